"""Noun phrases by word class: where the subject at the head of a clause ends, and whether a string can be one at all.

Words and their classes are those of jieba's dictionary; what it lacks (most names) counts as part of a noun phrase.
"""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from functools import lru_cache

from bot.distill import lexicon as lex
from bot.recall import chinese

_ADVERB = re.compile(lex.ADVERB)
NO_BEGINNING = re.compile("作为|身为|对于|关于|除了|为了|随着|通过|面对|经过|根据|由于|因为|如果|虽然|当(?!地|事|局|红|家)|自从|正如|按照|围绕|包括|有着")
_KIN = re.compile("母亲|父亲|妈妈|爸爸|妻子|丈夫|老公|老婆|儿子|女儿|孩子|爷爷|奶奶|外公|外婆|哥哥|姐姐|弟弟|妹妹|朋友|家人|老人")
_WHEN = re.compile(lex.TIME)
_HEAD_WORD = re.compile(rf"(?:{lex.HEAD})(?:们)?$")
_VERBAL = frozenset(["v", "d", "p", "c", "u", "y", "i", "z"])
_NOT_VERBAL = frozenset(
    ["投资", "管理", "运营", "销售", "采购", "研发", "开发", "设计", "主播", "主持", "导演", "编辑", "教练", "领队", "翻译", "代表", "主管", "教授", "总监", "指挥", "裁判", "护理", "经营", "监管", "调查", "研究", "服务", "培训", "营销", "传播", "代理", "供应", "制造", "生产", "维修", "检测", "客服", "保安", "保洁", "执行", "联合", "创始", "工作", "相关", "负责", "消费", "有关", "官方", "匿名", "当地", "现场", "资深", "知情", "离职", "在职", "被裁", "受访", "参会", "与会", "装修", "物业", "求职", "就业", "毕业", "创业", "从业", "养殖", "种植", "加盟", "经销", "零售", "批发", "承包", "运输", "配送", "外卖", "快递", "出租", "网约", "游", "旅行", "驾驶", "评论", "观察", "分析", "监督", "顾问", "辅导", "教学", "护", "医", "看护", "照顾", "收费", "建设", "规划", "支持", "反对", "爱好", "参与", "组织", "发起", "主办", "承办", "协办", "赞助", "演出", "表演", "竞争", "合作", "上市", "民营", "国营", "合资", "独资", "私募", "创投", "投行", "保险", "证券", "交易", "审计", "会计", "人事", "行政", "招聘", "猎头", "财务", "法务", "公关", "市场", "推广", "品牌", "企划", "策划", "编剧", "摄影", "录音", "制作", "发行", "执导", "主演", "歌唱", "舞蹈", "出版", "教育", "留学", "移民", "观光", "旅游", "导购", "售货", "值班", "带班", "领班", "值机", "乘务", "陪诊", "救援", "消防", "搜救", "留守", "流浪", "退休", "退役", "已故", "在场", "在座", "同行", "监制", "统筹", "编导", "策展", "助理", "通讯", "报道", "创作", "写作", "绘画", "播音", "广播", "放映", "检察", "侦查", "执法", "救护", "会诊", "主治", "主刀", "加工", "贸易", "进口", "出口", "中介", "租赁", "拍卖", "回收", "搬家", "送货", "理发", "美容", "健身", "训练", "主唱", "伴奏", "作曲", "作词", "编曲", "指导", "裁缝", "前", "原", "副", "常务", "自然", "一线", "普通", "全职", "兼职", "独立", "自由", "本地", "外地", "海外", "境外"]
)
_TAKES_PEOPLE = frozenset(
    ["召集", "率领", "带领", "动员", "安排", "说服", "裁掉", "辞退", "开除", "解雇", "吸引", "鼓励", "激励", "拖欠", "安抚", "慰问", "安慰", "看望", "迎接", "告别", "拒绝", "回复", "答复", "请求", "恳求", "得罪", "欺骗", "诱导", "误导", "提拔", "聘请", "雇佣", "拉拢", "讨好", "叫醒", "赶走", "目送", "采访", "相约", "遇到", "遇见", "见到", "看到", "访问", "询问", "联系", "寻找", "陪同", "帮助", "邀请", "拜访", "面对", "告诉", "告知", "提醒", "通知", "要求", "建议", "感谢", "认识", "知道", "发现", "听到", "听说", "代表", "成为", "担任", "作为", "除了", "为了", "包括", "关于", "对于", "根据", "如果", "即使", "还有", "没有", "只有", "所有", "具有", "拥有", "来自", "属于"]
)
_SEEKS = frozenset(["联系", "联络", "采访", "访问", "致电", "致函", "相约", "询问"])
_ACTS = frozenset(["泼冷水", "打圆场", "插嘴", "报警", "爆料", "发文", "发帖", "留言", "吐槽", "投书", "报案", "投诉", "举报", "发声"])
_SINGLE_VERBS = frozenset("发是有在说让把被将向对给用等看到来去做会能要想叫使令请问就也还都又却则才并而且或从由以为与和跟同因但可不没未已正曾再很更最只")


