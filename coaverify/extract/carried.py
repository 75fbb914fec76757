"""What form fields, notes and stamps show, and which claims are read from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from coaverify.extract.lines import bounds
from coaverify.model.certificate import Certificate
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box, Evidence, Reading
from coaverify.model.file_facts import CarriedValue, Carrier

_CLAIMS = ("product_name", "sequence", "lot_number", "cas_number", "molecular_formula", "molecular_weight",
          "monoisotopic_mass", "observed_mass", "hplc_purity", "purity_specification", "net_peptide_content",
          "measured_content", "endotoxin", "quantity", "manufacture_date", "analysis_date", "issue_date",
          "retest_date", "expiry_date", "laboratory", "vendor", "catalog_number")  # fmt: skip
_LISTS = ("observed_ions", "peak_table")


def carried_values(pages: Sequence[Page], certificate: Certificate) -> tuple[CarriedValue, ...]:
    """What lies on the pages of a certificate without being part of them; a value for each claim that it shows."""
    if not any(page.carriers for page in pages):
        return ()
    found: list[CarriedValue] = []
    for page in pages:
        if page.carriers and page.number in certificate.pages:
            claims = [one for one in _readings(certificate) if one[1].evidence.page == page.number]
            for carrier in page.carriers:
                found.extend(_carried(carrier, page, claims))
    return tuple(found)


def _carried(carrier: Carrier, page: Page, claims: list[tuple[str, Reading[object]]]) -> Iterator[CarriedValue]:
    words = _own(carrier, [word for word in page.words if _inside(word.box, carrier.box)])
    text = " ".join(word.text for word in words)
    if not text and not carrier.stated:
        return
    box = bounds(word.box for word in words) if words else carrier.box
    shown = Evidence(page.number, box, text)
    # A reading with doubts states nothing that the field could contradict.
    names = [name for name, one in claims if not one.doubts and _shows(one.evidence, words)]
    for name in names or [""]:
        yield CarriedValue(carrier.kind, carrier.stated, carrier.beneath, shown, name)


def _own(carrier: Carrier, words: list[Word]) -> list[Word]:
    """The words that the page's own content does not have at that place."""
    beneath = Counter(carrier.beneath.split())
    own = []
    for word in words:
        if beneath[word.text] > 0:
            beneath[word.text] -= 1
        else:
            own.append(word)
    return own


def _shows(evidence: Evidence, words: list[Word]) -> bool:
    """Whether figures or letters of a reading are among the carrier's own words."""
    return any(_inside(word.box, evidence.box) and any(map(str.isalnum, word.text)) for word in words)


def _inside(box: Box, place: Box) -> bool:
    return place.x0 - 2 <= box.centre <= place.x1 + 2 and place.top - 2 <= box.middle <= place.bottom + 2


def _readings(certificate: Certificate) -> list[tuple[str, Reading[object]]]:
    single = [(name, getattr(certificate, name)) for name in _CLAIMS]
    lists = [(name, one) for name in _LISTS for one in getattr(certificate, name)]
    return [(name, one) for name, one in (*single, *lists) if one is not None]
