"""Which forms do the observed values allow? The heart of the identity checks.

Every observed value is held against every form, under every admissible reading of the number: the
printed ion, or where none is printed any usual ion and the neutral molecule; monoisotopic or average
as label and size leave it open. A form is possible when each value has a reading within its tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from coaverify.checks.tolerance import Tolerance, tolerance_of
from coaverify.chemistry.ions import Ion, IonError, mz, neutral
from coaverify.chemistry.masses import Masses
from coaverify.model.certificate import (
    Amount,
    Certificate,
    InstrumentClass,
    MassKind,
    ObservedIon,
    ObservedMass,
)
from coaverify.model.evidence import Evidence, Reading, Source
from coaverify.model.form import Form
from coaverify.model.settings import Settings

# Ions below this mass show resolved isotopes, so their label is the monoisotopic peak
RESOLVED_BELOW = 1500.0  # Da
# An instrument of low resolution passes within 0.3 m/z and fails beyond 0.5. What a spectrum's label was
# measured with is seldom known, so between the two it neither passes nor fails.
FIGURE_FAILS_BEYOND = 0.5  # m/z
LARGEST_GAP = 0.0015  # of the mass: between average and monoisotopic mass, copper and bromine included
_USUAL_IONS = (*(Ion("H", charge) for charge in (1, 2, 3, 4)), Ion("Na", 1), Ion("K", 1))


@dataclass(frozen=True, slots=True)
class Option:
    """One admissible reading of an observed value and what it should be: Da or m/z."""

    label: str  # "[M+2H]2+", "neutral"
    kind: str  # "monoisotopic", "average", "most abundant"
    expected: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The best reading of one observed value for one form."""

    reading: Option
    deviation: float  # observed less expected, Da or m/z
    within: bool


@dataclass(frozen=True, slots=True)
class Observed:
    """One observed value with its tolerance."""

    amount: Amount
    evidence: Evidence
    doubtful: bool
    tolerance: Tolerance
    ion: ObservedIon | None  # None: a neutral mass
    kind: MassKind

    @property
    def value(self) -> float:
        return float(self.amount.value)

    @property
    def in_figure(self) -> bool:
        """Whether it was read at a peak of a spectrum, not in the text."""
        return self.evidence.source is Source.FIGURE

    def refuted_by(self, fit: Fit) -> bool:
        """Whether a fit that is out of tolerance is so far out that it contradicts."""
        slack = FIGURE_FAILS_BEYOND if self.in_figure else 0.0
        return not fit.within and abs(fit.deviation) > slack

    @property
    def ion_known(self) -> bool:
        """Whether the document says which ion (or that the mass is neutral)."""
        return self.ion is None or self.ion.charge is not None

    def readings(self, masses: Masses, instrument: InstrumentClass | None) -> Iterator[Option]:
        """Every admissible reading of this value for a molecule of these masses."""
        if self.ion is None:
            yield from self._neutral(masses)
            return
        if self.ion.charge is None:
            yield from self._neutral(masses)
        for ion in self._ions():
            for kind, mass in _ion_masses(masses, self.amount, instrument):
                yield Option(ion.label, kind, mz(mass, ion))

    def _ions(self) -> tuple[Ion, ...]:
        if self.ion is None or self.ion.charge is None:
            return _USUAL_IONS
        try:
            return (Ion(self.ion.adduct or "H", self.ion.charge),)
        except IonError:
            return _USUAL_IONS  # "[M+Li]+": printed, but not one whose mass is computed

    def _neutral(self, masses: Masses) -> Iterator[Option]:
        if self.kind is not MassKind.AVERAGE:
            yield Option("neutral", "monoisotopic", masses.monoisotopic)
        if self.kind is not MassKind.MONOISOTOPIC:
            yield Option("neutral", "average", masses.average)

    def neutral_ranges(self) -> Iterator[tuple[float, float]]:
        """Between which monoisotopic masses (Da) a molecule may weigh for this value to be one of its readings."""
        readings = [(self.value, 1)] if self.ion is None or self.ion.charge is None else []
        readings += (
            [(neutral(self.value, ion), abs(ion.charge)) for ion in self._ions()] if self.ion is not None else []
        )
        for mass, charge in readings:
            slack = charge * self.tolerance.at(self.value)
            # an average mass lies up to about 0.1 % over the monoisotopic one, with many heavy atoms
            yield mass - slack - LARGEST_GAP * mass, mass + slack

    def fit(self, masses: Masses, instrument: InstrumentClass | None) -> Fit:
        """The admissible reading that comes nearest."""
        best = min(self.readings(masses, instrument), key=lambda one: abs(self.value - one.expected))
        deviation = self.value - best.expected
        # a hair for binary fractions: 0.3 is within 0.3
        return Fit(best, deviation, abs(deviation) <= self.tolerance.at(best.expected) + 1e-9)


