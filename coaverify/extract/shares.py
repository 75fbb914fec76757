"""What each certificate on a group of pages states: its own part, and what the pages state once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from typing import TypeVar

from coaverify.extract.blocks import blocks_of
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.splitting import RESULTS
from coaverify.model.certificate import Peak
from coaverify.model.evidence import Evidence, Reading

T = TypeVar("T")
_OF_VIAL = {"quantity", "measured_content"}  # what is said of one component is not said of the vial
_MEASURED = {"hplc_purity", "observed_mass", "observed_ions"}


def shares_of(harvest: Harvest, pages: tuple[int, ...]) -> list[Harvest]:
    """The harvests of the certificates on these pages; one where the pages are one certificate."""
    here = harvest.where(lambda _, evidence: evidence.page in pages)
    parts: dict[str, Harvest] = {}
    for part in harvest.parts:
        if part.page in pages:
            parts[part.key] = parts[part.key].and_also(part.harvest) if part.key in parts else part.harvest
    of_one_lot = here.values("lot_number") and not any(part.values("lot_number") for part in parts.values())
    if len(parts) < 2 or of_one_lot:  # products of one lot are the components of a blend
        of_parts = [
            part.where(lambda claim, _: claim not in _OF_VIAL) if of_one_lot else part for part in parts.values()
        ]
        own = reduce(Harvest.and_also, of_parts, here)
        return blocks_of(own) if len({evidence.page for _, evidence in own.stated()}) == 1 else [own]
    here = _given_away(here, parts, pages)
    main = _main_lot(here, parts)
    if main is not None:  # a table that compares the certificate's lot with others
        return [parts[main].and_also(here) if main in parts else here]
    return [_share(part, here, list(parts.values())) for part in parts.values()]


def _given_away(here: Harvest, parts: dict[str, Harvest], pages: tuple[int, ...]) -> Harvest:
    """What is left for all once the pages that name one of the lots alone are that lot's."""
    for page in pages:
        on_page = here.where(lambda _, evidence, page=page: evidence.page == page)  # type: ignore[misc]  # bound at once
        lots = set(on_page.values("lot_number"))
        owner = next(iter(lots), None)
        if len(lots) == 1 and owner in parts and not _has_parts(parts, page):
            parts[owner] = parts[owner].and_also(on_page)
            here = here.where(lambda _, evidence, page=page: evidence.page != page)  # type: ignore[misc]  # as above
    return here


def _main_lot(here: Harvest, parts: dict[str, Harvest]) -> str | None:
    """The one lot that the table's page names with results of its own outside of the table."""
    beside = here.where(lambda _, evidence: _has_parts(parts, evidence.page))
    lots = set(beside.values("lot_number"))
    measured = {claim for claim, _ in beside.stated()} & _MEASURED
    return next(iter(lots)) if len(lots) == 1 and measured else None


def _has_parts(parts: dict[str, Harvest], page: int) -> bool:
    return any(evidence.page == page for part in parts.values() for _, evidence in part.stated())


def _share(part: Harvest, here: Harvest, parts: Sequence[Harvest]) -> Harvest:
    """A part with what is stated for all.

    A result that stands outside of all parts speaks for none of them alone. It is never taken for one that the part
    does not state itself, but it stands beside the part's own, unless it repeats another part's.
    """
    own = {claim for claim, _ in part.stated()}
    keys = {lot for one in parts for lot in one.values("lot_number")}

    def keep(claim: str, evidence: Evidence) -> bool:
        return claim not in RESULTS

    shared = here.where(keep)
    shared.texts = [
        one for one in shared.texts if one.claim != "lot_number" or one.reading.value.casefold() not in keys
    ]
    if own & {"product_name"}:  # a heading may name another of the products
        names = {name for one in parts for name in one.values("product_name")}
        shared.texts = [
            one for one in shared.texts if one.claim != "product_name" or one.reading.value.casefold() not in names
        ]
    others = [one for one in parts if one is not part]
    shared.amounts += [_behind(one) for one in _loose(here.amounts, own, [other.amounts for other in others])]
    shared.ions = [_behind(one) for one in _loose(here.ions, own, [other.ions for other in others])]
    shared.masses = [_behind(one) for one in _loose(here.masses, own, [other.masses for other in others])]
    theirs = [table for table in here.peaks if _is_of(table, part)]
    loose = [table for table in here.peaks if not any(_is_of(table, one) for one in parts)]
    shared.peaks = theirs + loose
    shared.traces = here.traces if theirs or not here.peaks or loose else []
    return part.and_also(shared)


def _loose(candidates: list[Candidate[T]], own: set[str], others: list[list[Candidate[T]]]) -> list[Candidate[T]]:
    """Results of a claim that the part states too, but for those that another part states as its own."""
    known = {(one.claim, repr(one.reading.value)) for other in others for one in other}
    return [
        one
        for one in candidates
        if one.claim in RESULTS and one.claim in own and (one.claim, repr(one.reading.value)) not in known
    ]


def _behind(candidate: Candidate[T]) -> Candidate[T]:
    return replace(candidate, place=Place.LETTERHEAD)


def _is_of(table: tuple[Reading[Peak], ...], part: Harvest) -> bool:
    """Whether a peak table's main peak is the purity that the part states."""
    shares = [row.value.area_percent.value for row in table if row.value.area_percent is not None]
    stated: list[Decimal] = [c.reading.value.value for c in part.amounts if c.claim == "hplc_purity"]
    return bool(shares) and any(abs(max(shares) - value) <= Decimal("0.06") for value in stated)
