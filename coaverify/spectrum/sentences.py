"""The answer in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.spectrum.candidates import Molecule
from coaverify.spectrum.fits import Answer, Fit, together

_NAMED = 6  # molecules that a sentence names


def sentences(answer: Answer) -> list[str]:
    """What fits one value, what comes next, and whether the value can tell the molecules apart."""
    value = answer.observed.words
    said = f"within {answer.tolerance.words} ({answer.tolerance.why})"
    if not answer.fits:
        nearest = f" Nearest is {_reading(answer.nearest[0])}." if answer.nearest else ""
        return [f"Nothing that was tried fits {value} {said}.{nearest}"]
    if len(answer.molecules) == 1:
        lines = [f"{value} fits one molecule only, {said}: {_reading(answer.fits[0])}."]
        if answer.runner_up:
            lines.append(f"The next molecule is {_reading(answer.runner_up)}.")
        return lines
    lines = [f"{value} fits {len(answer.molecules)} molecules {said}. Best is {_reading(answer.fits[0])}."]
    if answer.runner_up:
        lines.append(f"Second is {_reading(answer.runner_up)}.")
    lines.append(apart(answer.molecules))
    return lines


def apart(molecules: Sequence[Molecule]) -> str:
    """Why these molecules cannot be told apart."""
    if len({molecule.masses.formula for molecule in molecules}) == 1:
        return f"{_listed(molecules)} have the same formula: no mass tells them apart."
    return f"{_listed(molecules)} cannot be told apart at this tolerance."


def all_together(answers: Sequence[Answer]) -> str:
    """What several values fit in common; "" for one value."""
    if len(answers) < 2:
        return ""
    common = together(answers)
    if not common:
        return f"No molecule that was tried fits all {len(answers)} values."
    if len(common) == 1:
        return f"All {len(answers)} values together fit one molecule only: {common[0].title}."
    return f"All {len(answers)} values together fit {len(common)} molecules. {apart(common)}"


def _reading(fit: Fit) -> str:
    unit = "m/z" if fit.ion else "Da"
    return (
        f"{fit.molecule.title}, as {fit.ion_label}, {fit.kind} {fit.expected:.4f}: "
        f"{fit.deviation:+.4f} {unit} ({fit.ppm:+.0f} ppm)"
    )


def _listed(molecules: Sequence[Molecule]) -> str:
    titles = [f"{molecule.name} ({molecule.form})" for molecule in molecules]
    if len(titles) > _NAMED:
        return f"{', '.join(titles[:_NAMED])} and {len(titles) - _NAMED} more"
    return f"{', '.join(titles[:-1])} and {titles[-1]}"
