"""purity.specification"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from certificate_builder import AS_OF, SETTINGS, amount, certificate, code, findings, peaks, reading
from coaverify.model.certificate import Amount
from coaverify.model.evidence import Doubt
from coaverify.model.settings import Settings

ID = "purity.specification"
STRICTER = Settings(as_of=AS_OF, min_purity=Decimal("99"))


@pytest.mark.parametrize(
    ("purity", "limit", "settings", "expected"),
    [
        ("99.31", ">=98", SETTINGS, "reaches-limit"),
        ("98.0", ">=98.0", SETTINGS, "reaches-limit"),
        ("98.0", ">98.0", SETTINGS, "below-limit"),
        ("97.99", ">=98.0", SETTINGS, "below-limit"),
        ("98.5", ">=98", STRICTER, "below-limit"),  # the user's limit is the stricter
        ("98.5", ">=99.5", STRICTER, "below-limit"),  # the paper's limit is the stricter
        ("95.0", None, SETTINGS, "reaches-limit"),  # the default
        ("94.9", None, SETTINGS, "below-limit"),
        (">98", ">=98", SETTINGS, "reaches-limit"),
        (">98", ">98", SETTINGS, "reaches-limit"),
        (">98", ">=99", SETTINGS, "only-a-bound"),
        ("<98", ">=98", SETTINGS, "below-limit"),
        ("<99", ">=98", SETTINGS, "only-a-bound"),
        ("~98", ">=98", SETTINGS, "approximate"),
        ("~99", ">=98", SETTINGS, "reaches-limit"),
        ("100.2", ">=98", SETTINGS, "impossible"),
    ],
)
def test_the_purity_is_held_against_the_stricter_limit(
    purity: str, limit: str | None, settings: Settings, expected: str
) -> None:
    specification = reading(amount(limit, "%")) if limit else None
    assert code(ID, certificate(purity=purity, purity_specification=specification), settings) == expected


def test_the_default_limit_is_named_as_such() -> None:
    assert "default" in findings(certificate(purity="99.31"))[ID].message


def test_a_censored_purity_passes_with_a_hint() -> None:
    assert [hint.code for hint in findings(certificate(purity=">98"))[ID].hints] == ["censored"]


def test_of_several_vials_the_lowest_counts() -> None:
    mean = Amount(Decimal("98.5"), unit="%", replicates=(Decimal("99.5"), Decimal("97.5")))
    subject = certificate(hplc_purity=reading(mean), purity_specification=reading(amount(">=98", "%")))
    assert code(ID, subject) == "below-limit"


def test_a_second_lower_purity_keeps_the_first_from_passing() -> None:
    assert code(ID, certificate(further_purities=(reading(amount("91.0", "%")),))) == "several-purities"


def test_about_is_settled_by_the_peak_table() -> None:
    table = peaks(("7.1", "20", "1.5"), ("9.2", "1313", "98.5"))
    limit = reading(amount(">=98", "%"))
    assert code(ID, certificate(purity="~98", purity_specification=limit, peak_table=table)) == "reaches-limit"


def test_a_doubtful_reading_never_passes() -> None:
    doubtful = reading(amount("99.31", "%"), doubts=(Doubt.OCR_LAYER,))
    assert code(ID, certificate(hplc_purity=doubtful)) == "read-with-doubt"


def test_no_purity_is_never_not_applicable() -> None:
    assert code(ID, replace(certificate(), hplc_purity=None)) == "not-stated"
