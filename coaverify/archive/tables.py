"""The tables, as SQLAlchemy models. `migrations` makes them; a test holds the two against each other.

`entry` is the trail. The rest are what is looked for and shown, and follow from the trail and the reports.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from coaverify.archive.paper_text import PaperText

# SQLite's own row number is an INTEGER
Number = BigInteger().with_variant(Integer, "sqlite")
Digest = String(64)


class Base(DeclarativeBase):
    """All tables of an archive."""


class Entry(Base):
    """One entry of the trail. Never changed, never removed: the database refuses both.

    hash: SHA-256 of the header, which names the payload's hash and the entry before. signature: Ed25519, of the header.
    """

    __tablename__ = "entry"

    seq: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[str] = mapped_column(String(27))
    by: Mapped[str] = mapped_column(PaperText)
    document: Mapped[str | None] = mapped_column(Digest)
    report: Mapped[int | None] = mapped_column(Number)
    payload: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(Digest, unique=True)
    hash: Mapped[str] = mapped_column(Digest, unique=True)
    key: Mapped[str] = mapped_column(String(16))
    signature: Mapped[str] = mapped_column(String(128))

    __table_args__ = (
        Index("entry_document", "document", "seq"),
        Index("entry_report", "report", "seq"),
        Index("entry_kind", "kind", "seq"),
    )


class Document(Base):
    """An original, named by its SHA-256; its bytes lie in the originals' store."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)
    seq: Mapped[int] = mapped_column(Number, ForeignKey("entry.seq"), unique=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(PaperText)
    name: Mapped[str] = mapped_column(PaperText)


class ReportRow(Base):
    """A verification that was filed. Its number is that of its entry in the trail.

    run: what made it (document, versions, settings), as one digest: the same run is filed once.
    origin: "verification", "correction" or "re-verification". follows: the report that it was made again from.
    """

    __tablename__ = "report"

    seq: Mapped[int] = mapped_column(Number, ForeignKey("entry.seq"), primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Digest, ForeignKey("document.sha256"))
    run: Mapped[str] = mapped_column(Digest, unique=True)
    content_sha256: Mapped[str] = mapped_column(Digest)
    name: Mapped[str] = mapped_column(PaperText)
    filed_at: Mapped[str] = mapped_column(String(27))
    origin: Mapped[str] = mapped_column(String(20))
    follows: Mapped[int | None] = mapped_column(Number)
    coaverify: Mapped[str] = mapped_column(PaperText)
    reference: Mapped[str] = mapped_column(PaperText)
    schema_version: Mapped[str] = mapped_column(String(10))
    settings: Mapped[str] = mapped_column(Text)
    as_of: Mapped[str] = mapped_column(String(10))
    verdict: Mapped[str] = mapped_column(String(12))
    error: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        Index("report_document", "document", "seq"),
        Index("report_verdict", "verdict", "seq"),
    )


class ReportContent(Base):
    """The whole report as JSON in ASCII, as it was filed."""

    __tablename__ = "report_content"

    report: Mapped[int] = mapped_column(Number, ForeignKey("report.seq"), primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)


class CertificateRow(Base):
    """What one certificate of a report claims, in columns to look for. A claim that is not printed is null.

    *_key: the words without case, spaces and signs; that of the vendor is the client's, else the manufacturer's, where
    no vendor is named. Contents and purities in percent, masses in Da, dates ISO 8601.
    """

    __tablename__ = "certificate"

    report: Mapped[int] = mapped_column(Number, ForeignKey("report.seq"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    verdict: Mapped[str] = mapped_column(String(12))
    peptide: Mapped[str | None] = mapped_column(PaperText)
    form: Mapped[str | None] = mapped_column(String(20))
    product_name: Mapped[str | None] = mapped_column(PaperText)
    sequence: Mapped[str | None] = mapped_column(PaperText)
    cas_number: Mapped[str | None] = mapped_column(PaperText)
    catalog_number: Mapped[str | None] = mapped_column(PaperText)
    lot_number: Mapped[str | None] = mapped_column(PaperText)
    lot_key: Mapped[str | None] = mapped_column(PaperText)
    vendor: Mapped[str | None] = mapped_column(PaperText)
    vendor_key: Mapped[str | None] = mapped_column(PaperText)
    laboratory: Mapped[str | None] = mapped_column(PaperText)
    laboratory_key: Mapped[str | None] = mapped_column(PaperText)
    manufacturer: Mapped[str | None] = mapped_column(PaperText)
    client: Mapped[str | None] = mapped_column(PaperText)
    task_number: Mapped[str | None] = mapped_column(PaperText)
    verification_key: Mapped[str | None] = mapped_column(PaperText)
    hplc_purity: Mapped[float | None] = mapped_column(Float)
    purity_comparator: Mapped[str | None] = mapped_column(String(2))
    purity_printed: Mapped[str | None] = mapped_column(PaperText)
    observed_mass: Mapped[float | None] = mapped_column(Float)
    net_peptide_content: Mapped[float | None] = mapped_column(Float)
    water_content: Mapped[float | None] = mapped_column(Float)
    measured_content: Mapped[float | None] = mapped_column(Float)
    quantity: Mapped[str | None] = mapped_column(PaperText)
    analysis_date: Mapped[str | None] = mapped_column(String(10))
    issue_date: Mapped[str | None] = mapped_column(String(10))
    expiry_date: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        Index("certificate_lot", "lot_key", "report"),
        Index("certificate_vendor", "vendor_key", "report"),
        Index("certificate_laboratory", "laboratory_key", "report"),
        Index("certificate_peptide", "peptide", "form", "report"),
        Index("certificate_issue_date", "issue_date", "report"),
        Index("certificate_analysis_date", "analysis_date", "report"),
    )


class TraitRow(Base):
    """A trait of a certificate that would repeat only if the data were the same (`coaverify.report.fingerprints`)."""

    __tablename__ = "trait"

    report: Mapped[int] = mapped_column(Number, ForeignKey("report.seq"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    certificate: Mapped[int] = mapped_column(Integer)
    trait: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    sketch: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("trait_digest", "digest", "trait"),)


class Likeness(Base):
    """Where a trait's sketch lies, so that those like it are looked up (`coaverify.report.sketch_cells`).

    number: the trait's. grid: the place of the grid that the cell is one of. Follows from the sketch alone.
    """

    __tablename__ = "likeness"

    report: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    grid: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    cell: Mapped[int] = mapped_column(BigInteger)
    signs: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        ForeignKeyConstraint(["report", "number"], ["trait.report", "trait.number"]),
        Index("likeness_cell", "cell", "signs", "report", "number"),
    )


class SearchText(Base):
    """All words of a report that one may look for, as `search_words` splits them: names, claims, messages."""

    __tablename__ = "search_text"

    report: Mapped[int] = mapped_column(Number, ForeignKey("report.seq"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(PaperText)


# In the order in which rows may be removed once a deletion stands in the trail.
FOLLOWING = (SearchText, Likeness, TraitRow, CertificateRow, ReportContent, ReportRow, Document)
