"""Citations to take away: the forms, and that a paper's text stays text in them."""

from __future__ import annotations

import pytest

from answer.cite import make_citation
from ingest.spans import Span
from tests.index.papers import make_reading
from ui.citation_text import to_long_date, to_markdown, to_oscola, to_plain

QUOTE = "The fee for the hall is £40 an hour."


class OnePaper:
    """A paper without an archive."""

    def __init__(self, **given: object) -> None:
        self.reading = make_reading("fees.txt", ["Members noted the accounts.", QUOTE], title="Fees of the Hall", **given)  # type: ignore[arg-type]

    def document(self, doc_id: str):  # type: ignore[no-untyped-def]
        return self.reading.document

    find_regions = staticmethod(lambda doc_id, span: ())


def cite(paper: OnePaper, text: str = QUOTE):  # type: ignore[no-untyped-def]
    start = paper.reading.document.text.index(text)
    return make_citation(paper, "x", Span(start, start + len(text)))


def test_the_three_forms() -> None:
    paper = OnePaper()
    citation = cite(paper)
    assert to_plain(citation) == f"“{QUOTE}” (Fees of the Hall, WPCP 5 Mar 2024, para 2, p.1)"
    assert to_markdown(citation, "http://papers.example/cite/a/1-b") == (
        "> The fee for the hall is £40 an hour\\.\n>\n> — *Fees of the Hall*, [WPCP 5 Mar 2024, para 2, p\\.1](<http://papers.example/cite/a/1-b>)"
    )
    assert to_oscola(citation, paper.reading.document, "http://papers.example/cite/a/1-b", "2026-11-28") == (
        "Wenmark Police and Crime Panel, ‘Fees of the Hall’ (5 March 2024) para 2, p 1 "
        "<http://papers.example/cite/a/1-b> accessed 28 November 2026"
    )


def test_what_is_not_known_is_left_out() -> None:
    paper = OnePaper(body=None, date=None)
    assert to_oscola(cite(paper), paper.reading.document) == "‘Fees of the Hall’ para 2, p 1"


@pytest.mark.parametrize(
    ("day", "said"),
    [("2024-03-05", "5 March 2024"), ("2024-03", "March 2024"), ("2024", "2024"), (None, ""), ("2024-04-01/2025-03-31", "1 April 2024 – 31 March 2025")],
)
def test_dates(day: str | None, said: str) -> None:
    assert to_long_date(day) == said


def test_markup_in_a_paper_stays_text() -> None:
    hostile = "[a](javascript:alert(1)) <img src=x> *b* $E=mc^2$ ![p](http://evil.example/p.png)"
    reading = make_reading("x.txt", [hostile], title="# <b>Title</b>")
    paper = OnePaper()
    paper.reading = reading
    shown = to_markdown(cite(paper, hostile))
    assert "](javascript" not in shown
    assert "<img" not in shown.replace("\\<", "")
    assert "*b*" not in shown
    assert "*\\# \\<b\\>Title\\</b\\>*" in shown
