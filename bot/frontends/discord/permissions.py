"""The permissions the bot needs, each with its reason, and the address that asks for exactly these."""

from __future__ import annotations

import base64
import binascii

import discord

# name in discord.py → why; docs/discord*.md has the same table, and a test holds them together
NEEDED: dict[str, str] = {
    "view_channel": "看见被叫到的频道",
    "send_messages": "回答、主持辩论",
    "create_public_threads": "每场辩论开在自己的子区",
    "send_messages_in_threads": "在辩论子区里说话",
    "manage_webhooks": "人物用自己的名字和头像说话；没有它就用粗体名字代替",
    "read_message_history": "重启后核对哪些话已经发出，不重复",
    "attach_files": "导出辩论记录、投票图",
}


def needed() -> discord.Permissions:
    """All of them."""
    return discord.Permissions(**dict.fromkeys(NEEDED, True))


def missing(have: discord.Permissions) -> list[str]:
    """Which of those needed aren't there."""
    return [name for name in NEEDED if not getattr(have, name) and not have.administrator]


def invite_url(application: int) -> str:
    """Where a server's owner adds the bot."""
    return discord.utils.oauth_url(application, permissions=needed(), scopes=("bot", "applications.commands"))


def application_of(token: str) -> str:
    """The bot's id, which is the first part of its token; "" where it can't be read."""
    head = token.split(".", 1)[0]
    try:
        return base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
