"""The ladder: the ions of all forms as rungs over one m/z axis, observed values across. Only places, in SVG units."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Step:
    """An ion of a form. mz: where it lies. main: protons only, no salt. hit: whether an observed value fits it."""

    label: str
    mz: float
    main: bool
    hit: bool = False


def ladder(
    molecules: Sequence[Molecule], names: Sequence[str], ions: Sequence[Ion], answers: Sequence[Answer]
) -> Ladder:
    """The ladder of molecules with what observed values fit of them."""
    hits = {(fit.molecule, fit.ion) for answer in answers for fit in answer.fits}
    columns = [
        [Step(ion.label, mz(one.masses.monoisotopic, ion), ion.adduct == "H", (one, ion) in hits) for ion in ions]
        for one in molecules
    ]
    return laid_out(dict(zip(names, columns, strict=True)), [float(answer.observed.value) for answer in answers])


def laid_out(forms: Mapping[str, Sequence[Step]], values: Sequence[float]) -> Ladder:
    """Lay a ladder out: a column for each form, which has a step at least. Values in m/z.

    Values far away from every ion are named in `outside` instead of squeezing all others.
    """
    places = [step.mz for steps in forms.values() for step in steps]
    scale = _scale(min(places), max(places))
    low, high, y = scale.low, scale.high, scale.y
    width = (_RIGHT - _LEFT - _GAP * (len(forms) - 1)) / len(forms)
    lines = [y(value) for value in values if low <= value <= high]
    columns = [
        Column(name, round(_LEFT + number * (width + _GAP), 1), round(width, 1), _rungs(steps, scale, lines))
        for number, (name, steps) in enumerate(forms.items())
    ]
    most = max(len(steps) for steps in forms.values())
    return Ladder(
        ticks=tuple(Line(y(tick), str(tick)) for tick in _ticks(scale)),
        columns=tuple(columns),
        observed=tuple(Line(y(value), f"{value:g}") for value in values if low <= value <= high),
        outside=tuple(f"{value:g}" for value in values if not low <= value <= high),
        summary=f"m/z from {low:.0f} to {high:.0f} upwards, a column for each form, {most} ions as rungs.",
    )


def _rungs(steps: Sequence[Step], scale: Scale, lines: Sequence[float]) -> tuple[Rung, ...]:
    """Labels go to protonated ions and to hits: above the rung, or below where that is clearer, never over another."""
    found: list[Rung] = []
    taken: list[float] = []
    drawn = [*(scale.y(step.mz) for step in steps), *lines]
    for step in sorted(steps, key=lambda step: (not step.hit, not step.main, scale.y(step.mz))):
        y = scale.y(step.mz)
        above, below = y - 5, y + _LABEL + 2
        crossed = [sum(spot - _LABEL < other < spot for other in drawn if other != y) for spot in (above, below)]
        label_y = round(below if crossed[1] < crossed[0] else above, 1)
        labelled = (step.main or step.hit) and all(abs(label_y - other) >= _LABEL for other in taken)
        if labelled:
            taken.append(label_y)
        label = f"{step.mz:.2f}" if labelled else ""
        found.append(Rung(y, step.main, step.hit, label, label_y, f"{step.label} {step.mz:.4f}"))
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
