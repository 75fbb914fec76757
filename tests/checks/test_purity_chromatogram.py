"""purity.chromatogram"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from certificate_builder import amount, certificate, code, findings, peaks, reading
from coaverify.chromatography.integration import integrate
from coaverify.model.certificate import Trace
from coaverify.model.evidence import Box, Doubt, Evidence, Source

ID = "purity.chromatogram"


def trace(*shares: tuple[float, float], noise: float = 0.2, seed: int = 1, drift: float = 0.0) -> Trace:
    """A drawn chromatogram of Gaussian peaks at (minute, percent), main peak 1000 high, with noise."""
    minutes = np.linspace(0, 20, 2200)
    signal = sum(share * np.exp(-0.5 * ((minutes - at) / 0.08) ** 2) for at, share in shares)
    signal = 10 * signal + np.random.default_rng(seed).normal(0, noise, minutes.size) + drift * minutes
    return Trace(tuple(minutes.tolist()), tuple(signal.tolist()), Evidence(1, Box(60, 300, 500, 450), "chromatogram"))


@pytest.mark.parametrize(
    "shares",
    [[(10.0, 99.0), (7.0, 1.0)], [(10.0, 95.0), (7.0, 3.0), (13.0, 2.0)], [(6.0, 90.0), (6.9, 5.0), (12.0, 5.0)]],
    ids=["one impurity", "two impurities", "far from pure"],
)
@pytest.mark.parametrize("drift", [0.0, 1.5])
def test_the_main_peaks_share_is_found_within_its_uncertainty(
    shares: Sequence[tuple[float, float]], drift: float
) -> None:
    result = integrate(trace(*shares, drift=drift))
    assert result is not None
    assert abs(result.share - shares[0][1]) < min(result.uncertainty, 0.5)


def test_a_trace_that_gives_the_stated_purity_agrees() -> None:
    assert code(ID, certificate(purity="99.0", traces=(trace((10.0, 99.0), (7.0, 1.0)),))) == "trace-agrees"


def test_a_trace_with_more_impurity_than_stated_differs() -> None:
    finding = findings(certificate(purity="99.4", traces=(trace((10.0, 90.0), (7.0, 10.0)),)))[ID]
    assert finding.code == "trace-differs"
    assert finding.expected == pytest.approx(90.0, abs=0.5)


def test_a_trace_purer_than_stated_contradicts_nothing() -> None:
    assert code(ID, certificate(purity="90.0", traces=(trace((10.0, 99.5), (7.0, 0.5)),))) == "trace-purer"


def test_a_noisy_trace_confirms_nothing() -> None:
    assert (
        code(ID, certificate(purity="99.0", traces=(trace((10.0, 99.0), (7.0, 1.0), noise=30.0),))) == "too-uncertain"
    )


def test_a_main_peak_whose_top_is_cut_off_decides_nothing() -> None:
    whole = trace((10.0, 90.0), (7.0, 10.0))
    cut = replace(whole, signal=tuple(min(one, 500.0) for one in whole.signal))
    assert code(ID, certificate(purity="99.4", traces=(cut,))) == "trace-clipped"


def test_pixels_may_confirm_a_purity_and_never_contradict_it() -> None:
    for stated, expected in (("90.1", "trace-agrees"), ("99.4", "picture-differs")):
        drawn = trace((10.0, 90.0), (7.0, 10.0))
        seen = replace(drawn, evidence=replace(drawn.evidence, source=Source.OCR), resolution=3.0)
        finding = findings(certificate(purity=stated, traces=(seen,)))[ID]
        assert finding.code == expected
        assert finding.required == (expected == "picture-differs")  # what differs there keeps it from a pass


def test_of_several_traces_the_one_whose_main_peak_the_table_has_is_taken() -> None:
    one, other = trace((10.0, 99.0), (7.0, 1.0)), trace((5.0, 80.0), (7.0, 20.0))
    table = peaks(("7.0", "100", "1.00"), ("10.0", "9900", "99.00"))
    found = certificate(purity="99.0", traces=(other, one), peak_table=table)
    assert code(ID, found) == "trace-agrees"


def test_peaks_that_drawing_and_table_do_not_share_are_hinted_at() -> None:
    table = peaks(("13.0", "200", "2.00"), ("10.0", "9800", "98.00"))
    finding = findings(certificate(purity="98.0", traces=(trace((10.0, 98.0), (7.0, 2.0)),), peak_table=table))[ID]
    assert finding.code == "trace-agrees"
    assert {hint.code for hint in finding.hints} == {"peak-not-in-table", "peak-not-drawn"}


@pytest.mark.parametrize(("front", "back"), [(0.16, 0.07), (0.16, 0.1), (0.1, 0.07), (0.2, 0.1)])
def test_a_peak_of_no_textbook_shape_contradicts_nothing(front: float, back: float) -> None:
    minutes = np.linspace(0, 20, 2200)
    away = minutes - 10
    leaning = np.where(away < 0, np.exp(-0.5 * (away / front) ** 2), np.exp(-((away / back) ** 2)))
    signal = 1000 * leaning + np.random.default_rng(3).normal(0, 0.2, minutes.size)
    evidence = Evidence(1, Box(60, 300, 500, 450), "chromatogram")
    drawn = Trace(tuple(minutes.tolist()), tuple(signal.tolist()), evidence)
    assert code(ID, certificate(purity="99.9", traces=(drawn,))) in ("trace-agrees", "too-uncertain")


def test_the_swing_of_an_injection_is_no_peak() -> None:
    drawn = trace((10.0, 99.0), (7.0, 1.0))
    minutes = np.array(drawn.minutes)
    swing = 20 * (np.exp(-0.5 * ((minutes - 1.5) / 0.06) ** 2) - np.exp(-0.5 * ((minutes - 1.7) / 0.06) ** 2))
    result = integrate(replace(drawn, signal=tuple((np.array(drawn.signal) + swing).tolist())))
    assert result is not None
    assert [round(peak.minute) for peak in result.peaks] == [7, 10]
    assert abs(result.share - 99.0) < result.uncertainty


def test_a_peak_on_the_main_peaks_tail_is_told_from_it() -> None:
    result = integrate(trace((10.0, 97.0), (10.36, 3.0)))
    assert result is not None
    assert abs(result.share - 97.0) < 0.3


def test_a_bound_is_held_against_the_trace_as_a_bound() -> None:
    assert code(ID, certificate(purity=">98", traces=(trace((10.0, 99.4), (7.0, 0.6)),))) == "trace-agrees"


def test_what_cannot_be_judged_is_said() -> None:
    one = trace((10.0, 99.0), (7.0, 1.0))
    flat = Trace(one.minutes, tuple(0.0 for _ in one.signal), one.evidence)
    doubtful = reading(amount("99.0", "%"), doubts=(Doubt.OCR_LAYER,))
    assert code(ID, certificate()) == "no-trace"
    assert code(ID, certificate(purity=None, traces=(one,))) == "no-headline"
    assert code(ID, certificate(traces=(one, one))) == "several-traces"
    assert code(ID, certificate(traces=(flat,))) == "no-peaks"
    assert code(ID, certificate(hplc_purity=doubtful, traces=(one,))) == "read-with-doubt"
