"""`yuanzhuo distill` and `card` as typed at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.distill_cli import register
from bot.errors import RequestError

ARTICLE = """胶片回潮
2024-03-05
冲印店老板费一舟认为，胶片值得看好，年轻人愿意排队。
“胶片成本太贵，我不看好。”摄影师葛青说。
店里没有人说话。
“这卷拍坏了，扔了吧。”
"""


def app() -> typer.Typer:
    out = typer.Typer()
    out.command("nothing")(lambda: None)
    register(out)
    return out


def typed(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app(), list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "film.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_statements_as_json_have_the_documented_fields_and_hold_their_slices(article: Path) -> None:
    code, out = typed("distill", str(article), "--statements", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    fields = "file start end line text kind second_hand speaker speaker_surface cue rule confidence"
    assert all(list(r) == fields.split() for r in rows)
    assert all(ARTICLE[r["start"] : r["end"]] == r["text"] for r in rows)
    assert [r["speaker"] for r in rows[:2]] == ["费一舟", "葛青"]
    assert all(r["file"] == "film.txt" for r in rows)


def test_a_threshold_keeps_only_what_is_surer(article: Path) -> None:
    _, every = typed("distill", str(article), "--statements", "--json", "--all")
    _, sure = typed("distill", str(article), "--statements", "--json", "--confidence", "0.9999")
    assert len(sure.splitlines()) < len(every.splitlines())
    assert all(json.loads(line)["confidence"] >= 0.95 for line in sure.splitlines())


def test_one_command_writes_what_the_next_can_use_and_a_second_run_says_nothing_changed(article: Path) -> None:
    code, out = typed("distill", str(article), "--out", "film")
    assert code == 0
    assert "新人物 2 个" in out
    assert "胶片值得看好吗？" in out
    assert Path("config.yaml").read_text(encoding="utf-8").count("film") == 2
    assert "没有变化" in typed("distill", str(article), "--out", "film")[1]


def test_one_bad_article_does_not_keep_the_others_out(article: Path) -> None:
    code, out = typed("distill", "none.txt", str(article), "--out", "film")
    assert code == 1
    assert "没有这个文件" in out
    assert Path("film/fei-yizhou.yaml").exists()


def test_the_same_text_under_two_names_is_read_once(article: Path) -> None:
    Path("copy.txt").write_text(ARTICLE, encoding="utf-8")
    code, out = typed("distill", str(article), "copy.txt", "--out", "film")
    assert code == 0
    assert "新立场 2 条" in out and "同一篇" in out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("http://example.com/a.html",), "--url http://example.com/a.html"),
        (("film.txt", "--json"), "--statements"),
        (("film.txt", "--out", "film.txt"), "要写一个文件夹"),
        (("film.txt", "--published", "2024-02-30"), "2024-05"),
        (("/dev/zero",), "20 MB"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_a_way_out(article: Path, words: tuple[str, ...], hint: str) -> None:
    if words[0].startswith("/dev") and not Path(words[0]).exists():
        pytest.skip("no such device here")
    try:
        code, said = typed("distill", *words)
    except RequestError as error:
        code, said = 1, str(error)
    assert code == 1
    assert hint in said
    assert not list(article.parent.glob("personas/*"))


def test_an_article_in_which_nobody_speaks_is_told_apart_from_one_the_rules_are_unsure_of(article: Path) -> None:
    Path("weather.txt").write_text("今天天气不错。\n", encoding="utf-8")
    assert "没有找到谁说了什么" in typed("distill", "weather.txt")[1]
    assert "--statements --all" in typed("distill", str(article), "--confidence", "1", "--out", "none")[1]


def test_what_to_type_next_names_the_configuration_that_has_these_people(article: Path) -> None:
    first = typed("distill", str(article), "--out", "film")[1]
    assert 'yuanzhuo debate "胶片值得看好吗？"\n' in first
    assert "paths.personas" in typed("distill", str(article), "--out", "other")[1]
    assert "--config there/config.yaml" not in first
    Path("config.yaml").unlink()
    assert 'yuanzhuo debate "胶片值得看好吗？" --config there/config.yaml' in typed("distill", str(article), "--out", "there/film")[1]


def test_no_article_and_a_wrong_date_are_told(article: Path) -> None:
    with pytest.raises(RequestError, match="--url"):
        typed("distill")
    with pytest.raises(RequestError, match="2024-05"):
        typed("distill", str(article), "--published", "昨天")


def test_a_distilled_persona_goes_out_as_a_card_and_comes_back(article: Path) -> None:
    typed("distill", str(article), "--out", "film")
    assert "费一舟" in typed("card", "export", "费一舟", "--png")[1]
    code, out = typed("card", "import", "fei-yizhou.png", "--out", "other")
    assert code == 0
    assert "fei-yizhou.yaml" in out
