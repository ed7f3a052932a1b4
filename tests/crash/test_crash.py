"""The short form of the crash campaign; `python -m tests.crash.campaign` is the long one."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.running import ROOT, environment

pytestmark = [pytest.mark.wire, pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is for systems that fork")]


def test_a_debate_killed_at_any_moment_goes_on_and_is_the_debate_that_nobody_disturbed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.campaign", "--kills", "8", "--seed", "3"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.match(r"(\d+) kills in (\d+) debates", done.stdout)
    assert told is not None and int(told[1]) >= 8 and int(told[2]) >= 2
