#!/usr/bin/env bash
# From nothing to a debate in the terminal: makes .venv, installs Yuanzhuo, stages one debate. No token, no key, no model.
#   ./try.sh                       朱啸虎 against 傅盛
#   ./try.sh "辩题" [options]      any other: see `yuanzhuo debate --help`
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}
if [ ! -x .venv/bin/python ]; then
    "$PYTHON" -m venv .venv
fi
if [ ! -x .venv/bin/yuanzhuo ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e .
fi
if [ $# -eq 0 ]; then
    set -- "创业公司该不该做大模型？" --personas 朱啸虎,傅盛
fi
exec .venv/bin/yuanzhuo debate "$@"
