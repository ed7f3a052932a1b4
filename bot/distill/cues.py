"""Verbs of speech and thought in running text, and where what is said begins behind them."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from dataclasses import dataclass

from bot.distill import lexicon as lex
from bot.distill import phrases

_SUFFIX = re.compile(r"(?:说道|道|说|称|指出|表示|着说|着|到|了一句|一句)?")
_RECEIVER = re.compile(
    r"(?:了)?(?:(?:《[^《》]{1,20}》[^,:。“]{0,8})|(?:[\u4e00-\u9fffA-Za-z0-9·]{1,14}?(?:记者|网|社|报|财经|新闻|科技|观察|周刊|杂志|频道|客|氪|榜|桌|台|号|编辑|部)(?:的?记者)?)|[^,:。;“”「」!?]{1,12}?)?(?:\([^()]{1,40}\))?(?=[,:。“「『\"]|$)"
)
_KIN = r"妻子|丈夫|母亲|父亲|妈妈|爸爸|家人|儿子|女儿|朋友|同事|孩子|老师|医生|警方|警察|护士|老板|领导|同学|邻居"
_NEAR_RECEIVER = re.compile(rf"(?:了)?(?:{_KIN}|我们|他们|她们|记者|笔者|大家|外界|媒体|我|他|她|本报)")
_SAYERS = frozenset(["同学", "导演", "主演", "出演", "民众", "群众", "观众", "听众", "大众", "后来", "理论"])
"""Before 说 these are whoever says it."""
_SAID_NOT = re.compile(r"法(?:团|院|官|国|庭|律(?!上)|医|务)|不(?![出清准定上过完得好通服破到动尽了着,:。!?”」]|$)|是(?!非|这[样么])|客(?:人|流|户|房|车|运|单|源)|明[天年早晚日]|起码|出[口门去来现](?!的)|教[师育练授室]|服[务装药]")
_BODIES = re.compile("[工协学商议国公农总员事联合基教残]会$|[智动储新光核节]能$|[联理]想$|供应$")
"""工会指责, 某某智能透露, no 会|指责, 能|透露."""
_PLACES = frozenset(["交所", "易所", "究所", "务所", "律所", "出所"])
_SAY_THING = re.compile(r"心里话|实话|真的[,，]|白了|到底|老实话|句|了算|穿了|起话|[这那此](?:话|番|些|句)")
_TOLD_ONE = re.compile(rf"(?:了)?(?:(?:广大|各位|所有)?(?:{lex.HEAD})(?:们|朋友)?|[^,:。;“”「」!?的]{{1,4}})?(?=[,:。“「『\"]|$)")
_ASKEE = re.compile(rf"(?:了)?(?:(?:{lex.HEAD})|[^,:。;“”「」!?的]{{1,6}}?)?(?=[:。“「『\"]|$)")
_ASKED_BACK = re.compile(rf"(?:了)?(?:(?:{lex.HEAD})|[^,:。;“”「」!?的]{{1,6}}?)?(?=[,:。“「『\"]|$)")
_ANSWERED = re.compile(
    rf"(?:了)?(?:[^,:。;“”「」!?]{{0,8}}?(?:{lex.HEAD}|记者|媒体|社|报|新闻|台|网|站|刊|查询|提问|询问|质疑|问题|传闻|质询|疑问|他|她|我|我们)(?:的?(?:查询|提问|询问|质疑|问题|采访))?(?:时|称|说|指)?)(?=[,:。“「『\"]|$|(?:表示|指出|强调|坦言|透露|解释|称|说)(?![为作]))"
)
_TOLD_KIN = re.compile(rf"(?:了)?(?:他的|她的|自己的?)?(?:{_KIN})(?=[\u4e00-\u9fff]{{2}})(?!们|的)")
_ADDRESSED = frozenset("反控 反呛 呛 怒骂 骂 斥责 建议 要求 安慰 鼓励 勉励 批评 嘱咐 吩咐".split())
_ADDRESSEE = re.compile(rf"(?:了)?[他她]们?(?=,)|(?:了)?(?:(?:{lex.HEAD})|[^,:。;“”「」!?的]{{1,6}}?)(?<![是为成作做叫])(?=[:“「『\"]|$)")
_ABOUT = frozenset("形容 评价 点评 评论 解读 纠正".split())
_THIS = re.compile(r"(?:自己|我|他们?|她们?|对方|此[举事]|这[种个样场次一]{1,2}[^,:。“”的]{1,6})(?=[,:“「『\"]|$)")
"""评价此举:…, 他形容自己,…: what is spoken of stands between."""
_ASKED = _ADDRESSED | _ABOUT | frozenset("告诉 告知 提醒 劝 问 反问 追问 回应 回复 回答 答复 转告 警告 告诫 质问 忠告 叮嘱 对".split())
_TOLD = frozenset(["提醒", "警告", "告诫", "劝", "叮嘱", "忠告", "提示"])
_TOLD_RECEIVER = re.compile(rf"(?:了)?(?:说)?(?:广大|各位|所有|全体|大多数)?(?:(?:{lex.HEAD})(?:们|朋友)?|大家|人们|外界|民众|市民|公众|对方|当局|年轻人|我们|他们|她们)(?=[\u4e00-\u9fff]{{4}})")
_TOLD_HIM = re.compile("[他她我]们?(?=别(?!人)|不要|不得|务必|切勿|小心|当心|注意)")
_LIGHT = re.compile(r"(?:(?:提出|作出|做出|给出|给过|多作|未作|不作|多做|进行|发表|接受|给予|予以|得到|引发|引起|遭到|受到|发起|展开|表达|寻求|收到|听取)(?:任何|过|了|一个|明确|正式|强烈|进一步)?|无法)$")
"""Light verbs: what stands behind them is a noun (提出质疑, 作出回应)."""
_BY_THE_WAY = re.compile(
    r"(?:客气|严格|坦率|老实|具体|简单|客观|准确|通俗|形象|一般|夸张|负责任|确切|公平|相对|总体|整体|直白|实事求是|保守|宽泛|广义|狭义|反过来|换句话|换言之|总的|某种程度上|从[^,。]{1,6}上|可以|可以这么|应该|按理|照理|比如|例如|譬如|据|听|话|俗话|常言|虽|再|简而言之|就是|也就是|或者|毫不夸张|不夸张|更|甚至|难|怎么|这么|不得不|坦白|认真|实话)(?:地|的|来|点|一点)?$"
)
"""不客气地说, 具体来说: nobody's words."""
_SHOWS_FEELING = re.compile(r"(?:表示|深表|表达|予以|加以|提出|令人|让人)(?:强烈|严厉|严正|深切|由衷|十分|极大|无比|高度|深深)?的?\Z")
_UPON = re.compile("后(?!来|续|果|面|台|勤|市)|时(?!间|候|常|代|而|有|不|任|下)")
_FRANKLY = re.compile("(?:坦率|坦白|直白|老实|认真)[地的]")
NOUNS = frozenset(
    "计算 统计 公告 观察 分析 评价 评论 判断 预测 解读 讲话 致辞 致词 指示 要求 描述 建议 介绍 回应 声明 说明 评估 承诺 呼吁 总结 质疑 批评 提示 预警 发言 解析 陈述 保证 主张 反思 检讨 解释 回忆 推算 反映 申诉 投诉 报道 报导 担心 担忧 希望 期待 感觉 发现 分享 回答 答复 警告 提醒".split()
)
"""As often nouns as verbs."""
_MOVED_FIGURES = frozenset("预测 预期 预计 估计 预估 评估 判断 评价".split())
_ALSO_NOUNS = frozenset("诊断 推断 推测 猜测 认定 控诉 指控 叮嘱 嘱托 劝告 忠告 预言 断言 抗议 感慨 感叹 抱怨".split())
"""Nouns right behind 的."""
_NOT_OPENLY = re.compile(r"(?:没有?|未[有能]?|并未|拒绝|不愿|不肯|不予|避免)(?:正面|直接|具体|明确|公开|当面|就此|对此|立即|进一步|作出?|做出?){1,2}$")
"""没有正面回应,…"""
_SELF_STYLED = re.compile(rf"[^,。;:!?]{{1,14}}?的(?:{lex.HEAD}|人)")
"""一名自称同行的网民: which one, no report."""
_GUILT = re.compile(r"(?:了|全部|所有|上述|有关|该|共|各)*(?:[一两三四五六七八九十多\d]+[项宗条])?(?:[^,。;:是有会]{0,12}的)?(?:控罪|罪名|指控|罪行|控诉|罪责|\d{4}年[^。;:]{4,60}罪[,。]|[^,。;:是有会的]{1,10}罪)(?=[^名行责]|$)")
"""承认两项控罪: what somebody pleads, no report."""
_REPORTS_AS = re.compile(rf"(?:[^,。;:是有]{{0,8}}?)(?:{lex.HEAD}|人|员)(?=[^人员]|$)")
_PURPOSE = re.compile("为(?:了)?(?:确保|保障|保证|保护|避免|防止|免|方便|便利|配合|维护|加强|提高|提升|推动|应对|减少|减轻|降低|支持|满足|吸引|节省|安全|尽快|尽早|使|让)")
"""称为确保安全,…: no byname."""
_QUOTE_OPEN = "“「『\"‘"
_CHAIN = re.compile(r"\s*[,]?\s*(?:并|还|也|同时|又|而且|且|进而|更|则|即)?\s*(?P<verb>称|说|表示|认为|指出|道|说道|写道|问|问道|直言|坦言|强调|透露|解释|解释说|解释称|指(?![出定数标向责望令引挥派甲纹南]))(?=[,:“「『\"]|[^的,。:]{4})")


