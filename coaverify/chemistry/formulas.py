"""Molecular formulas: as a value, as printed on certificates, and in Hill's order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from coaverify.chemistry.atoms import CONVENTIONAL
from coaverify.model.errors import CoaverifyError


class FormulaError(CoaverifyError, ValueError):
    """A text that is not a molecular formula, with a sentence that says why."""


class Formula(Mapping[str, int]):
    """Numbers of atoms by element symbol; an element that is not there counts 0 in `count`.

    Immutable and hashable. Differences may hold negative numbers.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {element: counts[element] for element in sorted(counts) if counts[element]}

    def __getitem__(self, element: str) -> int:
        return self._counts[element]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __hash__(self) -> int:
        return hash(tuple(self._counts.items()))

    def __repr__(self) -> str:
        return f"Formula({self.hill!r})"

    def count(self, element: str) -> int:
        """Number of the element's atoms, 0 where there are none."""
        return self._counts.get(element, 0)

    def __add__(self, other: Formula) -> Formula:
        return Formula({e: self.count(e) + other.count(e) for e in {*self, *other}})

    def __sub__(self, other: Formula) -> Formula:
        return self + other * -1

    def __mul__(self, times: int) -> Formula:
        return Formula({element: count * times for element, count in self.items()})

    @cached_property
    def hill(self) -> str:
        """The formula in Hill's order: C, H, then the alphabet; plain alphabet without carbon.

        Negative numbers, which only differences have, stand in brackets: "H(-2)".
        """
        first = ("C", "H") if "C" in self else ()
        order = [e for e in first if e in self] + [e for e in self if e not in first]
        return "".join(e + _digits(self[e]) for e in order)


def _digits(count: int) -> str:
    if count < 0:
        return f"({count})"
    return "" if count == 1 else str(count)


@dataclass(frozen=True, slots=True)
class Part:
    """One partner of a salt or hydrate. `count` is None where the paper leaves it open ("xHCl")."""

    formula: Formula
    count: int | None = 1


_SEPARATOR = re.compile(r"\s*[.·•∙⋅*×‧・]\s*|\s+(?=[xXn]\s)|\s+(?=[xn][A-Z0-9(])")
_OPEN_COUNT = re.compile(r"[xXn]\s*(?=[A-Z(])")
_COUNT = re.compile(r"(?:[xX]\s*)?(\d{1,3})\s*(?=[A-Z(\[])")
_TOKEN = re.compile(r"([A-Z][a-z]?)(\d*)|([(\[])|([)\]])(\d{0,3})")
_CHARGE = re.compile(r"(?:\(?\d*[+-]\)?|[+-]\d*)$")
_LONGEST = 500  # characters; what is longer is no formula, and must not cost time
# Cyrillic capitals that Russian papers print in formulas and that look the same
_LOOKALIKES = str.maketrans("СНОКМ", "CHOKM")


def parse_formula(text: str) -> Formula:
    """The composition that a printed formula states, salts and hydrates counted in.

    Knows subscripts, spaces, brackets and partners with a number ("C37H51N9O10S · 2 C2H4O2"). A
    partner whose number is left open ("· xHCl") has no composition that could be counted: it is
    left out, and `parse_parts` tells that it was there.
    Raises FormulaError for anything else, charges and broken numbers among it.
    """
    total = Formula({})
    for part in parse_parts(text):
        total += part.formula * (part.count or 0)
    return total


def parse_parts(text: str) -> tuple[Part, ...]:
    """The partners of a printed formula in their order; the first one is the substance itself.

    Raises FormulaError as `parse_formula`.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES).strip().rstrip(".;,")
    if not plain:
        raise FormulaError("The formula is empty.")
    if len(plain) > _LONGEST:
        raise FormulaError(f"The formula is longer than {_LONGEST} characters.")
    return tuple(_part(piece.strip(), text) for piece in _SEPARATOR.split(plain))


def _part(piece: str, text: str) -> Part:
    if not piece or piece.isdigit():
        raise FormulaError(f"The formula {text!r} has a broken or fractional number of partners.")
    if opened := _OPEN_COUNT.match(piece):
        return Part(_atoms(piece[opened.end() :], text), None)
    if counted := _COUNT.match(piece):
        return Part(_atoms(piece[counted.end() :], text), int(counted[1]))
    return Part(_atoms(piece, text))


def _atoms(piece: str, text: str) -> Formula:
    """Add up a formula without partners; brackets may be nested."""
    compact = re.sub(r"[\s_\u200b-\u200d\u2060\ufeff]", "", piece)
    if _CHARGE.search(compact):
        raise FormulaError(f"The formula {text!r} carries a charge; a neutral formula is needed.")
    stack = [Formula({})]
    place = 0
    while place < len(compact):
        token = _TOKEN.match(compact, place)
        if token is None:
            raise FormulaError(f"The formula {text!r} has {compact[place]!r} where an element should stand.")
        place = token.end()
        element, number, opening, closing, times = token.groups()
        if opening:
            stack.append(Formula({}))
        elif closing:
            inner = stack.pop()
            if not stack:
                raise FormulaError(f"The formula {text!r} closes a bracket that was not opened.")
            stack[-1] += inner * int(times or 1)
        else:
            stack[-1] += _element(element, number, text)
    if len(stack) != 1:
        raise FormulaError(f"The formula {text!r} opens a bracket that is not closed.")
    return stack[0]


def _element(symbol: str, number: str, text: str) -> Formula:
    if symbol not in CONVENTIONAL:
        raise FormulaError(f"The formula {text!r} names {symbol!r}, which is no element known here.")
    if number.startswith("0") or len(number) > 6:
        raise FormulaError(f"The formula {text!r} counts {symbol} as {number!r}.")
    return Formula({symbol: int(number or 1)})
