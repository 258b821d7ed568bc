"""What an answer adds to or chooses from the printed words: years and names in brackets, whole names, the day a verb asks for, a topic."""

from __future__ import annotations

import pytest

from answer.answering import answer_question, load_coefficients
from answer.compose.figures import find_whole_name, write_date, write_figure, write_person
from answer.compose.glosses import Glosses
from answer.compose.topic import find_on_topic, find_topic
from answer.evidence import find_units
from answer.question import read_question
from answer.rank import find_expected
from answer.sides import find_all_evidence
from index.records import Query
from ingest.records import Mention
from ingest.spans import Span

from .papers import NO_FILTERS, MemoryArchive, build_paper


def mention(text: str, printed: str, label: str, value: str | None = None, *, inferred: bool = True) -> Mention:
    at = text.index(printed)
    return Mention(Span(at, at + len(printed)), label, printed, value or printed, inferred)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found", "day", "shown"),
    [
        ("The ferry sails again on 3rd May and was cheered.", [("3rd May", "DATE", "2022-05-03")], "2022-06-14", "The ferry sails again on 3rd May [2022] and was cheered."),
        # the paper's own date does not show the year
        ("The ferry sails again on 3rd May.", [("3rd May", "DATE", "2023-05-03")], "2022-06-14", "The ferry sails again on 3rd May."),
        ("Open from May.", [("May", "DATE", "2022-05-01/2022-05-31")], "2022-06-14", "Open from May."),
        ("HD proposed and RT seconded; HD left.", [("HD", "PERSON", "Hilda Dunmore"), ("RT", "PERSON", "Rose Tarn")], None, "HD [Hilda Dunmore] proposed and RT [Rose Tarn] seconded; HD left."),
        ("Hilda Dunmore proposed.", [("Hilda Dunmore", "PERSON", "Hilda Dunmore")], None, "Hilda Dunmore proposed."),
        ("Hilda Dunmore, Chair (HD); Rose Tarn (RT)", [("HD", "PERSON", "Hilda Dunmore"), ("RT", "PERSON", "Rose Tarn")], None, "Hilda Dunmore, Chair (HD); Rose Tarn (RT)"),
        ("RT is not known here.", [("RT", "PERSON", "RT")], None, "RT is not known here."),
    ],
)  # fmt: skip
def test_insertions_in_brackets(text: str, found: list[tuple[str, str, str]], day: str | None, shown: str) -> None:
    assert Glosses().gloss(text, [mention(text, *one) for one in found], day) == shown


def test_initials_are_resolved_once_and_told() -> None:
    glosses = Glosses()
    first = glosses.gloss("HD to write.", [mention("HD to write.", "HD", "PERSON", "Hilda Dunmore")], None)
    second = glosses.gloss("HD wrote on 2 May.", [mention("HD wrote on 2 May.", "HD", "PERSON", "Hilda Dunmore"), mention("HD wrote on 2 May.", "2 May", "DATE", "2022-05-02")], "2022-05-09")
    assert (first, second) == ("HD [Hilda Dunmore] to write.", "HD wrote on 2 May [2022].")
    assert [note[:20] for note in glosses.notes()] == ["a year in [brackets]", "“HD” is Hilda Dunmor"]


FERRY = build_paper(
    "tolsey-council-2022-06-14.pdf",
    "Minutes of Tolsey Borough Council",
    "2022-06-14",
    [
        ("heading", "3.", "Chain ferry"),
        ("body", "3.1", "3.1 The survey of the chain ferry opened on 3rd May and will run until 21st June."),
        ("body", "3.2", "3.2 Cllrs Holt & Marsh agreed to hand out leaflets about the chain ferry at the market."),
        ("heading", "4.", "Town hall"),
        ("body", "4.1", "4.1 Mrs C Vane seconded the motion on the reading room."),
    ],
    body="Tolsey Borough Council",
)
LATER = build_paper(
    "tolsey-council-2022-09-13.pdf",
    "Minutes of Tolsey Borough Council",
    "2022-09-13",
    [
        ("heading", "5.", "Reports"),
        ("body", "5.1", "5.1 The chain ferry carried 4,100 passengers in August 2022."),
        ("body", "5.2", "5.2 The reading room was closed for two days in July 2022."),
        ("body", "5.3", "5.3 The Clerk will chain the gate of the depot at night."),
    ],
    body="Tolsey Borough Council",
)
ARCHIVE = MemoryArchive([FERRY, LATER])


