"""purity.peak_table"""

from __future__ import annotations

from dataclasses import replace

import pytest

from certificate_builder import amount, certificate, code, findings, peaks, reading
from coaverify.model.evidence import Doubt

ID = "purity.peak_table"
SOUND = peaks(("7.293", "76.40", "0.69"), ("9.947", "10858.62", "98.07"), ("11.087", "137.30", "1.24"))


@pytest.mark.parametrize("headline", ["98.07", "98.1", "98", ">98", ">=98.0"])
def test_a_headline_that_is_the_main_peaks_share_agrees(headline: str) -> None:
    assert code(ID, certificate(purity=headline, peak_table=SOUND)) == "table-agrees"


@pytest.mark.parametrize("headline", ["99.07", "98.2", "97.9", ">99"])
def test_a_headline_that_is_not_the_main_peaks_share_differs(headline: str) -> None:
    finding = findings(certificate(purity=headline, peak_table=SOUND))[ID]
    assert (finding.code, finding.expected) == ("headline-differs", 98.07)


def test_percentages_that_do_not_follow_from_the_areas_are_named() -> None:
    table = peaks(("7.293", "76.40", "0.69"), ("9.947", "10858.62", "99.07"), ("11.087", "137.30", "0.24"))
    finding = findings(certificate(purity="99.07", peak_table=table))[ID]
    assert finding.code == "areas-contradict-percent"
    assert finding.claimed == 99.07


def test_percentages_over_a_hundred_cannot_be() -> None:
    rows = [(row.value.retention_time, row.value.area_percent) for row in SOUND]
    table = tuple(replace(row, value=replace(row.value, area=None)) for row in (*SOUND, *peaks(("13.0", "1", "3.0"))))
    assert len(rows) == 3
    assert code(ID, certificate(purity="98.07", peak_table=table)) == "sum-over-hundred"


def test_a_table_read_with_doubt_decides_nothing() -> None:
    table = tuple(replace(row, doubts=(Doubt.OCR_LAYER,)) for row in SOUND)
    assert code(ID, certificate(purity="98.07", peak_table=table)) == "read-with-doubt"
    assert code(ID, certificate(purity="99.07", peak_table=table)) == "read-with-doubt"


def test_without_table_or_headline_there_is_less_to_say() -> None:
    assert code(ID, certificate()) == "no-table"
    assert code(ID, certificate(purity=None, peak_table=SOUND)) == "no-headline"


def test_areas_among_which_one_is_doubtful_contradict_nothing() -> None:
    table = peaks(("7.293", "764.0", "0.69"), ("9.947", "10858.62", "98.07"), ("11.087", "137.30", "1.24"))
    misread = replace(table[0], doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(ID, certificate(purity="98.07", peak_table=table)) == "areas-contradict-percent"
    assert code(ID, certificate(purity="98.07", peak_table=(misread, *table[1:]))) == "read-with-doubt"


def test_a_doubtful_headline_differs_from_nothing() -> None:
    doubtful = replace(reading(amount("99.07", "%")), doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(ID, certificate(peak_table=SOUND, hplc_purity=doubtful)) == "read-with-doubt"


@pytest.mark.parametrize(
    ("labels", "hinted"),
    [
        (("8.879", "8.983"), True),
        (("9.95", "8.983"), False),  # the main peak
        (("8.879",), False),  # one label alone may be misread
        ((), False),
    ],
)
def test_a_chromatogram_that_labels_none_of_the_peaks_is_hinted_at(labels: tuple[str, ...], hinted: bool) -> None:
    times = tuple(reading(amount(label, "min")) for label in labels)
    finding = findings(certificate(purity="98.07", peak_table=SOUND, retention_labels=times))[ID]
    assert finding.code == "table-agrees"
    assert ("chromatogram-of-other-peaks" in {hint.code for hint in finding.hints}) == hinted


@pytest.mark.parametrize(
    ("largest", "total", "expected"),
    [
        ("0.42", None, "impurities-contradict"),
        ("0.10", None, "no-table"),
        ("0.10", "0.10", "no-table"),
        (None, "0.30", "impurities-contradict"),
        ("0.09", "0.05", "impurities-contradict"),
        ("<=1.0", None, "no-table"),  # a limit is no result
        (None, "0.05", "no-table"),  # the others lie below a reporting threshold
    ],
)
def test_impurities_have_to_find_room_beside_the_purity(largest: str | None, total: str | None, expected: str) -> None:
    found = certificate(
        purity="99.90",
        largest_impurity=reading(amount(largest, "%")) if largest else None,
        total_impurities=reading(amount(total, "%")) if total else None,
    )
    assert code(ID, found) == expected


def test_impurities_read_with_doubt_contradict_nothing() -> None:
    doubtful = reading(amount("0.42", "%"), doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(ID, certificate(purity="99.90", largest_impurity=doubtful)) == "read-with-doubt"


def test_a_blend_has_no_single_peak_for_its_purity() -> None:
    table = peaks(("7.293", "4800.0", "48.00"), ("9.947", "5200.0", "52.00"))
    assert code(ID, certificate("Semax / Selank", purity="99.2", peak_table=table)) == "blend"
    assert code(ID, certificate("Semax", purity="99.2", peak_table=table)) == "headline-differs"


def test_the_purity_may_be_of_another_injection_or_the_mean_of_all() -> None:
    other = peaks(("7.290", "76.40", "0.49"), ("9.940", "15515.0", "99.51"))
    for purity, expected in (("99.51", "table-agrees"), ("98.79", "table-agrees"), ("99.90", "headline-differs")):
        found = certificate(purity=purity, peak_table=SOUND, further_peak_tables=(other,))
        assert code(ID, found) == expected


def test_what_is_odd_about_a_table_is_a_hint() -> None:
    table = peaks(("9.947", "10858.62", "98.07"), ("7.293", "76.40", "0.69"))
    rows = tuple(replace(row, value=replace(row.value, area=None)) for row in table)
    finding = findings(certificate(purity="98.07", peak_table=rows))[ID]
    assert finding.code == "table-agrees"
    assert {hint.code for hint in finding.hints} == {"times-out-of-order", "sum-below-hundred"}
