"""YAML with a place for every key, and every mistake of a file at once. The only file that knows yaml.

We read the parser's events ourselves (libyaml, so it is quick) instead of letting PyYAML build objects: that gives each
key's line, keeps memory bounded, and disarms what YAML 1.1 does behind one's back. Keys are always text (`on:` is "on");
`no`, `012`, `12:30`, `0x1F`, `1_000` without quotes are mistakes rather than False, 10, 750, 31 and 1000; dates stay
text until a model asks for a date; tags, merge keys and second documents are refused; aliases are counted by what they
expand to.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.errors import ConfigError, Mistake

if TYPE_CHECKING:
    import yaml  # 10 ms: imported by the functions that parse, for there may be nothing to

MAX_BYTES = 1_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_ALIASES = 200
MAX_MISTAKES = 100  # of one file: a reader stops before that

Place = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

# Without libyaml PyYAML's own parser does, ten times slower. (The stubs hide that CParser is there.)


@functools.cache
def _parser() -> Any:
    import yaml

    return vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else yaml.SafeLoader


# What may not stand in a text file: C0 and C1 controls but for tab, newline and NEL, and what turns text around.
_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SECRET = re.compile(
    r"(^|_)(key|token|secret|password)(_|$)|^headers$", re.IGNORECASE
)  # what stands there is not repeated
_NULL = {"", "~", "null", "Null", "NULL"}
_OLD_BOOL = re.compile(r"(yes|no|on|off)\Z", re.IGNORECASE)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\Z")
_TRAPS = (
    (re.compile(r"[-+]?0[0-9]+\Z"), "以 0 开头的数字会被当成八进制"),
    (re.compile(r"[-+]?0[xob][0-9a-fA-F_]+\Z"), "会被当成十六进制、八进制或二进制数"),
    (re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+\Z"), "有的程序读成数字，有的读成文字"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?\Z"), "会被当成六十进制数"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_.]*\Z"), "会被当成去掉下划线的数字"),
    (re.compile(r"[-+]?\.(inf|Inf|INF|nan|NaN|NAN)\Z"), "不是有限的数"),
)
_SUSPECT = frozenset("yYnNoOtTfF~0123456789+-.")  # what a plain scalar that isn't just text begins with


@dataclass(slots=True)
class Document:
    """A file's plain data and where its keys stand. `name` is how messages call the file; lines count from 1."""

    name: str
    data: Any = None
    mistakes: list[Mistake] = field(default_factory=list)
    cut: bool = False  # it could not be read to its end: what seems missing may only be unread
    lines: dict[int, dict[str, int] | list[int]] = field(default_factory=dict)  # id of a collection → its keys' lines

    def line(self, place: Sequence[str | int]) -> int:
        """The line of this key, or of the nearest one above it that is in the file."""
        here, found = self.data, 1
        for part in place:
            lines: Any = self.lines.get(id(here))
            try:
                found = lines[part]
                here = here[part]
            except (KeyError, IndexError, TypeError):
                break
        return found

    def key(self, place: Sequence[str | int]) -> str:
        """The dotted key; list items are called by their id where they have one: `positions[p3].stance`."""
        out, here = "", self.data
        for part in place:
            if isinstance(here, list) and isinstance(part, int):
                here = here[part] if 0 <= part < len(here) else None
                name = here.get("id") if isinstance(here, dict) else None
                out += f"[{name.rpartition('/')[2][:40] if isinstance(name, str) else part}]"
            else:
                here = here.get(part) if isinstance(here, dict) else None
                out += ("." if out else "") + str(part)[:60]
        return _BAD_CHARACTER.sub("\ufffd", out)

    def mistake(self, place: Sequence[str | int], message: str, hint: str = "") -> Mistake:
        """A mistake at this key."""
        return Mistake(self.name, self.line(place), self.key(place), message, hint)


