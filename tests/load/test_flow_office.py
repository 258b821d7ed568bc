"""DOCX and ODT: headings, counted list numbers, tables, running headers, and files that mean harm."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.errors import EncryptedFileError, TooLargeError, UnreadableFileError
from ingest.load.flow_docx import read_docx
from ingest.load.flow_odt import read_odt
from ingest.load.limits import DEFAULT_LIMITS, Limits
from ingest.load.records import RawBlock
from tests.load.office_files import paragraph, write_docx, write_odt

LEGAL = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def listed(text: str, depth: int, number: int = 1) -> str:
    return paragraph(
        text, settings=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def marks(blocks: list[RawBlock]) -> list[tuple[str | None, str]]:
    return [(block.marker, block.text) for block in blocks]


def test_list_numbers_are_counted_as_word_prints_them(tmp_path: Path) -> None:
    body = "".join(
        [
            listed("Purpose", 0), listed("To inform the Panel", 1), listed("To seek a view", 1),
            listed("on the precept", 2), listed("on the reserve", 2), listed("Background", 0),
            listed("Tolsey has two stations", 1), listed("a bullet", 0, 2), listed("Anew", 0, 3),
        ]
    )  # fmt: skip
    flow = read_docx(write_docx(tmp_path / "a.docx", body, numbering=LEGAL), DEFAULT_LIMITS)
    assert marks(flow.blocks) == [
        ("1.", "Purpose"),
        ("1.1", "To inform the Panel"),
        ("1.2", "To seek a view"),
        ("(a)", "on the precept"),
        ("(b)", "on the reserve"),
        ("2.", "Background"),
        ("2.1", "Tolsey has two stations"),
        ("•", "a bullet"),
        ("1.", "Anew"),
    ]


def test_headings_come_from_styles_and_outline_levels(tmp_path: Path) -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="Top"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Harrowby"/><w:basedOn w:val="Top"/></w:style>
    """
    body = (
        paragraph("Reserves", settings='<w:pStyle w:val="Top"/>')
        + paragraph("Estates", settings='<w:pStyle w:val="Own"/>')
        + paragraph("Fleet", settings='<w:outlineLvl w:val="2"/>')
        + paragraph("Plain text.")
        + paragraph("All of it bold", run="<w:b/>")
    )
    flow = read_docx(write_docx(tmp_path / "a.docx", body, styles=styles), DEFAULT_LIMITS)
    assert [(b.kind, b.level, b.bold, b.text) for b in flow.blocks] == [
        ("heading", 1, False, "Reserves"),
        ("heading", 1, False, "Estates"),
        ("heading", 3, False, "Fleet"),
        ("paragraph", 0, False, "Plain text."),
        ("paragraph", 0, True, "All of it bold"),
    ]


def test_tables_keep_their_columns_and_a_one_cell_box_is_text(tmp_path: Path) -> None:
    def cell(text: str, settings: str = "") -> str:
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        "<w:tbl><w:tr>" + cell("Station") + cell("Cost", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + cell("Marlock", '<w:vMerge w:val="restart"/>') + cell("£40") + cell("£41") + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("£42") + cell("£43") + "</w:tr></w:tbl>"
        "<w:tbl><w:tr>" + cell("Boxed words.") + "</w:tr></w:tbl>"
    )
    flow = read_docx(write_docx(tmp_path / "a.docx", body), DEFAULT_LIMITS)
    assert [b.cells for b in flow.blocks[:3]] == [("Station", "Cost", ""), ("Marlock", "£40", "£41"), ("", "£42", "£43")]
    assert flow.blocks[1].text == "Marlock\t£40\t£41"
    assert {b.table_no for b in flow.blocks[:3]} == {0}
    assert (flow.blocks[3].kind, flow.blocks[3].text) == ("paragraph", "Boxed words.")


def test_deleted_and_hidden_words_are_not_read_and_headers_stand_apart(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The Panel </w:t></w:r><w:del><w:r><w:delText>rejected</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>approved</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>"
        "<w:r><w:t> it.</w:t></w:r></w:p>"
    )
    path = write_docx(tmp_path / "a.docx", body, header1=paragraph("Not for publication"), footer1=paragraph("Page 1"))
    flow = read_docx(path, DEFAULT_LIMITS)
    assert [b.text for b in flow.blocks] == ["The Panel approved it."]
    assert flow.furniture == ["Page 1", "Not for publication"]


def test_address_lines_stay_apart_but_a_broken_sentence_is_one(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Guildhall</w:t><w:br/><w:t>Tolsey</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>" + "A sentence that runs on well beyond the width of any address line" + "</w:t><w:br/><w:t>and on.</w:t></w:r></w:p>"
    )
    flow = read_docx(write_docx(tmp_path / "a.docx", body), DEFAULT_LIMITS)
    assert [b.text for b in flow.blocks][:2] == ["Guildhall", "Tolsey"]
    assert len(flow.blocks) == 3


ODT_LISTS = """
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
"""


def test_odt_lists_tables_and_headers(tmp_path: Path) -> None:
    body = """
    <text:h text:outline-level="2">Reserves</text:h>
    <text:list text:style-name="L1"><text:list-item><text:p>Purpose</text:p>
      <text:list><text:list-item><text:p>One<text:s text:c="2"/>point</text:p></text:list-item>
      <text:list-item><text:p>Two</text:p></text:list-item></text:list></text:list-item></text:list>
    <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>Next</text:p></text:list-item></text:list>
    <text:list text:style-name="L2"><text:list-item><text:p>dot</text:p></text:list-item></text:list>
    <text:p><text:span text:style-name="B">Bold line</text:span></text:p>
    <table:table><table:table-row><table:table-cell><text:p>Marlock</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>£7</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
    <text:p>See<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> here.</text:p>
    """
    master = "<style:master-page><style:footer><text:p>Page</text:p></style:footer></style:master-page>"
    flow = read_odt(write_odt(tmp_path / "a.odt", body, automatic=ODT_LISTS, master=master), DEFAULT_LIMITS)
    assert [(b.kind, b.marker, b.text, b.bold) for b in flow.blocks] == [
        ("heading", None, "Reserves", True),
        ("item", "1.", "Purpose", False),
        ("item", "1.1", "One point", False),
        ("item", "1.2", "Two", False),
        ("item", "2.", "Next", False),
        ("item", "•", "dot", False),
        ("paragraph", None, "Bold line", True),
        ("table_row", None, "Marlock\t\t\t£7", False),
        ("paragraph", None, "See here.", False),
        ("paragraph", None, "1 A note.", False),
    ]
    assert flow.furniture == ["Page"]


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 30_000_000 + b"</w>")
    return path


def entities(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        )
    return path


def locked(path: Path) -> Path:
    write_docx(path, paragraph("secret"))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    return path


def torn(path: Path) -> Path:
    write_docx(path, paragraph("words " * 500))
    path.write_bytes(path.read_bytes()[:300])
    return path


def broken_xml(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")
    return path


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (bomb, TooLargeError),
        (entities, UnreadableFileError),
        (locked, EncryptedFileError),
        (torn, UnreadableFileError),
        (broken_xml, UnreadableFileError),
    ],
)
def test_bad_packages_are_refused_with_advice(tmp_path: Path, make, error) -> None:
    with pytest.raises(error) as caught:
        read_docx(make(tmp_path / "bad.docx"), DEFAULT_LIMITS)
    assert "\n" not in str(caught.value)
    assert caught.value.reason


def test_a_member_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", paragraph("words " * 50_000))
    with pytest.raises(TooLargeError):
        read_docx(path, Limits(unpacked_bytes=10_000))
