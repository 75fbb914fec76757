"""Which pictures on the pages have to be read: recognising text takes a hundred times as long as all the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.model.certificate import Certificate
from coaverify.model.document import Document, Image, Page

LARGE = 0.3  # of the page's area: a report within a page, whatever stands beside it
MOST_A_PAGE = 10
NEAR = 45.0  # points between a picture and its caption
_SPECTRUM = re.compile(
    r"mass\s*spec|\bms\b|\besi\b|\bmaldi|m/z|lc-?ms|massenspektr|spectre\s+de\s+masse|espectro\s+de\s+masas|质谱|質量"
    r"|масс-спектр",
    re.IGNORECASE,
)
_CHROMATOGRAM = re.compile(r"chromatogra|u?hplc|uplc|\buv\b|\bmAU\b|色谱|クロマトグラ|хроматограм", re.IGNORECASE)


def pictures_wanted(document: Document, certificates: Sequence[Certificate]) -> dict[int, tuple[Image, ...]]:
    """The unread pictures, by page number, in which something may stand that the verdict rests on.

    Where the text leaves the mass, the purity, the lot or the product open, it may stand in any of them. Where the
    text states all that, only what may contradict it is read: spectra, pictures as large as a report, and those of
    which nothing tells what they are. The labels of a chromatogram are times, which no claim is held against.
    """
    complete = bool(certificates) and all(map(_is_complete, certificates))
    wanted: dict[int, tuple[Image, ...]] = {}
    for page in document.pages:
        chosen = [image for image in page.unread if not complete or _may_contradict(image, page)]
        chosen.sort(key=lambda image: image.box.width * image.box.height, reverse=True)
        if chosen:
            wanted[page.number] = tuple(chosen[:MOST_A_PAGE])
    return wanted


def _is_complete(certificate: Certificate) -> bool:
    mass = certificate.observed_ions or certificate.observed_mass
    return bool(mass and certificate.hplc_purity and certificate.lot_number and certificate.product_name)


def _share(image: Image, page: Page) -> float:
    return image.box.width * image.box.height / max(1.0, page.width * page.height)


def _may_contradict(image: Image, page: Page) -> bool:
    if _share(image, page) > LARGE:
        return True
    caption = _around(image, page)
    if _SPECTRUM.search(caption):
        return True
    return _share(image, page) > LARGE / 4 and not _CHROMATOGRAM.search(caption)


def _around(image: Image, page: Page) -> str:
    """The words right above and below a picture, and beside it."""
    box = image.box
    near = (
        word
        for word in page.words
        if box.x0 - NEAR < word.box.centre < box.x1 + NEAR
        and (box.top - NEAR < word.box.middle < box.top or box.bottom < word.box.middle < box.bottom + NEAR)
    )
    return " ".join(word.text for word in near)
