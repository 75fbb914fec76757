"""Text that a file gives in place of what it draws (/ActualText): used where the glyphs say nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from coaverify.document.characters import REPLACEMENT, clean
from coaverify.document.marks import Glyph, Run
from coaverify.model.document import Dispute, Hidden


def settle(glyphs: list[Glyph], runs: Iterable[Run]) -> list[Glyph]:
    """The glyphs of a page with these runs, with stand-in text for those that their font does not name.

    Where glyphs and stand-in both say something and it is not the same, the glyphs are what the page
    shows, and the stand-in is added as hidden text.
    """
    if not any(run.stand_in for run in runs):
        return glyphs
    settled: list[Glyph] = []
    for stand_in, group in groupby(glyphs, key=lambda glyph: glyph.run.stand_in):
        members = list(group)
        settled.extend(_settled(members, clean(stand_in)) if stand_in else members)
    return settled


def _settled(members: list[Glyph], stand_in: str) -> list[Glyph]:
    drawn = "".join(glyph.text for glyph in members)
    if drawn.strip(REPLACEMENT) == "" and stand_in.strip():
        return [_instead(members, stand_in, None)]
    if _bare(drawn) == _bare(stand_in) or not _bare(stand_in):
        return members
    if all(glyph.mapped and glyph.text != REPLACEMENT for glyph in members):
        return [*members, _instead(members, stand_in, Hidden.INVISIBLE)]
    return [_instead(members, stand_in, None)]


def _instead(members: list[Glyph], text: str, why: Hidden | None) -> Glyph:
    """One glyph with the whole text, in the place of the others."""
    first = members[0]
    box = first.box
    for glyph in members[1:]:
        box = box.union(glyph.box)
    # what the file says of shapes without a name may be anything: figures have to be read on the page
    dispute = Dispute.PLACE if any(map(str.isdigit, text)) else Dispute.NONE
    return Glyph(text, box.x0, box.top, box.x1, box.bottom, first.baseline, first.run, why=why, dispute=dispute)


def _bare(text: str) -> str:
    """Letters and figures alone: hyphens, spaces and ligatures are what stand-ins honestly change."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
