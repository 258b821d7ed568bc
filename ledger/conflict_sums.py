"""Figures of one paper that do not add up: a list and its total, the last row of a table, a percentage and what it is of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.extract.sentences import find_sentences
from ingest.records import Cell, Document, Table
from ingest.spans import Span
from ledger.conflict_records import Conflict
from ledger.records import Place

MONEY = re.compile(r"£\s?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>k|m|bn)?\b", re.I)
_UNITS = {"k": 1e3, "m": 1e6, "bn": 1e9}
_ITEM = re.compile(r"^\W*(?:[•●▪o*–-]\s*)?(?:(?P<less>less|minus|supported by|offset by|funded by)\s+|(?:plus|and|add|about|around)\s+)?£", re.I)
# "£4.500": a point where English prints a comma; "£1.125m" and rates of less than a penny ("£0.045") are right
_POINT = re.compile(r"£[1-9]\d{0,2}\.\d{3}(?!\d|\.\d|\s?(?:m|bn|k|p|per|million|billion)\b)", re.I)
_THREE_PLACES = re.compile(r"\d\.\d{3}(?!\d)")
# "a 5% increase on £5,700, amounting to £6,090", "3% more than £200, to £206"
_PERCENT = re.compile(r"(?P<percent>\d+(?:\.\d+)?)\s?%\s+(?P<way>increase|rise|decrease|reduction|fall|cut)\b", re.I)
_BASE = re.compile(r"\b(?:on|from)\b[^£.;]{0,60}$", re.I)
_RESULT = re.compile(r"\b(?:to|amounting to|making|giving|becoming|totalling)\b[^£.;]{0,25}$", re.I)
# "16 visits by staff and 43 by volunteers took place. These ranged from 2 …, 26 …, 1 … and 18 …"
_THESE = re.compile(r"^\W*(?:These|This|They) (?:ranged from|were made up of|comprised|consisted of|included|were split between|break down (?:as|into)|were|was made up of)\b(?P<list>.+)$", re.S)
_COUNT = re.compile(r"(?<![\d.,£/:%])(?P<value>\d{1,3}(?:,\d{3})+|\d{1,5})(?![\d/:%]|\.\d|,\d|st\b|nd\b|rd\b|th\b)(?=\s+[A-Za-z])")
_TOTAL = re.compile(r"^(?:grand |overall )?total\b[^\d]{0,25}$", re.I)
_CELL = re.compile(r"^\(?(?P<minus>[–-])?\s?£?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\)?$")
_FEWEST_ITEMS = 3


def find_sum_conflicts(document: Document) -> list[Conflict]:
    """Every total of the paper that is not the sum of what it is the total of."""
    found = [*_lists(document), *_amounts(document), *_broken_down(document)]
    for table in document.tables:
        found += _table_totals(document, table)
    return found


# ---------------------------------------------------------------- lists


def _lists(document: Document) -> Iterator[Conflict]:
    """Items of a list of amounts; the total is printed before or after it, or one item is a thousand times too small."""
    run: list[Span] = []
    paragraphs = list(document.paragraphs)
    for number, paragraph in enumerate([*paragraphs, None]):
        text = document.quote(paragraph.span) if paragraph is not None else ""
        if paragraph is not None and paragraph.kind != "table" and _ITEM.match(text) and len(text) < 200:
            run.append(paragraph.span)
            continue
        if len(run) >= _FEWEST_ITEMS:
            around = [document.quote(p.span) for p in paragraphs[max(0, number - len(run) - 2) : number - len(run)]] + [text]
            conflict = _list_total(document, run, " ".join(around))
            if conflict is not None:
                yield conflict
        run = []


def _list_total(document: Document, run: list[Span], around: str) -> Conflict | None:
    values = []
    for span in run:
        text = document.quote(span)
        item, amount = _ITEM.match(text), MONEY.search(text)
        if item is None or amount is None:
            return None
        sign = -1 if item.group("less") or re.search(r"\b(?:from reserves|of income)\b", text, re.I) else 1
        values.append(sign * to_pounds(amount))
    totals = [to_pounds(match) for match in MONEY.finditer(around)]
    for total in totals:
        if any(_same(_signed(values, n), total) for n in range(2)):
            return None
    for total in totals:
        for at, value in enumerate(values):
            for signs in range(2):
                parts = _parts(values, signs)
                if 0 < abs(value) < 1e6 and _same(sum(parts) - parts[at] + 1000 * parts[at], total):
                    printed = MONEY.search(document.quote(run[at]))
                    shown = printed.group().strip() if printed else ""
                    return Conflict("misprint", (Place(document.doc_id, run[at]),), f"“{shown}”: with {shown}k the list adds up to its total of {_say(total)}", (shown,))
    return None


def _parts(values: Sequence[float], signs: int) -> list[float]:
    return [abs(value) for value in values] if signs else list(values)


def _signed(values: Sequence[float], signs: int) -> float:
    return sum(_parts(values, signs))


# ---------------------------------------------------------------- sentences


def _amounts(document: Document) -> Iterator[Conflict]:
    for paragraph in document.paragraphs:
        for sentence in find_sentences(document.text, paragraph.span):
            text = document.quote(sentence)
            point = _POINT.search(text)
            if point is not None and len(_THREE_PLACES.findall(text)) == 1 and not text[: point.start()].endswith(("-", "–")):
                yield Conflict("misprint", (Place(document.doc_id, sentence),), f"“{point.group()}”: a point where a comma is meant", (point.group(),))
            share = _PERCENT.search(text)
            if share is not None:
                conflict = _percentage(document, sentence, text, share)
                if conflict is not None:
                    yield conflict


def _percentage(document: Document, sentence: Span, text: str, share: re.Match[str]) -> Conflict | None:
    """The base stands after "on" or "from", the result after "to" or "amounting to", both in the sentence."""
    base = result = None
    for match in MONEY.finditer(text, share.end()):
        before = text[share.end() : match.start()]
        if base is None and _BASE.search(before):
            base = to_pounds(match)
        elif base is not None and _RESULT.search(before):
            result = to_pounds(match)
            break
    if not base or not result:
        return None
    way = -1 if share.group("way").lower() in ("decrease", "reduction", "fall", "cut") else 1
    percent = float(share.group("percent"))
    half = 0.5 * 10 ** -len(share.group("percent").partition(".")[2])
    least, most = (base * (1 + way * (percent + side * half) / 100) for side in (-1, 1))
    low, high = min(least, most), max(least, most)
    if low - 1 <= result <= high + 1:
        return None
    worked = base * (1 + way * percent / 100)
    return Conflict(
        "does not add up", (Place(document.doc_id, sentence),),
        f"{share.group('percent')}% on {_say(base)} gives {_say(worked)}, not {_say(result)}", (share.group(), _say(base), _say(result)),
    )  # fmt: skip


def _broken_down(document: Document) -> Iterator[Conflict]:
    """Two counts of one sentence and the list that the next breaks them down into."""
    for paragraph in document.paragraphs:
        sentences = find_sentences(document.text, paragraph.span)
        for one, two in itertools.pairwise(sentences):
            match = _THESE.match(document.quote(two))
            if match is None:
                continue
            wholes = [_number(found) for found in _COUNT.finditer(document.quote(one)) if not re.fullmatch(r"20\d\d", found.group("value"))]
            parts = [_number(found) for found in _COUNT.finditer(match.group("list"))]
            if not 1 <= len(wholes) <= 3 or len(parts) < _FEWEST_ITEMS or sum(parts) in (*wholes, sum(wholes)):
                continue
            whole = sum(wholes) if len(wholes) > 1 else wholes[0]
            if abs(sum(parts) - whole) > 0.6 * whole:
                continue  # a list of something else
            places = (Place(document.doc_id, Span(one.start, two.end)),)
            yield Conflict("does not add up", places, f"{whole:,.0f} in all, but the list that follows comes to {sum(parts):,.0f}", (f"{whole:,.0f}", f"{sum(parts):,.0f}"))


# ---------------------------------------------------------------- tables


def _table_totals(document: Document, table: Table) -> list[Conflict]:
    """Columns whose last row is headed "Total" and is not their sum, where most other columns of the table do add up."""
    body = table.rows[table.header_rows :]
    if len(body) < _FEWEST_ITEMS + 1 or not body[-1] or not _TOTAL.match(body[-1][0].text.strip()):
        return []
    right, wrong = 0, []
    for cell in body[-1][1:]:
        total = _cell(cell)
        above = [other for row in body[:-1] for other in row if other.column == cell.column]
        parts = [_cell(other) for other in above if other.text.strip() not in ("", "–", "-")]
        if total is None or len(parts) < _FEWEST_ITEMS or any(part is None for part in parts) or any("%" in other.text for other in [*above, cell]):
            continue
        found = sum(part for part in parts if part is not None)
        slack = 0.5 * len(parts) * 10 ** -len(cell.text.partition(".")[2].rstrip(") ")) if "." in cell.text else 0.5 * len(parts) if abs(total) > 1000 else 0.5
        if abs(found - total) <= slack:
            right += 1
        elif abs(found - total) <= 0.3 * abs(total):
            wrong.append((cell, found))
    if not wrong or right < len(wrong) or len(wrong) > 1:
        return []
    cell, found = wrong[0]
    place = Place(document.doc_id, Span(body[-1][0].span.start, body[-1][-1].span.end))
    return [Conflict("does not add up", (place,), f"the total is printed as {cell.text.strip()}, and the rows above it come to {found:,.10g}", (cell.text.strip(), f"{found:,.10g}"))]


def _cell(cell: Cell) -> float | None:
    match = _CELL.match(cell.text.strip())
    if match is None:
        return None
    value = float(match.group("value").replace(",", ""))
    return -value if match.group("minus") or cell.text.strip().startswith("(") else value


# ---------------------------------------------------------------- numbers


def to_pounds(match: re.Match[str]) -> float:
    """The amount of a match of "£1,250", "£850k", "£1.2m" in pounds."""
    return float(match.group("value").replace(",", "")) * _UNITS.get((match.group("unit") or "").lower(), 1.0)


def _number(match: re.Match[str]) -> float:
    return float(match.group("value").replace(",", ""))


def _same(one: float, two: float) -> bool:
    return abs(one - two) < 0.5


def _say(pounds: float) -> str:
    return f"£{pounds:,.2f}".removesuffix(".00")