def shown_name(path: Path) -> str:
    """How messages call a file: relative to where the user is, if it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read_text(path: Path, name: str = "") -> str:
    """A UTF-8 text file of at most MAX_BYTES. Raises ConfigError."""
    name = name or shown_name(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError([Mistake(name, 0, "", "找不到这个文件")]) from None
    except IsADirectoryError:
        raise ConfigError([Mistake(name, 0, "", "这是文件夹，不是文件")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise ConfigError([Mistake(name, 0, "", f"读不了这个文件（{reason}）")]) from None
    return decode(raw, name)


def decode(raw: bytes, name: str) -> str:
    """Bytes as text without characters that don't belong in a text file. Raises ConfigError with all of them."""
    if len(raw) > MAX_BYTES:
        raise ConfigError([Mistake(name, 0, "", f"文件太大（上限 {MAX_BYTES // 1000} KB）", "拆成几个文件")])
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ConfigError([Mistake(name, 1, "", "文件是 UTF-16 编码", "请用 UTF-8 另存")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        guess = "像是 GBK" if _is_gbk(raw) else f"第 {error.start + 1} 个字节不对"
        raise ConfigError([Mistake(name, line, "", f"文件不是 UTF-8 编码（{guess}）", "请用 UTF-8 另存")]) from None
    bad = [
        Mistake(name, text.count("\n", 0, m.start()) + 1, "", f"有控制字符 U+{ord(m[0]):04X}", "删掉它")
        for m, _ in zip(_BAD_CHARACTER.finditer(text), range(5), strict=False)
    ]
    if bad:
        raise ConfigError(bad)
    return text


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


# --------------------------------------------------------------------------------------------------- events → plain data


class _Stop(Exception):
    """The file can't be read any further; the mistake is recorded."""


class _Open:
    """A list or mapping whose end has not been read, standing under `part` of the one around it.

    `key` is the key whose value comes next; `before` how many nodes came before it, for the aliases' sake.
    """

    __slots__ = ("anchor", "before", "key", "lines", "part", "value")

    def __init__(self, value: Any, lines: Any, part: str | int | None, anchor: str | None, before: int) -> None:
        self.value = value
        self.part = part
        self.lines = lines
        self.anchor = anchor
        self.before = before
        self.key: str | None = None


class _Builder:
    """Feeds on events; holds the stack of open collections."""

    def __init__(self, document: Document) -> None:
        self.doc = document
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = self.aliases = self.documents = 0

    def place(self) -> Place:
        """Where the node that comes next will stand."""
        return tuple(part for part in (*(f.part for f in self.stack), self.part()) if part is not None)

    def part(self) -> str | int | None:
        """The last piece of `place`."""
        if not self.stack:
            return None
        top = self.stack[-1]
        return len(top.value) if isinstance(top.value, list) else top.key

    def wrong(self, line: int, message: str, hint: str = "", place: Place | None = None) -> None:
        if len(self.doc.mistakes) >= MAX_MISTAKES:
            raise _Stop
        key = self.doc.key(self.place() if place is None else place)
        self.doc.mistakes.append(Mistake(self.doc.name, line, key, message, hint))

    def stop(self, line: int, message: str, hint: str = "") -> None:
        place = self.place()[:6]
        self.doc.mistakes.append(Mistake(self.doc.name, line, self.doc.key(place), message, hint))
        raise _Stop

    def eat(self, events: Iterable[Any]) -> None:
        """The loop that every file's every node goes through: quick cases here, the rest in methods."""
        import yaml

        stack = self.stack
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                text = event.value
                line = event.start_mark.line + 1
                self.nodes += 1
                top = stack[-1] if stack else None
                if top is not None and top.key is None and type(top.value) is dict:
                    if text in top.value or text == "<<" or event.style == '"':
                        self.odd_key(text, line)
                    top.key = text
                    top.lines[text] = line
                    continue
                plain = event.implicit[0] and not event.tag
                value = text if plain and text and text[0] not in _SUSPECT else self.resolve(event, line)
                if event.anchor:
                    self.anchors[event.anchor] = (value, 1)
                if top is None:
                    self.doc.data = value
                elif top.key is None:
                    top.value.append(value)
                    top.lines.append(line)
                else:
                    top.value[top.key] = value
                    top.key = None
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop()
                if done.anchor:
                    self.anchors[done.anchor] = (done.value, self.nodes - done.before)
            else:
                self.seldom(event, kind)

    def seldom(self, event: Any, kind: type) -> None:
        import yaml

        line = event.start_mark.line + 1
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.open(event, kind is yaml.MappingStartEvent, line)
        elif kind is yaml.AliasEvent:
            self.alias(event, line)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.stop(line, "一个文件里只能有一份 YAML（这里又有一个 ---）", "拆成两个文件")

    def wants_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].key is None and isinstance(self.stack[-1].value, dict)

    def put(self, value: Any, line: int) -> None:
        if not self.stack:
            self.doc.data = value
            return
        top = self.stack[-1]
        if top.key is None:
            top.value.append(value)
            top.lines.append(line)
        else:
            top.value[top.key] = value
            top.key = None

    def odd_key(self, key: str, line: int) -> None:
        top = self.stack[-1]
        place = (*self.place(), key)
        if key == "<<":
            self.wrong(line, "不支持合并键 <<", "把内容写全", place)
        elif _BAD_CHARACTER.search(key):
            self.wrong(line, "键里有控制字符", "", place)
        elif key in top.value:
            self.wrong(line, f"键写了两次（第一次在第 {top.lines[key]} 行）", "留一个", place)

    def open(self, event: Any, mapping: bool, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, f"内容太多（展开后超过 {MAX_NODES} 项）", "别名（*）是不是层层套用了？")
        if self.wants_key():
            self.stop(line, "键只能是文字", "{{ 开头的文字要加引号" if mapping else "")
        if len(self.stack) >= MAX_DEPTH:
            self.stop(line, f"嵌套太深（超过 {MAX_DEPTH} 层）")
        if event.tag:
            self.wrong(line, f"不支持标签 {event.tag[:40]}", "去掉它")
        value: Any = {} if mapping else []
        lines: Any = {} if mapping else []
        self.doc.lines[id(value)] = lines
        part = self.part()
        self.put(value, line)
        self.stack.append(_Open(value, lines, part, event.anchor, self.nodes))

    def alias(self, event: Any, line: int) -> None:
        if self.wants_key():
            self.stop(line, "键只能是文字，不能是别名")
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self.stop(line, f"别名太多（超过 {MAX_ALIASES} 个）")
        if event.anchor not in self.anchors:
            name = event.anchor[:40]
            self.stop(line, f"别名 *{name} 之前没有对应的 &{name}", "以 * 开头的文字要加引号")
        value, nodes = self.anchors[event.anchor]
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self.stop(line, f"内容太多（展开后超过 {MAX_NODES} 项）", "别名（*）是不是层层套用了？")
        self.put(value, line)

    def resolve(self, event: Any, line: int) -> Any:
        """The scalar's value by YAML 1.2's core rules; what 1.1 would twist is a mistake."""
        text: str = event.value
        if event.tag and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self.wrong(line, f"不支持标签 {event.tag[:40]}", "去掉它")
            return text
        if not event.implicit[0] or event.tag:  # quoted, a block, or !!str
            if event.style == '"' and (bad := _BAD_CHARACTER.search(text)):
                self.wrong(line, f"有控制字符 U+{ord(bad[0]):04X}", "删掉它")
            return text
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if len(text) <= 18 and _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        if _OLD_BOOL.match(text):
            switch = "true" if text.lower() in ("yes", "on") else "false"
            hint = f"要文字就加引号（'{text}'），要开关就写 {switch}"
            self.wrong(line, f"没加引号的 {text} 会被 YAML 读成 {switch}", hint)
            return text
        for trap, why in _TRAPS:
            if trap.match(text):
                self.wrong(line, f"{text[:40]} {why}", f"要文字就加引号（'{text[:40]}'）")
                return text
        return text


_SYNTAX = (  # libyaml's words → ours
    ("cannot start any token", "这里不能这样写", "缩进要用空格，不能用制表符；以 @ ` % 开头的文字要加引号"),
    ("found a tab character", "缩进里有制表符", "换成空格"),
    ("mapping values are not allowed", "这里不能再有“: ”", "文字里有“: ”就给整句加引号"),
    ("could not find expected ':'", "这一行缺“: ”", "检查上一行的引号和缩进"),
    ("did not find expected key", "这里应当是一个键", "检查缩进，或上面的引号、括号有没有配对"),
    ("did not find expected '-' indicator", "列表的这一项缩进不对", "每项以“- ”开头并对齐"),
    ("did not find expected ',' or", "括号里缺逗号，或括号没有收尾", ""),
    ("unexpected end of stream", "引号没有收尾", ""),
    ("did not find expected <document start>", "这里的内容不属于上面的结构", "检查缩进"),
    ("block sequence entries are not allowed", "这里不能有“- ”", "检查缩进"),
    ("did not find expected node content", "这里缺内容", "文字以 { [ ] } , 开头就要加引号"),
    ("unknown escape character", "双引号里有 YAML 不认识的反斜杠转义", "换成单引号"),
    ("found undefined tag handle", "以 ! 开头的文字要加引号", ""),
)


def _syntax_mistake(name: str, error: yaml.YAMLError) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "unexpected end of stream" in problem:  # an open quotation: tell where it opens
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    for words, message, hint in _SYNTAX:
        if words in problem:
            return Mistake(name, line, "", f"YAML 写法有误：{message}", hint)
    return Mistake(name, line, "", f"YAML 写法有误：{problem[:120]}")


def _events(text: str) -> Iterator[Any]:
    parser = _parser()(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def load_text(text: str, name: str) -> Document:
    """A document from text. Mistakes are in it, not raised; what was read before a fatal one is in `data`."""
    import yaml

    document = Document(name)
    builder = _Builder(document)
    try:
        builder.eat(_events(text))
    except _Stop:
        document.cut = True
    except yaml.YAMLError as error:
        document.cut = True
        document.mistakes.append(_syntax_mistake(name, error))
    return document


def load(path: Path, name: str = "") -> Document:
    """A file's document; a file that can't be read is a mistake in it. Raises nothing."""
    name = name or shown_name(path)
    try:
        return load_text(read_text(path, name), name)
    except ConfigError as error:
        return Document(name, mistakes=list(error.mistakes))


# ------------------------------------------------------------------------------------------------------ data → a model


def parse(path: Path, model: type[M], name: str = "") -> M:
    """The file as a model. Raises ConfigError with every mistake of the file and its place."""
    return validate(load(path, name), model)


def parse_text(text: str, model: type[M], name: str) -> M:
    """As `parse`, of text that is already read."""
    return validate(load_text(text, name), model)


def validate(document: Document, model: type[M]) -> M:
    """The document's data as a model. Raises ConfigError with the document's own mistakes and the model's."""
    mistakes = list(document.mistakes)
    value: M | None = None
    if document.data is None:
        if not mistakes:
            mistakes.append(Mistake(document.name, 0, "", "文件是空的"))
    elif not isinstance(document.data, dict):
        mistakes.append(Mistake(document.name, 1, "", "最外层应当是“键: 值”", "检查第一行"))
    else:
        try:
            value = model.model_validate(document.data)
        except ValidationError as error:
            mistakes += model_mistakes(document, model, error)
    if mistakes or value is None:
        raise ConfigError(_in_order(mistakes))
    return value


def _in_order(mistakes: list[Mistake]) -> list[Mistake]:
    """By line; of two at one key only the first (a trap's own sentence beats the type error that follows from it)."""
    seen: dict[tuple[int, str], Mistake] = {}
    for m in mistakes:
        seen.setdefault((m.line, m.key) if m.key else (m.line, m.message), m)
    return sorted(seen.values(), key=lambda m: m.line)[:MAX_MISTAKES]


def model_mistakes(document: Document, model: type[BaseModel], error: ValidationError) -> list[Mistake]:
    """pydantic's errors as mistakes with places."""
    errors = error.errors(include_url=False)
    if document.cut:
        errors = [e for e in errors if e["type"] not in ("missing", "too_short")]
    return [_one(document, model, dict(e)) for e in errors[:MAX_MISTAKES]]


def _one(document: Document, model: type[BaseModel], error: dict[str, Any]) -> Mistake:
    place: Place = tuple(error["loc"])
    kind, ctx, given = str(error["type"]), error.get("ctx") or {}, error.get("input")
    if kind == "extra_forbidden":
        names = field_names(model, place[:-1])
        near = difflib.get_close_matches(str(place[-1]), names, n=1, cutoff=0.6)
        hint = f"是不是想写 '{near[0]}'？" if near else f"这里可以写：{'、'.join(names[:12])}" if names else ""
        return document.mistake(place, "未知的键", hint)
    if kind == "missing":
        names = [str(k) for k in given] if isinstance(given, Mapping) else []
        near = difflib.get_close_matches(str(place[-1]), names, n=1, cutoff=0.7)
        return document.mistake(place, "缺少这一项", f"是不是写成了 '{near[0]}'？" if near else "")
    if any(_SECRET.search(str(part)) for part in place):
        given = "（不显示）"
    message, hint = _words(kind, ctx, given, str(error["msg"]))
    return document.mistake(place, message, hint)


def _shown(value: Any) -> str:
    text = _BAD_CHARACTER.sub("\ufffd", str(value)[:200].replace("\n", " "))
    return text if len(text) <= 40 else text[:39] + "…"


def _words(kind: str, ctx: dict[str, Any], given: Any, message: str) -> tuple[str, str]:
    """What to say for one of pydantic's error types, and a likely fix."""
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(ctx.get("expected", ""))) or [str(ctx.get("expected", ""))]
        near = difflib.get_close_matches(str(given), allowed, n=1, cutoff=0.5)
        hint = f"是不是想写 '{near[0]}'？" if near else ""
        return f"“{_shown(given)}”不行，只能是：{'、'.join(allowed)}", hint
    if kind == "string_type":
        if isinstance(given, bool | int | float):
            return f"应当是文字，这里被读成了 {type(given).__name__}", f"加引号：'{_shown(given)}'"
        return "应当是文字", _brace_hint(given)
    if kind in ("tuple_type", "list_type"):
        return "应当是列表", f"写成 [{_shown(given)}]" if isinstance(given, str | int | float) else ""
    if kind in ("model_type", "dict_type", "model_attributes_type", "dataclass_type"):
        return "应当是“键: 值”的一组", ""
    if kind in ("value_error", "assertion_error"):
        return str(ctx.get("error", message)), ""
    sentence = _SENTENCES.get(kind)
    if sentence is None:
        return message, ""
    return sentence.format(given=_shown(given), **{k: _shown(v) for k, v in ctx.items() if k != "given"}), ""


def _brace_hint(given: Any) -> str:
    return "以 { 或 [ 开头的文字要加引号" if isinstance(given, dict | list) else ""


_SENTENCES = {
    "string_too_short": "不能是空的",
    "string_too_long": "太长（上限 {max_length} 个字符）",
    "string_pattern_mismatch": "“{given}”的写法不对（要符合 {pattern}）",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "int_type": "应当是整数，写的是“{given}”",
    "int_parsing": "应当是整数，写的是“{given}”",
    "int_from_float": "应当是整数，写的是“{given}”",
    "float_type": "应当是数字，写的是“{given}”",
    "float_parsing": "应当是数字，写的是“{given}”",
    "finite_number": "应当是有限的数，写的是“{given}”",
    "bool_type": "应当是 true 或 false，写的是“{given}”",
    "bool_parsing": "应当是 true 或 false，写的是“{given}”",
    "greater_than": "应当大于 {gt}，写的是 {given}",
    "greater_than_equal": "应当不小于 {ge}，写的是 {given}",
    "less_than": "应当小于 {lt}，写的是 {given}",
    "less_than_equal": "应当不大于 {le}，写的是 {given}",
    "date_type": "应当是日期，如 2023-07-31，写的是“{given}”",
    "date_parsing": "应当是日期，如 2023-07-31，写的是“{given}”",
    "date_from_datetime_parsing": "应当是日期，如 2023-07-31，写的是“{given}”",
    "date_from_datetime_inexact": "应当是日期，如 2023-07-31，写的是“{given}”",
    "none_required": "这里要留空",
}


def field_names(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that may stand at this place of the model."""
    here: Any = model
    for part in place:
        here = _step(here, part)
    inner = _models_in(here)
    return [f.alias or name for m in inner for name, f in m.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for arg in get_args(annotation) for m in _models_in(arg)]


def _step(annotation: Any, part: str | int) -> Any:
    """What stands under this key of the annotation; None where nothing does."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, f in annotation.model_fields.items():
            if part in (name, f.alias):
                return f.annotation
        return None
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _step(args[0], part)
    if origin in (tuple, list) and isinstance(part, int):
        return args[0]
    if origin is dict and len(args) == 2:
        return args[1]
    for arg in args:  # a union
        found = _step(arg, part)
        if found is not None:
            return found
    return None
