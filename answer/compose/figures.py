"""One figure, date or person first, then the sentence that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from answer.cite import to_short_date
from answer.compose.columns import Column, find_column
from answer.compose.draft import BAR, WORDS_OF_AN_ANSWER, Draft, Piece, find_support, fit, show_quote, to_pieces
from answer.evidence import Unit
from answer.names import TITLE, find_title_start
from answer.rank import find_expected
from answer.roles import read_name
from answer.search import Findings, Ranked
from answer.words import find_tokens, fold
from ingest.records import Mention
from ingest.spans import Span

MONTH_NAMES = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def write_figure(archive: Any, findings: Findings) -> Draft:
    first = find_first_with(findings)
    short = None
    document = archive.document(first.unit.doc_id)
    column = find_column(document, findings, first.unit, find_expected(findings.question, first.unit, first.mentions))
    place = column.place if column is not None else nearest_expected(findings, first)
    if place is not None:
        short = with_unit(archive, first, place) if findings.question.kind != "count" else first.unit.text[place[0] : place[1]].strip()
    draft = _draft(archive, findings, first, short, place)
    return draft if column is None else show_column(draft, first, column)


COLUMN_LEAD = "In the column:"
"""Before the head of the column that the figure stands in."""


def show_column(draft: Draft, first: Ranked, column: Column) -> Draft:
    """The heads of the column right after the row, in place of the line that has the heads of all columns; a further row without its heads tells
    a reader nothing."""
    heads = [Piece(first.unit.doc_id, head.span, show_quote(head.text), COLUMN_LEAD) for head in column.heads]
    others = [p for p in draft.pieces[1:] if BAR not in p.text and not any(p.doc_id == head.doc_id and p.span.overlaps(head.span) for head in heads)]
    return replace(draft, pieces=fit([draft.pieces[0], *heads, *others], WORDS_OF_AN_ANSWER, draft.short))


def write_person(archive: Any, findings: Findings) -> Draft:
    first = find_first_with(findings)
    place = nearest_expected(findings, first)
    if read_name(findings.question) is not None:
        place = None  # a name is no answer to "who is Ada Thorne"
    short = None
    if place is not None:
        place = find_whole_name(first.unit, name := _find_name_beside(findings, first, place), first.mentions)
        short = first.unit.text[place[0] : place[1]]
        if place != name:
            # two people, not a firm of their names
            short = re.sub(r"\s&\s", " and ", short)
    return _draft(archive, findings, first, short, place)


def _find_name_beside(findings: Findings, item: Ranked, place: tuple[int, int]) -> tuple[int, int]:
    """ "Who" asks for the name of the line "Ada Thorne – Head of Estates", however many words of the question its office has."""
    if not fold(findings.question.text).startswith("who") or "PERSON" not in findings.question.expects:
        return place
    start = item.unit.span.start
    asked = {label: [(m.span.start - start, m.span.end - start) for m in item.mentions if m.label == label] for label in ("PERSON", "ROLE")}
    if place not in asked["ROLE"]:
        return place
    return next((name for name in asked["PERSON"] if _BETWEEN_NAME_AND_OFFICE.fullmatch(item.unit.text[name[1] : place[0]])), place)


_BETWEEN_NAME_AND_OFFICE = re.compile(r"\s*[\t,(–—:-]\s*")
_AND = re.compile(rf"\s*(?:,\s*(?:and|&)?|&|and)\s*{TITLE}*")
MOST_NAMES = 4
"""Names in a row that are one answer; more are a list of those present."""


def find_whole_name(unit: Unit, place: tuple[int, int], mentions: Sequence[Mention]) -> tuple[int, int]:
    """A name with its printed title, and with those that share its verb: "Mrs C Vane", "Cllrs Holt & Marsh agreed"."""
    text = unit.text
    people = sorted((m.span.start - unit.span.start, m.span.end - unit.span.start) for m in mentions if m.label == "PERSON")
    if place in people:
        first = last = people.index(place)
        while first > 0 and _AND.fullmatch(text[people[first - 1][1] : people[first][0]]):
            first -= 1
        while last + 1 < len(people) and _AND.fullmatch(text[people[last][1] : people[last + 1][0]]):
            last += 1
        joined = text[people[first][0] : people[last][1]]
        # "A, B" may be two entries of a table or a list
        if last - first < MOST_NAMES and re.search(r"\band\b|&", joined):
            place = (people[first][0], people[last][1])
    return find_title_start(text, place[0]), place[1]


def write_date(archive: Any, findings: Findings) -> Draft:
    first = find_first_with(findings)
    place = nearest_expected(findings, first)
    short: str | None = None
    inferred: tuple[str, ...] = ()
    if place is not None:
        span = Span(first.unit.span.start + place[0], first.unit.span.start + place[1])
        mention = next((m for m in first.mentions if m.span == span), None)
        short, inferred = to_date_text(first.unit.text[place[0] : place[1]], mention, first.day)
    draft = _draft(archive, findings, first, short, place)
    return Draft(draft.short, draft.pieces, draft.short_from, inferred, draft.caveats)


def to_date_text(printed: str, mention: Mention | None, day: str | None) -> tuple[str, tuple[str, ...]]:
    """The date as printed, with the year where the paper leaves it out (and a note that it is inferred)."""
    value = mention.value if mention is not None else None
    year = (value or "")[:4]
    if value and mention is not None and mention.inferred and day and _RELATIVE.search(printed):
        said = year if _is_year(value) else f"{MONTH_NAMES[int(value[5:7])]} {year}" if _is_month(value) else ""
        if said:
            # the year stays out of the answer: no word of the paper shows it
            return printed, (f"“{printed}” is {said}, counted from the paper’s date of {to_short_date(day)}",)
    # a year that neither the words nor the paper's own date show is left to the reader
    if not value or not year.isdigit() or year in printed or not (day or "").startswith(year):
        return printed, ()
    note = (f"the year {year} is not printed beside “{printed}”; it follows from the paper’s date",)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value) and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+", printed):
        return f"{printed} {year}", note
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{int(value[8:10])} {MONTH_NAMES[int(value[5:7])]} {year}", note
    if re.fullmatch(r"\d{4}-\d\d", value) or _is_month(value):
        return f"{MONTH_NAMES[int(value[5:7])]} {year}", note
    return printed, ()


_RELATIVE = re.compile(r"(?i)\b(?:last|next|this|previous|coming)\b")


def _is_year(value: str) -> bool:
    return value[4:] == f"-01-01/{value[:4]}-12-31"


def _is_month(value: str) -> bool:
    first, slash, last = value.partition("/")
    return bool(slash) and first.endswith("-01") and first[:7] == last[:7] and int(last[8:10]) >= 28


def find_first_with(findings: Findings) -> Ranked:
    """The best unit, or one of its paragraph that holds what is asked for where the best does not.

    "It has 36 cells" shares no word with the question about the building that the sentence before names.
    Another paragraph is only taken where the best unit is a bare heading: a figure from elsewhere counts something else.
    """
    best = findings.ranked[0]
    if findings.question.expects and not best.features["expected"]:
        for item in findings.ranked[1:12]:
            same = item.unit.doc_id == best.unit.doc_id and item.unit.paragraph_id == best.unit.paragraph_id
            close = item.score >= best.score - (3.0 if same else 0.8)
            if item.features["expected"] and close and item.unit.kind != "list" and (same or best.unit.kind == "heading"):
                return item
    return best


def nearest_expected(findings: Findings, item: Ranked) -> tuple[int, int] | None:
    """Of what the question expects, the one nearest to its words in the unit (offsets into the unit's text)."""
    places = find_expected(findings.question, item.unit, item.mentions)
    if not places:
        return None
    weight = {term.stem: w for term, w in findings.weights}
    marks = [(t.start, weight[t.stem]) for t in find_tokens(item.unit.text) if t.stem in weight]
    if not marks:
        return places[0]

    ends = bool(_ASKS_END.search(fold(findings.question.text)))
    starts = not ends and bool(_ASKS_START.search(fold(findings.question.text)))

    def pull(place: tuple[int, int]) -> float:
        near = sum(w / (12 + min(abs(at - place[0]), abs(at - place[1]))) * (BESIDE if _is_beside(item.unit.text, at, place) else 1.0) for at, w in marks)
        before = item.unit.text[: place[0]]
        fits = (ends and _BEFORE_END.search(before)) or (starts and _BEFORE_START.search(before))
        return near * (3.0 if fits and findings.question.kind == "date" else 1.0)

    return max(places, key=pull)


BESIDE = 3.0
"""How much more a word of the question counts that stands in the figure's own item of a line of payments."""
_ITEMS = re.compile(r"[;•\t]|,\s|\)\s*/")


def _is_beside(text: str, at: int, place: tuple[int, int]) -> bool:
    """Whether no comma, semicolon or bullet parts the word at ``at`` from the figure."""
    between = text[at : place[0]] if at < place[0] else text[place[1] : at]
    return not _ITEMS.search(between)


_ASKS_END = re.compile(r"\b(?:clos(?:es?|ed|ing)|end(?:s|ed|ing)?|finish(?:es|ed)?|expir(?:es?|ed|y)|deadline|until when|by when|how long|runs? out|last day|latest|due)\b")
_ASKS_START = re.compile(r"\b(?:start(?:s|ed)?|begin(?:s|ning)?|began|launch(?:es|ed)?|open(?:s|ed)?|from when|since when|first day|come into (?:force|effect)|came into (?:force|effect))\b")
_BEFORE_END = re.compile(r"(?i)\b(?:until|till|to|by|before|no later than|up to|ends?|ending|closes?|closing|expires?|deadline(?: is| of| for \w+ is)?|due)(?: on| of| the| midnight| noon)*[\s:]+$")
_BEFORE_START = re.compile(r"(?i)\b(?:from|since|starts?|started|starting|begins?|began|beginning|launched|opens?|opened|commenc(?:es?|ed|ing)|with effect)(?: on| from| of| the)*[\s:]+$")
"""Of two days in one sentence ("launched on 16 May and runs until 11 July"), the one that the question's verb asks for."""


def with_unit(archive: Any, item: Ranked, place: tuple[int, int]) -> str:
    """The figure as printed, with the unit of its table ("1,204 (£000s)") where the cell carries none."""
    printed = item.unit.text[place[0] : place[1]].strip()
    if item.unit.kind != "row" or "£" in printed or "%" in printed:
        return printed
    document = archive.document(item.unit.doc_id)
    table = next((t for t in document.tables if t.paragraph_id == item.unit.paragraph_id), None)
    return f"{printed} ({table.unit})" if table is not None and table.unit else printed


def _draft(archive: Any, findings: Findings, first: Ranked, short: str | None, place: tuple[int, int] | None) -> Draft:
    pieces = to_pieces(archive, findings, find_support(archive, findings, first=first))
    if place is not None and short is not None:
        # the cut must keep what the short answer says
        start = first.unit.span.start + place[0]
        if not pieces[0].span.start <= start < pieces[0].span.end:
            document = archive.document(first.unit.doc_id)
            pieces[0] = Piece(first.unit.doc_id, first.unit.span, show_quote(document.quote(first.unit.span)))
    return Draft(short, fit(pieces, WORDS_OF_AN_ANSWER, short))
