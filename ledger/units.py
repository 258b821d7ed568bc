"""The paragraphs and table rows of one body's papers as units of evidence for threads, each read once.

What does not depend on a promise is found here: the stems of a unit and of what stands round it, the minute numbers and
codes it names, whether it looks back, what it says has happened, and the vector of its passage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.spans import Span
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
    """A paragraph, or a row of a table. ``own``: stems of its words; ``whole``: with its heading (and the paragraph round a row).

    ``past``: numbers of the rows of :data:`~ledger.wording.FULFILLED` whose past form it has; ``figures``: amounts and
    numbers that are no day and no year; ``vector``: of the passage it stands in, None where the archive has none.
    """

    number: int
    doc_id: str
    paragraph_id: int
    section: tuple[str, int | None]
    date: str | None
    statements: tuple[Statement, ...]
    own: frozenset[str]
    whole: frozenset[str]
    text: str
    in_table: bool
    looks_back: bool
    numbers: frozenset[str]
    codes: frozenset[str]
    past: frozenset[int]
    figures: frozenset[str]
    cue: StepCue | None
    vector: Vector | None


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a family in order, the units that have a stem, and the stems of each section."""

    units: tuple[Unit, ...]
    having: dict[str, tuple[int, ...]]
    numbered: dict[str, tuple[int, ...]]
    sections: dict[tuple[str, int | None], frozenset[str]]
    rarity: Rarity


def cut_units(statements: tuple[Statement, ...], rarity: Rarity, quote: Callable[[Statement], str], section_of: Callable[[Statement], int | None], vectors: Callable[[str], PassageVectors]) -> Units:
    """Units of ``statements`` (of one family, in order); ``quote``, ``section_of`` and ``vectors`` look a statement or paper up."""
    held: dict[tuple[str, int, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        held[(statement.doc_id, statement.paragraph_id, statement.span.start if statement.in_table else -1)].append(statement)
    units: list[Unit] = []
    having: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    sections: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for (doc_id, paragraph_id, _), some in held.items():
        first = some[0]
        text = " ".join(quote(statement) for statement in some)
        own = frozenset().union(*(statement.about for statement in some))
        section = (doc_id, section_of(first))
        cues = [cue for statement in some if (cue := read_step(quote(statement))) is not None]
        unit = Unit(
            len(units), doc_id, paragraph_id, section, first.date, tuple(some), own, own | first.about | first.around, text, first.in_table,
            bool(LOOKS_BACK.search(text)), frozenset(NUMBERED.findall(text)), frozenset(CODE.findall(text)),
            frozenset(n for n, past in enumerate(_PAST) if past.search(text)), read_figures(text),
            max(cues, key=lambda cue: cue.decisive, default=None), _vector_at(vectors(doc_id), first.span),
        )  # fmt: skip
        units.append(unit)
        sections[section] |= own
        for term in unit.whole:
            having[term].append(unit.number)
        for number in unit.numbers | unit.codes:
            numbered[number].append(unit.number)
    return Units(
        tuple(units), {term: tuple(found) for term, found in having.items()}, {number: tuple(found) for number, found in numbered.items()},
        {section: frozenset(stems) for section, stems in sections.items()}, rarity,
    )  # fmt: skip


def read_figures(text: str) -> frozenset[str]:
    """Amounts and numbers without those that may be days or years: "48000", "£61000", "11%"."""
    found = (figure.rstrip(".,").replace(",", "") for figure in _FIGURE.findall(text))
    return frozenset(figure for figure in found if not _SMALL.fullmatch(figure))


def read_verbs(text: str) -> frozenset[int]:
    """Numbers of the rows of :data:`~ledger.wording.FULFILLED` whose promised form ``text`` has."""
    return frozenset(n for n, verb in enumerate(_VERB) if verb.search(text))


def find_vector(vectors: PassageVectors, span: Span) -> Vector | None:
    """The vector of the passage that holds the start of ``span``."""
    return _vector_at(vectors, span)


def _vector_at(vectors: PassageVectors, span: Span) -> Vector | None:
    spans, rows = vectors
    for number, passage in enumerate(spans):
        if passage.start <= span.start < passage.end:
            found: Vector = rows[number]
            return found
    return None
