"""Percentages: "12.5%", "4 per cent", "-3%" in a table cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.tag.candidates import Candidate, plain_number

NUMBER_WORDS = {
    "zero": 0, "half a": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip

# A sign counts only where nothing stands before it ("-3%" in a cell), never in "5-10%" or "plan -3%ers".
PERCENTAGE = re.compile(
    r"(?:(?<![\w.,)%])(?P<sign>[-−–+]))?"
    r"(?<![\w,])(?<!\d\.)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"[ \u00a0]?(?:%|[Pp]er[ \u00a0]?cent\b(?!ile)|[Pp]ercent\b(?!age))"
)
SPELLED = re.compile(
    r"\b(?P<word>" + "|".join(NUMBER_WORDS) + r")[ \u00a0](?:per[ \u00a0]?cent|percent)\b", re.IGNORECASE
)


def find_percentages(text: str) -> Iterator[Candidate]:
    """PERCENT with the number as value; a minus or plus belongs to the span where it is a sign."""
    for match in PERCENTAGE.finditer(text):
        number = float(match["number"].replace(",", ""))
        sign = match["sign"]
        start = match.start()
        if sign == "–" and match.start() and text[match.start() - 1] == " ":
            sign, start = None, match.start("number")  # a dash between clauses, not a minus
        yield Candidate(start, match.end(), "PERCENT", plain_number(-number if sign in ("-", "−", "–") else number), weight=95)
    for match in SPELLED.finditer(text):
        yield Candidate(match.start(), match.end(), "PERCENT", plain_number(NUMBER_WORDS[match["word"].lower()]), weight=95)
