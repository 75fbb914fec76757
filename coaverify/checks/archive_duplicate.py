"""archive.duplicate: no other certificate carries the same data for another lot or product."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
MOST = 100  # others that are looked for where the first of them have settled the answer


def judge(resemblances: Sequence[Resemblance], compared: int) -> Finding:
    """The finding on a certificate that was compared with `compared` others."""
    return CHECK.finding(_answer(resemblances, compared))


def _answer(resemblances: Sequence[Resemblance], compared: int) -> Answer:
    if not compared:
        return Answer("nothing-compared", "There was no other certificate to compare with.")
    copies = dict.fromkeys(_name(one) for one in resemblances if one.trait is Trait.TEXT)
    hints = _copies(copies)
    strangers = [one for one in resemblances if _name(one) not in copies]
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
    others = list({_name(one): one for one in found}.items())
    named = "; ".join(f"{name} ({_stated(one)})" for name, one in others[:_SHOWN])
    at_least = "at least " if len(others) >= MOST else ""
    more = f" and {at_least}{len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    message = f"This certificate has {words} as {named}{more}."
    return Answer(code, message, tuple({one.evidence: None for one in found}), hints=hints)


def _name(one: Resemblance) -> str:
    """The other document's name, and its report's number where it is one of an archive: names come twice there."""
    number = "" if one.report is None else f", report {one.report}"
    return f"“{one.document}”{number}"


def _stated(one: Resemblance) -> str:
    parts = (one.other.product, one.other.lot and f"lot {one.other.lot}", one.other.vendor)
    return ", ".join(part for part in parts if part) or "nothing stated"


def _copies(names: Collection[str]) -> tuple[Hint, ...]:
    """The same document once more, perhaps saved anew: worth knowing, and nothing against it."""
    if not names:
        return ()
    message = f"The same text, word for word, stands in {', '.join(list(names)[:_SHOWN])}."
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
        "checked before them in the same run and, where an archive is used, with the newest report on every document "
        "in it."
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
