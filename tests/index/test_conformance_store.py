"""What every index of words and of vectors must keep; one more back end is one more parameter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.records import NO_FILTERS, Filters
from index.rerank.maxsim import score_codes, to_codes
from index.store.base import Clause, IndexedPassage
from index.store.vectors import FaissVectors
from index.store.words import TantivyWords

DIM = 64


def unit(seed: int) -> np.ndarray:
    row = np.random.RandomState(seed).standard_normal(DIM).astype(np.float32)
    return row / np.linalg.norm(row)


def passage(number: int, text: str = "burglary in Harrowby", **fields: Any) -> IndexedPassage:
    given = {
        "doc_id": f"d{number}", "heading": "", "title": "Minutes", "body": "wenmark", "doc_type": "minutes",
        "first_day": "2024-03-05", "last_day": "2024-03-05", "people": (), "organisations": (), "amounts": (),
    } | fields  # fmt: skip
    return IndexedPassage(id=number, text=text, vector=unit(number), **given)


WORDS = {"disk": lambda home: TantivyWords(home / "words"), "memory": lambda home: TantivyWords(None)}
VECTORS = {
    "flat": lambda home: FaissVectors(home / "vectors", DIM),
    "rabitq": lambda home: FaissVectors(home / "vectors", DIM, flat_limit=10),
}


@pytest.fixture(params=[*WORDS, *VECTORS])
def index_of_passages(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    return {**WORDS, **VECTORS}[request.param](tmp_path)


def test_put_delete_commit_and_clear(index_of_passages: Any) -> None:
    made = index_of_passages
    assert made.sequence == 0
    made.put([passage(n) for n in range(1, 6)])
    made.commit(3)
    assert made.sequence == 3
    assert list(made.all_ids()) == [1, 2, 3, 4, 5]
    made.delete([2, 99])
    made.put([passage(6)])
    made.commit(4)
    assert list(made.all_ids()) == [1, 3, 4, 5, 6]
    made.clear()
    assert made.sequence == 0
    assert list(made.all_ids()) == []


@pytest.fixture(params=list(WORDS))
def words(request: pytest.FixtureRequest, tmp_path: Path) -> TantivyWords:
    return WORDS[request.param](tmp_path)


@pytest.mark.parametrize(
    ("clause", "ids"),
    [
        (Clause("burglaries"), [1]),
        (Clause("BURGLARY"), [1]),
        (Clause("1817951"), [2]),
        (Clause("£1,817,951"), [2]),
        (Clause("nothing"), []),
        (Clause(""), []),
        (Clause("prcept", fuzzy=True), [2]),
        (Clause("prcept"), []),
        (Clause("panel's"), [3]),
        (Clause("café"), [3]),
        (Clause("cafe"), [3]),
    ],
)
def test_words_are_found_in_every_form(words: TantivyWords, clause: Clause, ids: list[int]) -> None:
    words.put([passage(1), passage(2, "the precept rose to £1,817,951"), passage(3, "the panel met in the Café")])
    words.commit(1)
    assert [number for number, _ in words.search_words([clause], NO_FILTERS, 10)] == ids


def test_words_reopened_and_broken(tmp_path: Path) -> None:
    first = TantivyWords(tmp_path / "words")
    first.put([passage(1)])
    first.commit(7)
    first.close()
    again = TantivyWords(tmp_path / "words")
    assert (again.sequence, again.all_ids()) == (7, [1])
    again.close()
    (tmp_path / "words" / "meta.json").write_text("{")
    broken = TantivyWords(tmp_path / "words")
    assert broken.sequence == 0
    assert "unusable" in broken.recovered


@pytest.mark.parametrize("kind", list(VECTORS))
@pytest.mark.parametrize("written", [False, True])
def test_vectors_nearest_first_within_what_is_allowed(tmp_path: Path, kind: str, written: bool) -> None:
    made = VECTORS[kind](tmp_path)
    made.put([passage(n) for n in range(1, 101)])
    made.commit(1)
    if written:
        made.write_generation()
        made.put([passage(200)])
        made.commit(2)
    assert made.search_vectors(unit(7), None, 3)[0] == (7, pytest.approx(1.0, abs=2e-3))
    allowed = np.array([3, 9, 50], np.int64)
    found = made.search_vectors(unit(7), allowed, 10)
    exact = sorted(((float(unit(n) @ unit(7)), n) for n in (3, 9, 50)), reverse=True)
    assert [number for number, _ in found] == [n for _, n in exact]
    made.delete([7])
    assert 7 not in [number for number, _ in made.search_vectors(unit(7), None, 100)]
    assert made.search_vectors(unit(7), np.zeros(0, np.int64), 5) == []
    assert set(made.vectors([3, 7, 9])) == {3, 9}


def test_vectors_reopened_replaced_and_broken(tmp_path: Path) -> None:
    first = VECTORS["flat"](tmp_path)
    first.put([passage(n) for n in range(1, 4)])
    first.commit(5)
    first.write_generation()
    reader = FaissVectors(tmp_path / "vectors", DIM, writable=False)
    assert (reader.sequence, list(reader.all_ids()), reader.generation) == (5, [1, 2, 3], 1)
    first.delete([1])
    first.commit(6)
    first.write_generation()
    assert reader.search_vectors(unit(2), None, 1)[0][0] == 2  # still on the old one
    assert reader.reopen_if_replaced()
    assert (reader.generation, list(reader.all_ids())) == (2, [2, 3])
    assert not reader.reopen_if_replaced()
    (tmp_path / "vectors" / "gen-2" / "base.faiss").write_bytes(b"short")
    broken = FaissVectors(tmp_path / "vectors", DIM)
    assert broken.sequence == 0
    assert "unusable" in broken.recovered


def test_large_filters_use_the_selector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.vectors.EXACT_LIMIT", 5)
    for kind in VECTORS:
        made = VECTORS[kind](tmp_path / kind)
        made.put([passage(n) for n in range(1, 101)])
        made.commit(1)
        made.write_generation()
        even = np.arange(2, 101, 2, dtype=np.int64)
        found = [number for number, _ in made.search_vectors(unit(7), even, 60)]
        assert sorted(found) == even.tolist()


def test_filters_on_words_alone(words: TantivyWords) -> None:
    words.put([passage(1, people=("jane smith",), amounts=(10.0, 900.0)), passage(2, first_day=None, last_day=None)])
    words.commit(1)
    assert words.find_ids(Filters(amount_min=100, amount_max=800)) == []
    assert words.find_ids(Filters(amount_min=5, amount_max=20)) == [1]
    assert words.find_ids(Filters(meeting_from="1900-01-01")) == [1]


def test_token_codes_find_the_passage_that_shares_words() -> None:
    tokens = [np.stack([unit(n) for n in some]) for some in ((1, 2, 3), (4, 5), (1, 5, 6))]
    codes = [to_codes(rows) for rows in tokens] + [b""]
    scores = score_codes(np.stack([unit(1), unit(2)]), np.ones(2, np.float32), codes)
    assert int(scores.argmax()) == 0
    assert scores[3] == 0
    assert scores[0] == pytest.approx(1.0, abs=0.25)
