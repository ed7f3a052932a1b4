"""The wheel: all that the program needs is inside, and it answers from there, away from any checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import ROOT, environment, rows

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what an installed wheel puts into site-packages."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *arguments: str, cwd: Path) -> str:
    """A command of the unpacked wheel, in a folder that knows nothing of the checkout."""
    env = environment(YUANZHUO_DB=str(cwd / "x.db")) | {"PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-m", "bot", *arguments], cwd=cwd, env=env, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def test_every_file_the_program_reads_is_in_the_wheel(unpacked: Path) -> None:
    inside = {str(p.relative_to(unpacked)) for p in unpacked.rglob("*") if p.is_file()}
    for folder in ("personas", "prompts", "formats"):
        ours = {p.relative_to(ROOT) for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts}
        assert ours and {f"bot/_shipped/{p}" for p in ours} <= inside, folder
    assert "bot/_shipped/config.example.yaml" in inside
    data = {p.relative_to(ROOT) for p in (ROOT / "bot").rglob("*") if p.is_file() and p.suffix not in (".pyc", ".py")}
    kinds = {p.suffix for p in data}
    assert {".yaml", ".sql", ".j2"} <= kinds
    assert {str(p) for p in data if "_shipped" not in p.parts} <= inside
    assert not [name for name in inside if name.startswith(("tests/", "bench/"))]


def test_the_wheel_answers_and_debates_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    (answer,) = rows(run(unpacked, "ask", "朱啸虎", "创业公司还能做通用大模型吗？", "--json", cwd=tmp_path))
    assert answer["level"] == "stated" and answer["citations"]
    debate = rows(run(unpacked, "debate", "创业公司该不该做大模型？", "--json", "--seed", "7", cwd=tmp_path))
    assert debate[-1]["type"] == "measures"
    assert "<html" in run(unpacked, "export", "last", "--format", "html", cwd=tmp_path)
    run(unpacked, "init", "mine", cwd=tmp_path)
    config = str(Path("mine", "config.yaml"))
    assert len(rows(run(unpacked, "personas", "--json", "--config", config, cwd=tmp_path))) > 20
    assert '"persona/1"' in run(unpacked, "schema", cwd=tmp_path)
