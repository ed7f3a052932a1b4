"""Drafts as YAML text, and YAML text extended: persona files, topics and motions as `distill` writes them.

Files are made and extended as text, never loaded and dumped, so that what a human wrote stays byte for byte, comments and all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from bot.distill.drafts import DraftPersona, DraftPosition
from bot.distill.sourcing import DraftSource
from bot.distill.statements import Statement
from bot.distill.topics import DraftTopic
from bot.distill.voices import voice_yaml

SOURCES_HEAD = "# Articles that `yuanzhuo distill` read. Offsets count code points of the texts in articles/.\nschema: sources/1\nsources:\n"
TOPICS_HEAD = "# Topics drafted by `yuanzhuo distill`: better propositions are easily written by hand.\nschema: topics/1\ntopics:\n"
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·，。、；！？（）《》％—…]*")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")  # YAML refuses them in the open
_TOP_KEY = re.compile(r"^(?:[A-Za-z_][\w-]*|\"[^\"]+\"|'[^']+')\s*:", re.MULTILINE)


def scalar(value: str | int | None, *, quoted: bool = False) -> str:
    """A YAML scalar: bare where it is plainly a Chinese text (and not to be `quoted`), else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if not quoted and _PLAIN.fullmatch(value):
        return value
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(value, ensure_ascii=False))


def slug_yaml(slug: str) -> str:
    """An id: bare where it can be nothing but a word, else (0b12, 2024-01-02, no, null) in quotes."""
    word = re.fullmatch(r"[a-z][a-z0-9-]*", slug) and slug not in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
    return slug if word else json.dumps(slug, ensure_ascii=False)


def flow_list(values: Sequence[str]) -> str:
    """The texts as a YAML list on one line."""
    return "[" + ", ".join(scalar(v) if not re.search(r"[，、]", v) else json.dumps(v, ensure_ascii=False) for v in values) + "]"


def inserted(text: str, key: str, block: str) -> str:
    """`block` after the last item under the top-level `key`, with the text's line ends; comments that follow stay where they are."""
    if "\r\n" in text:
        block = block.replace("\n", "\r\n")
    if not text.endswith("\n"):
        text += "\r\n" if "\r\n" in text else "\n"
    start = re.search(rf"^{key}\s*:[^\n]*\n", text, re.MULTILINE)
    if start is None:
        return text + f"{key}:\n{block}"
    line = start.group()
    if re.search(r":\s*\[\s*\]\s*(?:#.*)?$", line.rstrip("\r\n")):  # topics: []
        return text[: start.start()] + f"{key}:\n{block}" + text[start.end() :]
    following = _TOP_KEY.search(text, start.end())
    end = following.start() if following else len(text)
    body = text[start.end() : end]
    kept = len(body)
    lines = body.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or re.match(r"#", lines[-1])):
        kept -= len(lines.pop())
    at = start.end() + kept
    return text[:at] + _aligned(block, text[start.end() : at]) + text[at:]


def _aligned(block: str, items: str) -> str:
    """The block indented as the items before it are."""
    there, ours = (re.search(r"^ *(?=- )", t, re.MULTILINE) for t in (items, block))
    shift = len(there.group()) - len(ours.group()) if there and ours else 0
    if shift >= 0:
        return re.sub(r"^(?=[^\r\n])", " " * shift, block, flags=re.MULTILINE)
    return re.sub(rf"^ {{1,{-shift}}}", "", block, flags=re.MULTILINE)


MODEL_NOTE = "# `model: […]` names what a model proposed instead of the rules. It was checked against the passage, which is no proof."


def item_indent(text: str) -> int | None:
    """How far the items under `positions` are indented; None where they aren't one a line."""
    match = re.search(r"^positions\s*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ ]*)- ", text, re.MULTILINE)
    return len(match.group(1)) if match else None


