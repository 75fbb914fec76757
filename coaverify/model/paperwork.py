"""What a paper says about itself, beside its claims: whose results they are, who stands for them, where to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a remark is about."""

    TITLE = "title"
    NOT_OF_THIS_LOT = "not-of-this-lot"  # an example, a specimen, representative data
    STAMPED = "stamped"  # "SAMPLE" across the page
    TYPICAL_FIGURE = "typical-figure"  # of a curve or a list of values alone
    CONFORMS = "conforms"
    LIMITS = "limits"
    METHODS = "methods"
    ACCREDITED = "accredited"
    ACCREDITATION_NUMBER = "accreditation-number"
    SIGNED = "signed"
    ONLY_ITEMS_TESTED = "only-items-tested"
    PAGES_COUNTED = "pages-counted"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark: what it is about, and its words as printed."""

    said: Said
    text: str


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address on the page. domain: the host's name in lower case; mail: whether it is one of electronic mail."""

    text: str
    domain: str
    mail: bool = False
