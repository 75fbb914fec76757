"""Whether a document is a certificate at all. Nothing is checked on what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from coaverify.extract.harvest import Harvest
from coaverify.extract.layout import Layout
from coaverify.extract.values.numbers import normalise
from coaverify.extract.vocabulary import languages, pattern_of
from coaverify.model.errors import ErrorCode, Unreadable

_RESULTS = frozenset(
    [
        "hplc_purity",
        "observed_mass",
        "observed_ions",
        "mass_statement",
        "measured_content",
        "net_peptide_content",
        "peak_table",
        "endotoxin",
        "water_content",
        "acetate_content",
    ]
)
_OBJECTS = frozenset(["product_name", "lot_number", "sequence", "molecular_formula", "cas_number", "molecular_weight"])


def demand_certificate(harvest: Harvest, layouts: Sequence[Layout], taught: frozenset[str] = frozenset()) -> None:
    """Raise where the document states too little of what a certificate states.

    A certificate names its object (product, lot, sequence, ...) and gives a result; with a title that says so
    two statements are enough, without one it takes an object, a result and three statements in all. `taught`: claims
    that a template read.

    Raises:
        Unreadable: `not_a_certificate`.
    """
    stated = _stated(harvest) | taught
    objects, results = stated & _OBJECTS, stated & _RESULTS
    text = normalise(" ".join(cell.text for layout in layouts for cell in layout.cells))
    titled = is_title(text) or is_title(re.sub(r"\b(\w) (?=\w\b)", r"\1", text))
    enough = titled or len(objects) >= 3 or (results and len(stated) >= 3)
    if objects and (results or len(stated) >= 4) and enough:
        return
    raise Unreadable(
        ErrorCode.NOT_A_CERTIFICATE,
        "Nothing here reads like a certificate of analysis: no product or lot with a result beside it was found. "
        "If it is one, its text may be part of a picture; ask the vendor for the original PDF.",
    )


def is_title(text: str) -> bool:
    """Whether a text says of its document that it is a certificate of analysis, in whichever language."""
    return bool(_title().search(text))


@cache
def _title() -> re.Pattern[str]:
    """What such documents are called, in all languages."""
    return pattern_of(title for language in languages() for title in language.titles)


def _stated(harvest: Harvest) -> set[str]:
    stated = {claim for claim, _ in harvest.stated()}
    stated |= {claim for part in harvest.parts for claim, _ in part.harvest.stated()}
    return stated | ({"peak_table"} if harvest.peaks else set())
