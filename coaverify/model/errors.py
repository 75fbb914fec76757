"""What keeps the program from looking at a document. The codes are public and never renamed."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    UNSUPPORTED_TYPE = "unsupported_type"
    NO_TEXT = "no_text"
    NOT_A_CERTIFICATE = "not_a_certificate"


class CoaverifyError(Exception):
    """Base of every error that coaverify raises on purpose."""


class Unreadable(CoaverifyError):
    """A document that could not be looked at.

    `message` is one or two sentences for the reader: what is the matter and what to do about it.
    """

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[Unreadable], tuple[ErrorCode, str]]:
        return (type(self), (self.code, self.message))
