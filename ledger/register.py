"""The register: every decision, action, recommendation and promise of an archive, filtered, sorted and counted."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from index.errors import QueryError
from ingest.records import Document, Obligation
from ledger.holders import find_holder
from ledger.ids import make_id, name_rows
from ledger.kept import keep_on_disk
from ledger.papers import PaperSource, cover, find_groups, keep, summaries
from ledger.records import STATUSES, Entry, Place, Register
from ledger.statements import topic_stems

KINDS = ("decision", "action", "recommendation", "commitment")
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_FEWEST_JOINED = 5
"""Words. Shorter rows ("RESOLVED accordingly.") are alike without being the same."""


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """Every field narrows; empty means no limit.

    ``owner`` and ``body``: each word of it is in the name, case ignored. ``made_from``/``made_to`` and
    ``due_from``/``due_to``: ISO days, months or years, inclusive. ``words``: every one is in the quote, topic or owner
    (compared by stem). ``doc_ids`` limits to papers.
    """

    kinds: tuple[str, ...] = ()
    owner: str = ""
    body: str = ""
    made_from: str | None = None
    made_to: str | None = None
    due_from: str | None = None
    due_to: str | None = None
    statuses: tuple[str, ...] = ()
    words: str = ""
    doc_ids: tuple[str, ...] = ()


NO_LIMITS = RegisterFilters()


def read_register(archive: PaperSource, filters: RegisterFilters = NO_LIMITS) -> Register:
    """The rows that ``filters`` leave, by the day they were made, and over how many papers they are complete.

    :raises QueryError: a kind, status or day is not one.
    """
    check_filters(filters)
    entries = [entry for entry in all_entries(archive) if fits(entry, filters)]
    groups = find_groups(archive)
    papers = summaries(archive)
    left = [
        paper
        for doc_id, paper in papers.items()
        if (not filters.doc_ids or doc_id in filters.doc_ids)
        and (not filters.body or _has_words(paper.body or "", filters.body) or groups[doc_id] in _groups_named(archive, filters.body))
        and _within(paper.meeting_date or paper.published_on, filters.made_from, filters.made_to, undated=True)
    ]
    return Register(tuple(entries), cover(left))


def all_entries(archive: PaperSource) -> tuple[Entry, ...]:
    """Every row of the archive, with its status."""

    def work_out() -> tuple[Entry, ...]:
        from ledger.commitments import all_threads

        rows = plain_entries(archive)
        owed = {entry_id: thread for thread in all_threads(archive) for entry_id in thread.entry_ids}
        done = []
        for row in rows:
            thread = owed.get(row.entry_id)
            if thread is not None:
                row = replace(row, thread_id=thread.thread_id, status=thread.status, status_inferred=thread.status_inferred)
            done.append(row)
        return tuple(done)

    return keep(archive, "entries", work_out)


def plain_entries(archive: PaperSource) -> tuple[Entry, ...]:
    """Every row without statuses, duplicates of one meeting joined, by day, paper and place."""

    def work_out() -> tuple[Entry, ...]:
        groups = find_groups(archive)
        found: list[Entry] = []
        by_paper: dict[str, list[Obligation]] = defaultdict(list)
        for doc_id, obligation in archive.obligations():
            by_paper[doc_id].append(obligation)
        for doc_id, obligations in by_paper.items():
            document = archive.document(doc_id)
            found += [name_holder(archive, to_entry(document, obligation)) for obligation in obligations]
        return tuple(name_rows(sorted(join_same(found, groups), key=lambda e: (e.made_on or "", e.place.doc_id, e.place.span))))

    return keep_on_disk(archive, "plain entries", tuple[Entry, ...], work_out)


def to_entry(document: Document, obligation: Obligation) -> Entry:
    """The row of one obligation; page and number are looked up from its span. Its id is its own only after ``name_rows``."""
    page = document.page_at(obligation.span.start)
    paragraph = document.paragraph_at(obligation.span.start)
    return Entry(
        entry_id=make_id(obligation.kind, obligation.made_on, document.quote(obligation.span)),
        thread_id=None,
        kind=obligation.kind,
        place=Place(document.doc_id, obligation.span),
        also_at=(),
        quote=document.quote(obligation.span),
        file=document.file,
        title=document.title,
        body=document.body,
        paper_status=document.status,
        page_no=page.page_no if page is not None else None,
        paragraph_number=paragraph.cited_number if paragraph is not None else None,
        owner=obligation.owner,
        owner_inferred=obligation.owner_inferred,
        due=obligation.due,
        due_text=obligation.due_text,
        due_inferred=obligation.due_inferred,
        made_on=obligation.made_on,
        topic=obligation.topic,
        outcome=obligation.outcome,
        vote=obligation.vote,
        mover=obligation.mover,
        seconder=obligation.seconder,
    )


def name_holder(archive: PaperSource, entry: Entry) -> Entry:
    """``entry`` with the holder's name before an office that stands alone, marked as inferred where it is found."""
    if entry.owner is None:
        return entry
    name = find_holder(archive, entry.place.doc_id, entry.owner, entry.made_on)
    return replace(entry, owner=f"{name}, {entry.owner}", owner_inferred=True) if name is not None else entry


