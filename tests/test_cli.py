"""Every command of the terminal, driven as users and scripts drive it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.frontends.wrap import width
from tests.running import PROGRAM, ROOT, environment, inside, rows, timeless, yuanzhuo

pytestmark = pytest.mark.wire

QUESTION = "创业公司还能做通用大模型吗？"
MOTION = "创业公司该不该做大模型？"

ANSWER = {
    "persona": str,
    "question": str,
    "level": str,
    "text": str,
    "positions": list,
    "citations": list,
    "engine": str,
    "simulated": bool,
}
CITATION = {
    "position": str,
    "source": str,
    "file": str,
    "line": int,
    "start": int,
    "end": int,
    "kind": str,
    "speaker": str,
}


def keeps(contract: dict[str, type], data: dict[str, Any]) -> None:
    for key, kind in contract.items():
        assert isinstance(data[key], kind), (key, data.get(key))


def is_answer(data: dict[str, Any]) -> None:
    """The contract of `ask --json`."""
    keeps(ANSWER, data)
    assert data["level"] in ("stated", "near", "none")
    assert data["simulated"] is True
    assert len(data["positions"]) <= 10 and len(set(data["positions"])) == len(data["positions"])
    marks = [int(n) for n in re.findall(r"\[(\d+)\]", data["text"])]
    assert {c["n"] for c in data["citations"]} == set(marks)
    for citation in data["citations"]:
        keeps(CITATION, citation)
        assert 0 <= citation["start"] < citation["end"] and citation["line"] >= 1
        assert citation["kind"] in ("direct", "indirect")
        assert citation["position"] in data["positions"]
    if data["level"] == "none":
        assert data["positions"] == [] and data["citations"] == []
    else:
        assert data["citations"] and data["positions"][0] == data["citations"][0]["position"]


# ------------------------------------------------------------------------------------------------------------------- ask


def test_ask_prints_one_object_that_keeps_the_contract() -> None:
    done = yuanzhuo("ask", "朱啸虎", QUESTION, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (answer,) = rows(done.stdout)
    is_answer(answer)
    assert (answer["persona"], answer["question"], answer["level"]) == ("zhu-xiaohu", QUESTION, "stated")


def test_ask_in_words_marks_the_simulation_numbers_the_sources_and_keeps_to_eighty_columns() -> None:
    done = inside("ask", "zxh", QUESTION)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("朱啸虎（模拟）")
    assert "[1]" in done.stdout and any(line.lstrip().startswith("[1] ") for line in lines)
    assert max(map(width, lines)) <= 80
    assert "\x1b" not in done.stdout  # colour only on a terminal


def test_a_batch_answers_every_line_in_order_and_passes_unknown_keys_through(tmp_path: Path) -> None:
    gold = {"id": 7, "nested": {"a": [1, None, "二"]}, "text": "theirs", "error": None}
    good = [
        {"persona": "朱晓虎", "question": QUESTION, **gold},
        {"persona": "猎豹的傅盛", "question": "開源模型會不會改變格局？"},
        {"persona": "陈怡然", "question": "大模型的成本高吗"},
        {"persona": "那个FA", "question": "asdfgh 今天天气怎么样"},
        {"persona": "fu-sheng", "question": "  Should startups build their own foundation model?  "},
        {"persona": "zxh", "question": "值得投吗" * 25_000},
        {"persona": "朱啸虎", "question": "大模型\x00还\x1b[31m能\u202e做\ud800吗"},
        {"persona": "朱啸虎", "question": "{{ 7*7 }} 大模型 {opponent} {0}"},
    ]
    bad = [
        '{"persona": "朱啸虎"',
        "[]",
        "17",
        '"朱啸虎"',
        "[" * 50_000,
        "1" * 5_000,
        json.dumps({"persona": "朱啸虎", "key": 1}),
        json.dumps({"persona": 3, "question": "x", "key": 2}),
        json.dumps({"persona": "没有这个人啊啊", "question": "x", "key": 3}, ensure_ascii=False),
        json.dumps({"persona": "朱啸虎", "question": " \n\t ", "key": 4}),
        json.dumps({"persona": "", "question": "x"}),
        "\ufffe\x00\x01",
        json.dumps({"persona": "朱啸虎", "question": "x" * 1_000_001}),
    ]
    lines = [line for pair in zip([json.dumps(g) for g in good], bad, strict=False) for line in pair] + bad[len(good) :]
    file = tmp_path / "问题.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode("utf-8") + b"\n\xff\xfe broken bytes\n\n  \n")
    done = inside("ask", "--batch", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answers = rows(done.stdout)
    assert len(answers) == len(lines) + 1
    ours, errors = answers[: 2 * len(good) : 2], answers[1 : 2 * len(good) : 2] + answers[2 * len(good) :]
    for asked, answer in zip(good, ours, strict=True):
        assert set(asked) - {"text", "error"} <= set(answer)
        is_answer(answer)
    assert [a["question"] for a in ours[:6]] == [g["question"] for g in good[:6]]
    assert ours[0]["id"] == 7 and ours[0]["nested"] == gold["nested"] and ours[0]["text"] != "theirs"
    assert [a["persona"] for a in ours[:3]] == ["zhu-xiaohu", "fu-sheng", ours[2]["persona"]]
    assert ours[2]["member"] == "陈怡然" and {c["speaker"] for c in ours[2]["citations"]} <= {"陈怡然"}
    assert ours[3]["level"] == "none"
    assert not {"\x00", "\x1b", "\u202e"} & set(ours[6]["text"]) and "49" not in ours[7]["text"]
    assert len(errors) == len(bad) + 1
    for error in errors:
        assert isinstance(error["error"], str) and error["error"] and "level" not in error
    assert [e.get("key") for e in errors[6:10]] == [1, 2, 3, 4]
    assert errors[8]["error"].count("、") == 2  # the three nearest names


def test_a_batch_comes_from_standard_input_too() -> None:
    done = yuanzhuo("ask", "--batch", "-", "--json", stdin=b'{"persona": "zxh", "question": "AI"}\n\xff\n')
    assert done.returncode == 0
    first, second = rows(done.stdout)
    is_answer(first)
    assert "error" in second


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "没有这个人啊啊", "x"), "你是不是想找"),
        (("ask", "朱啸虎", ""), "问谁"),
        (("ask", "朱啸虎", " \n "), "空"),
        (("ask", "朱啸虎"), "问谁"),
        (("ask", "朱啸虎", "x", "--lang", "tlh"), "tlh"),
        (("ask", "朱啸虎", "x", "--engine", "gpt"), "gpt"),
        (("ask", "朱啸虎", "x", "--config", "nowhere.yaml"), "nowhere.yaml"),
        (("ask", "--batch", "nowhere.jsonl", "--json"), "nowhere.jsonl"),
        (("ask", "--batch", ".", "--json"), "读不了"),
        (("panel", "今晚吃什么火锅"), "没有人"),
        (("panel", ""), "空"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_in_a_sentence(arguments: tuple[str, ...], says: str) -> None:
    done = inside(*arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert says in done.stderr
    assert len(done.stderr.splitlines()) <= 3


def test_an_unknown_persona_is_answered_with_the_three_nearest_names() -> None:
    done = inside("ask", "赵笑虎虎", "x")
    assert done.returncode == 1
    named = re.search("你是不是想找：(.+)？", done.stderr)
    assert named is not None
    assert len(named[1].split("、")) == 3 and "朱啸虎" in named[1].split("、")


def test_wrong_bytes_and_very_long_words_on_the_command_line_are_borne() -> None:
    broken = "大模型".encode()[:-1] + b"\xff\x1b[2J" + "创业".encode()
    for arguments in (("ask", "朱啸虎", broken), ("ask", broken, "x"), ("ask", "朱啸虎", "大模型" + "x" * 100_000)):
        done = yuanzhuo(*arguments)
        assert done.returncode in (0, 1)
        assert "\x1b" not in done.stdout + done.stderr


def test_a_wrong_option_is_told_with_status_two() -> None:
    for arguments in (("ask", "--jsn"), ("nosuch",), ("debate",), ("debate", "x", "--rounds", "99")):
        done = yuanzhuo(*arguments)
        assert done.returncode == 2
        assert done.stderr


# ------------------------------------------------------------------------------------------- panel, personas, motions …


def test_a_panel_prints_its_answers_and_who_agrees_with_whom() -> None:
    done = inside("panel", QUESTION, "--personas", "朱啸虎，傅盛、zhangyang", "--json")
    assert done.returncode == 0
    (panel,) = rows(done.stdout)
    assert panel["question"] == QUESTION and panel["text"]
    assert [a["persona"] for a in panel["answers"]][:2] == ["zhu-xiaohu", "fu-sheng"]
    for answer in panel["answers"]:
        is_answer(answer)
    assert all(set(a) >= {"left", "right", "topic", "kind"} for a in panel["agreements"])
    shown = inside("panel", QUESTION)
    assert shown.returncode == 0 and shown.stdout.count("（模拟）") >= 2
    assert max(map(width, shown.stdout.splitlines())) <= 80


def test_personas_prints_one_persona_a_line_with_all_its_positions() -> None:
    done = inside("personas", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    people = rows(done.stdout)
    assert {"zhu-xiaohu", "fu-sheng"} <= {p["id"] for p in people}
    assert len({p["id"] for p in people}) == len(people) == len(list((ROOT / "personas").glob("*.yaml"))) - 2
    for persona in people:
        assert persona["kind"] in ("public_figure", "pseudonym", "anonymous", "archetype", "organisation")
        for position in persona["positions"]:
            assert set(position) >= {"id", "topic", "stance", "claim", "evidence"}
            assert position["id"].startswith(f"{persona['id']}/") and -2 <= position["stance"] <= 2
            for evidence in position["evidence"]:
                keeps({k: v for k, v in CITATION.items() if k != "position"}, evidence)
    shown = inside("personas").stdout.splitlines()
    assert len(shown) == len(people) and max(map(width, shown)) <= 80


def test_every_citation_names_a_position_that_personas_lists() -> None:
    known = {
        (q["id"], e["file"], e["line"], e["start"], e["end"])
        for p in rows(inside("personas", "--json").stdout)
        for q in p["positions"]
        for e in q["evidence"]
    }
    (answer,) = rows(inside("ask", "傅盛", MOTION, "--json").stdout)
    assert answer["citations"]
    for c in answer["citations"]:
        assert (c["position"], c["file"], c["line"], c["start"], c["end"]) in known


def test_motions_have_people_on_both_sides() -> None:
    motions = rows(inside("motions", "--limit", "5", "--json").stdout)
    assert 1 <= len(motions) <= 5
    assert all(m["text"] and m["pro"] and m["con"] for m in motions)
    shown = inside("motions").stdout.splitlines()
    assert shown and max(map(width, shown)) <= 80


def test_help_and_version_are_printed() -> None:
    from bot import __version__

    assert __version__ in yuanzhuo("--version").stdout
    told = inside("--help").stdout
    for command in ("ask", "panel", "personas", "motions", "debate", "debates", "show", "resume", "export", "chat"):
        assert re.search(rf"^ *{command} ", told, re.MULTILINE), command


# ---------------------------------------------------------------------------------------------------------------- debates


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one whole debate, and what `debate --json` printed of it beside it."""
    folder = tmp_path_factory.mktemp("debate")
    path = folder / "d.db"
    done = yuanzhuo(
        "debate", MOTION, "--personas", "朱啸虎,傅盛", "--format", "快辩", "--seed", "7", "--json", "--db", path
    )
    assert (done.returncode, done.stderr) == (0, "")
    path.with_suffix(".jsonl").write_text(done.stdout, "utf-8")
    return path


