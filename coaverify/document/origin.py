"""Who wrote a PDF and when, by its information dictionary and by its XMP packet (ISO 16684-1)."""

from __future__ import annotations

import re

from coaverify.document.characters import clean
from coaverify.document.metadata import LONGEST
from coaverify.model.document import Metadata
from coaverify.model.file_facts import Origin

_OPEN, _CLOSE = b"<rdf:RDF", b"</rdf:RDF>"
LARGEST_PACKET = 200_000  # bytes
MOST_SAVES = 20  # entries of a packet's history

# A property stands as an attribute or as an element; packets are searched and not parsed, for many are not well formed.
_VALUE = r"""(?:\s*=\s*["']([^"']*)["']|(?:\s[^>]*)?>(?:\s*<[^>]*>)*\s*([^<]*))"""
_PROPERTIES = {
    "xmp_producer": re.compile(r"\bpdf:Producer" + _VALUE),
    "xmp_creator": re.compile(r"\bxmp:CreatorTool" + _VALUE),
    "xmp_created": re.compile(r"\bxmp:CreateDate" + _VALUE),
    "xmp_modified": re.compile(r"\bxmp:ModifyDate" + _VALUE),
}
_AGENT = re.compile(r"\bstEvt:softwareAgent" + _VALUE)


def origin_of(known: Metadata, data: bytes) -> Origin:
    """What the file says of its making. Only a packet that stands in the file uncompressed is read, as it ought to."""
    packet = _packet(data)
    found = {name: _first(pattern, packet) for name, pattern in _PROPERTIES.items()} if packet else {}
    agents = dict.fromkeys(_text(match) for match in _AGENT.finditer(packet)) if packet else {}
    return Origin(
        producer=known.producer,
        creator=known.creator,
        created=known.created,
        modified=known.modified,
        history=tuple(agent for agent in agents if agent)[:MOST_SAVES],
        **found,
    )


def _packet(data: bytes) -> str:
    """The file's last packet, which is that of its newest state; "" for none. Pictures may bring packets of theirs."""
    end = data.rfind(_CLOSE)
    start = data.rfind(_OPEN, max(0, end - LARGEST_PACKET), end) if end >= 0 else -1
    packet = data[start:end].decode("utf-8", "ignore") if start >= 0 else ""
    return packet if "pdf:" in packet or "xmp:" in packet else ""


def _first(pattern: re.Pattern[str], packet: str) -> str:
    match = pattern.search(packet)
    return _text(match) if match else ""


def _text(match: re.Match[str]) -> str:
    return clean(match[1] or match[2] or "").strip()[:LONGEST]
