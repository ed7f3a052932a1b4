"""Which sentences are positions by themselves, and what a claim keeps of a passage."""

from __future__ import annotations

import pytest

from bot.distill.standing import Fault, fault
from bot.distill.statements import Statement, extract
from bot.distill.text import Text
from bot.distill.wording import Worded, keywords_of, modality, same, worded

FAULTS: list[tuple[str, Fault | None]] = [
    ("这是最后一次机会了。", "dangling"),
    ("这种现象以后还会更多。", "dangling"),
    ("它比去年便宜了一半。", "dangling"),
    ("对此必须有个说法。", "dangling"),
    ("也不像别的店那么讲究。", "dangling"),
    ("是整条街的转折点。", "dangling"),
    ("与租金和人工有关。", "dangling"),
    ("早市我不去了，那的确没意思。", "dangling"),
    ("这轮涨租迟早会停下来。", None),
    ("其中一半的摊位应该留给本地人。", None),
    ("谢谢大家来捧场。", "courtesy"),
    ("今天我很开心。", "courtesy"),
    ("夜市还能开多久呢？", "question"),
    ("难道要把摊子都搬到河边去吗", "question"),
    ("2019年底。", "vague"),
    ("热闹的夜晚。", "fragment"),
    ("三月二日，街道办主任白露表示。", "fragment"),
    ("昨天我去看了三个摊位。", "own_story"),
    ("夜市管理公司成立于2012年。", "news"),
    ("夜市不能只靠游客，街坊才是根本。", None),
    ("能够留下来的摊主都有回头客。", None),
]


@pytest.mark.parametrize(("sentence", "found"), FAULTS)
def test_a_sentence_says_why_it_cannot_stand_alone(sentence: str, found: Fault | None) -> None:
    assert fault(sentence) == found


def said(speech: str) -> Statement:
    (one,) = [s for s in extract(Text(f"夜市之争\n“{speech}”摊主协会会长白露说。\n", "a.txt")) if s.kind == "direct"]
    return one


def reported(clause: str) -> Statement:
    found = [s for s in extract(Text(f"夜市之争\n摊主协会会长白露认为，{clause}。\n", "a.txt")) if s.kind == "indirect"]
    return found[0]


@pytest.mark.parametrize(
    ("speech", "claim"),
    [
        ("我觉得夜市应该开到十二点。", "夜市应该开到十二点。"),
        ("说实话，我们要学会跟邻居商量。", "要学会跟邻居商量。"),
        ("对于老街来说，夜市是命根子。", "对于老街来说，夜市是命根子。"),
        ("摊位太挤了,谁来负责呢?", "摊位太挤了。"),
        ("谢谢各位。夜市不能没有规矩。", "夜市不能没有规矩。"),
        ("我去年摆过摊。夜市必须有统一的垃圾站。", "夜市必须有统一的垃圾站。"),
        ("整条街的生意我认为是变好了。", "整条街的生意是变好了。"),
        ("你看现在夜市比商场更有人气。", "现在夜市比商场更有人气。"),
        ("吵鬧意味著人氣，這一點不必諱言。", "吵闹意味着人气，这一点不必讳言。"),
    ],
)
def test_a_claim_is_what_stands_alone_in_the_passage(speech: str, claim: str) -> None:
    made = worded(said(speech))
    assert (made.fault, made.claim) == (None, claim)


def test_the_subject_of_a_later_clause_is_never_lost_with_the_pronoun() -> None:
    made = worded(said("夜市是我最不愿意提的话题，因为我是被赶出来的。"))
    assert made.claim == "夜市是自己最不愿意提的话题，因为自己是被赶出来的。"
    assert made.says == "夜市是我最不愿意提的话题，因为我是被赶出来的。"
    assert "们的" not in worded(said("现在涨价了，我们的摊位可能保不住。")).claim[:6]


def test_a_persona_says_i_where_a_report_of_it_says_oneself() -> None:
    made = worded(reported("自己不是反对夜市，只是希望早点收摊"))
    assert made.claim.startswith("自己不是反对夜市")
    assert made.says.startswith("我不是反对夜市")
    assert worded(reported("每个摊主都有自己的难处，不应该一刀切")).says == ""


def test_what_somebody_calls_for_stays_a_demand_without_the_narrators_verb() -> None:
    (s,) = [s for s in extract(Text("夜市之争\n摊主协会会长白露呼吁，尽快取消十点关门的规定。\n", "a.txt")) if s.kind == "indirect"]
    assert worded(s).claim == "应尽快取消十点关门的规定。"
    assert worded(reported("取消十点关门的规定并不难")).claim == "取消十点关门的规定并不难。"


def test_a_reason_leaves_the_claim_and_is_not_told_twice() -> None:
    made = worded(reported("夜市应该搬到河边，因为老街的消防通道太窄"))
    assert (made.claim, made.because) == ("夜市应该搬到河边。", "老街的消防通道太窄。")
    assert worded(reported("之所以亏本，是因为租金一年涨了三次")).because is None


def test_a_long_sentence_is_cut_behind_a_clause_that_says_something() -> None:
    long = "夜市的租金去年一年里涨了三次，每一次都没有跟摊主商量过，"
    long += "很多老摊主已经把摊位转给了外面来的人，" * 3
    long += "如果管理方还是不肯坐下来，老街就只剩下招牌了"
    made = worded(reported(long))
    assert len(made.claim) <= 91
    assert not made.claim.rstrip("。").endswith(("如果管理方还是不肯坐下来", "，", "的"))


def test_a_question_alone_makes_no_position_and_nor_does_a_story() -> None:
    assert worded(said("谁愿意半夜还听见炒锅响？")).fault == "question"
    assert worded(reported("有一次拉着三个摊主去了管理处谈了一下午")).fault == "own_story"


def test_the_same_claim_is_known_again_in_other_punctuation_and_script() -> None:
    assert same("夜市应该开到十二点，老街才有人气。", "夜市應該開到十二點，老街才有人氣")
    assert not same("夜市应该开到十二点，老街才有人气。", "夜市应该十点关门，街坊才睡得着。")


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("只有街坊点头，夜市才能开下去。", "assert"),
        ("夜市明年会取代早市。", "predict"),
        ("夜市恐怕撑不到年底。", "hedge"),
        ("如果租金再涨，摊主就会走光。", "conditional"),
    ],
)
def test_a_claim_is_foretold_only_where_it_foretells(claim: str, kind: str) -> None:
    assert modality(claim) == kind


def test_words_that_are_in_every_sentence_are_no_keywords() -> None:
    found = keywords_of("一方面，夜市的垃圾站目前为止几乎没有人管，另一方面，摊位费越来越高。")
    assert {"夜市", "垃圾站"} <= set(found)
    assert not {"一方面", "另一方面", "目前为止", "几乎", "越来越"} & set(found)


def test_every_passage_gives_a_claim_even_one_that_makes_no_position() -> None:
    for passage in ("？", "“”", "我", "……", "它"):
        s = said("夜市不能没有规矩。")
        made = worded(type(s)(**{**{f: getattr(s, f) for f in s.__dataclass_fields__}, "text": passage}))
        assert isinstance(made, Worded) and made.claim


def test_a_claim_does_not_begin_with_whose_it_is() -> None:
    made = worded(reported("自己不看好共享充电站"))
    assert (made.claim, made.says) == ("不看好共享充电站。", "我不看好共享充电站。")
    assert worded(reported("自己动手修车的人越来越少")).claim == "自己动手修车的人越来越少。"
