"""Words of the papers that hold a name and the office of whoever bears it, read once for an archive.

    "Ada Thorne, Clerk" · "Ada Thorne (Chair)" · "Ada Thorne – Chief Executive"     the office behind the name
    "Chief Constable Ivo Marsh, Wenmark Police" · "the Clerk, Ada Thorne" · "Chair: Ada Thorne"     the office before it
    a row of a list of attendance; a name on a line of its own above the office, as letters are signed

Whose office it is stands in the words around it ("Chair of the Fire Authority", "Durham Chief Constable Ivo Marsh"); where
nothing stands there it is that of the body whose paper it is. A name between two offices, in columns, or beside an office of
the past ("the then Clerk") is left out: none is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Attendee, Document, Mention
from ingest.spans import Span
from ledger.offices import Office, find_offices, find_remit, is_of_a_meeting
from ledger.people import bare_name, name_key

_BEFORE, _BEHIND = 96, 110
"""Characters before and behind a name in which its office is looked for."""
_TITLE = r"(?:(?:the |rt\.? hon\.? )?(?:mrs?|ms|miss|dr|prof(?:essor)?|sir|dame|lord|lady|baroness|revd?|cllr|councillor|hon)\.? )*"
_LETTERS = r"(?:,? (?:OBE|MBE|CBE|QPM|JP|DL|KC|QC|BA|BSc|MSc|MA|FREng)\b)*"
# from a name to the office behind it
_TO_OFFICE = re.compile(rf"{_LETTERS}(?P<by>, (?:the |our )?| ?\((?:the )?| ?[–—-] ?|\t| )(?={_LETTERS})")
_TO_SIGNED = re.compile(rf"{_LETTERS} ?\n")
# from an office to the name behind it
_TO_NAME = re.compile(rf"(?i)(?P<by>,? |: ?\t?| [–-] ){_TITLE}")
# "Clerk (Proper & Responsible\nFinance Officer):\nAda Thorne": the bracket has the rest of the title
_TO_NAME_OVER = re.compile(rf"(?i)\s\([^()]{{3,60}}\)(?P<by>:\s){_TITLE}")
_ANOTHER_NAME = re.compile(r"(?:,? and)?,? (?:(?:Mrs?|Ms|Miss|Dr|Cllr)\.? )?[A-Z][\w’'-]+")
_OF = re.compile(r"(?:,? (?:of|for|to|at|from)|,| [–-]) (?:the )?(?P<whose>(?:[A-Z][\w’'&-]*)(?:,? (?:(?:and|&|of|for|the|upon|in) )*[A-Z][\w’'&-]*){0,6})")
_NO_SURNAME = re.compile(r" (?:Prop|Proposed|Sec|Seconded|Date|Tel|Email)\.?$")
# "Chairman – N Oake Prop: A Fenn Sec: …": the tagger has taken the proposer's mark for a surname
_RUNS_ON = re.compile(r",? (?:Date|Dated|Signed|Signature|Tel|Telephone|Email|E-mail|Contact|Apologies|Present|Members?)\b.*$")
_LISTED = re.compile(r"[,(–-] ?(?:the )?$")
_CAPITALS = re.compile(r"(?:[A-Z][\w’'&-]* )+$")
_BODY = re.compile(r"(?i)\b(?:police|constabulary|council|authority|panel|committee|board|force|brigade|service|borough|trust|group|partnership|association|society|university|college|company|ltd|limited|opcc|nhs|department|foundation|federation|forum|agency|inquiry|office)\b")
_OPENS = frozenset("The A An Our New Present Apologies And In On At By For To From With As Cllr Councillor Mr Mrs Ms Dr Both When While Following Also Signed Contact Report".split())
_IN_CHAIR_BEHIND = re.compile(r"(?i)[^\n;]{0,60}?\bin the chair\b\)?")
_IN_CHAIR_BEFORE = re.compile(rf"(?i)\bin the chair\b[ :;,–\n-]*{_TITLE}$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = 160
_OTHERS_PAPERS = ("newsletter", "letter")
"""Kinds of paper that name many bodies: the "Chairman" of a newsletter need not be that of the body it was read as."""
_CONTACTS_AFTER = re.compile(r" (?:Tel|Email|E-mail|Phone|BA|BSc|MA|OBE|MBE|CBE|QPM)\b")


@dataclass(frozen=True, slots=True)
class Holding:
    """``whose`` as printed around the office, empty for the paper's own body; ``name`` the fullest form of it in the paper,
    ``printed`` the span of what stands there. ``listed``: on a list of those at a meeting.
    """

    office: str
    for_now: bool
    name: str
    printed: Span
    doc_id: str
    span: Span
    whose: str
    day: str | None
    body: str | None
    part: str
    group: int
    listed: bool
    presiding: bool = False
    """In the chair at a meeting, as its chair or in place of one: which of them, one paper alone does not tell."""

    @property
    def person(self) -> tuple[str, str]:
        """First letter and surname: "Sue Ash" and "Susan Ash" are one holder of one office."""
        first, last = name_key(self.name) or ("", self.name.casefold())
        return first[:1], last


def read_holdings(document: Document, people: Sequence[Mention]) -> Iterator[Holding]:
    """Of one paper; day, body and group are left empty."""
    listed = [person for part in document.parts for person in part.attendance]
    for at, person in enumerate(listed):
        first = listed[at - 1].span.end if at and listed[at - 1].span.end <= person.span.start else 0
        last = listed[at + 1].span.start if at + 1 < len(listed) and listed[at + 1].span.start >= person.span.end else len(document.text)
        yield from _read_listed(document, person, first, last)
    taken = sorted((person.span for person in listed if person.role), key=lambda span: span.start)
    starts = [span.start for span in taken]
    people = sorted(people, key=lambda mention: mention.span.start)
    ends = frozenset(mention.span.end for mention in people)
    for at, mention in enumerate(people):
        if name_key(mention.value or mention.text) is None or len(mention.text.split()) < 2 or _NO_SURNAME.search(mention.text):
            continue
        on_list = bisect_right(starts, mention.span.start) - 1
        if on_list >= 0 and taken[on_list].overlaps(mention.span):
            continue
        following = people[at + 1].span.start if at + 1 < len(people) else len(document.text)
        yield from _read_beside(document, mention, ends, following)


# ---------------------------------------------------------------- lists of attendance

def _read_listed(document: Document, person: Attendee, first: int, last: int) -> Iterator[Holding]:
    """``first`` and ``last``: the end of the name before and the start of the one behind, which have offices of their own."""
    # "David Oake (DO) Ann Dale, Treasurer": two lines read as one name
    if not person.role or name_key(person.name) is None or "(" in document.quote(person.span):
        return
    text, span = document.text, person.span
    if re.search(r"(?i)\bin the chair\b", person.role):
        yield from _read_presiding(document, person, first, last)
    offices = {office.name for office in _offices_in(re.sub(r"(?i)\bin the chair\b", "", person.role))}
    if not offices:
        return
    behind = text[span.end : min(last, span.end + _BEHIND)]
    if behind.startswith(")"):
        behind = ""  # "Chief Executive (Mr A. Dale), Engineer (Mr P. Fenn)": the offices come first
    before = text[max(first, span.start - _BEFORE) : span.start]
    for window, at in ((behind, span.end), (before, span.start - len(before))):
        for office in _offices_in(window):
            if office.name not in offices or re.search(r"(?i)\bin the $", window[: office.start]) or "\n\n" in window:
                continue
            if at != span.end and re.search(r"[;)\]]", window[office.end :]):
                continue  # "A Dale (Chair), B Fenn": the office of the one before
            offices.discard(office.name)
            start, end = office.start + at, office.end + at
            whole = Span(min(_title_start(text, span.start), start), max(span.end, end))
            whose, close = _whose_behind(text, end, last if at == span.end else span.start)
            if whose and at == span.end:
                whole = Span(whole.start, close)
            whose = whose or _capitals_before(window[: office.start]) or _other_organisation(person, behind)
            if is_of_a_meeting(office.name) and not re.match(r",? (?:of|for|to|at) ", text[end : end + 6]):
                whose = ""  # "Cllr Ada Thorne (Chair), Tolsey Council" is in the chair of the meeting, and a member of that council
            yield Holding(office.name, office.for_now, bare_name(person.name), span, document.doc_id, _close_bracket(text, whole), whose, None, None, "", -1, True)


def _read_presiding(document: Document, person: Attendee, first: int, last: int) -> Iterator[Holding]:
    text, span = document.text, person.span
    behind = _IN_CHAIR_BEHIND.match(text, span.end, max(span.end, min(last, span.end + _BEHIND)))
    before = _IN_CHAIR_BEFORE.search(text, max(first, span.start - _BEFORE), span.start)
    if behind is not None:
        whole = Span(_title_start(text, span.start), behind.end())
    elif before is not None:
        whole = Span(before.start(), span.end)
    else:
        return
    yield Holding("chair", False, bare_name(person.name), span, document.doc_id, whole, "", None, None, "", -1, True, presiding=True)


def _other_organisation(person: Attendee, behind: str) -> str:
    """The organisation printed behind the last of somebody's offices, on the same line: "Chief Executive and Monitoring Officer, OPCC"."""
    organisation, line = person.organisation or "", behind.partition("\n")[0]
    at = line.find(organisation) if organisation else -1
    if at < 0 or any(_offices_in(organisation)):
        return ""
    last = max((office.end for office in _offices_in(line[:at])), default=-1)
    return organisation if last >= 0 and re.fullmatch(r"\)?(?:,| [–-]| \() (?:the )?|, ?", line[last:at]) else ""


