"""The paragraphs and table rows of one body's papers as units of evidence for threads, each read once.

What does not depend on a promise is found here: the stems of a unit and of what stands round it, the minute numbers and
codes it names, whether it looks back, what it says has happened, and the vector of its passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ingest.spans import Span
from ledger.days import read_days
from ledger.statements import Rarity, Statement
from ledger.wording import CODE, FULFILLED, LOOKS_BACK, NUMBERED, StepCue, read_step

Vector = NDArray[np.float32]
PassageVectors = tuple[tuple[Span, ...], Vector]
"""Spans of a paper's passages and their vectors, one row each, L2-normalised; both empty where there are none."""
_FIGURE = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?:k|m|%)?(?![\d/])")
_SMALL = re.compile(r"(?:19|20)\d\d|\d|[12]\d|3[01]")
_PAST = tuple(re.compile(rf"\b(?:{past})\b", re.I) for _, past in FULFILLED)
_VERB = tuple(re.compile(rf"\b(?:{verb})\b", re.I) for verb, _ in FULFILLED)


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a row of a table. ``own``: stems of its words; ``whole``: with its heading (and the paragraph round a row)."""

    number: int
    doc_id: str
    paragraph_id: int
    date: str | None
    statements: tuple[Statement, ...]
    own: frozenset[str]
    whole: frozenset[str]
    text: str
    in_table: bool
    numbers: frozenset[str]
    codes: frozenset[str]
    days: frozenset[str] = frozenset()
    """Days that a row of a table prints with their year."""

    def texts(self) -> tuple[str, ...]:
        """The words of each statement, which ``text`` holds one after the other with a space between."""
        found, at = [], 0
        for statement in self.statements:
            found.append(self.text[at : at + len(statement.span)])
            at += len(statement.span) + 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit tells of promises in general. ``past``: numbers of the rows of :data:`~ledger.wording.FULFILLED` whose
    past form it has; ``figures``: amounts and numbers that are no day and no year.
    """

    looks_back: bool
    past: frozenset[int]
    figures: frozenset[str]
    cue: StepCue | None


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a family in order, the numbers of those that have a stem, or a minute number or code.

    ``vectors``: (units, dim), of the passage each stands in; without rows where the archive has none. ``middle``: their mean.
    """

    units: tuple[Unit, ...]
    having: dict[str, tuple[int, ...]]
    numbered: dict[str, tuple[int, ...]]
    rarity: Rarity
    vectors: Vector
    middle: Vector
    headings: dict[frozenset[str], int] = field(default_factory=dict)
    """Papers that have a heading of those stems."""
    _told: dict[int, Told] = field(default_factory=dict, repr=False)

    def told(self, unit: Unit) -> Told:
        """Read when it is first asked for: most units of a family are never near a promise."""
        found = self._told.get(unit.number)
        if found is None:
            cues = [cue for text in unit.texts() if (cue := read_step(text)) is not None]
            found = self._told[unit.number] = Told(
                bool(LOOKS_BACK.search(unit.text)), frozenset(n for n, past in enumerate(_PAST) if past.search(unit.text)),
                read_figures(unit.text), max(cues, key=lambda cue: cue.decisive, default=None),
            )  # fmt: skip
        return found


def cut_units(statements: tuple[Statement, ...], rarity: Rarity, quote: Callable[[Statement], str], vectors: Callable[[str], PassageVectors]) -> Units:
    """Units of ``statements`` (of one family, in order); ``quote`` and ``vectors`` look a statement and a paper up."""
    held: dict[tuple[str, int, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        held[(statement.doc_id, statement.paragraph_id, statement.span.start if statement.in_table else -1)].append(statement)
    units: list[Unit] = []
    having: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    rows: list[Vector | None] = []
    for (doc_id, paragraph_id, _), some in held.items():
        first = some[0]
        text = " ".join(quote(statement) for statement in some)
        own = frozenset().union(*(statement.about for statement in some))
        unit = Unit(
            len(units), doc_id, paragraph_id, first.date, tuple(some), own, own | first.about | first.around, text, first.in_table,
            frozenset(NUMBERED.findall(text)), frozenset(CODE.findall(text)) | first.codes,
            read_days(text) if first.in_table else frozenset(),
        )  # fmt: skip
        units.append(unit)
        rows.append(find_vector(vectors(doc_id), first.span))
        for term in unit.whole:
            having[term].append(unit.number)
        for number in unit.numbers | unit.codes | unit.days:
            numbered[number].append(unit.number)
    stacked = _stack(rows)
    under: dict[frozenset[str], set[str]] = defaultdict(set)
    for unit in units:
        under[unit.statements[0].over].add(unit.doc_id)
    return Units(
        tuple(units), {term: tuple(found) for term, found in having.items()}, {number: tuple(found) for number, found in numbered.items()},
        rarity, stacked, stacked.mean(0) if len(stacked) else np.zeros(0, np.float32), {over: len(papers) for over, papers in under.items()},
    )  # fmt: skip


def read_figures(text: str) -> frozenset[str]:
    """Amounts and numbers without those that may be days or years: "48000", "£61000", "11%"."""
    found = (figure.rstrip(".,").replace(",", "") for figure in _FIGURE.findall(text))
    return frozenset(figure for figure in found if not _SMALL.fullmatch(figure))


def read_verbs(text: str) -> frozenset[int]:
    """Numbers of the rows of :data:`~ledger.wording.FULFILLED` whose promised form ``text`` has."""
    return frozenset(n for n, verb in enumerate(_VERB) if verb.search(text))


def words_of_name(owner: str | None) -> frozenset[str]:
    """The words of an owner's name and office, in lower case."""
    return frozenset(re.findall(r"[a-z]{3,}", (owner or "").casefold()))


def find_vector(vectors: PassageVectors, span: Span) -> Vector | None:
    """The vector of the passage that holds the start of ``span``."""
    spans, rows = vectors
    number = bisect_right(spans, span.start, key=lambda passage: passage.start) - 1
    if number < 0 or span.start >= spans[number].end:
        return None
    found: Vector = rows[number]
    return found


def _stack(rows: list[Vector | None]) -> Vector:
    """One row a unit, zeros for one outside all passages; no rows where no unit has a vector."""
    size = next((len(row) for row in rows if row is not None), 0)
    if not size:
        return np.zeros((0, 0), np.float32)
    return np.stack([row if row is not None else np.zeros(size, np.float32) for row in rows])
