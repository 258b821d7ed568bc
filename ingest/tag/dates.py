"""Dates by a grammar of their own: single points first, then joined into ranges, then given a year.

A point is one calendar expression ("Thursday 6th September", "Q2 2019/20", "end of April", "last October").
Points joined by a dash, "to", "through to", or "between … and" become one interval. What the expression
leaves out (a year, and for "6th – 22nd March" the month of the first day) is filled from its partner, else
inferred from the date of the paper by ``years.infer_year`` and marked as inferred.

Not dates: durations, ages, clock times, frequencies, years in titles of laws, minute and paragraph
numbers, references, telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.tag.calendar_words import (
    AMBIGUOUS_MONTHS,
    BARE_MONTH_CUES,
    MONTHS,
    ORDINAL_WORDS,
    QUANTITY_WORDS,
    SEASONS,
    STATUTE_WORDS,
    WEEKDAYS,
)
from ingest.tag.candidates import Candidate
from ingest.tag.years import about_money, day_of, infer_year, sentence_around, tense_at

SP = r"[ \u00a0\u2009\u202f]"
_MONTH = (
    r"(?:[Jj]anuary|JANUARY|[Ff]ebruary|FEBRUARY|[Ff]eb(?:uary|urary)|March|MARCH|[Aa]pril|APRIL|May|MAY|[Jj]une|JUNE|[Jj]uly|JULY|[Aa]ugust|AUGUST|"
    r"[Ss]eptember|SEPTEMBER|Septmber|Setpember|[Oo]ctober|OCTOBER|Ocober|[Nn]ovember|NOVEMBER|Novemeber|[Dd]ecember|DECEMBER|Decmber|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:{SP}?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
_ORDINAL = rf"(?:3[01]|[12]\d|0?[1-9]){SP}?(?:st|nd|rd|th)\b"
_YEAR = r"(?:19|20)\d\d(?![\d%])"
_SHORT_YEAR = r"['’‘]\d\d\b|(?<=[-/.])\d\d(?!\d)|\d\d(?=[ ]*(?:$|[),;\t\n]|[-–][ ]*[A-Z]|\.(?:\s|$)))"
_FY_BODY = rf"(?:(?:19|20)\d\d{SP}?[/–—-]{SP}?(?:(?:19|20)\d\d|\d\d)(?![\d/%]|[.,]\d|-\d))"
_FY_WORDS = rf"[Ff]inancial{SP}+[Yy]ear|FY|[Ff]iscal{SP}+[Yy]ear|[Tt]ax{SP}+[Yy]ear|[Aa]cademic{SP}+[Yy]ear|[Cc]ivic{SP}+[Yy]ear|[Mm]unicipal{SP}+[Yy]ear"
_FY = rf"(?:(?:{_FY_WORDS}){SP}*)?{_FY_BODY}(?:{SP}+(?:{_FY_WORDS})\b)?|(?:{_FY_WORDS}){SP}*(?:\d\d[/–-]\d\d(?![\d/])|{_YEAR})"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|SPRING|SUMMER|AUTUMN|WINTER)\b"
_NTH = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)"
_GAP = rf"{SP}*,?{SP}+|{SP}*,{SP}*"

POINTS: dict[str, str] = {
    "iso": r"(?<![\d/-])(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])",
    "numeric": r"(?<![\d/.,£-])(?P<nd>3[01]|[12]\d|0?[1-9])(?P<sep>[/.-])(?P<nm>1[0-2]|0?[1-9])(?P=sep)(?P<ny>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
    "quarter": rf"(?:\bQ(?:uarter|UARTER)?\.?{SP}?(?P<q>[1-4]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)\b|\b(?P<qnth>{_NTH}){SP}+[Qq]uarter\b)"
    rf"(?:(?:{SP}+of(?:{SP}+the)?|,|{SP}*\(|{SP}*[-–]|)(?:{SP}*)(?P<qof>{_FY}|{_YEAR}))?",
    "fy": rf"(?<![\w/£.-])(?P<fy>{_FY})",
    "day": rf"(?:\b(?P<wd>{_WEEKDAY})\.?,?{SP}*(?:the{SP}+)?)?(?<![\d£.:,])(?<!\d\d\d/)(?<![A-Za-z]/)(?P<d>{_DAY})(?:{SP}*(?:day{SP}+)?of)?{SP}*[-/,]?{SP}*(?P<m>{_MONTH})(?![a-z])(?:(?:{SP}*[,-]{SP}*|{SP}*)(?P<y>{_YEAR}|{_SHORT_YEAR}))?(?![\d:])",
    "monthfirst": rf"(?:\b(?P<mfwd>{_WEEKDAY})\.?,?{SP}*)?\b(?P<mfm>{_MONTH}){SP}+(?:the{SP}+)?(?:(?P<mfd>{_DAY})(?:{_GAP})(?P<mfy>{_YEAR})|(?P<mfo>{_ORDINAL}))",
    "month": rf"\b(?P<mm>{_MONTH})(?![a-z])(?:(?:{_GAP}|-|/|{SP}+of{SP}+)(?P<my>{_YEAR})|(?:{SP}|-)?(?P<my2>['’‘]\d\d)\b|(?:{SP}|-)(?P<mnn>\d\d)(?![\d:]|[.,]\d|{SP}?(?:am|pm|%|/)))?",
    "season": rf"\b(?P<s>{_SEASON})(?:(?:{_GAP}|{SP}+of{SP}+)(?P<sy>{_FY_BODY}|{_YEAR}))?",
    "weekdayday": rf"\b(?P<wdd>{_WEEKDAY}){SP}+(?:the{SP}+)?(?P<wdo>{_ORDINAL})",
    "decade": r"(?<![\d/£.-])(?P<dec>(?:19|20)\d0)['’]?s\b",
    "century": rf"\b(?P<cent>1[89]th|2[01]st){SP}+[Cc]entury\b",
    "feast": rf"\b(?P<feast>Christmas(?:{SP}+(?:Eve|Day))?|New{SP}+Year(?:['’]s{SP}+(?:Eve|Day))?|Boxing{SP}+Day|Easter(?:{SP}+(?:Sunday|Monday))?|Good{SP}+Friday)(?![\w'’])(?:{SP}+(?P<feasty>{_YEAR}))?",
    "soon": r"\b(?P<soon>[Tt]omorrow|[Yy]esterday)\b(?!['’]s)",
    "endyear": rf"\b(?P<endyear>(?:[Ee]nd|[Bb]eginning|[Ss]tart){SP}+of{SP}+(?:the|this|next|last){SP}+(?:current{SP}+)?(?:financial{SP}+|calendar{SP}+|fiscal{SP}+)?(?:year|month))\b",
    "relative": rf"\b(?:(?P<lateer>[Ll]ater|[Ee]arlier){SP}+)?(?P<rel>[Tt]his|[Nn]ext|[Ll]ast)(?P<coming>{SP}+coming)?{SP}+(?P<unit>financial{SP}+year|calendar{SP}+year|academic{SP}+year|year|month|week|weekend|quarter|{_SEASON}|{_MONTH}(?![a-z])|{_WEEKDAY}|Christmas|Easter)(?:(?={SP}|[^\w])|$)",
    "year": rf"(?<![\w/£$€.,:#\-–—&+])(?P<year>{_YEAR})(?![\w/:]|[.,]\d|[-–]\d{{3}}|{SP}?(?:hrs|hours|am|pm)\b)",
}  # fmt: skip
POINT = re.compile("|".join(f"(?P<kind_{name}>{pattern})" for name, pattern in POINTS.items()))

MODIFIER = re.compile(
    rf"\b(?P<mod>[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|[Ee]nd|[Bb]eginning|[Ss]tart|EARLY|END)(?:{SP}+of|{SP}+in)?(?:{SP}+(?:the{SP}+)?|-)$"
)
JOIN = re.compile(rf"{SP}*(?:-|–|—|to|until|till|up to|through to|through|/){SP}*(?:the{SP}+)?(?:end{SP}+of{SP}+)?")
BETWEEN = re.compile(rf"\b[Bb]etween{SP}+(?:the{SP}+)?$")
AND = re.compile(rf"{SP}*(?:and|&){SP}*(?:the{SP}+)?")
LISTED = re.compile(rf"{SP}*(?:,|&|,?{SP}and\b|or\b){SP}*")
# "6th – 22nd March", "1 to 3 May", "22/23rd October": a day whose month stands with its partner.
LONE_DAY = re.compile(rf"(?:\b(?P<lwd>{_WEEKDAY}){SP}+(?:the{SP}+)?)?(?<![\d£.,/:])(?P<ld>{_DAY})(?P<lj>{SP}*(?:-|–|—|to|through to|until|/){SP}*(?:the{SP}+)?)$")
LONE_AND = re.compile(rf"(?:\b(?P<lwd>{_WEEKDAY}){SP}+(?:the{SP}+)?)?(?<![\d£.,/:])(?P<ld>{_ORDINAL})(?P<lj>{SP}*(?:and|&|,){SP}*(?:the{SP}+)?)$")
BEFORE_WORD = re.compile(r"([\w'’.&/–,(-]+)[ \u00a0]*$")
AFTER_WORD = re.compile(r"[ \u00a0]+([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar expression read off the text; ``year`` None where none is printed."""

    start: int
    end: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    year_end: int | None = None
    word: str = ""
    modifier: str | None = None


