"""Every config in the pages on models can be pasted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import load_config

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted([*(DOCS / "models").glob("*.md"), DOCS / "models.md", DOCS / "cost.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_config_on_the_page_loads(page: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.S)
    assert blocks
    for block in blocks:
        file = tmp_path / "config.yaml"
        file.write_text(block, "utf-8")
        config = load_config(file, environ={})
        assert config.models and config.chain()[-1] == "offline"


def test_the_pages_are_linked() -> None:
    text = (DOCS / "models.md").read_text("utf-8")
    for page in (DOCS / "models").glob("*.md"):
        assert f"models/{page.name}" in text
