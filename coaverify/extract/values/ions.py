"""Ion notation: "[M+2H]2+", "(M+H)+", "M+2H", "[M+Na]⁺", "(2+)", "[M-H]-"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-0123456789+-")

_ADDUCTS = {"h": "H", "na": "Na", "k": "K", "nh4": "NH4", "li": "Li"}
_ION = re.compile(
    r"""(?P<open>[\[(]?)\s*(?P<m>[1-9]?M)\s*(?P<sign>[+\-–−])\s*(?P<n>\d{0,2})\s*(?P<adduct>NH4|Na|Li|H|K)(?![a-z])
        (?P<more>(?:\s*[+\-]\s*\d{0,2}\s*(?:NH4|Na|Li|H|K)(?![a-z]))*)
        \s*(?P<close>[\])]?)\s*(?:(?P<charge>\d{0,2})\s*(?P<pole>[+\-–−](?!\d)))?""",
    re.VERBOSE,
)
_SHORT = re.compile(r"(?<![A-Za-z])\(?M(?P<adduct>H|Na|K)\)?\s?\+(?!\d)")  # "MH+"
_BARE_CHARGE = re.compile(
    r"\(\s*(?:z\s*=\s*)?(?P<a>\d)\s*(?P<pole>[+\-])\s*\)|\bz\s*=\s*(?P<b>\d)\b|\(\s*\+\s*(?P<c>\d)\s*\)"
)


_OF_IONS = re.compile(r"\b(?:ESI|MS|m/z|ions?|MALDI)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IonNotation:
    """An ion as printed. `charge` is signed; `start` and `end` are places in the text."""

    adduct: str | None
    charge: int
    start: int
    end: int


def unraise(text: str) -> str:
    """Superscript and subscript digits and signs on the line."""
    return text.translate(_RAISED)


def ions_in(text: str) -> list[IonNotation]:
    """All ions named in a text, in order. Mixed adducts and multimers are left out: they name no form by themselves.

    Positions are those of `unraise(text)`, which has the same length as the text.
    """
    text = unraise(text)
    ions = []
    for match in _ION.finditer(text):
        if match["m"] != "M" or match["more"].strip():
            continue
        count = int(match["n"] or 1)
        negative = match["sign"] != "+"
        stated = int(match["charge"]) if match["charge"] else None
        adduct = _ADDUCTS[match["adduct"].lower()]
        bare = not match["open"] and not match["close"] and match["pole"] is None and not match["n"]
        if bare and adduct != "H" and not _OF_IONS.search(text):
            continue  # "M+K" in running text is no ion without brackets or a charge
        charge = stated if stated is not None and stated == count else count
        end = match.end() if stated in (None, count) else match.end("close")
        ions.append(IonNotation(adduct, -charge if negative else charge, match.start(), end))
    for match in _SHORT.finditer(text):
        ions.append(IonNotation(_ADDUCTS[match["adduct"].lower()], 1, match.start(), match.end()))
    return sorted(ions, key=lambda ion: ion.start)


def bare_charges_in(text: str) -> list[IonNotation]:
    """Charges without an ion: "407.7 (2+)", "z = 2"."""
    found = []
    for match in _BARE_CHARGE.finditer(unraise(text)):
        charge = int(match["a"] or match["b"] or match["c"])
        sign = -1 if match["pole"] == "-" else 1
        found.append(IonNotation(None, sign * charge, match.start(), match.end()))
    return found
