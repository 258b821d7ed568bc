"""Finds where a quote stands in the built papers, and keeps the gold files level with them.

    python corpus/locate.py           rewrites page, paragraph, section and part of every quote in gold/
    python corpus/locate.py --check   changes nothing; exit status 1 when a quote is missing or a place is wrong

Pages come from the built file (pypdf); paragraph, section and part come from the source, so that a fault of the
program that reads the papers cannot slip into its own gold. A paragraph number is the printed one; a bullet, a
lettered item, a table or an unnumbered line takes that of the numbered paragraph or minute to which it belongs.
"""

from __future__ import annotations

import argparse
import functools
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build import HERE, PAPERS, SOURCES, source_paths
from markup import Block, Paper, plain, read_source
from typeset import typeset_pdf

GOLD = HERE / "gold"
ALSO_FROM = 40  # characters from which the same words in another paper count as the same evidence


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a paper's text and the number, heading and part under which it stands."""

    text: str
    paragraph: str | None
    section: str | None
    part: str


def squash(text: str) -> str:
    """Letters, digits and money signs only, so that line ends, hyphens and kinds of quotes do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^a-z0-9£$€%]", "", folded)


@functools.cache
def sources_by_file() -> dict[str, Path]:
    return {read_source(path).meta["file"]: path for path in source_paths()}


@functools.cache
def places(file: str) -> tuple[Place, ...]:
    return tuple(walk(read_source(sources_by_file()[file]), "report"))


def walk(paper: Paper, part: str) -> Iterator[Place]:
    """Stretches in order; consecutive blocks under one number are joined, so that a quote may run over them."""
    number: str | None = None
    headed: str | None = None
    section: str | None = None
    if paper.meta["type"] in ("minutes", "agenda"):
        part = paper.meta["type"]
    for key in ("to", "date_text", "by", "title", "class", "subtitle", "officers", "letterhead", "heading"):
        yield Place(squash(plain(paper.meta.get(key, ""))), None, None, part)
    for block in paper.blocks:
        if block.kind == "include":
            inner = read_source(SOURCES / block.text)
            yield from walk(inner, inner.meta["title"])
            continue
        if block.kind == "part":
            part, number, headed, section = block.text, None, None, None
            continue
        if block.kind == "heading":
            section = plain(f"{block.number} {block.text}" if block.number else block.text)
            if block.level == 1 or block.number:
                headed = (block.number or "").rstrip(".") or None
            number = headed
        own = block.number is not None and block.kind == "para" and not re.match(r"^\(?[a-z]{1,4}\)$", block.number)
        if own:
            number = (block.number or "").rstrip(".")
        for text in texts(block):
            yield Place(squash(text), number, section, part)
    for note in paper.notes.values():
        yield Place(squash(note), None, None, part)


def texts(block: Block) -> Iterator[str]:
    if block.kind == "table":
        yield block.text
        for row in block.rows:
            yield plain(" ".join(cell.removeprefix("* ") for cell in row if cell != "<<"))
    elif block.kind == "chart":
        yield block.text.partition(" | ")[2]
    elif block.kind not in ("page", "landscape", "portrait", "rule", "space"):
        yield plain(f"{block.number} {block.text}" if block.number else block.text)


@functools.cache
def pages(file: str) -> tuple[str, ...]:
    """Squashed text of each page; of a scan, the pages before they were scanned; one page for other formats."""
    import pypdf

    path = sources_by_file()[file]
    paper = read_source(path)
    form = paper.meta["format"]
    if form not in ("pdf", "scan"):
        return (squash(" ".join(place.text for place in places(file))),)
    data = typeset_pdf(paper, SOURCES) if form == "scan" else (PAPERS / file).read_bytes()
    return tuple(squash(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


@functools.cache
def paper_day(file: str) -> str | None:
    meta = read_source(sources_by_file()[file]).meta
    return meta.get("date") or meta.get("published")


def is_paged(file: str) -> bool:
    return file.endswith(".pdf")


def find_quote(file: str, quote: str) -> dict[str, object]:
    """Page, paragraph, section and part of ``quote`` in ``file``. Raises LookupError when it does not stand there."""
    wanted = squash(quote)
    found = [n for n, text in enumerate(pages(file), 1) if wanted in text]
    if not found:
        raise LookupError(f"{file}: no page holds {quote!r}")
    stretch = next((place for place in places(file) if wanted in place.text), None)
    if stretch is None:
        joined = ""
        for place in places(file):
            if wanted in joined[-len(wanted) :] + place.text:
                stretch = place
                break
            joined += place.text
    if stretch is None:
        raise LookupError(f"{file}: on page {found[0]}, but not found in the source: {quote!r}")
    return {
        "page": found[0] if is_paged(file) else None, "paragraph": stretch.paragraph, "section": stretch.section, "part": stretch.part,
    }


def find_copies(file: str, quote: str) -> list[dict[str, object]]:
    """The same words in other papers of the same day: a report bound in a pack, a draft and its approved version.

    Papers of other days are left out: standing phrases recur in them, and there they are no evidence.
    """
    wanted = squash(quote)
    day = paper_day(file)
    if len(quote) < ALSO_FROM:
        return []
    copies: list[dict[str, object]] = []
    for other in sorted(sources_by_file()):
        if other == file or paper_day(other) != day:
            continue
        page = next((n for n, text in enumerate(pages(other), 1) if wanted in text), None)
        if page:
            copies.append({"file": other, "page": page if is_paged(other) else None})
    return copies


def placed(row: object) -> object:
    """``row`` with the place of every quote in it found anew."""
    if isinstance(row, list):
        return [placed(item) for item in row]
    if not isinstance(row, dict):
        return row
    out = {key: placed(value) for key, value in row.items()}
    if isinstance(out.get("file"), str) and isinstance(out.get("quote"), str):
        place = find_quote(out["file"], out["quote"])
        out = {**out, **place}
        out.pop("also_at", None)
        copies = find_copies(out["file"], out["quote"])
        if copies:
            out["also_at"] = copies
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    wrong = 0
    for path in sorted(GOLD.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        out = []
        for row in rows:
            try:
                out.append(placed(row))
            except LookupError as error:
                print(f"{path.name} {row.get('id', '')}: {error}", file=sys.stderr)
                wrong += 1
                out.append(row)
        if check:
            stale = sum(a != b for a, b in zip(rows, out, strict=True))
            wrong += stale
            if stale:
                print(f"{path.name}: {stale} rows are out of date; run python corpus/locate.py", file=sys.stderr)
        else:
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in out), encoding="utf-8")
        print(f"{path.name}: {len(rows)} rows")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
