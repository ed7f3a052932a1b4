"""Verbs of speech and thought in running text, and where the reported clause after them begins and ends."""

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
_ANSWERED = re.compile(
    rf"(?:了)?(?:[^,:。;“”「」!?]{{0,8}}?(?:{lex.HEAD}|记者|媒体|社|报|新闻|台|网|站|刊|查询|提问|询问|质疑|问题|传闻|质询|疑问|他|她|我|我们)(?:的?(?:查询|提问|询问|质疑|问题|采访))?(?:时|称|说|指)?)(?=[,:。“「『\"]|$|(?:表示|指出|强调|坦言|透露|解释|称|说)[,:])"
)
_TOLD_KIN = re.compile(rf"(?:了)?(?:他的|她的|自己的?)?(?:{_KIN})(?=[\u4e00-\u9fff]{{2}})(?!们|的)")
_ADDRESSED = frozenset("反控 反呛 呛 怒骂 骂 斥责 建议 要求 安慰 鼓励 勉励 批评 嘱咐 吩咐".split())
_ADDRESSEE = re.compile(rf"(?:了)?(?:(?:{lex.HEAD})|[^,:。;“”「」!?的]{{1,6}}?)(?<![是为成作做叫])(?=[:“「『\"]|$)")
_ABOUT = frozenset("形容 评价 点评 评论 解读 纠正".split())
_THIS = re.compile(r"(?:自己|我|他们?|她们?|对方|此[举事])(?=[,:“「『\"]|$)")
"""评价此举:…, 他形容自己,…: what is spoken of stands between."""
_ASKED = _ADDRESSED | _ABOUT | frozenset("告诉 告知 提醒 劝 问 反问 追问 回应 回复 回答 答复 转告 警告 告诫 质问 忠告 叮嘱 对".split())
_TOLD = frozenset(["提醒", "警告", "告诫", "劝", "叮嘱", "忠告", "提示"])
_TOLD_RECEIVER = re.compile(rf"(?:了)?(?:说)?(?:广大|各位|所有|全体|大多数)?(?:(?:{lex.HEAD})(?:们|朋友)?|大家|人们|外界|民众|市民|公众|对方|当局|年轻人|我们|他们|她们)(?=[\u4e00-\u9fff]{{4}})")
_LIGHT = re.compile(r"(?:(?:提出|作出|做出|给出|给过|多作|未作|不作|多做|进行|发表|接受|给予|予以|得到|引发|引起|遭到|受到|发起|展开|表达|寻求|收到|听取)(?:任何|过|了|一个|明确|正式|强烈|进一步)?|无法)$")
"""Light verbs: what stands behind them is a noun (提出质疑, 作出回应)."""
_BY_THE_WAY = re.compile(
    r"(?:客气|严格|坦率|老实|具体|简单|客观|准确|通俗|形象|一般|夸张|负责任|确切|公平|相对|总体|整体|直白|实事求是|保守|宽泛|广义|狭义|反过来|换句话|换言之|总的|某种程度上|从[^,。]{1,6}上|可以|可以这么|应该|按理|照理|比如|例如|譬如|据|听|话|俗话|常言|虽|再|简而言之|就是|也就是|或者|毫不夸张|不夸张|更|甚至|难|怎么|这么|不得不|坦白|认真|实话)(?:地|的|来|点|一点)?$"
)
"""不客气地说, 具体来说: nobody's words."""
NOUNS = frozenset(
    "统计 观察 分析 评价 评论 判断 预测 解读 讲话 致辞 致词 指示 要求 描述 建议 介绍 回应 声明 说明 评估 承诺 呼吁 总结 质疑 批评 提示 预警 发言 解析 陈述 保证 主张 反思 检讨 解释 回忆 推算 反映 申诉 投诉 报道 报导 担心 担忧 希望 期待 感觉 发现 分享 回答 答复 警告 提醒".split()
)
"""As often nouns as verbs."""
_MOVED_FIGURES = frozenset("预测 预期 预计 估计 预估 评估 判断 评价".split())
_ALSO_NOUNS = frozenset("诊断 推断 推测 猜测 认定 控诉 指控 叮嘱 嘱托 劝告 忠告 预言 断言 抗议 感慨 感叹 抱怨".split())
"""Nouns right behind 的."""
_NOT_OPENLY = re.compile(r"(?:没有?|未|并未|拒绝|不愿|不肯|不予|避免)(?:正面|直接|具体|明确|公开|当面|就此|对此|立即|进一步|作出?|做出?){1,2}$")
"""没有正面回应,…"""
_SELF_STYLED = re.compile(rf"[^,。;:!?]{{1,14}}?的(?:{lex.HEAD}|人)")
"""一名自称同行的网民: which one, no report."""
_QUOTE_OPEN = "“「『\"‘"
_PREDICATE = re.compile(r"今后|未来|目前|即将|仍|非常|十分|极|别|勿|切忌|请|注意|务必|慎|[是会有能要不将在已可让使被得应需没都就更还比太很最难越做买卖来去成为涨跌升降增减取占达超带想看说给用靠拿当把打开建走跑进出失赢输缺了]")
_CHAIN = re.compile(r"\s*[,]?\s*(?:并|还|也|同时|又|而且|且|进而|更|则|即)?\s*(?P<verb>称|说|表示|认为|指出|道|说道|写道|问|问道|直言|坦言|强调|透露|解释|解释说|解释称)(?=[,:“「『\"]|[^的,。:]{4})")


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
    if after and after in lex.NOT_AFTER.get(word, "") and not (word == "说" and _SAID_NOT.match(plain, e, end)):
        return False
    if before == "的" and (word in NOUNS or word in _ALSO_NOUNS or (len(word) > 1 and after not in (",", ":", "“"))) and word not in ("告诉", "认为"):
        return False
    if before in ("被", "受", "遭") or plain[max(start, s - 2) : s] in ("没有", "拒绝", "未能", "不愿", "不肯", "懒得", "不便", "不如", "与其", "无法", "不曾", "来不", "不予", "不再", "暂未", "尚未", "并未", "等于", "可以", "不会", "不能", "不想", "不敢", "值得", "令人", "让人", "容易"):
        return False
    if plain[max(start, s - 2) : s] != "特别" and before in ("未", "可", "应", "敢", "难", "想", "能", "会", "要", "别", "所") and plain[max(start, s - 2) : s] not in _PLACES and not _BODIES.search(plain[max(start, s - 2) : s]) and word not in ("认为", "觉得", "相信", "担心", "希望", "问"):
        return False
    if word in lex.TERSE and not _alone(plain, s, start, end):
        return False
    if word in ("自称", "号称") and _SELF_STYLED.match(plain, e, end):
        return False
    if _NOT_OPENLY.search(plain[max(start, s - 8) : s]):
        return False
    if before == "莫" and (s - 2 < start or plain[s - 2] in ",。;:!?请切且也"):
        return False  # 切莫说, but 李莫说
    if word == "说" and _SAY_THING.match(plain, e, end):
        return False
    if word in ("说", "讲", "言", "称") and _BY_THE_WAY.search(plain[max(start, s - 8) : s]):
        return False
    if plain[e : e + 1] == "的" and plain[e : e + 2] not in ("的是", "的也"):
        return False
    if plain[e : e + 1] == "者" or plain[e : e + 2] in ("之后", "以后", "之前", "之时", "中心"):
        return False
    if (before in ("如", "若") and len(word) > 1) or plain[max(start, s - 2) : s] == "所以" or (before in ("仅", "只") and word in ("强调", "提到", "指出", "看到", "提及")):
        return False
    if word in NOUNS and before in ("与", "和", "及", "、", "或"):
        return False
    if _LIGHT.search(plain[max(start, s - 6) : s]) or (before in "没无" and before) or (before == "不" and word in lex.SAID.split()):
        return False
    if word in _MOVED_FIGURES and re.search(r"[将把][^,。;:]{1,8}$", plain[max(start, s - 10) : s]):
        return False  # 将全年预测上调
    if word == "问" and after == "到":
        return False
    if word in lex.GESTURES and not (after in ",:。“「『\"说道答" or not after):
        return False
    if after == word or before == word:
        return False
    if word in ("问", "道", "讲", "答", "喊", "言") and after and after not in ",:。“「『\"了" and not (word == "问" and e - s == 1 and re.match(r"[\u4e00-\u9fffA-Za-z0-9 ]{1,14}[:,]", plain[e:end])):
        return False
    return not (word in ("道", "讲", "答", "喊", "言") and not re.match(r"[,:“「『\"]|$", plain[e : min(e + 1, end)]))


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
        return s - 2 >= start and plain[s - 2] not in "一二三,。;:、湖" and plain[s - 4 : s - 2] != "圈内"
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
    told = _TOLD_RECEIVER.match(plain, stop, end) if word in _TOLD else None
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
    match = _CHAIN.match(plain, cue.end, end)
    if match and not _is_verb(plain, match.start("verb"), match.end("verb"), match.group("verb"), cue.end, end):
        return cue
    if match and cue.mark in (",", "") and match.start("verb") - cue.end <= 4:
        nxt = _complete(plain, match.start("verb"), match.end("verb"), match.group("verb"), end)
        if nxt:
            return nxt
    return cue


