"""Config: the example is the defaults, paths and overrides resolve, mistakes have places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot import shipped
from bot.config import Config, ModelServer, config_file, load_config
from bot.errors import ConfigError

EXAMPLE = shipped.place("config.example.yaml")


def write(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, "utf-8")
    return file


def mistakes(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text), environ={})
    return str(caught.value)


def settings(model: type[BaseModel]) -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        found.add(field.alias or name)
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= settings(kind)
    return found


def test_the_example_loads_and_equals_the_defaults() -> None:
    loaded = load_config(EXAMPLE, environ={})
    assert loaded.model_dump() == Config().model_dump()


def test_the_example_mentions_every_setting_with_a_value() -> None:
    text = EXAMPLE.read_text("utf-8")
    missing = [s for s in settings(Config) | settings(ModelServer) if not re.search(rf"\b{s}:", text)]
    assert missing == []


def test_nothing_is_needed_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config(environ={})
    assert config.chain() == ("offline",)
    assert (config.personas_dir / "topics.yaml").is_file()
    assert config.file is None


def test_a_file_of_comments_is_the_defaults(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "# nothing\n"), environ={}).model_dump() == Config().model_dump()


def test_relative_paths_count_from_the_config_file(tmp_path: Path) -> None:
    file = write(tmp_path, "paths: {personas: people, database: data/x.db}\ndiscord: {token_file: token}\n")
    config = load_config(file, environ={})
    assert config.personas_dir == tmp_path / "people"
    assert config.database == tmp_path / "data" / "x.db"
    assert config.discord.token_file == tmp_path / "token"


def test_the_option_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "paths: {database: a.db}\n")
    environ = {"YUANZHUO_DB": str(tmp_path / "b.db"), "YUANZHUO_CONFIG": str(file)}
    assert load_config(environ={"YUANZHUO_CONFIG": str(file)}).database == tmp_path / "a.db"
    assert load_config(environ=environ).database == tmp_path / "b.db"
    assert load_config(environ=environ, db=tmp_path / "c.db").database == tmp_path / "c.db"
    assert config_file(None, environ) == file


def test_a_config_that_is_named_but_not_there_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="找不到这个文件"):
        load_config(tmp_path / "none.yaml", environ={})


def test_models_are_named_freely_and_chains_end_offline(tmp_path: Path) -> None:
    text = """
models: {local: {base_url: http://127.0.0.1:11434/v1, model: qwen3, api_key_env: KEY}}
engine: [local]
choose: {personas: {zhu-xiaohu: offline}, servers: {123456789012345678: [local]}}
"""
    config = load_config(write(tmp_path, text), environ={})
    assert config.chain() == ("local", "offline")
    assert config.chain(persona="zhu-xiaohu") == ("offline",)
    assert config.models["local"].model == "qwen3"


def test_a_chain_that_names_no_model_is_a_mistake_with_a_likely_fix(tmp_path: Path) -> None:
    text = "models: {local: {base_url: http://x/v1, model: m}}\nengine: [locla, offline]\n"
    said = mistakes(tmp_path, text)
    assert "config.yaml:2 (engine[0])" in said and "是不是想写 'local'" in said


def test_all_mistakes_of_the_file_come_at_once(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path,
        "langauge: en\nlimits: {per_user_per_minute: many}\ndiscord:\n  pace_secs: 1\n  vote_seconds: -1\nlog: {json: yes}\n",
    )
    assert re.findall(r"config\.yaml:(\d+) \(([^)]*)\)", said) == [
        ("1", "langauge"),
        ("2", "limits.per_user_per_minute"),
        ("4", "discord.pace_secs"),
        ("5", "discord.vote_seconds"),
        ("6", "log.json"),
    ]
    assert "是不是想写 'language'" in said and "是不是想写 'pace_seconds'" in said


def test_a_key_written_into_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path, "models: {a: {base_url: http://x, model: m, api_key: sk-secret}}\ndiscord: {token: abc.def}\n"
    )
    assert "api_key_env" in said and "token_file" in said
    assert "sk-secret" not in said and "abc.def" not in said


def test_a_key_pasted_where_its_variables_name_belongs_is_not_repeated(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path, "models: {a: {base_url: http://x, model: m, api_key_env: sk-secret-123, headers: [sk-other]}}\n"
    )
    assert "models.a.api_key_env" in said and "models.a.headers" in said and "sk-" not in said


def test_listening_without_the_intent_is_a_mistake(tmp_path: Path) -> None:
    assert "message_content" in mistakes(tmp_path, "discord: {listen_channels: [1234567890123456789]}\n")


def test_laying_out_a_folder_gives_a_config_that_points_at_the_copies(tmp_path: Path) -> None:
    written = shipped.lay_out(tmp_path / "mine")
    config = load_config(tmp_path / "mine" / "config.yaml", environ={})
    assert config.personas_dir == tmp_path / "mine" / "personas"
    assert config.database == tmp_path / "mine" / "yuanzhuo.db"
    assert (tmp_path / "mine" / "personas" / "topics.yaml") in written
    assert shipped.lay_out(tmp_path / "mine") == []
