"""Counts of papers by what a filter can ask for."""

from __future__ import annotations

from index.records import Filters
from index.store.base import Ids
from index.store.filters import to_sql
from index.store.matching import WITHIN, to_list
from index.store.sqlite import SqliteStore

MOST = 200
"""Values shown of each kind."""

COLUMNS = {
    "bodies": "papers.body",
    "doc_types": "papers.doc_type",
    "years": "substr(coalesce(papers.meeting_date, papers.published_on), 1, 4)",
    "months": "substr(coalesce(papers.meeting_date, papers.published_on), 1, 7)",
}
AMOUNTS = ((0, 1_000), (1_000, 10_000), (10_000, 100_000), (100_000, 1_000_000), (1_000_000, 10_000_000), (10_000_000, None))
"""Bands of pounds, lower bound included, upper not; the value of the facet is "1000-10000", "10000000-"."""


def count_facets(store: SqliteStore, filters: Filters, ids: Ids | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
    """(value, papers that hold a passage which the filters leave), most papers first; ``ids``: of those passages only."""
    condition, values = to_sql(filters)
    if ids is not None:
        condition, values = f"{condition} AND {WITHIN}", [*values, to_list(ids)]
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
    bands = " ".join(f"WHEN pounds < {high} THEN '{low}-{high}'" for low, high in AMOUNTS if high is not None)
    counted = dict(
        store.read(
            f"SELECT CASE {bands} ELSE '{AMOUNTS[-1][0]}-' END AS band, count(DISTINCT papers.doc_id) FROM {joined} "
            f"JOIN passage_amounts ON passage_amounts.passage = passages.id WHERE {condition} AND pounds >= 0 GROUP BY band",
            values,
        )
    )
    ordered = [f"{low}-{'' if high is None else high}" for low, high in AMOUNTS]
    facets["amounts"] = tuple((band, counted[band]) for band in ordered if band in counted)
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
