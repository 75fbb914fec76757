#!/bin/sh
# Installs the Debian packages that the tests need and this machine lacks.
# THE LIST: "package:program", one a line. The program tells whether the package is there.
set -eu

packages="
chromium:chromium
postgresql:pg_ctlcluster
"

missing=""
for entry in $packages; do
    command -v "${entry#*:}" >/dev/null 2>&1 || missing="$missing ${entry%%:*}"
done
[ -n "$missing" ] || exit 0

echo "Missing system packages:$missing"
if ! command -v apt-get >/dev/null 2>&1; then
    {
        echo "There is no apt-get here to install them with."
        echo "Install them in this system's own way and run 'make test' again."
    } >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    {
        echo "Installing them needs root. Run this as root, then 'make test' again:"
        echo "    apt-get install --no-install-recommends$missing"
    } >&2
    exit 1
fi
# shellcheck disable=SC2086  # the list is meant to be split
if ! { $as_root apt-get update -q && $as_root apt-get install -q -y --no-install-recommends $missing; }; then
    echo "apt-get could not install$missing: see its message above." >&2
    exit 1
fi
