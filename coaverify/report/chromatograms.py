"""Certificate -> its chromatograms as they were integrated again, thinned for a picture."""

from __future__ import annotations

from collections.abc import Iterator

from coaverify.model.certificate import Certificate, Trace
from coaverify.report.chromatogram_entries import ChromatogramEntry, IntegratedPeakEntry
from coaverify.report.claims import box_list

MOST_POINTS = 600


def chromatograms_of(certificate: Certificate) -> Iterator[ChromatogramEntry]:
    """Those in which a peak was found, in the order of the pages."""
    if not certificate.traces:
        return
    from coaverify.checks.integration import integrate  # scipy is loaded only where a trace is drawn

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


def _thinned(trace: Trace) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The line's highest and lowest point in each of even parts, in order."""
    points = sorted(zip(trace.minutes, trace.signal, strict=True))
    parts = MOST_POINTS // 2
    kept = points
    if len(points) > MOST_POINTS:
        kept = []
        for part in range(parts):
            piece = points[part * len(points) // parts : (part + 1) * len(points) // parts]
            low, high = min(piece, key=lambda point: point[1]), max(piece, key=lambda point: point[1])
            kept += [low, high] if low[0] <= high[0] else [high, low]
    return tuple(round(x, 3) for x, _ in kept), tuple(float(f"{y:.5g}") for _, y in kept)
