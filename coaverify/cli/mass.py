"""`coaverify mass`: masses and ions of a named peptide or of a sequence, and what an observed value fits."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from coaverify.chemistry.ion_notation import parse_ion
from coaverify.chemistry.ions import IONS, Ion
from coaverify.model.errors import CoaverifyError
from coaverify.model.form import Form
from coaverify.reference.entry import ReferenceDataError
from coaverify.report.mass_sheet import MassSheet, Wanted, as_csv, as_json, mass_sheet, patterns_as_csv, print_table
from coaverify.spectrum.candidates import Meant, meant_by, whole_reference
from coaverify.spectrum.fits import Answer, answer_for
from coaverify.spectrum.ion_choice import charges, ions_for
from coaverify.spectrum.observed import MOST_VALUES, parse_observed, parse_tolerance

FORMATS = ("table", "json", "csv")
_USUAL = "[M+H]+"


@dataclass(frozen=True, slots=True)
class Request:
    """The options, understood."""

    wanted: Wanted
    tried: tuple[Ion, ...]
    observed: tuple[str, ...]
    tolerance: str | None


@click.command()
@click.argument("peptide", metavar="[SEQUENCE|NAME]", required=False)
@click.option("--charge", "charge", metavar="1-4", help="Numbers of charges: 2, 1-4 or 1..8.")
@click.option("--negative", is_flag=True, help="Negative ions instead of positive ones.")
@click.option("--adduct", "adducts", multiple=True, metavar="NAME|ION", help='"Na", "HCOO", "[M+2Na-H]+"; repeatable.')
@click.option("--all-ions", "every", is_flag=True, help="All ions that are known, dimers and losses among them.")
@click.option(
    "--form", "forms", multiple=True, type=click.Choice([form.value for form in Form]), help="Only this form."
)
@click.option(
    "--isotopes", metavar="[ION]", is_flag=False, flag_value=_USUAL,
    help=f'Isotope pattern of an ion, "neutral" for the molecule. [{_USUAL}]',
)  # fmt: skip
@click.option("--observed", multiple=True, metavar="VALUE", help="What fits 428.2, 428.2@2+ or 428.2=[M+2H]2+?")
@click.option("--tolerance", metavar="0.3|10ppm", help="For --observed, m/z or ppm. [by the printed digits]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="What to print. [table]")
def mass(
    peptide: str | None, charge: str | None, negative: bool, adducts: tuple[str, ...], every: bool,
    forms: tuple[str, ...], isotopes: str | None, observed: tuple[str, ...], tolerance: str | None, form: str,
) -> None:  # fmt: skip
    """Compute formula, masses (Da) and ions (m/z) of all four forms, or find what an observed value fits.

    Takes a name as vendors print it ("NA-Semax-NH2") or a sequence in one-letter, three-letter,
    Ac-...-NH2 or ProForma notation. Without one, --observed searches the whole reference.

    For research use only. A mass tells neither D from L nor Leu from Ile, and not the order of residues.
    """
    if peptide is None and not observed:
        raise click.UsageError("Name a peptide or a sequence, or give a value with --observed.")
    if form == "csv" and isotopes and observed:
        raise click.UsageError("CSV holds one table: ask for --isotopes or for --observed.")
    try:
        chosen = ions_for(charges(charge) if charge else (), adducts, negative=negative, every=every)
        shown = chosen if charge or adducts or every or negative else IONS
        of = None if isotopes in (None, "neutral", "M") else parse_ion(isotopes or "")
        wanted = Wanted(shown, tuple(Form(one) for one in forms), isotopes is not None, of)
        _print(peptide, Request(wanted, chosen, observed, tolerance), form)
    except ReferenceDataError:
        raise  # no fault of what was asked; said in one place for all commands
    except (CoaverifyError, ValueError) as error:
        raise click.UsageError(str(error)) from error


def _print(peptide: str | None, request: Request, form: str) -> None:
    meant = meant_by(peptide) if peptide is not None else Meant(whole_reference())
    if meant.remark:
        click.echo(meant.remark, err=True)
    sheets = [mass_sheet(candidate, request.wanted) for candidate in meant.candidates] if peptide is not None else []
    answers = _answers(meant, request)
    if form == "json":
        click.echo(_json(sheets, answers))
    elif form == "csv":
        click.echo(_csv(sheets, answers, request.wanted))
    else:
        for sheet in sheets:
            print_table(sheet, sys.stdout)
        if answers:
            from coaverify.report.fit_answers import print_answers

            print_answers(answers, sys.stdout)


def _answers(meant: Meant, request: Request) -> list[Answer]:
    if len(request.observed) > MOST_VALUES:
        raise click.UsageError(f"At most {MOST_VALUES} values at a time.")
    asked = parse_tolerance(request.tolerance) if request.tolerance else None
    molecules = [molecule for one in meant.candidates for molecule in one.molecules(request.wanted.forms)]
    return [answer_for(parse_observed(text), molecules, request.tried, asked) for text in request.observed]


def _json(sheets: list[MassSheet], answers: list[Answer]) -> str:
    """The sheets; with observed values an object that holds the answers beside them."""
    if not answers:
        return as_json(sheets)
    import json

    from coaverify.report.fit_answers import answers_as_dicts

    found = {"sheets": [sheet.as_dict() for sheet in sheets], **answers_as_dicts(answers)}
    return json.dumps(found, indent=2, ensure_ascii=False)


def _csv(sheets: list[MassSheet], answers: list[Answer], wanted: Wanted) -> str:
    if answers:
        from coaverify.report.fit_answers import answers_as_csv

        return answers_as_csv(answers)
    return patterns_as_csv(sheets) if wanted.isotopes else as_csv(sheets)
