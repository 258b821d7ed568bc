"""One thread a promise: where it was made, and each later place where the papers speak of it again.

A later statement belongs to a promise when it speaks of the same topic: the stems they share, weighted by rarity, cover
enough of the promise and hold at least two that are rare. What they share may stand in the heading or the paragraph
round the sentence, at a lower weight. Minute numbers that are referred to and wording that looks back lower
what is asked for. A wrong link is worse than none, so at most one step of a kind is taken from a paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ledger.fate import judge_status
from ledger.links import Promise, find_links
from ledger.papers import Family, PaperSource, cover, find_groups, keep, paper_date, read_family, summaries
from ledger.records import Coverage, Entry, Place, Step, Thread
from ledger.register import plain_entries
from ledger.statements import Statement, name_stems, topic_stems
from ledger.wording import NO_TASK, NUMBERED, TASK_IN_DECISION, read_step

SAME_PROMISE = 0.55
"""Share of the shorter of two rows that both must have to be one promise; more when they stand apart."""
NEAR = 3
"""Paragraphs. The action line stands under the sentence that it repeats."""
CLOSE = 0.15
_DUE = re.compile(
    r"\b(?:by|in|for|until|before|on)\s+(?:the\s+)?(?:end of\s+|start of\s+|beginning of\s+)?(?:(?P<day>\d{1,2})\s+)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+(?P<year>20\d\d))?",
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Row:
    """A register row that promises something, and what tells it from others. ``short``: lent the words of its paragraph."""

    entry: Entry
    about: frozenset[str]
    heading: frozenset[str]
    numbers: frozenset[str]
    owner: frozenset[str]
    short: bool
    paragraph: int


def all_threads(archive: PaperSource) -> tuple[Thread, ...]:
    """Every thread of the archive, by the day it was begun."""
    return keep(archive, "threads", lambda: tuple(_follow_all(archive)))


def find_thread(archive: PaperSource, thread_id: str) -> Thread | None:
    """The thread with that id (or the only one whose id begins so, or that holds the register row of that id)."""
    threads = all_threads(archive)
    found = [thread for thread in threads if thread.thread_id == thread_id or thread_id in thread.entry_ids]
    found = found or [thread for thread in threads if len(thread_id) >= 4 and thread.thread_id.startswith(thread_id.lower())]
    return found[0] if len(found) == 1 else None


def is_promise(entry: Entry) -> bool:
    """Something that somebody is still to do: actions, commitments, recommendations, and decisions that set a task."""
    if NO_TASK.search(entry.quote):
        return False
    if entry.kind == "decision":
        return bool(TASK_IN_DECISION.search(entry.quote))
    return True


# ---------------------------------------------------------------- following


def _follow_all(archive: PaperSource) -> Iterable[Thread]:
    groups = find_groups(archive)
    by_group: dict[int, list[Entry]] = defaultdict(list)
    for entry in plain_entries(archive):
        if is_promise(entry):
            by_group[groups[entry.place.doc_id]].append(entry)
    threads = []
    for group, entries in by_group.items():
        family = read_family(archive, group)
        threads += [_follow(archive, family, rows) for rows in _join_promises(archive, family, entries)]
    return sorted(threads, key=lambda thread: (thread.made_on or "", thread.thread_id))


def _join_promises(archive: PaperSource, family: Family, entries: list[Entry]) -> list[list[Row]]:
    """Rows of one day that promise the same: the sentence and the action line under it, the minutes and the report."""
    promises: list[list[Row]] = []
    by_day: dict[str | None, list[list[Row]]] = defaultdict(list)
    for entry in entries:
        row = _to_row(archive, entry)
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


def _to_row(archive: PaperSource, entry: Entry) -> Row:
    document = archive.document(entry.place.doc_id)
    paragraph = document.paragraph_at(entry.place.span.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    numbers = set(NUMBERED.findall(f"{entry.paragraph_number or ''} {entry.quote}"))
    heading: frozenset[str] = frozenset()
    if section is not None:
        heading = topic_stems(section.heading)
        numbers |= set(NUMBERED.findall(section.number or ""))
    own = topic_stems(entry.quote) - topic_stems(entry.owner or "")
    own -= frozenset().union(*(topic_stems(mention.text) for mention in archive.mentions(entry.place.doc_id) if mention.label == "PERSON" and entry.place.span.contains(mention.span)))
    # a promise of few words ("They would be sent to members.") lives on what its paragraph and heading speak of
    short = len(own) < 3
    if short and paragraph is not None:
        own = own | heading | topic_stems(document.quote(paragraph.span))
    return Row(entry, own, heading, frozenset(numbers), words_of_name(entry.owner), short, paragraph.paragraph_id if paragraph is not None else -9)


def words_of_name(owner: str | None) -> frozenset[str]:
    """The words of an owner's name and office, in lower case."""
    return frozenset(re.findall(r"[a-z]{3,}", (owner or "").casefold()))


