"""Who was at a meeting, who sent apologies and who took the chair: from its list of attendance, not from sentences like the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from answer.compose.draft import WORDS_OF_A_LIST, Draft, Piece, fit, show_quote
from answer.cues import POLICE
from answer.names import find_title_start
from answer.question import Question, Term
from answer.rank import match_term
from answer.search import Findings
from answer.words import find_stems, fold, stem
from ingest.records import Attendee, Document, Part
from ingest.spans import Span

_APOLOGIES = re.compile(r"\bapolog(?:y|ies|ised|ized|ising)\b|\b(?:who|anyone|anybody) (?:was|were) (?:absent|missing|away)\b|\bcould(?:n't| not) (?:make it|attend|come)\b")
_CHAIR = re.compile(r"\bwho (?:was )?(?:chaired|presided|took the chair|in the chair|chairing|presiding)\b|\bin the chair\b.*\bwho\b|\bwho was in the chair\b|\bwho chaired\b")
_PRESENT = re.compile(
    r"\bwho (?:else )?(?:(?:was|were) (?:all |also )?(?:there|present|at|in attendance|in the room)|came|attended|turned up|dialled in|joined|took part)\b|\b(?:list|name) (?:of )?(?:those|everyone|everybody|all) (?:present|attending|who attended|there)\b"
    r"|\b(?:which|what) (?:\w+ ){0,2}(?:members|councillors|officers|directors|trustees|guests|visitors|officials)\b.{0,30}\b(?:were (?:there|present|at)|attended|came|dialled|joined|sat in|turned up)\b"
    r"|^(?:was|were|did) .{3,60}\b(?:present|attend|there|in attendance|turn up|at (?:the|that|its|their|\w+'s)? ?.{0,60}\b(?:meeting|agm|session|board|panel|committee|cabinet))\b"
)
_IN_CHAIR = re.compile(r"(?i)(?:in the |the |acting )?chair(?:man|woman|person|ing)?")
"""The whole of a role: a chair of something else that is named was not in this one."""
_REMOTE = re.compile(r"\b(?:dial(?:l)?ed in|virtual(?:ly)?|remote(?:ly)?|online|by (?:video|phone|telephone|zoom|teams)|on (?:zoom|teams))\b")
_MEETING = re.compile(r"\b(?:meeting|mtg|minutes|agm|session|board|panel|committee|cabinet|council|forum|group|meet)\b")
_ASKING = frozenset(
    stem(word)
    for word in """end start beginning early late sent send who attend attended attendance present apologies apology apologised sent give given gave absent absence away missing meeting minutes session agm chair chaired
        chairing presided took taken come came turn turned sat dialled joined list name those everyone member members councillors councillor officers officer officials
        people person anybody anyone any extraordinary ordinary annual monthly special virtual virtually remotely online there cabinet council panel board committee chosen elected""".split()
)
"""Words that ask for attendance, and do not say whose."""
_POLICE_STEMS = frozenset(map(stem, POLICE))
_GAP = 160
"""Characters between two names of one list."""


def write_attendance(archive: Any, findings: Findings) -> Draft | None:
    """None where attendance is not asked for, or no list of the meeting meant was read."""
    question = findings.question
    folded = fold(question.text).strip(" ?!.")
    if not _is_asked(question, folded):
        return None
    meetings = _find_meetings(archive, findings)
    for document, part in meetings:
        about = _about(findings, f"{document.title} {document.body or ''} {part.title}")
        people = _choose(document, part, folded)
        if question.kind == "yes_no":
            draft = _write_verdict(document, part, people, about, alone=len(meetings) == 1)
        else:
            meant = tuple(person for person in people if all(_is_meant(term, person) for term in about))
            pieces = _to_pieces(document, meant) if about else _to_lines(document, part, meant)
            draft = Draft(None, fit(pieces, WORDS_OF_A_LIST), sure=bool(question.periods)) if meant else None
        if draft is not None:
            return draft
    return None


def _is_asked(question: Question, folded: str) -> bool:
    if question.kind not in ("list", "person_role", "yes_no", "fact"):
        return False
    if _CHAIR.search(folded) or _APOLOGIES.search(folded):
        return bool(question.periods or _MEETING.search(folded))
    return bool(_PRESENT.search(folded) and _MEETING.search(folded) and question.periods)


def _find_meetings(archive: Any, findings: Findings) -> list[tuple[Document, Part]]:
    """Parts with attendance that are of the period and body asked for, those whose title has most of the question's words first.

    Without a day, month or season it is the part that holds the best passage.
    """
    question, scope = findings.question, findings.scope
    dated = [period for period in question.periods if period.kind in ("day", "month", "month_of_any_year", "season")]
    best = findings.ranked[0].unit
    if not dated:
        document = archive.document(best.doc_id)
        return [(document, part) for part in document.parts if not question.periods and len(part.attendance) > 1 and part.span.contains(best.span)]
    ids = dict.fromkeys([item.unit.doc_id for item in findings.ranked[:60]] + [hit.doc_id for hit in findings.hits[:40]] + sorted(scope.in_period))
    found: list[tuple[float, Document, Part]] = []
    for doc_id in ids:
        document = archive.document(doc_id)
        for part in document.parts:
            if len(part.attendance) > 1 and any(period.holds(part.date) for period in dated):
                stems = frozenset(find_stems(f"{document.title} {document.body or ''} {part.title}"))
                shared = sum(match_term(term, stems) >= 0.75 for term in question.terms if term.stem not in _ASKING)
                found.append((shared + 0.5 * (doc_id in scope.doc_ids), document, part))
    most = max((shared for shared, _, _ in found), default=0.0)
    return [(document, part) for shared, document, part in found if shared == most]


def _about(findings: Findings, title: str) -> tuple[Term, ...]:
    """Words that say who is meant: "from the police", "Bob Barr"; not those that name the meeting, nor those that ask."""
    named = findings.scope.body_stems | frozenset(find_stems(title))
    return tuple(term for term in findings.question.terms if term.stem not in _ASKING and match_term(term, named) < 0.75 and not term.figure)


def _choose(document: Document, part: Part, folded: str) -> tuple[Attendee, ...]:
    if _APOLOGIES.search(folded):
        return tuple(person for person in part.attendance if person.status == "apologies")
    there = tuple(person for person in part.attendance if person.status not in ("apologies", "absent"))
    if _CHAIR.search(folded):
        return tuple(person for person in there if any(_IN_CHAIR.fullmatch(part.strip()) for part in re.split(r",|\bCllr\b|\bCouncillor\b", person.role or "")))[:1]
    if _REMOTE.search(folded):
        return tuple(person for person in there if _REMOTE.search(fold(_label(document, person))))
    return there


def _write_verdict(document: Document, part: Part, people: Sequence[Attendee], about: Sequence[Term], *, alone: bool) -> Draft | None:
    """ "No" only where no other list of attendance may be meant."""
    if not about or not people:
        return None
    found = tuple(person for person in people if all(_is_meant(term, person) for term in about))
    if found and any(_is_in_apologies(document, part, person) for person in found):
        return None  # on both lists: the paper does not say
    if found:
        return Draft("Yes", fit(_to_pieces(document, found), WORDS_OF_A_LIST, "Yes"), sure=True)
    away = tuple(person for person in part.attendance if person.status in ("apologies", "absent") and all(_is_meant(term, person) for term in about))
    if away:
        listed = [person for person in part.attendance if person.status == away[0].status and _line_of(document, person).overlaps(away[0].span)]
        return Draft("No", fit(_to_lines(document, part, listed), WORDS_OF_A_LIST, "No"), inferred=("“No”: the list gives an apology or an absence",), sure=True)
    if not alone or any(_is_meant(term, person) for term in about for person in people):
        return None  # half a name may be the same person
    if not all(term.name or fold(term.text) in POLICE for term in about) or any(_speaks_of(document, part, term) for term in about if term.name):
        return None  # no name of a person, or one that the minutes speak of: the list may have been read wrongly
    said = " ".join(term.text for term in about)
    return Draft("No", fit(_to_pieces(document, people), WORDS_OF_A_LIST, "No"), inferred=(f"“No”: the list of those present names no “{said}”",), sure=True)


def _is_meant(term: Term, person: Attendee) -> bool:
    """A name to the letter: another spelling may be another person."""
    if term.name:
        return term.stem in find_stems(f"{person.name} {person.organisation or ''} {person.role or ''}")
    stems = frozenset(find_stems(f"{person.name} {person.role or ''} {person.organisation or ''}"))
    return match_term(term, stems) >= 0.7 or (fold(term.text) in POLICE and not stems.isdisjoint(_POLICE_STEMS))


def _speaks_of(document: Document, part: Part, term: Term) -> bool:
    return bool(re.search(rf"(?i)\b{re.escape(term.text)}\b", document.quote(part.span)))


def _is_in_apologies(document: Document, part: Part, person: Attendee) -> bool:
    """The name stands on a line of apologies, or on the one below that word."""
    text = document.quote(part.span)
    return bool(person.name and re.search(rf"(?i)\bapologies\b[^\n]*(?:\n[^\n]*)?\b{re.escape(person.name)}\b", text))


def _label(document: Document, person: Attendee) -> str:
    """The words that head the list on which somebody stands: "IN ATTENDANCE VIRTUALLY:"."""
    before = document.text[max(0, person.span.start - 900) : person.span.start]
    labels = re.findall(r"([A-Z][A-Za-z ]{3,60}):", before)
    return labels[-1] if labels else ""


def _to_pieces(document: Document, people: Iterable[Attendee]) -> list[Piece]:
    """Neighbours on a list are one quote; in a table each cell is one, as what stands beside it may be of another list."""
    spans: list[Span] = []
    for person in sorted(people, key=lambda one: one.span.start):
        if spans and 0 <= person.span.start - spans[-1].end <= _GAP and not re.search(r"\t|\n\n", document.text[spans[-1].end : person.span.start]):
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, person.span.end))
        else:
            spans.append(Span(find_title_start(document.text, person.span.start), person.span.end))
    return [Piece(document.doc_id, span, show_quote(document.quote(span))) for span in spans]


def _to_lines(document: Document, part: Part, people: Sequence[Attendee]) -> list[Piece]:
    """Whole lines of the list where they hold nobody else, as they are printed: a name may have been passed over in reading."""
    others = [person for person in part.attendance if person not in people]
    lines = list(dict.fromkeys(_line_of(document, person) for person in people))
    if any(len(document.quote(line).split()) > WORDS_OF_A_LIST or any(line.contains(other.span) for other in others) for line in lines):
        return _to_pieces(document, people)
    return [Piece(document.doc_id, line, show_quote(document.quote(line))) for line in sorted(lines)]


def _line_of(document: Document, person: Attendee) -> Span:
    """The paragraph, or the row of a table, on which somebody stands."""
    line = document.paragraph_at(person.span.start)
    if line is None:
        return person.span
    table = next((table for table in document.tables if table.paragraph_id == line.paragraph_id), None)
    for row in table.rows if table is not None else ():
        cells = [cell.span for cell in row if len(cell.span)]
        if any(cell.contains(person.span) for cell in cells):
            return Span(min(cell.start for cell in cells), max(cell.end for cell in cells))
    return person.span if line.kind == "table" else line.span
