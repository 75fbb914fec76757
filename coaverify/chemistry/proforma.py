"""ProForma 2.0 (HUPO-PSI), read as far as coaverify writes it: other tags are refused, never guessed."""

from __future__ import annotations

import re

from coaverify.chemistry.bridges import TAGS, Bridge
from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.groups import Group, group_tagged
from coaverify.chemistry.residues import BY_CODE, BY_LETTER, Residue, rightly_placed

_RESIDUE = re.compile(r"([A-Z])((?:\[[^\[\]]*\])*)")
_TAG = re.compile(r"\[([^\[\]]*)\]")
_LINK = re.compile(r"(.*?)#XL(\d+)(.*)")


def is_proforma(chain: str) -> bool:
    """True where a tag stands behind a capital letter: "F[INFO:D]"."""
    return re.search(r"[A-Z]\[(?:[A-Za-z]+:|#|[A-Z][a-z]+\])", chain) is not None


def proforma_chain(chain: str) -> tuple[tuple[Residue, ...], tuple[Bridge, ...]]:
    """Residues and bridges of a chain without its ends. Raises SequenceError for a tag that is not known."""
    residues: list[Residue] = []
    opened: dict[str, tuple[int, str]] = {}
    bridges: list[Bridge] = []
    place = 0
    while place < len(chain):
        found = _RESIDUE.match(chain, place)
        if found is None:
            raise SequenceError(f"{chain[place]!r} is no residue.")
        place = found.end()
        tags = _TAG.findall(found[2])
        for link in [_LINK.fullmatch(tag) for tag in tags if "#" in tag]:
            _join(link, len(residues) + 1, opened, bridges)
        residues.append(_tagged(found[1], [tag for tag in tags if "#" not in tag]))
    if opened:
        raise SequenceError("A cross-link has one end only.")
    return rightly_placed(tuple(residues)), tuple(bridges)


def _join(link: re.Match[str] | None, here: int, opened: dict[str, tuple[int, str]], bridges: list[Bridge]) -> None:
    if link is None:
        raise SequenceError("A cross-link is written in a way that is not supported.")
    kind, number = link[1] + link[3], link[2]
    if kind and number in opened:
        raise SequenceError(f"The cross-link XL{number} begins twice.")
    if kind:
        opened[number] = (here, kind)
        return
    ring = next((ring for ring, tag in TAGS.items() if number in opened and opened[number][1] == tag), None)
    if ring is None:
        raise SequenceError(f"The cross-link XL{number} is not known here.")
    bridges.append(Bridge(opened.pop(number)[0], here, ring))


def _tagged(letter: str, tags: list[str]) -> Residue:
    own = [tag for tag in tags if tag.startswith("INFO:") or (letter == "X" and "|INFO:" in tag)][:1]
    groups = [tag for tag in tags if tag not in own]
    named = [t.removeprefix("INFO:") for tag in own for t in tag.split("|") if t.startswith("INFO:") and t != "INFO:D"]
    residue = BY_CODE.get(named[0].lower()) if letter == "X" and named else BY_LETTER.get(letter)
    if residue is None:
        raise SequenceError(f"The residue {letter}{tags or ''} is not known here.")
    group = _group(letter, groups)
    written = residue if group is None else residue.carrying(group)
    if any("INFO:D" in tag.split("|") for tag in own):
        written = written.mirrored()
    if written.proforma != letter + "".join(f"[{tag}]" for tag in tags):
        raise SequenceError(f"The modification {letter}[{']['.join(tags)}] is not supported.")
    return written


def _group(letter: str, tags: list[str]) -> Group | None:
    if not tags:
        return None
    group = group_tagged(tags[0]) if len(tags) == 1 else None
    if group is None:
        raise SequenceError(f"The modification {letter}[{']['.join(tags)}] is not supported.")
    return group
