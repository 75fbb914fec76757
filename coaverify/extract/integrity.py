"""What the file holds beside what the page shows: hidden words, and what earlier states of it stated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from coaverify.extract.hidden_places import Visible
from coaverify.extract.lines import bounds, line_text
from coaverify.model.certificate import Amount, Certificate, Change, HiddenText, ObservedMass, PrintedDate
from coaverify.model.document import HiddenWord, Page
from coaverify.model.evidence import Evidence, Reading

_COMPARED = ("product_name", "sequence", "lot_number", "cas_number", "molecular_formula", "molecular_weight",
             "monoisotopic_mass", "observed_mass", "hplc_purity", "purity_specification", "net_peptide_content",
             "water_content", "acetate_content", "tfa_content", "measured_content",
             "chloride_content", "residual_solvents", "loss_on_drying", "mass_balance", "label_claim_percent",
             "endotoxin", "quantity",
             "received_date", "manufacture_date", "analysis_date", "issue_date", "retest_date", "expiry_date",
             "laboratory", "vendor", "catalog_number")  # fmt: skip


def hidden_readings(pages: Sequence[Page], certificate: Certificate) -> tuple[Reading[HiddenText], ...]:
    """Words that the file holds and the page does not show, line by line; those of letters or figures only."""
    wanted = [page for page in pages if page.number in certificate.pages]
    if not any(page.hidden for page in wanted):
        return ()
    visible = Visible(wanted, certificate)
    readings = []
    for page in wanted:
        for line in _hidden_lines(page):
            words = [hidden.word for hidden in line]
            text = line_text(words)
            if re.search(r"\w", text):
                evidence = Evidence(page.number, bounds(word.box for word in words), text)
                hidden = HiddenText(text, line[0].why.value, line[0].shown, visible.place_of(words, page))
                readings.append(Reading(hidden, evidence))
    return tuple(readings)


def _hidden_lines(page: Page) -> list[list[HiddenWord]]:
    lines: list[list[HiddenWord]] = []
    for hidden in sorted(page.hidden, key=lambda hidden: (round(hidden.word.box.bottom), hidden.word.box.x0)):
        last = lines[-1][-1] if lines else None
        near = last is not None and abs(last.word.box.bottom - hidden.word.box.bottom) < 2
        if (
            last is not None
            and near
            and hidden.why is last.why
            and not hidden.shown
            and hidden.word.box.x0 - last.word.box.x1 < 30
        ):
            lines[-1].append(hidden)
        else:
            lines.append([hidden])
    return lines


def changes_between(before: Sequence[Certificate], now: Certificate) -> tuple[Change, ...]:
    """Claims that an earlier state of the file states otherwise, oldest state first."""
    changes: list[Change] = []
    for certificate in before:
        for claim in _COMPARED:
            old, new = getattr(certificate, claim), getattr(now, claim)
            if old is None or new is None or _same(old.value, new.value):
                continue
            if not any(change.claim == claim for change in changes):
                changes.append(Change(claim, _printed(old.value), new.evidence))
        changes.extend(_changed_lists(certificate, now))
    return tuple(changes)


def _same(old: object, new: object) -> bool:
    """Whether both say the same, however it is written: "98.10 %" and "98.1%", "BB 1107" and "bb-1107"."""
    match old, new:
        case (Amount(), Amount()):
            return (old.value, old.comparator) == (new.value, new.comparator)
        case (ObservedMass(), ObservedMass()):
            return old.mass.value == new.mass.value
        case (str(), str()):
            return _letters(old) == _letters(new)
        case _:
            return _printed(old) == _printed(new)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in "<>≤≥.,") or folded


def _changed_lists(before: Certificate, now: Certificate) -> list[Change]:
    """Ions and peaks that were there before and read otherwise now."""
    changes: list[Change] = []
    for claim in ("observed_ions", "peak_table"):
        old, new = getattr(before, claim), getattr(now, claim)
        if len(old) == len(new):
            changes.extend(
                Change(claim, first.evidence.text, second.evidence)
                for first, second in zip(old, new, strict=True)
                if first.value != second.value
            )
    return changes


def _printed(value: object) -> str:
    match value:
        case Amount():
            return f"{'' if value.comparator == '=' else value.comparator}{value.value}"
        case PrintedDate():
            return value.iso
        case ObservedMass():
            return str(value.mass.value)
        case _:
            return str(value)
