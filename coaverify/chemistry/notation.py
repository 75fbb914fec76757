"""The residues of a chain as they are printed: single letters, three-letter codes, groups on side chains."""

from __future__ import annotations

import re

from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.groups import Group, group_called
from coaverify.chemistry.residues import BY_CODE, BY_LETTER, Residue, rightly_placed

_RING = re.compile(r"cycl[oi]\w*|disul(?:f|ph)ide|bridge|lactam", re.I)
_CAMEL = re.compile(r"(?:[A-Z][a-z]{2})+")
_STEREO = re.compile(r"(?<![A-Za-z])([DL])-(?=\(?(?:[123]-?)?[A-Za-zβγα][A-Za-z]{2})")
_LETTERS = re.compile(r"\(([^()]+)\)([\ue000-\uf8ff]?)|(d)(?=[A-Z])|(.)([\ue000-\uf8ff]?)")
_MARK = re.compile("[\ue000-\uf8ff]")
_GROUP = re.compile(r"(?<=[A-Za-z)])\s?([(\[])((?:[^()\[\]]|[(\[][^()\[\]]*[)\]])+)[)\]]")
_N_METHYL = re.compile(r"\(?N-?(?:α-?)?Me(?:thyl)?\)?-?(?=[A-Z][a-z]{2})")
# Codes that hold a dash or a bracket, as one word before the text is taken apart at those
_SPELLED = tuple(
    (re.compile(rf"(?<![A-Za-z0-9])((?:d|D-)?){re.escape(alias)}(?![A-Za-z0-9])", re.I), residue.code)
    for alias, residue in sorted(BY_CODE.items(), key=lambda item: -len(item[0]))
    if not alias.isalnum()
)


def chain_residues(chain: str) -> tuple[Residue, ...]:
    """The residues of a chain without its ends. Raises SequenceError for whatever it does not know."""
    if not chain:
        raise SequenceError("The sequence is empty.")
    if unsupported := _RING.search(chain):
        raise SequenceError(f"{unsupported.group()!r}: rings and bridges are not supported where they stand here.")
    if _MARK.search(chain):
        raise SequenceError("The text holds characters that no sequence has.")
    marked = re.sub(r"\s*-\s*", "-", chain)
    for spelled, code in _SPELLED:
        marked = spelled.sub(lambda found, code=code: ("d" if found[1] else "") + code, marked)  # type: ignore[misc]  # bound at once
    groups: list[Group] = []
    marked = _GROUP.sub(lambda found: _marked(found, groups), _N_METHYL.sub("NMe", marked))
    # "D-Phe" is one residue: its dash must not part it. "L-" says what is true anyway.
    marked = _STEREO.sub(lambda found: "d" if found[1] == "D" else "", marked)
    marked = re.sub(r"(?<=[dD-])2-(?=Nal)|^2-(?=Nal)", "2", marked)
    tokens = _tokens(marked)
    coded = [_coded(_MARK.sub("", token)) for token in tokens]
    if all(coded) and (len(tokens) > 1 or not _MARK.sub("", tokens[0]).isupper()):
        return rightly_placed(tuple(_by_code(token, groups) for token in tokens))
    residues: list[Residue] = []
    small_is_d = _small_letters_are_d(tokens)
    for token, is_code in zip(tokens, coded, strict=True):
        if is_code and not _MARK.sub("", token).isupper():
            residues.append(_apart(_by_code(token, groups), chain))
        else:
            residues += _by_letters(token, groups, small_is_d)
    return rightly_placed(tuple(residues))


def _marked(found: re.Match[str], groups: list[Group]) -> str:
    """A group on a side chain becomes one private character behind its residue; other brackets stay."""
    group = group_called(found[2])
    if group is None:
        return found[0]
    groups.append(group)
    return chr(0xE000 + len(groups) - 1)


def _small_letters_are_d(tokens: list[str]) -> bool:
    """Whether small letters amid capitals stand for D-residues, as in "YaDAIFTQ": a word such as "White" does not."""
    letters = [c for token in tokens for c in re.sub(r"\([^()]*\)|d(?=[A-Z])", "", token) if c.isalpha()]
    small = re.findall(r"[a-z]+", "".join(letters))
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 and bool(small) and (max(map(len, small)) <= 2 or len(letters) >= 20)


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
        camel = _CAMEL.fullmatch(piece) if piece.lower() not in BY_CODE else None
        found += re.findall(r"[A-Z][a-z]{2}", piece) if camel and len(piece) > 3 else [piece]
    return found


def _coded(token: str) -> bool:
    """True for a token that is written like a code of three letters, known or not."""
    bare = token.strip("()")
    bare = bare[1:] if re.match(r"d(?=[A-Z0-9])", bare) else bare
    if bare.lower() in BY_CODE:
        return True
    return re.fullmatch(r"[A-Za-z][a-z]{1,11}|[a-z][A-Z][a-z]{2}", bare) is not None


def _by_code(token: str, groups: list[Group]) -> Residue:
    if mark := _MARK.search(token):
        return _by_code(_MARK.sub("", token, count=1), groups).carrying(groups[ord(mark[0]) - 0xE000])
    bare = token.strip("()")
    if bare.lower() in BY_CODE:
        return BY_CODE[bare.lower()]
    if bare.startswith("d") and bare[1:].lower() in BY_CODE:
        return _mirrored(BY_CODE[bare[1:].lower()])
    if bare.lower() in ("ac", "acetyl"):
        raise SequenceError("An acetyl group inside the chain is not known; only the N-terminal one is.")
    raise SequenceError(f"{bare!r} is no residue known here.")


def _mirrored(residue: Residue) -> Residue:
    if residue.code in _ACHIRAL:
        raise SequenceError(f"{residue.code} has no D-form.")
    return residue.mirrored()


_ACHIRAL = frozenset(["Gly", "Aib", "Ahx", "bAla", "Sar", "Ac4c", "azaGly", "Mpa", "Bua", "3AmAda"])


def _by_letters(token: str, groups: list[Group], small_is_d: bool) -> list[Residue]:
    """Residues of a one-letter text; "dF" is D-Phe, brackets hold a code: "SYS(Nle)EH"."""
    if re.search(r"[A-Z][a-z]{2}\(", token):
        raise SequenceError(f"A group on a side chain, as in {token!r}, is not supported.")
    residues: list[Residue] = []
    mirrored = False
    for found in _LETTERS.finditer(token):
        code, code_mark, d, letter, mark = found.groups()
        if d:
            mirrored = True
            continue
        if code:
            residue = _by_code(re.sub(r"^[Dd]-", "d", code), groups)
        else:
            residue, mirrored = _by_letter_case(letter, mirrored, small_is_d)
        if code_mark or mark:
            residue = residue.carrying(groups[ord(code_mark or mark) - 0xE000])
        residues.append(_mirrored(residue) if mirrored else residue)
        mirrored = False
    return residues


def _by_letter_case(letter: str, mirrored: bool, small_is_d: bool) -> tuple[Residue, bool]:
    if small_is_d and letter.islower() and letter.upper() in BY_LETTER:
        return _by_letter(letter.upper()), True
    return _by_letter(letter), mirrored


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
