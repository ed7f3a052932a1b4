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
) -> None:
    """Read the articles and say who said what."""
    failed = False
    for path in articles:
        try:
            if statements:
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
