"""Questions for the whole of something: what somebody promised, what was decided, what is outstanding, how often.

Such a question is answered from the register, completely and with the number of papers that it was read from, and not
from the best passages. A question for one thing ("what did the clerk promise about the boiler") is answered so only
where a row of the register has every word that it names; else it goes the way of all questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from answer.cues import GENERIC_BODY_WORDS
from answer.period import Period, day_range
from answer.question import Question, Term
from answer.scope import Scope
from answer.words import find_stems, fold, is_stop_word, stem
from index.records import PaperSummary
from ledger.papers import cover
from ledger.records import Coverage, Entry
from ledger.register import RegisterFilters, all_entries, plain_entries

OUTSTANDING = ("overdue", "open", "never mentioned again")
EARLIEST, LATEST = "0001-01-01", "9999-12-31"
FEW = 6
"""Rows beyond which a question for one thing was read wrongly."""

_OUTSTANDING = re.compile(
    r"\b(?:still )?(?:outstanding|overdue|unfinished|undelivered|unresolved)\b|\bstill (?:open|owed|to be done|to do|due|awaited)\b"
    r"|\bnot (?:yet )?(?:been )?(?:done|reported back|delivered|kept|completed)\b|\bnever (?:been )?(?:done|delivered|kept|reported back)\b"
)
_OWED = r"(?:promises?|pledges?|commitments?|undertakings?|actions?|action points?|tasks?)"
_ALL = r"\b(?:what|which|list|all|every|each|any|name|show)\b(?: (?:all|every|each|the|of|me|other)\b)*"
# "what promises did the Chair make", "list every commitment of the clerk"; of "which promise" there is one
_PROMISES = re.compile(rf"{_ALL} (?:promises|pledges|commitments|undertakings)\b|\b(?:list|all|every|each|any) (?:promise|pledge|commitment|undertaking)\b")
# "all actions for the Treasurer", "what actions were agreed"; "what actions has the force taken on theft" is about deeds
_ACTIONS = re.compile(rf"{_ALL} (?:actions|action points|tasks) (?:for|of|from|were (?:agreed|set|given|recorded|assigned|noted)|did the .{{2,40}} (?:agree|set|record))\b|\baction log\b.*\b(?:all|list|every)\b")
# "what did the Chair promise about the depot", "what has the force committed to"
_PROMISED = re.compile(
    r"^(?:so )?what (?:exactly )?(?:did|has|have|had|does|is) (?P<who>.{2,60}?) (?:promis\w*|pledg\w*|committ?(?:ed)?|undert[ao]\w+|offer(?:ed)? to do|agreed? to do|asked to do|to do)\b"
)
_DECISIONS = re.compile(rf"{_ALL} (?:decisions|resolutions)\b|\b(?:list|all|every|each|any) (?:decision|resolution)\b")
_DECIDED = re.compile(
    r"^(?:so )?what (?:was|were|has been|have been|got) (?:decided|resolved|agreed)\b"
    r"|^(?:so )?what (?:did|has|have) (?P<who>.{2,60}?) (?:decide|decided|resolve|resolved)\b"
)
_RECOMMENDATIONS = re.compile(rf"{_ALL} recommendations\b|\b(?:list|all|every|each|any) recommendation\b")
# what a paper says about such things is a fact of that paper
_REPORTED = re.compile(r"\baccording to\b|\b(?:say|says|said|tell|told|reported that|describe\w*)\b|\bhow many (?!times)|\bwhy\b|\bwho\b")
_TIMES = re.compile(r"\bhow (?:many times|often)\b|\bon how many occasions\b|\b(?:every|each) (?:time|occasion)\b")
# what the register counts: "how many times was it deferred"; anything else is a figure of some paper
_COUNTED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"\b(?:decid|resolv)\w*\b", r".", ("decision",)),
    (r"\bvote[sd]?\b|\bvoting\b", r"\b(?:vote[sd]?|voting|for and|against|abst\w+|unanimous\w*|casting)\b", ("decision",)),
    (r"\b(?:defer|postpon|adjourn)\w*\b", r"\b(?:defer|postpon|adjourn)\w*\b", ("decision",)),
    (r"\b(?:refus|reject|turn(?:ed)? down)\w*\b", r"\b(?:refus|reject|lost|not (?:be )?(?:support|approv|agree))\w*\b", ("decision",)),
    (r"\b(?:approv|agree)\w*\b", r"\b(?:approv|agree)\w*\b", ("decision",)),
    (r"\b(?:promis|pledg|committ?|undert[ao]k)\w*\b", r".", ("commitment", "action")),
    (r"\brecommend\w*\b", r".", ("recommendation",)),
)
_ASKING = frozenset(
    stem(word)
    for word in """promise promised pledge commitment undertaking undertook undertaken commit committed action actions task decide decided decision
    resolution resolve resolved agree agreed outstanding overdue unfinished undelivered unresolved still open owed due done delivered kept completed
    report reported back list every all time times often occasion occasions exactly recommendation recommendations recommended make made making
    vote voted defer deferred postpone postponed adjourn adjourned refuse refused reject rejected approve approved make point points
    last latest previous recent next outcome yet never matter regard regarding take taken took pass passed something anything thing things exist been concerning relation total meeting meetings minute paper papers""".split()
)
"""Words that ask and do not say what for."""
_ANYBODY = frozenset("last latest previous they we it panel council board committee members member councillors force meeting anybody anyone everybody".split())


@dataclass(frozen=True, slots=True)
class Request:
    """``whole``: all there is, counted; else one thing, of which every word must be met. ``who`` are words of the owner."""

    kinds: tuple[str, ...]
    whole: bool
    who: tuple[str, ...] = ()
    about: tuple[Term, ...] = ()
    statuses: tuple[str, ...] = ()
    pattern: str = ""
    counted: str = ""
    """The verb that is counted, as asked."""

    @property
    def outstanding(self) -> bool:
        return bool(self.statuses)


@dataclass(frozen=True, slots=True)
class Whole:
    """The rows that a request is for, over what they are complete, and the period that was read into it."""

    request: Request
    entries: tuple[Entry, ...]
    coverage: Coverage
    inferred: tuple[str, ...] = ()
    limits: RegisterFilters | None = None
    """The same rows for the register's page; None where its limits cannot say which they are."""


