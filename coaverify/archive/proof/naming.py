"""A report in the reader's words: its document's name and its lots."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from coaverify.archive.tables import CertificateRow, ReportRow


class Names:
    """Looks names up as they are asked for. They are what the database says now, for the reader's orientation only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def report(self, number: int) -> str:
        """A report with its document's name and lots: "Report 13 (a.pdf, lot L-1)"."""
        try:
            name = self._connection.execute(select(ReportRow.name).where(ReportRow.seq == number)).scalar()
            lots = select(CertificateRow.lot_number).where(CertificateRow.report == number).limit(3)
            found = [str(lot) for lot in self._connection.execute(lots).scalars() if lot]
        except (DatabaseError, TypeError, ValueError):  # where names were altered, there are none
            name, found = None, []
        said = [str(name)] if name else []
        said += ["lot " + ", ".join(found)] if found else []
        return f"Report {number} ({', '.join(said)})" if said else f"Report {number}"
