"""Is what was done to a file seen? Tampered copies of certificates, and files that nobody touched.

    benchmarks/tampering.py [--copies N] [--seed N] [--show]
    benchmarks/tampering.py --sound FOLDER [FOLDER ...]

Each technique is used on random certificates of the samples' generator; the right check has to object, or to give its
hint where a hint is the answer. What was not tampered with (plain, signed, filled in, stamped, updated without a
change, linearised) must fail no check of integrity.

With --sound the PDFs of a folder are asked, whatever they are. Each is asked twice: as the certificate that it would be
if the user called it one, with whatever claims are read in it; and, since that is little or nothing in most of them,
with every figure that stands as a value does taken for one: in a cell, in a list, beside a label. Figures within
running text are not taken for values, since the program does not either: there only the words of a label make one, and
those are among the claims of the first question.
"""

from __future__ import annotations

import argparse
import datetime
import io
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf

import altered_files as altered
from coaverify.checks.registry import examine
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.alterations import alterations_of
from coaverify.extract.carried import carried_values
from coaverify.extract.integrity import hidden_readings
from coaverify.extract.paragraphs import paragraphs
from coaverify.extract.parts import parts_of
from coaverify.extract.styles import odd_styles
from coaverify.model.certificate import Amount, Certificate, ObservedIon
from coaverify.model.document import Document, Page, Word
from coaverify.model.errors import Unreadable
from coaverify.model.evidence import Box, Evidence, Reading
from coaverify.model.finding import Finding, Outcome
from coaverify.model.settings import Limits, Settings
from coaverify.reference.library import library
from tampering_cases import TECHNIQUES, Case, paper

SETTINGS = Settings(as_of=datetime.date(2026, 11, 21))
LEAST_CAUGHT = 0.95
MOST_VALUES = 400  # figures of a document that is no certificate


def findings_of(certificate: Certificate) -> dict[str, Finding]:
    return {one.id: one for one in examine(certificate, SETTINGS, library()).findings if one.id.startswith("integrity")}


def is_caught(case: Case) -> bool:
    """Whether a check objects to some certificate of the file, or gives the hint."""
    document = read(case.data, "a.pdf", Limits())
    for certificate in extract(document):
        found = findings_of(certificate)
        for check_id in case.caught:
            outcome = found[check_id].outcome
            if outcome is Outcome.FAIL or (case.open_ and outcome is Outcome.INCONCLUSIVE):
                return True
        if any(hint.code in case.hints for one in found.values() for hint in one.hints):
            return True
    return False


def tampered(copies: int, seed: int, show: Path | None) -> bool:
    """Prints what was caught of each technique; whether it was enough."""
    rng = random.Random(seed)
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for number in range(copies):
        case = TECHNIQUES[number % len(TECHNIQUES)](rng)
        made[case.technique] += 1
        if is_caught(case):
            caught[case.technique] += 1
        elif show is not None:
            (show / f"{number:03}-{case.technique.replace(' ', '-')}.pdf").write_bytes(case.data)
    for technique, count in made.items():
        print(f"  {technique:32} {caught[technique]:3} of {count}")
    total = caught.total()
    print(f"caught: {total} of {copies} ({total / copies:.1%}); bound {LEAST_CAUGHT:.0%}")
    return total >= LEAST_CAUGHT * copies


def untouched(copies: int, seed: int) -> bool:
    """Prints how many files that were not tampered with fail a check; whether none does."""
    rng = random.Random(seed)
    failing = 0
    for number in range(copies):
        for name, data in _sound_copies(paper(rng).drawn()):
            failed = _failing(data, f"{number} {name}")
            failing += bool(failed)
    print(f"not tampered with: {copies * 6} files, {failing} fail a check of integrity")
    return failing == 0


def _sound_copies(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "plain", data
    yield "signed", altered.signed(data)
    yield "signed twice", altered.with_benign_update(altered.signed(data))
    yield "stamped", altered.with_note(data, Box(400, 790, 470, 802), "Released", "Released", kind="Stamp")
    yield "with a field", altered.with_field(data, Box(400, 790, 470, 802), "QC-1742", "QC-1742")
    with pikepdf.open(io.BytesIO(data)) as document:
        buffer = io.BytesIO()
        document.save(buffer, linearize=True)
    yield "linearised", buffer.getvalue()


def _failing(data: bytes, name: str) -> list[str]:
    """The checks of integrity that fail on a file, printed. Scans are left out: recognising them takes its time."""
    try:
        document = read(data, name, Limits(max_pages=40, max_pictures=0))
    except Unreadable:
        return []
    failed = []
    for certificate in _certificates(document):
        for finding in findings_of(certificate).values():
            if finding.outcome is Outcome.FAIL:
                failed.append(finding.id)
                print(f"  {name}: {finding.id} {finding.code}: {finding.message[:160]}")
    return failed


def _certificates(document: Document) -> list[Certificate]:
    """What the document claims: as a certificate; where it is none, also as the user's word and as mere figures."""
    try:
        return extract(document)
    except Unreadable:
        return [*extract(document, demanding=False), _of_figures(document)]


def _of_figures(document: Document) -> Certificate:
    """Any document as if its figures were values, with what the file tells."""
    readings = [
        Reading(ObservedIon(Amount(None)), Evidence(page.number, word.box, word.text))  # type: ignore[arg-type]  # unread
        for page in document.pages
        for word in _outside_of_running_text(page)
        if sum(map(str.isdigit, word.text)) > 1  # a single figure is a page's number, or a note's
    ]
    values = Certificate(
        pages=tuple(page.number for page in document.pages), observed_ions=tuple(readings[:MOST_VALUES])
    )
    return Certificate(
        pages=values.pages,
        odd_styles=odd_styles(document.pages, values),
        carried=carried_values(document.pages, values),
        alterations=alterations_of(document, (), values, ()),
        hidden=hidden_readings(document.pages, values),
        file=document.facts,
    )


def _outside_of_running_text(page: Page) -> list[Word]:
    """The words of a page that stand in cells, lists and lines of their own."""
    running = {word.box for part in parts_of(page) for text in paragraphs(part, set()) for word in text.words}
    return [word for word in page.words if word.box not in running]


def sound(folders: list[Path]) -> bool:
    """Asks every PDF of the folders; whether no check of integrity fails."""
    files = [file for folder in folders for file in sorted(folder.glob("*.pdf"))]
    failing: Counter[str] = Counter()
    for file in files:
        failing.update(set(_failing(file.read_bytes(), file.name)))
    print(f"{len(files)} files: {dict(failing) or 'none fails a check of integrity'}")
    return not failing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=Path, help="a folder for the copies that were not caught")
    parser.add_argument("--sound", type=Path, nargs="+", help="folders of PDFs that nobody tampered with")
    given = parser.parse_args()
    if given.sound:
        return 0 if sound(given.sound) else 1
    enough = tampered(given.copies, given.seed, given.show)
    none = untouched(max(1, given.copies // 10), given.seed + 1)
    return 0 if enough and none else 1


if __name__ == "__main__":
    sys.exit(main())