def read_request(question: Question, scope: Scope) -> Request | None:
    """What of the register is asked for; None for every other question."""
    folded = fold(question.text).strip(" ?!.")
    if _REPORTED.search(folded):
        return None
    counted = _read_counted(folded)
    who: str | None = None
    kinds: tuple[str, ...] = ()
    whole = True
    outstanding = _OUTSTANDING.search(folded)
    if counted is not None:
        kinds = counted.kinds
    elif outstanding and (re.search(rf"\b{_OWED}\b", folded) or re.match(r"(?:what|which|list|show|is anything|anything)\b(?! \w+s? (?:balance|sum|amount|debt|loan)s?)", folded)):
        kinds = ("action",) if re.search(r"\b(?:actions?|tasks?)\b", folded) else ("commitment", "action")
    elif _PROMISES.search(folded):
        kinds = ("commitment", "action")
    elif _ACTIONS.search(folded):
        kinds = ("action",)
    elif _DECISIONS.search(folded):
        kinds = ("decision",)
    elif _RECOMMENDATIONS.search(folded):
        kinds = ("recommendation",)
    elif match := _PROMISED.search(folded):
        kinds, who, whole = ("commitment", "action"), match.group("who"), False
    elif match := _DECIDED.search(folded):
        kinds, who, whole = ("decision",), match.groupdict().get("who"), False
    if not kinds:
        return None
    owner = _read_owner(folded, who)
    about = read_about(question, scope, owner)
    if not whole and not about:
        return None
    statuses = () if not outstanding else ("overdue",) if "overdue" in outstanding.group() else OUTSTANDING
    return Request(kinds, whole, owner, about, statuses, counted.pattern if counted else "", counted.counted if counted else "")


