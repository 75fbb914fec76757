#!/bin/sh
# Writes the three lock files: exact versions and hashes, no addresses.
# With arguments they go to uv: scripts/lock.sh --upgrade
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    [ -x .venv-lock/bin/uv ] || {
        python=$(scripts/find-python.sh)
        "$python" -m venv .venv-lock
        .venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
    }
    uv=.venv-lock/bin/uv
fi

compile() {
    output=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --output-file "$output" "$@"
    echo "$output: $(grep -c '^[a-z]' "$output") packages"
}

compile requirements.lock pyproject.toml --extra all "$@"
compile requirements-dev.lock pyproject.toml --extra all --group dev --constraint requirements.lock "$@"
compile requirements-build.lock --group build --constraint requirements-dev.lock "$@"

if grep -nE '://|index-url' requirements*.lock; then
    echo "A lock file holds an address (above). It must not be committed." >&2
    exit 1
fi
