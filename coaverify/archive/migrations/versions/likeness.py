"""Sketches of traces and plots can be looked up: the table `likeness`, filled for what was filed before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.migrations.append_only import statements_for_table

revision = "0002"
down_revision = "0001"

_BATCH = 500  # traits that are held at a time


def upgrade() -> None:
    """Make the table and its triggers, and the rows of all traits there are."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    table = op.create_table(
        "likeness",
        sa.Column("report", number, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("grid", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("signs", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["report", "number"], ["trait.report", "trait.number"]),
    )
    op.create_index("likeness_cell", "likeness", ["cell", "signs", "report", "number"])
    connection = op.get_bind()
    _fill(connection, table)
    for statement in statements_for_table("likeness", sqlite=connection.dialect.name == "sqlite"):
        op.execute(sa.text(statement.replace(":", r"\:")))


def _fill(connection: sa.Connection, likeness: sa.Table) -> None:
    trait = sa.table("trait", *(sa.column(name) for name in ("report", "number", "trait", "sketch")))
    place = (0, 0)
    while True:
        later = sa.tuple_(trait.c.report, trait.c.number) > sa.tuple_(*map(sa.literal, place))
        batch = connection.execute(
            sa.select(trait).where(later).order_by(trait.c.report, trait.c.number).limit(_BATCH)
        ).all()
        if not batch:
            return
        rows = [{"report": one.report, **row} for one in batch for row in likenesses_of(one._asdict())]
        if rows:
            connection.execute(likeness.insert(), rows)
        place = (batch[-1].report, batch[-1].number)
