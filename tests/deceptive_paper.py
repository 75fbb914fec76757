"""Certificates whose file says one figure and whose page shows another: a sound sample with its purity left out, and
means to put anything in its place."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf
import pypdfium2
import reportlab
from pikepdf import Array, Dictionary, Name

import sample_layouts
from coaverify.model.form import Form
from sample_claims import sound
from sample_sheet import HEIGHT, Sheet

GOOD, BAD = "99.31", "91.31"
DIGIT, POINT = 0.556, 0.278  # of the font size: how wide figures and points of Helvetica are
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LAYOUTS = {"ruled table": sample_layouts.ruled_table, "grid": sample_layouts.grid}


class Paper:
    """One page with a gap at (x, y), of type of this size; y from the bottom, as PDF counts."""

    def __init__(self, layout: str = "ruled table") -> None:
        data, self.x, self.y, self.size = _with_gap(layout)
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.page = self.pdf.pages[0]
        self.resources = self.page.obj.Resources
        self.font("F0", _helvetica())
        self._count = 0

    def add(self, content: str | bytes) -> None:
        """More content, painted after all that is there."""
        raw = content if isinstance(content, bytes) else content.encode("latin-1")
        self.page.contents_add(b"\nq\n" + raw + b"\nQ\n", prepend=False)

    def beneath(self, content: str) -> None:
        """Content that is painted before all that is there."""
        self.page.contents_add(b"\nq\n" + content.encode() + b"\nQ\n", prepend=True)

    def write(self, words: str, *, before: str = "", at: float = 0.0, size: float = 0.0, font: str = "F0") -> None:
        """Words with their start this many figures to the right of the gap's."""
        self.add(self.text(words, before=before, at=at, size=size, font=font))

    def text(self, words: str, *, before: str = "", at: float = 0.0, size: float = 0.0, font: str = "F0") -> str:
        x = self.x + at * DIGIT * self.size
        shown = words.replace("\\", r"\\").replace("(", r"\(")
        return f"{before} BT /{font} {size or self.size} Tf {x:.2f} {self.y:.2f} Td ({shown}) Tj ET"

    def box(self, words: str = GOOD, at: float = 0.0) -> str:
        """The operands of a rectangle over so many figures."""
        wide = sum(POINT if one == "." else DIGIT for one in words) * self.size
        x = self.x + at * DIGIT * self.size
        return f"{x - 0.4:.2f} {self.y - 2:.2f} {wide + 0.8:.2f} {self.size + 1:.2f}"

    def put(self, kind: str, name: str, thing: Any) -> None:
        """A resource of the page."""
        if f"/{kind}" not in self.resources:
            self.resources[f"/{kind}"] = Dictionary()
        self.resources[f"/{kind}"][f"/{name}"] = self.pdf.make_indirect(thing)

    def font(self, name: str, thing: Any) -> None:
        self.put("Font", name, thing)

    def state(self, name: str, **entries: Any) -> None:
        self.put("ExtGState", name, Dictionary(**entries))

    def form(self, content: str, **entries: Any) -> Any:
        """A form XObject as large as the page, with the page's fonts."""
        resources = Dictionary(Font=self.resources.Font)
        usual = {"BBox": Array([0, 0, 600, 850]), "Resources": resources}
        return self.pdf.make_indirect(
            pikepdf.Stream(
                self.pdf, content.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form, **{**usual, **entries}
            )
        )

    def annotate(self, subtype: str, look: str | None, **entries: Any) -> None:
        """An annotation over the gap; `look`: how it is painted, from its lower left corner."""
        left, low, wide, high = (float(part) for part in self.box().split())
        note = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([left, low, left + wide, low + high])
        )
        note.F = 4
        for key, value in entries.items():
            note[f"/{key}"] = value
        if look is not None:
            note.AP = Dictionary(N=self.form(look, BBox=Array([0, 0, wide, high])))
        if "/Annots" not in self.page.obj:
            self.page.obj.Annots = Array()
        placed = self.pdf.make_indirect(note)
        self.page.obj.Annots.append(placed)
        if subtype == "Widget":
            self.pdf.Root.AcroForm = Dictionary(Fields=Array([placed]))

    def look(self, words: str = BAD, ground: str = "1 g") -> str:
        """A cover with other words on it, for an annotation."""
        return f"{ground} 0 0 100 30 re f 0 g BT /F0 {self.size} Tf 0.4 2 Td ({words}) Tj ET"

    def layer(self, *, shown: bool = False) -> Any:
        """A layer of the document, switched off."""
        layer = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
        states = Dictionary(OFF=Array([] if shown else [layer]), Order=Array([layer]))
        self.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=states)
        return layer

    def picture(self, words: str) -> Any:
        """A picture of some words, as large as their box."""
        _left, _low, wide, high = (float(part) for part in self.box().split())
        small = pikepdf.new()
        page = small.add_blank_page(page_size=(wide, high))
        page.obj.Resources = Dictionary(Font=Dictionary(F0=small.make_indirect(_helvetica())))
        page.obj.Contents = small.make_stream(f"BT /F0 {self.size} Tf 0.4 2 Td ({words}) Tj ET".encode())
        image = _rendered(small, 6.0)
        return self.pdf.make_indirect(
            pikepdf.Stream(
                self.pdf, image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width,
                Height=image.height, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
            )
        )  # fmt: skip

    def place(self, picture: Any) -> None:
        self.put("XObject", "Im0", picture)
        left, low, wide, high = self.box().split()
        self.add(f"{wide} 0 0 {high} {left} {low} cm /Im0 Do")

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        self.pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()

    def scanned(self, *, layer: str) -> None:
        """The page as a picture of itself, with its own text and `layer` invisible over it."""
        image = _rendered(self.pdf, 150 / 72)
        stream = pikepdf.Stream(
            self.pdf, image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        self.put("XObject", "Scan", stream)
        wide, high = (float(side) for side in self.page.mediabox[2:])
        old = b"\n".join(part.read_bytes() for part in self._contents())
        old = old.replace(f"({BAD})".encode(), f"({layer})".encode())
        scan = f"q {wide} 0 0 {high} 0 0 cm /Scan Do Q 3 Tr\n".encode()
        self.page.obj.Contents = self.pdf.make_stream(scan + old)

    def _contents(self) -> list[Any]:
        contents = self.page.obj.Contents
        return list(contents) if isinstance(contents, Array) else [contents]


def _rendered(pdf: pikepdf.Pdf, scale: float) -> Any:
    buffer = io.BytesIO()
    pdf.save(buffer)
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        return document[0].render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _helvetica() -> Any:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )  # fmt: skip


