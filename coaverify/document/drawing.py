"""Walks the objects that PDFium made of a page: text runs, paths and images, in the order of painting."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from coaverify.document import calls
from coaverify.document.content_marks import Marks
from coaverify.document.marks import BLACK, USUAL_DESCENT, Colour, Drawing, Paint, Run
from coaverify.document.paths import Ink, PathSorter, Point
from coaverify.document.view import FARTHEST, Matrix, around, is_placed
from coaverify.model.document import Image
from coaverify.model.evidence import Box

WIDE = 3.0  # points: a line that is wider may cover type
CORNERS = 5  # points of a rectangle, closed
DEEPEST_FORM = 12  # forms within forms; more is an attack
UNPAINTED_MODES = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
STROKED_MODES = {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}


class PageWalk:
    """One pass over a page's objects. Fills `drawing`, and `runs` by the address of the text object."""

    def __init__(self, page: Any, view: Matrix) -> None:
        self.drawing = Drawing()
        self.runs: dict[int, Run] = {}
        self._paths = PathSorter(self.drawing)
        self._order = 0
        self._ragged = False  # whether the last clip that was asked for is no rectangle
        self._fonts: dict[int, tuple[str, float, Any]] = {}
        self._marks = Marks()
        self._answers = calls.Answers()
        count = pdfium.FPDFPage_CountObjects(page)
        self._walk(map(calls.object_at, repeat(page.raw), range(count)), view, None, 0)
        self._paths.finish()

    def _walk(
        self, handles: Iterator[Any], outer: Matrix, clip: Box | None, depth: int, *, veiled: bool = False
    ) -> None:
        for handle in handles:
            if not handle:
                continue
            kind = calls.kind_of(handle)
            self._order += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._add_run(handle, outer, clip, veiled)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._add_path(handle, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._add_image(handle, outer, clip)
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                self._add_shading(handle, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                parts = map(calls.part_at, repeat(handle), range(calls.part_count(handle)))
                inner = Matrix(*self._matrix(handle)).then(outer)
                # a form may belong to a layer by an entry of its own, which nobody tells: it is looked at
                self._walk(parts, inner, self._clip(handle, outer, clip), depth + 1, veiled=True)

    def _add_run(self, handle: Any, outer: Matrix, clip: Box | None, veiled: bool) -> None:
        rise, angle, along = _slant(*self._matrix(handle)[:4], outer)
        calls.font_size_of(handle, self._answers.at[0])
        size = self._answers.floats()[0]
        mode = calls.render_mode_of(handle)
        name, descent, face = self._font(calls.font_of(handle) or 0)
        layered, stand_in = self._marks.of(handle)
        self.runs[calls.address_of(handle)] = Run(
            order=self._order,
            size=abs(size) * rise,
            font=name,
            descent=descent,
            angle=angle,
            colour=self._colour(handle, calls.stroke_of if mode in STROKED_MODES else calls.fill_of),
            unpainted=mode in UNPAINTED_MODES,
            clip=self._clip(handle, outer, clip),
            layered=layered or veiled or self._ragged or bool(calls.is_see_through(handle)),
            stand_in=stand_in,
            handle=handle,
            face=face,
            across=abs(size) * along,
        )

    def _add_path(self, handle: Any, outer: Matrix) -> None:
        if not calls.draw_mode_of(handle, *self._answers.at[:2]):
            return
        fill_mode, stroked = self._answers.whole_numbers()[:2]
        fill = self._colour(handle, calls.fill_of) if fill_mode else None
        stroke = self._colour(handle, calls.stroke_of) if stroked else None
        ink = _ink(stroke, fill)
        if not ink.fill and not ink.stroke:
            return
        every: list[Point] = []
        for points, closed in self._pieces(handle, Matrix(*self._matrix(handle)).then(outer)):
            if fill is not None:
                every.extend(points)
            if len(points) > 1:
                self._paths.add(points, closed, ink)
        if fill is not None and every:
            self.drawing.paints.append(Paint(self._order, around(every), fill))
        elif stroke is not None:
            self._add_wide_line(handle, stroke, outer)

    def _add_wide_line(self, handle: Any, stroke: Colour, outer: Matrix) -> None:
        """A line that is wide enough to lie over type."""
        known = calls.stroke_width_of(handle, self._answers.at[0])
        if known and self._answers.floats()[0] > WIDE and calls.bounds_of(handle, *self._answers.at[:4]):
            self.drawing.paints.append(Paint(self._order, outer.box(*self._answers.floats()[:4]), stroke))

    def _pieces(self, handle: Any, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """The path's pieces, each as its points and whether it is closed. Of a Bezier the end point."""
        x_at, y_at = self._answers.at[:2]
        a, b, c, d, e, f = matrix
        points: list[Point] = []
        bezier = 0
        before: Any = None  # only a piece's last segment closes it
        for segment in map(calls.segment_at, repeat(handle), range(calls.segment_count(handle))):
            kind = calls.segment_kind_of(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, bool(calls.segment_closes(before))
                points = []
            bezier = bezier + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
            if bezier % 3 == 0 and calls.segment_point_of(segment, x_at, y_at):
                x, y = self._answers.point()
                # matrix.point and is_placed, written out: a trace has thousands of points
                across, down = a * x + c * y + e, b * x + d * y + f
                if -FARTHEST < across < FARTHEST and -FARTHEST < down < FARTHEST:
                    points.append((across, down))
            before = segment
        if points:
            yield points, bool(calls.segment_closes(before))

    def _add_image(self, handle: Any, outer: Matrix, clip: Box | None) -> None:
        self._paths.finish()
        whole = Matrix(*self._matrix(handle)).then(outer).box(0, 0, 1, 1)
        box = _shared(whole, self._clip(handle, outer, clip))
        if box is None or not is_placed(box.x0, box.top):
            return
        known = calls.pixel_size_of(handle, *self._answers.at[:2])
        width, height = self._answers.whole_numbers()[:2] if known else (0, 0)
        self.drawing.images.append(Image(box, width, height))
        self.drawing.paints.append(Paint(self._order, box, None))

    def _add_shading(self, handle: Any, outer: Matrix) -> None:
        clip = self._clip(handle, outer, None)  # a gradient has no edges of its own
        if clip is not None:
            self.drawing.paints.append(Paint(self._order, clip, None))
        elif calls.bounds_of(handle, *self._answers.at[:4]):
            box = outer.box(*self._answers.floats()[:4])
            self.drawing.paints.append(Paint(self._order, box, None))

    def _clip(self, handle: Any, outer: Matrix, clip: Box | None) -> Box | None:
        """The box around what the object's clip paths leave to be seen; None: everything."""
        path = calls.clip_of(handle)
        self._ragged = False
        for index in range(calls.clip_count(path) if path else 0):
            points = []
            for place in range(calls.clip_segment_count(path, index)):
                segment = calls.clip_segment_at(path, index, place)
                if calls.segment_point_of(segment, *self._answers.at[:2]):
                    points.append(outer.point(*self._answers.point()))
            if len(points) > CORNERS:
                self._ragged = True
            if points:
                clip = _shared(around(points), clip) or Box(0, 0, 0, 0)
        return clip

    def _matrix(self, handle: Any) -> Sequence[float]:
        """The object's own matrix, as six numbers."""
        return self._answers.floats() if calls.matrix_of(handle, self._answers.at[0]) else Matrix()

    def _colour(self, handle: Any, ask: Callable[..., int]) -> Colour:
        if not ask(handle, *self._answers.at[:4]):
            return BLACK
        red, green, blue, alpha, *_ = self._answers.whole_numbers()
        return (red, green, blue, alpha)

    def _font(self, address: int) -> tuple[str, float, Any]:
        """A font's name, how far its letters reach below the baseline as a share of the size, and the font."""
        if address not in self._fonts:
            font = calls.handle_at(address, pdfium.FPDF_FONT)
            depth = ctypes.c_float()
            known = bool(font) and pdfium.FPDFFont_GetDescent(font, 1.0, depth)
            usual = known and 0.1 <= -depth.value <= 0.35
            self._fonts[address] = (_font_name(font), -depth.value if usual else USUAL_DESCENT, font)
        return self._fonts[address]


@lru_cache(maxsize=256)
def _slant(a: float, b: float, c: float, d: float, outer: Matrix) -> tuple[float, int, float]:
    """How long a unit of height becomes, the angle in degrees, and how long a unit of width becomes.

    They are the same for nearly all of a page's text.
    """
    matrix = Matrix(a, b, c, d).then(outer)
    angle = round(math.degrees(math.atan2(-matrix.b, matrix.a))) % 360
    return matrix.rise, angle, math.hypot(matrix.a, matrix.b)


def _shared(box: Box, clip: Box | None) -> Box | None:
    """What a clip leaves of a box; None: nothing."""
    if clip is None:
        return box
    x0, top = max(box.x0, clip.x0), max(box.top, clip.top)
    x1, bottom = min(box.x1, clip.x1), min(box.bottom, clip.bottom)
    return Box(x0, top, x1, bottom) if x1 > x0 and bottom > top else None


@lru_cache(maxsize=256)
def _ink(stroke: Colour | None, fill: Colour | None) -> Ink:
    return Ink(_hex(stroke), _hex(fill))


def _hex(colour: Colour | None) -> str:
    """ "#rrggbb", or "" for nothing and for full transparency."""
    return "" if colour is None or colour[3] == 0 else "#{:02x}{:02x}{:02x}".format(*colour)


def _font_name(font: Any) -> str:
    """The font's name without the prefix of a subset."""
    if not font:
        return ""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, min(length, 512)))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    prefix, plus, rest = name.partition("+")
    return rest if plus and len(prefix) == 6 else name
