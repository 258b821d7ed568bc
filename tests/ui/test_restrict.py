"""The staff's control for restricted papers, drawn and used as on the page."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from index import Archive
from tests.index.papers import SERIES, make_reading

SECRET = make_reading("lease.txt", ["The zebrawood lease was let."], title="Zebrawood lease")


def script(home: str) -> None:
    from pathlib import Path

    from index import Archive
    from ui import restrict
    from ui.settings import Settings

    with Archive.open(home, restricted=True) as archive:
        restrict.draw(Settings(Path(home), staff=True), archive.papers())


def test_a_paper_is_opened_only_by_who_has_read_it_and_marked_again(tmp_path: Path) -> None:
    home = tmp_path / "archive"
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(SECRET, restricted=True)

    def in_public() -> bool:
        with Archive.open(home) as archive:
            return "lease.txt" in {paper.file for paper in archive.papers()}

    test = AppTest.from_function(script, default_timeout=240, kwargs={"home": str(home)}).run()
    assert not test.exception
    assert any(option.startswith("Restricted: Zebrawood lease") for option in test.selectbox[0].options)
    test.selectbox[0].select(SECRET.document.doc_id).run()
    assert test.button[0].label == "Open to the public"
    assert test.button[0].disabled
    test.checkbox[0].check().run()
    test.button[0].click().run()
    assert in_public()
    test.selectbox[0].select(SECRET.document.doc_id).run()
    assert test.button[0].label == "Mark as restricted"
    test.button[0].click().run()
    assert not in_public()
