"""A report -> the rows that it is found by, and the digests by which an audit knows them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, cast

from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.search_words import filed_words
from coaverify.model.folding import folded
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import CertificateReport, DateClaim, NumberClaim, Report, TextClaim

LONGEST_TEXT = 100_000  # characters of the words by which a report is found


Value = str | float | int | None
Columns = dict[str, Value]


class Fields(TypedDict):
    """Columns of the report's row that follow from the report."""

    document: str
    run: str
    name: str
    coaverify: str
    reference: str
    schema_version: str
    settings: str
    as_of: str
    verdict: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is filed of a report beside its entry: columns by name."""

    content: str
    fields: Fields
    certificates: tuple[Columns, ...]
    traits: tuple[Columns, ...]
    words: str

    def digests(self) -> dict[str, str]:
        """One digest a table, by the table's name; the report's entry holds them. See `digest_of_rows`."""
        return {
            "report": digest_of_rows([cast("Columns", self.fields)]),
            "report_content": sha256_of(self.content),
            "certificate": digest_of_rows(self.certificates),
            "trait": digest_of_rows(self.traits),
            "search_text": digest_of_rows([{"text": self.words}]),
        }


def digest_of_rows(rows: Sequence[Mapping[str, Value]]) -> str:
    """A digest of what rows hold, whatever the order of their columns.

    Empty columns are left out: a column that a later version adds does not change the digest of an older row.
    """
    return sha256_of(canonical([{name: value for name, value in row.items() if value is not None} for row in rows]))


def rows_of(report: Report) -> Rows:
    """The rows of a report. Its fingerprints become traits and stand in no other row."""
    bare = report.without_fingerprints()
    return Rows(
        content=bare.to_json(ascii_only=True),
        fields=_fields(bare),
        certificates=tuple(_certificate(one, number) for number, one in enumerate(bare.certificates)),
        traits=_traits(report),
        words=filed_words(_words(bare), LONGEST_TEXT),
    )


def run_of(document: str, settings: str, coaverify: str, reference: str) -> str:
    """What makes a report: the document, the settings and the versions, as one digest."""
    return sha256_of(canonical([document, coaverify, reference, settings]))


def run_of_report(report: Report) -> str:
    """The digest of what made this report.

    Where the document could not be looked at, the reason counts too: it may lie in the machine (time, memory, a missing
    extra), so the next run must not take such a report for its answer.
    """
    made_by, settings = report.generator, settings_text(report)
    made = settings if report.error is None else f"{settings} {report.error.code.value}"
    return run_of(report.document.sha256, made, made_by.coaverify, made_by.reference)


def settings_text(report: Report) -> str:
    """The settings of a report in their one spelling."""
    return canonical(report.generator.settings)


def _fields(report: Report) -> Fields:
    settings, made_by = settings_text(report), report.generator
    return Fields(
        document=report.document.sha256,
        run=run_of_report(report),
        name=report.document.name,
        coaverify=made_by.coaverify,
        reference=made_by.reference,
        schema_version=report.schema_version,
        settings=settings,
        as_of=str(made_by.settings.get("as_of") or ""),
        verdict=report.verdict.value,
        error=report.error.code.value if report.error else None,
    )


def _certificate(one: CertificateReport, number: int) -> Columns:
    claims, named, purity = one.claims, one.identification, one.claims.hplc_purity
    party = claims.vendor or claims.client or claims.manufacturer
    return {
        "number": number,
        "verdict": one.verdict.value,
        "peptide": named.peptide if named else None,
        "form": named.claimed_form if named else None,
        "product_name": _text(claims.product_name),
        "sequence": _text(claims.sequence),
        "cas_number": _text(claims.cas_number),
        "catalog_number": _text(claims.catalog_number),
        "lot_number": _text(claims.lot_number),
        "lot_key": _key(claims.lot_number),
        "vendor": _text(claims.vendor),
        "vendor_key": _key(party),
        "laboratory": _text(claims.laboratory),
        "laboratory_key": _key(claims.laboratory),
        "manufacturer": _text(claims.manufacturer),
        "client": _text(claims.client),
        "task_number": _text(claims.task_number),
        "verification_key": _text(claims.verification_key),
        "hplc_purity": _figure(purity),
        "purity_comparator": purity.comparator if purity else None,
        "purity_printed": purity.evidence.text if purity else None,
        "observed_mass": _figure(claims.observed_mass),
        "net_peptide_content": _figure(claims.net_peptide_content),
        "water_content": _figure(claims.water_content),
        "measured_content": _figure(claims.measured_content),
        "quantity": _text(claims.quantity),
        "analysis_date": _day(claims.analysis_date),
        "issue_date": _day(claims.issue_date),
        "expiry_date": _day(claims.expiry_date),
    }


def _text(claim: TextClaim | None) -> str | None:
    return claim.value if claim else None


def _key(claim: TextClaim | None) -> str | None:
    return folded(claim.value) or None if claim else None


def _figure(claim: NumberClaim | None) -> float | None:
    return float(claim.value) if claim else None


def _day(claim: DateClaim | None) -> str | None:
    return claim.value if claim else None


def _words(report: Report) -> Iterator[str]:
    """What one may look for: names, claims as read and as printed, codes and messages of what did not pass."""
    yield report.document.name
    for certificate in report.certificates:
        named = certificate.identification
        if named:
            yield named.name
        for claim in certificate.claims.model_dump(exclude_none=True).values():
            for reading in claim if isinstance(claim, tuple) else (claim,):
                yield str(reading.get("value") or "")
                yield reading["evidence"]["text"]
        for check in certificate.checks:
            if check.outcome.value in ("fail", "inconclusive"):
                yield f"{check.id} {check.code} {check.message}"
            yield from (f"{hint.code} {hint.message}" for hint in check.hints)
    if report.error:
        yield f"{report.error.code.value} {report.error.message}"


def _traits(report: Report) -> tuple[Columns, ...]:
    prints = [(place, one) for place, certificate in enumerate(report.certificates) for one in certificate.fingerprints]
    return tuple(
        {
            "number": number,
            "certificate": place,
            "trait": one.trait.value,
            "digest": one.digest,
            "sketch": one.sketch,
            "evidence": canonical(_evidence(one)),
        }
        for number, (place, one) in enumerate(prints)
    )


def _evidence(one: FingerprintEntry) -> Json:
    evidence: Json = one.evidence.model_dump(mode="json")
    return evidence
