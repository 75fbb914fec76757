"""Recognising a printed peptide sequence. What it means is chemistry's business, not decided here."""

from __future__ import annotations

import re

_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212\u00b7"
_N_CAP = r"(?:\[?(?:Ac|Acetyl|N-?Acetyl|CH3CO|H|pGlu|Pyr|For|Boc|FITC(?:-Ahx)?|Biotin|Palmitoyl|Pal|Myr)\]?)"
_C_CAP = r"(?:\(?\[?(?:OH|COOH|NH2|NH₂|Amide|Amidated|amide|acid)\]?\)?)"
_THREE = r"(?:(?:D|L|N-Me|d)[-‐])?(?:[A-Z][a-z]{2}|Aib|Nle|Orn|Hyp|pGlu)(?:\([^()]{1,12}\))?"
_THREE_LETTER = re.compile(
    rf"(?:{_N_CAP}[{_DASH}]\s?)?{_THREE}(?:\s?[{_DASH},. ]\s?{_THREE})+(?:\s?[{_DASH}]?\s?{_C_CAP})?(?![a-z])"
)
_ONE_LETTER = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_N_CAP}\s?[{_DASH}]\s?|"
    rf"\[[A-Za-z]+\]-)?[ACDEFGHIKLMNPQRSTVWY]{{2,}}(?:[ {_DASH}]?[ACDEFGHIKLMNPQRSTVWY]{{2,}})*"
    rf"(?:\s?[{_DASH}]\s?{_C_CAP}|\s?\({_C_CAP}\)|-\[[A-Za-z]+\])?(?![A-Za-z0-9_])"
)
_CAPITALS = re.compile(
    r"(?<![A-Za-z])(?:ALA|ARG|ASN|ASP|CYS|GLN|GLU|GLY|HIS|ILE|LEU|LYS|MET|PHE|PRO|SER|THR|TRP|TYR|VAL)"
    r"(?=[-\u2010-\u2014 ]|$)"
)
_CAPPED_END = re.compile(rf"[{_DASH}(]{_C_CAP}\)?$")
_NEXT_CODE = re.compile(rf"[{_DASH}](?:NH2|[A-Za-z0-9][a-z0-9I]{{1,2}}(?![A-Za-z0-9]))")
_CAPPED = re.compile(rf"^{_N_CAP}\s?[{_DASH}]|[{_DASH}(]\s?{_C_CAP}\s?\)?$")


def sequence_in(text: str, *, labelled: bool = True) -> str | None:
    """The sequence of a text as printed, inner line breaks closed; None where there is none.

    `labelled` means that the words before it say "sequence": then a bare one-letter string is enough.
    Otherwise three-letter or capped notation is needed, so that capital words are not taken for peptides.
    """
    text = _CAPITALS.sub(lambda match: match[0].title(), text.strip())
    three = _THREE_LETTER.search(text)
    if three and (labelled or three[0].count("-") >= 2):
        residues = re.findall(r"[A-Z][a-z]{2}", three[0])
        if len(residues) >= 2 and all(r.upper() in _CODES or r in ("Aib", "Nle", "Orn", "Hyp") for r in residues):
            return re.sub(r"\s+", "", three[0]) if "-" in three[0] else three[0]
    for one in _ONE_LETTER.finditer(text):
        printed = re.sub(r"\s+", "", one[0])
        letters = re.sub(rf"^{_N_CAP}[{_DASH}]|[{_DASH}(]*{_C_CAP}\)?$", "", printed)
        if len(letters) >= 3 and (labelled or (_CAPPED.search(printed) and len(letters) >= 4)):
            return printed
    return None


def goes_on(text: str, sequence: str) -> bool:
    """Whether more of a chain follows a sequence in its text: a code that nobody knows, or that was misread."""
    whole, known = (re.sub(r"\s+", "", one) for one in (text, sequence))
    rest = whole.partition(known)[2]
    return whole.endswith("-") or (not _CAPPED_END.search(known) and _NEXT_CODE.match(rest) is not None)


_CODES = frozenset(
    [
        "ALA",
        "ARG",
        "ASN",
        "ASP",
        "CYS",
        "GLN",
        "GLU",
        "GLY",
        "HIS",
        "ILE",
        "LEU",
        "LYS",
        "MET",
        "PHE",
        "PRO",
        "SER",
        "THR",
        "TRP",
        "TYR",
        "VAL",
        "AIB",
        "NLE",
        "ORN",
        "HYP",
        "ABU",
        "CIT",
        "DAB",
        "DAP",
        "NVA",
        "PYR",
        "SAR",
        "NAL",
        "ACE",
        "AMI",
    ]
)
