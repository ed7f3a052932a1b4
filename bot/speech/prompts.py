"""The prompt templates: `prompts/*.j2`, one per job, compiled once. The only file that knows jinja2.

A template is two messages, parted by the line `--- user ---`. Its context is documented in `CONTEXT`; a variable that is not
in it is a mistake of the template's file, found when it is loaded. Whatever a template prints goes through `tamed`: text
from outside can neither close the fence it stands in nor speak the control words of a model.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, get_args

import jinja2
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot import shipped
from bot.errors import ConfigError, EngineError, Mistake
from bot.speech.brief import Job

DIVIDER = re.compile(r"^--- user ---[ \t]*\n", re.M)

# Who speaks, on what, how: in every template that words a persona's turn.
_SPEAKER = {
    "who": "Who: name, kind (in words), bio, real",
    "as_of": "the last day the persona knows of, YYYY-MM-DD",
    "voice": "persona.Voice: register, openers, connectives, closers, rebuttals, avoid",
    "evidence": "list of Line: n, claim, because, samples, source, published, own, speaker, reporter, returning",
    "quotable": "numbers of the lines whose passage is at hand: {quote:n} is filled by code",
    "inference": "True where the operator allows 推测",
}
_ALWAYS = {
    "limit": "characters the text may have",
    "reply_language": "the language to write in, in words",
}
_TALK = {
    "history": "list of Heard: label (who, in words), text; oldest first",
    "summary": "what was said before that, '' where nothing was left out",
}
_CASE = {
    **_TALK,
    "motion": "the motion",
    "phase": "the phase's name",
    "side": "pro | con | none",
    "opponents": "display names",
    "move": "the plan's move",
    "aim": "premise | scope | date | consequence | ''",
    "target": "Target: speaker, text, claim; what the turn answers, None where it answers nothing",
    "topic": "the topic's label, ''",
    "unanswered": "a claim of the speaker's own that nobody answered, ''",
}
_ASKED = {
    "question": "what was asked",
    "level": "stated | near | none",
    "spoke_about": "topic labels, for level none",
}
_PERSONA = {**_ALWAYS, **_SPEAKER}

CONTEXT: dict[Job, dict[str, str]] = {
    "ask": {**_PERSONA, **_ASKED},
    "chat": {**_PERSONA, **_ASKED, **_TALK, "quoted": "a message the user points at, ''"},
    "opening": {**_PERSONA, **_CASE},
    "attack": {**_PERSONA, **_CASE},
    "answer": {**_PERSONA, **_CASE},
    "cross": {**_PERSONA, **_CASE},
    "closing": {**_PERSONA, **_CASE},
    "moderator": {**_ALWAYS, "motion": "the motion", "facts": "what code found out, name → text"},
    "panel": {**_ALWAYS, "question": "what was asked", "facts": "who agrees with whom, name → text"},
    "verdict": {
        **_ALWAYS,
        **_TALK,
        "motion": "the motion",
        "first": "the side named first, in words",
        "second": "the side named second, in words",
    },
    "summary": {**_ALWAYS, **_TALK},
    "rewrite": {**_ALWAYS, **_TALK, "question": "the follow-up"},
    "choose": {
        **_ALWAYS,
        "who": _SPEAKER["who"],
        "question": "what was asked",
        "evidence": _SPEAKER["evidence"],
    },
    "attribute": {
        "people": "list of Candidate: n, name, note; who may be named as a speaker",
        "paragraphs": "list of Numbered: n, text; the article's, in order",
        "open": "list of Open: n, paragraph, text, who; quotations whose speaker the rules don't know, or know badly",
        "found": "list of Known: paragraph, who, text; what the rules have found: not to be found again",
    },
    "restate": {
        "passages": "list of Passage: n, who, text, around, topic (a label), wants (claim, topic, stance)",
        "topics": "list of Proposition: n, name, proposition",
        "longest": "characters a claim may have",
    },
    "propose": {
        "topics": "list of Drafted: n, name, proposition, passages",
        "modals": "the words of which a proposition has one",
        "longest": "characters a proposition may have",
    },
    "repair": {
        **_PERSONA,
        "question": "what was asked, ''",
        "motion": "the motion, ''",
        "target": _CASE["target"],
        "draft": "the text that did not pass",
        "faults": "what is wrong with it, in words",
    },
}

JOBS: tuple[Job, ...] = get_args(Job)
READING: tuple[Job, ...] = ("attribute", "restate", "propose")  # those that read articles
TALKING = tuple(job for job in JOBS if job not in READING)

# In a template's context, but left to its author: a shipped template need not print each of them.
OPTIONAL = frozenset({"topic", "unanswered", "aim", "move", "target", "evidence", "who"})


@dataclass(frozen=True, slots=True)
class Who:
    """The speaker, as a template sees them."""

    name: str
    kind: str
    bio: str
    real: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One exhibit, as a template sees it."""

    n: int
    claim: str
    because: str
    samples: tuple[str, ...]
    source: str
    published: str
    own: bool
    speaker: str
    reporter: str
    returning: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said before. `label` names the speaker, made by code."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """Two messages as sent. `template` is a hash of the template's source, so that a stored turn names its prompt."""

    system: str
    user: str
    template: str

    @property
    def messages(self) -> list[dict[str, str]]:
        """As the protocol wants them."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.user}]


@dataclass(frozen=True)
class _Compiled:
    """One job's two templates: checked when loaded, compiled when first used (10 ms each)."""

    env: jinja2.Environment
    sources: tuple[str, str]
    hash: str
    fixed: str  # what stands in the template itself: words of ours that a model may not repeat

    @cached_property
    def system(self) -> jinja2.Template:
        return self.env.from_string(self.sources[0])

    @cached_property
    def user(self) -> jinja2.Template:
        return self.env.from_string(self.sources[1])


