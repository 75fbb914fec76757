"""Peptides as data: one TOML file a peptide in `peptides/`, trade blends in `blends.toml`.

The format is described in reference/README.md. Nothing here is code; coaverify.reference reads it.
"""

from __future__ import annotations

VERSION = "2026.1"
