"""identity.agreement: name, sequence, formula, masses, CAS number and observed values speak of one molecule."""

from __future__ import annotations

from collections.abc import Iterable

from coaverify.checks.base import Answer, Check, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.statements import Molecule, Statement, claimed_molecule, molecules, statements

FEWEST = 3  # statements: of two that differ, neither is the odd one
NAMED = 3  # molecules that a message names


def _run(case: Case) -> Answer:
    said = list(statements(case))
    evidence = tuple(one.evidence for one in said)
    if len(said) < FEWEST:
        return Answer("too-few", f"{_listed(said) or 'nothing'} alone does not let one statement be held against two.")
    claimed = claimed_molecule(case)
    if claimed is not None and all(one.means(claimed) for one in said):
        return _answer(case, "statements-agree", f"{_listed(said)} all mean {claimed.name}.", said)
    best = _best(case, said)
    if not best:
        return Answer("none-fits", f"{_listed(said)} fit no molecule of the reference together.", evidence)
    meant = [one for one in said if one.means(best[0])]
    names = " or ".join(one.name for one in best[:NAMED])
    odd = [one for one in said if one not in meant]
    if not odd:
        return _answer(case, "statements-agree", f"{_listed(said)} all mean {names}.", said)
    apart = {tuple(one for one in said if not one.means(molecule)) for molecule in best}
    if len(odd) == 1 and len(apart) == 1 and len(meant) > 1:
        message = f"{_listed(meant)} mean {names}; only the {odd[0].what} does not."
        return _answer(case, "odd-one-out", message, odd, said)
    message = f"{_listed(meant)} mean {names}; {_listed(odd)} {'does' if len(odd) == 1 else 'do'} not."
    return _answer(case, "statements-differ", message, odd, said)


def _best(case: Case, said: list[Statement]) -> list[Molecule]:
    """The molecules that most of the statements could mean, if two of them do."""
    counted = [(sum(one.means(molecule) for one in said), molecule) for molecule in molecules(case)]
    most = max((count for count, _ in counted), default=0)
    return [molecule for count, molecule in counted if count == most] if most > 1 else []


def _listed(said: Iterable[Statement]) -> str:
    *most, last = [one.what for one in said] or [""]
    text = f"{', '.join(most)} and {last}" if most else last
    return text[:1].upper() + text[1:]


def _answer(case: Case, code: str, message: str, shown: list[Statement], said: list[Statement] | None = None) -> Answer:
    evidence = tuple(one.evidence for one in shown)
    if code != "statements-agree" and not case.claimed.trusted:
        code = "low-confidence-reference"
    elif any(one.doubtful for one in said or shown):
        code = "read-with-doubt"
    return Answer(code, message, evidence)


CHECK = Check(
    id="identity.agreement",
    title="All that is stated speaks of one molecule",
    rationale=(
        "Name, sequence, formula, molecular weight, CAS number and observed mass are six ways to say which molecule is "
        "meant. Each is read by itself: which molecules of the reference, in which form, could it mean? Where all mean "
        "one, the paper is at one with itself. Where all but one do, that one is the odd one out, which says more than "
        "that something differs: a wrong name over right figures is another matter than one wrong figure. Salts and "
        "hydrates of a molecule count as that molecule. The single checks say what fails; this one says what stands "
        "apart."
    ),
    concerns=(
        "Parts of the paper speak of different molecules, as happens when figures are carried over from another "
        "certificate. The one that stands apart is the one to ask about first."
    ),
    ask=("Which of the statements is right, and where does the other one come from? Ask for a corrected certificate."),
    sources=("What follows from one molecule: sequence, composition, weight, registry number",),
    codes={
        "statements-agree": passes("All statements mean one molecule."),
        "odd-one-out": open_("All statements but one mean the same molecule."),
        "statements-differ": open_("The statements mean different molecules, and no single one stands apart."),
        "none-fits": open_("The statements fit no known molecule together."),
        "low-confidence-reference": open_("The reference entry is not certain enough to judge by."),
        "read-with-doubt": open_("A statement was read with doubt."),
        "too-few": not_applicable("Fewer than three statements on the molecule can be read."),
    },
    function=_run,
)