def printed(db: Path) -> list[dict[str, Any]]:
    return rows(db.with_suffix(".jsonl").read_text("utf-8"))


def test_a_debate_prints_one_event_a_line_and_the_measures_last(db: Path) -> None:
    *events, measures = printed(db)
    assert [e["seq"] for e in events] == list(range(len(events)))
    assert len({e["debate"] for e in events}) == 1
    assert (events[0]["type"], events[-1]["type"], measures["type"]) == ("opened", "closed", "measures")
    turns = [e for e in events if e["type"] == "turn"]
    assert len(turns) >= 8
    for turn in turns:
        keeps({"phase": str, "speaker": str, "move": str, "text": str, "citations": list}, turn)
        assert turn["speaker"] in ("zhu-xiaohu", "fu-sheng") and turn["phase"] and turn["text"]
        assert turn["target"] is None or turn["target"] in {t["seq"] for t in turns if t["seq"] < turn["seq"]}
        assert {c["n"] for c in turn["citations"]} == {int(n) for n in re.findall(r"\[(\d+)\]", turn["text"])}
        for citation in turn["citations"]:
            keeps(CITATION, citation)


def test_one_seed_gives_one_debate_whatever_the_hash_seed_and_another_seed_another(db: Path) -> None:
    """Sets iterate in another order in every process: none may decide anything."""
    words = ("debate", MOTION, "--personas", "朱啸虎,傅盛", "--format", "快辩", "--json", "--db", db.with_name("e.db"))
    runs = [rows(yuanzhuo(*words, "--seed", "7", PYTHONHASHSEED=h).stdout) for h in ("1", "4242")]
    assert timeless(runs[0]) == timeless(runs[1]) == timeless(printed(db))
    assert runs[0][0]["debate"] != runs[1][0]["debate"]
    other = rows(yuanzhuo(*words, "--seed", "8").stdout)
    assert [e["text"] for e in other if e["type"] == "turn"] != [e["text"] for e in runs[0] if e["type"] == "turn"]


