"""integrity.fonts: no value is set in a type of its own."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.checks.base import READ_WITH_DOUBT, Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.evidence import Reading
from coaverify.model.file_facts import OddStyle
from coaverify.model.finding import Hint, Level


def _run(case: Case) -> Answer:
    if case.certificate.file is None:
        return Answer("no-type", "The certificate is a picture: what is set in which type cannot be told from it.")
    odd = case.certificate.odd_styles
    clear = [reading for reading in odd if reading.value.clear]
    hints = tuple(map(_hint, (reading for reading in odd if not reading.value.clear)))
    if not clear:
        return Answer("no-odd-type", "No value is set in a type that its surroundings do not share.", hints=hints)
    evidence = tuple(reading.evidence for reading in clear)
    if any(reading.doubts for reading in clear):
        return Answer(READ_WITH_DOUBT, f"{_listed(clear)}; the value was not read for certain.", evidence, hints=hints)
    code = "mixed-within-value" if any(reading.value.within for reading in clear) else "value-out-of-line"
    first = clear[0].value
    return Answer(code, f"{_listed(clear)}.", evidence, first.style, first.usual, hints=hints)


def _hint(reading: Reading[OddStyle]) -> Hint:
    return Hint(Level.INFO, "set-otherwise", f"{_sentence(reading)}. Emphasis is set so, too.", (reading.evidence,))


def _listed(readings: Sequence[Reading[OddStyle]]) -> str:
    return "; ".join(map(_sentence, readings[:4])) + (f"; and {len(readings) - 4} more" if len(readings) > 4 else "")


def _sentence(reading: Reading[OddStyle]) -> str:
    odd = reading.value
    what = " and ".join(odd.differs) + (" differs" if len(odd.differs) == 1 else " differ")
    claim = odd.claim.replace("_", " ")
    if odd.style == odd.usual:
        return f"“{odd.text}” ({claim}) stands off the line of what is around it"
    rest = "the rest of its value" if odd.within else "the values around it"
    return f"“{odd.text}” ({claim}) is set in {odd.style}, {rest} in {odd.usual}: the {what}"


CHECK = Check(
    id="integrity.fonts",
    title="No value is set in a type of its own",
    rationale=(
        "A figure that is exchanged in a finished page is seldom set exactly as what surrounds it. The font, the "
        "size, the baseline and the colour of the characters of each value are compared with each other, and a value "
        "with those above and below it and with its row. Bold and larger results, footnote signs, indices, signs from"
        " another font, codes in a typewriter's face and rows that are set otherwise as a whole are usual, and no "
        "more than a hint. It does not see a change that was set in the same type."
    ),
    concerns=(
        "A value does not look like the rest of the page it stands on. It may have been put there after the page was "
        "made."
    ),
    ask="Ask for the certificate as the laboratory issued it, and whether this value was edited after the test.",
    sources=("ISO 32000-1 9.2 and 9.3: fonts, sizes and text rise are stated for every run of text",),
    codes={
        "no-odd-type": passes("All values are set as their surroundings are."),
        "mixed-within-value": fails("Figures of one value are set in different type."),
        "value-out-of-line": fails("A value is set otherwise than those around it, which agree with each other."),
        READ_WITH_DOUBT: open_("The value that is set otherwise was not read for certain."),
        "no-type": not_applicable("The certificate is a picture."),
    },
    function=_run,
)
