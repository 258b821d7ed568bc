"""Questions for the holder of an office: "Who is the Chief Constable?", "Who chaired …" is one for a meeting and not read here.

Such a question is answered from what the ledger reads of offices (:mod:`ledger.tenures`), and only where nothing of it is left
unread: the office, the body, a period. "Who is the officer looking into the depot" goes the way of all questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from answer.period import Period
from answer.question import Question
from answer.words import fold, is_stop_word, stem
from index.records import PaperSummary
from ledger.days import days_between
from ledger.families import SHARED
from ledger.office_words import Holding
from ledger.offices import Office, find_offices, find_remit, is_of_a_meeting
from ledger.tenures import Series, Tenure, find_series, words_of

LONGEST = 550
"""Days from the period asked for to the papers before and behind it that name the same holder."""
MOST_BODIES = 6

_ASKED = re.compile(
    r"^(?:(?:so|and|please|can you tell me|could you tell me|tell me|do (?:you|we|the papers) (?:know|say)),? )*"
    r"(?:who(?:'s| is| was| are| were| has been| have been| had been| is currently| currently is| served as| serves as| acts? as| acted as| (?:holds?|held) (?:the )?(?:office|post|role|position)s? of)"
    r"|(?:(?:what(?:'s| is| was)|what are|give|state) )?(?:the )?names? of|name) (?P<rest>(?:the |our |your |its |their |all )*(?P<what>.+))$"
)
_CHAIRS = re.compile(r"^(?:who|which (?:councillor|member)) (?P<verb>chairs|leads|clerks) (?P<what>(?:the|our) .+)$")
_IN_CHARGE = re.compile(
    r"^(?:who|which officer)(?:'s| is| was)? (?:currently )?(?:in charge of|at the (?:head|top|helm) of|(?:the )?(?:head|boss|top (?:cop|officer)|most senior officer) (?:of|at|in)"
    r"|commands|commanded|runs|ran|heads|headed|leads|led) (?P<what>(?:the |our )?(?:(?!(?:of|at|in|for|on|to|by)\b)[\w&'-]+ ){0,4}(?:police(?: force| service)?|constabulary|(?<!task )force))$"
)
"""Who is in charge of a police force is its chief constable."""
_BY_VERB = {"chairs": "chair", "leads": "leader", "clerks": "clerk"}
_WITH_REMIT = ("head of ", "director of ")
_DONE_BY = {"chair": r"\bchair(?:ed|s|ing)\b|\bpresid(?:ed|es|ing)\b", "leader": r"\ble(?:d|ads)\b", "clerk": r"\bclerk(?:ed|s|ing)\b"}
_PRESENT = re.compile(r"^(?:\W|\w+ )*?(?:who's|who is|who are|what's|what is|who chairs|who leads|who clerks|who commands|who runs|who heads|who currently)\b|\b(?:current|currently|now|present|today)\b")
# what asks for more than who holds the office, or for another time than the one that is named
_MORE = re.compile(
    r"\d|\b(?:that|who|which|whom|whose|or|before|after|until|till|since|between|not|never|first|when|why|how|because"
    r"|(?:re-?)?elected|appointed|chosen|picked|made|nominated|proposed|seconded|replaced|asked|invited|in the chair|to chair)\b"
)
_FILLER = frozenset(
    """current currently present now today serving sitting latest time date day days year years named names mentioned meeting meetings minutes held paper papers
    archive document documents each when back person people dates different new""".split()
)
"""Words of the asking; that of a body's own name is never needed to tell it."""


