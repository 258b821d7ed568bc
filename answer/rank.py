"""How well a unit of evidence answers a question: features, and a linear model over them.

The weights are in ``data/coefficients.json``, made by ``benchmarks/fit_answers.py``; the features are pure
functions of question, unit and paper, so that a ranking can be explained feature by feature.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from answer.cues import BARE_TITLES, DAY_ASKED, GENERIC_BODY_WORDS, OFFICE_WORDS
from answer.evidence import Unit
from answer.period import Period, find_periods, is_month_end, overlap, same_period
from answer.question import Question, Term
from answer.scope import Scope
from answer.values import COLUMN_UNIT, find_figures_anywhere
from answer.words import NUMBER_WORDS, TOKEN, find_initials, find_stems, fold, share_of_prefix, stem
from ingest.records import Mention

Rarity = Callable[[str], float]
"""Weight of a stem: the logarithm of how few passages hold it."""

UNIT_FEATURES = (
    "cover",
    "cover_context",
    "cover_around",
    "cover_names",
    "cover_best",
    "missing_rare",
    "pairs",
    "cosine",
    "maxsim",
    "soft",
    "soft_best",
    "beside",
    "passage_cosine",
    "passage_lexical",
    "passage_rank",
    "passage_rerank",
    "passage_scope",
    "expected",
    "expected_near",
    "figures",
    "period_text",
    "period_paper",
    "period_conflict",
    "year_text",
    "year_paper",
    "body",
    "body_conflict",
    "is_row",
    "is_list",
    "is_heading",
    "short",
    "long",
    "list_wanted",
    "cue",
    "newest",
    "opens_list",
    "fragment",
    "names_list",
    "list_unwanted",
    "duty",
    "attendance",
    "reader",
)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a ranking asks of the paper that holds a unit. ``day`` is the meeting date of the unit's part."""

    doc_id: str
    day: str | None
    in_scope: bool | None
    """Whether the paper is of a body that the question names; None when it names none."""
    age_rank: float
    """0 for the newest of the papers that were found, 1 for the oldest."""
    years: frozenset[int] = frozenset()
    """Years that a paper without a date speaks of."""


@dataclass(frozen=True, slots=True)
class HitFacts:
    cosine: float
    lexical: float
    reciprocal_rank: float
    rerank: float = 0.0
    scope: float = 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Nearness of a unit to the question in the embedder's space.

    ``cosine`` of the means, ``maxsim`` over all tokens of the question; ``soft`` is the share of the question's
    weight that some word of the unit is alike to, ``soft_best`` with its context and neighbours, ``beside`` of the neighbours alone.
    ``terms`` is what ``soft_best`` is the weighted mean of, one value a term, 0 to 1.
    """

    cosine: float
    maxsim: float
    soft: float
    soft_best: float
    beside: float
    terms: tuple[float, ...] = ()


def match_term(term: Term, stems: Sequence[str] | frozenset[str]) -> float:
    """1 for the word itself, less for its derived forms, words used for the same thing and misspellings."""
    if term.stem in stems:
        return 1.0
    if term.figure:
        return 0.0
    best = 0.0
    if term.near and not term.near.isdisjoint(stems):
        best = 0.6
    length = len(term.stem)
    if length >= 5:
        for other in stems:
            if other[0] != term.stem[0] or abs(len(other) - length) > 5:
                continue
            if best < 0.8 and share_of_prefix(term.stem, other) >= 0.6:
                best = 0.8
            elif best < 0.75 and len(other) >= 4 and fuzz.ratio(term.stem, other) >= 84:
                best = 0.75
    return best


def weigh_terms(question: Question, rarity: Rarity) -> tuple[tuple[Term, float], ...]:
    """Terms with their share of the question's weight (the shares add up to 1)."""
    raw = [(term, rarity(term.stem) * (1.25 if term.name or term.figure else 1.0)) for term in question.terms]
    total = sum(weight for _, weight in raw) or 1.0
    return tuple((term, weight / total) for term, weight in raw)


