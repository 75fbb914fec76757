"""Reports to take along: PDF, HTML and XLSX, each made in a process of its own.

Typst keeps what it has set in memory for as long as its process lives. What goes wrong there is a message on the page
and nothing more.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path

from coaverify.report.printed.dossier import Dossier

SECONDS = 60
_IN_MEMORY = Path("/dev/shm")  # a file system in memory: what a library writes there is on no disk


class Form(StrEnum):
    """A file that a report can be taken along as; the value is its ending."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.HTML: "text/html; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class NotMade(Exception):
    """A file could not be made: the process took too long or died, or said why."""


class Press:
    """Makes one file at a time. Safe to share by threads."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()

    def print(self, dossier: Dossier, form: Form) -> bytes:
        """The report as a file.

        Raises:
            NotMade: where there is none.
        """
        context = multiprocessing.get_context("forkserver")
        receiver, sender = context.Pipe(duplex=False)
        with self._lock, receiver:
            process = context.Process(target=_work, args=(sender, dossier, form), daemon=True)
            process.start()
            sender.close()
            try:
                if not receiver.poll(self._seconds):
                    raise NotMade(f"no file after {self._seconds} seconds")
                made = receiver.recv()
            except EOFError as error:
                raise NotMade("the process died") from error
            finally:
                process.kill()
                process.join()
        if not isinstance(made, bytes):
            raise NotMade(str(made))
        return made


def _work(sender: Connection, dossier: Dossier, form: Form) -> None:
    """In the process: send the file, or what went wrong."""
    # Uploads are kept in memory and nowhere else: a library's temporary files as well, where the system can.
    if _IN_MEMORY.is_dir():
        tempfile.tempdir = str(_IN_MEMORY)
    made: bytes | str
    try:
        made = printed(dossier, form)
    except Exception as error:  # noqa: BLE001  # told to the page's log
        made = f"{type(error).__name__}: {error}"
    sender.send(made)
    sender.close()


def printed(dossier: Dossier, form: Form) -> bytes:
    """The report as a file, made in this process."""
    match form:
        case Form.PDF:
            from coaverify.report.printed.pdf import pdf_of

            return pdf_of(dossier)
        case Form.HTML:
            from coaverify.report.printed.html import html_of

            return html_of(dossier)
        case Form.XLSX:
            from coaverify.report.spreadsheet import workbook_of

            return workbook_of([dossier.report])
