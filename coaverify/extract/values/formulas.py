"""Molecular formulas as printed, also with digits set as subscripts of their own."""

from __future__ import annotations

import re

from coaverify.extract.values.ions import unraise

# Elements of peptides, their salts and labels. The whole word must be made of them.
_ELEMENT = r"(?:Cl|Br|Na|Cu|Zn|Fe|Si|Se|Li|Mg|Ca|C|H|N|O|S|P|F|K|I|B)"
_FORMULA = re.compile(rf"(?<![A-Za-z0-9]){_ELEMENT}\s?\d{{0,5}}(?:\s?{_ELEMENT}\s?\d{{0,5}})+(?![A-Za-z0-9])")
_SALT = re.compile(rf"\s?[.·•*x×]\s?(?:\d{{0,2}}|[xn])\s?(?:{_ELEMENT}\d{{0,3}}){{1,5}}(?![A-Za-z0-9])")


def formula_in(text: str) -> str | None:
    """The first molecular formula of a text, without inner spaces; None where there is none.

    A formula has carbon and hydrogen with counts: "C37H51N9O10S", "C₃₇H₅₁N₉O₁₀S", "C 37 H 51 N 9 O 10 S".
    """
    flat = unraise(text)
    for match in _FORMULA.finditer(flat):
        compact = re.sub(r"\s", "", match[0])
        if re.match(r"C\d+H\d+", compact) and len(compact) >= 6:
            compact = _with_oxygen(compact)
            end = match.end()
            salt = _SALT.match(flat, end)
            return compact + (re.sub(r"\s", "", salt[0]) if salt else "")
    return None


def _with_oxygen(formula: str) -> str:
    """The formula with an O that was read as a zero put right: "C37H51N9010S" is C37H51N9O10S.

    Every peptide has oxygen, and none that is synthesised has hundreds of nitrogens: where no O stands and the count
    of N falls apart at one zero only, that zero is the O. Anything else stays as it was read.
    """
    if re.search(r"O(?![a-z])", formula):
        return re.sub(r"O([1-9])O(?=[A-Z]|$)", r"O\g<1>0", formula)
    count = re.search(r"N(\d{3,5})", formula)
    if count is None:
        return formula
    digits = count[1]
    parts = [(digits[:at], digits[at + 1 :]) for at, digit in enumerate(digits) if digit == "0" and at]
    whole = [(n, o) for n, o in parts if len(n) <= 2 and len(o) <= 2 and not o.startswith("0")]
    if len(whole) != 1:
        return formula
    nitrogen, oxygen = whole[0]
    return f"{formula[: count.start()]}N{nitrogen}O{oxygen}{formula[count.end() :]}"
