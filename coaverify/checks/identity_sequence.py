"""identity.sequence: the printed sequence and its ends are those of the claimed form."""

from __future__ import annotations

import re

from coaverify.checks.base import Answer, Check, doubtful, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.chemistry.sequences import Sequence, SequenceError, parse_sequence
from coaverify.model.form import Form

_FREE_N = re.compile(r"^\s*\(?H\)?\s*[-–‐]", re.IGNORECASE)
_FREE_C = re.compile(r"[-–‐(]\s*(?:OH|COOH|acid)\)?\s*$", re.IGNORECASE)


def _run(case: Case) -> Answer:
    reading = case.certificate.sequence
    if reading is None:
        return Answer("not-stated", "No sequence is printed.")
    claimed = case.claimed
    if claimed.sequence is None or claimed.entry is None:
        why = claimed.why or "The reference does not know this sequence; the masses were computed from it."
        return Answer("nothing-to-compare", why, evidence_of(reading), claimed=reading.value)
    try:
        printed = parse_sequence(reading.value)
    except SequenceError as error:
        return Answer("not-a-sequence", str(error), evidence_of(reading), claimed=reading.value)
    expected = claimed.sequence.proforma
    code, message = _compare(reading.value, printed, claimed.sequence, claimed.form)
    if code in ("sequence-differs", "ends-differ") and not claimed.trusted:
        code = "low-confidence-reference"
    elif doubtful([reading]):
        code = "read-with-doubt"
    return Answer(code, message, evidence_of(reading), claimed=reading.value, expected=expected)


def _compare(text: str, printed: Sequence, expected: Sequence, form: Form | None) -> tuple[str, str]:
    if printed.is_bare_print_of(expected):
        return (
            "groups-not-printed",
            f"The residues agree; what else the molecule carries is not printed: it is {expected.three_letter}.",
        )
    if printed.chain != expected.chain or (printed.bridges and printed.bridges != expected.bridges):
        message = f"Printed is {_shown(printed, expected)}, the reference has {_shown(expected, printed)}."
        if sorted(printed.one_letter) == sorted(expected.one_letter):
            message += " The same residues in another order: no mass can tell the two apart."
        return "sequence-differs", message
    if form is None:
        return "ends-open", "The residues agree; the name leaves the ends of the chain open."
    contradictions = []
    if printed.form.acetyl != form.acetyl and (printed.form.acetyl or _FREE_N.search(text)):
        contradictions.append("the N-terminus is " + ("acetylated" if printed.form.acetyl else "free"))
    if printed.form.amidated != form.amidated and (printed.form.amidated or _FREE_C.search(text)):
        contradictions.append("the C-terminus is an " + ("amide" if printed.form.amidated else "acid"))
    if contradictions:
        return (
            "ends-differ",
            f"In the printed sequence {' and '.join(contradictions)}; the claimed form is {form.value}.",
        )
    if printed.form is not form:
        return (
            "ends-not-printed",
            f"The residues agree; the ends of the claimed form ({form.value}) are not printed.",
        )
    return "sequence-agrees", f"{printed.proforma} is the sequence of the claimed form."


def _shown(sequence: Sequence, other: Sequence) -> str:
    """The chain in letters, or in full where letters do not show what is different."""
    return sequence.one_letter if sequence.one_letter != other.one_letter else sequence.three_letter


CHECK = Check(
    id="identity.sequence",
    title="The printed sequence is that of the claimed peptide and form",
    rationale=(
        "The sequence is the peptide. It is read in one-letter and three-letter notation with its ends, and compared "
        "residue by residue with the reference, and its ends with the claimed form. Residues in another "
        "order have the same "
        "mass, so no spectrum would show the difference: the printed sequence is the only place where it can be seen."
    ),
    concerns=(
        "The residues or the ends that are printed make another molecule than the name. No mass tells an "
        "exchanged order of residues from the right one."
    ),
    ask="Ask for the sequence with both ends as it was ordered from the maker.",
    sources=("ProForma 2.0 (HUPO-PSI)", "IUPAC-IUB symbols for amino acids"),
    codes={
        "sequence-agrees": passes("Residues and ends agree."),
        "ends-not-printed": passes("The residues agree; the ends are not printed."),
        "ends-open": open_("The residues agree; the name leaves the ends open."),
        "groups-not-printed": open_("The residues agree; groups on them that belong to the peptide are not printed."),
        "sequence-differs": fails("The printed residues are not those of the claimed peptide."),
        "ends-differ": fails("The printed ends contradict the claimed form."),
        "not-a-sequence": open_("What is printed cannot be read as a sequence."),
        "low-confidence-reference": open_("The reference entry is not certain enough to judge by."),
        "read-with-doubt": open_("The sequence was read with doubt."),
        "nothing-to-compare": open_("The reference has nothing to compare the sequence with."),
        "not-stated": not_applicable("No sequence is printed."),
    },
    function=_run,
)
