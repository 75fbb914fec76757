"""Several certificates on one page, as slips cut from one sheet: regions in which the same claims repeat."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from coaverify.extract.harvest import Harvest, Place
from coaverify.extract.splitting import ONCE, RESULTS
from coaverify.model.evidence import Box, Evidence

_KEYS = ("lot_number", "product_name")
_LEAST = 3  # claims, the key among them, that every block states
_ALIKE = 25.0  # points by which the same claim may stand elsewhere in another block
_COLUMN = 100.0  # points: blocks farther apart stand side by side


@dataclass(frozen=True, slots=True)
class Block:
    """A region of a page from its left and upper edge to where the next begins."""

    left: float
    top: float


def blocks_of(harvest: Harvest) -> list[Harvest]:
    """The harvest of a page cut into its blocks; in one piece where nothing repeats.

    Blocks name different lots (or products) and all state the same claims, a result among them, in the same
    order and place. What stands over or under all of them is stated for each, if it is no result.
    """
    places = _places(harvest)
    anchors = _anchors(harvest, places)
    if anchors is None:
        return [harvest]
    repeated = _repeated(places, anchors)
    if len(repeated) < _LEAST or not set(repeated) & RESULTS:
        return [harvest]
    grid = _grid([[repeated[claim][n] for claim in repeated] for n in range(len(anchors))])
    lowest = max(box.bottom for boxes in repeated.values() for box in boxes)
    owners = list(range(len(anchors)))
    shares = []
    for owner in owners:

        def keep(claim: str, evidence: Evidence, owner: int = owner) -> bool:
            at = _block_at(grid, evidence.box)
            after = evidence.box.top > lowest and claim not in RESULTS and claim not in repeated
            return at == owner or ((at is None or after) and claim not in RESULTS)

        shares.append(harvest.where(keep))
    return shares


def _places(harvest: Harvest) -> dict[str, list[Box]]:
    """Where each claim is stated that a certificate states once."""
    places: dict[str, list[Box]] = defaultdict(list)
    wanted = {*_KEYS, *ONCE, *RESULTS}
    for claim, evidence in harvest.stated():
        if claim in wanted and not any(evidence.box.contains(box, 1.0) for box in places[claim]):
            places[claim].append(evidence.box)
    return places


def _anchors(harvest: Harvest, places: dict[str, list[Box]]) -> list[Box] | None:
    """The places of the lots, or else of the products, where they are several and all different."""
    for key in _KEYS:
        surest = Place.PROSE if key == "lot_number" else Place.BELOW
        values = [
            (one.reading.value.casefold(), one.reading.evidence.box)
            for one in harvest.texts
            if one.claim == key and one.place <= surest
        ]
        distinct = {value for value, _ in values}
        if len(distinct) > 1 and len(values) == len(distinct) == len(places[key]):
            return sorted((box for _, box in values), key=lambda box: (box.top, box.x0))
    return None


def _repeated(places: dict[str, list[Box]], anchors: list[Box]) -> dict[str, list[Box]]:
    """The claims that stand once at the same place beside every anchor, their boxes in the anchors' order."""
    repeated: dict[str, list[Box]] = {}
    for claim, boxes in places.items():
        if len(boxes) % len(anchors):
            continue
        first = boxes[0]
        nearest = min(anchors, key=lambda anchor: _distance(first, anchor))
        for home in (anchors[0], nearest):
            right, down = first.x0 - home.x0, first.top - home.top
            found = []
            for anchor in anchors:
                wanted = (anchor.x0 + right, anchor.top + down)
                box = min(boxes, key=lambda box: abs(box.x0 - wanted[0]) + abs(box.top - wanted[1]))
                if abs(box.x0 - wanted[0]) > _ALIKE or abs(box.top - wanted[1]) > _ALIKE or box in found:
                    break
                found.append(box)
            if len(found) == len(anchors):
                repeated[claim] = found
                break
    return repeated


def _distance(box: Box, other: Box) -> float:
    return abs(box.x0 - other.x0) + abs(box.top - other.top)


def _grid(blocks: list[list[Box]]) -> list[Block]:
    return [Block(min(box.x0 for box in boxes), min(box.top for box in boxes)) for boxes in blocks]


def _block_at(grid: list[Block], box: Box) -> int | None:
    """The block that a box stands in: the last column that begins before it, the last row over it."""
    columns = sorted({round(block.left / _COLUMN) for block in grid})
    starts = {column: min(block.left for block in grid if round(block.left / _COLUMN) == column) for column in columns}
    reached = [column for column in columns if starts[column] <= box.x0 + _ALIKE]
    column = reached[-1] if reached else columns[0]
    inside = [n for n, block in enumerate(grid) if round(block.left / _COLUMN) == column]
    above = [n for n in inside if grid[n].top <= box.bottom]
    return max(above, key=lambda n: grid[n].top) if above else None
