"""config.yaml → Config: frozen, every setting with a default, none needed to start."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from bot import shipped, yamlfile
from bot.errors import ConfigError, Mistake

OFFLINE = "offline"

Language = Literal["zh-CN", "zh-TW", "en"]
Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Port = Annotated[int, Field(ge=0, le=65_535)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_list(value: Any) -> Any:
    return [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value


Snowflake = Annotated[str, BeforeValidator(_as_text), StringConstraints(pattern=r"^[0-9]{1,20}$")]
Chain = Annotated[tuple[Name, ...], BeforeValidator(_as_list), Field(min_length=1, max_length=10)]


class Section(BaseModel):
    """A part of the config. Unknown keys are mistakes."""

    # built when first validated: without a config file none of these ever is, and building them all takes 30 ms
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Paths(Section):
    """Folders and files; relative ones count from the config file's folder. None: what comes with the program."""

    personas: Path | None = None
    prompts: Path | None = None
    formats: Path | None = None
    articles: Path | None = None  # None: the passages can't be shown
    database: Path | None = None  # None: in the user's data folder


class Table(Section):
    """Who sits at the table."""

    personas: tuple[Name, ...] = ()  # ids; empty: all there are
    default_persona: Name | None = None  # who answers where nobody is named
    default_format: Name = "快辩"


class Price(Section):
    """Per million tokens, in `budgets.currency`."""

    prompt: Amount = 0.0
    completion: Amount = 0.0


class Timeouts(Section):
    """In seconds."""

    connect: Seconds = 10.0
    first_token: Seconds = 60.0
    stall: Seconds = 30.0  # between two tokens
    total: Seconds = 180.0


class ModelServer(Section):
    """One OpenAI-compatible server and the model on it."""

    base_url: Url
    model: Name
    api_key_env: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=100)] | None = None
    parameters: dict[str, Any] = {}  # temperature, top_p, max_tokens …
    headers: dict[str, str] = {}
    body: dict[str, Any] = {}  # sent along as it is
    price: Price = Price.model_construct()
    timeouts: Timeouts = Timeouts.model_construct()
    concurrency: Annotated[int, Field(ge=1, le=1000)] = 4
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    context_tokens: Annotated[int, Field(ge=500, le=10_000_000)] = 8000  # what one prompt may fill


class Choice(Section):
    """Other chains than `engine`: the narrowest wins, persona before format before server."""

    personas: dict[str, Chain] = {}
    formats: dict[str, Chain] = {}
    servers: dict[str, Chain] = {}


class Answers(Section):
    """How an answer is given."""

    max_characters: Annotated[int, Field(ge=50, le=4000)] = 600
    inference: bool = False  # let a model say what a real person might think, marked 推测
    rewrite_questions: bool = True  # a model turns a follow-up into a question that stands alone


class Chat(Section):
    """What a conversation remembers."""

    history: Annotated[int, Field(ge=0, le=200)] = 20  # messages looked back on
    summary_after: Annotated[int, Field(ge=0, le=1000)] = 40  # messages; 0: never summed up


class Debate(Section):
    """Hard caps on one debate, and what its end shows."""

    max_turns: Annotated[int, Field(ge=2, le=500)] = 60
    max_seconds: Annotated[float, Field(ge=10, le=86_400, allow_inf_nan=False)] = 7200.0
    max_tokens: Count = 200_000  # of a model; then it goes on offline. 0 = none
    turn_characters: Annotated[int, Field(ge=50, le=4000)] | None = None  # None: as the format has it
    verdict: bool = False  # one model's opinion at the end, in both orders
    lease_seconds: Annotated[float, Field(ge=5, le=3600, allow_inf_nan=False)] = 30.0


class Distilling(Section):
    """Caps on `distill --model`."""

    max_tokens: Count = 200_000  # of a model in one run; then the rules' results stand. 0 = none


class Limits(Section):
    """0 = none."""

    per_user_per_minute: Count = 10
    per_server_per_minute: Count = 60
    question_characters: Annotated[int, Field(ge=100, le=100_000)] = 2000  # what is longer is cut, and the answer says so
    debates_per_server: Count = 3  # at once
    queue_per_channel: Count = 5


def tightest(*caps: float) -> float:
    """The smallest of several caps, of which 0 is none; 0 where none holds."""
    return min((cap for cap in caps if cap), default=0)


