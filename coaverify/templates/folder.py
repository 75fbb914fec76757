"""Where a user's templates are: the folder that is named, else the one in the user's own configuration."""

from __future__ import annotations

from pathlib import Path

from coaverify.model.template import Template
from coaverify.templates.problems import TemplateError

VARIABLE = "COAVERIFY_TEMPLATES"
SUFFIXES = (".yaml", ".yml")


def users_folder() -> Path:
    """The folder that is used when none is named; it need not exist."""
    import platformdirs  # here and below: who has no templates pays for no library

    return platformdirs.user_config_path("coaverify", appauthor=False) / "templates"


def files_in(folder: Path) -> list[Path]:
    """The template files of a folder, sorted; hidden ones and subfolders are left alone.

    Raises:
        TemplateError: where the folder cannot be listed.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise TemplateError(f"{folder.as_posix()}: {error.strerror}.") from error
    return [path for path in entries if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")]


def templates_from(folder: Path | None) -> tuple[Template, ...]:
    """The templates of a folder, by file name; None: the user's own folder, where it exists.

    Raises:
        TemplateError: where one of them cannot be used. It is never left out silently.
    """
    if folder is None:
        folder = users_folder()
        if not folder.is_dir():
            return ()
    files = files_in(folder)
    if not files:
        return ()
    from coaverify.templates.loading import load_file

    return tuple(load_file(path).template for path in files)
