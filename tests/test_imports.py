"""Who may import whom: the table of the design, read from the source itself. Late imports count too."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ANYTHING = frozenset({"bot"})
_EDGE = {"bot.ports", "bot.debate", "bot.persona", "bot.lang", "bot.errors", "bot.recall.finding"}

# A file or folder → what it may import besides its own room. The longest name that fits a file counts.
MAY: dict[str, frozenset[str]] = {
    "bot": frozenset(),  # bot/__init__.py
    "bot.__main__": frozenset({"bot.cli"}),
    "bot.cli": ANYTHING,
    "bot.wiring": ANYTHING,
    "bot.modelling": ANYTHING,  # the part of wiring that is for models
    "bot.drafting": ANYTHING,  # the part of wiring that is for distilling in a front end
    "bot.reloading": ANYTHING,  # wires anew what changed on the disk
    "bot.check": ANYTHING,  # looks at everything at once, as wiring does
    "bot.doctor": ANYTHING,
    "bot.log": frozenset({"bot.config", "bot.errors"}),  # a mistake in a file is one line of it
    "bot.schema": frozenset({"bot.persona", "bot.debate.formats", "bot.config", "bot.errors"}),
    "bot.errors": frozenset({"bot.lang"}),  # an error is a sentence, to be said in the reader's language
    "bot.shipped": frozenset(),
    "bot.cache": frozenset(),
    "bot.lang": frozenset({"bot.cache"}),
    "bot.yamlfile": frozenset({"bot.errors"}),
    "bot.config": frozenset({"bot.yamlfile", "bot.shipped", "bot.errors"}),
    "bot.ports": frozenset(
        {"bot.debate", "bot.persona", "bot.recall.finding", "bot.speech.brief", "bot.speech.tally"}  # values all
    ),
    "bot.persona": frozenset({"bot.yamlfile", "bot.cache", "bot.lang", "bot.errors"}),
    "bot.persona.shelf": frozenset({"bot.errors", "bot.recall.chinese"}),  # names fold as questions do
    "bot.recall": frozenset({"bot.persona", "bot.cache", "bot.errors"}),
    "bot.distill": frozenset({"bot.persona", "bot.recall.chinese", "bot.yamlfile", "bot.lang", "bot.errors"}),
    # proposals of a model come in by a port; what may stand for a passage is checked with speech's own eyes, pure files all
    "bot.distill.asking": frozenset({"bot.ports", "bot.lang", "bot.errors"}),
    "bot.distill.vetting": frozenset(
        {"bot.recall.chinese", "bot.speech.figures", "bot.speech.ground", "bot.speech.known", "bot.speech.patterns"}
    ),
    "bot.debate": frozenset({"bot.persona", "bot.errors"}),
    "bot.debate.formats": frozenset({"bot.persona", "bot.errors", "bot.yamlfile"}),
    "bot.speech": frozenset({"bot.ports", "bot.debate", "bot.persona", "bot.lang", "bot.recall.finding", "bot.errors"}),
    "bot.speech.prompts": frozenset({"bot.shipped", "bot.debate", "bot.persona", "bot.lang", "bot.errors"}),
    "bot.store": frozenset({"bot.ports", "bot.debate", "bot.persona", "bot.lang", "bot.recall.finding", "bot.errors"}),
    "bot.roundtable": frozenset(
        {"bot.ports", "bot.recall", "bot.debate", "bot.speech.brief", "bot.speech.grounding"}
        | {"bot.persona", "bot.lang", "bot.errors"}
    ),
    "bot.frontends": frozenset(),
    "bot.frontends.terminal": frozenset({"bot.roundtable", "bot.frontends.wrap"} | _EDGE),
    # its limits, budgets and switches are plain frozen values: reading them here wires nothing
    "bot.frontends.discord": frozenset({"bot.roundtable", "bot.frontends.wrap", "bot.config"} | _EDGE),
    "bot.frontends.discord.cli": ANYTHING,  # a door: arguments, wiring, run
}

# Who may import a heavy library at the top of the file: files that are themselves imported late.
LATE = ("bot.frontends.discord", "bot.speech.prompts")

# A library that weighs something or that only one place shall know → the places.
ONLY: dict[str, frozenset[str]] = {
    "discord": frozenset({"bot.frontends.discord", "bot.doctor"}),
    "jinja2": frozenset({"bot.speech.prompts", "bot.roundtable.exporting"}),
    "yaml": frozenset({"bot.yamlfile", "bot.lang"}),
    "jieba": frozenset({"bot.recall.chinese"}),
    "rjieba": frozenset({"bot.recall.chinese"}),
    "pypinyin": frozenset({"bot.recall.chinese"}),
    "opencc": frozenset({"bot.recall.chinese", "bot.lang"}),
    "sqlite3": frozenset({"bot.store"}),
    "aiosqlite": frozenset({"bot.store"}),
    "typer": frozenset({"bot.cli", "bot.frontends.discord.cli"}),
    "rapidfuzz": frozenset({"bot.persona.shelf"}),
}

# Rules and recall are pure: time and chance come in as values, files are read elsewhere.
PURE = ("bot.debate", "bot.recall", "bot.frontends.terminal.show", "bot.frontends.wrap")
IMPURE = frozenset(
    ("asyncio", "sqlite3", "aiosqlite", "time", "random", "pathlib", "os", "datetime", "tempfile", "threading", "uuid")
) | {"secrets", "subprocess", "socket", "shutil", "io"}
EXCEPT = {
    "bot.debate.formats": {"pathlib"},  # reads formats/*.yaml
    "bot.recall.chinese": {"pathlib"},  # caches jieba's dictionary
    "bot.recall.background": set(),
}

HEAVY = frozenset(("jieba", "rjieba", "opencc", "pypinyin", "jinja2", "discord", "openai", "httpx"))


@dataclass(frozen=True)
class Import:
    """One import statement's one name. `late`: inside a function; `typing`: only for the type checker."""

    importer: str
    file: str
    line: int
    target: str
    late: bool
    typing: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.importer} imports {self.target}"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files() -> list[Path]:
    return sorted((ROOT / "bot").rglob("*.py"))


