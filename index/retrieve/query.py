"""Text as typed → what is searched for. Nothing of it ever reaches a query parser or a statement.

Operators, quotes and SQL are words like any other; what is no word (punctuation, control characters) is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from index.errors import QueryError
from index.records import Query

MAX_LETTERS = 2_000
"""A longer query is cut at a word: beyond the embedder's 256 tokens nothing more would be read."""

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing down during each few for from further had has have having he her here hers him his
    how i if in into is it its itself just me more most my no nor not now of off on once only or other our ours out
    over own please same she should so some such tell than that the their theirs them then there these they this those
    through to too under until up us very was we were what when where which while who whom whose why will with would
    you your yours""".split()
)
WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[£$€]\d[\d,.]*|%")


@dataclass(frozen=True, slots=True)
class SearchText:
    """``text`` for the embedder; ``words`` for the word index, stop words removed unless nothing else is left."""

    text: str
    words: tuple[str, ...]
    cut: bool = False


def clean_query(query: Query) -> SearchText:
    """:raises QueryError: there is no letter and no digit in the query, or ``top_k`` is below 1."""
    if query.top_k < 1:
        raise QueryError(f"top_k must be at least 1, not {query.top_k}")
    text = unicodedata.normalize("NFKC", query.text)
    text = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn") else letter for letter in text
    )
    text = " ".join(text.split())
    cut = len(text) > MAX_LETTERS
    if cut:
        text = text[:MAX_LETTERS].rsplit(" ", 1)[0]
    words = WORD.findall(text)
    if not any(letter.isalnum() for letter in text):
        raise QueryError("the query has no words; type what you are looking for")
    kept = tuple(word for word in words if word.casefold() not in STOP_WORDS)
    return SearchText(text, kept or tuple(words), cut)
