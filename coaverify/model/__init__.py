"""The plain data types that every room speaks in. Nothing here reads, computes or renders."""
