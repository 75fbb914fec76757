"""The house rules that no linter knows. The import walls are held by import-linter (`make check`)."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

import coaverify
import coaverify.checks
import coaverify_reference
import coaverify_web
from coaverify.checks import ALL_CHECKS
from coaverify.checks.base import Check
from coaverify.cli import COMMANDS
from coaverify.cli.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("coaverify", "web/coaverify_web", "reference/coaverify_reference")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
EXPECT_WHEEL = "COAVERIFY_TESTS_EXPECT_WHEEL"

# What is called otherwise on the shelf than in an import.
DISTRIBUTIONS = {
    "bootstrap-flask": "flask_bootstrap",
    "opencv-python-headless": "cv2",
    "pdfminer.six": "pdfminer",
    "pillow": "PIL",
    "pyyaml": "yaml",
    "zxing-cpp": "zxingcpp",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# --- what runs -----------------------------------------------------------------------------------


@pytest.mark.skipif(EXPECT_WHEEL not in os.environ, reason="only `make test` installs the wheel")
@pytest.mark.parametrize("package", [coaverify, coaverify_web, coaverify_reference], ids=lambda p: p.__name__)
def test_the_tests_run_against_the_installed_wheel(package: object) -> None:
    file = getattr(package, "__file__", None)
    assert file is not None
    assert Path(file).is_relative_to(sysconfig.get_paths()["purelib"])


def test_importing_the_library_loads_no_other() -> None:
    code = "import sys; before = set(sys.modules); import coaverify; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["coaverify"]


def test_the_main_flow_runs_without_the_web_page() -> None:
    code = "import sys; import coaverify.verify; print(*(name for name in sys.modules if 'flask' in name))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# --- packaging -----------------------------------------------------------------------------------


def foreign_imports(folder: str) -> set[str]:
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return {name for name in found - sys.stdlib_module_names if not name.startswith("coaverify")}


def declared(requirements: list[str]) -> set[str]:
    names = {re.split(r"[<>=\[; ]", requirement)[0].lower() for requirement in requirements}
    return {DISTRIBUTIONS.get(name, name.replace("-", "_")) for name in names}


def test_the_library_declares_what_it_imports() -> None:
    dependencies = declared(PYPROJECT["project"]["dependencies"])
    extras = PYPROJECT["project"]["optional-dependencies"]
    optional = {name: declared(extras[name]) - dependencies for name in ("ocr", "s3")}
    assert foreign_imports("coaverify") <= dependencies.union(*optional.values())
    for packages in optional.values():
        assert foreign_imports("coaverify") & packages  # an extra that nothing imports is no extra
    assert foreign_imports("reference") <= dependencies


def test_the_web_page_declares_what_it_imports() -> None:
    extras = PYPROJECT["project"]["optional-dependencies"]["web"]
    known = declared(PYPROJECT["project"]["dependencies"]) | declared(extras)
    assert foreign_imports("web") - {"wtforms", "werkzeug", "markupsafe", "jinja2"} <= known  # Flask brings them


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=relative)
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    requirements = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.M | re.S)
    assert requirements
    assert [one.split()[0] for one in requirements if "--hash=sha256:" not in one] == []
    assert re.findall(r"\S*(?:://|index-url|find-links)\S*", text) == []


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"^## \[?(?:Unreleased|{re.escape(coaverify.__version__)})\b", text_of("CHANGELOG.md"), re.M)


# --- rooms ---------------------------------------------------------------------------------------


def test_no_room_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [relative(path) for path in SOURCES if path.stem in vague] == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_file_is_at_most_300_lines_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize(
    "name", [module.name for module in pkgutil.walk_packages(coaverify.checks.__path__, "coaverify.checks.")]
)
def test_every_check_that_is_written_is_registered(name: str) -> None:
    module = importlib.import_module(name)
    written = [value for value in vars(module).values() if isinstance(value, Check)]
    assert [check.id for check in written if check not in ALL_CHECKS] == []


def test_ids_of_checks_are_unique() -> None:
    ids = [check.id for check in ALL_CHECKS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: str(check.id))
def test_a_check_explains_itself(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", check.id)
    assert check.title
    assert len(check.rationale) > 100
    assert check.codes
    for code, meaning in check.codes.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert meaning.meaning.strip()


# --- papers --------------------------------------------------------------------------------------


def test_every_check_is_in_the_changelog() -> None:
    changelog = text_of("CHANGELOG.md")
    assert [check.id for check in ALL_CHECKS if f"`{check.id}`" not in changelog] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"coaverify {command}" in text_of("README.md")


def test_every_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+) \|", text_of("README.md"), re.M)
    assert [int(row) for row in rows] == [code.value for code in ExitCode]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "samples/README.md"])
def test_a_file_that_a_document_names_is_there(document: str) -> None:
    named = re.findall(r"\]\(([\w./-]+)\)", text_of(document))
    missing = [name for name in named if not (ROOT / document).parent.joinpath(name).exists()]
    assert missing == []
