"""Many documents: local worker processes."""