def charge_of(label: str) -> int:
    """How many charges the ion of an option has; 1 for a neutral molecule, whose mass stands for itself."""
    ions = (Ion("H", charge) for charge in range(1, 9))
    return next((ion.charge for ion in ions if ion.label == label), 1)


def _ion_masses(masses: Masses, amount: Amount, instrument: InstrumentClass | None) -> Iterator[tuple[str, float]]:
    """The masses that an ion's label may show. See `RESOLVED_BELOW`; coarse instruments label the middle."""
    if masses.monoisotopic < RESOLVED_BELOW:
        yield "monoisotopic", masses.monoisotopic
        return
    exact = instrument is InstrumentClass.HIGH_RESOLUTION or (instrument is None and amount.decimals >= 3)
    coarse = instrument in (InstrumentClass.LOW_RESOLUTION, InstrumentClass.MALDI_LINEAR)
    if not coarse:
        yield "monoisotopic", masses.monoisotopic
        yield "most abundant", masses.most_abundant
    if not exact:
        yield "average", masses.average


@dataclass(frozen=True)
class Fits:
    """All observed values against all forms.

    shown: labels of spectra beside values that the text states. They make no pass, but may stand against one.
    """

    observed: tuple[Observed, ...]
    by_form: Mapping[Form, Masses]
    instrument: InstrumentClass | None
    shown: tuple[Observed, ...] = ()

    @cached_property
    def possible(self) -> tuple[Form, ...]:
        """The forms that all observed values allow; () where nothing was observed."""
        if not self.observed:
            return ()
        return tuple(form for form in self.by_form if all(fit.within for fit in self.of(form)))

    def of(self, form: Form) -> tuple[Fit, ...]:
        """The best fit of each observed value for a form, in the order of `observed`."""
        return self._fits[form]

    @cached_property
    def _fits(self) -> Mapping[Form, tuple[Fit, ...]]:
        return {form: self.of_masses(masses) for form, masses in self.by_form.items()}

    def of_masses(self, masses: Masses) -> tuple[Fit, ...]:
        """The same for any molecule."""
        return tuple(value.fit(masses, self.instrument) for value in self.observed)

    @property
    def doubtful(self) -> bool:
        return any(value.doubtful for value in self.observed)

    def refuted(self, form: Form) -> bool:
        """Whether a value contradicts the form; a figure's label that is slightly off does not."""
        return any(value.refuted_by(fit) for value, fit in zip(self.observed, self.of(form), strict=True))

    def shown_against(self, form: Form) -> tuple[tuple[Observed, Fit], ...]:
        """The labels of spectra that contradict the form, where the text states other values."""
        masses = self.by_form[form]
        fits = ((value, value.fit(masses, self.instrument)) for value in self.shown)
        return tuple((value, fit) for value, fit in fits if not value.doubtful and value.refuted_by(fit))


def fits_of(certificate: Certificate, by_form: Mapping[Form, Masses], settings: Settings) -> Fits:
    """Hold the certificate's observed ions and masses against the forms."""
    instrument = certificate.instrument_class
    observed = [
        _observed(reading, reading.value.mz, reading.value, MassKind.UNSTATED, certificate, settings)
        for reading in certificate.observed_ions
    ]
    neutral: list[Reading[ObservedMass]] = list(certificate.further_masses)
    if certificate.observed_mass is not None:
        neutral.insert(0, certificate.observed_mass)
    for reading in neutral:
        observed.append(_observed(reading, reading.value.mass, None, reading.value.kind, certificate, settings))
    stated = tuple(value for value in observed if not value.in_figure)
    shown = tuple(value for value in observed if value.in_figure)
    return Fits(stated or shown, by_form, instrument, shown if stated else ())


def _observed(
    reading: Reading[object],
    amount: Amount,
    ion: ObservedIon | None,
    kind: MassKind,
    certificate: Certificate,
    settings: Settings,
) -> Observed:
    tolerance = tolerance_of(amount, certificate, settings, neutral=ion is None)
    named = certificate.product_name or certificate.sequence  # a value is no surer than what it is held against
    doubtful = bool(reading.doubts or (named is not None and named.doubts))
    return Observed(amount, reading.evidence, doubtful, tolerance, ion, kind)
