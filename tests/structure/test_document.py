"""From raw pages to a Document: text, spans, furniture, joins, headings, tables, parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.load.flow_text import read_blocks
from ingest.load.records import RawCell, RawPage, RawPaper, RawTable
from ingest.records import Document
from ingest.spans import BBox
from ingest.structure import build_document
from ingest.structure.lines import read_lines
from tests.structure.pages import make_flow, make_page, make_paper

BOLD = {"bold": True}


def report() -> Document:
    first = make_page(
        1,
        [
            ("Wenmark Police and Crime Panel", BOLD),
            "Report of the Commissioner to the Members of the Panel",
            "6 February 2018",
            ("Night Patrols", {"bold": True, "size": 14.0}),
            ("1. Purpose of Report", {"bold": True, "gap": 8.0}),
            ("1.1 To tell members of the Panel about the night patrols in Harrowby and Tol-", {"gap": 8.0}),
            "sey since the last meeting, and about the co-operation with the wardens who walk",
            ("the streets on the 14", {"top": 197.0}),
            ("th", {"left": 187.6, "top": 196.0, "size": 7.0}),
            ("1.2 The patrols have three aims:", {"top": 219.0}),
            ("\uf0b7 fewer thefts;", {"left": 90.0}),
            ("\uf0b7 quicker help for people who are hurt in the town centre at night and who have", {"left": 90.0}),
            ("Agenda Item 7 – Night Patrols", {"top": 20.0, "size": 9.0}),
            ("1", {"top": 810.0}),
        ],
    )
    second = make_page(
        2,
        [
            ("Agenda Item 7 – Night Patrols", {"top": 20.0, "size": 9.0}),
            ("nobody with them.", {"left": 100.0, "top": 80.0}),
            ("2. Costs", {"bold": True, "gap": 8.0}),
            ("2.1 The co-operation costs £4,000 a month.", {"gap": 8.0}),
            ("2", {"top": 810.0}),
        ],
    )
    third = make_page(
        3,
        [
            ("Agenda Item 7 – Night Patrols", {"top": 20.0, "size": 9.0}),
            ("Estates Board Friday 3 November 2017 2pm Tolsey Hall", {"bold": True, "top": 80.0, "size": 14.0}),
            ("Present", {"bold": True, "gap": 8.0}),
            "Bryony Orde – Chair",
            ("1. Apologies for absence", {"bold": True, "gap": 8.0}),
            "Apologies were received from Ann Dale.",
            ("2. Roof", {"bold": True, "gap": 8.0}),
            "The roof was mended.",
            ("3", {"top": 810.0}),
        ],
    )
    return build_document(make_paper([first, second, third]))


def test_golden_text() -> None:
    assert report().text.split("\n") == [
        "Wenmark Police and Crime Panel",
        "Report of the Commissioner to the Members of the Panel",
        "6 February 2018",
        "Night Patrols",
        "1. Purpose of Report",
        "1.1 To tell members of the Panel about the night patrols in Harrowby and Tolsey since the last meeting, "
        "and about the co-operation with the wardens who walk the streets on the 14th",
        "1.2 The patrols have three aims:",
        "• fewer thefts;",
        "• quicker help for people who are hurt in the town centre at night and who have nobody with them.",
        "2. Costs",
        "2.1 The co-operation costs £4,000 a month.",
        "Estates Board Friday 3 November 2017 2pm Tolsey Hall",
        "Present",
        "Bryony Orde – Chair",
        "1. Apologies for absence",
        "Apologies were received from Ann Dale.",
        "2. Roof",
        "The roof was mended.",
    ]


def test_golden_structure() -> None:
    document = report()
    assert [(section.number, section.heading) for section in document.sections if section.number] == [
        ("1.", "Purpose of Report"),
        ("2.", "Costs"),
        ("1.", "Apologies for absence"),
        ("2.", "Roof"),
    ]
    assert [(part.kind, part.title, part.date) for part in document.parts] == [
        ("report", "Night Patrols", "2018-02-06"),
        ("minutes", "Estates Board", "2017-11-03"),
    ]
    cited = {document.quote(paragraph.span)[:14]: paragraph.cited_number for paragraph in document.paragraphs}
    assert cited["• fewer thefts"] == "1.2"
    assert cited["• quicker help"] == "1.2"
    assert cited["The roof was m"] == "2"
    assert [page.furniture for page in document.pages] == [
        "Agenda Item 7 – Night Patrols\n1",
        "Agenda Item 7 – Night Patrols\n2",
        "Agenda Item 7 – Night Patrols\n3",
    ]


def test_spans_hold_together() -> None:
    document = report()
    assert document.pages[0].span.start == 0
    assert document.pages[-1].span.end == len(document.text)
    for left, right in zip(document.pages, document.pages[1:], strict=False):
        assert left.span.end == right.span.start
    for page in document.pages:
        for word in page.words:
            assert page.span.contains(word.span)
            assert document.quote(word.span).strip() == document.quote(word.span) != ""
    for left, right in zip(document.paragraphs, document.paragraphs[1:], strict=False):
        assert left.span.end < right.span.start


def test_joined_word_keeps_both_boxes() -> None:
    document = report()
    start = document.text.index("Tolsey since")
    boxes = [word for word in document.pages[0].words if start <= word.span.start < start + 6]
    assert [document.quote(word.span) for word in boxes] == ["Tol", "sey"]
    assert boxes[0].bbox.top < boxes[1].bbox.top


def test_paragraph_over_the_page_break_lies_on_both_pages() -> None:
    document = report()
    start = document.text.index("nobody with them")
    assert document.pages[1].span.start == start
    paragraph = document.paragraph_at(start)
    assert paragraph is not None
    assert paragraph.span.start < document.pages[0].span.end


def table_page(page_no: int, rows: list[list[str]], above: list[str]) -> RawPage:
    """A page with a ruled table whose cells are 100 points wide and 20 high."""
    lines: list[str | tuple[str, dict[str, float | bool]]] = [(text, {}) for text in above]
    top = 200.0
    cells: list[tuple[RawCell, ...]] = []
    for row_no, row in enumerate(rows):
        made: list[RawCell] = []
        for column, text in enumerate(row):
            y = top + 20 * row_no
            made.append(RawCell(text, BBox(60 + 110 * column, y, 170 + 110 * column, y + 20)))
            if text:
                lines.append((text, {"left": 64.0 + 110 * column, "top": y + 4}))
        cells.append(tuple(made))
    page = make_page(page_no, lines)
    box = BBox(60, top, 60 + 110 * len(rows[0]), top + 20 * len(rows))
    return RawPage(
        page.page_no, page.label, page.width, page.height, page.text, "good", page.words, (RawTable(box, tuple(cells)),)
    )


def test_ruled_table_with_unit_in_its_header() -> None:
    rows = [
        ["Service", "2018-19", "2019-20"],
        ["", "£000s", "£000s"],
        ["Custody", "1,203", "1,300"],
        ["Roads", "-45", ""],
    ]
    document = build_document(make_paper([table_page(1, rows, ["Budget of the force"])]))
    table = document.tables[0]
    assert [[cell.text for cell in row] for row in table.rows] == rows
    assert (table.header_rows, table.unit, table.multiplier, table.page_no) == (2, "£000s", 1000, 1)
    for row in table.rows:
        for cell in row:
            assert document.quote(cell.span) == cell.text
    assert "Custody\t1,203\t1,300\nRoads\t-45\t" in document.text


def test_table_goes_on_overleaf_with_the_unit_stated_before() -> None:
    first = table_page(1, [["Service", "Budget", "Forecast"], ["Custody", "1.2", "1.4"]], ["All figures in £m"])
    second = table_page(2, [["Roads", "3.1", "3.0"], ["Estates", "0.4", "0.5"]], [])
    document = build_document(make_paper([first, second]))
    assert [(table.unit, table.multiplier, table.header_rows) for table in document.tables] == [
        ("£m", 1_000_000, 1),
        ("£m", 1_000_000, 0),
    ]


def test_minutes_in_a_grid_stay_text() -> None:
    long = "The Clerk reported that the hedge had been cut back as far as the gate and " * 5
    page = table_page(1, [["4.", long[:16], "BO"], ["5.", "Benches", "AD"]], ["Minutes of the Estates Board"])
    document = build_document(make_paper([page]))
    assert [paragraph.kind for paragraph in document.paragraphs if paragraph.number] != ["table"]


def test_columns_without_rules() -> None:
    page = make_page(
        1,
        [
            "Days lost in the force, by month:",
            "              May 19      May 18      Change",
            "Officers      1,241       1,274       -3%",
            "Staff         724         313         131%",
            "The figures are those of the last return.",
        ],
    )
    document = build_document(make_paper([page]))
    assert [[cell.text for cell in row] for row in document.tables[0].rows][1:] == [
        ["Officers", "1,241", "1,274", "-3%"],
        ["Staff", "724", "313", "131%"],
    ]
    assert document.text.endswith("The figures are those of the last return.")


FLOW_HEADINGS = [
    (
        ["Purpose of Report", "1. To tell the Panel about bins.", "Risk", "2. There is none to speak of."],
        ["Purpose of Report", "Risk"],
    ),
    (["Commitment: Extend the night bus", "It runs until three now."], ["Commitment: Extend the night bus"]),
    (
        ["PRIORITY 2 - SAFER STREETS", "Outcome - Fewer thefts", "Thefts fell in the year to May."],
        ["PRIORITY 2 - SAFER STREETS", "Outcome - Fewer thefts"],
    ),
    (["1. Bins: the Clerk reported.", "2. Benches: noted.", "3. Gates: deferred."], ["Bins", "Benches", "Gates"]),
    (["Action – that the report be noted", "Resolved: that it be sent"], []),
]


@pytest.mark.parametrize(("lines", "headings"), FLOW_HEADINGS)
def test_headings_of_text_formats(lines: list[str], headings: list[str]) -> None:
    document = build_document(make_flow(lines))
    assert [section.heading for section in document.sections] == headings


def test_paragraph_cut_by_a_page_break_of_the_source_is_joined() -> None:
    document = build_document(
        make_flow(
            ["1. The contract with the garage has an end", "date of May and can be extended.", "2. It was noted."]
        )
    )
    assert document.text.split("\n")[0] == "1. The contract with the garage has an end date of May and can be extended."
    assert not document.paged
    assert document.page_at(0) is None


def test_watermark_in_pieces_is_not_body() -> None:
    pages = [
        make_page(
            number,
            [
                f"{number}. Minute {number} of the meeting of Tolsey Parish Council was read.",
                ("T", {"size": 90.0, "left": 400.0, "top": 200.0}),
                ("AF", {"size": 90.0, "left": 300.0, "top": 350.0}),
                ("DR", {"size": 90.0, "left": 200.0, "top": 500.0}),
            ],
        )
        for number in (1, 2)
    ]
    document = build_document(make_paper(pages))
    assert "DR" not in document.text.split("\n")
    assert document.status == "draft"


def test_a_line_between_a_lead_in_and_its_table_is_no_heading() -> None:
    text = "1. Kits\n\n1.1 The kits were bought in May.\n\n1.2 The kits are held as follows:\n\nStation **Number of kits**\n\nHarrowby\t4\nTolsey\t2 (on loan)\n\n1.3 They are checked monthly."
    blocks = read_blocks(text.encode(), markdown=False)
    document = build_document(RawPaper("kits.txt", "0" * 64, "text/plain", blocks=blocks))
    assert [section.heading for section in document.sections] == ["Kits"]
    table = next(paragraph for paragraph in document.paragraphs if paragraph.kind == "table")
    assert table.cited_number == "1.2"


def test_watermark_that_the_loader_cut_out_makes_a_draft() -> None:
    page = make_page(1, ["Minutes of a meeting of Tolsey Parish Council", "1. The minutes were read.", "2. Bins."])
    assert build_document(make_paper([replace(page, watermark="DRAFT")])).status == "draft"
    assert build_document(make_paper([page])).status == "unknown"


def test_numbers_in_a_column_of_their_own_go_to_their_paragraphs() -> None:
    column = [
        ("1.", {"top": 80.0}),
        ("1.1", {"top": 108.0}),
        ("1.2", {"top": 164.0}),  # a little above its heading, as spaces and returns put it
    ]
    page = make_page(
        1,
        [
            *column,
            ("Papers for decision", {"left": 110.0, "top": 80.0, "bold": True}),
            ("Bridge safety", {"left": 110.0, "top": 108.0, "bold": True}),
            ("The Board agreed to shut the bridge at Tolsey for the winter months.", {"left": 110.0, "top": 136.0}),
            ("Grants", {"left": 110.0, "top": 178.0, "bold": True}),
            ("The Board agreed to ask each parish for a share of the cost.", {"left": 110.0, "top": 206.0}),
        ],
    )
    document = build_document(make_paper([page]))
    cited = {document.text[p.span.start : p.span.end]: p.cited_number for p in document.paragraphs}
    assert cited == {
        "1. Papers for decision": "1",
        "1.1 Bridge safety": "1.1",
        "The Board agreed to shut the bridge at Tolsey for the winter months.": "1.1",
        "1.2 Grants": "1.2",
        "The Board agreed to ask each parish for a share of the cost.": "1.2",
    }


def test_a_column_of_figures_is_no_column_of_numbers() -> None:
    page = make_page(
        1,
        [
            ("6.1", {"top": 108.0}),
            ("6.9", {"top": 136.0}),
            ("per cent of calls at Tolsey", {"left": 110.0, "top": 108.0}),
            ("per cent of calls at Marlock", {"left": 110.0, "top": 136.0}),
        ],
    )
    assert [line.text for line in read_lines(page)][:2] == ["6.1", "6.9"]


def test_a_year_over_a_column_at_the_edge_of_pages_is_no_page_number() -> None:
    def heads(name: str, left: int, right: int) -> list[str | tuple[str, dict[str, float | bool]]]:
        return [
            (name, {"top": 80.0}),
            (str(left), {"top": 80.0, "left": 300.0}),
            (str(right), {"top": 80.0, "left": 380.0}),
        ]

    pages = [
        make_page(number, [*heads(name, 2020 + number, 2021 + number), f"{name} has more officers.", (str(number), {"top": 800.0})])
        for number, name in enumerate(("Harrowby", "Tolsey", "Marlock"), 1)
    ]
    document = build_document(make_paper(pages))
    assert [page.furniture for page in document.pages] == ["1", "2", "3"]
    assert all(str(year) in document.text for year in range(2021, 2025))


@pytest.mark.parametrize("below", [{"gap": 6.0}, {"top": 88.0}], ids=["below", "half a line higher"])
def test_a_number_on_a_line_of_its_own_goes_to_the_text_beside_it(below: dict[str, float | bool]) -> None:
    page = make_page(
        1,
        [
            ("Item 1", {"top": 98.0}),
            ("Minutes of the last meeting", {"left": 130.0, "bold": True, **below}),
            ("They were signed by the chairman in the presence of all members.", {"left": 130.0, "top": 118.0}),
            ("Item 2", {"top": 150.0}),
            ("Bins", {"left": 130.0, "bold": True, "gap": 6.0}),
            ("They were emptied.", {"left": 130.0}),
        ],
    )
    document = build_document(make_paper([page]))
    numbers = [(p.number, p.cited_number, document.quote(p.span).split("\n")[0][:12]) for p in document.paragraphs]
    assert ("Item 1", "1", "Item 1 Minut") in numbers
    assert ("Item 2", "2", "Item 2 Bins") in numbers
    assert numbers[-1][1] == "2"


def test_entries_of_a_list_within_a_minute_open_no_chapter() -> None:
    lines = ["5. Reports", "Noted by the Board.", "1. Finance", "2. Staff", "6. Bins", "Emptied by the Board."]
    document = build_document(make_flow([*lines, "7. Benches", "Painted by the Board."]))
    levels = {section.heading: section.level for section in document.sections}
    assert levels["Reports"] == levels["Bins"] == 1
    assert levels["Finance"] == levels["Staff"] == 3


@pytest.mark.parametrize("line", ["Signed____________", "Position__________", "And Resolved:", "Reply:", "Date …………"])
def test_lines_that_are_no_headings(line: str) -> None:
    page = make_page(
        1,
        [
            ("Harrowby Moor Drainage", {"bold": True}),
            "The Board agreed to clear the ditch before the end of the year.",
            (line, {"bold": True, "gap": 8.0}),
            ("The ditch at the mill is to be cleared first of all, by hand.", {"gap": 8.0}),
        ],
    )
    document = build_document(make_paper([page]))
    assert [section.heading for section in document.sections] == ["Harrowby Moor Drainage"]


def numbered_columns(size: float) -> Document:
    """A page of text and, below it, a column of numbers with words far to the right of it."""
    entries: list[str | tuple[str, dict[str, float | bool]]] = [
        ("Tolsey Parish Council: Agenda", {"bold": True, "size": 14.0}),
        "Members are summoned to the meeting of the Council to be held in the hall on 7 May 2019.",
        "The public are welcome and may speak before the meeting opens, for three minutes each.",
    ]
    for place, text in enumerate(["Correspondence", "Playground update", "Trees by the pond", "Village upkeep"]):
        top = 150.0 + 20.0 * place
        entries.append((str(place + 7), {"top": top, "size": size}))
        entries.append((text, {"top": top, "left": 160.0, "size": size}))
    return build_document(make_paper([make_page(1, entries)], "agenda.pdf"))


def test_items_of_an_agenda_in_columns_are_no_table() -> None:
    document = numbered_columns(11.0)
    assert not document.tables
    assert [p.number for p in document.paragraphs if p.number] == ["7", "8", "9", "10"]


def test_footnotes_in_columns_number_no_paragraph() -> None:
    assert "10" not in [p.number for p in numbered_columns(7.0).paragraphs]


@pytest.mark.parametrize(
    ("head", "unit", "multiplier"), [("€000s", "€000s", 1000), ("€m", "€m", 1_000_000), ("€", "€", 1), ("£", "£", 1)]
)
def test_units_of_tables_in_either_currency(head: str, unit: str, multiplier: int) -> None:
    rows = [["Service", "2018-19", "2019-20"], ["", head, head], ["Custody", "1,203", "1,300"], ["Roads", "45", "50"]]
    table = build_document(make_paper([table_page(1, rows, ["Budget of the district"])])).tables[0]
    assert (table.unit, table.multiplier) == (unit, multiplier)


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (["Site\tUnits", "Marlock\t3 (2 in the yard)", "Tolsey\t1"], 1),
        (["Marlock\t3 (2 in the yard)", "Tolsey\t1"], 0),
        (["Days lost\tThis month\tRolling year", "May 24\tMay 23\tMay 24", "104\t98\t1,204"], 2),
        (["Action\tOwner", "Write to the bank\tClerk", "Read the gauge\tChair", "Shut the gate\tClerk", "412\t377"], 1),
    ],
)
def test_rows_of_heads_in_a_text_end_where_its_figures_begin(rows: list[str], heads: int) -> None:
    lines = ["Report to the Wenmark Police and Crime Panel", "", "The table below shows it.", "", *rows, "", "That is all."]
    table = build_document(make_flow(lines)).tables[0]
    assert [" ".join(cell.text for cell in row if cell.text) for row in table.rows] == [" ".join(row.split("\t")) for row in rows]
    assert table.header_rows == heads
