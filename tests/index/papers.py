"""Readings of invented papers, made without any file: what the tests of the archive put into it."""

from __future__ import annotations

import hashlib

from ingest.records import (
    Document,
    Mention,
    Obligation,
    Page,
    PaperWarning,
    Paragraph,
    Part,
    Passage,
    Reading,
    Section,
    Source,
    Word,
)
from ingest.spans import BBox, Span


def make_reading(
    path: str,
    paragraphs: list[str],
    *,
    date: str | None = "2024-03-05",
    part_date: str | None = None,
    body: str | None = "Wenmark Police and Crime Panel",
    title: str = "Minutes of the panel",
    doc_type: str = "minutes",
    mentions: tuple[tuple[str, str, str], ...] = (),
) -> Reading:
    """One page, one section, one passage a paragraph. ``mentions``: (text, label, value), each found where it first stands."""
    text = "\n".join(paragraphs)
    sha256 = hashlib.sha256(f"{title}|{text}".encode("utf-8", "surrogatepass")).hexdigest()
    doc_id = sha256[:16]
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    whole = Span(0, len(text))
    words = []
    for row, span in enumerate(spans):
        start = span.start
        for column, word in enumerate(paragraphs[row].split()):
            start = text.index(word, start)
            box = BBox(50 + 40 * column, 20 * row + 10, 85 + 40 * column, 20 * row + 22)
            words.append(Word(Span(start, start + len(word)), box))
            start += len(word)
    page = Page(1, "1", 595.0, 842.0, whole, "good", "WENMARK", tuple(words), b"\x89PNG" + sha256.encode())
    document = Document(
        doc_id=doc_id, source=Source(path, sha256, "text/plain"), title=title, body=body, meeting_date=date,
        published_on=None, doc_type=doc_type, status="draft", text=text, pages=(page,),  # type: ignore[arg-type]
        parts=(Part(0, "minutes", title, part_date or date, whole),),
        sections=(Section(0, None, 0, 1, "1", "Policing", whole),),
        paragraphs=tuple(Paragraph(n, 0, 0, "body", f"{n + 1}.", str(n + 1), span) for n, span in enumerate(spans)),
        tables=(), warnings=(PaperWarning("ocr_missing", "Page 1 could not be recognised.", 1),),
    )  # fmt: skip
    found = []
    for printed, label, value in mentions:
        start = text.index(printed)
        found.append(Mention(Span(start, start + len(printed)), label, printed, value))  # type: ignore[arg-type]
    passages = tuple(
        Passage(f"{doc_id}-{span.start}", span, (n,), 0, 0, ("1 Policing",)) for n, span in enumerate(spans)
    )
    obligation = Obligation("decision", spans[0], 0, owner="The panel", cue="resolved")
    return Reading(document, tuple(found), (obligation,), passages)


SERIES = (
    make_reading(
        "2024-03.txt",
        ["Jane Smith reported that burglary in Harrowby fell by a tenth.", "The precept rose to £1,817,951 for the year."],
        mentions=(("Jane Smith", "PERSON", "Jane Smith"), ("£1,817,951", "MONEY", "1817951")),
    ),
    make_reading(
        "2024-09.txt",
        ["Jane Smith reported that burglary in Harrowby rose by a fifth.", "Tolsey Council asked for £4,500 towards cameras."],
        date="2024-09-10",
        title="Minutes of the September meeting",
        mentions=(
            ("Jane Smith", "PERSON", "Jane Smith"),
            ("Tolsey Council", "ORG", "Tolsey Council"),
            ("£4,500", "MONEY", "4500"),
        ),
    ),
    make_reading(
        "marlock.txt",
        ["The clerk Omar Reid read out letters about parking.", "Members noted the accounts for the year."],
        date="2023-11",
        body="Marlock Town Council",
        title="Report of the clerk",
        doc_type="report",
        mentions=(("Omar Reid", "PERSON", "Omar Reid"),),
    ),
    make_reading("undated.txt", ["A newsletter about gardens and the summer fair."], date=None, body=None, title="Newsletter", doc_type="newsletter"),
)
