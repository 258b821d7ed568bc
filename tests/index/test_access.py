"""A restricted paper does not exist for the public, whatever is asked of the archive; staff find it like any other."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from answer import answer_question
from index.archive import Archive
from index.errors import QueryError, SchemaVersionError
from index.export import EXPORTS, export_rows
from index.records import Filters, Query
from index.store import schema
from index.store.access import BY_PAPER, BY_PASSAGE, OPEN
from index.store.sqlite import SqliteStore
from ingest.records import Obligation
from ingest.spans import Span
from ledger.figures import all_figures
from ledger.holdings import find_holdings
from ledger.meetings import find_meetings
from ledger.people import find_people
from ledger.register import read_register
from tests.index.papers import SERIES, make_reading

SECRET = "The zebrawood (ZW) lease at Harrowby was let to Quillon Estates for £777,123."


def secret_reading(path: str = "exempt.txt", *, extra: str = "Nothing else was said."):  # type: ignore[no-untyped-def]
    reading = make_reading(
        path, [SECRET, extra], title="Zebrawood lease", body="Harrowby Property Board", date="2031-07-01",
        mentions=(("Quillon Estates", "ORG", "Quillon Estates"), ("£777,123", "MONEY", "777123")),
    )  # fmt: skip
    return replace(reading, obligations=(Obligation("decision", Span(0, len(SECRET)), 0, made_on="2031-07-01", cue="resolved"),))


@pytest.fixture
def home_with_secret(home: Path) -> Path:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        for reading in SERIES:
            archive.put(reading)
        archive.put(secret_reading())
        archive.commit()  # the words of the paper have been in the index of words
        archive.restrict("exempt.txt")
        assert archive.check() == ()
    return home


def in_words(archive: Archive) -> set[str]:
    """Whatever a search for the secret brings up."""
    return {hit.file for text in (SECRET, "zebrawood lease", "Quillon Estates £777,123", "ZW") for hit in archive.search(Query(text)).hits}


def test_no_statement_of_a_public_connection_meets_it(home_with_secret: Path) -> None:
    """Every table, through every column; also the code that is not yet written reads through these names."""
    store = SqliteStore(home_with_secret / "main.db")
    tables = {name for (name,) in store.read("SELECT name FROM main.sqlite_master WHERE type = 'table'")} - {"sqlite_sequence"}
    assert tables == {*BY_PAPER, *BY_PASSAGE, *OPEN, "access"}
    doc_id = secret_reading().document.doc_id
    for table in tables - {"images"}:
        shown = repr(store.read(f"SELECT * FROM {table}"))
        assert not any(word in shown for word in ("ebrawood", "Quillon", "777123", "exempt.txt", doc_id)), table
    assert store.read("SELECT * FROM access") == []
    gone = {number for (number,) in store.read("SELECT id FROM deleted_passages")}
    seen = {number for (number,) in store.read("SELECT id FROM passages")}
    for table in BY_PASSAGE:
        assert {number for (number,) in store.read(f"SELECT passage FROM {table}")} <= seen, table
    assert not gone & seen
    store.close()


def test_the_public_archive_says_nothing_of_it(home_with_secret: Path) -> None:
    doc_id = secret_reading().document.doc_id
    with Archive.open(home_with_secret) as archive:
        assert {paper.file for paper in archive.papers()} == {reading.document.file for reading in SERIES}
        for name in (doc_id, doc_id[:8], "exempt.txt"):
            with pytest.raises(QueryError):
                archive.find_paper(name)
        for ask in (archive.paper, archive.document):
            with pytest.raises(QueryError):
                ask(doc_id)
        assert archive.has_bytes(secret_reading().document.source.sha256) is None
        assert archive.follow(doc_id) is None
        assert archive.mentions(doc_id) == archive.passages(doc_id) == archive.page_words(doc_id, 1) == ()
        assert archive.passage_vectors(doc_id)[0] == ()
        assert archive.obligations(doc_id) == ()
        assert doc_id not in {owner for owner, _ in archive.obligations()}
        assert archive.page_image(doc_id, 1) is None
        with pytest.raises(QueryError):
            archive.find_regions(doc_id, Span(0, 10))
        assert "exempt.txt" not in in_words(archive)
        for filters in (Filters(doc_ids=(doc_id,)), Filters(organisations=("Quillon Estates",)), Filters(amount_min=777_000, amount_max=778_000),
                        Filters(bodies=("Harrowby Property Board",)), Filters(meeting_from="2031-01-01")):  # fmt: skip
            assert archive.search(Query("lease", filters)).hits == ()
            assert archive.papers(filters) == ()
            assert all(not counts for counts in archive.facets(filters).values())
        assert "Quillon" not in repr(archive.facets())
        assert archive.passage_counts(("zebrawood", "quillon"))[0] == {"zebrawood": 0, "quillon": 0}
        assert archive.short_forms() == ()
        for query in (Query("zebrawood lease"), Query("lease", phrases=("zebrawood",)), archive.read_query('"Quillon Estates"'), archive.read_query("panel after:2031-01")):
            assert archive.find_all(query) == (0, ())
            assert archive.count_by_paper(query) == archive.find_amounts(query) == ()
            assert not any(archive.facets(query=query).values())
        for typed in ("person:Quillon lease", "org:Quillon lease", "body:Property lease"):
            with pytest.raises(QueryError, match="is in the papers"):
                archive.read_query(typed)
        # a misspelt word is not set right by a word that only a restricted paper has
        assert "zebrawood" not in repr(archive.search(Query("zebrawod panel")).trace)
        for what in EXPORTS:
            assert "ebrawood" not in repr(list(export_rows(archive, what)))
        assert "ebrawood" not in repr(read_register(archive))
        assert "Quillon" not in repr((find_people(archive), find_holdings(archive), all_figures(archive), find_meetings(archive)))
        answer = answer_question(archive, "To whom was the zebrawood lease at Harrowby let?")
        assert answer.refused
        assert "Quillon" not in repr(answer)


def test_scores_of_the_public_tell_nothing_of_it(home_with_secret: Path, tmp_path: Path) -> None:
    """The same questions over an archive that never held the paper have the same hits with the same scores."""
    with Archive.open(tmp_path / "never", create=True, embedder="hashing") as archive:
        for reading in SERIES:
            archive.put(reading)
        archive.commit()
        never = [archive.search(Query(text)).hits for text in ("lease at Harrowby", "patrols let to the panel", "zebrawood")]
    with Archive.open(home_with_secret) as archive:
        now = [archive.search(Query(text)).hits for text in ("lease at Harrowby", "patrols let to the panel", "zebrawood")]
    assert [[(hit.file, hit.text, hit.scores) for hit in hits] for hits in now] == [
        [(hit.file, hit.text, hit.scores) for hit in hits] for hits in never
    ]


def test_staff_find_it(home_with_secret: Path) -> None:
    doc_id = secret_reading().document.doc_id
    with Archive.open(home_with_secret, restricted=True) as archive:
        assert archive.search(Query("zebrawood lease")).hits[0].file == "exempt.txt"
        assert archive.find_all(archive.read_query('org:Quillon "zebrawood"'))[0] == 1
        assert archive.paper(doc_id).restricted
        assert archive.paper(doc_id).restricted_because == "marked by staff"
        assert archive.document(doc_id).text.startswith(SECRET)
        assert archive.page_image(doc_id, 1)
        assert "Quillon Estates" in dict(archive.facets()["organisations"])
        assert archive.passage_counts(("zebrawood",))[0] == {"zebrawood": 1}
        assert "ebrawood" in repr(read_register(archive))
        assert archive.check() == ()


def test_what_was_worked_out_for_staff_is_not_shown_to_the_public(home_with_secret: Path) -> None:
    """Both archives in one process, at one sequence, staff first."""
    with Archive.open(home_with_secret, restricted=True) as staff, Archive.open(home_with_secret) as public:
        assert "ebrawood" in repr(read_register(staff))
        assert "Quillon" in repr(list(export_rows(staff, "mentions")))
        assert "ebrawood" not in repr(read_register(public))
        assert "ebrawood" in repr(read_register(staff))


def test_a_mark_takes_effect_in_archives_that_are_open(home: Path) -> None:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(secret_reading())
    doc_id = secret_reading().document.doc_id
    with Archive.open(home) as public, Archive.open(home, restricted=True) as staff:
        assert "exempt.txt" in in_words(public)
        assert public.document(doc_id)
        with Archive.open(home, read_only=False) as writer:
            writer.restrict(doc_id)
        assert "exempt.txt" not in in_words(public)
        assert public.passage_counts(("zebrawood",))[0] == {"zebrawood": 0}
        with pytest.raises(QueryError):
            public.document(doc_id)
        assert "exempt.txt" in in_words(staff)
        with Archive.open(home, read_only=False) as writer:
            assert not writer.unrestrict(doc_id).restricted
            assert writer.check() == ()
        assert "exempt.txt" in in_words(public)
        assert public.document(doc_id).text.startswith(SECRET)
        assert public.mentions(doc_id)
        assert public.facets(Filters(amount_min=777_000, amount_max=778_000))["bodies"] == (("Harrowby Property Board", 1),)


def test_a_paper_added_as_restricted_is_never_seen(home: Path) -> None:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(secret_reading(), restricted=True)
    with Archive.open(home) as public:
        assert "exempt.txt" not in in_words(public)
        assert len(public.papers()) == 1


def test_the_mark_is_of_the_bytes_and_of_what_takes_their_place(home: Path) -> None:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(secret_reading(), restricted=True)
        archive.remove("exempt.txt")
        archive.put(secret_reading())
        assert archive.paper(secret_reading().document.doc_id).restricted
        later = secret_reading(extra="It was let again.")
        assert archive.put(later) == "replaced"
        assert archive.paper(later.document.doc_id).restricted_because == "it took the place of a restricted paper"
        archive.unrestrict("exempt.txt")
        assert archive.put(later, again=True) == "replaced"
        assert not archive.paper(later.document.doc_id).restricted


@pytest.mark.parametrize(
    ("line", "restricted"),
    [("NOT FOR PUBLICATION by virtue of paragraph 3", True), ("The item on the lease will be taken in private.", False)],
)
def test_a_printed_notice_marks_the_paper(home: Path, line: str, restricted: bool) -> None:
    reading = make_reading("lease.txt", [line, "The lease costs £40,000."])
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(reading)
        paper = archive.paper(reading.document.doc_id)
        assert paper.restricted is restricted
        assert (line in paper.restricted_because) is restricted
        # opened by staff: the notice does not mark it again
        archive.unrestrict("lease.txt")
        archive.put(reading, again=True)
        assert not archive.paper(reading.document.doc_id).restricted


def to_first_version(home: Path) -> None:
    with sqlite3.connect(home / "main.db") as db:
        db.execute("DROP TABLE access")
        db.execute("DROP TABLE former_names")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")


@pytest.mark.parametrize("restricted", [False, True])
def test_an_archive_of_the_first_version_is_read_as_it_is(home: Path, restricted: bool) -> None:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(secret_reading())
    to_first_version(home)
    with Archive.open(home, restricted=restricted) as archive:
        assert "exempt.txt" in in_words(archive)
        assert len(archive.papers()) == 2
        assert archive.check() == ()
    with sqlite3.connect(home / "main.db") as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("1",)


def test_a_writer_brings_it_forward_and_an_open_reader_stops(home: Path) -> None:
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(secret_reading())
    to_first_version(home)
    with Archive.open(home) as old:
        assert "exempt.txt" in in_words(old)
        with Archive.open(home, read_only=False) as writer:
            writer.restrict("exempt.txt")
            assert writer.check() == ()
        with pytest.raises(SchemaVersionError, match="open it again"):
            old.search(Query("zebrawood"))
        with pytest.raises(SchemaVersionError):
            old.document(secret_reading().document.doc_id)
    with sqlite3.connect(home / "main.db") as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == (str(schema.VERSION),)
    with Archive.open(home) as archive:
        assert "exempt.txt" not in in_words(archive)


def test_old_links_lead_to_what_goes_by_the_name_now(home: Path) -> None:
    first, second = make_reading("a.txt", ["Patrols were doubled."]), make_reading("a.txt", ["Patrols were halved."])
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(first)
        assert archive.follow(first.document.doc_id) == first.document.doc_id
        archive.put(second)
        assert archive.follow(first.document.doc_id) == second.document.doc_id
        archive.remove("a.txt")
        assert archive.follow(first.document.doc_id) is None
        third = make_reading("a.txt", ["Patrols were ended."])
        archive.put(third)
        assert archive.follow(first.document.doc_id) == archive.follow(second.document.doc_id) == third.document.doc_id
        archive.restrict("a.txt")
    with Archive.open(home) as public:
        assert public.follow(first.document.doc_id) is None
