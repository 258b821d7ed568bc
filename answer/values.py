"""Figures, days, months, years and times of a text as values, so that two ways of printing one value are equal.

    £1.2m = £1,200,000 = 1.2 million pounds     4% = 4 per cent      twelve = 12      one hundred and twenty = 120
    3rd September = --09-03                     22 and 23 October 2024 = two days     2018/19 = 2018-2019
    7.30pm = 19:30
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from answer.period import MONTHS
from answer.words import NUMBER_WORDS, fold, number_of

Kind = Literal["money", "percent", "number", "ordinal"]

MULTIPLES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "mill": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
_MULTIPLE = r"k|thousand|million|mill|mil|mn|billion|bn|m"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)"


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` with its multiple worked in; ``printed`` as the text has it, folded."""

    value: float
    kind: Kind
    printed: str


# ---------------------------------------------------------------- figures

# "£1.2m", "1,204", ".5%", "-4 per cent", "12th", "$5"; not the digits of "A19", "4.2.1" past its second dot, "39/20" apart
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<currency>[£$€])?\s?-?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)"
    rf"(?:\s?(?P<multiple>{_MULTIPLE})(?![a-z]))?"
    rf"(?P<ordinal>{_ORDINAL})?(?![a-z\d])(?P<percent>\s?(?:%|per ?cent\b|percent\b))?(?P<pounds>\s(?:pounds|sterling)\b)?"
)
_PIECE = re.compile(rf"(?<![\w.,])(?P<currency>[£$€])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<multiple>{_MULTIPLE})?(?![a-z\d])")
_LOOSE = re.compile(r"(?<![\w.])-?(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|mn|mil|million|m|bn|billion)?(?![a-z])")
_LOOSE_TIGHT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|mn|m|bn)?")
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_NO_COUNT = frozenset("once twice nil none zero one".split())
"""Number words that a sentence uses without counting ("one of the members", "at once")."""
ORDINAL_WORDS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1
    )
}
_FRACTION = re.compile(r"\b(?:half|(?:a|one|two)[ -]thirds?|(?:a|one|three)[ -]quarters?|(?:a|one|two|three|four)[ -]fifths?|(?:a|one)[ -]tenth)\b(?! (?:of )?(?:an |the )?(?:hour|year|past|to\b))")
_FRACTION_VALUES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


COLUMN_UNIT = re.compile(r"£\s?'?0{3,6}'?s?\b")
"""The unit of a column ("£000s", "£'000"), which counts nothing."""


def find_figures(text: str) -> tuple[Figure, ...]:
    """Figures that a sentence states, in digits or words; days, times, financial years and codes are others' business."""
    folded = without_others(fold(text))
    found = [_to_figure(match) for match in _FIGURE.finditer(folded)]
    found += find_worded(folded)
    return tuple(figure for figure in found if figure is not None)


def find_backing_figures(text: str) -> tuple[Figure, ...]:
    """Figures that a passage can stand for: as :func:`find_figures`, and the parts of "12-15", "39/20", "£1m-£2m"."""
    folded = fold(text)
    found = [_to_figure(match) for match in _FIGURE.finditer(folded)]
    found += [_to_figure(match) for match in _PIECE.finditer(re.sub(r"[-/&()]", " ", folded))]
    found += find_worded(folded)
    found += [Figure(float(value), "ordinal", word) for word, value in ORDINAL_WORDS.items() if re.search(rf"\b{word}\b", folded)]
    found += [Figure(float(day[-2:]), "ordinal", day) for day in find_days(text)]
    found += [Figure(float(NUMBER_WORDS[word]), "number", word) for word in _NO_COUNT if re.search(rf"\b{word}\b", folded)]
    return tuple(figure for figure in found if figure is not None)


def _to_figure(match: re.Match[str]) -> Figure | None:
    groups = match.groupdict()
    try:
        value = round(float(groups["digits"].replace(",", "").rstrip(".")) * MULTIPLES.get(groups["multiple"] or "", 1.0), 6)
    except ValueError:
        return None
    kind: Kind = "number"
    if groups["currency"] or groups.get("pounds"):
        kind = "money"
    elif groups.get("percent"):
        kind = "percent"
    elif groups.get("ordinal"):
        kind = "ordinal"
    return Figure(value, kind, match.group().strip())