def test_show_and_resume_print_a_closed_debate_as_it_was(db: Path) -> None:
    for command in (("show", "last"), ("resume", "last"), ("show", printed(db)[0]["debate"][:6])):
        done = inside(*command, "--json", "--db", db)
        assert (done.returncode, done.stderr) == (0, "")
        assert rows(done.stdout) == printed(db)


def test_a_debate_reads_well_in_words(db: Path) -> None:
    done = inside("show", "last", YUANZHUO_DB=str(db))
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert max(map(width, lines)) <= 80 and "\x1b" not in done.stdout
    joined = re.sub(r"\s", "", done.stdout)
    for event in printed(db):
        if event["type"] in ("turn", "moderator"):
            assert re.sub(r"\s", "", event["text"]) in joined  # nothing is lost by wrapping
    heads = [line for line in lines if line.startswith("#")]
    assert heads and all("（模拟）" in head for head in heads)


def test_the_list_of_debates_tells_what_there_is(db: Path) -> None:
    (row,) = rows(inside("debates", "--json", "--db", db).stdout)
    assert (row["motion"], row["format"], row["status"]) == (MOTION, "快辩", "closed")
    assert row["personas"] == ["fu-sheng", "zhu-xiaohu"] or row["personas"] == ["zhu-xiaohu", "fu-sheng"]
    assert row["turns"] == sum(e["type"] == "turn" for e in printed(db))
    (line,) = inside("debates", "--db", db).stdout.splitlines()
    assert "快辩" in line and MOTION in line and row["id"] in line and width(line) <= 80


