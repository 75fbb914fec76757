#!/bin/sh
# test.sh [PYTEST ARGUMENTS]: builds the wheel, installs it in .venv-test and runs the tests against it.
# What runs is what a user gets: nothing is imported from the checkout.
set -eu
cd "$(dirname "$0")/.."
python=.venv-test/bin/python

rm -rf build/wheel
$python -m hatchling build --target wheel --directory build/wheel >/dev/null
$python -m pip uninstall --quiet --disable-pip-version-check --yes coaverify 2>/dev/null || true
$python -m pip install --quiet --disable-pip-version-check --no-deps --no-index build/wheel/coaverify-*.whl

# Safe path: neither `python -m` nor a child process puts the working folder before site-packages.
unset PYTHONPATH
PYTHONSAFEPATH=1 COAVERIFY_TESTS_EXPECT_WHEEL=1 exec .venv-test/bin/pytest "$@"
