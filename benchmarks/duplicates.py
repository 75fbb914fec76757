"""Copied data under another lot: how many are found, and how many separate runs on one form are taken for copies.

    python benchmarks/duplicates.py [--cases N] [--seed N]

Every case is a pair of certificates drawn as PDFs: the second shows the first one's data, changed by one technique.
Besides, as many separate runs by one method are compared with each other, all with all, as lines and as pictures.
Exits with 1 where fewer than 95 % of the copies are found, or where two separate runs are taken for one.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from coaverify.batch.companions import Companions
from coaverify.model.settings import Settings
from coaverify.verify import verify
from plot_pictures import Signal, certificate, picture_of, run

LEAST_FOUND = 0.95
SETTINGS = replace(Settings(), fingerprints=True)
Copy = Callable[[Signal, tuple[str, ...], random.Random], tuple[bytes, bytes]]


def words(lot: str) -> tuple[str, ...]:
    return ("Product: Semax", f"Lot: {lot}", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")


def line_scaled(signal: Signal, lots: tuple[str, ...], chance: random.Random) -> tuple[bytes, bytes]:
    height = chance.uniform(90, 260)
    return certificate(*words(lots[0]), signal=signal), certificate(*words(lots[1]), signal=signal, height=height)


def picture_as_it_was(signal: Signal, lots: tuple[str, ...], _chance: random.Random) -> tuple[bytes, bytes]:
    plot = picture_of(signal)
    return certificate(*words(lots[0]), picture=plot), certificate(*words(lots[1]), picture=plot)


def picture_compressed(signal: Signal, lots: tuple[str, ...], chance: random.Random) -> tuple[bytes, bytes]:
    plot = picture_of(signal)
    copy = certificate(*words(lots[1]), picture=plot, quality=chance.randint(45, 95))
    return certificate(*words(lots[0]), picture=plot), copy


def picture_resized(signal: Signal, lots: tuple[str, ...], chance: random.Random) -> tuple[bytes, bytes]:
    plot, factor = picture_of(signal), chance.uniform(0.6, 1.5)
    size = (round(plot.width * factor), round(plot.height * factor))
    copy = certificate(*words(lots[1]), picture=plot.resize(size), quality=85)
    return certificate(*words(lots[0]), picture=plot), copy


def table_retyped(_signal: Signal, lots: tuple[str, ...], chance: random.Random) -> tuple[bytes, bytes]:
    main = f"{chance.uniform(9, 14):.3f}   {chance.uniform(3e6, 6e6):.1f}"
    first, second = (f"{chance.uniform(5, 8):.3f}   {chance.uniform(9e3, 3e4):.1f}" for _ in range(2))
    head = "RT (min)   Area   Area %"
    one = certificate(*words(lots[0]), head, f"{first}   0.48", f"{main}   99.52")
    return one, certificate(*words(lots[1]), head, f"{second}   0.31", f"{main}   99.69")


TECHNIQUES: tuple[Copy, ...] = (line_scaled, picture_as_it_was, picture_compressed, picture_resized, table_retyped)


def answer(companions: Companions, data: bytes, name: str) -> str:
    (certified,) = companions.compared(verify(data, name, SETTINGS)).certificates
    return next(check.outcome.value for check in certified.checks if check.id == "archive.duplicate")


def copies_found(cases: int, chance: random.Random) -> float:
    found = 0
    for copy in TECHNIQUES:
        hits = 0
        for number in range(cases):
            companions = Companions()
            pair = copy(run(chance.randrange(10**9)), (f"A{number:05}", f"B{number:05}"), chance)
            hits += [answer(companions, data, f"{place}.pdf") for place, data in enumerate(pair)][-1] == "fail"
        print(f"{copy.__name__:<22} {hits:4} of {cases}")
        found += hits
    return found / (cases * len(TECHNIQUES))


def taken_for_copies(cases: int, chance: random.Random) -> int:
    """Separate runs that the check takes for one, as lines and as pictures on one form."""
    lines, pictures, wrong = Companions(), Companions(), 0
    for number in range(cases):
        signal = run(chance.randrange(10**9))
        line = certificate(*words(f"C{number:05}"), signal=signal)
        picture = certificate(*words(f"D{number:05}"), picture=picture_of(signal, f"D{number:05}"))
        wrong += answer(lines, line, f"{number}.pdf") == "fail"
        wrong += answer(pictures, picture, f"{number}.pdf") == "fail"
    print(f"{'separate runs':<22} {wrong:4} of {2 * cases} taken for copies")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10, help="of each technique")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    share, wrong = copies_found(options.cases, chance), taken_for_copies(2 * options.cases, chance)
    print(f"found {share:.1%} of the copies")
    return 0 if share >= LEAST_FOUND and not wrong else 1


if __name__ == "__main__":
    raise SystemExit(main())
