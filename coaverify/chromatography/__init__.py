"""A drawn chromatogram integrated again: peak shapes, the model of a run, its fit, areas and their uncertainty."""
