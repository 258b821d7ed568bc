"""The seam of the second look: which unit of a passage answers the question?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PassageTokens:
    """The tokens of an embedded passage, as its codes give them.

    ``signs`` (tokens, dim) of -1 and 1; ``frame`` (tokens,) True for tokens of heading, title and date that were embedded
    with the passage; ``units`` half-open ranges of tokens, one for each sentence, item or row to be scored (an empty range
    for a unit of which no token was embedded).
    """

    signs: NDArray[np.float32]
    frame: NDArray[np.bool_]
    units: tuple[tuple[int, int], ...]


class Reranker(Protocol):
    """A back end is one file in this folder and one branch of :func:`index.rerank.make_reader`."""

    def score(self, question: NDArray[np.float32], passages: Sequence[PassageTokens]) -> list[NDArray[np.float32]]:
        """For each passage (units,) log-odds that the unit answers the question; ``question`` are its token vectors.

        :raises StoreError: the weights are absent or not the expected ones.
        """
        ...
