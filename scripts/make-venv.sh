#!/bin/sh
# make-venv.sh FOLDER LOCK...: a virtual environment that holds what the lock files name, by hash.
set -eu

folder=$1
shift
python=$("$(dirname "$0")/find-python.sh")

# An environment whose Python has gone is made anew.
"$folder/bin/python" -c '' >/dev/null 2>&1 || "$python" -m venv --clear "$folder"

locks=""
for lock in "$@"; do locks="$locks --requirement $lock"; done
echo "Installing $* into $folder ..."
# shellcheck disable=SC2086  # the list is meant to be split
if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes $locks; then
    {
        echo
        echo "The libraries could not be installed."
        echo "- No network? pip needs a package registry; 'pip config list' shows which one it asks."
        echo "- A hash that differs? Somebody changed a package or a lock: see 'make lock' and git diff."
        echo "- No wheel for this Python? Try another: make run PYTHON=python3.12"
    } >&2
    exit 1
fi