Interval = tuple[date, date]


def find_dates(text: str, anchor: date | None = None, anchor_at=None) -> Iterator[Candidate]:  # type: ignore[no-untyped-def]
    """DATE mentions of ``text`` with ISO values.

    ``anchor`` is the date of the paper; ``anchor_at(offset)`` overrides it place by place (the meeting that a
    bound-in part reports). Without either, a date that lacks its year has value None.
    """
    points = list(_find_points(text, anchor))
    position = 0
    while position < len(points):
        first = points[position]
        here = anchor_at(first.start) if anchor_at is not None else anchor
        here = here or anchor
        step = 1
        found: Candidate | None = None
        extra: Candidate | None = None
        if position + 1 < len(points):
            second = points[position + 1]
            gap = text[first.end : second.start]
            joined = (JOIN.fullmatch(gap) is not None and _may_join(first, second, gap)) or (
                AND.fullmatch(gap) is not None and BETWEEN.search(text[max(0, first.start - 20) : first.start]) is not None
            )
            if joined:
                found = _range(text, first, second, here)
                if found is not None:
                    step = 2
        if found is None:
            if position and first.kind == "month" and first.modifier is None:
                before = points[position - 1]
                if before.modifier == "end" and before.kind == "month" and LISTED.fullmatch(text[before.end : first.start]):
                    # "at the end of April, August and December": the last days of all three
                    first = points[position] = replace(first, modifier="end")
            found, extra = _single(text, first, here)
        if extra is not None:
            yield extra
        if found is not None:
            yield found
        position += step


