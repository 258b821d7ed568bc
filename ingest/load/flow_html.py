"""HTML to blocks. Nothing is fetched, scripts and styles are dropped, list marks are counted as a browser would."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree, html

from ingest.errors import UnreadableFileError
from ingest.load.flow import FlowText, clean, row_block, split_breaks, to_letters, to_roman, unique
from ingest.load.flow_text import decode
from ingest.load.records import RawBlock

_DROPPED = frozenset(
    "script style noscript template svg math head iframe object embed canvas video audio button select option input textarea map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure form header hgroup html legend main p pre section summary".split()
)
_FURNITURE = frozenset("nav footer".split())
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared.group(1).decode("ascii", "replace")
        # Browsers read Latin-1 as Windows-1252.
        name = "cp1252" if name.casefold() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Walker:
    """Collects inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.out = FlowText()
        self.tables = 0
        self._text: list[str] = []
        self._plain = False
        self._bold = 0
        self._kind: tuple[str, int, str | None] = ("paragraph", 0, None)

    def flush(self) -> None:
        whole = "".join(self._text)
        self._text = []
        kind, level, marker = self._kind
        bold = not self._plain
        self._plain = False
        for piece in split_breaks(whole, numbered=kind != "paragraph"):
            if kind == "heading":
                self.out.blocks.append(RawBlock("heading", piece, level, bold=True))
            elif kind == "item":
                self.out.blocks.append(RawBlock("item", piece, level, marker=marker, bold=bold))
                self._kind = ("paragraph", 0, None)
            else:
                self.out.blocks.append(RawBlock("paragraph", piece, bold=bold))

    def _add(self, text: str | None, *, keep: bool = False) -> None:
        if not text:
            return
        if text.strip() and not self._bold:
            self._plain = True
        self._text.append(text if keep else re.sub(r"\s+", " ", text))

    def walk(self, element: Any, depth: int = 0, lists: int = 0, *, keep: bool = False) -> None:
        tag = element.tag if isinstance(element.tag, str) else None
        if tag is None or tag in _DROPPED or depth > _DEEPEST or _is_hidden(element):
            return
        if tag in _FURNITURE or element.get("role") in ("navigation", "contentinfo"):
            self.flush()
            self.out.furniture.append(" ".join(element.itertext()))
            return
        if tag == "br":
            self._text.append("\n")
            return
        if tag == "table" and self._read_table(element):
            return
        block = tag in _BLOCKS or tag in ("table", "tr", "td", "th", "tbody", "thead", "ul", "ol", "li", "hr")
        before = self._kind
        if block or _heading(tag):
            if before[0] != "item" or tag in ("li", "ul", "ol"):
                self.flush()
                self._kind = ("paragraph", 0, None)
            elif "".join(self._text).strip():
                self.flush()
        if _heading(tag):
            self._kind = ("heading", int(tag[1]), None)
        if tag == "li":
            self._kind = ("item", max(1, lists), _marker(element))
        bold = tag in ("b", "strong", "th") or _heading(tag)
        self._bold += bold
        keep = keep or tag == "pre"
        self._add(element.text, keep=keep)
        for child in element:
            self.walk(child, depth + 1, lists + (tag in ("ul", "ol")), keep=keep)
            self._add(child.tail, keep=keep)
        self._bold -= bold
        if block or _heading(tag):
            self.flush()
            self._kind = ("paragraph", 0, None) if tag in ("li", "ul", "ol") or before[0] != "item" else self._kind

    def _read_table(self, table: Any) -> bool:
        """Take a table of data as rows; False for one that only lays out the page."""
        if table.find(".//table") is not None or any(table.find(f".//h{n}") is not None for n in range(1, 7)):
            return False
        rows: list[list[str]] = []
        pending: dict[int, int] = {}
        for row in table.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while pending.get(len(cells), 0) > 0:
                    pending[len(cells)] -= 1
                    cells.append("")
                across, down = _number(cell.get("colspan")), _number(cell.get("rowspan"))
                for step in range(across):
                    if down > 1:
                        pending[len(cells)] = down - 1
                    cells.append(_cell_text(cell) if step == 0 else "")
            rows.append(cells)
        if max((len(row) for row in rows), default=0) < 2:
            return False
        self.flush()
        caption = table.find("caption")
        if caption is not None and clean(" ".join(caption.itertext())):
            self.out.blocks.append(RawBlock("paragraph", clean(" ".join(caption.itertext())), bold=True))
        number, self.tables = self.tables, self.tables + 1
        self.out.blocks.extend(row_block(cells, number) for cells in rows if any(cells))
        return True


def _heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _number(text: str | None) -> int:
    return max(1, min(100, int(text))) if text and text.strip().isdigit() else 1


def _cell_text(cell: Any) -> str:
    return clean(_flatten(cell))


def _flatten(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return ""
    text = element.text or ""
    for child in element:
        gap = " " if isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag in ("br", "li", "ul", "ol")) else ""
        text += gap + _flatten(child) + gap + (child.tail or "")
    return text


def _marker(item: Any) -> str:
    """Mark of a list item: "•", or the number that its ordered list gives it."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    count = _integer(parent.get("start"), 1) - 1
    step = -1 if parent.get("reversed") is not None else 1
    for sibling in parent:
        if sibling.tag == "li":
            count = _integer(sibling.get("value"), count + step)
        if sibling is item:
            break
    form = parent.get("type") or "1"
    shown = {"a": to_letters(count), "A": to_letters(count).upper(), "i": to_roman(count), "I": to_roman(count).upper()}
    return f"{shown.get(form, str(count))}."


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def read_html(path: Path) -> FlowText:
    """Blocks of an HTML page.

    Raises:
        UnreadableFileError: no parser can make sense of it.
    """
    text = _decode(path.read_bytes()).replace("\x00", "")
    # lxml refuses a declared encoding in a string; libxml2 is told to fetch nothing.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(path, "no readable HTML; print the page to PDF") from error
    walker = _Walker()
    title = root.find(".//title")
    body = root.find(".//body")
    walker.walk(body if body is not None else root)
    walker.flush()
    walker.out.furniture = unique(walker.out.furniture)
    walker.out.title = clean(title.text) or None if title is not None and title.text else None
    return walker.out
