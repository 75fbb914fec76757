"""Typed value parsers: printed words in, a value or None out. They know no page and no label."""
