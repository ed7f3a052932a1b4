"""`yuanzhuo distill` and `yuanzhuo card`: from an article, or a character card, to persona files."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import ConfigError, RequestError, YuanzhuoError
from bot.lang import Sentence, in_language, listed, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.distill.drafts import Drafts
    from bot.distill.reading import Reading
    from bot.distill.statements import Statement
    from bot.distill.text import Text
    from bot.distill.writer import Folder, Written
    from bot.distill_model_cli import Models
    from bot.frontends.terminal.screen import Style


def register(app: typer.Typer) -> None:
    """Add the commands `distill` and `card`."""
    app.command("distill", help="把文章提炼成人物：谁说了什么，每条都标明出处。")(distill)
    cards = typer.Typer(help="角色卡（V1/V2/V3）：导入、导出。", no_args_is_help=True)
    cards.command("import", help="把角色卡（png、json、charx）变成人物文件。")(import_card)
    cards.command("export", help="把人物导出成角色卡。")(export_card)
    app.add_typer(cards, name="card")


MOST_NAMES = 20  # of new people in the summary
WIDEST_NAME = 24  # columns
LANGUAGE = typer.Option("--lang", help="zh-CN | zh-TW | en；不写就按配置")


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


class Teller:
    """Says things on this terminal in the language asked for: results on stdout, progress and mishaps on stderr."""

    def __init__(self, asked: str | None, config: Path | None = None) -> None:
        from bot.cli_language import language_of
        from bot.frontends.terminal.screen import Screen

        self.language = language_of(asked, config)
        self.screen = Screen()
        self.aside = Screen(sys.stderr)

    def words(self, key: str, **values: Any) -> str:
        """The sentence `distill.<key>`."""
        return Sentence(f"distill.{key}", **values).said(self.language)

    def text(self, chinese: str) -> str:
        """Chinese text (a name, a topic) in the reader's script."""
        return in_language(self.language, chinese)

    def say(self, key: str, style: Style = "plain", **values: Any) -> None:
        """Print the sentence."""
        self.show(self.words(key, **values), style)

    def show(self, text: str, style: Style = "plain", *, aside: bool = False) -> None:
        """Print words as they are; lines are broken where somebody looks at them, not in a pipe or a log."""
        screen = self.aside if aside else self.screen
        screen.print(screen.wrapped(text, style, hanging=2) if screen.tty else [screen.line(text, style)])

    def mishap(self, error: YuanzhuoError) -> None:
        """Print what an error says, on stderr."""
        self.show(told(self.language, error), "warn", aside=True)

    def doing(self, text: str) -> None:
        """Show what is being done, until something else is printed; nothing where the cursor can't go back."""
        self.aside.grow(text)

    def did(self, text: str) -> None:
        """Print what has been done, on stderr."""
        self.show(text, "dim", aside=True)


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
    from bot.frontends.terminal.screen import Line
    from bot.frontends.wrap import pad, width, wrap

    reading = models.statements(text) if models else RULES
    found = [s for s in reading.article(text).statements if s.confidence >= least]
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
    folder = Folder(out)
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
        done = folder.add(drafts)
        folder.save()
    _tell(teller, done, drafts, folder)
    if models is not None:
        models.tell()
    config = write_config(out) if fresh and done.changed else None
    if config:
        teller.say("result.config", file=shown(config))
    _next(teller, done, drafts, folder)
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


def _tell(teller: Teller, done: Written, drafts: Drafts, folder: Folder) -> None:
    left = Counter(reason for _, reason in drafts.left_out)
    if done.changed:
        _tell_people(teller, done, folder)
    elif done.already:
        teller.say("result.same", folder=folder.path, count=done.already)
    else:
        teller.say("result.nothing" if left else "result.silent")
    if left:
        reasons = tuple(teller.words(f"left_out.{reason}", count=count) for reason, count in left.most_common())
        teller.say("result.left_out", "dim", count=sum(left.values()), reasons=reasons)
    if done.topics:
        teller.say("result.topics", topics=tuple(map(teller.text, done.topics)))
    for motion in done.motions:
        teller.say("result.motion", motion=teller.text(motion))
    for note in done.notes:
        teller.show(note.said(teller.language), "warn")


