"""Printed theoretical masses: what they agree with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.chemistry.masses import Masses
from coaverify.model.certificate import Amount

# Tables of atomic weights in use (NIST abundances, IUPAC conventional, rounded CIAAW) differ by up to
# 17 ppm of a peptide's mass.
TABLES_SHARE = 2e-5
TABLES_LEAST = 0.02  # g/mol
MONOISOTOPIC_SLACK = 0.002  # Da: rounded isotope masses and the electron


@dataclass(frozen=True, slots=True)
class WeightFit:
    """A printed mass against one molecule: the nearest legal value and the allowed deviation."""

    kind: str  # "average" or "monoisotopic"
    expected: float
    deviation: float
    tolerance: float

    @property
    def within(self) -> bool:
        return abs(self.deviation) <= self.tolerance + 1e-9


def average_fit(amount: Amount, masses: Masses) -> WeightFit:
    """A printed molecular weight against the average mass, by the table of atomic weights that comes nearest."""
    value = float(amount.value)
    expected = min((masses.average, masses.average_iupac), key=lambda mass: abs(value - mass))
    tolerance = max(TABLES_LEAST, TABLES_SHARE * expected, amount.half_digit + TABLES_SHARE * expected, _stated(amount))
    return WeightFit("average", expected, value - expected, tolerance)


def monoisotopic_fit(amount: Amount, masses: Masses) -> WeightFit:
    """A printed exact mass against the monoisotopic mass."""
    value = float(amount.value)
    tolerance = max(amount.half_digit + MONOISOTOPIC_SLACK, _stated(amount))
    return WeightFit("monoisotopic", masses.monoisotopic, value - masses.monoisotopic, tolerance)


def _stated(amount: Amount) -> float:
    """The tolerance that an acceptance range prints with its middle: "813.9 ± 1.0"."""
    return float(amount.tolerance) + amount.half_digit if amount.tolerance is not None else 0.0


def fits(amount: Amount, masses: Masses) -> Iterator[WeightFit]:
    """Both readings of a printed mass that are within tolerance."""
    for fit in (average_fit(amount, masses), monoisotopic_fit(amount, masses)):
        if fit.within:
            yield fit
