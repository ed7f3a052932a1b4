"""What is kept ready in the user's cache folder: the same as made afresh, and never trusted where it could be somebody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import cache
from bot.errors import ConfigError
from bot.persona.files import load_library
from bot.recall.finder import Finder

PERSONAS = Path(__file__).parents[1] / "personas"
CODE = ("errors.py",)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "yuanzhuo"


class Counted:
    """Counts how often it is made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[int, dict[str, tuple[str, ...]]]:
        self.times += 1
        return self.times, {"壁垒": ("护城河",)}


def test_a_value_is_made_once_for_the_same_content() -> None:
    make = Counted()
    assert cache.kept("x", (b"a", b"b"), CODE, make) == cache.kept("x", (b"a", b"b"), CODE, make)
    assert make.times == 1
    assert cache.kept("x", (b"ab",), CODE, make)[0] == 2  # the parts are told apart
    assert cache.kept("x", (b"ab",), ("cli.py",), make)[0] == 3


def test_a_damaged_cache_is_made_again(folder: Path) -> None:
    make = Counted()
    cache.kept("x", (b"a",), CODE, make)
    file = folder / "x.marshal"
    whole = file.read_bytes()
    for spoilt in (b"", b"nonsense", whole[:-3], whole[:60], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(spoilt)
        before = make.times
        assert cache.kept("x", (b"a",), CODE, make)[0] == before + 1
    assert folder.stat().st_mode & 0o077 == 0


def test_a_cache_that_anybody_may_write_is_not_read(folder: Path) -> None:
    make = Counted()
    cache.kept("x", (b"a",), CODE, make)
    (folder / "x.marshal").chmod(0o666)
    assert cache.kept("x", (b"a",), CODE, make)[0] == 2
    folder.chmod(0o777)
    assert cache.kept("x", (b"a",), CODE, make)[0] == 3


def test_without_a_folder_for_it_everything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    make = Counted()
    assert cache.kept("x", (b"a",), CODE, make)[0] == 1
    assert cache.kept("x", (b"a",), CODE, make)[0] == 2


def test_a_kept_library_is_the_library() -> None:
    fresh = load_library(PERSONAS)
    for _ in range(2):  # written, then read
        kept = load_library(PERSONAS, keep=cache.kept)
        assert (kept.personas, kept.topics, kept.sources) == (fresh.personas, fresh.topics, fresh.sources)
        for one, other in zip(fresh.personas, kept.personas, strict=True):
            assert one.model_dump_json(by_alias=True) == other.model_dump_json(by_alias=True)
            assert one.model_dump(exclude_unset=True) == other.model_dump(exclude_unset=True)
            assert one.only(one.positions[0].speaker) == other.only(one.positions[0].speaker)
            assert hash(one.positions[0]) == hash(other.positions[0])


def test_an_edited_persona_is_read_again_and_a_broken_one_refused(tmp_path: Path) -> None:
    shutil.copytree(PERSONAS, tmp_path / "personas")
    file = tmp_path / "personas" / "zhu-xiaohu.yaml"
    before = load_library(tmp_path / "personas", keep=cache.kept)
    bio = next(p.bio for p in before.personas if p.id == "zhu-xiaohu")
    text = file.read_text("utf-8")
    file.write_text(text.replace(bio, "改过的一句话介绍。"), "utf-8")
    after = load_library(tmp_path / "personas", keep=cache.kept)
    assert next(p.bio for p in after.personas if p.id == "zhu-xiaohu") == "改过的一句话介绍。"
    file.write_text(text.replace("kind: public_figure", "kind: nobody", 1), "utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError):
            load_library(tmp_path / "personas", keep=cache.kept)


def test_questions_are_answered_the_same_from_kept_tables() -> None:
    library = load_library(PERSONAS)
    fresh = Finder(library.personas, library.topics)
    questions = ("创业公司还能做通用大模型吗？", "护成河在哪", "Is the moat the data?", "新創還有機會嗎", "今天天气怎么样")
    for _ in range(2):
        kept = Finder(library.personas, library.topics, cache.kept)
        for persona in library.personas[:6]:
            for question in questions:
                assert kept.find(persona, question) == fresh.find(persona, question)
