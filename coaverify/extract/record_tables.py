"""Tables of several lots, products or vials on a page, whichever way they are turned."""

from __future__ import annotations

from collections.abc import Iterator

from coaverify.extract.layout import Layout
from coaverify.extract.records import RecordTable
from coaverify.extract.records_across import records_across
from coaverify.extract.records_down import records_down


def record_tables(layout: Layout) -> Iterator[RecordTable]:
    """Tables with at least two records."""
    index = 0
    while index < len(layout.rows):
        table = records_down(layout, index) or records_across(layout, index)
        if table is not None:
            yield table
        index = table.last + 1 if table is not None else index + 1
