"""Random chromatograms whose true areas are known, drawn as vector lines into real PDFs."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas
from scipy.stats import exponnorm

WIDTH, HEIGHT = 595.0, 842.0  # points, A4
LEAST_RESOLUTION = 1.2
Array = NDArray[np.float64]


@dataclass(frozen=True)
class TruePeak:
    """A Gaussian dragged out by an exponential tail: minutes, and its share of all areas in percent."""

    centre: float
    sigma: float
    tail: float
    percent: float

    def at(self, minutes: Array) -> Array:
        """Height, percent a minute. scipy's own distribution: the product's formula is not judged by itself."""
        values: Array = self.percent * exponnorm.pdf(minutes, self.tail / self.sigma, self.centre, self.sigma)
        return values


@dataclass(frozen=True)
class Chromatogram:
    """What was drawn: the true peaks and the line as data, minutes and detector units."""

    peaks: tuple[TruePeak, ...]
    minutes: Array
    signal: Array
    run: float

    @property
    def share(self) -> float:
        """The main peak's true share, percent."""
        return max(peak.percent for peak in self.peaks)


def chromatogram(chance: random.Random) -> Chromatogram:
    """Peaks with tails, noise, drift, and neighbours down to a resolution of 1.2."""
    run = chance.choice([10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 60.0])
    sigma = run * chance.uniform(0.003, 0.0075)
    tail = sigma * chance.uniform(0.05, 1.2)
    impurities = [2.0 ** chance.uniform(-4.0, 2.0) for _ in range(chance.randint(1, 8))]  # 0.06 to 4 %
    peaks = [_random_peak(chance, run * chance.uniform(0.3, 0.75), sigma, tail, 100 - sum(impurities))]
    for percent in impurities:
        peaks.append(_placed(chance, peaks, run, sigma, tail, percent))
    minutes = np.linspace(0, run, chance.randint(1500, 6000))
    pure = np.sum([peak.at(minutes) for peak in peaks], axis=0)
    height = float(pure.max())
    signal = pure + _noise(chance, minutes) * height * 10 ** chance.uniform(-4.0, -2.9)
    signal += height * _drift(chance, minutes / run)
    scale = 10 ** chance.uniform(1.5, 3.2) / height
    return Chromatogram(tuple(peaks), minutes, signal * scale, run)


def _random_peak(chance: random.Random, centre: float, sigma: float, tail: float, percent: float) -> TruePeak:
    return TruePeak(centre, sigma * chance.uniform(0.9, 1.15), tail * chance.uniform(0.7, 1.3), percent)


def _placed(
    chance: random.Random, peaks: list[TruePeak], run: float, sigma: float, tail: float, percent: float
) -> TruePeak:
    """A peak that is resolved from all others by 1.2 at least; every third one is a near neighbour of the main one."""
    main = peaks[0]
    for _ in range(1000):
        near = chance.random() < 0.35
        away = chance.choice([-1, 1]) * sigma * chance.uniform(4.0, 9.0)
        centre = main.centre + away if near else run * chance.uniform(0.08, 0.95)
        peak = _random_peak(chance, centre, sigma, tail, percent)
        if all(resolution(peak, other) >= LEAST_RESOLUTION for other in peaks):
            return peak
    raise RuntimeError("no room for a peak")


def resolution(one: TruePeak, other: TruePeak) -> float:
    """Resolution by widths at half height (Ph. Eur. 2.2.46)."""
    (apex, width), (second, other_width) = _apex_and_width(one), _apex_and_width(other)
    return 1.18 * abs(apex - second) / (width + other_width)


def _apex_and_width(peak: TruePeak) -> tuple[float, float]:
    minutes = np.linspace(peak.centre - 4 * peak.sigma, peak.centre + 6 * (peak.sigma + peak.tail), 1500)
    values = peak.at(minutes)
    above = minutes[values >= values.max() / 2]
    return float(minutes[values.argmax()]), float(above[-1] - above[0])