def _find_points(text: str, anchor: date | None) -> Iterator[Point]:
    position = 0
    while True:
        match = POINT.search(text, position)
        if match is None:
            return
        point = _read_point(text, match, anchor)
        if point is None:
            # step past the first word only: "last May" may still hold "May"
            skip = re.compile(r"\w+|.", re.DOTALL).match(text, match.start())
            position = skip.end() if skip else match.end()
            continue
        position = point.end
        modifier = MODIFIER.search(text[max(0, point.start - 22) : point.start])
        if modifier is not None and point.kind in ("month", "year", "fy", "season", "relative", "quarter"):
            word = modifier["mod"].lower()
            start = max(0, point.start - 22) + modifier.start()
            point = replace(point, start=start, modifier={"middle": "mid", "beginning": "start"}.get(word, word))
        yield point


def _read_point(text: str, match: re.Match[str], anchor: date | None) -> Point | None:
    kind = next(name for name in POINTS if match[f"kind_{name}"] is not None)
    start, end = match.span()
    reader = _READERS[kind]
    return reader(text, match, start, end, anchor)


def _month_number(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]


def _day_number(word: str) -> int:
    return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]


def _full_year(word: str | None, anchor: date | None) -> int | None:
    if not word:
        return None
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return int(digits)
    short = int(digits)
    pivot = (anchor.year if anchor else 2030) + 20
    return 2000 + short if 2000 + short <= pivot else 1900 + short


