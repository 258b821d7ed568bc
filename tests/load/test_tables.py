"""Ruled tables from lines, tables of figures without lines, and what is no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.load.limits import DEFAULT_LIMITS
from ingest.load.pdf import PdfFile
from ingest.load.table_words import is_datum, is_figure
from tests.load.pdf_files import HEIGHT, draw, lines


def tables_of(tmp_path: Path, page) -> list[list[list[str]]]:
    pdf = PdfFile(draw(tmp_path / "t.pdf", page), DEFAULT_LIMITS, ocr=False)
    return [[[cell.text for cell in row] for row in table.rows] for table in pdf.read_page(1).tables]


def grid(canvas: Canvas, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
    canvas.setFont("Helvetica", 9)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for row, y in zip(rows, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            for number, line in enumerate(text.split("|")):
                canvas.drawString(x + 3, y - 11 - 10 * number, line)


def test_ruled_table_with_wrapped_and_empty_cells(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        grid(
            canvas, [70, 200, 300, 400], [700, 670, 640, 610],
            [["Station", "Opened", "Cost"], ["Harrowby|Road", "1974", "£4,500"], ["Marlock", "", "£12"]],
        )  # fmt: skip

    assert tables_of(tmp_path, page) == [
        [["Station", "Opened", "Cost"], ["Harrowby Road", "1974", "£4,500"], ["Marlock", "", "£12"]]
    ]


def test_two_ruled_tables_side_by_side_are_two(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, [60, 160, 230], [700, 680, 660, 640], [["Income", "£"], ["Precept", "10"], ["Grant", "20"]])
        grid(canvas, [300, 400, 470], [700, 680, 660, 640], [["Payments", "£"], ["Rent", "30"], ["Fees", "40"]])

    assert tables_of(tmp_path, page) == [
        [["Income", "£"], ["Precept", "10"], ["Grant", "20"]],
        [["Payments", "£"], ["Rent", "30"], ["Fees", "40"]],
    ]


def test_rows_that_are_not_ruled_apart_are_cut_at_the_figures(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        grid(
            canvas, [60, 200, 300], [700, 680, 600],
            [["Payment", "Amount"], ["Works|Coronation items|Course fee|Archive", "720.00|714.19|33.40|1,314.00"]],
        )  # fmt: skip

    assert tables_of(tmp_path, page) == [
        [["Payment", "Amount"], ["Works", "720.00"], ["Coronation items", "714.19"], ["Course fee", "33.40"], ["Archive", "1,314.00"]]
    ]


def test_figures_without_rules_keep_blank_cells_in_their_column(tmp_path: Path) -> None:
    rows = [
        ("", "2024-25", "2025-26"), ("Staff costs", "1,200", "1,310"), ("Premises", "", "48"),
        ("Fleet and fuel", "(96)", ""), ("Total", "1,104", "1,358"),
    ]  # fmt: skip

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, (label, first, second) in enumerate(rows):
            y = 700 - 15 * number
            canvas.drawString(70, y, label)
            canvas.drawRightString(320, y, first)
            canvas.drawRightString(420, y, second)
        lines(canvas, ["The table above shows the budget of the Commissioner for two years, in thousands."], y=580)

    assert tables_of(tmp_path, page) == [[list(row) for row in rows]]


def prose(canvas: Canvas) -> None:
    lines(
        canvas,
        ["In 2023 the Panel spent £1,200 on hire and in 2024 a further £1,310 was set aside.",
         "1.1   The Commissioner reported that 45 officers had left and 61 had joined by 31 March.",
         "1.2   A grant of £250,000 was received from the Home Office and £40,000 was passed on."],
    )  # fmt: skip


def attendance(canvas: Canvas) -> None:
    names = ["Cllr Ann Ivory", "Cllr Bob Hatch", "Mr Carl Dunn", "Ms Dee Fawley"]
    lines(canvas, names, x=72)
    lines(canvas, ["Harrowby Borough", "Tolsey District", "Independent", "Marlock Town"], x=300)


def contents(canvas: Canvas) -> None:
    lines(canvas, ["Introduction", "Reserves", "Precept", "Estates", "Fleet"], x=72)
    lines(canvas, ["1", "3", "8", "12", "15"], x=500)


@pytest.mark.parametrize("page", [prose, attendance, contents])
def test_no_table(tmp_path: Path, page) -> None:
    assert tables_of(tmp_path, page) == []


def test_a_frame_round_prose_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 160, 480, 100)
        prose(canvas)

    assert tables_of(tmp_path, page) == []


@pytest.mark.parametrize("text", ["1,817,951", "(29,201)", "-9.9", "+6.0%", "£38.50", "£39m", "12", "- 4", "0.0"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Fleet", "2.4.", "A4", "12 officers", ""])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize("text", ["17.5.16", "02-Apr", "24-Jan-17", "01/05/14", "Mar-16", "2025-26", "n/a", "-"])
def test_data(text: str) -> None:
    assert is_datum(text)


def test_a_table_ruled_in_blocks_whose_rows_cannot_be_told_is_said_to_be_lost(tmp_path: Path) -> None:
    def blocks(canvas: Canvas) -> None:
        grid(
            canvas, [60, 200, 380], [700, 680, 640, 600],
            [["Payment", "Amounts"], ["Works, fees and rent", "720.00 and 714.19 or 33.40"], ["Course and archive", "120.00 then 14.19 then 3.40"]],
        )  # fmt: skip

    def rows(canvas: Canvas) -> None:
        grid(canvas, [60, 160, 230], [700, 680, 660, 640], [["Income", "£"], ["Precept", "10"], ["Grant", "20"]])

    codes = [
        [warning.code for warning in PdfFile(draw(tmp_path / f"{page.__name__}.pdf", page), DEFAULT_LIMITS, ocr=False).read_page(1).warnings]
        for page in (blocks, rows)
    ]
    assert ["table_lost" in found for found in codes] == [True, False]


def test_a_row_whose_figure_has_a_long_remark_is_in_the_table(tmp_path: Path) -> None:
    rows = [
        ("Building", "Number in building"),
        ("Yard", "4 (3 in the long shed, 1 at the front gate)"),
        ("Harrowby", "2 (on loan)"),
        ("Tolsey Road", "1"),
        ("Marlock", "1"),
        ("Depot", "3"),
    ]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 730, "The kits are held across the county as the following list gives them:")
        for number, (name, kits) in enumerate(rows):
            canvas.drawString(70, 700 - 16 * number, name)
            canvas.drawString(300, 700 - 16 * number, kits)

    assert tables_of(tmp_path, page) == [[list(row) for row in rows]]
