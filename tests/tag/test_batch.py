"""The batch format, and a whole Document."""

from __future__ import annotations

import itertools

from ingest.records import Cell, Document, Page, Paragraph, Part, Source, Table
from ingest.spans import Span
from ingest.tag import tag_document
from ingest.tag.batch import tag_rows


def test_rows_of_one_file_are_one_paper() -> None:
    rows = [
        {"id": "a", "file": "one.pdf", "text": "12 March 2019"},
        {"id": "b", "file": "one.pdf", "text": "Barry Copley opened the meeting on 4 March."},
        {"id": "c", "file": "one.pdf", "text": "B Copley proposed £50."},
        {"id": "d", "file": "two.pdf", "text": "B Copley proposed it."},
    ]
    out = tag_rows(rows)
    assert [row["id"] for row in out] == ["a", "b", "c", "d"]
    values = {(row["id"], e["label"]): (e["text"], e["value"]) for row in out for e in row["entities"]}
    assert values["b", "DATE"] == ("4 March", "2019-03-04")
    assert values["c", "PERSON"] == ("B Copley", "Barry Copley")
    assert values["c", "MONEY"] == ("£50", "50")
    assert values["d", "PERSON"] == ("B Copley", "B Copley")


def test_offsets_count_from_the_row() -> None:
    rows = [{"id": 1, "text": "x\n\nCllr Anna Frost", "date": "2020-01-05"}, {"id": 2, "text": "", "date": "2020-01-05"}, {"id": 3, "text": "on 3 January", "date": "2020-01-05"}]
    for row, tagged in zip(rows, tag_rows(rows), strict=True):
        for entity in tagged["entities"]:
            assert str(row["text"])[entity["start"] : entity["end"]] == entity["text"]
    assert tag_rows(rows)[2]["entities"][0]["value"] == "2020-01-03"


def test_a_weekday_fixes_the_year_of_a_paper_without_a_date() -> None:
    texts = ["The lease of 2010 ends in 2020.", "The services met on Thursday 6th September at Tolsey.", "It was raised at the meeting in July."]
    out = tag_rows([{"id": n, "file": "one.txt", "text": text} for n, text in enumerate(texts)])
    assert [e["value"] for row in out[1:] for e in row["entities"] if e["label"] == "DATE"] == ["2018-09-06", "2018-07-01/2018-07-31"]


def make_document() -> Document:
    lines = ["Report of 18 May 2020", "Minutes", "It was approved in February.", "Estates\t1,250"]
    text = "\n".join(lines) + "\n"
    at = [text.index(line) for line in lines]
    cell_start = text.index("1,250")
    rows = (
        (Cell(0, 0, Span(at[3], at[3]), ""), Cell(0, 1, Span(at[3], at[3]), "Budget £000s")),
        (Cell(1, 0, Span(at[3], at[3] + 7), "Estates"), Cell(1, 1, Span(cell_start, cell_start + 5), "1,250")),
    )
    return Document(
        doc_id="0" * 16, source=Source("report.txt", "0" * 64, "text/plain"), title="Report", body=None, meeting_date="2020-05-18", published_on=None,
        doc_type="report", status="unknown", text=text, pages=(Page(1, "1", 0, 0, Span(0, len(text)), "good"),),
        parts=(Part(0, "report", "Report", "2020-05-18", Span(0, at[1])), Part(1, "minutes", "Minutes", "2019-11-20", Span(at[1], len(text)))), sections=(),
        paragraphs=(Paragraph(0, None, 0, "body", None, None, Span(0, len(text))),),
        tables=(Table(0, 0, 1, Span(at[3], len(text)), rows, 1, None, "£000s", 1000),), paged=False,
    )  # fmt: skip


def test_document_parts_and_tables() -> None:
    document = make_document()
    mentions = {m.text: m for m in tag_document(document)}
    assert mentions["18 May 2020"].value == "2020-05-18"
    assert (mentions["February"].value, mentions["February"].inferred) == ("2019-02-01/2019-02-28", True)
    assert (mentions["1,250"].label, mentions["1,250"].value) == ("MONEY", "1250000")
    spans = [m.span for m in tag_document(document)]
    assert spans == sorted(spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
