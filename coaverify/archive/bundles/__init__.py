"""Bundles: what an archive holds, or a selection of it, in files that prove themselves without the archive."""
