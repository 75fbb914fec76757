"""Which molecules an observed value fits: as which ion, by which kind of mass, and how far off.

Unlike the checks, which hold a certificate to what it claims, this tries every reading and leaves the choice to
whoever looks at the spectrum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coaverify.chemistry.ions import Ion, mz
from coaverify.spectrum.candidates import Molecule
from coaverify.spectrum.observed import Observed, Tolerance, tolerance_for

RESOLVED_BELOW = 1500.0  # Da; lighter peptides show their monoisotopic peak as the highest
_TOP_WITHIN = 10.0  # Da; the highest peak lies that near the monoisotopic one, so it is computed only there


@dataclass(frozen=True, slots=True)
class Fit:
    """One reading of an observed value: a molecule, as an ion (None: neutral), by a kind of mass.

    expected: m/z, or Da where it is neutral.  deviation: observed less expected, in the same unit.
    """

    molecule: Molecule
    ion: Ion | None
    kind: str  # "monoisotopic", "average", "most abundant"
    expected: float
    deviation: float
    within: bool

    @property
    def ppm(self) -> float:
        return self.deviation / self.expected * 1e6

    @property
    def mass_deviation(self) -> float:
        """The deviation as one of the molecule's mass, Da."""
        return self.deviation * abs(self.ion.charge) / self.ion.molecules if self.ion else self.deviation

    @property
    def ion_label(self) -> str:
        return self.ion.label if self.ion else "neutral"


@dataclass(frozen=True)
class Answer:
    """What one observed value fits.

    fits: the readings within the tolerance, best first.  nearest: the best reading of each molecule, best first,
    within or not, as far as they were kept: one more than there are that fit.
    """

    observed: Observed
    tolerance: Tolerance
    fits: tuple[Fit, ...]
    nearest: tuple[Fit, ...]

    @cached_property
    def molecules(self) -> tuple[Molecule, ...]:
        """The molecules that fit, best first."""
        return tuple(dict.fromkeys(fit.molecule for fit in self.fits))

    @property
    def runner_up(self) -> Fit | None:
        """The best reading of any molecule but the best one, within the tolerance or not."""
        return self.nearest[1] if len(self.nearest) > 1 else None


def answer_for(
    observed: Observed, molecules: Iterable[Molecule], ions: Sequence[Ion], asked: Tolerance | None = None
) -> Answer:
    """Hold a value against the molecules: as its own ion where that is stated, else as each of `ions` and neutral."""
    tolerance = tolerance_for(observed, asked)
    tried: tuple[Ion | None, ...] = (observed.ion,) if observed.stated else (None, *ions)
    found: list[Fit] = []
    nearest: list[Fit] = []
    for molecule in molecules:
        readings = sorted(_readings(observed, molecule, tried, tolerance), key=_distance)
        nearest += readings[:1]
        found += [fit for fit in readings if fit.within]
    nearest.sort(key=_distance)
    kept = 1 + max(1, sum(fit.within for fit in nearest))
    return Answer(observed, tolerance, tuple(sorted(found, key=_distance)), tuple(nearest[:kept]))


def together(answers: Sequence[Answer]) -> tuple[Molecule, ...]:
    """The molecules that all values fit, in the order of the first."""
    first, *others = answers
    return tuple(molecule for molecule in first.molecules if all(molecule in other.molecules for other in others))


def _readings(
    observed: Observed, molecule: Molecule, tried: Iterable[Ion | None], tolerance: Tolerance
) -> Iterator[Fit]:
    value = float(observed.value)
    for ion in tried:
        for kind, mass in _masses(molecule, ion, value):
            expected = mz(mass, ion) if ion else mass
            if expected <= 0:
                continue
            deviation = value - expected
            # a hair for binary fractions: 0.3 is within 0.3
            within = abs(deviation) <= tolerance.at(expected) + 1e-9
            yield Fit(molecule, ion, kind, expected, deviation, within)


def _masses(molecule: Molecule, ion: Ion | None, value: float) -> Iterator[tuple[str, float]]:
    masses = molecule.masses
    yield "monoisotopic", masses.monoisotopic
    off = (value - (mz(masses.monoisotopic, ion) if ion else masses.monoisotopic)) * (abs(ion.charge) if ion else 1)
    if masses.monoisotopic >= RESOLVED_BELOW and abs(off) < _TOP_WITHIN:
        highest = masses.most_abundant
        if highest - masses.monoisotopic > 0.5:  # not the monoisotopic peak itself
            yield "most abundant", highest
    yield "average", masses.average


def _distance(fit: Fit) -> tuple[float, bool]:
    return abs(fit.deviation), fit.kind == "average"
