"""Facts, decisions and commitments: the passage's own sentence, with the action line that belongs to it."""

from __future__ import annotations

import re
from typing import Any

from answer.compose.columns import find_column
from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, find_support, fit, to_pieces
from answer.compose.figures import show_column, with_unit
from answer.search import Findings

_FIGURE = re.compile(r"(?<![^\t\n])[£$€(+−-]*\d[\d,]*(?:\.\d+)?[%kKmM]?\)?(?![^\t\n])")
"""A cell that is a figure and nothing else: not a day, nor the number of an action with its words."""


def write_plain(archive: Any, findings: Findings) -> Draft:
    draft = Draft(None, fit(to_pieces(archive, findings, find_support(archive, findings)), WORDS_OF_AN_ANSWER))
    first = findings.ranked[0]
    if findings.question.kind != "fact":
        return draft
    # "staff days lost August 2018" asks for a figure without a word that says so
    column = find_column(archive.document(first.unit.doc_id), findings, first.unit, [m.span() for m in _FIGURE.finditer(first.unit.text)])
    if column is None:
        return draft
    return show_column(Draft(with_unit(archive, first, column.place), draft.pieces), first, column)
