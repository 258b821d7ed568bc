"""Where a sentence of minutes ends, and where a stop ends nothing."""

from __future__ import annotations

import pytest

from ingest.extract.sentences import find_sentences, sentence_at
from ingest.spans import Span

SENTENCES = [
    ("Cllr. B. Orde asked for an update. The Clerk will write.", ["Cllr. B. Orde asked for an update.", "The Clerk will write."]),
    ("The meeting opened at 7.30 p.m. in Tolsey Hall.", ["The meeting opened at 7.30 p.m. in Tolsey Hall."]),
    ("The meeting closed at 9.15 p.m. The Chair thanked all.", ["The meeting closed at 9.15 p.m.", "The Chair thanked all."]),
    ("2. The budget of £4.5m was agreed. See para. 2.4 of No. 7.", ["2. The budget of £4.5m was agreed.", "See para. 2.4 of No. 7."]),
    ("(b) That Mr. Fenn be asked. He agreed.", ["(b) That Mr. Fenn be asked.", "He agreed."]),
    ("Was it paid? Yes. Action – Clerk", ["Was it paid?", "Yes.", "Action – Clerk"]),
    ("Trees at St. Bride's, Marlock Rd. were cut.", ["Trees at St. Bride's, Marlock Rd. were cut."]),
    ("Bench\t£450\tapproved", ["Bench", "£450", "approved"]),
    ("See Appendix B. The Board noted it.", ["See Appendix B.", "The Board noted it."]),
    ("“We shall see.” The Chair moved on.", ["“We shall see.”", "The Chair moved on."]),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    spans = find_sentences(text, Span(0, len(text)))
    assert [text[s.start : s.end] for s in spans] == expected


def test_only_the_span_is_read() -> None:
    text = "One. Two. Three."
    assert find_sentences(text, Span(5, 9)) == (Span(5, 9),)


def test_sentence_at_offset() -> None:
    text = "The Clerk will write. No reply came."
    assert sentence_at(text, Span(0, len(text)), 25) == Span(22, 36)
