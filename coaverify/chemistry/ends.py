"""The two ends of a chain as they are printed: "H-...-OH", "Ac-...-NH2", "N-Acetyl-", "(NH2)" and so on."""

from __future__ import annotations

import re
import unicodedata

from coaverify.model.errors import CoaverifyError


class SequenceError(CoaverifyError, ValueError):
    """A text that is not a sequence that can be computed, with a sentence that says why."""


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u00ac]")
_SALT_WORDS = r"(?:di|tri)?(?:acetate|trifluoroacetate|hydrochloride)(?:\s+salt)?|(?:tfa|hcl)\s+salt"
_SALT = re.compile(
    rf"[\s,;(\[-]+(?:{_SALT_WORDS})[)\]]?$"
    r"|\s*[(\[,;]\s*(?:tfa|hcl)\s*[)\]]?$"
    r"|(?:(?<=(?-i:[a-z2)]))|(?<=(?-i:-OH)))[\s-]+(?:tfa|hcl)$",
    re.I,
)
_SALT_OR_RESIDUES = re.compile(r"[A-Z]\s+(TFA|HCL)$")

# What stands at the ends, as printed; PDF text often has a space before a subscript ("NH 2").
_NEAR = r"(?:[- ]?term(?:inal(?:ly)?|inus|\.)?)?[- ]?"
_ACETYL = rf"(?:N(?:[αa]|alpha)?{_NEAR})?(?:acetyl(?:ated|ation)?|ac)|CH\s?3\s?-?CO|CH\s?3\s?C\(O\)|MeCO"
_AMINE = r"H\s?2\s?N|NH\s?2|H"
_AMIDE = rf"(?:C{_NEAR})?amid(?:e|ated?|ation)?|(?:CO)?NH\s?2"
_ACID = r"OH|COOH|CO\s?2\s?H|free acid|acid"


def _front(group: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """The group in brackets, or with something that parts it from the chain: "ACTH" starts with no Ac."""
    return re.compile(rf"(?:\[(?:{group})\]|\((?:{group})\))\s*-?\s*|(?:{group})\s*[-.·]\s*", flags)


def _back(group: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[-.·]?\s*(?:\[(?:{group})\]|\((?:{group})\))$|\s*[-.·]\s*(?:{group})$", re.I)


_FRONT = (
    (_front(_ACETYL, re.I), True),
    (re.compile(r"(?:N-)?acetyl\s+", re.I), True),
    (_front(_AMINE, re.NOFLAG), False),
)
_BACK = (
    (_back(_AMIDE), True),
    (re.compile(r"\s+amid(?:e|ated?)?$", re.I), True),
    (_back(_ACID), False),
    (re.compile(r"\s+free acid$", re.I), False),
)
# "(N-terminal acetyl, C-terminal amide)" in one bracket after the chain
_REMARK = re.compile(rf"\s*[(\[]\s*(?:{_ACETYL})\s*(?:[,;/&+]|and)\s*(?:{_AMIDE})\s*[)\]]$", re.I)
# ... and the acetyl group named alone after the chain, "MEHFPGP (N-Acetyl)"
_LATE_ACETYL = re.compile(rf"\s*[(\[]\s*(?:{_ACETYL})\s*[)\]]$", re.I)


_LONGEST = 5000  # characters; what is longer is no peptide, and must not cost time


def cleaned(text: str) -> str:
    """One line of plain characters: compatibility forms folded, dashes one dash, the invisible gone.

    Raises SequenceError for a text that is too long to be the sequence of a peptide.
    """
    if len(text) > _LONGEST:
        raise SequenceError(f"The sequence is longer than {_LONGEST} characters.")
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _DASHES.sub("-", text)))
    return re.sub(r"\s+", " ", folded).strip().rstrip(".,;").strip()


def ends(text: str) -> tuple[str, bool | None, bool | None]:
    """(chain, acetyl, amidated) of a cleaned text; None where an end is not printed.

    A counter-ion that is named behind the chain is put aside. Raises SequenceError where a letter may
    be an end as well as a residue.
    """
    chain = _SALT.sub("", text)
    if doubtful := _SALT_OR_RESIDUES.search(chain):
        raise SequenceError(f"{doubtful[1]} in {text!r} may be a salt or three residues; write it in brackets.")
    if remark := _REMARK.search(chain):
        return chain[: remark.start()], True, True
    amidated: bool | None = None
    for pattern, state in _BACK:
        if found := pattern.search(chain):
            chain, amidated = chain[: found.start()], state
            break
    acetyl: bool | None = None
    for pattern, state in _FRONT:
        if (found := pattern.match(chain)) and not _first_residue(chain, found.group(), amidated):
            chain, acetyl = chain[found.end() :], state
            break
    if acetyl is None and (found := _LATE_ACETYL.search(chain)):
        chain, acetyl = chain[: found.start()], True
    return chain.strip(" -"), acetyl, amidated


def _first_residue(chain: str, front: str, amidated: bool | None) -> bool:
    """True where the "H-" in front may be histidine: single letters with dashes, and no other end."""
    letters = re.fullmatch(r"(?:[A-Z]\s*-\s*)+[A-Z]", chain)
    if front.strip(" -") != "H" or letters is None:
        return False
    if amidated is None:
        raise SequenceError(
            f"In {chain!r} the first H may be histidine or hydrogen. Write the letters without dashes, "
            "or print the other end, too (-OH or -NH2)."
        )
    return False
