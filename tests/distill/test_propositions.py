"""What is disputed about a thing, and on which side a sentence stands."""

from __future__ import annotations

import pytest

from bot.distill.propositions import FRAMES, act_on, entering, frame_for, read, stance_toward
from bot.distill.topics import DraftTopic, Utterance, draft
from bot.persona.model import Topic

KINDS = [
    ("价格战", "价格战利大于弊", "价格战利大于弊吗？"),
    ("内卷", "内卷利大于弊", "内卷利大于弊吗？"),
    ("限购", "限购应该继续", "限购应该继续吗？"),
    ("房价", "房价还会上涨", "房价还会上涨吗？"),
    ("楼市", "楼市正在回暖", "楼市正在回暖吗？"),
    ("茶饮创业", "茶饮创业还有机会", "茶饮创业还有机会吗？"),
    ("盒饭进校园", "盒饭进校园是可以的", "盒饭进校园合适吗？"),
    ("重启老厂", "应该重启老厂", "该不该重启老厂？"),
    ("充电桩", "充电桩值得看好", "充电桩值得看好吗？"),
]


@pytest.mark.parametrize(("term", "proposition", "motion"), KINDS)
def test_a_proposition_fits_the_kind_of_thing(term: str, proposition: str, motion: str) -> None:
    topic = DraftTopic(term, (term,))
    assert (topic.proposition, topic.motion) == (proposition, motion)
    assert topic.negation != topic.proposition


@pytest.mark.parametrize("term", [k[0] for k in KINDS])
def test_a_drafted_proposition_is_known_again_in_a_later_run(term: str) -> None:
    frame = frame_for(term)
    assert read(frame.proposition.format(term)) == (frame, term)


def test_a_proposition_that_a_human_wrote_is_not_taken_for_ours() -> None:
    assert read("换电站三年内会收回成本") is None
    assert len({f.key for f in FRAMES}) == len(FRAMES)


STANCES = [
    # the word and the thing in one sentence
    ("充电桩", "充电桩是一门好生意。", 1),
    ("充电桩", "充电桩很难赚钱，九成都在亏损。", -1),
    ("充电桩", "充电桩的选址要看电网。", 0),
    # a word about something else
    ("充电桩", "加油站很难赚钱。", 0),
    ("充电桩", "会场的咖啡没有意义。充电桩的事明天再谈。", 0),
    # turned round
    ("充电桩", "充电桩并不是没有机会。", 0),
    ("充电桩", "充电桩谈不上成熟，也不值得投。", -1),
    # both sides, conditions, questions, somebody else's view, one kind only
    ("价格战", "价格战既是好事也是坏事。", 0),
    ("充电桩", "如果电价不降，充电桩就会亏损。", 0),
    ("充电桩", "就算充电桩有泡沫，也是美丽的泡沫。", 0),
    ("充电桩", "充电桩值不值得投，要看是不是有车。", 0),
    ("充电桩", "柏小川认为充电桩很难赚钱。", 0),
    ("充电桩", "垂直充电桩很难赚钱。", 0),
    ("充电桩", "并非否定充电桩的机会。", 0),
    # quarrels: what is said of the thing if it goes on counts
    ("价格战", "如果价格战再打下去，质量风险谁也担不起。", -1),
    ("价格战", "只有没有水平的商家才打价格战，这样很难生存。", -1),
    ("价格战", "价格战不利于服务，最后没有赢家。", -1),
    ("价格战", "价格战是好事，能促进升级。", 1),
    ("价格战", "适度降价是正常现象，但价格战会挤压利润。", -1),
    ("内卷", "要敢于对内卷说不。", -1),
    # prices, markets, measures, chances, places
    ("房价", "房价还会涨，底部已经出现。", 1),
    ("房价", "房价难以上涨，明年继续下跌。", -1),
    ("楼市", "楼市转暖的迹象很清楚。", 1),
    ("楼市", "楼市成交低迷，短期不会回暖。", -1),
    ("打房", "打房是无效的，只会扭曲市场。", -1),
    ("打房", "打房政策显现效果，不应放松。", 1),
    ("茶饮创业", "茶饮创业的窗口期已过，小店没有机会。", -1),
    ("盒饭进校园", "不反对盒饭，但反对现在让盒饭进入校园。", -1),
    ("重启老厂", "支持重启老厂，电力会更稳定。", 1),
    ("重启老厂", "重启老厂、修路、加薪，这三件事是各自独立的。", 0),
    ("重启老厂", "应该取消重启老厂的投票。", 0),
    ("打破年龄门槛", "倡导全社会打破年龄门槛。", 1),
    ("打破年龄门槛", "年龄门槛有着巨大的负面影响。", 0),
    ("打破年龄门槛", "反对打破年龄门槛，企业会不堪负荷。", -1),
    ("重启老厂", "老厂设备老化，重启难以确保安全。", -1),
]


