"""The bench runs, and its cheap aims hold in a short run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "model.py"


@pytest.mark.slow
def test_a_short_bench_shows_little_overhead_and_flat_memory() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH), "--replies", "40", "--rounds", "1", "--json"],
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["summary"]["added_first_ms"] < 30
    assert found["summary"]["grown_mb"] < 8
    assert found["summary"]["cpu_ratio"] < 12  # against aiohttp where the SDK is not installed
