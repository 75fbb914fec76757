"""What the mass page shows: the four forms side by side, what the observed values fit, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coaverify.chemistry.ions import Ion, mz
from coaverify.model.form import Form
from coaverify.report.presentation.ladder import Ladder, ladder
from coaverify.report.presentation.words import form_name
from coaverify.spectrum.candidates import Candidate, Meant, Molecule
from coaverify.spectrum.fits import RESOLVED_BELOW, Answer, Fit, answer_for
from coaverify.spectrum.ion_choice import ions_for
from coaverify.spectrum.observed import Observed, Tolerance
from coaverify.spectrum.sentences import all_together, sentences

MOST_PEPTIDES = 6  # of a blend, each with its table
_SHOWN = 20  # readings of one value
_CHARGES_OF_LIGHT = 4
_SHORT_NAMES = {Form.PLAIN: "H…OH", Form.N_ACETYL: "Ac…OH", Form.AMIDE: "H…NH₂", Form.N_ACETYL_AMIDE: "Ac…NH₂"}


@dataclass(frozen=True, slots=True)
class FormHead:
    name: str
    asked: bool
    fits: bool  # all observed values


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the forms' table, in the order of the forms."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeptidePart:
    """One peptide: its forms' table and its ladder."""

    anchor: str
    title: str
    sequence: str
    forms: tuple[FormHead, ...]
    masses: tuple[Row, ...]
    ions: tuple[Row, ...]
    ladder: Ladder


@dataclass(frozen=True, slots=True)
class FitRow:
    peptide: str
    link: str  # what to ask for to see this molecule
    form: str
    ion: str
    kind: str
    computed: str
    deviation: str
    mass_deviation: str
    ppm: str


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What one value fits. tone: "pass" one molecule, "open" several, "none" nothing."""

    value: str
    tone: str
    sentences: tuple[str, ...]
    rows: tuple[FitRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class MassPage:
    remark: str
    peptides: tuple[PeptidePart, ...]
    answers: tuple[AnswerPart, ...]
    together: str


def mass_page(
    meant: Meant, named: bool, observed: Sequence[Observed], tolerance: Tolerance | None, *, negative: bool
) -> MassPage:
    """Compute the page. named: whether a peptide was asked for; else the whole reference is searched."""
    ions = ions_for(negative=negative)
    molecules = [molecule for candidate in meant.candidates for molecule in candidate.molecules()]
    answers = [answer_for(one, molecules, ions, tolerance) for one in observed]
    shown = meant.candidates[:MOST_PEPTIDES] if named else ()
    return MassPage(
        remark=meant.remark,
        peptides=tuple(_peptide(number, one, ions, answers) for number, one in enumerate(shown, 1)),
        answers=tuple(_answer(answer) for answer in answers),
        together=all_together(answers),
    )


def _peptide(number: int, candidate: Candidate, ions: Sequence[Ion], answers: Sequence[Answer]) -> PeptidePart:
    molecules = candidate.molecules()
    light = all(molecule.masses.monoisotopic < RESOLVED_BELOW for molecule in molecules)
    fitting = {fit.ion for answer in answers for fit in answer.fits if fit.molecule in molecules}
    used = [ion for ion in ions if not light or abs(ion.charge) <= _CHARGES_OF_LIGHT or ion in fitting]
    names = [_SHORT_NAMES.get(molecule.form, molecule.form.value) for molecule in molecules]
    return PeptidePart(
        anchor=f"peptide-{number}",
        title=candidate.title,
        sequence=candidate.chain.with_form(candidate.named or candidate.chain.form).proforma,
        forms=tuple(_head(molecule, candidate, answers) for molecule in molecules),
        masses=_mass_rows(molecules, light),
        ions=tuple(
            Row(ion.label, tuple(f"{mz(molecule.masses.monoisotopic, ion):.4f}" for molecule in molecules))
            for ion in used
        ),
        ladder=ladder(molecules, names, used, answers),
    )


def _head(molecule: Molecule, candidate: Candidate, answers: Sequence[Answer]) -> FormHead:
    fits = bool(answers) and all(molecule in answer.molecules for answer in answers)
    return FormHead(form_name(molecule.form), molecule.form is candidate.named, fits)


def _mass_rows(molecules: Sequence[Molecule], light: bool) -> tuple[Row, ...]:
    rows = [
        Row("Formula", tuple(molecule.masses.formula for molecule in molecules)),
        Row("Monoisotopic, Da", tuple(f"{molecule.masses.monoisotopic:.4f}" for molecule in molecules)),
        Row("Average, g/mol", tuple(f"{molecule.masses.average:.3f}" for molecule in molecules)),
    ]
    if not light:
        rows.append(Row("Most abundant, Da", tuple(f"{molecule.masses.most_abundant:.4f}" for molecule in molecules)))
    return tuple(rows)


def _answer(answer: Answer) -> AnswerPart:
    tone = "pass" if len(answer.molecules) == 1 else "open" if answer.molecules else "none"
    rows = tuple(_fit_row(fit) for fit in answer.fits[:_SHOWN])
    return AnswerPart(answer.observed.words, tone, tuple(sentences(answer)), rows, len(answer.fits) - len(rows))


def _fit_row(fit: Fit) -> FitRow:
    return FitRow(
        peptide=fit.molecule.name,
        link=fit.molecule.sequence.proforma,
        form=form_name(fit.molecule.form),
        ion=fit.ion_label,
        kind=fit.kind,
        computed=f"{fit.expected:.4f}",
        deviation=_signed(fit.deviation, 4),
        mass_deviation=_signed(fit.mass_deviation, 4),
        ppm=_signed(fit.ppm, 1),
    )


def _signed(number: float, decimals: int) -> str:
    return f"{number:+.{decimals}f}".replace("-", "−")
