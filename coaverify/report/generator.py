"""What made a report: the versions and the settings, as they stand in it."""

from __future__ import annotations

from collections.abc import Iterable

from coaverify import __version__
from coaverify.model.correction import Correction
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import DEFAULT_MINIMUM_PURITY, Settings
from coaverify.model.template import Template
from coaverify.reference.library import library
from coaverify.report.model import Generator


def generator_of(settings: Settings) -> Generator:
    """The versions in use and the settings. Known before the document is read.

    The user's own reference folder has to be in use already.
    """
    expect = settings.expect
    used: dict[str, str | float | None] = {
        "as_of": settings.as_of.isoformat(),
        "expect": None if expect is None else ":".join(part for part in (expect.peptide, expect.form) if part),
        "lot": settings.lot,
        "min_purity": None if settings.min_purity is None else float(settings.min_purity),
        "default_min_purity": float(DEFAULT_MINIMUM_PURITY),
        "mass_tolerance": None if settings.mass_tolerance is None else float(settings.mass_tolerance),
        "mass_tolerance_default": "0.3 for values of up to two decimals, 10 ppm for more",
    }
    if settings.portal_copy is not None:
        used["portal_copy"] = listed_copy(settings.portal_copy)
    if settings.templates:  # a key of its own only where there is something to say
        used["templates"] = listed_templates(settings.templates)
    if settings.corrections:
        used["corrections"] = "\n".join(map(line_of, settings.corrections))
    return Generator(coaverify=__version__, reference=library().version, settings=used)


def listed_templates(templates: Iterable[Template]) -> str:
    """Templates as they stand among a report's settings."""
    return ", ".join(f"{one.file} sha256:{one.sha256}" for one in templates)


def listed_copy(copy: PortalCopy) -> str:
    """The laboratory's own copy as it stands among a report's settings."""
    return f"{copy.name} sha256:{copy.sha256}"


def line_of(correction: Correction) -> str:
    """A correction as it stands among a report's settings."""
    return f"certificate {correction.certificate}: {correction.claim} = {correction.text}"
