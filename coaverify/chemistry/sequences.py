"""Sequences of peptides: as a value, and read from every notation that certificates use."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from coaverify.chemistry.bridges import (
    TAGS,
    Bridge,
    Ring,
    bridges_said,
    inferred,
    numbered_ends,
    placed,
    remarks_on_rings,
)
from coaverify.chemistry.ends import SequenceError, cleaned, ends
from coaverify.chemistry.groups import Group, parted_back, parted_front
from coaverify.chemistry.notation import chain_residues
from coaverify.chemistry.proforma import is_proforma, proforma_chain
from coaverify.chemistry.residues import BY_CODE, Residue
from coaverify.chemistry.words import CAPITAL_WORDS
from coaverify.model.form import Form

__all__ = ["Sequence", "SequenceError", "looks_like_sequence", "parse_sequence"]


@dataclass(frozen=True)
class Sequence:
    """A chain from the N- to the C-terminus, with the state of both ends.

    front, back: a group at an end that is neither acetyl nor amide; such an end has no other form.
    bridges: bonds within the chain.
    """

    residues: tuple[Residue, ...]
    form: Form = Form.PLAIN
    front: Group | None = None
    back: Group | None = None
    bridges: tuple[Bridge, ...] = ()

    @property
    def one_letter(self) -> str:
        """The chain without its ends: "MEHFPGP". D-residues in small letters, "X" for residues that
        have no letter (`proforma` names them)."""
        return "".join(r.letter.lower() if r.d and r.letter != "X" else r.letter for r in self.residues)

    @property
    def three_letter(self) -> str:
        """The chain with both ends written out: "Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH2"."""
        codes = "-".join(residue.label for residue in self.residues)
        if self._cyclic:
            return f"cyclo({codes})" + self._rings
        front = self.front.name if self.front else "Ac" if self.form.acetyl else "H"
        back = self.back.name if self.back else "NH2" if self.form.amidated else "OH"
        return f"{front}-{codes}-{back}{self._rings}"

    @property
    def _rings(self) -> str:
        said = [f"{b.ring} {b.first}-{b.second}" for b in self.bridges if b.ring is not Ring.HEAD_TO_TAIL]
        return f" ({', '.join(said)})" if said else ""

    @cached_property
    def proforma(self) -> str:
        """ProForma 2.0 (HUPO-PSI): "[Acetyl]-MEHFPGP-[Amidated]"."""
        tags: dict[int, str] = {}
        for number, bridge in enumerate(self.bridges, start=1):
            first, _, info = TAGS[bridge.ring].partition("|")
            opening = f"[{first}#XL{number}{'|' + info if info else ''}]"
            for place, tag in ((bridge.first, opening), (bridge.second, f"[#XL{number}]")):
                tags[place] = tags.get(place, "") + tag
        chain = "".join(r.proforma + tags.get(place, "") for place, r in enumerate(self.residues, start=1))
        front = f"[{self.front.proforma}]-" if self.front else "[Acetyl]-" if self.form.acetyl else ""
        back = f"-[{self.back.proforma}]" if self.back else "-[Amidated]" if self.form.amidated else ""
        return front + chain + back

    @property
    def chain(self) -> tuple[object, ...]:
        """What is the same in all forms, bridges left out: papers often print a chain without them."""
        return self.front, self.residues, self.back

    def is_bare_print_of(self, other: Sequence) -> bool:
        """Whether this is the other chain with its groups left out, as papers print the chain of a lipopeptide."""
        bare = tuple(replace(residue, group=None) for residue in other.residues)
        return self.chain == (None, bare, None) != other.chain

    @property
    def _cyclic(self) -> bool:
        return any(bridge.ring is Ring.HEAD_TO_TAIL for bridge in self.bridges)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that this chain can have: an end that is blocked or bound otherwise has no other."""
        front = self.front is None and not self._cyclic and not self.residues[0].closed_front
        back = self.back is None and not self._cyclic and not self.residues[-1].closed_back
        return tuple(form for form in Form if (front or not form.acetyl) and (back or not form.amidated))

    def with_form(self, form: Form) -> Sequence:
        """The same chain with other ends. Raises SequenceError for a form that the chain cannot have."""
        if form not in self.forms:
            raise SequenceError(f"{self.three_letter} has no {form} form: that end of the chain is not free.")
        return replace(self, form=form)


@lru_cache(maxsize=512)  # every entry of the reference is asked for again and again
def parse_sequence(text: str) -> Sequence:
    """Read a sequence in one-letter, three-letter, H-...-OH, Ac-...-NH2 or ProForma 2.0 notation.

    Groups of the table (coaverify.chemistry.groups) are read at the ends and on side chains, disulfides and lactams
    where the paper says which residues they join. An end that is not printed is the free one. Raises SequenceError,
    with a sentence for the reader, for whatever cannot be computed: nothing is left out in silence.
    """
    plain, remarks = remarks_on_rings(cleaned(text))
    front, rest = parted_front(plain)
    back, rest = parted_back(rest)
    chain, acetyl, amidated = ends(rest)
    if (front and acetyl) or (back and amidated) or (front and acetyl is False):
        raise SequenceError(f"{text!r} states two groups for one end of the chain.")
    if is_proforma(chain):
        residues, bridges = proforma_chain(chain)
    else:
        chain, joined = numbered_ends(chain)
        residues, bridges = _with_rings(chain, printed_ends=bool(front or back) or (acetyl, amidated) != (None, None))
        if any(second > len(residues) for _, second in joined):
            raise SequenceError(f"Which residues the numbers in {text!r} join is not clear.")
        bridges += tuple(inferred(first, second, residues) for first, second in joined)
    bridges = placed((*bridges, *bridges_said(remarks, residues)), residues)
    free = Sequence(residues, Form.PLAIN, front, back, bridges)
    if front and residues[0].closed_front:
        raise SequenceError(f"{residues[0].code} has no amine that could carry {front.name}.")
    return free.with_form(Form.of(bool(acetyl), bool(amidated)))


_CYCLE = re.compile(r"(?<![A-Za-z])(?:cyclo|cyclic|cycl|c)\s*-?\s*([(\[])", re.I)


def _with_rings(chain: str, *, printed_ends: bool) -> tuple[tuple[Residue, ...], tuple[Bridge, ...]]:
    """A chain that may hold "cyclo(...)" or "c[...]"."""
    opened = _CYCLE.search(chain)
    if opened is None:
        return chain_residues(chain), ()
    closing = ")" if opened[1] == "(" else "]"
    end = chain.rfind(closing)
    inner = chain[opened.end() : end].strip(" -")
    before, after = chain[: opened.start()].strip(" -"), chain[end + 1 :].strip(" -")
    if end < opened.end() or _CYCLE.search(inner):
        raise SequenceError(f"The ring in {chain!r} is not closed, or there are several.")
    parts = [chain_residues(part) if part else () for part in (before, inner, after)]
    residues = tuple(residue for part in parts for residue in part)
    first, last = len(parts[0]) + 1, len(parts[0]) + len(parts[1])
    if before or after or printed_ends:
        return residues, (inferred(first, last, residues),)
    if {residues[0].code, residues[-1].code} <= {"Cys", "Pen", "Mpa"}:
        raise SequenceError(f"Whether {chain!r} is closed by a disulfide or by an amide bond is not clear.")
    return residues, (Bridge(first, last, Ring.HEAD_TO_TAIL),)


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
