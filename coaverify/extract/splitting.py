"""Several certificates in one document: split by what repeats, not by page."""

from __future__ import annotations

from collections.abc import Iterable

from coaverify.extract.harvest import Harvest, Place

RESULTS = frozenset(
    ["hplc_purity", "observed_mass", "observed_ions", "mass_statement", "measured_content", "net_peptide_content",
     "water_content", "acetate_content", "tfa_content", "endotoxin", "peak_table", "trace", "largest_impurity",
     "total_impurities", "endotoxin_limit", "chloride_content", "residual_solvents", "loss_on_drying", "mass_balance",
     "label_claim_percent"]
)  # fmt: skip
ONCE = ("hplc_purity", "molecular_weight", "sequence", "appearance", "issue_date", "analysis_date",
        "manufacture_date", "molecular_formula", "cas_number", "catalog_number", "quantity", "observed_mass",
        "measured_content", "received_date")  # fmt: skip


def page_groups(harvest: Harvest, pages: Iterable[int]) -> list[tuple[int, ...]]:
    """Pages that belong to one certificate each.

    A page begins a new certificate where it names another product or lot than the pages before it
    and states anew what a certificate states once. A page with another lot and nothing stated anew is a
    page of the same certificate with a contradiction on it.
    """
    groups: list[list[int]] = []
    for page in pages:
        if groups and not _begins_new(harvest, groups[-1], page):
            groups[-1].append(page)
        else:
            groups.append([page])
    return [tuple(group) for group in groups]


def _begins_new(harvest: Harvest, group: list[int], page: int) -> bool:
    for claim in ("lot_number", "product_name"):
        here, before = _values(harvest, claim, [page]), _values(harvest, claim, group)
        if here and before and not here & before:
            break
    else:
        return False
    again = sum(1 for claim in ONCE if _stated(harvest, claim, [page]) and _stated(harvest, claim, group))
    return again >= 2


def _values(harvest: Harvest, claim: str, pages: list[int]) -> set[str]:
    found = {
        candidate.reading.value.casefold()
        for candidate in harvest.texts
        if candidate.claim == claim and candidate.page in pages and candidate.place < Place.LETTERHEAD
    }
    return found.union(*(part.harvest.values(claim) for part in harvest.parts if part.page in pages))


def _stated(harvest: Harvest, claim: str, pages: list[int]) -> bool:
    lists = (harvest.texts, harvest.amounts, harvest.dates, harvest.masses)
    if any(candidate.claim == claim and candidate.page in pages for group in lists for candidate in group):
        return True
    return any(_stated(part.harvest, claim, pages) for part in harvest.parts)