MORE_WORDS = {
    "重启老厂": ("老厂", "老厂重启"),
    "打破年龄门槛": ("年龄门槛",),
    "盒饭进校园": ("校园",),
    "茶饮创业": ("茶饮", "创业"),
}


@pytest.mark.parametrize(("term", "text", "side"), STANCES)
def test_a_side_is_taken_only_where_it_is_safe(term: str, text: str, side: int) -> None:
    assert stance_toward(term, (term, *MORE_WORDS.get(term, ())), text) == side


def test_what_is_done_to_what_is_found_in_either_order() -> None:
    texts = ["老厂重启公投在即", "应该重启老厂", "老厂重启不合适", "要求重启老厂的人更多"]
    assert act_on(texts) == "重启老厂"
    assert act_on(texts[:2]) == ""


def test_something_coming_to_a_place_is_one_subject() -> None:
    texts = ["反对盒饭进校园", "盒饭进入校园要谨慎", "盒饭很便宜"]
    assert entering(["盒饭"], texts) == "盒饭进校园"
    assert entering(["盒饭"], texts[1:]) == ""


def utterances(*texts: str) -> list[Utterance]:
    return [Utterance(n, f"说话人{n}", text, "a") for n, text in enumerate(texts)]


def test_people_places_organisations_and_loaded_words_are_no_topics() -> None:
    topics, _ = draft(
        utterances("柏小川说的海州银行仍然不懂充电桩。", "海州银行对充电桩的恶性竞争负责。", "柏小川和海州银行都在做充电桩。"),
        ["海州银行与充电桩"],
        {"柏小川", "海州银行"},
    )
    assert [t.term for t in topics] == ["充电桩"]


def test_a_word_the_dictionary_lacks_is_put_together_from_its_parts() -> None:
    topics, _ = draft(utterances("预制菜很方便。", "预制菜不新鲜。", "预制菜要标明。", "学校食堂不要预制菜。"), ["预制菜之争"])
    assert topics[0].term == "预制菜"


def test_two_names_of_one_market_are_one_topic() -> None:
    topics, chosen = draft(utterances("房市正在回暖。", "楼市还在低迷。", "房市不会好转。", "楼市趋稳。"), ["楼市与房市"])
    assert len([t for t in topics if t.term in ("房市", "楼市")]) == 1
    assert {chosen[n].term for n in range(4)} <= {"房市", "楼市"}
    assert topics[0].two_sided


def test_what_does_not_name_the_thing_has_no_side_toward_it() -> None:
    _, chosen = draft(utterances("价格战没有赢家。", "价格战是好事。", "天气很难预料，亏损难免。"), ["价格战"])
    assert chosen[2].term == "价格战"
    assert chosen[2].stance("天气很难预料，亏损难免。") == 0


def test_starting_a_business_on_the_thing_is_a_subject_of_its_own() -> None:
    topics, _ = draft(
        utterances("茶饮创业没有机会。", "做茶饮的创业公司机会很大。", "茶饮创业者应该等一等。", "茶饮成本太高。"), ["茶饮"]
    )
    assert any(t.proposition.endswith("还有机会") for t in topics)


def test_a_topic_that_a_human_reworded_takes_no_stance_from_us() -> None:
    from bot.distill.topics import drafted

    ours = Topic(id="价格战", proposition="价格战利大于弊", words=("价格战",))
    theirs = ours.replaced(proposition="价格战会在一年内结束")
    assert drafted(ours) is not None
    assert drafted(theirs) is None
