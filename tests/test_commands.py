"""Which file holds which command: a call imports and builds the one it names, so the table must be right."""

from __future__ import annotations

import importlib

import pytest
import typer

from bot.cli import GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_of_commands_is_what_the_files_register(group: str) -> None:
    app = typer.Typer()
    importlib.import_module(group).register(app)
    found = [c.name for c in app.registered_commands] + [g.name for g in app.registered_groups]
    assert sorted(str(name) for name in found) == sorted(GROUPS[group])
