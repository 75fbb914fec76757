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
    flat = len(lines) - upright
    if min(upright, flat) < 2 or upright * flat > MOST_PAIRS:
        return ()
    page: Any = _RuledPage(lines)
    found = TableFinder(page)
    return tuple(tuple(Box(*map(float, cell)) for cell in table.cells) for table in found.tables)


def _edge(box: Box) -> dict[str, Any]:
    """The centre line of a rule in pdfplumber's words."""
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    flat = x1 - x0 >= bottom - top
    if flat:
        top = bottom = box.middle
    else:
        x0 = x1 = box.centre
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