def is_clause(content: str, word: str, mark: str) -> bool:
    """Whether what follows the verb is something said and no mere thing (表示感谢, 宣布新计划)."""
    size = len(content)
    if word in ("说", "称", "表示") and not mark and size == 3 and re.match(r"不(?!满|解)|没|知道|可以|会|要|能|好了|行了", content):
        return True  # 说知道了
    if not mark and (word.endswith("不觉得") or (word == "不认为" and content.startswith("不认为自己"))):
        return False  # 并不觉得冤: what somebody feels
    if word in ("问", "劝") and not mark:
        return size >= 4  # 问她来不来: `deeds` has seen that it is a question
    if size < 4 or (size < 6 and not mark and word in lex.ANNOUNCED):
        return mark in (",", ":") and size >= 2
    if re.match(r"[了过着的地得]|一下|起来|出来|一番|不一|不已|[了过]?(?:一|几|多|两|三)(?:次|遍|番|声)", content) and mark not in (",", ":"):
        return False
    if mark in ("", "“") and _MARKED_TERM.fullmatch(content):
        return False
    if mark in (",", ":") or (word in lex.TERSE and size >= 6):
        return True
    if word in lex.WITH_MARK and word not in lex.BARE_CLAUSE and not word.endswith(("说", "称")):
        if word == "提出" and re.match(r"要|应|将|力争|到20", content):
            return size >= 8
        return word in _BARE_IF_LONG and size >= 8 and (bool(_QUOTED_PREDICATE.match(content)) or _tells(content.split(",", 1)[0], word, size))
    if _MERE_TERM.match(content) or (_THINGS.search(content.split(",", 1)[0]) and (content.startswith(("自己", "他", "她")) or not _PREDICATE_AHEAD.match(content))):
        return bool(re.search("[是会能要]|在于", content.split(",", 1)[0]))
    if word == "宣布" and _DEED.match(content):
        return False
    if _FEELING.match(content) or _RELATIVE.search(content.split(",", 1)[0]):
        return False
    if re.match(r"(?:感谢|欢迎|祝贺|不满|遗憾|赞同|支持|反对|理解|认可|肯定|歉意|同意|满意|认同|关切|关注|怀疑|担忧|惊讶|愤怒|无奈)", content) and size < 12:
        return False
    if size < 8 and not _PREDICATE.search(content):
        return False
    return bool(_PREDICATE.search(content)) or size >= 12 or any(verbal and end - at > 1 for at, end, verbal in phrases.tokens(content))


