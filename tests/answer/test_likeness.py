"""Tokens of a passage are found again in the paper, and a unit is compared by its own."""

from __future__ import annotations

import numpy as np
import pytest

from answer.likeness import NOWHERE, Terms, _place_tokens, compare, read_tokens
from answer.question import read_question
from answer.rank import weigh_terms
from answer.search import find_units
from index.records import Query
from tests.answer.papers import JUNE, MARCH, MemoryArchive

ARCHIVE = MemoryArchive([MARCH, JUNE])


@pytest.mark.parametrize("words", ["custody block Harrowby", "sickness Harrowby Tolsey", "priorities roads fraud"])
def test_each_token_stands_where_it_is_printed(words: str) -> None:
    for hit in ARCHIVE.search(Query(words, top_k=4)).hits:
        document = ARCHIVE.document(hit.doc_id)
        places = _place_tokens(document, hit, ARCHIVE.embedder)
        inside = [place for place in places if place != NOWHERE]
        printed = ARCHIVE.embedder.find_tokens(hit.text)
        assert [document.text[a:b] for a, b in inside] == [hit.text[a:b] for a, b in printed]
        assert len(places) > len(inside), "heading, title and date stand nowhere in the passage"


def test_the_unit_with_the_words_is_the_likest() -> None:
    question = read_question("How many cells did it cost to build?")
    hits = ARCHIVE.search(Query(question.text, top_k=5)).hits
    chosen = [(unit, hit) for hit in hits for unit in find_units(ARCHIVE.document(hit.doc_id), hit)]
    found = compare(read_tokens(ARCHIVE, question, hits), question, weigh_terms(question, lambda stem: 1.0), chosen)
    best = max(range(len(chosen)), key=lambda at: found[at].soft)
    assert "36 cells" in chosen[best][0].text
    assert max(found[best].terms) > 0.8


def test_terms_are_matched_together_as_each_alone() -> None:
    generator = np.random.default_rng(3)
    near = generator.uniform(0.0, 1.0, (7, 9)).astype(np.float32)
    terms = [[0], [], [1, 2, 3], [8], [4, 5]]
    best = near.max(axis=0)
    alone = [min(max((float(best[tokens].mean()) - 0.3) / 0.6, 0.0), 1.0) if tokens else 0.0 for tokens in terms]
    assert Terms(terms).match(near) == pytest.approx(alone, abs=1e-6)
    assert Terms(terms).match(near[:0]).tolist() == [0.0] * 5
    assert Terms([]).match(near).tolist() == []
    assert Terms([[], []]).match(near).tolist() == [0.0, 0.0]
