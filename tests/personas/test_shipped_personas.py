"""The shipped persona files keep their promises: valid, consistent with each other, and proved against the articles."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml

from bot.persona.model import Evidence, Persona, Sources, Topics

ROOT = Path(__file__).resolve().parents[2]
PERSONAS = ROOT / "personas"
# The articles are other people's work and not shipped: without them the offsets cannot be proved.
SHARED = ROOT.parent / "shared"
ALL_IDS = frozenset(
    {"liu-tianjie", "zhu-xiaohu", "jimmy", "fu-sheng", "zhang-cong", "li-zhen", "lin-da", "li-tao", "jeff", "wu-wei"}
    | {"sam-altman", "li-ming", "xianyuan-founder", "cheng-hao", "zhao-hui", "zhang-yang", "chen-yunwen"}
    | {"dual-currency-investor", "skeptic-investor", "optimist-investor", "founder", "fa", "bigtech-engineer"}
    | {"scholar-observer"}
)
VOICES = frozenset(
    {"刘天杰", "朱啸虎", "Jimmy", "傅盛", "张聪", "李振", "琳达", "李涛", "Jeff", "Sam Altman", "吴伟", "李明"}
    | {"衔远科技创始人", "程浩", "赵辉", "张阳", "陈运文", "双币基金投资人(匿名)"}
)
DOCUMENTS = frozenset({"TrendForce", "Wind", "Dealroom", "媒体(未具名)", "36氪《chatgpt中国变形记》"})
FILES = sorted(p for p in PERSONAS.glob("*.yaml") if p.stem not in {"topics", "sources"})
needs_articles = pytest.mark.skipif(
    not (SHARED / "labels" / "statements.jsonl").is_file(),
    reason="the articles and labels are not shipped with the project: nothing to prove the offsets against",
)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def personas() -> dict[str, Persona]:
    return {path.stem: Persona.model_validate(read(path)) for path in FILES}


@cache
def topics() -> Topics:
    return Topics.model_validate(read(PERSONAS / "topics.yaml"))


@cache
def sources() -> Sources:
    return Sources.model_validate(read(PERSONAS / "sources.yaml"))


@cache
def labels() -> tuple[dict[str, Any], ...]:
    lines = (SHARED / "labels" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line.strip())


@cache
def article(file: str) -> str:
    """The article as code points, line ends untouched: what the offsets count in."""
    return (SHARED / "articles" / file).read_bytes().decode("utf-8")


def evidence() -> Iterator[tuple[str, Evidence]]:
    """Every piece of evidence in the files, with a name a person can find it by."""
    for pid, persona in personas().items():
        for position in persona.positions:
            for e in position.evidence:
                yield f"{pid}/{position.id} {e.source}:{e.line} [{e.start}:{e.end}]", e
        for relation in persona.relations:
            if relation.evidence is not None:
                yield f"{pid} relation to {relation.to}", relation.evidence


def iou(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two half-open spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0


def proves(e: Evidence, label: dict[str, Any]) -> bool:
    """True where the evidence is the labelled statement: same file, same speaker, spans that mostly coincide."""
    return bool(
        sources().by_id[e.source].file == label["file"]
        and e.speaker == label["speaker"]
        and iou((e.start, e.end), (label["start"], label["end"])) >= 0.5
    )


def words(persona: Persona) -> Iterator[tuple[str, str]]:
    """Every sentence and phrase the persona brings, with where it stands."""
    for position in persona.positions:
        yield f"{position.id}.claim", position.claim
        if position.because:
            yield f"{position.id}.because", position.because
        yield from ((f"{position.id}.says", said) for said in position.says)
    for kind in ("openers", "connectives", "closers", "rebuttals", "concessions", "questions"):
        yield from ((f"voice.{kind}", phrase) for phrase in getattr(persona.voice, kind))


def folded(text: str) -> str:
    """The sentence without punctuation and spaces: what two ears would call the same."""
    return re.sub(r"[\W_]", "", text.replace("{opponent}", "")).lower()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (10, 20), 0.0), ((0, 10), (5, 15), 1 / 3), ((0, 10), (0, 5), 0.5)],
)
def test_the_overlap_of_two_spans_is_their_common_part_of_the_whole(
    a: tuple[int, int], b: tuple[int, int], expected: float
) -> None:
    assert iou(a, b) == pytest.approx(expected)
    assert iou(b, a) == pytest.approx(expected)


def test_every_voice_and_archetype_has_its_file() -> None:
    assert not ALL_IDS - personas().keys()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_file_is_a_valid_persona_named_after_its_id(path: Path) -> None:
    assert Persona.model_validate(read(path)).id == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_position_ids_are_unique_within_a_persona(path: Path) -> None:
    doubled = [i for i, n in Counter(p.id for p in personas()[path.stem].positions).items() if n > 1]
    assert not doubled


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_position_bears_on_a_known_topic_and_stands_in_a_known_source(path: Path) -> None:
    persona = personas()[path.stem]
    unknown = [f"{p.id}: topic {p.topic}" for p in persona.positions if p.topic not in topics().by_id]
    unknown += [
        f"{p.id}: source {e.source}" for p in persona.positions for e in p.evidence if e.source not in sources().by_id
    ]
    assert not unknown


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_checks_cite_positions_that_exist(path: Path) -> None:
    persona = personas()[path.stem]
    lost = [(c.ask, i) for c in persona.checks for i in c.cites if i not in persona.by_id]
    assert persona.checks
    assert not lost


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_is_only_relayed_by_others_is_never_put_in_the_first_person(path: Path) -> None:
    assert not [p.id for p in personas()[path.stem].positions if p.second_hand and p.says]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_first_person_sentence_carries_quotation_marks(path: Path) -> None:
    marked = [s for p in personas()[path.stem].positions for s in p.says if re.search('[“”‘’「」『』"]', s)]
    assert not marked


def test_relations_point_to_other_personas_that_exist() -> None:
    relations = [(pid, r.to) for pid, persona in personas().items() for r in persona.relations]
    assert relations
    assert not [f"{pid} -> {to}" for pid, to in relations if to not in personas() or to == pid]


LEAST = {"openers": 6, "connectives": 6, "closers": 5, "rebuttals": 6, "concessions": 4, "questions": 4}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_voice_has_enough_phrases_not_to_repeat_itself(path: Path) -> None:
    voice = personas()[path.stem].voice
    assert not {kind: len(getattr(voice, kind)) for kind, n in LEAST.items() if len(getattr(voice, kind)) < n}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_phrase_names_nobody_but_the_opponent_and_can_be_followed_by_a_sentence(path: Path) -> None:
    voice = personas()[path.stem].voice
    wrong = [p for p in (*voice.openers, *voice.connectives, *voice.closers) if "{" in p or "}" in p]
    answering = (*voice.rebuttals, *voice.concessions, *voice.questions)
    wrong += [p for p in answering if re.search(r"[{}]", p.replace("{opponent}", ""))]
    wrong += [p for p in (*voice.openers, *voice.connectives, *answering) if p[-1] not in "，。：？！；…"]
    assert not wrong


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_position_heard_from_the_speakers_alone_can_be_spoken_in_two_ways(path: Path) -> None:
    own = [p for p in personas()[path.stem].positions if not any(e.reported_by for e in p.evidence)]
    assert not [p.id for p in own if len(p.says) < 2]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_person_asks_for_a_position_in_words_the_position_itself_lacks(path: Path) -> None:
    assert not [p.id for p in personas()[path.stem].positions if len(p.keywords) < 4]


def test_a_name_finds_one_persona() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for pid, persona in personas().items():
        for name in (persona.names.display, *persona.names.aliases):
            owners[folded(name)].add(pid)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


def test_no_two_personas_share_a_sentence() -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for pid, persona in personas().items():
        for place, text in words(persona):
            seen[folded(text)].append(f"{pid}.{place}: {text}")
    shared = [places for places in seen.values() if len({p.split(".")[0] for p in places}) > 1]
    assert not shared


def test_no_persona_says_the_same_sentence_twice() -> None:
    doubled = [
        (pid, text)
        for pid, persona in personas().items()
        for text, n in Counter(folded(t) for place, t in words(persona) if not place.endswith(".claim")).items()
        if n > 1
    ]
    assert not doubled


@needs_articles
def test_the_articles_are_the_ones_the_offsets_count_in() -> None:
    for source in sources().sources:
        got = hashlib.sha256((SHARED / "articles" / source.file).read_bytes()).hexdigest()
        assert got == source.sha256, f"{source.id}: {source.file} is another text than the one the files count in"


@needs_articles
def test_every_offset_lies_on_the_line_it_names() -> None:
    wrong = []
    for name, e in evidence():
        text = article(sources().by_id[e.source].file)
        if not e.start < e.end <= len(text):
            wrong.append(f"{name}: outside the text")
        elif text.count("\n", 0, e.start) + 1 != e.line or "\n" in text[e.start : e.end].strip():
            wrong.append(f"{name}: stands on line {text.count(chr(10), 0, e.start) + 1}")
        elif text[e.start : e.end] != text[e.start : e.end].strip():
            wrong.append(f"{name}: begins or ends with a blank")
    assert not wrong


@needs_articles
def test_every_evidence_is_a_labelled_statement_of_that_speaker() -> None:
    wrong = [name for name, e in evidence() if not any(proves(e, label) for label in labels())]
    assert not wrong


RUN = 12  # this many Chinese characters in a row, script and punctuation aside, are a copy and no coincidence


def runs(text: str) -> set[str]:
    bare = "".join(re.findall(r"[\u4e00-\u9fff]", simplified()(text)))
    return {bare[i : i + RUN] for i in range(len(bare) - RUN + 1)}


@cache
def simplified() -> Any:
    return opencc.OpenCC("t2s").convert


@needs_articles
def test_no_sentence_is_copied_from_an_article() -> None:
    known = set[str]().union(*(runs(article(source.file)) for source in sources().sources))
    copied = [
        f"{pid}.{place}: {text}" for pid, p in personas().items() for place, text in words(p) if runs(text) & known
    ]
    assert not copied


@needs_articles
def test_kind_and_second_hand_are_those_of_the_label() -> None:
    wrong = []
    for name, e in evidence():
        mine = [label for label in labels() if proves(e, label)]
        if mine and not any((e.kind, e.reported_by) == (m["kind"], m.get("reported_by")) for m in mine):
            wrong.append(name)
    assert not wrong


def wanted() -> list[dict[str, Any]]:
    """Labels the files must carry: not borderline, not of a crowd, not of a document."""
    return [
        label
        for label in labels()
        if not label.get("borderline") and not label.get("group") and label["speaker"] not in DOCUMENTS
    ]


def carried(label: dict[str, Any], archetypes: bool = True) -> bool:
    """True where some persona has the statement; `archetypes=False` asks for the speaker's own persona."""
    speakers = [p for p in personas().values() if archetypes or p.kind != "archetype"]
    return any(proves(e, label) for persona in speakers for position in persona.positions for e in position.evidence)


def coverage(todo: list[dict[str, Any]], archetypes: bool = True) -> tuple[float, list[str]]:
    """The share of the labels that are carried, and those that are not."""
    lost = [f"{label['id']} {label['speaker']}" for label in todo if not carried(label, archetypes)]
    return 1 - len(lost) / len(todo), lost


@needs_articles
@pytest.mark.parametrize("voice", sorted(VOICES))
def test_nearly_all_that_a_named_voice_said_is_carried_by_its_own_persona(voice: str) -> None:
    share, lost = coverage([label for label in wanted() if label["speaker"] == voice], archetypes=False)
    assert share >= 0.95, lost


@needs_articles
def test_nearly_all_voices_with_one_or_two_statements_are_carried() -> None:
    count = Counter(label["speaker"] for label in labels())
    todo = [label for label in wanted() if label["speaker"] not in VOICES and count[label["speaker"]] <= 2]
    share, lost = coverage(todo)
    assert share >= 0.95, lost