def find_worded(folded: str) -> list[Figure | None]:
    """Numbers in words ("twenty-five", "one hundred and twenty", "two million pounds", "a dozen") and fractions ("two thirds")."""
    found: list[Figure | None] = []
    for match in _FRACTION.finditer(folded):
        first, _, last = match.group().replace("-", " ").rpartition(" ")
        found.append(Figure(round(_COUNTS.get(first, 1) * _FRACTION_VALUES[last.removesuffix("s")], 6), "percent", match.group()))
    folded = _FRACTION.sub(lambda m: " " * len(m.group()), folded)
    words = list(_WORD.finditer(folded))
    at = 0
    while at < len(words):
        value, size = _read_number(words, at, folded)
        if not size:
            at += 1
            continue
        said = folded[words[at].start() : words[at + size - 1].end()]
        after = folded[words[at + size - 1].end() :]
        kind: Kind = "money" if re.match(r"\s+pounds\b", after) else "percent" if re.match(r"\s*(?:%|per ?cent\b)", after) else "number"
        # "1.2 million": the digits before the word have it
        counted = said not in _NO_COUNT and not re.search(r"\d\s?$", folded[: words[at].start()])
        if counted:
            found.append(Figure(float(value), kind, said))
        at += size
    return found


def _read_number(words: list[re.Match[str]], at: int, folded: str) -> tuple[int, int]:
    """(value, words used) of the number that begins at word ``at``; (0, 0) for none."""
    total, current, size, last = 0, -1, 0, 10**12
    position = at
    while position < len(words):
        word = words[position].group()
        if position > at and folded[words[position - 1].end() : words[position].start()].strip(" -"):
            break
        value = number_of(word)
        if word in _SCALE:
            current = max(current, 1)  # "a hundred", "hundred"
            if word == "hundred":
                current *= 100
            else:
                total += current * _SCALE[word]
                current = 0
            last = 100 if word == "hundred" else _SCALE[word]
        elif word == "and" and size and last in (100, 1_000, 1_000_000) and position + 1 < len(words):
            following = number_of(words[position + 1].group())
            if following is None or following >= 100:
                break
            position += 1
            continue
        elif value is None or (word in _NO_COUNT and word != "one"):
            break
        elif current < 0 or (current == 0 and last >= 1_000):
            current, last = max(current, 0) + value, value
        elif (current % 100 == 0 and value < 100) or (20 <= current % 100 < 100 and current % 10 == 0 and 0 < value < 10):
            current, last = current + value, value
        else:
            break
        position += 1
        size = position - at
    return (total + max(current, 0), size) if size else (0, 0)


def find_figures_anywhere(text: str) -> frozenset[float]:
    """Every number that may be read in a text, however it is joined to others, for comparing and never for backing."""
    folded = fold(text)
    found = {_to_loose(digits, unit) for digits, unit in _LOOSE.findall(folded)}
    found |= {_to_loose(digits, unit) for digits, unit in _LOOSE_TIGHT.findall(folded)}
    found |= {float(value) for word in _WORD.findall(folded) if (value := number_of(word)) is not None}
    return frozenset(found)


def _to_loose(digits: str, unit: str) -> float:
    try:
        return round(float(digits.replace(",", "").rstrip(".")) * MULTIPLES.get(unit, 1.0), 6)
    except ValueError:
        return -1.0


# ---------------------------------------------------------------- days, months, years, times

_DAYS = rf"\d{{1,2}}{_ORDINAL}?(?:\s?(?:,|/|-|and|to|or|&)\s?(?:and\s)?\d{{1,2}}{_ORDINAL}?)*"
_DAY = re.compile(
    rf"(?<![\d./£-])(?P<days>{_DAYS})(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<days2>{_DAYS})(?![\d/])(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    r"|(?<![\d.])(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>(?:19|20)?\d\d)\b"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b")
