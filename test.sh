#!/usr/bin/env bash
# The test command: makes .venv with what the tests need, then runs ruff, mypy and the whole suite: three workers, for two cores, as many tests wait for sockets and clocks.
#   ./test.sh              everything
#   ./test.sh tests/debate one folder
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
if [ ! -x .venv/bin/python ]; then
    "$PYTHON" -m venv .venv
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
.venv/bin/ruff check .
.venv/bin/mypy
exec .venv/bin/python -m pytest -q -n 3 "$@"
