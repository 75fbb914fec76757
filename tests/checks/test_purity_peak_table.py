"""purity.peak_table"""

from __future__ import annotations

from dataclasses import replace

import pytest

from certificate_builder import certificate, code, findings, peaks
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
