"""Candidates -> Certificate: for every claim the surest reading, what repeats it, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.values.replicates import with_replicates
from coaverify.extract.values.texts import DATES
from coaverify.model.certificate import (
    Amount,
    Certificate,
    Comparator,
    Labelled,
    MassKind,
    ObservedIon,
    ObservedMass,
)
from coaverify.model.evidence import Reading, Source

T = TypeVar("T")


# Claims that are one reading each, by the kind of their value
_TEXTS = ("product_name", "sequence", "catalog_number", "lot_number", "cas_number", "molecular_formula", "endotoxin",
          "endotoxin_limit",
          "quantity", "appearance", "laboratory", "manufacturer", "client", "task_number", "verification_key",
          "verification_url", "method", "instrument", "salt")  # fmt: skip
_AMOUNTS = ("largest_impurity", "total_impurities", "net_peptide_content", "water_content", "acetate_content",
            "tfa_content", "measured_content", "chloride_content", "residual_solvents", "loss_on_drying",
            "mass_balance", "label_claim_percent")  # fmt: skip


def assemble(harvest: Harvest, pages: tuple[int, ...]) -> Certificate:
    """The certificate on the given pages."""
    texts, amounts, dates = (_here(group, pages) for group in (harvest.texts, harvest.amounts, harvest.dates))
    ions, neutral = _neutral_by_comparison(_here(harvest.ions, pages), amounts)
    masses = _here(harvest.masses, pages) + neutral
    mass = _best(masses, "observed_mass")
    purity, bound = _purity(amounts)
    weight, monoisotopic = _theoretical(amounts, mass)
    peaks = [table for table in harvest.peaks if table[0].evidence.page in pages]
    single: dict[str, Any] = {claim: _best(texts, claim) for claim in _TEXTS}  # keyword arguments of Certificate
    single |= {claim: _best(amounts, claim) for claim in _AMOUNTS}
    single |= {claim: _best(dates, claim) for claim in DATES}
    single["measured_content"] = _replicated(single["measured_content"], amounts, "measured_content")
    return Certificate(
        pages=pages,
        **single,
        vendor=_best(texts, "vendor") or _best(texts, "client"),
        molecular_weight=weight,
        monoisotopic_mass=monoisotopic,
        hplc_purity=_replicated(purity, amounts, "hplc_purity"),
        purity_specification=as_limit(_best(amounts, "purity_specification") or bound),
        observed_mass=mass,
        observed_ions=_ions(_printed_first(ions, masses)),
        peak_table=peaks[0] if peaks else (),
        further_peak_tables=tuple(peaks[1:]),
        lots=_all(texts, "lot_number"),
        labelled_lots=_labelled([one for one in texts if one.claim == "lot_number"]),
        all_dates=_labelled([one for one in dates if one.place <= Place.BELOW]),
        products=_all(texts, "product_name"),
        modifications=_all(texts, "modification"),
        further_purities=tuple(o for o in _further(amounts, "hplc_purity", purity) if o is not bound),
        further_masses=tuple(c.reading for c in masses if c.reading is not mass),
        mass_statement=_best(_here(harvest.statements, pages), "mass_statement"),
        traces=tuple(trace for trace in harvest.traces if trace.evidence.page in pages),
        amino_acids=tuple(ratio for ratio in harvest.amino_acids if ratio.evidence.page in pages),
        retention_labels=tuple(time for time in harvest.retention_times if time.evidence.page in pages),
    )


def _all(candidates: Sequence[Candidate[T]], claim: str) -> tuple[Reading[T], ...]:
    return tuple(candidate.reading for candidate in candidates if candidate.claim == claim)


def _labelled(candidates: Sequence[Candidate[T]]) -> tuple[Reading[Labelled[T]], ...]:
    return tuple(
        replace(one.reading, value=Labelled(one.claim, one.reading.value, one.label))  # type: ignore[arg-type,misc]  # of one kind each
        for one in candidates
    )


def _here(candidates: Iterable[Candidate[T]], pages: tuple[int, ...]) -> list[Candidate[T]]:
    return [candidate for candidate in candidates if candidate.page in pages]


def _best(candidates: Sequence[Candidate[T]], claim: str) -> Reading[T] | None:
    """The surest reading, of equals the first on the page; what is printed before what a picture on the page shows."""
    fitting = [candidate for candidate in candidates if candidate.claim == claim]
    return min(fitting, key=_rank).reading if fitting else None


def _rank(candidate: Candidate[T]) -> tuple[bool, Place]:
    return candidate.reading.evidence.source is Source.OCR, candidate.place


def _purity(amounts: Sequence[Candidate[Amount]]) -> tuple[Reading[Amount] | None, Reading[Amount] | None]:
    """The purity, and a lower bound printed under the same name beside it, which is its specification."""
    best = _best(amounts, "hplc_purity")
    if best is None or best.value.comparator is not Comparator.AT_LEAST:
        return best, None  # "> 99 %" may be how a laboratory states a result
    exact = [c for c in amounts if c.claim == "hplc_purity" and c.reading.value.comparator is Comparator.EQUAL]
    if not exact:
        return None, best  # "≥ 98 %" alone is a limit; nobody measures one
    return min(exact, key=_rank).reading, best


def _replicated(
    best: Reading[Amount] | None, amounts: Sequence[Candidate[Amount]], claim: str
) -> Reading[Amount] | None:
    """A printed average with the vials' own results, where another place of the document states them."""
    if best is None:
        return None
    others = [candidate.reading.value for candidate in amounts if candidate.claim == claim]
    return replace(best, value=with_replicates(best.value, others))


