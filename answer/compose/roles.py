"""Answers to "what is Ada Thorne's role?": the office first, then the words that print it beside the name, with their day."""

from __future__ import annotations

from typing import Any

from answer.cite import to_short_date
from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, Piece, fit, show_quote
from answer.roles import Role, Roles

MOST_SHOWN = 4


def write_roles(archive: Any, roles: Roles) -> Draft:
    """The latest one first; of a period, all of it in order. No paper says from when to when an office was held."""
    shown = list(roles.found[-MOST_SHOWN:])
    latest = shown[-1]
    if not roles.periods:
        shown.reverse()
    several = len({one.role for one in shown}) > 1
    inferred = []
    if not roles.periods and latest.day:
        inferred.append(f"that this is the latest: it is what the paper of {to_short_date(latest.day)} says, the last one here that names an office for {roles.person.name}")
    elif several:
        inferred.append("when each was held: the days are those of the papers")
    short = latest.role if not (several and roles.periods) else None
    pieces = [_to_piece(archive, one, earlier=not roles.periods and one is not latest) for one in shown]
    return Draft(short, fit(pieces, WORDS_OF_AN_ANSWER, short), inferred=tuple(inferred), sure=True)


def _to_piece(archive: Any, role: Role, *, earlier: bool) -> Piece:
    text = show_quote(archive.document(role.doc_id).quote(role.span))
    day = to_short_date(role.day) if role.day else "no date"
    return Piece(role.doc_id, role.span, text, f"{'Before that, ' if earlier else ''}{day}:")
