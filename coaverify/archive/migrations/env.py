"""Run by Alembic: brings the connection that `coaverify.archive.database` hands over to a revision."""

from __future__ import annotations

from alembic import context

from coaverify.archive.tables import Base


def _run() -> None:
    context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()


_run()
