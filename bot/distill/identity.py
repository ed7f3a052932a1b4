"""Who a statement becomes a persona of: one person under one name, and nobody where the words don't say who it was.

The rules of the article find a speaker; here the whole run is looked at. A name with a scrap of the sentence behind it (某某在论坛)
is the person it begins with; a bare 专家 or 网友 without 一位 before it is everybody and nobody; 陈先生 of one article is not the
next one's.
"""

# ruff: noqa: E501 (patterns read better unbroken)
from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.distill import lexicon
from bot.distill.statements import Statement
from bot.recall import chinese

NOBODY = "没有说明是谁"
CROWD = "说话的是一群人"
UNSURE = "说话的人没有认准"

_SURNAME_ONLY = re.compile(r"(?:[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|太太|某某?|姐|哥|叔|姨|师傅|阿姨|大爷|大妈|同学|老师)|[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff]总)")
_SCRAP = re.compile(r"(?:在|则|从|对|也|还|就|与|和|向|于|发|其|随|通|曾|均|都|今|昨|当|接受|更|并|又|却)")
_LEADING = re.compile(r"^(?:由|到|从|被|据|向|和|与|在|就连|连|现|原|有|而|但)(?=(?:\w{0,6}?)(?:" + lexicon.HEAD + r")$)")
_CROWD = re.compile(
    r".*\d.*[%％成].*|(?:也|还|更|又|都|另|还曾)?有(?:人|声音|观点|分析|评论|报道)|.*(?:们|有声音|等人)$|(?:(?:就|还)?(?:导致|引发|让|使得?)?(?:很多|许多|不少)的?|众多|大量|多数|大多数|绝大多数|部分|一些|有些|某些|其他|其它|其余|各|多位|多名|多家|众|全体|所有|大部分|这些|那些|两|三|几|数|这[两三几]|上述|前述).{1,12}"
    r"|(?:人们|大家|众人|外界|舆论|坊间|市场|行业|业界|业内|圈内|学界|媒体|外媒|内地媒体|陆媒|港媒|台媒|民众|市民|网民|公众|社会|政府|官方|消费者|股民|资本市场)"
)
_BARE = re.compile(r"(?:业内|业界|行业|行业内|圈内|相关|有关|内部|市场|该|这位|那位|上述|前述|多位|某|一线|资深|内地|本地|当地|部分|部份)*(?:人士|专家|学者|分析师|分析|网友|[\u4e00-\u9fff]{0,4}业者|官员|从业者|从业人士|观察者|观察人士|投资人|投资者|创始人|负责人|公司|企业|机构|平台|品牌|记者|报告|数据|部门|员工|工作人员|老板|司机|车主|用户|顾客|客户|家长|学生|居民|市民|村民|人员|销售|中介|理事|卖家|买家|圈|创投圈|投资圈|FA|猎头|评论|警方|校方|院方|店家)")
_ONE = re.compile(r"[一某这那该另][位名个家]|^有(?!些|的|不少|很多|多)|^[他她]")
_SENTENCE = re.compile(r"应该|应当|是(?!光|源)|被(?!裁|投|访)|将|认为|表示|已经|正在|可以|不会|没有|最后的|最大的|如果|因为|[，。；]")
_NO_NAME = re.compile(r"[人者家]$|^(?:到|从|由|被|据|有|该|其|现)[\u4e00-\u9fff]+(?:友|者|人|家|士|员|生|师|客|民)$|^(?:网友|专家|业者)")
_POST = re.compile(
    r"(?:知名|著名|资深|前|现任)?(?:联合|副|执行|首席|高级|创始)*(?:董事长|董事|总裁|总经理|经理|总监|主管|CEO|CTO|COO|CFO|负责人|创始人|创办人|合伙人|主任|主席|院长|会长|所长|部长"
    r"|局长|处长|书记|秘书长|高管|老板|发言人|执行官|代表|记者|编辑|作者|专家)(?:兼\w{2,5})?"
)
"""A post that says nothing without whose it is; a profession (投资人, 律师) does."""


def surname_only(name: str) -> bool:
    """陈先生, 老王, 李总: no name that means the same person in another article."""
    return bool(_SURNAME_ONLY.fullmatch(name))


def organisation(name: str) -> bool:
    """Whether a speaker without a name is a body rather than somebody: 餐饮协会."""
    return bool(re.search(r"(?:协会|学会|商会|联合会|联盟|委员会|研究院|研究所|大学|公司|集团|银行|证券|基金|法院|政府|统计局|部门|中心|俱乐部|工会)$", name))


