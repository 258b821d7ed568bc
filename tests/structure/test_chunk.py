"""Passages: what stays together, what is cut, and what only the embedder reads."""

from __future__ import annotations

import pytest

from ingest.chunk import MAX_TOKENS, SPECIAL_TOKENS, approximate_tokens, embedding_text, find_passages
from ingest.records import Document
from ingest.structure import build_document
from tests.structure.pages import make_flow

LONG = "The Commissioner told the Panel that the wardens of Tolsey had walked every street of the ward twice a week. "


def read(lines: list[str]) -> Document:
    return build_document(
        make_flow(["Report to the Wenmark Police and Crime Panel", "3 May 2019", "Night Patrols", *lines])
    )


PAPER = [
    "1. Purpose",
    "1.1 To tell the Panel about the patrols.",
    "2. Aims",
    "2.1 The patrols have these aims:",
    "- fewer thefts in the town centre;",
    "- quicker help for people who are hurt.",
    "2.2 " + LONG * 12,
    "3. Costs",
    "3.1 The costs are as follows:",
    "Item\tCost in 2019",
    *[f"Warden {number} of the northern ward\t£{number},000" for number in range(1, 60)],
    "4. Decisions",
    "4.1 " + LONG * 5,
    "Action – that the report be noted",
]


def test_no_passage_crosses_a_section_or_outgrows_the_embedder() -> None:
    document = read(PAPER)
    for passage in find_passages(document):
        sections = {document.paragraphs[number].section_id for number in passage.paragraph_ids}
        assert len(sections) == 1
        assert approximate_tokens(embedding_text(document, passage)) <= MAX_TOKENS - SPECIAL_TOKENS
        assert passage.passage_id == f"{document.doc_id}:{passage.span.start}-{passage.span.end}"


def test_every_word_of_the_text_lies_in_a_passage() -> None:
    document = read(PAPER)
    covered = set()
    for passage in find_passages(document):
        covered.update(range(passage.span.start, passage.span.end))
    missing = {document.text[at] for at in range(len(document.text)) if at not in covered}
    assert missing <= {"\n", " ", "\t"}


def passage_with(document: Document, words: str) -> str:
    found = [passage for passage in find_passages(document) if words in document.quote(passage.span)]
    assert found
    return document.quote(found[0].span)


@pytest.mark.parametrize(
    ("words", "together"),
    [
        ("fewer thefts", "The patrols have these aims"),
        ("Action – that", "The Commissioner told the Panel"),
        ("To tell the Panel about", "1. Purpose"),
    ],
)
def test_what_belongs_together_stays_together(words: str, together: str) -> None:
    assert together in passage_with(read(PAPER), words)


def test_table_passages_repeat_the_header_row_for_the_embedder_only() -> None:
    document = read(PAPER)
    later = [passage for passage in find_passages(document) if "Warden 50" in document.quote(passage.span)]
    assert "Cost in 2019" not in document.quote(later[0].span)
    assert "Item | Cost in 2019" in embedding_text(document, later[0])


def test_rest_of_a_list_repeats_its_lead_in_for_the_embedder_only() -> None:
    items = [f"- {LONG.strip()} This is item {number}." for number in range(1, 9)]
    document = read(["1. Aims", "1.1 The patrols have these eight aims:", *items])
    last = find_passages(document)[-1]
    assert "eight aims" not in document.quote(last.span)
    assert "The patrols have these eight aims:" in embedding_text(document, last)


def test_embedding_text_names_heading_paper_and_date() -> None:
    document = read(PAPER)
    passage = next(passage for passage in find_passages(document) if "fewer thefts" in document.quote(passage.span))
    lines = embedding_text(document, passage).split("\n")
    assert lines[0] == "2. Aims"
    assert lines[-1] == "Night Patrols, 2019-05-03"


def test_items_of_an_agenda_are_read_together() -> None:
    lines = ["TOLSEY PARISH COUNCIL", "AGENDA", "1. Apologies", "2. Bins", "3. Benches", "4. Hedges"]
    document = build_document(make_flow(lines, "agenda.txt"))
    assert any("2. Bins\n3. Benches" in document.quote(passage.span) for passage in find_passages(document))