def _offices_in(text: str) -> Iterator[Office]:
    yield from find_offices(text)
    for piece in re.finditer(r"(?<![\w’'-])(?:Head|Director) of ", text):
        remit = find_remit(text[piece.start() :])
        if remit is not None and not re.search(r"(?i)(?:deputy|assistant|former|service|strategic|executive|corporate|regional) $", text[: piece.start()]):
            yield replace(remit, start=remit.start + piece.start(), end=remit.end + piece.start())


def _whose_behind(text: str, end: int, following: int) -> tuple[str, int]:
    """ " of Wenmark Fire Authority", ", Wenmark Police": whose office it is, and where that ends; a name that follows is nobody's body."""
    match = _OF.match(text, end, min(len(text), end + 90, max(end, following)))
    if match is None:
        return "", end
    whose = _RUNS_ON.sub("", match["whose"])
    by_comma = not re.match(r",? (?:of|for|to|at|from)\b", match.group())
    if by_comma and (any(_offices_in(whose)) or not _BODY.search(whose)):
        return "", end
    return whose, match.start("whose") + len(whose)


# ---------------------------------------------------------------- beside a name, anywhere

def _read_beside(document: Document, mention: Mention, ends: frozenset[int], following: int) -> Iterator[Holding]:
    text, start, end = document.text, mention.span.start, mention.span.end
    before = _office_before(text, start, end, ends, following)
    behind = _office_behind(text, start, end, following)
    if before is not None and behind is not None:
        # "the Chair, Ada Thorne, Clerk": whose neighbour is the name?
        if text[before[1].end : start].strip().startswith((",", ":")):
            return
        behind = None
    found = before or behind
    if found is None:
        return
    span, office = found
    if before is not None:
        whose = _capitals_before(text[max(0, office.start - 60) : office.start].rpartition("\n")[2])
        if not whose:
            whose, close = _whose_behind(text, end, following)
            span = Span(span.start, max(span.end, close))
    else:
        whose, close = _whose_behind(text, office.end, following)
        span = Span(span.start, max(span.end, close))
    yield Holding(office.name, office.for_now, bare_name(mention.value or mention.text), mention.span, document.doc_id, _close_bracket(text, span), whose, None, None, "", -1, False)