def _title_stuck(name: str) -> bool:
    """Whether the first character is the last of a title: 副总召|某某某 cut before 召."""
    return len(name) == 4 and name[:2] not in lexicon.COMPOUND and name[0] not in lexicon.SURNAMES and name[1] in lexicon.SURNAMES


def settled(s: Statement, names: Collection[str]) -> tuple[str, str]:
    """(speaker, why not): one of them is empty. `names`: everybody the articles of this run name in full."""
    name = (s.speaker or "").strip("《》「」“” ")
    if s.speaker_kind in ("group", "pronoun"):
        return "", CROWD
    if s.speaker_kind == "person" and _title_stuck(name):
        name = name[1:]
    if s.speaker_kind == "person" and not _NO_NAME.search(name):
        return ("", CROWD) if _CROWD.fullmatch(name) else (name, "")
    for known in (name[:size] for size in range(len(name) - 1, 1, -1) if name[:size] in names):
        if _SCRAP.match(name[len(known) :]):
            return known, ""
        if name[len(known) :].startswith("的"):
            return "", UNSURE  # 何某的频道: theirs, or about them
    if re.search(r"[》」”][^《「“]*记者|记者们?$", name):
        return "", NOBODY
    name = _LEADING.sub("", name) or name
    if re.match(r"该|这|那|其(?!他)|此|上述", name):
        return "", UNSURE
    if _CROWD.fullmatch(name):
        return "", CROWD
    if s.speaker_kind == "organisation":
        return (name, "") if not _SENTENCE.search(name) and len(name) <= 24 else ("", UNSURE)
    if _BARE.fullmatch(name) and not _ONE.search(chinese.simplify(s.speaker_surface or "")):
        return "", NOBODY
    if re.search(r"(?:市场|行业|数据|情况|现象|政策|措施)$", name):
        return "", UNSURE
    if _SENTENCE.search(name) and not re.search(r"的[^的]{0,8}(?:[人者员师家生长主手士友客民商监]|CEO|CTO|FA|创始人)$", name):
        return "", UNSURE
    if len(name) > 30 or (not chinese.is_han(name) and not re.match(r"[A-Z]", name)):
        return "", UNSURE
    return name, ""


_BEFORE = re.compile(r"^(?:(?:同样)?在?做[^，]{1,8}的|[正反]方代表[的、]?|刷到|看到|正好|恰好|同样|也|还|曾|时任|现任|前任(?!总)|知名|著名|资深|从|由|据|到|和|与|对|给|向|又|在|的|身兼[^，]{1,12}的|身为|作为|担任|成立了|base[^，]{1,4}的|来自|供职于|我国|北上|当天|近日|日前)+(?=[\u4e00-\u9fffA-Za-z])")


def clean_role(role: str, names: Collection[str]) -> str:
    """What somebody is, without scraps of the sentence it stood in; empty where nothing is left that tells anything."""
    role = chinese.simplify(role).strip(" ，,、：:的〔【（(")
    for size in range(len(role) - 1, 1, -1):  # the longest name first: 李明远 before 李明
        for other in [role[i : i + size] for i in range(len(role) - size + 1)]:
            if other in names and other in role and other != role:
                role = role.rsplit(other, 1)[-1].lstrip("和与跟及以、， ")  # 投资人甲和某公司创始人(乙)
    role = _BEFORE.sub("", role)
    if re.match(r"家[\u4e00-\u9fff]", role):
        role = "一" + role
    if re.match(r"(?:该|这|那|其|上述|某)", role) or _POST.fullmatch(role) or len(role) < 3 or re.search(r"[，。；：？！]", role):
        return ""
    return role[:30]


def settle(statements: Iterable[Statement], names: Collection[str], reporters: Collection[str] = ()) -> list[Statement]:
    """The article's statements with their speakers settled: a crowd as a group, a speaker nobody can name as none.

    `reporters` are those the page names as its own: what follows their line is the article, not their speech.
    """
    out = []
    for s in statements:
        if s.speaker is None or s.speaker in reporters:
            out.append(replace(s, speaker=None))
            continue
        name, why = settled(s, names)
        if why == CROWD:
            out.append(replace(s, speaker_kind="group"))
        elif why:
            out.append(replace(s, speaker=None))
        elif name != s.speaker:
            out.append(replace(s, speaker=name, speaker_kind="person" if name in names else s.speaker_kind))
        else:
            out.append(s)
    return out
