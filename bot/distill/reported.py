"""What stands behind a verb of speech: whether it is something said and no mere thing, and where the reported clause ends."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re

from bot.distill import lexicon as lex
from bot.distill import phrases

_PREDICATE = re.compile(r"今后|未来|目前|即将|仍|非常|十分|极|别|勿|切忌|请|注意|务必|慎|[是会有能要不将在已可让使被得应需没都就更还比太很最难越做买卖来去成为涨跌升降增减取占达超带想看说给用靠拿当把打开建走跑进出失赢输缺了]")


def is_clause(content: str, word: str, mark: str) -> bool:
    """Whether what follows the verb is something said and no mere thing (表示感谢, 宣布新计划)."""
    size = len(content)
    if mark == "," and (_UNHEARD.match(content) or (word in ("放话", "喊话", "发消息") and _NOBODY.match(content))):
        return False  # 他喊道,但没有人听见
    if mark == "," and word[:2] in ("反问", "质问"):
        return bool(_WHETHER.search(content))
    if (mark == "," and word[-1] in "他她" and not word.startswith(("纠正", "告诉")) and content[:1] in ("他", "她")) or _WHERE_IT_LIES.fullmatch(content):
        return False  # 警告他,他不听; 指出问题所在
    if word in ("说", "称", "表示") and not mark and size in (2, 3) and re.match(r"不(?!满|解)|没|知道|可以|会|要|能|好了|行了", content):
        return True  # 说知道了
    if not mark and (word.endswith("不觉得") or (word == "不认为" and content.startswith("不认为自己"))):
        return False  # 并不觉得冤: what somebody feels
    if word in ("问", "劝") and not mark:
        return size >= 4  # 问她来不来: `deeds` has seen that it is a question
    if size < 4 or (size < 6 and not mark and word in lex.ANNOUNCED):
        return mark in (",", ":") and size >= 2
    if re.match(r"[了过着的地得]|一下|起来|出来|一番|不一|不已|[了过]?(?:一|几|多|两|三)(?:次|遍|番|声)", content) and mark not in (",", ":"):
        return False
    if (not mark and (_THEIR_WORDS.match(content) or _ITS_WEIGHT.match(content))) or _WHEN.fullmatch(content):
        return False
    if word in ("警告", "告诫", "叮嘱", "提醒", "嘱咐") and size >= 4 and _DONT.match(content):
        return True
    if word in ("质问", "追问", "反问") and size >= 4 and _ASKED.match(content):
        return True
    if word == "提出" and not mark and re.match("[他她]们|其|自己|该", content):
        return size >= 8 and bool(_VERBAL.search(content))
    if mark in ("", "“") and _MARKED_TERM.fullmatch(content):
        return False
    if mark in (",", ":") or (word in lex.TERSE and size >= 6):
        return True
    if word in lex.WITH_MARK and word not in lex.BARE_CLAUSE and not word.endswith(("说", "称")):
        if word == "提出" and re.match(r"要|应|将|力争|到20", content):
            return size >= 8
        return word in _BARE_IF_LONG and ((word in ("回应", "回复", "答复") and size >= 4 and bool(re.match("会|将|不会|已经?|没有|正在", content))) or (size >= 6 and bool(_QUOTED_PREDICATE.match(content))) or (size >= (6 if word in _COMPLAINS else 8) and _tells(content.split(",", 1)[0], word, size)) or (word in _COMPLAINS and _goes_on(content, word)))
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
_DONT = re.compile("别(?!人|的|家|处)|不要|不得|务必|切勿|小心|当心|注意")
_WHETHER = re.compile(r"[?吗呢谁哪何]|什么|怎|多少|是不是|是否|(?P<v>[\u4e00-\u9fff])不(?P=v)")
_UNHEARD = re.compile("(?:但|可|却)(?:没有?人|谁也没|无人)")
_NOBODY = re.compile("没有?人|无人|对方(?:没|不|也没)")
_WHERE_IT_LIES = re.compile("[^,。是会能]{0,8}所在")
_ASKED = re.compile("谁|凭什么|为什么|为何|怎么|哪|什么|是不是|是否|有没有|能不能|难道")
_THEIR_WORDS = re.compile("[^,。是会能]{0,6}(?:有关|相关|上述|该|此|这[一种番个]|那[种番个]|对方的?|外界的?|其)[^,。是会能]{0,4}(?:说法|言论|指控|质疑|批评|传闻|报道|观点|看法|要求|提议|建议|决定)(?=,|$)")
"""反驳有关说法."""
_ITS_WEIGHT = re.compile("[^,。]{2,20}的(?:重要性|必要性|紧迫性|可能性|严重性|复杂性|意义|价值|作用)(?:,|$)")
"""强调做足准备的重要性: a thing, no clause."""
_WHEN = re.compile("[^,。]{2,20}(?:的时候|之时|之际)")
_MERE_TERM = re.compile(r"[“「『][^”」』]{1,16}[”」』][^,是会将能要有]{1,6}(?:,|$)")
"""重申「渔港复兴」计划: a thing."""
_DEED = re.compile(r"[从自于与在]|(?:全资|正式|全面|即日起|同意|联合|共同)(?:收购|推出|启动|退出|成立|投资|加入)|推出|启动|退出|辞|成立|退休|退役|离职|裁员|进军|准许|停止|终止|取消|开始|暂停|结束|完成|加入|收购|投资|破产|上市|参选")
"""宣布从公司退休: an event, no report."""
_BARE_IF_LONG = frozenset("解释 补充 回忆 感叹 感慨 忆述 回应 反驳 说明 批评 质疑 指责 抨击 反映 提到 表明 反控 抱怨 吐槽 控诉 预警 披露 回复 答复 自称 慨叹 提及 表态 怒斥 痛批 狠批 直斥 炮轰 砲轰 揭露 反问 续说 续称 续指 质问 骂 讽刺 嘲讽 揶揄 讥讽 嘲笑 大赞 狂赞 激赞 盛赞 记得 忆起 自认 坦认 暗示 预判 提议 点明 扬言 打包票 发誓 叮嘱 痛陈 指斥 直轰 狂酸 怒呛 直指 谴责 声讨 大骂 痛骂 怒骂 狂骂 狠评 狂轰 数落 奚落 踢爆 爆出 反馈 点名 吹嘘 鼓吹 标榜 死撑 硬撑 坚持 力证 应承 惋惜 庆幸 反斥 反批 力斥 检举 揭发".split())
_PREDICATE_AHEAD = re.compile(r"(?:仍|已|将|正|须|需)有?[^的,]{4}|[^,的是]{2,10}是(?![否什怎谁])[^,]{2}|[^,的]{2,16}?(?:已经|仍然|并非|正在|存在|可能|应该|必须|没有|不是|[^不的](?:已|将|会|能|不|没|未|是|均|都|也|仍|须|更))[^的,]|(?:从未|从来|没有|自己|他|她|并非|不是|不会|将会|已经|会一直|会继续|目前)[^的,]{4}")
"""The subject's verb stands before any 的: what may follow is its object (感叹这会加剧市民的担忧)."""


