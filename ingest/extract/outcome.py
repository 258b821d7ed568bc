"""What became of a motion or a request: the vote printed line by line, and the outcome that stands after the passage.

Minutes print what is put to a meeting first ("Mr Orde proposed that …", "The Council considered a request …") and what came of it
some lines on. Where something else is put in between, what follows is taken to be of that, and nothing is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.sentences import find_sentences
from ingest.records import Document
from ingest.spans import Span

REACH = 6000
"""Characters after a passage in which its vote is looked for: lists of names lie between the counts."""
BETWEEN = 3500
REACH_OF_OUTCOME = 1200

# "For (41)", "Against (10)", "Abstain (7)", each on a line of its own, names below
_COUNT = re.compile(r"^[^\w\n]*(?P<side>For|In favour|Against|Abstain(?:ed|ing)?|Abstentions?)\b[ :–-]*\(?(?P<count>\d{1,3})\)?(?=\W*$|\W*\n)", re.M | re.I)
# "Motion carried.", "Amendment lost."
_RESULT = re.compile(r"^[^\w\n]*(?:The )?(?:substantive |amended )?(?:motion|amendment|proposal|recommendation)s? (?:was |were |is )?(?:therefore )?(?P<how>carried|lost|agreed|approved|rejected|defeated|not carried|fell)\b[^\n]{0,40}$", re.M | re.I)
_AMENDMENT = re.compile(r"\bamend(?:ment|ments|ed)\b", re.I)
_LOST = ("lost", "rejected", "defeated", "not carried", "fell")

# another matter begins: "Ms Holt proposed, and Mr Lane seconded that …", "The Council considered an application …"
_NEXT_MOTION = re.compile(r"\b(?:proposed|moved)\b[^.;]{0,120}\bseconded\b", re.I)
_NEXT_MATTER = re.compile(r"\b(?:considered|received|discussed|noted) (?:a|an|the|another) (?:\w+ ){0,3}(?:request|application|proposal|letter|report|motion|quotation)s?\b", re.I)
# what is put to a meeting, and what comes of it
_PUT = re.compile(r"\b(?:request(?:ed|s)?|applications?|appl(?:y|ied)|propos(?:ed|al|als)|motion|consider(?:ed)?|asked|invited|submitted|sought|bid|call(?:ed|s)? (?:on|for))\b", re.I)
OUTCOME = re.compile(
    r"\b(?:RESOLVED|resolved|agreed|refus(?:ed|al)|approved|declined|rejected|granted|not (?:now )?(?:been )?(?:possible|able|agreed|allowed|supported|approved)|unsuccessful|successful"
    r"|turned down|withdrawn|supported|permission (?:was|is)|carried|lost|deferred)\b"
)


@dataclass(frozen=True, slots=True)
class VoteLines:
    """``counts`` are the lines with the counts, in order; ``result`` the line that says what came of it."""

    counts: tuple[tuple[str, int, Span], ...]
    result: Span | None
    carried: bool | None

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(span for _, _, span in self.counts) + ((self.result,) if self.result is not None else ())

    def __str__(self) -> str:
        return ", ".join(f"{count} {side}" for side, count, _ in self.counts)


def is_count(line: str) -> bool:
    """A line of a vote that is its count and nothing else: "For (21)". Alone it says neither what was voted on nor by whom."""
    return _COUNT.fullmatch(line.strip()) is not None


def find_vote_lines(document: Document, after: Span, *, on_amendments: bool = True) -> VoteLines | None:
    """The first vote printed line by line at or after a passage, in its section; None where there is none.

    A passage that speaks of an amendment leads to the vote on the motion itself where amendments are not asked about.
    """
    if _COUNT.match(document.quote(after)):
        return None
    if on_amendments or not is_of_amendment(document.quote(after)):
        return _read_lines(document, after, min(_end_of_section(document, after), after.start + REACH))
    end = _end_of_section(document, after)
    lines = _read_lines(document, after, end)
    while lines is not None and lines.result is not None and is_of_amendment(document.quote(lines.result)):
        lines = _read_lines(document, lines.result, end)
    return lines


def is_of_amendment(text: str) -> bool:
    return bool(_AMENDMENT.search(text))


def _read_lines(document: Document, after: Span, end: int) -> VoteLines | None:
    """The first vote from ``after`` on, up to ``end``; None where another motion is moved before it."""
    text = document.text
    found: list[tuple[str, int, Span]] = []
    for match in _COUNT.finditer(text, after.start, end):
        side = _side(match.group("side"))
        if found and (side in (s for s, _, _ in found) or match.start() - found[-1][2].end > BETWEEN):
            break
        if not found and (side != "for" or _NEXT_MOTION.search(text, after.end, match.start())):
            return None
        found.append((side, int(match.group("count")), _trim(text, match.start("side"), match.end())))
    if len(found) < 2:
        return None
    last = found[-1][2].end
    following = _COUNT.search(text, last, end)
    result = _RESULT.search(text, last, min(following.start() if following else end, last + BETWEEN))
    if result is None:
        return VoteLines(tuple(found), None, None)
    return VoteLines(tuple(found), _trim(text, result.start(), result.end()), result.group("how").lower() not in _LOST)


def find_outcome(document: Document, after: Span) -> Span | None:
    """The sentence that says what came of what the passage puts to a meeting; None where the passage says it itself, or nothing does."""
    said = document.quote(after)
    if not _PUT.search(said) or OUTCOME.search(said):
        return None
    end = min(_end_of_section(document, after), after.end + REACH_OF_OUTCOME)
    for sentence in find_sentences(document.text, Span(after.end, max(after.end, end))):
        text = document.quote(sentence)
        if OUTCOME.search(text):
            return sentence
        if _NEXT_MATTER.search(text):
            break
    return None


def _side(printed: str) -> str:
    low = printed.lower()
    return "for" if low in ("for", "in favour") else "against" if low == "against" else "abstained"


def _end_of_section(document: Document, place: Span) -> int:
    paragraph = document.paragraph_at(place.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    return section.span.end if section is not None and section.span.end > place.start else len(document.text)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
