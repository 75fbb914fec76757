"""What a certificate claims the material to be, beside what follows from its sequence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.report.identification_entries import Identification
from coaverify.report.model import CertificateReport, TextClaim
from coaverify.report.presentation.masses import MassTable
from coaverify.report.presentation.places import Place, Places
from coaverify.report.presentation.words import form_name


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """One line: as claimed, where it stands, as recomputed, and the difference (printed minus computed)."""

    label: str
    claimed: str
    place: Place | None
    computed: str
    difference: str = ""


def identity_rows(certificate: CertificateReport, masses: MassTable | None, places: Places) -> tuple[IdentityRow, ...]:
    """The lines; a thing that is neither claimed nor computed has none."""
    known = certificate.identification
    if known is None:
        return ()
    rows = (*_words(certificate, known, places), *_masses(known, masses))
    return tuple(row for row in rows if row.claimed or row.computed)


def _words(certificate: CertificateReport, known: Identification, places: Places) -> Iterator[IdentityRow]:
    claims = certificate.claims
    yield _row("Product", claims.product_name, _named(known), places)
    claimed = form_name(known.claimed_form) if known.claimed_form else ""
    fitting = " or ".join(form_name(form) for form in known.supported_forms)
    yield IdentityRow("Form", claimed, None, f"what was observed fits {fitting}" if fitting else "")
    yield _row("Sequence", claims.sequence, known.sequence or "", places)
    yield _row("Formula", claims.molecular_formula, known.formula or "", places)


def _named(known: Identification) -> str:
    """What the name means, and where that is from."""
    if known.peptide:
        return f"{known.name} (reference: {known.peptide})"
    return "not in the reference" + (": recomputed from the printed sequence" if known.formula else "")


def _row(label: str, claim: TextClaim | None, computed: str, places: Places) -> IdentityRow:
    if claim is None:
        return IdentityRow(label, "", None, computed)
    return IdentityRow(label, claim.value, places.place(claim.evidence, "", label), computed)


def _masses(known: Identification, masses: MassTable | None) -> Iterator[IdentityRow]:
    """The printed masses beside those of the claimed form; beside none where no form is claimed."""
    if masses is None:
        return
    claimed = next((number for number, form in enumerate(masses.forms) if form.claimed), None)
    for printed in masses.printed:
        if claimed is None:
            yield IdentityRow(printed.label, printed.value, printed.place, "")
            continue
        held = printed.comparisons[claimed]
        yield IdentityRow(
            printed.label, printed.value, printed.place, f"{held.computed} ({held.kind})", held.difference
        )
    if known.average_mass is not None and not any(one.label == "Molecular weight" for one in masses.printed):
        yield IdentityRow("Molecular weight", "", None, f"{known.average_mass:.3f} (average)")