_THINGS = re.compile(r"的(?:遭遇|经历|故事|情况|过程|感受|心情|经过|看法|原因|理由|想法|意见|计划|细节|方式|做法|问题|现象|内容|意义|目的|重要性|作用|角色|地位|价值|优势|属性|特点|特征|影响|身份|责任)$")
_COMPLAINS = frozenset("反映 批评 质疑 指责 抱怨 控诉 感叹 感慨 抨击 吐槽 反控 揭露 炮轰 砲轰 狠批 痛批 直斥 怒斥 痛骂 大骂 谴责 直指 数落 踢爆 点名 讽刺 嘲讽 埋怨".split())


def _tells(clause: str, word: str, size: int) -> bool:
    """Whether a clause follows the verb, and no mere thing (质疑不合理的收费)."""
    if _RELATIVE.search(clause):
        return False
    if _SHORT.fullmatch(clause) and (parts := phrases.tokens(clause)) and len(parts) > 1 and parts[-1][2] and not parts[0][2]:
        return True  # 反映客户预期改变,…
    if word in _COMPLAINS and _IDIOM.search(clause) and (parts := phrases.tokens(clause)) and len(parts) > 1 and phrases.is_idiom(clause[parts[-1][0] :]):
        return True  # 批评店家拖泥带水
    if size >= 12 and _VERBAL.search(clause):
        return True
    if _PREDICATE_AHEAD.match(clause):
        return True
    if word not in _COMPLAINS or len(clause) < 10 or "的" in clause:
        return False
    return any(verbal and 2 <= start < len(clause) - 2 for start, _, verbal in phrases.tokens(clause))  # 批评网店夸大商品销量


