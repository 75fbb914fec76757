"""The list of all checks, in the order in which they are run and shown."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.checks import (
    archive_duplicate,
    content_endotoxin,
    content_mass_balance,
    content_vial_amount,
    content_water,
    documentation_completeness,
    documentation_dates,
    documentation_lot,
    documentation_portal_copy,
    documentation_this_lot,
    documentation_verification,
    identity_agreement,
    identity_amino_acids,
    identity_expected,
    identity_form,
    identity_formula,
    identity_observed_mass,
    identity_registry,
    identity_sequence,
    identity_theoretical_mass,
    integrity_annotations,
    integrity_fonts,
    integrity_hidden_text,
    integrity_origin,
    integrity_revisions,
    integrity_signature,
    purity_chromatogram,
    purity_peak_table,
    purity_specification,
)
from coaverify.checks.base import Check
from coaverify.checks.case import Case
from coaverify.checks.claimed import claimed_by
from coaverify.checks.fitting import fits_of
from coaverify.model.certificate import Certificate
from coaverify.model.finding import Finding
from coaverify.model.portal_copy import ReadCopy
from coaverify.model.settings import Settings
from coaverify.reference.library import Library

ALL_CHECKS: tuple[Check, ...] = (
    identity_observed_mass.CHECK,
    identity_form.CHECK,
    identity_expected.CHECK,
    identity_theoretical_mass.CHECK,
    identity_formula.CHECK,
    identity_sequence.CHECK,
    identity_amino_acids.CHECK,
    identity_registry.CHECK,
    identity_agreement.CHECK,
    purity_specification.CHECK,
    purity_peak_table.CHECK,
    purity_chromatogram.CHECK,
    content_mass_balance.CHECK,
    content_water.CHECK,
    content_vial_amount.CHECK,
    content_endotoxin.CHECK,
    documentation_lot.CHECK,
    documentation_dates.CHECK,
    documentation_this_lot.CHECK,
    documentation_completeness.CHECK,
    documentation_portal_copy.CHECK,
    documentation_verification.CHECK,
    integrity_hidden_text.CHECK,
    integrity_revisions.CHECK,
    integrity_fonts.CHECK,
    integrity_annotations.CHECK,
    integrity_signature.CHECK,
    integrity_origin.CHECK,
    archive_duplicate.CHECK,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A certificate with everything that was found about it."""

    case: Case
    findings: tuple[Finding, ...]


def examine(certificate: Certificate, settings: Settings, library: Library, copy: ReadCopy | None = None) -> Examined:
    """Run every check on a certificate. `copy`: the laboratory's own, where the user gave one."""
    claimed = claimed_by(certificate, library)
    fits = fits_of(certificate, claimed.by_form, settings)
    case = Case(certificate, claimed, fits, settings, library, copy)
    return Examined(case, tuple(check.run(case) for check in ALL_CHECKS))


def check_by_id(check_id: str) -> Check:
    """The check with this id.

    Raises:
        KeyError: where there is none.
    """
    return {check.id: check for check in ALL_CHECKS}[check_id]
