"""purity.chromatogram"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from certificate_builder import amount, certificate, code, findings, reading
from coaverify.checks.integration import integrate
from coaverify.model.certificate import Trace
from coaverify.model.evidence import Box, Doubt, Evidence

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
