"""The general reading and a template's: which one counts, and what is in doubt.

The general reading comes first. A template fills gaps; where both read a claim and differ, the general reading
stays and is in doubt, so that nothing can pass on it, unless the template says `instead`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coaverify.extract.teaching.reading import doubted
from coaverify.model.certificate import Amount, Certificate, ObservedIon, ObservedMass, PrintedDate
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.template import Rule, Taught, TaughtOutcome, Template, TemplateUse

Found = Reading[Any] | tuple[Reading[Any], ...]

# Where a certificate keeps further readings of a claim
_FURTHER = {
    "lot_number": "lots",
    "product_name": "products",
    "hplc_purity": "further_purities",
    "observed_mass": "further_masses",
}
_CLAIM_OF = {further: claim for claim, further in _FURTHER.items()}
_MAY_COINCIDE = ("laboratory", "vendor", "manufacturer", "client", "method", "instrument")  # one name, two roles


def merged(certificate: Certificate, template: Template, found: Certificate) -> Certificate:
    """The certificate with what a template reads on it (`found`), and the account of what came of each rule."""
    account: list[Taught] = []
    for rule in _rules(template, found):
        mine = getattr(found, rule.claim)
        if not mine:
            account.append(Taught(rule.claim, TaughtOutcome.NOT_FOUND))
            continue
        outcome = _outcome(getattr(certificate, rule.claim), mine, rule)
        account.append(Taught(rule.claim, outcome, _each(mine)[0].evidence))
        certificate = _settled(certificate, rule, outcome, _named(found, template.file))
    use = TemplateUse(template.file, template.sha256, template.issuer, tuple(account), template.ignored)
    return replace(certificate, templates=(*certificate.templates, use))


def _rules(template: Template, found: Certificate) -> list[Rule]:
    """The template's rules; the limit in a taught purity's row, and what the paper prints in place of the other
    kind of observed mass, follow from them."""
    rules = {rule.claim: rule for rule in template.rules}
    if "hplc_purity" in rules and found.purity_specification is not None:
        rules.setdefault("purity_specification", Rule("purity_specification"))
    for claim, other in (("observed_mass", "observed_ions"), ("observed_ions", "observed_mass")):
        if claim in rules and other not in rules and getattr(found, other):
            rules[other] = replace(rules[claim], claim=other)
            if not getattr(found, claim):
                del rules[claim]
    return list(rules.values())


def _outcome(general: Found | None, mine: Found, rule: Rule) -> TaughtOutcome:
    if not general:
        return TaughtOutcome.READ
    if _same(general, mine):
        return TaughtOutcome.CONFIRMED
    by_template = any(reading.template for reading in _each(general))  # two templates, two values: neither is sure
    return TaughtOutcome.INSTEAD if rule.instead and not by_template else TaughtOutcome.CONTRADICTED


def _settled(certificate: Certificate, rule: Rule, outcome: TaughtOutcome, found: Certificate) -> Certificate:
    claim, further = rule.claim, _FURTHER.get(rule.claim)
    general, mine = getattr(certificate, claim), getattr(found, claim)
    change: dict[str, Any] = {}  # keyword arguments of Certificate
    if outcome is TaughtOutcome.CONTRADICTED:
        change[claim] = _doubted(general)
        if further:
            change[further] = _doubted(getattr(certificate, further))
        return replace(certificate, **change)
    if outcome is TaughtOutcome.CONFIRMED:
        return certificate
    if rule.instead:
        certificate = replace(certificate, **_without(certificate, claim, mine))
    elif _other_claims(certificate, claim, mine):
        mine = _doubted(mine)
    change[claim] = mine
    if further:
        stated = getattr(certificate, further)
        kept = tuple(r for r in stated if not (general and _same_value(r.value, general.value)))
        new = _doubted(getattr(found, further)) if mine is not getattr(found, claim) else getattr(found, further)
        change[further] = kept + _each(new)
    return replace(certificate, **change)


# --- the same words, another claim -------------------------------------------------------------


def _other_claims(certificate: Certificate, claim: str, mine: Found) -> Mapping[str, Found]:
    """Fields in which the general mechanism holds the same words for another claim, with the readings meant."""
    others: dict[str, Found] = {}
    for name in certificate.__dataclass_fields__:
        value = getattr(certificate, name)
        if _CLAIM_OF.get(name, name) == claim or {name, claim} <= set(_MAY_COINCIDE):
            continue
        meant = tuple(r for r in _readings_in(value) for own in _each(mine) if _same_words(r, own))
        if meant:
            others[name] = meant
    return others


def _readings_in(value: object) -> tuple[Reading[Any], ...]:
    """The readings of a field of a certificate; () where it holds something else."""
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(one for one in listed if isinstance(one, Reading))


def _without(certificate: Certificate, claim: str, mine: Found) -> dict[str, Any]:
    """What is to be changed for the words to be no other claim."""
    change: dict[str, Any] = {}
    for name, meant in _other_claims(certificate, claim, mine).items():
        value = getattr(certificate, name)
        kept = tuple(reading for reading in _each(value) if reading not in _each(meant))
        change[name] = kept if isinstance(value, tuple) else None
    return change


def _same_words(one: Reading[Any], other: Reading[Any]) -> bool:
    return _same_place(one.evidence, other.evidence) and _figure(one.value) == _figure(other.value) is not None


def _same_place(one: Evidence, other: Evidence) -> bool:
    across, down = one.box.overlap_x(other.box), one.box.overlap_y(other.box)
    return one.page == other.page and across > 0 and down > 0.5 * min(one.box.height, other.box.height)


# --- values ------------------------------------------------------------------------------------


def _same(general: Found, mine: Found) -> bool:
    """Whether two findings of a claim state the same; of ions, whether the general one holds all of the template's."""
    return all(any(_same_value(one.value, other.value) for other in _each(general)) for one in _each(mine))


def _same_value(one: object, other: object) -> bool:
    if isinstance(one, Amount) and isinstance(other, Amount):
        return one.value == other.value and one.comparator is other.comparator
    return _figure(one) == _figure(other)


def _figure(value: object) -> object:
    """What a value states, by which it is compared."""
    match value:
        case Amount():
            return value.value
        case ObservedMass():
            return value.mass.value
        case ObservedIon():
            return value.mz.value
        case PrintedDate():
            return value.iso
        case str():
            return re.sub(r"\s+", " ", value).strip().casefold()
        case _:
            return None


def _each(found: Found | None) -> tuple[Reading[Any], ...]:
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def _doubted(found: Found) -> Found:
    return tuple(doubted(reading) for reading in found) if isinstance(found, tuple) else doubted(found)


def _named(found: Certificate, file: str) -> Certificate:
    """The certificate with the template named in each of its readings."""
    change: dict[str, Any] = {}
    for name in found.__dataclass_fields__:
        value = getattr(found, name)
        if isinstance(value, Reading):
            change[name] = replace(value, template=file)
        elif readings := _readings_in(value):
            change[name] = tuple(replace(one, template=file) for one in readings)
    return replace(found, **change)
