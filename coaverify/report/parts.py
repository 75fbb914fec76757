"""What all parts of a report have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

BoxList = tuple[float, float, float, float]


class Part(BaseModel):
    """A part of the report: it does not change, and holds nothing that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
