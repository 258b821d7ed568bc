"""Counts of papers by what a filter can ask for."""

from __future__ import annotations

from index.records import Filters
from index.store.filters import to_sql
from index.store.sqlite import SqliteStore

MOST = 200
"""Values shown of each kind."""

COLUMNS = {
    "bodies": "papers.body",
    "doc_types": "papers.doc_type",
    "years": "substr(coalesce(papers.meeting_date, papers.published_on), 1, 4)",
}


def count_facets(store: SqliteStore, filters: Filters) -> dict[str, tuple[tuple[str, int], ...]]:
    """(value, papers that hold a passage which the filters leave), most papers first."""
    condition, values = to_sql(filters)
    joined = "passages JOIN papers USING (doc_id)"
    facets = {}
    for name, column in COLUMNS.items():
        facets[name] = tuple(
            store.read(
                f"SELECT {column} AS value, count(DISTINCT papers.doc_id) AS n FROM {joined} "
                f"WHERE {condition} AND value IS NOT NULL GROUP BY value ORDER BY n DESC, value LIMIT {MOST}",
                values,
            )
        )
    for name, label in (("people", "PERSON"), ("organisations", "ORG")):
        facets[name] = tuple(
            store.read(
                f"SELECT min(shown), count(DISTINCT papers.doc_id) AS n FROM {joined} JOIN passage_names "
                f"ON passage_names.passage = passages.id WHERE {condition} AND passage_names.label = ? "
                f"GROUP BY name ORDER BY n DESC, name LIMIT {MOST}",
                [*values, label],
            )
        )
    return facets