def helvetica(pdf: pikepdf.Pdf, mapping: dict[int, str], differences: list[Any] | None = None) -> Any:
    """Helvetica that says of its codes what `mapping` says; differences: of its encoding."""
    font = _helvetica()
    if differences is not None:
        font.Encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences))
    font.ToUnicode = to_unicode(pdf, mapping, 1)
    return font


def to_unicode(pdf: pikepdf.Pdf, mapping: dict[int, str], wide: int) -> Any:
    """A ToUnicode map; wide: bytes of a code."""
    rows = "\n".join(f"<{code:0{2 * wide}x}> <{text.encode('utf-16-be').hex()}>" for code, text in mapping.items())
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <{'00' * wide}> <{'ff' * wide}> endcodespacerange\n"
        f"{len(mapping)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    )
    return pdf.make_stream(text.encode())


def plain(**changed: str) -> dict[int, str]:
    """What the codes of figures and points say, but for those that are changed: d1="9" is a 1 that says 9."""
    usual = {ord(one): one for one in "0123456789."}
    return usual | {ord(key[1:]): value for key, value in changed.items()}


def _with_gap(layout: str) -> tuple[bytes, float, float, float]:
    gap: list[tuple[float, float, float]] = []

    class WithGap(Sheet):
        def text(self, x: float, y: float, words: str, size: float = 9.5, **looks: Any) -> float:
            if words == f"{GOOD} %" and not gap:
                gap.append((x, HEIGHT - y, size))
                return super().text(x + 11 * DIGIT * size, y, "%", size, **looks)
            return super().text(x, y, words, size, **looks)

    claims = sound("Semax", Form.PLAIN, vendor="Brightwater Biosynthesis", lot="BB-260302-S1", purity=GOOD)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        with patch.object(sample_layouts, "Sheet", WithGap):  # the layouts draw as ever, with one gap
            LAYOUTS[layout](claims, path)
        return path.read_bytes(), *gap[0]
