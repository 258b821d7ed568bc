"""Refusals that do not hang on the fitted model, and what a refusal says is missing."""

from __future__ import annotations

import pytest

from answer import answer_question

from .papers import JUNE, MARCH, MemoryArchive

ONE = MemoryArchive([MARCH])
TWO = MemoryArchive([MARCH, JUNE])


@pytest.mark.parametrize("archive", [ONE, TWO], ids=["one paper", "two papers"])
@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Which airline sponsors the marathon in Lisbon?", "Lisbon"),
        ("What does a ticket to the moon cost?", "moon"),
        ("How many lifeboats does the Eastmoor coastguard station run?", "Eastmoor"),
    ],
)
def test_what_no_paper_names_is_refused_and_said(archive: MemoryArchive, question: str, named: str) -> None:
    answer = answer_question(archive, question)
    assert answer.text is None
    assert answer.refusal is not None
    assert named in answer.refusal.message
    assert answer.hits


@pytest.mark.parametrize("question", ["What was decided at the committee about the drones?", "What did the paper promise about response times on the moor?"])
def test_a_refusal_does_not_miss_words_of_the_asking(question: str) -> None:
    answer = answer_question(TWO, question)
    assert answer.refusal is not None
    assert not any(word in answer.refusal.message for word in ("decided", "committee", "promise", "paper promise"))
