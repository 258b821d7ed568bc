"""Which labels at the start of a line are paragraph numbers."""

from __future__ import annotations

import pytest

from ingest.structure.blocks import Block
from ingest.structure.build import set_cited_numbers
from ingest.structure.flow import make_tokens
from ingest.structure.numbering import Entry, find_numbers

TABLE = [
    # (line starts, printed labels that hold)
    (["1. Welcome", "2. Apologies", "3. Minutes of the last meeting"], ["1.", "2.", "3."]),
    (["2.1 The Panel met.", "2.2 It agreed.", "2.4 It adjourned."], ["2.1", "2.2", "2.4"]),
    (["39/20 Hedges", "40/20 Benches", "41/20 Bins"], ["39/20", "40/20", "41/20"]),
    (["08.23.01 Apologies", "08.23.02 Planning"], ["08.23.01", "08.23.02"]),
    (["2386. Finance", "2387. Planning", "2388. Highways"], ["2386.", "2387.", "2388."]),
    (["52 Apologies", "53 Interests", "54 Minutes of the last meeting"], ["52", "53", "54"]),
    (["(a) the hedge", "(b) the ditch", "(c) the gate"], ["(a)", "(b)", "(c)"]),
    (["i. 3 October", "ii. 25 October", "iii. 9 November"], ["i.", "ii.", "iii."]),
    (["Item 1: Minutes", "Item 2: Bins"], ["Item 1:", "Item 2:"]),
    (["Agenda Item 4", "Agenda Item No. 5", "ITEM 6 – Bins"], ["Agenda Item 4", "Agenda Item No. 5", "ITEM 6"]),
    (["1.Adoption of minutes", "2.Bins"], ["1.", "2."]),
    (["2019. Welcome", "2020. Bins", "2021. Hedges", "2022. Fair", "2023. Budget", "2024. Closing"],
     ["2019.", "2020.", "2021.", "2022.", "2023.", "2024."]),
    (["7.1 August figures", "7.2 September figures"], ["7.1", "7.2"]),
    # dates, amounts and counted things at the start of a line are no numbers
    (["29 November 2017 Tolsey hall", "30 November 2017 Marlock hall"], []),
    (["17.5.16 Showers", "18.1.17 Paint"], []),
    (["1.5 million pounds went to Harrowby"], []),
    (["3.00 P.M. in the hall", "3.01 p.m. in the church"], []),
    # years: of a list, of columns, at the ends of sentences
    (["2019", "2020", "2021", "2022", "2023", "2024", "2025"], []),
    (["2021 The bridge was shut.", "2022 It was mended.", "2023 It opened."], []),
    (["2021. Until that day nobody had asked.", "2022. Then the Panel did."], []),
    (["item 4 was deferred and", "item 5 was not reached"], []),
    (["12 months later the bridge opened", "13 months later it shut", "14 months later it fell"], []),
    (["50 per cent of calls", "51 per cent of calls", "52 per cent of calls"], []),
    # a gap of more than three ends the sequence
    (["1. Welcome", "2. Bins", "17. unrelated"], ["1.", "2."]),
]


@pytest.mark.parametrize(("lines", "expected"), TABLE)
def test_labels_hold_by_sequence(lines: list[str], expected: list[str]) -> None:
    labels = find_numbers([Entry(line) for line in lines]).labels
    assert [labels[position].printed for position in sorted(labels)] == expected


def test_restart_at_one_begins_a_new_sequence() -> None:
    lines = ["1. A", "2. B", "3. C", "1. A", "2. B"]
    numbers = find_numbers([Entry(line) for line in lines])
    assert len(numbers.labels) == 5
    assert not numbers.nested


def test_list_inside_a_numbered_paragraph_is_nested() -> None:
    lines = ["86. Minutes", "87. Updates", "1. Roads reopened.", "2. Bins emptied.", "3. Bridge shut.", "88. Budget"]
    numbers = find_numbers([Entry(line) for line in lines])
    assert numbers.nested == {2, 3, 4}


