"""The seam of the embedder: text in, L2-normalised float32 rows out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class Embedder(Protocol):
    """A back end is one file in this folder, one entry of ``index.embed.EMBEDDERS`` and one more parameter of
    ``tests/index/test_conformance_embed.py``.

    ``name``, ``dim`` and ``weights_sha256`` are recorded in an archive; another embedder may not search it.
    """

    name: str
    dim: int
    weights_sha256: str
    max_tokens: int
    """Longer text is cut at this many tokens, special tokens included."""

    def embed_documents(self, texts: Sequence[str]) -> Vector:
        """(len(texts), dim), each row of length 1; the same text always gives the same row (cosine above 0.9999).

        :raises MissingExtraError: the package with the weights is not installed.
        :raises StoreError: the weights are not the expected ones.
        """
        ...

    def embed_with_tokens(self, texts: Sequence[str]) -> tuple[Vector, list[Vector]]:
        """What ``embed_documents`` and ``embed_tokens`` give, computed once."""
        ...

    def embed_query(self, text: str) -> Vector:
        """(dim,), of length 1."""
        ...

    def embed_tokens(self, texts: Sequence[str]) -> list[Vector]:
        """One (tokens, dim) array a text, rows of length 1, without special tokens: for late interaction."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text``, special tokens included, without the cut."""
        ...

    def find_tokens(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` each token stands that :meth:`embed_tokens` gives a row for."""
        ...

    def knows_word(self, word: str) -> bool:
        """Whether ``word`` (lower case) is one of the model's own words, and so no misspelling; False where it has no list of them."""
        ...

    def embed_query_tokens(self, text: str) -> tuple[Vector, Vector, list[tuple[int, int]]]:
        """Vector of the query, its (tokens, dim) token vectors, and where in ``text`` each token stands."""
        ...
