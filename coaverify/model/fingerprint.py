"""What of a certificate would repeat on another one only if the data were the same, and where it did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaverify.model.evidence import Evidence


class Trait(StrEnum):
    """What is compared between certificates."""

    PEAK = "peak"  # one row of a peak table: its time and its area, to every printed digit
    PEAK_TABLE = "peak-table"  # all times and shares of a table
    TRACE = "trace"  # the drawn line of a chromatogram
    PICTURE = "picture"  # the pixels of an embedded plot
    RAW_DATA = "raw-data"  # what the data system wrote over its panels: scans that were summed, counts of the detector
    REPORT_NUMBER = "report-number"
    VERIFICATION_KEY = "verification-key"
    TEXT = "text"  # every word of the certificate


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One trait of a certificate.

    digest: of what has to be the same to the last digit; "" where only the sketch can tell.
    sketch: of what is the same although it was scaled or saved anew, see `coaverify.report.sketches`; base64, or "".
    """

    trait: Trait
    digest: str
    evidence: Evidence
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What a certificate says it is about; "" where it does not say."""

    product: str = ""
    peptide: str = ""  # id in the reference
    form: str = ""
    lot: str = ""
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A trait that another certificate has as well.

    differs: of "lot", "product" and "vendor", those that are not the same. report: the other's number in the archive,
    None where it is of the same run only.
    """

    trait: Trait
    document: str
    other: Material
    differs: tuple[str, ...]
    evidence: Evidence
    unstated: tuple[str, ...] = ()  # of "lot", "product", those that one of the two does not state
    report: int | None = None
