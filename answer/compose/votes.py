"""The counts of a vote first, then the motion and the lines that print them."""

from __future__ import annotations

from typing import Any

from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, Piece, fit, show_quote, to_piece
from answer.cues import VOTE_ASKED
from answer.search import Findings, Ranked
from answer.words import fold
from ingest.extract.outcome import VoteLines, find_vote_lines, is_of_amendment

TRIED = 8
"""Passages after which a vote is looked for."""
NEAR = 3.0
"""They are at most this far behind the best one."""


def is_for_votes(findings: Findings) -> bool:
    question = findings.question
    if question.changed and question.kind not in ("fact", "list", "count", "decision"):
        return False
    return bool(VOTE_ASKED.search(fold(question.text).strip(" ?!.")))


def write_votes(archive: Any, findings: Findings) -> Draft | None:
    """None where no vote is printed line by line after one of the best passages: then a sentence may say it, or nothing does."""
    found = find_votes(archive, findings)
    if found is None:
        return None
    item, lines = found
    document = archive.document(item.unit.doc_id)
    counted = [Piece(item.unit.doc_id, span, show_quote(document.quote(span))) for span in lines.spans]
    motion = to_piece(document, item.unit, findings)
    first = [] if any(motion.span.overlaps(piece.span) for piece in counted) else [motion]
    pieces = fit([*first, *counted], 2 * WORDS_OF_AN_ANSWER, str(lines))
    at = range(len(first), len(first) + len(lines.counts))
    return Draft(str(lines), pieces, short_from=tuple(at))


def find_votes(archive: Any, findings: Findings) -> tuple[Ranked, VoteLines] | None:
    ranked = findings.ranked
    amended = "amend" in fold(findings.question.text)
    for item in ranked[:TRIED]:
        if item.score < ranked[0].score - NEAR:
            break
        lines = find_vote_lines(archive.document(item.unit.doc_id), item.unit.span, on_amendments=amended)
        if lines is not None:
            return item, lines
        if not amended and is_of_amendment(item.unit.text):
            return None  # the vote that was found is on an amendment, and nobody asked for that
    return None
