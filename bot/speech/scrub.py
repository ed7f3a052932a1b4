"""What models leave in a text that no reader should see: thoughts, tool chatter, control words, pings, images, links.

`Scrubber` works on the stream and takes out blocks; `defused` and `plain` work on one whole sentence.
"""

from __future__ import annotations

import re

_HIDDEN = (
    "think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis|system|instructions|"
    "tool_call|tool_calls|function_call|tool_response|tool_result"
)
_OPEN = re.compile(rf"<({_HIDDEN})(?:\s[^<>]*)?>|<function=[^<>]*>", re.I)
_CLOSE = re.compile(rf"</({_HIDDEN}|function)\s*>", re.I)
_CONTROL = re.compile(r"<[|｜][^|｜<>]{1,60}[|｜]>|</?s>|\[/?INST\]|<<?/?SYS>?>", re.I)
_ENDS_TURN = re.compile(r"im_end|endoftext|eot|end▁of▁sentence|end_of_turn|im_start|return|/INST|</s", re.I)
_TAIL = re.compile(r"[<\[][^>\]\n]{0,80}$")  # may become a tag with the next piece

_ZERO = "\u200b"


class Scrubber:
    """Feed it the model's pieces; it gives back what may be looked at further.

    `thought_aloud` turns True where a closing tag came without an opening one: everything before it was a thought, and the
    caller throws away what it has. `over` turns True at a word that ends the model's turn.
    """

    def __init__(self) -> None:
        self._held = ""
        self._inside = ""  # the hidden block we are in
        self._spoken = False
        self.thought_aloud = False
        self.over = False
        self.found: set[str] = set()

    def feed(self, piece: str) -> str:
        """The clean part of what has come."""
        self._held += piece
        out = ""
        while not self.over:
            if self._inside:
                if not self._leave():
                    return out
                continue
            before, tag, after = self._next_tag()
            out += before
            self._held = after
            if not tag:
                break
            if self._handle(tag, bool(self._spoken or out.strip())):
                out = ""
        self._spoken = self._spoken or bool(out.strip())
        return "" if self.over and not out else out

    def finish(self) -> str:
        """What was held back as the possible start of a tag."""
        rest, self._held = ("" if self._inside or self.over else self._held), ""
        return re.sub(r"<[/|｜a-z_]*$", "", rest, flags=re.I)

    def _next_tag(self) -> tuple[str, str, str]:
        """(text before, the tag or '', what follows or is held)."""
        matches = [m for p in (_OPEN, _CLOSE, _CONTROL) if (m := p.search(self._held))]
        if matches:
            first = min(matches, key=lambda m: m.start())
            return self._held[: first.start()], first.group(), self._held[first.end() :]
        tail = _TAIL.search(self._held)
        cut = tail.start() if tail and _could_be_tag(tail.group()) else len(self._held)
        return self._held[:cut], "", self._held[cut:]

    def _handle(self, tag: str, spoken: bool) -> bool:
        """Act on a tag; True where everything before it has to go."""
        if _CLOSE.fullmatch(tag):
            self.found.add("thought")
            self.thought_aloud = True
            return True
        if opened := _OPEN.fullmatch(tag):
            self._inside = (opened.group(1) or "function").lower()
            self.found.add("tool" if "tool" in self._inside or "function" in self._inside else "thought")
        elif "channel" in tag.lower():
            if not self._held.lstrip().lower().startswith("final"):
                self._inside = "channel"
                self.found.add("thought")
            else:
                self._held = re.sub(r"^\s*final(<\|message\|>)?", "", self._held)
        else:
            self.found.add("control")
            if spoken and _ENDS_TURN.search(tag):
                self.over = True
        return False

    def _leave(self) -> bool:
        """Out of the hidden block, if its end is here."""
        if self._inside == "channel":
            end = re.search(r"<\|channel\|>\s*final\s*(<\|message\|>)?", self._held, re.I)
        else:
            end = re.search(rf"</{self._inside}\s*>", self._held, re.I)
        if end is None:
            self._held = self._held[-80:]  # enough to see an end that is cut in two
            return False
        self._held, self._inside = self._held[end.end() :], ""
        return True


def _could_be_tag(tail: str) -> bool:
    return bool(re.match(r"<[/|｜]?[a-z_|｜]*|\[/?(I(N(S(T)?)?)?)?$", tail, re.I)) and (
        tail[0] == "[" or re.match(r"<(?:[/|｜]|[a-z]|$)", tail, re.I) is not None
    )


# ------------------------------------------------------------------------------------------------------------ in a sentence

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img\b[^>]*>", re.I)
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\(\s*(?:https?:|www\.|javascript:|discord:|/)[^)]*\)", re.I)
_URL = re.compile(r"<?(?:https?://|www\.|discord\.gg/)[^\s<>，。；）)】”\"']+>?", re.I)
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]{0,200})?/?>", re.I)
_MENTION = re.compile(r"<(@[!&]?|#|@&)\d{1,25}>|<(?:/[^:<>]{1,60}|a?:[^:<>]{1,60}|t|id):[^<>]{0,40}>")
_EVERYONE = re.compile(r"[@＠](?=\s?(?:everyone|here)\b)|[@＠](?=(?:所有人|全体成员))", re.I)
_CODE = re.compile(r"```[a-z]*|~~~", re.I)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.M)


def defused(text: str) -> str:
    """The text unable to ping anyone: in every front end, whoever wrote it."""
    text = _MENTION.sub("@某人", text) if "<" in text else text
    return _EVERYONE.sub("@" + _ZERO, text) if "@" in text or "＠" in text else text


def plain(text: str) -> str:
    """The text without images, links, tags and headings; a link's own words stay."""
    if "](" in text or "<" in text or "://" in text or "www." in text or "discord.gg" in text:
        text = _IMAGE.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _URL.sub("", text)
        text = _HTML.sub("", text)
    if "`" in text or "~~~" in text:
        text = _CODE.sub("", text)
    if "#" in text:
        text = _HEADING.sub("", text)
    return text.replace("**", "").replace("__", "")