def position_yaml(p: DraftPosition, number: int, ids: Mapping[str, str], indent: int = 2) -> str:
    """One position as a list item. `ids`: a draft source's id → the id it has in sources.yaml."""
    s = p.statement
    model = f", model: [{', '.join(p.by_model)}]" if p.by_model else ""
    model += f", words: {scalar(p.shown_by, quoted=True)}" if p.shown_by else ""
    lines = [
        f"- id: p{number}",
        f"  topic: {scalar(p.topic)}",
        f"  stance: {p.stance}",
        f"  claim: {scalar(p.claim)}",
    ]
    if p.says and not s.second_hand:
        lines += ["  says:", f"    - {scalar(p.says)}"]
    if p.because and not s.second_hand:
        lines.append(f"  because: {scalar(p.because)}")
    lines += [
        f"  modality: {p.modality}",
        "  evidence:",
        *(_evidence_yaml(each, ids[source.id]) for each, source in ((s, p.source), *p.more)),
        f"  keywords: {flow_list(p.keywords)}",
        f"  x-distilled: {{rule: {s.rule}, confidence: {s.confidence}{model}}}",
    ]
    return "".join(" " * indent + line + "\n" for line in lines)


def _evidence_yaml(s: Statement, source: str) -> str:
    by = f", reported_by: {json.dumps(s.second_hand, ensure_ascii=False)}" if s.second_hand else ""
    speaker = json.dumps(s.speaker, ensure_ascii=False)
    return f"    - {{source: {slug_yaml(source)}, line: {s.line}, start: {s.start}, end: {s.end}, kind: {s.kind}, speaker: {speaker}{by}}}"


def persona_yaml(slug: str, display: str, draft: DraftPersona, fresh: Sequence[DraftPosition], ids: Mapping[str, str]) -> str:
    """A whole persona file with the `fresh` positions of the draft."""
    aliases = [a for a in dict.fromkeys((*(() if display == draft.name else (draft.name,)), *draft.aliases)) if a != display]
    names = [f"  display: {scalar(display)}"]
    if aliases:
        names.append(f"  aliases: {flow_list(aliases)}")
    if draft.roles:
        names.append(f"  roles: {flow_list(draft.roles[:4])}")
    as_of = max(last_day(source.published) for p in fresh for source in (p.source, *(s for _, s in p.more)))
    head = [
        "# Drafted by `yuanzhuo distill`: claims are derived from the passages by rules. What you change here is never overwritten.",
        *([MODEL_NOTE] if any(p.by_model for p in fresh) else ()),
        "schema: persona/1",
        f"id: {slug_yaml(slug)}",
        f"kind: {draft.kind}",
        "names:",
        *names,
        f"as_of: {as_of}",
        f"bio: {scalar(draft.bio)}",
        "positions:",
    ]
    positions = "".join(position_yaml(p, n, ids) for n, p in enumerate(fresh, start=1))
    return "\n".join(head) + "\n" + positions + voice_yaml(slug)


def last_day(published: str) -> str:
    """The last day a date of any precision can mean: 2023 → 2023-12-31."""
    if len(published) == 4:
        return f"{published}-12-31"
    if len(published) == 7:
        year, month = int(published[:4]), int(published[5:])
        days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return f"{published}-{days[month - 1]}"
    return published


def source_yaml(name: str, file: str, source: DraftSource) -> str:
    """One article as a list item of sources.yaml, under the id `name`, its text stored as `file`."""
    lines = [
        f"  - id: {slug_yaml(name)}",
        f"    file: {scalar(file)}",
        f'    sha256: "{source.sha256}"',
        f"    title: {scalar(source.title)}",
        f"    outlet: {scalar(source.outlet)}",
    ]
    if source.author:
        lines.append(f"    author: {scalar(source.author)}")
    lines.append(f'    published: "{source.published}"')
    if not source.dated:
        lines.append("    dated: false  # the article prints no date: this year is a bound, correct it if you know better")
    lines.append("    x-distilled: true")
    return "\n".join(lines) + "\n"


def topic_yaml(topic: DraftTopic) -> str:
    """One topic as a list item of topics.yaml."""
    return (
        f"  - id: {scalar(topic.term)}\n    proposition: {scalar(topic.proposition)}\n    negation: {scalar(topic.negation)}\n"
        f"    words: {flow_list(topic.words)}\n    x-distilled: {'{model: [proposition]}' if topic.proposed else 'true'}\n"
    )


def motion_yaml(topic: DraftTopic) -> str:
    """The topic's motion as a list item of topics.yaml."""
    return f'  - text: {scalar(topic.motion)}\n    "on": [{{to: {scalar(topic.term)}, sign: 1}}]\n    x-distilled: true\n'
