"""What all parts of a report are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

# A JSON number; the digits as printed stand in the evidence's text.
Number = Annotated[
    Decimal, PlainSerializer(float, return_type=float, when_used="json"), WithJsonSchema({"type": "number"})
]
BoxList = tuple[float, float, float, float]


def is_empty(value: object) -> bool:
    """Whether a field that was added later has nothing to say: it is then absent, as in older reports."""
    return not value


class Part(BaseModel):
    """A part of a report: nothing can be changed in it, and nothing unknown is in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
