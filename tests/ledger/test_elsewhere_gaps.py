"""A paper seen from the others, and meetings of which no paper is here."""

from __future__ import annotations

import pytest

from ingest.records import Mention
from ingest.spans import Span
from ledger.elsewhere import find_references, find_versions
from ledger.gaps import find_gaps, names_a_meeting
from tests.ledger.papers import PANEL, Holding, make_paper, named

FERRY = ["The ferry at Pell was out of service for eleven days after the storm of 9 January."]
CULVERT = ["The culvert under Mill Lane was cleared by contractors in the week after the flood."]
DRAFT = make_paper("draft.txt", "2024-03-05", [("12/24 Ferry", ["The ferry was out of service for nine days after the storm of 9 January.", *CULVERT])], status="draft")
FINAL = make_paper("final.txt", "2024-03-05", [("12/24 Ferry", [*FERRY, *CULVERT])])
NEXT = make_paper(
    "next.txt",
    "2024-05-07",
    [
        ("20/24 Minutes of the previous meeting", ["In minute 12/24 the words “out of service for nine days” be replaced by “out of service for eleven days”."]),
        ("21/24 Matters arising", ["The minutes of the meeting held on 5 March 2024 were confirmed.", "The storm of 5 March 2024 was mild."]),
    ],
)
PACK = make_paper("pack.txt", "2024-05-07", [("1/24 Ferry", FERRY), ("2/24 Culvert", CULVERT), ("3/24 Buses", ["The last bus from Marlock leaves the market square at ten minutes to nine.", "Fares on the river route rise by a tenth at the beginning of October."])], doc_type="agenda")
REPORT = make_paper("report.txt", "2024-05-07", [("1/24 Ferry", FERRY), ("2/24 Culvert", CULVERT)], doc_type="report")


class Mentioning(Holding):
    def find_mentions(self, label: str, value: str) -> tuple[tuple[str, Mention], ...]:
        return tuple((doc_id, one) for doc_id in self.held for one in self.mentions(doc_id) if (one.label, one.value) == (label, value))


def test_versions_of_minutes_and_papers_bound_into_a_pack() -> None:
    holding = Mentioning(DRAFT, FINAL, PACK, REPORT)
    assert [(version.doc_id, version.kind, version.changes) for version in find_versions(holding, FINAL.doc_id)] == [(DRAFT.doc_id, "same minutes", 1)]
    assert [(version.doc_id, version.kind) for version in find_versions(holding, REPORT.doc_id)] == [(PACK.doc_id, "holds this paper")]
    assert find_versions(Mentioning(FINAL, NEXT), NEXT.doc_id) == ()


def test_corrections_and_sentences_that_name_the_meeting() -> None:
    tags = {NEXT.doc_id: named(NEXT, ("5 March 2024", "DATE", "2024-03-05"))}
    holding = Mentioning(DRAFT, FINAL, NEXT, tags=tags)
    found = [(reference.kind, NEXT.quote(reference.place.span)) for reference in find_references(holding, FINAL.doc_id)]
    assert found == [
        ("corrects it", "In minute 12/24 the words “out of service for nine days” be replaced by “out of service for eleven days”."),
        ("names the meeting", "The minutes of the meeting held on 5 March 2024 were confirmed."),
    ]
    assert find_references(holding, NEXT.doc_id) == ()


@pytest.mark.parametrize(
    ("sentence", "day", "is_named"),
    [
        ("The minutes of the meeting held on 4 June 2024 were confirmed.", "4 June 2024", True),
        ("Date of next meeting: Tuesday 17 September 2024 at 2.00 pm", "17 September 2024", True),
        ("The next meeting will be held on 17 September 2024.", "17 September 2024", True),
        ("The Panel will next meet on 17 September 2024.", "17 September 2024", True),
        ("The minutes of 4 June 2024 were signed.", "4 June 2024", True),
        ("The meeting of the Wenmark Police and Crime Panel on 4 June 2024 was webcast.", "4 June 2024", True),
        ("The meeting of the Audit Committee on 4 June 2024 noted the accounts.", "4 June 2024", False),
        ("A public meeting on 4 June 2024 heard from forty residents.", "4 June 2024", False),
        ("The meeting with the Chief Constable on 4 June 2024 was useful.", "4 June 2024", False),
        ("The meeting on 4 June 2024 was cancelled.", "4 June 2024", False),
        ("The bridge was closed on 4 June 2024.", "4 June 2024", False),
    ],
)
def test_a_day_that_is_said_to_be_of_a_meeting(sentence: str, day: str, is_named: bool) -> None:
    paper = make_paper("one.txt", "2024-05-07", [("1/24 Dates", [sentence])])
    start = paper.text.index(day)
    assert names_a_meeting(paper, Span(start, start + len(day)), PANEL) is is_named


def test_gaps_are_meetings_named_and_not_held() -> None:
    paper = make_paper(
        "may.txt",
        "2024-05-07",
        [("1/24 Minutes", ["The minutes of the meeting held on 5 March 2024 were confirmed.", "The minutes of the meeting held on 6 February 2024 were confirmed.", "Next meeting: 17 September 2024"])],
    )
    days = (("5 March 2024", "DATE", "2024-03-05"), ("6 February 2024", "DATE", "2024-02-06"), ("17 September 2024", "DATE", "2024-09-17"))
    holding = Mentioning(FINAL, paper, tags={paper.doc_id: named(paper, *days)})
    gaps = find_gaps(holding)
    assert [(gap.day, gap.body, gap.is_later) for gap in gaps] == [("2024-09-17", PANEL, True), ("2024-02-06", PANEL, False)]
    assert paper.quote(gaps[1].named[0].span) == "The minutes of the meeting held on 6 February 2024 were confirmed."
