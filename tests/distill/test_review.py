"""Reviewing statements one by one: keep, edit, drop, merge, leave and resume."""

from __future__ import annotations

from pathlib import Path

from bot.distill.drafts import Drafts
from bot.distill.review import walk
from bot.distill.text import Text
from bot.distill.writer import Folder
from bot.lang import say
from bot.persona.files import load_library

ARTICLE = """外卖的最后一公里
2024-03-05
平台副总裁岑远认为，无人车送餐两年内不会普及。
“骑手不会消失，只会变少。”站长毛小军说。
毛小军透露，站里去年少了三十人。
"""


class Answers:
    """Types the given answers one after another."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)

    def __call__(self, prompt: str) -> str:
        return self.left.pop(0)


def words(key: str, **values: object) -> str:
    return say("zh-CN", f"distill.{key}", **values)


def walked(folder: Path, answers: Answers, shown: list[str]) -> Drafts | None:
    return walk([Text(ARTICLE, "a.txt")], Folder(folder), words, least=0.6, ask=answers, show=shown.append)


def test_keep_edit_drop_and_merge_do_what_they_say(tmp_path: Path) -> None:
    shown: list[str] = []
    drafts = walked(tmp_path, Answers("e", "两年内看不到无人车送餐普及。", "m", "岑远", "d"), shown)
    assert drafts is not None
    (persona,) = drafts.personas
    assert (persona.name, len(persona.positions)) == ("岑远", 2)
    assert persona.positions[0].claim == "两年内看不到无人车送餐普及。"
    assert "⟦骑手不会消失，只会变少。⟧" in shown[1]


def test_a_review_that_was_left_goes_on_where_it_stopped(tmp_path: Path) -> None:
    shown: list[str] = []
    assert walked(tmp_path, Answers("k", "q"), shown) is None
    shown.clear()
    drafts = walked(tmp_path, Answers("k", "k"), shown)
    assert drafts is not None
    assert shown[0].startswith("\n[1/2]")
    assert sum(len(p.positions) for p in drafts.personas) == 3


def test_what_was_reviewed_loads(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    opened = Folder(folder)
    drafts = walk([Text(ARTICLE, "a.txt")], opened, words, least=0.6, ask=Answers("k", "k", "k"), show=lambda text: None)
    assert drafts is not None
    opened.add(drafts)
    opened.save()
    assert len(load_library(folder).personas) == 2


def test_an_answer_nobody_understands_is_asked_again(tmp_path: Path) -> None:
    shown: list[str] = []
    assert walked(tmp_path, Answers("x", "q"), shown) is None
    assert any("没看懂" in line for line in shown)
