"""Answers to "what is Ada Thorne's role?": the office first, then the words that print it beside the name, with their day."""

from __future__ import annotations

from typing import Any

from answer.cite import to_short_date
from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, Piece, fit, show_quote
from answer.roles import Role, Roles
from answer.words import fold

MOST_SHOWN = 4


def write_roles(archive: Any, roles: Roles) -> Draft:
    """The latest one first; of a period, all of it in order. No paper says from when to when an office was held."""
    latest = roles.found[-1]
    # of no period the last paper for each office: an office may be printed in many forms
    shown = list(roles.found if roles.periods else {fold(one.role): one for one in roles.found}.values())
    shown = sorted(shown, key=lambda one: one.day or "")[-MOST_SHOWN:]
    if not roles.periods:
        shown.reverse()
    several = len({one.role for one in shown}) > 1
    inferred = []
    if not roles.periods and latest.day:
        inferred.append(f"that this is the latest: it is what the paper of {to_short_date(latest.day)} says, the last one here that names an office for {roles.name}")
    elif several:
        inferred.append("when each was held: the days are those of the papers")
    caveats = []
    if len(roles.bodies) > 1:
        bodies = ", ".join(body or "a body that is not named" for body in roles.bodies[:4])
        caveats.append(f"Papers of several bodies name {roles.name} ({bodies}); they do not say whether it is one person.")
    # several at a time, or of bodies that may mean two people: none of them is the answer by itself
    short = latest.role if not several or (not roles.periods and len(roles.bodies) < 2) else None
    pieces = [_to_piece(archive, one, earlier=not roles.periods and one.day != latest.day) for one in shown]
    return Draft(short, fit(pieces, WORDS_OF_AN_ANSWER, short), inferred=tuple(inferred), caveats=tuple(caveats), sure=True)


def _to_piece(archive: Any, role: Role, *, earlier: bool) -> Piece:
    text = show_quote(archive.document(role.doc_id).quote(role.span))
    day = to_short_date(role.day) if role.day else "no date"
    return Piece(role.doc_id, role.span, text, f"{'Before that, ' if earlier else ''}{day}:")
