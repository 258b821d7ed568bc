"""Quotes that are of a plan, another count or another office than the question asks for."""

from __future__ import annotations

import pytest

from answer import answer_question
from answer.compose.draft import Draft, Piece
from answer.mismatch import find_mismatch
from answer.question import read_question
from ingest.spans import Span
from tests.answer.papers import MemoryArchive, build_paper


def is_mismatched(question: str, quote: str) -> bool:
    draft = Draft("£5,000" if "£" in quote else "5,000", (Piece("a", Span(0, len(quote)), quote),))
    return find_mismatch(read_question(question), draft) is not None


@pytest.mark.parametrize(
    ("question", "quote", "mismatched"),
    [
        ("How much was spent on the shelter?", "A quote in the region of £4,200 has been received for the shelter.", True),
        ("How much was paid for the survey?", "The survey will cost the Panel £7,500.", True),
        ("How much has been spent on the custody suite?", "The custody suite, which has a budget of £5.5m, will open in May.", True),
        ("How much has been raised for the windows?", "We need to raise funds for the windows, which will cost £5,000.", True),
        ("How much was spent on the shelter?", "£3,950 of the budget of £4,200 was spent on the shelter.", False),
        ("How much was paid to the valuer?", "The valuer's quote of £450 was accepted.", False),
        ("How much was spent on the shelter?", "Shelter repairs | £3,950", False),
        # what is asked for is the plan itself
        ("How much was budgeted to be spent on the shelter?", "The shelter has a budget of £4,200.", False),
        ("How much had they agreed to pay for the shelter?", "The shelter will cost £4,200.", False),
        ("What was the quote for the shelter?", "A quote of £4,200 has been received for the shelter.", False),
        ("How many people came to the jobs fair?", "At the jobs fair there had been 27 expressions of interest.", True),
        ("How many people came to the jobs fair?", "The jobs fair was well attended, with 140 through the doors.", False),
        ("How many residents attended in May?", "Also there: 15 members of the public.", False),
        ("How many people attended the meeting?", "The ward officer has 312 meetings attended and 40 walks to her name.", True),
        ("How many residents came to the surgery?", "At the two meetings held in June 85 residents attended.", False),
        ("How many members attended?", "There were 3 sessions, with 61 members of the public at the first.", False),
        ("How many complaints came in?", "There had been 27 complaints about the noise.", False),
        ("How many expressions of interest were there at the fair?", "At the jobs fair there had been 27 expressions of interest.", False),
        ("How many officers will the force get?", "Cuts have led to the loss of 5,000 officers, while extra demand grows from year to year.", True),
        ("How many officers has the force lost?", "The force has recruited 5,000 officers in two years.", True),
        ("How many officers has the force lost?", "There were 5,000 fewer officers than ten years before.", False),
        ("How many officers has the force lost?", "The force had 5,000 officers then.", False),
        ("How many extra officers were promised?", "The Commissioner spoke of 5,000 new officers, after the cuts of the years before.", False),
        ("How many more people used the service than the year before?", "Use fell by 5,000 people, the loss of a tenth.", True),
        ("Did more than 5,000 officers leave? How many more than 4,000?", "The loss of 5,000 officers was felt.", False),
        ("Who is the Deputy Commissioner?", "Ivo Marsh – Deputy Chief Constable", True),
        ("Who is the Deputy Commissioner?", "Ivo Marsh, the Deputy Commissioner, spoke.", False),
    ],
)
def test_what_is_quoted_is_what_is_asked_for(question: str, quote: str, mismatched: bool) -> None:
    assert is_mismatched(question, quote) is mismatched


def test_the_refusal_says_what_the_nearest_figure_is() -> None:
    line = "A quote in the region of £4,200 has been received for the bus shelter at Tolsey."
    archive = MemoryArchive([build_paper("may.pdf", "Minutes", "2024-05-07", [("heading", "1", "1 Bus shelter"), ("body", None, line)])])
    answer = answer_question(archive, "How much was spent on the bus shelter at Tolsey?")
    assert answer.refusal is not None
    assert "a quote, an estimate or a budget" in answer.refusal.message
    assert "£4,200" in str(answer_question(archive, "What was the quote for the bus shelter at Tolsey?").text)
