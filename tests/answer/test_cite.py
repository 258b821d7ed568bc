"""Citations: everything about a quote is looked up from its span."""

from __future__ import annotations

import pytest

from answer.cite import find_short_name, make_citation, split_at_pages, to_short_date
from ingest.errors import QuoteMismatchError
from ingest.spans import Span

from .papers import MARCH, MemoryArchive, build_paper

ARCHIVE = MemoryArchive([MARCH])


def span_of(words: str) -> Span:
    start = MARCH.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "number", "section", "label"),
    [
        ("the precept of £248.50 be approved", "2.2", "2. Precept", "WPCP 12 Mar 2024, para 2.2, p.1"),
        ("It has 36 cells", "3.1", "3. Custody block", "WPCP 12 Mar 2024, para 3.1, p.1"),
        ("fraud against older people", "5.1", "5. Priorities", "WPCP 12 Mar 2024, para 5.1, p.1"),
        ("Joan Orde", None, None, "WPCP 12 Mar 2024, p.1"),
    ],
)
def test_a_citation_is_looked_up(words: str, number: str | None, section: str | None, label: str) -> None:
    citation = make_citation(ARCHIVE, MARCH.doc_id, span_of(words))
    assert citation.quote == words == MARCH.quote(citation.span)
    assert (citation.paragraph_number, citation.section, citation.label) == (number, section, label)
    assert (citation.page_no, citation.meeting_date, citation.file) == (1, "2024-03-12", "wenmark-panel-2024-03-12.pdf")


def test_white_space_around_a_quote_is_left_out() -> None:
    inner = span_of("It has 36 cells")
    assert make_citation(ARCHIVE, MARCH.doc_id, Span(inner.start - 1, inner.end + 1)).quote == "It has 36 cells"


@pytest.mark.parametrize(
    ("span", "quote"),
    [
        (Span(5, 5), None),
        (Span(len(MARCH.text) + 5, len(MARCH.text) + 9), None),
        (span_of("It has 36 cells"), "It has 37 cells"),
    ],
)
def test_a_wrong_quote_is_an_error(span: Span, quote: str | None) -> None:
    with pytest.raises(QuoteMismatchError):
        make_citation(ARCHIVE, MARCH.doc_id, span, quote)


def test_a_quote_over_a_page_break_is_cited_page_by_page() -> None:
    text = "The bridge at Tolsey was closed for repairs."
    paper = build_paper("two.pdf", "Two pages", "2024-01-09", [("body", None, text)], page_breaks=(text.index("closed"),))
    pieces = split_at_pages(paper, Span(0, len(text)))
    assert [paper.quote(piece) for piece in pieces] == ["The bridge at Tolsey was", "closed for repairs."]
    archive = MemoryArchive([paper])
    assert [make_citation(archive, paper.doc_id, piece).page_no for piece in pieces] == [1, 2]


@pytest.mark.parametrize(
    ("body", "text", "short"),
    [
        ("Wenmark Police and Crime Panel", "", "WPCP"),
        ("Wenmark Police and Crime Panel", "the Wenmark Police and Crime Panel (PCP) met", "PCP"),
        ("Police and Crime Panel", "", "PCP"),
        ("Tolsey Parish Council", "", "TPC"),
        ("Marlock", "", "Marlock"),
        ("Harrowby Library", "", "Harrowby Library"),
        ("Wenmark Ethics Board", "the Wenmark Ethics Board (Members)", "WEB"),
    ],
)
def test_short_name_of_a_body(body: str, text: str, short: str) -> None:
    paper = build_paper("b.pdf", "A paper", None, [("body", None, text or "Nothing.")], body=body)
    assert find_short_name(paper) == short


def test_without_a_body_the_title_stands_in() -> None:
    paper = build_paper("b.pdf", "Annual report on the Tolsey custody block", None, [("body", None, "Text.")], body=None)
    assert find_short_name(paper) == "Annual report on the Tolsey…"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2018-11-13", "13 Nov 2018"),
        ("2019-11", "Nov 2019"),
        ("2019", "2019"),
        ("2018-04-01/2019-03-31", "1 Apr 2018 – 31 Mar 2019"),
        (None, ""),
    ],
)
def test_dates_as_members_write_them(day: str | None, shown: str) -> None:
    assert to_short_date(day) == shown
