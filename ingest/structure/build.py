"""Raw pages or blocks → :class:`~ingest.records.Document`, one stage after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.load.records import RawPage, RawPaper
from ingest.records import Document, Page, PaperWarning, Part, Section, Source
from ingest.spans import Span
from ingest.structure.assemble import Laid, lay_out, make_pages, make_paragraphs
from ingest.structure.blocks import Block
from ingest.structure.flow import read_blocks
from ingest.structure.furniture import find_furniture, find_watermark
from ingest.structure.headings import is_capitals, mark_headings
from ingest.structure.letterhead import mark_letterhead
from ingest.structure.lines import Line, body_size, read_lines
from ingest.structure.metadata import Metadata, read_metadata
from ingest.structure.numbering import ITEM_WORDS, MAX_STEP, Entry, find_numbers
from ingest.structure.paragraphs import join_lines, printed_words
from ingest.structure.parts import PartStart, find_part_starts
from ingest.structure.tables import place_tables
from ingest.structure.units import set_units

BARE = re.compile(r"[\s.:)]+$")
# "(b)", "b.", "iv)", "(3)": cited by the paragraph they stand in.
SUB_ITEM = re.compile(r"^\(?[A-Za-z]{1,5}[.)]$|^\(\d+\)$")


def build_document(raw: RawPaper) -> Document:
    """The paper with its text laid out and every span fixed; ``Part.attendance`` is left empty."""
    file_name = raw.path.replace("\\", "/").rsplit("/", 1)[-1]
    if raw.pages:
        blocks, furniture, body = _read_pages(raw.pages)
    else:
        blocks, furniture, body = _read_flow(raw), [raw.furniture], 0.0
    mark_headings(blocks, body, flowing=not raw.pages)
    mark_letterhead(blocks)
    set_units(blocks)
    starts = find_part_starts(blocks)
    set_cited_numbers(blocks, {start.position for start in starts})
    metadata = read_metadata(blocks, file_name, furniture, raw.title, bool(raw.pages))
    laid = lay_out(blocks)
    parts, part_ids = make_parts(blocks, starts, metadata, laid)
    sections, section_ids = make_sections(blocks, part_ids, laid)
    pages = make_pages(raw.pages, furniture, laid) if raw.pages else _single_page(raw, laid)
    return Document(
        doc_id=raw.sha256[:16],
        source=Source(raw.path, raw.sha256, raw.media_type),
        title=metadata.title,
        body=metadata.body,
        meeting_date=metadata.meeting_date,
        published_on=metadata.published_on,
        doc_type=metadata.doc_type,
        status=metadata.status,
        text=laid.text,
        pages=pages,
        parts=parts,
        sections=sections,
        paragraphs=make_paragraphs(blocks, laid, section_ids, part_ids),
        tables=laid.tables,
        warnings=_warnings(raw, metadata),
        paged=bool(raw.pages),
    )


def _warnings(raw: RawPaper, metadata: Metadata) -> tuple[PaperWarning, ...]:
    warnings = [*raw.warnings]
    for page in raw.pages:
        warnings.extend(warning for warning in page.warnings if warning not in warnings)
    if metadata.date_from_file_name:
        warnings.append(
            PaperWarning(
                "date_from_filename",
                f"The paper prints no date of its own; {metadata.meeting_date} was taken from the file's name.",
            )
        )
    return tuple(warnings)


def _read_pages(raw_pages: Sequence[RawPage]) -> tuple[list[Block], list[str], float]:
    pages = [read_lines(page) for page in raw_pages]
    usual = body_size([line for lines in pages for line in lines])
    marks: list[str] = []
    for number, lines in enumerate(pages):
        pieces, word = find_watermark(lines, usual)
        marks.append(word or raw_pages[number].watermark)  # most were cut out when the page was read
        pages[number] = [line for position, line in enumerate(lines) if position not in pieces]
    dropped = find_furniture(pages, [page.height for page in raw_pages])
    furniture = [
        "\n".join([*(line.text for position, line in enumerate(lines) if position in drop), *([mark] if mark else [])])
        for lines, drop, mark in zip(pages, dropped, marks, strict=True)
    ]
    body_lines: list[Line] = []
    new_page: set[int] = set()
    tables: dict[int, list[Block]] = {}
    for page, lines, drop in zip(raw_pages, pages, dropped, strict=True):
        new_page.add(len(body_lines))
        rest, placed = place_tables(page, [line for position, line in enumerate(lines) if position not in drop])
        for item in placed:
            tables.setdefault(len(body_lines) + item.before_line, []).append(item.block)
        body_lines.extend(rest)
    numbers = find_numbers(
        [
            Entry(line.text, line.bbox.x0 if line.bbox else None, _is_free(body_lines, position, new_page))
            for position, line in enumerate(body_lines)
        ]
    )
    words = printed_words(line.text for line in body_lines)
    blocks = join_lines(body_lines, numbers, words, new_page, tables)
    return blocks, furniture, body_size(body_lines)


def _read_flow(raw: RawPaper) -> list[Block]:
    blocks = read_blocks(raw.blocks)
    numbers = find_numbers([Entry("" if block.table is not None or block.marker else block.text) for block in blocks])
    for position, label in numbers.labels.items():
        blocks[position].number = label.printed
        blocks[position].nested = position in numbers.nested
    return blocks


def _is_free(lines: Sequence[Line], position: int, new_page: set[int]) -> bool:
    """A paragraph may begin here: first on its page, after a full stop, a gap or a line short of the margin."""
    if position == 0 or position in new_page:
        return True
    last, line = lines[position - 1], lines[position]
    if re.search(r"[.:;?!]\W*$", last.text) or last.bbox is None or line.bbox is None or last.bold != line.bold:
        return True
    return line.bbox.top - last.bbox.bottom > 0.5 * line.height or last.bbox.x1 < 0.75 * line.bbox.x1


def _single_page(raw: RawPaper, laid: Laid) -> tuple[Page, ...]:
    return (Page(1, "1", 0.0, 0.0, Span(0, len(laid.text)), "good", raw.furniture),)


def set_cited_numbers(blocks: Sequence[Block], part_starts: set[int]) -> None:
    """Give every block the number by which it is cited: its own, or that of the paragraph it belongs to."""
    current: str | None = None
    holder: Block | None = None
    level = 0
    for position, block in enumerate(blocks):
        if position in part_starts:
            current, level = None, 0
        if block.number is not None:
            bare = BARE.sub("", block.number)
            if block.nested or SUB_ITEM.match(block.number.strip()):
                block.cited_number = current or bare.strip("().")
                continue
            current = ITEM_WORDS.sub("", bare)
            level, holder = block.level, block
        elif block.kind == "signature" or (
            block.kind == "heading" and not 0 < level < block.level and not _stands_within(holder, blocks, position)
        ):
            current, level = None, 0
        block.cited_number = current


def _stands_within(holder: Block | None, blocks: Sequence[Block], position: int) -> bool:
    """An unnumbered heading below a numbered one, in no stronger print, before the next number: "4. Works" / "Mill Lane" / "5. …"."""
    heading = blocks[position]
    if holder is None or holder.kind != "heading" or holder.number is None:
        return False
    stronger = heading.size > holder.size + 0.5 or (is_capitals(heading.text) and not is_capitals(holder.body_text))
    if stronger or blocks[position + 1 : position + 2] == [] or blocks[position + 1].number is not None:
        return False
    following = next(
        (
            block.number
            for block in blocks[position + 1 :]
            if block.number is not None and not block.nested and not SUB_ITEM.match(block.number.strip())
        ),
        None,
    )
    return following is not None and _counts_on(holder.number, following)


def _counts_on(number: str, following: str) -> bool:
    """ "5" after "4.", "Item 6" after "Item 4", "4.1" below "4."."""
    own, other = (ITEM_WORDS.sub("", BARE.sub("", text)) for text in (number, following))
    if other.startswith(f"{own}."):
        return True
    left, right = re.fullmatch(r"(.*?)(\d+)", own), re.fullmatch(r"(.*?)(\d+)", other)
    if left is None or right is None or left[1] != right[1]:
        return False
    return 1 <= int(right[2]) - int(left[2]) <= MAX_STEP


def make_parts(
    blocks: Sequence[Block], starts: Sequence[PartStart], metadata: Metadata, laid: Laid
) -> tuple[tuple[Part, ...], list[int]]:
    edges = [0, *(laid.spans[start.position].start for start in starts), len(laid.text)]
    kinds = [metadata.doc_type, *(start.kind for start in starts)]
    titles = [metadata.title, *(start.title for start in starts)]
    own = metadata.meeting_date or metadata.published_on
    dates = [own, *(start.date or (own if metadata.doc_type == "agenda" else None) for start in starts)]
    parts = tuple(
        Part(number, kind, title, date, Span(edges[number], edges[number + 1]))
        for number, (kind, title, date) in enumerate(zip(kinds, titles, dates, strict=True))
    )
    positions = [start.position for start in starts]
    part_ids = [sum(place <= position for place in positions) for position in range(len(blocks))]
    return parts, part_ids


def make_sections(
    blocks: Sequence[Block], part_ids: Sequence[int], laid: Laid
) -> tuple[tuple[Section, ...], list[int | None]]:
    sections: list[Section] = []
    section_ids: list[int | None] = []
    heads = [position for position, block in enumerate(blocks) if block.heading is not None and block.level]
    stack: list[Section] = []
    current: int | None = None
    part = -1
    for position, block in enumerate(blocks):
        if part_ids[position] != part:
            part, stack, current = part_ids[position], [], None
        if block.heading is not None and block.level:
            following = next((head for head in heads if head > position), None)
            while stack and stack[-1].level >= block.level:
                stack.pop()
            end = laid.spans[following].start if following is not None else len(laid.text)
            section = Section(
                section_id=len(sections),
                parent_id=stack[-1].section_id if stack else None,
                part_id=part,
                level=block.level,
                number=block.number,
                heading=block.heading,
                span=Span(laid.spans[position].start, end),
            )
            sections.append(section)
            stack.append(section)
            current = section.section_id
        section_ids.append(current)
    return tuple(sections), section_ids