def _follow(archive: PaperSource, family: Family, rows: list[Row]) -> Thread:
    entries = [row.entry for row in rows]
    first = entries[0]
    made_on = first.made_on or paper_date(archive, first.place.doc_id)
    dues = [entry for entry in entries if entry.due]
    due = dues[0].due if dues else None
    steps = [Step("made", made_on, entry.place, entry.quote, "", None, entry.also_at) for entry in entries]
    here = {place.doc_id for entry in entries for place in (entry.place, *entry.also_at)}
    if made_on is not None:
        quotes = tuple(entry.quote for entry in entries)
        numbers = frozenset().union(*(row.numbers for row in rows))
        heading = frozenset().union(*(row.heading for row in rows))
        steps += _later_steps(archive, family, Promise(tuple(row.about for row in rows), heading, numbers, made_on, due, quotes, name_stems(" ".join(quotes)), all(row.short for row in rows)))
    papers = summaries(archive)
    later = [papers[doc_id] for doc_id in family.doc_ids if doc_id not in here and (paper_date(archive, doc_id) or "") > (made_on or "9")]
    owners = [entry for entry in entries if entry.owner]
    owner = max(owners, key=lambda entry: len(entry.owner or ""), default=None)
    status, inferred = judge_status(steps, due, family.as_of, bool(later))
    return Thread(
        thread_id=first.entry_id,
        kind=first.kind,
        topic=first.topic or first.quote[:80],
        owner=owner.owner if owner is not None else None,
        owner_inferred=owner.owner_inferred if owner is not None else False,
        body=first.body,
        made_on=made_on,
        due=due,
        due_inferred=dues[0].due_inferred if dues else False,
        status=status,
        status_inferred=inferred,
        steps=tuple(steps),
        later=cover(later) if later else Coverage(0, 0),
        as_of=family.as_of,
        entry_ids=tuple(entry.entry_id for entry in entries),
    )


def _later_steps(archive: PaperSource, family: Family, promise: Promise) -> list[Step]:
    """At most one step of a kind from a paper; the weaker ones of a paper only when they come close to its best."""

    def quote(statement: Statement) -> str:
        return archive.document(statement.doc_id).quote(statement.span)

    best: dict[tuple[str, str], tuple[float, Step]] = {}
    tops: dict[str, float] = {}
    for link in find_links(family, promise, quote):
        text = quote(link.statement)
        cue = read_step(text)
        kind = cue.kind if cue is not None else "raised again"
        new_due = find_new_due(text, link.statement.date) if kind == "changed" else None
        why = link.why + ("; the words say so" if cue is not None and cue.decisive else "")
        step = Step(kind, link.statement.date, Place(link.statement.doc_id, link.statement.span), text, why, new_due)
        key = (link.statement.doc_id, kind)
        if key not in best or best[key][0] < link.score:
            best[key] = (link.score, step)
        tops[link.statement.doc_id] = max(tops.get(link.statement.doc_id, -1.0), link.score)
    kept = [step for (doc_id, kind), (score, step) in best.items() if score >= tops[doc_id] - (0.0 if kind == "raised again" else CLOSE)]
    return _join_copies(sorted(kept, key=lambda step: (step.date or "", step.place)))


def _join_copies(steps: list[Step]) -> list[Step]:
    """The same words in two papers of one day (a report alone and in the pack) are one step."""
    kept: dict[tuple[object, ...], Step] = {}
    for step in steps:
        key = (step.date, tuple(re.findall(r"\w+", step.quote.casefold())))
        kept[key] = replace(kept[key], also_at=(*kept[key].also_at, step.place)) if key in kept else step
    return list(kept.values())


def find_new_due(text: str, said_on: str | None) -> str | None:
    """The last day of the last month or day that ``text`` names after "by", "in" or "for", never before it was said."""
    import calendar

    if said_on is None or len(said_on) < 7:
        return None
    found = None
    for match in _DUE.finditer(text):
        month = _MONTHS.index(match.group("month")) + 1
        year = int(match.group("year") or 0) or int(said_on[:4]) + (month < int(said_on[5:7]))
        last = calendar.monthrange(year, month)[1]
        day = min(int(match.group("day") or last), last)
        iso = f"{year:04d}-{month:02d}-{day:02d}"
        if iso >= said_on:
            found = iso
    return found
