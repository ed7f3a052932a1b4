"""Evidence proved against the articles' texts, where the reader has them: hash, offsets, line, and who is speaking."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from bot import yamlfile
from bot.errors import Mistake
from bot.persona.files import Library, PersonaFile
from bot.persona.model import Evidence, Persona, Source

# Who speaks may stand in the passage's own paragraph, or be carried over from those before it.
_NEAR_LINES = 8
_PRONOUN = re.compile(r"[他她我]|其|本人|对方|后者|前者|\b(?:he|she|they|I)\b", re.IGNORECASE)
_QUOTE_BEFORE = re.compile("[“「『\"‘':：]")
_SPEECH_ABOVE = re.compile(r"[:：][ \t\u3000]*\n")


def prove(library: Library, articles: Path, fold: Callable[[str], str] = str) -> list[Mistake]:
    """Every piece of evidence that its article doesn't bear out. Articles that aren't in the folder are passed over.

    `fold` makes Traditional and Simplified comparable without changing a text's length.
    """
    if not articles.is_dir():
        return [Mistake(str(articles), 0, "", "找不到原文文件夹")]
    found: list[Mistake] = []
    texts: dict[str, str] = {}
    document = library.sources_document
    for number, source in enumerate(library.sources.sources):
        text = _read(articles / source.file, source)
        if isinstance(text, Mistake) and document:
            found.append(document.mistake(("sources", number, "sha256"), text.message, text.hint))
        elif isinstance(text, str):
            texts[source.id] = text
    folded = {id: fold(text) for id, text in texts.items()}
    for file in library.files.values():
        if file.persona:
            found += _prove_file(file, file.persona, texts, folded, fold)
    return found


def _read(path: Path, source: Source) -> str | Mistake | None:
    """The text, what is wrong with it, or None where there is no such file."""
    if not path.is_file():
        return None
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != source.sha256:
        message = f"{source.file} 不是这里记的那份文本（sha256 对不上），出处的位置都不作数"
        return Mistake(source.file, 0, "", message, "换回原来的文本，或重新核对这一篇的全部出处")
    return raw.decode("utf-8", "replace")  # the hash says it is the text that the offsets were counted in


def _prove_file(
    file: PersonaFile, persona: Persona, texts: dict[str, str], folded: dict[str, str], fold: Callable[[str], str]
) -> list[Mistake]:
    found = []
    pieces: list[tuple[yamlfile.Place, Evidence]] = [
        (("positions", i, "evidence", j), e)
        for i, position in enumerate(persona.positions)
        for j, e in enumerate(position.evidence)
    ]
    pieces += [(("relations", i, "evidence"), r.evidence) for i, r in enumerate(persona.relations) if r.evidence]
    for place, e in pieces:
        if e.source in texts:
            wrong = _wrong(e, texts[e.source], folded[e.source], _called(persona, e.speaker), fold)
            if wrong:
                key, message, hint = wrong
                found.append(file.document.mistake((*place, key), message, hint))
    return found


def _called(persona: Persona, speaker: str) -> tuple[str, ...]:
    """What the speaker may be called in the text."""
    names = [speaker, re.sub(r"[（(].*?[）)]", "", speaker)]
    if persona.name == speaker or not persona.members:
        names += persona.names.aliases
    for member in persona.members:
        if member.name == speaker:
            names += [*member.aliases, *member.roles]
    return tuple(n for n in dict.fromkeys(names) if n)


def _wrong(
    e: Evidence, text: str, folded: str, names: tuple[str, ...], fold: Callable[[str], str]
) -> tuple[str, str, str] | None:
    """The key, the sentence and the likely fix, or None where the text bears it out."""
    if e.end > len(text):
        return "end", f"end 是 {e.end}，而文章只有 {len(text)} 个字符", "偏移按字符（不是字节）数"
    line = text.count("\n", 0, e.start) + 1
    if line != e.line:
        return "line", f"start {e.start} 在第 {line} 行，不在第 {e.line} 行", f"line: {line}"
    passage = text[e.start : e.end]
    if not passage.strip() or passage != passage.strip():
        return "start", "这一段以空白开头或结尾", "把 start、end 收紧到文字上"
    if "\n" in passage:
        return "end", "这一段跨了行", "一条出处只取一行里的话"
    if e.kind == "direct" and not _marked(text, e):
        return "kind", "写的是 direct，可这一段前面没有引号或冒号", "kind: indirect"
    near = folded[_around(text, e)]
    if not _PRONOUN.search(near) and not any(fold(name) in near for name in names):
        return "speaker", f"这一段附近没有出现“{e.speaker}”，也没有代词", "核对 speaker，或这段话的位置"
    return None


def _marked(text: str, e: Evidence) -> bool:
    """Whether a quotation mark or a colon stands before the passage in its line, or a line above ends with a colon: what
    somebody said, answered or gave as a speech may run on for paragraphs without a mark of its own."""
    begin = text.rfind("\n", 0, e.start) + 1
    return bool(_QUOTE_BEFORE.search(text, begin, e.start) or _SPEECH_ABOVE.search(text, 0, begin))


def _around(text: str, e: Evidence) -> slice:
    """The passage's paragraph and those before it."""
    begin, end = e.start, text.find("\n", e.end)
    for _ in range(_NEAR_LINES):
        begin = text.rfind("\n", 0, max(begin, 0))
    return slice(max(begin, 0), end if end >= 0 else len(text))
