"""`distill` and `card` speak the reader's language; what is the article's, or goes into files, stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.lang import to_simplified, to_traditional
from tests.distill.test_command import ARTICLE
from tests.running import inside

HAN = re.compile(r"[\u3400-\u9fff]+")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "film.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    return tmp_path


def han(text: str) -> set[str]:
    return set(HAN.findall(text))


def test_in_english_only_what_the_article_says_is_chinese(folder: Path) -> None:
    done = inside("distill", "film.txt", "--out", "film", "--lang", "en", cwd=folder)
    assert done.returncode == 0
    topics = yaml.safe_load((folder / "film/topics.yaml").read_text(encoding="utf-8"))
    words = {"费一舟", "葛青"}
    words |= {topic["id"] for topic in topics["topics"]} | {motion["text"].strip("？") for motion in topics["motions"]}
    assert han(done.stdout + done.stderr) == words
    assert "new people: 2" in done.stdout
    assert "statements found" in done.stderr
    again = inside("distill", "film.txt", "--out", "film", "--lang", "en", cwd=folder)
    assert "Nothing changed in film" in again.stdout
    strict = inside("distill", "film.txt", "--out", "strict", "--confidence", "0.97", "--lang", "en", cwd=folder)
    assert re.search(r"Left out: (\d) \(not sure enough: \1\)", strict.stdout)
    assert f'yuanzhuo debate "{topics["motions"][0]["text"]}"' in done.stdout
    assert han(again.stdout) == set() and han(strict.stdout) == words


def test_in_english_the_files_are_the_same_as_in_chinese(folder: Path) -> None:
    for language in ("en", "zh-CN", "zh-TW"):
        assert inside("distill", "film.txt", "--out", language, "--lang", language, cwd=folder).returncode == 0
    files = {path.relative_to(folder / "en") for path in (folder / "en").rglob("*") if path.is_file()}
    assert len(files) >= 5
    for file in files:
        for language in ("zh-CN", "zh-TW"):
            assert (folder / language / file).read_bytes() == (folder / "en" / file).read_bytes(), file


def test_in_traditional_no_simplified_character_stands_in_the_frame(folder: Path) -> None:
    done = inside("distill", "film.txt", "missing.txt", "empty.txt", "--out", "film", "--lang", "zh-TW", cwd=folder)
    said = done.stdout + done.stderr
    assert "新話題" in said and "沒有這個檔案" in said
    assert said == to_traditional(said)
    assert said != to_simplified(said)


@pytest.mark.parametrize(
    ("what", "english"),
    [
        ("missing.txt", "there is no such file"),
        ("empty.txt", "there is no text in it"),
        ("noise.txt", "no text file, or of an unknown encoding"),
        (".", "this is a folder"),
    ],
)
def test_what_cannot_be_read_is_told_in_english_too(folder: Path, what: str, english: str) -> None:
    done = inside("distill", what, "--lang", "en", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert english in done.stderr
    assert han(done.stderr) == set()


@pytest.mark.parametrize("arguments", [("distill",), ("distill", "film.txt", "--published", "x"), ("card", "import", "none.png")])
def test_refusals_are_told_in_english_too(folder: Path, arguments: tuple[str, ...]) -> None:
    done = inside(*arguments, "--lang", "en", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() and han(done.stderr) - {"文章"} == set()


def test_a_bad_card_is_told_in_english_too(folder: Path) -> None:
    (folder / "card.json").write_text("{]", encoding="utf-8")
    done = inside("card", "import", "card.json", "--lang", "en", cwd=folder)
    assert done.returncode == 1
    assert "no character card" in done.stderr and han(done.stderr) == set()


def test_the_environment_and_the_configuration_choose_the_language_too(folder: Path) -> None:
    assert "there is no such file" in inside("distill", "none", cwd=folder, YUANZHUO_LANG="en").stderr
    (folder / "config.yaml").write_text("language: zh-TW\n", encoding="utf-8")
    assert "沒有這個檔案" in inside("distill", "none", cwd=folder).stderr
    assert "there is no such file" in inside("distill", "none", cwd=folder, YUANZHUO_LANG="en").stderr
    refused = inside("distill", "none", "--lang", "fr", cwd=folder)
    assert refused.returncode == 1 and "zh-CN" in refused.stderr


