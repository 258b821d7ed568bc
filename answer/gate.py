"""The gate on the final text: every figure, date and name of a sentence stands in the passage which that sentence cites.

A figure may also stand in what names the cited paper (title, meeting date, section, paragraph number), as a
year often does. Both sides are read as values first (:mod:`answer.values`, :mod:`answer.names`): £1.2m = £1,200,000,
"twelve" = 12, 4 per cent = 4%, 3rd September = 2018-09-03 where the cited paper is of 2018. Pounds stay apart from
per cent, and both from counts: "£12" is not backed by twelve members. A sentence that fails is dropped and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.names import find_names, stands_in
from answer.records import Citation, Sentence
from answer.values import (
    WEEKDAYS,
    Figure,
    find_backing_figures,
    find_backing_months,
    find_codes,
    find_days,
    find_figures,
    find_months,
    find_times,
    find_year_spans,
)
from answer.words import fold

HALF_A_YEAR = 183
"""Days. "3 December" in a paper of January is last December's."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that was dropped, and what in it has no backing."""

    text: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return f"Left out, because its source does not show {', '.join(self.missing)}: {self.text}"


def find_missing(text: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Figures, dates and names of ``text`` that stand neither in the quotes nor in what names the papers."""
    quotes = "\n".join(citation.quote for citation in citations)
    if _stands_verbatim(text, quotes):
        return ()
    naming = "\n".join(str(part) for c in citations for part in (c.title, c.meeting_date, c.section, c.paragraph_number) if part)
    backing = f"{quotes}\n{naming}"
    years = {year for c in citations for year in re.findall(r"(?:19|20)\d\d", f"{c.meeting_date or ''} {c.title} {c.section or ''}")}
    papers = [c.meeting_date[:10] for c in citations if c.meeting_date and len(c.meeting_date) >= 10]
    missing = [
        *_missing_dates(text, backing, years, papers),
        *_missing_figures(text, backing, years),
        *(code for code in find_codes(text) if code not in find_codes(backing)),
        *(name.text for name in find_names(text) if not stands_in(name, backing)),
    ]
    return tuple(dict.fromkeys(missing))


def _stands_verbatim(text: str, quotes: str) -> bool:
    """The text as it is printed, cells of a row drawn with bars or not."""
    said = re.escape(" ".join(fold(text).replace("|", " ").split()))
    return bool(re.search(rf"(?<![\w.,£$€-]){said}(?!\w|[.,]\d|\s?%)", " ".join(fold(quotes).replace("|", " ").split())))


def _missing_dates(text: str, backing: str, years: set[str], papers: Sequence[str]) -> list[str]:
    """Days, months, weekdays, times and spans of years that are not shown. A year that is not printed beside its day must be
    that of the paper, or the nearest to it."""
    days = set(find_days(backing))
    months = find_backing_months(backing)
    missing = []
    for day in find_days(text):
        if day.startswith("--"):
            shown = any(have.endswith(day[2:]) for have in days)
        else:
            shown = day in days or (f"-{day[4:]}" in days and (day[:4] in years or _is_near(day, papers)))
        if not shown:
            missing.append(day.lstrip("-"))
    for month in find_months(text):
        if month not in months and (month.startswith("--") or f"-{month[4:]}" not in months or not (month[:4] in years or _is_near(f"{month}-15", papers))):
            missing.append(month.lstrip("-"))
    missing += [f"{at // 60}:{at % 60:02d}" for at in sorted(find_times(text) - find_times(backing))]
    spans = find_year_spans(backing)
    missing += [f"{first}/{second % 100:02d}" for first, second in sorted(find_year_spans(text)) if (first, second) not in spans]
    folded = fold(backing)
    said = {word for word in WEEKDAYS if re.search(rf"\b{word}\b", fold(text))}
    dated = {WEEKDAYS[date.fromisoformat(day).weekday()] for day in find_days(text) if _is_day(day)}
    missing += [word.capitalize() for word in sorted(said - dated) if not re.search(rf"\b{word[:3]}(?:{word[3:]}|s|rs|r)?\b", folded)]
    return missing


def _is_day(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _is_near(day: str, papers: Sequence[str]) -> bool:
    return _is_day(day) and any(
        abs((date.fromisoformat(day) - date.fromisoformat(paper)).days) <= HALF_A_YEAR for paper in papers if _is_day(paper)
    )


def _missing_figures(text: str, backing: str, years: set[str]) -> list[str]:
    have = find_backing_figures(backing)
    loose = _loose_kinds(fold(backing))
    missing = []
    for figure in find_figures(text):
        if figure.kind == "number" and 1900 <= figure.value <= 2100 and f"{figure.value:.0f}" in years:
            continue
        if not any(_backs(other, figure, loose) for other in have):
            missing.append(figure.printed if figure.kind != "number" or not figure.printed[-1:].isdigit() else f"{figure.value:g}")
    return missing


def _backs(have: Figure, said: Figure, loose: frozenset[str]) -> bool:
    """A column headed "£" or "%" lends its kind to bare figures; nothing else changes its kind."""
    if abs(have.value - said.value) > 1e-6 * max(1.0, abs(said.value)):
        return False
    return have.kind == said.kind or (have.kind == "number" and said.kind in loose)


def _loose_kinds(folded: str) -> frozenset[str]:
    kinds = set()
    if re.search(r"£(?!\s?-?[\d.])|£0{3}|\bpounds\b", folded):
        kinds.add("money")
    if re.search(r"(?<![\d.])(?<!\d )(?:%|per ?cent\b|percentage\b)", folded):
        kinds.add("percent")
    return frozenset(kinds)


def check_sentences(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[tuple[Sentence, ...], tuple[Failure, ...]]:
    """Sentences that pass, and those that fail with what is missing. A sentence without a citation fails."""
    kept: list[Sentence] = []
    failed: list[Failure] = []
    for sentence in sentences:
        cited = [citations[position] for position in sentence.citations]
        missing = find_missing(sentence.text, cited) if cited else ("a source",)
        if missing:
            failed.append(Failure(sentence.text, missing))
        else:
            kept.append(sentence)
    return tuple(kept), tuple(failed)
