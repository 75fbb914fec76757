"""The revisions, oldest first: first_release, likeness."""
