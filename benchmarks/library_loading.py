"""What loading the reference costs, held against `import pdfplumber`: processor time in fresh processes.

    python benchmarks/library_loading.py [--rounds N]

Exits with 1 where the library takes more than a quarter of the import that every check of a PDF pays anyway.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

SHARE = 0.25
_TIMED = "import time; start = time.process_time(); {}; print(time.process_time() - start)"
LIBRARY = "from coaverify.reference.library import library; library()"
LOADING = "from coaverify.reference.library import library\nimport time; start = time.process_time(); library()\n"


def seconds(code: str) -> float:
    """Processor time of a fresh process, as it prints it."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    measured: dict[str, list[float]] = {"pdfplumber": [], "library with its imports": [], "library": []}
    for _ in range(rounds):  # in turns, so that a busy machine slows all of them
        measured["pdfplumber"].append(seconds(_TIMED.format("import pdfplumber")))
        measured["library with its imports"].append(seconds(_TIMED.format(LIBRARY)))
        measured["library"].append(seconds(LOADING + "print(time.process_time() - start)"))
    whole = median(measured["pdfplumber"])
    for name, values in measured.items():
        print(f"{name:<26} {median(values) * 1000:7.1f} ms   {median(values) / whole:6.1%}")
    return 0 if median(measured["library"]) <= SHARE * whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
