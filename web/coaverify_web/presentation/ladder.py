"""The ladder: the ions of all forms as rungs over one m/z axis, observed values across. Only places, in SVG units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coaverify.chemistry.ions import Ion, mz
from coaverify.spectrum.candidates import Molecule
from coaverify.spectrum.fits import Answer

WIDTH, HEIGHT = 460, 520
_TOP, _BOTTOM, _LEFT, _RIGHT = 44, 500, 52, 448
_GAP = 9  # between columns
_LABEL = 15  # height of a line of words
_WIDE = 6  # times from the lowest to the highest ion
_STEPS = (20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis: m/z from `low` to `high`, logarithmic where many charges would crowd at its foot."""

    low: float
    high: float
    logarithmic: bool = False

    def y(self, place: float) -> float:
        """Where a place of the axis lies, from the top of the picture."""
        if self.logarithmic:
            part = math.log(place / self.low) / math.log(self.high / self.low)
        else:
            part = (place - self.low) / (self.high - self.low)
        return round(_BOTTOM - part * (_BOTTOM - _TOP), 1)


@dataclass(frozen=True, slots=True)
class Rung:
    """One ion of one form. `label` is "" where it would lie over another."""

    y: float
    main: bool
    hit: bool
    label: str
    label_y: float
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    x: float
    width: float
    rungs: tuple[Rung, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A tick of the axis or an observed value."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Ladder:
    ticks: tuple[Line, ...]
    columns: tuple[Column, ...]
    observed: tuple[Line, ...]
    outside: tuple[str, ...]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT


def ladder(
    molecules: Sequence[Molecule], names: Sequence[str], ions: Sequence[Ion], answers: Sequence[Answer]
) -> Ladder:
    """Lay the ladder out; values far away from every ion are named in `outside` instead of squeezing all others."""
    places = [mz(molecule.masses.monoisotopic, ion) for molecule in molecules for ion in ions]
    scale = _scale(min(places), max(places))
    low, high, y = scale.low, scale.high, scale.y
    values = [float(answer.observed.value) for answer in answers]
    width = (_RIGHT - _LEFT - _GAP * (len(molecules) - 1)) / len(molecules)
    hits = {(fit.molecule, fit.ion) for answer in answers for fit in answer.fits}
    columns = []
    for number, (molecule, name) in enumerate(zip(molecules, names, strict=True)):
        rungs = [(ion, mz(molecule.masses.monoisotopic, ion), (molecule, ion) in hits) for ion in ions]
        lines = [y(value) for value in values if low <= value <= high]
        laid = _laid_out([(ion, place, y(place), hit) for ion, place, hit in rungs], lines)
        columns.append(Column(name, round(_LEFT + number * (width + _GAP), 1), round(width, 1), laid))
    return Ladder(
        ticks=tuple(Line(y(tick), str(tick)) for tick in _ticks(scale)),
        columns=tuple(columns),
        observed=tuple(Line(y(value), f"{value:g}") for value in values if low <= value <= high),
        outside=tuple(f"{value:g}" for value in values if not low <= value <= high),
        summary=f"m/z from {low:.0f} to {high:.0f} upwards, a column for each form, {len(ions)} ions as rungs.",
    )


def _laid_out(rungs: Sequence[tuple[Ion, float, float, bool]], lines: Sequence[float]) -> tuple[Rung, ...]:
    """Labels go to protonated ions and to hits: above the rung, or below where that is clearer, never over another."""
    found: list[Rung] = []
    taken: list[float] = []
    drawn = [*(y for _, _, y, _ in rungs), *lines]
    for ion, place, y, hit in sorted(rungs, key=lambda rung: (not rung[3], rung[0].adduct != "H", rung[2])):
        main = ion.adduct == "H"
        above, below = y - 5, y + _LABEL + 2
        crossed = [sum(spot - _LABEL < other < spot for other in drawn if other != y) for spot in (above, below)]
        label_y = round(below if crossed[1] < crossed[0] else above, 1)
        labelled = (main or hit) and all(abs(label_y - other) >= _LABEL for other in taken)
        if labelled:
            taken.append(label_y)
        found.append(Rung(y, main, hit, f"{place:.2f}" if labelled else "", label_y, f"{ion.label} {place:.4f}"))
    return tuple(found)


def _scale(lowest: float, highest: float) -> Scale:
    if highest > _WIDE * lowest:
        return Scale(lowest / 1.08, highest * 1.08, logarithmic=True)
    margin = 0.06 * (highest - lowest) or 20.0
    return Scale(max(0.0, lowest - margin), highest + margin)


def _ticks(scale: Scale) -> list[int]:
    if scale.logarithmic:
        first = 10 ** int(math.log10(scale.low))
        spots = [factor * first * power for power in (1, 10, 100) for factor in (1, 2, 3, 5, 7)]
        return [spot for spot in spots if scale.low <= spot <= scale.high]
    step = next((step for step in _STEPS if (scale.high - scale.low) / step <= 9), _STEPS[-1])
    return list(range(math.ceil(scale.low / step) * step, int(scale.high) + 1, step))