_OPENLY = frozenset("表态 发声 发文 撰文 发帖 贴文 留言 发声明 发布声明 发公告 发布公告 发微博 发布微博 发长文 发视频".split())
_ON = re.compile("(?:并|还|也)?(?P<verb>暗示|呼吁|谴责|批评|质疑|澄清|否认|证实|警告|提醒|承诺|重申|反驳|控诉|指责|宣布|要求)(?=[^的,。:]{2})")
"""发文呼吁…, 表态暗示…: the second verb brings in the clause."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech at [start, end); `after` is where what is said begins; `mark` the sign between: ',' ':' '“' or ''."""

    word: str
    start: int
    end: int
    after: int
    mark: str


def find(plain: str, start: int, end: int, inside: list[tuple[int, int]]) -> list[Cue]:
    """The cues of [start, end) in order, those inside quotations left out."""
    out: list[Cue] = []
    at = start
    while True:
        match = lex.CUE_VERB.search(plain, at, end)
        if not match:
            return out
        at = match.end()
        word = match.group()
        if any(a <= match.start() < b for a, b in inside):
            continue
        if not _is_verb(plain, match.start(), match.end(), word, start, end):
            at = match.start() + 1
            continue
        cue = _complete(plain, match.start(), match.end(), word, end)
        if cue and (word not in ("问", "劝") or cue.mark):  # 问她来不来 is one of the `deeds`
            out.append(cue)
            at = max(at, cue.end)