MODULES = {module_name(path) for path in files()}


def imports(path: Path) -> Iterator[Import]:
    """Every import of a file; a name that is itself a module counts as that module."""
    name = module_name(path)
    tree = ast.parse(path.read_text("utf-8"))
    stack: list[tuple[ast.AST, bool, bool]] = [(tree, False, False)]
    while stack:
        node, late, typing = stack.pop()
        targets: list[str] = []
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            whole = node.module or ""
            targets = [f"{whole}.{a.name}" if f"{whole}.{a.name}" in MODULES else whole for a in node.names]
        for target in targets:
            yield Import(name, str(path.relative_to(ROOT)), getattr(node, "lineno", 0), target, late, typing)
        late = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = typing or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        stack += [(child, late, typing) for child in ast.iter_child_nodes(node)]


ALL = [found for path in files() for found in imports(path)]


def within(module: str, room: str) -> bool:
    door = room == "bot.cli" and (module.startswith("bot.cli_") or module.endswith("_cli"))
    return module == room or module.startswith(f"{room}.") or door


def row(module: str) -> str:
    """The row of the table for this module: the longest that holds it; a file right in bot/ needs one of its own."""
    fitting = [room for room in MAY if within(module, room) and (room != "bot" or module == "bot")]
    assert fitting, f"{module} has no row in the table of tests/test_imports.py"
    return max(fitting, key=len)


def home(module: str) -> str:
    """The room a module lives in: what it may always import from."""
    parts = module.split(".")
    return ".".join(parts[:3] if parts[:2] == ["bot", "frontends"] else parts[:2])


def allowed(found: Import) -> bool:
    if found.target == "bot":  # the version
        return True
    rooms = MAY[row(found.importer)]
    return any(within(found.target, room) for room in (*rooms, home(found.importer)))


