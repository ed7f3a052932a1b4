"""`yuanzhuo distill` and `yuanzhuo card`: from an article, or a character card, to persona files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    """Add the commands `distill` and `card`."""
    app.command("distill", help="把文章提炼成人物：谁说了什么，每条都标明出处。")(distill)


def distill(
    articles: Annotated[list[Path], typer.Argument(help="文章：txt、md、html、epub、pdf、docx", show_default=False)],
    statements: Annotated[bool, typer.Option("--statements", help="只列出陈述，不写人物文件")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连把握不大的也列出")] = False,
    threshold: Annotated[float | None, typer.Option("--confidence", min=0.0, max=1.0, help="最低把握，默认约 0.6")] = None,
    out: Annotated[Path, typer.Option("--out", help="人物文件夹：没有就新建，有就补充")] = Path("personas"),
    review: Annotated[bool, typer.Option("--review", help="逐条过目：留、改、删、并到别人名下")] = False,
    published: Annotated[str, typer.Option("--published", help="文章日期 2024-05-01；不写就从页面里找")] = "",
) -> None:
    """Read the articles and say who said what."""
    if not statements:
        raise typer.Exit(_write(articles, out, review=review, published=published, least=0.0 if everything else threshold))
    failed = False
    for path in articles:
        try:
            _list(path, as_json=as_json, least=0.0 if everything else threshold)
        except _errors() as error:
            failed = True
            typer.echo(str(error), err=True)
    raise typer.Exit(1 if failed else 0)


def _errors() -> type[Exception]:
    from bot.errors import YuanzhuoError

    return YuanzhuoError


def _list(path: Path, *, as_json: bool, least: float | None) -> None:
    from bot.distill.reader import read_file
    from bot.distill.statements import DEFAULT_CONFIDENCE, extract

    least = DEFAULT_CONFIDENCE if least is None else least
    for s in extract(read_file(path)):
        if s.confidence < least:
            continue
        if as_json:
            typer.echo(json.dumps(as_object(s), ensure_ascii=False))
        else:
            mark = "“”" if s.kind == "direct" else "  "
            by = f"（{s.second_hand} 转述）" if s.second_hand else ""
            typer.echo(f"{s.line:>5}  {s.confidence:.2f}  {s.speaker or '（未知）'}{by}  {mark[0]}{s.text}{mark[1]}".rstrip())


def _write(articles: list[Path], out: Path, *, review: bool, published: str, least: float | None) -> int:
    """Persona files from the articles; the number for the exit status."""
    import re

    from bot.distill.confidence import DEFAULT_CONFIDENCE
    from bot.distill.drafts import make
    from bot.distill.reader import read_file
    from bot.distill.writer import Folder, write_config
    from bot.errors import RequestError, YuanzhuoError

    if published and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", published):
        raise RequestError("日期要写成 2024、2024-05 或 2024-05-01。")
    texts, failed = [], 0
    for number, path in enumerate(articles, start=1):
        try:
            texts.append(read_file(path))
            typer.echo(f"[{number}/{len(articles)}] 读 {path.name}", err=True)
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
