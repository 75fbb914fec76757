from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coaverify_web import WebConfig, create_app
from web.fake_verifier import SOUND, FakeVerifier
from web.visitor import Visitor


def test_a_form_without_its_token_is_refused_with_advice(client: FlaskClient, verifier: FakeVerifier) -> None:
    page = client.post("/", data={"documents": [(BytesIO(SOUND), "a.pdf")]})
    assert page.status_code == 400
    assert "This form has expired" in page.text
    assert "Open the page again" in page.text
    assert verifier.asked == []


def test_an_upload_over_the_limit_names_the_limit(visitor: Visitor, verifier: FakeVerifier) -> None:
    page = visitor.upload(bytes(1_200_000))
    assert page.status_code == 413
    assert "too large" in page.text
    assert "up to 1 MB" in page.text
    assert verifier.asked == []


@pytest.mark.parametrize("path", ["/nothing", "/results/unknown", "/results/unknown/1/report.json", "/checks/no.such"])
def test_an_address_that_leads_nowhere_says_what_may_have_happened(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "There is nothing here" in page.text


def test_other_errors_keep_their_status_and_the_look_of_the_page(client: FlaskClient) -> None:
    page = client.delete("/checks/")
    assert page.status_code == 405
    assert "Method Not Allowed" in page.text
    assert "For research use only" in page.text


def test_a_page_that_crashes_tells_no_details(app: Flask) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise RuntimeError("secret detail")

    page = app.test_client().get("/broken")
    assert page.status_code == 500
    assert "coaverify made a mistake" in page.text
    assert "secret detail" not in page.text


def test_settings_come_from_the_environment() -> None:
    environment = {"COAVERIFY_SECRET_KEY": "very secret", "COAVERIFY_UPLOAD_MB": "7", "COAVERIFY_HTTPS": "1"}
    config = WebConfig.from_environment(environment)
    assert (config.secret_key, config.upload_megabytes, config.secure_cookies) == (
        "very secret",
        7,
        True,
    )
    assert "very secret" not in repr(config)


def test_without_a_key_each_process_makes_its_own() -> None:
    one, two = WebConfig.from_environment({}), WebConfig.from_environment({})
    assert len(one.secret_key) == 64
    assert one.secret_key != two.secret_key


@pytest.mark.parametrize("value", ["0", "-3", "many", "1.5"])
def test_a_senseless_setting_is_named(value: str) -> None:
    with pytest.raises(ValueError, match="COAVERIFY_UPLOAD_MB"):
        WebConfig.from_environment({"COAVERIFY_UPLOAD_MB": value})


def test_two_apps_in_one_process_do_not_share_results(config: WebConfig, visitor: Visitor) -> None:
    path = visitor.upload_path(SOUND)
    other = create_app(config, FakeVerifier())
    assert visitor.client.get(f"{path}/1").status_code == 200
    assert other.test_client().get(f"{path}/1").status_code == 404
