"""Certificate -> its chromatograms as they were integrated again, thinned for a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from coaverify.model.certificate import Certificate, Trace
from coaverify.report.chromatogram_entries import ChromatogramEntry, IntegratedPeakEntry
from coaverify.report.claims import box_list

MOST_POINTS = 600
_FINEST = 1e-4  # of the line's height: finer steps are rounded away


def chromatograms_of(certificate: Certificate) -> Iterator[ChromatogramEntry]:
    """Those in which a peak was found, in the order of the pages."""
    if not certificate.traces:
        return
    from coaverify.chromatography.integration import integrate  # scipy is loaded only where a trace is drawn

    for trace in certificate.traces:
        found = integrate(trace)
        if found is None:
            continue
        minutes, signal = _thinned(trace)
        yield ChromatogramEntry(
            page=trace.evidence.page,
            box=box_list(trace.evidence.box),
            source=trace.evidence.source,
            minutes=minutes,
            signal=signal,
            peaks=tuple(
                IntegratedPeakEntry(
                    start_min=round(peak.start, 3),
                    end_min=round(peak.end, 3),
                    apex_min=round(peak.minute, 3),
                    area=float(f"{peak.area:.4g}"),
                    area_percent=round(peak.percent, 2),
                )
                for peak in found.peaks
            ),
            main_peak_percent=round(found.share, 2),
            uncertainty=round(found.uncertainty, 2),
            clipped=found.clipped,
        )


def _ends(parts: NDArray[np.float64], start: int) -> NDArray[np.intp]:
    """The places of each part's (row's) lowest and highest point in their order, counted from `start` on."""
    if not len(parts):
        return np.zeros(0, np.intp)
    places = np.stack([parts.argmin(axis=1), parts.argmax(axis=1)], axis=1)
    places += start + parts.shape[1] * np.arange(len(parts))[:, None]
    places.sort(axis=1)
    return places.ravel()


def _thinned(trace: Trace) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The line's highest and lowest point in each of even parts, in order."""
    minutes, signal = np.asarray(trace.minutes), np.asarray(trace.signal)
    order = np.argsort(minutes, kind="stable")
    if len(order) > MOST_POINTS:
        # in parts that are as long as each other, but for the first ones, which hold one point more
        length, longer = divmod(len(order), MOST_POINTS // 2)
        split = longer * (length + 1)
        sorted_signal = signal[order]
        ends = [
            _ends(sorted_signal[:split].reshape(longer, length + 1), 0),
            _ends(sorted_signal[split:].reshape(-1, length), split),
        ]
        order = order[np.concatenate(ends)]
    step = _FINEST * float(np.ptp(signal)) or 1.0
    digits = max(0, -math.floor(math.log10(step)))
    return tuple(np.round(minutes[order], 3).tolist()), tuple(np.round(signal[order], digits).tolist())
