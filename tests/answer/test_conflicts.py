"""What is at odds with a quoted passage is said beside the answer, both places cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from answer.cite import make_citation
from answer.conflicts import MOST, add_conflicts, find_conflicts_of
from answer.export import answer_row
from answer.records import Answer, Sentence
from ingest.spans import Span
from ledger.conflict_records import Conflict
from ledger.records import Place
from tests.answer.papers import JUNE, MARCH, MemoryArchive
from tests.ledger.papers import Holding, make_paper

ARCHIVE = MemoryArchive([MARCH, JUNE])


def place(document: Any, words: str) -> Place:
    start = document.text.index(words)
    return Place(document.doc_id, Span(start, start + len(words)))


def odd(places: tuple[Place, ...], why: str, values: tuple[str, ...]) -> Conflict:
    return Conflict("two figures", places, why, values)


HERE, THERE = place(MARCH, "£248.50 be approved"), place(JUNE, "£236.10 be approved")
ODD = odd((HERE, THERE), "The precept is £248.50 in one paper and £236.10 in the other.", ("£248.50", "£236.10"))


def asked(*known: Conflict) -> Any:
    def conflicts_for(archive: Any, doc_id: str, span: Span) -> Iterable[Conflict]:
        return [one for one in known if any(p.doc_id == doc_id and p.span.overlaps(span) for p in one.places)]

    return conflicts_for


def test_both_places_are_cited_the_quoted_one_by_its_own_number() -> None:
    first = make_citation(ARCHIVE, MARCH.doc_id, place(MARCH, "It has 36 cells and cost £11.4m.").span)
    second = make_citation(ARCHIVE, MARCH.doc_id, HERE.span)
    caveats, citations = add_conflicts(ARCHIVE, [first, second], asked(ODD))
    assert [(c.text, c.citations) for c in caveats] == [(ODD.why, (1, 2))]
    assert citations[:2] == (first, second)
    assert citations[2].quote == "£236.10 be approved"
    answer = Answer("?", "It cost £11.4m.", None, (Sentence("It cost £11.4m.", (0,)),), citations, (), conflicts=caveats)
    assert answer_row(answer, "1")["conflicts"] == [{"text": ODD.why, "citations": [1, 2]}]


def test_a_conflict_of_what_is_not_quoted_is_not_said() -> None:
    quoted = make_citation(ARCHIVE, MARCH.doc_id, place(MARCH, "RESOLVED: that the precept").span)
    row = odd((Place(MARCH.doc_id, Span(0, len(MARCH.text))), THERE), "Odd.", ("£248.50",))
    assert add_conflicts(ARCHIVE, [quoted], asked(row)) == ((), (quoted,))


def test_few_are_said_and_each_once() -> None:
    quoted = make_citation(ARCHIVE, MARCH.doc_id, HERE.span)
    many = [odd((HERE, THERE), f"Odd {n % 5}.", ("£248.50",)) for n in range(10)]
    caveats, citations = add_conflicts(ARCHIVE, [quoted, quoted], asked(*many))
    assert [c.text for c in caveats] == ["Odd 0.", "Odd 1.", "Odd 2."][:MOST]
    assert len(citations) == 3


def test_without_conflicts_nothing_changes() -> None:
    quoted = make_citation(ARCHIVE, MARCH.doc_id, HERE.span)
    assert add_conflicts(ARCHIVE, [quoted], asked()) == ((), (quoted,))
    assert "conflicts" not in answer_row(Answer("?", "a", None, (Sentence("a", (0,)),), (quoted,), ()), "1")


def test_a_figure_that_another_paper_repeats_is_in_conflict_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The minutes repeat a report's figure; the conflict is between two reports."""
    minutes = make_paper("minutes.txt", "2024-05-07", [("1/24 Officers", ["The Panel heard that Wenmark Constabulary had 1,468 officers by headcount."])])
    report = make_paper("report.txt", "2024-05-01", [("1 Officers", ["Wenmark Constabulary had 1,468 officers by headcount."])])
    other = make_paper("other.txt", "2024-05-02", [("1 Officers", ["Wenmark Constabulary had 1,463 officers by headcount."])])
    holding = Holding(minutes, report, other)
    places = tuple(place(paper, "Wenmark Constabulary had 1,46") for paper in (report, other))
    places = tuple(Place(p.doc_id, Span(p.span.start, p.span.end + 1)) for p in places)
    known = odd(places, "1,468 and 1,463 for one measure", ("1,468", "1,463"))
    monkeypatch.setattr("answer.conflicts.find_conflicts", lambda archive, doc_ids: (known,))
    monkeypatch.setattr("answer.conflicts.conflicts_for", lambda archive, doc_id, span: ())
    said = place(minutes, "Wenmark Constabulary had 1,468 officers by headcount")
    assert find_conflicts_of(holding, minutes.doc_id, said.span) == (known,)
    unlike = make_paper("unlike.txt", "2024-05-08", [("2/24 Cost", ["The lift at Tolsey cost £1,468 in May."])])
    holding = Holding(minutes, report, other, unlike)
    assert find_conflicts_of(holding, unlike.doc_id, place(unlike, "The lift at Tolsey cost £1,468 in May.").span) == ()
