"""What happens to papers that are put, replaced, named twice and removed, and what a reader sees meanwhile."""

from __future__ import annotations

import gc
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.embed.hashing import HashingEmbedder
from index.errors import (
    ArchiveLockedError,
    ArchiveNotFoundError,
    EmbedderMismatchError,
    QueryError,
    SchemaVersionError,
    StoreError,
)
from index.records import Query
from ingest.spans import Span
from tests.index.papers import SERIES, make_reading


def files_found(archive: Archive, text: str) -> list[str]:
    return [hit.file for hit in archive.search(Query(text)).hits]


def test_put_tells_added_unchanged_duplicate_and_replaced(archive: Archive) -> None:
    first = make_reading("a.txt", ["Patrols in Tolsey were doubled."])
    copy = replace(first, document=replace(first.document, source=replace(first.document.source, path="copy/b.txt")))
    changed = make_reading("a.txt", ["Patrols in Tolsey were halved."])
    assert [archive.put(first), archive.put(first), archive.put(copy)] == ["added", "unchanged", "duplicate"]
    typed_otherwise = replace(first, document=replace(first.document, source=replace(first.document.source, path="copy/../a.txt")))
    assert archive.put(typed_otherwise) == "unchanged"
    (paper,) = archive.papers()
    assert paper.paths == ("a.txt", "copy/b.txt")
    assert archive.put(changed) == "replaced"
    # the old bytes live on under their other name
    assert {(p.file, p.paths) for p in archive.papers()} == {("a.txt", ("a.txt",)), ("b.txt", ("copy/b.txt",))}
    assert archive.check() == ()


def test_replaced_paper_is_gone_from_every_index(archive: Archive) -> None:
    archive.put(make_reading("a.txt", ["Patrols in Tolsey were doubled."]))
    archive.commit()
    archive.put(make_reading("a.txt", ["Gardens are in bloom."]))
    assert [hit.text for hit in archive.search(Query("patrols Tolsey")).hits] == ["Gardens are in bloom."]
    assert [p.doc_id for p in archive.papers()] == [archive.search(Query("patrols")).hits[0].doc_id]
    assert archive.check() == ()


def test_document_comes_back_as_it_was(archive: Archive) -> None:
    reading = SERIES[1]
    archive.put(reading)
    doc_id = reading.document.doc_id
    stored = archive.document(doc_id)
    bare = tuple(replace(page, words=(), image=None) for page in reading.document.pages)
    assert stored == replace(reading.document, pages=bare)
    assert archive.mentions(doc_id) == tuple(sorted(reading.mentions, key=lambda m: m.span))
    assert archive.obligations() == ((doc_id, reading.obligations[0]),)
    assert archive.passages(doc_id) == reading.passages
    spans, vectors = archive.passage_vectors(doc_id)
    assert spans == tuple(passage.span for passage in reading.passages)
    assert vectors.shape == (len(spans), archive.embedder.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(spans)), abs=1e-2)
    assert archive.page_image(doc_id, 1) == reading.document.pages[0].image
    assert [word.span for word in archive.page_words(doc_id, 1)] == [w.span for w in reading.document.pages[0].words]
    assert archive.page_image(doc_id, 2) is None
    assert archive.page_words(doc_id, 2) == ()


def test_regions_have_one_box_a_line(archive: Archive) -> None:
    reading = make_reading("a.txt", ["one two three", "four five"])
    archive.put(reading)
    regions = archive.find_regions(reading.document.doc_id, Span(4, 18))  # "two three / four"
    assert [(r.page_no, r.bbox.x0, r.bbox.x1, r.bbox.top) for r in regions] == [(1, 90, 165, 10), (1, 50, 85, 30)]


def test_text_with_lone_surrogates_is_stored_at_its_length(archive: Archive) -> None:
    reading = make_reading("odd.txt", ["A broken \ud83d letter in Marlock."])
    assert archive.put(reading) == "added"
    assert archive.document(reading.document.doc_id).text == "A broken \ufffd letter in Marlock."


@pytest.mark.parametrize("name", ["2024-03.txt", SERIES[0].document.doc_id, SERIES[0].document.doc_id[:8]])
def test_remove_by_any_name(series: Archive, name: str) -> None:
    assert series.remove(name).file == "2024-03.txt"
    assert "2024-03.txt" not in files_found(series, "burglary Harrowby precept")
    assert series.check() == ()


def test_remove_of_one_name_keeps_the_paper(archive: Archive) -> None:
    first = make_reading("a.txt", ["Patrols in Tolsey were doubled."])
    archive.put(first)
    archive.add_name("b.txt", first.document.doc_id)
    archive.remove("a.txt")
    assert [p.paths for p in archive.papers()] == [("b.txt",)]


def test_remove_of_unknown_or_ambiguous_name(archive: Archive) -> None:
    archive.put(make_reading("x/same.txt", ["Burglary fell."]))
    archive.put(make_reading("y/same.txt", ["Burglary rose."]))
    with pytest.raises(QueryError, match="2 papers"):
        archive.remove("same.txt")
    with pytest.raises(QueryError, match="no paper is called"):
        archive.remove("absent.txt")


def test_reader_sees_what_the_writer_has_not_yet_committed_to_the_indexes(archive: Archive, home: Path) -> None:
    with Archive.open(home) as reader:
        assert files_found(reader, "burglary") == []
        archive.put(SERIES[0])
        assert files_found(reader, "burglary")[0] == "2024-03.txt"
        archive.put(SERIES[1])
        assert set(files_found(reader, "burglary")) == {"2024-03.txt", "2024-09.txt"}
        archive.remove("2024-03.txt")
        assert set(files_found(reader, "burglary")) == {"2024-09.txt"}


