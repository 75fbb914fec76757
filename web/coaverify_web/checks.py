"""What is checked, and why: the texts of the checks themselves."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, abort, render_template

from coaverify.checks import ALL_CHECKS
from coaverify_web.presentation.explain import explanation

blueprint = Blueprint("checks", __name__, url_prefix="/checks")


@cache
def check_titles() -> dict[str, str]:
    """The title of each check by its id."""
    return {check.id: check.title for check in ALL_CHECKS}


@blueprint.get("/")
def index() -> str:
    return render_template("checks/index.html", checks=[explanation(check) for check in ALL_CHECKS])


@blueprint.get("/<check_id>")
def explain(check_id: str) -> str:
    found = next((check for check in ALL_CHECKS if check.id == check_id), None)
    if found is None:
        abort(404)
    return render_template("checks/explain.html", check=explanation(found))
