"""Retention times at the peaks of chromatograms, by the axis under them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coaverify.extract.figures.axes import figures_of
from coaverify.extract.figures.chromatograms import retention_times_of
from coaverify.model.document import Document
from spectrum_pages import Stick, as_read, drawn, page_of, recognised

PEAKS = (Stick(7.812, 0.1, "7.812"), Stick(8.345, 1.0, "8.345"), Stick(12.012, 0.2, "12.012", rotated=True))
MINUTES = tuple(range(0, 31, 5))


def times(document: Document) -> list[str]:
    return sorted(str(time.value.value) for time in retention_times_of(figures_of(page_of(document))))


def chromatogram(sticks: Sequence[Stick] = PEAKS, title: str = "min", ticks: Sequence[int] = MINUTES) -> Document:
    return as_read(drawn(sticks, ticks=ticks, title=title, profile=True))


@pytest.mark.parametrize("title", ["min", "Time (min)", "Minutes", "Retention time, min"])
def test_times_at_the_peaks_are_read(title: str) -> None:
    assert times(chromatogram(title=title)) == ["12.012", "7.812", "8.345"]


def test_times_are_read_from_pixels_too() -> None:
    assert times(recognised(chromatogram())) == ["12.012", "7.812", "8.345"]


def test_labels_of_a_mass_spectrum_are_no_times() -> None:
    assert times(chromatogram([Stick(814.4, 1.0, "814.4")], "m/z", tuple(range(200, 1201, 100)))) == []


def test_a_number_where_the_axis_has_another_time_is_none_of_a_peak() -> None:
    assert times(chromatogram([Stick(8.3, 1.0, "8.345"), Stick(20.0, 0.4, "3.123")])) == ["8.345"]
