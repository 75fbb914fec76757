"""Web and mail addresses of a page, and its codes, as what they are: places to ask, never followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coaverify.extract.layout import Layout
from coaverify.model.document import Page
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.paperwork import WebAddress

# Without a scheme or "www." only names under domains that companies use: "9.3.min" and "v2.pdf" are none
_TOP = (
    "com|org|net|io|eu|info|biz|health|bio|science|shop|store|co|app|dev|de|uk|us|ca|cn|cz|pl|fr|es|it|pt|ru|ch|at|nl|be|"
    "se|no|dk|fi|ie|au|nz|jp|in|kr|hk|sg|example|test"
)
_ADDRESS = re.compile(
    r"(?:(?P<mail>[\w.+-]+@)|https?://|(?<![\w@.-]))"
    rf"(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TOP}))"
    r"(?![\w-]|\.[a-z])(?:/[^\s,;()<>\"']*)?",
    re.IGNORECASE,
)


def addresses_on(layouts: Sequence[Layout], pages: tuple[int, ...]) -> tuple[Reading[WebAddress], ...]:
    """Every address that these pages print, each once."""
    found: dict[str, Reading[WebAddress]] = {}
    for layout in layouts:
        if layout.page.number not in pages:
            continue
        for cell in layout.cells:
            if "." in cell.text:
                for address in addresses_in(cell.text):
                    found.setdefault(address.text.casefold(), Reading(address, cell.evidence(), cell.doubts))
    return tuple(found.values())


def addresses_in(text: str) -> Iterator[WebAddress]:
    """The addresses in a text."""
    for match in _ADDRESS.finditer(text):
        host = match["host"].lower().removeprefix("www.")
        yield WebAddress(match[0].rstrip("."), host, mail=bool(match["mail"]))


def codes_of(pages: Sequence[Page], wanted: tuple[int, ...]) -> tuple[Reading[str], ...]:
    """What the QR codes and barcodes of these pages hold."""
    return tuple(
        Reading(code.text, Evidence(page.number, code.box, code.text))
        for page in pages
        if page.number in wanted
        for code in page.codes
    )
