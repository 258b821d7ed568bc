"""The register as a Word document for a committee report: a table with every row cited, and over what it is complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ledger.records import Entry, Place, Register

Cite = Callable[[Place], str]
_HEADS = ("Made on", "What", "Owner", "Due", "Status", "Source")
_WIDTHS = (2.1, 10.2, 3.8, 2.3, 2.8, 5.0)
"""Centimetres; together the width of an A4 sheet on its side less its margins."""
# Word refuses a file with these characters, and none of them can be seen (XML 1.0, section 2.2).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write_docx(register: Register, path: Path, cite: Cite, *, title: str, limits: Sequence[str] = ()) -> None:
    """Write ``register`` to ``path``. ``cite`` gives the label of a place; ``limits`` say in words how it was narrowed.

    :raises OSError: the file cannot be written.
    """
    from docx import Document as WordDocument
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    paper = WordDocument()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.75)
    paper.styles["Normal"].font.size = Pt(9)
    paper.core_properties.title = _plain(title)
    paper.add_heading(_plain(title), level=1)
    said = f"{len(register.entries):,} rows; {register.coverage}."
    paper.add_paragraph(_plain(" ".join([said, *limits])))
    table = paper.add_table(rows=1, cols=len(_HEADS))
    table.style = "Table Grid"
    for cell, head, width in zip(table.rows[0].cells, _HEADS, _WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(head).bold = True
    repeat = table.rows[0]._tr.get_or_add_trPr()
    repeat.append(repeat.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for entry in register.entries:
        row = table.add_row()
        for cell, words, width in zip(row.cells, cells_of(entry, cite), _WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.text = _plain(words)
    paper.add_paragraph(
        "Every quotation is word for word from the paper named beside it. What is marked as inferred is not printed there: "
        "it was worked out from the papers and should be checked before it is relied on."
    )
    partial = path.with_name(path.name + ".partial")
    paper.save(str(partial))
    partial.replace(path)


def cells_of(entry: Entry, cite: Cite) -> tuple[str, ...]:
    """The words of one row, inferred values marked."""
    sources = "; ".join(cite(place) for place in (entry.place, *entry.also_at))
    if entry.paper_status == "draft":
        sources += " (draft)"
    what = f"{entry.kind.capitalize()}: “{entry.quote}”" + (f" ({entry.vote})" if entry.vote and entry.vote not in entry.quote else "")
    return (
        entry.made_on or "no date",
        what,
        mark_inferred(entry.owner, entry.owner_inferred),
        mark_inferred(entry.due, entry.due_inferred),
        mark_inferred(entry.status, entry.status_inferred),
        sources,
    )


def mark_inferred(value: str | None, inferred: bool) -> str:
    if not value:
        return "–"
    return f"{value} (inferred)" if inferred else value


def _plain(text: str) -> str:
    return _NOT_XML.sub(" ", text)
