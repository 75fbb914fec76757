"""Ruled tables: pdfplumber's table finder, given edges from whichever reader found them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfplumber.table import TableFinder

from coaverify.model.evidence import Box

# pdfplumber looks at every pair of a vertical and a horizontal line. A certificate has hundreds of
# them at most; a drawing with more is no table and would only cost time.
MOST_EDGES = 3000
MOST_PAIRS = 400_000


class _RuledPage:
    """As much of a pdfplumber page as its table finder asks for."""

    def __init__(self, edges: list[dict[str, Any]]) -> None:
        self.edges = edges


def ruled_tables(edges: Iterable[Box]) -> tuple[tuple[Box, ...], ...]:
    """For each ruled table its cells, given the page's straight lines."""
    lines = [_edge(box) for box in edges]
    if not 4 <= len(lines) <= MOST_EDGES:
        return ()
    upright = sum(line["orientation"] == "v" for line in lines)
    if upright * (len(lines) - upright) > MOST_PAIRS:
        return ()
    page: Any = _RuledPage(lines)
    found = TableFinder(page)
    return tuple(tuple(Box(*map(float, cell)) for cell in table.cells) for table in found.tables)


def _edge(box: Box) -> dict[str, Any]:
    """The centre line of a rule in pdfplumber's words."""
    flat = box.width >= box.height
    x0, x1 = (box.x0, box.x1) if flat else (box.centre, box.centre)
    top, bottom = (box.middle, box.middle) if flat else (box.top, box.bottom)
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if flat else "v",
    }
