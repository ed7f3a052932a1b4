"""Splitting loses nothing and cuts nothing that belongs together; strangers can forge nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.frontends.discord.speaking import bodies
from bot.frontends.discord.text import clean_name, harmless, quoted, split

PIECES = st.sampled_from(
    [
        "大模型没有护城河。",
        "真的吗？",
        "见[1][2]。",
        "[出处](https://example.com/a)",
        "https://example.com/很长/b",
        "\n\n",
        "\n",
        "，",
        "a ",
        "`代码`",
        "字",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=120).map("".join), st.integers(60, 200))
def test_parts_are_short_enough_and_hold_everything(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(len(p) <= limit for p in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=120).map("".join), st.integers(60, 200))
def test_no_citation_link_or_code_is_cut(text: str, limit: int) -> None:
    for kept in (r"\[\d\]", r"\[出处\]\(https://example\.com/a\)", r"`代码`"):
        assert sum(len(re.findall(kept, p)) for p in split(text, limit)) == len(re.findall(kept, text))


def test_it_cuts_at_sentences() -> None:
    parts = split("第一句话说完了。" * 40, 100)
    assert all(p.endswith("。") for p in parts)


def test_a_citation_stays_with_its_sentence() -> None:
    text = "前面的话。" * 18 + "大模型没有护城河。[1][2]" + "后面的话。" * 30
    assert any("护城河。[1][2]" in p for p in split(text, 104))


def test_a_fence_that_fits_is_kept_whole_and_a_longer_one_is_closed_and_opened_again() -> None:
    fence = "```py\n" + "x = 1\n" * 10 + "```"
    assert any(fence in p for p in split("话。" * 60 + "\n" + fence + "\n" + "话。" * 60, 150))
    parts = split("```py\n" + "\n".join(f"line {n}" for n in range(200)) + "\n```", 300)
    assert len(parts) > 3 and all(
        p.startswith("```py\n") and p.rstrip().endswith("```") and len(p) <= 300 for p in parts
    )
    assert sum(len(re.findall(r"line \d+", p)) for p in parts) == 200


@pytest.mark.parametrize(
    "text", ["", " ", "字" * 5000, "a" * 5000, "```" + "x" * 5000, "[" * 5000, "https://e.com/" + "a" * 5000]
)
def test_anything_can_be_split(text: str) -> None:
    parts = split(text, 1000)
    assert parts and all(len(p) <= 1000 for p in parts)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_a_name_is_one_plain_short_line_and_never_empty(name: str) -> None:
    clean = clean_name(name)
    assert 1 <= len(clean) <= 32 and "\n" not in clean
    assert not set(clean) & set("*_~`|<>@[]()#:") and "\u202e" not in clean and "\u200b" not in clean


@settings(max_examples=200, deadline=None)
@example("://")
@example("HTTP://e.com")
@given(st.text(alphabet=st.sampled_from(list("a<>@!&#1[]()*_\n`|:/hereveryonhtps \u202e")), max_size=300))
def test_a_quoted_text_pings_links_and_formats_nothing(text: str) -> None:
    shown = quoted(text)
    assert "\n" not in shown and "@everyone" not in shown and "@here" not in shown and "\u202e" not in shown
    assert not re.search(r"(?<!\\)<[@#]", shown) and not re.search(r"(?<!\\)\]\(", shown) and "://" not in shown


def test_a_personas_text_that_was_led_to_echo_a_ping_or_a_hidden_link_is_harmless() -> None:
    shown = harmless("<@123> @everyone [点我](https://evil.example)\n# 标题\n-# 小字\n> 引用")
    assert "<@123>" not in shown and "@everyone" not in shown and "](" not in shown
    assert not re.search(r"^(# |-# |> )", shown, re.M)


def test_small_print_and_buttons_stand_under_the_last_part() -> None:
    made = bodies("话说到这里。" * 800, "-# [1] 出处", [{"type": 1}])
    assert len(made) > 1 and made[-1]["components"] and not made[0]["components"]
    assert made[-1]["content"].endswith("-# [1] 出处") and all(len(b["content"]) <= 2000 for b in made)
