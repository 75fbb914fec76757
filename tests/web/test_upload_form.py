from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from coaverify.model.settings import Expectation
from coaverify_web.forms import peptide_choices
from web.fake_verifier import CRASHING, LOCKED, SLOW, SOUND, WRONG, FakeVerifier
from web.visitor import Visitor


def test_one_document_leads_straight_to_its_result(visitor: Visitor) -> None:
    page = visitor.upload(("sound.pdf", SOUND))
    assert page.status_code == 200
    assert page.request.path.endswith("/1")
    assert "<h1" in page.text
    assert "sound.pdf" in page.text


def test_what_was_ordered_reaches_the_verification(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND, peptide="semax", form="n-acetyl-amide", lot=" SX-1 ", min_purity="98,5")
    settings = verifier.asked[0][1]
    assert settings.expect == Expectation("semax", "n-acetyl-amide")
    assert settings.lot == "SX-1"
    assert settings.min_purity == Decimal("98.5")
    assert settings.as_of == datetime.date.today()


def test_a_peptide_may_be_ordered_without_saying_its_form(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND, peptide="selank")
    assert verifier.asked[0][1].expect == Expectation("selank", None)


def test_an_empty_order_asks_for_nothing(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND)
    settings = verifier.asked[0][1]
    assert (settings.expect, settings.lot, settings.min_purity) == (None, None, None)


def test_the_bytes_arrive_as_sent_and_the_name_without_its_folders(visitor: Visitor, verifier: FakeVerifier) -> None:
    data = SOUND + bytes(range(256)) * 3000
    visitor.upload(("../../secret/coa.pdf", data))
    submission = verifier.asked[0][0]
    assert submission.data == data
    assert submission.name == "coa.pdf"


def test_a_form_without_files_says_what_to_do(visitor: Visitor, verifier: FakeVerifier) -> None:
    page = visitor.upload()
    assert page.status_code == 422
    assert "Choose at least one certificate" in page.text
    assert verifier.asked == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"min_purity": "very pure"}, "Enter a number such as 98"),
        ({"min_purity": "101"}, "between 0 and 100"),
        ({"form": "amide"}, "which peptide was ordered"),
        ({"lot": "x" * 80}, "at most 64 characters"),
        ({"peptide": "<script>"}, "Not a valid choice"),
    ],
)
def test_a_wrong_field_is_explained_and_nothing_is_checked(
    visitor: Visitor, verifier: FakeVerifier, fields: dict[str, str], message: str
) -> None:
    page = visitor.upload(SOUND, **fields)
    assert page.status_code == 422
    assert message in page.text
    assert verifier.asked == []


def test_too_many_files_are_refused_with_their_number(visitor: Visitor, verifier: FakeVerifier) -> None:
    page = visitor.upload(*[SOUND] * 7)
    assert page.status_code == 422
    assert "These are 7 files; one upload takes 6" in page.text
    assert verifier.asked == []


def test_one_bad_document_never_stops_the_others(visitor: Visitor) -> None:
    page = visitor.upload(LOCKED, CRASHING, WRONG, SOUND)
    assert page.status_code == 200
    assert "4 documents checked" in page.text
    for word in ("Fail", "Pass", "Not readable", "Not checked"):
        assert word in page.text


def test_an_upload_that_takes_longer_shows_its_progress_and_then_its_result(
    visitor: Visitor, verifier: FakeVerifier
) -> None:
    path = visitor.upload_path(SLOW, SOUND)
    client: FlaskClient = visitor.client
    waiting = client.get(path).text
    assert "Checking 2 documents" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert client.get(f"{path}/progress").json == {"done": 1, "total": 2}
    assert client.get(f"{path}/1").status_code == 303
    verifier.release.set()
    for _ in range(100):
        if client.get(f"{path}/progress").json == {"done": 2, "total": 2}:
            break
    assert "2 documents checked" in client.get(path).text


def test_the_whole_reference_is_offered_in_the_order_of_its_names() -> None:
    choices = peptide_choices()
    names = [name for _, name in choices[1:]]
    assert choices[0] == ("", "Not said")
    assert {"semax", "selank"} <= {identifier for identifier, _ in choices}
    assert names == sorted(names, key=str.casefold)