@pytest.mark.parametrize(
    ("at", "whole"),
    [("Marsh", "Cllrs Holt & Marsh"), ("Holt", "Cllrs Holt & Marsh"), ("C Vane", "Mrs C Vane")],
)
def test_a_name_with_its_title_and_those_beside_it(at: str, whole: str) -> None:
    hits = ARCHIVE.search(Query("ferry leaflets motion reading room", NO_FILTERS, 20)).hits
    unit = next(unit for hit in hits for unit in find_units(FERRY, hit) if at in unit.text and unit.kind == "sentence")
    people = [Mention(Span(unit.span.start + unit.text.index(name), unit.span.start + unit.text.index(name) + len(name)), "PERSON", name, name) for name in ("Holt", "Marsh", "C Vane") if name in unit.text]
    start = unit.text.index(at)
    found = find_whole_name(unit, (start, start + len(at)), people)
    assert unit.text[found[0] : found[1]] == whole


@pytest.mark.parametrize(
    ("question", "short"),
    [("When does the survey of the chain ferry close?", "21st June 2022"), ("When did the survey of the chain ferry open?", "3rd May 2022")],
)
def test_the_day_that_the_verb_asks_for(question: str, short: str) -> None:
    assert write_date(ARCHIVE, find_all_evidence(ARCHIVE, read_question(question), NO_FILTERS, load_coefficients())).short == short


def test_a_timeline_follows_its_topic() -> None:
    findings = find_all_evidence(ARCHIVE, read_question("Track the chain ferry through the papers"), NO_FILTERS, load_coefficients())
    assert {term.text for term, _ in find_topic(findings)} == {"chain", "ferry"}
    found = find_on_topic(findings)
    assert {item.day for item in found} == {"2022-06-14", "2022-09-13"}
    assert not any("reading room" in item.unit.text or "depot" in item.unit.text for item in found)


def test_an_inferred_year_is_shown_in_the_sentence_and_not_in_the_quote() -> None:
    answer = answer_question(ARCHIVE, "When did the survey of the chain ferry open?")
    assert not answer.refused
    assert "3rd May [2022]" in (answer.text or "")
    assert all("[2022]" not in citation.quote for citation in answer.citations)


BUDGET = build_paper(
    "tolsey-budget-2022-02-01.pdf",
    "Budget of Tolsey Borough Council",
    "2022-02-01",
    [
        ("heading", "3.", "Cost of the reading room"),
        ("body", None, "Table 1: Cost of the reading room (£000s)"),
        ("row", None, "Heating\t41\t44"),
        ("body", "3.1", "3.1 The reading room costs £86,000 a year."),
    ],
    body="Tolsey Borough Council",
)


def test_the_unit_of_a_column_is_no_amount() -> None:
    question = read_question("How much does the reading room cost?")
    archive = MemoryArchive([BUDGET])
    found = {}
    for item in find_all_evidence(archive, question, NO_FILTERS, load_coefficients()).ranked:
        found[item.unit.text] = [item.unit.text[start:end] for start, end in find_expected(question, item.unit, item.mentions)]
    assert found["Table 1: Cost of the reading room (£000s)"] == []
    assert ["£86,000"] in found.values()


ACTIONS = build_paper(
    "tolsey-board-2022-07-05.pdf",
    "Minutes of Tolsey Data Board",
    "2022-07-05",
    [
        ("heading", "2.", "Data plan"),
        ("body", "2.1", "2.1 Action: the Clerk to share the data plan with the library. Due: August. Action: the Chair to write to the museum. Due: October."),
    ],
    body="Tolsey Data Board",
)


def test_a_due_day_belongs_to_its_action() -> None:
    archive = MemoryArchive([ACTIONS])
    units = [unit.text for hit in archive.search(Query("data plan library museum", NO_FILTERS, 9)).hits for unit in find_units(ACTIONS, hit)]
    assert any(text.endswith("with the library. Due: August.") for text in units)
    assert not any(text.startswith("Due:") for text in units)


PRESENT = build_paper(
    "tolsey-council-2022-11-08.pdf",
    "Minutes of Tolsey Borough Council",
    "2022-11-08",
    [
        ("body", None, "Present: Arthur Lane, Bea Holt, Carl Moss."),
        ("heading", "4.", "Chain ferry"),
        ("body", "4.1", "4.1 Bea Holt said that the ferry would be painted green."),
    ],
    body="Tolsey Borough Council",
)
ARCHIVE_WITH_LIST = MemoryArchive([PRESENT])


