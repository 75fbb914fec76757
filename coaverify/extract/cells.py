"""Cells: runs of words that belong together, with their text and their place."""

from __future__ import annotations

from dataclasses import dataclass, field

from coaverify.extract.lines import bounds, line_text, lines_of
from coaverify.extract.turned import seen_box
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Doubt, Evidence, Source

SURE_FIGURE = 0.75  # least confidence of a word with a figure in it
SURE_WORD = 0.35  # least confidence of a word of letters: a wrong one matches no label and no name


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that belong together. `ruled` tells the table they stand in, None outside of ruled tables."""

    page: int
    box: Box
    text: str
    size: float
    words: tuple[Word, ...] = field(repr=False)
    ruled: int | None = None
    lines: tuple[str, ...] = ()  # the text line by line

    @property
    def source(self) -> Source:
        return Source.OCR if any(word.source is Source.OCR for word in self.words) else Source.TEXT

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What keeps the cell's text from being relied on: figures that the recogniser was not sure of, and words
        that the page shows otherwise than the file names them."""
        unsure = (Doubt.LOW_CONFIDENCE,) if any(map(_is_doubtful, self.words)) else ()
        return (*unsure, Doubt.READERS_DISAGREE) if any(word.dispute for word in self.words) else unsure

    def evidence(self, text: str | None = None) -> Evidence:
        """The cell's place, narrowed to the words of `text` where they can be told."""
        if text and text != self.text:
            return Evidence(self.page, self._box_of(text), text, self.source)
        # the words, not the ruled cell around them, which may be much wider
        return Evidence(self.page, bounds(seen_box(word) for word in self.words), self.text, self.source)

    def _box_of(self, text: str) -> Box:
        wanted = text.replace(" ", "")
        words = list(self.words)
        for start in range(len(words)):
            joined = ""
            for end in range(start, len(words)):
                joined += words[end].text
                if wanted in joined:
                    while wanted in joined[len(words[start].text) :]:
                        joined = joined[len(words[start].text) :]
                        start += 1
                    return bounds(seen_box(word) for word in words[start : end + 1])
                if len(joined) > len(wanted) + 40:
                    break
        return bounds(seen_box(word) for word in words)


def _is_doubtful(word: Word) -> bool:
    least = SURE_FIGURE if any(map(str.isdigit, word.text)) else SURE_WORD
    return word.confidence < least


def part_of(cell: Cell, words: tuple[Word, ...]) -> Cell:
    """Some of a cell's words as a cell of their own."""
    return cell_of(cell.page, list(words), cell.ruled)


def stacked(first: Cell, second: Cell) -> Cell:
    """A cell and the next line of its text as one."""
    text = join_lines(first.text, second.text)
    box = first.box.union(second.box)
    return Cell(
        first.page, box, text, first.size, first.words + second.words, first.ruled, (*first.lines, *second.lines)
    )


def joined(first: Cell, second: Cell) -> Cell:
    """Two cells of one row and column, e.g. the results of two vials, as one."""
    text = f"{first.text}; {second.text}"
    box = first.box.union(second.box)
    return Cell(first.page, box, text, first.size, first.words + second.words, first.ruled, (text,))


def cell_of(page: int, words: list[Word], ruled: int | None = None) -> Cell:
    """Words that belong together as a cell; they may stand on several lines."""
    return cell_of_lines(page, _in_reading_order(lines_of(words)), ruled)


def cell_of_lines(page: int, lines: list[list[Word]], ruled: int | None = None) -> Cell:
    """Lines of words, from the top, as a cell."""
    texts = tuple(map(line_text, lines))
    text = ""
    for line in texts:
        text = join_lines(text, line) if text else line
    flat = tuple(word for line in lines for word in line)
    size = max([word.box.height for word in flat])
    return Cell(page, bounds(word.box for word in flat), text, size, flat, ruled, texts)


def _in_reading_order(lines: list[list[Word]]) -> list[list[Word]]:
    if len(lines) == 1:
        return lines
    return sorted(lines, key=lambda line: max(line, key=lambda word: word.box.height).box.bottom)


def join_lines(first: str, second: str) -> str:
    """Two lines of one text. A hyphen at the end of the line joins without a space."""
    if first.endswith(("-", "\u2010")) and not first.endswith(" -"):
        return first + second
    if _cjk(first[-1:]) and _cjk(second[:1]):
        return first + second
    return f"{first} {second}"


def _cjk(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff"
