"""Raw pages and blocks as plain JSON values: what the child process sends back (never pickle).

Words travel as columns, for a page has hundreds of them. The reader of the wire trusts nothing:
whatever is out of shape raises ValueError.
"""

from __future__ import annotations

import math
from typing import Any, cast

from ingest.load.records import RawBlock, RawCell, RawPage, RawTable, RawWord
from ingest.records import PaperWarning
from ingest.spans import BBox, Span

_LAYERS = frozenset(("good", "garbled", "none", "ocr"))
_KINDS = frozenset(("heading", "paragraph", "item", "table_row"))


def _round(box: BBox) -> list[float]:
    return [round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)]


def page_to_wire(page: RawPage) -> dict[str, Any]:
    """The page without its image, which is sent as a file."""
    return {
        "page_no": page.page_no,
        "label": page.label,
        "size": [page.width, page.height],
        "text": page.text,
        "layer": page.text_layer,
        "words": [[w.span.start, w.span.end, *_round(w.bbox), w.size, int(w.bold)] for w in page.words],
        "tables": [
            {
                "bbox": _round(table.bbox),
                "ruled": table.ruled,
                "rows": [[[c.text, _round(c.bbox) if c.bbox else None] for c in row] for row in table.rows],
            }
            for table in page.tables
        ],
        "warnings": [[w.code, w.message, w.page_no] for w in page.warnings],
        "watermark": page.watermark,
    }


def _box(values: Any) -> BBox:
    x0, top, x1, bottom = (float(value) for value in values)
    if not all(map(math.isfinite, (x0, top, x1, bottom))):
        raise ValueError("box without end")
    return BBox(x0, top, x1, bottom)


def warnings_from_wire(values: Any) -> tuple[PaperWarning, ...]:
    return tuple(PaperWarning(str(code), str(message), None if no is None else int(no)) for code, message, no in values)


def page_from_wire(value: dict[str, Any], image: bytes | None) -> RawPage:
    text = str(value["text"])
    if value["layer"] not in _LAYERS:
        raise ValueError("unknown text layer")
    words = tuple(
        RawWord(Span(int(w[0]), min(int(w[1]), len(text))), _box(w[2:6]), float(w[6]), bool(w[7])) for w in value["words"]
    )
    tables = tuple(
        RawTable(
            _box(table["bbox"]),
            tuple(tuple(RawCell(str(t), _box(b) if b else None) for t, b in row) for row in table["rows"]),
            bool(table["ruled"]),
        )
        for table in value["tables"]
    )
    return RawPage(
        page_no=int(value["page_no"]),
        label=str(value["label"]),
        width=float(value["size"][0]),
        height=float(value["size"][1]),
        text=text,
        text_layer=cast(Any, value["layer"]),
        words=words,
        tables=tables,
        image=image,
        warnings=warnings_from_wire(value["warnings"]),
        watermark=str(value["watermark"]),
    )


def block_to_wire(block: RawBlock) -> list[Any]:
    return [block.kind, block.text, block.level, list(block.cells), block.table_no, block.marker, int(block.bold)]


def block_from_wire(value: list[Any]) -> RawBlock:
    kind, text, level, cells, table_no, marker, bold = value
    if kind not in _KINDS:
        raise ValueError("unknown kind of block")
    return RawBlock(
        kind=kind,
        text=str(text),
        level=int(level),
        cells=tuple(str(cell) for cell in cells),
        table_no=None if table_no is None else int(table_no),
        marker=None if marker is None else str(marker),
        bold=bool(bold),
    )
