"""What a label says: the claim that it names, and for a mass which mass it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache

from coaverify.extract.values.ions import IonNotation, ions_in, unraise
from coaverify.extract.values.numbers import normalise
from coaverify.extract.vocabulary import MASS, Vocabulary, cut, is_cjk, phrase, tokens_of, vocabulary
from coaverify.extract.writing import writing
from coaverify.model.certificate import MassKind
from coaverify.model.template import Position

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_DECIMAL = re.compile(r"\d[.,]\d")
_CJK = re.compile(r"[\u3040-\u9fff]+")
_THIS_LOT = re.compile(r"^(?:this|present|current|actual)\s+(?:lot|batch)\b", re.IGNORECASE)
_OTHER_MATERIAL = re.compile(
    r"\b(?:previous|prior|last|former)\s+(?:lot|batch)\b|\breference\s+(?:standard|lot|batch|material)\b|\btypical\b|\btrend\b",
    re.IGNORECASE,
)
_WEIGHT = re.compile(
    r"molecular\s*weight|mol\.?\s*w(?:eigh)?t|\bm\.?w\b|molekulargewicht|peso\s+molecular|分子量", re.IGNORECASE
)
LONGEST_LABEL = 120  # characters; a longer text is no label
MASSES = {
    "molecular_weight": MassKind.AVERAGE,
    "monoisotopic_mass": MassKind.MONOISOTOPIC,
    "observed_mass": MassKind.UNSTATED,
    "observed_ions": MassKind.UNSTATED,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label's meaning. For a mass: what it says of theory, finding, kind, ion and method."""

    claim: str
    theory: bool = False
    found: bool = False
    kind: MassKind = MassKind.UNSTATED
    ion: IonNotation | None = None
    by_ms: bool = False
    of_mass: bool = False  # says "mass" or "weight", not only the method or an ion
    of_weight: bool = False  # says "molecular weight": what stands beside the found value is the molecular weight
    taught: bool = False  # from a user's template
    words: str = field(default="", compare=False)  # as printed: of two values under the same words one is wrong
    position: Position | None = None  # the only place where its value may stand; None: wherever one is found

    def looks(self, position: Position) -> bool:
        return self.position is None or self.position is position


_TAUGHT: ContextVar[Mapping[str, Label] | None] = ContextVar("taught", default=None)


@contextmanager
def knowing(words: Mapping[str, Label]) -> Iterator[None]:
    """Have these phrases (see `vocabulary.phrase`) understood before all that the vocabulary knows."""
    token = _TAUGHT.set(words)
    try:
        yield
    finally:
        _TAUGHT.reset(token)


def interpret(text: str) -> Label | None:
    """The meaning of a text as a label; None where it is none that the vocabulary or a template knows."""
    taught = _TAUGHT.get()
    if taught and len(text) <= LONGEST_LABEL and (label := taught.get(phrase(text))) is not None:
        return label
    return _by_vocabulary(text)


def _by_vocabulary(text: str) -> Label | None:
    """The meaning that the vocabulary knows.

    The text has to be a label as a whole: a known head with words that may stand beside it. In a
    label of two languages either may be known. Words that mean different things in two languages are
    read in the document's own (see `coaverify.extract.writing`).
    """
    return _interpret(text, writing().languages)


@lru_cache(maxsize=4096)
def _interpret(text: str, _languages_of_document: tuple[str, ...]) -> Label | None:
    text = normalise(text).strip().rstrip(": ").lstrip(": ")
    if not 1 < len(text) <= LONGEST_LABEL or not any(c.isalpha() for c in text):
        return None
    if re.search(r":\s*\S", text) or _DECIMAL.search(_BRACKETS.sub(" ", text)):
        return None  # a label and its value
    for part in _languages(text):
        label = _interpret_one(part, text)
        if label is not None:
            return label
    return None


def _languages(text: str) -> list[str]:
    """The whole label, then its parts where it is written in two languages."""
    parts = [text]
    if " / " in text or "／" in text:
        pieces = [piece.strip() for piece in re.split(r"\s/\s|／", text)]
        parts.extend(pieces if not any(re.search(r"\d", piece) for piece in pieces) else [])
    cjk = _CJK.findall(text)
    latin = _CJK.sub(" ", text).strip()
    is_value = bool(re.search(r"\d", _BRACKETS.sub(" ", _without_ions(latin))))  # "批号AB-20417" is no label
    if cjk and re.search(r"[A-Za-zА-я]{2}", latin) and not is_value:
        parts.extend([latin, " ".join(cjk)])
    return [part for part in parts if part]


