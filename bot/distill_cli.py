"""`yuanzhuo distill` and `yuanzhuo card`: from an article, or a character card, to persona files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    """Add the commands `distill` and `card`."""
    app.command("distill", help="把文章提炼成人物：谁说了什么，每条都标明出处。")(distill)
    cards = typer.Typer(help="角色卡（V1/V2/V3）：导入、导出。", no_args_is_help=True)
    cards.command("import", help="把角色卡（png、json、charx）变成人物文件。")(import_card)
    cards.command("export", help="把人物导出成角色卡。")(export_card)
    app.add_typer(cards, name="card")


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
) -> None:
    """Read the articles and say who said what."""
    articles = articles or []
    if not articles and not urls:
        raise typer.BadParameter("要给一篇文章，或用 --url 给一个网址。")
    if not statements:
        raise typer.Exit(_write(articles, urls or [], out, review=review, published=published, least=0.0 if everything else threshold))
    failed = False
    items: list[Path | str] = [*articles, *(urls or [])]
    for item in items:
        try:
            _list(_read(item), as_json=as_json, least=0.0 if everything else threshold)
        except _errors() as error:
            failed = True
            typer.echo(str(error), err=True)
    raise typer.Exit(1 if failed else 0)


def _errors() -> type[Exception]:
    from bot.errors import YuanzhuoError

    return YuanzhuoError


def _read(item: Path | str) -> Any:
    """The article in a file or at an address."""
    from bot.distill.reader import read_bytes, read_file

    if isinstance(item, Path):
        return read_file(item)
    import asyncio

    from bot.distill.fetching import fetch

    return read_bytes(*asyncio.run(fetch(item)))


def _list(text: Any, *, as_json: bool, least: float | None) -> None:
    from bot.distill.statements import DEFAULT_CONFIDENCE, extract

    least = DEFAULT_CONFIDENCE if least is None else least
    for s in extract(text):
        if s.confidence < least:
            continue
        if as_json:
            typer.echo(json.dumps(as_object(s), ensure_ascii=False))
        else:
            mark = "“”" if s.kind == "direct" else "  "
            by = f"（{s.second_hand} 转述）" if s.second_hand else ""
            typer.echo(f"{s.line:>5}  {s.confidence:.2f}  {s.speaker or '（未知）'}{by}  {mark[0]}{s.text}{mark[1]}".rstrip())


def _write(articles: list[Path], urls: list[str], out: Path, *, review: bool, published: str, least: float | None) -> int:
    """Persona files from the articles; the number for the exit status."""
    import re

    from bot.distill.confidence import DEFAULT_CONFIDENCE
    from bot.distill.drafts import make
    from bot.distill.writer import Folder, write_config
    from bot.errors import RequestError, YuanzhuoError

    if published and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", published):
        raise RequestError("日期要写成 2024、2024-05 或 2024-05-01。")
    texts, failed = [], 0
    items: list[Path | str] = [*articles, *urls]
    for number, item in enumerate(items, start=1):
        try:
            texts.append(_read(item))
            typer.echo(f"[{number}/{len(items)}] 读 {getattr(item, 'name', item)}", err=True)
        except YuanzhuoError as error:
            failed = 1
            typer.echo(str(error), err=True)
    if not texts:
        return 1
    folder = Folder(out)
    fresh = not out.exists()
    least = DEFAULT_CONFIDENCE if least is None else least
    if review:
        from bot.distill.review import walk

        drafts = walk(texts, folder, published=published, least=least)
        if drafts is None:
            return failed
    else:
        drafts = make(texts, folder.topics.topics, published=published, least=least)
    done = folder.add(drafts)
    folder.save()
    _tell(done, len(drafts.left_out), out)
    config = write_config(out) if fresh and done.changed else None
    if config:
        typer.echo(f"写了 {config}：在 {config.parent} 里直接用 ask、debate 就行。")
    return failed


def _tell(done: Any, left: int, out: Path) -> None:
    if not done.changed:
        nothing = "没有找到够把握、又知道是谁说的话。用 --statements --all 看全部。"
        typer.echo(f"{out} 里没有变化：{done.already} 条都已经在了。" if done.already else nothing)
    else:
        people = f"新人物 {len(done.personas)} 个，补充 {len(set(done.extended))} 个"
        typer.echo(f"{out}：{people}；新立场 {done.positions} 条，已有 {done.already} 条，没有采用 {left} 条。")
        if done.topics:
            typer.echo(f"新话题（草稿）：{'、'.join(done.topics)}")
        for motion in done.motions:
            typer.echo(f"两边都有人的辩题：{motion}")
    for note in done.notes:
        typer.echo(note)


def as_object(s: Any) -> dict[str, Any]:
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
) -> None:
    """A card becomes a persona file; its texts are data, never instructions."""
    import datetime

    from bot.distill.cardfiles import bring_in
    from bot.errors import RequestError
    from bot.persona.cards import read_card

    if not file.is_file():
        raise RequestError(f"{file}: 没有这个文件。")
    written = bring_in(read_card(file.read_bytes(), file.name), out, datetime.date.today().isoformat())
    typer.echo(f"写了 {written}。")


def export_card(
    persona: Annotated[str, typer.Argument(help="谁：名字、别名、拼音都行", show_default=False)],
    png: Annotated[bool, typer.Option("--png", help="PNG，V2 与 V3 都写在里面")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    charx: Annotated[bool, typer.Option("--charx", help="CHARX 压缩包")] = False,
    version: Annotated[int, typer.Option("--spec", min=2, max=3, help="JSON 的版本：2 或 3")] = 3,
    image: Annotated[Path | None, typer.Option("--image", help="头像（PNG）")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="配置文件")] = None,
) -> None:
    """A persona becomes a card: positions as lorebook entries, sources as the source list."""
    from bot.config import load_config
    from bot.distill.cardfiles import kept_card
    from bot.errors import RequestError
    from bot.persona import cards
    from bot.persona.files import load_library
    from bot.persona.shelf import Shelf

    if png + as_json + charx > 1:
        raise RequestError("--png、--json、--charx 只能选一个。")
    settings = load_config(config)
    library = load_library(settings.personas_dir, speakers=settings.withdrawn.speakers, sources=settings.withdrawn.sources)
    found = Shelf(library.personas, library.topics).find(persona).persona
    chosen = next(p for p in library.personas if p.id == found.id)
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
    typer.echo(f"写了 {target}：{chosen.name}，{len(chosen.positions)} 条立场。")
