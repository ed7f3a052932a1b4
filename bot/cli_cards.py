"""`yuanzhuo card import` and `card export`: character cards."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_teller import Teller
from bot.errors import RequestError
from bot.lang import Sentence

LANGUAGE = typer.Option("--lang", help="zh-CN | zh-TW | en；不写就按配置")


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
    card = read_card(file.read_bytes(), file.name)
    written = bring_in(card, out, datetime.date.today().isoformat())
    teller.say("card.imported", file=written)
    if card.newer:
        teller.say("card.newer", version=card.whole.get("spec_version"))
    if notes := card.notes(teller.language):
        teller.say("card.notes", text=notes)


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
    from bot.distill.cardfiles import kept_card, kept_file
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
    path = settings.personas_dir / f"{chosen.id}.yaml"
    kept, original = kept_card(path), kept_file(path)
    archive = original if original and not original.startswith(cards.PNG) else None
    now = int(time.time())
    made = {v: cards.to_card(chosen, library.sources.sources, kept, topics=library.topics.topics, version=v, now=now) for v in (2, 3)}
    picture = image.read_bytes() if image else cards.icon(made[3], archive) if archive else original
    if png:
        if kept and json.loads(kept).get("spec") == "chara_card_v3":
            made[2] = cards.backfilled(made[2], teller.words("card.backfilled"))
        raw, suffix = cards.as_png([made[2], made[3]], picture, str(image or "")), "png"
    elif charx:
        raw, suffix = cards.as_charx(made[3], picture if image or not archive else None, archive), "charx"
    else:
        raw, suffix = cards.as_json(made[version]), "json"
    target = out or Path(f"{chosen.id}.{suffix}")
    target.write_bytes(raw)
    teller.say("card.exported", file=target, name=teller.text(chosen.name), count=len(chosen.positions))
    if archive and not charx and (count := cards.embedded(made[3])):
        teller.say("card.assets_left", count=count)
