"""Where the originals lie: in a folder, or in a bucket."""

from __future__ import annotations

from pathlib import Path

from coaverify.archive.folder import FolderOfOriginals
from coaverify.archive.originals import Originals


def originals_at(place: str) -> Originals:
    """The store at a folder's path or an fsspec URL ("s3://bucket/prefix")."""
    folder = place.removeprefix("file://")
    if "://" not in folder:
        return FolderOfOriginals(Path(folder))
    from coaverify.archive.bucket import BucketOfOriginals  # asked for where there is a bucket

    return BucketOfOriginals(place)
