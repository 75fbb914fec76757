"""Masses: what a peptide weighs in its four forms, and what an observed value fits. Nothing is uploaded or kept.

The form is asked by GET, so that a result can be passed on as a link; it changes nothing and needs no token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import Length, Optional, ValidationError

from coaverify.model.errors import CoaverifyError
from coaverify.spectrum.candidates import Meant, meant_by, whole_reference
from coaverify.spectrum.observed import MOST_VALUES, Observed, Tolerance, parse_observed, parse_tolerance
from coaverify_web.presentation.mass_page import MassPage, mass_page

blueprint = Blueprint("mass", __name__, url_prefix="/mass")

LONGEST_PEPTIDE, LONGEST_VALUES, LONGEST_TOLERANCE = 300, 300, 20


def _short(most: int) -> Length:
    return Length(max=most, message=f"This is longer than {most} characters.")


class MassForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A peptide, observed values, or both. Reads only, so it carries no CSRF token."""

    class Meta:
        csrf = False

    peptide = StringField(
        "Peptide or sequence",
        validators=[Optional(), _short(LONGEST_PEPTIDE)],
        description="Any name on a label, or a sequence such as Ac-MEHFPGP-NH2. Empty: all peptides are searched.",
    )
    observed = StringField(
        "Observed values, m/z or Da",
        validators=[Optional(), _short(LONGEST_VALUES)],
        description="Apart by blanks. With its charge or ion where you know it: 428.2@2+ or 428.2=[M+2H]2+.",
    )
    tolerance = StringField(
        "Tolerance",
        validators=[Optional(), _short(LONGEST_TOLERANCE)],
        description="0.3 or 10ppm. Empty: by the printed digits, 0.3 up to two decimals, 10 ppm for more.",
    )
    polarity = RadioField("Polarity", default="positive")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.polarity.choices = [("positive", "Positive"), ("negative", "Negative")]
        if not self.polarity.data:  # a link need not say what is the usual
            self.polarity.data = "positive"

    def validate_peptide(self, field: StringField) -> None:
        _said(self.meant)

    def validate_observed(self, field: StringField) -> None:
        _said(self.values)
        if len(self.values()) > MOST_VALUES:
            raise ValidationError(f"At most {MOST_VALUES} values at a time.")

    def validate_tolerance(self, field: StringField) -> None:
        _said(self.allowed)

    @property
    def name(self) -> str:
        return (self.peptide.data or "").strip()

    def meant(self) -> Meant:
        return meant_by(self.name) if self.name else Meant(whole_reference())

    def values(self) -> list[Observed]:
        """The values; blanks, semicolons and commas with a blank part them, and stand in no ion."""
        compact = re.sub(r"\s*([@=])\s*", r"\1", (self.observed.data or "").strip())
        return [parse_observed(part) for part in re.split(r"[;\s]+|,\s+", compact) if part]

    def allowed(self) -> Tolerance | None:
        text = (self.tolerance.data or "").strip()
        return parse_tolerance(text) if text else None


def _said(read: Callable[[], object]) -> None:
    """Turn the reason why something cannot be read into the field's error."""
    try:
        read()
    except CoaverifyError as error:
        raise ValidationError(str(error)) from error


@blueprint.get("/")
def index() -> str | tuple[str, int]:
    form = MassForm(request.args or None)
    if not any((form.peptide.data, form.observed.data)):
        return render_template("mass/index.html", form=form, page=None)
    if not form.validate():
        return render_template("mass/index.html", form=form, page=None), 422
    return render_template("mass/index.html", form=form, page=_computed(form))


def _computed(form: MassForm) -> MassPage:
    negative = form.polarity.data == "negative"
    return mass_page(form.meant(), bool(form.name), form.values(), form.allowed(), negative=negative)
