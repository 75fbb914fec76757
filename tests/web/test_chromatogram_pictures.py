"""The picture of a chromatogram as it was integrated again."""

from __future__ import annotations

import numpy as np
import pytest

from certificate_builder import certificate
from coaverify.model.certificate import Trace
from coaverify.model.evidence import Box, Evidence, Source
from coaverify.report.chromatogram_entries import ChromatogramEntry
from coaverify.report.chromatograms import MOST_POINTS, chromatograms_of
from coaverify.report.presentation.chromatograms import BOTTOM, TOP, chromatogram_view


def entry(source: Source = Source.TEXT) -> ChromatogramEntry:
    minutes = np.linspace(0, 20, 2200)
    signal = 990 * np.exp(-0.5 * ((minutes - 10) / 0.08) ** 2) + 10 * np.exp(-0.5 * ((minutes - 7) / 0.08) ** 2)
    evidence = Evidence(2, Box(60, 300, 500, 450), "chromatogram", source)
    trace = Trace(tuple(minutes.tolist()), tuple(signal.tolist()), evidence)
    (found,) = chromatograms_of(certificate(traces=(trace,)))
    return found


def test_the_line_is_thinned_and_keeps_its_peaks() -> None:
    found = entry()
    assert len(found.minutes) == len(found.signal) <= MOST_POINTS
    assert max(found.signal) == pytest.approx(990, rel=0.005)
    assert [peak.apex_min for peak in found.peaks] == [pytest.approx(7, abs=0.02), pytest.approx(10, abs=0.02)]
    assert found.main_peak_percent == pytest.approx(99.0, abs=0.1)


@pytest.mark.parametrize("points", [MOST_POINTS + 1, 899, 900, 901, 3017])
def test_the_highest_and_lowest_points_outlast_the_thinning(points: int) -> None:
    minutes = np.linspace(0, 20, points)
    signal = 990 * np.exp(-0.5 * ((minutes - 10) / 0.3) ** 2)
    signal[points // 3], signal[-2] = -40, 37  # single points, also in the last part
    trace = Trace(tuple(minutes.tolist()), tuple(signal.tolist()), Evidence(2, Box(60, 300, 500, 450), "chromatogram"))
    (found,) = chromatograms_of(certificate(traces=(trace,)))
    assert len(found.minutes) <= MOST_POINTS
    assert {-40.0, 37.0, round(float(signal.max()), 1)} <= {round(one, 1) for one in found.signal}
    assert list(found.minutes) == sorted(found.minutes)


def test_the_picture_shades_the_peaks_and_says_what_it_shows() -> None:
    view = chromatogram_view(entry(), "c1-chromatogram-1")
    assert [peak.main for peak in view.peaks] == [False, True]
    assert [peak.label for peak in view.peaks] == ["1.00 %", "99.00 %"]
    assert all(peak.area.startswith("M") and peak.area.endswith("Z") for peak in view.peaks)
    assert [number for _, number in view.ticks][:3] == ["0", "2.5", "5"]
    assert [number for _, number in view.heights] == ["0", "250", "500", "750", "1000"]
    assert all(TOP - 6 <= y <= BOTTOM + 1 for y, _ in view.heights)
    assert "page 2" in view.caption
    assert "99.00 percent" in view.description


def test_heights_of_a_picture_have_no_numbers() -> None:
    view = chromatogram_view(entry(Source.OCR), "c1-chromatogram-1")
    assert view.heights == ()
    assert "followed in the picture" in view.caption


def test_without_a_trace_there_is_no_picture() -> None:
    assert list(chromatograms_of(certificate())) == []
