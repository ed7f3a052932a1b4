"""300 misbehaving outputs: nothing wrong reaches the reader, at any moment of the stream."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from bot.debate.events import Move
from bot.speech.brief import Account, Brief, Job, Target
from bot.speech.ground import Footing
from bot.speech.grounding import Grounding
from bot.speech.offline import word
from bot.speech.prompts import Prompts
from bot.speech.speaking import Speaking, head
from bot.speech.tally import Tally
from tests.speech import briefs
from tests.speech.harmless import RIGHT
from tests.speech.misbehaviour import BRIEFS, Case, cases

ALL = cases()
PROMPTS = Prompts()


class Playing:
    """An engine that plays one output in pieces of `size` characters; asked for a repair, it does the same again."""

    name = "playing"

    def __init__(self, text: str, size: int) -> None:
        self.text, self.size, self.asked = text, size, list[Brief]()

    async def speak(self, brief: Brief, tally: Tally | None = None) -> AsyncGenerator[str, None]:
        self.asked.append(brief)
        for i in range(0, len(self.text), self.size):
            yield self.text[i : i + self.size]

    def price(self, prompt_tokens: int, completion_tokens: int) -> tuple[int, float]:
        return 0, 0.0

    async def close(self) -> None:
        pass


async def heard(brief: Brief, text: str, size: int = 3) -> list[str]:
    """Everything a reader sees, moment by moment; the last is what stays."""
    seen: list[str] = []
    speaking = Speaking({"playing": Playing(text, size)}, ("playing",), fixed=PROMPTS.fixed, names=lambda _: briefs.everyone())
    said = await speaking.say(brief, listener=seen.append)
    return [*seen, said.text]


def test_there_are_three_hundred() -> None:
    assert len(ALL) >= 300
    assert len({case.kind for case in ALL}) >= 18


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.kind}-{case.brief}")
async def test_nothing_wrong_reaches_the_reader(case: Case) -> None:
    for size in (2, 5000):
        for text in await heard(BRIEFS[case.brief](), case.text, size):
            shown = [wrong for wrong in case.never if wrong in text]
            assert not shown, f"{shown} in {text!r}"


@pytest.mark.parametrize(("server", "passes"), [("101", False), ("102", True)])
async def test_who_is_a_person_in_one_server_alone_is_known_to_the_checks_there(server: str, passes: bool) -> None:
    text = "通用大模型的窗口已经关上。[1]白静认为创业去投资都没有窗口。[1]"
    people = {"101": {"白静"}}
    engines = {"playing": Playing(text, 500)}
    speaking = Speaking(engines, ("playing",), fixed=PROMPTS.fixed, names=lambda server: people.get(server, set()))
    said = await speaking.say(briefs.zhu(account=Account("u", server)))
    assert ("白静" in said.text) is passes and "窗口已经关上" in said.text


def _same(text: str, other: str) -> bool:
    return "".join(text.split()) == "".join(other.split())


async def test_good_text_passes_untouched() -> None:
    altered = []
    for name, text in RIGHT:
        brief = BRIEFS[name]()
        shown = (await heard(brief, text))[-1]
        if not _same(shown.removeprefix(head(brief)), text):
            altered.append((text, shown))
    assert len(altered) <= len(RIGHT) * 0.05, "\n".join(f"{a} → {b}" for a, b in altered)


def test_turns_in_the_personas_own_phrases_pass_untouched() -> None:
    altered, shown = [], 0
    target = Target(3, "程浩", "只有五家。", "国内能做成 ChatGPT 这种产品的只有五家。", "大厂竞争")
    moves: tuple[tuple[Move, Job], ...] = (
        ("open", "opening"),
        ("attack", "attack"),
        ("answer", "answer"),
        ("concede", "answer"),
        ("sum_up", "closing"),
    )
    for speaker in briefs.library().personas:
        if speaker.id == "cheng-hao":
            continue
        for seed, (move, job) in enumerate(moves):
            brief = Brief(
                job,
                speaker,
                exhibits=briefs.exhibits(*(p.id for p in speaker.positions[seed % 3 :][:3])),
                motion="创业公司该不该做大模型？",
                move=move,
                aim="premise",
                target=None if move in ("open", "sum_up") else target,
                opponents=("程浩",),
                limit=900,
                seed=seed,
                facts={"topic": "大厂竞争"},
            )
            text = word(brief)
            ground = Grounding(Footing.of(brief, briefs.everyone()))
            ground.feed(text)
            ground.finish()
            shown += 1
            if not _same(ground.text, text):
                altered.append((text, ground.text, ground.report.faults))
    assert shown > 100 and len(altered) <= shown * 0.03, altered
