"""documentation.lot: a lot is stated, the same wherever it is stated, and it is the user's."""

from __future__ import annotations

import re
from itertools import combinations

from coaverify.checks.base import Answer, Check, doubtful, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Labelled
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

# words that change nothing about what a label calls a lot
_FILLER = frozenset(
    (
        "no",
        "number",
        "nr",
        "#",
        "id",
        "code",
        "num",
        "of",
        "the",
        "and",
        "nummer",
        "numéro",
        "número",
        "numero",
        "номер",
    )
)
_GENERIC = re.compile(
    r"0*[01]|1234?5?6?7?8?9?|abc-?123|[x0-]{2,}|test|sample|demo|none|tbd|lot|batch|lot-?0*1|batch-?0*1|"
    r"(?:black|blue|red|green|white|silver|gold|purple|yellow|orange|pink|gr[ae]y|clear)[ -]?(?:cap|top|lid)s?[ -]?\d?",
    re.IGNORECASE,
)


def _run(case: Case) -> Answer:
    lots = case.certificate.lots
    if not lots:
        return Answer("not-stated", "No lot or batch number is stated: the paper speaks of no particular material.",
                      expected=case.settings.lot)  # fmt: skip
    first = lots[0]
    by_page: dict[int, list[Reading[str]]] = {}
    for lot in lots:
        by_page.setdefault(lot.evidence.page, []).append(lot)
    for page, stated in by_page.items():
        if not {_folded(lot.value) for lot in stated} & {_folded(lot.value) for lot in by_page[first.evidence.page]}:
            other = stated[0]
            message = f"Page {first.evidence.page} states lot {first.value}, page {page} states {other.value}."
            code = "read-with-doubt" if doubtful([first, other]) else "pages-differ"
            return Answer(code, message, (first.evidence, other.evidence), first.value, other.value)
    return _several_on_a_page(case.certificate.labelled_lots) or _against_the_users(case)


def _against_the_users(case: Case) -> Answer:
    lots, wanted = case.certificate.lots, case.settings.lot
    first, hints = lots[0], _hints(case)
    evidence = tuple(lot.evidence for lot in lots)
    if wanted is not None and _folded(wanted) not in {_folded(lot.value) for lot in lots}:
        message = f"The certificate is for lot {first.value}; yours is {wanted}."
        code = "read-with-doubt" if doubtful(lots) else "not-your-lot"
        return Answer(code, message, evidence, first.value, wanted, hints=hints)
    if doubtful(lots):
        message = f"Lot {first.value} was read with doubt."
        return Answer("read-with-doubt", message, evidence, first.value, wanted, hints=hints)
    message = f"Lot {first.value}; compare it with the vial."
    return Answer("lot-stated", message, evidence, first.value, wanted, hints=hints)


def _several_on_a_page(lots: tuple[Reading[Labelled[str]], ...]) -> Answer | None:
    """What is wrong where one page gives two lots under the same words; None where nothing is.

    A lot and a batch side by side may be two numbers of one material. Two numbers of the same make under the same
    words are two lots; of another make, one may be that of a column or a standard, which the page's words leave open.
    """
    for one, other in combinations(lots, 2):
        if one.evidence.page != other.evidence.page or _same(one, other) or not _same_words(one, other):
            continue
        evidence, page = (one.evidence, other.evidence), one.evidence.page
        message = f"Page {page} states lot {one.value.value} and, under the same words, lot {other.value.value}."
        if doubtful([one, other]):
            code = "read-with-doubt"
        else:
            code = "page-differs" if _make(one.value.value) == _make(other.value.value) else "several-lots"
        return Answer(code, message, evidence, one.value.value, other.value.value)
    return None


def _same(one: Reading[Labelled[str]], other: Reading[Labelled[str]]) -> bool:
    """Whether two lots are one, or one of them is the other with something behind it ("AB1234/2")."""
    first, second = _folded(one.value.value), _folded(other.value.value)
    return first in second or second in first


def _same_words(one: Reading[Labelled[str]], other: Reading[Labelled[str]]) -> bool:
    first, second = _words(one.value.label), _words(other.value.label)
    return first == second and bool(first)


def _words(label: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+|#", label.casefold())) - _FILLER


def _make(lot: str) -> str:
    """How a lot is built: "AB-1234" is "AA-9999"."""
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", _folded(lot)))


def _folded(lot: str) -> str:
    """Lots are compared without case, spaces and the dashes' kinds."""
    return re.sub(r"[\s#]", "", re.sub(r"[‐-―−]", "-", lot)).casefold()


def _hints(case: Case) -> tuple[Hint, ...]:
    lots = case.certificate.lots
    hints = []
    generic = [lot for lot in lots if _GENERIC.fullmatch(lot.value.strip(" #"))]
    if generic:
        message = f"“{generic[0].value}” tells this lot from no other; a lot number is one of its own."
        hints.append(Hint(Level.WARN, "generic-lot", message, (generic[0].evidence,)))
    first = _folded(lots[0].value)
    others = [lot for lot in lots if _folded(lot.value) not in first and first not in _folded(lot.value)]
    if others:
        message = f"The paper gives {lots[0].value} and {others[0].value}; ask which of them is the vial's lot."
        hints.append(Hint(Level.INFO, "several-numbers", message, (lots[0].evidence, others[0].evidence)))
    return tuple(hints)


CHECK = Check(
    id="documentation.lot",
    title="One lot is stated, the same wherever it is stated",
    rationale=(
        "A certificate speaks of one lot of material. It has to name it, and every page has to name the same one: "
        "pages of another lot are results of another material. On one page, too, two numbers of the same make "
        "under the "
        "same words are two lots; a lot and a batch number side by side may be one material's. Tables of several lots "
        "are read as one certificate for each. Where you give the lot on your vial, the certificate must be for it."
    ),
    concerns=(
        "The results on this paper are not tied to the material that you hold: they may be another lot's. A "
        "certificate "
        "without its lot says something about a name, and nothing about a vial."
    ),
    ask="Ask for the certificate of the lot that is printed on your vial, with that number on every page.",
    sources=("ICH Q7 11.4", "ISO/IEC 17025:2017 7.8.2.1 g"),
    codes={
        "lot-stated": passes("One lot, the same wherever it is stated."),
        "pages-differ": fails("Two pages state different lots."),
        "page-differs": fails("One page states two lots under the same words."),
        "several-lots": open_("One page states two numbers under the same words that are not built alike."),
        "not-your-lot": fails("The certificate is for another lot than yours."),
        "not-stated": open_("No lot is stated."),
        "read-with-doubt": open_("The lot was read with doubt."),
    },
    function=_run,
    required=True,
)
