"""`yuanzhuo distill` and `yuanzhuo card`: from an article, or a character card, to persona files."""

from __future__ import annotations

import json
import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli_cards import LANGUAGE, export_card, import_card
from bot.cli_summary import shown, tell, tell_next
from bot.cli_teller import Teller
from bot.errors import ConfigError, RequestError, YuanzhuoError
from bot.lang import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.distill.drafts import Drafts
    from bot.distill.reading import Reading
    from bot.distill.statements import Statement
    from bot.distill.text import Text
    from bot.distill.writer import Folder, Written
    from bot.distill_model_cli import Models


def register(app: typer.Typer) -> None:
    """Add the commands `distill` and `card`."""
    app.command("distill", help="把文章提炼成人物：谁说了什么，每条都标明出处。")(distill)
    cards = typer.Typer(help="角色卡（V1/V2/V3）：导入、导出。", no_args_is_help=True)
    cards.command("import", help="把角色卡（png、json、charx）变成人物文件。")(import_card)
    cards.command("export", help="把人物导出成角色卡。")(export_card)
    app.add_typer(cards, name="card")


WIDEST_NAME = 24  # columns


def distill(
    articles: Annotated[list[Path] | None, typer.Argument(help="文章：txt、md、html、epub、pdf、docx", show_default=False)] = None,
    statements: Annotated[bool, typer.Option("--statements", help="只列出陈述，不写人物文件")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连把握不大的也列出")] = False,
    threshold: Annotated[float | None, typer.Option("--confidence", min=0.0, max=1.0, help="最低把握，默认约 0.6")] = None,
    out: Annotated[Path, typer.Option("--out", help="人物文件夹：没有就新建，有就补充")] = Path("personas"),
    review: Annotated[bool, typer.Option("--review", help="逐条过目：留、改、删、并到别人名下")] = False,
    published: Annotated[str, typer.Option("--published", help="文章日期 2024-05-01；不写就从页面里找")] = "",
    urls: Annotated[list[str] | None, typer.Option("--url", help="取这个网页来读，可以写几次；只取公网地址")] = None,
    model: Annotated[bool, typer.Option("--model", help="规则没有定下来的，请配置好的模型来提；提的都要核对、都有标记")] = False,
    engine: Annotated[str | None, typer.Option("--engine", help="用哪几个模型，依次试，例：local；不写就按配置")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="配置文件（也可用环境变量 YUANZHUO_CONFIG）")] = None,
    language: Annotated[str | None, LANGUAGE] = None,
) -> None:
    """Read the articles and say who said what."""
    from bot.distill.statements import DEFAULT_CONFIDENCE

    teller = Teller(language, config)
    items: list[Path | str] = [*(articles or []), *(urls or [])]
    if not items:
        raise RequestError(Sentence("distill.error.nothing_given"))
    if published and not is_date(published):
        raise RequestError(Sentence("distill.error.date"))
    if as_json and not statements:
        raise RequestError(Sentence("distill.error.json_alone"))
    if out.exists() and not out.is_dir():
        raise RequestError(Sentence("distill.error.folder", file=out))
    least = 0.0 if everything else DEFAULT_CONFIDENCE if threshold is None else threshold
    with _models(teller, model, engine, config) as models:
        if not statements:
            raise typer.Exit(_write(items, out, teller, models, review=review, published=published, least=least))
        failed = False
        for item in items:
            try:
                _list(_read(item), teller, models, as_json=as_json, least=least)
            except YuanzhuoError as error:
                failed = True
                teller.mishap(error)
        if models is not None:
            models.tell(aside=True)
    raise typer.Exit(1 if failed else 0)


def _models(teller: Teller, wanted: bool, engine: str | None, config: Path | None) -> AbstractContextManager[Models | None]:
    """The models where they are wanted. They and the event loop are loaded for nobody else."""
    if not wanted:
        return nullcontext()
    from bot.distill_model_cli import Models

    return Models(teller, engine, config)


def _read(item: Path | str) -> Text:
    """The article in a file or at an address."""
    from bot.distill.reader import read_bytes, read_file

    if isinstance(item, Path):
        return read_file(item)
    import asyncio

    from bot.distill.fetching import fetch

    return read_bytes(*asyncio.run(fetch(item)))


