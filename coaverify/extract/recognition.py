"""Whether a document is a certificate at all. Nothing is checked on what is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.headings import is_titled, names_another_kind
from coaverify.extract.layout import Layout
from coaverify.model.certificate import Amount, Comparator, Peak
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.evidence import Reading

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
MAIN = 50  # area percent
_AT_LEAST = (Comparator.GREATER, Comparator.AT_LEAST)


def demand_certificate(harvest: Harvest, layouts: Sequence[Layout], taught: frozenset[str] = frozenset()) -> None:
    """Raise where the document states too little of what a certificate states.

    A certificate names its object (product, lot, sequence, ...) and gives a result; with a heading that says so
    two statements are enough. Without one the document has to attest something, and must not call itself something
    else. `taught`: claims that a template read.

    Raises:
        Unreadable: `not_a_certificate`.
    """
    stated = _stated(harvest) | taught
    objects, results = stated & _OBJECTS, stated & _RESULTS
    if objects and (results or len(stated) >= 4):
        enough = len(stated) >= 3 or len(objects) >= 3
        if taught or is_titled(layouts) or (enough and _attests(harvest) and not names_another_kind(layouts)):
            return
    if _is_instrument_sheet(harvest) and not names_another_kind(layouts):
        return
    raise Unreadable(
        ErrorCode.NOT_A_CERTIFICATE,
        "Nothing here reads like a certificate of analysis: no product or lot with a result beside it was found. "
        "If it is one, its text may be part of a picture; ask the vendor for the original PDF.",
    )


def _is_instrument_sheet(harvest: Harvest) -> bool:
    """Whether it is the sheet of a chromatograph or mass spectrometer for a lot, as certificates have behind them."""
    pure = any(_has_main_peak(table) for table in harvest.peaks)
    measured = pure or any(ion.place is Place.FIGURE for ion in harvest.ions)
    return measured and "lot_number" in _firm(harvest)


def _has_main_peak(table: tuple[Reading[Peak], ...]) -> bool:
    """Whether one peak has more area than all others: a mixture that tests a column has several alike."""
    shares = [peak.value.area_percent.value for peak in table if peak.value.area_percent is not None]
    return len(shares) > 1 and max(shares) > MAIN


def _attests(harvest: Harvest) -> bool:
    """Whether a measured result is given for something named: more than a specification, an offer or a study does.

    A purity of "> 98 %" is what sellers promise of every lot. A lot named in a sentence alone is one that was used
    for something, unless the purity stands at a label of its own; and where there is none, the product needs a label.
    """
    stated, firm = _stated(harvest), _firm(harvest)
    named = any(one.claim == "product_name" and one.place <= Place.LABELLED for one in harvest.texts)
    tied = "lot_number" in firm or "hplc_purity" in firm or (named and "lot_number" not in stated)
    return bool(stated & (_OBJECTS - {"lot_number"})) and bool(firm & _RESULTS) and tied


def _firm(harvest: Harvest) -> set[str]:
    """What is stated at a label or in a table and, for a purity, as a figure of its own."""
    firm = {"peak_table"} if harvest.peaks else set()
    for one in (harvest, *(part.harvest for part in harvest.parts)):
        placed: tuple[Candidate[Any], ...] = (*one.texts, *one.dates, *one.ions, *one.masses, *one.statements)
        firm |= {candidate.claim for candidate in placed if candidate.place < Place.PROSE}
        firm |= {amount.claim for amount in one.amounts if amount.place < Place.PROSE and not _promised(amount)}
    return firm


def _promised(amount: Candidate[Amount]) -> bool:
    return amount.claim == "hplc_purity" and amount.reading.value.comparator in _AT_LEAST


def _stated(harvest: Harvest) -> set[str]:
    stated = {claim for claim, _ in harvest.stated()}
    stated |= {claim for part in harvest.parts for claim, _ in part.harvest.stated()}
    return stated | ({"peak_table"} if harvest.peaks else set())
