"""Ions as people write them: "[M+2H]2+", "M+Na", "(M+3H)3+", "[2M+H]+", "[M+H-H2O]+", "[M+TFA-H]-", "2+"."""

from __future__ import annotations

import re
import unicodedata

from coaverify.chemistry.ions import GROUPS, Ion, IonError, ion_of

_LONGEST = 60  # characters; what is longer is no ion

# Names beside the groups' own. The acids are meant whole: [M+TFA-H]- gains the acid and loses a proton.
_ALIASES = {
    "HCO2": "HCOO", "CHOO": "HCOO", "CHO2": "HCOO", "FA": "HCOOH", "HCO2H": "HCOOH",
    "OAC": "CH3COO", "ACO": "CH3COO", "CH3CO2": "CH3COO", "HAC": "CH3COOH", "ACOH": "CH3COOH", "HOAC": "CH3COOH",
    "CH3CO2H": "CH3COOH", "CF3CO2": "CF3COO", "TFA": "CF3COOH", "CF3CO2H": "CF3COOH", "ACN": "CH3CN", "MECN": "CH3CN",
}  # fmt: skip
_BY_NAME = {name.upper(): group for name, group in ({group: group for group in GROUPS} | _ALIASES).items()}
_NAMES = "|".join(sorted(_BY_NAME, key=len, reverse=True))
_ION = re.compile(
    rf"(?P<open>[\[(]?)(?P<molecules>\d?)M(?P<changes>(?:[+-]\d{{0,2}}(?:{_NAMES}))+)(?P<close>[\])]?)(?P<charge>.*)"
)
_SHORT = re.compile(r"(?P<molecules>\d?)M(?P<group>H|NA|K|LI|NH4)\+")  # "MH+"
_CHANGE = re.compile(rf"([+-])(\d{{0,2}})({_NAMES})(?=[+-]|$)")
_CHARGE = re.compile(r"(?P<number>\d{1,2})(?P<sign>[+-])|(?P<first>[+-])(?P<second>\d{1,2})|(?P<run>\++|-+)")


def parse_ion(text: str) -> Ion:
    """The ion that a text names, in any usual notation; capitals and blanks do not matter.

    A charge alone is made by protons: "2+" is [M+2H]2+, "1-" is [M-H]-. A charge that is not written follows from
    the parts. Raises IonError, with a sentence, for what is no ion known here and where parts and charge disagree.
    """
    compact = _compact(text)
    if bare := _CHARGE.fullmatch(compact):
        return ion_of(((_signed_charge(bare), "H"),))
    if short := _SHORT.fullmatch(compact):
        return ion_of(((1, _BY_NAME[short["group"]]),), int(short["molecules"] or 1))
    found = _ION.fullmatch(compact)
    if found is None or found["open"] + found["close"] not in ("[]", "()", ""):
        raise _unknown(text)
    stated = _CHARGE.fullmatch(found["charge"]) if found["charge"] else None
    if found["charge"] and stated is None:
        raise _unknown(text)
    changes = [(int(sign + (count or "1")), _BY_NAME[name]) for sign, count, name in _CHANGE.findall(found["changes"])]
    ion = ion_of(_acids_as_anions(changes), int(found["molecules"] or 1))
    if stated and _signed_charge(stated) != ion.charge:
        raise IonError(f"The parts of {text.strip()!r} do not make the charge that it states: {ion.label} would.")
    return ion


def _unknown(text: str) -> IonError:
    return IonError(f"{text.strip()!r} is no ion known here. Write it as [M+2H]2+, M+Na, [2M+H]+ or [M+HCOO]-.")


def _acids_as_anions(changes: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """A whole acid gained and a proton lost is the acid's anion: [M+TFA-H]- is [M+CF3COO]-."""
    plain = list(changes)
    for acid in ("HCOOH", "CH3COOH", "CF3COOH"):
        if (1, acid) in plain and (-1, "H") in plain:
            plain[plain.index((1, acid))] = (1, acid.removesuffix("H"))
            plain.remove((-1, "H"))
    return plain


def _compact(text: str) -> str:
    """Raised digits on the line, one kind of minus, capitals, no blanks."""
    if len(text) > _LONGEST:
        raise IonError(f"An ion is not longer than {_LONGEST} characters.")
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", re.sub("[‐‑‒–—−]", "-", plain)).upper()


def _signed_charge(found: re.Match[str]) -> int:
    sign = found["sign"] or found["first"] or found["run"][0]
    number = found["number"] or found["second"]
    return int(sign + (number or str(len(found["run"]))))
