"""What makes a change to a folder outlast a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def force(folder: Path) -> None:
    """Force the folder's list of names to the disk: a file is not there to stay before the name is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make(folder: Path) -> None:
    """Make a folder and those above it, each forced to the disk."""
    if folder.is_dir():
        return
    make(folder.parent)
    folder.mkdir(exist_ok=True)
    force(folder.parent)
