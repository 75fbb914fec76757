"""Chromatograms drawn as vector lines: the trace in minutes and detector units."""

from __future__ import annotations

from coaverify.extract.layout import Layout
from coaverify.model.certificate import Trace


def traces_of(layout: Layout) -> list[Trace]:
    return []
