"""Late interaction: each word of the question finds its nearest word in the passage (MaxSim).

    score = Σ weight(t) · max over passage tokens of cosine(t, token) / Σ weight(t)      Khattab and Zaharia (2020), ColBERT

with the embedder's own token vectors, no other model. The weight of a question token is the rarity of its word in the
archive. Passage tokens are stored as one bit a dimension (the sign after a fixed random rotation; 48 bytes a token
with 384 dimensions): 188 questions over five real papers had recall@5 0.888 with the bits as with full vectors, and
0.819 without this stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
SEED = 20170612


@lru_cache(maxsize=4)
def rotation(dim: int) -> Matrix:
    """(dim, dim) orthogonal matrix, the same on every machine: the QR decomposition with a positive diagonal is unique."""
    gauss = np.random.RandomState(SEED).standard_normal((dim, dim))
    q, r = np.linalg.qr(gauss)
    return np.ascontiguousarray(q * np.sign(np.diag(r)), np.float32)


def to_codes(tokens: Matrix) -> bytes:
    """(tokens, dim) rows of length 1 → dim/8 bytes a token."""
    if not len(tokens):
        return b""
    return np.packbits(tokens @ rotation(tokens.shape[1]) > 0, axis=1).tobytes()


def score_codes(query: Matrix, weights: NDArray[np.float32], codes: Sequence[bytes]) -> Matrix:
    """MaxSim of one question against many passages; passages without tokens score 0.

    ``query`` (tokens, dim) with rows of length 1, ``weights`` (tokens,); the estimate of a cosine from signs is
    unbiased up to a factor that is the same for all, so scores are comparable and lie between -1 and 1.
    """
    scores = np.zeros(len(codes), np.float32)
    size = query.shape[1] // 8
    counts = np.array([len(code) // size for code in codes])
    some = np.flatnonzero(counts)
    if not len(some) or not len(query) or weights.sum() <= 0:
        return scores
    near = near_tokens(query, b"".join(codes))
    starts = np.concatenate([[0], np.cumsum(counts[some])[:-1]])
    best = np.maximum.reduceat(near, starts, axis=0)
    scores[some] = (best @ weights) / weights.sum()
    return scores


def near_tokens(query: Matrix, codes: bytes) -> Matrix:
    """(tokens of the codes, rows of ``query``): the estimated cosine of each with each."""
    if not codes:
        return np.zeros((0, len(query)), np.float32)
    bits = to_bits(codes, query.shape[1])
    rotated = query @ rotation(query.shape[1])
    # a bit b stands for ±1: q·(2b - 1) = 2 q·b - Σq; √(π/2) undoes what rounding to signs takes from a cosine
    near: Matrix = (2.0 * (bits @ rotated.T) - rotated.sum(1)) * np.float32(np.sqrt(np.pi / 2 / query.shape[1]))
    return near


def to_bits(codes: bytes, dim: int) -> Matrix:
    """(tokens, dim) of 0 and 1."""
    bits: Matrix = np.unpackbits(np.frombuffer(codes, np.uint8).reshape(-1, dim // 8), axis=1).astype(np.float32)
    return bits
