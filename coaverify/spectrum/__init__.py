"""What the figures beside a mass spectrum can be: which peptide, form, ion and kind of mass."""
