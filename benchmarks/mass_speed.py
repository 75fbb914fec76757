"""CPU time of `coaverify mass semax` from start to end beside the bare import of pyteomics' masses.

    benchmarks/mass_speed.py [--rounds N]

Fresh processes that take turns, so that both see the same neighbours; user and system time together. The first round
only warms the files up. Ends with 1 where the ratio of the medians is above what was agreed on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys

MOST = 1.3  # times the import
WAYS = {
    "coaverify mass semax": ("-m", "coaverify", "mass", "semax"),
    "from pyteomics import mass": ("-c", "from pyteomics import mass"),
}


def cpu_seconds(arguments: tuple[str, ...]) -> float:
    """User and system time of one fresh process."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for number in range(rounds + 1):
        for name, arguments in WAYS.items():
            seconds = cpu_seconds(arguments)
            if number:
                taken[name].append(seconds)
    ours, theirs = (statistics.median(taken[name]) for name in WAYS)
    for name, measured in taken.items():
        print(f"{name:28} median {statistics.median(measured):.3f} s CPU ({min(measured):.3f} to {max(measured):.3f})")
    print(f"ratio {ours / theirs:.2f}, at most {MOST}")
    return 0 if ours <= MOST * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