def join_same(entries: list[Entry], groups: dict[str, int]) -> list[Entry]:
    """One row for the same words in several papers of one meeting; approved and signed papers before drafts, alone before a pack.

    Words are the same when nothing but case, spaces and signs differs: a changed wording stays a row of its own.
    """
    alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        words = tuple(re.findall(r"\w+", entry.quote.casefold()))
        if len(words) < _FEWEST_JOINED or entry.made_on is None:
            alike[("alone", entry.place.doc_id, entry.place.span)].append(entry)
        else:
            alike[(groups[entry.place.doc_id], entry.made_on, entry.kind, words)].append(entry)
    joined = []
    for rows in alike.values():
        papers = {row.place.doc_id for row in rows}
        if len(papers) < len(rows):  # a paper says it twice (a list bound in again): each place is its own row there
            firsts: dict[str, Entry] = {}
            for row in rows:
                if row.place.doc_id in firsts:
                    joined.append(row)
                else:
                    firsts[row.place.doc_id] = row
            rows = list(firsts.values())
        rows.sort(key=lambda row: (row.paper_status == "draft", row.owner is None, row.place))
        first = rows[0]
        joined.append(replace(first, also_at=tuple(row.place for row in rows[1:])))
    return joined


# ---------------------------------------------------------------- filters


def check_filters(filters: RegisterFilters) -> None:
    """:raises QueryError: a kind, status or day is not one; one line says what is."""
    for kind in filters.kinds:
        if kind not in KINDS:
            raise QueryError(f"{kind!r} is no kind of row; choose from {', '.join(KINDS)}")
    for status in filters.statuses:
        if status not in STATUSES:
            raise QueryError(f"{status!r} is no status; choose from {', '.join(STATUSES)}")
    for day in (filters.made_from, filters.made_to, filters.due_from, filters.due_to):
        if day and not _DAY.fullmatch(day):
            raise QueryError(f"{day!r} is not a date; write 2024, 2024-03 or 2024-03-31")


def fits(entry: Entry, filters: RegisterFilters) -> bool:
    if filters.kinds and entry.kind not in filters.kinds:
        return False
    if filters.statuses and entry.status not in filters.statuses:
        return False
    if filters.owner and not _has_words(entry.owner or "", filters.owner):
        return False
    if filters.body and not _has_words(entry.body or "", filters.body):
        return False
    if filters.doc_ids and not {entry.place.doc_id, *(place.doc_id for place in entry.also_at)} & set(filters.doc_ids):
        return False
    if not _within(entry.made_on, filters.made_from, filters.made_to):
        return False
    if not _within(entry.due, filters.due_from, filters.due_to):
        return False
    if filters.words:
        wanted = topic_stems(filters.words)
        held = topic_stems(" ".join((entry.quote, entry.topic or "", entry.owner or "")))
        plain = f"{entry.quote} {entry.topic or ''} {entry.owner or ''}".casefold()
        if wanted and not wanted <= held:
            return False
        if not wanted and not all(word in plain for word in filters.words.casefold().split()):
            return False
    return True


def _has_words(name: str, wanted: str) -> bool:
    held = name.casefold()
    return all(word in held for word in wanted.casefold().split())


def _within(day: str | None, first: str | None, last: str | None, *, undated: bool = False) -> bool:
    """ISO days compared as far as both are printed: 2024-03-05 lies within 2024-03."""
    if not first and not last:
        return True
    if not day:
        return undated
    return (not first or day >= first[: len(day)]) and (not last or day[: len(last)] <= last)


def _groups_named(archive: PaperSource, body: str) -> frozenset[int]:
    groups = find_groups(archive)
    return frozenset(groups[doc_id] for doc_id, paper in summaries(archive).items() if _has_words(paper.body or "", body))
