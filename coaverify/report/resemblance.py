"""What two certificates that share a trait say of themselves: the same material, another one, or not enough to tell."""

from __future__ import annotations

from coaverify.model.evidence import Box, Evidence
from coaverify.model.fingerprint import Material, Resemblance
from coaverify.model.folding import folded
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import CertificateReport, TextClaim

LEAST_LOT = 5  # characters of a lot that may be printed with and without a prefix


def material_of(certificate: CertificateReport) -> Material:
    """What a certificate says it is about. A lot that was read with doubt counts as not stated."""
    claims, named = certificate.claims, certificate.identification
    return Material(
        product=_text(claims.product_name),
        peptide=(named.peptide or "") if named else "",
        form=(named.claimed_form or "") if named else "",
        lot="" if claims.lot_number is not None and claims.lot_number.doubts else _text(claims.lot_number),
        vendor=_text(claims.vendor or claims.client or claims.manufacturer),
    )


def _text(claim: TextClaim | None) -> str:
    return claim.value if claim else ""


def resemblance(
    trait: FingerprintEntry, own: Material, other: Material, document: str, report: int | None = None
) -> Resemblance:
    """A trait that `document` has as well. report: its number, where it was found in an archive."""
    differs = {
        "lot": bool(own.lot and other.lot) and not _same_lot(own.lot, other.lot),
        "product": not _same_product(own, other),
        "vendor": bool(own.vendor and other.vendor) and not _same_name(own.vendor, other.vendor),
    }
    unstated = {
        "lot": not (own.lot and other.lot),
        "product": not ((own.peptide or own.product) and (other.peptide or other.product)),
    }
    place = trait.evidence
    return Resemblance(
        trait.trait,
        document,
        other,
        tuple(name for name, holds in differs.items() if holds),
        Evidence(place.page, Box(*place.box), place.text),
        tuple(name for name, holds in unstated.items() if holds),
        report,
    )


def _same_lot(one: str, other: str) -> bool:
    """Lots are the same with and without a prefix: "LOT862671" and "862671"."""
    first, second = sorted((folded(one), folded(other)), key=len)
    return first == second or (len(first) >= LEAST_LOT and second.endswith(first))


def _same_product(own: Material, other: Material) -> bool:
    """Whether two papers may speak of one product; where one of them names none, they may."""
    if own.peptide and other.peptide:
        return own.peptide == other.peptide and (own.form == other.form or not (own.form and other.form))
    if not (own.product and other.product):
        return True
    return _same_name(own.product, other.product)


def _same_name(one: str, other: str) -> bool:
    first, second = sorted((folded(one), folded(other)), key=len)
    return first in second
