"""What is known of an article itself: title, outlet, author, date, as the page prints them; and ASCII names for files and ids."""

# ruff: noqa: E501 (patterns read better unbroken)
from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from bot.distill.statements import Article
from bot.distill.text import Text
from bot.persona.model import UNKNOWN_OUTLET
from bot.recall import chinese

_DATE = re.compile(r"(20\d\d|19\d\d)\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})")
_MONTH = re.compile(r"(20\d\d|19\d\d)\s*[-/年.]\s*(\d{1,2})(?!\d)\s*月?")
_UNSAFE_NAME = re.compile(r"[^\w.-]+")
_OUTLET = re.compile(r"(?:原文来源|文章来源|来源|转自|来自(?=\s*(?:微信公众号|[:|丨/《“])))\s*(?:微信公众号)?\s*[:|丨/]?\s*(?:微信公众号)?\s*[:|]?\s*[“《]?([\u4e00-\u9fffA-Za-z0-9·]{2,20})")
_AUTHOR = re.compile(r"(?:作者|撰文|本报记者|采写|^文)\s*[:|丨/]?\s*([\u4e00-\u9fff·]{2,4}|[A-Z][A-Za-z .]{2,20})(?=[\s,，。)）]|$|编辑)")


@dataclass(frozen=True, slots=True)
class DraftSource:
    """An article as `sources.yaml` wants it; `text` is what the offsets count in."""

    id: str
    file: str
    sha256: str
    title: str
    outlet: str
    author: str | None
    published: str
    text: str
    dated: bool = True


def source_of(text: Text, article: Article, published: str = "", today: datetime.date | None = None) -> DraftSource:
    """Title, outlet, author and date as the page prints them; the date given wins, then the page's; an undated one has `today`'s year as a bound."""
    raw = text.raw.encode("utf-8", "surrogatepass")
    sha = hashlib.sha256(raw).hexdigest()
    head = [text.plain[p.start : p.end] for p in article.paragraphs[:12]]
    page = text.plain[:1500] + "\n" + text.plain[-400:]
    title = _title(text, article)
    outlet, printed = _outlet(page), _printed_date(page)
    author = next((m for m in (_AUTHOR.search(h) for h in head) if m), None)
    stem = Path(text.name or "article").stem
    slug = slugged(stem) or slugged(title[:8]) or "article"
    return DraftSource(
        id=f"{slug[:40].strip('-')}-{sha[:6]}",
        file=f"{(_UNSAFE_NAME.sub('-', stem) or 'article')[:60]}.txt",
        sha256=sha,
        title=" ".join(title.split())[:120],
        outlet=outlet,
        author=author.group(1).strip() if author else None,
        published=published or printed or str((today or datetime.date.today()).year),
        text=text.raw,
        dated=bool(published or printed),
    )


_BYLINE = re.compile(
    r"^(?:\W*(?:本报)?记者[\u4e00-\u9fff]{2,4}[/|丨]|\W*(?:记者|文|图|作者|编辑|责任编辑|来源|来源于|时间|发布时间|出处|原文|资料图|原标题|采写|撰文|摄影|综合报导|原文来源|文章来源|图片来源|图源|题图|封面|点击|关键词)\W|\W*(?:date\s*)?(?:19|20)\d\d\s*[-/年.]\s*\d|[▲■●(（—①②③]|\d{1,2}[.、]?$|【[^】]{0,20}】?$|.{0,12}(?:记者|编辑)\s*[|丨/]|.{0,12}讯$|.{0,16}(?:报导|报道)$|资讯$|新闻中心$|首页)"
)


_DATED = re.compile(r"^(?:\W*(?:date\s*)?(?:19|20)\d\d-\d\d?-\d\d?|【[^】]{1,20}】|\s+)+")


def _title(text: Text, article: Article) -> str:
    """The first line that reads like a headline; else how the first sentence begins."""
    lines = [(p.part, text.raw[p.start : p.end].lstrip("#* >").strip("*# "), text.plain[p.start : p.end].strip("#* >")) for p in article.paragraphs[:6]]
    for part, raw, plain in lines:
        if 4 <= len(raw) <= (90 if part == "heading" else 45) and not _BYLINE.match(plain) and not re.search(r"。.|[:：][“「]", plain):
            return raw.rstrip("。")
        if part == "body" and len(raw) > 40:
            break  # what is a heading behind this is a heading inside
    for part, raw, _ in lines:
        bare = _DATED.sub("", raw)
        if part in ("body", "heading") and len(bare) >= 8 and not _BYLINE.match(chinese.simplify(bare)):
            sentence = re.split(r"(?<=[。！？!?])", bare)[0]
            return sentence if len(sentence) <= 30 else _opening(sentence)
    return next((raw[:90] for part, raw, plain in lines if part == "heading" and raw), "") or text.name or "无题"


def _opening(sentence: str) -> str:
    """A long sentence up to its last comma before the thirtieth character."""
    cut = max((m.start() for m in re.finditer("[,，:：;；]", sentence[:30]) if m.start() >= 10), default=28)
    return sentence[:cut] + "…"


def _outlet(page: str) -> str:
    found = _OUTLET.search(page) or _DATELINE.search(page)
    name = found.group(1) if found else ""
    return name if name and name not in ("互联网", "网络", "网上", "互联网整理", "导读", "作者", "编辑", "责任编辑", "时间", "正文") else UNKNOWN_OUTLET


_DATELINE = re.compile(r"(?:^|\n)\s*([\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?:\d{1,2}月\d{1,2}日)?(?:消息|讯|电)[,，:：\s]")


_SENTENCE = re.compile(r"[，,].*。|。.+。")
_DATELINED = re.compile(r"\W{0,3}(?:date\s*)?(?:19|20)\d\d(?:\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|年\d{1,2}月\d{1,2}日(?=\s|讯|电|消息))")


def _printed_date(page: str) -> str:
    """The first whole date, else the first month of a year; empty where the page prints none.

    A date in the middle of a sentence is what the article speaks of: only those of short lines and lines' beginnings count.
    """
    lines = (line.strip() for line in page.splitlines())
    page = "\n".join(line if len(line) <= 60 and not _SENTENCE.search(line) else line[:16] if _DATELINED.match(line) else "" for line in lines)
    for match in _DATE.finditer(page):
        year, month, day = (int(g) for g in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return datetime.date(year, month, day).isoformat()
            except ValueError:
                continue
    for match in _MONTH.finditer(page):
        if 1 <= int(match.group(2)) <= 12:
            return f"{match.group(1)}-{int(match.group(2)):02d}"
    return ""


def slugged(text: str) -> str:
    """ASCII for an id: pinyin of Chinese, the rest as it is."""
    out = "".join(f"-{chinese.syllable(c)}-" if chinese.is_han(c) else c for c in text[:40])
    return re.sub(r"[^a-z0-9]+", "-", out.lower()).strip("-")


def person_slug(name: str) -> str:
    """朱啸虎 → zhu-xiaohu; a description → its first syllables."""
    if chinese.is_han(name) and 2 <= len(name) <= 4 and not re.search(r"[A-Za-z·]", name):
        surname = 2 if len(name) == 4 else 1
        parts = chinese.pinyin(name)
        joined = ["".join(parts[:surname]), "".join(parts[surname:])]
        return re.sub(r"[^a-z0-9-]+", "", "-".join(j for j in joined if j))[:48]
    return slugged(name)[:48].strip("-")


def free_slug(slug: str, taken: set[str]) -> str:
    """The slug, or the first numbered one that nobody has."""
    number, out = 2, slug
    while out in taken:
        out, number = f"{slug}-{number}", number + 1
    return out
