"""Pages in good and bad states, drawn without a browser: what stands on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index import Archive
from tests.ui.conftest import PROJECT, put_untagged
from tests.ui.papers import make_minutes

HASHING = "hashing"


@pytest.fixture(scope="module")
def shelf_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One set of minutes, read without tags (which would need the language model)."""
    path = make_minutes(tmp_path_factory.mktemp("papers"))
    archive_path = tmp_path_factory.mktemp("shelf") / "archive"
    with Archive.open(archive_path, create=True, embedder=HASHING) as archive:
        put_untagged(archive, path)
    return archive_path


@pytest.fixture
def empty_dir(tmp_path: Path) -> Path:
    Archive.open(tmp_path / "archive", create=True, embedder=HASHING).close()
    return tmp_path / "archive"


def draw(monkeypatch: pytest.MonkeyPatch, archive: Path, which: str = "ask", **query: str) -> str:
    """All HTML of one page of the app, joined."""
    monkeypatch.setenv("PANELPAPERS_ARCHIVE", str(archive))
    monkeypatch.setenv("PANELPAPERS_STAFF", "0")
    monkeypatch.setattr("sys.argv", ["app.py"])
    if which == "ask":
        test = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    else:

        def script(page: str) -> None:
            import importlib

            import streamlit as st

            from ui.opening import find_shelf
            from ui.settings import read_settings

            settings = read_settings()
            shelf, trouble = find_shelf(settings)
            parameters = {name: st.query_params.get_all(name) for name in st.query_params}
            module = importlib.import_module(f"ui.{page}")
            if page == "papers":
                module.draw(shelf, parameters, settings, trouble)
            else:
                module.draw(shelf, parameters)

        test = AppTest.from_function(script, default_timeout=60, kwargs={"page": which})
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return "\n".join(element.proto.body for element in test.get("html"))


def test_no_archive_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    html = draw(monkeypatch, tmp_path / "none")
    assert "panelpapers add" in html
    assert html.count("<h1") == 1


def test_empty_archive_says_what_to_do(monkeypatch: pytest.MonkeyPatch, empty_dir: Path) -> None:
    assert "There are no papers in this archive yet" in draw(monkeypatch, empty_dir)
    assert "There are no papers in this archive yet" in draw(monkeypatch, empty_dir, "papers")


def test_empty_archive_answers_nothing(monkeypatch: pytest.MonkeyPatch, empty_dir: Path) -> None:
    assert "Nothing found" in draw(monkeypatch, empty_dir, "search", q="dogs")


def test_first_page_offers_examples_of_this_archive(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir)
    assert "For example" in html
    assert "24 Nov 2022?" in html


@pytest.mark.parametrize("page", ["ask", "search"])
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"q": "x" * 10_000}, "10,000 characters long"),
        ({"q": "?!"}, "no words"),
        ({"q": "dogs", "from": "soon"}, "not a date"),
        ({"q": "dogs", "from": "2023", "to": "2022"}, "swap the two dates"),
        ({"q": "dogs", "min": "much"}, "not an amount"),
    ],
)
def test_queries_that_make_no_sense(
    monkeypatch: pytest.MonkeyPatch, shelf_dir: Path, page: str, query: dict[str, str], says: str
) -> None:
    html = draw(monkeypatch, shelf_dir, page, **query)
    if page == "ask" and says == "no words":
        assert 'id="pp-result"' in html or says in html  # refused or refused politely, never an error
    else:
        assert says in html
        assert "pp-notice-problem" in html
    assert html.count("<h1") >= 1


def test_a_kind_of_answer_that_is_none_is_said_to_be(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir, q="What was raised?", asks="<b>colour")
    assert "“&lt;b&gt;colour” is not a kind of answer" in html
    assert "pp-notice-problem" in html
    assert "your choice" in draw(monkeypatch, shelf_dir, q="What was raised?", asks="date")


