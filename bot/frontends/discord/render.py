"""One event of a debate → the messages that show it. Pure: the same event always gives the same messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.debate.events import (
    Called,
    Closed,
    Event,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    PhaseBegan,
    Record,
    Resumed,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteClosed,
    VoteOpened,
    name_in,
)
from bot.frontends.discord import parts
from bot.frontends.discord.sources import foot
from bot.frontends.discord.speaking import bodies
from bot.frontends.discord.text import clean_name, harmless, quoted, small
from bot.lang import in_language, say
from bot.persona.model import Sources

SIDES = ("pro", "con", "none")


@dataclass(frozen=True, slots=True)
class Item:
    """One message: `speaker` is a persona's id, "" for the bot itself."""

    speaker: str
    body: dict[str, Any]


@dataclass(slots=True)
class Renderer:
    """`measures` is asked for at the end only."""

    debate: str
    sources: Sources
    measures: Callable[[], Sequence[tuple[str, str]]]
    opened: Opened | None = None
    language: str = "zh-CN"

    def items(self, record: Record) -> list[Item]:
        """The messages of this event; none for what needs none."""
        event = record.event
        if isinstance(event, Opened):
            self.opened, self.language = event, event.language
            return self._plain(self._opening(event))
        if isinstance(event, TurnSpoken):
            small_print = foot(event.citations, self.sources, self.language, notes=event.notes)
            made = bodies(harmless(event.text), small_print, self.turn_buttons(record.seq, event))
            return [Item(event.speaker, body) for body in made]
        if isinstance(event, ModeratorSpoke):
            small_print = foot(event.citations, self.sources, self.language)
            buttons = parts.rows(self._sources_button(record.seq)) if event.citations else ()
            head = f"**{self._say('moderator')}** "
            return [Item("", body) for body in bodies(head + harmless(event.text), small_print, buttons)]
        return self._plain(*self._line(record, event))

    def name(self, persona: str) -> str:
        """A seat's display name."""
        seats = self.opened.seats if self.opened else ()
        return next((s.name for s in seats if s.persona == persona), persona)

    # ------------------------------------------------------------------------------------------------------------ inside

    def _say(self, key: str, **values: Any) -> str:
        return say(self.language, f"discord.debate.{key}", **values)

    def _plain(self, text: str, components: Sequence[Any] = ()) -> list[Item]:
        return [Item("", body) for body in bodies(text, "", components)] if text else []

    def _line(self, record: Record, event: Event) -> tuple[str, Sequence[Any]]:
        if isinstance(event, PhaseBegan):
            return f"### {harmless(event.phase)}", self.controls()
        if isinstance(event, Interjected):
            key = "asked" if event.kind == "question" else "said"
            to = self.name(event.to) if event.to else self._say("table")
            return self._say(key, by=clean_name(event.by), to=to) + f"\n> {quoted(event.text, 1000)}", ()
        if isinstance(event, Paused):
            return small(self._say("paused", by=clean_name(event.by))), ()
        if isinstance(event, Resumed):
            return small(self._say("resumed", by=clean_name(event.by))), ()
        if isinstance(event, Skipped):
            return small(self._say("skipped", by=clean_name(event.by))), ()
        if isinstance(event, Called):
            return small(self._say("called", by=clean_name(event.by), name=self.name(event.persona))), ()
        if isinstance(event, VoteOpened):
            return self._say(f"vote_{event.which}", motion=quoted(self._motion())), self.vote_buttons(event.which)
        if isinstance(event, VoteClosed):
            return self._say("vote_closed", tally=self.tally(event.tally)), ()
        if isinstance(event, Stopped):
            reason = event.reason if event.reason not in ("", "time") else ""
            return self._say("stopped", by=clean_name(event.by or "—"), reason=harmless(reason)), self._end_buttons()
        if isinstance(event, Closed):
            rows = "\n".join(f"{label}　{value}" for label, value in self.measures())
            return self._say("closed") + (f"\n```\n{rows}\n```" if rows else ""), self._end_buttons()
        return "", ()

    def _motion(self) -> str:
        return self.opened.motion if self.opened else ""

    def _opening(self, event: Opened) -> str:
        lines = [f"## {quoted(event.motion)}", self._say("format", name=name_in(event.format, self.language))]
        lines += [f"**{s.name}** · {self._say(f'side_{s.side}')}" for s in event.seats]
        return "\n".join([*lines, small(self._say("simulated"))])

    def tally(self, counts: dict[str, int]) -> str:
        """Votes per side in words."""
        return in_language(self.language, "，".join(f"{self._say(f'vote_{s}_side')} {counts.get(s, 0)}" for s in SIDES))

    def controls(self) -> list[dict[str, Any]]:
        """暂停 继续 下一位 插话 结束."""
        d = self.debate
        return parts.rows(
            parts.button(self._say("button_pause"), parts.custom_id("pause", d), emoji="⏸️"),
            parts.button(self._say("button_resume"), parts.custom_id("resume", d), emoji="▶️"),
            parts.button(self._say("button_next"), parts.custom_id("next", d), emoji="⏭️"),
            parts.button(self._say("button_interject"), parts.custom_id("interject", d), parts.BLUE, emoji="✋"),
            parts.button(self._say("button_stop"), parts.custom_id("stop", d), parts.RED, emoji="⏹️"),
        )

    def turn_buttons(self, seq: int, event: TurnSpoken) -> list[dict[str, Any]]:
        """依据, and 插话 to this speaker."""
        to = parts.button(self._say("button_to"), parts.custom_id("interject", self.debate, event.speaker), emoji="💬")
        return parts.rows(*([self._sources_button(seq)] if event.citations else []), to)

    def _sources_button(self, seq: int) -> dict[str, Any]:
        return parts.button(
            say(self.language, "discord.button.sources"), parts.custom_id("dsrc", self.debate, seq), emoji="📎"
        )

    def vote_buttons(self, which: str, *, disabled: bool = False) -> list[dict[str, Any]]:
        """正方, 反方, 未定."""
        styles = {"pro": parts.BLUE, "con": parts.RED, "none": parts.GREY}
        made = [
            parts.button(
                self._say(f"vote_{s}_side"),
                parts.custom_id("vote", self.debate, which, s),
                styles[s],
                disabled=disabled,
            )
            for s in SIDES
        ]
        return parts.rows(*made)

    def _end_buttons(self) -> list[dict[str, Any]]:
        label = self._say("button_export")
        return parts.rows(parts.button(label, parts.custom_id("export", self.debate), emoji="📄"))