def as_limit(reading: Reading[Amount] | None) -> Reading[Amount] | None:
    """ "Required purity: 95 %" is a lower limit, whether a sign says so or not."""
    if reading is None or reading.value.comparator is not Comparator.EQUAL:
        return reading
    return replace(reading, value=replace(reading.value, comparator=Comparator.AT_LEAST))


def _further(
    candidates: Sequence[Candidate[Amount]], claim: str, best: Reading[Amount] | None
) -> tuple[Reading[Amount], ...]:
    """Other readings of a claim that state another value than the best one."""
    return tuple(
        candidate.reading
        for candidate in candidates
        if candidate.claim == claim and best is not None and candidate.reading.value != best.value
    )


def _theoretical(
    amounts: Sequence[Candidate[Amount]], found: Reading[ObservedMass] | None
) -> tuple[Reading[Amount] | None, Reading[Amount] | None]:
    """Molecular weight and monoisotopic mass, with a theoretical mass of unstated kind put where it belongs.

    Beside a mass that was found as an average it is the molecular weight, and so it is where it repeats
    the printed molecular weight; else it is the monoisotopic mass, which is what a spectrum shows.
    """
    weight, monoisotopic = _best(amounts, "molecular_weight"), _best(amounts, "monoisotopic_mass")
    beside = _best(amounts, "theory_beside_found")
    if beside is None:
        return weight, monoisotopic
    if found is not None and found.value.kind is MassKind.AVERAGE:
        return weight or beside, monoisotopic
    if weight is not None and weight.value.value == beside.value.value:
        return weight, monoisotopic
    return weight, monoisotopic or beside


def _neutral_by_comparison(
    ions: list[Candidate[ObservedIon]], amounts: Sequence[Candidate[Amount]]
) -> tuple[list[Candidate[ObservedIon]], list[Candidate[ObservedMass]]]:
    """Values of no stated ion whose row compares them with the printed molecular weight are neutral masses."""
    weights = [c.reading.value for c in amounts if c.claim in ("molecular_weight", "monoisotopic_mass")]
    kept: list[Candidate[ObservedIon]] = []
    neutral: list[Candidate[ObservedMass]] = []
    for candidate in ions:
        ion = candidate.reading.value
        if ion.charge is None and ion.beside is not None and _same(ion.beside, weights):
            source = candidate.reading
            reading = Reading(ObservedMass(ion.mz), source.evidence, source.doubts)
            neutral.append(Candidate("observed_mass", reading, candidate.place))
        else:
            kept.append(candidate)
    return kept, neutral


def _same(amount: Amount, others: Sequence[Amount]) -> bool:
    return any(abs(float(amount.value - other.value)) <= amount.half_digit + other.half_digit for other in others)


def _printed_first(
    ions: list[Candidate[ObservedIon]], masses: Sequence[Candidate[ObservedMass]]
) -> list[Candidate[ObservedIon]]:
    """Ions of the text before those of figures; beside anything the text states, only what figures show for sure,
    and only what the text does not state itself."""
    printed = [candidate for candidate in ions if candidate.place is not Place.FIGURE]
    shown = [candidate for candidate in ions if candidate.place is Place.FIGURE]
    if printed or masses:
        stated = {candidate.reading.value.mz.value for candidate in printed}
        shown = [c for c in shown if not c.reading.doubts and c.reading.value.mz.value not in stated]
    return printed + shown


def _ions(candidates: list[Candidate[ObservedIon]]) -> tuple[Reading[ObservedIon], ...]:
    """Observed ions in reading order, each once; a value that is stated with and without its ion, with it."""
    named = {c.reading.value.mz.value for c in candidates if c.reading.value.charge is not None}
    seen: dict[tuple[object, ...], Reading[ObservedIon]] = {}
    for candidate in candidates:
        ion = candidate.reading.value
        if ion.charge is not None or ion.mz.value not in named:
            seen.setdefault((ion.mz.value, ion.charge, ion.adduct), candidate.reading)
    return tuple(seen.values())
