"""Folding, words and pinyin."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recall import chinese


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(chinese.fold(text)) == len(text)


def test_folding_makes_scripts_widths_and_cases_one() -> None:
    assert chinese.fold("創業公司還能做ＬＬＭ嗎？") == "创业公司还能做llm吗?"
    assert chinese.fold("a\x00b\u200bc\ud800") == "a b c "


def test_words_are_segmented_and_english_is_stemmed() -> None:
    assert chinese.words("创业公司的护城河") == ["创业", "公司", "的", "护城河"]
    assert chinese.words("startups raised money, raising companies' valuations") == [
        "startup",
        "raise",
        "money",
        "raise",
        "company",
        "valuation",
    ]
    assert chinese.words("gpt-4和llama 2") == ["gpt-4", "和", "llama", "2"]


def test_terms_hold_words_and_their_single_characters() -> None:
    assert chinese.terms("护城河 ai") == ["护城河", "护", "城", "河", "ai"]


@pytest.mark.parametrize("text", ["问" * 100_000, " " * 100_000, "a" * 100_000, "\x00" * 100_000, "啊b" * 50_000])
def test_a_hundred_thousand_characters_are_cut_before_any_work(text: str) -> None:
    begin = time.perf_counter()
    out = chinese.clean(text)
    chinese.terms(out)
    assert len(out) <= chinese.SCORED
    assert time.perf_counter() - begin < 20  # a busy machine is allowed for: without the cut it would be minutes


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    out = chinese.clean("开头" + "中" * 10_000 + "结尾")
    assert out.startswith("开头") and out.endswith("结尾")


def test_pinyin_and_initials() -> None:
    assert chinese.pinyin("朱啸虎") == ("zhu", "xiao", "hu")
    assert chinese.initials("朱啸虎") == "zxh"
    assert chinese.untoned("Zhū Xiàohǔ") == "zhu xiaohu"
    assert chinese.untoned("zhu1 xiao4 hu3") == "zhu xiao hu"


_TIMED = "from bot.recall import chinese; c = chinese._jieba(); print(c('创业公司的护城河'))"


def test_jiebas_dictionary_is_cached_in_a_private_folder_of_ours(tmp_path: Path) -> None:
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    first = subprocess.run([sys.executable, "-c", _TIMED], env=env, capture_output=True, text=True, check=True)
    cache = next((tmp_path / "yuanzhuo").glob("jieba-*.marshal"))
    assert (tmp_path / "yuanzhuo").stat().st_mode & 0o077 == 0
    freq, total = marshal.loads(cache.read_bytes())
    assert freq["公司"] > 0 and total > 0
    again = subprocess.run([sys.executable, "-c", _TIMED], env=env, capture_output=True, text=True, check=True)
    assert first.stdout == again.stdout == "['创业', '公司', '的', '护城河']\n"


def test_a_damaged_or_foreign_cache_is_not_used(tmp_path: Path) -> None:
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", _TIMED], env=env, capture_output=True, check=True)
    cache = next((tmp_path / "yuanzhuo").glob("jieba-*.marshal"))
    cache.write_bytes(b"no marshal data")
    done = subprocess.run([sys.executable, "-c", _TIMED], env=env, capture_output=True, text=True)
    assert done.returncode == 0 and "护城河" in done.stdout
    cache.write_bytes(marshal.dumps(({"坏": 1}, 1)))
    cache.chmod(0o666)  # anybody could have written it
    done = subprocess.run([sys.executable, "-c", _TIMED], env=env, capture_output=True, text=True)
    assert "护城河" in done.stdout


def test_jiebas_dictionary_is_looked_up_word_by_word() -> None:
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    some = [line.split(" ") for line in (*lines[:3], *lines[1000::9973], *lines[-3:])]
    assert all(chinese.frequency(word) == int(count) for word, count, _ in some)
    assert chinese.tags([word for word, _, _ in some]) == {word: tag for word, _, tag in some}
    assert chinese.tags(["公司", "没有这个词", "", "\ud800"]) == {"公司": "n"}
    assert chinese.frequency("公司") > 10_000 and chinese.frequency("没有这个词") == chinese.frequency("") == 0