def _noise(chance: random.Random, minutes: Array) -> Array:
    """Noise of standard deviation 1, white or smoothed as data systems do."""
    raw = np.random.default_rng(chance.getrandbits(32)).normal(0, 1, len(minutes))
    width = chance.choice([1, 1, 3, 7])
    smooth = np.convolve(raw, np.ones(width) / width, mode="same")
    normal: Array = smooth / smooth.std()
    return normal


def _drift(chance: random.Random, part: Array) -> Array:
    """Slope, bow of a gradient and a slow wave, as shares of the main peak's height."""
    slope, bow, wave = (chance.uniform(-1, 1) * limit for limit in (0.04, 0.03, 0.004))
    turns, phase = chance.uniform(0.5, 2.5), chance.uniform(0, 6.28)
    drift: Array = slope * part + bow * part**2 + wave * np.sin(6.28 * turns * part + phase)
    return drift


def pdf_of(case: Chromatogram, chance: random.Random) -> bytes:
    """The chromatogram on a page: axes, ticks and the line, in one path or in pieces, rounded as writers do."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, HEIGHT - 60, "Certificate of Analysis")
    canvas.setFont("Helvetica", 9)
    for number, line in enumerate(("Product: Semax", "Lot No.: K2231", f"Purity (HPLC): {case.share:.2f} %")):
        canvas.drawString(60, HEIGHT - 90 - 14 * number, line)
    left, width = chance.uniform(75, 120), chance.uniform(260, 420)
    bottom, height = chance.uniform(150, 400), chance.uniform(90, 260)
    top = float(case.signal.max()) * chance.uniform(1.03, 1.3)
    low = min(0.0, float(case.signal.min()) * 1.1)
    _axes(canvas, chance, (left, bottom, width, height), case.run, low, top)
    decimals = chance.choice([2, 2, 3, 4])
    xs = np.round(left + width * case.minutes / case.run, decimals)
    ys = np.round(bottom + height * (case.signal - low) / (top - low), decimals)
    canvas.setLineWidth(chance.choice([0.4, 0.6, 1.0]))
    canvas.setStrokeColorRGB(*chance.choice([(0, 0, 0), (0, 0, 0.7), (0.7, 0.1, 0.1)]))
    pieces = chance.choice([1, 1, 5, 40, len(xs) - 1])
    for part in np.array_split(np.arange(len(xs) - 1), pieces):
        path = canvas.beginPath()
        path.moveTo(float(xs[part[0]]), float(ys[part[0]]))
        for index in (*part[1:], part[-1] + 1):
            path.lineTo(float(xs[index]), float(ys[index]))
        canvas.drawPath(path)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _axes(
    canvas: Canvas, chance: random.Random, place: tuple[float, float, float, float], run: float, low: float, top: float
) -> None:
    left, bottom, width, height = place
    size = chance.choice([6.0, 7.0, 8.0])
    canvas.setFont("Helvetica", size)
    canvas.setLineWidth(0.5)
    if chance.random() < 0.5:
        canvas.rect(left, bottom, width, height)
    else:
        canvas.line(left, bottom, left + width, bottom)
        canvas.line(left, bottom, left, bottom + height)
    step = next(one for one in (1.0, 2.0, 5.0, 10.0, 20.0) if run / one <= 10)
    for minute in np.arange(0, run + 0.01, step):
        x = left + width * minute / run
        canvas.line(x, bottom, x, bottom - 3)
        canvas.drawCentredString(x, bottom - 4 - size, f"{minute:g}")
    canvas.drawCentredString(left + width / 2, bottom - 8 - 2 * size, chance.choice(["Time [min]", "min", "Minutes"]))
    magnitude = 10.0 ** np.floor(np.log10(top - low))
    tick = next(magnitude * one for one in (0.2, 0.5, 1.0, 2.0) if (top - low) / (magnitude * one) <= 7)
    for number in range(int(np.ceil(low / tick)), int(top / tick) + 1):
        y = bottom + height * (number * tick - low) / (top - low)
        canvas.line(left, y, left - 3, y)
        canvas.drawRightString(left - 5, y - size / 3, f"{number * tick:g}")