def test_a_list_of_those_present_is_marked_as_one() -> None:
    findings = find_all_evidence(ARCHIVE_WITH_LIST, read_question("What did Bea Holt say about the ferry?"), NO_FILTERS, load_coefficients())
    said = next(item for item in findings.ranked if "painted green" in item.unit.text)
    assert (said.features["attendance"], said is findings.ranked[0]) == (0.0, True)
    assert any(item.features["attendance"] for item in findings.ranked if "Bea Holt" in item.unit.text and item is not said)
    chair = find_all_evidence(ARCHIVE_WITH_LIST, read_question("Who was the chair of the ferry meeting?"), NO_FILTERS, load_coefficients())
    assert not any(item.features["attendance"] for item in chair.ranked)


RETIRING = build_paper(
    "tolsey-watch-2022-10-04.pdf",
    "Minutes of the Tolsey Watch Committee",
    "2022-10-04",
    [
        ("heading", "6.", "Constables"),
        (
            "body",
            "6.1",
            "6.1 The Superintendent thanked the members for their patience over the long winter, which had been hard on the old boats and harder on the men, and he said with regret that Constable Bea Holt, "
            "Ferry End, and Sergeant Arthur Lane, Quay Street, had both lately confirmed that they would be retiring at Easter, whatever the papers had "
            "printed about them before, so that the watch house would for some weeks be open on Mondays only.",
        ),
    ],
    body="Tolsey Watch Committee",
)  # fmt: skip


def test_a_long_sentence_is_cut_beside_names_and_shown_to_be_cut() -> None:
    archive = MemoryArchive([RETIRING])
    answer = answer_question(archive, "Who in Ferry End and Quay Street would be retiring?")
    text = answer.text or ""
    assert "Constable Bea Holt, Ferry End, and Sergeant Arthur Lane, Quay Street, had both" in text
    assert "Bea Holt. … and he said with regret" in text
    assert text.endswith("printed about them before …")
    assert "….." not in text
    assert all("…" not in citation.quote for citation in answer.citations)


PAYMENTS = build_paper(
    "tolsey-accounts-2022-12-06.pdf",
    "Minutes of Tolsey Borough Council",
    "2022-12-06",
    [
        ("heading", "7.", "Payments"),
        (
            "body",
            "7.1",
            "7.1 Churchyard – mowing - £250 (No. 120), Village Hall – hire of room - £40.00 (No. 121), Rose Tarn – valuation of the ferry slip - £325 (No. 122), "
            "Clerk – salary - £340.75 (No. 123).",
        ),
    ],
    body="Tolsey Borough Council",
)  # fmt: skip


@pytest.mark.parametrize(("question", "amount"), [("How much was Rose Tarn paid to value the ferry slip?", "£325"), ("How much was paid for the hire of the village hall?", "£40.00")])
def test_of_a_line_of_payments_the_one_whose_item_it_is(question: str, amount: str) -> None:
    findings = find_all_evidence(MemoryArchive([PAYMENTS]), read_question(question), NO_FILTERS, load_coefficients())
    assert write_figure(MemoryArchive([PAYMENTS]), findings).short == amount


def test_who_is_answered_with_the_name_however_like_the_question_the_office_is() -> None:
    lines = [("row", None, "Name\tOffice"), ("row", None, "Helen Marsh\tHead of Standards and Ethics"), ("row", None, "Owen Tarrant\tTreasurer")]
    archive = MemoryArchive([build_paper("notes.txt", "Notes of the meeting", "2024-03-05", [("heading", None, "Present"), *lines])])
    findings = find_all_evidence(archive, read_question("Who looked after standards and ethics?"), NO_FILTERS, load_coefficients())
    assert write_person(archive, findings).short == "Helen Marsh"


def test_two_names_are_said_with_and() -> None:
    archive = MemoryArchive([build_paper("notes.txt", "Notes of the meeting", "2024-03-05", [("body", "3.", "3. Councillor Helen Marsh & Councillor Owen Tarrant agreed to obtain and put up the bunting.")])])
    findings = find_all_evidence(archive, read_question("Who agreed to put up the bunting?"), NO_FILTERS, load_coefficients())
    assert write_person(archive, findings).short == "Councillor Helen Marsh and Councillor Owen Tarrant"
