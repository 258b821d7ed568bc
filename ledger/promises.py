"""The promises of an archive: which rows of the register promise something, and which of them are one promise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.sentences import find_sentences
from ingest.spans import Span
from ledger.candidates import Promise
from ledger.papers import Family, PaperSource, keep, paper_date, people_in
from ledger.records import Entry
from ledger.statements import name_stems, topic_stems
from ledger.units import PassageVectors, find_vector, words_of_name
from ledger.wording import CODE, FIRST_PERSON, NO_TASK, NUMBERED, TASK_IN_DECISION

SAME_PROMISE = 0.55
"""Share of the shorter of two rows that both must have to be one promise; more when they stand apart."""
NEAR = 3
"""Paragraphs. The action line stands under the sentence that it repeats."""


# "That every depot have a gate" in a report's list: asked of somebody whom the report names elsewhere, if at all; not "That the report is noted"
_FORMAL = re.compile(r"^\W*(?:\(?\w{1,3}[.)]\s+)?That\b(?!.*\b(?:is|are|be) (?:noted|received|approved|agreed)\W*$)")

_PRONOUN = re.compile(r"\b(?:it|they|them|these)\b")
"""What the paragraph before it names: "That from Monday it shall open at nine"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A register row that promises something, and what tells it from others. ``short``: lent the words of its paragraph."""

    entry: Entry
    about: frozenset[str]
    around: frozenset[str]
    numbers: frozenset[str]
    codes: frozenset[str]
    owner: frozenset[str]
    short: bool
    paragraph: int
    heading: frozenset[str]


def is_promise(entry: Entry) -> bool:
    """Something that somebody is still to do: actions, commitments, recommendations, and decisions that set a task.

    What nobody in particular is to do by no particular day ("the public must be told more") can be neither kept nor broken.
    """
    if NO_TASK.search(entry.quote):
        return False
    if entry.kind == "recommendation" and _FORMAL.match(entry.quote):
        return True
    if entry.kind in ("commitment", "recommendation") and entry.owner is None and entry.due is None and not NUMBERED.search(entry.paragraph_number or ""):
        return bool(TASK_IN_DECISION.search(entry.quote)) or bool(FIRST_PERSON.search(entry.quote))
    if entry.kind == "decision":
        return bool(TASK_IN_DECISION.search(entry.quote))
    return True


def join_promises(archive: PaperSource, family: Family, entries: Sequence[Entry]) -> list[list[Row]]:
    """Rows of one day that promise the same: the sentence and the action line under it, the minutes and the report."""
    promises: list[list[Row]] = []
    by_day: dict[str | None, list[list[Row]]] = defaultdict(list)
    for entry in entries:
        row = to_row(archive, entry)
        for rows in by_day[entry.made_on]:
            if any(_is_same(family, other, row) for other in rows):
                rows.append(row)
                break
        else:
            promises.append([row])
            by_day[entry.made_on].append(promises[-1])
    return promises


def _is_same(family: Family, one: Row, two: Row) -> bool:
    if one.owner and two.owner and not one.owner & two.owner:
        return False
    near = one.entry.place.doc_id == two.entry.place.doc_id and abs(one.paragraph - two.paragraph) <= NEAR
    shared_stems = one.about & two.about
    if near and shared_stems and one.entry.due and one.entry.due == two.entry.due:
        return True
    if one.short or two.short or len(shared_stems) < 2:
        return False
    shared = family.rarity.total(shared_stems)
    smaller = min(family.rarity.total(one.about), family.rarity.total(two.about))
    return smaller > 0 and shared / smaller >= (SAME_PROMISE if near else SAME_PROMISE + 0.15)


def to_row(archive: PaperSource, entry: Entry) -> Row:
    """``entry`` with the stems of its words, without those of its owner and of people, and of what stands round it."""
    document = archive.document(entry.place.doc_id)
    paragraph = document.paragraph_at(entry.place.span.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    numbers = set(NUMBERED.findall(f"{entry.paragraph_number or ''} {entry.quote}"))
    codes: set[str] = set()
    around: frozenset[str] = frozenset()
    if section is not None:
        around = topic_stems(section.heading)
        numbers |= set(NUMBERED.findall(section.number or ""))
        codes |= set(CODE.findall(section.heading)[:1])
    own = topic_stems(entry.quote) - topic_stems(entry.owner or "")
    people = (mention for mention in people_in(archive, entry.place.doc_id) if entry.place.span.contains(mention.span))
    own -= frozenset().union(*(topic_stems(mention.text) for mention in people))
    if paragraph is not None:
        line = row_of(document.text, entry.place.span.start) if paragraph.kind == "table" else document.quote(paragraph.span)
        around |= topic_stems(line)
        if entry.kind == "recommendation":
            codes = set(CODE.findall(line)[:1]) or codes
    # a promise of few words ("They would be sent to members.") lives on the sentence before it, or on its heading
    short = len(own) < 3
    if short:
        before = list(find_sentences(document.text, Span(paragraph.span.start, entry.place.span.start)))[-1:] if paragraph is not None and paragraph.kind != "table" else []
        if not before and paragraph is not None and paragraph.kind not in ("table", "heading") and _PRONOUN.search(entry.quote):
            above = next((other for other in reversed(document.paragraphs[: paragraph.paragraph_id]) if other.kind not in ("heading", "table")), None)
            if above is not None and above.section_id == paragraph.section_id:
                before = list(find_sentences(document.text, above.span))[-1:]
        own = own | (topic_stems(document.quote(before[0])) if before else around)
    return Row(
        entry, own, around - own, frozenset(numbers), frozenset(codes), words_of_name(entry.owner), short,
        paragraph.paragraph_id if paragraph is not None else -9, topic_stems(section.heading) if section is not None else frozenset(),
    )  # fmt: skip


def row_of(text: str, offset: int) -> str:
    """The line of a table that holds ``offset``."""
    return text[text.rfind("\n", 0, offset) + 1 : (text.find("\n", offset) + 1 or len(text) + 1) - 1]


def to_promise(archive: PaperSource, rows: Sequence[Row]) -> Promise | None:
    """What is looked for in later papers; None for a promise without a day."""
    entries = [row.entry for row in rows]
    made_on = entries[0].made_on or paper_date(archive, entries[0].place.doc_id)
    if made_on is None:
        return None
    dues = [entry.due for entry in entries if entry.due]
    quotes = tuple(entry.quote for entry in entries)
    held: dict[str, PassageVectors] = keep(archive, "vectors", dict)
    for entry in entries:
        if entry.place.doc_id not in held:
            held[entry.place.doc_id] = archive.passage_vectors(entry.place.doc_id)
    found = (find_vector(held[entry.place.doc_id], entry.place.span) for entry in entries)
    return Promise(
        tuple(row.about for row in rows),
        frozenset().union(*(row.around for row in rows)),
        frozenset().union(*(row.numbers for row in rows)),
        frozenset().union(*(row.codes for row in rows)),
        made_on,
        dues[0] if dues else None,
        quotes,
        name_stems(" ".join(quotes)),
        tuple(vector for vector in found if vector is not None),
        all(row.short for row in rows),
        frozenset(place.doc_id for entry in entries for place in (entry.place, *entry.also_at)),
        frozenset().union(*(row.heading for row in rows)),
        frozenset().union(*(row.owner for row in rows)),
    )
