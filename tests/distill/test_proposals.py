"""Proposals put into drafts: who stands where, on which words, and never on both sides."""

from __future__ import annotations

from bot.distill.drafts import Drafts, make
from bot.distill.proposals import Proposals, Restatement
from bot.distill.reading import place_of
from bot.distill.text import Text

ARTICLE = """换电站的账
2024-03-05
车企创始人程砚秋认为，换电站值得看好，用户愿意为它多付钱。
程砚秋还说，换电站在县城的选址比加油站麻烦得多。
“换电站在冬天要多备一倍的电池。”运营商魏东楼说。
"""


def drafted(**stances: int) -> tuple[Drafts, Proposals]:
    """The drafts with a model's stances on the passages that have these words (first two characters after 换电站)."""
    text = Text(ARTICLE, "a.txt")
    plain = make([text])
    topics = {t.term: t.proposition for t in plain.topics}
    proposals = Proposals()
    for persona in plain.personas:
        for p in persona.positions:
            for words, stance in stances.items():
                if words in p.statement.text:
                    place = place_of(p.source.sha256, p.statement)
                    proposals.restated[place] = Restatement(stance=stance, words=words, on=(p.topic, topics[p.topic]))
    return make([text], reading=proposals), proposals


def sides(drafts: Drafts) -> dict[str, set[int]]:
    return {persona.name: {p.stance for p in persona.positions} - {0} for persona in drafts.personas}


def test_the_rules_alone_know_one_side() -> None:
    assert sides(drafted()[0]) == {"程砚秋": {1}, "魏东楼": set()}


def test_a_side_on_words_of_the_passage_is_taken_and_marked() -> None:
    drafts, proposals = drafted(多备一倍的电池=-1)
    assert sides(drafts) == {"程砚秋": {1}, "魏东楼": {-1}}
    (position,) = next(p for p in drafts.personas if p.name == "魏东楼").positions
    assert position.by_model == ("stance",) and position.shown_by == "多备一倍的电池"
    assert proposals.accepted["stance"] == 1 and drafts.motions()


def test_nobody_is_put_on_both_sides_of_a_topic() -> None:
    drafts, proposals = drafted(麻烦得多=-1)
    assert sides(drafts) == {"程砚秋": {1}, "魏东楼": set()}
    assert proposals.refused["stance"] == 1 and not proposals.accepted["stance"]


def test_what_agrees_with_the_same_persons_own_is_taken() -> None:
    drafts, proposals = drafted(麻烦得多=1)
    assert sides(drafts)["程砚秋"] == {1} and proposals.accepted["stance"] == 1