def _tell_people(teller: Teller, done: Written, folder: Folder) -> None:
    by_file = {file.name: persona for file, persona in folder.personas.values()}
    people = [by_file[file] for file in done.personas]
    count = teller.words("result.people", folder=folder.path, fresh=len(people), positions=done.positions)
    teller.show(count, "title")
    rows = sorted(((len(p.positions), teller.text(p.name)) for p in people), key=lambda row: -row[0])
    names = [teller.words("result.person", name=name, count=n) for n, name in rows[:MOST_NAMES]]
    if len(rows) > MOST_NAMES:
        names.append(teller.words("result.more", count=len(rows) - MOST_NAMES))
    if names:
        teller.show("  " + listed(teller.language, names))
    if done.extended:
        teller.say("result.extended", names=tuple(teller.text(by_file[f].name) for f in dict.fromkeys(done.extended)))
    if done.already:
        teller.say("result.already", "dim", count=done.already)


def _next(teller: Teller, done: Written, drafts: Drafts, folder: Folder) -> None:
    """What to type now: a debate and a question that these people have something to say on."""
    from bot.config import config_file, load_config

    here, beside = config_file(), folder.path.resolve().parent / "config.yaml"
    option = ""
    if here is None and beside.is_file():
        here, option = beside, f" --config {shown(beside)}"
    if here is None or not done.changed:
        return
    try:
        used = load_config(here).personas_dir
    except ConfigError:
        return  # whoever uses the file lists its mistakes
    if used.resolve() != folder.path.resolve():
        teller.say("result.elsewhere", "warn", file=shown(here), folder=folder.path.resolve())
        return
    drawn = next((t for t in drafts.topics if t.motion in done.motions), drafts.topics[0] if drafts.topics else None)
    if drawn is None:
        return
    asked = teller.text(drawn.motion)
    first = max(drafts.personas, key=lambda p: sum(d.topic == drawn.term and d.stance != 0 for d in p.positions))
    teller.say("result.next")
    if drawn.motion in done.motions:
        teller.show(f'  yuanzhuo debate "{asked}"{option}')
    teller.show(f'  yuanzhuo ask {teller.text(first.name)} "{asked}"{option}')


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


def shown(path: Path) -> Path:
    """The path as short as it can be typed here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


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


def import_card(
    file: Annotated[Path, typer.Argument(help="角色卡：png、json 或 charx", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="人物文件夹")] = Path("personas"),
    language: Annotated[str | None, LANGUAGE] = None,
) -> None:
    """A card becomes a persona file; its texts are data, never instructions."""
    import datetime

    from bot.distill.cardfiles import bring_in
    from bot.persona.cards import read_card

    teller = Teller(language)
    if not file.is_file():
        raise RequestError(Sentence("distill.error.missing", file=file))
    written = bring_in(read_card(file.read_bytes(), file.name), out, datetime.date.today().isoformat())
    teller.say("card.imported", file=written)


def export_card(
    persona: Annotated[str, typer.Argument(help="谁：名字、别名、拼音都行", show_default=False)],
    png: Annotated[bool, typer.Option("--png", help="PNG，V2 与 V3 都写在里面")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    charx: Annotated[bool, typer.Option("--charx", help="CHARX 压缩包")] = False,
    version: Annotated[int, typer.Option("--spec", min=2, max=3, help="JSON 的版本：2 或 3")] = 3,
    image: Annotated[Path | None, typer.Option("--image", help="头像（PNG）")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="配置文件")] = None,
    language: Annotated[str | None, LANGUAGE] = None,
) -> None:
    """A persona becomes a card: positions as lorebook entries, sources as the source list."""
    from bot.config import load_config
    from bot.distill.cardfiles import kept_card
    from bot.persona import cards
    from bot.persona.files import load_library
    from bot.persona.shelf import Shelf

    if png + as_json + charx > 1:
        raise RequestError(Sentence("distill.card.one_kind"))
    teller = Teller(language, config)
    settings = load_config(config)
    library = load_library(settings.personas_dir, speakers=settings.withdrawn.speakers, sources=settings.withdrawn.sources)
    found = Shelf(library.personas, library.topics).find(persona).persona
    chosen = next(p for p in library.personas if p.id == found.id)
    if image and not image.is_file():
        raise RequestError(Sentence("distill.error.missing", file=image))
    picture = image.read_bytes() if image else None
    kept = kept_card(settings.personas_dir / f"{chosen.id}.yaml")
    made = {v: cards.to_card(chosen, library.sources.sources, kept, topics=library.topics.topics, version=v) for v in (2, 3)}
    if png:
        raw, suffix = cards.as_png([made[2], made[3]], picture, str(image or "")), "png"
    elif charx:
        raw, suffix = cards.as_charx(made[3], picture), "charx"
    else:
        raw, suffix = cards.as_json(made[version]), "json"
    target = out or Path(f"{chosen.id}.{suffix}")
    target.write_bytes(raw)
    teller.say("card.exported", file=target, name=teller.text(chosen.name), count=len(chosen.positions))
