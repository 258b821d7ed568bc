"""Money and percentages: (text, expected spans with values), and table cells."""

from __future__ import annotations

import pytest

from ingest.records import Cell, Table
from ingest.spans import Span
from ingest.tag.money import find_amounts, find_table_amounts, read_cell
from ingest.tag.percent import find_percentages

MONEY = [
    ("a grant of £39m", [("£39m", "39000000")]),
    ("a budget of £8,950k.", [("£8,950k", "8950000")]),
    ("over £1,817,951 was", [("£1,817,951", "1817951")]),
    ("£24 million of cuts", [("£24 million", "24000000")]),
    ("£5million gap", [("£5million", "5000000")]),
    ("£3.5 billion", [("£3.5 billion", "3500000000")]),
    ("raised £173.00 for", [("£173.00", "173")]),
    ("(£500k) of savings", [("£500k", "500000")]),
    ("cost £4.500 in all", [("£4.500", "4500")]),
    ("£1.250m in reserve", [("£1.250m", "1250000")]),
    ("a grant of £5K to", [("£5K", "5000")]),
    ("£50 and £70", [("£50", "50"), ("£70", "70")]),
    ("between £5-10k each", [("£5", "5000"), ("10k", "10000")]),
    ("a variance of -£2.4m", [("-£2.4m", "-2400000")]),
    ("€200 was paid", [("€200", "200")]),
    ("copies at 35p each", [("35p", "0.35")]),
    ("£ 12,000.00", [("£ 12,000.00", "12000")]),
    ("£70m.", [("£70m", "70000000")]),
    ("10m of fence", []),
    ("page 35 of 40", []),
    ("see p35", []),
    ("7.30pm", []),
    ("12 pounds of apples were given", [("12 pounds", "12")]),
]

PERCENT = [
    ("a rise of 2.99%", [("2.99%", "2.99")]),
    ("about 4 per cent of", [("4 per cent", "4")]),
    ("12 percent fewer", [("12 percent", "12")]),
    ("-3%\t9%", [("-3%", "-3"), ("9%", "9")]),
    ("from 5% - 10%", [("5%", "5"), ("10%", "10")]),
    ("ten per cent", [("ten per cent", "10")]),
    ("(13.7%)", [("13.7%", "13.7")]),
    ("the 95th percentile", []),
    ("100 people", []),
]

CELLS = [
    ("7,003", 1000, 7003000),
    ("(29,201)", 1, -29201),
    ("-1,655", 1000, -1655000),
    ("+35.4", 1_000_000, 35400000),
    ("378.11", 1, 378.11),
    ("£ 12,000.00", 1, 12000),
    ("£1.2m", 1000, 1200000),
    ("22,472.6", 1000, 22472600),
    ("n/a", 1000, None),
    ("3 posts", 1000, None),
    ("", 1000, None),
]


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_amounts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[c.start : c.end], c.value) for c in find_amounts(text)] == expected


@pytest.mark.parametrize(("text", "expected"), PERCENT)
def test_percentages(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[c.start : c.end], c.value) for c in find_percentages(text)] == expected


@pytest.mark.parametrize(("printed", "multiplier", "pounds"), CELLS)
def test_cells(printed: str, multiplier: int, pounds: float | None) -> None:
    assert read_cell(printed, multiplier) == (None if pounds is None else pytest.approx(pounds))


def make_table(rows: list[list[str]], unit: str | None, multiplier: int | None) -> tuple[str, Table]:
    """A table and its text: cells parted by tabs, rows by newlines."""
    text, cells = "", []
    for r, row in enumerate(rows):
        line = []
        for c, printed in enumerate(row):
            line.append(Cell(r, c, Span(len(text), len(text) + len(printed)), printed))
            text += printed + ("\t" if c + 1 < len(row) else "\n")
        cells.append(tuple(line))
    return text, Table(0, 0, 1, Span(0, len(text)), tuple(cells), 1, None, unit, multiplier)


def amounts_of(rows: list[list[str]], unit: str | None, multiplier: int | None, title: str = "") -> list[tuple[str, str | None]]:
    text, table = make_table(rows, unit, multiplier)
    return [(text[c.start : c.end], c.value) for c in find_table_amounts(table, title)]


def test_column_in_thousands_has_full_values() -> None:
    rows = [["Heading", "Budget", "Posts (FTE)"], ["Pay", "1,250", "31"], ["Estates", "(40)", "2"]]
    assert amounts_of(rows, "£000s", 1000) == [("1,250", "1250000"), ("(40)", "-40000")]


def test_table_without_unit_counts_pounds_only_where_words_say_so() -> None:
    rows = [["Item", "Spent"], ["Hedges", "415"]]
    assert amounts_of(rows, None, None, "Budget of the village hall") == [("415", "415")]
    assert amounts_of([["Town", "Visits"], ["Harrowby", "415"]], None, None, "Custody visits") == []
