"""The gate on the final text: every figure, date and name of a sentence stands in the passage which that sentence cites.

A figure may also stand in what names the cited paper (title, meeting date, section, paragraph number), as a
year often does. Both sides are normalised first: £1.2m = £1,200,000, "twelve" = 12, 4 per cent = 4%,
3rd September = 2018-09-03 where the cited paper is of 2018. A sentence that fails is dropped and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.period import MONTHS
from answer.records import Citation, Sentence
from answer.words import STOP_WORDS, fold, number_of, stem

_MULTIPLES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
_FIGURE = re.compile(r"(?<![\w.])-?(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|mn|mil|million|m|bn|billion)?(?![a-z])")
_FIGURE_TIGHT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|mn|m|bn)?")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    r"|\b(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>(?:19|20)?\d\d)\b"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]*|[A-Z]\.))*")


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that was dropped, and what in it has no backing."""

    text: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return f"Left out, because its source does not show {', '.join(self.missing)}: {self.text}"


def find_figures(text: str) -> tuple[float, ...]:
    """Every figure printed in digits, as a number: £1.2m is 1,200,000."""
    folded = fold(text)
    found: list[float] = []
    for digits, unit in _FIGURE.findall(folded):
        found.append(_to_number(digits, unit))
    return tuple(found)


def find_figures_anywhere(text: str) -> frozenset[float]:
    """Like :func:`find_figures`, but generous, for the side of the evidence: parts of "12-15", "39/20", "Q2" and number words too."""
    folded = fold(text)
    found = {_to_number(digits, unit) for digits, unit in _FIGURE.findall(folded)}
    found |= {_to_number(digits, unit) for digits, unit in _FIGURE_TIGHT.findall(folded)}
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", folded):
        value = number_of(word)
        if value is not None:
            found.add(float(value))
    return frozenset(found)


def _to_number(digits: str, unit: str) -> float:
    try:
        return round(float(digits.replace(",", "").rstrip(".")) * _MULTIPLES.get(unit, 1.0), 6)
    except ValueError:
        return -1.0


def find_days(text: str) -> tuple[str, ...]:
    """Calendar days as ``2018-09-03``, or ``--09-03`` where no year stands beside them."""
    days = []
    for match in _DAY.finditer(fold(text)):
        groups = match.groupdict()
        if groups["iso"]:
            days.append(groups["iso"])
            continue
        if groups["d3"]:
            day, month, year = int(groups["d3"]), int(groups["m3"]), groups["y3"]
        else:
            day = int(groups["day"] or groups["day2"])
            month, year = MONTHS[groups["month"] or groups["month2"]], groups["year"] or groups["year2"]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        if year and len(year) == 2:
            year = f"20{year}"
        days.append(f"{year}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}")
    return tuple(days)


def find_names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words; a single word that only opens the sentence is no name."""
    found = []
    for match in _NAME.finditer(text):
        words = re.findall(r"[A-Za-z][\w’'-]*", match.group())
        opens = not text[: match.start()].rstrip() or text[: match.start()].rstrip()[-1] in ".?!:•“‘\"'"
        if opens and (fold(words[0]) in STOP_WORDS or (len(words) == 1 and len(text.split()) > 2)):
            words = words[1:]
        words = [w for w in words if fold(w) not in MONTHS and fold(w) not in _NO_NAMES]
        if words:
            found.append(" ".join(words))
    return tuple(found)


_NO_NAMES = frozenset("yes no monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split())


def find_missing(text: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Figures, dates and names of ``text`` that stand neither in the quotes nor in what names the papers."""
    quotes = "\n".join(citation.quote for citation in citations)
    naming = "\n".join(
        str(part)
        for c in citations
        for part in (c.title, c.meeting_date, c.section, c.paragraph_number)
        if part
    )
    backing = f"{quotes}\n{naming}"
    missing: list[str] = []
    said = re.escape(fold(" ".join(text.split())))
    if re.search(rf"(?<![\w.,£]){said}(?!\w|[.,]\d)", fold(" ".join(quotes.split()))):
        return ()
    have_days = set(find_days(backing))
    years = {year for c in citations for year in re.findall(r"(?:19|20)\d\d", f"{c.meeting_date or ''} {c.title}")}
    years |= set(re.findall(r"\b(?:19|20)\d\d\b", quotes))
    for day in find_days(text):
        bare = f"-{day[4:]}" if not day.startswith("--") else day
        printed = day in have_days or any(have.endswith(day[2:]) for have in have_days if day.startswith("--"))
        # a year that is not printed beside the day may come from the paper, not from nowhere
        inferred = bare in have_days and _year_is_shown(day[:4], years)
        if not printed and not inferred and not _day_in_range(day, backing):
            missing.append(day.lstrip("-"))
    have = find_figures_anywhere(backing)
    for figure in find_figures(_without_days(text)):
        if not any(abs(figure - other) <= 1e-6 * max(1.0, abs(figure)) for other in have) and not _year_is_shown(
            f"{figure:.0f}", years if 1900 <= figure <= 2100 else set()
        ):
            missing.append(f"{figure:g}")
    for word in re.findall(r"[A-Za-z]+(?:-[a-z]+)?", text):
        value = number_of(word)
        if value is not None and value > 1 and float(value) not in have:
            missing.append(word)
    words = {stem(word) for word in re.findall(r"[^\W\d_][\w’'-]*", backing)}
    for name in find_names(text):
        for word in re.findall(r"[^\W\d_][\w’'-]*", name):
            if stem(word) not in words and fold(word) not in STOP_WORDS and len(word) > 1:
                missing.append(name)
                break
    return tuple(dict.fromkeys(missing))


def _year_is_shown(year: str, years: set[str]) -> bool:
    """A year that is not printed in the quote must be that of the paper, which the reader sees beside it."""
    return year in years


def _day_in_range(day: str, backing: str) -> bool:
    """ "22 and 23 October", "5/6th September", "1–3 May": the first day has no month beside it."""
    if day.startswith("--"):
        month, number = int(day[2:4]), int(day[5:7])
    else:
        month, number = int(day[5:7]), int(day[8:10])
    names = "|".join(name for name, value in MONTHS.items() if value == month)
    return bool(
        re.search(rf"(?<!\d){number}(?:st|nd|rd|th)?\s?(?:,|/|-|and|to|&|\s)+[\d\w,/&\s-]{{0,24}}?\b(?:{names})\b", fold(backing))
        or re.search(rf"\b(?:{names})\b[^.\n]{{0,20}}?(?<!\d){number}(?:st|nd|rd|th)?(?!\d)", fold(backing))
    )


def _without_days(text: str) -> str:
    return _MONTH_YEAR.sub(lambda m: f" {m.group('year')} ", _DAY.sub(lambda m: f" {m.group('year') or m.group('year2') or ''} ", fold(text)))


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
