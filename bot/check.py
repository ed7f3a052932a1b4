"""`yuanzhuo check`: config, personas, topics, sources, prompts, formats and the database at once, and all that is wrong.

Each part is looked at whatever is wrong with the others; a config that is broken in places is used where it is whole.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bot import yamlfile
from bot.config import Config, config_file, load_config, usable
from bot.debate.formats import find_format, read_formats
from bot.errors import ConfigError, Mistake, StoreError, UnknownFormat
from bot.persona.files import Library, read_library
from bot.persona.proof import prove
from bot.recall.checks import run_checks
from bot.recall.chinese import fold
from bot.store.sqlite import examine


def run(
    config: Path | str | None = None,
    articles: Path | str | None = None,
    *,
    db: Path | str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> list[Mistake]:
    """All mistakes, file by file; empty where all is well. `articles`: where the texts are, else as the config says."""
    settings, mistakes = _config(config, db, environ)
    library = read_library(settings.personas_dir)
    mistakes += library.mistakes
    mistakes += _own_checks(library)
    texts = Path(articles) if articles else settings.paths.articles
    if texts:
        mistakes += prove(library, texts, fold)
    formats, wrong = read_formats(settings.formats_dir)
    mistakes += wrong
    mistakes += _prompts(settings.prompts_dir)
    mistakes += _database(settings.database)
    document = yamlfile.load(settings.file) if settings.file else yamlfile.Document("config.yaml")
    mistakes += _named_in_config(settings, document, library)
    try:
        find_format(settings.table.default_format, formats)
    except UnknownFormat as error:
        mistakes.append(document.mistake(("table", "default_format"), str(error)))
    return list(dict.fromkeys(mistakes))


def _config(path: Path | str | None, db: Path | str | None, environ: Mapping[str, str]) -> tuple[Config, list[Mistake]]:
    try:
        return load_config(path, db=db, environ=environ), []
    except ConfigError as error:
        file = config_file(path, environ)
        whole = usable(yamlfile.load(file), file) if file else Config()
        if db or environ.get("YUANZHUO_DB"):
            place = Path(db or environ["YUANZHUO_DB"]).expanduser().absolute()
            whole = whole.model_copy(update={"paths": whole.paths.model_copy(update={"database": place})})
        return whole, list(error.mistakes)


def _own_checks(library: Library) -> list[Mistake]:
    """The personas' `checks:`, of those files that are otherwise right; with the line each stands on."""
    right = [f.persona for f in library.files.values() if f.persona and not f.mistakes]
    if not right or not library.topics.topics:
        return []
    found = []
    documents = {f.persona.id: f.document for f in library.files.values() if f.persona}
    for mistake in run_checks(right, library.topics):
        document = documents.get(Path(mistake.file).stem)
        number = mistake.key.removeprefix("checks[").rstrip("]")
        if document and number.isdigit():
            line = document.line(("checks", int(number)))
            mistake = replace(mistake, file=document.name, line=line)
        found.append(mistake)
    return found


def _prompts(folder: Path) -> list[Mistake]:
    """The prompt templates, by the one module that knows them."""
    from bot.speech.prompts import Prompts  # jinja2: nobody else here needs it

    try:
        Prompts(folder)
    except ConfigError as error:
        return list(error.mistakes)
    return []


def _database(path: Path) -> list[Mistake]:
    try:
        return [Mistake(str(path), 0, "", sentence, "换回备份") for sentence in examine(path)]
    except StoreError as error:
        return [Mistake(str(path), 0, "", str(error))]


def _named_in_config(config: Config, document: yamlfile.Document, library: Library) -> list[Mistake]:
    """Whom the config names must be there: a withdrawal that is misspelt withdraws nobody."""
    ids = list(library.files)
    people = {p.name for p in library.personas} | set(ids)
    people |= {e.speaker for p in library.personas for q in p.positions for e in q.evidence}
    people |= {e.reported_by for p in library.personas for q in p.positions for e in q.evidence if e.reported_by}
    asked: list[tuple[yamlfile.Place, str, Iterable[str], str]] = [
        (("table", "personas", n), name, ids, "没有 id 叫“{}”的人物") for n, name in enumerate(config.table.personas)
    ]
    if config.table.default_persona:
        asked.append((("table", "default_persona"), config.table.default_persona, ids, "没有 id 叫“{}”的人物"))
    asked += [(("choose", "personas", n), n, ids, "没有 id 叫“{}”的人物") for n in config.choose.personas]
    withdrawn = config.withdrawn
    asked += [
        (("withdrawn", "speakers", n), name, people, "没有叫“{}”的人，什么也没有撤下")
        for n, name in enumerate(withdrawn.speakers)
    ]
    asked += [
        (("withdrawn", "sources", n), name, library.sources.by_id, "没有 id 叫“{}”的文章，什么也没有撤下")
        for n, name in enumerate(withdrawn.sources)
    ]
    found = []
    for place, name, known, message in asked:
        if name not in known:
            near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
            hint = f"是不是想写 '{near[0]}'？" if near else ""
            found.append(document.mistake(place, message.format(name[:40]), hint))
    return found