def _read_counted(folded: str) -> Request | None:
    if not _TIMES.search(folded):
        return None
    for asked, printed, kinds in _COUNTED:
        match = re.search(asked, folded)
        if match:
            return Request(kinds, True, pattern=printed, counted=match.group())
    return None


def _read_owner(folded: str, who: str | None) -> tuple[str, ...]:
    """Words of the person, office or body whose promise it is; none where it is the meeting's own."""
    if who is None:
        match = re.search(
            rf"\b{_OWED} (?:did|has|have|had|does|of|by|from|for) (?:the )?(?P<who>(?:[a-z'-]+ ?){{1,4}}?)(?: (?:make|made|give|given|still|about|on|in|since|at|from|to|regarding|not|never)\b|$)",
            folded,
        ) or re.search(rf"\b(?P<who>(?:[a-z-]+ ){{0,2}}[a-z-]+)(?:'s|s') (?:\w+ )?{_OWED}\b", folded)
        who = match.group("who") if match else ""
    words = [word for word in re.findall(r"[a-z][a-z'-]*", who) if not is_stop_word(word)]
    words = [word.removesuffix("'s") for word in words if stem(word) not in _ASKING]
    return () if not words or set(words) <= _ANYBODY else tuple("commissioner" if word in ("pcc", "opcc") else word for word in words)


def read_about(question: Question, scope: Scope, owner: Sequence[str] = (), without: re.Pattern[str] | None = None) -> tuple[Term, ...]:
    """The words that say what the question is about: no words of asking, of the owner, of the body, none that ``without`` matches."""
    owners = {stem(word) for word in owner}
    return tuple(
        term
        for term in question.terms
        if term.stem not in _ASKING
        and term.stem not in owners
        and not _names_body(term, scope)
        and not (without is not None and without.search(fold(term.text)))
    )


def _names_body(term: Term, scope: Scope) -> bool:
    return term.stem in scope.body_stems or (bool(scope.bodies) and fold(term.text) in GENERIC_BODY_WORDS) or fold(term.text) in ("panel", "council", "committee", "meeting", "members", "member", "councillors")


def find_whole(archive: Any, question: Question, scope: Scope, papers: Sequence[PaperSummary]) -> Whole | None:
    """The rows for a request of the question; None where it makes none, or makes one for a single thing that no row meets."""
    request = read_request(question, scope)
    if request is None:
        return None
    held = {paper.doc_id: paper for paper in papers if not scope.bodies or paper.doc_id in scope.doc_ids}
    rows = all_entries(archive) if request.outstanding else plain_entries(archive)
    rows = tuple(row for row in rows if row.kind in request.kinds and row.place.doc_id in held and _is_owner(request.who, row))
    rows = tuple(row for row in rows if is_about(archive, request.about, row))
    latest = max((paper.meeting_date for paper in held.values() if paper.meeting_date), default="")
    if request.outstanding:
        rows = tuple(_past_its_date(row, latest) for row in rows)
        rows = tuple(row for row in rows if row.status in request.statuses)
    if request.pattern:
        rows = tuple(row for row in rows if re.search(request.pattern, fold(f"{row.quote} {row.vote or ''} {row.outcome or ''}")))
    periods, inferred = settle_periods(question, rows, held.values())
    rows = tuple(row for row in rows if all(period.holds(row.made_on) for period in periods))
    if not request.whole and not 0 < len(rows) <= FEW:
        return None
    # nothing is said to be nowhere on the strength of a word that the register may have put otherwise
    if request.whole and not rows and request.about:
        return None
    left = [paper for paper in held.values() if all(_paper_within(period, paper) for period in periods)]
    return Whole(request, rows, cover(left), inferred, _find_limits(request, scope, periods, latest))


def day_before(day: str) -> str | None:
    """
    >>> day_before("2024-03-01")
    '2024-02-29'
    """
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if len(day) == 10 else None