def _office_behind(text: str, start: int, end: int, following: int) -> tuple[Span, Office] | None:
    gap = _TO_OFFICE.match(text, end)
    signed = None if gap is not None and gap["by"] != " " else _TO_SIGNED.match(text, end)
    if signed is not None:
        line = text.rfind("\n", 0, start) + 1
        above = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)]
        if re.fullmatch(_TITLE, text[line:start], re.I) is None or any(find_offices(above[-60:])):
            return None
    gap = signed or gap
    if gap is None:
        return None
    window = text[gap.end() : gap.end() + _BEHIND].partition("\n")[0]
    office = next((office for office in _offices_in(window) if not window[: office.start].strip()), None)
    if office is None:
        return None
    office = replace(office, start=office.start + gap.end(), end=office.end + gap.end())
    rest = text[office.end : office.end + 60]
    if re.match(r"['’]s\b", rest) or office.end > following:
        return None
    # "Ada Thorne, Clerk Ivo Marsh": whose office is it?
    if re.match(r" (?!of\b|for\b|to\b|and\b|&)(?:the )?[A-Z]", rest) or (re.match(rf"[:,]? ?{_TITLE}$", text[office.end : following], re.I) and not text[office.end : following].startswith(",")):
        return None
    return Span(_title_start(text, start), office.end), office