def test_every_file_keeps_to_its_row_of_the_table() -> None:
    wrong = [str(found) for found in ALL if within(found.target, "bot") and not allowed(found)]
    assert wrong == []


def test_the_table_has_no_row_for_what_is_not_there() -> None:
    coming = {"bot.check", "bot.schema"}  # rows may be written before their files
    assert [room for room in MAY if room not in MODULES | coming] == []


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_known_in_its_places_only(library: str) -> None:
    users = [found for found in ALL if found.target.split(".")[0] == library]
    assert [str(f) for f in users if not any(within(f.importer, place) for place in ONLY[library])] == []


def test_rules_and_recall_know_no_clock_no_chance_no_file_and_no_loop() -> None:
    wrong = []
    for found in ALL:
        if any(within(found.importer, room) for room in PURE) and not found.typing:
            library = found.target.split(".")[0]
            if library in IMPURE and library not in EXCEPT.get(found.importer, ()):
                wrong.append(str(found))
    assert wrong == []


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_what_is_heavy_is_imported_by_the_function_that_needs_it(library: str) -> None:
    users = [f for f in ALL if f.target.split(".")[0] == library and not f.late and not f.typing]
    assert [str(f) for f in users if not any(within(f.importer, place) for place in LATE)] == []


def test_nothing_is_imported_late_to_break_a_cycle() -> None:
    """The graph of all imports, late ones included, has no cycle between files."""
    graph: dict[str, set[str]] = {}
    for found in ALL:
        if not found.typing and found.target in MODULES:
            graph.setdefault(found.importer, set()).add(found.target)
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, "a cycle: " + " → ".join((*path[path.index(module) :], module))
        if module not in done:
            for target in sorted(graph.get(module, ())):
                walk(target, (*path, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())


def test_nothing_happens_when_a_module_is_imported() -> None:
    """Importing every file opens no file for writing, starts no process or thread, binds no socket, prints nothing."""
    script = """
import sys
SOURCES = (".py", ".pyc", ".so", ".toml", ".cfg", ".pth", ".txt", ".json")
def hook(event, args):
    if event.startswith(("socket.", "subprocess.", "os.system", "sqlite3.", "shutil.", "os.mkdir", "os.remove")):
        if event not in ("socket.gethostname", "socket.__new__"):
            seen.append((event, str(args)))
    elif event == "open" and watching and isinstance(args[0], str):
        reads = "/personas/" in args[0] or "/formats/" in args[0] or "/prompts/" in args[0] or "config" in args[0]
        if reads and args[0].endswith((".yaml", ".j2")):
            seen.append((event, args[0]))
seen, watching = [], True
names = sys.argv[1:]
import importlib, threading
sys.addaudithook(hook)
for name in names:
    importlib.import_module(name)
assert threading.active_count() == 1, threading.enumerate()
print(seen)
"""
    names = sorted(m for m in MODULES if m != "bot.__main__")
    got = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, *names], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert got.returncode == 0, got.stderr
    assert got.stdout.strip() == "[]"
    assert got.stderr == ""


LIGHT = {
    ("--help",): {"discord", "jieba", "aiosqlite", "jinja2", "aiohttp", "pydantic"},
    ("ask", "朱啸虎", "创业公司还能做通用大模型吗？"): {"discord", "aiosqlite", "jinja2", "aiohttp"},
    ("motions", "--json"): {"discord", "aiosqlite", "jinja2", "aiohttp"},
    ("personas",): {"discord", "aiosqlite", "jinja2", "aiohttp", "jieba"},
}


@pytest.mark.parametrize("command", LIGHT, ids=lambda c: c[0])
def test_a_command_loads_only_what_it_needs(command: tuple[str, ...]) -> None:
    script = """
import sys
from bot.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(sys.modules), file=sys.stderr)
"""
    got = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert got.returncode == 0, got.stderr
    loaded = set(got.stderr.split())
    assert sorted(LIGHT[command] & loaded) == []
