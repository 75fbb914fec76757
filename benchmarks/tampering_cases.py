"""Certificates that were tampered with, made by script: each technique on a certificate of the samples' generator."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

import altered_files as altered
from coaverify.document.read import read
from coaverify.model.document import Word
from coaverify.model.evidence import Box
from coaverify.model.settings import Limits
from make_samples import sound_samples
from sample_claims import Claims
from sample_layouts import Layout
from sample_sheet import Sheet

Twist = Callable[[Sheet, float, float, str, float, str], float]  # draws a value otherwise; returns where it ends
SIZES = (0.85, 0.88, 0.91, 0.94, 1.06, 1.09, 1.12, 1.15)
FAMILIES = ("Vera", "Helvetica", "Times-Roman")
EDITORS = ("Adobe Photoshop 25.1 (Windows)", "GIMP 2.10.36", "Inkscape 1.3", "Foxit PhantomPDF 10.1", "Sejda 3.2.84",
           "Canva", "Wondershare PDFelement 10", "Nitro Pro 13", "PDF-XChange Editor 10", "iLovePDF")  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A tampered file and what has to speak of it: a check that objects, or one of its hints.

    caught: check ids of which one must fail, or stay open where `open_` is set; hints: codes of which one must be.
    """

    technique: str
    data: bytes
    caught: tuple[str, ...]
    hints: tuple[str, ...] = ()
    open_: bool = False


@dataclass(frozen=True)
class Paper:
    """A certificate that can be drawn again and again, and one of its values."""

    layout: Layout
    claims: Claims
    claim: str  # a field of Claims
    value: str

    def drawn(self, twist: Twist | None = None) -> bytes:
        """The PDF; where the value is drawn, `twist` draws it."""
        plain = Sheet.text

        def text(
            sheet: Sheet,
            x: float,
            y: float,
            words: str,
            size: float = 9.5,
            *,
            bold: bool = False,
            colour: str = "#1b1f24",
        ) -> float:
            before, found, after = words.partition(self.value)
            if twist is None or not found:
                return plain(sheet, x, y, words, size, bold=bold, colour=colour)
            x = plain(sheet, x, y, before, size, bold=bold, colour=colour)
            x = twist(sheet, x, y, self.value, size, colour)
            return plain(sheet, x, y, after, size, bold=bold, colour=colour)

        with tempfile.TemporaryDirectory() as folder, patch.object(Sheet, "text", text):
            file = Path(folder) / "a.pdf"
            self.layout(self.claims, file)
            return file.read_bytes()


def paper(rng: random.Random) -> Paper:
    """A random sound certificate and one of its decisive values, which stands on its first page."""
    while True:
        found = _any_paper(rng)
        if any(found.value in word.text for word in _words(found.drawn())):
            return found


def _words(data: bytes) -> tuple[Word, ...]:
    return read(data, "a.pdf", Limits()).pages[0].words


def _any_paper(rng: random.Random) -> Paper:
    samples = sound_samples()
    layout, claims = samples[rng.choice(sorted(samples.keys() - {"third-party-spectrum-report"}))]
    claim, value = rng.choice(
        [("purity", claims.purity), ("molecular_weight", claims.molecular_weight), ("lot", claims.lot),
         ("issued", claims.issued), ("ions", claims.ions[0][1])]
    )  # fmt: skip
    return Paper(layout, claims, claim, value)


def other_value(rng: random.Random, value: str) -> str:
    """The value with one of its figures changed to another one."""
    places = [place for place, character in enumerate(value) if character.isdigit()]
    place = rng.choice(places[-3:])
    return value[:place] + rng.choice([one for one in "123456789" if one != value[place]]) + value[place + 1 :]


# --- type ----------------------------------------------------------------------------------------


def _set(sheet: Sheet, x: float, y: float, words: str, size: float, colour: str, font: str = "") -> float:
    before, sheet.font = sheet.font, font or sheet.font
    end = _plain_text(sheet, x, y, words, size, colour=colour)
    sheet.font = before
    return end


_plain_text = Sheet.text


def _whole(rng: random.Random, how: str) -> Twist:
    size_by, rise = rng.choice(SIZES), rng.choice((-2.0, -1.4, 1.4, 2.0))

    def twist(sheet: Sheet, x: float, y: float, words: str, size: float, colour: str) -> float:
        if how == "family":
            return _set(sheet, x, y, words, size, colour, rng.choice([one for one in FAMILIES if one != sheet.font]))
        if how == "size":
            return _set(sheet, x, y, words, size * size_by, colour)
        return _set(sheet, x, y + rise, words, size, colour)

    return twist


def _part(rng: random.Random, how: str) -> Twist:
    """Some figures of the value are set otherwise than the rest."""
    size_by, rise = rng.choice(SIZES), rng.choice((-1.2, 1.2))
    other = rng.choice(("#000000", "#1d4ed8", "#374151"))

    def twist(sheet: Sheet, x: float, y: float, words: str, size: float, colour: str) -> float:
        places = [place for place, character in enumerate(words) if character.isdigit()][1:]
        chosen = rng.choice(places)
        family = rng.choice([one for one in FAMILIES if one != sheet.font])
        for place, character in enumerate(words):
            if place != chosen:
                x = _set(sheet, x, y, character, size, colour)
            elif how == "family":
                x = _set(sheet, x, y, character, size, colour, family)
            elif how == "size":
                x = _set(sheet, x, y, character, size * size_by, colour)
            elif how == "baseline":
                x = _set(sheet, x, y + rise, character, size, colour)
            else:
                x = _set(sheet, x, y, character, size, other)
        return x

    return twist


