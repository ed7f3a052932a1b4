"""What the checks make of a model's proposals: an oracle that answers from the labels, and a careless one that answers anything.

python bench/distill_model.py            speakers and missed statements, before and after, over the labelled articles
python bench/distill_model.py --forget 0.3   the same with rules that know less, as on texts they were not written with
python bench/distill_model.py --unseen   the unseen half of our own passages too
python bench/distill_model.py --features our own features too, where the rules leave most open

No model is run. The oracle shows the most that `--model` can bring through its checks; the careless one, who names people and
sentences by chance in the right form, shows what the checks let through when nothing of an answer is true.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.distill import Score, overlap, same_speaker, score  # noqa: E402
from bench.distill_labels import Labelled, development, own  # noqa: E402
from bot.distill.asking import Asking  # noqa: E402
from bot.distill.proposals import Proposals  # noqa: E402
from bot.distill.reading import RULES, Reading  # noqa: E402
from bot.distill.remembering import Answers  # noqa: E402
from bot.distill.statements import DEFAULT_CONFIDENCE, Article, Statement, read_article  # noqa: E402
from bot.distill.text import Text  # noqa: E402
from bot.ports import Proposed, ReadingJob  # noqa: E402
from bot.speech.tally import Tally  # noqa: E402

ROOM = 4500  # tokens, as with the default context


class Scripted:
    """A `Proposer` without a server."""

    mark = "bench"

    def __init__(self, article: Labelled, seed: int | None) -> None:
        self._article = article
        self._chance = random.Random(f"{seed}:{article.name}") if seed is not None else None
        self.spent = Tally()

    most = 24

    def room(self, job: ReadingJob) -> int:
        """As with the default context."""
        return ROOM

    async def propose(self, job: ReadingJob, material: Mapping[str, Any]) -> Proposed:
        """The labels, or anything."""
        answer = self._careless(material) if self._chance else self._oracle(material)
        return Proposed(json.dumps(answer, ensure_ascii=False), "bench")

    def _oracle(self, material: Mapping[str, Any]) -> dict[str, Any]:
        speakers, missed = [], []
        for one in material["open"]:
            label = self._label(one["text"])
            if label is not None and label["speaker"]:
                speakers.append({"n": one["n"], "who": label["speaker"]})
        for paragraph in material["paragraphs"]:
            for label in self._article.labels:
                words = self._article.text[label["start"] : label["end"]]
                if words in paragraph["text"] and label["speaker"]:
                    who = label["speaker"][:60]
                    missed.append({"p": paragraph["n"], "quote": words, "who": who, "kind": label["kind"]})
        return {"speakers": speakers, "missed": missed[:100]}

    def _careless(self, material: Mapping[str, Any]) -> dict[str, Any]:
        assert self._chance is not None
        people = [one["n"] for one in material["people"]]
        speakers = [{"n": one["n"], "who": self._chance.choice(people)} for one in material["open"]]
        missed = []
        for paragraph in material["paragraphs"]:
            for sentence in re.findall(r"[^。！？]{6,120}", paragraph["text"]):
                kind = "direct" if re.match(r"[“「]", sentence) else "indirect"
                missed.append({"p": paragraph["n"], "quote": sentence, "who": self._chance.choice(people), "kind": kind})
        return {"speakers": speakers, "missed": missed[:100]}

    def _label(self, words: str) -> dict[str, Any] | None:
        at = self._article.text.find(words)
        span = (at, at + len(words))
        return next((x for x in self._article.labels if overlap((x["start"], x["end"]), span) >= 0.5), None)


class Forgetful(Reading):
    """The rules on a text that suits them less: a share of speakers and of reports is not found."""

    def __init__(self, share: float) -> None:
        self._share = share

    def article(self, text: Text) -> Article:
        """Who says what, with gaps; the same ones every time."""
        chance = random.Random(text.name)
        read, kept = read_article(text), []
        for s in read.statements:
            if s.how == "name" and chance.random() < self._share:
                if s.kind == "indirect":
                    continue
                s = replace(s, speaker=None, speaker_surface="", rule="forgotten", confidence=0.5)
            kept.append(s)
        return replace(read, statements=kept)


def proposals(article: Labelled, seed: int | None, rules: Reading = RULES) -> Proposals:
    """What comes through the checks."""
    with tempfile.TemporaryDirectory() as folder:
        asking = Asking(Scripted(article, seed), Answers(Path(folder)), Proposals(rules=rules))
        asyncio.run(asking.statements(Text(article.text, article.name)))
        return asking.proposals


def right(article: Labelled, s: Statement) -> bool:
    """Whether a label says the same."""
    return any(
        x["kind"] == s.kind and overlap((x["start"], x["end"]), (s.start, s.end)) >= 0.5 and same_speaker(x, s)
        for x in article.labels
    )


def report(
    title: str, articles: list[Labelled], model: str, seeds: Sequence[int | None], rules: Reading = RULES
) -> dict[str, int]:
    """Print and return: proposed and accepted statements by what they are worth, and how many of them are true."""
    counts = dict.fromkeys(("written", "written_true", "doubted", "doubted_true", "refused"), 0)
    totals = {kind: Score() for kind in ("direct", "indirect")}
    for article in articles:
        text = Text(article.text, article.name)
        for seed in seeds:
            made = proposals(article, seed, rules)
            found = made.article(text).statements
            for s in found:
                if s.how == "model":
                    key = "written" if s.confidence >= DEFAULT_CONFIDENCE else "doubted"
                    counts[key] += 1
                    counts[f"{key}_true"] += right(article, s)
            counts["refused"] += sum(made.refused.values())
            sure = [s for s in found if s.confidence >= DEFAULT_CONFIDENCE]
            for kind, total in totals.items():
                total.add(score(article, sure, kind)[0])
    print(f"\n== {title}, {model}: {counts}")
    for kind, total in totals.items():
        print(f"   {kind:8s} {total.row()}")
    return counts


def alone(title: str, articles: list[Labelled], rules: Reading = RULES) -> None:
    """The same figures without a model."""
    print(f"\n== {title}, the rules alone")
    for kind in ("direct", "indirect"):
        total = Score()
        for article in articles:
            statements = rules.article(Text(article.text, article.name)).statements
            total.add(score(article, [s for s in statements if s.confidence >= DEFAULT_CONFIDENCE], kind)[0])
        print(f"   {kind:8s} {total.row()}")


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--unseen", action="store_true", help="the unseen half of our own passages too")
    parser.add_argument("--features", action="store_true", help="our own features too (some minutes)")
    parser.add_argument("--seeds", type=int, default=5, help="how often the careless model answers")
    parser.add_argument("--forget", type=float, default=0.0, metavar="SHARE", help="the rules with gaps as well: 0.3")
    args = parser.parse_args()
    sets = [("development set", development()), ("own passages, seen", own("seen"))]
    sets += [("own passages, unseen", own("unseen"))] if args.unseen else []
    sets += [("own features, seen", own("features"))] if args.features else []
    for title, articles in sets:
        if articles:
            alone(title, articles)
            report(title, articles, "oracle", [None])
            report(title, articles, "careless", list(range(args.seeds)))
            if args.forget:
                rules, title = Forgetful(args.forget), f"{title}, {args.forget:.0%} forgotten"
                alone(title, articles, rules)
                report(title, articles, "oracle", [None], rules)
                report(title, articles, "careless", list(range(args.seeds)), rules)


if __name__ == "__main__":
    main()
