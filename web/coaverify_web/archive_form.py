"""The form by which reports are looked for. It is asked by GET: a search can be passed on as a link."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, DecimalField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional

from coaverify.archive.query import VERDICTS, Query
from coaverify.report.presentation.words import FORM_NAMES
from coaverify_web.forms import NOT_SAID, peptide_choices

_LONGEST = 300
_VERDICT_NAMES = dict(zip(VERDICTS, ("Pass", "Fail", "Inconclusive", "Not readable"), strict=True))


def _text(label: str, description: str = "") -> StringField:
    too_long = Length(max=_LONGEST, message=f"This is longer than {_LONGEST} characters.")
    return StringField(label, validators=[Optional(), too_long], description=description)


def _day(label: str) -> DateField:
    return DateField(label, validators=[Optional()], description="Year, month, day.")


def _percent(label: str) -> DecimalField:
    within = NumberRange(0, 100, message="A purity lies between 0 and 100 percent.")
    return DecimalField(label, validators=[Optional(), within], description="Percent.")


class SearchForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What may be looked for. Reads only, so it carries no CSRF token."""

    class Meta:
        csrf = False

    words = _text("Words", "All of them have to stand in the report; with * at the end, what begins so.")
    lot = _text("Lot", "Written in any way.")
    vendor = _text("Vendor")
    laboratory = _text("Laboratory")
    peptide = SelectField("Peptide", default=NOT_SAID)
    form = SelectField("Form", default=NOT_SAID)
    verdict = SelectField("Verdict", default=NOT_SAID)
    task = _text("Task number")
    file = _text("File name")
    filed_from = _day("Filed from")
    filed_to = _day("Filed to")
    issued_from = _day("Issued from")
    issued_to = _day("Issued to")
    min_purity = _percent("Purity from")
    max_purity = _percent("Purity to")
    all_versions = BooleanField("Show superseded reports too")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.peptide.choices = [(NOT_SAID, "Any"), *peptide_choices()[1:]]
        self.form.choices = [(NOT_SAID, "Any"), *FORM_NAMES.items()]
        self.verdict.choices = [(NOT_SAID, "Any"), *_VERDICT_NAMES.items()]

    def query(self) -> Query:
        """What is asked; to be called on a valid form only."""
        given = {name: field.data for name, field in self._fields.items() if field.data and name != "all_versions"}
        if self.min_purity.data is not None:  # nought is a purity too
            given["min_purity"] = self.min_purity.data
        return Query(current_only=not self.all_versions.data, **given)

    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in an address."""
        return {name: field._value() if hasattr(field, "_value") else str(field.data)
                for name, field in self._fields.items() if field.data}  # fmt: skip

    @property
    def narrowed(self) -> bool:
        """Whether something is asked in the fields that stand folded away."""
        usual = ("words", "lot", "vendor", "peptide", "verdict")
        return any(field.data for name, field in self._fields.items() if name not in usual)
