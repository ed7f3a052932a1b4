"""What a model may answer, to the letter: anything else in it, and the whole answer counts for nothing."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FENCE = re.compile(r"\A```(?:json)?\s*\n(.*?)\n?```\Z", re.S)
MOST = 100  # things in one list: a longer one is no answer to what was asked


class Unreadable(Exception):
    """No JSON, or not of the shape that was asked for. `why` is short and holds nothing of the answer."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Number = Annotated[int, Field(ge=0, le=9999)]
LABEL = 60  # characters of a name, a topic
Name = Annotated[str, Field(max_length=LABEL)]


class Speaker(_Strict):
    """Quotation `n` is said by candidate `who`: a number, or a name as listed; 0 is nobody."""

    n: Number
    who: Number | Name


class Missed(_Strict):
    """Words of paragraph `p`, as they stand there."""

    p: Number
    quote: Annotated[str, Field(max_length=2000)]
    who: Number | Name
    kind: Literal["direct", "indirect"]


class Attributed(_Strict):
    """The answer to `attribute`."""

    speakers: Annotated[tuple[Speaker, ...], Field(max_length=MOST)] = ()
    missed: Annotated[tuple[Missed, ...], Field(max_length=MOST)] = ()


class Restated(_Strict):
    """What passage `n` holds. `topic` is a number of the list, or a term; `words` are those of the passage that show the stance."""

    n: Number
    claim: Annotated[str, Field(max_length=2000)] | None = None
    topic: Number | Name | None = None
    stance: Literal[-1, 0, 1] | None = None
    words: Annotated[str, Field(max_length=200)] | None = None


class Restatements(_Strict):
    """The answer to `restate`."""

    passages: Annotated[tuple[Restated, ...], Field(max_length=MOST)] = ()


class Better(_Strict):
    """A proposition for drafted topic `n`."""

    n: Number
    proposition: Annotated[str, Field(max_length=400)]


class Propositions(_Strict):
    """The answer to `propose`."""

    topics: Annotated[tuple[Better, ...], Field(max_length=MOST)] = ()


Answer = TypeVar("Answer", bound=_Strict)


def read(model: type[Answer], text: str) -> Answer:
    """The answer. A code fence around it is the one thing that is forgiven. Raises Unreadable."""
    text = text.strip()
    fenced = _FENCE.match(text)
    try:
        return model.model_validate_json(fenced.group(1) if fenced else text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Unreadable("JSON" if first["type"] == "json_invalid" else where or "?") from None
