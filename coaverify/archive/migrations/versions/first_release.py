"""The schema of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coaverify.archive.migrations.append_only import statements_for_postgresql, statements_for_sqlite
from coaverify.archive.paper_text import PaperText

revision = "0001"
down_revision = None

_FOLLOWING = ("document", "report", "report_content", "certificate", "trait", "search_text")
_PAPER = (
    "peptide", "product_name", "sequence", "cas_number", "catalog_number", "lot_number", "lot_key", "vendor",
    "vendor_key", "laboratory", "laboratory_key", "manufacturer", "client", "task_number", "verification_key",
    "purity_printed", "quantity",
)  # fmt: skip
_FIGURES = ("hplc_purity", "observed_mass", "net_peptide_content", "water_content", "measured_content")
_DATES = ("analysis_date", "issue_date", "expiry_date")


def upgrade() -> None:
    """Make all tables, indexes and triggers."""
    _entry()
    _document()
    _report()
    _certificate()
    _of_report("report_content", sa.Column("content", sa.Text(), nullable=False))
    _trait()
    _of_report("search_text", sa.Column("text", PaperText(), nullable=False))
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _words_in_sqlite() if sqlite else _words_in_postgresql():
        op.execute(statement)
    for statement in statements_for_sqlite(_FOLLOWING) if sqlite else statements_for_postgresql(_FOLLOWING):
        op.execute(sa.text(statement.replace(":", r"\:")))


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _digest(name: str, *, unique: bool = False, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), unique=unique, nullable=nullable)


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("seq", _number(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("by", PaperText(), nullable=False),
        _digest("document", nullable=True),
        sa.Column("report", _number()),
        sa.Column("payload", sa.Text(), nullable=False),
        _digest("prev", unique=True),
        _digest("hash", unique=True),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
    )
    for column in ("document", "kind", "report"):
        op.create_index(f"entry_{column}", "entry", [column, "seq"])


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("seq", _number(), sa.ForeignKey("entry.seq"), unique=True, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", PaperText(), nullable=False),
        sa.Column("name", PaperText(), nullable=False),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("seq", _number(), sa.ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
        sa.Column("document", sa.String(64), sa.ForeignKey("document.sha256"), nullable=False),
        _digest("run", unique=True),
        _digest("content_sha256"),
        sa.Column("name", PaperText(), nullable=False),
        sa.Column("filed_at", sa.String(27), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("follows", _number()),
        sa.Column("coaverify", PaperText(), nullable=False),
        sa.Column("reference", PaperText(), nullable=False),
        sa.Column("schema_version", sa.String(10), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("error", sa.String(40)),
    )
    op.create_index("report_document", "report", ["document", "seq"])
    op.create_index("report_verdict", "report", ["verdict", "seq"])


def _certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("report", _number(), sa.ForeignKey("report.seq"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("form", sa.String(20)),
        sa.Column("purity_comparator", sa.String(2)),
        *(sa.Column(name, PaperText()) for name in _PAPER),
        *(sa.Column(name, sa.Float()) for name in _FIGURES),
        *(sa.Column(name, sa.String(10)) for name in _DATES),
    )
    for name in ("lot", "vendor", "laboratory"):
        op.create_index(f"certificate_{name}", "certificate", [f"{name}_key", "report"])
    for name in ("analysis_date", "issue_date"):
        op.create_index(f"certificate_{name}", "certificate", [name, "report"])
    op.create_index("certificate_peptide", "certificate", ["peptide", "form", "report"])


def _of_report(table: str, column: sa.Column[str]) -> None:
    key = sa.Column("report", _number(), sa.ForeignKey("report.seq"), primary_key=True, autoincrement=False)
    op.create_table(table, key, column)


def _trait() -> None:
    op.create_table(
        "trait",
        sa.Column("report", _number(), sa.ForeignKey("report.seq"), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("certificate", sa.Integer(), nullable=False),
        sa.Column("trait", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
    )
    op.create_index("trait_digest", "trait", ["digest", "trait"])


def _words_in_sqlite() -> tuple[str, ...]:
    """The index of words, kept by triggers so that it cannot be forgotten."""
    return (
        (
            "CREATE VIRTUAL TABLE search_words USING fts5("
            "text, content='search_text', content_rowid='report', tokenize='unicode61 remove_diacritics 2')"
        ),
        (
            "CREATE TRIGGER search_text_indexed AFTER INSERT ON search_text BEGIN "
            "INSERT INTO search_words(rowid, text) VALUES (NEW.report, NEW.text); END"
        ),
        (
            "CREATE TRIGGER search_text_forgotten AFTER DELETE ON search_text BEGIN "
            "INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', OLD.report, OLD.text); END"
        ),
    )


def _words_in_postgresql() -> tuple[str, ...]:
    return ("CREATE INDEX search_words ON search_text USING gin (to_tsvector('simple', text))",)
