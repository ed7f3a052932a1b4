"""What `distill` says when it is done: who was found, what was left out and why, and what to type next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.cli_teller import Teller
    from bot.distill.drafts import Drafts
    from bot.distill.writer import Folder, Written

MOST_NAMES = 20  # of new people


def tell(teller: Teller, done: Written, drafts: Drafts, folder: Folder) -> None:
    """What a run found, wrote and left out."""
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
    if done.motions:
        teller.say("result.motions")
        for motion in done.motions:
            teller.show(f"  {teller.text(motion)}")
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
    teller.names(names)
    if done.extended:
        teller.say("result.extended", names=tuple(teller.text(by_file[f].name) for f in dict.fromkeys(done.extended)))
    if done.already:
        teller.say("result.already", "dim", count=done.already)


def tell_next(teller: Teller, done: Written, drafts: Drafts, folder: Folder) -> None:
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
    first = max(drafts.personas, key=lambda p: sum((d.topic == drawn.term) * (1 + (d.stance != 0)) for d in p.positions))
    teller.say("result.next")
    if drawn.motion in done.motions:
        teller.show(f'  yuanzhuo debate "{asked}"{option}')
    teller.show(f'  yuanzhuo ask {teller.text(first.name)} "{asked}"{option}')


def shown(path: Path) -> Path:
    """The path as short as it can be typed here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