def _interpret_one(text: str, whole: str) -> Label | None:
    words = vocabulary()
    ions = ions_in(whole)
    flat = _without_ions(text)
    inside = " ".join(_BRACKETS.findall(flat))
    tokens = tokens_of(_BRACKETS.sub(" ", flat))
    if not tokens and not inside:
        return Label(MASS, ion=ions[0], found=False) if ions and _only_ion(whole) else None
    claim = _claim_of(tokens, tokens_of(inside), words, has_ion=bool(ions))
    if claim is None:
        return None
    return _mass_label(whole, ions) if claim == MASS else Label(claim, words=text)


def _without_ions(text: str) -> str:
    flat = unraise(text)
    for ion in reversed(ions_in(text)):
        flat = flat[: ion.start] + " " + flat[ion.end :]
    return flat


def _only_ion(text: str) -> bool:
    return not re.search(r"[A-Za-z]{3}", _without_ions(text))


def _claim_of(tokens: list[str], inside: list[str], words: Vocabulary, has_ion: bool) -> str | None:
    """The claim of the longest head among the tokens whose other tokens may all stand beside it.

    Runs of Chinese or Japanese that are no head themselves are cut into words: "产品的纯度" is a product's purity.
    """
    claim = _claim_of_words(tokens, inside, words, has_ion)
    if claim is None and inside and _claim_of_words(tokens + inside, [], words, has_ion) == "hplc_purity":
        return "hplc_purity"  # "Assay (HPLC)", "Result (area %)": the brackets say what was measured
    apart = _cut(tokens, words)
    return _claim_of_words(apart, inside, words, has_ion) if claim is None and apart != tokens else claim


def _cut(tokens: list[str], words: Vocabulary) -> list[str]:
    return [piece for t in tokens for piece in (cut(t, words.cjk, words.longest_cjk) if is_cjk(t) else [t])]


def _claim_of_words(tokens: list[str], inside: list[str], words: Vocabulary, has_ion: bool) -> str | None:
    if has_ion and all(token in words.words[MASS].allowed for token in tokens):
        return MASS
    for length in range(min(len(tokens), words.longest), 0, -1):
        for start in range(len(tokens) - length + 1):
            head = " ".join(tokens[start : start + length])
            rest = tokens[:start] + tokens[start + length :]
            for claim in words.heads.get(head, ()):
                allowed = words.words[claim]
                if any(token in allowed.forbidden for token in rest + inside):
                    continue
                if all(_may_stand(token, claim, words) for token in rest):
                    return claim
    return None


def _may_stand(token: str, claim: str, words: Vocabulary) -> bool:
    """Whether a token beside the head leaves the label what it is: also the head said again, in two languages."""
    return token in words.words[claim].allowed or claim in words.heads.get(token, ()) or _is_figure(token)


def _is_figure(token: str) -> bool:
    """A wavelength or a count inside a label: "214", "220nm", "18"."""
    return bool(re.fullmatch(r"\d{1,3}(?:nm|µm|um)?", token))


def _mass_label(whole: str, ions: list[IonNotation]) -> Label:
    """What the words of a label about a mass say of it."""
    mass = vocabulary().mass
    tokens = tokens_of(_without_ions(whole))
    inside = (word for word in _cjk_qualifiers() for token in tokens if word in token and word != token)
    flat = " ".join([*tokens, *inside])
    theory, found = has_word(flat, mass.theory), has_word(flat, mass.found)
    by_ms = has_word(flat, mass.methods)
    kind = MassKind.UNSTATED
    if has_word(flat, mass.monoisotopic):
        kind = MassKind.MONOISOTOPIC
    elif has_word(flat, mass.average):
        kind = MassKind.AVERAGE
    if "exact" in flat.split() and not found:
        theory = True
    of_mass = has_word(flat, mass.weights)
    of_weight = bool(_WEIGHT.search(whole))
    return Label(MASS, theory and not found, found, kind, ions[0] if ions else None, by_ms, of_mass, of_weight)


