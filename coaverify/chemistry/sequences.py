"""Sequences of linear peptides: as a value, and read from every notation that certificates use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coaverify.chemistry.ends import SequenceError, cleaned, ends
from coaverify.chemistry.notation import chain_residues
from coaverify.chemistry.residues import BY_CODE, Residue
from coaverify.chemistry.words import CAPITAL_WORDS
from coaverify.model.form import Form

__all__ = ["Sequence", "SequenceError", "looks_like_sequence", "parse_sequence"]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A linear chain from the N- to the C-terminus, with the state of both ends."""

    residues: tuple[Residue, ...]
    form: Form = Form.PLAIN

    @property
    def one_letter(self) -> str:
        """The chain without its ends: "MEHFPGP". D-residues in small letters, "X" for residues that
        have no letter (`proforma` names them)."""
        return "".join(r.letter.lower() if r.d and r.letter != "X" else r.letter for r in self.residues)

    @property
    def three_letter(self) -> str:
        """The chain with both ends written out: "Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH2"."""
        codes = [f"D-{r.code}" if r.d else r.code for r in self.residues]
        front = "Ac" if self.form.acetyl else "H"
        return "-".join([front, *codes, "NH2" if self.form.amidated else "OH"])

    @property
    def proforma(self) -> str:
        """ProForma 2.0 (HUPO-PSI): "[Acetyl]-MEHFPGP-[Amidated]"."""
        chain = "".join(residue.proforma for residue in self.residues)
        front = "[Acetyl]-" if self.form.acetyl else ""
        return front + chain + ("-[Amidated]" if self.form.amidated else "")

    def with_form(self, form: Form) -> Sequence:
        """The same chain with other ends."""
        return replace(self, form=form)


def parse_sequence(text: str) -> Sequence:
    """Read a sequence in one-letter, three-letter, H-...-OH, Ac-...-NH2 or ProForma 2.0 notation.

    An end that is not printed is the free one. Raises SequenceError, with a sentence for the reader,
    for whatever cannot be computed: unknown residues, groups at the ends other than acetyl and amide,
    rings and side-chain modifications.
    """
    chain, acetyl, amidated = ends(cleaned(text))
    return Sequence(chain_residues(chain), Form.of(bool(acetyl), bool(amidated)))


def looks_like_sequence(text: str) -> bool:
    """True where a text can be read as a sequence and is written like one.

    Three-letter codes and printed ends speak for themselves. Bare one-letter text needs four letters
    or more and must hold no word that certificates print in capitals ("WHITE", "TEST"); whether a
    word such as "ELVIS" is meant as a sequence only its label can tell.
    """
    try:
        chain, acetyl, amidated = ends(cleaned(text))
        residues = chain_residues(chain)
    except SequenceError:
        return False
    words = re.findall(r"[A-Za-z]+", chain)
    if any(word in CAPITAL_WORDS for word in words):
        return False
    if any(len(word) > 1 and not word.isupper() for word in words):
        return len(residues) >= (3 if " " in chain else 2)
    if acetyl is not None or amidated is not None or all(word.lower() in BY_CODE for word in words):
        return len(residues) >= 2
    # blocks of one-letter text are long; short capital words in a row are a heading
    return len(residues) >= 4 and all(len(word) >= 5 for word in words[:-1])
