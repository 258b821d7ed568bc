"""Conflicts: where papers give one thing two figures or two dates, and figures and dates that cannot be right.

Each paper is read by itself (:mod:`ledger.conflict_dates`, :mod:`ledger.conflict_sums`) and then with the other papers of its
body (:mod:`ledger.conflict_pairs`, :mod:`ledger.figures`). Results are worked out once for each body and state of the
archive, so that :func:`conflicts_for` can be asked at every answer. All of them are inferred: no paper says that it errs.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable

from ingest.records import Document, Mention
from ingest.spans import Span
from ledger.conflict_dates import find_date_conflicts, find_printed
from ledger.conflict_pairs import (
    Said,
    find_event_dates,
    find_named_sums,
    find_new_figures,
    find_plan_periods,
    find_share_conflicts,
    find_year_counts,
    read_said,
)
from ledger.conflict_records import Conflict
from ledger.conflict_sums import find_sum_conflicts
from ledger.figures import Disagreement, find_disagreements
from ledger.kept import keep_on_disk, read_kept
from ledger.meetings import find_meetings
from ledger.papers import PaperSource, find_groups, keep, paper_date, summaries
from ledger.records import Place

KEPT = "all conflicts"
_FEWEST_WORDS = 4
_guard = threading.Lock()


def find_conflicts(archive: PaperSource, doc_ids: Iterable[str] = ()) -> tuple[Conflict, ...]:
    """Every conflict of the archive, or those with a place in one of ``doc_ids``, by the day and place of their first passage."""
    wanted = set(doc_ids)
    saved = _saved(archive)
    if saved is not None:
        return tuple(conflict for conflict in saved if not wanted or any(place.doc_id in wanted for place in conflict.places))
    groups = find_groups(archive)
    asked = {groups[doc_id] for doc_id in wanted if doc_id in groups} if wanted else set(groups.values())
    found = [conflict for group in asked for conflict in _of_group(archive, group)]
    if wanted:
        found = [conflict for conflict in found if any(place.doc_id in wanted for place in conflict.places)]
    return tuple(sorted(found, key=lambda c: (paper_date(archive, c.places[0].doc_id) or "", c.places[0], c.kind, c.why)))


def conflicts_for(archive: PaperSource, doc_id: str, span: Span) -> tuple[Conflict, ...]:
    """The conflicts that a passage is in: what an answer that quotes ``span`` should say beside it.

    Looked up where :func:`save_conflicts` has been run since the archive last changed; else the first call for a body's
    papers works theirs out (about a twentieth of a second a paper) and later ones look them up.
    """
    found = _saved(archive)
    saved = keep(archive, "saved conflicts by paper", lambda: _by_paper(found)) if found is not None else None
    if saved is None:
        group = find_groups(archive).get(doc_id)
        held: dict[int, dict[str, list[tuple[Place, Conflict]]]] = keep(archive, "conflicts by paper", dict)
        if group is None:
            return ()
        if group not in held:
            held[group] = _by_paper(_of_group(archive, group))
        saved = held[group]
    return tuple(dict.fromkeys(conflict for place, conflict in saved.get(doc_id, ()) if place.span.overlaps(span)))


def _by_paper(conflicts: Iterable[Conflict]) -> dict[str, list[tuple[Place, Conflict]]]:
    by_paper: dict[str, list[tuple[Place, Conflict]]] = defaultdict(list)
    for conflict in conflicts:
        for place in conflict.places:
            by_paper[place.doc_id].append((place, conflict))
    return by_paper


# ---------------------------------------------------------------- kept beside the archive


def save_conflicts(archive: PaperSource) -> int:
    """Works out every conflict and keeps them in the archive's folder for later runs (:mod:`ledger.kept`); returns how many there are."""
    return len(_saved(archive) or keep_on_disk(archive, KEPT, tuple[Conflict, ...], lambda: find_conflicts(archive)))


def _saved(archive: PaperSource) -> tuple[Conflict, ...] | None:
    """What :func:`save_conflicts` kept of this state of the archive; None where it has not been run on it, here or in another process."""
    held: dict[str, tuple[Conflict, ...]] = keep(archive, "saved conflicts", dict)
    if not held and (found := _load(archive)) is not None:
        held["all"] = found
    return held.get("all")


