"""Template files, read and checked. What is wrong is said with its line and with what would be right."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from coaverify.model.template import Template
from coaverify.templates.form import ExampleForm, RegionForm, RuleForm, SignForm, TemplateForm
from coaverify.templates.problems import TemplateError
from coaverify.templates.yaml_text import Tree, tree_of

LARGEST = 1_000_000  # bytes
_CONSTANTS = frozenset(["value", "values", "fixed", "constant", "default", "set", "text"])
_FORMS: dict[str, type[BaseModel]] = {
    "claims": RuleForm,
    "region": RegionForm,
    "example": ExampleForm,
    "applies_when": SignForm,
}


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template with what only its check has need of."""

    path: Path
    template: Template
    example: ExampleForm

    @property
    def example_path(self) -> Path:
        return self.path.parent / self.example.file


def load_file(path: Path) -> TemplateFile:
    """Read one template.

    Raises:
        TemplateError: where it cannot be read or used; the message names the file, the line and the remedy.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TemplateError(f"{path.as_posix()}: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise TemplateError(f"{path.as_posix()}: larger than a template can be; is it one?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path.as_posix()}: is no UTF-8 text; save it as UTF-8.") from error
    tree = tree_of(text, path.as_posix())
    try:
        form = TemplateForm.model_validate(tree.value)
    except ValidationError as error:
        raise TemplateError(_explained(error, tree, path.as_posix())) from error
    template = Template(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        issuer=form.issuer,
        signs=tuple(sign.sign() for sign in form.applies_when),
        rules=tuple(rule.rule(claim) for claim, rule in form.claims.items()),
        ignored=form.ignore_labels,
    )
    return TemplateFile(path, template, form.example)


# --- what is wrong, and what would be right ----------------------------------------------------


def _explained(error: ValidationError, tree: Tree, file: str) -> str:
    sentences = []
    for detail in error.errors():
        path = _path(detail["loc"])
        where = ".".join(str(part) for part in path) or "the file"
        sentences.append(f"{file}, line {tree.line_of(path)}, {where}: {_sentence(detail, path)}")
    return "\n".join(sentences)


def _path(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(part for part in loc if part != "[key]")


def _sentence(detail: Any, path: tuple[str | int, ...]) -> str:  # pydantic's own description of one error
    kind, key = detail["type"], str(path[-1]) if path else ""
    if kind == "extra_forbidden" and key in _CONSTANTS:
        return (
            "a template supplies no values: it says where one is printed, by label: or region:. A pass must never rest "
            "on what was not read on the page."
        )
    if kind == "extra_forbidden":
        known = list(_form_at(path[:-1]).model_fields)
        near = difflib.get_close_matches(key, known, n=1)
        return f"there is no such key.{f' Did you mean {near[0]}?' if near else ''} Known here: {', '.join(known)}."
    if kind == "missing":
        return f"{key}: is missing."
    if kind in ("model_type", "dict_type"):
        return 'keys and values are expected here, such as label: "Words as printed".'
    if kind == "string_pattern_mismatch":
        return "a SHA-256 has 64 hexadecimal digits; `coaverify template new` writes it, `sha256sum FILE` prints it."
    message = str(detail["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}." if not message.startswith("'") else f"{message}."


def _form_at(path: tuple[str | int, ...]) -> type[BaseModel]:
    """The form that the keys under a path belong to."""
    for part in reversed(path):
        if str(part) in _FORMS:
            return _FORMS[str(part)]
    return TemplateForm