def _read_iso(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return Point(start, end, "day", day=day, month=month, year=year)


def _read_numeric(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    year = _full_year(match["ny"], anchor)
    line_start = text.rfind("\n", 0, start) + 1
    at_line_start = not text[line_start:start].strip(" -•*\t")
    if match["sep"] == "." and len(match["ny"]) == 2:
        # "3.1.12 The panel …" is a paragraph number; "03.09.18" alone on its line is a date
        if at_line_start and text[end : end + 1] not in ("", "\n", "\t"):
            return None
        if len(match["nd"]) == 1 and len(match["nm"]) == 1 and re.search(r"(?:para\w*|section|item|minute|see|\()\s*\.?$", text[max(0, start - 12) : start]):
            return None
    if year is not None and anchor is not None and not anchor.year - 80 <= year <= anchor.year + 40:
        return None
    return Point(start, end, "day", day=int(match["nd"]), month=int(match["nm"]), year=year)


def _read_fy_text(body: str, anchor: date | None) -> tuple[int, int, str] | None:
    """(first year, last year, kind): ("2018/19" → 2018, 2019, 'fy'), ("2016-2021" → 2016, 2021, 'years')."""
    digits = re.findall(r"\d+", body)
    if len(digits) == 1:
        year = int(digits[0])
        return year, year + 1, "fy"
    first = _full_year(digits[0], anchor)
    if first is None:
        return None
    second = int(digits[1]) if len(digits[1]) == 4 else first // 100 * 100 + int(digits[1])
    if second < first:
        second += 100
    if second == first + 1:
        return first, second, "fy"
    if second <= first or second - first > 40:
        return None
    return first, second, "fys" if len(digits[1]) == 2 else "years"


def _read_fy(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    body = match["fy"]
    years = _read_fy_text(body, anchor)
    if years is None:
        return None
    first, last, kind = years
    if kind == "fys" and len(re.findall(r"\d+", body)[1]) == 2 and re.search(r"\d{4}\s?-\s?\d\d", body) is None and "/" in body:
        return None  # "2014/56" is a reference
    lowered = body.lower()
    if kind == "fy":
        if "academic" in lowered:
            kind = "academic"
        elif "civic" in lowered or "municipal" in lowered:
            kind = "civic"
    return Point(start, end, "fy", year=first, year_end=last, word=kind)


def _read_quarter(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    word = (match["q"] or match["qnth"]).lower()
    number = ORDINAL_WORDS[word]
    of = match["qof"]
    if match["qnth"] and not of:
        if not re.match(rf"{SP}+(?:of{SP}+(?:the|this|last|next){SP}+(?:financial{SP}+)?year)", text[end : end + 40]):
            if word in ("last", "final") or not re.search(r"\b(?:in|for|of|during|the|by|at|end of)\s+$", text[max(0, start - 8) : start]):
                return None
    year = None
    if of:
        years = _read_fy_text(of, anchor)
        if years is None:
            return None
        year = years[0]
    return Point(start, end, "quarter", quarter=number, year=year)


def _read_day(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    month_word = match["m"]
    if match["y"] is None and month_word.endswith("."):
        end -= 0 if re.match(r"\s*[a-z,)]", text[end : end + 3]) else 1
    if month_word.lower() == "may" and match["y"] is None and AFTER_WORD.match(text, end):
        nxt = AFTER_WORD.match(text, end).group(1)
        if nxt in ("be", "have", "not", "also", "need", "apply", "wish", "include", "require", "only"):
            return None  # "paragraph 4 may …" printed with a capital
    if match["wd"] is None and match["d"].isdigit() and start and text[start - 1] == "-" and text[start - 2 : start - 1].isalnum():
        return None
    return Point(start, end, "day", day=_day_number(match["d"]), month=_month_number(month_word), year=_full_year(match["y"], anchor),
                 weekday=WEEKDAYS.get((match["wd"] or "").lower()))  # fmt: skip


def _read_monthfirst(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    return Point(start, end, "day", day=_day_number(match["mfd"] or match["mfo"]), month=_month_number(match["mfm"]),
                 year=_full_year(match["mfy"], anchor), weekday=WEEKDAYS.get((match["mfwd"] or "").lower()))  # fmt: skip


def _word_before(text: str, start: int) -> str:
    match = BEFORE_WORD.search(text, max(0, start - 30), start)
    return match[1] if match else ""


def _read_month(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    word = match["mm"].rstrip(".").lower()
    month = MONTHS[word]
    year = _full_year(match["my"] or match["my2"], anchor)
    if year is None and match["mnn"]:
        number = int(match["mnn"])
        pivot = (anchor.year if anchor else 2018) % 100
        if abs(number - pivot) <= 8 or number > 31:
            year = _full_year(match["mnn"], anchor)
        elif 1 <= number <= 31:
            return Point(start, end, "day", day=number, month=month)
    if year is not None and re.search(r"(?:Act|Order|Regulations)\s+$", text[max(0, start - 14) : start]):
        return None
    if year is None:
        end = match.end("mm")
        if match["mm"].endswith("."):
            end -= 1
        if not _bare_month(text, start, end, word):
            return None
    return Point(start, end, "month", month=month, year=year)


def _bare_month(text: str, start: int, end: int, word: str) -> bool:
    """Whether a month name alone is a date: "in May", "July 18- July", a cell; not "may", "Theresa May", "March past"."""
    if not text[start].isupper():
        return False
    before = _word_before(text, start)
    after = AFTER_WORD.match(text, end)
    following = after.group(1) if after else ""
    line_start = start == 0 or text[start - 1] in "\n\t"
    line_end = end >= len(text) or text[end] in "\n\t:"
    if line_start and line_end:
        return True
    cue = before.lower().rstrip(".") in BARE_MONTH_CUES or (before[-1:] in ",/(–-&" and before != "")
    if word in AMBIGUOUS_MONTHS:
        if following[:1].isupper() and following.lower() not in MONTHS and following not in ("The", "A", "In", "It"):
            return bool(cue and word not in ("april", "june", "may", "jan", "august"))
        return cue
    if before[:1].isupper() and before.lower() not in BARE_MONTH_CUES and before.lower() not in MONTHS and before.isalpha() and not before.isupper():
        return before in ("The", "On", "During", "Since", "Mid", "Both", "Our", "Each", "Every")  or not line_start and following[:1].islower()
    return True


def _read_season(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    word = match["s"].lower()
    printed = match["sy"]
    year = year_end = None
    if printed:
        digits = re.findall(r"\d+", printed)
        year = int(digits[0])
        if len(digits) > 1:
            year_end = year + 1
    else:
        before = text[max(0, start - 24) : start]
        if not re.search(r"\b(?:in|by|during|until|from|since|before|after|for|over|throughout|early|late|mid|end of|(?:this|last|next))[ -](?:the[ ])?(?:early |late |coming |following )?$", before):
            return None
        if re.search(r"\b(?:this|last|next) $", before):
            return None  # read as a relative expression
        after = AFTER_WORD.match(text, end)
        if after and after.group(1) not in _FUNCTION_WORDS:
            return None  # "in the summer holidays"
        if re.match(r"[-–]\w", text[end : end + 2]):
            return None
    return Point(start, end, "season", year=year, year_end=year_end, word=word)


_FUNCTION_WORDS = frozenset(
    """and or with to as when for by the a of at on in is was were will would has had have before after but if so which that
    this there we they it he she due because where while until from then than following once although though are be being
    been may might can could should must our their his her its""".split()
)


def _read_weekdayday(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    return Point(start, end, "weekdayday", day=_day_number(match["wdo"]), weekday=WEEKDAYS[match["wdd"].lower()])


def _read_decade(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    year = int(match["dec"])
    return Point(start, end, "years", year=year, year_end=year + 9)


def _read_century(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    number = int(match["cent"][:2])
    return Point(start, end, "years", year=number * 100 - 99, year_end=number * 100)


def _read_feast(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    if match["feasty"] is None and " " not in match["feast"]:
        before = text[max(0, start - 20) : start]
        if not re.search(r"\b(?:before|after|over|by|until|till|at|during|since|for|to|around|from|until after|post|pre)[ -](?:the )?$", before, re.IGNORECASE):
            return None
        after = AFTER_WORD.match(text, end)
        if after and after.group(1).lower() in _FEAST_THINGS:
            return None
    elif match["feasty"] is None and match["feast"] == "New Year":
        before = text[max(0, start - 20) : start]
        if re.search(r"[Hh]appy $", before) or not re.search(r"\b(?:before|after|over|by|until|till|at|during|since|for|to|around|in|into)[ ](?:the |early )?$", before):
            return None
    return Point(start, end, "feast", year=_full_year(match["feasty"], anchor), word=re.sub(r"\s+", " ", match["feast"].replace("’", "'")).lower())


_FEAST_THINGS = frozenset(
    """lights light tree trees party parties card cards event events market fair dinner lunch festival carol carols gift
    gifts bonus decorations meal concert service greetings festivities""".split()
)


def _read_soon(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    return Point(start, end, "relative", word="soon", modifier=None, day=1 if match["soon"].lower() == "tomorrow" else -1)


def _read_endyear(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    return Point(start, end, "relative", word=match["endyear"].lower())


def _read_relative(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    unit = match["unit"].rstrip(".").lower()
    rel = match["rel"].lower()
    before = _word_before(text, start).lower()
    if before in ("the", "over") and unit in ("year", "month", "week", "quarter"):
        return None  # "over the last year" is a window
    if unit in ("year", "month", "week", "quarter"):
        after = text[end : end + 2]
        if after[:1] == "-" or (rel == "last" and match["lateer"] is None and before == "for"):
            return None
    if unit in ("may", "march") and not match["unit"][0].isupper():
        return None
    if unit in ("sun", "sat", "wed", "mar", "may") and not re.match(r"[ ]?[a-z,.;)]|$", text[end : end + 2]):
        return None
    return Point(start, end, "relative", word=f"{rel} {re.sub(chr(160), ' ', unit)}")


def _read_year(text, match, start, end, anchor):  # type: ignore[no-untyped-def]
    year = int(match["year"])
    top = (anchor.year if anchor else 2030) + 45
    if not 1700 <= year <= top:
        return None
    before = _word_before(text, start)
    lowered = before.lower().strip("(,.")
    after = AFTER_WORD.match(text, end)
    if lowered in STATUTE_WORDS and before[-1:] != ",":
        return None
    if after and after.group(1).lower() in QUANTITY_WORDS:
        return None
    if after and year % 10 == 0 and lowered in ("than", "over", "about", "around", "nearly", "approximately", "almost", "some", "least", "to"):
        return None
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if "\t" in line:
        cells = [cell.strip() for cell in line.split("\t")]
        numbers = [cell for cell in cells[1:] if re.fullmatch(r"[£(+-]*[\d,.]+\)?%?", cell)]
        if str(year) in numbers and any(not re.fullmatch(_YEAR, cell) for cell in numbers):
            return None  # one count among others in a row of figures
    if start == line_start and re.match(r"\.?\s+[A-Z]", text[end : end + 4]) and year < 1990:
        return None  # a minute number of a long series ("1872 Apologies")
    if start == line_start and re.match(r"\.\s", text[end : end + 2]):
        return None
    return Point(start, end, "year", year=year)


_READERS = {
    "iso": _read_iso, "numeric": _read_numeric, "quarter": _read_quarter, "fy": _read_fy, "day": _read_day,
    "monthfirst": _read_monthfirst, "month": _read_month, "season": _read_season, "weekdayday": _read_weekdayday,
    "decade": _read_decade, "century": _read_century, "feast": _read_feast, "soon": _read_soon,
    "endyear": _read_endyear, "relative": _read_relative, "year": _read_year,
}  # fmt: skip


# ---------------------------------------------------------------- ranges


def _may_join(first: Point, second: Point, gap: str) -> bool:
    """Two points form one interval: not "5 March 2018 - 2019/20 budget", not "July / Christmas"."""
    if first.kind == "relative" or second.kind == "relative":
        return False
    if "/" in gap:
        return first.kind == second.kind == "month"
    ranks = {"day": 0, "weekdayday": 0, "feast": 0, "month": 1, "season": 2, "quarter": 2, "year": 3, "fy": 3, "years": 3}
    if first.kind == "fy" or second.kind == "fy":
        return first.kind == second.kind
    if "quarter" in (first.kind, second.kind):
        return first.kind == second.kind
    return ranks[second.kind] <= 1 or ranks[first.kind] == ranks[second.kind] or (first.kind == "season" and second.kind == "season")


def _range(text: str, first: Point, second: Point, anchor: date | None) -> Candidate | None:
    inferred = False
    if second.year is None and second.kind in ("day", "month", "season", "quarter") and first.year is None:
        second_interval, inferred = _interval(text, second, anchor)
    else:
        if second.year is None and first.year is not None:
            later = (second.month or 0, second.day or 31) >= (first.month or 0, first.day or 1)
            second = replace(second, year=first.year if later or first.kind not in ("day", "month") else first.year + 1)
        second_interval, inferred = _interval(text, second, anchor)
    if second_interval is None:
        return Candidate(first.start, second.end, "DATE", None, weight=80)
    if first.year is None and first.kind in ("day", "month", "season", "quarter"):
        year = second.year if second.year is not None else second_interval[0].year
        if first.kind == "quarter" and second.kind == "quarter":
            year = second.year if second.year is not None else _quarter_year(anchor, second.quarter or 1)
        elif (first.month or 0, first.day or 1) > (second_interval[1].month, second_interval[1].day):
            year -= 1
        first = replace(first, year=year)
    first_interval, more = _interval(text, first, anchor)
    if first_interval is None:
        return None
    begin, finish = first_interval[0], second_interval[1]
    if begin > finish:
        return None
    return Candidate(first.start, second.end, "DATE", _iso(begin, finish), inferred or more, weight=85)


def _single(text: str, point: Point, anchor: date | None) -> tuple[Candidate | None, Candidate | None]:
    """The mention of one point, and one more for a lone day listed before it ("3rd and 10th May")."""
    interval, inferred = _interval(text, point, anchor)
    value = _iso(*interval) if interval else None
    weight = 80
    if point.kind == "day" and (point.weekday is None or True) and point.month is not None and point.day is not None:
        lone = LONE_DAY.search(text, max(0, point.start - 34), point.start)
        if lone is not None and _lone_ok(text, lone, point):
            first_day = _day_number(lone["ld"])
            if interval is None:
                return Candidate(lone.start(), point.end, "DATE", None, weight=85), None
            begin = day_of(interval[0].year, point.month, first_day)
            if begin < interval[1]:
                return Candidate(lone.start(), point.end, "DATE", _iso(begin, interval[1]), inferred, weight=85), None
        listed = LONE_AND.search(text, max(0, point.start - 34), point.start)
        if listed is not None:
            first_day = _day_number(listed["ld"])
            end = listed.start("lj")
            if BETWEEN.search(text[max(0, listed.start() - 20) : listed.start()]):
                begin_value = _iso(day_of(interval[0].year, point.month, first_day), interval[1]) if interval else None
                return Candidate(listed.start(), point.end, "DATE", begin_value, inferred, weight=85), None
            value_first = day_of(interval[0].year, point.month, first_day).isoformat() if interval else None
            extra = Candidate(listed.start(), end, "DATE", value_first, inferred, weight=75)
            return Candidate(point.start, point.end, "DATE", value, inferred, weight=weight), extra
    return Candidate(point.start, point.end, "DATE", value, inferred, weight=weight), None


def _lone_ok(text: str, lone: re.Match[str], point: Point) -> bool:
    day = _day_number(lone["ld"])
    if day >= (point.day or 0):
        return False
    before = text[max(0, lone.start() - 12) : lone.start()]
    # "Items 4 - 12 May" and "pages 3 to 5 May" do not occur; "7.00 - 9 May" does
    return not re.search(r"(?:\d[:.]|[Ii]tems?\s|[Pp]ages?\s|[Pp]ara\w*\s|£)$", before)


# ---------------------------------------------------------------- intervals


def _iso(begin: date, finish: date) -> str:
    return begin.isoformat() if begin == finish else f"{begin.isoformat()}/{finish.isoformat()}"


def month_interval(year: int, month: int) -> Interval:
    return date(year, month, 1), day_of(year, month, 31)


def financial_year(year: int) -> Interval:
    """1 April ``year`` to 31 March of the next."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def _quarter_year(anchor: date | None, quarter: int) -> int:
    """Financial year of the latest such quarter that has begun by the anchor."""
    if anchor is None:
        return 0
    year = anchor.year if anchor.month >= 4 else anchor.year - 1
    begin = quarter_interval(year, quarter)[0]
    return year if begin <= anchor else year - 1


def quarter_interval(year: int, quarter: int) -> Interval:
    """Quarter of the financial year that begins in ``year``: Q1 is April to June."""
    month = (4, 7, 10, 1)[quarter - 1]
    start_year = year + (quarter == 4)
    return date(start_year, month, 1), day_of(start_year, month + 2, 31)


def season_interval(year: int, season: str) -> Interval:
    first, last = SEASONS[season]
    return date(year, first, 1), day_of(year + (last < first), last, 31)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (the Anonymous computus, Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast_interval(year: int, word: str) -> Interval:
    fixed = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
             "new year's day": (1, 1), "new year's eve": (12, 31)}  # fmt: skip
    if word == "new year":
        return month_interval(year, 1)
    if word in fixed:
        day = date(year, *fixed[word])
        return day, day
    shift = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}[word]
    day = easter(year) + timedelta(days=shift)
    return day, day


def _interval(text: str, point: Point, anchor: date | None) -> tuple[Interval | None, bool]:
    """First and last day, and whether any of it was inferred. None when there is nothing to infer from."""
    try:
        interval, inferred = _plain_interval(text, point, anchor)
        if interval is not None and point.modifier is not None:
            interval = _narrow(interval, point)
    except (ValueError, OverflowError):
        return None, False
    return interval, inferred


def _plain_interval(text: str, point: Point, anchor: date | None) -> tuple[Interval | None, bool]:
    kind, year = point.kind, point.year
    if kind == "year" and year is not None:
        return (date(year, 1, 1), date(year, 12, 31)), False
    if kind == "years" and year is not None and point.year_end is not None:
        return (date(year, 1, 1), date(point.year_end, 12, 31)), False
    if kind == "fy" and year is not None and point.year_end is not None:
        if point.word == "years":
            return (date(year, 1, 1), date(point.year_end, 12, 31)), False
        if point.word == "academic":
            return (date(year, 9, 1), date(year + 1, 8, 31)), False
        if point.word == "civic":
            return (date(year, 5, 1), date(year + 1, 4, 30)), False
        return (date(year, 4, 1), date(point.year_end, 3, 31)), False
    if year is not None:
        if kind == "day":
            day = day_of(year, point.month or 1, point.day or 1)
            return (day, day), False
        if kind == "month":
            return month_interval(year, point.month or 1), False
        if kind == "season":
            return season_interval(year, point.word), False
        if kind == "quarter":
            return quarter_interval(year, point.quarter or 1), False
        if kind == "feast":
            return feast_interval(year, point.word), False
    if anchor is None:
        return None, False
    tense = tense_at(text, point.start, point.end)
    if kind == "day":
        guess = _year_named_before(text, point) or infer_year(anchor, point.month or 1, point.day, weekday=point.weekday, tense=tense)
        day = day_of(guess, point.month or 1, point.day or 1)
        return (day, day), True
    if kind == "month":
        guess = _year_named_before(text, point) or infer_year(anchor, point.month or 1, None, tense=tense)
        return month_interval(guess, point.month or 1), True
    if kind == "season":
        guess = infer_year(anchor, SEASONS[point.word][0] + 1 if point.word != "winter" else 12, None, tense=tense)
        return season_interval(guess, point.word), True
    if kind == "quarter":
        return quarter_interval(_quarter_year(anchor, point.quarter or 1), point.quarter or 1), True
    if kind == "feast":
        month = feast_interval(anchor.year, point.word)[0].month
        return feast_interval(infer_year(anchor, month, None, tense=tense), point.word), True
    if kind == "weekdayday":
        return _weekday_day(anchor, point, tense), True
    return _relative(text, point, anchor), True


def _year_named_before(text: str, point: Point) -> int | None:
    """Year by a financial year named earlier in the paragraph: "the precept for 2019/20 … paid at the end of April"."""
    line_start = text.rfind("\n", 0, point.start) + 1
    before = text[max(line_start, point.start - 260) : point.start]
    last = None
    for last in re.finditer(r"(?<![\d/])((?:19|20)\d\d)[/–-](\d\d)(?!\d)", before):
        pass
    if last is None or (int(last[1]) + 1) % 100 != int(last[2]):
        return None
    if re.search(r"\b(?:meeting|minutes|approved|agreed|considered|previous)\b", sentence_around(text, point.start, point.end)[0]):
        return None
    return int(last[1]) + ((point.month or 4) < 4)


def _weekday_day(anchor: date, point: Point, tense: str | None) -> Interval | None:
    """ "Thursday 6th": the nearest month in which the 6th is a Thursday."""
    best: date | None = None
    for shift in range(-3, 5):
        months = anchor.year * 12 + anchor.month - 1 + shift
        year, month = divmod(months, 12)
        try:
            day = date(year, month + 1, point.day or 1)
        except ValueError:
            continue
        if day.weekday() != point.weekday:
            continue
        if best is None or abs((day - anchor).days) < abs((best - anchor).days):
            best = day
    return (best, best) if best else None


def _shift_month(day: date, by: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return year, month + 1


def _relative(text: str, point: Point, anchor: date) -> Interval | None:
    """Calendar period of "last October", "next year", "this week", "later this month", seen from the anchor."""
    if point.word == "soon":
        day = anchor + timedelta(days=point.day or 0)
        return day, day
    if " of " in point.word:
        return _edge_of_year(text, point, anchor)
    rel, unit = point.word.split(" ", 1)
    step = {"this": 0, "next": 1, "last": -1}[rel]
    if unit in ("year", "calendar year", "financial year", "academic year"):
        if unit == "financial year" or (unit == "year" and about_money(text, point.start, point.end)):
            return financial_year(anchor.year - (anchor.month < 4) + step)
        if unit == "academic year":
            begin = anchor.year - (anchor.month < 9) + step
            return date(begin, 9, 1), date(begin + 1, 8, 31)
        return date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    if unit == "month":
        return month_interval(*_shift_month(anchor, step))
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return (monday, monday + timedelta(days=6)) if unit == "week" else (monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "quarter":
        months = (anchor.month - 1) // 3 * 3 - (anchor.month - 1)
        year, month = _shift_month(anchor, months + 3 * step)
        return date(year, month, 1), day_of(year, month + 2, 31)
    if unit in SEASONS:
        return season_interval(_relative_year(anchor, SEASONS[unit][0], rel), unit)
    if unit in MONTHS:
        return month_interval(_relative_year(anchor, MONTHS[unit], rel), MONTHS[unit])
    if unit in WEEKDAYS:
        ahead = (WEEKDAYS[unit] - anchor.weekday()) % 7
        if rel == "last":
            ahead = ahead - 7
        elif rel == "next" and ahead == 0:
            ahead = 7
        day = anchor + timedelta(days=ahead)
        return day, day
    month = 12 if unit == "christmas" else 4
    return feast_interval(_relative_year(anchor, month, rel), unit)


def _relative_year(anchor: date, month: int, rel: str) -> int:
    """ "last October" in November 2018 is 2018, in October 2018 is 2017; "this" is the anchor's own year."""
    if rel == "this":
        return anchor.year
    if rel == "last":
        return anchor.year if month < anchor.month else anchor.year - 1
    return anchor.year if month > anchor.month else anchor.year + 1


def _edge_of_year(text: str, point: Point, anchor: date) -> Interval:
    word = point.word
    step = 1 if " next " in word else -1 if " last " in word else 0
    if word.endswith("month"):
        begin, finish = month_interval(*_shift_month(anchor, step))
    elif "calendar" not in word and ("financial" in word or "fiscal" in word or about_money(text, point.start, point.end)):
        begin, finish = financial_year(anchor.year - (anchor.month < 4) + step)
    else:
        begin, finish = date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    return (finish, finish) if word.startswith("end") else (begin, begin)


def _narrow(interval: Interval, point: Point) -> Interval:
    """"early", "mid", "late", "end (of)", "start of" applied to a month, season or year."""
    begin, finish = interval
    modifier = point.modifier
    if modifier == "end":
        return finish, finish
    if modifier == "start":
        return begin, begin
    days = (finish - begin).days + 1
    if days <= 31:
        if modifier == "early":
            return begin, begin + timedelta(days=9)
        if modifier == "mid":
            return begin + timedelta(days=10), begin + timedelta(days=19)
        return begin + timedelta(days=20), finish
    if 360 <= days <= 366:  # quarters of a year: early is the first, mid the two in the middle, late the last
        def start_of(months: int) -> date:
            year, month = _shift_month(begin, months)
            return date(year, month, 1)

        if modifier == "early":
            return begin, start_of(3) - timedelta(days=1)
        if modifier == "mid":
            return start_of(3), start_of(9) - timedelta(days=1)
        return start_of(9), finish
    third = days // 3
    if modifier == "early":
        return begin, begin + timedelta(days=third - 1)
    if modifier == "mid":
        return begin + timedelta(days=third), finish - timedelta(days=third)
    return finish - timedelta(days=third - 1), finish
