"""The seam for a writer. ``tests/answer/test_writer_conformance.py`` holds every writer to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Evidence:
    """A numbered quote that a draft may cite as ``[number]``; numbers count from 1 in the order of the citations."""

    number: int
    label: str
    text: str


class Writer(Protocol):
    """Something that words an answer from numbered evidence."""

    @property
    def name(self) -> str:
        """What the reader is told ("some-model at localhost"); never holds a key."""
        ...

    def draft(self, question: str, evidence: Sequence[Evidence]) -> str:
        """Plain text whose sentences name their evidence as ``[1]`` or ``[1, 2]``; may be anything, it is checked afterwards.

        Returns within the time that the writer was made with. Raises BackendUnavailableError, and nothing else,
        when there is no text: no connection, time-out, an error of the service, a reply that is none or too long.
        """
        ...