def find_features(
    question: Question,
    scope: Scope,
    weights: tuple[tuple[Term, float], ...],
    unit: Unit,
    mentions: Sequence[Mention],
    paper: PaperFacts,
    hit: HitFacts,
    alike: Likeness,
    cue: float,
    duty: bool = False,
    attends: bool = False,
) -> dict[str, float]:
    """All of :data:`UNIT_FEATURES`. ``mentions`` are those inside the unit; ``alike`` compares it with the question.

    ``duty``: the unit is a decision, action or commitment of its paper, and the question asks for one;
    ``attends``: it is of a list of those present or absent. ``reader`` is left at
    0: the best units are read afterwards.
    """
    stems = frozenset(unit.stems)
    own = [match_term(term, stems) for term, _ in weights]
    context = [0.0 if m >= 1.0 else match_term(term, unit.context_stems) for m, (term, _) in zip(own, weights, strict=True)]
    around = [0.0 if m >= 1.0 else match_term(term, unit.around_stems) for m, (term, _) in zip(own, weights, strict=True)]
    cover = sum(m * w for m, (_, w) in zip(own, weights, strict=True))
    cover_context = sum(max(m, 0.9 * c) * w for m, c, (_, w) in zip(own, context, weights, strict=True))
    best = [max(m, 0.9 * c, 0.9 * a) for m, c, a in zip(own, context, around, strict=True)]
    cover_best = sum(b * w for b, (_, w) in zip(best, weights, strict=True))
    cover_around = sum(max(m, 0.9 * a) * w for m, a, (_, w) in zip(own, around, weights, strict=True))
    names = [(b, w) for b, (term, w) in zip(best, weights, strict=True) if term.name]
    name_weight = sum(w for _, w in names)
    rarest = max((w * (1 - b) for b, (_, w) in zip(best, weights, strict=True)), default=0.0)
    asked = {term.stem for term, _ in weights}
    positions = [at for at, word in enumerate(unit.stems) if word in asked]
    expected, near = _expected(question, unit, mentions, positions)
    figures = 1.0
    if question.figures:
        have = find_figures_anywhere(f"{unit.text} {unit.context} {unit.around}")
        wanted = [f for text in question.figures for f in find_figures_anywhere(text)]
        figures = sum(any(abs(f - h) <= 1e-6 * max(1.0, abs(f)) for h in have) for f in wanted) / max(1, len(wanted))
    period_text, period_paper, conflict = find_period_fit(question, unit, paper)
    # what is budgeted or charged for a year stands in papers of the year before as often as in its own
    of_year = bool(question.expects & {"MONEY", "NUMBER", "PERCENT"}) and all(period.kind == "financial_year" for period in question.periods)
    words = len(unit.stems)
    return {
        "cover": cover,
        "cover_context": cover_context,
        "cover_around": cover_around,
        "cover_names": sum(b * w for b, w in names) / name_weight if name_weight else 1.0,
        "cover_best": cover_best,
        "missing_rare": rarest,
        "pairs": _pairs(question, unit),
        "cosine": alike.cosine,
        "maxsim": alike.maxsim,
        "soft": alike.soft,
        "soft_best": alike.soft_best,
        "beside": alike.beside,
        "passage_cosine": hit.cosine,
        "passage_lexical": hit.lexical,
        "passage_rank": hit.reciprocal_rank,
        "passage_rerank": hit.rerank,
        "passage_scope": hit.scope,
        "expected": expected,
        "expected_near": near,
        "figures": figures,
        "period_text": period_text,
        "period_paper": period_paper,
        "period_conflict": conflict,
        "year_text": period_text if of_year else 0.0,
        "year_paper": period_paper if of_year else 0.0,
        "body": 1.0 if paper.in_scope else 0.0,
        "body_conflict": 1.0 if paper.in_scope is False else 0.0,
        "is_row": float(unit.kind == "row"),
        "is_list": float(unit.kind == "list"),
        "is_heading": float(unit.kind == "heading"),
        "short": 1.0 if words < 5 else 0.0,
        "long": max(0.0, math.log(max(words, 1) / 45)),
        "list_wanted": float(unit.kind == "list" and question.kind == "list"),
        "cue": cue,
        "duty": float(duty),
        "attendance": float(attends and not _asks_who_is(question)),
        "reader": 0.0,
        "newest": 1.0 - paper.age_rank,
        "opens_list": float(unit.text.rstrip().endswith(":")),
        "fragment": _fragment(unit),
        "list_unwanted": float(unit.kind == "list" and question.kind not in ("list", "timeline", "comparison")),
        "names_list": float(question.kind != "list" and _is_names_list(unit)),
    }


