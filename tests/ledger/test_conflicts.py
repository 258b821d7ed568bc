"""Where papers are at odds with the calendar, with their own sums, or with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.records import Document
from ingest.spans import Span
from ledger.conflicts import conflicts_for, find_conflicts, save_conflicts
from tests.ledger.papers import Holding, make_paper, named


def conflicts_of(*papers: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(conflict.kind, conflict.values) for conflict in find_conflicts(Holding(*papers))]


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("The round closes on Friday 31 November 2024.", "impossible date", "Friday 31 November 2024"),
        ("The scheme runs until 30th February 2025.", "impossible date", "30th February 2025"),
        ("The fair was held on Monday 14 May 2024.", "weekday and date", "Monday 14 May 2024"),
        ("The fair will be held on Saturday 8 June.", None, None),
        ("The fair will be held on Sunday 8 June.", "weekday and date", "Sunday 8 June"),
        ("Next year the fair will be held on Sunday 8 June.", None, None),
        ("The open day will take place on 4 April 2024.", "date out of order", "4 April 2024"),
        ("He had said that the open day would take place on 4 April 2024.", None, None),
        ("The minutes of the previous meeting held on 9 May 2025 were agreed.", "date out of order", "9 May 2025"),
        ("Performance meeting Wednesday 15 May 2024 10.00pm, Guildhall", "misprint", "10.00pm"),
        ("The meeting of Wednesday 15 May 2024 closed at 10.00pm.", None, None),
        ("A new roof would cost about £4.500 with VAT.", "misprint", "£4.500"),
        ("The budget is £4.500m this year.", None, None),
        ("It was agreed to ask for a 5% increase on last year's £5,000, amounting to £5,400.", "does not add up", "5% increase"),
        ("It was agreed to ask for a 5% increase on last year's £5,000, amounting to £5,250.", None, None),
        ("There were 12 visits by staff and 20 by volunteers. These ranged from 4 by night, 9 at weekends and 11 by day.", "does not add up", "32"),
        ("There were 12 visits by staff and 20 by volunteers. These ranged from 4 by night, 9 at weekends and 19 by day.", None, None),
    ],
)
def test_one_passage(words: str, kind: str | None, value: str | None) -> None:
    found = conflicts_of(make_paper("a.txt", "2024-05-21", [("Report", [words])], doc_type="report"))
    assert [(k, values[0]) for k, values in found] == ([(kind, value)] if kind else [])


def test_a_meeting_has_one_day_in_the_heading_and_another_under_it() -> None:
    words = "The minutes of the last meeting held on 24th March 2024 were agreed."
    assert conflicts_of(make_paper("a.txt", "2024-05-21", [("Minutes of the meeting of 26th March 2024", [words])])) == [("two dates", ("26th March 2024", "24th March 2024"))]
    assert conflicts_of(make_paper("b.txt", "2024-05-21", [("Minutes of the meeting of 24th March 2024", [words])])) == []


def test_one_day_of_one_meeting_with_two_years() -> None:
    said = ["At the Estates Committee held on 29 January 2024 members saw the plan.", "The Estates Committee held on 29 January 2023 had the map."]
    assert conflicts_of(make_paper("a.txt", "2024-02-20", [("Estates", said)], doc_type="report")) == [("two dates", ("29 January 2024", "29 January 2023"))]


def test_an_item_a_thousand_times_too_small_for_its_total() -> None:
    items = ["• £900k for the office", "• £45,200 to the Constabulary", "• £600k for buildings", "• Supported by £700k from reserves"]
    whole = "The budget rests on income of £46,000k."
    paper = make_paper("a.txt", "2024-05-21", [("Budget", ["The budget is made up of", *items, whole])])
    assert conflicts_of(paper) == [("misprint", ("£45,200",))]
    right = make_paper("b.txt", "2024-05-21", [("Budget", ["The budget is made up of", *(item.replace("£45,200", "£45,200k") for item in items), whole])])
    assert conflicts_of(right) == []


def test_the_last_row_of_a_table_is_not_its_sum() -> None:
    table = "District\t2023\t2024\nHarrowby\t10\t12\nTolsey\t20\t21\nMarlock\t30\t33\nTotal\t60\t69"
    assert conflicts_of(make_paper("a.txt", "2024-05-21", [("Counts", [table])])) == [("does not add up", ("69", "66"))]


@pytest.mark.parametrize(
    ("other", "day", "found"),
    [
        ("Four of the six advice centres were open.", "2024-05-21", ("Five of the six advice centres are open", "Four of the six advice centres were open")),
        ("Four of the six advice centres were open.", "2024-09-21", None),
        ("Five of the six advice centres were open.", "2024-05-21", None),
        ("Four of the six vans were in use.", "2024-05-21", None),
    ],
)
def test_counts_of_one_meeting(other: str, day: str, found: tuple[str, str] | None) -> None:
    report = make_paper("report.txt", "2024-05-21", [("Centres", ["Five of the six advice centres are open."])], doc_type="report")
    minutes = make_paper("minutes.txt", day, [("Centres", [other])])
    assert [(kind, set(values)) for kind, values in conflicts_of(report, minutes)] == ([("two figures", set(found))] if found else [])


def test_two_sums_under_one_name_and_two_periods_of_one_plan() -> None:
    said = ["The forecast for the year was an overspend of £520k overall.", "The forecast for vehicles was an overall overspend of £335k."]
    assert conflicts_of(make_paper("a.txt", "2024-05-21", [("Finance", said)])) == [("two figures", ("£520k", "£335k"))]
    plans = ["Medium Term Estates Plan 2023/24 to 2026/27", "The Constabulary's Medium Term Estates Plan 2022/23 to 2025/26 was noted."]
    assert conflicts_of(make_paper("b.txt", "2024-05-21", [("Estates", plans)])) == [("two dates", ("2023/24 to 2026/27", "2022/23 to 2025/26"))]
    spaced = ["Tolsey Local Area Plan 2023 – 2029", "The Tolsey Local Area Plan 2023-2029 was noted."]
    assert conflicts_of(make_paper("c.txt", "2024-05-21", [("Estates", spaced)])) == []


def test_a_new_figure_beside_an_older_one_under_one_heading() -> None:
    said = ["The longest wait for a reply was 60 days.", "The Clerk said that the new average figure was 14 days."]
    assert conflicts_of(make_paper("a.txt", "2024-05-21", [("Complaints", said)])) == [("two figures", ("60 days", "14 days"))]
    assert conflicts_of(make_paper("b.txt", "2024-05-21", [("Complaints", said[:1]), ("Repairs", said[1:])])) == []


@pytest.mark.parametrize(("second", "value", "found"), [("2 April", "2024-04-02", True), ("26 March", "2024-03-26", False), ("March", "2024-03", False), ("9 August", "2024-08-09", False)])
def test_one_event_on_two_days(second: str, value: str, found: bool) -> None:
    one = make_paper("a.txt", "2024-05-21", [("Library", ["The new library at Marlock was opened by the Mayor on 26 March."])])
    two = make_paper("b.txt", "2024-06-18", [("Library", [f"The Mayor opened the new library at Marlock in {second}, with a fair."])])
    tags = {one.doc_id: named(one, ("26 March", "DATE", "2024-03-26")), two.doc_id: named(two, (second, "DATE", value))}
    assert [conflict.kind for conflict in find_conflicts(Holding(one, two, tags=tags))] == (["two dates"] if found else [])


def test_a_passage_that_a_later_meeting_corrected() -> None:
    draft = make_paper("march.txt", "2024-03-05", [("7/24 Figures", ["Sickness stood at 8.9% of contracted days."])], status="draft")
    later = make_paper("may.txt", "2024-05-07", [("12/24 Minutes", ["In minute 7/24 of the last minutes the figure 8.9% be changed to 9.8%."])])
    holding = Holding(draft, later)
    at = draft.text.index("8.9%")
    assert [(conflict.kind, [place.doc_id for place in conflict.places]) for conflict in conflicts_for(holding, draft.doc_id, Span(at, at + 4))] == [
        ("corrected", [draft.doc_id, later.doc_id])
    ]


def test_a_passage_is_told_its_conflicts_and_others_none() -> None:
    paper = make_paper("a.txt", "2024-05-21", [("Grants", ["The round closes on Friday 31 November 2024.", "The Chair thanked all."])], doc_type="report")
    holding = Holding(paper)
    at, other = paper.text.index("31 November"), paper.text.index("The Chair")
    assert [conflict.kind for conflict in conflicts_for(holding, paper.doc_id, Span(at, at + 4))] == ["impossible date"]
    assert conflicts_for(holding, paper.doc_id, Span(other, other + 9)) == ()
    assert conflicts_for(holding, "0" * 16, Span(0, 5)) == ()


def test_what_was_kept_is_of_one_state_and_shows_no_paper_that_is_gone(tmp_path: Path) -> None:
    paper = make_paper("a.txt", "2024-05-21", [("Grants", ["The round closes on Friday 31 November 2024."])], doc_type="report")
    holding = Holding(paper)
    holding.path = str(tmp_path)
    assert save_conflicts(holding) == 1
    later = Holding(paper)
    later.path = str(tmp_path)
    later.sequence = 2
    assert [conflict.kind for conflict in find_conflicts(later)] == ["impossible date"]
    without = Holding(make_paper("b.txt", "2024-05-21", [("Grants", ["All was well."])]))
    without.path, without.sequence = str(tmp_path), 1
    kept = tmp_path / "ledger"
    (kept / "all-conflicts-whole.json").write_bytes((kept / "all-conflicts-public.json").read_bytes())
    assert find_conflicts(without) == ()