def _is_verb(plain: str, s: int, e: int, word: str, start: int, end: int) -> bool:
    before = plain[s - 1] if s > start else ""
    after = plain[e] if e < end else ""
    if before and before in lex.NOT_BEFORE.get(word, "") and not (len(word) == 1 and before in "所") and not _still_a_verb(plain, s, e, start):
        return False
    if after and after in lex.NOT_AFTER.get(word, "") and not (word == "说" and _SAID_NOT.match(plain, e, end)) and not (word == "称" and _PURPOSE.match(plain, e, end)):
        return False
    if before == "的" and (word in NOUNS or word in _ALSO_NOUNS or (len(word) > 1 and after not in (",", ":", "“"))) and word not in ("告诉", "认为"):
        return False
    if before in ("被", "受", "遭") or plain[max(start, s - 2) : s] in ("没有", "拒绝", "未能", "不愿", "不肯", "懒得", "不便", "不如", "与其", "无法", "不曾", "来不", "并非", "绝非", "而非", "远非", "不予", "不再", "暂未", "尚未", "并未", "等于", "可以", "不会", "不能", "不想", "不敢", "值得", "令人", "让人", "容易"):
        return False
    if plain[max(start, s - 2) : s] != "特别" and before in ("未", "可", "应", "敢", "难", "想", "能", "会", "要", "别", "所") and plain[max(start, s - 2) : s] not in _PLACES and not _BODIES.search(plain[max(start, s - 2) : s]) and word not in ("认为", "觉得", "相信", "担心", "希望", "问"):
        return False
    if word in lex.TERSE and not _alone(plain, s, start, end):
        return False
    if word in ("承认", "否认", "不承认") and _GUILT.match(plain, e, end):
        return False
    if word == "报称" and _REPORTS_AS.match(plain, e, end):
        return False
    if word in ("自称", "号称") and _SELF_STYLED.match(plain, e, end):
        return False
    if _NOT_OPENLY.search(plain[max(start, s - 8) : s]):
        return False
    if before == "莫" and (s - 2 < start or plain[s - 2] in ",。;:!?请切且也"):
        return False  # 切莫说, but 李莫说
    if word == "说" and _SAY_THING.match(plain, e, end):
        return False
    if word in ("说", "讲", "言", "称") and not (word == "称" and before == "更") and _by_the_way(plain, s, start):
        return False
    if plain[e : e + 1] == "的" and plain[e : e + 2] not in ("的是", "的也"):
        return False
    if plain[e : e + 1] == "者" or plain[e : e + 2] in ("之后", "以后", "之前", "之时", "中心"):
        return False
    if (before in ("如", "若") and len(word) > 1 and (s - 2 < start or plain[s - 2] in ",。;:!?假例比譬倘诚正恰但而即又也(“「")) or plain[max(start, s - 2) : s] == "所以" or (before in ("仅", "只") and word in ("强调", "提到", "指出", "看到", "提及")):
        return False
    if word in NOUNS and _UPON.match(plain, e, end):
        return False  # 接到反映后表示,…
    if word in NOUNS and before in ("与", "和", "及", "、", "或"):
        return False
    if _LIGHT.search(plain[max(start, s - 6) : s]) or (before in "没无" and before) or (before == "不" and word in lex.SAID.split()):
        return False
    if word in _MOVED_FIGURES and re.search(r"[将把][^,。;:]{1,8}$", plain[max(start, s - 10) : s]):
        return False  # 将全年预测上调
    if after == "," and (word in lex.BARE_ONLY or _SHOWS_FEELING.search(plain, max(start, s - 8), s)):
        return False  # 坚持,…: what came of it; 表示强烈谴责,…: a feeling
    if plain[max(start, s - 2) : s] in ("感到", "深感", "倍感") and word not in ("说",):
        return False  # 他感到庆幸,…: what somebody feels
    if word == "问" and after == "到":
        return False
    if word in lex.GESTURES and not (after in ",:。“「『\"说道答" or not after):
        return False
    if after == word or before == word:
        return False
    if word in ("问", "道", "讲", "答", "喊", "言") and after and after not in ",:。“「『\"了" and not (word == "问" and e - s == 1 and re.match(r"[\u4e00-\u9fffA-Za-z0-9 ]{1,14}[:,]", plain[e:end])):
        return False
    return not (word in ("道", "讲", "答", "喊", "言") and not re.match(r"[,:“「『\"]|$", plain[e : min(e + 1, end)]))


