"""Chromatograms as figures: the retention times that stand at their peaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coaverify.extract.figures.axes import Axis, Quantity
from coaverify.extract.figures.frames import Frame
from coaverify.extract.figures.plots import PeakLabel, decimals_of, plot_over
from coaverify.extract.figures.spectra import doubts_of
from coaverify.model.certificate import Amount
from coaverify.model.evidence import Evidence, Reading, Source


def retention_times_of(figures: Iterable[tuple[Frame, Sequence[Axis]]]) -> Iterator[Reading[Amount]]:
    """Retention times in minutes at the peaks of a page's chromatograms, where the axis agrees with them, by the
    page's `figures_of`."""
    for frame, axes in figures:
        for axis in axes:
            plot = plot_over(axis, axes, frame) if axis.quantity is Quantity.TIME else None
            for label in plot.labels if plot is not None else ():
                # what stands before the start of the run are heights
                if label.on_axis and decimals_of(label.value) and axis.at(label.word.box.centre) >= 0:
                    yield _reading(label, frame)


def _reading(label: PeakLabel, frame: Frame) -> Reading[Amount]:
    evidence = Evidence(frame.number, frame.seen([label.word]), label.word.text, Source.FIGURE)
    return Reading(Amount(label.value, unit="min"), evidence, doubts_of([label.word], unsure=False))
