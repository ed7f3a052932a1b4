"""`distill --model`: the configured models are asked for what the rules left open. Wiring and words; the work is `bot.distill.asking`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from bot.cli_teller import Teller
    from bot.config import Config
    from bot.distill.asking import Asking
    from bot.distill.drafts import DraftPosition
    from bot.distill.proposals import Proposals
    from bot.distill.text import Text
    from bot.distill.writer import Folder
    from bot.persona.model import Topic
    from bot.ports import Store
    from bot.speech.proposing import Proposing

ACCEPTED = ("speaker", "statement", "claim", "topic", "stance", "proposition")


class Models:
    """The configured models for one run of `distill`, open inside `with`. Raises RequestError where there is none to ask."""

    def __init__(self, teller: Teller, engine: str | None = None, config: Path | None = None, db: Path | None = None) -> None:
        """From the command's options, before anything is read."""
        from bot.cli_table import split_names
        from bot.config import load_config
        from bot.modelling import readers

        self.teller = teller
        self.config: Config = load_config(config, db=db)
        self.names = readers(self.config, split_names(engine or ""))
        self._runner = asyncio.Runner()
        self._store: Store | None = None
        self._proposer: Proposing | None = None
        self._asking: Asking | None = None

    def __enter__(self) -> Self:
        self._runner.__enter__()
        try:
            self._runner.run(self._open())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._close())
        self._runner.close()

    async def _open(self) -> None:
        from bot.distill.asking import Asking
        from bot.distill.proposals import Proposals
        from bot.distill.remembering import Answers
        from bot.modelling import proposing
        from bot.store.sqlite import open_store

        database = self.config.database
        self._store = await open_store(database)
        self._proposer = proposing(self.config, self._store, self.names)
        answers = Answers(database.with_name(f"{database.stem}-answers"))
        teller = self.teller
        self._asking = Asking(
            self._proposer,
            answers,
            Proposals(),
            tell=lambda sentence: teller.doing(sentence.said(teller.language)),
            most_tokens=self.config.distill.max_tokens,
            fail=lambda sentence: teller.show(sentence.said(teller.language), "warn", aside=True),
        )

    async def _close(self) -> None:
        if self._proposer is not None:
            await self._proposer.close()
        if self._store is not None:
            await self._store.close()

    @property
    def asking(self) -> Asking:
        """The run's questions; only inside `with`."""
        assert self._asking is not None, "not opened"
        return self._asking

    def statements(self, text: Text) -> Proposals:
        """With speakers and missed statements of this article."""
        self._runner.run(self.asking.statements(text))
        return self.asking.proposals

    def everything(self, texts: Sequence[Text], folder: Folder, *, published: str, least: float) -> Proposals:
        """With all there is to propose for what would be written into the folder."""
        from bot.distill.drafts import make
        from bot.distill.writer import key_of

        known: Sequence[Topic] = folder.topics.topics
        proposals = self.asking.proposals
        for text in texts:
            self.statements(text)
        drafts = make(texts, known, published=published, least=least, reading=proposals.speakers_alone())

        def fresh(position: DraftPosition) -> bool:
            return key_of(position) not in folder.ledger

        proposals.known = known
        self._runner.run(self.asking.positions(drafts, fresh))
        return proposals

    def tell(self, *, aside: bool = False) -> None:
        """What the models took, what of their proposals went in and what did not."""
        teller, asked, proposals = self.teller, self.asking, self.asking.proposals
        if not asked.calls:
            teller.show(teller.words("model.known" if asked.remembered else "model.nothing"), "dim", aside=aside)
            return
        spent, currency = asked.proposer.spent, self.config.budgets.currency
        counts = {"calls": asked.calls, "remembered": asked.remembered}
        counts |= {"prompt": spent.prompt_tokens, "completion": spent.completion_tokens}
        line = teller.words("model.spent", names=tuple(asked.engines) or self.names, **counts)
        teller.show(line + (f" · {spent.cost:.4f} {currency}" if spent.cost else ""), "dim", aside=aside)
        if kinds := tuple(teller.words(f"model.kind.{k}", count=n) for k in ACCEPTED if (n := proposals.accepted[k])):
            teller.show(teller.words("model.accepted", kinds=kinds), aside=aside)
        if doubted := proposals.accepted["doubted"]:
            teller.show(teller.words("model.doubted", count=doubted), "dim", aside=aside)
        refused = [(k, n) for k, n in proposals.refused.most_common() if n]
        if refused:
            reasons = tuple(teller.words(f"model.refused.{k}", count=n) for k, n in refused)
            count = sum(n for _, n in refused)
            teller.show(teller.words("model.refusals", count=count, reasons=reasons), "dim", aside=aside)
