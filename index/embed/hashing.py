"""Hashed words as an embedder: no model, deterministic, instant. For tests; finds words, not meaning."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.embed.base import Vector

TOKEN = re.compile(r"\w+")


class HashingEmbedder:
    """Each word adds a sign to four of 64 dimensions chosen by its hash."""

    name = "hashing"
    dim = 64
    weights_sha256 = hashlib.sha256(b"hashing 64").hexdigest()
    max_tokens = 256

    def embed_documents(self, texts: Sequence[str]) -> Vector:
        rows = [self.embed_query(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dim), np.float32)

    def embed_query(self, text: str) -> Vector:
        total = sum((self._embed_word(word) for word in TOKEN.findall(text)[: self.max_tokens]), np.zeros(self.dim))
        total[0] += 1e-3  # a text without a word still has a direction
        return (total / np.linalg.norm(total)).astype(np.float32)

    def embed_tokens(self, texts: Sequence[str]) -> list[Vector]:
        return [
            np.stack([self.embed_query(word) for word in TOKEN.findall(text)] or [self.embed_query("")]) for text in texts
        ]

    def embed_with_tokens(self, texts: Sequence[str]) -> tuple[Vector, list[Vector]]:
        return self.embed_documents(texts), self.embed_tokens(texts)

    def embed_query_tokens(self, text: str) -> tuple[Vector, Vector, list[tuple[int, int]]]:
        return self.embed_query(text), self.embed_tokens([text])[0], self.find_tokens(text)

    def find_tokens(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in TOKEN.finditer(text)] or [(0, len(text))]

    def knows_word(self, word: str) -> bool:
        return False

    def count_tokens(self, text: str) -> int:
        return len(TOKEN.findall(text)) + 2

    def _embed_word(self, word: str) -> np.ndarray:
        digest = hashlib.sha256(word.casefold().encode("utf-8", "surrogatepass")).digest()
        row = np.zeros(self.dim)
        for place in range(4):
            row[digest[place] % self.dim] += 1.0 if digest[place + 4] & 1 else -1.0
        return row
