from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from coaverify.checks import ALL_CHECKS
from coaverify.checks.base import Check
from coaverify_web.presentation.explain import explanation

by_id = pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)


@by_id
def test_each_check_is_listed_and_explained_by_its_own_text(client: FlaskClient, check: Check) -> None:
    assert f"/checks/{check.id}" in client.get("/checks/").text
    page = client.get(f"/checks/{check.id}").text
    assert check.id in page
    for code in check.codes:
        assert code in page


@by_id
def test_no_word_of_the_rationale_is_lost(check: Check) -> None:
    assert " ".join(explanation(check).paragraphs).split() == check.rationale.split()


def test_the_checks_that_a_pass_needs_are_marked() -> None:
    needed = {check.id for check in ALL_CHECKS if explanation(check).needed}
    assert {"identity.observed_mass", "identity.form", "purity.specification"} <= needed
