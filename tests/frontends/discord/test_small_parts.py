"""Names for webhooks, ids of buttons, limits, pictures, words, the invite address."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Avatars, Config, Discord, Limits
from bot.errors import Refused, UnknownPersona
from bot.frontends.discord import parts, pictures
from bot.frontends.discord.answers import Answers
from bot.frontends.discord.gate import Gate, must_manage
from bot.frontends.discord.hosting import address, located
from bot.frontends.discord.mishaps import sentence
from bot.frontends.discord.permissions import NEEDED, application_of, invite_url
from bot.frontends.discord.plain import Scene, language_of
from bot.frontends.discord.voices import Place, webhook_name
from bot.lang import say
from bot.persona.files import load_library
from bot.persona.shelf import Shelf
from bot.ports import Asker
from bot.shipped import place

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("zh-CN", "zh-TW", "en")


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(min_size=1, max_size=120), st.sampled_from(["Discord", "CLYDE", "朱", "my discord clydediscord"]))
)
def test_a_webhooks_name_is_one_discord_takes(name: str) -> None:
    if not name.strip():
        return
    made = webhook_name(name)
    assert 2 <= len(made) <= 80 and "discord" not in made.lower() and "clyde" not in made.lower()


def test_ids_of_buttons_are_read_back_and_never_too_long() -> None:
    made = parts.custom_id("vote", "abc", "before", "pro")
    assert parts.parse(made) == parts.Pressed("vote", ("abc", "before", "pro"))
    assert parts.parse("somebody:else") is None
    with pytest.raises(ValueError, match="101"):
        parts.custom_id("x" * 98)


def scene(user: str = "1", server: str = "9", **more: object) -> Scene:
    """A member somewhere."""
    made = Scene(Asker(front="discord", user=user, server=server), "zh-CN", Place(5, 5), server)
    return replace(made, **more)  # type: ignore[arg-type]


def gate(**discord: object) -> Gate:
    """With two requests a minute for a member and three for a server."""
    config = Config(limits=Limits(per_user_per_minute=2, per_server_per_minute=3), discord=Discord(**discord))  # type: ignore[arg-type]
    return Gate(lambda: config)


def test_a_member_and_a_server_are_limited_each_on_its_own() -> None:
    door = gate()
    for _ in range(2):
        door.enter(scene("1"))
    with pytest.raises(Refused, match="秒后"):
        door.enter(scene("1"))
    door.enter(scene("2"))
    with pytest.raises(Refused, match="服务器"):
        door.enter(scene("3"))
    door.enter(scene("4", server=""))


def test_a_servers_own_limit_wins() -> None:
    door = gate()
    for _ in range(3):
        door.enter(scene(settings={"per_user_per_minute": 0}))


def test_channels_and_roles_of_operator_and_server_are_kept_to_but_managers_pass() -> None:
    with pytest.raises(Refused, match="<#7>"):
        gate(allowed_channels=("7",)).allowed(scene())
    with pytest.raises(Refused, match="<#8>"):
        gate().allowed(scene(settings={"channels": ["8"]}))
    with pytest.raises(Refused, match="身份组"):
        gate(allowed_roles=("3",)).allowed(scene())
    gate(allowed_roles=("3",)).allowed(scene(roles=frozenset({"3"})))
    gate(allowed_channels=("7",)).allowed(scene(manager=True))
    with pytest.raises(Refused, match="管理服务器"):
        must_manage(scene())


def test_another_bot_is_answered_so_often_and_no_more_until_a_person_speaks() -> None:
    door = gate(bot_exchanges=2)
    assert [door.bot_may_talk(1, True) for _ in range(3)] == [True, True, False]
    assert door.bot_may_talk(2, True)
    assert door.bot_may_talk(1, False) and door.bot_may_talk(1, True)


def test_an_avatar_is_a_picture_of_its_own_and_always_the_same() -> None:
    one, other = pictures.avatar("zhu-xiaohu"), pictures.avatar("fu-sheng")
    assert one != other and one == pictures.avatar.__wrapped__("zhu-xiaohu")
    assert one.startswith(b"\x89PNG") and int.from_bytes(one[16:20], "big") == pictures.SIZE
    data = b"".join(re.findall(rb"IDAT(.*?)....IEND", one, re.S))
    assert len(zlib.decompress(data[:-4])) == pictures.SIZE * (pictures.SIZE * 3 + 1)


def test_the_chart_is_left_out_where_no_font_has_the_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    latin = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    if not Path(latin).exists():
        pytest.skip("no DejaVu font to show that it lacks Chinese")
    monkeypatch.setattr(pictures, "FONTS", (latin,))
    assert pictures.swing_chart([("正方", 1, 2)], ("辩前", "辩后")) is None
    made = pictures.swing_chart([("For", 1, 2)], ("before", "after"))
    assert made is not None and made.startswith(b"\x89PNG")


def test_the_invite_asks_for_exactly_what_the_documents_explain() -> None:
    assert "administrator" not in NEEDED
    for name in ("docs/discord.md", "docs/discord.zh-CN.md"):
        rows = re.findall(r"^\| `([a-z_]+)` \| ", (ROOT / name).read_text("utf-8"), re.M)
        assert rows == list(NEEDED), name
    assert "permissions=" in invite_url(42) and "client_id=42" in invite_url(42)
    assert application_of("MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y") == "123456789012345678"


@pytest.mark.parametrize(
    ("locale", "ours"),
    [("zh-CN", "zh-CN"), ("zh-TW", "zh-TW"), ("en-GB", "en"), ("en-US", "en"), ("ja", "zh-CN"), (None, "zh-CN")],
)
def test_discords_locales_become_ours(locale: str | None, ours: str) -> None:
    assert language_of(locale, "zh-CN") == ours


def keys(node: dict[str, object], prefix: str = "") -> set[str]:
    """Dotted keys of a catalogue."""
    found: set[str] = set()
    for key, value in node.items():
        found |= keys(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}"}
    return found


def test_the_three_catalogues_have_the_same_keys_and_places() -> None:
    read = {n: yaml.safe_load((ROOT / f"bot/lang/{n}/discord.yaml").read_text("utf-8")) for n in LANGUAGES}
    assert keys(read["zh-CN"]) == keys(read["en"]) == keys(read["zh-TW"])
    for key in keys(read["en"]):
        places = {frozenset(re.findall(r"\{(\w+)\}", say(n, f"discord.{key}"))) for n in LANGUAGES}
        assert len(places) == 1, key


def test_every_word_the_code_asks_for_is_in_the_catalogues() -> None:
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "bot/frontends/discord").rglob("*.py"))
    asked = set(re.findall(r'say\([^"]{0,60}"(discord\.[\w.-]+)"', source)) | {
        f"discord.command.{k}" for k in re.findall(r'word\("([\w.-]+)"\)', source)
    }
    assert len(asked) > 100
    for key in asked:
        for name in LANGUAGES:
            say(name, key)


@pytest.mark.parametrize(
    "place", [Place(5, 5), Place(7, 5, 7), Place(7, 5, 7, post=True), Place(9)], ids=["channel", "thread", "post", "dm"]
)
def test_where_a_debate_is_held_is_read_back_from_its_address(place: Place) -> None:
    server, found = located(address("1", place)) or ("", Place(0))
    assert (server, found.channel, found.parent, found.post) == ("1", place.channel, place.parent, place.post)
    assert found.home == place.home and address("1", place).endswith(f"/{place.channel}")


def test_commands_keep_to_discords_lengths_in_every_language() -> None:
    for name in LANGUAGES:
        read = yaml.safe_load((ROOT / f"bot/lang/{name}/discord.yaml").read_text("utf-8"))["command"]
        for command, words in read.items():
            for key, text in words.items():
                limit = 100 if key not in ("name",) and command != "option" else 32
                assert 1 <= len(text) <= limit, (name, command, key)
                if command != "menu" and (key == "name" or command == "option"):
                    assert re.fullmatch(r"[-_\w]+", text) and text == text.lower(), (name, command, text)


def test_whoever_was_removed_keeps_the_mark_and_borrows_nobodys_picture() -> None:
    library = load_library(place("personas"))
    shelf = Shelf(library.personas, library.topics)
    config = Config(discord=Discord(avatars=Avatars(base_url="https://pictures.example")))
    table = SimpleNamespace(of=lambda server: SimpleNamespace(shelf=shelf))
    answers = Answers(SimpleNamespace(table=table, config=config))  # type: ignore[arg-type]
    assert answers.voice_of("1", "zhu-xiaohu", "朱啸虎", "zh-CN").avatar == "https://pictures.example/zhu-xiaohu.png"
    gone = answers.voice_of("1", "zhu-xiaohua", "朱啸华", "zh-CN")  # nearly the same id
    assert gone.name == "朱啸华（模拟）" and gone.avatar is None


def test_a_refusal_of_the_core_is_told_in_the_members_language() -> None:
    error = UnknownPersona("zzz", ("朱啸虎",))
    assert sentence(error, "en") == ("Nobody here is called “zzz”; did you mean 朱啸虎?", "")
    assert sentence(error, "zh-CN") == ("找不到“zzz”，你是不是想找：朱啸虎？", "")
    assert sentence(error, "zh-TW")[0].startswith("找不到“zzz”，你是不是想找")
