"""Three different refusals: the papers do not say; the paper that would say is missing; it is there but cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from answer.cite import to_short_date
from answer.period import Period, find_periods
from answer.question import Question
from answer.records import Refusal
from answer.scope import Scope
from answer.words import find_stems, fold
from index.records import PaperSummary
from ingest.records import DocType

UNREADABLE = ("none", "garbled")


SHARED_WITH_TITLE = 2
"""Words of a question that the title of an unread paper has, to be the paper that may say."""


def make_refusal(
    question: Question, scope: Scope, papers: Sequence[PaperSummary], *, note: str = "", days: Iterable[str | None] = ()
) -> Refusal:
    """The refusal for a question that is not answered. ``note`` completes "The papers searched do not say" (": no passage names …").

    ``days`` are those of the passages found: minutes of a day that are bound into a later paper are not missing.
    """
    searched = describe_searched(papers)
    unreadable = find_unreadable(question, scope, papers)
    if unreadable:
        names = ", ".join(paper.title or paper.file for paper in unreadable[:3])
        return Refusal(
            "paper_unreadable",
            f"The papers that can be read do not say; pages of a paper that may say it could not be read: {names}.",
            searched,
        )
    missing = find_missing_paper(question, scope, papers, days)
    if missing:
        # that of another day is of use; that of another body is not
        nearest = describe_nearest(scope, papers) if any(describe_period(period) in missing for period in scope.periods) else ""
        return Refusal("paper_missing", f"The archive holds no {missing}, so it cannot answer.{nearest}", searched)
    return Refusal("not_in_papers", f"The papers searched do not say{note or '.'}", searched)


def describe_searched(papers: Sequence[PaperSummary]) -> str:
    """ "43 papers from 14 Jan 2018 to 20 May 2019, 2 with pages that could not be read"."""
    if not papers:
        return "no papers: the archive is empty, or the filters leave nothing"
    days = sorted(p.meeting_date or p.published_on or "" for p in papers)
    days = [day for day in days if day]
    span = f" from {days[0]} to {days[-1]}" if days and days[0] != days[-1] else f" of {days[0]}" if days else ""
    bad = sum(bool(_unreadable_pages(p)) for p in papers)
    unread = f", {bad} with pages that could not be read" if bad else ""
    return f"{len(papers)} paper{'s' if len(papers) != 1 else ''}{span}{unread}"


def _unreadable_pages(paper: PaperSummary) -> int:
    return sum(paper.text_layers.get(layer, 0) for layer in UNREADABLE)


def find_unreadable(question: Question, scope: Scope, papers: Sequence[PaperSummary]) -> tuple[PaperSummary, ...]:
    """Papers with pages that could not be read and that may say: those of the named period (and body), and those whose title has
    words of the question where it names no other period."""
    unread = [p for p in papers if _unreadable_pages(p)]
    if scope.in_period:
        return tuple(p for p in unread if p.doc_id in scope.in_period)
    if scope.periods:
        return ()
    wanted = {term.stem for term in question.terms} - scope.body_stems
    return tuple(p for p in unread if len(wanted & set(find_stems(p.title))) >= SHARED_WITH_TITLE and (not scope.bodies or p.doc_id in scope.doc_ids))


# "the performance report for Q1", "the minutes of July": a paper of a series, by how the archive calls its kinds
_SERIES: tuple[tuple[re.Pattern[str], str, tuple[DocType, ...]], ...] = (
    (re.compile(r"\bperformance (?:report|paper|update)s?\b"), "performance report", ("performance_report",)),
    (re.compile(r"\bminutes\b"), "minutes", ("minutes",)),
    (re.compile(r"\bagenda\b"), "agenda", ("agenda",)),
    (re.compile(r"\bnewsletter\b"), "newsletter", ("newsletter",)),
    (re.compile(r"\b(?:accounts|statement of accounts)\b"), "accounts", ("accounts",)),
)
REPORTED_WITHIN = 200
"""Days after its end in which a paper on a quarter or a year is held to be the one on it."""


def find_missing_paper(question: Question, scope: Scope, papers: Sequence[PaperSummary], days: Iterable[str | None] = ()) -> str | None:
    """The meeting, period, body or paper of a series that the question names and the archive has not ("paper of July 2021");
    None where nothing named is missing."""
    dated = [period for period in scope.periods if period.role == "in"]
    held = any(dated[0].holds(day) for day in days) if dated else False
    if dated and scope.meeting_named and not scope.in_period and not held:
        of_body = f"{scope.bodies[0]} " if len(scope.bodies) == 1 else ""
        return f"paper of {of_body}{describe_period(dated[0])}"
    years = {day[:4] for p in papers for day in (p.meeting_date, p.published_on) if day}
    if dated and years and all(min(abs(int(y) - wanted) for y in years if y.isdigit()) > 1 for p in dated for wanted in p.years[:1]):
        return f"paper of {describe_period(dated[0])}"
    named = [name for name in question.names if _looks_like_body(name)]
    for name in named:
        words = set(fold(name).split()) - _BODY_WORDS
        if words and not any(words & set(fold(f"{p.body or ''} {p.title}").split()) for p in papers):
            return f"paper of {name}"
    return _find_missing_of_series(question, scope, papers) if dated and not held else None


def _find_missing_of_series(question: Question, scope: Scope, papers: Sequence[PaperSummary]) -> str | None:
    """A paper of a kind that the archive has of other periods: none has the period in its title, or comes soon after it."""
    folded = fold(question.text)
    period = scope.periods[0]
    for wording, name, kinds in _SERIES:
        series = [p for p in papers if p.doc_type in kinds and (not scope.bodies or p.doc_id in scope.doc_ids)]
        if wording.search(folded) and series and not any(_is_on(paper, period) for paper in series):
            return f"{name} of {describe_period(period)}"
    return None


def _is_on(paper: PaperSummary, period: Period) -> bool:
    if any(named.start and named.start <= period.end and named.end >= period.start for named in find_periods(paper.title)):
        return True
    day = paper.meeting_date or paper.published_on
    if not day or len(day) < 10:
        return day is None or period.holds(day)
    late = 0 if period.kind in ("day", "month") else REPORTED_WITHIN
    return period.start <= day <= (date.fromisoformat(period.end) + timedelta(days=late)).isoformat()


def describe_nearest(scope: Scope, papers: Sequence[PaperSummary]) -> str:
    """ " The nearest it holds are of 28 Nov 2023 and 12 Mar 2024.", before and after the period named; "" without one."""
    if not scope.periods:
        return ""
    # a report has often no meeting but a day of its own
    dated = (p.meeting_date or p.published_on or "" for p in papers if not scope.bodies or p.doc_id in scope.doc_ids)
    days = sorted({day for day in dated if len(day) == 10})
    before = [day for day in days if day < scope.periods[0].start][-1:]
    after = [day for day in days if day > scope.periods[0].end][:1]
    near = [to_short_date(day) for day in before + after]
    return f" The nearest it holds {'are' if len(near) > 1 else 'is'} of {' and '.join(near)}." if near else ""


_BODY_WORDS = frozenset(
    "police constabulary council county city town parish borough district board panel committee and of the crime force fire".split()
)


def _looks_like_body(name: str) -> bool:
    words = set(fold(name).split())
    return len(words) > 1 and bool(
        words & {"police", "constabulary", "council", "panel", "committee", "authority", "board", "force"}
    )


def describe_period(period: Period) -> str:
    return period.text