def _by_the_way(plain: str, s: int, start: int) -> bool:
    """坦率地说,…, but 经理坦率地说,…"""
    match = _BY_THE_WAY.search(plain, max(start, s - 8), s)
    if not match:
        return False
    at = match.start()
    return not (_FRANKLY.match(match.group()) and at > start + 1 and "\u4e00" <= plain[at - 1] <= "\u9fff" and plain[at - 1] not in "不可要也就能会该应而但且")


def _alone(plain: str, s: int, start: int, end: int) -> bool:
    """Whether the character at `s` begins no longer word, with something before and a clause behind it."""
    words = phrases.tokens(plain[s : min(end, s + 12)])
    return s > start and end - s > 6 and bool(words) and words[0][1] == 1


def _receiver_of(word: str) -> re.Pattern[str]:
    """How whoever is told, answered or asked may be printed behind the verb."""
    if word in ("回应", "回复", "回答", "答复"):
        return _ANSWERED
    if word in _TOLD:
        return _TOLD_ONE
    if word in _ABOUT:
        return _THIS
    if word in _ADDRESSED:
        return _ADDRESSEE
    if word in ("反问", "质问"):
        return _ASKED_BACK
    return _ASKEE if word.endswith("问") else _RECEIVER


def _still_a_verb(plain: str, s: int, e: int, start: int) -> bool:
    """负责人称, 并称, 导演说: the character before makes another word elsewhere (人称, 并称, 演说)."""
    word, before, after = plain[s:e], plain[s - 1], plain[e : e + 1]
    if word == "说":
        return plain[s - 2 : s] in _SAYERS or (after in ",:“「" and before in "以再细")
    if word == "表示":
        return bool(re.search(r"[对向][^,。;:对向]{1,10}代$", plain[max(start, s - 14) : s]))  # 对某某时代|表示
    if word != "称" or s - 1 < start:
        return False
    if before == "人":
        return s - 2 >= start and plain[s - 2] not in "一二三,。;:、湖" and plain[s - 3 : s - 1] not in ("圈内", "圈里", "江湖")
    if before == "并":
        return (s - 2 < start or plain[s - 2] in ",;。 )") and after not in ("为", "作")
    return after in ",:“「" and before in "总全通美合对爱著盛统别代尊"


