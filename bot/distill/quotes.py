"""Quotation marks in one printed line: paired, nested, mixed, straight, unclosed, reversed."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = {"“": "”", "「": "」", "『": "』", "‘": "’", "«": "»", "〝": "〞", "﹁": "﹂", "﹃": "﹄"}
CLOSE = frozenset(OPEN.values()) | {"〟"}
STRAIGHT = '"'
_BEFORE_OPENING = frozenset(",:;。!?…,(《【[—-–~、 \n")
_AFTER_CLOSING = frozenset(",:;。!?…,)》】]—-–~、 \n")


@dataclass(frozen=True, slots=True)
class Quote:
    """Marks at `open` and `close` (the offset of the closing mark, or the line's end where it is missing)."""

    open: int
    close: int
    closed: bool = True

    @property
    def inner(self) -> tuple[int, int]:
        """The content, marks left out."""
        return self.open + 1, self.close


def quotes(plain: str, start: int, end: int) -> list[Quote]:
    """Outermost quotations of the line [start, end), in order. An unclosed one runs to the line's end."""
    out: list[Quote] = []
    depth: list[tuple[int, str]] = []
    for at in range(start, end):
        char = plain[at]
        if char == STRAIGHT:
            _straight(plain, at, start, end, depth, out)
        elif char in OPEN:
            _opening(plain, at, end, depth, out)
        elif char in CLOSE:
            _closing(plain, at, start, end, depth, out)
    if depth:
        out.append(_unclosed(plain, depth[0][0], end))
    return out


def _unclosed(plain: str, opened: int, end: int) -> Quote:
    return Quote(opened, end, closed=False)


def _opening(plain: str, at: int, end: int, depth: list[tuple[int, str]], out: list[Quote]) -> None:
    """An opening mark inside a quotation of the same kind is often a closing one set the wrong way round."""
    char = plain[at]
    if depth and depth[-1][1] == char and _ends_here(plain, at, end):
        opened, _ = depth.pop()
        if not depth:
            out.append(Quote(opened, at))
        return
    depth.append((at, char))


def _ends_here(plain: str, at: int, end: int) -> bool:
    before = plain[at - 1] if at else ""
    after = plain[at + 1] if at + 1 < end else "\n"
    return (before in "。!?…," and after not in _BEFORE_OPENING) or after in "\n。,"


def _next_mark(plain: str, at: int, end: int) -> str:
    """The next quotation mark of the line behind `at`, or nothing."""
    return next((c for c in plain[at + 1 : end] if c in OPEN or c in CLOSE), "")


def _closing(plain: str, at: int, start: int, end: int, depth: list[tuple[int, str]], out: list[Quote]) -> None:
    char = plain[at]
    if char == "’" and at and plain[at - 1].isascii() and plain[at - 1].isalpha() and not any(o == "‘" for _, o in depth):
        return  # an English apostrophe
    for i in range(len(depth) - 1, -1, -1):
        opened, mark = depth[i]
        if OPEN.get(mark) == char:
            del depth[i:]
            if not depth:
                out.append(Quote(opened, at))
            return
    if depth and len(depth) == 1 and (depth[0][1] == STRAIGHT or char in "”」』"):
        opened, _ = depth.pop()  # opened with one kind of mark, closed with another
        out.append(Quote(opened, at))
    elif not depth and (at == start or plain[at - 1] in ":,。 ") and char in "”」』" and (at == start or _next_mark(plain, at, end) not in OPEN):
        depth.append((at, "“"))  # a closing mark where a quotation begins


def _straight(plain: str, at: int, start: int, end: int, depth: list[tuple[int, str]], out: list[Quote]) -> None:
    opened = next((o for o, mark in depth if mark == STRAIGHT), None)
    if opened is None and depth and depth[0][1] in "“「" and len(depth) == 1:
        before = plain[at - 1] if at else ""
        after = plain[at + 1] if at + 1 < end else "\n"
        if before in "。!?…," or after in _AFTER_CLOSING:  # “…" : mixed marks
            first, _ = depth.pop()
            out.append(Quote(first, at))
            return
    if opened is None:
        depth.append((at, STRAIGHT))
        return
    while depth and depth[-1][0] != opened:
        depth.pop()
    depth.pop()
    if not depth:
        out.append(Quote(opened, at))
