"""Document -> certificates: typed readings, each with its evidence on the page."""

from coaverify.extract.extraction import extract
from coaverify.extract.picture_choice import pictures_wanted

__all__ = ["extract", "pictures_wanted"]
