"""Samples ready to try: certificates of invented vendors, each named after what it shows."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from coaverify.batch.local import Submission
from coaverify.model.finding import Verdict
from coaverify.model.settings import Settings
from coaverify.reference.library import library
from coaverify.report.presentation.words import VERDICTS, Wording
from coaverify_web.desk import desk
from coaverify_web.forms import OneClickForm
from coaverify_web.people import whoever

blueprint = Blueprint("samples", __name__, url_prefix="/samples")


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the samples folder, and the verdict that it was made to show, where that is written down."""

    path: Path
    expected: Verdict | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def title(self) -> str:
        """The file name in words, peptides as they are written: "Semax wrong formula"."""
        words = self.path.stem.replace("_", "-").replace("n-acetyl", "N_acetyl").split("-")
        title = " ".join(_peptide_names().get(word, word) for word in words).replace("_", "-")
        return title[:1].upper() + title[1:]

    @property
    def wording(self) -> Wording | None:
        return VERDICTS[self.expected] if self.expected else None


def listed_samples(folder: Path | None) -> list[Sample]:
    """The PDF files of the folder, by name; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return []
    expected = _expected_verdicts(folder / "expected" / "verdicts.toml")
    return [Sample(path, expected.get(path.stem)) for path in sorted(folder.glob("*.pdf")) if path.is_file()]


def showcase(samples: Sequence[Sample]) -> list[Sample]:
    """A few samples that differ: one for each verdict, as far as the verdicts are written down."""
    firsts = {sample.expected: sample for sample in reversed(samples)}
    return [firsts[verdict] for verdict in Verdict if verdict in firsts] or list(samples[:3])


@cache
def _peptide_names() -> dict[str, str]:
    return {entry.name.casefold(): entry.name for entry in library().entries}


def _expected_verdicts(file: Path) -> dict[str, Verdict]:
    """Verdicts by sample. They only order and label the cards, so a file that does not fit is passed over."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return {stem: Verdict(table["verdict"]) for stem, table in tables.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@blueprint.get("/")
def index() -> str:
    return render_template(
        "samples/index.html", samples=listed_samples(desk().config.samples), one_click=OneClickForm()
    )


@blueprint.get("/<name>")
def download(name: str) -> Response:
    return send_file(_sample(name).path, mimetype="application/pdf", as_attachment=True)


@blueprint.post("/<name>/check")
def check(name: str) -> Response:
    """Check the sample as if it had been uploaded. The CSRF token is checked for the whole app."""
    sample = _sample(name)
    upload = desk().hand_in([Submission(sample.name, sample.path.read_bytes())], Settings(), whoever())
    return redirect(url_for("results.upload", upload_id=upload.id), code=303)


def _sample(name: str) -> Sample:
    """The sample of that name. Looked up in the list: no path is ever built from what a browser sends."""
    found = next((sample for sample in listed_samples(desk().config.samples) if sample.name == name), None)
    if found is None:
        abort(404)
    return found
