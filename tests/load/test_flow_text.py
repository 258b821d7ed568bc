"""Plain text and Markdown: encodings, marks, tables, and texts that a converter broke into lines."""

from __future__ import annotations

import pytest

from ingest.load.flow_text import decode, read_blocks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Costs of £5 – the Panel’s view\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Reserves ##", [("heading", "Reserves", None)]),
        ("**Apologies**", [("paragraph", "Apologies", None)]),
        ("- Fleet", [("item", "Fleet", "•")]),
        ("- 2.1 The Commissioner reported.", [("paragraph", "2.1 The Commissioner reported.", None)]),
        ("2.1 The **Panel** agreed.", [("paragraph", "2.1 The Panel agreed.", None)]),
        ("| a | b |\n|:--|--:|\n| 1 | 2 |", [("table_row", "a\tb", None), ("table_row", "1\t2", None)]),
        ("Town\tCost\nMarlock\t£4", [("table_row", "Town\tCost", None), ("table_row", "Marlock\t£4", None)]),
        ("Band | 2023 | 2024\nC | 210 | 221\nD | 236 | 248", [("table_row", f"{a}\t{b}\t{c}", None) for a, b, c in (("Band", "2023", "2024"), ("C", "210", "221"), ("D", "236", "248"))]),
        ("Home | News | Contact\nCosts | Fleet", [("paragraph", "Home | News | Contact", None), ("paragraph", "Costs | Fleet", None)]),
        ("See [the report](https://example.org/a).", [("paragraph", "See the report.", None)]),
        ("one\n\n---\n7\n\ntwo", [("paragraph", "one", None), ("paragraph", "two", None)]),
        ("**1.**\n\n**Minutes**", [("paragraph", "1. Minutes", None)]),
        ("*I will ask for a map.* Reply:", [("paragraph", "I will ask for a map. Reply:", None)]),
        ("Signed \\_\\_\\_\\_", [("paragraph", "Signed ____", None)]),
        ("3 * 4 * 5 and cost* before tax*", [("paragraph", "3 * 4 * 5 and cost* before tax*", None)]),
        ("Item 2\n\nBins", [("paragraph", "Item 2 Bins", None)]),
        ("(a)\n\nThe report was noted.", [("paragraph", "(a) The report was noted.", None)]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    blocks = read_blocks(text.encode(), markdown=True)
    assert [(b.kind, b.text, b.marker) for b in blocks] == expected


COLUMNS = """Present
Ann Dale                 Chair                 (AD)
Joan Orde                Chief Executive       (JO)
Owen Marsh               Non-Executive         (OM)

Apologies
Ida Fenn                 Clerk

                     2019/20      2020/21
Drawn                118          141
Fired                  4           12
   in cells           1            3
"""


def test_columns_set_apart_by_spaces_are_tables() -> None:
    blocks = read_blocks(COLUMNS.encode())
    assert [(b.kind, b.cells, b.table_no) for b in blocks if b.kind == "table_row"] == [
        ("table_row", ("Ann Dale", "Chair", "(AD)"), 0),
        ("table_row", ("Joan Orde", "Chief Executive", "(JO)"), 0),
        ("table_row", ("Owen Marsh", "Non-Executive", "(OM)"), 0),
        ("table_row", ("Ida Fenn", "Clerk"), 1),
        ("table_row", ("", "2019/20", "2020/21"), 2),
        ("table_row", ("Drawn", "118", "141"), 2),
        ("table_row", ("Fired", "4", "12"), 2),
        ("table_row", ("in cells", "1", "3"), 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # an address beside a reference, and two columns of running text
        "Wenmark House                Our ref: 12\nMarlock                         Your ref: 7\nTolsey     Date: 4 May",
        "The Panel met.   It heard the clerk.\nHe spoke of roofs.   They leak.\nNothing was agreed.   All went home.",
        "Ann Dale                 Chair\nJoan Orde                Clerk",
    ],
)
def test_gaps_that_make_no_columns(text: str) -> None:
    assert {b.kind for b in read_blocks(text.encode())} == {"paragraph"}


def test_tables_parted_by_prose_are_two() -> None:
    blocks = read_blocks(b"a\tb\n1\t2\n\nText.\n\nc\td\n")
    assert [b.table_no for b in blocks if b.kind == "table_row"] == [0, 0, 1]


BROKEN = """**MINUTES**

**OF**

**MEETING**

**OF**

**THE WENMARK PANEL HELD AT THE GUILDHALL IN TOLSEY ON**

**MONDAY 4TH MARCH**

The Panel heard from the officers of the district about the works at

Harrowby and the Members thanked them for the care they had taken with

the residents.

A further report about the closing of the station was asked for by the

Chair, and the Director (Mr. A.

Fawley) agreed to bring it.
Councillors Hatch and Ivory spoke about the cost of the fleet and of the

fuel, and the Clerk was asked to write to the Commissioner about it in

the new year.
"""


def test_lines_of_print_are_joined_where_the_whole_text_is_broken() -> None:
    texts = [b.text for b in read_blocks(BROKEN.encode(), markdown=True)]
    assert texts[0].startswith("MINUTES OF MEETING OF THE WENMARK PANEL")
    assert texts[1] == (
        "The Panel heard from the officers of the district about the works at Harrowby and the Members thanked "
        "them for the care they had taken with the residents."
    )
    assert texts[-1].endswith("about it in the new year.")


def test_a_sound_text_is_not_joined() -> None:
    text = "\n\n".join(f"Heading {n}\n\nA paragraph of fair length that ends as it should, number {n}." for n in range(12))
    assert len(read_blocks(text.encode())) == 24


def test_capitals_alone_and_numbers_stuck_to_their_text_open_what_follows() -> None:
    lines = [
        "The members of the Estates Board are asked to come to the Guildhall on the",
        "first Monday of the month and to bring with them the plan of the works that",
        "was sent out in the spring together with the letter of the county surveyor,",
        "who will speak to it before the other business of the day is taken, and the",
        "list of those who live beside the lane, as the Clerk has drawn it up for the",
        "use of the Board in the winter before last, and whatever else they may have,",
        "AGENDA",
        "1.Minutes",
        "2.Bins",
    ]
    texts = [block.text for block in read_blocks("\n\n".join(lines).encode())]
    assert texts[-3:] == ["AGENDA", "1.Minutes", "2.Bins"]
    assert len(texts) == 4
