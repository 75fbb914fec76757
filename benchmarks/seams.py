"""Values exchanged in scans that are JPEGs: how many are hinted at, and how many sound scans are.

    benchmarks/seams.py [--pages N] [--seed N]

Random certificates of the samples' generator are "scanned" (blurred, faded, with noise) and saved as a JPEG. Then a
value is exchanged (typed anew, or pasted from the same or another scan), and the picture is saved again. Sound scans
are saved once, twice, twice after being cropped or made smaller, and three times. Places of words and claims are those
of the drawn page, so that recognising them costs nothing and misses nothing.

Prints the share of hints for each pair of qualities. Exits with 1 where more than 1 % of the sound scans, or of the
other values of altered ones, are hinted at, or less than 80 % of what was altered where it can be seen: on paper
that is not burnt out to pure white, which cuts off what the first saving left, and by a finer second saving.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from coaverify.document.read import read
from coaverify.document.seams import with_seams
from coaverify.extract import extract
from coaverify.extract.seams import seams_of
from coaverify.model.certificate import Certificate
from coaverify.model.document import Page
from coaverify.model.evidence import Box, Source
from coaverify.model.settings import Limits
from tampering_cases import other_value, paper

QUALITIES = (55, 65, 75, 85, 92)
FINER = 10  # by which the second saving's quality is at least higher where changes have to be seen
LEAST_SEEN, MOST_FALSE = 0.8, 0.01
GREY, WHITE = (236, 242, 248), (255, 265)  # of 255: how light paper is
SOUND = ("once", "twice", "cropped", "smaller", "three times")
ALTERED = ("typed", "from the same page", "from another scan")


@dataclass(frozen=True)
class Scan:
    """A scanned certificate before it is saved, what was read on it, and the value that is to be exchanged."""

    pixels: Image.Image
    page: Page
    certificate: Certificate
    value: str
    place: Box  # pixels
    scale: float  # pixels a point
    white: bool  # whether its paper is burnt out

    def hints(self, jpeg: bytes, left: float = 0.0, top: float = 0.0, by: float = 1.0) -> tuple[int, int]:
        """How many hints the exchanged value has, and how many the others have, in a JPEG cropped and scaled so."""
        to_pixels = np.array([[self.scale * by, 0, -left], [0, self.scale * by, -top], [0, 0, 1.0]])
        seen = with_seams(self.page, jpeg, to_pixels)
        found = [seam.shown.box for seam in seams_of((seen,), self.certificate)]
        at = [box.x0 * self.scale < self.place.x1 and self.place.x0 < box.x1 * self.scale
              and box.top * self.scale < self.place.bottom and self.place.top < box.bottom * self.scale
              for box in found]  # fmt: skip
        return sum(at), len(at) - sum(at)


KINDS = (
    ("grey", "second saving finer by 10 or more, paper not pure white"),
    ("white", "the same, paper burnt out"),
    ("not finer", "otherwise"),
)


def scan(rng: random.Random) -> Scan:
    subject, scale, light = paper(rng), rng.choice((150, 200)) / 72, rng.choice((*GREY, *WHITE))
    data = subject.drawn()
    document = read(data, "a.pdf", Limits())
    certificate, page = extract(document)[0], document.pages[0]
    box = next(word.box for word in page.words if subject.value in word.text)
    page = replace(page, words=tuple(replace(word, source=Source.OCR) for word in page.words))
    place = Box(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)
    with pypdfium2.PdfDocument(data) as opened_file:
        pixels = opened_file[0].render(scale=scale, grayscale=True).to_pil().convert("L")
    return Scan(_scanned(pixels, light, rng), page, certificate, subject.value, place, scale, light in WHITE)


def _scanned(pixels: Image.Image, light: int, rng: random.Random) -> Image.Image:
    """As a scanner sees it: a little out of focus, ink not black, paper not white, with noise."""
    noise = np.random.default_rng(rng.randrange(2**32))
    seen: NDArray[np.float64] = np.asarray(pixels.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 0.9))), np.float64)
    black = rng.uniform(15, 50)
    seen = black + (light - black) * seen / 255 + noise.normal(0, rng.uniform(1.5, 4), seen.shape)
    return Image.fromarray(np.clip(seen, 0, 255).round().astype(np.uint8))


def saved(pixels: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    pixels.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg)).convert("L")


def altered(subject: Scan, pixels: Image.Image, how: str, rng: random.Random) -> Image.Image:
    """The picture with another value in the place of the one."""
    place = subject.place
    left, top, right, foot = int(place.x0) - 2, int(place.top) - 1, int(place.x1) + 3, int(place.bottom) + 2
    width, height = right - left, foot - top
    changed = pixels.copy()
    if how == "typed":
        ground = int(np.percentile(np.asarray(pixels)[top:foot, left:right], 80))
        patch = Image.new("L", (width, height), ground)
        font = ImageFont.load_default(max(8, int(height * 0.8)))
        ImageDraw.Draw(patch).text((2, 0), other_value(rng, subject.value), font=font, fill=30)
    else:
        source = pixels if how == "from the same page" else opened(saved(scan(rng).pixels, rng.choice(QUALITIES)))
        patch = _some_words(source, width, height, rng)
    changed.paste(patch, (left, top))
    return changed


def _some_words(source: Image.Image, width: int, height: int, rng: random.Random) -> Image.Image:
    for _attempt in range(300):
        left, top = rng.randrange(20, source.width - width - 20), rng.randrange(20, source.height - height - 20)
        patch = source.crop((left, top, left + width, top + height))
        if np.asarray(patch).std() > 35:
            break
    return patch


def sound_hints(subject: Scan, first: int, second: int) -> Iterator[tuple[str, int]]:
    """Each way of saving a sound scan, and how many hints it has."""
    one = opened(saved(subject.pixels, first))
    small = one.resize((one.width * 3 // 4, one.height * 3 // 4))
    yield "once", sum(subject.hints(saved(subject.pixels, first)))
    yield "twice", sum(subject.hints(saved(one, second)))
    yield "cropped", sum(subject.hints(saved(one.crop((3, 5, one.width, one.height)), second), 3, 5))
    yield "smaller", sum(subject.hints(saved(small, second), by=0.75))
    yield "three times", sum(subject.hints(saved(opened(saved(one, second)), 88)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng, start = random.Random(given.seed), time.perf_counter()
    pairs = [(first, second) for first in QUALITIES for second in QUALITIES]
    made: Counter[tuple[object, ...]] = Counter()
    hinted: Counter[tuple[object, ...]] = Counter()
    for number in range(given.pages):
        subject, (first, second) = scan(rng), pairs[number % len(pairs)]
        for how, hints in sound_hints(subject, first, second):
            made["sound", how] += 1
            hinted["sound", how] += bool(hints)
        one = opened(saved(subject.pixels, first))
        for how in ALTERED:
            own, others = subject.hints(saved(altered(subject, one, how, rng), second))
            kind = "not finer" if second < first + FINER else "white" if subject.white else "grey"
            for key in (("altered", first, second), (kind, how)):
                made[key] += 1
                hinted[key] += bool(own)
            made["sound", "other values of altered scans"] += 1
            hinted["sound", "other values of altered scans"] += bool(others)
    return _told(made, hinted, time.perf_counter() - start)


def _told(made: Counter[tuple[object, ...]], hinted: Counter[tuple[object, ...]], seconds: float) -> int:
    def share(*keys: tuple[object, ...]) -> float:
        return sum(hinted[key] for key in keys) / max(1, sum(made[key] for key in keys))

    print("altered values with a hint, by quality of the first saving (down) and the second (across)")
    print("      " + "".join(f"{second:>8}" for second in QUALITIES))
    for first in QUALITIES:
        cells = (("altered", first, second) for second in QUALITIES)
        print(f"  {first:4}" + "".join(f"{f'{hinted[key]}/{made[key]}':>8}" for key in cells))
    for kind, heading in KINDS:
        print(heading + ": " + ", ".join(f"{how} {share((kind, how)):.0%} of {made[kind, how]}" for how in ALTERED))
    sound = [("sound", how) for how in (*SOUND, "other values of altered scans")]
    for key in sound:
        print(f"  sound, {key[1]}: {hinted[key]} of {made[key]} with a hint")
    seen, false = share(*(("grey", how) for how in ALTERED)), share(*sound)
    print(f"seen where it can be: {seen:.1%}, bound {LEAST_SEEN:.0%}; false: {false:.2%}, bound {MOST_FALSE:.0%}")
    print(f"{seconds:.0f} s")
    return 0 if seen >= LEAST_SEEN and false <= MOST_FALSE else 1


if __name__ == "__main__":
    sys.exit(main())