def _office_before(text: str, start: int, end: int, ends: frozenset[int], following: int) -> tuple[Span, Office] | None:
    first = max(0, start - _BEFORE)
    window = text[first:start]
    offices = list(find_offices(window))
    if not offices:
        return None
    office = replace(offices[-1], start=offices[-1].start + first, end=offices[-1].end + first)
    gap = _TO_NAME.fullmatch(text, office.end, start)
    for other in offices if gap is None else ():
        gap = _TO_NAME_OVER.fullmatch(text, other.end + first, start)
        if gap is not None:
            office = replace(other, start=other.start + first, end=other.end + first)
            break
    if gap is None:
        return None
    ahead = text[max(0, office.start - 24) : office.start]
    listed = _LISTED.search(ahead)
    if listed is not None and any(at in ends for at in range(office.start - len(listed.group()) - 6, office.start)):
        return None  # the office of the name before it
    behind = text[end : end + 40]
    if gap["by"].strip() == ":":
        line = text.rfind("\n", 0, office.start) + 1
        if text[max(0, line - 2) : line].startswith(":") or (following - end <= 2) or re.match(r" (?!Tel|Email|E-mail|Phone|BA|BSc|MA|OBE|MBE|CBE|QPM)[A-Z]", behind):
            return None  # labels in one column, names in another
    elif gap["by"] == " " and re.match(r" [A-Z][a-z]", behind) and not _CONTACTS_AFTER.match(behind):
        return None  # "PCC Long Term Financial Plan"
    if re.match(r"['’]s\b", behind) and gap["by"] != " ":
        return None
    return Span(office.start, end), office


def _close_bracket(text: str, span: Span) -> Span:
    """ "Ada Thorne (Clerk & RFO)" is quoted to the end of its bracket, if that is near."""
    quote = text[span.start : span.end]
    if quote.count("(") + quote.count("[") <= quote.count(")") + quote.count("]"):
        return span
    rest = re.match(r"[^\n\t()\[\]]{0,40}[)\]]", text[span.end : span.end + 41])
    return Span(span.start, span.end + rest.end()) if rest else span


def _title_start(text: str, start: int) -> int:
    title = re.search(rf"(?i)(?<![\w]){_TITLE}$", text[max(0, start - 40) : start])
    return start - len(title.group()) if title else start


def _capitals_before(text: str) -> str:
    """ "Durham " of "said Durham Chief Constable": whose office it is."""
    match = _CAPITALS.search(text)
    words = match.group().split() if match else []
    while words and words[0] in _OPENS:
        words = words[1:]
    return " ".join(words)
