"""The ledger's commands and pages: every row cited, words of papers only ever text, empty and senseless questions answered."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from index.archive import Archive
from ledger.commitments import all_threads
from ledger.conflicts import find_conflicts
from ledger.figures import find_figures
from ledger.meetings import find_meetings
from ledger.people import find_people
from ledger.register import read_register
from panelpapers import main
from tests.index.papers import SERIES
from tests.ledger.papers import Holding, make_paper, named, owed
from ui import figures, meetings, people, register, thread
from ui.shelf import Shelf

HOSTILE = "Action: <script>alert(1)</script> to write to the gate committee by May"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shelf") / "archive"
    with Archive.open(path, create=True, embedder="hashing") as archive:
        for reading in SERIES:
            archive.put(reading)
    return path


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "--archive", str(home), *arguments[1:]])


def test_register_as_json_lines_and_csv_have_the_same_rows(home: Path) -> None:
    rows = [json.loads(line) for line in run(home, "register", "--json").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run(home, "register", "--csv").stdout)))
    assert [row["id"] for row in rows] == [row["id"] for row in table]
    assert len(rows) == len(SERIES)
    assert all(row["citation"] and row["quote"] for row in rows)


def test_register_on_the_screen_says_over_what_it_is_complete(home: Path) -> None:
    assert "complete over 4 papers" in run(home, "register").stdout


def test_a_formula_in_a_cell_is_disarmed(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.console import write_table

    write_table([{"quote": "=HYPERLINK(1)", "page": 2}], as_csv=True)
    assert "'=HYPERLINK(1)" in capsys.readouterr().out


def test_the_word_document_is_written(home: Path, tmp_path: Path) -> None:
    result = run(home, "register", "--docx", str(tmp_path / "r.docx"))
    assert result.exit_code == 0
    assert (tmp_path / "r.docx").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("thread", "zz"), 1, "no thread is called"),
        (("register", "--from", "soon"), 1, "is not a date"),
        (("register", "--kind", "wish"), 2, "wish"),
        (("people",), 0, "people"),
        (("figures", "burglary"), 0, "figures"),
        (("conflicts",), 0, "conflicts"),
        (("conflicts", "--kind", "quarrel"), 2, "quarrel"),
    ],
)
def test_what_commands_answer(home: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(home, *arguments)
    assert result.exit_code == code
    assert said in result.output


def test_the_export_of_the_register_has_how_each_promise_stands(home: Path) -> None:
    exported = CliRunner().invoke(main, ["export", "register", "--archive", str(home)]).stdout
    rows = [json.loads(line) for line in exported.splitlines()]
    shown = {row["quote"]: row["status"] for row in (json.loads(line) for line in run(home, "register", "--json").stdout.splitlines())}
    assert rows
    assert {row["quote"]: row["status"] for row in rows} == shown


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    paper = make_paper(
        "<b>.txt", "2024-03-05",
        [("4/24 <i>Gates", [HOSTILE, "The <i>round closes on Friday 31 November 2023.", "The Clerk, <u>Ivo Marsh, spoke.", "Gates\tMarch 2023\n<b>Gates shut\t1,204"])], body="<em>Wenmark Panel",
    )  # fmt: skip
    tags = {paper.doc_id: named(paper, ("Ivo Marsh", "PERSON", "Ivo <u>Marsh"), ("Clerk", "ROLE", "Clerk"))}
    return Shelf(cast(Any, Holding(paper, rows={paper.doc_id: [owed(paper, HOSTILE, owner="<img src=x>")]}, tags=tags)))


def test_pages_never_hand_on_markup_of_a_paper(shelf: Shelf) -> None:
    entries = read_register(shelf.archive).entries
    promise = all_threads(shelf.archive)[0]
    drawn = [
        register.listing(shelf, entries, 1),
        thread.facts_of(promise),
        thread.step_entry(shelf, promise.steps[0]),
        figures.results(shelf, find_figures(shelf.archive, "gates shut")),
        figures.conflicts(shelf, find_conflicts(shelf.archive)),
        people.one_person(shelf, find_people(shelf.archive)[0]),
        people.listing(list(find_people(shelf.archive)), 1),
        *(meetings.entry(shelf, meeting) for meeting in find_meetings(shelf.archive)),
    ]
    for page in drawn:
        assert [tag for tag in ("<script", "<img src=x", "<u>", "<em>", "<b>", "<i>") if tag in page] == []
    assert "&lt;script&gt;" in drawn[0]
    assert "&lt;i&gt;round" in drawn[4]


def test_every_row_links_to_its_words_and_to_its_thread(shelf: Shelf) -> None:
    entry = read_register(shelf.archive).entries[0]
    page = register.listing(shelf, (entry,), 1)
    assert f"/paper?doc={entry.place.doc_id}&amp;at={entry.place.span.start}-{entry.place.span.end}" in page
    assert f"/thread?id={entry.thread_id}" in page


def test_the_filters_of_an_address_are_the_registers() -> None:
    filters = register.to_register_filters({"kind": ["action"], "state": ["open"], "owner": [" Marsh "], "from": ["2024"], "duefrom": ["2024-05"], "words": ["gate"]})
    assert (filters.kinds, filters.statuses, filters.owner, filters.made_from, filters.due_from, filters.words) == (("action",), ("open",), "Marsh", "2024", "2024-05", "gate")


def test_a_chart_has_a_link_behind_every_point() -> None:
    heads = "Measure\tMarch 2022\tMarch 2023\tMarch 2024"
    paper = make_paper("r.txt", "2024-05-07", [("Figures", [f"{heads}\nWardens in post\t1,100\t1,204\t1,251"])], doc_type="report")
    holding = Holding(paper)
    drawn = figures.charts(Shelf(cast(Any, holding)), find_figures(holding, "wardens"))
    assert drawn is not None
    assert drawn.count("<a ") == drawn.count("open the paper there") == drawn.count(paper.doc_id) == 3
