"""archive.duplicate: no other certificate carries the same data for another lot or product."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.finding import Finding, Hint, Level
from coaverify.model.fingerprint import Resemblance, Trait

_DATA = {
    Trait.PEAK: ("same-peaks", "a peak of the same retention time and area"),
    Trait.PEAK_TABLE: ("same-peaks", "the same peak table"),
    Trait.TRACE: ("same-trace", "the same drawn chromatogram"),
    Trait.PICTURE: ("same-picture", "the same picture of a plot"),
    Trait.RAW_DATA: ("same-raw-data", "the same scans and detector counts"),
}
_NUMBERS = {
    Trait.REPORT_NUMBER: ("same-report-number", "the same report number"),
    Trait.VERIFICATION_KEY: ("same-report-number", "the same verification key"),
}
_SHOWN = 3  # other documents that the message names


def judge(resemblances: Sequence[Resemblance], compared: int) -> Finding:
    """The finding on a certificate that was compared with `compared` others."""
    return CHECK.finding(_answer(resemblances, compared))


def _answer(resemblances: Sequence[Resemblance], compared: int) -> Answer:
    if not compared:
        return Answer("nothing-compared", "There was no other certificate to compare with.")
    copies = {one.document for one in resemblances if one.trait is Trait.TEXT}
    hints = _copies(resemblances)
    strangers = [one for one in resemblances if one.document not in copies]
    for found in (_reused(strangers), _unclear(strangers), _resold(strangers)):
        if found:
            return _told(*found, hints)
    noun = "certificate" if compared == 1 else "certificates"
    message = f"Compared with {compared} other {noun}: none has the same data for another lot or product."
    return Answer("unique", message, hints=hints)


_Found = tuple[str, str, list[Resemblance]]


def _reused(strangers: Sequence[Resemblance]) -> _Found | None:
    """The same data for another lot or product; the same number of a report on another product."""
    for trait, (code, words) in _DATA.items():
        found = [one for one in strangers if one.trait is trait and {"lot", "product"} & set(one.differs)]
        if found:
            return code, words, found
    for trait, (code, words) in _NUMBERS.items():
        found = [one for one in strangers if one.trait is trait and "product" in one.differs]
        if found:
            return code, words, found
    return None


def _unclear(strangers: Sequence[Resemblance]) -> _Found | None:
    """The same data where one of the two does not say which lot, or which product, it speaks of."""
    found = [one for one in strangers if one.trait in _DATA and one.unstated]
    return ("lot-not-stated", _DATA[found[0].trait][1], found) if found else None


def _resold(strangers: Sequence[Resemblance]) -> _Found | None:
    found = [one for one in strangers if one.trait in _DATA and "vendor" in one.differs]
    return ("other-vendor", _DATA[found[0].trait][1], found) if found else None


def _told(code: str, words: str, found: list[Resemblance], hints: tuple[Hint, ...]) -> Answer:
    others = list({one.document: one for one in found}.values())
    named = "; ".join(f"“{one.document}” ({_stated(one)})" for one in others[:_SHOWN])
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    message = f"This certificate has {words} as {named}{more}."
    return Answer(code, message, tuple({one.evidence: None for one in found}), hints=hints)


def _stated(one: Resemblance) -> str:
    parts = (one.other.product, one.other.lot and f"lot {one.other.lot}", one.other.vendor)
    return ", ".join(part for part in parts if part) or "nothing stated"


def _copies(resemblances: Sequence[Resemblance]) -> tuple[Hint, ...]:
    """The same document once more, perhaps saved anew: worth knowing, and nothing against it."""
    names = list(dict.fromkeys(one.document for one in resemblances if one.trait is Trait.TEXT))
    if not names:
        return ()
    message = f"The same text, word for word, stands in {', '.join(f'“{name}”' for name in names[:_SHOWN])}."
    return (Hint(Level.INFO, "same-document", message),)


def _run(_case: Case) -> Answer:
    return _answer((), 0)  # a certificate on its own; whoever holds several asks `judge`


CHECK = Check(
    id="archive.duplicate",
    title="The data belong to this lot alone",
    rationale=(
        "A chromatogram is the record of one injection. Its noise, and its times and areas to the last digit, do not "
        "come twice; where two certificates for different lots or products show them, one of them shows data of "
        "another material. What is compared is what was drawn: rows of peak tables, traces drawn as lines, the pixels "
        "of plots, the scans and counts that a data system writes over them, and the number of the report. Pages are "
        "not compared: two certificates on one form look alike and should.\n\nCertificates are compared with those "
        "checked before them in the same run."
    ),
    concerns=(
        "The purity or the mass on one of the two certificates was not measured on the lot that it names. Which of "
        "the two, the papers cannot say."
    ),
    ask=(
        "Send both certificates to the laboratory that issued them and ask which lot the data belong to; ask the "
        "vendor for the raw data file of your lot."
    ),
    sources=(
        "ISO/IEC 17025:2017 7.8.2.1 d: a report is identified unambiguously",
        "ICH Q7 11.4: a certificate is issued for each batch",
    ),
    codes={
        "unique": passes("No other certificate at hand has the same data for another lot or product."),
        "same-peaks": fails("Another lot or product has the same retention times and areas."),
        "same-trace": fails("Another lot or product has the same drawn chromatogram."),
        "same-picture": fails("Another lot or product has the same picture of a plot."),
        "same-raw-data": fails("Another lot or product has the same scans and counts of the detector."),
        "same-report-number": fails("A report on another product has the same number or verification key."),
        "lot-not-stated": open_("The same data stand elsewhere; one of the two papers does not name lot and product."),
        "other-vendor": open_("The same data stand under the name of another vendor."),
        "nothing-compared": not_applicable("There was no other certificate to compare with."),
    },
    function=_run,
)
