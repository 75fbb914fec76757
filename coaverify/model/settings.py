"""What the user asks of a verification. Stands in every report, so that it can be repeated."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from coaverify.model.correction import Correction
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.template import Template

DEFAULT_MINIMUM_PURITY = Decimal("95")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was ordered: a reference id and, where given, the form."""

    peptide: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost before it is given up."""

    max_bytes: int = 50_000_000
    max_pages: int = 100
    max_pictures: int = 24  # pages or pictures whose text is recognised
    wall_seconds: float = 300.0
    cpu_seconds: int = 45  # for each picture that is read there are more (see document.sandbox)
    memory_bytes: int = 3_000_000_000  # address space of a worker; recognising text takes half of it
    result_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """One verification's settings.

    as_of: the day that dates are judged on.
    mass_tolerance: in Da (and m/z units); None: taken from the document (stated tolerance,
    instrument class, printed digits).
    min_purity: percent; None: the document's own limit, else 95 %.
    templates: what the user teaches about the paper of single issuers.
    reference: folder of the user's own peptides; None: that of the environment, or of the user's configuration.
    portal_copy: the laboratory's own copy of the report, to compare the document with.
    fingerprints: whether the report carries what certificates are compared with each other by.
    corrections: what a reviewer reads otherwise; one a claim of a certificate.
    """

    as_of: datetime.date = field(default_factory=datetime.date.today)
    expect: Expectation | None = None
    lot: str | None = None
    min_purity: Decimal | None = None
    mass_tolerance: Decimal | None = None
    limits: Limits = field(default_factory=Limits)
    templates: tuple[Template, ...] = ()
    reference: Path | None = None
    fingerprints: bool = False
    portal_copy: PortalCopy | None = None
    corrections: tuple[Correction, ...] = ()
