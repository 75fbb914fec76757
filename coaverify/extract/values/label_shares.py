"""The share of the labelled amount that stands behind what was found: "5.06 mg (101.2 %)"."""

from __future__ import annotations

import re

from coaverify.extract.values.percents import percents_in
from coaverify.model.certificate import Amount, Comparator

_OF_LABEL = re.compile(
    r"\b(?:label\w*|claim\w*|l\.?c\.?|nominal|declared|deklar\w*|nenn\w*|soll\w*|déclaré\w*|declarad\w*|dichiarat\w*|"
    r"заявленн\w*)\b|标示|表示量",
    re.IGNORECASE,
)
# what may stand between the amount and its share
_BEHIND = re.compile(r"^\s*(?:mg|毫克|мг)?\s*(?:/\s*\w+\s*)?[(,;–-]?\s*(?:=\s*)?$")


def share_of_label(text: str) -> Amount | None:
    """The percent of the label in the words right behind a found amount (normalised text).

    A bare "(99.1 %)" may be a purity: only words of the label, or more than a hundred, make it a share.
    """
    found = percents_in(text)
    if len(found) != 1 or found[0].is_range or not _BEHIND.match(text[: found[0].start]):
        return None
    share = found[0].amount
    if share.comparator is not Comparator.EQUAL:
        return None
    return share if share.value > 100 or _OF_LABEL.search(text) else None