def test_search_shows_place_words_and_counts(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir, "search", q="dog wardens")
    assert "24 Nov 2022" in html
    assert '<mark class="pp-mark">' in html
    assert "Kind of paper" in html


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "Choose a paper"),
        ({"doc": "../../main.db"}, "Choose a paper"),
        ({"doc": "0123456789abcdef"}, "no longer in the archive"),
    ],
)
def test_papers_that_are_not_there(
    monkeypatch: pytest.MonkeyPatch, shelf_dir: Path, query: dict[str, str], says: str
) -> None:
    assert says in draw(monkeypatch, shelf_dir, "paper", **query)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"page": "99"}, "here is the last"),
        ({"at": "999999-1000000"}, "no longer there"),
        ({"page": "-1", "at": "9-3", "lit": "x", "tags": "NOPE"}, "no longer there"),
    ],
)
def test_places_in_a_paper(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path, query: dict[str, str], says: str) -> None:
    with Archive.open(shelf_dir) as archive:
        doc_id = archive.papers()[0].doc_id
    assert says in draw(monkeypatch, shelf_dir, "paper", doc=doc_id, **query)


def test_a_span_is_lit_in_the_text_and_on_the_page(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    with Archive.open(shelf_dir) as archive:
        doc_id = archive.papers()[0].doc_id
        start = archive.document(doc_id).text.index("dog wardens")
    html = draw(monkeypatch, shelf_dir, "paper", doc=doc_id, at=f"{start}-{start + 11}")
    assert '<mark class="pp-mark">dog wardens</mark>' in html
    assert html.count('class="pp-lit"') == 1


def test_the_list_of_papers(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir, "papers", find="minutes 2022")
    assert "1 paper found" in html
    assert "Minutes of the Panel" in html
    assert "No paper fits" in draw(monkeypatch, shelf_dir, "papers", find="accounts")


def test_readers_are_not_offered_staff_work(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    for view in ("", "add"):
        html = draw(monkeypatch, shelf_dir, "papers", view=view)
        assert "Add papers" not in html
        assert "view=add" not in html


def test_coverage_counts_pages_and_names_missing_meetings(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir, "papers", view="coverage")
    assert "Pages read from their text" in html
    assert "1 paper, 1 page" in html
    assert "No paper names a meeting" in html


def test_search_explains_its_signs_and_reads_them(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    html = draw(monkeypatch, shelf_dir, "search", q='"dog wardens" after:2022-01 before:2023')
    assert "after:2019-01" in html
    assert "1 Jan 2022 – 31 Dec 2022" in html  # the signs as a filter that can be taken away
    assert "q=%22dog+wardens%22" in html  # and gone from the words once it is
    assert "1 passage in 1 paper with these words" in html
    assert "Nothing found" in draw(monkeypatch, shelf_dir, "search", q='"wardens dog"')
    assert "not a date" in draw(monkeypatch, shelf_dir, "search", q="dogs after:tomorrow")


def test_charts_lead_to_the_words(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    with Archive.open(shelf_dir) as archive:
        doc_id = archive.papers()[0].doc_id
        text = archive.document(doc_id).text
    html = draw(monkeypatch, shelf_dir, "search", q="wardens", view="meetings")
    assert "24 Nov 2022: 1 passage in Minutes of the Panel" in html
    html = draw(monkeypatch, shelf_dir, "search", q="wardens", view="amounts")
    start = text.index("£9,500")
    assert f"/paper?doc={doc_id}&amp;at={start}-{start + 6}" in html
    assert "prints an amount" in draw(monkeypatch, shelf_dir, "search", q="Brook", view="amounts")


@pytest.mark.parametrize("query", [{"order": "date"}, {"order": "sideways", "view": "upside-down", "p": "99999999"}])
def test_every_order_and_view_draws(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path, query: dict[str, str]) -> None:
    html = draw(monkeypatch, shelf_dir, "search", q="dog wardens", **query)
    assert ("newest first" in html) or ("Nothing found" in html)


def test_a_paper_opens_at_a_printed_number(monkeypatch: pytest.MonkeyPatch, shelf_dir: Path) -> None:
    with Archive.open(shelf_dir) as archive:
        doc_id = archive.papers()[0].doc_id
    html = draw(monkeypatch, shelf_dir, "paper", doc=doc_id, para="2.1")
    assert "be raised to £9,500 from April.</mark>" in html
    assert 'aria-label="Link to paragraph 2.1"' in html
    assert "has no paragraph 9.9" in draw(monkeypatch, shelf_dir, "paper", doc=doc_id, para="9.9")
    assert "has no paragraph &lt;b&gt;" in draw(monkeypatch, shelf_dir, "paper", doc=doc_id, para="<b>")
