"""DOCX to blocks: WordprocessingML read directly, list numbers counted as Word would print them.

Element names and the numbering rules are those of ECMA-376 part 1, sections 17.9 (numbering) and 17.3 (text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFileError
from ingest.load.flow import FlowText, clean, row_block, split_breaks, to_letters, to_roman, unique
from ingest.load.limits import Limits
from ingest.load.package import Package
from ingest.load.records import RawBlock

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 40


def _value(element: Any, name: str) -> str | None:
    """``w:val`` of the child ``name``, None where either is missing."""
    child = None if element is None else element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _is_on(element: Any, name: str) -> bool | None:
    """A toggle such as ``w:b``: None where absent."""
    child = None if element is None else element.find(_W + name)
    if child is None:
        return None
    return child.get(_W + "val", "1") not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _Numbering:
    """List definitions of ``numbering.xml`` and the counters while the body is walked."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: Any | None) -> _Numbering:
        book = cls()
        if root is None:
            return book
        for definition in root.iterfind(_W + "abstractNum"):
            levels = {int(lv.get(_W + "ilvl", "0")): _read_level(lv) for lv in definition.iterfind(_W + "lvl")}
            book.levels["a" + definition.get(_W + "abstractNumId", "")] = levels
        for number in root.iterfind(_W + "num"):
            name = number.get(_W + "numId", "")
            base = "a" + (_value(number, "abstractNumId") or "")
            book.abstract[name] = base
            levels = dict(book.levels.get(base, {}))
            for override in number.iterfind(_W + "lvlOverride"):
                at = int(override.get(_W + "ilvl", "0"))
                start = _value(override, "startOverride")
                if start and start.lstrip("-").isdigit():
                    book.overrides.setdefault(name, {})[at] = int(start)
                own = override.find(_W + "lvl")
                if own is not None:
                    levels[at] = _read_level(own)
            book.levels[name] = levels
        return book

    def next_marker(self, name: str, depth: int) -> str | None:
        """The mark of the next paragraph of list ``name`` at ``depth``, None where the list is unknown or unmarked."""
        levels = self.levels.get(name)
        if not levels or depth not in levels:
            return None
        counts = self.counts.setdefault(self.abstract.get(name, name), {})
        if name not in self.seen:
            self.seen.add(name)
            for at, start in self.overrides.get(name, {}).items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        level = levels[depth]
        if level.form == "bullet":
            return "•"
        if level.form == "none":
            return None

        def show(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            shown = levels.get(at, level)
            count = counts.setdefault(at, shown.start)
            return _format(count, "decimal" if level.legal else shown.form)

        return _PLACE.sub(show, level.text).strip() or None


def _read_level(element: Any) -> _Level:
    start = _value(element, "start")
    text = _value(element, "lvlText")
    return _Level(
        form=_value(element, "numFmt") or "decimal",
        text="" if text is None else text,
        start=int(start) if start and start.isdigit() else 1,
        legal=bool(_is_on(element, "isLgl")),
    )


def _format(number: int, form: str) -> str:
    if form == "lowerLetter":
        return to_letters(number)
    if form == "upperLetter":
        return to_letters(number).upper()
    if form == "lowerRoman":
        return to_roman(number)
    if form == "upperRoman":
        return to_roman(number).upper()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


@dataclass(slots=True)
class _Style:
    name: str
    parent: str | None
    outline: int | None
    list_id: str | None
    depth: int | None
    bold: bool | None


def _read_styles(root: Any | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for style in root.iterfind(_W + "style") if root is not None else ():
        paragraph = style.find(_W + "pPr")
        numbers = None if paragraph is None else paragraph.find(_W + "numPr")
        outline, depth = _value(paragraph, "outlineLvl"), _value(numbers, "ilvl")
        styles[style.get(_W + "styleId", "")] = _Style(
            name=_value(style, "name") or "",
            parent=_value(style, "basedOn"),
            outline=int(outline) if outline and outline.isdigit() else None,
            list_id=_value(numbers, "numId"),
            depth=int(depth) if depth and depth.isdigit() else None,
            bold=_is_on(style.find(_W + "rPr"), "b"),
        )
    return styles


class _Reader:
    def __init__(self, package: Package) -> None:
        self.styles = _read_styles(package.parse("word/styles.xml"))
        self.numbering = _Numbering.read(package.parse("word/numbering.xml"))
        self.out = FlowText()
        self.tables = 0

    def _chain(self, style_id: str | None) -> Iterator[_Style]:
        """The style and those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self.styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.parent

    def read_body(self, element: Any, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag == _W + "p":
                self._read_paragraph(child)
            elif child.tag == _W + "tbl":
                self._read_table(child, depth)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "moveTo", _W + "customXml", _W + "smartTag"):
                self.read_body(child, depth + 1)

    def _read_paragraph(self, paragraph: Any) -> None:
        settings = paragraph.find(_W + "pPr")
        chain = list(self._chain(_value(settings, "pStyle")))
        text, bold = _text_of(paragraph)
        marker, level = self._marker(settings, chain)
        outline = _value(settings, "outlineLvl")
        heading = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else _heading_level(chain)
        if bold is None:
            bold = next((style.bold for style in chain if style.bold is not None), False)
        pieces = split_breaks(text, numbered=marker is not None)
        for piece in pieces:
            if heading is not None:
                self.out.blocks.append(RawBlock("heading", piece, min(heading, 6), marker=marker, bold=bool(bold)))
            elif marker is not None:
                self.out.blocks.append(RawBlock("item", piece, level + 1, marker=marker, bold=bool(bold)))
            else:
                self.out.blocks.append(RawBlock("paragraph", piece, bold=bool(bold)))
        for box in paragraph.iter(_W + "txbxContent"):
            if not any(parent.tag == _MC + "Fallback" for parent in box.iterancestors()):
                self.read_body(box, 1)

    def _marker(self, settings: Any, chain: list[_Style]) -> tuple[str | None, int]:
        numbers = None if settings is None else settings.find(_W + "numPr")
        name, depth = _value(numbers, "numId"), _value(numbers, "ilvl")
        if name is None:
            name = next((style.list_id for style in chain if style.list_id), None)
        if depth is None:
            found = next((style.depth for style in chain if style.depth is not None), 0)
        else:
            found = int(depth) if depth.isdigit() else 0
        if name is None or name == "0":
            return None, 0
        return self.numbering.next_marker(name, found), found

    def _read_table(self, table: Any, depth: int) -> None:
        rows = [_read_row(row) for row in table.iter(_W + "tr") if _nearest_table(row) is table]
        width = max((len(row) for row in rows), default=0)
        if width <= 1:
            # A box round text, no table.
            for cell in table.iter(_W + "tc"):
                if _nearest_table(cell) is table:
                    self.read_body(cell, depth + 1)
            return
        number, self.tables = self.tables, self.tables + 1
        for row in rows:
            texts = []
            for cell in row:
                texts.append("" if cell is None else self._cell_text(cell))
            if any(texts):
                self.out.blocks.append(row_block(texts, number))

    def _cell_text(self, cell: Any) -> str:
        parts = []
        for paragraph in cell.iter(_W + "p"):
            settings = paragraph.find(_W + "pPr")
            marker, _ = self._marker(settings, list(self._chain(_value(settings, "pStyle"))))
            text = clean(_text_of(paragraph)[0].replace("\n", " "))
            if text:
                parts.append(f"{marker} {text}" if marker else text)
        return " ".join(parts)


def _nearest_table(element: Any) -> Any:
    return next(element.iterancestors(_W + "tbl"), None)


def _read_row(row: Any) -> list[Any | None]:
    """Cells of a row by grid column; None where a merged cell goes on."""
    cells: list[Any | None] = []
    for cell in row.iter(_W + "tc"):
        if next(cell.iterancestors(_W + "tr"), None) is not row:
            continue
        settings = cell.find(_W + "tcPr")
        merge = None if settings is None else settings.find(_W + "vMerge")
        span = _value(settings, "gridSpan")
        continued = merge is not None and merge.get(_W + "val", "continue") == "continue"
        cells.append(None if continued else cell)
        cells.extend([None] * (min(int(span), 100) - 1 if span and span.isdigit() else 0))
    return cells


def _heading_level(chain: list[_Style]) -> int | None:
    for style in chain:
        found = _HEADING.match(style.name)
        if found:
            return int(found.group(1))
        if style.name.casefold() == "title":
            return 1
        if style.outline is not None and style.outline < 9:
            return style.outline + 1
    return None


def _text_of(paragraph: Any) -> tuple[str, bool | None]:
    """Text of the paragraph's own runs (line breaks as ``\\n``), and whether all of it is bold; None: as the style says."""
    pieces: list[str] = []
    bold: set[bool | None] = set()
    for run in paragraph.iter(_W + "r"):
        if _inside_box(run, paragraph) or _is_deleted(run):
            continue
        settings = run.find(_W + "rPr")
        if _is_on(settings, "vanish"):
            continue
        text = ""
        for child in run:
            if child.tag == _W + "t":
                text += child.text or ""
            elif child.tag == _W + "tab":
                text += "\t"
            elif child.tag in (_W + "br", _W + "cr"):
                text += "" if child.get(_W + "type") == "page" else "\n"
            elif child.tag == _W + "noBreakHyphen":
                text += "-"
            elif child.tag == _W + "sym":
                text += "•" if (child.get(_W + "char") or "").upper() in ("F0B7", "F0A7", "F0D8") else ""
        if text.strip():
            bold.add(_is_on(settings, "b"))
        pieces.append(text)
    whole = "".join(pieces)
    return whole, (next(iter(bold)) if len(bold) == 1 else False)


def _inside_box(run: Any, paragraph: Any) -> bool:
    """In a text box that hangs on ``paragraph`` (read after it, on its own)."""
    for up in run.iterancestors():
        if up is paragraph:
            return False
        if up.tag == _W + "txbxContent":
            return True
    return False


def _is_deleted(run: Any) -> bool:
    return any(up.tag in (_W + "del", _W + "moveFrom") for up in run.iterancestors())


def read_docx(path: Path, limits: Limits) -> FlowText:
    """Blocks of a DOCX.

    Raises:
        TooLargeError, EncryptedFileError, UnreadableFileError: see :class:`~ingest.load.package.Package`.
    """
    package = Package(path, limits)
    root = package.parse("word/document.xml")
    body = None if root is None else root.find(_W + "body")
    if body is None:
        raise UnreadableFileError(path, "no Word document inside; open it in an office program and save it anew")
    reader = _Reader(package)
    reader.read_body(body)
    notes = package.parse("word/footnotes.xml")
    number = 0
    for note in notes.iterfind(_W + "footnote") if notes is not None else ():
        if note.get(_W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        text = clean(" ".join(_text_of(p)[0] for p in note.iter(_W + "p")))
        if text:
            number += 1
            reader.out.blocks.append(RawBlock("paragraph", f"{number} {text}"))
    lines: list[str] = []
    for name in sorted(package.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            part = package.parse(name)
            lines.extend(_text_of(p)[0].replace("\n", " ") for p in (part.iter(_W + "p") if part is not None else ()))
    reader.out.furniture = unique(lines)
    core = package.parse("docProps/core.xml")
    title = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    reader.out.title = clean(title.text) or None if title is not None and title.text else None
    return reader.out
