"""Sequences, formulas, masses, ions and mass shifts. Only `atoms` and `masses` know of pyteomics."""
