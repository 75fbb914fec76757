"""Dossiers to print: a real sample with its pages, and reports made by hand for what samples do not have."""

from __future__ import annotations

import datetime
import hashlib
from functools import cache
from pathlib import Path

from coaverify.document.render import render_page
from coaverify.model.settings import Settings
from coaverify.report.model import Report, TextClaim
from coaverify.report.printed.dossier import Dossier, FiledAs, TrailLine, pages_shown
from coaverify.verify import verify

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
WRONG_FORM = "semax-amide-ions-of-the-acid.pdf"
SOUND = "n-acetyl-selank-sound.pdf"

FILED = FiledAs(
    number=4711,
    at="2026-11-22T08:09:10.123456Z",
    by="first person",
    hash="ab" * 32,
    head_seq=4720,
    head_hash="cd" * 32,
    lines=(TrailLine(4712, "2026-11-23T10:11:12.000000Z", "second person", "Report 4711 approved: agrees"),),
)


@cache
def dossier(sample: str = WRONG_FORM) -> Dossier:
    """A sample's report as it would be filed."""
    data = (SAMPLES / sample).read_bytes()
    report = verify(data, sample, Settings(as_of=datetime.date(2026, 11, 22)))
    return Dossier(report, data, {page: render_page(data, page, 72) for page in pages_shown(report)}, FILED)


def on(report: Report, data: bytes = b"%PDF-1.7 no more than this", filed: FiledAs | None = FILED) -> Dossier:
    """A report made by hand, on these bytes, without pictures."""
    entry = report.document.model_copy(update={"sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)})
    return Dossier(report.model_copy(update={"document": entry}), data, {}, filed)


def called(report: Report, product: str) -> Report:
    """The report with another product on its first certificate."""
    first, *others = report.certificates
    old = first.claims.product_name
    assert old is not None
    claims = first.claims.model_copy(update={"product_name": TextClaim(value=product, evidence=old.evidence)})
    return report.model_copy(update={"certificates": (first.model_copy(update={"claims": claims}), *others)})
