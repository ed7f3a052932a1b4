"""Files → text: plain text, Markdown, HTML, EPUB, PDF, DOCX. The heavy readers load when their format is met.

Text and Markdown are taken as they stand, so offsets count in the file itself; of the other formats offsets count in the
text read out of them, which `Text.raw` is.
"""

from __future__ import annotations

import io
import logging
import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.distill.text import Text
from bot.errors import RequestError
from bot.lang import Sentence

MAX_BYTES = 20_000_000
MAX_TEXT = 5_000_000
_ZIP_LIMIT = 200_000_000
SUFFIXES = {
    ".txt": "text", ".text": "text", "": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".epub": "epub", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip


class UnreadableArticle(RequestError):
    """The file can't be read as an article; the sentence says why and what to do."""


def read_file(path: Path) -> Text:
    """The article in `path`, a file or a pipe. Raises UnreadableArticle."""
    if address := re.match(r"(https?):/+(.+)", path.as_posix(), re.IGNORECASE):  # a Path has lost one of the slashes
        raise UnreadableArticle(Sentence("distill.error.address", url=f"{address[1]}://{address[2]}"))
    if not path.exists():
        raise UnreadableArticle(Sentence("distill.error.missing", file=path))
    if path.is_dir():
        raise UnreadableArticle(Sentence("distill.error.directory", file=path))
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # a device never ends
    except OSError as error:
        raise UnreadableArticle(Sentence("distill.error.unreadable", file=path, why=error.strerror or error)) from error
    return read_bytes(raw, path.name)


def read_bytes(raw: bytes, name: str) -> Text:
    """The article in `raw`, by the suffix of `name` and by what the bytes look like. Raises UnreadableArticle."""
    if len(raw) > MAX_BYTES:
        raise UnreadableArticle(Sentence("distill.error.too_large", file=name, megabytes=MAX_BYTES // 1_000_000))
    kind = _kind(raw, name)
    try:
        text = _READERS[kind](raw, name)
    except UnreadableArticle:
        raise
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, RecursionError, LookupError) as error:
        raise UnreadableArticle(Sentence("distill.error.damaged", file=name, why=f"{type(error).__name__}: {error}")) from error
    if not text.strip():
        raise UnreadableArticle(Sentence("distill.error.no_text", file=name))
    if len(text) > MAX_TEXT:
        raise UnreadableArticle(Sentence("distill.error.too_long", file=name, characters=f"{MAX_TEXT:,}"))
    return Text(text, name)


def _kind(raw: bytes, name: str) -> str:
    if raw.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        suffix = SUFFIXES.get(Path(name).suffix.lower(), "")
        if suffix in ("epub", "docx"):
            return suffix
        with io.BytesIO(raw) as file:
            try:
                names = zipfile.ZipFile(file).namelist()
            except zipfile.BadZipFile as error:
                raise UnreadableArticle(Sentence("distill.error.zip_damaged", file=name)) from error
        return "docx" if "word/document.xml" in names else "epub"
    kind = SUFFIXES.get(Path(name).suffix.lower())
    if kind is None:
        known = " ".join(s for s in SUFFIXES if s)
        raise UnreadableArticle(Sentence("distill.error.unknown_kind", file=name, known=known))
    return kind


def decode(raw: bytes, name: str = "") -> str:
    """UTF-8, UTF-16 by its mark, else whichever of GB18030 and Big5 gives commoner characters. Raises UnreadableArticle."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best, score = "", -1.0
    for codec in ("gb18030", "big5hkscs"):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        common = sum(text.count(c) for c in "的是不了在有我他這这個个們们來来說说，。")
        if common / max(1, len(text)) > score:
            best, score = text, common / max(1, len(text))
    if score >= 0.01:
        return best
    text = raw.decode("utf-8", errors="replace")
    if text.count("\ufffd") > len(text) // 10:
        raise UnreadableArticle(Sentence("distill.error.encoding", file=name))
    return text


def _plain(raw: bytes, name: str) -> str:
    text = decode(raw, name)
    if text.count("\x00") > len(text) // 50:
        raise UnreadableArticle(Sentence("distill.error.binary", file=name))
    return text


def _html(raw: bytes, name: str) -> str:
    try:
        import trafilatura
    except ImportError as error:
        raise UnreadableArticle(Sentence("distill.error.extra", file=name, kind="HTML")) from error
    from trafilatura.settings import use_config

    page = decode(raw, name)
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")  # counted for English: a Chinese article of 200 characters isn't short
    options: dict[str, Any] = {"include_comments": False, "include_tables": False, "favor_recall": True, "config": settings}
    text, whole = trafilatura.extract(page, prune_xpath=_NOT_BODY, **options), trafilatura.extract(page, **options)
    if 2 * len(_said(text)) < len(_said(whole)):  # the body itself is marked like that
        text = whole
    if not text:
        return trafilatura.html2txt(page) or ""
    return _with_head(text, trafilatura.extract_metadata(page, extensive=False))


def _said(text: str | None) -> set[str]:
    """The lines with a sentence in them, each once."""
    return {line for line in (text or "").split("\n") if re.search("[。！？]", line)}


def _has_class(*names: str) -> str:
    """XPath for elements with one of these classes or ids, whole words only."""
    tests = " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {n} ') or @id='{n}'" for n in names)
    return f"//*[{tests}]"


_NOT_BODY = [
    "//figcaption",
    "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]",
    _has_class("ad", "ads", "adv", "advert", "advertisement", "adsbygoogle", "sponsor", "recommend", "related", "print-version", "breadcrumb"),
]
"""What stands inside the body and isn't of it."""


def _with_head(text: str, found: Any) -> str:
    """The text below what the page says of itself (title, outlet, author, date) where its first lines don't print it."""
    if found is None:
        return text
    top = text[:400]
    title = re.split(r"[_|]|\s[-–—]\s", found.title or "")[0].strip()
    names = [f"{label}：{value}" for label, value in (("来源", found.sitename), ("作者", found.author)) if _name(value) and value not in top]
    date = found.date if found.date and not re.search(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}", top) else ""
    head = [line for line in (title if title and title not in top else "", " ".join(names), date) if line]
    lines = text.split("\n")
    at = 1 if title and title in lines[0] else 0
    return "\n".join([*lines[:at], *head, *lines[at:]])


def _name(value: str | None) -> bool:
    """Whether a page's outlet or author looks like one: an address or a sentence doesn't."""
    return bool(value) and len(str(value)) <= 20 and not re.search(r"[/@.。，]", str(value))


def _epub(raw: bytes, name: str) -> str:
    try:
        import lxml.etree
        import lxml.html
    except ImportError as error:
        raise UnreadableArticle(Sentence("distill.error.extra", file=name, kind="EPUB")) from error
    parts: list[str] = []
    size = 0
    parser = lxml.html.HTMLParser(encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        for info in _in_order(book, _safe(book, name)):
            try:
                tree = lxml.html.document_fromstring(decode(book.read(info), name).encode(), parser=parser)
            except lxml.etree.LxmlError:
                continue
            for line in _lines_of(tree):
                size += len(line)
                if size <= MAX_TEXT:
                    parts.append(line)
    return "\n".join(parts)


_INLINE = re.compile("a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|ruby|rb|s|samp|small|span|strong|sub|sup|time|tt|u|var")
_EDGE = "\u2028"  # a line separator: XML takes it, and white space has been evened out before


def _lines_of(tree: Any) -> list[str]:
    """A chapter's lines: one a block or `br`, whatever elements it uses for paragraphs; no captions, scripts, navigation."""
    for node in list(tree.iter("script", "style", "nav", "figcaption", "head", "rt", "rp")):
        node.drop_tree()
    for node in tree.iter():
        edge = _EDGE if isinstance(node.tag, str) and not _INLINE.fullmatch(node.tag) else ""
        node.text = edge + " ".join(f"|{node.text or ''}|".split())[1:-1]
        node.tail = edge + " ".join(f"|{node.tail or ''}|".split())[1:-1]
    return [line for piece in tree.text_content().split(_EDGE) if (line := " ".join(piece.split()))]


def _in_order(book: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The chapters as the book's spine has them; as they are packed where it has none that can be read."""
    import lxml.etree

    pages = [i for i in infos if re.search(r"\.x?html?$", i.filename, re.IGNORECASE)]
    pages = [i for i in pages if not re.search(r"(?:^|/)(?:nav|toc|cover)\b", i.filename, re.IGNORECASE)]
    spine: list[str] = []
    for info in (i for i in infos if i.filename.lower().endswith(".opf")):
        try:
            root = lxml.etree.fromstring(book.read(info), lxml.etree.XMLParser(resolve_entities=False, no_network=True))
        except lxml.etree.LxmlError:
            continue
        hrefs = {e.get("id"): unquote(e.get("href") or "") for e in root.iter("{*}item")}
        base = posixpath.dirname(info.filename)
        spine += [posixpath.normpath(posixpath.join(base, hrefs.get(e.get("idref")) or "")) for e in root.iter("{*}itemref")]
    rank = {name: n for n, name in reversed(list(enumerate(spine)))}
    return sorted(pages, key=lambda i: rank.get(i.filename, len(rank)))


def _safe(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > 5_000 or sum(i.file_size for i in infos) > _ZIP_LIMIT:
        raise UnreadableArticle(Sentence("distill.error.zip_bomb", file=name))
    return infos


def _pdf(raw: bytes, name: str) -> str:
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    except ImportError as error:
        raise UnreadableArticle(Sentence("distill.error.extra", file=name, kind="PDF")) from error
    try:
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says on stderr what we say in our own words
        pages = pypdf.PdfReader(io.BytesIO(raw)).pages
        text = "\n".join(page.extract_text() for page in pages[:500])
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableArticle(Sentence("distill.error.locked", file=name)) from error
    except (PyPdfError, TypeError, AttributeError, IndexError, AssertionError, NotImplementedError) as error:
        raise UnreadableArticle(Sentence("distill.error.damaged", file=name, why=type(error).__name__)) from error
    return _rejoined(text)




def _rejoined(text: str) -> str:
    """Lines a page layout broke in mid-sentence are joined; a short line stays as it is (a heading)."""
    lines = text.split("\n")
    width = sorted(len(line) for line in lines)[int(len(lines) * 0.8)] if len(lines) > 4 else 0
    out: list[str] = []
    for line in lines:
        line = line.strip()
        full = bool(out) and len(out[-1]) >= 0.8 * width and width >= 12
        last = out[-1][-40:] if out else ""
        if full and last and not re.search(r"[。！？!?”」…]$", last) and line:
            out[-1] += line
        else:
            out.append(line)
    return "\n".join(out)


def _docx(raw: bytes, name: str) -> str:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise UnreadableArticle(Sentence("distill.error.extra", file=name, kind="DOCX")) from error
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        _safe(archive, name)
    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, SyntaxError) as error:
        raise UnreadableArticle(Sentence("distill.error.damaged", file=name, why="DOCX")) from error
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


_READERS = {"text": _plain, "markdown": _plain, "html": _html, "epub": _epub, "pdf": _pdf, "docx": _docx}
