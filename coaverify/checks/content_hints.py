"""What merely looks odd about a stated peptide content: a copied purity, a share that the named salt does not leave."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaverify.checks.base import evidence_of
from coaverify.checks.case import Case
from coaverify.model.certificate import Certificate, Comparator, Number
from coaverify.model.finding import Hint, Level

SLACK = 2.0  # percent that a content may lie above what the salt leaves
DRY = 98.0  # percent: a salt leaves less
RESIDUAL_TFA = 0.25  # percent in an acetate: the limit that makers release by


@dataclass(frozen=True, slots=True)
class _Salt:
    name: str
    acid: float  # g/mol of the acid that one basic site binds, IUPAC weights
    words: re.Pattern[str]


# CF3COOH 114.023, CH3COOH 60.052, HCl 36.458: conventional atomic weights (CIAAW)
_SALTS = (
    _Salt("trifluoroacetate", 114.023, re.compile(r"\btfa\b|trifluor|三氟|トリフルオロ|трифтор", re.I)),
    _Salt("acetate", 60.052, re.compile(r"\b(?:acetate?|acétate|acetato)\b|醋酸|酢酸|ацетат", re.I)),
    _Salt("hydrochloride", 36.458, re.compile(r"\bhcl\b|hydrochlorid|chlorhydrat|clorhidrat|盐酸|塩酸", re.I)),
)
_BASIC, _ACIDIC = "KRHO", "DE"


def hints_on_content(case: Case) -> tuple[Hint, ...]:
    """Hints on the net peptide content; the certificate must state one."""
    certificate = case.certificate
    content = certificate.net_peptide_content
    if content is None:
        return ()
    hints = [*_copied(content, certificate.hplc_purity), *_beyond_salt(case, content), *_residual(certificate)]
    return tuple(hints)


def salt_of(certificate: Certificate) -> _Salt | None:
    """The salt that the paper names, in a field of its own or behind the product's name."""
    for reading in (certificate.salt, certificate.product_name):
        if reading is not None:
            for salt in _SALTS:  # "trifluoroacetate" holds "acetate" only as a part of a word
                if salt.words.search(reading.value):
                    return salt
    return None


def _copied(content: Number, purity: Number | None) -> list[Hint]:
    if purity is None or purity.value.comparator is not Comparator.EQUAL or not content.value.decimals:
        return []
    if content.value.value != purity.value.value or content.value.comparator is not Comparator.EQUAL:
        return []
    message = (
        f"The net peptide content, {content.value.value} %, is the HPLC purity to the last decimal. They are "
        "different quantities: one is a share of the powder, the other of what absorbs light."
    )
    return [Hint(Level.WARN, "content-is-purity", message, evidence_of(content, purity))]


def _beyond_salt(case: Case, content: Number) -> list[Hint]:
    salt, value = salt_of(case.certificate), float(content.value.value)
    if salt is None:
        return []
    most = _most(case, salt)
    if most is not None and value - content.value.half_digit > most + SLACK:
        message = (
            f"A {salt.name} of {case.claimed.name} holds at most {most:.1f} % peptide when dry, by its basic "
            "and acidic "
            f"groups; stated are {content.value.value} %."
        )
    elif most is None and value >= DRY:
        message = f"A {salt.name} with {content.value.value} % peptide leaves no room for its salt and water."
    else:
        return []
    return [Hint(Level.WARN, "content-above-salt", message, evidence_of(content, case.certificate.salt))]


def _most(case: Case, salt: _Salt) -> float | None:
    """The content that the fewest counter-ions leave, percent; None where the chain is not known.

    A base that no acid of the chain neutralises has to bind one from outside.
    """
    sequence, masses = case.claimed.sequence, case.claimed.masses
    if sequence is None or masses is None:
        return None
    chain = sequence.one_letter.upper()
    basic = sum(chain.count(letter) for letter in _BASIC) + (not sequence.form.acetyl and sequence.front is None)
    acidic = sum(chain.count(letter) for letter in _ACIDIC) + (not sequence.form.amidated and sequence.back is None)
    sites = max(0, basic - acidic)
    return 100.0 * masses.average / (masses.average + sites * salt.acid)


def _residual(certificate: Certificate) -> list[Hint]:
    tfa, salt = certificate.tfa_content, salt_of(certificate)
    if tfa is None or salt is None or salt.name != "acetate" or float(tfa.value.value) <= RESIDUAL_TFA:
        return []
    message = f"{tfa.value.value} % TFA remain in an acetate; makers release up to {RESIDUAL_TFA} %."
    return [Hint(Level.INFO, "tfa-in-acetate", message, evidence_of(tfa))]
