"""Which passages hold what a query says, as against which are nearest to it: a set, for counts, charts and order by date.

A passage matches when most of the query's words stand in it or in its heading (both of two, two of three, three of four, in any
inflection), all phrases stand in it word for word, and none of the words to leave out does.
"""

from __future__ import annotations

import re

import numpy as np

from index.records import Query
from index.retrieve.query import clean_query
from index.store.base import Ids
from index.store.filters import check_filters
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore

MOST_EXACT = 1_000_000
MOST_READ = 20_000
"""Passages whose text is read to make sure of a phrase; of more, the index's word for it is taken."""


def find_exactly(store: SqliteStore, indexes: LevelIndexes, query: Query) -> Ids | None:
    """Ids of the passages that fit the phrases and the words to leave out, ascending; None where the query has neither."""
    if not query.phrases and not query.without:
        return None
    return _confirm(store, indexes.find_holding((), 0, query.phrases, query.without, query.filters), query)


def find_matching(store: SqliteStore, indexes: LevelIndexes, query: Query) -> Ids:
    """Ids of the passages that match, ascending.

    :raises QueryError: no words, or filters that make no sense.
    """
    check_filters(query.filters)
    indexes.level()
    cleaned = clean_query(query)
    words = tuple(dict.fromkeys(word for word in cleaned.words if any(letter.isalnum() for letter in word)))
    held = indexes.find_holding(words, count_needed(len(words)), query.phrases, query.without, query.filters)
    return _confirm(store, held, query)


def count_needed(words: int) -> int:
    """How many of a query's words a passage must hold: all of one or two, else two thirds."""
    return words if words <= 2 else -(-2 * words // 3)


def _confirm(store: SqliteStore, held: set[int], query: Query) -> Ids:
    """Without the passages that have a phrase's words in other forms ("offender managed" for "offenders managed")."""
    if query.phrases and len(held) <= MOST_READ:
        forms = [_form(phrase) for phrase in query.phrases]
        held = {number for number, passage in store.get(held).items() if all(form.search(passage.text) for form in forms)}
    return np.fromiter(sorted(held), np.int64, len(held))


def _form(phrase: str) -> re.Pattern[str]:
    """The words of a phrase with anything but letters and digits between them, upper or lower case."""
    words = re.findall(r"[^\W_]+", phrase)
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(re.escape(word) for word in words) + r"(?![^\W_])", re.IGNORECASE)
