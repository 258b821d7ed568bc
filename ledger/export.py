"""Rows of `export register` with what the ledger adds to them: the thread, how it stands, and who held an office that is named alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.export import register_rows
from ingest.spans import Span
from ledger.records import Entry
from ledger.register import all_entries

if TYPE_CHECKING:
    from index.archive import Archive

Row = dict[str, Any]


def export_register(archive: Archive) -> Iterator[Row]:
    """One row an obligation and paper (each name of a paper that has several), in the order of the papers and their text.

    A row that stands in several papers (draft, pack) has in each of them the status of the one thread. ``status`` is
    null for what asks nothing of anybody; ``status_inferred`` says whether it is worked out.
    """
    held: dict[tuple[str, Span], Entry] = {}
    for entry in all_entries(archive):
        for place in (entry.place, *entry.also_at):
            held[(place.doc_id, place.span)] = entry
    for paper in archive.papers():
        document = archive.document(paper.doc_id)
        obligations = [obligation for _, obligation in archive.obligations(paper.doc_id)]
        rows = register_rows(document, obligations)
        for row, obligation in zip(rows, obligations, strict=True):
            said = held.get((paper.doc_id, obligation.span))
            if said is not None:
                row |= {"status": said.status, "status_inferred": said.status_inferred, "thread": said.thread_id}
                row |= {"owner": said.owner, "owner_inferred": said.owner_inferred} if said.owner and said.place.doc_id == paper.doc_id else {}
        for name in dict.fromkeys(path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths):
            yield from (row | {"file": name} for row in rows)
