"""The text of a new template: what a document shows, written out for a person to go on with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from coaverify.batch.survey import Survey, Unknown
from coaverify.extract.teaching.reading import TEACHABLE
from coaverify.report.entries import EvidenceEntry
from coaverify.templates.printed import in_words, readings_of

_SIGNS = 3  # words that a template starts with
_LONGEST_SIGN = 60  # characters
_MOST_STUBS = 3  # proposals for one claim
_ISSUERS = ("laboratory", "vendor", "manufacturer")
_UNKNOWN_ISSUER = "Name of the issuer"


def start(survey: Survey, file: str, sha256: str) -> str:
    """A template's first text, in YAML, for a document of this name and hash."""
    lines = [
        f"# A template for coaverify, started from {_one_line(file)}.",
        "# It says where this issuer prints what coaverify does not find by itself. `coaverify template check` holds",
        "# it against the example below. Every key is explained in docs/templates.md.",
        "",
        f"issuer: {_quoted(_issuer(survey))}  # your name for whose paper this is",
        "",
        "# All of these have to stand on a certificate before the template is used. Words as printed, or /a regular",
        '# expression/; {words: "...", page: 1} where the page matters. Keep what no other issuer prints.',
        "applies_when:",
        *(f"  - {_quoted(sign)}" for sign in _signs(survey)),
        "",
        *_claims(survey),
        "",
        "# Labels that coaverify takes for a claim and that are none on this paper:",
        '# ignore_labels: ["Words as printed"]',
        "",
        *_example(survey, file, sha256),
    ]
    return "\n".join(lines) + "\n"


def _issuer(survey: Survey) -> str:
    return next((text for text in (*_parties(survey), *_headings(survey)) if _is_sign(text)), _UNKNOWN_ISSUER)


def _signs(survey: Survey) -> list[str]:
    """Words that stand on this paper whatever it certifies: the issuer, headings and labels without figures."""
    headings = _headings(survey)
    labels = [unknown.label for unknown in survey.unknown]
    fitting = [text for text in (*_parties(survey)[:1], *headings[:1], *labels, *headings[1:]) if _is_sign(text)]
    return list(dict.fromkeys(fitting))[:_SIGNS] or ["Words that only this issuer prints"]


def _parties(survey: Survey) -> list[str]:
    """Who may have issued the paper; not who ordered it."""
    clients = in_words(survey.claims, "client")
    return [words for claim in _ISSUERS for words in in_words(survey.claims, claim) if words not in clients]


def _headings(survey: Survey) -> list[str]:
    """The headings that are no claim's value."""
    values = {words.casefold() for claim in TEACHABLE for words in in_words(survey.claims, claim)}
    return [text for text in survey.headings if text.casefold() not in values]


def _is_sign(text: str) -> bool:
    return 3 < len(text) <= _LONGEST_SIGN and not re.search(r"\d", text) and bool(re.search(r"[^\W\d_]{3}", text))


# --- claims ------------------------------------------------------------------------------------


def _claims(survey: Survey) -> Iterator[str]:
    found = [claim for claim in TEACHABLE if readings_of(survey.claims, claim)]
    yield "# Found without a template; teach one of these only where it is wrong:"
    for claim in found:
        for words, reading in zip(in_words(survey.claims, claim), readings_of(survey.claims, claim), strict=True):
            yield f"#   {claim}: {_one_line(words)}  ({_place(reading.evidence)})"
    if not found:
        yield "#   nothing"
    yield ""
    yield "# Where the paper prints what was not found: at a label, or in a region; never a value. Take the # away:"
    yield '#   lot_number: {label: ["Words as printed", "or so"], position: right}    # or below, above, left; or none'
    yield "#   hplc_purity: {region: {page: 1, box: [left, top, right, bottom]}}      # points, as in the lists here"
    yield "claims:"
    for claim in TEACHABLE:
        if claim not in found:
            yield from _stub(claim, [unknown for unknown in survey.unknown if claim in unknown.fits])
    yield from _beside(survey)


def _stub(claim: str, fitting: list[Unknown]) -> Iterator[str]:
    """A claim that was not found, with an unknown label whose neighbour is written like its values."""
    if not fitting:
        yield f'#  {claim}: {{label: ""}}'
    for unknown in fitting[:_MOST_STUBS]:
        yield f"#  {claim}: {{label: {_quoted(unknown.label)}}}  # {_one_line(unknown.value.text)} ?"


def _beside(survey: Survey) -> Iterator[str]:
    if survey.unknown:
        yield ""
        yield "# Words like labels that mean nothing to coaverify, with their neighbours:"
        for unknown in survey.unknown:
            value = _quoted(unknown.value.text)
            yield f"#   {_quoted(unknown.label)} -> {value}  ({unknown.position.value}; {_place(unknown.value)})"
    if survey.unread:
        yield ""
        yield "# Other figures and names from which nothing was read:"
        for evidence in survey.unread:
            yield f"#   {_quoted(evidence.text)}  ({_place(evidence)})"


def _place(evidence: EvidenceEntry) -> str:
    x0, top, x1, bottom = evidence.box
    return f"page {evidence.page}, box [{x0:.0f}, {top:.0f}, {x1:.0f}, {bottom:.0f}]"


# --- the example -------------------------------------------------------------------------------


def _example(survey: Survey, file: str, sha256: str) -> Iterator[str]:
    yield "# What is to be read on the example: compare it with the paper, and add what you teach."
    yield "example:"
    yield f"  file: {_quoted(file)}"
    yield f"  sha256: {sha256}"
    yield "  claims:"
    for claim in TEACHABLE:
        words = [_quoted(text) for text in in_words(survey.claims, claim)]
        if words:
            yield f"    {claim}: {words[0]}" if len(words) == 1 else f"    {claim}: [{', '.join(words)}]"


def _one_line(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _quoted(text: str) -> str:
    """A text in double quotes, whatever stands in it: YAML reads JSON's strings."""
    return json.dumps(_one_line(text), ensure_ascii=False)