def _complete(plain: str, s: int, e: int, word: str, end: int) -> Cue | None:
    """Suffixes (说道), who is told (告诉记者), then the sign that opens what is said."""
    stop = e
    suffix = _SUFFIX.match(plain, stop, end)
    if suffix and suffix.group() and (stop + len(suffix.group()) >= end or plain[suffix.end() : suffix.end() + 2].lstrip(" ")[:1] in tuple(",:" + _QUOTE_OPEN) or len(suffix.group()) > 1):
        stop = suffix.end()
    rest = _next(plain, stop, end)
    told = _TOLD_RECEIVER.match(plain, stop, end) or _TOLD_HIM.match(plain, stop, end) if word in _TOLD else None
    if told:
        stop = told.end()
        rest = plain[stop : stop + 1]
    elif word in _ASKED and rest not in (",", ":", "。", "“", "「", '"', ""):
        kin = _TOLD_KIN.match(plain, stop, end) if word in ("告诉", "告知") else None
        receiver = kin or _receiver_of(word).match(plain, stop, end)
        if word in ("劝", "叮嘱", "告诫") and receiver and re.match(r"[他她我]们?[\u4e00-\u9fff]", receiver.group()):
            return None  # 劝她退下来,…: what she is to do stands there
        if receiver and receiver.group() and len(receiver.group()) <= 24:
            stop = receiver.end()
            rest = _next(plain, stop, end)
        elif word in ("告诉", "告知"):
            near = _NEAR_RECEIVER.match(plain, stop, end)
            if near:
                stop = near.end()
                rest = plain[stop : stop + 1]
    if plain[stop : stop + 2] == "的是" and stop + 2 < end:
        stop += 2
        rest = plain[stop : stop + 1]
    if rest == "道" and word.endswith("说") and _next(plain, stop + 1, end) in ("", "。", ",", ":", *_QUOTE_OPEN):
        stop, rest = stop + 1, _next(plain, stop + 1, end)  # 补充说道
    if rest == "时" and plain[stop + 1 : stop + 2] not in ("间", "代", "候", "常", "任", "隔", "下", "") and word != "说":
        return None  # 回忆时|哽咽: when, not what
    if rest == "了" and word not in ("说",):
        return None
    if rest == "过":
        if plain[stop + 1 : stop + 2] not in (",", ":", "“"):
            return None
        stop, rest = stop + 1, plain[stop + 1]  # 跟我说过,…
    mark = ""
    after = stop
    if rest == " " and plain[stop + 1 : stop + 2] not in ("", " ") and (stop + 1 < end or plain[stop + 1] in _QUOTE_OPEN):
        after = stop + 1
        if plain[after] in ",:" + _QUOTE_OPEN:  # a blank before the sign
            stop, rest = after, plain[after]
    if rest in (",", ":"):
        mark = rest
        after = stop + 1
        while after < end and plain[after] == " ":
            after += 1
    elif rest and rest in _QUOTE_OPEN:
        mark = "“"
    elif not rest or rest == "。":
        mark = "."
    if word in ("不认为", "不觉得", "不相信") and not mark:
        after = s
    return Cue(plain[s:stop] if stop - s <= 8 else word, s, stop, after, mark)


def _next(plain: str, stop: int, end: int) -> str:
    """The character after the verb; at the end of what is read an opening mark counts too."""
    char = plain[stop : stop + 1]
    return char if stop < end or (char and char in _QUOTE_OPEN) else ""


def chain(plain: str, cue: Cue, end: int) -> Cue:
    """发了条朋友圈解释,称…: the clause begins after the last verb of such a row."""
    match = _CHAIN.match(plain, cue.end, end) or (_ON.match(plain, cue.end, end) if cue.word in _OPENLY else None)
    if match and not _is_verb(plain, match.start("verb"), match.end("verb"), match.group("verb"), cue.end, end):
        return cue
    if match and cue.mark in (",", "") and match.start("verb") - cue.end <= 4:
        nxt = _complete(plain, match.start("verb"), match.end("verb"), match.group("verb"), end)
        if nxt:
            return nxt
    return cue
