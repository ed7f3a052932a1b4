"""Why a command of the room is not taken, in the debate's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.errors import Refused
from bot.lang import say

if TYPE_CHECKING:
    from bot.debate.state import Code, State


def refusal(state: State, code: Code | Literal["at_rest", "not_seated"], **values: Any) -> Refused:
    """`code` is that of the rules' objection, or of what the round table refuses by itself."""
    language = state.opened.language if state.opened else "zh-CN"
    return Refused(say(language, f"table.refused.{code}", **values))
