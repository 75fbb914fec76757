"""Spectra and chromatograms as pictures: what their words say by where they stand over an axis."""
