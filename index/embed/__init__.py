"""Embedders behind a lazy factory: nothing heavy is imported until vectors are asked for."""

from __future__ import annotations

import importlib
from functools import lru_cache

from index.embed.base import Embedder
from ingest.errors import PanelPapersError

DEFAULT = "all-MiniLM-L6-v2"
EMBEDDERS = {DEFAULT: ("index.embed.minilm", "MiniLM"), "hashing": ("index.embed.hashing", "HashingEmbedder")}


@lru_cache(maxsize=4)
def make_embedder(name: str = DEFAULT) -> Embedder:
    """The embedder of that name; one of each in a process.

    :raises PanelPapersError: no embedder has that name.
    """
    try:
        module, made = EMBEDDERS[name]
    except KeyError:
        raise PanelPapersError(f"no embedder is called {name!r}; choose one of {', '.join(EMBEDDERS)}") from None
    embedder: Embedder = getattr(importlib.import_module(module), made)()
    return embedder


__all__ = ["DEFAULT", "EMBEDDERS", "Embedder", "make_embedder"]
