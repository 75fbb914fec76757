"""Mass spectra as figures: the ions that are labelled in them, as readings of source FIGURE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from coaverify.extract.cells import SURE_FIGURE
from coaverify.extract.figures.axes import Axis, Quantity, number_in
from coaverify.extract.figures.frames import LONGEST_RUN, Frame, runs_of
from coaverify.extract.figures.notations import Notation, notations_in
from coaverify.extract.figures.plots import PeakLabel, Plot, decimals_of, plot_over
from coaverify.extract.figures.series import Assigned, assigned, inferred
from coaverify.model.certificate import Amount, ObservedIon
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Doubt, Evidence, Reading, Source

_LONG_AXIS = 300.0  # m/z: an axis without a title that runs to less is not taken for one of m/z
_LEAST_MZ = 50.0
_CAPTION = 4.0  # heights of the axis' numbers: how far from a figure its caption may stand
_SOMETHING_ELSE = re.compile(
    r"^\W*(?:ref|reference|standard|blank|theor\w*|simulat\w*|calc\w*|predict\w*|expected|placebo|impurit\w*)\b|标准|对照|理论|空白|杂质",
    re.IGNORECASE,
)
_LONGEST_WAY = 3.0  # text heights between label and ion, beyond which the evidence is the label alone


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A mass spectrum: its labelled ions from low to high m/z, and where its labels and its axis' numbers stand.

    What stands there is no running text: "[M+H]+" over a number is not a label with its value below.
    """

    ions: tuple[Reading[ObservedIon], ...]
    places: tuple[Box, ...]


def spectra_of(figures: Iterable[tuple[Frame, Sequence[Axis]]]) -> list[Spectrum]:
    """All mass spectra of a page, from the top, by its `figures_of`."""
    found: list[Spectrum] = []
    for frame, axes in figures:
        found.extend(spectrum for axis in axes if (spectrum := _over(axis, axes, frame)) is not None)
        found.extend(_panels(axes, frame))
    return found


def _over(axis: Axis, axes: Sequence[Axis], frame: Frame) -> Spectrum | None:
    titled = axis.quantity is Quantity.MASS_TO_CHARGE
    if not titled and (axis.quantity is not None or axis.last < _LONG_AXIS):
        return None
    plot = plot_over(axis, axes, frame)
    if plot is None:
        return None
    labels = _to_their_precision(plot.labels)
    notations = [notation for run in plot.runs for notation in notations_in(run)]
    ions = assigned(labels, notations)
    if not ions and titled:
        ions = inferred(labels)
    if not ions:
        return None
    doubtful = not titled or _of_something_else(plot, frame)
    return _spectrum(ions, labels, notations, [word.box for word in axis.ticks], frame, doubtful=doubtful)


def _of_something_else(plot: Plot, frame: Frame) -> bool:
    """Whether words in the figure, over it or under its axis speak of a standard, a blank or a computed spectrum."""
    size = plot.axis.size
    around = Box(plot.box.x0, plot.box.top - _CAPTION * size, plot.box.x1, plot.axis.box.bottom + _CAPTION * size)
    words = [word for word in frame.along if around.contains(word.box, slack=size)]
    captions = (run for run in runs_of(frame, words, along=True) if len(run.words) <= LONGEST_RUN)
    return any(_SOMETHING_ELSE.search(word.text) for run in captions for word in run.words)


def _spectrum(
    ions: Sequence[Assigned],
    labels: Sequence[PeakLabel],
    notations: Sequence[Notation],
    ticks: Sequence[Box],
    frame: Frame,
    *,
    doubtful: bool,
) -> Spectrum:
    places = [*ticks, *(label.word.box for label in labels), *(notation.box for notation in notations)]
    readings = tuple(_reading(ion, frame, doubtful=doubtful) for ion in ions)
    return Spectrum(readings, tuple(frame.back(box) for box in places))


def _panels(axes: Sequence[Axis], frame: Frame) -> Iterator[Spectrum]:
    """Pictures without an axis that can be read, with ions written at numbers: read with doubt."""
    for image in frame.images:
        if image.width > 0.85 * frame.width or any(image.contains(axis.box, slack=axis.size) for axis in axes):
            continue
        words = [word for word in frame.along if word.source is Source.OCR and image.contains(word.box, slack=1)]
        runs = runs_of(frame, words, along=True)
        bare = [label for run in runs for word in run.words if (label := _bare_label(word)) is not None]
        labels = _to_their_precision(bare)
        notations = [notation for run in runs for notation in notations_in(run)]
        if ions := assigned(labels, notations):
            yield _spectrum(ions, labels, notations, [], frame, doubtful=True)


def _bare_label(word: Word) -> PeakLabel | None:
    value = number_in(word.text)
    if value is None or value < _LEAST_MZ or not decimals_of(value):
        return None
    return PeakLabel(value, word, word.box.height, on_axis=False)


def _to_their_precision(labels: Sequence[PeakLabel]) -> list[PeakLabel]:
    """Labels without the zeros that all of them end in: "407.700" and "814.300" were measured to a tenth."""
    spare = min((_zeros(label.value) for label in labels), default=0) if len(labels) > 1 else 0
    return [replace(label, value=_shortened(label.value, spare)) for label in labels]


def _zeros(value: Decimal) -> int:
    """How many zeros a number's decimals end in; the first decimal stays."""
    _, _, decimals = str(value).partition(".")
    return len(decimals) - max(1, len(decimals.rstrip("0"))) if decimals else 0


def _shortened(value: Decimal, digits: int) -> Decimal:
    return Decimal(str(value)[:-digits].rstrip(".")) if digits else value


def _reading(ion: Assigned, frame: Frame, *, doubtful: bool) -> Reading[ObservedIon]:
    label, notation = ion.label, ion.notation
    words = [label.word]
    shown = [label.word]
    text = label.word.text
    adduct = None
    if notation is not None:
        words += notation.run.words
        adduct = notation.adduct
        text = notation.run.text if label.word in notation.run.words else f"{text} {notation.run.text}"
        if label.word.box.union(notation.box).height <= _LONGEST_WAY * label.size + notation.box.height:
            shown = words
    evidence = Evidence(frame.number, frame.seen(shown), text, Source.FIGURE)
    unsure = doubtful or not ion.sure or not label.on_axis or (notation is not None and notation.mended)
    return Reading(ObservedIon(Amount(label.value), ion.charge, adduct), evidence, doubts_of(words, unsure=unsure))


def doubts_of(words: Sequence[Word], *, unsure: bool) -> tuple[Doubt, ...]:
    doubts = []
    if any(word.source is Source.OCR and word.font for word in words):
        doubts.append(Doubt.OCR_LAYER)  # a recogniser of ours sets no font
    if unsure or any(word.confidence < SURE_FIGURE for word in words):
        doubts.append(Doubt.LOW_CONFIDENCE)
    if any(word.dispute for word in words):
        doubts.append(Doubt.READERS_DISAGREE)
    return tuple(doubts)
