"""Peptides as data: one TOML file a peptide in `peptides/`, trade blends in `blends.toml`.

`index.json` holds the same, parsed once: scripts/reference-index.py writes it, and a test holds it to the files.

The format is described in reference/README.md. Nothing here is code; coaverify.reference reads it.
"""

from __future__ import annotations

VERSION = "2026.2"
