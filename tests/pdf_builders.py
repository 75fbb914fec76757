"""PDF files for tests, made on the spot: each function gives the bytes of a small document."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAGE = (400.0, 300.0)  # points

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = PAGE, password: str | None = None) -> bytes:
    """A document with one page for each drawing function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, encrypt=password, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def with_text(*lines: str, size: tuple[float, float] = PAGE) -> bytes:
    """One page with these lines from the top, 20 points apart."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(50, size[1] - 50 - 20 * number, line)

    return drawn(draw, size=size)


def with_content(content: bytes, **page_entries: Any) -> bytes:
    """One page of 400 x 300 points with a content stream of its own; font /F1 is Helvetica."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=PAGE)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    page.obj.Contents = document.make_stream(content)
    for key, value in page_entries.items():
        page.obj[f"/{key}"] = value
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """The document after `change`, written anew."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        buffer = io.BytesIO()
        document.save(buffer, **options)
    return buffer.getvalue()


def picture(colour: str = "white", size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


def place_picture(canvas: Canvas, x: float, y: float, width: float, height: float, colour: str = "white") -> None:
    canvas.drawImage(ImageReader(io.BytesIO(picture(colour))), x, y, width, height)


def updated(data: bytes, old: bytes, new: bytes) -> bytes:
    """The document with its page's content changed by an incremental update that is appended to it.

    The content streams must be plain (see `with_content`); `old` in them becomes `new`.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        contents = document.pages[0].obj.Contents
        number, generation = contents.objgen
        stream = contents.read_bytes().replace(old, new)
        size = len(document.objects) + 1
        root = document.trailer.Root.objgen
    place = len(data)
    body = b"%d %d obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        generation,
        len(stream),
        stream,
    )
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    table = b"xref\n%d 1\n%010d %05d n \n" % (number, place, generation)
    trailer = b"trailer\n<< /Size %d /Root %d %d R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        *root,
        start,
        place + len(body),
    )
    return data + body + table + trailer
