"""Pictures for docs/discord*.md: a debate as the loopback Discord of the tests saw it, drawn like a chat by headless Chromium.

    python docs/discord_pictures.py    # needs chromium and a Chinese font; writes docs/discord-{debate,ask,distill}.png

It is the real bot's output in a drawing of ours, not a screenshot of Discord's client.
"""

from __future__ import annotations

import asyncio
import copy
import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

from tests.wire.loopback import Loopback  # noqa: E402
from tests.wire.program import Program  # noqa: E402

COLOURS = ("#5b8def", "#c0563b", "#3f9a6b", "#8a63c9", "#b08a2e")
STYLE = """
body{margin:0;background:#fff;font:15px/1.45 "Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif;color:#2e3338;width:760px}
.m{display:flex;gap:12px;padding:9px 18px}.a{width:38px;height:38px;border-radius:50%;color:#fff;flex:none;
display:flex;align-items:center;justify-content:center;font-size:17px}.n{font-weight:600}.tag{background:#5865f2;color:#fff;
font-size:10px;border-radius:3px;padding:1px 4px;margin-left:5px;vertical-align:2px}.s{color:#80848e;font-size:12px}
.h{font-size:19px;font-weight:700}.q{border-left:4px solid #d0d4da;padding-left:9px;color:#4e5058}
.b{display:inline-block;background:#e3e5e8;border-radius:4px;padding:4px 11px;margin:5px 6px 0 0;font-size:13px}
.b1{background:#5865f2;color:#fff}.b3{background:#248046;color:#fff}.b4{background:#da373c;color:#fff}
pre{background:#f2f3f5;padding:8px;border-radius:4px;margin:4px 0}
"""


def text_html(text: str) -> str:
    """The little of Discord's Markdown that the bot uses."""
    made = []
    fenced = text.split("```")
    for n, block in enumerate(fenced):
        if n % 2:
            made.append(f"<pre>{html.escape(block.strip())}</pre>")
            continue
        for line in block.strip("\n").split("\n"):
            shown = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(re.sub(r"\\(.)", r"\1", line)))
            shown = re.sub(r"\[([^\]]+)\]\(http[^)]*\)", r"<u>\1</u>", shown)
            kind = next(
                (c for p, c in (("-# ", "s"), ("## ", "h"), ("### ", "h"), ("&gt; ", "q")) if shown.startswith(p)), ""
            )
            shown = re.sub(r"^(-#|#{2,3}|&gt;) ", "", shown) if kind else shown
            made.append(f'<div class="{kind}">{shown or "&nbsp;"}</div>')
    return "".join(made)


def message_html(message: dict[str, Any]) -> str:
    """One message."""
    name = message["author"]["username"]
    colour = COLOURS[sum(map(ord, name)) % len(COLOURS)]
    tag = '<span class="tag">应用</span>' if message["author"].get("bot") else ""
    rows = [[(p.get("style", 2), p.get("label") or p["placeholder"] + " ▾") for p in row["components"]] for row in message["components"]]
    drawn = ["".join(f'<span class="b b{style}">{html.escape(label)}</span>' for style, label in row) for row in rows]
    buttons = "".join(f"<div>{row}</div>" for row in drawn)
    body = (
        f'<div><div><span class="n">{html.escape(name)}</span>{tag}</div>{text_html(message["content"])}{buttons}</div>'
    )
    return f'<div class="m"><div class="a" style="background:{colour}">{html.escape(name[0])}</div>{body}</div>'


def draw(messages: list[dict[str, Any]], target: Path, height: int) -> None:
    """A PNG of these messages."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        rows = "".join(map(message_html, messages))
        page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{rows}", "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        options = [f"--screenshot={target}", f"--window-size=760,{height}", page.as_uri()]
        subprocess.run([*command, *options], check=True, capture_output=True, timeout=60)
    Image.open(target).convert("RGB").quantize(32, dither=Image.Dither.NONE).save(target, optimize=True)  # a quarter of the size


async def drafted(loopback: Loopback, hall: dict[str, Any]) -> list[dict[str, Any]]:
    """/distill on an article of the demonstration: the draft, and one statement in its passage."""
    moderator = loopback.user("管管", moderator=True)
    file = loopback.attach("swap.txt", (ROOT / "docs" / "distill" / "swap.txt").read_bytes())
    draft = await (await loopback.slash(moderator, hall, "distill", file=file)).wait(within=30)
    pages = [copy.deepcopy(draft.original)]
    menu = draft.original["components"][0]["components"][0]
    page = await loopback.click(moderator, draft.original, menu["custom_id"], [menu["options"][2]["value"]])
    await page.wait(lambda it: it.edits)
    return [*pages, page.original]


async def main() -> None:
    """Ask a question, hold a debate, look through a draft; then draw them."""
    loopback = Loopback(scale=0.05)
    await loopback.start()
    guild = loopback.world.add_guild("圆桌", ("大厅",))
    hall = loopback.world.channels[guild.channels[0]]
    member = loopback.user("小明")
    with tempfile.TemporaryDirectory() as folder:
        program = Program(loopback, Path(folder))
        await program.start()
        await loopback.slash(member, hall, "ask", persona="朱啸虎", question="创业公司还能做通用大模型吗？")
        await loopback.until(lambda: any("关于“模拟”" in m["content"] for m in loopback.messages(hall)))
        asked = loopback.messages(hall)
        options = {"motion": "创业公司该不该做大模型？", "personas": "朱啸虎,傅盛", "format": "快辩"}
        plan = await (await loopback.slash(member, hall, "debate start", **options)).wait()
        assert plan.original is not None
        await (await loopback.click(member, plan.original, "开始")).wait()
        thread = loopback.threads(hall)[0]
        await loopback.until(lambda: any("辩论结束" in m["content"] for m in loopback.messages(thread)), 60)
        draft = await drafted(loopback, hall)
        await program.stop()
        draw(draft, ROOT / "docs" / "discord-distill.png", 970)
        draw(asked, ROOT / "docs" / "discord-ask.png", 410)
        draw(loopback.messages(thread)[:8], ROOT / "docs" / "discord-debate.png", 1240)
    await loopback.stop()


if __name__ == "__main__":
    asyncio.run(main())
