"""YAML: what stands in the file comes out, traps and bombs don't, and every mistake has a place."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot import shipped, yamlfile
from bot.errors import ConfigError
from bot.persona.model import Persona


def data(text: str) -> Any:
    document = yamlfile.load_text(text, "f.yaml")
    assert document.mistakes == []
    return document.data


def wrong(text: str) -> list[str]:
    return [str(m) for m in yamlfile.load_text(text, "f.yaml").mistakes]


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    openers: tuple[str, ...] = ()
    count: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=1000)
    kind: str = Field(pattern="^[a-z]+$", default="a")
    items: list[Inner] = []
    voice: Inner | None = None
    by_name: dict[str, Inner] = {}


def said(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        yamlfile.parse_text(text, Outer, "f.yaml")
    return str(caught.value)


@pytest.mark.parametrize("path", sorted(shipped.place("personas").glob("*.yaml")), ids=lambda p: p.stem)
def test_shipped_files_read_as_other_readers_read_them(path: Path) -> None:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(k): plain(v) for k, v in value.items()}
        if isinstance(value, list):
            return [plain(v) for v in value]
        return value if isinstance(value, str | int | float | bool | None) else str(value)  # dates stay text with us

    theirs = plain(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    assert plain(yamlfile.load(path).data) == theirs


def test_plain_values() -> None:
    text = "a: 1\nb: -2.5\nc: true\nd: null\ne:\nf: ~\ng: 2023-07-31\nh: 'no'\ni: hello there\nj: |\n  two\n  lines\nk: 1.5e3\nl: !!str 12\n"
    assert data(text) == {
        "a": 1, "b": -2.5, "c": True, "d": None, "e": None, "f": None, "g": "2023-07-31", "h": "no",
        "i": "hello there", "j": "two\nlines\n", "k": 1500.0, "l": "12",
    }  # fmt: skip


def test_keys_are_always_text() -> None:
    assert data("on: 1\nno: 2\n12: 3\nnull: 4\n") == {"on": 1, "no": 2, "12": 3, "null": 4}


def test_an_alias_repeats_its_anchor() -> None:
    assert data("a: &x {b: [1, 2]}\nc: *x\nd: &y text\ne: [*y, *y]\n")["c"] == {"b": [1, 2]}


@pytest.mark.parametrize("word", ["no", "No", "yes", "on", "OFF"])
def test_a_bare_switch_word_is_a_mistake(word: str) -> None:
    (mistake,) = wrong(f"a:\n  - {word}\n")
    assert mistake.startswith("f.yaml:2 (a[0]): ") and f"'{word}'" in mistake


@pytest.mark.parametrize(
    "value", ["012", "0x1F", "0b11", "0o17", "12:30", "1:30:00", "1_000", "1e3", ".inf", "-.NaN", "+08", "12E-5"]
)
def test_a_number_in_disguise_is_a_mistake(value: str) -> None:
    (mistake,) = wrong(f"a: 1\nb: {value}\n")
    assert mistake.startswith("f.yaml:2 (b): ") and "加引号" in mistake
    assert data(f"b: '{value}'\n") == {"b": value}


@pytest.mark.parametrize(
    "value", ["1.2.3", "12 个", "3-5", "-", "n/a", "yesterday", "nothing", "~/data", "true story", "0.5版"]
)
def test_text_that_only_begins_like_a_trap_is_text(value: str) -> None:
    if value == "-":
        value = "'-'"
    assert data(f"a: {value}\n") == {"a": value.strip("'")}


def test_a_key_twice_names_both_lines() -> None:
    assert wrong("a: 1\nb: {c: 1,\n c: 2}\na: 3\n") == [
        "f.yaml:3 (b.c): 键写了两次（第一次在第 2 行）；留一个",
        "f.yaml:4 (a): 键写了两次（第一次在第 1 行）；留一个",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a:\n\tb: 1\n", 2, "空格"),
        ("a: >-\n x\n\ty", 3, "制表符"),
        ("a: 1\nb: c: d\n", 2, "“: ”"),
        ('a: "x\n', 1, "引号"),
        ("a: [1, 2\nb: 3\n", 2, "括号"),
        ("a: @x\n", 1, "引号"),
        ("a: 1\n---\nb: 2\n", 2, "一份 YAML"),
        ("? [a]\n: b\n", 1, "键只能是文字"),
        ("a: {{ 7*7 }}\n", 1, "加引号"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "不支持标签"),
        ("a: !env HOME\n", 1, "不支持标签"),
        ("a: *x\n", 1, "别名"),
        ("a: &x [*x]\n", 1, "别名"),
        ("a: {x: 1}\nb:\n  <<: *a\n", 3, "合并键"),
        ('a: 1\nb: "\\0"\n', 2, "控制字符 U+0000"),
        ('"\\a": 1\n', 1, "控制字符"),
    ],
)
def test_bad_writing_has_a_line_and_a_fix(text: str, line: int, words: str) -> None:
    first = wrong(text)[0]
    assert first.startswith(f"f.yaml:{line}") and words in first


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: 1\nb: \x00\n", "f.yaml:2: 有控制字符 U+0000"),
        (b"a: \x1b[31mred\n", "U+001B"),
        ("a: abc\u202edef\n".encode(), "U+202E"),
        ("a: 中文\n".encode("gbk"), "f.yaml:1: 文件不是 UTF-8 编码（像是 GBK）"),
        ("a: 中文\n".encode("utf-16"), "UTF-16"),
        (b"ok: 1\n\xff\n", "f.yaml:2: 文件不是 UTF-8"),
        (b"x" * 10_000_000, "太大"),
        (b"", "空的"),
        (b"# only a comment\n", "空的"),
        (b"just words\n", "最外层"),
        (b"- a\n- b\n", "最外层"),
    ],
)
def test_a_file_that_is_no_text_of_ours_is_told(tmp_path: Path, raw: bytes, words: str) -> None:
    (tmp_path / "f.yaml").write_bytes(raw)
    with pytest.raises(ConfigError) as caught:
        yamlfile.parse(tmp_path / "f.yaml", Outer, "f.yaml")
    assert words in str(caught.value)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes("\ufeffname: 中\r\n".encode())
    assert yamlfile.parse(tmp_path / "f.yaml", Outer).name == "中"


def test_a_folder_or_nothing_in_its_place_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml", Path("a\0b.yaml")):
        with pytest.raises(ConfigError):
            yamlfile.parse(path, Outer)


BOMBS = {
    "laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "many aliases": "a: &a x\nb: [" + "*a," * 5000 + "]\n",
    "deep lists": "a: " + "[" * 100_000,
    "deep maps": "{a: " * 50_000,
    "deep blocks": "".join(" " * n + "a:\n" for n in range(1000)),
    "many nodes": "a: [" + "1," * 300_000 + "]",
    "long number": "a: " + "9" * 900_000,
    "long key": "a" * 900_000 + ": 1",
    "long plain": "name: " + "x" * 900_000,
    "anchors": "\n".join(f"a{n}: &a{n} 1" for n in range(20_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_defused_quickly_and_its_message_stays_short(name: str) -> None:
    began = time.process_time()
    message = said(BOMBS[name])
    assert time.process_time() - began < 30
    assert message.startswith("f.yaml:") and len(message) < 20_000


def test_all_mistakes_of_a_file_come_at_once_in_order() -> None:
    message = said(
        "nam: x\nkind: A1\nitems:\n  - {openrs: [a]}\n  - {count: many}\nvoice: loud\nby_name: {k: {cuont: 1}}\n"
    )
    assert re.findall(r"f\.yaml:(\d+) \(([^)]*)\)", message) == [
        ("1", "name"),
        ("1", "nam"),
        ("2", "kind"),
        ("4", "items[0].openrs"),
        ("5", "items[1].count"),
        ("6", "voice"),
        ("7", "by_name.k.cuont"),
    ]
    assert "是不是想写 'openers'？" in message and "是不是想写 'count'？" in message
    assert "是不是写成了 'nam'？" in message


def test_a_syntax_error_does_not_accuse_what_was_not_read() -> None:
    assert said("kind: a\nitems: [").count("\n") == 0


def test_what_a_message_repeats_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in said('name: a\nkind: "\\e[31mx"\n"\\e[2J": 1\n')


def test_a_trap_is_not_told_twice() -> None:
    assert said("name: no\n").count("\n") == 0


def test_a_persona_files_key_is_told_as_the_house_tells_it(tmp_path: Path) -> None:
    text = (shipped.place("personas") / "zhu-xiaohu.yaml").read_text("utf-8").replace("  openers:", "  openrs:")
    line = text[: text.index("  openrs:")].count("\n") + 1
    with pytest.raises(ConfigError) as caught:
        yamlfile.parse_text(text, Persona, "personas/zhu-xiaohu.yaml")
    assert str(caught.value) == f"personas/zhu-xiaohu.yaml:{line} (voice.openrs): 未知的键；是不是想写 'openers'？"
