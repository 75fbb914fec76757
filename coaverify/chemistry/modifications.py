"""What may lie behind the difference between a found mass and the computed one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.chemistry.changes import KNOWN_CHANGES, Change, Kind, Needs
from coaverify.chemistry.formulas import Formula
from coaverify.chemistry.ions import carrier_mass
from coaverify.chemistry.masses import average_mass, masses_of, monoisotopic_mass
from coaverify.chemistry.sequences import Sequence

__all__ = ["KNOWN_CHANGES", "Change", "Explanation", "Kind", "Needs", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to read a difference.

    name: stable short name, the Change's own where there is one.  times: how often it is counted.
    delta: Da, what it would shift the mass by.  residual: Da, the difference it leaves unexplained
    (found less explained).  message: wording for the reader.
    """

    name: str
    kind: Kind
    times: int
    delta: float
    residual: float
    message: str


def explain(delta_da: float, tolerance: float, sequence: Sequence, *, average: bool = False) -> list[Explanation]:
    """Every known reading of `delta_da` (found less computed, Da) within `tolerance` (Da), the closest first.

    `sequence` is the molecule that was computed: only what it can undergo is offered. With `average`
    both masses are averages (printed molecular weights), else monoisotopic. An empty list means that
    nothing known explains the difference; a difference within the tolerance of zero needs no reading
    and gives an empty list, too. Masses from NIST, as everywhere.
    """
    if abs(delta_da) <= tolerance:
        return []
    found = [
        Explanation(name, kind, times, shift, delta_da - shift, message)
        for name, kind, times, shift, message in _shifts(sequence, average)
        if abs(delta_da - shift) <= tolerance
    ]
    # sorted() is stable: readings that fit equally well keep the order of the tables
    return sorted(found, key=lambda one: (round(abs(one.residual), 4), one.times))


_Shift = tuple[str, Kind, int, float, str]


def _shifts(sequence: Sequence, average: bool) -> Iterator[_Shift]:
    yield from _readings(sequence, average)
    weigh = average_mass if average else monoisotopic_mass
    for change in KNOWN_CHANGES:
        if not is_possible(change, sequence):
            continue
        for times in range(1, change.most + 1):
            message = change.message if times == 1 else f"{change.message}, {times} times"
            yield change.name, change.kind, times, times * weigh(change.delta), message
    for name, formula, message in chain_changes(sequence):
        yield name, Kind.CHAIN, 1, weigh(formula), message


def _readings(sequence: Sequence, average: bool) -> Iterator[_Shift]:
    """The same molecule, its mass of another kind than it was taken for."""
    masses = masses_of(sequence)
    gap = masses.average - masses.monoisotopic
    if average:
        yield "monoisotopic", Kind.READING, 1, -gap, "the monoisotopic mass instead of the average one"
    else:
        yield "average", Kind.READING, 1, gap, "the average mass instead of the monoisotopic one"
    proton = carrier_mass("H")
    yield "protonated", Kind.READING, 1, proton, "the ion [M+H]+ instead of the neutral molecule"
    yield "neutral", Kind.READING, 1, -proton, "the neutral molecule instead of the ion [M+H]+"


def is_possible(change: Change, sequence: Sequence) -> bool:
    """Whether the molecule can undergo the change: by its residues and its ends."""
    held = sum(residue.letter in change.residues for residue in sequence.residues)
    if change.residues and held < (2 if change.pairs else 1):
        return False
    form = sequence.form
    if change.name == "acetylated-amide" and form.amidated:
        return False
    if change.name == "plain-for-acetylated-amide" and not form.amidated:
        return False
    return {
        Needs.NOTHING: True,
        Needs.FREE_N: not form.acetyl,
        Needs.ACETYL: form.acetyl,
        Needs.FREE_C: not form.amidated,
        Needs.AMIDE: form.amidated,
    }[change.needs]


def chain_changes(sequence: Sequence) -> Iterator[tuple[str, Formula, str]]:
    """A residue left out or coupled twice, and chains that end too early at either end: name, difference, wording."""
    nothing = Formula({})
    for residue in dict.fromkeys(sequence.residues):
        if len(sequence.residues) > 1:
            yield f"deletion-{residue.code}", nothing - residue.formula, f"{residue.code} is missing"
        yield f"doubling-{residue.code}", residue.formula, f"{residue.code} stands twice"
    lost = nothing
    for number, residue in enumerate(sequence.residues[:-1], start=1):
        lost -= residue.formula
        if number > 1:
            codes = "-".join(r.code for r in sequence.residues[:number])
            yield f"truncation-{number}", lost, f"the first {number} residues are missing ({codes})"
    lost = nothing
    for number, residue in enumerate(reversed(sequence.residues[1:]), start=1):
        lost -= residue.formula
        if number > 1:
            codes = "-".join(r.code for r in sequence.residues[-number:])
            yield f"shortened-{number}", lost, f"the last {number} residues are missing ({codes})"