def _load(archive: PaperSource) -> tuple[Conflict, ...] | None:
    # what was found with restricted papers serves the public too, without what has a place in one of them
    found = read_kept(archive, KEPT, tuple[Conflict, ...]) or read_kept(archive, KEPT, tuple[Conflict, ...], of_all=True)
    if found is None:
        return None
    seen = summaries(archive)
    return tuple(conflict for conflict in found[0] if all(place.doc_id in seen for place in conflict.places))


# ---------------------------------------------------------------- finding


def _of_group(archive: PaperSource, group: int) -> tuple[Conflict, ...]:
    held: dict[int, tuple[Conflict, ...]] = keep(archive, "conflicts", dict)
    with _guard:
        if group not in held:
            held[group] = _work_out(archive, group)
        return held[group]


def _work_out(archive: PaperSource, group: int) -> tuple[Conflict, ...]:
    members = [doc_id for doc_id, number in find_groups(archive).items() if number == group]
    members.sort(key=lambda doc_id: (paper_date(archive, doc_id) or "", doc_id))
    documents = [archive.document(doc_id) for doc_id in members]
    found: list[Conflict] = []
    said: list[Said] = []
    dates: dict[tuple[str, Span], tuple[Mention, ...]] = {}
    for document in documents:
        found += [*find_date_conflicts(document), *find_sum_conflicts(document)]
        sentences = read_said(document, paper_date(archive, document.doc_id))
        said += sentences
        dates |= _dates_of(archive, document, sentences)
    found += [*find_share_conflicts(said), *find_named_sums(said), *find_plan_periods(documents), *find_year_counts(said), *find_new_figures(said)]
    found += find_event_dates(said, dates)
    found += [_to_conflict(told) for told in find_disagreements(archive, group)]
    found += _corrections(archive, set(members))
    return tuple(_once(archive, found))


def _dates_of(archive: PaperSource, document: Document, sentences: list[Said]) -> dict[tuple[str, Span], tuple[Mention, ...]]:
    mentions = [mention for mention in archive.mentions(document.doc_id) if mention.label == "DATE"]
    return {(one.doc_id, one.span): tuple(m for m in mentions if one.span.start <= m.span.start and m.span.end <= one.span.end) for one in sentences}


def _corrections(archive: PaperSource, members: set[str]) -> list[Conflict]:
    """Passages of minutes that a later meeting corrected: whoever quotes them should say so."""
    found = []
    for meeting in find_meetings(archive):
        for correction in meeting.corrections:
            place = correction.corrects
            if place is not None and place.doc_id in members and _says_something(archive.document(place.doc_id), place.span):
                found.append(Conflict("corrected", (place, correction.said), "corrected at a later meeting", ()))
    return found


def _says_something(document: Document, span: Span) -> bool:
    """More than the day of a meeting, which a correction names to say whose minutes it corrects."""
    text = document.quote(span)
    for printed in find_printed(document.text, span):
        text = text.replace(printed.text, " ")
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= _FEWEST_WORDS


def _to_conflict(told: Disagreement) -> Conflict:
    return Conflict(
        "restated" if told.relation == "restated" else "two figures", (told.one.place, told.two.place),
        f"{told.one.printed} and {told.two.printed} for one measure; {told.why}", (told.one.printed, told.two.printed),
    )  # fmt: skip


def _once(archive: PaperSource, found: Iterable[Conflict]) -> list[Conflict]:
    """The same words in a pack and alone are one conflict: the first is kept, with the place in the other paper added."""
    kept: dict[tuple[object, ...], Conflict] = {}
    for conflict in found:
        quotes = tuple(archive.document(place.doc_id).quote(place.span) for place in conflict.places)
        key = (conflict.kind, conflict.values, frozenset(quotes))
        if key not in kept:
            kept[key] = conflict
        elif len(conflict.places) == 1 and conflict.places[0] not in kept[key].places:
            kept[key] = Conflict(conflict.kind, (*kept[key].places, *conflict.places), conflict.why, conflict.values)
    return list(kept.values())
