"""The printed report as PDF/A-3b (ISO 19005-3), set by Typst. The same dossier gives the same bytes."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import Any, Final, cast

import typst
from pydantic import BaseModel

from coaverify.model.errors import CoaverifyError
from coaverify.report.printed.dossier import Dossier
from coaverify.report.printed.glyphs import MISSING, Letters, letters
from coaverify.report.printed.memory_files import MemoryFiles
from coaverify.report.printed.sheet import DIGESTS, sheet_of
from coaverify.report.summary import one_line

STANDARD: Final = "a-3b"
REPORT_FILE = "coaverify-report.json"
_ENDINGS = {
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/tiff": "tif", "image/webp": "webp",
    "image/heic": "heic", "image/heif": "heif", "image/bmp": "bmp", "image/gif": "gif",
}  # fmt: skip
_LONG = re.compile(r"\S{20,}")
_PIECE = re.compile(r".{0,11}?[._/:;,=+@-]|.{1,8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# what is no text of a document: pictures, fonts, and what Typst knows by name
_AS_IT_IS = frozenset({"svg", "fonts", "fixed", "digests", "attached", "tone", "date"})
UNSHOWN = "\N{REPLACEMENT CHARACTER}"  # what `one_line` puts in the place of a control
_BREAK = "\u200b"  # where a long word may be broken


class NotPrinted(CoaverifyError):
    """The report could not be set."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Attached:
    key: str
    name: str
    words: str
    relationship: str
    mime: str
    data: bytes


def pdf_of(dossier: Dossier, fonts: Path | None = None) -> bytes:
    """The report as PDF/A-3b; the report's JSON and the document itself are attached.

    fonts: a folder with fonts for what those of the Typst wheel lack (Chinese, say); a character that no font has is
    shown as an empty square.

    Raises:
        NotPrinted: where Typst refuses.
    """
    at_hand = letters(str(fonts) if fonts else None)
    data = _data(dossier)
    try:
        return _set(_shown(data, at_hand), dossier, at_hand)
    except typst.TypstError:
        # A character that has a shape by itself and none beside its neighbour: better squares than no report.
        try:
            return _set(_plain(data), dossier, at_hand)
        except typst.TypstError as error:
            raise NotPrinted(f"{dossier.report.document.name}: the report could not be set: {error.message}") from error


def _set(data: dict[str, Any], dossier: Dossier, at_hand: Letters) -> bytes:
    template = resources.files("coaverify.report.printed").joinpath("templates/report.typ").read_bytes()
    with ExitStack() as stack:
        files = stack.enter_context(MemoryFiles())
        keys = {one.key: files.add(one.data) for one in _attached(dossier)}
        inputs = {"data": json.dumps(data), **keys}
        compiler = typst.Compiler(root=files.root, font_paths=at_hand.fonts, sys_inputs=inputs)
        # one PDF is bytes; pages as pictures would be a list
        return cast("bytes", compiler.compile(template, pdf_standards=STANDARD, timestamp=_date(dossier)))


def _attached(dossier: Dossier) -> tuple[_Attached, ...]:
    """The files go by names of ours: a document's own name may be anything, and stands on the page."""
    report = dossier.report.without_fingerprints().to_json(indent=2).encode("utf-8", "backslashreplace")
    kind = dossier.report.document.media_type
    document = _Attached(
        "original",
        f"original.{_ENDINGS.get(kind, 'bin')}",
        "The document as it was handed in, byte for byte.",
        "source",
        kind or "application/octet-stream",
        dossier.original,
    )
    return (
        _Attached("report", REPORT_FILE, "This report for machines, complete.", "data", "application/json", report),
        document,
    )


def _data(dossier: Dossier) -> dict[str, Any]:
    """What the template shows, as JSON has it."""
    sheet = sheet_of(dossier)
    data: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(sheet), default=_plain_data))
    return data | {
        "title": f"Verification report: {sheet.name}",
        "sha256": dossier.report.document.sha256,
        "date": _date(dossier).timetuple()[:6],
        "digests": DIGESTS,
        "attached": [
            {name: getattr(one, name) for name in ("key", "name", "words", "relationship", "mime")}
            | {"sha256": hashlib.sha256(one.data).hexdigest()}
            for one in _attached(dossier)
        ],
        "fonts": ["Libertinus Serif", "DejaVu Sans Mono"],
        "fixed": "DejaVu Sans Mono",
    }


def _plain_data(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"no JSON for {type(value).__name__}")


def _date(dossier: Dossier) -> datetime.datetime:
    """When the report was filed, else the day on which dates were judged: never the clock, so that bytes repeat."""
    text = dossier.filed.at if dossier.filed else str(dossier.report.generator.settings.get("as_of") or "")
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        when = datetime.datetime(2000, 1, 1)
    return when.replace(microsecond=0, tzinfo=datetime.UTC)


def _shown(data: dict[str, Any], at_hand: Letters) -> dict[str, Any]:
    """The data with an empty square for what no font can show, and places where long words may be broken."""
    words = list(_texts(data))
    missing = at_hand.missing(" ".join(map(one_line, words)))
    table = dict.fromkeys(map(ord, missing | {UNSHOWN}), MISSING)
    unshown = sum(character in missing or character == UNSHOWN for text in words for character in one_line(text))
    changed: dict[str, Any] = _changed(data, table)
    return changed | {"unshown": unshown}


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The data in ASCII."""
    beyond = {ord(one) for text in _texts(data) for one in one_line(text) if ord(one) > 0x7E}
    changed: dict[str, Any] = _changed(data, dict.fromkeys(beyond, MISSING))
    return changed | {"unshown": len(beyond)}


def _texts(value: Any) -> list[str]:
    """All texts in JSON but the pictures."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for name, one in value.items() if name not in _AS_IT_IS for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list | tuple) else []


def _changed(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return _LONG.sub(_breakable, one_line(value).translate(table))
    if isinstance(value, Mapping):
        return {name: one if name in _AS_IT_IS else _changed(one, table) for name, one in value.items()}
    return [_changed(one, table) for one in value] if isinstance(value, list | tuple) else value


def _breakable(word: re.Match[str]) -> str:
    """A digest fits its column; other long words may be broken, after signs where they have some."""
    text = word[0]
    if _DIGEST.fullmatch(text):
        return text
    return _BREAK.join(_PIECE.findall(text))
