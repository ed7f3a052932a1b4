"""The round table: ask, panel, chat, debate. The one application; all front ends share it."""

from bot.roundtable.table import RoundTable

__all__ = ["RoundTable"]
