"""Peak tables: a header that names retention times and areas, rows of figures under it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from coaverify.extract.cells import Cell, part_of, stacked
from coaverify.extract.figures.frames import parts_of
from coaverify.extract.labels import peak_column_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.lines import bounds
from coaverify.extract.values.numbers import normalise, numbers_in, parse_decimal
from coaverify.extract.vocabulary import languages, pattern_of, vocabulary
from coaverify.model.certificate import Amount, Peak
from coaverify.model.document import Word
from coaverify.model.evidence import Evidence, Reading, Source

# a second line of headers: units, "%", "#"
_CONTINUES = re.compile(
    r"^[\[(]?(?:min|minutes|s|sec|%|#|(?:mau|au|[mµμun]?v|[mnµμu]?riu|lsu|mv)(?:\W{0,3}(?:s|sec|min))?|area|time|name|type"
    r"|counts|n\.?a\.?)[\])]?$",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"[-=_|+.·…\s]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_AREAS = frozenset({"area", "area_percent"})
_LONGEST_HEADER = 5  # words
_EDGE = 20.0  # points that figures may reach over the headers
_LAST_GAP = 3.0  # of a row's height


@dataclass(frozen=True, slots=True)
class PeakTable:
    """A peak table: its header row, its last row, its cells and its peaks."""

    first: int
    last: int
    cells: tuple[Cell, ...]
    peaks: tuple[Reading[Peak], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A header of a peak table and the kind of column under it."""

    column: str
    cell: Cell


def peak_tables(layout: Layout) -> Iterator[PeakTable]:
    """Each peak table of a page."""
    index = 0
    pieces: _Pieces = {}
    while index < len(layout.rows):
        heads, below = _heads(layout, index, pieces)
        table = _collect(layout, index, below, heads) if heads else None
        if table is not None and table.peaks:
            yield table
        index = table.last + 1 if table is not None else index + 1


_Pieces = dict[int, list[Cell]]  # of cells, by id: a row is looked at as the first and as the second of two


def _heads(layout: Layout, index: int, known: _Pieces) -> tuple[list[Head], int]:
    """The headers that begin in a row, and the row under them; headers may go on in a second row."""
    if not _speak_of_area(layout.rows[index : index + 2]):
        return [], index
    pieces = [piece for cell in layout.rows[index] for piece in _pieces_of(cell, known)]
    under = layout.rows[index + 1] if index + 1 < len(layout.rows) else ()
    second = [piece for cell in under for piece in _pieces_of(cell, known)]
    if second and all(_CONTINUES.match(piece.text) for piece in second):
        heads = [_continued(piece, second) for piece in pieces]
        if _is_header(heads):
            return heads, index + 2
    heads = [Head(peak_column_of(piece.text) or "", piece) for piece in pieces]
    return (heads, index + 1) if _is_header(heads) else ([], index)


def _speak_of_area(rows: Sequence[Row]) -> bool:
    """Whether a header of areas may stand in rows: most rows of a page need not be looked at any closer."""
    text = unicodedata.normalize("NFKC", "".join(cell.text for row in rows for cell in row)).casefold()
    return bool(_of_area().search(_NO_LETTER.sub("", text).replace("ё", "е")))


@cache
def _of_area() -> re.Pattern[str]:
    """The letters of all headers of areas and of their shares, in all languages."""
    names = (name for name, column in vocabulary().peaks.items() if column in _AREAS)
    letters = sorted({_NO_LETTER.sub("", name) for name in names}, key=len)
    shortest = [one for n, one in enumerate(letters) if not any(other in one for other in letters[:n])]
    return re.compile("|".join(map(re.escape, shortest)))


def _pieces_of(cell: Cell, known: _Pieces) -> list[Cell]:
    found = known.get(id(cell))
    if found is None:
        found = known[id(cell)] = _pieces(cell)
    return found


def _pieces(cell: Cell) -> list[Cell]:
    """A header cell, or the headers in it where several stand so near that they were read as one."""
    if peak_column_of(cell.text) is not None:
        return [cell]
    words = [part for word in cell.words for part in parts_of(word)]
    if len(words) < 2:
        return [cell]
    if all(len(word.text) == 1 for word in words):  # "A r e a %"
        return [replace(cell, text="".join(word.text for word in words))]
    pieces = [part_of(cell, group) for group in _headers_in(tuple(words))]
    return pieces if sum(peak_column_of(piece.text) is not None for piece in pieces) >= 2 else [cell]


