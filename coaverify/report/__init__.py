"""The report: its model, and the renderers that turn it into text, JSON lines and CSV."""
