"""The debate's loop: what must be done next → words → event written → event shown. Commands come in from outside at any moment.

One `Room` for each debate that this process holds. Events are appended under the room's lock and under `(debate, seq)` in
the store; speech happens outside the lock, so that a stop is heard while a turn is being worded. What was written and not
shown when a process died is shown by the next one: the front end's `shown` record decides.
"""

from __future__ import annotations

import asyncio
import os
import socket
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bot.debate.agenda import next_action
from bot.debate.events import (
    Called,
    Closed,
    Event,
    Interjected,
    ModeratorSpoke,
    Opened,
    Paused,
    PhaseBegan,
    Record,
    Resumed,
    Side,
    Skipped,
    Stopped,
    TurnSpoken,
    VoteCast,
    VoteClosed,
    VoteOpened,
)
from bot.debate.state import START, State, advance, objection
from bot.errors import DebateTaken, Refused, UnknownDebate
from bot.ports import Asker, Clock, DebatePlan, Speech, Stage, Store
