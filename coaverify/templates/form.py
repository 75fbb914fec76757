"""The form of a template file. What does not fit is refused with a sentence that says what would be right."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from coaverify.extract.labels import LONGEST_LABEL
from coaverify.extract.teaching.reading import TEACHABLE
from coaverify.extract.vocabulary import phrase
from coaverify.model.evidence import Box
from coaverify.model.template import Position, Region, Rule, Sign

LONGEST_PATTERN = 200  # characters
_GROUP = r"\((?P<inside>(?:[^()\\]|\\.)*)\)"  # the innermost ones
_REPEATED = re.compile(_GROUP + r"[+*{]")
_FREE = re.compile(r"[+*}|]")


def _may_be_endless(pattern: str) -> bool:
    """Whether a group repeats that repeats or chooses inside, "(a+)+" or "(a|aa)*", or is asked for again, "\\1"."""
    if re.search(r"\\[1-9]|\(\?P=", pattern):
        return True
    while re.search(_GROUP, pattern):
        if any(_FREE.search(group["inside"]) for group in _REPEATED.finditer(pattern)):
            return True
        pattern = re.sub(_GROUP, lambda group: "x+" if _FREE.search(group["inside"]) else "x", pattern)
    return False


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignForm(_Part):
    """An entry of `applies_when`: words as printed, or /a regular expression/."""

    words: str = Field(min_length=1)
    page: int | None = Field(default=None, ge=1)

    @field_validator("words")
    @classmethod
    def _is_sign(cls, words: str) -> str:
        if not _is_pattern(words):
            if not phrase(words):
                raise ValueError("write words as they are printed, or /a regular expression/")
            return words
        pattern = words[1:-1]
        if len(pattern) > LONGEST_PATTERN:
            raise ValueError(f"a regular expression has at most {LONGEST_PATTERN} characters")
        if _may_be_endless(pattern):
            raise ValueError(
                "this regular expression could take for ever: repeat no group that repeats or chooses inside, as "
                "(a+)+ and (a|aa)* do, and use no \\1; plain words without slashes are enough in most cases"
            )
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"this is no regular expression ({error}); plain words stand without slashes") from error
        return words

    def sign(self) -> Sign:
        pattern = _is_pattern(self.words)
        return Sign(self.words[1:-1] if pattern else self.words, pattern, self.page)


def _is_pattern(words: str) -> bool:
    return len(words) > 2 and words.startswith("/") and words.endswith("/")


class RegionForm(_Part):
    page: int = Field(ge=1)
    box: tuple[float, float, float, float]

    @field_validator("box")
    @classmethod
    def _is_box(cls, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = box
        if not (0 <= x0 < x1 <= 20_000 and 0 <= top < bottom <= 20_000):
            raise ValueError("a box is [left, top, right, bottom] in points from the page's top left corner")
        return box


class RuleForm(_Part):
    """Where a claim stands."""

    label: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    position: Position | None = None
    region: RegionForm | None = None
    instead: bool = False

    @field_validator("label")
    @classmethod
    def _are_labels(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(checked_label(label) for label in labels)

    @model_validator(mode="after")
    def _says_one_place(self) -> Self:
        if bool(self.label) is bool(self.region):
            raise ValueError("say where the claim stands: either label: or region:, and not both")
        if self.position and self.region:
            raise ValueError("position: belongs to a label; a region is a place already")
        return self

    def rule(self, claim: str) -> Rule:
        region = Region(self.region.page, Box(*self.region.box)) if self.region else None
        return Rule(claim, self.label, self.position, region, self.instead)


def checked_label(label: str) -> str:
    """A label as a template may give it.

    Raises:
        ValueError: with what would be right.
    """
    if not re.search(r"[^\W\d_]", label) or not 1 < len(label.strip()) <= LONGEST_LABEL:
        raise ValueError(f"{label!r} is no label: write its words as they are printed, two characters or more")
    if re.search(r"[:：]\s*\S", label):
        raise ValueError(f"{label!r}: a label ends at its colon; what stands behind it is the value")
    return label


class ExampleForm(_Part):
    """A document beside the template, and what is to be read on it."""

    file: str = Field(min_length=1)
    sha256: str = Field(pattern=r"^[0-9a-fA-F]{64}$")
    claims: dict[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]] = {}

    @field_validator("file")
    @classmethod
    def _is_beside(cls, file: str) -> str:
        if re.search(r"^[/\\~]|^\w:|(?:^|[/\\])\.\.(?:[/\\]|$)", file):
            raise ValueError("the example stands beside the template: write its file name alone")
        return file


class TemplateForm(_Part):
    """A template file as a whole."""

    issuer: str = Field(min_length=1)
    applies_when: Annotated[tuple[SignForm, ...], BeforeValidator(_listed)] = Field(min_length=1)
    claims: dict[str, RuleForm] = {}
    ignore_labels: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    example: ExampleForm

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, data: object) -> object:
        """Words alone are a sign; an empty `claims:` or `ignore_labels:` is an empty one."""
        if not isinstance(data, dict):
            raise ValueError("a template is a list of keys: issuer, applies_when, claims, ignore_labels, example")
        whole = {key: value for key, value in data.items() if value != "" or key not in ("claims", "ignore_labels")}
        signs = _listed(whole.get("applies_when", []))
        if isinstance(signs, list):
            whole["applies_when"] = [{"words": sign} if isinstance(sign, str) else sign for sign in signs]
        example = whole.get("example")
        if isinstance(example, dict) and example.get("claims") == "":
            whole["example"] = {**example, "claims": {}}
        return whole

    @field_validator("ignore_labels")
    @classmethod
    def _are_labels(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(checked_label(label) for label in labels)

    @field_validator("claims")
    @classmethod
    def _are_claims(cls, claims: dict[str, RuleForm]) -> dict[str, RuleForm]:
        seen: dict[str, str] = {}
        for claim, rule in claims.items():
            if claim not in TEACHABLE:
                raise ValueError(f"{claim!r} is no claim that can be taught; those are {', '.join(sorted(TEACHABLE))}")
            for label in rule.label:
                other = seen.setdefault(phrase(label), claim)
                if other != claim:
                    raise ValueError(f"the label {label!r} is given for {other} and for {claim}; it names one claim")
        return claims
