"""Who becomes a persona, what of them is told, and who becomes none."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from bot import yamlfile
from bot.distill.drafts import Drafts, make, statements_of
from bot.distill.identity import clean_role, surname_only
from bot.distill.sourcing import source_of
from bot.distill.statements import read_article
from bot.distill.text import Text
from bot.distill.voices import OPENERS, voice_yaml
from bot.distill.writer import Folder
from bot.distill.yamltext import source_yaml
from bot.persona.files import load_library


def drafts(*articles: str) -> Drafts:
    return make([Text(a, f"a{n}.txt") for n, a in enumerate(articles)])


def names(*articles: str) -> dict[str, str]:
    return {p.name: p.kind for p in drafts(*articles).personas}


@pytest.mark.parametrize("crowd", ["网友", "有人", "业内人士", "很多摊主", "专家", "理事们", "其他网友", "业者"])
def test_nobody_in_particular_becomes_no_persona(crowd: str) -> None:
    article = f"夜市之争\n2024-03-05\n街道办主任白露认为，夜市应该开到十二点。\n{crowd}认为，夜市应该早点收摊，不能扰民。\n"
    assert names(article) == {"白露": "public_figure"}


def test_somebody_described_and_somebody_with_a_surname_alone_are_of_their_article() -> None:
    one = "夜市之争\n2024-03-05\n一位水果摊主说，“夜市不能只靠游客。”\n陈先生认为，夜市应该早点收摊。\n"
    two = "早市之争\n2024-03-06\n一位水果摊主说，“早市比夜市更赚钱。”\n陈先生认为，早市不应该取消。\n"
    found = drafts(one, two)
    assert [p.kind for p in found.personas] == ["anonymous"] * 4
    assert all(len({q.source.id for q in p.positions}) == 1 for p in found.personas)


def test_a_person_with_a_full_name_is_one_across_articles() -> None:
    one = "夜市之争\n2024-03-05\n街道办主任白小露认为，夜市应该开到十二点。\n"
    two = "夜市續篇\n2024-03-09\n白小露表示，攤位費不能再漲。\n"
    (only,) = drafts(one, two).personas
    assert len(only.positions) == 2


def test_the_same_said_in_two_articles_is_one_position_with_two_pieces_of_evidence(tmp_path: Path) -> None:
    one = "夜市之争\n2024-03-05\n街道办主任白小露认为，夜市应该开到十二点，老街才有人气。\n"
    two = "夜市續篇\n2024-03-09\n白小露認為，夜市應該開到十二點，老街才有人氣。\n"
    (only,) = drafts(one, two).personas
    assert len(only.positions) == 1 and len(only.positions[0].more) == 1
    folder = tmp_path / "p"
    for _ in range(2):
        opened = Folder(folder)
        opened.add(drafts(one, two))
        opened.save()
    (persona,) = load_library(folder).personas
    assert [len(p.evidence) for p in persona.positions] == [2]
    assert len({e.source for e in persona.positions[0].evidence}) == 2


def test_what_a_later_run_finds_said_already_is_not_added_again(tmp_path: Path) -> None:
    one = "夜市之争\n2024-03-09\n街道办主任白小露认为，夜市应该开到十二点，老街才有人气。\n"
    two = "夜市續篇\n2024-03-05\n白小露認為，夜市應該開到十二點，老街才有人氣。\n"
    for article, name in ((one, "a.txt"), (two, "b.txt"), (two, "b.txt")):
        opened = Folder(tmp_path / "p")
        opened.add(make([Text(article, name)], opened.topics.topics))
        opened.save()
    (persona,) = load_library(tmp_path / "p").personas
    assert len(persona.positions) == 1


def test_a_paper_that_only_reports_numbers_holds_nothing() -> None:
    article = "夜市之争\n2024-03-05\n街道办主任白露认为，夜市应该开到十二点。\n海州统计局数据显示，三月摊位数同比增加120个。\n"
    found = drafts(article)
    assert {p.name for p in found.personas} == {"白露"}
    assert "figures" in {reason for _, reason in found.left_out}


def test_statements_that_cannot_stand_alone_are_left_out_with_their_reason() -> None:
    article = "夜市之争\n2024-03-05\n“这是老街的命根子。”白露说。\n“感谢各位今天到来。”白露说。\n白露说，夜市应该开到十二点。\n"
    found = drafts(article)
    assert sum(len(p.positions) for p in found.personas) == 1
    assert {"dangling", "courtesy"} <= {reason for _, reason in found.left_out}


def test_the_reporter_of_the_byline_is_not_the_speaker_of_the_article() -> None:
    article = "夜市之爭\n〔記者白小露／海州報導〕夜市將在週六開張，主辦單位呼籲，大家投下支持票。\n"
    settled = statements_of(read_article(Text(article, "a.txt")))
    assert all(s.speaker != "白小露" for s in settled)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("同样在做夜市的老街创始人", "老街创始人"),
        ("刷到知名投资人", "投资人"),
        ("家夜市公司的总经理", "一家夜市公司的总经理"),
        ("该公司负责人", ""),
        ("海州夜市协会会长", "海州夜市协会会长"),
        ("金河创投白小露与老街创始人", "老街创始人"),
        ("总裁", ""),
    ],
)
def test_a_role_is_told_without_scraps_of_its_sentence(printed: str, told: str) -> None:
    assert clean_role(printed, {"白小露"}) == told


@pytest.mark.parametrize(("name", "alone"), [("陈先生", True), ("老王", True), ("李总", True), ("白小露", False), ("海州夜市", False)])
def test_a_surname_alone_is_no_name(name: str, alone: bool) -> None:
    assert surname_only(name) is alone


def test_two_personas_of_one_article_do_not_sound_alike_and_a_second_run_sounds_the_same() -> None:
    voices = {voice_yaml(f"bai-{n}") for n in range(12)}
    assert len(voices) == 12
    assert voice_yaml("bai-lu") == voice_yaml("bai-lu")
    assert all(o.endswith(("，", "。")) for o in OPENERS)


OPENING = "夜市开张了，街坊不高兴，摊主也不高兴，谁都没有想到会这样收场。\n"
LONG_AGO = "正文写到二十多年前的2001年3月4日，那时候老街还没有路灯，晚上没有人愿意从那里走过去买东西，更没有人摆摊。\n"
HEADS = [
    ("夜市之争\n2024年3月5日\n正文里说到2019年1月的事。\n", "夜市之争", "2024-03-05", True),
    (f"记者白小露／海州报道\n{OPENING}", "夜市开张了，街坊不高兴", "2024", False),
    (f"来源：老街日报\n夜市之争\n{LONG_AGO}", "夜市之争", "2024", False),
]


@pytest.mark.parametrize(("article", "title", "published", "dated"), HEADS)
def test_title_and_date_are_the_pages_own_and_an_undated_page_says_so(article: str, title: str, published: str, dated: bool) -> None:
    text = Text(article, "a.txt")
    source = source_of(text, read_article(text), today=datetime.date(2024, 5, 1))
    assert (source.published, source.dated) == (published, dated)
    assert source.title.startswith(title[:12])


def test_an_undated_source_is_shown_as_one_and_loads(tmp_path: Path) -> None:
    opened = Folder(tmp_path / "p")
    opened.add(drafts("夜市之争\n街道办主任白小露认为，夜市应该开到十二点。\n"))
    opened.save()
    (source,) = load_library(tmp_path / "p").sources.sources
    assert not source.dated
    assert source.when == "日期不详"
    assert "dated: false" in (tmp_path / "p" / "sources.yaml").read_text(encoding="utf-8")


def test_a_hash_that_looks_like_a_number_is_written_as_text() -> None:
    source = source_of(Text("夜市之争\n", "a.txt"), read_article(Text("夜市之争\n", "a.txt")))
    for sha in ("0b" + "1" * 62, "12e" + "4" * 61, "7" * 64):
        written = source_yaml("a", "a.txt", replace(source, sha256=sha))
        (entry,) = yamlfile.load_text("sources:\n" + written, "t.yaml").data["sources"]
        assert entry["sha256"] == sha


def test_a_labelled_quotation_that_closes_gives_its_speaker_nothing_of_what_follows() -> None:
    article = (
        "夜市之爭\n\n劉女士：「夜市太吵，我晚上睡不著。」\n\n陳先生：「夜市有人氣，我喜歡。」\n\n"
        "夜市去年開張，引來不少投訴，市政署上月發出三張罰單，攤主至今沒有一人繳交。\n\n攤主會長韓小輝：「有了規矩以後，夜市會更好。」\n"
    )
    statements = read_article(Text(article, "a.txt")).statements
    assert not any("罰單" in s.text for s in statements)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("来源：老街日报", "老街日报"),
        ("本文来自微信公众号：老街观察", "老街观察"),
        ("夜市开张，来自全市百余家摊主都到了。", "未注明"),
        ("2023-09-23 15:22 来源：\n导读 夜市", "未注明"),
    ],
)
def test_an_outlet_is_one_that_the_page_names_as_such(head: str, outlet: str) -> None:
    text = Text(f"夜市之争\n{head}\n{OPENING}", "a.txt")
    assert source_of(text, read_article(text)).outlet == outlet
