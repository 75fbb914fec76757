"""`coaverify explain`: what a check does, why it matters and which codes it answers with."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable

import click

from coaverify.cli.exit_codes import MEANINGS
from coaverify.model.finding import NEEDED_FOR_A_PASS

EXIT_CODES = "exit-codes"


@click.command()
@click.argument("subject", metavar="[ID]", required=False)
def explain(subject: str | None) -> None:
    """Explain the check with this ID, for example identity.form.

    Without an ID: lists the checks. With `exit-codes`: lists the exit codes of `coaverify check`.
    """
    if subject is None:
        lines = _list_of_checks()
    elif subject == EXIT_CODES:
        lines = [f"{code:>4}  {meaning}" for code, meaning in MEANINGS.items()]
    else:
        lines = _about(subject)
    click.echo("\n".join(lines))


def _list_of_checks() -> Iterable[str]:
    from coaverify.checks import ALL_CHECKS

    width = max(len(check.id) for check in ALL_CHECKS)
    for check in ALL_CHECKS:
        yield f"{check.id:<{width}}  {check.title}"
    yield ""
    yield "coaverify explain ID tells more; coaverify explain exit-codes lists the exit codes."


def _about(check_id: str) -> Iterable[str]:
    from coaverify.checks import ALL_CHECKS

    known = {check.id: check for check in ALL_CHECKS}
    if check_id not in known:
        near = difflib.get_close_matches(check_id, known, n=3, cutoff=0.4)
        hint = f" Did you mean {' or '.join(near)}?" if near else " `coaverify explain` lists the checks."
        raise click.UsageError(f"There is no check {check_id!r}.{hint}")
    check = known[check_id]
    yield check.id
    yield check.title
    yield ""
    yield from _wrapped(check.rationale)
    for heading, text in (("What it means for you", check.concerns), ("What to ask the vendor", check.ask)):
        if text:
            yield heading
            yield from _wrapped(text)
    yield "Codes"
    width = max(len(code) for code in check.codes)
    for name, code in check.codes.items():
        yield f"  {name:<{width}}  {code.outcome.value:<14}  {code.meaning}"
    yield ""
    if check.required or check.id in NEEDED_FOR_A_PASS:
        yield "Needed for a pass: while this is inconclusive, so is the verdict."
    yield from (f"Source: {source}" for source in check.sources)


def _wrapped(text: str) -> Iterable[str]:
    for paragraph in textwrap.dedent(text).strip().split("\n\n"):
        yield from textwrap.wrap(paragraph, width=88)
        yield ""