@cache
def _cjk_qualifiers() -> tuple[str, ...]:
    """Chinese and Japanese words that say what a mass is; they stand inside of a longer run: "实测分子量"."""
    mass = vocabulary().mass
    every = mass.theory | mass.found | mass.monoisotopic | mass.average | mass.methods | mass.weights
    return tuple(sorted(word for word in every if is_cjk(word)))


def has_word(text: str, words: frozenset[str]) -> bool:
    """Whether one of the words or phrases stands in a text of normalised tokens."""
    padded = f" {text} "
    return any(f" {word} " in padded for word in words)


def roles_of(text: str) -> tuple[str, ...]:
    """The kinds of column that a text may head; () where it heads none that is known."""
    return _roles_of(text, writing().languages)


@lru_cache(maxsize=8192)
def _roles_of(text: str, _languages_of_document: tuple[str, ...]) -> tuple[str, ...]:
    text = normalise(text)
    if ions_in(text):
        return ()  # "Observed [M+H]+" is a label of its own
    found: list[str] = []
    for part in _languages(text.strip()):
        found.extend(vocabulary().roles.get(phrase(_BRACKETS.sub(" ", part)), ()))
    if _THIS_LOT.match(text):
        found.append("result")
    elif _OTHER_MATERIAL.search(text) and len(text) < 40:
        return ("ignored",)
    label = None if found else _by_vocabulary(text)
    if label is not None and label.claim == MASS and label.theory != label.found and not (label.of_mass or label.ion):
        found.append("expected" if label.theory else "result")  # "m/z (calculated)", "observed m/z"
    return tuple(dict.fromkeys(found))


@cache
def _glued_peaks() -> Mapping[str, str]:
    """Column heads as recognisers return them, without the spaces between their words: "retentiontime"."""
    return {name.replace(" ", ""): column for name, column in vocabulary().peaks.items() if len(name) > 6}


def peak_column_of(text: str) -> str | None:
    """The column of a peak table that a text heads, without its unit."""
    return _peak_column_of(text, writing().languages)


@lru_cache(maxsize=8192)
def _peak_column_of(text: str, languages: tuple[str, ...]) -> str | None:
    text = normalise(text)
    if (column := vocabulary().peaks.get(phrase(text))) is not None:
        return column  # before "/height" is taken for a unit in "Area/Height"
    flat = re.sub(r"\s*/\s*([%\w·*µ]+)$", r" [\1]", text.replace("-%", " %"))
    flat = re.sub(r"(?<=[a-z])\.(?=[A-Z])", " ", flat)  # "Ret.Time", "Rel.Area"
    units = re.findall(r"[\[(]([^\[\]()]*)[\])]", flat)
    bare = phrase(re.sub(r"[\[(][^\[\]()]*[\])]", " ", flat))
    unit = " ".join(units).strip().lower()
    if "%" in unit:
        bare = f"{bare} %"
    bare = re.sub(r"(?<=\w) (?:min|minutes|mau\*s|mau\*min|mv\*s|mv\*min|µv\*s|uv\*s|мин|分|分钟|mau·s|mau)$", "", bare)
    table = vocabulary().peaks
    for candidate in (bare, bare.replace(" %", "%"), re.sub(r"\s*%\s*", " % ", bare).strip()):
        if candidate in table:
            return table[candidate]
    if bare in _glued_peaks():
        return _glued_peaks()[bare]
    for part in _languages(text):
        if part != text and (column := _peak_column_of(part, languages)):
            return column
    return None


def taught_label(claim: str, words: str, position: Position | None = None) -> Label:
    """The label that a template makes of these words: the claim is the template's, the ion and the kind the words'."""
    about = _mass_label(words, ions_in(words))
    theory = claim in ("molecular_weight", "monoisotopic_mass")
    if claim not in MASSES:
        return Label(claim, taught=True, position=position)
    return Label(
        MASS,
        theory=theory,
        found=not theory,
        kind=MASSES[claim] if theory else about.kind,
        ion=None if theory else about.ion,
        of_mass=claim != "observed_ions",
        taught=True,
        position=position,
    )
