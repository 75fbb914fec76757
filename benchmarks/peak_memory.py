"""The peak memory of fresh processes: of a verification, and of the bare recogniser on the same pixels.

To be called before the measuring process has read anything: a child's peak begins at its parent's size.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

MOST_FOR_TEXT = 250  # MB for a document whose text need not be recognised
MOST_MORE = 150  # MB that a picture may cost more than the bare recogniser

_PEAK = """
import resource, sys
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak if sys.platform == "darwin" else 1024 * peak)
"""
_VERIFY = """
import datetime, pathlib, sys
from coaverify.model.settings import Settings
from coaverify.verify import verify
for name in sys.argv[1:]:
    verify(pathlib.Path(name).read_bytes(), name, Settings(as_of=datetime.date(2026, 11, 21)))
"""
_SAVE_PIXELS = """
import pathlib, sys
import numpy
from picture_speed import pixels_of
for number, (pixels, _how) in enumerate(pixels_of(pathlib.Path(sys.argv[1]).read_bytes())):
    numpy.save(pathlib.Path(sys.argv[2]) / f"{number:03}.npy", pixels)
"""
_RECOGNISE = """
import sys
import numpy
from picture_speed import bare_engine
engine = bare_engine()
for name in sys.argv[1:]:
    engine(numpy.load(name))
"""


def print_for_text(files: Sequence[Path]) -> None:
    """The peak for the largest of some documents, and for all of them in turn."""
    largest = max(files, key=lambda file: file.stat().st_size)
    one, every = _verifying([largest]), _verifying(files)
    print(
        f"  text: {one:.0f} MB for the largest file ({largest.name}, {largest.stat().st_size / 1e3:.0f} kB; "
        f"at most {MOST_FOR_TEXT}), {every:.0f} MB for all in turn"
    )


def print_for_picture(file: Path) -> None:
    """The peak for a picture beside that of the bare recogniser on the same pixels."""
    with tempfile.TemporaryDirectory() as folder:
        _run(_SAVE_PIXELS, [str(file), folder])
        pixels = sorted(map(str, Path(folder).iterdir()))
        bare = int(_run(_RECOGNISE + _PEAK, pixels)) / 1e6
    ours = _verifying([file])
    print(
        f"  largest picture ({file.name}): {ours:.0f} MB, the bare recogniser {bare:.0f} MB: "
        f"{ours - bare:+.0f} MB (at most {MOST_MORE:+})"
    )


def _verifying(files: Sequence[Path]) -> float:
    """Megabytes of a process that verifies some documents one after another."""
    return int(_run(_VERIFY + _PEAK, list(map(str, files)))) / 1e6


def _run(program: str, arguments: Sequence[str]) -> bytes:
    """What a fresh process prints. It is told where these modules are; how it finds coaverify is inherited."""
    begin = f"import sys; sys.path.append({str(Path(__file__).parent)!r})\n"
    return subprocess.run(
        [sys.executable, "-c", begin + program, *arguments], check=True, stdout=subprocess.PIPE
    ).stdout