class Prompts:
    """All templates of a folder; those it lacks come from the shipped ones. Raises ConfigError with every mistake."""

    def __init__(self, folder: Path | None = None, jobs: Iterable[Job] = JOBS) -> None:
        """`jobs`: those that will be rendered; the templates of others are not looked at, which takes 15 ms each."""
        self._jobs = tuple(jobs)
        self._folders = [f for f in (folder, shipped.place("prompts")) if f is not None]
        self._compiled = self._load()

    def reload(self) -> None:
        """Read the folder again. Raises ConfigError, and then the old templates stay."""
        self._compiled = self._load()

    def render(self, job: Job, context: Mapping[str, Any]) -> Prompt:
        """The two messages of a job. Raises EngineError where a template can't do with what it is given."""
        compiled = self._compiled[job]
        try:
            system, user = compiled.system.render(context), compiled.user.render(context)
        except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
            raise EngineError(f"prompts/{job}.j2: {error}") from error
        return Prompt(_tidy(system), _tidy(user), compiled.hash)

    def fixed(self, job: Job) -> str:
        """The words of the template itself, without what is filled in."""
        return self._compiled[job].fixed

    def _load(self) -> dict[Job, _Compiled]:
        env = environment(self._folders)
        compiled: dict[Job, _Compiled] = {}
        mistakes: list[Mistake] = []
        for job in self._jobs:
            try:
                compiled[job] = self._compile(env, job)
            except ConfigError as error:
                mistakes += error.mistakes
        if mistakes:
            raise ConfigError(dict.fromkeys(mistakes))
        return compiled

    def _compile(self, env: jinja2.Environment, job: Job) -> _Compiled:
        sources = _gather(env, f"{job}.j2")
        name, source = next(iter(sources.items()))
        parts = DIVIDER.split(source)
        if len(parts) != 2:
            raise ConfigError([Mistake(name, 0, "", "要有且只有一行 `--- user ---`，把系统提示和用户消息分开")])
        unknown = _unknown(env, sources, frozenset(CONTEXT[job]))
        if unknown:
            raise ConfigError(unknown)
        whole = "\n".join(sources.values())
        digest = hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()
        return _Compiled(env, (parts[0], parts[1]), digest, _fixed(whole))


def environment(folders: list[Path]) -> jinja2.Environment:
    """The sandbox in which templates run: undefined variables are errors, every printed value is tamed."""
    env = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # prompts are no HTML; `tamed` is what escapes here
        finalize=tamed,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["fenced"] = fenced
    env.filters["named"] = named
    return env


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_TOKENS = re.compile(r"<\|([^|>]{0,40})\|>|<(/?)(s|think|thinking|tool_call|im_start|im_end)>|\[(/?)INST\]", re.I)


def tamed(value: Any) -> Any:
    """Text from outside, unable to close a fence or to speak a model's control words."""
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("⟦", "[").replace("⟧", "]").replace("--- user ---", "- user -")
    return _TOKENS.sub(lambda m: m.group(0).replace("<", "‹").replace(">", "›").replace("[", "［"), text)


def fenced(text: str, label: str) -> str:
    """Material between marks that nothing inside can write."""
    label = " ".join(str(tamed(label)).split())[:60]
    return f"⟦{label}⟧\n{text.strip()}\n⟦/{label}⟧\n"


@lru_cache(maxsize=64)  # the parts that every template includes are parsed once
def _parsed(env: jinja2.Environment, source: str) -> jinja2.nodes.Template:
    return env.parse(source)


def named(text: str) -> str:
    """A name as a bare word or two: what stands outside a fence gives no orders. At most 32 characters."""
    return " ".join(re.sub(r"[^\w·.()（）&+-]+", " ", str(tamed(text))).split())[:32]


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _gather(env: jinja2.Environment, name: str) -> dict[str, str]:
    """The template's source and those of all it includes, by file, itself first."""
    found: dict[str, str] = {}
    asked = [name]
    while asked:
        file = asked.pop(0)
        assert env.loader is not None
        try:
            source, path, _ = env.loader.get_source(env, file)
        except jinja2.TemplateNotFound:
            raise ConfigError([Mistake(name, 0, "", f"找不到模板 {file}")]) from None
        except UnicodeDecodeError:
            raise ConfigError([Mistake(file, 0, "", "不是 UTF-8 文本")]) from None
        shown = path or file
        if shown in found:
            continue
        found[shown] = source
        try:
            asked += [f for f in meta.find_referenced_templates(_parsed(env, source)) if f]
        except jinja2.TemplateSyntaxError as error:
            raise ConfigError([Mistake(shown, error.lineno, "", f"模板写错了：{error.message}")]) from None
    return found


def _unknown(env: jinja2.Environment, sources: Mapping[str, str], known: frozenset[str]) -> list[Mistake]:
    mistakes = []
    for file, source in sources.items():
        for name in sorted(meta.find_undeclared_variables(_parsed(env, source)) - known):
            line = next((i for i, text in enumerate(source.splitlines(), 1) if re.search(rf"\b{name}\b", text)), 0)
            mistakes.append(Mistake(file, line, name, "模板里没有这个变量", f"可用的有：{'、'.join(sorted(known))}"))
    return mistakes


def variables(folder: Path, job: Job) -> frozenset[str]:
    """The variables that the job's template and what it includes use."""
    env = environment([folder])
    sources = _gather(env, f"{job}.j2").values()
    return frozenset().union(*(meta.find_undeclared_variables(env.parse(source)) for source in sources))


def _fixed(source: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\n", source, flags=re.S)
