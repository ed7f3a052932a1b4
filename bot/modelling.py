"""config → engines that ask models. Part of the wiring, apart so that nobody pays for it who has no model."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.config import OFFLINE, Config, ModelServer, tightest
from bot.debate.formats import Format, find_format
from bot.errors import RequestError, UnknownFormat
from bot.lang import Sentence
from bot.persona.model import Sources
from bot.persona.shelf import Shelf
from bot.ports import Store
from bot.speech.brief import Brief
from bot.speech.budget import Budget, Caps
from bot.speech.modelled import ModelEngine
from bot.speech.openai import Client, Provider
from bot.speech.passages import Passage, Passages
from bot.speech.prompts import READING, TALKING, Prompts
from bot.speech.proposing import Proposing
from bot.speech.retrying import Retrying
from bot.speech.speaking import Speaking


def speaking(
    config: Config,
    store: Store | None,
    shelf: Callable[[str], Shelf],
    sources: Callable[[], Sources],
    formats: Callable[[], Mapping[str, Format]],
) -> Speaking:
    """The `Speech` of a config with models: one client per provider, one budget for all. `shelf` is who sits in a server."""
    # What went wrong with a model is told in small print; its log is for whoever configures one (`yuanzhuo run` does).
    logging.getLogger("bot").addHandler(logging.NullHandler())
    prompts = Prompts(config.paths.prompts, TALKING)
    passage = Passages(config.paths.articles, sources) if config.paths.articles else None
    budget = _budget(config, store)
    engines = _engines(config, store, prompts, budget, passage, config.models)

    def choose(brief: Brief) -> tuple[str, ...]:
        persona = brief.persona.id if brief.persona else ""
        named = _named(config, brief.account.format, formats())
        return config.chain(persona=persona, format=named, server=brief.account.server)

    def names(server: str) -> Iterable[str]:
        return everyone(shelf(server))

    return Speaking(engines, choose=choose, fixed=prompts.fixed, names=names, passage=passage, reload=prompts.reload)


def readers(config: Config, chain: Iterable[str] = ()) -> tuple[str, ...]:
    """The models that may read articles: those of the chain, else of the config's. Raises RequestError where there is none."""
    asked = tuple(dict.fromkeys(chain)) or config.chain()
    unknown = tuple(name for name in asked if name not in config.models and name != OFFLINE)
    names = tuple(name for name in asked if name in config.models)
    if unknown:
        raise RequestError(Sentence("distill.model.unknown", names=unknown, known=tuple(config.models) or (OFFLINE,)))
    if not names:
        key = "unchained" if config.models else "none"
        raise RequestError(
            Sentence(f"distill.model.{key}", file=config.file or "config.yaml", known=tuple(config.models))
        )
    return names


def proposing(config: Config, store: Store | None, names: Iterable[str]) -> Proposing:
    """The models of these names as readers of articles, in this order."""
    logging.getLogger("bot").addHandler(logging.NullHandler())
    prompts = Prompts(config.paths.prompts, READING)
    engines = _engines(config, store, prompts, _budget(config, store), None, names)
    return Proposing(list(engines.values()), prompts)


def _budget(config: Config, store: Store | None) -> Budget:
    return Budget(
        caps(config),
        store.usage if store else None,
        language=config.language,
        of_server=set_by_server(store) if store else None,
    )


def _engines(
    config: Config, store: Store | None, prompts: Prompts, budget: Budget, passage: Passage | None, names: Iterable[str]
) -> dict[str, ModelEngine]:
    """Engines by name; one client per provider, one budget for all."""
    return {
        name: ModelEngine(
            Retrying(Client(provider(name, config.models[name], config.language))),
            prompts,
            record=store.add_usage if store else None,
            budget=budget,
            passage=passage,
        )
        for name in names
    }


def _named(config: Config, format_id: str, formats: Mapping[str, Format]) -> str:
    """The key of `choose.formats` that means this format, by whichever of its names; '' where there is none."""
    for key in config.choose.formats if format_id else ():
        try:
            if find_format(key, formats).id == format_id:
                return key
        except UnknownFormat:
            continue
    return ""


def everyone(shelf: Shelf) -> set[str]:
    """The names and aliases of all who may be spoken of; one character is no name."""
    found: set[str] = set()
    for persona in shelf.all():
        found.update((persona.names.display, *persona.names.aliases))
        for member in persona.members:
            found.update((member.name, *member.aliases))
    return {name for name in found if len(name) > 1}


def provider(name: str, server: ModelServer, language: str = "zh-CN") -> Provider:
    """The config's section as the client wants it."""
    wait = server.timeouts
    return Provider(
        name=name,
        base_url=server.base_url,
        model=server.model,
        api_key_env=server.api_key_env,
        parameters=server.parameters,
        headers=server.headers,
        body=server.body,
        prompt_price=server.price.prompt,
        completion_price=server.price.completion,
        connect=wait.connect,
        first_token=wait.first_token,
        stall=wait.stall,
        total=wait.total,
        concurrency=server.concurrency,
        retries=server.retries,
        context_tokens=server.context_tokens,
        language=language,
    )


def set_by_server(store: Store) -> Callable[[str], Awaitable[Mapping[str, Any]]]:
    """How to look up what a server's managers have set, from the database: another process may have written it."""

    def look_up(server: str) -> Awaitable[Mapping[str, Any]]:
        return store.settings(f"server:{server}")

    return look_up


def caps(config: Config) -> Caps:
    """What models may cost. `debate.max_tokens` and `budgets.tokens_per_debate`: the smaller one counts."""
    budgets = config.budgets
    return Caps(
        per_user_per_day=budgets.per_user_per_day,
        per_server_per_day=budgets.per_server_per_day,
        per_day=budgets.per_day,
        per_debate=budgets.per_debate,
        tokens_per_user_per_day=budgets.tokens_per_user_per_day,
        tokens_per_server_per_day=budgets.tokens_per_server_per_day,
        tokens_per_day=budgets.tokens_per_day,
        tokens_per_debate=int(tightest(config.debate.max_tokens, budgets.tokens_per_debate)),
    )
