"""Can a sentence stand alone as what somebody holds? If not, why: a reason a user reads.

A claim is read far from its article: a pronoun that points back, half a clause, thanks, a question or a story of one's own
day are no position there, however certain it is who said them. Sentences come in Simplified with full-width marks.
"""

# ruff: noqa: E501 (patterns read better unbroken)
from __future__ import annotations

import re
from typing import Literal

Fault = Literal["question", "dangling", "courtesy", "own_story", "fragment", "vague", "news"]
"""Why a sentence is no position. The words for each are in bot/lang (distill: left_out)."""

_NO_THING = "现象|情况|问题|事情|事儿|东西|趋势|观点|说法|想法|做法|看法|过程|结果|方式|方面|领域|人|是|就|都|也|的|会|能|不|很|太|里|时候|意思|角度|层|方向|说|么|样"
_BACK = re.compile(
    r"^(?:这(?!波|轮|次|种|类|场|个|些|股|批|款|项|件|家|位|条|届|代|座)|那(?!波|轮|次|种|类|场|个|些|股|批|款|项|件|家|位|条)"
    rf"|[这那]一?(?:波|轮|次|种|类|场|个|些|股|批|款|项|件|家|位|条|届|代|座)(?:{_NO_THING}|[，,、]|(?:公司|产品|项目|模式|企业|数字|数据|团队|变化|机会|软件|部门)(?![\u4e00-\u9fff]))"
    r"|它|其(?![他它中实余次一二三间]|中一)|他|她|此(?!次|外|轮|类|番)|该|对此|对于此|为此|与此|因此|因而|前者|后者|二者|两者|上述|前述|同样地?[，,]|相比之下|相反|反之|否则|不然|于是|从而|再者|其次|最后[，,]|第二[，,]|第三[，,]|另一方面|另一个|除此之外|在此基础上|接下来[，,]|后来"
    r"|(?:也(?!许)|却|都(?!市)|则|便(?!宜|利)|均(?!价|线)|并(?!不|非|没|购))|所以|以及|以此|跟这|和这|与这|像这|比这|用这|从这|靠这|这样)"
)
_NO_SUBJECT = re.compile(r"^(?:是(?!否|非)|有点像|能够(?![^，。]{1,8}的)|具备|包括|相当于|意味着|属于|导致|造成|使得|使(?!用)|成为|达到|已达|占比|降到|降低到|高达|仅有|就是|[与和跟同][^，。]{2,30}(?:有关|相关|类似|一样)[。！]?$)")
_COURTESY = re.compile(
    r"^(?:谢谢|多谢|感谢|非常感谢|很高兴|非常高兴|很荣幸|非常荣幸|荣幸|大家好|各位(?:好|来宾|朋友)|欢迎|你好|您好|恭喜|祝贺?|加油|抱歉|对不起|辛苦|再见|晚安|早上好|请坐|哈哈|呵呵|鼓掌)"
    r"|^[^，。]{0,8}(?:很开心|真开心|很激动|很感动|特别感动|很兴奋|太高兴|很幸运|好激动|心情很好|睡了个好觉)[^，。]{0,6}[。！]?$"
)
_QUESTION = re.compile(r"[？?][”」』）)]*$|(?:呢|吗|(?<![什怎这那多要])么)[。！]?$")
_STORY = re.compile(
    r"(?:有一次|有一回|那天|当天晚上|昨天|昨晚|前天|上周|刚才|今天(?:早上|上午|下午|晚上)?(?:下|去|来|和|跟|到|在|吃|见|看))[^。]*[了过]|(?:找|问|拉着|打电话给|联系|告诉|跟|帮)(?:到)?我(?!们)[^。]{0,12}(?:说|问|了|过|投|要)"
)
_NEWS = re.compile(r"(?:成立于|创立于|创办于|位于|毕业于|出生于|注册资本|总部设在)")
VIEW = re.compile(
    r"应当?|该(?!公司|项目|产品|机构|人|市|区|校|院|企业|品牌|网友|负责)|必须|需要|不能|不可|不要|不会|(?<![分个区类级性特派告])别(?!的|人|处|墅|称|名)|将|可能|恐|难|容易|更|最|太(?!阳)|很|非常|十分|不利|有利|值得|重要|关键|根本|优势|劣势|风险|机会|希望|反对|支持|看好|担心|才能|只有|只要|如果|不如|好事|坏事"
    r"|方向|趋势|本质|核心|并非|不是|无法|难以|不代表|不等于|没有意义|有意义|前景|未来|泡沫|趋于|向好|足够|不足|不够|有限|合理|过度|过高|过低|偏高|偏低|落后|领先|拒绝|抵制|呼吁|建议|要(?=[^求点素闻塞])|会(?![议计员长上场展])|靠|拼|赢|输|坚持|打破|取代|淘汰"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿两半][成倍个家万亿%％]|百分之|环比|同比")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def fault(sentence: str, after: bool = False) -> Fault | None:
    """Why the sentence is no position by itself; None where it is. `after`: the sentence before it is kept with it."""
    text = sentence.strip()
    bare = text.strip(" ，,、；;：:。.！!？?…”“）（")
    if _QUESTION.search(text):
        return "question"
    if _COURTESY.search(text):
        return "courtesy"
    if len(_HAN.findall(bare)) < 5:
        return "vague"
    if not after and (_BACK.match(bare) or _NO_SUBJECT.match(bare) or re.search(r"，那(?:的确|确实|倒是|当然)", bare)):
        return "dangling"
    if _STORY.search(text) and not re.search(r"应该|必须|希望|不能|值得", text):
        return "own_story"
    if _NEWS.search(text) and not VIEW.search(text):
        return "news"
    if _fragment(bare) or re.search(r"(?:表示|认为|指出|称|说)$", bare):
        return "fragment"
    if not after and len(_HAN.findall(bare)) < 8 and not VIEW.search(text) and not re.search(r"[了没无不]", text):
        return "vague"
    return None


_DOING = re.compile(
    r"取消|打破|消除|废除|停止|恢复|保障|推动|提高|降低|放宽|放开|修订|制定|建立|完善|加强|加快|减少|增加|延长|缩短|扩大|限制|鼓励|规范|保护|重视|设立|开放|调整|公开|明确|尊重|改变|解决|满足|影响|取代|冲击|损害|挤压|带来|造成"
)


def _fragment(bare: str) -> bool:
    """A noun with what describes it, a date, a clause that only leads up to one."""
    if re.fullmatch(r"[\d年月日初底末中旬上下半]+", bare):
        return True
    if not _DOING.search(bare) and re.fullmatch(r"[^，；：了是已会要能在不没有]{1,8}的[^，；：的不没会要能是有了]{1,5}", bare):
        return True
    return bool(re.match(r"(?:如果|虽然|尽管|除了|当|由于|与其|只要|只有|不仅|不但|无论|不管|即使|作为|随着|为了|通过|对于|关于)[^，]*$", bare) and "，" not in bare and not re.search(r"才|就|都|也", bare))


def weight(sentence: str) -> int:
    """How much of a view a sentence is: 2 judged, foretold or demanded; 1 plain; 0 a figure or a thing that happened."""
    if VIEW.search(sentence):
        return 2
    return 0 if _FIGURE.search(sentence) else 1


def only_figures(claim: str) -> bool:
    """A report of numbers without a judgement."""
    return bool(_FIGURE.search(claim)) and not VIEW.search(claim)
