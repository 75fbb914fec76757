"""Document -> certificates: typed readings, each with its evidence on the page."""

from coaverify.extract.extraction import extract

__all__ = ["extract"]
