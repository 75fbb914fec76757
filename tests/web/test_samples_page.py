from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from coaverify.model.finding import Verdict
from coaverify_web.samples import Sample, listed_samples, showcase
from web.fake_verifier import FakeVerifier
from web.visitor import Visitor


def test_each_certificate_of_the_folder_is_a_card(client: FlaskClient) -> None:
    page = client.get("/samples/").text
    assert "Semax amide sound" in page
    assert "N-acetyl Semax wrong form" in page
    assert "notes.txt" not in page


def test_one_click_checks_a_sample(visitor: Visitor, verifier: FakeVerifier) -> None:
    page = visitor.client.post(
        "/samples/semax-amide-sound.pdf/check", data={"csrf_token": visitor.token()}, follow_redirects=True
    )
    assert page.status_code == 200
    assert page.request.path.startswith("/results/")
    assert verifier.asked[0][0].name == "semax-amide-sound.pdf"
    assert verifier.asked[0][0].data == b"sound"


def test_a_sample_is_not_checked_without_a_token(client: FlaskClient) -> None:
    assert client.post("/samples/semax-amide-sound.pdf/check").status_code == 400


@pytest.mark.parametrize("name", ["notes.txt", "..%2Fsecret.pdf", "expected", "unknown.pdf", "%2Fetc%2Fpasswd"])
def test_only_listed_samples_are_served(client: FlaskClient, samples: Path, name: str) -> None:
    (samples.parent / "secret.pdf").write_bytes(b"secret")
    assert client.get(f"/samples/{name}").status_code == 404


def test_a_sample_can_be_downloaded(client: FlaskClient) -> None:
    with client.get("/samples/semax-amide-sound.pdf") as answer:
        assert answer.mimetype == "application/pdf"
        assert answer.data == b"sound"


def test_a_missing_folder_means_no_samples(tmp_path: Path) -> None:
    assert listed_samples(None) == []
    assert listed_samples(tmp_path / "nothing") == []


def test_a_verdict_file_that_does_not_fit_is_passed_over(samples: Path) -> None:
    (samples / "expected" / "verdicts.toml").write_text('[semax-amide-sound]\nverdict = "splendid"\n')
    assert [sample.expected for sample in listed_samples(samples)] == [None, None]


def test_the_showcase_has_one_sample_for_each_verdict() -> None:
    verdicts = [Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.INCONCLUSIVE]
    samples = [Sample(Path(f"{n}.pdf"), verdict) for n, verdict in enumerate(verdicts)]
    assert [sample.name for sample in showcase(samples)] == ["0.pdf", "2.pdf", "3.pdf"]
