"""The part of a report that holds chromatograms as they were integrated again. Public, as the report model is."""

from __future__ import annotations

from pydantic import Field

from coaverify.model.evidence import Source
from coaverify.report.parts import BoxList, Part


class IntegratedPeakEntry(Part):
    start_min: float
    end_min: float
    apex_min: float
    area: float = Field(description="signal times minutes, over the baseline; of overlapping peaks each its own part")
    area_percent: float


class ChromatogramEntry(Part):
    page: int = Field(ge=1, description="counted from 1")
    box: BoxList = Field(description="x0, top, x1, bottom in PDF points from the page's top left corner")
    source: Source = Field(description="text: drawn as a line; ocr: followed in the pixels of a picture")
    minutes: tuple[float, ...] = Field(description="at most 600 points of the line, its highest and lowest kept")
    signal: tuple[float, ...] = Field(description="detector units where the axis could be read, else of no unit")
    peaks: tuple[IntegratedPeakEntry, ...]
    main_peak_percent: float
    uncertainty: float = Field(description="of main_peak_percent: percentage points, about two sigma")
    clipped: bool = Field(default=False, description="the main peak's top is cut off: its share is larger")