def _asks_who_is(question: Question) -> bool:
    """A list of those present tells who holds an office and who was there, and hardly anything else."""
    return question.kind == "list" or any(fold(term.text) in OFFICE_WORDS or term.stem in _OFFICE_STEMS for term in question.terms)


_SMALL_WORDS = frozenset("the a an of to and is was were be been has have had are that for in on with will by from it this".split())


def _fragment(unit: Unit) -> float:
    """1 for lines without the small words of a sentence: letterheads, captions, bare headings."""
    if unit.kind != "sentence":
        return 0.0
    return 0.0 if any(word in _SMALL_WORDS for word in unit.stems) else 1.0


def _is_names_list(unit: Unit) -> bool:
    """Attendance run together in one line: mostly capitalised words, and many of them."""
    words = re.findall(r"[^\W\d_]+", unit.text)
    return len(words) > 25 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _pairs(question: Question, unit: Unit) -> float:
    """Share of the question's neighbouring content words that also stand close together in the unit."""
    stems = [term.stem for term in question.terms]
    wanted = list(itertools.pairwise(stems))
    if not wanted:
        return 0.0
    places: dict[str, list[int]] = {}
    for at, word in enumerate(unit.stems):
        places.setdefault(word, []).append(at)
    close = sum(
        any(abs(a - b) <= 4 for a in places.get(x, ()) for b in places.get(y, ())) for x, y in wanted
    )
    return close / len(wanted)


def _expected(question: Question, unit: Unit, mentions: Sequence[Mention], positions: list[int]) -> tuple[float, float]:
    """Whether what is asked for stands in the unit, and how near to the question's words (1 beside them, 0 far off)."""
    if not question.expects:
        return 0.5, 0.0
    places = find_expected(question, unit, mentions)
    if not places:
        return 0.0, 0.0
    if not positions:
        return 1.0, 0.0
    starts = [m.start() for m in TOKEN.finditer(unit.text)]
    nearest = 99
    for place in places:
        at = next((i for i, start in enumerate(starts) if start >= place[0]), len(starts))
        nearest = min(nearest, min(abs(at - position) for position in positions))
    return 1.0, 1.0 / (1.0 + nearest / 4)


_NUMBER = re.compile(
    r"(?<![\w£$€/.,-])\d{1,3}(?:,\d{3})+\b|(?<![\w£$€/.,-])\d+(?:\.\d+)?(?![\w%/]|[.,]\d|\s?%|\s?per cent|(?:st|nd|rd|th)\b)(?:\s(?:thousand|million|billion)\b)?"
    r"|\b(?:" + "|".join(w for w in NUMBER_WORDS if w not in ("zero", "once", "none")) + r")\b",
    re.IGNORECASE,
)


_DURATION = re.compile(r"[\s-]?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|miles?|metres?|km|mph)\b", re.IGNORECASE)
_DURATION_ASKED = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|metres?|km|mph|long|old|far|fast|quick\w*|time|age|term|period|speed|often|soon|late|early|wait\w*|last(?:ed|s)?|take|took|length|notice|tall|high|deep|wide)\b")


