"""HTML pages: blocks, list marks, tables, encodings, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.load.flow_html import read_html
from ingest.load.records import RawBlock


def read(tmp_path: Path, text: str | bytes) -> list[RawBlock]:
    path = tmp_path / "page.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_html(path).blocks)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>Item <em>3</em></h2>", [("heading", 2, None, "Item 3")]),
        ("<p>One\n  two <b>three</b>.</p>", [("paragraph", 0, None, "One two three.")]),
        ("<div>loose <p>inner</p> tail</div>", [("paragraph", 0, None, "loose"), ("paragraph", 0, None, "inner"), ("paragraph", 0, None, "tail")]),
        ("<ul><li>one<li>two</ul>", [("item", 1, "•", "one"), ("item", 1, "•", "two")]),
        ("<ol start=4><li><p>four</p></li><li value=9>nine</ol>", [("item", 1, "4.", "four"), ("item", 1, "9.", "nine")]),
        (
            "<ol type=a><li>first<ol type=i><li>deep</li></ol></li><li>second</li></ol>",
            [("item", 1, "a.", "first"), ("item", 2, "i.", "deep"), ("item", 1, "b.", "second")],
        ),
        ("<p>Guildhall<br>Tolsey</p>", [("paragraph", 0, None, "Guildhall"), ("paragraph", 0, None, "Tolsey")]),
        ("<p>a<script>alert(1)</script>b<style>p{}</style></p>", [("paragraph", 0, None, "ab")]),
        ("<p style='display:none'>x</p><p hidden>y</p><p>z</p>", [("paragraph", 0, None, "z")]),
        ("<dl><dt>Chair</dt><dd>Ann Ivory</dd></dl>", [("paragraph", 0, None, "Chair"), ("paragraph", 0, None, "Ann Ivory")]),
        ("<table><tr><td><h3>Layout</h3><p>only</p></td><td>x</td></tr></table>", [("heading", 3, None, "Layout"), ("paragraph", 0, None, "only"), ("paragraph", 0, None, "x")]),
        ("<nav>Home</nav><p>body</p><footer>Cookies</footer>", [("paragraph", 0, None, "body")]),
    ],
)  # fmt: skip
def test_blocks(tmp_path: Path, markup: str, expected: list[tuple[str, int, str | None, str]]) -> None:
    blocks = read(tmp_path, f"<html><body>{markup}</body></html>")
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks] == expected


def test_table_rows_keep_spans(tmp_path: Path) -> None:
    blocks = read(
        tmp_path,
        "<html><table><caption>Costs</caption><tr><th>Town<th colspan=2>£</tr>"
        "<tr><td rowspan=2>Marlock<td>1<td>2</tr><tr><td>3<td>4</tr></table>",
    )
    assert [b.cells for b in blocks if b.kind == "table_row"] == [("Town", "£", ""), ("Marlock", "1", "2"), ("", "3", "4")]
    assert blocks[0].text == "Costs"


@pytest.mark.parametrize(
    "data",
    [
        "<html><body><p>£5 – café</p></body></html>".encode(),
        "<html><meta charset=iso-8859-1><body><p>£5 – café</p></body></html>".encode("cp1252"),
        "<html><body><p>£5 – café</p></body></html>".encode("utf-16"),
        "<html><body><p>£5 – café</p></body></html>".encode("cp1252"),
        b"<html><body><p>&pound;5 &ndash; caf&eacute;</p></body></html>",
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert [b.text for b in read(tmp_path, data)] == ["£5 – café"]


def test_deep_nesting_does_not_break_the_reader(tmp_path: Path) -> None:
    blocks = read(tmp_path, "<html><body>" + "<div>" * 5000 + "deep" + "</div>" * 5000 + "<p>after</p></body></html>")
    assert isinstance(blocks, list)
