"""The short form of the campaign in `damage.py`, and free-form fuzzing of the YAML reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import yamlfile
from bot.config import Config
from bot.debate.formats import Format
from bot.errors import ConfigError
from bot.persona.files import read_library
from bot.persona.model import Persona, Topics
from tests.fuzz.damage import KINDS, NASTY, Workshop, campaign, placed

MODELS = (Persona, Topics, Config, Format)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_told_with_its_place(kind: str, tmp_path: Path) -> None:
    ends = campaign(kind, 40, 1, tmp_path, seconds=0.9)
    assert ends["told"] > 2 and ends["read"] + ends["told"] >= 10


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{},'\"|>&*!%@`?#~\n \t0.x\\é中😀\u202e\x00"), max_size=60))
def test_any_text_at_all_is_read_or_told(text: str) -> None:
    for model in MODELS:
        try:
            yamlfile.validate(yamlfile.load_text(text, "f.yaml"), model)
        except ConfigError as error:
            placed([m for m in error.mistakes if "空的" not in m.message])


_PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=12)
)
_KEY = st.text("abc", min_size=1, max_size=3)
_DATA = st.dictionaries(
    st.text("abcdefgh中_", min_size=1, max_size=5),
    st.recursive(
        _PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEY, inner, max_size=4), max_leaves=12
    ),
    max_size=5,
)


@settings(max_examples=80, deadline=None)
@given(_DATA, st.booleans())
def test_what_was_written_is_what_is_read_or_should_have_been_quoted(data: dict[str, Any], flow: bool) -> None:
    document = yamlfile.load_text(yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow), "f.yaml")
    if document.mistakes:  # PyYAML writes bare what YAML 1.2 takes for a number: 08, 1e3
        assert all("加引号" in m.hint for m in document.mistakes)
    else:
        assert document.data == (data or {})


@settings(max_examples=80, deadline=None)
@given(_DATA)
def test_data_of_any_shape_is_refused_with_places(data: dict[str, Any]) -> None:
    document = yamlfile.load_text(yaml.safe_dump(data, allow_unicode=True), "f.yaml")
    for model in MODELS:
        try:
            yamlfile.validate(document, model)
        except ConfigError as error:
            assert all(m.line > 0 and m.file == "f.yaml" for m in error.mistakes)


@pytest.mark.parametrize("nasty", ["{{ 7*7 }}", "{% raw %}", "@everyone", "'; DROP TABLE x; --", "[n] <b>&amp;</b>"])
def test_text_that_looks_like_code_stays_the_text_it_is(nasty: str, tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    file = shop.folder / "personas" / "wu-wei.yaml"
    quoted = "'" + nasty.replace("'", "''") + "'"
    text = file.read_text("utf-8")
    lines = [f"    claim: {quoted}" if line.startswith("    claim:") else line for line in text.split("\n")]
    file.write_text("\n".join(lines).replace("\nbio: ", f"\nbio: {quoted}\nx-mine: "), "utf-8")
    library = read_library(shop.folder / "personas")
    assert library.mistakes == ()
    person = next(p for p in library.personas if p.id == "wu-wei")
    assert person.bio == nasty and {p.claim for p in person.positions} == {nasty}


def test_a_field_of_ten_megabytes_is_told(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    file = shop.folder / "personas" / "wu-wei.yaml"
    file.write_text(file.read_text("utf-8").replace("\nbio: ", "\nbio: " + "长" * 3_500_000), "utf-8")
    (mistake,) = read_library(shop.folder / "personas").mistakes
    assert "太大" in mistake.message and len(NASTY) > 40
