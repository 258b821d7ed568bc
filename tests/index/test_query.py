"""Whatever is typed gives hits or a one-line reason, never anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.errors import QueryError
from index.records import Query
from index.retrieve.query import clean_query


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_searched_or_refused(series: Archive, text: str) -> None:
    try:
        hits = series.search(Query(text)).hits
    except QueryError:
        assert not any(letter.isalnum() for letter in text) or not clean_or_none(text)
    else:
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def clean_or_none(text: str) -> object:
    try:
        return clean_query(Query(text))
    except QueryError:
        return None


@pytest.mark.parametrize(
    "text",
    [
        'burglary AND (title:x OR "unfinished',
        "burglary) OR 1=1; DROP TABLE papers; --",
        "+burglary -Harrowby ~2 ^9 [a TO b] {x} * ? \\",
        "burglary\x00\x1b[31m\u202e",
        "BURGLARY",
        "burglaries",
        "burglry",
        "burglary " * 1200,
    ],
)
def test_operators_and_sql_are_words_like_others(series: Archive, text: str) -> None:
    assert series.search(Query(text)).hits[0].text.count("burglary") == 1
    assert len(series.papers()) == 4


@pytest.mark.parametrize("text", ["", "   ", "?!*", "\u200b", "()"])
def test_a_query_without_words_is_refused(series: Archive, text: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        series.search(Query(text))


@pytest.mark.parametrize("text", ["what is the", "кто председатель", "警察", "x"])
def test_stop_words_and_other_scripts_are_searched(series: Archive, text: str) -> None:
    assert series.search(Query(text)).hits


def test_matched_words_are_spans_of_the_paper(series: Archive) -> None:
    hit = next(hit for hit in series.search(Query("precepts of 1817951")).hits if "£" in hit.text and "precept" in hit.text)
    document = series.document(hit.doc_id)
    assert [document.quote(span) for span in hit.matched] == ["precept", "1,817,951"]


def test_top_k(series: Archive) -> None:
    assert len(series.search(Query("the burglary report", top_k=2)).hits) == 2
    with pytest.raises(QueryError):
        series.search(Query("burglary", top_k=0))


def test_trace_names_its_stages(series: Archive) -> None:
    stages = [stage.name for stage in series.search(Query("burglary")).trace.stages]
    assert stages[0] == "clean"
    assert stages[-1] == "join"
    assert {"words", "embed", "vectors", "fuse", "rerank"} <= set(stages)
