"""What observed values fit, rendered: sentences and a table for people, JSON, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import IO

from coaverify.spectrum.fits import Answer, Fit, together
from coaverify.spectrum.sentences import all_together, sentences

_SHOWN = 20  # readings of one value in the table for people; JSON and CSV hold all
_COLUMNS = (
    "observed", "within", "peptide", "name", "form", "ion", "kind", "computed", "deviation", "deviation_da", "ppm",
)  # fmt: skip


def print_answers(answers: Sequence[Answer], file: IO[str]) -> None:
    """Print the answer to each value, then what all of them fit."""
    from coaverify.report.plain_table import print_rows

    for answer in answers:
        file.write("\n" + "\n".join(sentences(answer)) + "\n")
        rows = [_row(fit) for fit in answer.fits[:_SHOWN]]
        if rows:
            heads = ["Peptide", "Form", "Ion", "Mass", "Computed", "Off by", "Da", "ppm"]
            print_rows("", heads, rows, file, left=4)
        if len(answer.fits) > _SHOWN:
            file.write(f"{len(answer.fits) - _SHOWN} more readings fit; --format json or csv lists all.\n")
    if summary := all_together(answers):
        file.write(f"\n{summary}\n")


def _row(fit: Fit) -> tuple[str, ...]:
    return (
        fit.molecule.name, fit.molecule.form.value, fit.ion_label, fit.kind, f"{fit.expected:.4f}",
        f"{fit.deviation:+.4f}", f"{fit.mass_deviation:+.4f}", f"{fit.ppm:+.1f}",
    )  # fmt: skip


def answers_as_dicts(answers: Sequence[Answer]) -> dict[str, object]:
    """The answers as plain data: every reading that fits, the runner-up, the sentences."""
    return {
        "observed": [
            {
                "value": str(answer.observed.value),
                "ion": (answer.observed.ion.label if answer.observed.ion else "neutral")
                if answer.observed.stated
                else None,
                "tolerance": answer.tolerance.words,
                "tolerance_why": answer.tolerance.why,
                "fits": [_as_dict(fit) for fit in answer.fits],
                "runner_up": _as_dict(answer.runner_up) if answer.runner_up else None,
                "told_apart": len(answer.molecules) == 1,
                "answer": " ".join(sentences(answer)),
            }
            for answer in answers
        ],
        "together": {
            "molecules": [
                {"peptide": molecule.peptide, "name": molecule.name, "form": molecule.form.value}
                for molecule in together(answers)
            ],
            "answer": all_together(answers) or None,
        },
    }


def _as_dict(fit: Fit) -> dict[str, object]:
    return {
        "peptide": fit.molecule.peptide,
        "name": fit.molecule.name,
        "form": fit.molecule.form.value,
        "ion": fit.ion_label,
        "kind": fit.kind,
        "computed": fit.expected,
        "deviation": fit.deviation,
        "deviation_da": fit.mass_deviation,
        "ppm": fit.ppm,
        "within": fit.within,
    }


def answers_as_csv(answers: Sequence[Answer]) -> str:
    """One row for each reading that fits, best first; where nothing fits, the nearest, "no" in the column `within`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for answer in answers:
        for fit in answer.fits or answer.nearest[:1]:
            writer.writerow([
                answer.observed.value, "yes" if fit.within else "no", fit.molecule.peptide or "", fit.molecule.name,
                fit.molecule.form, fit.ion_label, fit.kind, f"{fit.expected:.5f}", f"{fit.deviation:.5f}",
                f"{fit.mass_deviation:.5f}", f"{fit.ppm:.2f}",
            ])  # fmt: skip
    return buffer.getvalue().rstrip("\n")