_FEELING = re.compile(
    r"(?:强烈|深表|深感|十分|非常|极度|极为|高度|热烈|衷心|由衷|坚决|严重|明确)*的?(?:失望|不解|震惊|遗憾|惋惜|痛心|愤慨|愤怒|谴责|抗议|哀悼|慰问|敬意|谢意|关注|关切|赞赏|欣慰|高兴|难过|担心|担忧|忧虑|接受|尊重|祝福|支持|反对|怀疑|疑惑|认同|感谢|歉意|抱歉|欢迎|理解|满意|不满|同意|赞同|肯定|认可|无奈|惊讶|祝贺|认错|赞成)(?:和[^,。]{2,6})?(?:[,。;!]|$)"
)
"""表示失望,…: a feeling, nothing said."""
_MERE_TERM = re.compile(r"[“「『][^”」』]{1,16}[”」』][^,是会将能要有]{1,6}(?:,|$)")
"""重申「渔港复兴」计划: a thing."""
_DEED = re.compile(r"[从自于与在]|(?:全资|正式|全面|即日起|同意|联合|共同)(?:收购|推出|启动|退出|成立|投资|加入)|推出|启动|退出|辞|成立|退休|退役|离职|裁员|进军|准许|停止|终止|取消|开始|暂停|结束|完成|加入|收购|投资|破产|上市|参选")
"""宣布从公司退休: an event, no report."""
_BARE_IF_LONG = frozenset("解释 补充 回忆 感叹 感慨 忆述 回应 反驳 说明 批评 质疑 指责 抨击 反映 提到 表明 反控 抱怨 吐槽 控诉 预警 披露 回复 答复 自称 慨叹 提及 表态 怒斥 痛批 狠批 直斥 炮轰 揭露 反问 续说 续称 续指 质问 骂 讽刺 嘲讽 揶揄 讥讽 嘲笑 大赞 狂赞 激赞 盛赞 记得 忆起 自认 坦认 暗示 预判 提议 点明 扬言 打包票 发誓 叮嘱 痛陈 指斥 直轰 狂酸 怒呛".split())
_PREDICATE_AHEAD = re.compile(r"[^,的]{2,16}?(?:已经|仍然|并非|正在|存在|可能|应该|必须|没有|不是|[^不的](?:已|将|会|能|不|没|未|是|均|都|也|仍|须|更))[^的,]|(?:从未|从来|没有|自己|他|她|并非|不是|不会|将会|已经|会一直|会继续|目前)[^的,]{4}")
"""The subject's verb stands before any 的: what may follow is its object (感叹这会加剧市民的担忧)."""


