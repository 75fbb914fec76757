"""Pictures of a report as SVG: chromatograms, ladders, pages with numbered frames. No text of a document is in them."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from markupsafe import Markup

from coaverify.report.chromatogram_entries import ChromatogramEntry
from coaverify.report.model import CertificateReport
from coaverify.report.presentation.chromatograms import chromatogram_view
from coaverify.report.presentation.document import PageView
from coaverify.report.presentation.ladder import Step, laid_out
from coaverify.report.presentation.places import Mark
from coaverify.report.presentation.words import form_name
from coaverify.report.printed.templating import environment

A4 = (595.0, 842.0)  # points; of a page whose size is not known
_PROTONS_ONLY = re.compile(r"\[M[+-]\d*H\]")
_DIGIT = 0.58  # width of a digit, of the height of the letters


@dataclass(frozen=True, slots=True)
class Tag:
    """The number beside a frame, and the patch that it stands on. In points."""

    x: float
    y: float
    width: float
    height: float
    number: int


def page_drawing(page: PageView, picture: bytes | None) -> Markup:
    """A page with its frames; an empty sheet with frames where there is no picture."""
    width, height = (page.width, page.height) if page.measured else A4
    marks = page.marks if page.measured else ()
    size = max(4.5, 5.5 * max(width, height) / A4[1])
    return _drawn(
        "page.svg",
        width=width,
        height=height,
        picture=base64.b64encode(picture).decode("ascii") if picture else "",
        frames=[(mark, _tag(mark, width, size)) for mark in marks],
        size=size,
    )


def _tag(mark: Mark, page_width: float, size: float) -> Tag:
    """On the frame's upper left corner, where it hides least of the words in it and beside it."""
    width, height = size * (_DIGIT * len(str(mark.number)) + 0.5), size * 1.1
    x = min(max(mark.x - width + 1.5, 0.0), page_width - width)
    return Tag(round(x, 2), round(max(mark.y - height + 2.0, 0.0), 2), width, height, mark.number)


def chromatogram_drawing(entry: ChromatogramEntry) -> Markup:
    """The line, its peaks shaded, and its axes."""
    return _drawn("chromatogram.svg", plot=chromatogram_view(entry, ""))


def ladder_drawing(certificate: CertificateReport) -> tuple[Markup, str] | None:
    """The ions of all forms with the observed ones across, and a sentence that says so; None where there are none."""
    known, observed = certificate.identification, certificate.claims.observed_ions
    if known is None or not observed or not any(form.ions for form in known.forms):
        return None
    forms = {
        form_name(form.form): [Step(label, mz, bool(_PROTONS_ONLY.match(label))) for label, mz in form.ions.items()]
        for form in known.forms
        if form.ions
    }
    ladder = laid_out(forms, [float(ion.mz) for ion in observed])
    fitting = {form_name(form) for form in known.supported_forms}
    words = f"{ladder.summary} Across: what was observed."
    if ladder.outside:
        words += f" Beyond the ladder: {', '.join(ladder.outside)}."
    return _drawn("ladder.svg", plot=ladder, fitting=fitting), words


def _drawn(template: str, **values: object) -> Markup:
    return Markup(environment().get_template(template).render(**values))  # made by us, escaped in the template
