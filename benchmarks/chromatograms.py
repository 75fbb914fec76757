"""Is a drawn chromatogram integrated rightly? Random ones with known areas, read from real PDFs and integrated again.

    benchmarks/chromatograms.py [--count N] [--seed N] [--show N]

Each has peaks with exponential tails, noise, drift and neighbours down to a resolution of 1.2; it is drawn as a vector
line with random sampling, scale and splitting, and read by the product's own reader and extractor. The true area is
that of the generated peak, also where it overlaps. Ends with 1 where a bound is broken.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass

import numpy as np

from chromatogram_cases import Chromatogram, chromatogram, pdf_of
from coaverify.checks.purity_chromatogram import WORST_UNCERTAINTY
from coaverify.chromatography.integration import integrate
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.settings import Limits

NEAR = 0.3  # percentage points
LEAST_NEAR, LEAST_COVERED = 0.95, 0.95  # shares of all
LARGEST_MEDIAN = 0.5  # percentage points: a larger uncertainty would be of no use


@dataclass(frozen=True)
class Result:
    """How one came out; error and uncertainty in percentage points, None where it was not integrated."""

    number: int
    case: Chromatogram
    error: float | None = None
    uncertainty: float | None = None
    seconds: float = 0.0


def result(number: int, seed: int) -> Result:
    chance = random.Random(f"{seed}-{number}")
    case = chromatogram(chance)
    certificates = extract(read(pdf_of(case, chance), "chromatogram.pdf", Limits()))
    traces = [trace for certificate in certificates for trace in certificate.traces]
    if len(traces) != 1:
        return Result(number, case)
    start = time.process_time()
    found = integrate(traces[0])
    taken = time.process_time() - start
    if found is None:
        return Result(number, case, seconds=taken)
    return Result(number, case, found.share - case.share, found.uncertainty, taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--show", type=int, default=0, help="so many of the worst")
    asked = parser.parse_args()
    results = [result(number, asked.seed) for number in range(asked.count)]
    read_ones = [one for one in results if one.error is not None and one.uncertainty is not None]
    errors = np.array([abs(one.error or 0.0) for one in read_ones])
    stated = np.array([one.uncertainty or 0.0 for one in read_ones])
    near, covered = int((errors <= NEAR).sum()), int((errors <= stated).sum())
    declined = int((stated > WORST_UNCERTAINTY).sum())
    print(f"{asked.count} chromatograms (seed {asked.seed}), {len(read_ones)} found and integrated")
    print(f"  share within {NEAR} percentage points of the truth  {near / asked.count:7.1%}")
    print(f"  truth within the stated uncertainty             {covered / asked.count:7.1%}")
    print(
        f"  error        median {np.median(errors):.3f}  90 % {np.quantile(errors, 0.9):.3f}  worst {errors.max():.3f}"
    )
    print(
        f"  uncertainty  median {np.median(stated):.3f}  90 % {np.quantile(stated, 0.9):.3f}  worst {stated.max():.3f}"
    )
    print(f"  too uncertain to decide                         {declined}")
    print(f"  CPU time of one integration                     {1000 * np.median([o.seconds for o in results]):.1f} ms")
    for one in sorted(read_ones, key=lambda one: abs(one.error or 0.0), reverse=True)[: asked.show]:
        print(f"  {one.number:4} error {one.error:+.3f} stated {one.uncertainty:.3f}, true {one.case.share:.2f} %")
    good = near >= LEAST_NEAR * asked.count and covered >= LEAST_COVERED * asked.count
    return 0 if good and float(np.median(stated)) <= LARGEST_MEDIAN else 1


if __name__ == "__main__":
    sys.exit(main())
