"""Facts, decisions and commitments: the passage's own sentence, with the action line that belongs to it."""

from __future__ import annotations

from typing import Any

from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, find_support, fit, to_pieces
from answer.search import Findings


def write_plain(archive: Any, findings: Findings) -> Draft:
    return Draft(None, fit(to_pieces(archive, findings, find_support(findings)), WORDS_OF_AN_ANSWER))