_THINGS = re.compile(r"的(?:遭遇|经历|故事|情况|过程|感受|心情|经过|看法|原因|理由|想法|意见|计划|细节|方式|做法|问题|现象|内容|意义|目的|重要性)$")
_COMPLAINS = frozenset("反映 批评 质疑 指责 抱怨 控诉 感叹 感慨 抨击 吐槽 反控 揭露".split())


def _tells(clause: str, word: str, size: int) -> bool:
    """Whether a clause follows the verb, and no mere thing (质疑不合理的收费)."""
    if _RELATIVE.search(clause):
        return False
    if _SHORT.fullmatch(clause) and (parts := phrases.tokens(clause)) and len(parts) > 1 and parts[-1][2] and not parts[0][2]:
        return True  # 反映客户预期改变,…
    if size >= 12 and _VERBAL.search(clause):
        return True
    if _PREDICATE_AHEAD.match(clause):
        return True
    if word not in _COMPLAINS or len(clause) < 10 or "的" in clause:
        return False
    return any(verbal and 2 <= start < len(clause) - 2 for start, _, verbal in phrases.tokens(clause))  # 批评网店夸大商品销量


_MARKED_TERM = re.compile(r"[“「『\"][^”」』\"]{1,6}[”」』\"]")
"""喊出“买入”: a word of theirs, no clause."""
_QUOTED_PREDICATE = re.compile(r"(?![为成作出到])[^的“「]{1,12}[“「][^”」]+[”」](?=[,。;]|$)")
_SHORT = re.compile(r"[\u4e00-\u9fff]{4,10}(?<!的)")
"""直斥商场「冷血」, 骂他们是“骗子”: the marks hold what is said of somebody."""
_VERBAL = re.compile(r"(?:^|[^的])[是会能要不没已](?![^,]*的[\u4e00-\u9fff]{1,4}$)|(?:不是|没有|已经|可以|应该|必须|需要|比较|较)(?![^,]*的[\u4e00-\u9fff]{1,4}$)")
"""A whole clause, that doesn't end as a noun phrase would (解释了会议的目的)."""
_RELATIVE = re.compile(r"(?:后|时|过)[^,]*的(?:内容|文章|消息|报道|视频|帖子|新闻|声明|说法)$|(?:的时候|之时|之际)$")
"""转发了他宣布退役后接受采访的内容: no report, but what the article is about."""
_CUT = re.compile(
    r",(?:但|不过|却)(?:是)?(?:他|她|其|并|也|却)?(?:没有|未|拒绝|不愿|并未|没)(?:就此|对此)?(?:说(?!话)|说明|透露|回答|给出|解释|提供|披露|明说|展开|正面|进一步|具体|点名)|,并(?:附上|附|展示|出示|递上|转发|晒出|配图|配文|随信)|,(?:此后|随后|其后|之后|后来)(?:便|就|再)?(?:未|没有?|不再|再)(?:也|再)?|,(?:当时|彼时|随后|之后|此后)(?=[^,。]*(?:去|还|就|便|已|将|宣布))|[,;](?:(?:但|而|于是|因此|随后|之后|不过|同时|并|然后|所以|此后|接着|就此|为此|这|那)?(?:(?:记者|笔者|(?<!而)当时|随后|此后)(?:就|便|也|还|又|则)?(?:开始|随即|转身|决定|没有|拿出|打开|指着|起身|离开|将|把|已|于|在|的|回|笑|递|掏|摇|点头|叹|没|只|正|曾)|(?:他|她|他们|她们)(?:就|便|也|还|又|则)?(?:随即|转身|拿出|打开|指着|起身|离开|笑了|笑着|递|掏|摇|点头|叹))"
    r"|(?:于是|随后|此后|为此|并为此|由此)[^,。]{1,30}(?:了|推出|成立|宣布|决定|选择|开始))"
)
_ENUMERATION = re.compile(r"(?:一是|二是|三是|四是|一个|另一个|另一|其一|其二|其三|第一|第二|第三|第四|首先|其次|再次|最后|一方面|另一方面|有的|要么|或者|或|以及|又|既|也|还|而是|而不是|不是|同时|但|否则|即便|即使|哪怕|如果|才|就|则|再)")


def content_end(plain: str, start: int, end: int, inside: list[tuple[int, int]], over_semicolons: bool = False) -> int:
    """Where the reported clause ends: at `end`, or before the narrator goes on with something else."""
    stop = end
    for match in _CUT.finditer(plain, start, end):
        if not any(a <= match.start() < b for a, b in inside) and match.start() >= start + 4:
            stop = match.start()
            break
    for at in range(start, start if over_semicolons else stop):
        if plain[at] == ";" and not any(a <= at < b for a, b in inside):
            rest = plain[at + 1 : at + 8].strip()
            if not _ENUMERATION.match(rest):
                stop = at
                break
    return stop
