"""Molecular formulas as printed, also with digits set as subscripts of their own."""

from __future__ import annotations

import re

from coaverify.extract.values.ions import unraise

# Elements of peptides, their salts and labels. The whole word must be made of them.
_ELEMENT = r"(?:Cl|Br|Na|Cu|Zn|Fe|Si|Se|Li|Mg|Ca|C|H|N|O|S|P|F|K|I|B)"
_FORMULA = re.compile(rf"(?<![A-Za-z0-9]){_ELEMENT}\s?\d{{0,4}}(?:\s?{_ELEMENT}\s?\d{{0,4}})+(?![A-Za-z0-9])")
_SALT = re.compile(rf"\s?[.·•*x×]\s?(?:\d{{0,2}}|[xn])\s?(?:{_ELEMENT}\d{{0,3}}){{1,5}}(?![A-Za-z0-9])")


def formula_in(text: str) -> str | None:
    """The first molecular formula of a text, without inner spaces; None where there is none.

    A formula has carbon and hydrogen with counts: "C37H51N9O10S", "C₃₇H₅₁N₉O₁₀S", "C 37 H 51 N 9 O 10 S".
    """
    flat = unraise(text)
    for match in _FORMULA.finditer(flat):
        compact = re.sub(r"\s", "", match[0])
        if re.match(r"C\d+H\d+", compact) and len(compact) >= 6:
            end = match.end()
            salt = _SALT.match(flat, end)
            return compact + (re.sub(r"\s", "", salt[0]) if salt else "")
    return None