_OUTLET = r"(?:路透社|法新社|美联社|新华社|中新社|共同社|中央社|彭博社|韩联社|塔斯社|德新社|今日俄罗斯|彭博|美国之音|德国之声|明报|星岛日报|东方日报|苹果日报|南华早报|香港01|香港电台|联合报|自由时报|中国时报|卫报|泰晤士报|每日邮报|每日电讯报|经济学人|朝日新闻|读卖新闻|福斯新闻|霍士新闻|今日美国|纽约客|法兰克福汇报|明镜周刊|世界报|费加罗报|36氪|虎嗅|钛媒体|晚点|财新|澎湃新闻|界面新闻|雷峰网|观察者网|环球网|华尔街日报|纽约时报|金融时报|华盛顿邮报|日经|BBC|CNN|CNBC|The Information|TechCrunch|Bloomberg|Reuters|Axios|The Verge)"
OUTLET_END = re.compile(rf"{_OUTLET}$")
OUTLET = re.compile(rf"(?:[\u4e00-\u9fff]{{0,10}}(?:网站|媒体|杂志|报纸|通讯社|机构))?(?P<name>{_OUTLET})")
"""Papers and agencies, whose name ends before any verb: 路透社|查阅文件发现."""


UNNAMED = re.compile("(?:不|未)(?:愿|便|肯|想)?(?:意)?(?:具名|署名|具姓名|透露姓名|公开姓名)")
"""台南某厂不具名厂长: no verb of the clause."""


@lru_cache(maxsize=8192)
def _tag(word: str) -> str:
    return chinese.tags((word,)).get(word, "")


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Words of the text as [start, end) with whether the word is a verb, adverb, preposition or joint: no part of a noun phrase."""
    out: list[tuple[int, int, bool]] = []
    at = 0
    words = chinese.segments(UNNAMED.sub(lambda m: "x" * len(m.group()), text.replace("被裁员工", "离职员工")))
    for i, word in enumerate(words):
        follows = words[i + 1] if i + 1 < len(words) else ""
        verbal = _verbal(word) or (word == "一" and bool(follows) and _verbal(follows))  # 一见到
        verbal = verbal or (bool(follows) and follows[:1] in "了过着" and (len(word) > 1 or _tag(word) == "v"))  # 参与过, 举了
        verbal = verbal and not _is_odd_place(word, follows, i)
        if verbal and len(word) > 1 and follows and (_HEAD_WORD.fullmatch(follows) or follows in "者员师家手人") and (i == 0 or words[i - 1] == "的") and word not in _TAKES_PEOPLE and not _KIN.fullmatch(follows):
            verbal = False  # 应用开发者
        if verbal and len(word) > 1 and not follows and i and words[i - 1] == "的" and word[-1] in "者员师家手商户友迷民主客士":
            verbal = False  # 参会的展商
        if "xxx" in word and not text[at : at + len(word)].isascii():
            verbal = not follows or follows[0] in ",。;:"  # 老板不肯透露姓名。; but 不愿透露姓名的老板
        out.append((at, at + len(word), verbal))
        at += len(word)
    return tuple(out)


def _is_odd_place(word: str, follows: str, i: int) -> bool:
    """彰化某工厂: the dictionary calls some rare proper names verbs; one that leads a phrase takes no 某 or 和 behind it."""
    return i == 0 and len(word) == 2 and follows[:1] in ("某", "和", "与", "及") and chinese.frequency(word) <= 40


def _verbal(word: str) -> bool:
    if len(word) == 1:
        return word in _SINGLE_VERBS
    if word in _ACTS or word in _SEEKS:
        return True
    if word in _NOT_VERBAL or _HEAD_WORD.search(word):
        return False
    tag = _tag(word)
    if tag[:1] != "n" and _ADVERB.fullmatch(word):
        return True
    return tag in ("ad", "vd", "vi") or (tag[:1] in _VERBAL and tag not in ("vn",))


def may_be_subject(text: str) -> bool:
    """Whether the string is nothing but a noun phrase: after its last 的 no verb, and no adverb or preposition anywhere at its head."""
    found = tokens(text)
    if not found or NO_BEGINNING.match(text):
        return False
    behind = text.rfind("的") + 1
    return not any(verbal and (text[start:end] not in "与和及" or start == 0) for start, end, verbal in found if start >= behind)


_PLACE = re.compile("[\u4e00-\u9fff]{2,3}[省市县区州]")
_BUREAU = re.compile("[\u4e00-\u9fff]{2,8}及[\u4e00-\u9fff]{2,6}[局署]")  # 创新科技及工业局: how Hong Kong names its bureaux
_OFFICE = re.compile("[\u4e00-\u9fff]{2,4}[部局厅署委府院会]")
"""经济部|统计处: an office within a bigger one."""


def is_office(text: str) -> bool:
    """北城市动物保护处: an office's name may hold a verb's noun, where a place leads it and nothing but words of two characters follows."""
    if _BUREAU.fullmatch(text):
        return True
    found = tokens(text)
    led = bool(found) and (_tag(text[: found[0][1]]).startswith("ns") or _PLACE.match(text) or _OFFICE.fullmatch(text, 0, found[0][1]))
    if len(found) < 3 or text[-1] not in "处局厅署部委院所会站科股" or not led:
        return False
    place = _PLACE.match(text)
    behind = place.end() if place else 0
    return all(end - start > 1 or end == len(text) or end <= behind for start, end, _ in found)


_SAYS = frozenset("建议 报道 报导 反映 评论 分析 质疑 呼吁 投诉 来信".split())
"""The dictionary has 专家建议 and 群众反映 for one word."""


def on_border(text: str, at: int) -> bool:
    """Whether a word begins or ends at `at`: no name is cut out of the middle of one."""
    return at in (0, len(text)) or any(start == at or (start < at - 1 and end == at + 2 and text[at:end] in _SAYS) for start, end, _ in tokens(text))


def head_end(text: str) -> int:
    """Where the subject at the text's head ends: behind the first person or body that a verb follows. 0 where there is none."""
    found = tokens(text)
    for i, (_, end, verbal) in enumerate(found):
        if verbal and not (i and text[found[i][0] : end] in "与和及"):
            rest = text[end:]
            if "的" not in rest[:24]:
                return 0
            continue
        if _HEAD_WORD.search(text, 0, end) and (i + 1 == len(found) or found[i + 1][2] or _WHEN.match(text, end)):
            return end
    return 0


