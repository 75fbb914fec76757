"""documentation.this_lot: the paper does not say itself that its results are not of this lot."""

from __future__ import annotations

from coaverify.checks.base import READ_WITH_DOUBT, Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level
from coaverify.model.paperwork import Remark, Said


def _run(case: Case) -> Answer:
    by_kind = {one.value.said: one for one in reversed(case.certificate.remarks)}
    hints = _hints(by_kind.get(Said.TYPICAL_FIGURE))
    said, stamp = by_kind.get(Said.NOT_OF_THIS_LOT), by_kind.get(Said.STAMPED)
    if said is not None:
        message = f"The paper says itself that its results are not of one lot: “{said.value.text}”."
        code = READ_WITH_DOUBT if said.doubts else "not-of-this-lot"
        return Answer(code, message, (said.evidence,), hints=hints)
    if stamp is not None:
        message = f"“{stamp.value.text}” stands across the page: an example, or an original that somebody stamped."
        return Answer("stamped", message, (stamp.evidence,), hints=hints)
    only = by_kind.get(Said.ONLY_ITEMS_TESTED)
    if only is not None and not only.doubts:
        message = "The paper says that its results are of the tested items."
        return Answer("of-the-tested", message, (only.evidence,), hints=hints)
    return Answer("nothing-said", "The paper does not call itself an example.", hints=hints)


def _hints(typical: Reading[Remark] | None) -> tuple[Hint, ...]:
    if typical is None:
        return ()
    message = f"“{typical.value.text}”: a curve or list that is typical of a product was not measured on this lot."
    return (Hint(Level.WARN, "typical-figure", message, (typical.evidence,)),)


CHECK = Check(
    id="documentation.this_lot",
    title="The results are said to be of this lot",
    rationale=(
        "A certificate speaks of one lot. Some papers say in small print that they do not: a sample certificate, "
        "representative data, values for illustration, results that are not lot-specific. Then nothing on the "
        "paper was "
        "found in your material, whatever lot number stands over it. Words that merely speak of a sample, as "
        "“sample ID”, "
        "“sample received” or “representative sample”, mean nothing of the kind. A stamp such as SAMPLE across the "
        "page leaves open which it is; a single curve that is called typical is a hint."
    ),
    concerns="By its own words the paper does not report what was found in your lot, so it proves nothing about it.",
    ask="Ask for the certificate of your own lot, with the results that were measured on it.",
    sources=("ICH Q7 11.4: certificates are issued for each batch", "ISO/IEC 17025:2017 7.8.2.1 g and l"),
    codes={
        "of-the-tested": passes("The paper says that its results are of the tested items."),
        "not-of-this-lot": fails("The paper says that its results are not of one lot."),
        "stamped": open_("A stamp across the page calls it an example."),
        "read-with-doubt": open_("The words were read with doubt."),
        "nothing-said": not_applicable("The paper does not call itself an example."),
    },
    function=_run,
    required=True,
)
