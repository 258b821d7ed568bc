"""From question to answer on invented papers."""

from __future__ import annotations

import pytest

from answer import answer_question
from answer.compose.figures import to_date_text
from answer.compose.meaning import find_initialled, find_long_form
from answer.compose.sharpen import _is_head
from answer.compose.yes_no import find_verdict
from answer.evidence import find_units
from answer.export import answer_row
from answer.gate import find_missing
from answer.question import KINDS
from index.errors import QueryError
from index.records import Filters, Query
from ingest.records import Mention
from ingest.spans import Span

from .papers import JUNE, MARCH, MemoryArchive

ARCHIVE = MemoryArchive([MARCH, JUNE])


@pytest.mark.parametrize(
    ("question", "holds", "number"),
    [
        ("What precept did the panel approve for a Band D home in 2024/25?", "£248.50", "2.1"),
        ("How much did the new custody block at Harrowby cost?", "£11.4m", "3.1"),
        ("How many cells does the custody block at Harrowby have?", "36", "3.1"),
        ("When will the new custody block at Harrowby open?", "4 November", "3.1"),
        ("Who leads the custody project?", "Lena Fisk", "3.2"),
    ],
)
def test_a_short_answer_with_its_citation(question: str, holds: str, number: str) -> None:
    answer = answer_question(ARCHIVE, question)
    assert answer.text is not None
    assert holds in " ".join(answer.text.split()[:60])
    assert number in {c.paragraph_number for c in answer.citations}
    for citation in answer.citations:
        assert citation.quote == ARCHIVE.document(citation.doc_id).quote(citation.span)
    for sentence in answer.sentences:
        assert not find_missing(sentence.text, [answer.citations[n] for n in sentence.citations])


def test_another_kind_of_answer_is_given_where_it_is_wanted() -> None:
    question = "How much did the new custody block at Harrowby cost?"
    read, dated = answer_question(ARCHIVE, question), answer_question(ARCHIVE, question, kind="date")
    assert (read.short, read.kind, dict(read.understood)["kind"]) == ("£11.4m", None, "an amount of money")
    assert (dated.short, dated.kind, dict(dated.understood)["kind"]) == ("4 November 2024", "date", "a date")
    assert answer_row(dated, "1")["kind"] == "date"
    assert "kind" not in answer_row(read, "1")
    same = answer_question(ARCHIVE, question, kind="amount")
    assert (same.text, same.citations, same.kind) == (read.text, read.citations, "amount")


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_kind_is_wanted_each_sentence_stands_in_its_source(kind: str) -> None:
    for question in ("How much did the new custody block at Harrowby cost?", "custody block Harrowby"):
        answer = answer_question(ARCHIVE, question, kind=kind)
        assert answer.refused != bool(answer.sentences)
        for sentence in answer.sentences:
            assert not find_missing(sentence.text, [answer.citations[n] for n in sentence.citations])


def test_no_yes_to_how_much() -> None:
    question = "How much did the new custody block at Harrowby cost?"
    assert answer_question(ARCHIVE, question, kind="yes_no").short is None
    assert answer_question(ARCHIVE, "custody block at Harrowby has 36 cells", kind="yes_no").short == "Yes"


def test_a_kind_of_answer_that_is_none_is_an_error() -> None:
    with pytest.raises(QueryError, match="not a kind of answer"):
        answer_question(ARCHIVE, "How much did the custody block cost?", kind="colour")


def test_a_question_without_words_is_refused() -> None:
    answer = answer_question(ARCHIVE, "the of and")
    assert answer.refused
    assert answer.text is None


def test_a_question_about_nothing_in_the_papers_is_refused() -> None:
    answer = answer_question(ARCHIVE, "How many lifeboats does the Eastmoor coastguard station run?")
    assert answer.refused
    assert answer.refusal is not None
    assert answer.hits


def test_filters_limit_what_is_cited() -> None:
    answer = answer_question(ARCHIVE, "What precept was approved?", Filters(doc_ids=(JUNE.doc_id,)))
    assert {c.doc_id for c in answer.citations} <= {JUNE.doc_id}