_MONTHS_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s?(?:and|to|-|/|&)\s?(?P<month2>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b")
_LONG_MONTH = re.compile(r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b|(?<=\bin )May\b|(?<=\bof )May\b|(?<=\bby )May\b|(?<=\bsince )May\b")
_SPAN_OF_YEARS = re.compile(r"(?<![\d./£-])(?P<first>(?:19|20)?\d\d)\s?[/-]\s?(?P<second>(?:19|20)?\d\d)(?![\d/-]|\.\d)")
_TIME = re.compile(
    r"(?<![\d.,£])(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?|noon\b)"
    r"|(?<![\d.,£])(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)(?:\s?(?:hrs|hours|h)\b)?"
    r"|(?<![\d.,£])(?P<hour3>[01]\d|2[0-3])\.?(?P<minute3>[0-5]\d)\s?(?:hrs|hours)\b"
)
_CODE = re.compile(r"\b(?:[A-Za-z]+-?\d[\w/-]*(?:\.\d+)*|\d+[A-Za-z]+\d*)\b")
_NO_CODE = re.compile(rf"\d+(?:{_ORDINAL}|{_MULTIPLE}|am|pm)|0{{3,6}}s?", re.IGNORECASE)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def find_days(text: str) -> tuple[str, ...]:
    """Calendar days as ``2018-09-03``, or ``--09-03`` where no year stands beside them; "22 and 23 October 2024" is two."""
    days = []
    for match in _DAY.finditer(fold(text)):
        groups = match.groupdict()
        if groups["iso"]:
            days.append(groups["iso"])
            continue
        if groups["d3"]:
            numbers, month, year = [int(groups["d3"])], int(groups["m3"]), groups["y3"]
        else:
            numbers = [int(n) for n in re.findall(r"\d+", groups["days"] or groups["days2"])]
            month, year = MONTHS[groups["month"] or groups["month2"]], groups["year"] or groups["year2"]
        if year and len(year) == 2:
            year = f"20{year}"
        days += [f"{year}-{month:02d}-{n:02d}" if year else f"--{month:02d}-{n:02d}" for n in numbers if 1 <= n <= 31 and 1 <= month <= 12]
    return tuple(days)


def find_months(text: str) -> tuple[str, ...]:
    """Months with a year as ``2018-09``, and the long names without one as ``--09``; not those of days."""
    folded = _DAY.sub(" ", fold(text))
    found = [f"{m.group('year')}-{MONTHS[m.group('month')]:02d}" for m in _MONTH_YEAR.finditer(folded)]
    found += [f"{m.group('year')}-{MONTHS[m.group('month')]:02d}" for m in _MONTHS_YEAR.finditer(folded)]
    bare = {f"--{MONTHS[match.group().lower()]:02d}" for match in _LONG_MONTH.finditer(_blank_days(text))}
    return (*dict.fromkeys(found), *sorted(bare - {f"--{month[5:]}" for month in found}))


def _blank_days(text: str) -> str:
    """``text`` with spaces where its days stand (folding keeps the length of what papers print, or nothing is blanked)."""
    folded = fold(text)
    if len(folded) != len(text):
        return text if not _DAY.search(folded) else ""
    return "".join(text[a:b] for a, b in _gaps([m.span() for m in _DAY.finditer(folded)], len(text)))


def _gaps(spans: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    starts = [0, *(last for _, last in spans)]
    return list(zip(starts, [*(first for first, _ in spans), end], strict=True))


def find_backing_months(text: str) -> frozenset[str]:
    """Every month that a passage names in whatever form: ``2018-09`` where its year stands beside it, and always ``--09``."""
    folded = fold(text)
    found = set(find_months(text)) | {day[:-3] for day in find_days(text)}
    found |= {f"--{MONTHS[m]:02d}" for m in re.findall(rf"\b({_MONTH})\b", folded)}
    return frozenset(found | {f"--{month[-2:]}" for month in found})


def find_year_spans(text: str) -> frozenset[tuple[int, int]]:
    """Financial and other years over a year's end: "2018/19", "2018-2019" and "18/19" are (2018, 2019)."""
    found = set()
    for match in _SPAN_OF_YEARS.finditer(fold(text)):
        first, second = _year(match.group("first")), _year(match.group("second"))
        if second == first + 1 or (len(match.group("first")) == 4 and second > first):
            found.add((first, second))
    return frozenset(found)


def _year(printed: str) -> int:
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def find_times(text: str) -> frozenset[int]:
    """Times of day in minutes after midnight: "7.30pm", "19:30", "1930 hrs"."""
    found = set()
    for match in _TIME.finditer(fold(text)):
        groups = match.groupdict()
        hour = int(groups["hour"] or groups["hour2"] or groups["hour3"])
        minute = int(groups["minute"] or groups["minute2"] or groups["minute3"] or 0)
        if groups["half"] and groups["half"].startswith("p") and hour < 12:
            hour += 12
        if groups["half"] and groups["half"].startswith("a") and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            found.add(60 * hour + minute)
    return frozenset(found)


def find_codes(text: str) -> tuple[str, ...]:
    """Letters and digits in one word, which are no figure: "A19", "Q2", "COVID-19", "2b"; upper case, without spaces."""
    return tuple(match.group().upper() for match in _CODE.finditer(text) if not _NO_CODE.fullmatch(match.group()))


def without_others(folded: str) -> str:
    """A folded text without its days, times, months' years, spans of years and codes: what is left are figures."""
    folded = _DAY.sub(" ", _TIME.sub(" ", folded))
    folded = _CODE.sub(lambda m: m.group() if _NO_CODE.fullmatch(m.group()) else " ", folded)
    folded = _SPAN_OF_YEARS.sub(lambda m: " " if find_year_spans(m.group()) else m.group(), folded)
    return COLUMN_UNIT.sub(" £ ", folded)


__all__ = [
    "COLUMN_UNIT", "NUMBER_WORDS", "WEEKDAYS", "Figure", "find_backing_figures", "find_backing_months", "find_codes", "find_days", "find_figures",
    "find_figures_anywhere", "find_months", "find_times", "find_year_spans",
]  # fmt: skip
