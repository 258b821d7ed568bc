"""The plain-text form in which the sample papers are kept, and its reader.

A source is front matter (``key: value`` lines between ``---``) and blocks separated by blank lines:

    # 4/23 | Minutes            heading; the printed number stands before " | "; ## and ### are lower levels
    2.1 | Text                  numbered paragraph (also "14. | ", "(a) | ", "39/23 | ")
    - text    -- text           bullet, sub-bullet
    ~ line                      lines kept as they are (addresses, attendance)
    > text                      indented quotation
    ! text                      action line
    = text    == text           centred line, centred title
    ::: table w=40,30,30 …      table rows, cells divided by " | ", up to ":::"; "<<" joins a cell to its left
    @part minutes 2024-01-17     the bound-in paper that begins here (for the gold; nothing is printed)
    @page @landscape @portrait @rule @space @chart 3,5,2 | caption   @include other-source.md
    [^1]: text                  footnote of the page that carries [^1]

A backslash at the end of a line forces a line break. ``**bold**`` and ``*italic*`` are the only inline marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

NUMBER = re.compile(r"^((?:\d+(?:\.\d+)*\.?|\(?[a-z]{1,4}\)|\d+/\d+|[A-Z]\d*\.?|\d+\)))\s+\|\s+(.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paper: ``kind`` is heading, para, item, lines, quote, action, center, title, table or a command."""

    kind: str
    text: str = ""
    number: str | None = None
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A source file read: front matter, blocks and footnotes by their mark."""

    meta: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, str]


def read_source(path: Path, **values: str) -> Paper:
    """Read one source. ``{{name}}`` is replaced from ``values`` and from the front matter's own keys."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise ValueError(f"{path.name}: front matter is missing; start the file with ---")
    head, body = text[4:].split("\n---\n", 1)
    meta = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if "template" in meta:
        body = (path.parent / meta["template"]).read_text(encoding="utf-8")
    for key, value in {**meta, **values}.items():
        body = body.replace("{{" + key + "}}", value)
    left = re.search(r"\{\{([^}]*)\}\}", body)
    if left:
        raise ValueError(f"{path.name}: no value for {{{{{left.group(1)}}}}} in the front matter")
    notes: dict[str, str] = {}
    blocks: list[Block] = []
    lines = body.split("\n")
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        if lines[at].startswith("::: table"):
            end = lines.index(":::", at)
            blocks.append(read_table(lines[at], lines[at + 1 : end]))
            at = end + 1
            continue
        end = at
        while end < len(lines) and lines[end].strip() and not lines[end].startswith(":::"):
            end += 1
        for chunk in split_items(lines[at:end]):
            note = re.match(r"^\[\^(\w+)\]: (.*)$", chunk, re.S)
            if note:
                notes[note.group(1)] = " ".join(note.group(2).split())
            else:
                blocks.append(read_block(chunk))
        at = end
    return Paper(meta, tuple(blocks), notes)


def split_items(lines: list[str]) -> list[str]:
    """List items, numbered paragraphs and headings may follow each other without a blank line."""
    chunks: list[list[str]] = []
    for line in lines:
        starts = re.match(r"^(--? |# |## |### |! |= |== |@|\[\^)", line) or NUMBER.match(line)
        tilde = line.startswith("~ ") and not (chunks and chunks[-1][0].startswith("~ "))
        if starts or tilde or not chunks:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return ["\n".join(chunk) for chunk in chunks]


def flow(text: str) -> str:
    """Source lines joined by spaces; a backslash at a line's end becomes a line break."""
    return re.sub(r"\\ ", "\n", " ".join(text.replace("\\\n", "\\ ").split()))


def read_block(chunk: str) -> Block:
    if chunk.startswith("@"):
        name, _, rest = chunk[1:].partition(" ")
        return Block(name, rest.strip())
    if chunk.startswith("~ "):
        return Block("lines", "\n".join(line[2:].rstrip() for line in chunk.split("\n")))
    for mark, kind, level in (
        ("### ", "heading", 3), ("## ", "heading", 2), ("# ", "heading", 1), ("-- ", "item", 2), ("- ", "item", 1),
        ("> ", "quote", 0), ("! ", "action", 0), ("== ", "title", 0), ("= ", "center", 0),
    ):
        if chunk.startswith(mark):
            text = flow(chunk[len(mark) :].replace("\n> ", "\n"))
            number = None
            if kind == "heading" and " | " in text:
                number, text = text.split(" | ", 1)
            return Block(kind, text, number, level)
    numbered = NUMBER.match(chunk)
    if numbered:
        return Block("para", flow(numbered.group(2)), numbered.group(1))
    return Block("para", flow(chunk))


def read_table(opening: str, lines: list[str]) -> Block:
    options = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', opening))
    rows = tuple(tuple(cell.strip() for cell in re.split(r"\s\|\s|\s\|$|^\|\s", line)) for line in lines if line.strip())
    width = max(len(row) for row in rows)
    for row in rows:
        if len(row) != width:
            raise ValueError(f"table row has {len(row)} cells, not {width}: {row}")
    return Block("table", options.get("caption", "").strip('"'), rows=rows, options=options)


def plain(text: str) -> str:
    """Text as it will be printed: without inline marks and footnote marks."""
    return re.sub(r"\[\^\w+\]", "", re.sub(r"\*{1,2}([^*]+)\*{1,2}", r"\1", text))