def _list(text: Text, teller: Teller, models: Models | None, *, as_json: bool, least: float) -> None:
    from bot.distill.reading import RULES
    from bot.distill.statements import at_least
    from bot.frontends.terminal.screen import Line
    from bot.frontends.wrap import pad, width, wrap

    reading = models.statements(text) if models else RULES
    found = at_least(reading.article(text).statements, least)
    if as_json:
        for s in found:
            typer.echo(json.dumps(as_object(s), ensure_ascii=False))
        return
    if not found:
        teller.say("statement.none", file=text.name)
        return
    who = [_who(s, teller) for s in found]
    screen = teller.screen
    widest = min(max(map(width, who)), WIDEST_NAME if screen.tty else 200)
    if screen.tty:
        head = {name: teller.words(f"statement.columns.{name}") for name in ("line", "confidence", "speaker", "text")}
        line = " " * (5 - width(head["line"])) + head["line"]
        row = f"{line}  {pad(head['confidence'], 4)}  {pad(head['speaker'], widest)}  {head['text']}"
        screen.print([screen.line(text.name, "title"), screen.line(row, "dim")])
    for s, name in zip(found, who, strict=True):
        said = screen.clean(f"“{s.text}”" if s.kind == "direct" else s.text).replace("\n", " ")
        rows = wrap(said, screen.columns - 2 - 15 - widest) if screen.tty else [said]
        first = f"{s.line:>5}  {s.confidence:.2f}  {pad(screen.clean(name), widest)}  {rows[0]}"
        screen.print([Line(first), *(Line(" " * (15 + widest) + row) for row in rows[1:])])


def _who(s: Statement, teller: Teller) -> str:
    name = teller.text(s.speaker) if s.speaker else teller.words("statement.nobody")
    return name + (teller.words("statement.by", name=teller.text(s.second_hand)) if s.second_hand else "")


def _write(
    items: list[Path | str], out: Path, teller: Teller, models: Models | None, *, review: bool, published: str, least: float
) -> int:
    """Persona files from the articles; the number for the exit status."""
    from bot.distill.drafts import make
    from bot.distill.reading import RULES
    from bot.distill.writer import Folder, write_config

    texts, failed = _texts(items, teller)
    if not texts:
        return 1
    folder = Folder(out, lenient=True)
    for error in folder.broken.values():
        failed = 1
        for mistake in error.mistakes:
            teller.mishap(ConfigError([mistake]))
    fresh = not folder.personas

    def progress(number: int, count: int) -> None:
        place = {"n": number + 1, "all": len(texts), "file": texts[number].name}
        if count < 0:
            teller.doing(teller.words("progress.begun", **place))
        else:
            teller.did(teller.words("progress.done", **place, count=count))

    reading = models.everything(texts, folder, published=published, least=least) if models else RULES
    if review:
        found = _reviewed(texts, folder, teller, progress, reading, published=published, least=least)
        if found is None:
            return failed
        done, drafts = found
    else:
        drafts = make(texts, folder.topics.topics, published=published, least=least, on_article=progress, reading=reading)
        done = folder.commit(drafts)
    tell(teller, done, drafts, folder)
    if models is not None:
        models.tell()
    config = write_config(out) if fresh and done.changed else None
    if config:
        teller.say("result.config", file=shown(config))
    tell_next(teller, done, drafts, folder)
    return failed


def _texts(items: list[Path | str], teller: Teller) -> tuple[list[Text], int]:
    """What could be read, each text once; and 1 where something could not."""
    texts: dict[str, Text] = {}
    failed = 0
    for item in items:
        try:
            teller.doing(teller.words("progress.reading", file=item))
            text = _read(item)
        except YuanzhuoError as error:
            failed = 1
            teller.mishap(error)
            continue
        if text.raw in texts:
            teller.did(teller.words("progress.twice", file=text.name, other=texts[text.raw].name))
        texts.setdefault(text.raw, text)
    return list(texts.values()), failed


def _reviewed(
    texts: list[Text],
    folder: Folder,
    teller: Teller,
    progress: Callable[[int, int], None],
    reading: Reading,
    *,
    published: str,
    least: float,
) -> tuple[Written, Drafts] | None:
    """What a reviewer kept, written; None where there is nothing to review, or they left before the end."""
    from bot.cli_review import ReviewScreen
    from bot.distill.review import drafts_of, open_review

    review = open_review(texts, folder, least=least, on_article=progress, reading=reading)
    if not len(review):
        teller.say("review.nothing", folder=folder.path)
        return None
    known = tuple(persona.name for _, persona in folder.personas.values())
    if not ReviewScreen(teller, review, known).run():
        return None
    drafts = drafts_of(review, texts, folder, published=published, least=least, reading=reading)
    return review.write(folder, drafts), drafts


def is_date(text: str) -> bool:
    """2024, 2024-05 or 2024-05-01, and in the calendar."""
    import datetime

    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def as_object(s: Statement) -> dict[str, Any]:
    """A statement as the documented JSON object."""
    return {
        "file": s.file,
        "start": s.start,
        "end": s.end,
        "line": s.line,
        "text": s.text,
        "kind": s.kind,
        "second_hand": s.second_hand,
        "speaker": s.speaker,
        "speaker_surface": s.speaker_surface,
        "cue": s.cue,
        "rule": s.rule,
        "confidence": s.confidence,
    }


