"""From articles to the table with no hand edit: what is distilled can be asked and debated at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.wire

ROOT = Path(__file__).parents[2]
SEEN = ROOT / "bench" / "distill" / "seen"
DEMONSTRATION = ("21-cars-swap", "22-cars-driving", "23-cars-price-tw")

ONE_SIDED = """外卖价格战还要打多久

2024-03-05

平台研究者白小露认为，价格战没有赢家，最后受伤的是小店。
餐饮协会会长霍启明说，“价格战不可取，我们坚决反对。”
餐饮协会会长霍启明认为，价格战挤压利润，小店很难生存。
白小露表示，补贴一停，价格战留下的只有亏损。
“顾客早晚要为价格战买单。”霍启明说。
"""


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-800:]
    return done.stdout


@pytest.fixture(scope="module")
def cars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cars")
    for name in DEMONSTRATION:
        marked = (SEEN / f"{name}.txt").read_text(encoding="utf-8")
        (folder / f"{name}.txt").write_text(re.sub(r"⟦/⟧|⟦[^⟧]*\|[^⟧]*⟧", "", marked), encoding="utf-8")
    run(folder, "distill", *(f"{n}.txt" for n in DEMONSTRATION), "--out", "cars")
    return folder


def motions(folder: Path) -> list[str]:
    return [m["text"] for m in yaml.safe_load((folder / "cars" / "topics.yaml").read_text(encoding="utf-8"))["motions"]]


def test_the_three_articles_propose_motions_that_fit_their_subjects(cars: Path) -> None:
    assert set(motions(cars)) == {"换电值得看好吗？", "智能驾驶值得看好吗？", "价格战利大于弊吗？"}


def test_each_proposed_motion_is_debated_by_two_sides_with_sources(cars: Path) -> None:
    for motion in motions(cars):
        text = run(cars, "debate", motion, "--seed", "3", "--lang", "zh-CN")
        assert "正方" in text and "反方" in text
        assert "（模拟）" in text and "不是本人所说" in text
        spoken = text[text.index("立论") : text.index("小结")]
        assert not re.search(r"[，。：；！？]{2}(?<!！！)|自己自己|[，：]\[", spoken), spoken
        assert not re.search(r"[“「『]", spoken), "derived words are never shown as a quotation"
        assert re.search(r"\[1\]", spoken)


def test_what_was_said_is_found_and_what_was_not_is_refused(cars: Path) -> None:
    assert "有公开表态" in run(cars, "ask", "魏东楼", "价格战是好事吗")
    for nonsense in ("房价会跌吗", "晚饭吃什么", "大模型创业还有机会吗"):
        assert "没有查到公开表态" in run(cars, "ask", "魏东楼", nonsense)


def test_people_of_one_mind_are_not_set_against_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE_SIDED, encoding="utf-8")
    said = run(tmp_path, "distill", "a.txt", "--out", "cars")
    assert "辩题" not in said
    text = run(tmp_path, "debate", "平台该不该打价格战？", "--seed", "3", "--lang", "zh-CN")
    assert "站在同一边" in text
    assert "正方" not in text
    assert not re.search(r"不同意|看法不一样|没有被说服|分量还差", text)
