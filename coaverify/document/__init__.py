"""Bytes in, pages of words, lines, curves and images out. The only room that knows PDF libraries."""
