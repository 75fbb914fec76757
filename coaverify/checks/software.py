"""Programs that write PDFs, by the names that they leave in their files."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class ProgramKind(StrEnum):
    """What a program is mostly used for. What is not listed writes documents, and nothing follows from its name."""

    IMAGE_EDITOR = "a program for drawing and retouching pictures"
    PDF_EDITOR = "a program for editing PDFs"
    ASSEMBLER = "a tool that copies, merges or shrinks PDFs"
    SCANNER = "a scanner"
    BROWSER = "a browser"
    OFFICE = "an office program"
    GENERATOR = "a library with which programs write reports"
    PRINTER = "a printer driver that writes PDFs"


# The first that is found holds: a tool that rewrites a file adds its name to what was there.
_NAMES: tuple[tuple[ProgramKind, str], ...] = (
    (
        ProgramKind.IMAGE_EDITOR,
        (
            r"photoshop|\bgimp\b|illustrator|inkscape|corel ?draw|affinity|\bcanva\b|paint\.net|pixelmator|figma"
            r"|photopea|krita|\bpaint shop|lightroom|snagit"
        ),
    ),
    (
        ProgramKind.PDF_EDITOR,
        (
            r"foxit.*(?:editor|phantom)|phantompdf|nitro|pdf-xchange|pdfescape|sejda|wondershare|pdfelement|pdffiller"
            r"|dochub|master ?pdf|\bxodo\b|pdfill|infix|smallpdf|pdf24|pdf candy|pdf expert|pdf ?studio|soda ?pdf"
            r"|able2extract|abbyy.*(?:editor|transformer|finereader pdf)|kofax power ?pdf|swifdoo"
            r"|updf|easepdf|libreoffice draw"
        ),
    ),
    (
        ProgramKind.ASSEMBLER,
        (
            r"ilovepdf|pypdf|pdf-lib|pdftk|qpdf|pikepdf|\bcpdf\b|coherentpdf|pdfsam|mupdf|pymupdf|pdfcpu|ghostscript"
            r"|aspose|combine ?pdf"
        ),
    ),
    (
        ProgramKind.SCANNER,
        r"scan|bizhub|imagerunner|ir-adv|epson|ricoh|xerox|workcentre|camscanner|kyocera|brother|officejet|laserjet",
    ),
    (ProgramKind.BROWSER, r"skia|chrome|mozilla|safari|firefox|headless|wkhtml|edge"),
    (ProgramKind.OFFICE, r"word|excel|powerpoint|libreoffice|openoffice|\bwps\b|google docs|writer|calc|pages|acrobat"),
    (ProgramKind.GENERATOR, r"reportlab|itext|tcpdf|fpdf|jspdf|weasyprint|typst|crystal reports|jasper|pdfkit|empower"),
    (ProgramKind.PRINTER, r"quartz|print to pdf|pdfcreator|bullzip|cutepdf|distiller|pscript|cairo"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _NAMES)


@lru_cache(maxsize=256)
def kind_of(program: str) -> ProgramKind | None:
    """What a program is used for; None where its name says nothing."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(program)), None)
