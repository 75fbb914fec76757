"""Whether a document is a certificate at all. Nothing is checked on what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.extract.harvest import Harvest
from coaverify.extract.layout import Layout
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
_TITLE = re.compile(
    r"certificate\s*of\s*anal|(?:batch|quality|lot)\s*certificate|quality\s*control\s*data|analytical\s*data\s*sheet|\bcoa\b|test\s*report|analytical\s*report|analysenzertifikat|prüfzertifikat|certificat\s*d.analyse|"
    r"certificado\s*de\s*an|сертификат\s*анализа|паспорт\s*качества|检验报告|检测报告|分析证书|質量証明|試験成績|lc-?ms\s*report|sample\s*report",
    re.IGNORECASE,
)


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
    text = " ".join(cell.text for layout in layouts for cell in layout.cells)
    titled = bool(_TITLE.search(text) or _TITLE.search(re.sub(r"\b(\w) (?=\w\b)", r"\1", text)))
    enough = titled or len(objects) >= 3 or (results and len(stated) >= 3)
    if objects and (results or len(stated) >= 4) and enough:
        return
    raise Unreadable(
        ErrorCode.NOT_A_CERTIFICATE,
        "Nothing here reads like a certificate of analysis: no product or lot with a result beside it was found. "
        "If it is one, its text may be part of a picture; ask the vendor for the original PDF.",
    )


def is_title(text: str) -> bool:
    """Whether a text says of itself that it is a certificate."""
    return bool(_TITLE.search(text))


def _stated(harvest: Harvest) -> set[str]:
    stated = {claim for claim, _ in harvest.stated()}
    stated |= {claim for part in harvest.parts for claim, _ in part.harvest.stated()}
    return stated | ({"peak_table"} if harvest.peaks else set())