def limit_register(question: Question, scope: Scope) -> RegisterFilters | None:
    """Where to look in the register for what a question asks of it, whether it was answered from there or not; None for other questions."""
    request = read_request(question, scope)
    return None if request is None else _find_limits(request, scope, [_open_ended(period) for period in question.periods if period.start], "")


def _find_limits(request: Request, scope: Scope, periods: Sequence[Period], latest: str) -> RegisterFilters | None:
    if request.pattern or len(periods) > 1 or len(scope.bodies) > 1:
        return None
    start, end = (periods[0].start, periods[0].end) if periods else ("", "")
    return RegisterFilters(
        kinds=request.kinds,
        owner=" ".join(request.who),
        body="".join(scope.bodies),
        made_from=None if start in ("", EARLIEST) else start,
        made_to=None if end in ("", LATEST) else end,
        # what is past its date may go by another status there: see _past_its_date
        due_to=day_before(latest) if request.statuses == ("overdue",) else None,
        statuses=OUTSTANDING if request.statuses else (),
        words=" ".join(term.text for term in request.about),
    )


def _past_its_date(row: Entry, latest: str) -> Entry:
    """What no later paper mentions is overdue too, once a paper is later than its date."""
    return replace(row, status="overdue") if row.status in OUTSTANDING and row.due and row.due[:10] < latest else row


def _is_owner(who: tuple[str, ...], row: Entry) -> bool:
    """Every word of the owner asked for is in the owner of the row; a row without an owner is nobody's."""
    owner = fold(row.owner or "")
    return all(re.search(rf"\b{re.escape(word)}\b", owner) for word in who)


def is_about(archive: Any, about: Sequence[Term], row: Entry) -> bool:
    return not about or find_share(archive, about, row) == 1.0


def find_share(archive: Any, about: Sequence[Term], row: Entry) -> float:
    """Share of the words that the row or the heading over it has, names as they are, others in words for the same thing too."""
    document = archive.document(row.place.doc_id)
    paragraph = document.paragraph_at(row.place.span.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    over = section.heading if section is not None else ""
    have = frozenset(find_stems(f"{row.quote} {row.topic or ''} {row.owner or ''} {over}"))
    return sum(bool(term.stem in have or (not term.name and term.near & have)) for term in about) / max(1, len(about))


def settle_periods(question: Question, rows: Sequence[Entry], papers: Iterable[PaperSummary]) -> tuple[list[Period], tuple[str, ...]]:
    """Periods that limit the day a row was made. A month without a year is its latest one, the last meeting the latest day; both are inferred."""
    periods = [_open_ended(period) for period in question.periods if period.start]
    inferred: list[str] = []
    days = sorted({row.made_on for row in rows if row.made_on and len(row.made_on) == 10})
    for period in question.periods:
        if period.kind == "month_of_any_year" and period.month:
            found = [day for day in days if int(day[5:7]) == period.month and (period.day is None or int(day[8:10]) == period.day)]
            if found:
                start, end = (found[-1], found[-1]) if period.day else day_range(found[-1][:7])
                periods.append(replace(period, kind="month", start=start, end=end))
                inferred.append(f"“{period.text}” is taken as that of {found[-1][:4]}, the latest of which the papers have anything")
    if question.wants_last_meeting and not periods:
        meetings = sorted(paper.meeting_date for paper in papers if paper.meeting_date)
        if meetings:
            periods.append(Period("day", meetings[-1], meetings[-1], "the last meeting"))
            inferred.append(f"the last meeting is taken as that of {meetings[-1]}, the latest of which there is a paper")
    return periods, tuple(inferred)


def _open_ended(period: Period) -> Period:
    """ "since May 2024" has no end and "to May 2024" no beginning."""
    if period.role == "since":
        return replace(period, end=LATEST)
    return replace(period, start=EARLIEST) if period.role == "until" else period


def _paper_within(period: Period, paper: PaperSummary) -> bool:
    day = paper.meeting_date or paper.published_on
    return day is None or period.holds(day)
