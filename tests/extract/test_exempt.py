"""Notices that a paper is not for the public: which lines are one, and about what."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.extract.exempt import find_exempt_notice, find_exempt_notices, read_notice
from ingest.load import load_file
from ingest.structure import build_document


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("NOT FOR PUBLICATION", True),
        ("Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972", True),
        ("*** NOT FOR PUBLICATION ***", True),
        ("EXEMPT", True),
        ("Exempt – paragraph 1", True),
        ("EXEMPT INFORMATION", True),
        ("EXEMPT BY VIRTUE OF PARAGRAPH 4 OF PART 1 OF SCHEDULE 12A", True),
        ("PART II", False),
        ("Part II (exempt)", True),
        ("Part 2 – Private", True),
        ("RESTRICTED", True),
        ("OFFICIAL-SENSITIVE", True),
        ("Official – Sensitive: commercial", True),
        ("Protective marking: Restricted", True),
        ("This report is exempt from publication under paragraph 3.", True),
        ("By virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A", True),
        ("STRICTLY CONFIDENTIAL", True),
        ("NOT FOR PUBLICATION: agenda item 9, Complaint against the Commissioner", False),
        ("Exempt – see Appendix C", False),
        ("EXEMPT INFORMATION: None", False),
        ("Not for publication: Annex 2", False),
    ],
)
def test_notices(line: str, marked: bool) -> None:
    assert read_notice(line) == (line, marked)


@pytest.mark.parametrize(
    "line",
    [
        "Exempt items",
        "EXCLUSION OF THE PRESS AND PUBLIC",
        "Part II of the plan describes victims' services.",
        "Part I",
        "PART 2",
        "OFFICIAL",
        "Not exempt",
        "Status | Not confidential; appendix B (lease terms) exempt",
        "Restricted parking around the stadium",
        "Confidential reporting line for staff",
        "Exempt from council tax are students",
        "RESOLVED that the public be excluded because exempt information was likely to be disclosed.",
        "PRIVATE AND CONFIDENTIAL",
        "",
    ],
)
def test_what_is_no_notice(line: str) -> None:
    assert read_notice(line) is None


HEAD = "# Custody suite at Harrowby\n\nWenmark Police and Crime Panel\n\n14 March 2024\n\n"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"**NOT FOR PUBLICATION by virtue of paragraph 3**\n\n{HEAD}1.1 The lease costs £40,000.\n", "NOT FOR PUBLICATION by virtue of paragraph 3"),
        (f"{HEAD}EXEMPT\n\n1.1 The lease costs £40,000.\n", "EXEMPT"),
        (f"{HEAD}1.1 The lease costs £40,000.\n\n1.2 Appendix B is exempt.\n", None),
        (HEAD + "".join(f"1.{n} The suite has {n} cells.\n\n" for n in range(1, 20)) + "EXEMPT\n", None),
    ],
)
def test_a_paper_is_marked_by_its_head_alone(tmp_path: Path, text: str, quote: str | None) -> None:
    path = tmp_path / "paper.md"
    path.write_text(text, encoding="utf-8")
    notice = find_exempt_notice(build_document(load_file(path)))
    assert (notice.quote if notice else None) == quote


def test_the_notice_of_an_exempt_item_is_a_public_paper() -> None:
    paper = Path(__file__).resolve().parents[2] / "corpus" / "papers" / "notice-exempt-item-2023-06-22.pdf"
    document = build_document(load_file(paper))
    assert find_exempt_notice(document) is None
    assert [notice.marked for notice in find_exempt_notices(document)] == [False]
