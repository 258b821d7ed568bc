"""Misspelt words of a question are read as the archive spells them; names and words of the language stay."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.embed.minilm import MiniLM
from index.retrieve.spelling import _is_word, _undouble


@pytest.mark.parametrize(
    ("written", "read", "changes"),
    [
        ("what of burglry in Harrowby", "what of burglary in Harrowby", (("burglry", "burglary"),)),
        ("how many burglaries in Harrowby", "how many burglaries in Harrowby", ()),
        # a name is not set right, however near another is: it may be somebody else
        ("how many burglaries in Harrowbi", "how many burglaries in Harrowbi", ()),
        ("how many zzyzxqv in Harrowby", "how many zzyzxqv in Harrowby", ()),
    ],
)
def test_respell(series: Archive, written: str, read: str, changes: tuple[tuple[str, str], ...]) -> None:
    assert series.respell(written) == (read, changes)


@pytest.mark.parametrize(("word", "known"), [("cells", True), ("lenders", True), ("distress", True), ("libary", False), ("rascism", False)])
def test_words_of_the_language_are_known(word: str, known: bool) -> None:
    assert _is_word(MiniLM(), word) is known


def test_a_doubled_letter_is_the_nearest_slip() -> None:
    assert _undouble("settling") == _undouble("setling") != _undouble("setting")
