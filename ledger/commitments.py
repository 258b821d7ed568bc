"""One thread a promise: where it was made, and each later place where the papers speak of it again.

A later statement belongs to a promise when it speaks of the same topic: the stems they share, weighted by rarity, cover
enough of the promise and hold at least two that are rare. What they share may stand in the heading or the paragraph
round the sentence, at a lower weight. Minute numbers that are referred to and wording that looks back lower
what is asked for. A wrong link is worse than none, so at most one step of a kind is taken from a paper.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ledger.fate import judge_status
from ledger.papers import Family, PaperSource, cover, find_groups, keep, paper_date, read_family, summaries
from ledger.records import Coverage, Entry, Place, Step, Thread
from ledger.register import plain_entries
from ledger.statements import Statement, topic_stems
from ledger.wording import LOOKS_BACK, NO_TASK, NUMBERED, TASK_IN_DECISION, read_step

AROUND = 0.5
"""Weight of a stem that stands in the heading or paragraph of a statement, not in the sentence itself."""
RARE = 0.03
"""A stem in fewer than this share of a body's paragraphs is rare."""
COVERED, COVERED_LOOKING_BACK = 0.50, 0.38
"""Share of a promise's weight that a later statement must have; less where it says that it looks back."""
SAME_PROMISE = 0.55
_DUE = re.compile(
    r"\b(?:by|in|for|until|before|on)\s+(?:the\s+)?(?:end of\s+|start of\s+|beginning of\s+)?(?:(?P<day>\d{1,2})\s+)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+(?P<year>20\d\d))?",
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Promise:
    """Rows that promise one thing on one day, and the stems that say what it is."""

    entries: tuple[Entry, ...]
    about: frozenset[str]
    numbers: frozenset[str]
    owner: frozenset[str]


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
        for promise in _join_promises(archive, family, entries):
            threads.append(_follow(archive, family, promise))
    return sorted(threads, key=lambda thread: (thread.made_on or "", thread.thread_id))


def _join_promises(archive: PaperSource, family: Family, entries: list[Entry]) -> list[Promise]:
    """Rows of one day that promise the same: the sentence and the action line under it, the minutes and the report."""
    promises: list[Promise] = []
    for entry in entries:
        promise = _to_promise(archive, entry)
        for at, other in enumerate(promises):
            if other.entries[0].made_on == entry.made_on and _is_same(family, other, promise):
                promises[at] = Promise((*other.entries, entry), other.about | promise.about, other.numbers | promise.numbers, other.owner | promise.owner)
                break
        else:
            promises.append(promise)
    return promises


def _is_same(family: Family, one: Promise, two: Promise) -> bool:
    shared = family.rarity.total(one.about & two.about)
    smaller = min(family.rarity.total(one.about), family.rarity.total(two.about))
    near = one.entries[0].place.doc_id == two.entries[0].place.doc_id and one.numbers & two.numbers
    owners = one.owner and two.owner and not one.owner & two.owner
    if not smaller or owners or len(one.about & two.about) < 2:
        return False
    return shared / smaller >= (SAME_PROMISE if near else SAME_PROMISE + 0.15)


def _to_promise(archive: PaperSource, entry: Entry) -> Promise:
    document = archive.document(entry.place.doc_id)
    paragraph = document.paragraph_at(entry.place.span.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    numbers = set(NUMBERED.findall(entry.paragraph_number or ""))
    heading: frozenset[str] = frozenset()
    if section is not None:
        heading = topic_stems(section.heading)
        numbers |= set(NUMBERED.findall(section.number or ""))
    own = topic_stems(entry.quote)
    # a promise of few words ("They would be sent to members.") lives on what its paragraph speaks of
    if len(own) < 3 and paragraph is not None:
        own = own | heading | topic_stems(document.quote(paragraph.span))
    return Promise((entry,), own, frozenset(numbers), topic_stems_of_name(entry.owner))


def topic_stems_of_name(owner: str | None) -> frozenset[str]:
    """The words of an owner's name and office, in lower case."""
    return frozenset(re.findall(r"[a-z]{3,}", (owner or "").casefold()))


def _follow(archive: PaperSource, family: Family, promise: Promise) -> Thread:
    first = promise.entries[0]
    made_on = first.made_on or paper_date(archive, first.place.doc_id)
    steps = [Step("made", made_on, entry.place, entry.quote, "", None, entry.also_at) for entry in promise.entries]
    here = {place.doc_id for entry in promise.entries for place in (entry.place, *entry.also_at)}
    if made_on is not None:
        steps += _later_steps(archive, family, promise, made_on)
    dues = [entry for entry in promise.entries if entry.due]
    due = dues[0].due if dues else None
    papers = summaries(archive)
    later = [papers[doc_id] for doc_id in family.doc_ids if doc_id not in here and (paper_date(archive, doc_id) or "") > (made_on or "9")]
    owners = [entry for entry in promise.entries if entry.owner]
    status, inferred = judge_status(steps, due, family.as_of, bool(later))
    return Thread(
        thread_id=first.entry_id,
        kind=first.kind,
        topic=first.topic or first.quote[:80],
        owner=max((entry.owner or "" for entry in owners), key=len, default="") or None,
        owner_inferred=all(entry.owner_inferred for entry in owners) if owners else False,
        body=first.body,
        made_on=made_on,
        due=due,
        due_inferred=dues[0].due_inferred if dues else False,
        status=status,
        status_inferred=inferred,
        steps=tuple(steps),
        later=cover(later) if later else Coverage(0, 0),
        as_of=family.as_of,
        entry_ids=tuple(entry.entry_id for entry in promise.entries),
    )


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    statement: Statement
    why: str


def _later_steps(archive: PaperSource, family: Family, promise: Promise, made_on: str) -> list[Step]:
    links = _find_links(archive, family, promise, made_on)
    best: dict[tuple[str, str], tuple[float, Step]] = {}
    for link in links:
        document = archive.document(link.statement.doc_id)
        text = document.quote(link.statement.span)
        cue = read_step(text)
        kind = cue.kind if cue is not None else "raised again"
        new_due = find_new_due(text, link.statement.date) if kind == "changed" else None
        why = link.why + (f"; the words say {kind}" if cue is not None and cue.decisive else "")
        step = Step(kind, link.statement.date, Place(link.statement.doc_id, link.statement.span), text, why, new_due)
        key = (link.statement.doc_id, kind)
        if key not in best or best[key][0] < link.score:
            best[key] = (link.score, step)
    tops: dict[str, float] = {}
    for (doc_id, _), (score, _) in best.items():
        tops[doc_id] = max(tops.get(doc_id, 0.0), score)
    steps = [step for (doc_id, kind), (score, step) in best.items() if score >= 0.85 * tops[doc_id] and not (kind == "raised again" and score < tops[doc_id])]
    return _join_copies(sorted(steps, key=lambda step: (step.date or "", step.place)))


def _join_copies(steps: list[Step]) -> list[Step]:
    """The same words in two papers of one day (a report alone and in the pack) are one step."""
    kept: dict[tuple[object, ...], Step] = {}
    for step in steps:
        key = (step.date, tuple(re.findall(r"\w+", step.quote.casefold())))
        kept[key] = replace(kept[key], also_at=(*kept[key].also_at, step.place)) if key in kept else step
    return list(kept.values())


def _find_links(archive: PaperSource, family: Family, promise: Promise, made_on: str) -> list[_Link]:
    rarity = family.rarity
    rare = {term for term in promise.about if rarity.counts[term] <= max(4, RARE * rarity.paragraphs)}
    weights = {term: rarity.weigh(term) for term in promise.about}
    whole = sum(weights.values())
    if whole <= 0 or len(promise.about) < 2:
        return []
    candidates: Counter[int] = Counter()
    for term in rare:
        candidates.update(rarity.postings.get(term, ()))
    links = []
    for number in candidates:
        statement = family.statements[number]
        if statement.date is None or statement.date <= made_on:
            continue
        inside = promise.about & statement.about
        round_about = promise.about & statement.around
        if len(rare & (inside | round_about)) < 2 or not inside:
            continue
        score = sum(weights[t] for t in inside) + AROUND * sum(weights[t] for t in round_about)
        own = rarity.total(statement.about) or 1.0
        score = score / whole * (0.5 + 0.5 * min(1.0, 2.5 * sum(weights[t] for t in inside) / own))
        text = archive.document(statement.doc_id).quote(statement.span)
        reasons = ["same words: " + ", ".join(sorted(inside, key=lambda t: -weights[t])[:5])]
        back = bool(LOOKS_BACK.search(text)) or statement.in_table
        if promise.numbers & set(NUMBERED.findall(text)):
            back, score = True, score + 0.3
            reasons.append("refers to the minute")
        if score >= (COVERED_LOOKING_BACK if back else COVERED):
            links.append(_Link(score, statement, "; ".join(reasons)))
    return links


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



