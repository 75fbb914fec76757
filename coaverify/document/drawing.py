"""Walks the objects that PDFium made of a page: text runs, paths and images, in the order of painting."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from coaverify.document.content_marks import marks_of
from coaverify.document.marks import BLACK, USUAL_DESCENT, Colour, Drawing, Paint, Run
from coaverify.document.paths import Ink, PathSorter, Point
from coaverify.document.view import Matrix, around, is_placed
from coaverify.model.document import Image
from coaverify.model.evidence import Box

DEEPEST_FORM = 12  # forms within forms; more is an attack
UNPAINTED_MODES = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
STROKED_MODES = {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}


def address_of(handle: object) -> int:
    """A number that stands for one of PDFium's objects; 0 for none."""
    # A pointer's own memory read as a number: several times faster than ctypes.cast.
    # arg-type: the binding's handles have no common type to name; every one of them is a ctypes pointer.
    return (ctypes.c_void_p.from_buffer(handle).value or 0) if handle else 0  # type: ignore[arg-type]


class PageWalk:
    """One pass over a page's objects. Fills `drawing`, and `runs` by the address of the text object."""

    def __init__(self, page: object, view: Matrix) -> None:
        self.drawing = Drawing()
        self.runs: dict[int, Run] = {}
        self._paths = PathSorter(self.drawing)
        self._order = 0
        self._fonts: dict[int, tuple[str, float]] = {}
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._floats = [ctypes.c_float() for _ in range(4)]
        count = pdfium.FPDFPage_CountObjects(page)
        self._walk((pdfium.FPDFPage_GetObject(page, index) for index in range(count)), view, None, 0)
        self._paths.finish()

    def _walk(self, handles: Iterator[object], outer: Matrix, clip: Box | None, depth: int) -> None:
        for handle in handles:
            if not handle:
                continue
            kind = pdfium.FPDFPageObj_GetType(handle)
            self._order += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._add_run(handle, outer, clip)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._add_path(handle, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._add_image(handle, outer, clip)
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                self._add_shading(handle, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                count = pdfium.FPDFFormObj_CountObjects(handle)
                parts = (pdfium.FPDFFormObj_GetObject(handle, index) for index in range(count))
                inner = _matrix(handle).then(outer)
                self._walk(parts, inner, self._clip(handle, outer, clip), depth + 1)

    def _add_run(self, handle: object, outer: Matrix, clip: Box | None) -> None:
        matrix = _matrix(handle).then(outer)
        size = self._floats[0]
        pdfium.FPDFTextObj_GetFontSize(handle, size)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        name, descent = self._font(pdfium.FPDFTextObj_GetFont(handle))
        layered, stand_in = marks_of(handle)
        self.runs[address_of(handle)] = Run(
            order=self._order,
            size=abs(size.value) * matrix.rise,
            font=name,
            descent=descent,
            angle=round(math.degrees(math.atan2(-matrix.b, matrix.a))) % 360,
            colour=self._colour(handle, stroke=mode in STROKED_MODES),
            unpainted=mode in UNPAINTED_MODES,
            clip=self._clip(handle, outer, clip),
            layered=layered,
            stand_in=stand_in,
            handle=handle,
        )

    def _add_path(self, handle: object, outer: Matrix) -> None:
        fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill_mode, stroked)
        fill = self._colour(handle, stroke=False) if fill_mode.value else None
        stroke = self._colour(handle, stroke=True) if stroked.value else None
        ink = Ink(_hex(stroke), _hex(fill))
        if not ink.fill and not ink.stroke:
            return
        every: list[Point] = []
        for points, closed in self._pieces(handle, _matrix(handle).then(outer)):
            every.extend(points)
            if len(points) > 1:
                self._paths.add(points, closed, ink)
        if fill is not None and every:
            self.drawing.paints.append(Paint(self._order, around(every), fill))

    def _pieces(self, handle: object, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """The path's pieces, each as its points and whether it is closed. Of a Bezier the end point."""
        x, y = self._floats[:2]
        points: list[Point] = []
        closed = False
        bezier = 0
        for index in range(pdfium.FPDFPath_CountSegments(handle)):
            segment = pdfium.FPDFPath_GetPathSegment(handle, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, closed
                points, closed = [], False
            bezier = bezier + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
            if bezier % 3 == 0 and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                point = matrix.point(x.value, y.value)
                if is_placed(*point):
                    points.append(point)
            closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
        if points:
            yield points, closed

    def _add_image(self, handle: object, outer: Matrix, clip: Box | None) -> None:
        self._paths.finish()
        whole = _matrix(handle).then(outer).box(0, 0, 1, 1)
        box = _shared(whole, self._clip(handle, outer, clip))
        if box is None or not is_placed(box.x0, box.top):
            return
        width, height = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
        self.drawing.images.append(Image(box, width.value, height.value))
        self.drawing.paints.append(Paint(self._order, box, None))

    def _add_shading(self, handle: object, outer: Matrix) -> None:
        left, bottom, right, top = self._floats
        if pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            box = outer.box(left.value, bottom.value, right.value, top.value)
            self.drawing.paints.append(Paint(self._order, box, None))

    def _clip(self, handle: object, outer: Matrix, clip: Box | None) -> Box | None:
        """The box around what the object's clip paths leave to be seen; None: everything."""
        path = pdfium.FPDFPageObj_GetClipPath(handle)
        x, y = self._floats[:2]
        for index in range(max(0, pdfium.FPDFClipPath_CountPaths(path)) if path else 0):
            points = []
            for place in range(max(0, pdfium.FPDFClipPath_CountPathSegments(path, index))):
                segment = pdfium.FPDFClipPath_GetPathSegment(path, index, place)
                if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                    points.append(outer.point(x.value, y.value))
            if points:
                clip = _shared(around(points), clip) or Box(0, 0, 0, 0)
        return clip

    def _colour(self, handle: object, *, stroke: bool) -> Colour:
        ask = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, *self._channels):
            return BLACK
        red, green, blue, alpha = (channel.value for channel in self._channels)
        return (red, green, blue, alpha)

    def _font(self, font: object) -> tuple[str, float]:
        """A font's name, and how far its letters reach below the baseline as a share of the size."""
        address = address_of(font)
        if address not in self._fonts:
            depth = self._floats[1]
            known = bool(font) and pdfium.FPDFFont_GetDescent(font, 1.0, depth)
            usual = known and 0.1 <= -depth.value <= 0.35
            self._fonts[address] = (_font_name(font), -depth.value if usual else USUAL_DESCENT)
        return self._fonts[address]


def _shared(box: Box, clip: Box | None) -> Box | None:
    """What a clip leaves of a box; None: nothing."""
    if clip is None:
        return box
    x0, top = max(box.x0, clip.x0), max(box.top, clip.top)
    x1, bottom = min(box.x1, clip.x1), min(box.bottom, clip.bottom)
    return Box(x0, top, x1, bottom) if x1 > x0 and bottom > top else None


def _matrix(handle: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _hex(colour: Colour | None) -> str:
    """ "#rrggbb", or "" for nothing and for full transparency."""
    return "" if colour is None or colour[3] == 0 else "#{:02x}{:02x}{:02x}".format(*colour)


def _font_name(font: object) -> str:
    """The font's name without the prefix of a subset."""
    if not font:
        return ""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, min(length, 512)))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    prefix, plus, rest = name.partition("+")
    return rest if plus and len(prefix) == 6 else name
