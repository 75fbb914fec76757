"""What `coaverify archive audit`, `head` and `import` share: options, and how findings are shown."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from coaverify.archive.proof.chain import Anchor
    from coaverify.archive.proof.findings import Finding, Tally

HEADS = click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="HASH|FILE",
    help="A head that was noted: its hash, or the file that `archive head` was written to. It must be in the trail.",
)
KEYS = click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a public key whose signatures count, beside this installation's.",
)


def noted(heads: tuple[str, ...]) -> list[Anchor]:
    """The heads that were noted, as hashes or in files."""
    return [_anchor(head) for head in heads]


def pems(keys: tuple[Path, ...]) -> list[str]:
    """The keys in files."""
    return [key.read_text(encoding="ascii", errors="replace") for key in keys]


def _anchor(head: str) -> Anchor:
    from coaverify.archive.proof.chain import Anchor

    if re.fullmatch(r"[0-9a-f]{64}", head.lower()):
        return Anchor(head.lower(), "the head that was noted")
    try:
        found = json.loads(Path(head).read_text(encoding="utf-8"))
        return Anchor(str(found["hash"]), f"the head in {head}", int(found["seq"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        says = f"{head} is neither the 64 digits of a hash nor a file that `coaverify archive head` was written to."
        raise click.BadParameter(says, param_hint="--head") from error


class Telling:
    """Shows findings: as lines while they come, or all at the end as JSON."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._kept: list[Finding] = []

    def __call__(self, finding: Finding) -> None:
        if self._as_json:
            self._kept.append(finding)
        else:
            click.echo(f"{'note' if finding.is_note else 'FOUND'}: {_shown(finding.message)} [{finding.code.value}]")

    def end(self, place: str, tally: Tally) -> ExitCode:
        """Show what was gone through. Returns the exit code."""
        if self._as_json:
            findings = [{**asdict(one), "note": one.is_note} for one in self._kept]
            click.echo(json.dumps({"place": place, **asdict(tally), "found": findings}, indent=2))
        else:
            for line in _summary(place, tally):
                click.echo(line)
        return ExitCode.ALTERED if tally.findings else ExitCode.PASSED


def _summary(place: str, tally: Tally) -> list[str]:
    lines = [f"{_shown(place)}: {tally.entries} entries, {tally.documents} documents, {tally.reports} reports."]
    if tally.removed:
        lines.append(f"{tally.removed} documents were deleted by the rules; their entries stand.")
    if tally.withheld:
        lines.append(f"{tally.withheld} entries are shown without what they record: this is a selection.")
    if tally.head:
        lines.append(f"Head: entry {tally.head.seq} of {tally.head.at}, hash {tally.head.hash}")
    for key in tally.keys:
        whose = key.vouched or "nobody vouches for it"
        lines.append(f"Key {key.id}: {key.entries} entries since entry {key.since}; {whose}.")
    lines.append(f"{tally.findings} alterations found." if tally.findings else "Nothing altered, nothing missing.")
    return lines


def _shown(words: str) -> str:
    """Words that a terminal takes: no control characters, nothing that cannot be encoded."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in words)
    return plain.encode("utf-8", "replace").decode("utf-8")