def begins_with_verb(text: str) -> bool:
    """Whether the first word is a verb or an adverb, single characters too."""
    found = tokens(text)
    return bool(found) and (found[0][2] or _tag(text[: found[0][1]]) == "v")


def noun_end(text: str) -> int:
    """Where the noun phrase at the text's head ends: before the first verb behind its last 的; all of it, where there is none."""
    behind = text.rfind("的") + 1
    return next((start for start, _, verbal in tokens(text) if verbal and start >= behind + 2), len(text))


def is_idiom(word: str) -> bool:
    """Whether it is a set phrase of four characters that tells how something is (拖泥带水, 形同虚设)."""
    return len(word) == 4 and _tag(word) in ("l", "i", "z", "a")


def goes_on_with_verb(text: str, at: int) -> bool:
    """Whether a verb, an adverb or a preposition stands behind the noun phrase that ends at `at`."""
    if re.match(rf"{lex.ADVERB}|{lex.PREPOSITION}", text[at : at + 6]):
        return True
    return any(start == at and (verbal or _tag(text[start:end])[:1] == "v") for start, end, verbal in tokens(text[: at + 8]))


_ROLE_ENDING = re.compile("(?:[师员家者手工商生户友迷民长主客妇]|(?<![器个本他别令让])人)$")
_NO_ROLES = frozenset(["私人", "本人", "他人", "旁人", "别人", "国家", "大家", "人家", "回家", "全家", "居家", "自家", "双手", "一手", "联手", "出手", "对手", "动手", "人手", "新手", "双方", "发生", "产生", "人生", "民生", "一生", "出生", "学生", "手工", "员工", "成员", "全员", "人员", "农民币", "增长", "成长", "生长", "延长", "特长", "校长", "人民", "公民", "用户", "客户", "账户", "门户", "窗户", "百姓", "自主", "民主", "公主", "业主", "为主", "客家", "商家", "厂家", "专家", "买家", "卖家", "独家", "东家", "一家", "多家", "几家", "哪家", "这家", "那家"])


def is_role(text: str) -> bool:
    """Whether the last word is a noun for somebody by what they do or are (咖啡师, 登山客), though no list has it."""
    found = tokens(text)
    if not found:
        return False
    word = text[found[-1][0] : found[-1][1]]
    return len(word) > 1 and word not in _NO_ROLES and bool(_ROLE_ENDING.search(word)) and _tag(word)[:1] == "n"


def ends_in_verb(text: str) -> bool:
    """Whether the last word is a full verb: whoever stands behind it is its object (李明相约|王芳)."""
    found = tokens(text)
    if not found:
        return False
    start, end, verbal = found[-1]
    return end - start > 1 and ((verbal and _tag(text[start:end]) == "v") or text[start:end] in _SEEKS)


HIRES = rf"[\u4e00-\u9fff]{{1,4}}(?<![说是])的(?!是)[\u4e00-\u9fff]{{0,4}}(?:{lex.HEAD})(?!的)"
"""Behind 他 or 她: 她|雇的小姑娘, 陪他|参观的仓库经理: it belongs to the description of somebody else."""


_ENDS_QUOTED = tuple(stop + mark for stop in "。!?…" for mark in "”」』")


def sentence_start(plain: str, at: int) -> int:
    """Where the sentence that `at` stands in begins, within its line and no further back than 800 code points."""
    low = max(0, at - 799)
    last = plain.rfind("\n", low, at)
    for stop in "。!?":
        end = plain.rfind(stop, low, at)
        while end >= 0 and plain[end + 1 : end + 2] in ("”", "」", "』", '"'):
            end = plain.rfind(stop, low, end)
        last = max(last, end)
    for quoted in _ENDS_QUOTED:
        end = plain.rfind(quoted, max(0, low - 1), at)
        last = max(last, end + 1 if end >= 0 else end)
    return last + 1 if last >= 0 else max(0, at - 800)