def test_an_export_holds_every_turn_in_three_formats(db: Path, tmp_path: Path) -> None:
    turns = [e for e in printed(db) if e["type"] == "turn"]
    md = inside("export", "last", "--format", "md", "--db", db).stdout
    bare = re.sub(r"[\\\s]", "", md)
    assert all(re.sub(r"\s", "", t["text"]) in bare for t in turns)
    data = json.loads(inside("export", "--format", "json", "--db", db).stdout)
    assert data["events"] == printed(db)[:-1]
    assert data["measures"] == {k: v for k, v in printed(db)[-1].items() if k not in ("debate", "type")}
    page = tmp_path / "页.html"
    done = inside("export", "last", "--format", "html", "--out", page, "--db", db)
    assert done.returncode == 0 and done.stdout.strip() == str(page)
    html = page.read_text("utf-8")
    assert html.count("模拟") > len(turns) / 2 and MOTION in html
    assert not re.search(r"<script|<link|src=|@import|url\(", html)  # self-contained
    assert all(re.split(r"\[\d+\]", t["text"])[0].split("&")[0][:20] in html for t in turns)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("debate", " "), "空"),
        (("debate", "大" * 201), "太长"),
        (("debate", MOTION, "--personas", "朱啸虎"), "两个"),
        (("debate", MOTION, "--personas", "朱啸虎,啸虎总"), "同一个"),
        (("debate", MOTION, "--personas", "朱啸虎,没有这个人啊啊"), "你是不是想找"),
        (("debate", MOTION, "--format", "决斗"), "决斗"),
        (("debate", MOTION, "--format", "圆桌", "--personas", "朱啸虎,傅盛"), "2 个人可以用 --format 标准"),
        (("debate", MOTION, "--format", "LD", "--personas", "朱啸虎,傅盛,Jimmy"), "3 个人可以用 --format 圆桌"),
        (("show", "ffffffffffff"), "ffffffffffff"),
        (("show", ""), "编号"),
        (("export", "last", "--format", "pdf"), "pdf"),
        (("export", "last", "--out", "/dev/null/x"), "/dev/null/x"),
    ],
)
def test_what_cannot_be_debated_or_shown_ends_in_a_sentence(db: Path, arguments: tuple[str, ...], says: str) -> None:
    done = inside(*arguments, "--db", db)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr and len(done.stderr.splitlines()) <= 3


