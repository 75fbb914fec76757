"""Printed masses and m/z values with the ion, the unit and the word "calc." that stand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from coaverify.extract.values.ions import IonNotation, bare_charges_in, ions_in, unraise
from coaverify.extract.values.numbers import Found, normalise, numbers_in, other_reading
from coaverify.model.certificate import Amount, Comparator, MassKind

LOWEST, HIGHEST = Decimal(80), Decimal(60000)  # Da or m/z: what a peptide's mass or ion can be

_A_MOLE = r"g\s?(?:/\s?|[·.⋅∙•*×\s]\s?)mol(?:\s?\^?\s?[-−–]\s?1)?(?![a-z])"  # raised signs stand on the line here
_UNIT = re.compile(rf"\s*\(?(?P<unit>{_A_MOLE}|k?da(?:lton)?s?\b|amu\b|u\b|m/z\b|m\.u\.)", re.IGNORECASE)
_WRONG_UNIT = re.compile(
    rf"\s*(?:%|mg|µg|ug|(?!{_A_MOLE})g\b|ml|µl|ul|nm\b|min\b|mm\b|µm|um\b|°|k?v\b|ppm|eu\b|iu\b|h\b|hours|days|mau|psi|bar|rpm|vials?)",
    re.IGNORECASE,
)
_THEORY = re.compile(
    r"(?<![a-zäöü])(?:calc(?:ulated|d)?\b|theor(?:y|etical)?\b|expected|exact mass|requires?|"
    r"ber(?:echnet)?\b|erwartet|theoretisch\w*|理论\w*|理論\w*|计算\w*|計算\w*|расч\w*|теор\w*|выч\w*|"
    r"théor\w*|teóric[ao]|calculée?|calculad[ao]|attendue?|esperad[ao])[\s.:,=]*(?:(?:for|value|mass|mw|m\.w\.|m/z|of|is|was|wert)[\s.:,=]*)*$",
    re.IGNORECASE,
)
_BEFORE_ION = re.compile(
    r"^[\s:=,;(]*(?:(?:m/z|at|is|was|of|calc\w*|theor\w*|expected|found|obs\w*|measured|ber|gef)\b[\s:=.,]*){0,3}$",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(
    r"^[\s(,:]*(?:m/z|da|amu|u)?[\s(,:=]*"
    r"(?:for|as|(?:corresponding|corresponds|assigned|attributed|belonging) to|consistent with)?\s*(?:the)?\s*$",
    re.IGNORECASE,
)
_FOUND_BEHIND = re.compile(r";\s*(?:obs|found|measured|exp)[a-z]*\.?[\s:=]*$", re.IGNORECASE)
_OPENED = re.compile(r"\d\s*\(\s*$")
_TAKEN_AWAY = re.compile(r"\s*[-−–+]\s*[A-Z][A-Za-z0-9+²⁺°]{0,8}\s*\)")
_AVERAGE = re.compile(r"\baverage\b|\bavg\b|deconvol", re.IGNORECASE)
_MONOISOTOPIC = re.compile(r"mono-?isotopic|\bmono\b|exact", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MassItem:
    """One number of a text about masses."""

    amount: Amount
    ion: IonNotation | None
    theory: bool
    kind: MassKind
    start: int
    end: int

    @property
    def is_mz(self) -> bool:
        return self.ion is not None or self.amount.unit == "m/z"


def masses_in(text: str) -> list[MassItem]:
    """Every number of a text that can be a mass (Da) or an m/z, with the ion printed beside it."""
    text = unraise(normalise(text))
    ions = [*ions_in(text), *bare_charges_in(text)]
    read = [_as_mass(found, text) for found in numbers_in(text)]
    numbers = [found for found in read if _may_be_mass(found, text, ions)]
    items = []
    for position, number in enumerate(numbers):
        after = numbers[position + 1].start if position + 1 < len(numbers) else len(text)
        before = numbers[position - 1].end if position else 0
        unit = _UNIT.match(text, number.end)
        name = re.sub(r"\s", "", unit["unit"]) if unit else ""
        name = "g/mol" if "mol" in name.lower() else name
        if not name and re.search(r"m\s*/\s*z[\s:=]*$", text[max(0, number.start - 6) : number.start], re.IGNORECASE):
            name = "m/z"
        items.append(
            MassItem(
                replace(number.amount, unit="m/z" if name.lower() == "m/z" else name),
                _ion_of(number, text, ions, before, after),
                bool(_THEORY.search(text[max(0, number.start - 40) : number.start])),
                _kind(text[before : number.start]),
                number.start,
                unit.end() if unit else number.end,
            )
        )
    return _shared_ions(items, text)


def _shared_ions(items: list[MassItem], text: str) -> list[MassItem]:
    """ "794.5 [M+H]+ (calc. 794.4)" and "[M+H]+ calc. 794.4, found 794.5" name the ion once for both numbers."""
    shared: list[MassItem] = []
    for item in items:
        last = shared[-1] if shared else None
        alone = item.ion is None and item.amount.unit in ("", "m/z")
        if last is not None and alone and _shares_ion(last, item, text):
            item = replace(item, ion=last.ion, amount=replace(item.amount, unit="m/z"))
        shared.append(item)
    return shared


def _as_mass(found: Found, text: str) -> Found:
    """ "856,364" is no mass with a grouping sign, nor "1,419" one without: of two readings the one that can be a mass.

    (There is at most one: the other is a thousand times as much or as little.)
    """
    printed = text[found.start : found.end]
    if LOWEST <= found.amount.value <= HIGHEST or ("," not in printed and found.amount.value < LOWEST):
        return found
    other = other_reading(printed)
    return replace(found, amount=replace(found.amount, value=other)) if other is not None else found


def _may_be_mass(found: Found, text: str, ions: list[IonNotation]) -> bool:
    if any(ion.start <= found.start < ion.end for ion in ions):
        return False
    if not LOWEST <= found.amount.value <= HIGHEST or found.is_range:
        return False
    if found.amount.comparator not in (Comparator.EQUAL, Comparator.ABOUT):
        return False
    return not _WRONG_UNIT.match(text, found.end) and not _is_reckoning(found, text)


def _is_reckoning(found: Found, text: str) -> bool:
    """Whether a number is part of an explanation of the one before: "340.25 (401.91-Cu²⁺) Da"."""
    return bool(_OPENED.search(text[: found.start]) and _TAKEN_AWAY.match(text, found.end))


def _ion_of(number: Found, text: str, ions: list[IonNotation], before: int, after: int) -> IonNotation | None:
    """The ion that belongs to a number: a charge in brackets behind it, else the ion on the side on which
    the text keeps its ions."""
    behind = next((ion for ion in ions if number.end <= ion.start <= after and _behind(text, number, ion)), None)
    ahead = next(
        (ion for ion in reversed(ions) if before <= ion.end <= number.start and _ahead(text, number, ion)), None
    )
    if behind is not None and (behind.adduct is None or ahead is None):
        return behind if behind.adduct is None or not _ions_first(text, ions) else None
    if behind is not None and ahead is not None:
        return ahead if _ions_first(text, ions) else behind
    return ahead


def _behind(text: str, number: Found, ion: IonNotation) -> bool:
    return bool(_AFTER_NUMBER.match(text[number.end : ion.start]))


def _ahead(text: str, number: Found, ion: IonNotation) -> bool:
    return bool(_BEFORE_ION.match(text[ion.end : number.start]))


def _ions_first(text: str, ions: list[IonNotation]) -> bool:
    """Whether a text names its ions before their numbers: "[M+H]+ 814.4, [M+2H]2+ 407.7"."""
    first = min((ion.start for ion in ions if ion.adduct is not None), default=len(text))
    number = re.search(r"\d{2,}[.,]?\d*", text)
    while number is not None and any(ion.start <= number.start() < ion.end for ion in ions):
        number = re.compile(r"\d{2,}[.,]?\d*").search(text, number.end())
    return number is None or first < number.start()


def _kind(context: str) -> MassKind:
    if _AVERAGE.search(context):
        return MassKind.AVERAGE
    return MassKind.MONOISOTOPIC if _MONOISOTOPIC.search(context) else MassKind.UNSTATED


def _shares_ion(last: MassItem, item: MassItem, text: str) -> bool:
    """A theoretical and a found figure in one sentence, not far apart, the first with its ion."""
    between = text[last.end : item.start].replace("calc. ", "")
    near = last.is_mz and last.theory != item.theory and len(between) < 40
    return near and not re.search(r"[.;]\s", _FOUND_BEHIND.sub("", between))
