"""Does a certificate pass on a figure that its page does not show? Deceptions made by script on sound certificates.

    benchmarks/deceptions.py [--only NAME]

For each deception (see tests/deceptive_text.py and tests/overpaintings.py) and each layout: the verdict, the purity
that was read, and whether the report names the reason. Then honest things that look alike, and the samples.

Ends with 1 where one passes on a figure that is not seen, where fewer than nine in ten name the reason, or where an
honest paper is flagged.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from pathlib import Path

import overpaintings
from coaverify.model.finding import verdict_of
from coaverify.model.settings import Settings
from coaverify.report.model import CertificateReport
from coaverify.verify import verify
from deceptive_paper import LAYOUTS, Paper
from deceptive_text import DECEPTIONS, Deception

SETTINGS = Settings(as_of=datetime.date(2026, 11, 21))
SAMPLES = Path(__file__).parent.parent / "samples"
CHECK = "integrity.hidden_text"
NAMED = 0.9  # of the deceptions


def judged(made: Deception, layout: str) -> tuple[CertificateReport | None, str]:
    """The certificate's entry in the report (None: refused), and what the eye sees."""
    paper = Paper(layout)
    shown = made(paper)
    report = verify(paper.bytes(), "paper.pdf", SETTINGS)
    return (report.certificates[0] if report.certificates else None), shown


def purity_of(entry: CertificateReport) -> str:
    purity = entry.claims.hplc_purity
    return "" if purity is None else str(purity.value)


def verdict_of_the_rest(entry: CertificateReport) -> str:
    """The verdict without integrity.fonts: these papers are typed over in a font of their own, which it sees."""
    return verdict_of(check for check in entry.checks if check.id != "integrity.fonts").value


def reason(entry: CertificateReport) -> str:
    """How the report names what is wrong: the check's code, a hint, or a doubt; "" for not at all."""
    finding = next(one for one in entry.checks if one.id == CHECK)
    if finding.outcome in ("fail", "inconclusive"):
        return finding.code
    if finding.hints:
        return f"hint {finding.hints[0].code}"
    purity = entry.claims.hplc_purity
    return f"doubt {purity.doubts[0]}" if purity is not None and purity.doubts else ""


def deceptions(only: str) -> bool:
    """Prints a line for each; returns whether the bounds hold."""
    passed, named, honest_reading, total = [], 0, 0, 0
    for name, made in DECEPTIONS.items():
        if only not in name:
            continue
        for layout in LAYOUTS:
            entry, shown = judged(made, layout)
            total += 1
            if entry is None:
                named += 1
                print(f"  {name:<42}{layout:<12} refused")
                continue
            read, why = purity_of(entry), reason(entry)
            verdict = verdict_of_the_rest(entry)
            wrong = verdict == "pass" and read != shown
            as_seen = read == re.sub(r"[^\d.]", "", shown)
            passed += [name] if wrong else []
            named += bool(why) or as_seen
            honest_reading += as_seen
            sign = "PASSES ON WHAT IS NOT SEEN" if wrong else ""
            print(f"  {name:<42}{layout:<12} {verdict:<13} read {read:<8} seen {shown:<8} {why} {sign}")
    print(f"  {total} papers: passed on a figure that is not seen {len(passed)}; read as seen {honest_reading}; ")
    print(f"  reason named, or read as seen and nothing said otherwise {named} ({named / max(1, total):.0%})")
    return not passed and named >= NAMED * total


def honest(only: str) -> bool:
    flagged = []
    for name, made in overpaintings.HONEST.items():
        if only not in name:
            continue
        for layout in LAYOUTS:
            entry, shown = judged(made, layout)
            why = "refused" if entry is None else reason(entry)
            if entry is None or why or verdict_of_the_rest(entry) != "pass" or purity_of(entry) != shown:
                flagged.append(name)
                print(f"  {name:<42}{layout:<12} {entry and purity_of(entry)} {why}")
    for file in sorted(SAMPLES.glob("*.pdf")):
        for entry in verify(file.read_bytes(), file.name, SETTINGS).certificates:
            if reason(entry):
                flagged.append(file.name)
                print(f"  {file.name}: {reason(entry)}")
    print(f"  honest papers and samples that are flagged or misread: {len(flagged)}")
    return not flagged


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="part of a name")
    only = parser.parse_args().only
    print("deceptions")
    held = deceptions(only)
    print("honest")
    held &= honest(only)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
