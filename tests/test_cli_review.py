"""The review as a reader at a terminal sees it: keys in, screens out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from bot.cli_review import ReviewScreen, lit
from bot.cli_teller import Teller
from bot.distill.review import Review, open_review
from bot.distill.text import Text
from bot.distill.writer import Folder
from bot.frontends.terminal.screen import Line, Screen
from bot.frontends.wrap import width
from tests.distill.test_review import ARTICLE
from tests.running import inside

HAN = re.compile(r"[\u3400-\u9fff]+")


class Typing:
    """Types the given answers one after another, then leaves as Ctrl-D does."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)
        self.begun: list[str] = []

    def __call__(self, prompt: str, begin: str) -> str:
        self.begun.append(begin)
        if not self.left:
            raise EOFError
        return self.left.pop(0)


def reviewed(folder: Path, *answers: str, language: str = "zh-CN", columns: int = 80, colour: bool = False) -> tuple[bool, str, Review]:
    teller, stream = Teller(language), io.StringIO()
    teller.screen = Screen(stream, columns, colour)
    review = open_review([Text(ARTICLE, "a.txt")], Folder(folder), least=0.6)
    wrote = ReviewScreen(teller, review, ask=Typing(*answers)).run()
    return wrote, stream.getvalue(), review


def test_enter_three_times_and_once_more_writes(tmp_path: Path) -> None:
    wrote, seen, review = reviewed(tmp_path, "", "", "", "")
    assert wrote and review.tally().kept == 3
    assert [line.split()[0] for line in seen.splitlines() if "第" in line and "行" in line] == ["1/3", "2/3", "3/3"]
    assert "⟦骑手不会消失，只会变少。⟧" in seen
    assert "都看完了：留 3" in seen


def test_whoever_leaves_is_told_that_it_is_remembered(tmp_path: Path) -> None:
    for answers in (("", "q"), ("",)):  # by the key, and by Ctrl-D
        wrote, seen, _ = reviewed(tmp_path / str(len(answers)), *answers)
        assert not wrote
        assert "记住了：留 1" in seen and "没看 2" in seen
    wrote, seen, _ = reviewed(tmp_path / "1", "q")
    assert "接着上次：1 条已经看过，还有 2 条" in seen and "2/3" in seen


def test_undo_back_number_and_list_find_their_way(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "d", "u", "n", "b", "b", "3", "9", "l", "q")
    assert re.findall(r"^ *(\d)/3", seen, re.M) == ["1", "2", "1", "2", "1", "1", "3", "3", "3"]
    assert "撤销了，回到第 1 条" in seen and "这是第一条" in seen and "只有 1 到 3 条" in seen
    assert review.tally().open == 3


def test_after_the_last_one_there_is_still_a_way_back(tmp_path: Path) -> None:
    wrote, seen, review = reviewed(tmp_path, "", "", "d", "u", "", "1", "d", "w")
    assert wrote
    assert (review.tally().kept, review.tally().dropped) == (2, 1)
    assert "（已决定：留）" in seen


def test_editing_begins_with_the_claim_and_an_empty_line_leaves_it(tmp_path: Path) -> None:
    teller, typing = Teller("zh-CN"), Typing("e", "", "e", "两年内\x1b看不到。", "q")
    teller.screen = Screen(io.StringIO(), 80, False)
    review = open_review([Text(ARTICLE, "a.txt")], Folder(tmp_path), least=0.6)
    ReviewScreen(teller, review, ask=typing).run()
    assert typing.begun[1] == review.items[0].claim
    assert review.claim(review.items[0]) == "两年内看不到。"


@pytest.mark.parametrize(("answers", "speaker"), [(("1",), "岑远"), (("岑遠", "n"), "岑远"), (("岑",), "岑远"), (("马可",), "马可")])
def test_a_speaker_is_chosen_by_number_by_name_or_new(tmp_path: Path, answers: tuple[str, ...], speaker: str) -> None:
    _, seen, review = reviewed(tmp_path, "", "m", *answers, "n")
    assert review.speaker(review.items[1]) == speaker
    assert review.speaker(review.items[2]) == "毛小军"
    assert "1 岑远 (1)" in seen and "2 毛小军 (2)" in seen
    assert ("会当作新人物" in seen) == (speaker == "马可")


def test_a_slip_makes_nobody_of_a_key_or_a_number(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "m", "k", "77", "", "q")
    assert "没有“k”，只有 1 到 2" in seen and "没有“77”" in seen
    assert [name for name, _ in review.speakers()] == ["岑远", "毛小军"]


def test_a_side_is_shown_and_set_and_the_statement_stays_to_be_decided(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "s", "x", "s", "-", "s", "", "q")
    told = re.findall(r"^  话题“(.+?)”：(.*)“", seen, re.M)
    assert [side for _, side in told][-1] == "反对"
    assert "写 +、- 或 0" in seen
    assert review.tally().open == 3 and (leaning := review.leaning(review.items[0])) and leaning.stance == -1


def test_all_of_somebody_can_be_given_at_once(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "", "m", "1", "y", "q")
    assert [review.speaker(item) for item in review.items] == ["岑远"] * 3
    assert "另外还有 1 条" not in seen  # that was the prompt
    assert "（文章里按规则算作 毛小军）" in seen


def test_full_width_keys_and_keys_nobody_understands(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "ｄ", "？", "zzz", "q")
    assert review.tally().dropped == 1
    assert "回车或 k" in seen and "没看懂“zzz”" in seen


@pytest.mark.parametrize("columns", [80, 40, 100])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_screen(tmp_path: Path, columns: int, colour: bool) -> None:
    _, seen, _ = reviewed(tmp_path, "l", "?", "d", "m", "", "q", columns=columns, colour=colour)
    plain = re.sub(r"\x1b\[[\d;]*m", "", seen)
    assert max(width(line) for line in plain.splitlines()) <= columns
    assert colour == ("\x1b[1;33m" in seen)


def test_a_passage_over_several_lines_is_lit_on_each_and_nowhere_else() -> None:
    lines = lit([Line("  前\u2063甲"), Line("  乙"), Line("  丙\u2064后"), Line("  丁")])
    on, off = "\x1b[1;33m", "\x1b[0m"
    assert [line.text for line in lines] == [f"  前{on}甲{off}", f"  {on}乙{off}", f"  {on}丙{off}后", "  丁"]


def test_the_review_speaks_english_but_for_the_article(tmp_path: Path) -> None:
    _, seen, review = reviewed(tmp_path, "?", "d", "m", "1", "n", "l", "u", "q", language="en")
    article = ARTICLE + "".join(item.claim for item in review.items)
    article += "".join(leaning.proposition for item in review.items if (leaning := review.leaning(item)))
    assert all(word in article for word in HAN.findall(seen)), set(HAN.findall(seen))


def test_the_whole_command_reviews_through_a_pipe_and_writes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    left = inside("distill", "a.txt", "--out", "p", "--review", stdin="k\n", cwd=tmp_path)
    assert left.returncode == 0 and "记住了" in left.stdout
    done = inside("distill", "a.txt", "--out", "p", "--review", stdin="\nd\n\n", cwd=tmp_path)
    assert done.returncode == 0
    assert "新立场 2 条" in done.stdout and "你没有留 1" in done.stdout
    assert (tmp_path / "config.yaml").exists()  # though the first run had made the folder already
    again = inside("distill", "a.txt", "--out", "p", "--review", cwd=tmp_path)
    assert "没有要看的" in again.stdout
