"""Which later statements speak of a promise.

The unit is the paragraph (or the row of a table): a later paragraph belongs to a promise when the stems it has in
common with it, weighted by rarity, cover enough of one of the promise's sentences and at least two of them are rare.
Wording that looks back, a minute number, the day the promise was made or the month it was due lower what is asked
for. Within the paragraph the sentence is taken that shares most and says most about what became of it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ledger.papers import Family
from ledger.statements import Statement
from ledger.wording import LOOKS_BACK, NUMBERED, TOLD, fulfils, read_step, speaks_of_telling

RARE = 0.07
"""A stem in fewer than this share of a body's paragraphs may bring a paragraph up for reading."""
EVIDENCE, EVIDENCE_BACKED = 1.3, 0.95
"""What the shared stems must weigh together, in weights of a stem that stands in one paragraph only; less where the
sentence that shares them points back or says the promise as past."""
COVERED = 0.62
"""Share of a promise's weight that a later paragraph must have."""
EASED = {"looks back": 0.10, "day": 0.14, "number": 0.20, "log": 0.10, "verb": 0.14}
"""How much less is asked for where the sentence says that it looks back, names the day, the minute, or is a log's row."""
LEAST = 0.36
ENOUGH = 3.0
"""A long promise need not be covered whole: so much shared weight covers it, in weights of a stem of one paragraph."""
STALE = 550
"""Days after which a statement must point back to be a step."""
_SHORT, _HEADING = 2, 9
_REPEATED = 86
_LETTERHEAD = re.compile(r"^\W*(?:From|To|Date|Tel|Email|Report (?:of|by)|Contact)\b\s*:", re.I)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Promise:
    """What is looked for: the stems of each of its sentences, the numbers of its minute, its days."""

    about: tuple[frozenset[str], ...]
    heading: frozenset[str]
    numbers: frozenset[str]
    made_on: str
    due: str | None
    sentences: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    borrowed: bool = False
    """The promise says little itself: its stems are those of the paragraph it stands in."""


    @property
    def quotes(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Link:
    score: float
    statement: Statement
    why: str


def find_links(family: Family, promise: Promise, quote: Callable[[Statement], str]) -> list[Link]:
    """The later statements that speak of ``promise``, at most one a paragraph, in the order of the papers."""
    rarity = family.rarity
    wanted = frozenset().union(*promise.about)
    rare = {term for term in wanted if rarity.counts[term] <= max(8, RARE * rarity.paragraphs)}
    hits: Counter[tuple[str, int, int]] = Counter()
    held: dict[tuple[str, int, int], list[Statement]] = defaultdict(list)
    for term in rare:
        seen = set()
        for number in rarity.postings.get(term, ()):
            statement = family.statements[number]
            if statement.date is not None and statement.date > promise.made_on:
                key = (statement.doc_id, statement.paragraph_id, statement.span.start if statement.in_table else -1)
                held[key].append(statement)
                if key not in seen:
                    seen.add(key)
                    hits[key] += 1
    weighed = [rarity.weigh_together(about) for about in promise.about]
    links = []
    for key in hits:
        link = _read_paragraph(family, promise, weighed, rare, key, held[key], quote)
        if link is not None:
            links.append(link)
    return sorted(links, key=lambda link: link.statement.number)


def _read_paragraph(
    family: Family, promise: Promise, weighed: list[dict[str, float]], rare: set[str], key: tuple[str, int, int], found: list[Statement], quote: Callable[[Statement], str]
) -> Link | None:
    rarity = family.rarity
    some = found[0]
    whole = some.about | some.around
    covered, best, weight_of = 0.0, frozenset[str](), dict[str, float]()
    for about, weights in zip(promise.about, weighed, strict=True):
        total = min(sum(weights.values()), ENOUGH * math.log(rarity.paragraphs + 2))
        share = sum(weights[term] for term in about & whole) / total if total else 0.0
        if share > covered:
            covered, best, weight_of = share, about, weights
    common = best & whole
    evidence = sum(weight_of[term] for term in common) / math.log(rarity.paragraphs + 2)
    if not common & rare or covered < LEAST / 2:
        return None
    around = [some] if some.in_table else family.in_paragraph(key[0], key[1])
    reasons: dict[str, str] = {}
    ranked = []
    for statement in around:
        text = quote(statement)
        signs = _signs(promise, statement, text)
        if not statement.about & best and not signs.keys() - {"verb"} and len(around) > _SHORT:
            continue
        value = sum(weight_of[term] for term in statement.about & best) / (sum(weight_of.values()) or 1.0)
        step = read_step(text)
        ranked.append((value + 0.25 * bool(step) + 0.2 * bool(signs), -statement.number, statement, signs))
        reasons |= signs
    if some.in_table and not {"day", "number"} & reasons.keys():  # a row of figures speaks of a topic, not of a promise
        return None
    backed = any(signs.keys() & {"looks back", "day", "verb"} and len(statement.about & best) >= 2 for _, _, statement, signs in ranked)
    # an action list carries each action on under its own code
    carried = any(code[0].isalpha() for code in set(NUMBERED.findall(promise.quotes)) & set(NUMBERED.findall(quote(some))))
    certain = carried or ("number" in reasons and ("day" in reasons or len(promise.numbers) == 1))
    # a body or a place is spoken of for many reasons: something else must be the same too
    if not certain and (len(common) < 2 or evidence < (EVIDENCE_BACKED if backed else EVIDENCE) or not common - promise.names):
        return None
    # years later the same words are most often another matter
    if not {"number", "day", "looks back"} & reasons.keys() and _days_between(max(promise.made_on, promise.due or ""), some.date) > STALE:
        return None
    if promise.borrowed and not {"number", "day", "looks back"} & reasons.keys():
        return None
    asked = max(LEAST / 2 if certain else LEAST, COVERED - sum(EASED[name] for name in reasons) - 0.1 * max(0.0, evidence - EVIDENCE))
    if carried:
        asked = LEAST / 2
    if covered < asked:
        return None
    if not ranked or _LETTERHEAD.match(quote(some)):
        return None
    _, _, top, signs = max(ranked, key=lambda item: (item[0], item[1]))
    # "(a) Letter to the bank (12/24). The Clerk had written on 4 May.": what became of it stands behind its heading
    following = next((statement for statement in around if statement.number == top.number + 1), None)
    if following is not None and len(quote(top).split()) <= _HEADING and read_step(quote(top)) is None and read_step(quote(following)) is not None:
        top = following
    if _is_repeated(promise, top, quote(top)):
        return None
    # who was to write, send or report has not done so because the papers speak of the thing again
    if speaks_of_telling(promise.quotes) and not signs and not TOLD.search(quote(top)):
        return None
    shared = ", ".join(sorted(common, key=lambda term: -rarity.weigh(term))[:5])
    return Link(covered - asked, top, "; ".join([f"shares {shared}", *reasons.values()]))


def _days_between(first: str, second: str | None) -> int:
    """Days from one ISO day (month, year) to another, roughly; 0 where one has no date."""
    if second is None:
        return 0
    numbers = [[int(part) for part in day.split("/")[-1].split("-")] for day in (first, second)]
    one, two = (365 * n[0] + 30 * (n[1] if len(n) > 1 else 6) + (n[2] if len(n) > 2 else 15) for n in numbers)
    return two - one


def _is_repeated(promise: Promise, statement: Statement, text: str) -> bool:
    """The same thing promised or decided anew in another year ("that Mrs Orde remain as trustee") is no step of the first."""
    if statement.date is None or statement.date[:4] == promise.made_on[:4]:
        return False
    return any(fuzz.token_set_ratio(quoted.casefold(), text.casefold()) >= _REPEATED for quoted in promise.sentences)


def _signs(promise: Promise, statement: Statement, text: str) -> dict[str, str]:
    """What in the sentence points back to the promise, beside its topic."""
    signs = {}
    if LOOKS_BACK.search(text):
        signs["looks back"] = "looks back"
    if promise.numbers & set(NUMBERED.findall(text)):
        signs["number"] = "names the minute"
    if names_day(text, promise.made_on):
        signs["day"] = "names the day"
    elif promise.due and "looks back" in signs and names_month(text, promise.due):
        signs["day"] = "names the month it was due"
    if fulfils(promise.quotes, text):
        signs["verb"] = "says it as past"
    if statement.in_table:
        signs["log"] = "row of a table"
    return signs


def names_day(text: str, iso: str) -> bool:
    """"22 September" or "September 22nd" of the day 2022-09-22."""
    if len(iso) < 10:
        return False
    day, month = int(iso[8:10]), _MONTHS[int(iso[5:7]) - 1]
    return f"{day} {month}" in text or f"{day} {month[:3]} " in text or f"{month} {day}" in text


def names_month(text: str, iso: str) -> bool:
    return len(iso) >= 7 and _MONTHS[int(iso[5:7]) - 1] in text
