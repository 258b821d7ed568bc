"""Names, dates and figures of a paper, with normalised values.

``tag_document`` reads a whole paper, ``tag_text`` one paragraph. One module for each kind (dates, money, percent,
people, organisations, roles, places), tables as data in the gazetteer modules, overlaps settled in ``resolve``.
"""

from __future__ import annotations

from ingest.records import Mention
from ingest.tag.document import read_day, tag_document
from ingest.tag.paper import tag_paper

__all__ = ["tag_document", "tag_text"]


def tag_text(text: str, date: str | None = None) -> tuple[Mention, ...]:
    """Mentions of one paragraph alone, sorted, without overlaps; ``date`` (ISO) is the paper's, for inferring years."""
    return tag_paper(text, read_day(date))
