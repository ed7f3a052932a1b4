"""The words of commands in three languages: one key per name, description, option and choice, in bot/lang/*/discord.yaml."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.lang import say

DEFAULT = "en"  # what Discord shows where it has no localisation of ours
LOCALES = {discord.Locale.chinese: "zh-CN", discord.Locale.taiwan_chinese: "zh-TW"}


def word(key: str) -> app_commands.locale_str:
    """The English word of `discord.command.<key>`, localised by the translator."""
    return app_commands.locale_str(say(DEFAULT, f"discord.command.{key}"), key=key)


class Translator(app_commands.Translator):
    """Looks up a key in the reader's catalogue."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """None for locales we have no catalogue for, and for strings that are no key of ours."""
        key, language = string.extras.get("key"), LOCALES.get(locale)
        return say(language, f"discord.command.{key}") if key and language else None