class Budgets(Section):
    """Caps on what models may cost, in `currency` and in tokens; reached, the offline engine takes over. 0 = none."""

    currency: Name = "CNY"
    per_user_per_day: Amount = 0.0
    per_server_per_day: Amount = 0.0
    per_day: Amount = 0.0
    per_debate: Amount = 0.0
    tokens_per_user_per_day: Count = 0
    tokens_per_server_per_day: Count = 0
    tokens_per_day: Count = 0
    tokens_per_debate: Count = 0


class Avatars(Section):
    """Pictures of personas that name none. Discord fetches them itself, so their address must be public."""

    base_url: Url | None = None  # {base_url}/<persona id>.png
    host: Name = "127.0.0.1"
    port: Port = 0  # 0: don't serve them ourselves


class Metrics(Section):
    """`/healthz` and `/metrics`."""

    host: Name = "127.0.0.1"
    port: Port = 0  # 0: off


class Discord(Section):
    """The Discord front end."""

    token_file: Path | None = None  # None: the environment's DISCORD_TOKEN
    message_content: bool = False  # the privileged intent
    listen_channels: tuple[Snowflake, ...] = ()  # needs message_content
    allowed_channels: tuple[Snowflake, ...] = ()  # empty: all
    allowed_roles: tuple[Snowflake, ...] = ()  # empty: everyone
    test_servers: tuple[Snowflake, ...] = ()  # register commands there alone, at once
    pace_seconds: Seconds = 4.0
    vote_seconds: Seconds = 60.0
    stream: bool = True
    webhooks: bool = True
    bot_exchanges: Count = 3  # answers in a row to another bot
    draft_days: Annotated[int, Field(ge=0, le=3650)] = 7  # a draft of /distill that nobody works on; 0: until decided
    thread_archive_minutes: Literal[60, 1440, 4320, 10080] = 1440
    font: Path | None = None  # for the vote's picture
    shards: Annotated[int, Field(ge=1, le=10_000)] | None = None  # None: as Discord proposes
    api_base: Url | None = None  # None: Discord itself; a proxy's address, with /api/v10
    gateway: Annotated[str, StringConstraints(pattern=r"^wss?://[^\s]+$", max_length=500)] | None = None  # the same
    avatars: Avatars = Avatars.model_construct()
    metrics: Metrics = Metrics.model_construct()


class Withdrawn(Section):
    """Struck out by the operator: gone from every answer."""

    speakers: tuple[Name, ...] = ()
    sources: tuple[Name, ...] = ()


class Log(Section):
    """Where it goes is the system's matter: stderr."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    json_: Annotated[bool, Field(alias="json")] = False

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Config(Section):
    """All settings. Made by `load_config`; `file` is where they came from, None for the defaults."""

    language: Language = "zh-CN"
    paths: Paths = Paths.model_construct()
    table: Table = Table.model_construct()
    engine: Chain = (OFFLINE,)
    models: dict[str, ModelServer] = {}
    choose: Choice = Choice.model_construct()
    answers: Answers = Answers.model_construct()
    chat: Chat = Chat.model_construct()
    debate: Debate = Debate.model_construct()
    distill: Distilling = Distilling.model_construct()
    limits: Limits = Limits.model_construct()
    budgets: Budgets = Budgets.model_construct()
    discord: Discord = Discord.model_construct()
    retention_days: Count = 180
    withdrawn: Withdrawn = Withdrawn.model_construct()
    log: Log = Log.model_construct()
    reload: bool = True

    file: Annotated[Path | None, Field(exclude=True)] = None

    @property
    def personas_dir(self) -> Path:
        """Where the persona files are."""
        return self.paths.personas or shipped.place("personas")

    @property
    def prompts_dir(self) -> Path:
        """Where the prompt templates are."""
        return self.paths.prompts or shipped.place("prompts")

    @property
    def formats_dir(self) -> Path:
        """Where the formats are."""
        return self.paths.formats or shipped.place("formats")

    @property
    def database(self) -> Path:
        """The database file."""
        return self.paths.database or data_dir() / "yuanzhuo.db"

    def chain(self, *, persona: str = "", format: str = "", server: str = "") -> tuple[str, ...]:
        """Which engines word a turn, first tried first; ends in `offline`."""
        pick = self.choose
        chain = pick.personas.get(persona) or pick.formats.get(format) or pick.servers.get(server) or self.engine
        return chain if OFFLINE in chain else (*chain, OFFLINE)


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """The user's folder for the database, by the system's custom."""
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "yuanzhuo"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "yuanzhuo"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "yuanzhuo"


def config_file(path: Path | str | None = None, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Which file counts: the one named, else YUANZHUO_CONFIG's, else ./config.yaml where there is one, else none."""
    named = path or environ.get("YUANZHUO_CONFIG")
    if named:
        return Path(named).expanduser()
    here = Path("config.yaml")
    return here if here.is_file() else None


