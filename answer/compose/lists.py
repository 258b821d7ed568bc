"""Lists: from the list or the sentence itself, whole."""

from __future__ import annotations

from typing import Any

from answer.compose.draft import WORDS_OF_A_LIST, Draft, Piece, find_support, fit, show_quote, to_piece
from answer.evidence import Unit
from answer.search import Findings, Ranked


def write_list(archive: Any, findings: Findings) -> Draft:
    support = find_support(archive, findings, most=4)
    whole = [_whole(findings, item) for item in support]
    pieces: list[Piece] = []
    for unit in whole:
        document = archive.document(unit.doc_id)
        piece = (
            Piece(unit.doc_id, unit.span, show_quote(unit.text))
            if unit.kind == "list"
            else to_piece(document, unit, findings, longest=100)
        )
        if not any(piece.doc_id == other.doc_id and piece.span.overlaps(other.span) for other in pieces):
            pieces.append(piece)
    return Draft(None, fit(pieces, WORDS_OF_A_LIST))


def _whole(findings: Findings, item: Ranked) -> Unit:
    """An item, or the words that open a list, stand for the list they belong to."""
    unit = item.unit
    opens = unit.text.rstrip().endswith((":", ";", "–", "-")) or unit.text.lstrip().startswith("•")
    if unit.kind == "sentence" and opens:
        for other in findings.ranked:
            if other.unit.kind == "list" and other.unit.doc_id == unit.doc_id and other.unit.span.contains(unit.span):
                return other.unit
    return unit
