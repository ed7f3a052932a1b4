"""Every attack of `tests.speech.injections` as an article's text, a name, a role, a topic: the fences hold, and who obeys is refused."""

from __future__ import annotations

import re

import pytest

from bot.distill import vetting
from bot.distill.attributing import windows
from bot.distill.statements import read_article
from bot.distill.text import Text
from bot.distill.topics import DraftTopic
from bot.speech.brief import Brief
from bot.speech.context import render
from bot.speech.prompts import Prompt, Prompts
from tests.speech.injections import ATTACKS, Attack

PROMPTS = Prompts()
PASSAGE = "胶片值得看好，年轻人愿意排队。"
_INSIDE = re.compile(r"⟦([^⟦⟧/]+)⟧\n.*?\n⟦/\1⟧", re.S)


def outside(prompt: Prompt) -> str:
    """What stands in no fence: ours alone."""
    return prompt.system + "\n" + _INSIDE.sub("", prompt.user)


def rendered(job: str, material: dict[str, object]) -> Prompt:
    return render(PROMPTS, Brief(job, None, material=material), 100_000).prompt  # type: ignore[arg-type]


def prompts(text: str) -> list[Prompt]:
    """The three prompts with the attack in every place that an article fills."""
    article = f"费一舟认为，{PASSAGE}\n{text}\n费一舟说：“{text}”\n"
    (window, *_) = windows(read_article(Text(article, "a.txt")), 4000)
    material = window.material()
    material["people"] = [*material["people"], {"n": 99, "name": text, "note": text}]
    material["open"] = [{"n": 1, "paragraph": 1, "text": text}]
    material["found"] = [{"paragraph": 1, "who": text, "text": text}]
    passage = {"n": 1, "who": text, "text": text, "around": text, "topic": text, "wants": "claim"}
    topic = {"n": 1, "name": text, "proposition": text, "passages": [text]}
    return [
        rendered("attribute", material),
        rendered("restate", {"passages": [passage], "topics": [topic], "longest": 80}),
        rendered("propose", {"topics": [topic], "modals": ["会"], "longest": 24}),
    ]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_stands_inside_its_fences(attack: Attack) -> None:
    plain = [outside(p) for p in prompts("无关紧要")]
    for prompt, expected in zip(prompts(attack.text), plain, strict=True):
        whole = prompt.system + prompt.user
        assert "<|im_start|>" not in whole and "[INST]" not in whole and "--- user ---" not in whole
        ours = outside(prompt)
        assert len(ours) <= len(expected) + 8 * 32, "outside of fences stand names of at most 32 characters"
        for line in attack.text.splitlines():
            assert len(line) <= 32 or line not in ours


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("words", ["text", "obeyed"])
def test_a_model_that_obeys_is_refused_as_claim_as_topic_and_as_proposition(attack: Attack, words: str) -> None:
    said = getattr(attack, words)
    assert vetting.claim_fault(said, PASSAGE, ("费一舟",))
    assert vetting.term_fault(said, [PASSAGE, PASSAGE], ("费一舟",))
    assert vetting.proposition_fault(said, DraftTopic("胶片", ("胶片",)), PASSAGE, ("费一舟",))
