"""A chromatogram and its peak table, consistent with each other and with the headline purity."""

from __future__ import annotations

import math
import zlib

from sample_claims import Claims, Impurity
from sample_sheet import Sheet

TOTAL_AREA = 4_182_350  # mAU·s
RUN_MINUTES = 20.0
SIGMA = 0.09  # minutes; the same for all peaks, so heights are in proportion to areas
FULL_SCALE = 1000.0  # mAU


def run_of(claims: Claims) -> tuple[float, int]:
    """By how many minutes a lot's run is shifted, and its total area: no two injections give the same figures."""
    number = zlib.crc32(claims.lot.encode())
    return (number % 301 - 150) / 1000, TOTAL_AREA + number % 600_011


def peaks_of(claims: Claims) -> list[tuple[float, int, float]]:
    """(minutes, area, percent of the total) in order of time; the percents follow from the areas."""
    shift, whole = run_of(claims)
    rest = 100.0 - sum(impurity.percent for impurity in claims.impurities)
    peaks = sorted([*claims.impurities, Impurity(claims.main_minutes, rest)], key=lambda peak: peak.minutes)
    areas = [round(whole * peak.percent / 100) for peak in peaks]
    total = sum(areas)
    return [(peak.minutes + shift, area, 100 * area / total) for peak, area in zip(peaks, areas, strict=True)]


def draw_chromatogram(sheet: Sheet, claims: Claims, left: float, top: float, width: float, height: float) -> None:
    """The trace as one vector line within its axes."""
    bottom = top + height
    peaks = peaks_of(claims)
    highest = max(percent for _, _, percent in peaks)

    def x(minutes: float) -> float:
        return left + width * minutes / RUN_MINUTES

    def y(signal: float) -> float:
        return bottom - height * signal / FULL_SCALE

    sheet.line(left, top, left, bottom)
    sheet.line(left, bottom, left + width, bottom)
    for minutes in range(0, int(RUN_MINUTES) + 1, 5):
        sheet.line(x(minutes), bottom, x(minutes), bottom + 3)
        sheet.text(x(minutes) - 4, bottom + 11, str(minutes), 7)
    for signal in range(0, int(FULL_SCALE) + 1, 250):
        sheet.line(left - 3, y(signal), left, y(signal))
        sheet.text(left - 24, y(signal) + 2.5, str(signal), 7)
    sheet.text(left + width / 2 - 20, bottom + 22, "Time [min]", 7)
    sheet.upright(left - 30, bottom - height / 2, "mAU")
    times = [step * RUN_MINUTES / 2000 for step in range(2001)]
    trace = [(x(time), y(_signal(time, peaks, highest))) for time in times]
    sheet.curve(trace)
    apex = claims.main_minutes + run_of(claims)[0]
    sheet.text(x(apex) + 8, top + 10, f"{apex:.3f}", 7)


def _signal(time: float, peaks: list[tuple[float, int, float]], highest: float) -> float:
    shape = (percent * math.exp(-((time - minutes) ** 2) / (2 * SIGMA**2)) for minutes, _, percent in peaks)
    return 900.0 * sum(shape) / highest


def peak_rows(claims: Claims) -> list[tuple[str, ...]]:
    """The peak table's rows with their header and total."""
    peaks = peaks_of(claims)
    rows = [
        (str(number), f"{minutes:.3f}", str(area), f"{percent:.2f}")
        for number, (minutes, area, percent) in enumerate(peaks, start=1)
    ]
    total = str(sum(area for _, area, _ in peaks))
    return [("Peak", "RT [min]", "Area [mAU*s]", "Area %"), *rows, ("Total", "", total, "100.00")]