_SAYS_MORE = re.compile("并|又|也|还|更|要求|呼吁|希望|敦促|促|表示|认为|指|称|说|但|随后|遂|从而|引|令|让|使|为此|于是|[他她]")


def _goes_on(content: str, word: str) -> bool:
    """炮轰某局球员兼裁判,数据拖了半年才公布: the second clause shows that the first is one as well."""
    clauses = content.split(",")
    return len(clauses) > 1 and len(clauses[0]) >= 6 and "的" not in clauses[0] and not _SAYS_MORE.match(clauses[1]) and _tells(clauses[1], word, len(clauses[1]))


_IDIOM = re.compile("[\u4e00-\u9fff]{6}$")
_MARKED_TERM = re.compile(r"[“「『\"][^”」』\"]{1,6}[”」』\"]")
"""喊出“买入”: a word of theirs, no clause."""
_QUOTED_PREDICATE = re.compile(r"(?![为成作出到])[^的“「]{1,12}[“「][^”」]+[”」](?=[,。;]|$)")
_SHORT = re.compile(r"[\u4e00-\u9fff]{4,10}(?<!的)")
"""直斥商场「冷血」, 骂他们是“骗子”: the marks hold what is said of somebody."""
_VERBAL = re.compile(r"(?:^|[^的])[是会能要不没已未遭太](?![^,]*的[\u4e00-\u9fff]{1,4}$)|(?:不是|没有|已经|可以|应该|必须|需要|比较|较)(?![^,]*的[\u4e00-\u9fff]{1,4}$)")
"""A whole clause, that doesn't end as a noun phrase would (解释了会议的目的)."""
_RELATIVE = re.compile(r"(?:后|时|过)[^,]*的(?:内容|文章|消息|报道|视频|帖子|新闻|声明|说法)$|(?:的时候|之时|之际)$")
"""转发了他宣布退役后接受采访的内容: no report, but what the article is about."""
_CUT = re.compile(
    r",(?:另|其他|其余|后者|前者|截至)[^,。;]{0,12}(?:未|没有|拒绝|不予)(?:予|作|做|就此|对此)?(?:任何)?(?:回应|回复|置评|表态|答复)|,并据此|,(?:遂|随即|并)?判(?:[他她其]|处|囚|监|罚)|[,;]至于|,但[^,。]{1,8}(?:未|没)有?(?:予|作)?(?:理会|理睬|回应|回复|采纳|接纳)|,[^,。;]{1,8}对此(?:耸|笑|摇|点头|不置可否|并不|表示|没有|未)|,(?:但|不过|却)(?:是)?(?:他|她|其|并|也|却)?(?:没有|未|拒绝|不愿|并未|没)(?:就此|对此)?(?:说(?!话)|说明|透露|回答|给出|解释|提供|披露|明说|展开|正面|进一步|具体|点名)|,并(?:附上|附|展示|出示|递上|转发|晒出|配图|配文|随信)|,(?:此后|随后|其后|之后|后来)(?:便|就|再)?(?:未|没有?|不再|再)(?:也|再)?|,(?:当时|彼时|随后|之后|此后)(?=[^,。]*(?:去|还|就|便|已|将|宣布))|[,;](?:(?:但|而|于是|因此|随后|之后|不过|同时|并|然后|所以|此后|接着|就此|为此|这|那)?(?:(?:记者|笔者|(?<!而)当时|随后|此后)(?:就|便|也|还|又|则)?(?:开始|随即|转身|决定|没有|拿出|打开|指着|起身|离开|将|把|已|于|在|的|回|笑|递|掏|摇|点头|叹|没|只|正|曾)|(?:他|她|他们|她们)(?:就|便|也|还|又|则)?(?:随即|转身|拿出|打开|指着|起身|离开|笑了|笑着|递|掏|摇|点头|叹))"
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
