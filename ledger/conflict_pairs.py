"""Passages that give one thing two values: a count of one meeting, an amount under one name, the day of one event."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.extract.sentences import find_sentences
from ingest.records import Document, Mention
from ingest.spans import Span
from ledger.conflict_records import Conflict
from ledger.conflict_sums import MONEY, to_pounds
from ledger.days import days_between
from ledger.records import Place
from ledger.statements import topic_stems

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)})"
# "Five of the six reporting centres are open"
_SHARE = re.compile(rf"\b(?P<some>{_NUMBER}) of (?:the |its |our )?(?P<all>{_NUMBER})\b(?P<what>(?: [a-z][\w’'-]+){{1,4}})", re.I)
# "an overall overspend of £520k", "a shortfall of £12m": names of sums that are said once for one thing
_SUM = re.compile(r"\b(?P<head>overspend|underspend|deficit|surplus|shortfall|funding gap|outturn)\b(?: of| is| was|:)? (?:about |around |some |over |nearly |up to )?(?=£)", re.I)
# "Capital Strategy (CS) 2031/32 to 2034/35"
_PLAN = re.compile(r"(?P<name>(?:[A-Z][\w’'&-]+ (?:(?:of|and|for|the) )?){2,7}(?:\([A-Z]{2,6}\) )?)(?P<span>20\d\d(?:[/–-]\d\d)? ?(?:to|–|-) ?20\d\d(?:[/–-]\d\d)?)")
# "eight years of cuts", "over the last seven years"
_YEARS = re.compile(rf"\b(?:following|after|over|in|during|for) (?:the )?(?:last |past )?(?P<years>{_NUMBER}) years\b", re.I)
# "the new average figure was 14 days"
_UNIT = r"(?:days|weeks|months|minutes|hours|officers|staff|cases|people|incidents|crimes|per cent)"
_NEW_FIGURE = re.compile(rf"\b(?:new|revised|updated|latest|corrected) (?:\w+ ){{0,2}}(?:figure|average|number|total|time) (?:was|is|of|stood at) (?:now )?(?P<value>\d[\d,.]*) (?P<unit>{_UNIT})\b", re.I)
_WITH_UNIT = re.compile(rf"(?<![\d.,£])(?P<value>\d[\d,]*) (?P<unit>{_UNIT})\b", re.I)
_NEAR_FIGURE = 5
"""Paragraphs under one heading."""
# things that happen once, said as past
_HAPPENED = re.compile(r"\b(announced|launched|opened|signed|commissioned|awarded|appointed|unveiled|inaugurated|wrote|went live|go live|was dated|letter of|letter dated)\b", re.I)
_YEARLY = re.compile(r"\b(?:each|every|annual\w*|monthly|quarterly|weekly|(?:previous|last|next) (?:meeting|week)|minutes|agenda|apologies|meeting of|elections?|further|second|again|replaces?|payments?|invoices?|applications?)\b", re.I)
_NEAR = 14
"""Paragraphs between two passages of one paper that speak of one sum."""
_LEAST_SHARED, _EVENT_SHARE = 3, 0.4
_LONGEST_APART = 45
"""Days. Two days further apart are more often of two events."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a paper with its stems and its day."""

    doc_id: str
    span: Span
    paragraph: int
    section: int | None
    text: str
    about: frozenset[str]
    date: str | None


def read_said(document: Document, date: str | None) -> list[Said]:
    """The sentences of a paper outside tables and letterheads."""
    days = {part.part_id: part.date for part in document.parts}
    found = []
    for paragraph in document.paragraphs:
        if paragraph.kind in ("table", "letterhead", "signature"):
            continue
        for span in find_sentences(document.text, paragraph.span):
            text = document.quote(span)
            found.append(Said(document.doc_id, span, paragraph.paragraph_id, paragraph.section_id, text, topic_stems(text), days.get(paragraph.part_id) or date))
    return found


def to_number(word: str) -> int:
    """Of "12" or "twelve"."""
    return int(word) if word.isdigit() else _WORDS.index(word.lower()) + 1


def find_share_conflicts(said: Iterable[Said]) -> Iterator[Conflict]:
    """"Five of the six centres are open" and, of the same meeting, "four of the six"."""
    held: dict[tuple[str | None, int], list[tuple[int, frozenset[str], Said, str]]] = defaultdict(list)
    for sentence in said:
        for match in _SHARE.finditer(sentence.text):
            some, whole = to_number(match.group("some")), to_number(match.group("all"))
            # the thing counted alone: "open centres" and "centres open" are one
            what = topic_stems(match.group("what"))
            if some > whole or not what:
                continue
            for other, about, place, printed in held[(sentence.date, whole)]:
                if other != some and what & about and place.doc_id != sentence.doc_id:
                    yield _pair(place, sentence, printed, match.group().strip())
                    break
            held[(sentence.date, whole)].append((some, what, sentence, match.group().strip()))


def _pair(one: Said, two: Said, first: str, second: str) -> Conflict:
    places = (Place(one.doc_id, one.span), Place(two.doc_id, two.span))
    return Conflict("two figures", places, f"papers of one day say “{first}” and “{second}”", (first, second))


