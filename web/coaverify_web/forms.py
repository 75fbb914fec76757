"""The upload form: documents, and what was ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FileField, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from coaverify.batch.local import Submission
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import Expectation, Settings
from coaverify.reference.library import library
from coaverify.report.presentation.words import FORM_NAMES
from coaverify_web.intake import display_name, parse_lot, parse_percent

NOT_SAID = ""
MAX_PASTED = 100_000  # characters of a pasted report


class OneClickForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form of one button: it carries the CSRF token and nothing else."""


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One or more certificates, and what they are held against. All but the files may stay empty."""

    documents = MultipleFileField("Certificates", description="PDF files or pictures, one or several.")
    peptide = SelectField(
        "Peptide ordered",
        default=NOT_SAID,
        description="A certificate for another molecule is then reported as a contradiction.",
    )
    form = SelectField(
        "Form ordered",
        default=NOT_SAID,
        description="Acid and amide differ by less than 1 Da: say which.",
    )
    lot = StringField("Lot on the vial", validators=[Optional()], description="As printed on your label.")
    min_purity = StringField(
        "Minimum purity, %",
        validators=[Optional()],
        description="The stricter of this and the printed limit.",
    )

    portal_copy = FileField(
        "The laboratory's own copy",
        description="The report as you saved it from the laboratory's page: a PDF or a picture.",
    )
    portal_text = TextAreaField(
        "… or its text, pasted",
        validators=[Optional(), Length(max=MAX_PASTED)],
        description="Every claim that both state is compared.",
    )

    def __init__(self, *args: Any, files_per_upload: int = 50, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files_per_upload = files_per_upload
        self.peptide.choices = peptide_choices()
        self.form.choices = [(NOT_SAID, "Not said"), *FORM_NAMES.items()]

    def validate_documents(self, field: MultipleFileField) -> None:
        chosen = self._chosen()
        if not chosen:
            raise ValidationError("Choose at least one certificate: a PDF file or a photo from your computer or phone.")
        if len(chosen) > self.files_per_upload:
            raise ValidationError(
                f"These are {len(chosen)} files; one upload takes {self.files_per_upload}. Send them in parts."
            )

    def validate_form(self, field: SelectField) -> None:
        if field.data != NOT_SAID and self.peptide.data == NOT_SAID:
            raise ValidationError("Say which peptide was ordered too: a form alone names no molecule.")

    def validate_lot(self, field: StringField) -> None:
        _hold(parse_lot, field)

    def validate_min_purity(self, field: StringField) -> None:
        _hold(parse_percent, field)

    def validate_portal_copy(self, field: FileField) -> None:
        if self._has_copy() and len(self._chosen()) > 1:
            raise ValidationError("One copy belongs to one certificate: send them in pairs.")

    def submissions(self) -> list[Submission]:
        """The documents, read into memory. Names are for display; the declared content types are ignored."""
        copy = self._copy()
        return [Submission(display_name(file.filename), file.read(), copy) for file in self._chosen()]

    def _copy(self) -> PortalCopy | None:
        """The laboratory's own copy; a file counts more than pasted text."""
        file = self.portal_copy.data
        if isinstance(file, FileStorage) and file.filename:
            return PortalCopy(display_name(file.filename), file.read())
        text = (self.portal_text.data or "").strip()
        return PortalCopy("pasted text", text.encode("utf-8", "replace"), pasted=True) if text else None

    def _has_copy(self) -> bool:
        file = self.portal_copy.data
        return bool((isinstance(file, FileStorage) and file.filename) or (self.portal_text.data or "").strip())

    def settings(self) -> Settings:
        """What the form asks for; to be called on a valid form only."""
        expect = None
        if self.peptide.data != NOT_SAID:
            expect = Expectation(self.peptide.data, self.form.data or None)
        lot = parse_lot(self.lot.data or "")
        purity = (self.min_purity.data or "").strip()
        return Settings(expect=expect, lot=lot or None, min_purity=parse_percent(purity) if purity else None)

    def _chosen(self) -> Sequence[FileStorage]:
        """The files that were chosen: browsers send one nameless part where there is none."""
        return [file for file in self.documents.data or () if isinstance(file, FileStorage) and file.filename]


def peptide_choices() -> list[tuple[str, str]]:
    """The peptides of the reference library by name, after "not said"."""
    entries = sorted(library().entries, key=lambda entry: entry.name.casefold())
    return [(NOT_SAID, "Not said"), *((entry.id, entry.name) for entry in entries)]


def _hold(parse: Any, field: StringField) -> None:
    try:
        parse(field.data or "")
    except ValueError as error:
        raise ValidationError(str(error)) from error
