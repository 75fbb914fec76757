"""The residues of a chain as they are printed: single letters, three-letter codes, ProForma 2.0."""

from __future__ import annotations

import re

from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.residues import BY_CODE, BY_LETTER, Residue

_BRACKETED = re.compile(r"([A-Z])\[([^\]]*)\]")
_RING = re.compile(r"cycl[oi]\w*|disul(?:f|ph)ide|bridge|lactam", re.I)
_CAMEL = re.compile(r"(?:[A-Z][a-z]{2})+")
_STEREO = re.compile(r"(?<![A-Za-z])([DL])-(?=\(?(?:2-?)?[A-Za-z][a-z]{2})")
_LETTERS = re.compile(r"\(([^()]+)\)|(d)(?=[A-Z])|(.)")


def chain_residues(chain: str) -> tuple[Residue, ...]:
    """The residues of a chain without its ends. Raises SequenceError for whatever it does not know."""
    if not chain:
        raise SequenceError("The sequence is empty.")
    if unsupported := _RING.search(chain):
        raise SequenceError(f"{unsupported.group()!r}: rings and bridges are not supported.")
    if _BRACKETED.search(chain):
        return _proforma(chain)
    # "D-Phe" is one residue: its dash must not part it. "L-" says what is true anyway.
    marked = re.sub(r"\s*-\s*", "-", chain)
    marked = _STEREO.sub(lambda found: "d" if found[1] == "D" else "", marked)
    marked = re.sub(r"(?<=[dD-])2-(?=Nal)|^2-(?=Nal)", "2", marked)
    tokens = _tokens(marked)
    coded = [_coded(token) for token in tokens]
    if all(coded) and (len(tokens) > 1 or not tokens[0].isupper()):
        return _placed(tuple(_by_code(token) for token in tokens))
    residues: list[Residue] = []
    for token, is_code in zip(tokens, coded, strict=True):
        if is_code and not token.isupper():
            residues.append(_apart(_by_code(token), chain))
        else:
            residues += _by_letters(token)
    return _placed(tuple(residues))


def _apart(residue: Residue, chain: str) -> Residue:
    """A code amid single letters: right for what has no letter ("pGlu-HP"), else a sign of a misread text."""
    if residue.letter != "X" and not residue.d:
        raise SequenceError(f"{chain!r} mixes codes of three letters with single letters.")
    return residue


def _tokens(chain: str) -> list[str]:
    """Pieces between separators. With dashes, white space is a line break and no separator."""
    dashed = re.sub(r"\s+", "", chain) if "-" in chain else chain
    pieces = [piece for piece in re.split(r"[-\s.,·/]+", dashed) if piece]
    if not pieces:
        raise SequenceError(f"{chain!r} holds no residues.")
    found: list[str] = []
    for piece in pieces:
        camel = _CAMEL.fullmatch(piece)
        found += re.findall(r"[A-Z][a-z]{2}", piece) if camel and len(piece) > 3 else [piece]
    return found


def _coded(token: str) -> bool:
    """True for a token that is written like a code of three letters, known or not."""
    bare = token.strip("()")
    bare = bare[1:] if re.match(r"d(?=[A-Z0-9])", bare) else bare
    if bare.lower() in BY_CODE:
        return True
    return re.fullmatch(r"[A-Za-z][a-z]{1,11}|[a-z][A-Z][a-z]{2}", bare) is not None


def _by_code(token: str) -> Residue:
    bare = token.strip("()")
    if bare.lower() in BY_CODE:
        return BY_CODE[bare.lower()]
    if bare.startswith("d") and bare[1:].lower() in BY_CODE:
        return BY_CODE[bare[1:].lower()].mirrored()
    if bare.lower() in ("ac", "acetyl"):
        raise SequenceError("An acetyl group inside the chain is not known; only the N-terminal one is.")
    raise SequenceError(f"{bare!r} is no residue known here.")


def _by_letters(token: str) -> list[Residue]:
    """Residues of a one-letter text; "dF" is D-Phe, brackets hold a code: "SYS(Nle)EH"."""
    if re.search(r"[A-Z][a-z]{2}\(", token):
        raise SequenceError(f"A group on a side chain, as in {token!r}, is not supported.")
    residues: list[Residue] = []
    mirrored = False
    for found in _LETTERS.finditer(token):
        code, d, letter = found.groups()
        if d:
            mirrored = True
            continue
        residue = _by_code(re.sub(r"^D-", "d", code)) if code else _by_letter(letter)
        residues.append(residue.mirrored() if mirrored else residue)
        mirrored = False
    return residues


_NO_RESIDUE = {
    "X": "X stands for a residue that is not stated",
    "B": "B leaves open whether Asn or Asp is meant",
    "Z": "Z leaves open whether Gln or Glu is meant",
    "J": "J leaves open whether Leu or Ile is meant",
    "U": "Selenocysteine (U) is not supported",
    "O": "Pyrrolysine (O) is not supported",
}


def _by_letter(letter: str) -> Residue:
    if letter in BY_LETTER:
        return BY_LETTER[letter]
    if letter in _NO_RESIDUE:
        raise SequenceError(f"{_NO_RESIDUE[letter]}: no mass can be computed.")
    if letter.upper() in BY_LETTER:
        raise SequenceError(
            f"The small letter {letter!r} does not say whether a D-residue is meant; "
            f"write d{letter.upper()} or D-{BY_LETTER[letter.upper()].code}."
        )
    raise SequenceError(f"{letter!r} is no residue.")


def _proforma(chain: str) -> tuple[Residue, ...]:
    """ProForma 2.0 with the tags that Residue.proforma writes; other tags are not supported."""
    residues: list[Residue] = []
    place = 0
    while place < len(chain):
        tagged = _BRACKETED.match(chain, place)
        if tagged is None:
            residues.append(_by_letter(chain[place]))
            place += 1
            continue
        residues.append(_tagged(tagged[1], tagged[2]))
        place = tagged.end()
    return _placed(tuple(residues))


def _tagged(letter: str, tag: str) -> Residue:
    tags = tag.split("|")
    named = [t.removeprefix("INFO:") for t in tags if t.startswith("INFO:") and t != "INFO:D"]
    residue = BY_CODE.get(named[0].lower()) if letter == "X" and named else BY_LETTER.get(letter)
    if residue is None:
        raise SequenceError(f"The residue {letter}[{tag}] is not known here.")
    written = residue.mirrored() if "INFO:D" in tags else residue
    if written.proforma != f"{letter}[{tag}]":
        raise SequenceError(f"The modification {letter}[{tag}] is not supported.")
    return written


def _placed(residues: tuple[Residue, ...]) -> tuple[Residue, ...]:
    if any(residue.code == "pGlu" for residue in residues[1:]):
        raise SequenceError("Pyroglutamic acid can stand only at the N-terminus.")
    return residues
