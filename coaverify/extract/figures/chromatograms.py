"""Chromatograms as figures: the retention times that stand at their peaks."""

from __future__ import annotations

from collections.abc import Iterator

from coaverify.extract.figures.axes import Quantity, axes_of
from coaverify.extract.figures.frames import Frame, frames_of
from coaverify.extract.figures.plots import PeakLabel, decimals_of, plot_over
from coaverify.extract.figures.spectra import doubts_of
from coaverify.model.certificate import Amount
from coaverify.model.document import Page
from coaverify.model.evidence import Evidence, Reading, Source


def retention_times_of(page: Page) -> Iterator[Reading[Amount]]:
    """Retention times in minutes at the peaks of a page's chromatograms, where the axis agrees with them."""
    for frame in frames_of(page):
        axes = axes_of(frame)
        for axis in axes:
            plot = plot_over(axis, axes, frame) if axis.quantity is Quantity.TIME else None
            for label in plot.labels if plot is not None else ():
                # what stands before the start of the run are heights
                if label.on_axis and decimals_of(label.value) and axis.at(label.word.box.centre) >= 0:
                    yield _reading(label, frame)


def _reading(label: PeakLabel, frame: Frame) -> Reading[Amount]:
    evidence = Evidence(frame.number, frame.seen([label.word]), label.word.text, Source.FIGURE)
    return Reading(Amount(label.value, unit="min"), evidence, doubts_of([label.word], unsure=False))
