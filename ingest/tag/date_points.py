"""Calendar expressions read off the text, one at a time, with what is printed and nothing inferred.

Each kind of expression has a pattern in ``POINTS`` and a reader that may still refuse the match: a month name that is a
word or a surname, a number that is a minute, a reference or a count, a year in the title of a law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.tag.calendar_words import (
    AMBIGUOUS_MONTHS,
    BARE_MONTH_CUES,
    MONTHS,
    ORDINAL_WORDS,
    QUANTITY_WORDS,
    STATUTE_WORDS,
    WEEKDAYS,
)

SP = r"[ \u00a0\u2009\u202f]"
_MONTH = (
    r"(?:[Jj]anuary|JANUARY|[Ff]ebruary|FEBRUARY|[Ff]eb(?:uary|urary)|March|MARCH|[Aa]pril|APRIL|May|MAY|[Jj]une|JUNE|[Jj]uly|JULY|[Aa]ugust|AUGUST|"
    r"[Ss]eptember|SEPTEMBER|Septmber|Setpember|[Oo]ctober|OCTOBER|Ocober|[Nn]ovember|NOVEMBER|Novemeber|[Dd]ecember|DECEMBER|Decmber|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b"
# "19™ April", "8” January", "3°° March": raised endings as OCR reads them.
RAISED = "™°*®”\""
DAY = rf"(?:3[01]|[12]\d|0?[1-9])(?:{SP}?(?:st|nd|rd|th|ST|ND|RD|TH)\b|[{RAISED}]{{1,2}}(?={SP}))?"
ORDINAL = rf"(?:3[01]|[12]\d|0?[1-9]){SP}?(?:st|nd|rd|th)\b"
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
    "day": rf"(?:\b(?P<wd>{WEEKDAY})\.?,?{SP}*(?:the{SP}+)?)?(?<![\d£.:])(?<!\d,)(?<!\d\d\d/)(?<![A-Za-z]/)(?P<d>{DAY})(?:{SP}*(?:day{SP}+)?of)?{SP}*[-/,]?{SP}*(?P<m>{_MONTH})(?![a-z])(?:(?:{SP}*[,-]{SP}*|{SP}*)(?P<y>{_YEAR}|{_SHORT_YEAR}))?(?!\d|:\d)",
    "monthfirst": rf"(?:\b(?P<mfwd>{WEEKDAY})\.?,?{SP}*)?\b(?P<mfm>{_MONTH}){SP}+(?:the{SP}+)?(?:(?P<mfd>{DAY})(?:{_GAP})(?P<mfy>{_YEAR})|(?P<mfo>{ORDINAL}))",
    "month": rf"\b(?P<mm>{_MONTH})(?![a-z])(?:(?:{_GAP}|-|/|{SP}+of{SP}+)(?P<my>{_YEAR})|(?:{SP}|-)?(?P<my2>['’‘]\d\d)\b|(?:{SP}|-)(?P<mnn>\d\d)(?![\d:]|[.,]\d|{SP}?(?:am|pm|%|/)))?",
    "season": rf"\b(?P<s>{_SEASON})(?:(?:{_GAP}|{SP}+of{SP}+)(?P<sy>{_FY_BODY}|{_YEAR}))?",
    "weekdayday": rf"\b(?P<wdd>{WEEKDAY}){SP}+(?:the{SP}+)?(?P<wdo>{ORDINAL})",
    "decade": r"(?<![\d/£.-])(?P<dec>(?:19|20)\d0)['’]?s\b",
    "century": rf"\b(?P<cent>1[89]th|2[01]st){SP}+[Cc]entury\b",
    "feast": rf"\b(?P<feast>Christmas(?:{SP}+(?:Eve|Day))?|New{SP}+Year(?:['’]s{SP}+(?:Eve|Day))?|Boxing{SP}+Day|Easter(?:{SP}+(?:Sunday|Monday))?|Good{SP}+Friday)(?![\w'’])(?:{SP}+(?P<feasty>{_YEAR}))?",
    "soon": r"\b(?P<soon>[Tt]omorrow|[Yy]esterday)\b(?!['’]s)",
    "endyear": rf"\b(?P<endyear>(?:[Ee]nd|[Bb]eginning|[Ss]tart){SP}+of{SP}+(?:the|this|next|last){SP}+(?:current{SP}+)?(?:financial{SP}+|calendar{SP}+|fiscal{SP}+)?(?:year|month))\b",
    "relative": rf"\b(?:(?P<lateer>[Ll]ater|[Ee]arlier){SP}+)?(?P<rel>[Tt]his|[Nn]ext|[Ll]ast)(?P<coming>{SP}+coming)?{SP}+(?P<unit>financial{SP}+year|calendar{SP}+year|academic{SP}+year|year|month|week|weekend|quarter|{_SEASON}|{_MONTH}(?![a-z])|{WEEKDAY}|Christmas|Easter)(?:(?={SP}|[^\w])|$)",
    "year": rf"(?<![\w/£$€.,:#\-–—&+])(?P<year>{_YEAR})(?![\w/:]|[.,]\d|[-–]\d{{3}}|{SP}?(?:hrs|hours|am|pm)\b)",
}  # fmt: skip
POINT = re.compile("|".join(f"(?P<kind_{name}>{pattern})" for name, pattern in POINTS.items()))

MODIFIER = re.compile(
    rf"\b(?P<mod>(?:[Ee]arly|[Mm]id|[Ll]ate|EARLY)(?:{SP}+in)?|(?:[Mm]iddle|[Ee]nd|[Bb]eginning|[Ss]tart|END)(?:{SP}+of)?)(?:{SP}+(?:the{SP}+)?|-)$"
)
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


def find_points(text: str, anchor: date | None) -> Iterator[Point]:
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
            word = modifier["mod"].split()[0].lower()
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


def day_number(word: str) -> int:
    """15 of "15th"."""
    return int(word.rstrip(f"stndrhSTNDRH \u00a0{RAISED}"))


def _full_year(word: str | None, anchor: date | None) -> int | None:
    if not word:
        return None
    digits = re.sub(r"\D", "", word)
    if len(digits) == 4:
        return int(digits)
    short = int(digits)
    pivot = (anchor.year if anchor else 2030) + 20
    return 2000 + short if 2000 + short <= pivot else 1900 + short


def _read_iso(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return Point(start, end, "day", day=day, month=month, year=year)


def _read_numeric(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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


def _read_fy(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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


def _read_quarter(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    if match.group().startswith("Q.") and not text[text.rfind("\n", 0, start) + 1 : start].strip():
        return None  # "Q.1 – When will the lane be mended?"
    word = (match["q"] or match["qnth"]).lower()
    number = ORDINAL_WORDS[word]
    of = match["qof"]
    if match["qnth"] and not of:
        of_year = re.match(rf"{SP}+of{SP}+(?:the|this|last|next){SP}+(?:financial{SP}+)?year", text[end : end + 40])
        cue = re.search(r"\b(?:in|for|of|during|the|by|at|end of)\s+$", text[max(0, start - 8) : start])
        if of_year is None and (word in ("last", "final") or cue is None):
            return None
    year = None
    if of:
        years = _read_fy_text(of, anchor)
        if years is None:
            return None
        year = years[0]
    return Point(start, end, "quarter", quarter=number, year=year)


def _read_day(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    month_word = match["m"]
    if match["y"] is None and month_word.endswith("."):
        end -= 0 if re.match(r"\s*[a-z,)]", text[end : end + 3]) else 1
    if month_word.lower() == "may" and match["y"] is None and AFTER_WORD.match(text, end):
        following = AFTER_WORD.match(text, end)
        if following is not None and following[1] in ("be", "have", "not", "also", "need", "apply", "wish", "include", "require", "only"):
            return None  # "paragraph 4 may …" printed with a capital
    if match["wd"] is None and match["d"].isdigit() and start and text[start - 1] == "-" and text[start - 2 : start - 1].isalnum():
        return None
    return Point(start, end, "day", day=day_number(match["d"]), month=_month_number(month_word), year=_full_year(match["y"], anchor),
                 weekday=WEEKDAYS.get((match["wd"] or "").lower()))  # fmt: skip


def _read_monthfirst(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    return Point(start, end, "day", day=day_number(match["mfd"] or match["mfo"]), month=_month_number(match["mfm"]),
                 year=_full_year(match["mfy"], anchor), weekday=WEEKDAYS.get((match["mfwd"] or "").lower()))  # fmt: skip


def _word_before(text: str, start: int) -> str:
    match = BEFORE_WORD.search(text, max(0, start - 30), start)
    return match[1] if match else ""


def _read_month(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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
        return before in ("The", "On", "During", "Since", "Mid", "Both", "Our", "Each", "Every")  or (not line_start and following[:1].islower())
    return True


def _read_season(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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


def _read_weekdayday(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    return Point(start, end, "weekdayday", day=day_number(match["wdo"]), weekday=WEEKDAYS[match["wdd"].lower()])


def _read_decade(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    year = int(match["dec"])
    return Point(start, end, "years", year=year, year_end=year + 9)


def _read_century(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    number = int(match["cent"][:2])
    return Point(start, end, "years", year=number * 100 - 99, year_end=number * 100)


def _read_feast(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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


def _read_soon(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    return Point(start, end, "relative", word="soon", modifier=None, day=1 if match["soon"].lower() == "tomorrow" else -1)


def _read_endyear(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    return Point(start, end, "relative", word=match["endyear"].lower())


def _read_relative(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
    unit = match["unit"].rstrip(".").lower()
    rel = match["rel"].lower()
    before = _word_before(text, start).lower()
    if before in ("the", "over") and unit in ("year", "month", "week", "quarter"):
        return None  # "over the last year" is a window
    if unit == "year" and re.match(r"[ ]on[ ]year\b", text[end : end + 9]):
        return None
    if unit in ("year", "month", "week", "quarter"):
        after = text[end : end + 2]
        if after[:1] == "-" or (rel == "last" and match["lateer"] is None and before == "for"):
            return None
    if unit in MONTHS and not match["unit"][0].isupper():
        return None
    if unit in ("sun", "sat", "wed", "mar", "may") and not re.match(r"[ ]?[a-z,.;)]|$", text[end : end + 2]):
        return None
    return Point(start, end, "relative", word=f"{rel} {re.sub(chr(160), ' ', unit)}")


def _read_year(text: str, match: re.Match[str], start: int, end: int, anchor: date | None) -> Point | None:
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


_Reader = Callable[[str, "re.Match[str]", int, int, "date | None"], "Point | None"]
_READERS: dict[str, _Reader] = {
    "iso": _read_iso, "numeric": _read_numeric, "quarter": _read_quarter, "fy": _read_fy, "day": _read_day,
    "monthfirst": _read_monthfirst, "month": _read_month, "season": _read_season, "weekdayday": _read_weekdayday,
    "decade": _read_decade, "century": _read_century, "feast": _read_feast, "soon": _read_soon,
    "endyear": _read_endyear, "relative": _read_relative, "year": _read_year,
}  # fmt: skip
