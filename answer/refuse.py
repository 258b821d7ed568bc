"""Three different refusals: the papers do not say; the paper that would say is missing; it is there but cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from answer.period import Period
from answer.question import Question
from answer.records import Refusal
from answer.scope import Scope
from answer.words import fold
from index.records import PaperSummary

UNREADABLE = ("none", "garbled")


def make_refusal(question: Question, scope: Scope, papers: Sequence[PaperSummary], *, note: str = "") -> Refusal:
    """The refusal for a question that is not answered. ``note`` completes "The papers searched do not say" (": no passage names …")."""
    searched = describe_searched(papers)
    unreadable = find_unreadable(scope, papers)
    if unreadable:
        names = ", ".join(paper.title or paper.file for paper in unreadable[:3])
        return Refusal(
            "paper_unreadable",
            f"The papers that can be read do not say; pages of a paper that may say it could not be read: {names}.",
            searched,
        )
    missing = find_missing_paper(question, scope, papers)
    if missing:
        return Refusal("paper_missing", f"The archive holds no paper of {missing}, so it cannot answer.", searched)
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


def find_unreadable(scope: Scope, papers: Sequence[PaperSummary]) -> tuple[PaperSummary, ...]:
    """Papers of the named period (and body) with pages that could not be read; none where the question names no period."""
    if not scope.in_period:
        return ()
    return tuple(p for p in papers if p.doc_id in scope.in_period and _unreadable_pages(p))


def find_missing_paper(question: Question, scope: Scope, papers: Sequence[PaperSummary]) -> str | None:
    """The meeting, period or body that the question names and no paper is of; None where nothing named is missing."""
    dated = [period for period in scope.periods if period.role == "in"]
    if dated and scope.meeting_named and not scope.in_period:
        of_body = f"{scope.bodies[0]} " if len(scope.bodies) == 1 else ""
        return f"{of_body}{describe_period(dated[0])}"
    years = {day[:4] for p in papers for day in (p.meeting_date, p.published_on) if day}
    if dated and years and all(min(abs(int(y) - wanted) for y in years if y.isdigit()) > 1 for p in dated for wanted in p.years[:1]):
        return describe_period(dated[0])
    named = [name for name in question.names if _looks_like_body(name)]
    for name in named:
        words = set(fold(name).split()) - _BODY_WORDS
        if words and not any(words & set(fold(f"{p.body or ''} {p.title}").split()) for p in papers):
            return name
    return None


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
