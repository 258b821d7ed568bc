"""Amounts of money: "£39m", "£8,950k", "£1,817,951", "£5-10k", "35p", "€200", and columns in "£000s"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.records import Table
from ingest.tag.candidates import Candidate, plain_number

MULTIPLES = {
    "k": 1_000, "thousand": 1_000, "000": 1_000, "000s": 1_000,
    "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000, "tn": 10**12, "trillion": 10**12,
}  # fmt: skip

_UNIT = r"(?:[ \u00a0-]?(?:million|billion|trillion|thousand)s?\b|[ \u00a0]?(?:mn|bn|tn|mill?)\b|[ \u00a0]?[kKmMbB]\b(?!['’²³]))"
_NUMBER = r"\d{1,3}(?:,[ ]?\d{3})+(?:\.\d{1,2}(?!\d))?|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?|\.\d{1,2}"

# "-£1,655" and "+£35.4m" carry their sign; in "(£500k)" the brackets are only punctuation of the sentence.
AMOUNT = re.compile(
    rf"(?:(?<![\w.,)\]])(?P<sign>[-−+]))?(?P<currency>£|€|\bEUR[ ]|\bGBP[ ]?)[ \u00a0]?(?P<sign2>[-−])?(?P<number>{_NUMBER})(?P<unit>{_UNIT})?"
    rf"(?:[ \u00a0]?(?P<dash>[-–—]|to\b)[ \u00a0]?(?P<second>(?:{_NUMBER}))(?P<unit2>{_UNIT})?(?![\d%/]|[.,]\d|[ ]per[ ]?cent))?"
)
PENCE = re.compile(r"(?<![\w.,£/])(?P<number>\d{1,3}(?:\.\d+)?)(?:p\b(?![.)]?\d)(?!\.?m)| pence\b)")
POUNDS = re.compile(rf"(?<![\w.,£€])(?P<number>{_NUMBER})(?P<unit>{_UNIT})?[ \u00a0](?:pounds|euros?)\b")
CELL = re.compile(r"^(?P<open>\()?[ ]?(?P<sign>[-−–+])?[ ]?[£€]?[ ]?(?P<sign2>[-−–])?(?P<number>\d[\d, ]*(?:\.\d+)?|\.\d+)[ ]?(?P<unit>[kKmM]|bn)?(?P<close>\))?(?P<after>-)?\*{0,2}$")


def read_number(digits: str) -> float:
    """Number as printed; a full stop before exactly three digits stands for a thousands comma ("£4.500", a misprint)."""
    digits = digits.replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", ""))


def _multiple(unit: str | None) -> int:
    return MULTIPLES.get((unit or "").strip(" \u00a0-").lower().removesuffix("s") if unit else "", 1)


def find_amounts(text: str) -> Iterator[Candidate]:
    """MONEY printed with its currency. A range gives two mentions, the unit of the second read into the first."""
    for match in AMOUNT.finditer(text):
        unit, number = match["unit"], match["number"]
        if unit and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number):
            value = float(number) * _multiple(unit)
        else:
            value = read_number(number) * _multiple(unit)
        negative = (match["sign"] or match["sign2"] or "") in ("-", "−") and bool(match["sign"] or match["sign2"])
        end = match.end("unit") if unit else match.end("number")
        second = match["second"]
        if second is not None and _is_range(match):
            if unit is None and match["unit2"]:
                value *= _multiple(match["unit2"])
            yield Candidate(match.start(), end, "MONEY", plain_number(-value if negative else value), weight=95)
            upper = read_number(second) * _multiple(match["unit2"] or unit)
            yield Candidate(match.start("second"), match.end(), "MONEY", plain_number(upper), weight=95)
            continue
        yield Candidate(match.start(), end, "MONEY", plain_number(-value if negative else value), weight=95)
    for match in POUNDS.finditer(text):
        yield Candidate(match.start(), match.end(), "MONEY", plain_number(read_number(match["number"]) * _multiple(match["unit"])), weight=90)
    for match in PENCE.finditer(text):
        yield Candidate(match.start(), match.end(), "MONEY", plain_number(float(match["number"]) / 100), weight=60)


def _is_range(match: re.Match[str]) -> bool:
    """ "£5-10k" and "£200 to 300" are ranges; "£500 - 12 members" and "£2,000 to 31 March" are not."""
    low, high = read_number(match["number"]), read_number(match["second"])
    after = match.string[match.end() : match.end() + 14]
    if re.match(r"[ ]?(?:st|nd|rd|th)\b|[ ](?:[A-Z][a-z]{2}|\w+s\b|people|of\b)|[A-Za-z]", after):
        return False
    return low * _multiple(match["unit"] or match["unit2"]) < high * _multiple(match["unit2"] or match["unit"])


def read_cell(printed: str, multiplier: int) -> float | None:
    """Pounds of a table cell under a unit of ``multiplier`` pounds; brackets or a minus are negative; None if no amount.

    A cell that prints its own unit ("£1.2m") is taken at its word.
    """
    match = CELL.match(printed.strip().replace("\u00a0", " "))
    if match is None:
        return None
    digits = match["number"].strip()
    if " " in digits and not re.fullmatch(r"\d{1,3}(?:,? \d{3})+(?:\.\d+)?", digits):
        return None
    number = float(digits.replace(",", "").replace(" ", ""))
    factor = _multiple(match["unit"]) if match["unit"] else multiplier
    negative = bool((match["open"] and match["close"]) or match["after"])
    negative = negative or (match["sign"] or match["sign2"] or "+") in ("-", "−", "–")
    return (-number if negative else number) * factor


# Columns of a money table that count something else: years, numbers of posts, references, shares.
NOT_MONEY_COLUMN = re.compile(
    r"%|\bper ?cent|\bnumbers?\b|\bno\.?(?:\s|$)|\bref\b|\breference\b|\bftes?\b|\bcount\b|\bpage\b|\bpara|\bdate\b|\bpopulation\b|\bposts?\b|\bcode\b|\brow\b|\bcheque\b|\bvolume\b|\bhours?\b",
    re.IGNORECASE,
)
YEAR_CELL = re.compile(r"(?:19|20)\d\d")


# Accounts of small councils print no unit at all; these words over a table or column say that it counts pounds.
MONEY_COLUMN = re.compile(
    r"\b(?:budget\w*|spent|spend|expenditure|income|payments?|receipts?|amounts?|costs?|balances?|precept|net|gross|vat|paid|total value|value|price|fees?|grants?|actual|forecast|variance|outturn|credit|debit)\b",
    re.IGNORECASE,
)
MONEY_TITLE = re.compile(r"\b(?:budget|accounts?|bank reconciliation|receipts and payments|income and expenditure|balance sheet|financial statement|payments?)\b", re.IGNORECASE)
PENCE_CELL = re.compile(r"[(-]?\d[\d,]*\.\d\d\)?")


def find_table_amounts(table: Table, title: str = "") -> Iterator[Candidate]:
    """MONEY for the number cells of a table in pounds or a multiple of them (``Table.multiplier``).

    Where no unit is printed, a column counts as pounds when its heading, or the table's ``title`` and its pence, say so.
    """
    heads: dict[int, str] = {}
    for row in table.rows[: max(table.header_rows, 1)]:
        for cell in row:
            heads[cell.column] = f"{heads.get(cell.column, '')} {cell.text}"
    titled = MONEY_TITLE.search(f"{table.caption or ''} {title}") is not None
    by_column: dict[int, list[str]] = {}
    for row in table.rows[table.header_rows :]:
        for cell in row:
            if cell.text.strip():
                by_column.setdefault(cell.column, []).append(cell.text.strip())
    for row in table.rows[table.header_rows :]:
        for cell in row:
            printed = cell.text.strip()
            if not len(cell.span) or NOT_MONEY_COLUMN.search(heads.get(cell.column, "")):
                continue
            if cell.column == 0 and (YEAR_CELL.fullmatch(printed) or re.fullmatch(r"[\d.]{1,4}\.?", printed)):
                continue  # a year or the number of the row
            if not table.multiplier and not _counts_pounds(heads.get(cell.column, ""), by_column[cell.column] if printed else [], titled):
                continue
            pounds = read_cell(printed, table.multiplier or 1)
            if pounds is not None:
                yield Candidate(cell.span.start, cell.span.end, "MONEY", plain_number(pounds), weight=99)


def _counts_pounds(head: str, cells: list[str], titled: bool) -> bool:
    """Whether a column without a printed unit is money: by its heading, or by its pence under a title about money."""
    numbers = [text for text in cells if CELL.match(text)]
    if not numbers:
        return False
    pence = sum(PENCE_CELL.fullmatch(text) is not None for text in numbers) * 2 >= len(numbers)
    if MONEY_COLUMN.search(head):
        return titled or pence
    return titled and (pence or not head.strip())
