"""documentation.lot: a lot is stated, the same on every page, and it is the user's."""

from __future__ import annotations

import re

from coaverify.checks.base import Answer, Check, doubtful, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.evidence import Reading


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
    evidence = tuple(lot.evidence for lot in lots)
    wanted = case.settings.lot
    if wanted is not None and _folded(wanted) not in {_folded(lot.value) for lot in lots}:
        message = f"The certificate is for lot {first.value}; yours is {wanted}."
        return Answer("read-with-doubt" if doubtful(lots) else "not-your-lot", message, evidence, first.value, wanted)
    if doubtful(lots):
        return Answer("read-with-doubt", f"Lot {first.value} was read with doubt.", evidence, first.value, wanted)
    return Answer("lot-stated", f"Lot {first.value}; compare it with the vial.", evidence, first.value, wanted)


def _folded(lot: str) -> str:
    """Lots are compared without case, spaces and the dashes' kinds."""
    return re.sub(r"[\s#]", "", re.sub(r"[‐-―−]", "-", lot)).casefold()


CHECK = Check(
    id="documentation.lot",
    title="One lot is stated, the same on every page",
    rationale=(
        "A certificate speaks of one lot of material. It has to name it, and every page has to name the same one: "
        "pages of another lot are results of another material. Where you give the lot on your vial, the "
        "certificate must be "
        "for it."
    ),
    sources=("ICH Q7 11.4", "ISO/IEC 17025:2017 7.8.2.1 g"),
    codes={
        "lot-stated": passes("One lot, the same wherever it is stated."),
        "pages-differ": fails("Two pages state different lots."),
        "not-your-lot": fails("The certificate is for another lot than yours."),
        "not-stated": open_("No lot is stated."),
        "read-with-doubt": open_("The lot was read with doubt."),
    },
    function=_run,
    required=True,
)
