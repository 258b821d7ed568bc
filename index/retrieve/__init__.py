"""Question text and filters → hits, with a trace of how they came about."""

from index.retrieve.hybrid import search

__all__ = ["search"]
