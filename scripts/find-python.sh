#!/bin/sh
# Prints a Python of version 3.11 or newer that can make virtual environments.
# PYTHON=/path/to/python overrules the search.
set -eu

can_do='import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)'
old=""
bare=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c '' >/dev/null 2>&1 || continue # a pyenv shim of a version that is not chosen
    if ! "$candidate" -c "$can_do"; then
        old="$old $candidate"
    elif ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        bare="$candidate"
    else
        command -v "$candidate"
        exit 0
    fi
done

{
    if [ -n "$bare" ]; then
        echo "$bare is new enough, but its venv module is missing."
        echo "On Debian and Ubuntu: apt-get install python3-venv"
    else
        echo "coaverify needs Python 3.11 or newer; none was found.${old:+ (Too old:$old.)}"
        echo "Install one (Debian 12 or newer: apt-get install python3 python3-venv),"
        echo "or name one that stands elsewhere: make run PYTHON=/path/to/python3.12"
    fi
} >&2
exit 1
