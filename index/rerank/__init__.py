"""The second look at the best candidates: token against token (``maxsim.py``), and a small reader (``reader.py``)."""

from __future__ import annotations

import importlib
from functools import lru_cache

from index.rerank.base import PassageTokens, Reranker

READERS = {"all-MiniLM-L6-v2": ("index.rerank.reader", "Reader")}
"""By the embedder whose token vectors they read."""


@lru_cache(maxsize=2)
def make_reader(embedder: str) -> Reranker | None:
    """The reader that goes with the embedder of that name, None where it has none. One of each in a process."""
    if embedder not in READERS:
        return None
    module, made = READERS[embedder]
    reader: Reranker = getattr(importlib.import_module(module), made)()
    return reader


__all__ = ["PassageTokens", "Reranker", "make_reader"]