@dataclass(frozen=True, slots=True)
class Request:
    """``about``: words of the body as asked, short forms spelt out. ``taken``: the office is not named, but is whose work the question asks after."""

    office: str
    for_now: bool
    about: frozenset[str]
    periods: tuple[Period, ...]
    now: bool
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Whose office, and the holders that answer: each with the paper that says so on the day meant.

    ``around``: no paper of the period names a holder, those before and behind it name the same one.
    """

    series: Series
    holders: tuple[Holding, ...]
    around: bool = False


@dataclass(frozen=True, slots=True)
class Holders:
    """``left``: holders of bodies beyond :data:`MOST_BODIES`, and of those whose name or day no paper tells."""

    request: Request
    held: tuple[Held, ...]
    left: int = 0


def read_request(question: Question) -> Request | None:
    """The office, body and period that a question asks the holder of; None for every other question."""
    text = question.text
    for period in question.periods:
        text = text.replace(period.text, " ")
    folded = re.sub(r"\s+", " ", fold(text)).strip(" ?!.")
    if question.wants_last_meeting or any(period.role != "in" for period in question.periods):
        return None
    match = _ASKED.match(folded)
    asked = _choose(match["what"]) if match is not None else None
    if match is None:
        match = _CHAIRS.match(folded)
        asked = Office(_BY_VERB[match["verb"]], False, 0, 0) if match is not None else None
        if match is not None and match["verb"] == "leads" and not re.search(r"\bcouncil$", match["what"]):
            return None  # who leads a task group is its lead member
    taken = asked is None
    if taken:
        match = _IN_CHARGE.match(re.sub(r"(?: (?:in|on|at|as of|as at|during|by|back in))+$", "", folded))
        asked = Office("chief constable", False, 0, 0) if match is not None else None
    if match is None or asked is None:
        return None
    if re.search(r"\b(?:in|to) the $", match["what"][: asked.start]):
        return None  # "who was in the chair": of one meeting, see answer.compose.attendance
    left = re.sub(r"\band when\b", " ", f"{match['what'][: asked.start]} {match['what'][asked.end :]}")
    if _MORE.search(left):
        return None
    about = frozenset(word for word in words_of(re.sub(r"'s\b|s'(?!\w)", " ", left)) if word not in _FILLER and not is_stop_word(word))
    return Request(asked.name, asked.for_now, about, question.periods, bool(_PRESENT.search(folded)) and not question.periods, taken)


def _choose(what: str) -> Office | None:
    """The office that is asked for: of "the PCC's chief of staff" the last, of "the clerk to the mayor's charity" the first."""
    remit = find_remit(what)
    if remit is not None:
        return Office(re.sub(r"\s+", " ", what.strip()), False, 0, len(what))
    owner = max((match.end() for match in re.finditer(r"(?:'s|s') ", what)), default=0)
    office = next(find_offices(what[owner:], plurals=True), None)
    return None if office is None else replace(office, start=office.start + owner, end=office.end + owner)


def find_holders(archive: Any, question: Question, papers: Sequence[PaperSummary]) -> Holders | None:
    """Who held the office asked for, by body; None where the question asks for none, or where the papers do not make it plain."""
    request = read_request(question)
    if request is None:
        return None
    doc_ids = {paper.doc_id for paper in papers}
    for reading in _readings(request):
        holders = _find_holders_of(archive, reading, doc_ids)
        if holders is not None:
            return holders
    return None


def _readings(request: Request) -> Iterator[Request]:
    """A title with a remit may hold the body too: "director of finance of Wenmark Constabulary"."""
    yield request
    if request.office.startswith(_WITH_REMIT):
        for cut in reversed(list(re.finditer(r" (?:of|for|at|in) (?:the )?", request.office))[1:]):
            yield replace(request, office=request.office[: cut.start()], about=request.about | words_of(request.office[cut.end() :]))


def _find_holders_of(archive: Any, request: Request, doc_ids: set[str]) -> Holders | None:
    found = find_series(archive, request.office, doc_ids)
    wanted = [series for series in found if _is_meant(request, series)]
    # "Kent County Council" is not its cabinet, where there are papers of both
    asked = {stem(word) for word in request.about}
    wanted = [series for series in wanted if asked and {stem(word) for word in words_of(series.body)} <= asked] or wanted
    held = [answer for series in wanted if (answer := _resolve(request, series)) is not None]
    held = _drop_repeats(held)
    if not held:
        return None
    # where several bodies have such an office, one that no paper names or dates is left to the end
    held.sort(key=lambda one: not (one.series.body and one.holders[0].day))
    shown = [one for one in held if one.series.body and one.holders[0].day] or held[:1]
    return Holders(request, tuple(shown[:MOST_BODIES]), len(held) - len(shown[:MOST_BODIES]))


def _is_meant(request: Request, series: Series) -> bool:
    """Every word that names the body is one of the series'; what every body has in its name need not be, where the office is a force's."""
    about = request.about
    if not is_of_a_meeting(request.office):
        about = frozenset(word for word in about if word not in SHARED)
    if not about:
        return series.own if not request.about or not is_of_a_meeting(request.office) else True
    have = {stem(word) for word in series.words}
    return all(stem(word) in have for word in about)


def _resolve(request: Request, series: Series) -> Held | None:
    tenures = [tenure for tenure in series.tenures if not request.for_now or any(one.for_now for one in tenure.holdings)]
    if not request.periods:
        if not tenures:
            return None
        dated = [tenure for tenure in tenures if tenure.last] or tenures
        latest = dated[-1].last
        current = _surest([tenure for tenure in dated if tenure.last == latest], lambda tenure: _show(tenure, latest))
        if not _is_plain(dated, current):
            return None
        earlier = [tenure for tenure in reversed(dated) if tenure.last != latest]
        return Held(series, tuple(_show(tenure, tenure.last) for tenure in [*current, *earlier]))
    period = request.periods[0]
    if period.day is not None and not request.for_now:
        tenures += [Tenure((one,), one.day, one.day) for one in series.stood_in]
    within = [(tenure, days) for tenure in tenures if (days := [one.day for one in tenure.holdings if period.holds(one.day)])]
    if not period.start and within:
        year = max(str(day)[:4] for _, days in within for day in days)
        within = [(tenure, [day for day in days if str(day)[:4] == year]) for tenure, days in within]
        within = [(tenure, days) for tenure, days in within if days]
    if within:
        shown = [_show(tenure, days[-1]) for tenure, days in sorted(within, key=lambda item: str(item[1][-1]))]
        return Held(series, tuple(_surest(shown, lambda one: one) if len({one.day for one in shown}) == 1 else shown))
    if not period.start or any(period.holds(one.day) for one in series.stood_in):
        return None
    return _resolve_around(series, tenures, period)


def _resolve_around(series: Series, tenures: Sequence[Tenure], period: Period) -> Held | None:
    dated = [(one.day, tenure) for tenure in tenures for one in tenure.holdings if one.day and len(one.day) == 10]
    before = max((item for item in dated if item[0] < period.start and days_between(item[0], period.start) <= LONGEST), key=lambda item: item[0], default=None)
    behind = min((item for item in dated if item[0] > period.end and days_between(period.end, item[0]) <= LONGEST), key=lambda item: item[0], default=None)
    if before is None or behind is None or before[1] is not behind[1]:
        return None
    if any(tenure is not before[1] and tenure.last and tenure.first and before[0] <= tenure.last and tenure.first <= behind[0] for tenure in tenures):
        return None
    return Held(series, (_show(before[1], before[0]), _show(before[1], behind[0])), around=True)


def _is_plain(tenures: Sequence[Tenure], current: Sequence[Tenure]) -> bool:
    """Nobody else is named after the latest holder was first: else there are two holders, or one was read wrongly."""
    if len(current) == 1:
        only = current[0]
        if only.is_thin and any(not other.is_thin for other in tenures):
            return False  # "Ada Thorne, CEO" in the text of one paper may be a guest
        return not any(other is not only and other.last and only.first and other.last > only.first for other in tenures)
    days = {day for tenure in current for day in (tenure.first, tenure.last)}
    return len(current) == 2 and len(days) == 1


def _surest(found: list[Any], shown: Callable[[Any], Holding]) -> list[Any]:
    """Of several in papers of one day those on a list of attendance, if any: a guest's rank in the text says less."""
    listed = [one for one in found if shown(one).listed]
    return listed if 0 < len(listed) < len(found) else found


def _show(tenure: Tenure, day: str | None) -> Holding:
    """The words of that day that say it best: the name in full, on a list, of the body that is printed beside it, on one line."""
    of_day = [one for one in tenure.holdings if one.day == day]
    return max(of_day, key=lambda one: (len(one.name.split()[0].strip(".")) > 1 and one.printed.end - one.printed.start >= len(one.name) - 1, not one.presiding, bool(one.whose), one.listed, one.span.start - one.span.end))


def _drop_repeats(held: Sequence[Held]) -> list[Held]:
    """One person under two names of one body is told once."""
    kept: list[Held] = []
    for one in held:
        if not any(one.holders[0].person == other.holders[0].person for other in kept):
            kept.append(one)
    return kept


def names_office(text: str, request: Request) -> bool:
    """Whether a quote prints the office that is asked for, and not a deputy's or another's."""
    folded = fold(text)
    if request.office.startswith(_WITH_REMIT):
        return request.office in folded
    verb = _DONE_BY.get(request.office)
    return bool(verb and re.search(verb, folded)) or any(office.name == request.office for office in find_offices(text))
