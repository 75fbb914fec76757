"""Bonds within a chain that close a ring: what each costs in atoms, and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.chemistry.residues import Residue


class Ring(StrEnum):
    """What sort of bond closes the ring."""

    DISULFIDE = "disulfide"
    LACTAM = "lactam"  # an amide between two side chains
    THIOETHER = "thioether"  # carbon for one of the two sulfurs of a disulfide
    HEAD_TO_TAIL = "head-to-tail"


LOST: Mapping[Ring, Formula] = MappingProxyType(
    {
        Ring.DISULFIDE: parse_formula("H2"),
        Ring.LACTAM: parse_formula("H2O"),
        Ring.THIOETHER: parse_formula("H2"),
        Ring.HEAD_TO_TAIL: parse_formula("H2O"),
    }
)
# ProForma 2.0 writes a bond once, at its first residue, and points to it from the second. MOD:00034 is PSI-MOD's
# cross-linked L-cystine; the others have no entry that fits both residues.
TAGS: Mapping[Ring, str] = MappingProxyType(
    {
        Ring.DISULFIDE: "MOD:00034",
        Ring.LACTAM: "Formula:H-2O-1|INFO:lactam",
        Ring.THIOETHER: "Formula:H-2|INFO:thioether",
        Ring.HEAD_TO_TAIL: "Formula:H-2O-1|INFO:head-to-tail",
    }
)
_THIOLS = frozenset(["Cys", "Pen", "Mpa", "hCys"])
_AMINES = frozenset(["Lys", "Orn", "Dab", "Dap"])
_ACIDS = frozenset(["Asp", "Glu"])


@dataclass(frozen=True, order=True, slots=True)
class Bridge:
    """A bond between two residues, counted from 1 at the N-terminus."""

    first: int
    second: int
    ring: Ring = Ring.DISULFIDE


def placed(bridges: Sequence[Bridge], residues: tuple[Residue, ...]) -> tuple[Bridge, ...]:
    """The bridges in order. Raises SequenceError for one that these residues cannot form."""
    taken: set[int] = set()
    for bridge in bridges:
        both = (bridge.first, bridge.second)
        if not 1 <= bridge.first < bridge.second <= len(residues):
            raise SequenceError(f"A bond between residues {both[0]} and {both[1]} is none of this chain.")
        if bridge.ring is not Ring.HEAD_TO_TAIL:
            if taken.intersection(both):
                raise SequenceError(f"Residue {both[0]} or {both[1]} cannot be part of two bridges.")
            taken.update(both)
        _can_bond(bridge, residues[bridge.first - 1], residues[bridge.second - 1])
    return tuple(sorted(bridges))


def _can_bond(bridge: Bridge, one: Residue, other: Residue) -> None:
    pair = {one.code, other.code}
    able = {
        Ring.DISULFIDE: pair <= _THIOLS,
        Ring.LACTAM: bool(pair & _AMINES) and bool(pair & _ACIDS),
        Ring.THIOETHER: "Bua" in pair and bool(pair & _THIOLS),
        Ring.HEAD_TO_TAIL: not (one.closed_front or other.closed_back),
    }[bridge.ring]
    if not able or (bridge.ring is not Ring.HEAD_TO_TAIL and (one.group or other.group)):
        where = f"{one.code}{bridge.first} and {other.code}{bridge.second}"
        raise SequenceError(f"{where} cannot form a {bridge.ring} bond; is the numbering that of the printed chain?")


def inferred(first: int, second: int, residues: tuple[Residue, ...]) -> Bridge:
    """The bond that "c[Cys-...-Cys]" means: what the side chains at both ends of the bracket can form."""
    pair = {residues[first - 1].code, residues[second - 1].code}
    if pair <= _THIOLS:
        return Bridge(first, second, Ring.DISULFIDE)
    if pair & _AMINES and pair & _ACIDS:
        return Bridge(first, second, Ring.LACTAM)
    raise SequenceError(f"Which bond closes the ring between residues {first} and {second} is not clear.")


# --- as printed ------------------------------------------------------------------------------------

_WORD = r"disul(?:f|ph)ide|(?<![A-Za-z])S\s?-\s?S(?![A-Za-z])|lactam|(?<![A-Za-z])cyclic"
_BRACKET = re.compile(rf"\s*[(\[](?![^()\[\]]*(?:#|INFO:))([^()\[\]]*(?:{_WORD})[^()\[\]]*)[)\]]", re.I)
_LOOSE = re.compile(rf"[\s,;]+((?:(?:Cys|C)\s?\d+\s?-\s?(?:Cys|C)\s?\d+[\s,;]+)*(?:{_WORD}).*)$", re.I)
_PAIR = re.compile(
    r"(?<![A-Za-z\d])([A-Za-z]{1,3})?\s?(\d{1,3})\s*(?:-|&|/|~|to|and)\s*([A-Za-z]{1,3})?\s?(\d{1,3})(?!\d)", re.I
)
_IDLE = re.compile(
    rf"{_WORD}|bridges?|bonds?|bonded|bridged|linkages?|linked|between|and|form|side\s?-?chain|ring|pattern|intramolecular"
    r"|residues?|positions?|[\s:,;.&+-]",
    re.I,
)


def remarks_on_rings(text: str) -> tuple[str, list[str]]:
    """(the text without them, what is said of bridges beside the chain)."""
    said = [found[1] for found in _BRACKET.finditer(text)]
    rest = _BRACKET.sub("", text)
    if loose := _LOOSE.search(rest):
        said.append(loose[1])
        rest = rest[: loose.start()]
    return rest.strip(), said


def bridges_said(remarks: list[str], residues: tuple[Residue, ...]) -> tuple[Bridge, ...]:
    """The bridges that remarks such as "Disulfide bridge: Cys1-Cys6" speak of.

    Without numbers a chain with exactly two thiols leaves no choice. Raises SequenceError for what is not clear.
    """
    found: list[Bridge] = []
    for remark in remarks:
        ring = Ring.LACTAM if re.search("lactam", remark, re.I) else Ring.DISULFIDE
        numbers = re.sub(_WORD, " ", remark, flags=re.I)
        pairs = list(_PAIR.finditer(numbers))
        rest = _IDLE.sub("", _PAIR.sub(" ", numbers))
        if rest or ("cyclic" in remark.casefold() and not pairs):
            raise SequenceError(f"The remark {remark!r} on bridges is not understood.")
        found += [_paired(pair, ring, residues) for pair in pairs] or [_only_choice(remark, ring, residues)]
    return placed(found, residues)


def _paired(pair: re.Match[str], ring: Ring, residues: tuple[Residue, ...]) -> Bridge:
    for code, number in ((pair[1], pair[2]), (pair[3], pair[4])):
        place = int(number)
        if not 1 <= place <= len(residues):
            raise SequenceError(f"{pair[0].strip()!r}: the chain has no residue {place}.")
        residue = residues[place - 1]
        if code and code.casefold() not in (residue.letter.casefold(), residue.code.casefold()):
            raise SequenceError(f"{pair[0].strip()!r}: residue {place} of the printed chain is {residue.code}.")
    first, second = sorted((int(pair[2]), int(pair[4])))
    return Bridge(first, second, ring)


def _only_choice(remark: str, ring: Ring, residues: tuple[Residue, ...]) -> Bridge:
    thiols = [place for place, residue in enumerate(residues, start=1) if residue.code in _THIOLS and not residue.group]
    if ring is Ring.DISULFIDE and len(thiols) == 2:
        return Bridge(thiols[0], thiols[1])
    raise SequenceError(f"The remark {remark!r} does not say which residues it joins.")


_NUMBERED = re.compile(r"(?<=[A-Za-z])\((\d{1,2})\)")
_HANDED = re.compile(r"(?<![A-Za-z])([DL])-(?=[A-Z])")  # "D-Phe" is one residue


def numbered_ends(chain: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(the chain without them, the pairs of places) of "Cys(1)-Tyr-...-Cys(1)": equal numbers are joined.

    Raises SequenceError for a number that does not stand at two residues.
    """
    if not _NUMBERED.search(chain):
        return chain, ()
    places: dict[str, list[int]] = {}
    for place, residue in enumerate(_HANDED.sub(r"\1", chain).split("-"), start=1):
        for number in _NUMBERED.findall(residue):
            places.setdefault(number, []).append(place)
    lone = [number for number, where in places.items() if len(where) != 2]
    if lone:
        raise SequenceError(f"In {chain!r} the number ({lone[0]}) does not join two residues.")
    return _NUMBERED.sub("", chain), tuple((first, second) for first, second in places.values())
