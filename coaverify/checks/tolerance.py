"""How far an observed value may lie from the computed one, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.model.certificate import Amount, Certificate, InstrumentClass
from coaverify.model.settings import Settings

LARGE = 2000.0  # Da: above it a low-resolution neutral mass is judged by a share of the mass
LARGE_SHARE = 0.0002


@dataclass(frozen=True, slots=True)
class Tolerance:
    """An allowed deviation: `absolute` in Da or m/z, or `ppm` of the expected value, the larger of the two."""

    absolute: float = 0.0
    ppm: float = 0.0
    why: str = ""

    def at(self, expected: float) -> float:
        """The tolerance in Da or m/z at an expected value."""
        return max(self.absolute, self.ppm * 1e-6 * expected)


# Pass limits by class of instrument. High resolution: to 5 ppm without remark,
# failing beyond 20 ppm.
_BY_INSTRUMENT = {
    InstrumentClass.HIGH_RESOLUTION: (0.0, 20.0, "high-resolution instrument"),
    InstrumentClass.MALDI_REFLECTRON: (0.2, 100.0, "reflectron MALDI"),
    InstrumentClass.MALDI_LINEAR: (0.0, 1000.0, "linear MALDI"),
    InstrumentClass.LOW_RESOLUTION: (0.3, 0.0, "low-resolution instrument"),
}


def tolerance_of(amount: Amount, certificate: Certificate, settings: Settings, *, neutral: bool) -> Tolerance:
    """The tolerance of one observed value: the user's, the one stated with the result, the instrument's,
    else 0.3 for values of up to two decimals and 10 ppm for more. Never less than half the last printed digit,
    which a stated tolerance comes on top of: "792 ± 1" was rounded from as much as 792.5.
    """
    half = amount.half_digit
    if settings.mass_tolerance is not None:
        return Tolerance(max(float(settings.mass_tolerance), half), why="your setting")
    stated = amount.tolerance
    if stated is None and certificate.mass_tolerance is not None:
        stated = certificate.mass_tolerance.value.value
    if stated is not None:
        return Tolerance(float(stated) + half, why="stated with the result, and its rounding")
    if certificate.instrument_class is not None and not _coarse_digits(amount, certificate.instrument_class):
        absolute, ppm, why = _BY_INSTRUMENT[certificate.instrument_class]
        return Tolerance(max(absolute, half, _share(amount, absolute, neutral)), ppm, why)
    if amount.decimals >= 3:
        return Tolerance(half, 10.0, "three or more printed decimals")
    return Tolerance(max(0.3, half, _share(amount, 0.3, neutral)), why="one or two printed decimals")


def _coarse_digits(amount: Amount, instrument: InstrumentClass) -> bool:
    """A value of one decimal from a high-resolution instrument was rounded beyond its accuracy."""
    return instrument is InstrumentClass.HIGH_RESOLUTION and amount.decimals < 2


def _share(amount: Amount, absolute: float, neutral: bool) -> float:
    value = float(amount.value)
    return LARGE_SHARE * value if neutral and absolute and value > LARGE else 0.0