def _headers_in(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Words cut into headers so that most of them belong to one that is known.

    "Height % Area" may be cut in two ways; a share of the area is what such a table is printed for.
    """
    best: list[tuple[tuple[int, bool, int], list[tuple[Word, ...]]]] = [((0, False, 0), [])]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_HEADER), end):
            group = words[start:end]
            column = peak_column_of(" ".join(word.text for word in group))
            if len(group) > 1 and (column is None or group[0].text[0] in "[("):
                continue  # a unit stands behind its header
            (covered, share, fewest), before = best[start]
            covered += len(group) if column is not None else 0
            ways.append(((covered, share or column == "area_percent", fewest - 1), [*before, group]))
        best.append(max(ways, key=lambda way: way[0]))
    return best[-1][1]


def _continued(piece: Cell, second: list[Cell]) -> Head:
    """A header with its unit or its "%" from the row under it."""
    text = " ".join([piece.text, *(other.text for other in second if other.box.overlap_x(piece.box) > 0)])
    return Head(peak_column_of(text) or peak_column_of(piece.text) or "", piece)


def _is_header(heads: list[Head]) -> bool:
    names = {head.column for head in heads}
    wanted = names & {"retention_time", "area", "area_percent", "height"}
    return len(wanted) >= 2 and bool(names & _AREAS)


def _collect(layout: Layout, index: int, below: int, heads: list[Head]) -> PeakTable:
    known = [head for head in heads if head.column]
    left = min(head.cell.box.x0 for head in known) - 2
    right = max(head.cell.box.x1 for head in known) + _EDGE
    peaks: list[Reading[Peak]] = []
    taken = [head.cell for head in known]
    last = below - 1
    bottom = max(head.cell.box.bottom for head in known)
    for number in range(below, len(layout.rows)):
        row = tuple(cell for cell in layout.rows[number] if cell.box.x1 > left and cell.box.x0 < right)
        if not row:
            continue  # a row of what stands beside the table
        gap = min(cell.box.top for cell in row) - bottom
        if gap > _LAST_GAP * max(cell.size for cell in row):
            break
        total = any(_total().match(cell.text.strip()) for cell in row)
        peak = None if total else _peak(row, heads)
        if peak is None and not total and not all(_DECORATION.fullmatch(cell.text) for cell in row):
            break
        taken.extend(row)
        last, bottom = number, max(cell.box.bottom for cell in row)
        if peak is not None:
            peaks.append(peak)
        if total:
            break
    return PeakTable(index, last, tuple(taken), tuple(peaks))


@cache
def _total() -> re.Pattern[str]:
    """The words that begin the last row of a peak table, in all languages."""
    return pattern_of(word for language in languages() for word in language.totals)


def _peak(row: Row, heads: list[Head]) -> Reading[Peak] | None:
    cells: dict[str, Cell] = {}
    for head, piece in _under(heads, [piece for cell in row for piece in _figures(cell)]):
        if head.column == "name" and "name" in cells:
            piece = stacked(cells.pop("name"), piece)  # "Imp 1"
        cells.setdefault(head.column, piece)
    time = _figure(cells.get("retention_time"), grouping=False)
    area = _figure(cells.get("area"), grouping=True)
    percent = _figure(cells.get("area_percent"), grouping=False)
    columns = {head.column for head in heads}
    if (time is None and "retention_time" in columns) or (area is None and percent is None):
        return None
    name = cells["name"].text if "name" in cells and re.search(r"[A-Za-z]{2}", cells["name"].text) else ""
    box = bounds(cell.box for cell in row)
    source = next((cell.source for cell in row if cell.source is not Source.TEXT), Source.TEXT)
    evidence = Evidence(row[0].page, box, " ".join(cell.text for cell in row), source)
    doubts = tuple(dict.fromkeys(doubt for cell in row for doubt in cell.doubts))
    return Reading(Peak(time, area, percent, name), evidence, doubts)


def _under(heads: list[Head], pieces: list[Cell]) -> list[tuple[Head, Cell]]:
    """Each piece of a row with the header that it stands under.

    Figures set flush right under headers set flush left may stand nearer to the next header; where two pieces
    would fall to one header and there is a piece for each, their order decides.
    """
    near = [max(heads, key=lambda head: _fit(piece, head.cell)) for piece in pieces]
    if len(pieces) > len(heads):  # a column without a header, such as the numbers of the peaks
        pairs = list(zip(near, pieces, strict=True))
        return [(head, piece) for head, piece in pairs if head.column == "name" or piece is _nearest(head, pairs)]
    if len(pieces) == len(heads) and len({id(head) for head in near}) < len(heads):
        near = sorted(heads, key=lambda head: head.cell.box.x0)
        pieces = sorted(pieces, key=lambda piece: piece.box.x0)
    return list(zip(near, pieces, strict=True))


def _nearest(head: Head, pairs: list[tuple[Head, Cell]]) -> Cell:
    """Of the pieces that fall to a header the one that stands best under it."""
    return max((piece for other, piece in pairs if other is head), key=lambda piece: _fit(piece, head.cell))


def _figures(cell: Cell) -> list[Cell]:
    """A cell, or its words where it holds figures of several columns ("9380.56 1187.41", "15.052 BV")."""
    numbers = sum(1 for word in cell.words if re.fullmatch(r"[\d.,]*\d[\d.,]*%?", word.text))
    mixed = numbers and len(cell.words) > 1 and not re.fullmatch(r"[\d., ]+", cell.text)
    if not (numbers > 1 or mixed):
        return [cell]
    # dots may lead from column to column
    return [part_of(cell, (word,)) for word in cell.words if not _DECORATION.fullmatch(word.text)]


def _fit(cell: Cell, header: Cell) -> float:
    """Shared width where there is any, else nearness of the nearest edges or centres."""
    shared = cell.box.overlap_x(header.box)
    if shared > 0:
        return 1000 + shared
    return -min(
        abs(cell.box.x0 - header.box.x0), abs(cell.box.x1 - header.box.x1), abs(cell.box.centre - header.box.centre)
    )


def _figure(cell: Cell | None, *, grouping: bool) -> Amount | None:
    """A cell that is one number; areas may be grouped ("7,181,227"), times and percentages are not."""
    if cell is None:
        return None
    text = normalise(cell.text).strip().rstrip("%").strip()
    if re.fullmatch(r"[\d.,' ]+(?:[eE][+-]?\d+)?", text):
        value = parse_decimal(text, grouping=grouping)
        return None if value is None else Amount(value)
    numbers = list(numbers_in(text, grouping=grouping))
    return numbers[0].amount if len(numbers) == 1 and len(text) < 16 else None
