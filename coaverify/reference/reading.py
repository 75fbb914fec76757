"""From a TOML table to an Entry, with a message that names file and field where that fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from coaverify.model.form import Form
from coaverify.reference.entry import (
    AmbiguousName,
    CasNumber,
    Confidence,
    Disagreement,
    Entry,
    FormFacts,
    Identifier,
    ReferenceDataError,
    is_cas_number,
    is_unii,
)

_CHAIN = re.compile(
    r"(?:\[(?!Acetyl\])[^\[\]]+\]-)?(?:[ACDEFGHIKLMNPQRSTVWYX](?:\[[^\[\]]+\])*)+(?:-\[(?!Amidated\])[^\[\]]+\])?"
)
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Table:
    """A TOML table that is taken apart field by field; what is left over is an error."""

    def __init__(self, where: str, fields: object) -> None:
        if not isinstance(fields, dict):
            raise ReferenceDataError(f"{where}: a table is expected.")
        self.where = where
        self._left = dict(fields)

    def fail(self, field: str, problem: str) -> ReferenceDataError:
        return ReferenceDataError(f"{self.where}, field {field!r}: {problem}.")

    def take(self, field: str, default: object = None) -> object:
        """The field's value; without a default the field has to be there."""
        if field not in self._left and default is None:
            raise self.fail(field, "is missing")
        return self._left.pop(field, default)

    def text(self, field: str, default: str | None = None) -> str:
        value = self.take(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(field, "a text is expected")
        return value.strip()

    def texts(self, field: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.take(field, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.fail(field, "a list of texts is expected")
        if len(set(value)) != len(value):
            raise self.fail(field, "holds the same text twice")
        return tuple(value)

    def choice(self, field: str, options: type[_Choice], default: str | None = None) -> _Choice:
        return self.one_of(field, self.text(field, default), options)

    def one_of(self, field: str, value: str, options: type[_Choice]) -> _Choice:
        try:
            return options(value)
        except ValueError:
            raise self.fail(field, f"{value!r} is none of {', '.join(options)}") from None

    def tables(self, field: str) -> Iterable[Table]:
        value = self.take(field, ())
        if not isinstance(value, (list, tuple)):
            raise self.fail(field, "a list of tables is expected")
        return [Table(f"{self.where}, {field}[{place}]", one) for place, one in enumerate(value)]

    def close(self) -> None:
        if self._left:
            raise ReferenceDataError(f"{self.where}: unknown field {sorted(self._left)[0]!r}.")


def entry_from(where: str, fields: object) -> Entry:
    """Read one peptide file. Raises ReferenceDataError for whatever is missing, unknown or malformed."""
    table = Table(where, fields)
    identifier = table.text("id")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", identifier):
        raise table.fail("id", f"{identifier!r} is not made of small letters, digits and single dashes")
    sequence = table.text("sequence")
    if not _CHAIN.fullmatch(sequence):
        raise table.fail("sequence", "a ProForma chain with free ends is expected")
    name = table.text("name")
    entry = Entry(
        id=identifier,
        name=name,
        sequence=sequence,
        peptide_class=table.text("class"),
        native_form=table.choice("native_form", Form, Form.PLAIN),
        confidence=table.choice("confidence", Confidence),
        names=(name, *table.texts("synonyms", ())),
        forms=_forms(table),
        ambiguous=tuple(_ambiguous(one) for one in table.tables("ambiguous")),
        sources=table.texts("sources"),
        notes=table.text("notes", ""),
        salts=table.texts("salts", ()),
        file=where,
    )
    table.close()
    return entry


def entry_in(name: str, fields: object) -> Entry:
    """The entry of a file, which is called as the entry's id. Raises ReferenceDataError as `entry_from`."""
    entry = entry_from(name, fields)
    if f"{entry.id}.toml" != name:
        raise ReferenceDataError(f"{name}, field 'id': the file must be called {entry.id}.toml.")
    return entry


def _forms(table: Table) -> Mapping[Form, FormFacts]:
    listed = table.take("forms", {})
    if not isinstance(listed, dict):
        raise table.fail("forms", "a table is expected")
    found: dict[Form, FormFacts] = {}
    for key, fields in listed.items():
        form = table.one_of("forms", key, Form)
        found[form] = _facts(Table(f"{table.where}, forms.{key}", fields))
    return MappingProxyType(found)


def _facts(table: Table) -> FormFacts:
    formula = table.text("formula", "")
    if formula and not _FORMULA.fullmatch(formula):
        raise table.fail("formula", f"{formula!r} is no molecular formula")
    facts = FormFacts(
        names=table.texts("names", ()),
        formula=formula,
        cas=tuple(_cas(one) for one in table.tables("cas")),
        unii=tuple(_identifier(one, "unii") for one in table.tables("unii")),
        pubchem=tuple(_identifier(one, "pubchem") for one in table.tables("pubchem")),
        disagreements=tuple(_disagreement(one) for one in table.tables("disagreements")),
    )
    table.close()
    return facts


def _cas(table: Table) -> CasNumber:
    number = table.text("number")
    if not is_cas_number(number):
        raise table.fail("number", f"{number!r} is no CAS number (check digit)")
    cas = CasNumber(number, table.choice("confidence", Confidence), table.texts("sources"))
    table.close()
    return cas


def _identifier(table: Table, register: str) -> Identifier:
    code = table.text("code")
    if not (is_unii(code) if register == "unii" else re.fullmatch(r"[1-9]\d{0,9}", code)):
        raise table.fail("code", f"{code!r} is no {'UNII (check character)' if register == 'unii' else 'PubChem CID'}")
    found = Identifier(code, table.choice("confidence", Confidence), table.texts("sources"))
    table.close()
    return found


def _disagreement(table: Table) -> Disagreement:
    found = Disagreement(
        figure=table.text("figure"),
        value=table.text("value"),
        by=table.text("by"),
        difference=table.text("difference"),
        explanation=table.text("explanation", ""),
    )
    table.close()
    return found


def _ambiguous(table: Table) -> AmbiguousName:
    forms = tuple(table.one_of("forms", form, Form) for form in table.texts("forms"))
    if not forms:
        raise table.fail("forms", "at least one form is expected")
    name = AmbiguousName(table.text("name"), forms, table.text("note"))
    table.close()
    return name
