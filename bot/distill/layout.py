"""What of a page is the article's body: titles, captions, adverts, link lists, navigation and doubled bodies are told apart."""

# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from bot.distill.text import Text

LONGEST = 3000
"""Code points of a line that is taken as one paragraph; a longer one is cut at its sentence ends."""

Part = Literal["body", "heading", "caption", "advert", "links", "meta", "repeat"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line, [start, end) in code points, blanks at both ends left out."""

    start: int
    end: int
    line: int
    part: Part


_META = re.compile(
    r"^[\s◎▲●■*\-—(【\[]*(?:(?:本文|原文|文章|资讯|稿件|信息|内容|图文|素材|新闻|消息)?(?:来源|来自|转自|转载自|首发于|授权)|作者|撰文|撰稿|采写|采访|文字|编辑|责编|责任编辑|审校|校对|审核|监制|主编|排版|制图|设计|美编|出品|封面|视觉|运营|编译|翻译|整理|"
    r"文|记者|特约记者|实习记者|来源|图源|图片来源|图|时间|发布时间|发表时间|(?:文章|发布|刊登|出版|更新)?日期|更新时间|标签|关键词|关键字|所属分类|分类|栏目|网址|链接|原标题|原题|题图|声明|免责声明|版权声明|风险提示|编者按|导读|导语|阅读|浏览|评论数|字数)"
    r"\s*(?:[:|丨/／]|来自|于)"
)
_TALK_LABEL = re.compile(r"^\**\s*(?:记者|采访|编辑|主编|主播|作者)\s*\**\s*:")
_META_LINE = re.compile(r"^(?:\S{1,8}(?:记者|编辑|讯|特派员)\s+\S{2,4}(?:\s+\S{0,8}(?:编辑|摄影|报道)?\s*\S{0,4})*|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}.{0,30}|\S{2,10}/(?:文|图)|文\s*[|丨/]\s*\S+|责任编辑\S*|\(?(?:完|全文完|编辑 \S+|责任编辑.*)\)?)$")
_CAPTION = re.compile(r"(?:图源|图片来源|图片提供|供图|摄影|图/|图\||图片:|图:|资料图|截图|摄)\s*[:|/]?\s*\S{0,30}\s*$|^\s*[▲△↑↓◆(]*\s*(?:图\d*|图片|配图|上图|下图|资料图|资料图片|左图|右图|视频)\s*[:|丨\d]|^▲|^△|^\(?图[:|丨/]")
_ADVERT = re.compile(
    r"关注(?:我们|公众号|微信|本号|官方|我的|「|“|\S{0,10}公众号)|扫(?:码|描|一扫)|二维码|长按(?:识别|图片)|领(?:取|红包|券)|红包|优惠券|淘宝搜|京东搜|立即(?:下载|购买|抢购|领取|报名|注册|体验|咨询)|点击(?:下载|购买|领取|阅读|蓝字|上方|下方|这里|此处|链接|查看|进入|报名|关注|图片)|"
    r"下载(?:APP|app|客户端)|加(?:微信|群|好友)|微信(?:号|群)|商务合作|投稿(?:邮箱|请)|转载请|未经(?:授权|许可)|版权(?:归|所有)|侵权|不代表(?:本|平台|\S{0,8}立场)|点(?:赞|个)?(?:「?在看|“在看)|阅读原文|星标|设为星标|订阅|报名(?:通道|方式|链接)|限时|特价|折扣|满减|包邮|客服电话|热线电话|赞助|广告|推广|"
    r"抽奖|福利|免费(?:领取|试听|试用)|APP内(?:打开|阅读)|打开APP|分享到|分享至|举报|上一篇|下一篇|返回(?:搜狐|顶部|首页|列表)|查看更多|查看原文|展开全文|网友评论|发表评论|登录后|注册登录|入群|优惠(?:码|价)|原价|现价|买一送一|秒杀|下单|粉丝群|交流群|课程|训练营|开课|直播预告|预约直播"
)
_ADVERT_LONG = re.compile(r"扫(?:码|描)|二维码|长按识别|淘宝搜|京东搜|领取?红包|优惠券|限时|立即(?:下载|购买|抢购|报名|注册)|未经(?:授权|许可)|版权(?:归|所有)|关注公众号|商务合作|点击阅读原文|加微信|抽奖|买一送一|原价|秒杀|免费领取")
_TAIL = re.compile(
    r"^[\s#*>\-—=【\[(●▼▽◆■|]*(?:相关(?:推荐|阅读|文章|新闻|报道|链接|内容|资讯|话题|专题)|推荐(?:阅读|文章|新闻|内容|科技快讯|资讯|视频)?|延伸(?:阅读|閱讀)|热门(?:推荐|文章|新闻|阅读|资讯|评论|话题)|猜你喜欢|更多(?:精彩|阅读|文章|内容|推荐|新闻|报道|资讯)\S{0,6}|往期(?:回顾|推荐|精选|精彩|文章)\S{0,4}|精彩(?:推荐|回顾|内容)|"
    r"最新(?:文章|资讯|新闻|评论|推荐)|大家都在看|大家还看了|你可能(?:还)?(?:喜欢|感兴趣|想看)\S{0,6}|排行榜?|阅读排行|点击排行|热点(?:新闻|推荐|资讯)|今日热点|热文(?:推荐|排行)?|编辑推荐|关联阅读|参考(?:资料|文献|来源)|友情链接|网站地图|快讯|\d*快讯|关键词|标签|评论区?|精选留言|热评|看更多|更多新闻|其他人也在看|延伸報導|热搜|今日推荐|近期文章|推荐视频|相關報導|附:|END|THE END|- ?END ?-)[\s\]】):：>*—=●▼▽◆■|\-]*$",
    re.IGNORECASE,
)
_FINAL = re.compile(r"[。!?…;,:~][“”\"’』」「')）)》\]】]*\s*$|[。!?…][“”\"’』」「'\s)]*$|\.{3,}[”\"』」]?$")
_SAYS = re.compile(r"[说称道]|表示|认为|指出|告诉|直言|坦言|透露|强调")
_NAV = re.compile(r"^(?:\S{1,8}\s*[|>/»·丨]\s*){2,}\S{0,12}$|^(?:\S{1,6}\s+){4,}\S{0,12}$|^(?:首页|当前位置|您的位置|您现在的位置)[\s:>|]")
_MARKER = re.compile(r"(?:>\s*)+|[-*+]\s+(?=\S{12})")
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s|^\s*(?:---+|\*\*\*+|===+|```.*|\|.*\|)\s*$|^\s*!\[.*\]\(.*\)\s*$")


_HEADED = re.compile(r"(【[^【】]{6,80}】)\s*(?=\S.{12})")
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|\[详细\]|\[全文\])\s*$")
_TURN = re.compile(r"(?:(?<=[\s。?!”」])|^)(?:问|答|记者问|[QA]\d*)\s?:(?=\s?\S)")
_TURN_HEAD = re.compile(r"\**(?:问|答|记者|主持人|提问|[QA]\d*)\s?\**:")
"""A turn of a conversation, however short: no list of links is made of those."""
_SHORT_LABEL = re.compile(r"[^\s:,。“”「」【】\d]{1,8}:(?=\S)")
_STAMP = re.compile(r"(?P<name>[^\s:,。“”「」【】\d]{1,7}[^\s:,。“”「」【】\d网报社闻经技讯刊](?: [A-Za-z]{2,12})?)\s+\(?\d{1,2}:\d{2}(?::\d{2})?\)?")
"""李明 23:41: a name, no paper's, with the time of day."""
_ALL_QUOTED = re.compile(r"[“「『\"][^“”「」]{6,}[。!?…][”」』\"]\s*$")
_BROKEN_SENTENCE = re.compile(r"(?=.{20})[^,。]{2,}[,。][^#]{4,}$")
_DATE_LINE = re.compile(r"^\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/月]\d{1,2}日?(?:\s|$)|\d+\s*(?:小时|分钟|天)前)[^。]{0,24}$")
_QUOTES_SOMEBODY = re.compile(r"^(?=.{30})(?:.*[,。].*)?[”」][^“”「」]{1,16}(?:说|表示|称|道|告诉)")
_DATED = re.compile(r"\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s|[\u4e00-\u9fff]|$)")
_SAID_BY_TWO = re.compile(r"^[^:。“「]{0,14}:?[“「][^。]{2,20}[”」],?\s?[^:。“「]{1,14}:[“「][^。]{2,20}[”」]$")
"""A headline in two voices: 消费者:“…”,路人:“…?”"""


def paragraphs(text: Text) -> list[Paragraph]:
    """Every printed line with what it is. Lists of links and whatever follows them never count as body."""
    out: list[Paragraph] = []
    for number, (start, end) in enumerate(text.lines(), start=1):
        raw = text.plain[start:end]
        body = raw.strip()
        if len(body) > LONGEST:
            out += _pieces(text, start, end, number)
        elif body:
            lead = len(raw) - len(raw.lstrip())
            marker = _MARKER.match(body)
            if marker and marker.end() < len(body):
                lead, body = lead + marker.end(), body[marker.end() :]
            if len(_TURN.findall(body)) >= 2:
                out += _turns(start + lead, body, number)
                continue
            headed = _HEADED.match(body)
            if headed:  # 【标题】正文
                out.append(Paragraph(start + lead, start + lead + headed.end(1), number, "heading"))
                lead, body = lead + headed.end(), body[headed.end() :]
            out.append(Paragraph(start + lead, start + lead + len(body), number, _kind(body)))
    if out and out[-1].part == "heading" and _BROKEN_SENTENCE.search(text.plain[out[-1].start : out[-1].end]):
        out[-1] = replace(out[-1], part="body")  # the page breaks off in mid-sentence
    return _without_repeats(text, _without_tail(text, _without_link_runs(text, _without_teasers(text, out))))


def _turns(start: int, body: str, number: int) -> list[Paragraph]:
    """问:…答:…问:… run together on one line: a paragraph each."""
    cuts = [0, *(m.start() for m in _TURN.finditer(body) if m.start()), len(body)]
    out = []
    for a, b in pairwise(cuts):
        part = body[a:b].strip()
        if part:
            at = start + a + body[a:b].index(part)
            out.append(Paragraph(at, at + len(part), number, "body"))
    return out


def _without_teasers(text: Text, found: list[Paragraph]) -> list[Paragraph]:
    """The first words of other pages: a line broken off by dots, with a date or another title behind it."""
    out = list(found)
    for i, p in enumerate(found[:-1]):
        line, behind = text.plain[p.start : p.end], text.plain[found[i + 1].start : found[i + 1].end]
        if p.part == "body" and _BROKEN_OFF.search(line) and (_DATE_LINE.match(behind) or _DATED.match(behind) or _DATED.match(line)):
            out[i] = replace(p, part="links")
            if i and out[i - 1].part in ("body", "heading") and len(text.plain[out[i - 1].start : out[i - 1].end]) <= 45:
                out[i - 1] = replace(out[i - 1], part="links")
    return out


def _pieces(text: Text, start: int, end: int, number: int) -> list[Paragraph]:
    """A page without line breaks, cut at sentence ends into pieces of a paragraph's length."""
    out: list[Paragraph] = []
    at = start
    while at < end:
        stop = min(at + LONGEST // 2, end)
        if stop < end:
            last = max(text.plain.rfind(mark, at + 200, stop) for mark in ("。”", "。」", "。", "!", "?"))
            stop = last + (2 if text.plain[last : last + 2] in ("。”", "。」") else 1) if last > 0 else stop
        piece = text.plain[at:stop]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            out.append(Paragraph(at + lead, at + lead + len(piece.strip()), number, "body"))
        at = stop
    return out


def _kind(line: str) -> Part:
    if _MARKDOWN.search(line):
        return "heading"
    if _META.search(line) and len(line) < 120 and not (_TALK_LABEL.match(line) and (_FINAL.search(line) or len(line) > 30)):
        return "meta"
    if _META_LINE.search(line):
        return "meta"
    if len(line) < 200 and _NAV.search(line) and not _FINAL.search(line):
        return "links"
    if len(line) < 90 and _CAPTION.search(line) and not re.search(r"[说称道]|表示|(?<!自)我.*。$|[:,][“「][^”」]{4,}[。!?…][”」]", line) and not re.search(r"^[^▲△▼↑↓(].{24,}。\(图", line):
        return "caption"
    if (len(line) < 70 and _ADVERT.search(line) and not _looks_spoken(line)) or (
        len(line) < 140 and _ADVERT_LONG.search(line) and (not _looks_spoken(line) or _shouts(line))
    ):
        return "advert"
    if re.match(r"^https?://\S+$", line):
        return "links"
    if len(line) <= 60 and not (len(line) > 25 and re.search(r"[^0-9]。[^”」』)]", line)) and ((not _FINAL.search(line) and not _QUOTES_SOMEBODY.search(line)) or _SAID_BY_TWO.match(line)):
        return "heading"
    return "body"


def _shouts(line: str) -> bool:
    """【限时福利】…: an advert even where it lets somebody speak."""
    return bool(re.match(r"[【\[★☆>》◆●▶!※]", line)) or len(set(_ADVERT.findall(line)) | set(_ADVERT_LONG.findall(line))) >= 2


def _looks_spoken(line: str) -> bool:
    """A line that reports somebody's words isn't an advert, whatever it speaks about."""
    return bool(_ALL_QUOTED.match(line)) or bool(re.search(r"[“「\"『].{4,}[”」\"』]", line) and _SAYS.search(line) and _FINAL.search(line)) or bool(
        re.search(r"(?:表示|认为|指出|告诉|透露|坦言|介绍)[,:]", line) and re.search(r"。\s*$", line)
    ) or (bool(_SAYS.search(line) and re.search(r"[,].*。\s*$", line)) and not _shouts(line) and not re.match(r"(?:欢迎|关注|点击|扫|长按|本文|版权|未经|转载|更多|如需|商务|加入|立即|即刻|现在)", line))


def _without_link_runs(text: Text, found: list[Paragraph]) -> list[Paragraph]:
    """Three or more unfinished lines in a row, with a question or a reported headline among them, are a list of links."""
    out = list(found)
    at = 0
    while at < len(out):
        stop = at
        while stop < len(out) and _is_link_like(text, out[stop]):
            stop += 1
        if stop - at >= 4 and not _is_chat(text, out[at:stop]):
            for i in range(at, stop):
                if out[i].part in ("heading", "body"):
                    out[i] = replace(out[i], part="links")
        at = max(stop, at + 1)
    return out


def _is_chat(text: Text, found: list[Paragraph]) -> bool:
    """Lines of a chat have no full stops, either: two people or more, each with a label again and again."""
    labels = Counter(m.group() for p in found if (m := _SHORT_LABEL.match(text.plain, p.start, p.end)))
    stamps = Counter(m.group("name") for p in found if (m := _STAMP.fullmatch(text.plain, p.start, p.end)))
    if sum(n >= 2 for n in stamps.values()) >= 2 and 2 * stamps.total() >= len(found) - 2:
        return True
    again = [n for n in labels.values() if n >= 2]
    return len(again) >= 2 and 2 * sum(again) >= len(found)


def _is_link_like(text: Text, p: Paragraph) -> bool:
    line = text.plain[p.start : p.end]
    if p.part in ("links", "advert", "caption", "meta"):
        return p.part == "links"
    if p.part == "heading":
        return not _TURN_HEAD.match(line)
    return len(line) <= 45 and not _TURN_HEAD.match(line) and line[0] not in "“「『\"" and not re.search(r"[。,:;][”\"』」]?\s*$", line) and "。" not in line


def _without_tail(text: Text, found: list[Paragraph]) -> list[Paragraph]:
    """After a heading such as 相关推荐 unfinished lines are links, until two full paragraphs stand in a row again."""
    out: list[Paragraph] = []
    tail = False
    full = 0
    for p in found:
        line = text.plain[p.start : p.end]
        if len(line) <= 24 and _TAIL.match(line):
            tail, full = True, 0
            out.append(replace(p, part="links"))
            continue
        if tail:
            finished = (len(line) >= 40 or (len(line) >= 16 and _looks_spoken(line))) and line.rstrip("”\"』」 )").endswith(("。", "!", "?")) and p.part == "body"
            full = full + 1 if finished else 0
            if full >= 2:
                tail = False
                if out and out[-1].line < p.line and out[-1].part == "links" and len(text.plain[out[-1].start : out[-1].end]) >= 40:
                    out[-1] = replace(out[-1], part="body")
            else:
                out.append(replace(p, part="links" if p.part in ("body", "heading") else p.part))
                continue
        out.append(p)
    return out


def _without_repeats(text: Text, found: list[Paragraph]) -> list[Paragraph]:
    """The second printing of a body paragraph (doubled pages) is left out."""
    seen: set[str] = set()
    out: list[Paragraph] = []
    for p in found:
        key = re.sub(r"\W+", "", text.plain[p.start : p.end])
        again = bool(out) and out[-1].part == "repeat"
        if p.part == "body" and (len(key) >= 12 or (again and key)) and key in seen:
            out.append(replace(p, part="repeat"))
            continue
        if p.part == "body":
            seen.add(key)
        out.append(p)
    return out
