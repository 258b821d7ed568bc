"""ODT to blocks. Element names and list styles are those of OpenDocument 1.3 part 3."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFileError
from ingest.load.flow import FlowText, clean, row_block, split_breaks, to_letters, to_roman, unique
from ingest.load.limits import Limits
from ingest.load.package import Package
from ingest.load.records import RawBlock

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIPPED = frozenset({_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _DRAW + "frame"})
_DEEPEST = 60
_MOST_REPEATS = 100


@dataclass(slots=True)
class _Level:
    form: str | None  # None: a bullet
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class _Styles:
    bold: dict[str, bool] = field(default_factory=dict)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)

    def take(self, root: Any | None) -> None:
        if root is None:
            return
        for style in root.iter(_STYLE + "style"):
            name = style.get(_STYLE + "name", "")
            settings = style.find(_STYLE + "text-properties")
            if settings is not None and settings.get(_FO + "font-weight"):
                self.bold[name] = settings.get(_FO + "font-weight") in ("bold", "600", "700", "800", "900")
            if style.get(_STYLE + "list-style-name"):
                self.list_of[name] = style.get(_STYLE + "list-style-name")
        for style in (*root.iter(_TEXT + "list-style"), *root.iter(_TEXT + "outline-style")):
            levels: dict[int, _Level] = {}
            for level in style:
                at = level.get(_TEXT + "level", "1")
                if not at.isdigit():
                    continue
                number = level.tag in (_TEXT + "list-level-style-number", _TEXT + "outline-level-style")
                start, shown = level.get(_TEXT + "start-value", "1"), level.get(_TEXT + "display-levels", "1")
                levels[int(at)] = _Level(
                    form=level.get(_STYLE + "num-format", "") if number else None,
                    prefix=level.get(_STYLE + "num-prefix", ""),
                    suffix=level.get(_STYLE + "num-suffix", ""),
                    start=int(start) if start.isdigit() else 1,
                    shown=int(shown) if shown.isdigit() else 1,
                )
            self.lists[style.get(_STYLE + "name", "")] = levels


def _format(number: int, form: str) -> str:
    if form in ("a", "A"):
        return to_letters(number) if form == "a" else to_letters(number).upper()
    if form in ("i", "I"):
        return to_roman(number) if form == "i" else to_roman(number).upper()
    return str(number)


def _text_of(element: Any) -> str:
    """Text of a paragraph; line breaks as ``\\n``, notes and comments left out."""
    if element.tag in _SKIPPED:
        return ""
    if element.tag == _TEXT + "s":
        count = element.get(_TEXT + "c", "1")
        return " " * (min(int(count), 1000) if count.isdigit() else 1)
    if element.tag == _TEXT + "tab":
        return "\t"
    if element.tag == _TEXT + "line-break":
        return "\n"
    text = (element.text or "").replace("\n", " ")
    for child in element:
        if isinstance(child.tag, str):
            text += _text_of(child)
        text += (child.tail or "").replace("\n", " ")
    return text


class _Reader:
    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.out = FlowText()
        self.tables = 0
        self.counts: dict[str, dict[int, int]] = {}
        self.notes: list[str] = []

    def _is_bold(self, paragraph: Any) -> bool:
        base = self.styles.bold.get(paragraph.get(_TEXT + "style-name", ""), False)
        own = (paragraph.text or "").strip()
        spans = [
            self.styles.bold.get(span.get(_TEXT + "style-name", ""), base)
            for span in paragraph.iter(_TEXT + "span")
            if "".join(span.itertext()).strip()
        ]
        loose = own or any((child.tail or "").strip() for child in paragraph)
        return all(spans) and bool(spans) and (base or not loose) if spans else base

    def read(self, element: Any, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag == _TEXT + "h":
                self._take_notes(child)
                level = child.get(_TEXT + "outline-level", "1")
                for piece in split_breaks(_text_of(child), numbered=True):
                    self.out.blocks.append(
                        RawBlock("heading", piece, max(1, min(6, int(level) if level.isdigit() else 1)), bold=True)
                    )
            elif child.tag == _TEXT + "p":
                self._take_notes(child)
                for piece in split_breaks(_text_of(child), numbered=False):
                    self.out.blocks.append(RawBlock("paragraph", piece, bold=self._is_bold(child)))
                for frame in child.iter(_DRAW + "text-box"):
                    self.read(frame, depth + 1)
            elif child.tag == _TEXT + "list":
                self._read_list(child, 1, child.get(_TEXT + "style-name", ""), depth)
            elif child.tag == _TABLE + "table":
                self._read_table(child, depth)
            elif child.tag in (_TEXT + "section", _TEXT + "index-body", _TEXT + "table-of-content"):
                self.read(child, depth + 1)

    def _take_notes(self, paragraph: Any) -> None:
        for note in paragraph.iter(_TEXT + "note"):
            body = note.find(_TEXT + "note-body")
            if body is not None:
                self.notes.append(clean(" ".join(_text_of(p) for p in body.iter(_TEXT + "p"))))

    def _read_list(self, element: Any, level: int, style: str, depth: int) -> None:
        if depth > _DEEPEST:
            return
        goes_on = element.get(_TEXT + "continue-numbering") == "true" or element.get(_TEXT + "continue-list")
        counts = self.counts.setdefault(style, {})
        if level == 1 and not goes_on:
            counts.clear()
        for item in element:
            if item.tag not in (_TEXT + "list-item", _TEXT + "list-header"):
                continue
            start = item.get(_TEXT + "start-value")
            marker: str | None = None
            for child in item:
                if child.tag in (_TEXT + "p", _TEXT + "h"):
                    self._take_notes(child)
                    if marker is None and item.tag == _TEXT + "list-item":
                        name = style or self.styles.list_of.get(child.get(_TEXT + "style-name", ""), "")
                        marker = self._marker(name, counts, level, start)
                        self._put_item(child, level, marker)
                    else:
                        self._put_item(child, level, None)
                elif child.tag == _TEXT + "list":
                    self._read_list(child, level + 1, child.get(_TEXT + "style-name", "") or style, depth + 1)

    def _put_item(self, element: Any, level: int, marker: str | None) -> None:
        for piece in split_breaks(_text_of(element), numbered=True):
            bold = self._is_bold(element)
            if element.tag == _TEXT + "h":
                rank = element.get(_TEXT + "outline-level", "1")
                self.out.blocks.append(RawBlock("heading", piece, min(6, int(rank) if rank.isdigit() else 1), marker=marker, bold=True))
            elif marker:
                self.out.blocks.append(RawBlock("item", piece, level, marker=marker, bold=bold))
            else:
                self.out.blocks.append(RawBlock("paragraph", piece, bold=bold))

    def _marker(self, style: str, counts: dict[int, int], level: int, start: str | None) -> str | None:
        levels = self.styles.lists.get(style, {})
        own = levels.get(level, _Level(None))
        counts[level] = int(start) if start and start.isdigit() else counts.get(level, own.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if own.form is None:
            return "•"
        if own.form == "":
            return None
        shown = range(max(1, level - own.shown + 1), level + 1)
        numbers = [_format(counts.get(at, 1), (levels.get(at) or own).form or "1") for at in shown]
        return f"{own.prefix}{'.'.join(numbers)}{own.suffix}".strip() or None

    def _read_table(self, table: Any, depth: int) -> None:
        rows: list[list[Any]] = []
        for row in table.iter(_TABLE + "table-row"):
            if next(row.iterancestors(_TABLE + "table"), None) is not table:
                continue
            cells: list[Any] = []
            for cell in row:
                if cell.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                    continue
                repeat = cell.get(_TABLE + "number-columns-repeated", "1")
                empty = cell.tag == _TABLE + "covered-table-cell" or len(cell) == 0
                cells.extend([None if empty else cell] * min(_MOST_REPEATS, int(repeat) if repeat.isdigit() else 1))
            while cells and cells[-1] is None:
                cells.pop()
            rows.append(cells)
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    if cell is not None:
                        self.read(cell, depth + 1)
            return
        number, self.tables = self.tables, self.tables + 1
        for row in rows:
            texts = ["" if cell is None else " ".join(_text_of(p) for p in cell.iter(_TEXT + "p", _TEXT + "h")) for cell in row]
            if any(text.strip() for text in texts):
                self.out.blocks.append(row_block(texts, number))


def read_odt(path: Path, limits: Limits) -> FlowText:
    """Blocks of an ODT.

    Raises:
        TooLargeError, EncryptedFileError, UnreadableFileError: see :class:`~ingest.load.package.Package`.
    """
    package = Package(path, limits)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        from ingest.errors import EncryptedFileError

        raise EncryptedFileError(path, "a password is needed; save a copy without one")
    content = package.parse("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFileError(path, "no text document inside; open it in an office program and save it anew")
    extra = package.parse("styles.xml")
    styles = _Styles()
    styles.take(extra)
    styles.take(content)
    reader = _Reader(styles)
    reader.read(body)
    reader.out.blocks.extend(RawBlock("paragraph", f"{n} {note}") for n, note in enumerate(reader.notes, 1) if note)
    lines: list[str] = []
    for part in ("header", "footer", "header-first", "footer-first", "header-left", "footer-left"):
        for holder in extra.iter(_STYLE + part) if extra is not None else ():
            lines.extend(_text_of(p) for p in holder.iter(_TEXT + "p"))
    reader.out.furniture = unique(lines)
    meta = package.parse("meta.xml")
    title = None if meta is None else next(meta.iter("{http://purl.org/dc/elements/1.1/}title"), None)
    reader.out.title = clean(title.text) or None if title is not None and title.text else None
    return reader.out
