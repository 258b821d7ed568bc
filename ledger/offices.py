"""Offices of one holder at a time, in the forms in which papers and questions print them.

    "Police & Crime Commissioner", "the PCC", "Commissioner"      the office  police and crime commissioner
    "T/ Chief Constable", "Acting Chief Constable"                the office  chief constable, held for the time being
    "Deputy Chief Constable", "Vice-Chairman"                     offices of their own: deputy chief constable, vice chair
    "Group Leader", "former Clerk", "Mayor-elect"                 none of these offices

What is held by several at a time (councillor, officer, inspector, assistant chief constable) is not in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OFFICES: tuple[tuple[str, str], ...] = (
    ("police and crime commissioner", r"police,? (?:fire,? )?(?:and|&) crime commissioner|police,? crime (?:and|&) victims['’] commissioner|(?:police|crime) commissioner|p\.?f?c\.?c\.?|commissioner(?! of\b)"),
    ("chief constable", r"chief constable"),
    ("chief fire officer", r"chief fire officer"),
    ("chief executive", r"chief exec(?:utive)?(?: officer)?|ceo"),
    ("chief operating officer", r"chief operating officer"),
    ("chief of staff", r"chief of staff"),
    ("chief finance officer", r"chief financ(?:e|ial) officer|cfo"),
    ("section 151 officer", r"s(?:ection|\.)? ?151 officer"),
    ("responsible finance officer", r"responsible financ(?:e|ial) officer|rfo"),
    ("monitoring officer", r"monitoring officer"),
    ("head of paid service", r"head of paid service"),
    ("clerk", r"(?:(?:parish|town|community|council) )?clerk"),
    ("treasurer", r"(?:hon(?:orary|\.)? )?treasurer"),
    ("company secretary", r"company secretary"),
    ("secretary", r"(?:hon(?:orary|\.)? )?secretary(?! of state)"),
    ("chair", r"chair(?:m[ae]n|wom[ae]n|person)?"),
    ("cathaoirleach", r"ch?athaoirleach"),
    ("leader", r"(?:council )?leader"),
    ("lord mayor", r"lord mayor"),
    ("mayor", r"mayor"),
    ("lord lieutenant", r"lord[- ]lieutenant"),
    ("high sheriff", r"high sheriff"),
    ("managing director", r"managing director"),
    ("general manager", r"general manager"),
    ("president", r"president"),
)  # fmt: skip
"""(office, what is printed for it). Each may have a word of :data:`_FOR_NOW` or of :data:`_SECOND` before it."""
_OF_A_MEETING = frozenset("chair leader clerk treasurer secretary cathaoirleach president mayor".split())

_FOR_NOW = r"(?P<now>acting|temporary|interim|t/|a/)"
_SECOND = r"(?P<second>deputy|vice|assistant|leas)"
_SHORT = {"dcc": "deputy chief constable", "dpcc": "deputy police and crime commissioner", "t/cc": "chief constable", "a/cc": "chief constable"}
_SEVERAL = frozenset({"assistant chief constable"})
# "remit" takes words as they come: "head of standards and ethics", "Director of Finance"
_REMIT = r"(?P<remit>(?:head|director) of (?!paid service)[\w’'&-]+(?: (?:(?:and|&|of) )?[\w’'&-]+){0,4})"
_ANY = re.compile(
    rf"(?i)(?<![\w/])(?<!\w-)(?:{_FOR_NOW}[- ]?)?(?:(?:{_SECOND}[- ])?(?:"
    + "|".join(f"(?P<o{at}>{pattern})" for at, (_, pattern) in enumerate(_OFFICES))
    + r")(?P<plural>s(?!\w))?|(?P<short>dcc|dpcc|t/cc|a/cc))(?![\w/]|['’]s\b|-(?:elect|designate))"
)
_IN_FULL = re.compile(rf"(?i){_REMIT}")
_IN_CAPITALS = re.compile(r"(?P<remit>(?:Head|Director) of (?!Paid Service)(?:the )?[A-Z][\w’'&-]*(?: (?:(?:and|&|of|the) )*[A-Z][\w’'&-]*){0,5})")
# what takes an office away or puts it off: "former Clerk", "retiring Clerk", "Mayor Elect"
_NOT_HELD_BEFORE = re.compile(r"(?i)\b(?:former|formerly|ex|previous|previously|then|late|past|retired|retiring|outgoing|incoming|shadow|prospective|next|successor|predecessor|potential|would-be)[- ](?:[\w’'-]+ )?$")
_NOT_HELD_BEHIND = re.compile(r"(?i) ?[-–]? ?\(?(?:elect|designate|candidates?|nominee)\b")
# whose office another one is: "Chief Finance Officer for the PCC", "Office of the Police and Crime Commissioner"
_OF_ANOTHER = re.compile(r"(?i)\b(?:office|officers?|executive|manager|secretary|assistant|adviser|advisor|deputy|staff|lead|clerk) (?:of|for|to) (?:the )?$")
# another word of a title: "Group Leader", "Team Leader", "Chair Lift"
_OTHER_TITLE = re.compile(r"(?i)\b(?:group|team|party|opposition|project|theme|work ?stream|sub-?group|information|victims['’]|children['’]s|charity|traffic|surveillance|extremism|extremist|elections?|royal|under|private|permanent|home|foreign|justice|health|defence|associate|regional|district|area|senior|honorary|personal) $")


# "a journalist of the Tolsey Leader" leads nothing
_NEWSPAPER = re.compile(r"\b(?!(?:Council|Borough|City|County|District|Cabinet|Cllr|Councillor)\b)[A-Z][a-z]+ $")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as printed at ``start:end`` of a text. ``for_now``: acting, temporary or interim."""

    name: str
    for_now: bool
    start: int
    end: int


def find_offices(text: str, *, plurals: bool = False) -> Iterator[Office]:
    """Offices that a text says are held, in order; those of the past or to come are left out, and plurals unless asked for."""
    for match in _ANY.finditer(text):
        if (match["plural"] and not plurals) or _OF_ANOTHER.search(text, 0, match.start()) or _NOT_HELD_BEFORE.search(text, 0, match.start()) or _NOT_HELD_BEHIND.match(text, match.end()) or _OTHER_TITLE.search(text, 0, match.start()):
            continue
        if match.group().casefold() == "leader" and _NEWSPAPER.search(text, 0, match.start()):
            continue
        name = _name_of(match)
        if name is not None:
            yield Office(name, bool(match["now"]) or (match["short"] or "").lower().startswith(("t/", "a/")), match.start(), match.end())


def _name_of(match: re.Match[str]) -> str | None:
    if match["short"]:
        return _SHORT[match["short"].lower()]
    name = next(office for at, (office, _) in enumerate(_OFFICES) if match[f"o{at}"])
    if match["second"]:
        name = f"{match['second'].lower()} {name}"
    return None if name in _SEVERAL else name


def is_of_a_meeting(office: str) -> bool:
    """An office that every council, panel and committee has: whose it is, only the whole of the body's name tells."""
    return office.split()[-1] in _OF_A_MEETING


def find_remit(text: str) -> Office | None:
    """ "Head of Standards and Ethics": a title with a remit, as far as its capitals go, or a question in small letters; None where a text
    does not begin with one."""
    match = (_IN_FULL if text.islower() else _IN_CAPITALS).match(text)
    return None if match is None else Office(re.sub(r"\s+", " ", match["remit"].casefold().replace("&", "and")), False, match.start(), match.end())
