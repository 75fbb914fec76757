"""The words that stand around a peptide's name on labels and certificates, in the languages met there."""

from __future__ import annotations

# Written out in Latin letters, in this order. Modifiers get spaces around them, so that they part
# from the name they are written together with ("乙酰Semax酰胺").
SCRIPTS = (
    ("α", "alpha"),
    ("β", "beta"),
    ("γ", "gamma"),
    ("乙酰基", " acetyl "),
    ("乙酰", " acetyl "),
    ("酰胺", " amide "),
    ("三氟乙酸", " tfa "),
    ("盐酸", " hydrochloride "),
    ("醋酸", " acetate "),
    ("盐", " salt "),
    ("冻干粉", " powder "),
    ("多肽", " peptide "),
    ("肽", " peptide "),
    ("n-ацетил", " acetyl "),
    ("ацетил", " acetyl "),
    ("амидат", " amide "),
    ("амид", " amide "),
    ("ацетат", " acetate "),
    ("семакс", "semax"),
    ("селанк", "selank"),
    ("мг", " mg "),
)
# Never part of a name
_PACKAGING = """
    peptide peptides peptid polypeptide synthetic lyophilized lyophilised lyo powder vial vials kit
    spray nasal research grade pharmaceutical pharma usp gmp sterile injection for the purity pure
    raw api bulk standard reference sample only use ruo freebase base free blend mix stack combo human
"""
PACKAGING = frozenset(_PACKAGING.split())

# Counter-ion by the words for it
SALTS = {
    "acetate": "acetate",
    "acetat": "acetate",
    "diacetate": "acetate",
    "triacetate": "acetate",
    "hexaacetate": "acetate",
    "tfa": "TFA",
    "trifluoroacetate": "TFA",
    "trifluoracetat": "TFA",
    "hcl": "HCl",
    "hydrochloride": "HCl",
    "hydrochlorid": "HCl",
    "dihydrochloride": "HCl",
    "arginate": "arginate",
    "arginin": "arginate",
    "arginine": "arginate",
    "sodium": "sodium",
    "disodium": "sodium",
    "ammonium": "ammonium",
    "salt": "",
    "salz": "",
}
# What is said of the ends of the chain
ACETYL = frozenset({"acetyl", "acetylated", "acetylation", "acetyliert", "ac", "nac", "na", "nacetyl", "acetylo"})
AMIDE = frozenset({"amide", "amidate", "amidated", "amidation", "amid", "amidiert", "nh2", "conh2", "camide", "amido"})
NOT_ACETYL = frozenset({"deacetyl", "desacetyl", "deacetylated", "unacetylated", "nonacetylated", "h"})
NOT_AMIDE = frozenset({"acid", "oh", "cooh", "deamidated", "nonamidated"})
ENDS = frozenset({"n", "nalpha", "c", "terminal", "term", "terminus", "terminally", "nterm", "cterm"})
