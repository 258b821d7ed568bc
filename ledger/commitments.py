"""One thread a promise: where it was made, and each later place where the papers speak of it again.

:mod:`ledger.promises` says what is promised, :mod:`ledger.links` which later paragraphs speak of it; here each becomes a
step with its kind, its day and its place, and the steps say how the promise stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ledger.fate import judge_status
from ledger.ids import follow_id
from ledger.kept import keep_on_disk
from ledger.links import Link, find_links, keep_few
from ledger.papers import Family, PaperSource, cover, find_groups, paper_date, read_family, summaries
from ledger.promises import Row, is_promise, join_promises, to_promise
from ledger.records import Coverage, Entry, Place, Step, Thread
from ledger.register import plain_entries
from ledger.restated import find_taken_up, fold_restated, gather_links
from ledger.wording import StepCue, read_step

MOST = 3
"""Steps of one paper. More are the same matter told at length."""
_DUE = re.compile(
    r"\b(?:by|in|for|until|before|on)\s+(?:the\s+)?(?:end of\s+|start of\s+|beginning of\s+)?(?:(?P<day>\d{1,2})\s+)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+(?P<year>20\d\d))?",
)
_ENDED = re.compile(r"\W*(?:complete|completed|done|closed)\b(?! (?:in|by|to|when|before|once)\b)", re.I)
"""How an entry that is finished begins, whatever else it says: "Completed See below*", "Complete - agenda item"; not "Complete by June"."""
_MONTHS = "January February March April May June July August September October November December".split()


def all_threads(archive: PaperSource) -> tuple[Thread, ...]:
    """Every thread of the archive, by the day it was begun."""
    return keep_on_disk(archive, "threads", tuple[Thread, ...], lambda: tuple(_follow_all(archive)))


def find_thread(archive: PaperSource, thread_id: str) -> Thread | None:
    """The thread with that id (or the only one whose id begins so, or that holds the register row of that id).

    An id of before ids were made of words, or of words that have come to stand elsewhere too, leads to the same row.
    """
    threads = all_threads(archive)

    def holding(wanted: str) -> list[Thread]:
        return [thread for thread in threads if thread.thread_id == wanted or wanted in thread.entry_ids]

    found = holding(thread_id)
    if not found and (today := follow_id(plain_entries(archive), thread_id.lower())) is not None:
        found = holding(today)
    found = found or [thread for thread in threads if len(thread_id) >= 4 and thread.thread_id.startswith(thread_id.lower())]
    return found[0] if len(found) == 1 else None


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
        joined = join_promises(archive, family, entries)
        made = [(rows, promise) for rows in joined if (promise := to_promise(archive, rows)) is not None]
        promises = [promise for _, promise in made]
        found = find_links(family.units, promises)
        folded = fold_restated(family.rarity, promises, [rows for rows, _ in made], keep_few(found))
        links = keep_few(found, folded)
        taken_up = find_taken_up(family.rarity, promises, [rows for rows, _ in made], links)
        for number, (rows, promise) in enumerate(made):
            if number not in folded:
                again = [row.entry for later, first in folded.items() if first == number for row in made[later][0]]
                threads.append(_follow(archive, family, rows, gather_links(number, folded, taken_up, links, promise.papers), again))
        threads += [_follow(archive, family, rows, [], []) for rows in joined if not any(rows is some for some, _ in made)]
    return sorted(threads, key=lambda thread: (thread.made_on or "", thread.thread_id))


def _follow(archive: PaperSource, family: Family, rows: list[Row], links: list[Link], again: list[Entry]) -> Thread:
    """``again``: rows of the register that say the promise again; they belong to the thread without beginning it."""
    entries = [row.entry for row in rows]
    first = entries[0]
    made_on = first.made_on or paper_date(archive, first.place.doc_id)
    dues = [entry for entry in entries if entry.due]
    due = dues[0].due if dues else None
    steps = [Step("made", made_on, entry.place, entry.quote, "", None, entry.also_at) for entry in entries]
    here = {place.doc_id for entry in entries for place in (entry.place, *entry.also_at)}
    steps += to_steps(archive, links)
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
        entry_ids=tuple(entry.entry_id for entry in (*entries, *again)),
    )


def to_steps(archive: PaperSource, links: list[Link]) -> list[Step]:
    """A step for each link, at most ``MOST`` of a paper, copies of one day joined, oldest first."""
    by_paper: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_paper[link.unit.doc_id].append(link)
    steps = []
    for doc_id, found in by_paper.items():
        document = archive.document(doc_id)
        for link in sorted(found, key=lambda link: -link.score)[:MOST]:
            text = document.quote(link.statement.span)
            cue = read_position(position_of(text)) if link.unit.in_table else read_step(text)
            kind = cue.kind if cue is not None else "raised again"
            new_due = find_new_due(text, link.unit.date) if kind == "changed" else None
            why = link.why + ("; the words say so" if cue is not None and cue.decisive else "")
            steps.append(Step(kind, link.unit.date, Place(doc_id, link.statement.span), text, why, new_due))
    return _join_copies(sorted(steps, key=lambda step: (step.date or "", step.place)))


def read_position(position: str) -> StepCue | None:
    """What the last sentence of a log's entry that says anything says: "Moved to June. Reported in June. Closed." is closed, and so is "Completed, see item 7"."""
    said = [cue for sentence in reversed(re.split(r"(?<=[.;])\s+", position)) if (cue := read_step(sentence)) is not None]
    if not said and (ended := _ENDED.match(position)) is not None:
        return read_step(ended.group())
    return said[0] if said else None


def position_of(row: str) -> str:
    """The last cell of a table's row that says something: in an action log, how the matter stands."""
    cells = [cell for cell in row.split("\t") if re.search(r"[A-Za-z]{3}", cell)]
    return cells[-1] if cells else row


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
