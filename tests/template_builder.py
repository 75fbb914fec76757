"""Templates for tests, and what is extracted with them from words on a real PDF page."""

from __future__ import annotations

from certificate_pages import TITLE, Placed, pdf_of
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Certificate
from coaverify.model.evidence import Box
from coaverify.model.settings import Limits
from coaverify.model.template import Position, Region, Rule, Sign, Taught, Template

ISSUER = "Larkfield Fine Peptides"
HEAD: tuple[Placed, ...] = ((60, 40, ISSUER), TITLE)


def template(
    *rules: Rule, signs: tuple[Sign, ...] = (Sign(ISSUER),), ignored: tuple[str, ...] = (), file: str = "larkfield.yaml"
) -> Template:
    return Template(file, "0" * 64, ISSUER, signs, rules, ignored)


def at(claim: str, *labels: str, position: Position | None = None, instead: bool = False) -> Rule:
    """A claim at labels."""
    return Rule(claim, labels, position, None, instead)


def within(claim: str, box: tuple[float, float, float, float], page: int = 1, *, instead: bool = False) -> Rule:
    """A claim in a region."""
    return Rule(claim, region=Region(page, Box(*box)), instead=instead)


def read_with(*templates: Template, words: tuple[Placed, ...] | list[Placed]) -> Certificate:
    """The only certificate on a page of Larkfield's with these words."""
    document = read(pdf_of([*HEAD, *words]), "test.pdf", Limits())
    (certificate,) = extract(document, templates)
    return certificate


def account(certificate: Certificate) -> dict[str, str]:
    """What came of each claim that the templates teach."""
    return {taught.claim: taught.outcome.value for use in certificate.templates for taught in use.claims}


def taught(certificate: Certificate, claim: str) -> Taught:
    return next(one for use in certificate.templates for one in use.claims if one.claim == claim)
