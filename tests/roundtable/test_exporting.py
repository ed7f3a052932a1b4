"""Debates as pages: everything said is on them, links lead somewhere, and strangers' words stay words."""

import html
import json
import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser

import pytest

from bot.debate.events import Interjected, PhaseBegan
from bot.debate.measures import measure
from bot.lang import in_language
from bot.roundtable.exporting import as_html, as_json, as_markdown, measure_rows
from bot.roundtable.page import build_page
from tests.debate.driving import debate, formats, library

NASTY = '<script>alert(1)</script> {{ 7*7 }} [点我](javascript:alert(1)) " onmouseover=x ` |'
ON = (("通用大模型创业", 1), ("创业机会", 1))


@lru_cache(maxsize=1)
def played():
    """A 标准 debate in which somebody in the room says something nasty."""
    who = [p for p in library().personas if p.name in ("朱啸虎", "傅盛")]
    said = []

    def between(state):
        if len(state.turns) == 3 and not said:
            said.append(True)
            return [Interjected(NASTY, NASTY)]
        return []

    records, _, table = debate("创业公司该不该做大模型？", formats()["标准"], who, ON, between=between)
    return records, measure(records, table)


class Html(HTMLParser):
    """Collects ids, addresses and tags, and holds every tag to its end."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.open = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attributes = dict(attrs)
        assert not any(name.startswith("on") for name in attributes)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW", "en"])
def test_every_link_of_the_page_leads_to_a_place_on_it_or_to_an_article(language):
    records, measures = played()
    page = Html(as_html(records, measures, library().sources, language))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    addresses = {s.url for s in library().sources.sources if s.url}
    inside = [link for link in page.links if link.startswith("#")]
    assert len(inside) > 50
    assert {link[1:] for link in inside} <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} <= addresses


def test_the_page_fetches_nothing_and_runs_nothing():
    records, measures = played()
    text = as_html(records, measures, library().sources, "zh-CN")
    page = Html(text)
    assert not page.tags & {"script", "img", "link", "iframe", "object", "form", "video"}
    assert "url(" not in text
    assert "@import" not in text
    assert "&lt;script&gt;" in text
    assert "{{ 7*7 }}" in text


@pytest.mark.parametrize("make", [as_html, as_markdown])
def test_every_turn_and_every_cited_article_is_on_the_page(make):
    records, measures = played()
    text = make(records, measures, library().sources, "zh-CN")
    plain = html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\\", "")
    for record in records:
        if record.event.type == "turn":
            assert record.event.text in plain
            for citation in record.event.citations:
                assert library().sources.by_id[citation.source].title in plain


def test_each_mark_in_a_turn_leads_to_its_own_citation():
    records, measures = played()
    page = build_page(records, measures, library().sources, "zh-CN")
    turns = [b for b in page.blocks if b.kind == "turn" and b.citations]
    assert turns
    for block in turns:
        marks = [piece.n for piece in block.pieces if piece.n]
        assert marks == [note.n for note in block.citations]
        rebuilt = "".join(f"[{piece.n}]" if piece.n else piece.text for piece in block.pieces)
        assert rebuilt == block.text


def test_a_turn_names_who_it_answers_and_who_answers_it():
    records, measures = played()
    page = build_page(records, measures, library().sources, "zh-CN")
    by_seq = {b.seq: b for b in page.blocks if b.seq}
    answering = [b for b in page.blocks if b.target]
    assert len(answering) > 5
    for block in answering:
        assert block.target.name in ("朱啸虎", "傅盛", NASTY)
        assert block.seq in [link.seq for link in by_seq[block.target.seq].answered_by]


def test_articles_list_each_place_once_with_all_turns_that_cite_it():
    records, measures = played()
    page = build_page(records, measures, library().sources, "zh-CN")
    listed = sum(len(p.turns) for a in page.articles for p in a.passages)
    cited = {
        (r.seq, c.source, c.line, c.speaker, c.reported_by or c.kind)
        for r in records
        if r.event.type == "turn"
        for c in r.event.citations
    }
    assert listed == len(cited)
    for article in page.articles:
        assert len({p.text for p in article.passages}) == len(article.passages)


def test_nothing_of_a_stranger_is_markdown():
    records, measures = played()
    text = as_markdown(records, measures, library().sources, "zh-CN")
    assert "<script>" not in text
    assert "](javascript" not in text


def test_every_measure_that_is_taken_has_a_name_a_figure_and_a_meaning():
    records, measures = played()
    page = build_page(records, measures, library().sources, "en")
    assert len(page.measures) == len(measures) - 1  # repetition_mean is for benches
    assert all(m.label and m.value and m.meaning for m in page.measures)
    rows = dict(measure_rows(measures, "zh-CN"))
    assert rows["发言数"] == str(measures["turns"])
    assert rows["切题"] == f"{measures['topicality']:.0%}"


def test_the_json_holds_every_event_in_order():
    records, measures = played()
    data = json.loads(as_json(records, measures))
    assert [e["seq"] for e in data["events"]] == [r.seq for r in records]
    assert data["measures"] == measures


def test_an_unknown_source_is_named_rather_than_left_out():
    records, measures = played()
    from bot.persona.model import Sources

    page = build_page(records, measures, Sources(sources=()), "zh-CN")
    assert {a.title for a in page.articles} <= set(library().sources.by_id)
    assert page.articles
    assert "zimubang-2023" in as_html(records, measures, Sources(sources=()), "zh-CN")


def test_readers_of_traditional_get_windows_of_time_and_names_in_their_script():
    records, measures = played()
    text = as_html(records, measures, library().sources, "zh-TW")
    assert "朱嘯虎" in text
    assert "朱啸虎（" not in text
    assert in_language("zh-TW", "通用大模型的窗口都已经关上") == "通用大模型的窗口都已經關上"


def test_a_phase_in_which_nobody_speaks_has_no_heading():
    records, measures = played()
    at = next(i for i, r in enumerate(records) if isinstance(r.event, PhaseBegan) and i > 3)
    empty = replace(records[at], event=PhaseBegan(records[at].event.index, "没人说话的一段"))
    texts = [b.text for b in build_page([*records[:at], empty, *records[at:]], measures, library().sources, "zh-CN").blocks if b.kind == "phase"]
    assert texts == [b.text for b in build_page(records, measures, library().sources, "zh-CN").blocks if b.kind == "phase"]
    assert len(texts) >= 4


def test_a_citation_of_an_article_without_an_outlet_names_its_title():
    source = library().sources.sources[0]
    assert source.house == source.outlet
    assert source.model_copy(update={"outlet": "未注明", "title": "夜市的灯"}).house == "《夜市的灯》"
    assert len(source.model_copy(update={"outlet": "未注明", "title": "灯" * 60}).house) == 18
