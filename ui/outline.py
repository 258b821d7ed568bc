"""The headings of a paper as links, with the page on which each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.records import Document, Section
from ingest.spans import Span
from ui.markup import Html, h
from ui.text_view import Leaf, leaf_at
from ui.wording import day

MOST_OUTLINE = 200


def heading_of(section: Section) -> str:
    return f"{section.number} {section.heading}" if section.number else section.heading


def heading_span(section: Section) -> Span:
    """The heading itself, not the section that it opens."""
    return Span(section.span.start, min(section.span.start + len(heading_of(section)), section.span.end))


def outline_list(
    document: Document, leaves: Sequence[Leaf], shown: int, address_of: Callable[[Section, Leaf], str], *, show: str | None = None
) -> Html | None:
    """Headings of the paper, the part's name where it has several; those on page ``shown`` are marked. None without headings.

    ``show``: what is to be brought on screen once a link was followed.
    """
    if not document.sections:
        return None
    entries = []
    part_id = None
    several = len(document.parts) > 1
    for section in document.sections[:MOST_OUTLINE]:
        if several and section.part_id != part_id and section.part_id < len(document.parts):
            part_id = section.part_id
            part = document.parts[part_id]
            named = " · ".join(piece for piece in (part.title, day(part.date)) if piece)
            entries.append(h("li", named or f"Part {part_id + 1}", class_="pp-part"))
        leaf = leaf_at(leaves, section.span.start)
        entries.append(
            h(
                "li",
                h(
                    "a",
                    h("span", heading_of(section)),
                    h("span", f"p.{leaf.number}" if document.paged else "", class_="pp-count"),
                    href=address_of(section, leaf),
                    target="_self",
                    aria_current="true" if leaf.number == shown else None,
                    data_show=show,
                ),
                class_=f"pp-level-{min(section.level, 4)}",
            )
        )
    return h("nav", h("ol", *entries), aria_label="Outline", class_="pp-outline")
