"""A server's own personas beside everybody's: ids apart, the same person once, topics not mixed up."""

from __future__ import annotations

from pathlib import Path

from bot.distill.service import DraftService
from bot.persona.files import Library, load_library
from bot.persona.joining import joined
from bot.shipped import place

ARTICLE = """夜市还能火多久
2024-03-05
“夜市值得看好，明年还会多十个。”傅盛说。
“夜市扰民，我们反对。”居民代表白静说。
"""


async def own(folder: Path, server: str = "77") -> Library:
    service = DraftService(folder)
    draft = await service.draft(server, ARTICLE.encode(), "a.txt", "u1")
    await service.approve(server, draft.id)
    return load_library(service.personas(server))


async def test_a_new_person_comes_in_under_an_id_of_the_server_with_every_source_there(tmp_path: Path) -> None:
    base = load_library(place("personas"))
    made = joined(base, await own(tmp_path), "77")
    new = next(p for p in made.personas if p.name == "白静")
    assert new.id.endswith("-77") and all(q.id.startswith(f"{new.id}/") for q in new.positions)
    assert all(e.source in made.sources.by_id for p in made.personas for q in p.positions for e in q.evidence)
    assert all(q.topic in made.topics.by_id for q in new.positions)
    assert "白静" not in {p.name for p in base.personas}


async def test_whoever_is_in_both_is_one_person_with_all_positions(tmp_path: Path) -> None:
    base = load_library(place("personas"))
    made = joined(base, await own(tmp_path), "77")
    found = [p for p in made.personas if p.name == "傅盛"]
    before = next(p for p in base.personas if p.name == "傅盛")
    assert len(found) == 1 and found[0].id == before.id
    assert found[0].positions[: len(before.positions)] == before.positions
    assert any("夜市" in q.claim for q in found[0].positions[len(before.positions) :])
    assert len({q.id for q in found[0].positions}) == len(found[0].positions)


async def test_topics_of_one_name_with_other_propositions_are_kept_apart(tmp_path: Path) -> None:
    library = await own(tmp_path)
    topic = library.topics.topics[0]
    base = load_library(place("personas"))
    other = topic.replaced(proposition="夜市应当取缔")
    changed = base.topics.replaced(topics=(*base.topics.topics, other))
    made = joined(Library(base.folder, base.personas, changed, base.sources), library, "77")
    ids = [t.id for t in made.topics.topics]
    assert len(ids) == len(set(ids)) and made.topics.by_id[topic.id].proposition == "夜市应当取缔"
    moved = {q.topic for p in made.personas if p.name == "白静" for q in p.positions}
    assert topic.id not in moved
