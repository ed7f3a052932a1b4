"""Where the personas, prompts, formats and the example config that come with the program are."""

from __future__ import annotations

import shutil
from pathlib import Path

# Path(__file__) and not importlib.resources: that import alone costs as much as reading half the personas, and nobody
# installs this from a zip.
_PACKAGE = Path(__file__).resolve().parent


def place(name: str) -> Path:
    """`personas`, `prompts`, `formats` or `config.example.yaml`: inside an installed wheel, or in a checkout's root."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def lay_out(target: Path) -> list[Path]:
    """Copy config, personas, prompts and formats into a folder for editing; what is there already is left alone.

    The config that is written points at the copies. Returns what was written.
    """
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name in ("personas", "prompts", "formats"):
        for source in sorted(place(name).rglob("*")):
            copy = target / name / source.relative_to(place(name))
            if source.is_file() and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)
                written.append(copy)
    config = target / "config.yaml"
    if not config.exists():
        text = place("config.example.yaml").read_text("utf-8")
        for name in ("personas", "prompts", "formats"):
            text = text.replace(f"  {name}: null", f"  {name}: {name}", 1)
        config.write_text(text.replace("  database: null", "  database: yuanzhuo.db", 1), "utf-8")
        written.append(config)
    return written
