"""The words that people read for the codes that machines read."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.model.errors import ErrorCode
from coaverify.model.evidence import Doubt, Source
from coaverify.model.finding import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Wording:
    """A code in words; `tone` names the colour and the icon, so that neither stands alone."""

    tone: str
    word: str
    meaning: str


VERDICTS = {
    Verdict.PASS: Wording("pass", "Pass", "Consistent, which is not proof of origin"),
    Verdict.FAIL: Wording("fail", "Fail", "Contradiction found"),
    Verdict.INCONCLUSIVE: Wording("open", "Inconclusive", "Something needed could not be settled"),
}

OUTCOMES = {
    Outcome.FAIL: Wording("fail", "Contradiction", "Contradictions"),
    Outcome.INCONCLUSIVE: Wording("open", "Open", "Open questions"),
    Outcome.PASS: Wording("pass", "Passed", "Passed"),
    Outcome.NOT_APPLICABLE: Wording("none", "Not applicable", "Not applicable to this certificate"),
}

UNREADABLE = Wording("open", "Not readable", "This document could not be looked at")
CRASHED = Wording("none", "Not checked", "coaverify failed on this document")

FORM_NAMES = {
    "plain": "Plain (free acid)",
    "n-acetyl": "N-acetyl",
    "amide": "Amide",
    "n-acetyl-amide": "N-acetyl amide",
}

DOUBTS = {
    Doubt.OCR_LAYER: "from a text layer that was not held against the picture",
    Doubt.LOW_CONFIDENCE: "hard to recognise",
    Doubt.READERS_DISAGREE: "two readers of the file disagree",
    Doubt.INCOMPLETE: "goes on where it was not read",
    Doubt.AMBIGUOUS: "can be read in two ways",
    Doubt.INCOMPLETE: "goes on where it was not read",
}

# By which means a claim was read, where it was not simply text of the file
SOURCES = {
    Source.OCR: "recognised from a picture of the page",
    Source.FIGURE: "read in a figure",
    Source.REVIEWER: "read by a reviewer",
}

ERROR_TITLES = {
    ErrorCode.ENCRYPTED: "The document is locked",
    ErrorCode.CORRUPT: "The document is damaged",
    ErrorCode.EMPTY: "The document is empty",
    ErrorCode.TOO_LARGE: "The document is too large",
    ErrorCode.TOO_MANY_PAGES: "The document has too many pages",
    ErrorCode.TIMEOUT: "The document took too long",
    ErrorCode.OUT_OF_MEMORY: "The document needs too much memory",
    ErrorCode.UNSUPPORTED_TYPE: "This kind of file is not read",
    ErrorCode.NO_TEXT: "The document has no text that can be read",
    ErrorCode.NOT_A_CERTIFICATE: "No certificate of analysis was recognised",
}

TEXT_SOURCES = {
    "embedded": "text of the file",
    "ocr": "recognised from pixels",
    "mixed": "text of the file and recognised pixels",
}

# Claim names of the schema, in the order in which a reader looks for them.
CLAIM_GROUPS: dict[str, dict[str, str]] = {
    "Material": {
        "product_name": "Product name",
        "sequence": "Sequence",
        "molecular_formula": "Molecular formula",
        "molecular_weight": "Molecular weight",
        "monoisotopic_mass": "Monoisotopic mass",
        "cas_number": "CAS number",
        "catalog_number": "Catalogue number",
        "lot_number": "Lot number",
        "quantity": "Quantity",
        "appearance": "Appearance",
    },
    "Results": {
        "observed_ions": "Observed ion",
        "observed_mass": "Observed mass",
        "hplc_purity": "Purity (HPLC)",
        "purity_specification": "Purity specification",
        "largest_impurity": "Largest impurity",
        "total_impurities": "Total impurities",
        "peak_table": "Peak",
        "amino_acids": "Amino acid",
        "measured_content": "Measured content",
        "label_claim_percent": "Share of the labelled amount",
        "net_peptide_content": "Net peptide content",
        "water_content": "Water content",
        "acetate_content": "Acetate content",
        "tfa_content": "TFA content",
        "chloride_content": "Chloride content",
        "residual_solvents": "Residual solvents",
        "loss_on_drying": "Loss on drying",
        "mass_balance": "Mass balance",
        "endotoxin": "Endotoxin",
        "endotoxin_limit": "Endotoxin limit",
        "method": "Method",
        "instrument": "Instrument",
    },
    "Dates": {
        "received_date": "Received",
        "manufacture_date": "Manufactured",
        "analysis_date": "Analysed",
        "issue_date": "Issued",
        "retest_date": "Retest",
        "expiry_date": "Expiry",
    },
    "Issuer": {
        "laboratory": "Laboratory",
        "vendor": "Vendor",
        "manufacturer": "Manufacturer",
        "client": "Client",
        "task_number": "Task number",
        "verification_key": "Verification key",
        "verification_url": "Verification address",
    },
}

CLAIM_LABELS = {name: label for group in CLAIM_GROUPS.values() for name, label in group.items()}


def claim_label(name: str) -> str:
    """The label of a claim; a claim that this page does not know yet is spelled out from its name."""
    return CLAIM_LABELS.get(name, name.replace("_", " ").capitalize())


def form_name(form: str) -> str:
    return FORM_NAMES.get(form, form)
