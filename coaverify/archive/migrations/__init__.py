"""The schema's history, in Alembic's manner: one file a revision, never changed once it was released."""
