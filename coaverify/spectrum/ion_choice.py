"""Which ions are tried and shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.chemistry.ion_notation import parse_ion
from coaverify.chemistry.ions import GROUPS, MOST_CHARGES, NEGATIVE_IONS, POSITIVE_IONS, Ion, IonError, ion_with

_SALTS = ("Na", "K", "NH4", "+HCOO", "+CH3COO", "+CF3COO")  # what every eluent and glass brings
_RANGE = re.compile(r"\s*(\d)\s*(?:(?:-|–|\.\.)\s*(\d))?\s*")


def charges(text: str) -> tuple[int, ...]:
    """The numbers of charges that a text such as "2", "1-4", "1..8" or "1,3" names. Raises IonError."""
    found: set[int] = set()
    for part in text.split(","):
        read = _RANGE.fullmatch(part)
        first, last = (int(read[1]), int(read[2] or read[1])) if read else (0, 0)
        if not 1 <= first <= last <= MOST_CHARGES:
            raise IonError(f"{text!r} names no charges; write 2, 1-4 or 1..8 ({MOST_CHARGES} at most).")
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def ions_for(
    numbers: Sequence[int] = (), adducts: Sequence[str] = (), *, negative: bool = False, every: bool = False
) -> tuple[Ion, ...]:
    """The ions of these numbers of charges and adducts; all that are known with `every`; else the everyday ones.

    An adduct is a group ("Na", "HCOO") or a whole ion ("[M+2Na-H]+"). Raises IonError.
    """
    known = NEGATIVE_IONS if negative else POSITIVE_IONS
    sign = -1 if negative else 1
    if every:
        return tuple(ion for ion in known if not numbers or abs(ion.charge) in numbers)
    if adducts:
        found = [ion for adduct in adducts for ion in _with(adduct, [sign * number for number in numbers or (1,)])]
        return tuple(dict.fromkeys(found))
    if numbers:
        return tuple(Ion("H", sign * number) for number in numbers)
    single = [ion for ion in known if ion.molecules == 1]
    return tuple(ion for ion in single if ion.adduct == "H" or (ion.adduct in _SALTS and abs(ion.charge) == 1))


def _with(adduct: str, charged: Sequence[int]) -> list[Ion]:
    by_name = {group.upper(): group for group in GROUPS}
    bare = adduct.strip().removesuffix("+").removesuffix("-").upper()
    if bare in by_name:
        return [ion_with(by_name[bare], charge) for charge in charged]
    return [parse_ion(adduct)]
