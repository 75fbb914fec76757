"""Evidence of straightened pages put back to where it stands on the page as it was sent in."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from coaverify.model.document import Document, Straightened
from coaverify.model.evidence import Box
from coaverify.report.chromatogram_entries import ChromatogramEntry
from coaverify.report.entries import EvidenceEntry
from coaverify.report.model import Report
from coaverify.report.parts import BoxList

Part = TypeVar("Part", bound=BaseModel)


def as_shown(report: Report, document: Document) -> Report:
    """The report with all boxes on the pages as shown; the same report where no page was straightened."""
    turned = {page.number: page.straightened for page in document.pages if page.straightened is not None}
    return _placed(report, turned) if turned else report


def _placed(part: Part, turned: dict[int, Straightened]) -> Part:
    """A copy of a part of the report, every evidence in it moved."""
    if isinstance(part, EvidenceEntry):
        return part.model_copy(update=_shown(part.page, part.box, turned))
    if isinstance(part, ChromatogramEntry):
        return part.model_copy(update=_shown(part.page, part.box, turned))
    changed: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            changed[name] = _placed(value, turned)
        elif isinstance(value, tuple):
            changed[name] = tuple(_placed(one, turned) if isinstance(one, BaseModel) else one for one in value)
    return part.model_copy(update=changed) if changed else part


def _shown(number: int, place: BoxList, turned: dict[int, Straightened]) -> dict[str, object]:
    """What changes of a part that stands in this place; nothing where its page was not straightened."""
    page = turned.get(number)
    if page is None:
        return {}
    box = page.shown(Box(*place))
    return {"box": tuple(round(x, 2) for x in (box.x0, box.top, box.x1, box.bottom))}