def test_second_writer_is_refused_by_name_of_the_first(archive: Archive, home: Path) -> None:
    import os

    with pytest.raises(ArchiveLockedError, match=f"process {os.getpid()} is writing"):
        Archive.open(home, read_only=False)


def test_reader_cannot_write(series: Archive, home: Path) -> None:
    with Archive.open(home) as reader, pytest.raises(StoreError, match="reading only"):
        reader.put(SERIES[0])


def test_no_archive_and_no_archive_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFoundError):
        Archive.open(tmp_path / "nowhere")
    db = sqlite3.connect(tmp_path / "main.db")
    db.execute("CREATE TABLE other (x)")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="not an archive"):
        Archive.open(tmp_path)
    (tmp_path / "main.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="damaged"):
        Archive.open(tmp_path)


def change_meta(home: Path, key: str, value: str) -> None:
    db = sqlite3.connect(home / "main.db")
    db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("schema_version", "999", SchemaVersionError),
        ("schema_version", "soon", SchemaVersionError),
        ("embedder", "another", EmbedderMismatchError),
        ("dim", "32", EmbedderMismatchError),
        ("weights_sha256", "0" * 64, EmbedderMismatchError),
    ],
)
def test_archive_of_another_program(home: Path, key: str, value: str, error: type[Exception]) -> None:
    Archive.open(home, create=True, embedder="hashing").close()
    change_meta(home, key, value)
    with pytest.raises(error):
        Archive.open(home)
    with pytest.raises(error):
        Archive.open(home, read_only=False)


def test_other_embedder_object_is_refused(series: Archive, home: Path) -> None:
    class Wider(HashingEmbedder):
        weights_sha256 = "f" * 64

    with pytest.raises(EmbedderMismatchError, match="use that embedder"):
        Archive.open(home, embedder=Wider())


def test_vectors_of_known_texts_are_not_computed_again(archive: Archive) -> None:
    asked: list[str] = []

    class Counting(HashingEmbedder):
        def embed_with_tokens(self, texts):  # type: ignore[no-untyped-def]
            asked.extend(texts)
            return super().embed_with_tokens(texts)

    archive.embedder = Counting()
    archive.put(make_reading("a.txt", ["Patrols in Tolsey were doubled.", "The fair is in June."]))
    archive.put(make_reading("a.txt", ["Patrols in Tolsey were doubled.", "The fair is in July."]))
    assert len(asked) == 3


def test_full_disk_is_told_and_harms_nothing(series: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    before = series.sequence
    monkeypatch.setattr("index.store.sqlite.insert_reading", full)
    with pytest.raises(StoreError, match="no space is left"):
        series.put(make_reading("new.txt", ["Never stored."]))
    assert series.sequence == before
    assert series.check() == ()


def test_rebuild_gives_the_same_hits(series: Archive) -> None:
    before = [(hit.passage.passage_id, round(hit.score, 5)) for hit in series.search(Query("burglary in Harrowby")).hits]
    series.rebuild()
    assert [(h.passage.passage_id, round(h.score, 5)) for h in series.search(Query("burglary in Harrowby")).hits] == before
    assert series.check() == ()


def test_facets_count_papers(series: Archive) -> None:
    facets = series.facets()
    assert facets["bodies"] == (("Wenmark Police and Crime Panel", 2), ("Marlock Town Council", 1))
    assert facets["years"] == (("2024", 2), ("2023", 1))
    assert facets["people"] == (("Jane Smith", 2), ("Omar Reid", 1))
    assert dict(facets["doc_types"]) == {"minutes": 2, "report": 1, "newsletter": 1}
    assert facets["organisations"] == (("Tolsey Council", 1),)


def test_a_thread_that_has_ended_holds_no_file_open(series: Archive, home: Path) -> None:
    """An app draws each page in a new thread: files left open would be too many after some hundred pages."""
    held = Path("/proc/self/fd")
    if not held.is_dir():
        pytest.skip("needs /proc")

    def count_after(threads: int, reader: Archive) -> int:
        for _ in range(threads):
            thread = threading.Thread(target=reader.papers)
            thread.start()
            thread.join()
        gc.collect()
        return len(list(held.iterdir()))

    series.close()
    with Archive.open(home) as reader:
        # SQLite keeps some files for the next connection, so the number grows to a bound and stays there
        bound = count_after(40, reader)
        assert count_after(80, reader) <= bound + 8


def test_a_list_of_papers_that_is_kept_sees_what_comes_and_goes(tmp_path: Path) -> None:
    home = tmp_path / "archive"
    with Archive.open(home, create=True, embedder="hashing") as writer:
        writer.put(SERIES[0])
        writer.commit()
        with Archive.open(home) as reader:
            first = reader.papers()
            assert reader.papers() is first
            writer.put(SERIES[1])
            writer.commit()
            assert {paper.doc_id for paper in reader.papers()} == {SERIES[0].document.doc_id, SERIES[1].document.doc_id}
            writer.restrict(SERIES[1].document.doc_id)
            writer.commit()
            assert reader.papers() == first
            writer.remove(SERIES[0].document.doc_id)
            writer.commit()
            assert reader.papers() == ()


def test_a_name_typed_otherwise_is_the_same_name(archive: Archive) -> None:
    first = make_reading("a.txt", ["Patrols in Tolsey were doubled."])
    archive.put(first)
    archive.put(replace(first, document=replace(first.document, source=replace(first.document.source, path="copy/b.txt"))))
    archive.remove("other/../copy/b.txt")
    assert [paper.paths for paper in archive.papers()] == [("a.txt",)]
