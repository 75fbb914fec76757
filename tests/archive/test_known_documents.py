"""Documents that the archive knows are answered from it: nothing is loaded and nothing started to read them again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from plot_pictures import certificate, run

LINES = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")
UNUSED = ("numpy", "scipy", "pyteomics", "pdfplumber", "pypdfium2", "pebble", "alembic", "coaverify.verify")
PROGRAM = """
import sys
from coaverify.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print("ended", ended.code)
print("loaded", *(name for name in %r if name in sys.modules))
"""


def checked(folder: Path, archive: Path) -> list[str]:
    """What a process of its own prints that checks the folder's documents, each with its report as a line."""
    arguments = ["check", str(folder), "--format", "jsonl", "--as-of", "2026-11-22", "--jobs", "1"]
    arguments += ["--archive", str(archive)]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % (UNUSED,), *arguments],
        capture_output=True, text=True, check=True, timeout=300,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
    return done.stdout.splitlines()


def test_a_second_run_over_known_documents_prints_the_same_and_loads_no_reader(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.pdf").write_bytes(certificate(*LINES, signal=run(number)))
    first, second = (checked(folder, tmp_path / "archive") for _ in range(2))
    assert second[:-1] == first[:-1]
    assert len(first) == 4
    assert second[-1] == "loaded"
    assert "numpy" in first[-1]


def test_what_is_new_among_known_documents_is_checked_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in (1, 3):
        (folder / f"{number}.pdf").write_bytes(certificate(*LINES, f"Page {number}"))
    checked(folder, tmp_path / "archive")
    for number in (0, 2, 4):
        (folder / f"{number}.pdf").write_bytes(certificate(*LINES, f"Page {number}"))
    lines = checked(folder, tmp_path / "archive")
    assert [f"{number}.pdf" in line for number, line in enumerate(lines[:5])] == [True] * 5
