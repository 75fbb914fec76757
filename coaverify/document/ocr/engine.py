"""The text recogniser. The only module that knows rapidocr; its models load once a process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.refusals import NO_OCR, refusal
from coaverify.document.rendering import Pixels

Quad: TypeAlias = npt.NDArray[np.float32]  # 4 x 2: corners from the top left, clockwise as the text reads

DETECTION_SIDE = 1600  # pixels of the longer side that lines are looked for in; they are read at full resolution
AREA_A_BATCH = 12  # heights of a line: wide lines are recognised few at a time, or memory grows with them


@dataclass(frozen=True, slots=True)
class Characters:
    """One recognised line: its text, and for each character a confidence and where it begins and ends.

    `spans` are shares of the line's width, 0 at its left edge; a space has one as well.
    """

    text: str
    confidences: tuple[float, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def confidence(self) -> float:
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Raises Unreadable (`no_text`) where the extra that reads pictures is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise refusal(NO_OCR) from error
    # One thread: workers run side by side, and threads of one page cost half as much again in all.
    threads = int(os.environ.get("COAVERIFY_OCR_THREADS", "1"))
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.max_side_len": DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def lines_in(picture: Pixels, side: int = DETECTION_SIDE) -> list[Quad]:
    """Where lines of text stand, in the picture's own pixels; looked for in a picture of this longer side."""
    recogniser = _engine()
    recogniser.max_side_len = side
    if side > DETECTION_SIDE and max(picture.shape[:2]) < side:
        factor = side / max(picture.shape[:2])
        larger = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        return [quad / factor for quad in lines_in(np.asarray(larger, np.uint8), side)]
    found = recogniser(picture, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [np.asarray(box, np.float32) for box in found.boxes]


def cut(picture: Pixels, quads: list[Quad]) -> list[Pixels]:
    """The lines, each as a picture of its own with its text running from left to right."""
    crops: list[Pixels] = _engine().crop_text_regions(picture, quads)
    return crops


def recognise(lines: list[Pixels]) -> list[Characters]:
    """The text of some pictures of single lines, in their order."""
    if not lines:
        return []
    widths = [line.shape[1] / max(1, line.shape[0]) for line in lines]
    read: list[Characters] = [Characters("", (), ())] * len(lines)
    batch: list[int] = []
    for index in sorted(range(len(lines)), key=widths.__getitem__):
        batch.append(index)
        if len(batch) * max(widths[index], 1.0) >= 6 * AREA_A_BATCH:
            _recognise_batch(lines, batch, read)
            batch = []
    if batch:
        _recognise_batch(lines, batch, read)
    return read


def _recognise_batch(lines: list[Pixels], batch: list[int], read: list[Characters]) -> None:
    found = _engine().recognize_txt([lines[index] for index in batch])
    for index, text, info in zip(batch, found.txts, found.word_results, strict=True):
        read[index] = _characters(text, info)


def _characters(text: str, info: Any) -> Characters:
    """The engine's columns of characters as shares of the line; it gives none for spaces."""
    columns = [column for word in info.word_cols or () for column in word]
    width = float(info.line_txt_len or 0)
    bare = [place for place, character in enumerate(text) if not character.isspace()]
    if not text or width <= 0 or len(columns) != len(bare) or len(info.confs) != len(text):
        return Characters("", (), ())
    centres = {place: (column + 0.5) / width for place, column in zip(bare, columns, strict=True)}
    return Characters(text, tuple(map(float, info.confs)), tuple(_spans(text, centres)))


def _spans(text: str, centres: dict[int, float]) -> list[tuple[float, float]]:
    """Each character from halfway to its left neighbour to halfway to its right one, no wider than is usual."""
    places = sorted(centres)
    steps = sorted(centres[b] - centres[a] for a, b in pairwise(places) if b == a + 1)
    usual = steps[len(steps) // 2] if steps else 1.0 / max(1, len(text))
    spans = []
    for place in range(len(text)):
        if place in centres:
            spans.append((centres[place] - usual / 2, centres[place] + usual / 2))
        else:
            before = max((at for at in places if at < place), default=None)
            after = min((at for at in places if at > place), default=None)
            start = centres[before] + usual / 2 if before is not None else 0.0
            end = centres[after] - usual / 2 if after is not None else 1.0
            spans.append((start, max(start, end)))
    return spans
