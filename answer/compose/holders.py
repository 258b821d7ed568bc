"""Answers to "who is the Clerk?": the holder and the words that say so, with their day, and those who held the office before."""

from __future__ import annotations

import re
from typing import Any

from answer.cite import to_short_date
from answer.compose.draft import WORDS_OF_A_LIST, Draft, Piece, fit, show_quote
from answer.office import Held, Holders
from ingest.spans import Span
from ledger.office_words import Holding

MOST_HOLDERS = 5
"""Of one body, the latest first."""


def write_holders(archive: Any, holders: Holders) -> Draft:
    """A name first where one holder of one body is meant; of several bodies each with its own, of several holders each with the day."""
    request = holders.request
    several = len(holders.held) + holders.left > 1
    pieces: list[Piece] = []
    inferred: list[str] = []
    caveats: list[str] = []
    if request.taken:
        inferred.append(f"the office: the question names none, and the {request.office} is in charge of a police force")
    for held in holders.held:
        shown = held.holders[: 1 if several and request.now else MOST_HOLDERS]
        latest = held.holders[0]
        if not request.now and not request.periods:
            shown = tuple(reversed(shown))
        heading = _find_heading(archive, latest, held.series.body) if several and held.series.own else None
        pieces += [heading] if heading is not None else []
        pieces += [_to_piece(archive, one, earlier=request.now and one.day != latest.day) for one in shown]
        if held.around:
            days = " and ".join(_day(one) for one in shown)
            inferred.append(f"that {_printed(archive, latest)} held the office then: no paper of that time says so, those of {days} do")
        elif not request.periods:
            inferred.append(f"the day: the latest paper that names a holder{_of_body(held, several)} is of {_day(latest)}")
        elif not request.periods[0].start:
            inferred.append(f"the year: “{request.periods[0].text}” is taken as that of {str(latest.day)[:4]}")
        if len({one.person for one in shown}) > 1 and not _two_at_once(held):
            inferred.append("when each held the office: the days are those of papers that name them, none says from when to when")
        if any(one.for_now for one in shown) and not request.for_now:
            caveats.append("The office was held for the time being (acting, temporary or interim) where the quote says so.")
        if any(one.presiding for one in shown):
            caveats.append("Where the quote says “in the chair”, the paper does not say whether as its chair or in place of one.")
    if several:
        caveats.append("The question names no body; each is given with its own.")
    if holders.left:
        caveats.append(f"{holders.left} more {'body has' if holders.left == 1 else 'bodies have'} such an office by the papers; name one for its own.")
    short = None
    people = {one.person for held in holders.held for one in held.holders}
    if not several and (request.now or len(people) == 1) and not _two_at_once(holders.held[0]):
        short = _printed(archive, holders.held[0].holders[0])
    return Draft(short, fit(pieces, WORDS_OF_A_LIST, short), inferred=tuple(dict.fromkeys(inferred)), caveats=tuple(dict.fromkeys(caveats)), sure=True)


def _two_at_once(held: Held) -> bool:
    """Two with one title in one paper: the finance officers of a force and of its commissioner."""
    return len(held.holders) > 1 and held.holders[0].day == held.holders[1].day and held.holders[0].person != held.holders[1].person


def _of_body(held: Held, several: bool) -> str:
    return f" of {held.series.body}" if several and held.series.body else ""


def _day(holding: Holding) -> str:
    return to_short_date(holding.day) if holding.day else "no date"


def _printed(archive: Any, holding: Holding) -> str:
    return show_quote(archive.document(holding.doc_id).quote(holding.printed))


def _find_heading(archive: Any, holding: Holding, body: str) -> Piece | None:
    """The name of the body as its paper prints it, quoted before its holder; None where a running header or a letterhead alone has it."""
    document = archive.document(holding.doc_id)
    part = document.part_at(holding.span.start)
    words = re.findall(r"\w+", body)
    if not words:
        return None
    pattern = re.compile(r"(?i)\b" + r"\W{1,3}".join(map(re.escape, words)) + r"\b")
    match = (pattern.search(document.text, part.span.start, part.span.end) if part is not None and holding.part else None) or pattern.search(document.text)
    if match is None:
        return None
    span = Span(match.start(), match.end())
    return Piece(document.doc_id, span, f"{show_quote(document.quote(span))}:")


def _to_piece(archive: Any, holding: Holding, *, earlier: bool) -> Piece:
    text = show_quote(archive.document(holding.doc_id).quote(holding.span))
    return Piece(holding.doc_id, holding.span, text, f"{'Before that, ' if earlier else ''}{_day(holding)}:")
