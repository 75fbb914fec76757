"""A check's whole view of the world: the certificate, what it claims to be, the settings, the reference."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.checks.claimed import Claimed
from coaverify.checks.fitting import Fits
from coaverify.model.certificate import Certificate
from coaverify.model.portal_copy import ReadCopy
from coaverify.model.settings import Settings
from coaverify.reference.library import Library


@dataclass(frozen=True, slots=True)
class Case:
    certificate: Certificate
    claimed: Claimed
    fits: Fits
    settings: Settings
    library: Library
    copy: ReadCopy | None = None  # the laboratory's own, where the user gave one