def type_case(kind: str, how: str, rng: random.Random) -> Case:
    subject = paper(rng)
    while how in ("size", "family") and kind == "value" and subject.claim == "lot":  # also printed small, in headers
        subject = paper(rng)
    twist = _whole(rng, how) if kind == "value" else _part(rng, how)
    return Case(f"{how} of {'a value' if kind == 'value' else 'a figure'}", subject.drawn(twist), ("integrity.fonts",))


# --- cover, hide, revise -------------------------------------------------------------------------


def place_of(data: bytes, value: str) -> tuple[Box, float]:
    """Where a value stands on the first page, and its size."""
    word = next(word for word in _words(data) if value in word.text)
    return word.box, word.size


def overlay_case(how: str, rng: random.Random) -> Case:
    subject = paper(rng)
    data = subject.drawn()
    box, size = place_of(data, subject.value)
    new = other_value(rng, subject.value)

    def draw(canvas: Canvas, height: float) -> None:
        foot = height - box.bottom + 0.22 * size
        canvas.setFont("Helvetica", size)
        if how == "white box":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(box.x0 - 1, height - box.bottom - 1, box.width + 2, box.height + 2, stroke=0, fill=1)
        if how == "picture":
            from pdf_builders import place_picture

            place_picture(canvas, box.x0 - 1, height - box.bottom - 1, box.width + 2, box.height + 2)
        if how in ("white box", "picture"):
            canvas.setFillColorRGB(0, 0, 0)
            canvas.drawString(box.x0, foot, new)
        elif how == "white text":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.drawString(60, 40, f"{subject.claim} {new}")
        elif how == "off the page":
            canvas.drawString(60, height + 60, f"{subject.claim} {new}")
        elif how == "no size":
            canvas.setFont("Helvetica", 0.4)
            canvas.drawString(60, 40, f"{subject.claim} {new}")
        else:
            canvas.drawString(60, 40, f"{subject.claim} {new}", mode=3)

    open_ = how == "off the page"  # spreadsheets leave such words behind
    return Case(how, altered.overlaid(data, draw), ("integrity.hidden_text", "integrity.fonts"), open_=open_)


def revision_case(rng: random.Random) -> Case:
    subject = paper(rng)
    claims, new = subject.claims, other_value(rng, subject.value)
    changed = {
        "purity": lambda: replace(claims, purity=new),
        "molecular_weight": lambda: replace(claims, molecular_weight=new),
        "lot": lambda: replace(claims, lot=new),
        "issued": lambda: replace(claims, issued=new),
        "ions": lambda: replace(claims, ions=((claims.ions[0][0], new), *claims.ions[1:])),
    }[subject.claim]()
    later = replace(subject, claims=changed)
    return Case("update", altered.revised(subject.drawn(), later.drawn()), ("integrity.revisions",))


def signature_case(rng: random.Random) -> Case:
    subject = paper(rng)
    signed = altered.signed(subject.drawn())
    if rng.random() < 0.5:
        later = replace(subject, claims=replace(subject.claims, purity=other_value(rng, subject.claims.purity)))
        return Case("signed, then changed", altered.revised(signed, later.drawn()), ("integrity.signature",))
    old = b"595.2756"
    return Case(
        "signed bytes changed",
        altered.with_signed_bytes_changed(signed, old, b"595.2757"),
        ("integrity.signature",),
    )


# --- fields and notes ----------------------------------------------------------------------------


def carrier_case(how: str, rng: random.Random) -> Case:
    subject = paper(rng)
    while subject.claim == "ions":
        subject = paper(rng)
    whole = subject.drawn()
    box, _size = place_of(whole, subject.value)
    without = subject.drawn(
        lambda sheet, x, y, words, size, _colour: x + pdfmetrics.stringWidth(words, sheet.font, size)
    )
    new = other_value(rng, subject.value)
    caught = ("integrity.annotations",)
    if how == "field against its appearance":
        return Case(how, altered.with_field(without, box, new, subject.value, inherited=rng.random() < 0.3), caught)
    if how == "note over a value":
        return Case(how, altered.with_note(whole, box, new, new, opaque=True), caught)
    if how == "note in place of a value":
        return Case(how, altered.with_note(without, box, new, new), caught, open_=True)
    return Case(how, altered.with_field(without, box, new, new), (), ("value-in-field",))


# --- what the file says of its making ------------------------------------------------------------


def editor_case(rng: random.Random) -> Case:
    key = rng.choice(("Producer", "Creator"))
    data = altered.with_information(paper(rng).drawn(), **{key: rng.choice(EDITORS)})
    return Case("editing program", data, (), ("image-editor", "pdf-editor", "copying-tool"))


def date_case(rng: random.Random) -> Case:
    made = rng.choice(("D:20260114093000Z", "D:20250602120000Z", "D:20290301080000Z"))
    data = altered.with_information(paper(rng).drawn(), CreationDate=made, ModDate=made)
    return Case("dates of the file", data, (), ("made-before-its-date", "made-years-after"))


TECHNIQUES: tuple[Callable[[random.Random], Case], ...] = (
    *(
        partial(overlay_case, how)
        for how in ("white box", "picture", "white text", "off the page", "no size", "mode 3")
    ),
    revision_case,
    *(partial(type_case, "value", how) for how in ("family", "size", "baseline")),
    *(partial(type_case, "figure", how) for how in ("family", "size", "baseline", "colour")),
    *(
        partial(carrier_case, how)
        for how in ("field against its appearance", "note over a value", "note in place of a value", "value in a field")
    ),
    signature_case,
    editor_case,
    date_case,
)