def test_the_row_of_an_answer() -> None:
    row = answer_row(answer_question(ARCHIVE, "How much did the new custody block at Harrowby cost?"), "q1")
    assert row["id"] == "q1"
    assert not row["refused"]
    assert row["answer"].startswith(row["sentences"][0]["text"].rstrip("."))
    assert all(0 <= n < len(row["citations"]) for s in row["sentences"] for n in s["citations"])
    assert set(row["hits"][0]) >= {"file", "page_no", "paragraph_number", "text", "score"}


def test_the_row_of_a_refusal_keeps_the_nearest_passages() -> None:
    row = answer_row(answer_question(ARCHIVE, "How many lifeboats does the Eastmoor coastguard station run?"), "q2")
    assert (row["refused"], row["answer"], row["citations"]) == (True, None, [])
    assert row["reason"] in ("not_in_papers", "paper_missing", "paper_unreadable")
    assert row["hits"]


def test_units_of_a_table_are_its_rows_with_the_heading_as_context() -> None:
    hits = ARCHIVE.search(Query("sickness Tolsey 2023/24")).hits
    hit = next(h for h in hits if "Tolsey\t287" in h.text)
    units = [u for u in find_units(MARCH, hit) if u.kind == "row"]
    assert [u.text for u in units] == ["Harrowby\t412\t398", "Tolsey\t287\t301"]
    assert "2023/24" in units[1].context
    assert "Sickness" in units[1].context


@pytest.mark.parametrize(
    ("question", "evidence", "verdict"),
    [
        ("Was the precept approved?", "The precept was approved.", "Yes"),
        ("Was the precept approved?", "The precept was not approved.", "No"),
        ("Were any interests declared?", "None were declared.", "No"),
        ("Is the block open?", "The block cannot be opened before May.", "No"),
        ("Did the panel not agree?", "The panel did not agree.", "Yes"),
        ("Was the bid refused?", "The bid was refused.", "Yes"),
        ("Do patrols cut theft?", "There is little evidence of an effect on theft.", "No"),
        ("Was Mrs Orde at the March meeting?", "An apology was received from Mrs Orde.", "No"),
    ],
)
def test_yes_and_no(question: str, evidence: str, verdict: str) -> None:
    assert find_verdict(question, evidence) == verdict


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("the Wenmark Domestic Abuse Partnership (WDAP) met", "WDAP", "Wenmark Domestic Abuse Partnership"),
        ("the Out of Court Disposal (OOCD) scheme", "OOCD", "Out of Court Disposal"),
        ("WDAP met in Tolsey", "WDAP", None),
        ("(WDAP)", "WDAP", None),
    ],
)
def test_long_forms_are_read_where_they_are_printed(text: str, short: str, long: str | None) -> None:
    found = find_long_form(text, short)
    assert (text[found[0] : found[1]] if found else None) == long


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("March 2024\tMarch 2023\t% change", True),
        ("Current month\tRolling 12 months", True),
        ("Tolsey\t287\t301", False),
        ("Harrowby", False),
    ],
)
def test_heads_of_columns_are_told_from_rows(row: str, head: bool) -> None:
    assert _is_head(row) is head


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("staff of the Wenmark and Tolsey Armed Response Unit were moved", "WTARU", "Wenmark and Tolsey Armed Response Unit"),
        ("Wenmark opened a unit", "WTARU", None),
        ("the Police Crime panel", "PCP", None),
    ],
)
def test_long_forms_by_their_initials(text: str, short: str, long: str | None) -> None:
    found = find_initialled(text, short)
    assert (text[found[0] : found[1]] if found else None) == long


@pytest.mark.parametrize(
    ("printed", "value", "note"),
    [
        ("next year", "2025-01-01/2025-12-31", "“next year” is 2025, counted from the paper’s date of 12 Mar 2024"),
        ("last October", "2023-10-01/2023-10-31", "“last October” is October 2023, counted from the paper’s date of 12 Mar 2024"),
    ],
)
def test_a_date_counted_from_the_papers_own_is_said_to_be(printed: str, value: str, note: str) -> None:
    mention = Mention(Span(0, len(printed)), "DATE", printed, value, True)
    assert to_date_text(printed, mention, "2024-03-12") == (printed, (note,))