NESTED = [
    # (what it is, line starts, positions of the numbers of lists within a minute)
    ("another style", ["271. Chair", "272. Bins", "1) Emptied.", "2) Painted.", "273. Bridge"], {2, 3}),
    ("below the last of running minutes", ["81. Bins", "82. Hedges", "83. Budget", "1. Read.", "2. Agreed."], {3, 4}),
    ("two levels", ["81. A", "82. B", "1) C", "1. D", "2. E", "2) F", "83. G"], {2, 3, 4, 5}),
    ("an annex that starts anew", ["1. A", "2. B", "3. C", "1. D", "2. E"], set()),
    ("two numbers that chance made", ["1. A", "1) B", "2) C", "2. D"], set()),
]


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in NESTED], ids=[row[0] for row in NESTED])
def test_lists_within_minutes(lines: list[str], expected: set[int]) -> None:
    assert find_numbers([Entry(line) for line in lines]).nested == expected


def test_minutes_go_on_however_many_lists_stand_between_them() -> None:
    lines = ["40. Opening"]
    for minute in range(41, 61):
        lines += [f"{minute}. Matter {minute}", "1. It was read.", "2. It was agreed."]
    labels = find_numbers([Entry(line) for line in lines]).labels
    kept = [labels[position].value for position in sorted(labels) if labels[position].value >= 40]
    assert kept == list(range(40, 61))


def block(text: str, number: str | None = None, **fields: object) -> Block:
    made = Block("body", make_tokens(text), 1, number=number)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_cited_number_of_items_bullets_and_continuations() -> None:
    blocks = [
        block("2.4 The Panel asked for:", "2.4"),
        block("• a map", kind="item", marker="•"),
        block("(b) a date", "(b)"),
        block("It also thanked the staff."),
        block("14. Bins", "14."),
        block("1. One", "1.", nested=True),
        block("Performance", kind="heading"),
        block("No number stands here."),
    ]
    set_cited_numbers(blocks, set())
    assert [made.cited_number for made in blocks] == ["2.4", "2.4", "2.4", "2.4", "14", "14", None, None]


UNNUMBERED = [
    # (what it is, the heading with a number, the one without, the next number, number cited below it)
    ("matter below an item", {"number": "4.", "kind": "heading"}, {}, "5.", "4"),
    ("matter below an item of an agenda", {"number": "Item 4", "kind": "heading"}, {}, "Item 6", "4"),
    ("the last item", {"number": "4.", "kind": "heading"}, {}, None, None),
    ("a paragraph and no heading has the number", {"number": "4."}, {}, "5.", None),
    ("larger print", {"number": "4.", "kind": "heading"}, {"size": 14.0}, "5.", None),
    ("the next number is of another series", {"number": "4.", "kind": "heading"}, {}, "9.1", None),
]


@pytest.mark.parametrize(("numbered", "heading", "following", "cited"), [row[1:] for row in UNNUMBERED], ids=[row[0] for row in UNNUMBERED])
def test_text_below_a_heading_without_a_number(
    numbered: dict[str, object], heading: dict[str, object], following: str | None, cited: str | None
) -> None:
    blocks = [
        block(f"{numbered['number']} Works and Roads", level=1, **numbered),
        block("Mill Lane", kind="heading", level=1, **heading),
        block("The lane is shut until May."),
        *([block(f"{following} Bins", following)] if following else []),
    ]
    set_cited_numbers(blocks, set())
    assert blocks[2].cited_number == cited


def test_a_heading_in_capitals_ends_the_item_above_it() -> None:
    blocks = [
        block("4. Works", "4.", kind="heading", level=1),
        block("QUESTIONS", kind="heading", level=1),
        block("Two were asked."),
        block("5. Question of Cllr Orde", "5."),
    ]
    set_cited_numbers(blocks, set())
    assert blocks[2].cited_number is None


def test_new_part_forgets_the_number() -> None:
    blocks = [block("3. Bins", "3."), block("Minutes of the Estates Board"), block("Present: B Orde")]
    set_cited_numbers(blocks, {1})
    assert [made.cited_number for made in blocks] == ["3", None, None]
