"""Facts, decisions and commitments: the passage's own sentence, with the action line that belongs to it."""

from __future__ import annotations

from typing import Any

from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, find_support, fit, to_piece
from answer.search import Findings


def write_plain(archive: Any, findings: Findings) -> Draft:
    pieces = [
        to_piece(archive.document(item.unit.doc_id), item.unit, findings) for item in find_support(findings)
    ]
    return Draft(None, fit(pieces, WORDS_OF_AN_ANSWER))
