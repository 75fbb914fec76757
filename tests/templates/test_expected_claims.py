"""What an example expects and what was read: figures by value, words by their letters."""

from __future__ import annotations

import pytest

from coaverify.templates.printed import agrees


@pytest.mark.parametrize(
    ("expected", "read", "same"),
    [
        (["99.3"], ["99.30 %"], True),
        (["99.3 %"], ["99.30 %"], True),
        (["99.3 mg"], ["99.30 %"], False),
        (["99.31 %"], ["99.13 %"], False),
        (["≥ 98"], [">= 98.0 %"], True),
        (["98"], [">= 98.0 %"], False),
        (["814.4 1+", "407.7 2+"], ["407.7 2+", "814.4 1+"], True),
        (["814.4 1+"], ["814.4 2+"], False),
        (["814.4 1+"], ["814.4 1+", "407.7 2+"], False),
        (["lf-26-031"], ["LF-26-031"], True),
        (["0012"], ["12"], True),  # as figures they are one; as lots they are printed alike or not at all
        (["2026-03-04"], ["2026-03-05"], False),
        (["White  powder"], ["white powder"], True),
        (["x"], [], False),
    ],
)
def test_figures_agree_by_value_and_words_by_their_letters(expected: list[str], read: list[str], same: bool) -> None:
    assert agrees(tuple(expected), tuple(read)) is same
