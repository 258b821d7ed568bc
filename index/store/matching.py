"""What stands in a set of passages, counted and in order of time: SQL over the truth."""

from __future__ import annotations

import json

from index.records import FoundAmount, PaperCount
from index.store.base import Ids
from index.store.rows import load_mention
from index.store.sqlite import SqliteStore
from ingest.records import Mention
from ingest.spans import Span

MOST_AMOUNTS = 2_000
# a passage of a part with a day of its own has that day, every other the day of its paper, as exact as it is printed
DAY = "CASE WHEN passages.first_day = passages.last_day THEN passages.first_day ELSE coalesce(papers.meeting_date, papers.published_on, passages.first_day) END"
WITHIN = "passages.id IN (SELECT value FROM json_each(?))"


def to_list(ids: Ids) -> str:
    """Ids as one parameter of a statement, whatever their number."""
    return json.dumps(ids.tolist())


def order_by_day(store: SqliteStore, ids: Ids) -> list[int]:
    """``ids`` newest first, undated last, within a paper as they stand."""
    return [
        number
        for (number,) in store.read(
            f"SELECT passages.id FROM passages JOIN papers USING (doc_id) WHERE {WITHIN} ORDER BY {DAY} IS NULL, {DAY} DESC, doc_id, ordinal", (to_list(ids),)
        )
    ]


def count_by_paper(store: SqliteStore, ids: Ids) -> tuple[PaperCount, ...]:
    """Passages of each paper and day, oldest first, undated last."""
    # SQLite takes the other columns of a row from where min() was found
    found = store.read(
        f'SELECT doc_id, {DAY} AS day, count(*), min(passages.start), passages."end" FROM passages JOIN papers USING (doc_id) '
        f"WHERE {WITHIN} GROUP BY doc_id, day ORDER BY day IS NULL, day, doc_id",
        (to_list(ids),),
    )
    return tuple(PaperCount(doc_id, day, number, Span(start, end)) for doc_id, day, number, start, end in found)


def find_amounts(store: SqliteStore, ids: Ids) -> tuple[FoundAmount, ...]:
    """Amounts of money in those passages, oldest paper first, within a paper as they stand; at most ``MOST_AMOUNTS``."""
    found = store.read(
        f"""SELECT doc_id, {DAY} AS day, mentions.value, mentions.text, mentions.start, mentions."end"
        FROM passages JOIN papers USING (doc_id) JOIN mentions USING (doc_id)
        WHERE {WITHIN} AND label = 'MONEY' AND mentions.value IS NOT NULL
        AND mentions.start >= passages.start AND mentions."end" <= passages."end"
        ORDER BY day IS NULL, day, doc_id, mentions.start LIMIT {MOST_AMOUNTS}""",
        (to_list(ids),),
    )
    amounts = []
    for doc_id, day, value, text, start, end in found:
        try:
            amounts.append(FoundAmount(doc_id, day, float(value), text, Span(start, end)))
        except ValueError:  # an interval of amounts has no one place on a scale
            continue
    return tuple(amounts)


def find_mentions(store: SqliteStore, label: str, value: str) -> tuple[tuple[str, Mention], ...]:
    """(doc_id, mention) of every mention of that label and normalised value."""
    found = store.read(
        'SELECT doc_id, start, "end", label, text, value, inferred, entity_id FROM mentions WHERE label = ? AND value = ? ORDER BY doc_id, start', (label, value)
    )
    return tuple((doc_id, load_mention(tuple(row))) for doc_id, *row in found)


def find_names(store: SqliteStore, label: str, words: str, most: int = 20) -> tuple[str, ...]:
    """Names of people or organisations (``label`` PERSON, ORG) or of bodies (BODY) that hold all of ``words``, most passages first."""
    wanted = [word for word in words.casefold().split() if word]
    if label == "BODY":
        rows = store.read("SELECT body, count(*) FROM papers WHERE body IS NOT NULL GROUP BY body ORDER BY 2 DESC, 1")
    else:
        rows = store.read("SELECT min(shown), count(*) FROM passage_names WHERE label = ? GROUP BY name ORDER BY 2 DESC, 1", (label,))
    held = [shown for shown, _ in rows if all(word in shown.casefold() for word in wanted)]
    exact = [shown for shown in held if shown.casefold().split() == wanted]
    return tuple(exact or held[:most])