def test_last_in_an_empty_database_is_no_debate(tmp_path: Path) -> None:
    done = inside("show", "last", "--db", tmp_path / "new.db")
    assert done.returncode == 1 and "还没有辩论" in done.stderr
    assert inside("debates", "--json", "--db", tmp_path / "new.db").stdout == ""
    assert inside("debates", "--db", tmp_path / "new.db").stdout.strip()


@pytest.mark.parametrize("kind", ["a folder", "no database", "in a file", "another program's"])
def test_a_database_that_cannot_be_used_is_told_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.db"
    if kind == "a folder":
        path.mkdir()
    elif kind == "no database":
        path.write_bytes(b"hello, this is no database at all" * 50)
    elif kind == "in a file":
        path.write_bytes(b"x")
        path = path / "deeper.db"
    else:
        import sqlite3

        other = sqlite3.connect(path)
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
        other.close()
    before = path.read_bytes() if path.is_file() else b""
    done = inside("debate", MOTION, "--db", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(path) in done.stderr and len(done.stderr.splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_the_config_may_come_by_option_environment_or_folder(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("table: {personas: [fu-sheng, zhu-xiaohu]}\n", "utf-8")
    (tmp_path / "other.yaml").write_text("table: {personas: [fu-sheng]}\n", "utf-8")
    (tmp_path / "broken.yaml").write_text("table:\n  personnas: [fu-sheng]\nlanguage: zh-CN\nlanguage: en\n", "utf-8")
    assert len(rows(inside("personas", "--json", cwd=tmp_path).stdout)) == 2
    other = str(tmp_path / "other.yaml")
    assert len(rows(inside("personas", "--json", cwd=tmp_path, YUANZHUO_CONFIG=other).stdout)) == 1
    broken = inside("personas", "--config", tmp_path / "broken.yaml", YUANZHUO_CONFIG=other)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert re.search(r"broken\.yaml:2 \(table\.personnas\).*personas", broken.stderr)
    assert "broken.yaml:4" in broken.stderr  # all mistakes at once


def test_init_lays_out_files_that_work_and_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "我的"
    assert inside("init", folder).returncode == 0
    assert {p.name for p in folder.iterdir()} >= {"config.yaml", "personas", "formats", "prompts"}
    mine = folder / "personas" / "fu-sheng.yaml"
    mine.write_text(mine.read_text("utf-8").replace("display: 傅盛", "display: 傅某"), "utf-8")
    again = inside("init", folder)
    assert again.returncode == 0 and "傅某" in mine.read_text("utf-8")
    assert "傅某" in inside("personas", "--config", folder / "config.yaml").stdout
    inside_a_file = inside("init", folder / "config.yaml")
    assert inside_a_file.returncode == 1 and inside_a_file.stderr


# ------------------------------------------------------------------------------------------------------ pipes and signals


@pytest.mark.parametrize(
    "arguments",
    [("personas", "--json"), ("debate", MOTION, "--seed", "1"), ("ask", "zxh", QUESTION)],
    ids=lambda a: a[0],
)
def test_a_reader_that_leaves_early_is_no_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(YUANZHUO_DB=str(tmp_path / "x.db")),
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(30), complaint) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "ask", "zxh", QUESTION],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            timeout=30,
        )
    assert done.returncode == 1
    assert done.stderr and b"Traceback" not in done.stderr and b"ignored" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a child")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interrupted_debate_is_parked_and_goes_on_as_if_nothing_had_been(
    db: Path, tmp_path: Path, number: signal.Signals
) -> None:
    words = (
        "debate",
        MOTION,
        "--personas",
        "朱啸虎,傅盛",
        "--format",
        "快辩",
        "--seed",
        "7",
        "--json",
        "--pace",
        "0.05",
    )
    mine = tmp_path / "x.db"
    process = subprocess.Popen(
        [*PROGRAM, *words, "--db", str(mine)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
        text=True,
    )
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(6)]
    os.kill(process.pid, number)
    rest, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "yuanzhuo resume" in told and "Traceback" not in told
    before = rows("".join(seen) + rest)
    assert before[-1]["type"] not in ("closed", "measures")
    done = yuanzhuo("resume", "last", "--json", "--db", mine)
    assert done.returncode == 0
    after = rows(done.stdout)
    assert after[: len(before)] == before
    assert timeless(after) == timeless(printed(db))


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_two_processes_on_one_debate_one_is_told_so(db: Path, tmp_path: Path) -> None:
    mine = tmp_path / "x.db"
    words = ("debate", MOTION, "--personas", "朱啸虎,傅盛", "--format", "快辩", "--seed", "7", "--json", "--pace", "3")
    first = subprocess.Popen([*PROGRAM, *words, "--db", str(mine)], stdout=subprocess.PIPE, cwd=ROOT, env=environment())
    assert first.stdout is not None
    first.stdout.readline()
    first.stdout.readline()
    began = time.monotonic()
    second = yuanzhuo("resume", "last", "--json", "--db", mine)
    assert time.monotonic() - began < 20
    assert (second.returncode, second.stdout) == (1, "")
    assert "另一个程序" in second.stderr and len(second.stderr.splitlines()) == 1
    os.kill(first.pid, signal.SIGKILL)  # not in the way a moment after it died
    first.communicate()
    third = yuanzhuo("resume", "last", "--json", "--db", mine)
    assert third.returncode == 0
    assert timeless(rows(third.stdout)) == timeless(printed(db))