def find_expected(question: Question, unit: Unit, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Places (offsets into ``unit.text``) of what the question asks for, without what the question says itself."""
    said = fold(question.text)
    if question.kind == "person_role" and _stand_in_columns(mentions):
        return []
    places: list[tuple[int, int]] = []
    dated = [(m.span.start - unit.span.start, m.span.end - unit.span.start) for m in mentions if m.label == "DATE"]
    for mention in mentions:
        if mention.label in question.expects and not _answers_nothing(question, mention, said, mentions):
            places.append((mention.span.start - unit.span.start, mention.span.end - unit.span.start))
    if "NUMBER" in question.expects:
        opening = re.match(r"\s*(?:[•\-–]\s*)?\(?\d+(?:\.\d+)*\.?\)?\s", unit.text) if unit.kind != "row" else None
        for match in _NUMBER.finditer(unit.text):
            if opening and match.start() < opening.end():
                continue
            if any(start <= match.start() < end for start, end in dated):
                continue
            if match.group().lower() in said.split():
                continue
            # "3 minutes 24 seconds" counts no calls
            if _DURATION.match(unit.text, match.end()) and not _DURATION_ASKED.search(said):
                continue
            places.append(match.span())
    if unit.kind == "row" and question.expects & {"MONEY", "PERCENT"} and not places:
        # cells of a table often leave the pound sign to its heading
        places = [m.span() for m in re.finditer(r"(?<![\w])-?\(?\d[\d,]*(?:\.\d+)?%?\)?", unit.text)]
    return places


def _stand_in_columns(mentions: Sequence[Mention]) -> bool:
    """Whether several posts come first and several names after them (or the other way about): whose post is whose, the text has lost.

    "Commissioner: Chief Executive: Chief Constable: A Lane B Holt C Moss" is what is left of a list of contacts in columns.
    """
    posts = [m.span.start for m in mentions if m.label == "ROLE"]
    names = [m.span.start for m in mentions if m.label == "PERSON"]
    if len(names) < 2 or len(posts) < len(names):
        return False
    return posts[-1] < names[0] or names[-1] < posts[0]


def _answers_nothing(question: Question, mention: Mention, said: str, mentions: Sequence[Mention]) -> bool:
    """Whether a mention of an expected kind cannot be the answer: said in the question, a bare title, a year where a day is asked for."""
    folded = fold(mention.text)
    if mention.label == "DATE":
        bare_year = re.fullmatch(r"(\d{4})(?:-01-01/\1-12-31)?", mention.value or "") is not None
        return question.kind == "date" and (f" {folded} " in f" {said} " or (bare_year and bool(DAY_ASKED.search(said))))
    if mention.label == "ROLE":
        # "Councillor" in "Councillor Bea Holt" is part of the name
        title = any(other.label == "PERSON" and 0 <= other.span.start - mention.span.end <= 2 for other in mentions)
        if folded in BARE_TITLES or (title and "PERSON" in question.expects):
            return True
    # "Who seconded Mrs Lane" is not answered by "Mrs A Lane"
    telling = [word for word in re.findall(r"[\w’'-]+", folded) if len(word) > 2]
    if mention.label == "PERSON" and telling and all(re.search(rf"\b{re.escape(word)}\b", said) for word in telling):
        return True
    return folded in said or COLUMN_UNIT.match(folded) is not None


HALF_KNOWN = 0.5
"""How well a paper without a date fits a period of the years that it speaks of."""


def find_period_fit(question: Question, unit: Unit, paper: PaperFacts) -> tuple[float, float, float]:
    """(period named in the text, paper of that period, another period named instead), each 0 to 1."""
    periods = question.periods
    if not periods:
        return 0.0, 0.0, 0.0
    own = find_periods(unit.text)
    above = find_periods(f"{unit.context}\n{unit.around}")
    text = max((same_period(p, own) for p in periods), default=0.0)
    if text < 1.0:
        text = max(text, 0.7 * max((same_period(p, above) for p in periods), default=0.0))
    in_paper = max((1.0 if p.holds(paper.day) else HALF_KNOWN if paper.years.intersection(p.years) else 0.0) for p in periods)
    conflict = 0.0
    if text < 0.5:
        others = [p for p in own if p.start]
        if others and not any(overlap(p, o) for p in periods for o in others):
            conflict = 1.0
        elif not in_paper:
            year = {y for p in periods for y in p.years}
            if year and paper.day and paper.day[:4].isdigit():
                distance = min(abs(int(paper.day[:4]) - y) for y in year)
                conflict = min(1.0, 0.35 * distance)
            elif not year:
                conflict = 0.3
    return text, in_paper, conflict


def find_absent_names(question: Question, text: str) -> float:
    """Share of the question's names of which no telling word stands in ``text``: another force, another person."""
    words = frozenset(find_stems(text))
    initials = {find_initials(line).lower() for line in text.splitlines()}
    absent = total = 0
    for name in question.names:
        telling = [
            s
            for word, s in zip(name.split(), (stem(w) for w in name.split()), strict=True)
            if fold(word) not in GENERIC_BODY_WORDS | OFFICE_WORDS and len(s) > 1
        ]
        if not telling:
            continue
        total += 1
        known = {term.stem: term for term in question.terms}
        absent += not any(
            match_term(known[s], words) >= 0.7 if s in known else s in words or s in initials for s in telling
        )
    return absent / total if total else 0.0


def find_period_miss(question: Question, unit: Unit, day: str | None, years: frozenset[int] = frozenset()) -> float:
    """1 where the question names a year, month or quarter that neither the text nor the paper's date is of.

    ``years``: those that a paper without a date speaks of.
    """
    asked = question.periods
    if not asked:
        return 0.0
    near = find_periods(f"{unit.text}\n{unit.context}\n{unit.around}")
    misses = []
    for period in asked:
        printed = same_period(period, near) >= 0.4 or any(year in unit.text for year in map(str, period.years[:1]))
        held = printed or period.holds(day) or _reports_on(period, day)
        misses.append(0.0 if held else 1.0 - HALF_KNOWN if years.intersection(period.years) else 1.0)
    return sum(misses) / len(misses)


def _reports_on(period: Period, day: str | None) -> bool:
    """A paper of the months after a period, or after the last day of a month ("the balance at 31 March"), may report on it without naming it again."""
    if not day or not period.start or len(day) < 7:
        return False
    months = (int(day[:4]) - int(period.end[:4])) * 12 + int(day[5:7]) - int(period.end[5:7])
    closes = period.kind == "day" and is_month_end(period.end)
    return 0 < months <= (4 if period.role == "in" and not closes else 6) and (closes or period.kind in ("month", "quarter", "season"))


def find_other_period(question: Question, unit: Unit) -> float:
    """1 where the unit itself names a year, month or quarter of the asked kind, and not the asked one."""
    own = find_periods(unit.text)
    for period in question.periods:
        alike = [o for o in own if o.kind == period.kind or (o.kind in ("quarter", "financial_year") and period.kind == o.kind)]
        if alike and not any(same_period(period, [o]) >= 0.4 or overlap(period, o) for o in own):
            return 1.0
    return 0.0


def find_missing_office(question: Question, unit: Unit) -> float:
    """1 where a question for the holder of an office ("Who chaired …") meets a passage that does not name that office."""
    if question.kind != "person_role":
        return 0.0
    offices = [term for term in question.terms if fold(term.text) in OFFICE_WORDS or term.stem in _OFFICE_STEMS]
    if not offices:
        return 0.0
    stems = frozenset(unit.stems) | unit.context_stems
    return float(max(match_term(term, stems) for term in offices) < 0.6)


_OFFICE_STEMS = frozenset(stem(word) for word in OFFICE_WORDS) | {stem("chaired")}


def find_head_fit(question: Question, unit: Unit, mentions: Sequence[Mention]) -> float:
    """How well what stands beside the figure is what the question counts or prices; 0.5 where nothing is counted.

    "How many people came" is not answered by "27 expressions of interest".
    """
    if question.kind not in ("count", "amount", "percent"):
        return 0.5
    heads = find_heads(question)
    places = find_expected(question, unit, mentions)
    if not heads or not places:
        return 0.5 if places else 0.0
    tokens = [(m.start(), stem(m.group())) for m in TOKEN.finditer(unit.text)]
    best = 0.0
    for _, end in places:
        at = next((n for n, (place, _) in enumerate(tokens) if place >= end), len(tokens))
        window = frozenset(s for _, s in tokens[max(0, at - 7) : at + 6])
        best = max(best, max(match_term(head, window) for head in heads))
    if best < 0.6:
        best = max(best, 0.5 * max(match_term(head, unit.context_stems) for head in heads))
    return best


def find_heads(question: Question) -> list[Term]:
    """The counted words: the terms right after "how many", "number of"; for amounts the first two terms."""
    match = re.search(r"\b(?:how many|number of|nos? of|count of|how much|percentage of|proportion of|share of|%)\s+(?:the |extra |more |new )*", fold(question.text))
    after = match.end() if match else 0
    found = [term for term in question.terms if not term.figure and question.text.find(term.text) >= after]
    return found[:2]


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights.get("intercept", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
