"""Where and by which key a report can be verified at its laboratory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.layout import Layout
from coaverify.model.evidence import Reading

_VERIFY = re.compile(
    r"\b(?:verif\w+|validat\w+|authentic\w*|searchable|look\s?up|check(?:ed)? (?:at|on|online)|"
    r"überprüf\w+|verifiz\w+|vérifi\w+|"
    r"провер\w+)|验证|查询|防伪",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,12}(?![\w@])(?:/[^\s,;()<>\"']*)?",
    re.IGNORECASE,
)
_KEY_AHEAD = re.compile(
    r"\b(?:key|code|pin|password|token|schlüssel|clé|ключ|код)\b(?:\s+(?:is|ist|below|under))?\s*[:=]?\s*(?P<key>\S*)\s*$|"
    r"\b(?:key|code|pin|token)\b\s*[:=]?\s+(?P<inside>[A-Z0-9][A-Z0-9-]{5,31})(?=[\s.,;)]|$)",
)
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{4,38})[A-Za-z0-9]")
_PATH = re.compile(r"verif|check|authent|lookup|validate|coa/|report", re.IGNORECASE)
_OPEN_END = ("/", "-", "_", "=", "?", "&")
_NEAR = 2.5  # of the text's height: the farthest that a key stands under the words that announce it


def read_verification(layouts: Sequence[Layout], harvest: Harvest) -> None:
    """Add the address and the key that no label names as such: in a sentence, over two lines, or by their look."""
    for layout in layouts:
        for index, row in enumerate(layout.rows):
            for position, cell in enumerate(row):
                if _VERIFY.search(cell.text):
                    _read_sentence(layout, index, position, harvest)
        _read_address(layout, harvest)
    _read_only_domain(layouts, harvest)


def _read_sentence(layout: Layout, index: int, position: int, harvest: Harvest) -> None:
    cell = layout.rows[index][position]
    under = list(_under(layout, index, cell))
    address = _address(cell, under)
    if address is not None:
        _add(harvest, "verification_url", address, cell)
    for place, following in ((cell, under[:1]), *((one, under[n + 1 : n + 2]) for n, one in enumerate(under[:2]))):
        ahead = next((match for match in _KEY_AHEAD.finditer(place.text)), None)
        if ahead is None:
            continue
        key = ahead["key"] or ahead["inside"] or ""
        if _is_key(key.strip(".,;")):
            _add(harvest, "verification_key", key.strip(".,;"), place)
            return
        for one in following:
            text = one.text.strip(" .")
            if _is_key(text):
                _add(harvest, "verification_key", text, one)
                return


def _under(layout: Layout, index: int, cell: Cell) -> Iterator[Cell]:
    """The cells under a cell, line by line, as long as they stand near."""
    last = cell
    for row in layout.rows[index + 1 : index + 4]:
        near = [other for other in row if other.box.overlap_x(cell.box) > 0]
        if not near or near[0].box.top - last.box.bottom > _NEAR * cell.size:
            return
        yield near[0]
        last = near[0]


def _address(cell: Cell, under: list[Cell]) -> str | None:
    """The address in a text; one that the end of the line breaks goes on in the next."""
    matches = [match for match in _URL.finditer(cell.text) if "/" in match[0] or match[0].count(".") >= 1]
    if not matches:
        return None
    match = matches[0]
    address = match[0].rstrip(".")
    broken = match.end() == len(cell.text) and "/" in address and address.endswith(_OPEN_END)
    if broken and under:
        more = under[0].text.split()[0]
        if re.fullmatch(r"[\w./?=&%-]+", more) and (len(under[0].text.split()) == 1 or re.search(r"\d|/", more)):
            return address + more.rstrip(".")
    return address


def _read_address(layout: Layout, harvest: Harvest) -> None:
    """An address whose own path says what it is for."""
    for index, row in enumerate(layout.rows):
        for cell in row:
            for match in _URL.finditer(cell.text):
                path = match[0].partition("//")[2] or match[0]
                if "/" in path and _PATH.search(path) and not _has(harvest, "verification_url"):
                    address = _address(cell, list(_under(layout, index, cell)))
                    _add(harvest, "verification_url", address or match[0], cell)


def _read_only_domain(layouts: list[Layout], harvest: Harvest) -> None:
    """Where a key is stated and the paper names one web address, that is where the key is asked for."""
    if not _has(harvest, "verification_key") or _has(harvest, "verification_url"):
        return
    found = [
        (match[0].rstrip("./"), cell)
        for layout in layouts
        for cell in layout.cells
        for match in _URL.finditer(cell.text)
        if match[0].lower().startswith(("http", "www.")) or match[0] == cell.text.strip()
    ]
    if found and len({address.casefold() for address, _ in found}) == 1:
        _add(harvest, "verification_url", *found[0])


def _is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text)) and bool(re.search(r"\d", text) or (text.isupper() and len(text) > 7))


def _has(harvest: Harvest, claim: str) -> bool:
    return any(candidate.claim == claim for candidate in harvest.texts)


def _add(harvest: Harvest, claim: str, text: str, cell: Cell) -> None:
    known = any(one.claim == claim and one.reading.value == text for one in harvest.texts)
    if not known:
        harvest.texts.append(Candidate(claim, Reading(text, cell.evidence(text), cell.doubts), Place.PROSE))
