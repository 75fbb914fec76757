"""What a PDF says of itself. Kept for the reader; no claim rests on it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coaverify.document.characters import clean
from coaverify.model.document import Metadata

LONGEST = 300  # characters kept of a field
_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"(?P<zone>Z|[+-]\d\d(?:'?\d\d)?)?"
)


def metadata_of(fields: Mapping[str, str]) -> Metadata:
    """Metadata from the fields of the document's information dictionary."""
    return Metadata(
        producer=clean(fields.get("Producer", ""))[:LONGEST],
        creator=clean(fields.get("Creator", ""))[:LONGEST],
        created=iso_date(fields.get("CreationDate", "")),
        modified=iso_date(fields.get("ModDate", "")),
    )


def iso_date(text: str) -> str:
    """ISO 8601 from a PDF date ("D:20260304120000+01'00'"), as exact as it is; "" where it is none."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    part = match.groupdict()
    date = "-".join(filter(None, (part["year"], part["month"], part["day"])))
    if not (part["hour"] and part["minute"]):
        return date
    time = ":".join(filter(None, (part["hour"], part["minute"], part["second"])))
    zone = (part["zone"] or "").replace("'", "")
    if len(zone) > 1:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    return f"{date}T{time}{zone}"
