"""Observed values and tolerances as people type them: "428.2", "428.2@2+", "428.2=[M+2H]2+", "0.3", "10 ppm"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from coaverify.chemistry.ion_notation import parse_ion
from coaverify.chemistry.ions import Ion
from coaverify.model.errors import CoaverifyError

MOST_VALUES = 20
_LARGEST = Decimal(1_000_000)  # Da; beyond any peptide
_NUMBER = r"\d{1,7}(?:[.,]\d{1,8})?"
_OBSERVED = re.compile(rf"\s*(?P<number>{_NUMBER})\s*(?:[@=]\s*(?P<ion>.+?)\s*)?")
_TOLERANCE = re.compile(
    rf"\s*(?:±|\+/?-)?\s*(?P<number>{_NUMBER})\s*(?P<unit>ppm|da|dalton|m/z|u|amu|th)?\s*", re.IGNORECASE
)
_NEUTRAL = ("M", "[M]", "NEUTRAL")


class ObservedError(CoaverifyError, ValueError):
    """A value or a tolerance that cannot be understood, with a sentence that says what to write."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """An allowed deviation: `absolute` in m/z (Da for a neutral mass), or `ppm` of the computed value, the larger.

    why: who says so.
    """

    absolute: float = 0.0
    ppm: float = 0.0
    why: str = ""

    def at(self, expected: float) -> float:
        """The tolerance in m/z or Da at a computed value."""
        return max(self.absolute, self.ppm * 1e-6 * expected)

    @property
    def words(self) -> str:
        """As it is said: "±0.3", "±10 ppm"."""
        return f"±{self.ppm:g} ppm" if self.ppm else f"±{self.absolute:g}"


_COARSE = Tolerance(0.3, why="by its printed digits: at most two decimals")
_FINE = Tolerance(ppm=10.0, why="by its printed digits: three or more decimals")


@dataclass(frozen=True, slots=True)
class Observed:
    """An observed value. `stated`: its ion is given; then `ion` is that ion, or None for a neutral mass."""

    value: Decimal
    ion: Ion | None = None
    stated: bool = False

    @property
    def decimals(self) -> int:
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def words(self) -> str:
        """As it is said: "428.2", "428.2 as [M+2H]2+", "854.4 as the neutral mass"."""
        if not self.stated:
            return str(self.value)
        return f"{self.value} as {self.ion.label if self.ion else 'the neutral mass'}"


def parse_observed(text: str) -> Observed:
    """Read a value, with its ion or charge behind "@" or "=" where that is known; "=M" is a neutral mass.

    Raises ObservedError for what is no number, and IonError for what is no ion.
    """
    found = _OBSERVED.fullmatch(text)
    if found is None:
        raise ObservedError(f"{text.strip()[:60]!r} is no value. Write 428.2, 428.2@2+ or 428.2=[M+2H]2+.")
    value = _decimal(found["number"])
    if not 0 < value <= _LARGEST:
        raise ObservedError(f"{value} is no mass and no m/z of a peptide.")
    if found["ion"] is None:
        return Observed(value)
    if found["ion"].upper() in _NEUTRAL:
        return Observed(value, None, stated=True)
    charge = f"{found['ion']}+" if re.fullmatch(r"\d", found["ion"]) else found["ion"]
    return Observed(value, parse_ion(charge), stated=True)


def parse_tolerance(text: str) -> Tolerance:
    """Read "0.3", "0.3 Da" or "10 ppm". Raises ObservedError."""
    found = _TOLERANCE.fullmatch(text)
    if found is None:
        raise ObservedError(f"{text.strip()[:60]!r} is no tolerance. Write 0.3 (m/z or Da) or 10ppm.")
    number = float(_decimal(found["number"]))
    if number <= 0:
        raise ObservedError("A tolerance is larger than 0.")
    if (found["unit"] or "").lower() == "ppm":
        return Tolerance(ppm=number, why="as asked for")
    return Tolerance(absolute=number, why="as asked for")


def tolerance_for(observed: Observed, asked: Tolerance | None) -> Tolerance:
    """The tolerance of one value: the one that was asked for, else by its printed digits (0.3 up to two
    decimals, 10 ppm for more); never less than half the last digit, which rounding alone explains."""
    half = 0.5 * 10.0**-observed.decimals
    found = asked or (_FINE if observed.decimals >= 3 else _COARSE)
    if found.at(float(observed.value)) < half:
        return Tolerance(half, why="half of the last printed digit")
    return found


def _decimal(number: str) -> Decimal:
    if re.fullmatch(r"\d{1,3},\d{3}", number):
        raise ObservedError(f"{number!r} can be read in two ways; write the decimal sign as a point.")
    return Decimal(number.replace(",", "."))