def find_named_sums(said: Iterable[Said]) -> Iterator[Conflict]:
    """Two amounts of one paper under one name, near each other, in sentences that share their words."""
    held: list[tuple[str, float, Said, str]] = []
    for sentence in said:
        for match in _SUM.finditer(sentence.text):
            amount = MONEY.match(sentence.text, match.end())
            if amount is None:
                continue
            head, value = match.group("head").lower(), to_pounds(amount)
            for other, other_value, place, printed in held:
                shared = sentence.about & place.about
                if other == head and value != other_value and place.doc_id == sentence.doc_id and sentence.paragraph - place.paragraph <= _NEAR and len(shared) >= _LEAST_SHARED:
                    places = (Place(place.doc_id, place.span), Place(sentence.doc_id, sentence.span))
                    yield Conflict("two figures", places, f"an {head} of {printed} and of {amount.group().strip()}: which of what is not plain", (printed, amount.group().strip()))
                    break
            held.append((head, value, sentence, amount.group().strip()))


def find_new_figures(said: Iterable[Said]) -> Iterator[Conflict]:
    """"The longest wait was 60 days … the new average figure was 14 days": two values of one unit under one heading."""
    held: list[tuple[str, str, Said]] = []
    for sentence in said:
        new = _NEW_FIGURE.search(sentence.text)
        if new is not None:
            unit = new.group("unit").lower()
            for value, other, place in reversed(held):
                near = place.doc_id == sentence.doc_id and place.section == sentence.section and sentence.paragraph - place.paragraph <= _NEAR_FIGURE
                if near and other == unit and value != new.group("value"):
                    places = (Place(place.doc_id, place.span), Place(sentence.doc_id, sentence.span))
                    shown = (f"{value} {other}", f"{new.group('value')} {unit}")
                    yield Conflict("two figures", places, f"{shown[0]}, and later “{new.group().strip()}”: two figures for what seems to be one measure", shown)
                    break
        held += [(match.group("value"), match.group("unit").lower(), sentence) for match in _WITH_UNIT.finditer(sentence.text)]


def find_plan_periods(documents: Iterable[Document]) -> Iterator[Conflict]:
    """A plan that goes by one name with two spans of years in one paper."""
    for document in documents:
        held: list[tuple[frozenset[str], str, Span]] = []
        for match in _PLAN.finditer(document.text):
            name, years = topic_stems(match.group("name")), re.sub(r"\s+", " ", match.group("span"))
            for other, printed, span in held:
                if len(name & other) >= 3 and (name <= other or other <= name) and _years_of(printed) != _years_of(years):
                    places = (Place(document.doc_id, span), Place(document.doc_id, Span(match.start(), match.end())))
                    yield Conflict("two dates", places, f"plans of one name run {printed} and {years}", (printed, years))
                    break
            else:
                held.append((name, years, Span(match.start(), match.end())))


def _years_of(printed: str) -> tuple[str, ...]:
    """First and last year, whatever stands between them: "2023 – 2029" and "2023-29" are one span."""
    first, *more = re.findall(r"\d+", printed)
    return first, *(year if len(year) == len(first) else first[: -len(year)] + year for year in more)


def find_year_counts(said: Iterable[Said]) -> Iterator[Conflict]:
    """"Eight years of cuts" and, a paragraph on, "over the last seven years", of one matter."""
    held: list[tuple[int, Said, str]] = []
    for sentence in said:
        for match in _YEARS.finditer(sentence.text):
            years = to_number(match.group("years"))
            for other, place, printed in held:
                apart = sentence.paragraph - place.paragraph
                if place.doc_id == sentence.doc_id and place.section == sentence.section and abs(other - years) == 1 and apart <= 2 and place.about & sentence.about:
                    places = (Place(place.doc_id, place.span), Place(sentence.doc_id, sentence.span))
                    yield Conflict("two figures", places, f"“{printed}” and “{match.group()}” of one matter", (printed, match.group()))
                    break
            held.append((years, sentence, match.group()))


def find_event_dates(said: Iterable[Said], dates: dict[tuple[str, Span], tuple[Mention, ...]]) -> Iterator[Conflict]:
    """One thing that happened, by two sentences with most words in common (weighted by how rare they are), on two days."""
    said = list(said)
    counts = Counter(term for sentence in said for term in sentence.about)

    def weigh(terms: frozenset[str]) -> float:
        return sum(math.log((len(said) + 1) / (counts[term] + 0.5)) for term in terms)

    held: dict[str, list[tuple[str, Said, str]]] = defaultdict(list)
    for sentence in said:
        verb = _HAPPENED.search(sentence.text)
        if verb is None or _YEARLY.search(sentence.text) or len(sentence.about) < _LEAST_SHARED:
            continue
        near = [mention for mention in dates.get((sentence.doc_id, sentence.span), ()) if mention.value and len(mention.value.split("/")[0]) >= 7]
        if len(near) != 1:
            continue
        day = near[0].value or ""
        for other, place, printed in held[verb.group(1).lower()]:
            shared = sentence.about & place.about
            smaller = min(weigh(sentence.about), weigh(place.about))
            if _may_be_one_day(other, day) or abs(days_between(other.split("/")[0], day.split("/")[0])) > _LONGEST_APART or len(shared) < _LEAST_SHARED or weigh(shared) < _EVENT_SHARE * smaller:
                continue
            places = (Place(place.doc_id, place.span), Place(sentence.doc_id, sentence.span))
            yield Conflict("two dates", places, f"what seems to be one event is given as {printed} and as {near[0].text}", (printed, near[0].text))
            break
        held[verb.group(1).lower()].append((day, sentence, near[0].text))


def _may_be_one_day(one: str, two: str) -> bool:
    """One is the other, or lies within the month or the days that the other names."""
    (first, last), (start, end) = _bounds(one), _bounds(two)
    return first <= end and start <= last


def _bounds(value: str) -> tuple[str, str]:
    first, _, last = value.partition("/")
    last = last or first
    return first + "-01" * (2 - first.count("-")), last + "-31" * (2 - last.count("-"))
