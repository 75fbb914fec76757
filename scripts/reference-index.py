#!/usr/bin/env python3
"""Write coaverify_reference/index.json anew from the TOML files: what the program loads at its start.

TOML is for those who edit; parsing 168 files takes three times as long as all the rest of loading.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "reference")]


def index() -> str:
    """The index as text: one entry a line, so that a changed entry is a changed line."""
    from coaverify.reference.toml_files import table_of, tables_in
    from coaverify_reference import VERSION

    folder = ROOT / "reference" / "coaverify_reference"
    peptides = [
        f"{json.dumps(name)}: {json.dumps(table, ensure_ascii=False, sort_keys=True)}"
        for name, table in tables_in(folder / "peptides")
    ]
    blends = json.dumps(table_of(folder / "blends.toml"), ensure_ascii=False, sort_keys=True)
    body = ",\n".join(peptides)
    return f'{{"version": {json.dumps(VERSION)},\n"blends": {blends},\n"peptides": {{\n{body}\n}}}}\n'


if __name__ == "__main__":
    (ROOT / "reference" / "coaverify_reference" / "index.json").write_text(index(), encoding="utf-8")
