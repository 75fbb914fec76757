"""Where a user's own entries are: the folder that is named, else the one in the user's own configuration."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "COAVERIFY_REFERENCE"


def users_folder() -> Path:
    """The folder that is used when none is named; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("coaverify", appauthor=False) / "reference"


def folder_in_use(named: Path | None = None) -> Path | None:
    """The folder whose entries are added: the named one, that of the environment, the user's own where it exists."""
    if named is not None:
        return named
    if stated := os.environ.get(VARIABLE):
        return Path(stated)
    folder = users_folder()
    return folder if folder.is_dir() else None
