"""The files of a bundle against its manifest, and the manifest's signature."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field

from coaverify.archive.bundles import parts
from coaverify.archive.bundles.reading import Source, contents, digest_and_size, lines_of
from coaverify.archive.canonical import Json
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.proof.trust import Trust

_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]+)")


@dataclass(slots=True)
class Contents:
    """What was found in a bundle. digests, sizes: of the files as they are, by name."""

    digests: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


def about(source: Source) -> dict[str, Json]:
    """What the bundle says that it is; nothing where that cannot be read."""
    try:
        found = json.loads(contents(source, parts.ABOUT) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def prove_files(source: Source, tell: Tell) -> Contents:
    """Hold every file against the manifest."""
    there = Counter(source.names())
    found = Contents()
    for line in lines_of(source, parts.MANIFEST):
        named = _LINE.fullmatch(line)
        if not named:
            tell(
                Finding(Code.MANIFEST_ALTERED, parts.MANIFEST, f"The manifest has a line that is none: {line[:100]!r}.")
            )
            continue
        _prove_file(source, named[2], named[1], found, tell)
    for name, times in there.items():
        if times > 1:
            tell(Finding(Code.FILE_STRAY, f"file {name}", f"The file {name} stands in the bundle {times} times."))
        if name not in found.digests and name not in (parts.MANIFEST, parts.MANIFEST_SIGNATURE):
            tell(Finding(Code.FILE_STRAY, f"file {name}", f"The file {name} is not named by the manifest."))
    return found


def _prove_file(source: Source, name: str, digest: str, found: Contents, tell: Tell) -> None:
    read = digest_and_size(source, name)
    if read is None:
        found.digests[name] = ""
        tell(Finding(Code.FILE_MISSING, f"file {name}", f"The file {name} is missing or cannot be read."))
        return
    found.digests[name], found.sizes[name] = read
    if read[0] != digest:
        tell(Finding(Code.FILE_ALTERED, f"file {name}", f"The file {name} was altered: its SHA-256 is another."))


def prove_signature(source: Source, trust: Trust, signer: str, tell: Tell) -> None:
    """Hold the manifest against its signature. signer: the key that the bundle names."""
    manifest = contents(source, parts.MANIFEST) or b""
    signature = (contents(source, parts.MANIFEST_SIGNATURE) or b"").hex()
    if not manifest.isascii() or not trust.ring.verifies(signer, manifest.decode("ascii"), signature):
        says = f"The manifest is not signed by the key {signer} that the bundle names."
        tell(Finding(Code.MANIFEST_ALTERED, parts.MANIFEST, says))
    elif signer not in trust.vouched:
        says = f"The bundle is signed with the key {signer}, which nobody vouches for: name its file with --key."
        tell(Finding(Code.KEY_UNKNOWN, parts.MANIFEST, says))