def load_config(
    path: Path | str | None = None, *, db: Path | str | None = None, environ: Mapping[str, str] = os.environ
) -> Config:
    """The config that counts (see `config_file`); `db`, or else YUANZHUO_DB, names another database, YUANZHUO_LANG another language.

    Paths come out absolute. Raises ConfigError with every mistake and its place.
    """
    file = config_file(path, environ)
    config, base = Config.model_construct(), Path.cwd()
    if file is not None:
        document = yamlfile.load(file)
        if document.data is None and not document.mistakes:
            document.data = {}  # a file of comments alone: the defaults
        mistakes: list[Mistake] = []
        if isinstance(document.data, dict) and "file" in document.data:
            mistakes.append(document.mistake(("file",), "未知的键"))
        config = yamlfile.validate(document, Config)
        mistakes += _cross_checks(config, document)
        if mistakes:
            raise ConfigError(mistakes)
        base = file.resolve().parent
    config = _absolute(config, base).model_copy(update={"file": file})
    override = db or environ.get("YUANZHUO_DB")
    if override:
        place = Path(override).expanduser().absolute()
        config = config.model_copy(update={"paths": config.paths.model_copy(update={"database": place})})
    if language := environ.get("YUANZHUO_LANG"):
        if language not in get_args(Language):
            known = "、".join(get_args(Language))
            raise ConfigError([Mistake("YUANZHUO_LANG", 0, "", f"不认识的语言“{language[:40]}”", f"可用：{known}")])
        config = config.model_copy(update={"language": language})
    return config


def usable(document: yamlfile.Document, file: Path) -> Config:
    """What can be used of a config with mistakes: each top-level section that is right by itself. For `check`."""
    data = document.data if isinstance(document.data, dict) else {}
    whole = {}
    for name, value in data.items():
        try:
            Config.model_validate({name: value})
        except ValidationError:
            continue
        if name != "file":
            whole[name] = value
    config = _absolute(Config.model_validate(whole), file.resolve().parent)
    return config.model_copy(update={"file": file})


def _absolute(config: Config, base: Path) -> Config:
    def made(section: Section) -> Section:
        paths = {k: base / v.expanduser() for k, v in section if isinstance(v, Path)}
        return section.model_copy(update=paths)

    return config.model_copy(update={"paths": made(config.paths), "discord": made(config.discord)})


def _cross_checks(config: Config, document: yamlfile.Document) -> list[Mistake]:
    """What one setting says of another: chains name engines that exist, listening needs the intent."""
    known = [OFFLINE, *config.models]
    chains: list[tuple[yamlfile.Place, tuple[str, ...]]] = [(("engine",), config.engine)]
    for group, chosen in config.choose:
        chains += [(("choose", group, name), chain) for name, chain in chosen.items()]
    found = []
    for place, chain in chains:
        for number, engine in enumerate(chain):
            if engine not in known:
                near = difflib.get_close_matches(engine, known, n=1)
                hint = f"是不是想写 '{near[0]}'？" if near else f"models 里有的是：{'、'.join(known)}"
                found.append(document.mistake((*place, number), f"没有叫“{engine[:40]}”的模型", hint))
    if OFFLINE in config.models:
        found.append(document.mistake(("models", OFFLINE), "offline 是不用模型的那个引擎的名字", "换个名字"))
    if config.discord.listen_channels and not config.discord.message_content:
        hint = "把 discord.message_content 设为 true，并在开发者后台打开这个权限"
        found.append(document.mistake(("discord", "listen_channels"), "没有 Message Content 就听不到频道里的话", hint))
    return found
