"""Old addresses of a paper lead on, and the reader is told when the words are not those of the link."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from index import Archive
from tests.index.papers import make_reading
from ui import links
from ui.landing import land, landing_address

LINES = ["Members noted the accounts.", "The fee for the hall at Tolsey is £40 an hour.", "Any other business."]


@pytest.mark.parametrize(
    ("later", "state", "says", "words"),
    [
        (LINES, "same", "", LINES[1]),
        (["A new opening.", *LINES], "replaced", "unchanged", LINES[1]),
        ([LINES[0], "The fee for the hall at Tolsey is £45 an hour."], "changed", "This is paragraph 2 as it is now", "The fee for the hall at Tolsey is £45 an hour."),
        (["Withdrawn."], "changed", "The wording changed", None),
        (None, "gone", "no longer in the archive", None),
    ],
)
def test_a_quote_address_after_the_paper_was_replaced(tmp_path: Path, later: list[str] | None, state: str, says: str, words: str | None) -> None:
    old = make_reading("fees.txt", LINES)
    parameters = parse_qs(urlsplit(links.quote_address(old.document, old.document.paragraphs[1].span)).query)
    with Archive.open(tmp_path / "archive", create=True, embedder="hashing") as archive:
        archive.put(old)
        if later is None:
            archive.remove("fees.txt")
        else:
            archive.put(make_reading("fees.txt", later))
        landed = land(archive, parameters)
        assert (landed.state, says in landed.remark) == (state, True)
        assert bool(landed.remark) is bool(says)
        shown = archive.document(landed.doc_id).quote(landed.at).rstrip(".") if landed.at else None
        assert shown == (words and words.rstrip("."))
        # the short address tells the page the same story
        assert land(archive, parse_qs(urlsplit(landing_address(landed, archive, parameters)).query)).state == state


@pytest.mark.parametrize(
    ("query", "words", "says"),
    [
        ("para=3", LINES[2], ""),
        ("para=9", None, "no paragraph 9"),
        ("at=0-7", "Members", ""),
        ("at=0-99999", None, "read anew"),
        ("quote=5-zz&para=2", LINES[1], ""),
        ("", None, ""),
        ("quote=../../x&at=9-3&para=%00", None, "read anew"),
    ],
)
def test_addresses_by_place(tmp_path: Path, query: str, words: str | None, says: str) -> None:
    reading = make_reading("fees.txt", LINES)
    with Archive.open(tmp_path / "archive", create=True, embedder="hashing") as archive:
        archive.put(reading)
        landed = land(archive, parse_qs(f"doc={reading.document.doc_id}&{query}"))
        assert (archive.document(landed.doc_id).quote(landed.at) if landed.at else None) == words
        assert says in landed.remark


@pytest.mark.parametrize("doc_id", ["", "../../etc", "0123456789abcdef", "XYZ"])
def test_no_such_paper(tmp_path: Path, doc_id: str) -> None:
    with Archive.open(tmp_path / "archive", create=True, embedder="hashing") as archive:
        assert land(archive, {"doc": [doc_id], "at": ["1-2"]}).state == "gone"
