"""The API: the command line's answers, typed errors, limits; feeds and evidence packs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from index import Archive
from index.records import Query
from panelpapers import main
from tests.index.papers import SERIES
from tests.ui.papers import QUOTE
from ui.api.openapi import PATHS, make_description
from ui.api.routes import ROUTES
from ui.feeds import FeedEntry, to_atom
from ui.links import permalink
from ui.server import make_middleware, make_routes
from ui.settings import Settings
from ui.tables import to_csv

ATOM = "{http://www.w3.org/2005/Atom}"


def make_client(archive: Path, **settings: object) -> TestClient:
    app = Starlette(routes=make_routes(), middleware=make_middleware(Settings(archive, **settings)))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://papers.example", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def series_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api") / "archive"
    with Archive.open(folder, create=True, embedder="hashing") as archive:
        for reading in SERIES:
            archive.put(reading)
    return folder


@pytest.fixture(scope="module")
def client(series_dir: Path) -> TestClient:
    return make_client(series_dir)


def on_the_command_line(archive: Path, *arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, [*arguments, "--json", "--archive", str(archive)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# ---------------------------------------------------------------- the same answers as the command line


@pytest.mark.parametrize("question", ["How much did the precept rise to?", "Which airline sponsors the marathon in Lisbon?"])
def test_ask_answers_as_the_command_line(client: TestClient, series_dir: Path, question: str) -> None:
    answer = client.get("/api/ask", params={"question": question}).json()
    (row,) = on_the_command_line(series_dir, "ask", question)
    for citation in answer["citations"]:
        assert citation.pop("link").startswith("http://papers.example/cite/")
    assert answer == {"question": question, **row}


def test_another_kind_of_answer_is_given_as_on_the_command_line(client: TestClient, series_dir: Path) -> None:
    question = "How much did the precept rise to?"
    answer = client.get("/api/ask", params={"question": question, "kind": "yes_no", "type": "minutes"}).json()
    (row,) = on_the_command_line(series_dir, "ask", question, "--kind", "yes_no", "--type", "minutes")
    for citation in answer["citations"]:
        citation.pop("link")
    assert answer == {"question": question, **row}
    assert (answer["kind"], ["kind", "yes or no"] in answer["understood"]) == ("yes_no", True)
    pack = open_pack(client.get("/api/pack", params={"question": question, "kind": "yes_no"}).content)
    assert json.loads(pack.read("evidence.json"))["kind"] == "yes_no"


def test_search_finds_what_the_command_line_finds(client: TestClient, series_dir: Path) -> None:
    answer = client.get("/api/search", params={"q": "burglary in Harrowby", "top": 3, "from": "2024-01", "type": "minutes"}).json()
    rows = on_the_command_line(series_dir, "search", "burglary in Harrowby", "--top", "3", "--from", "2024-01-01", "--type", "minutes")
    assert [{name: hit[name] for name in row} for hit, row in zip(answer["hits"], rows, strict=True)] == rows
    assert answer["matching"] == 2
    first = answer["hits"][0]
    with Archive.open(series_dir) as archive:
        document = archive.document(first["doc_id"])
    assert document.text[first["start"] : first["end"]] == first["text"]
    assert re.fullmatch(r"WPCP \d+ \w+ 2024, para 1, p\.1", first["label"])


def test_register_has_the_rows_of_the_command_line(client: TestClient, series_dir: Path) -> None:
    answer = client.get("/api/register", params={"kind": "decision"}).json()
    rows = on_the_command_line(series_dir, "register", "--kind", "decision")
    assert rows
    assert [{name: value for name, value in row.items() if name != "link"} for row in answer["rows"]] == rows
    assert answer["total"] == len(rows)
    assert answer["coverage"]["papers"] == len(SERIES)


def test_what_is_outstanding_is_one_word(client: TestClient, series_dir: Path) -> None:
    answer = client.get("/api/register", params={"state": "outstanding", "kind": "owed"}).json()
    assert answer["rows"] == client.get("/api/register?status=overdue&status=open&status=never+mentioned+again&kind=commitment&kind=action").json()["rows"]
    rows = on_the_command_line(series_dir, "register", "--status", "outstanding", "--kind", "owed")
    assert [{name: value for name, value in row.items() if name != "link"} for row in answer["rows"]] == rows


def test_signs_filters_and_order(client: TestClient) -> None:
    exact = client.get("/api/search", params={"q": '"rose by a fifth"'}).json()
    assert [hit["file"] for hit in exact["hits"]] == ["2024-09.txt"]
    by_day = client.get("/api/search", params={"q": "burglary Harrowby", "order": "date"}).json()
    assert [hit["meeting_date"] for hit in by_day["hits"]] == ["2024-09-10", "2024-03-05"]
    # the names in the address of a page do as well
    same = client.get("/api/search?q=year&by=Marlock+Town+Council&kind=report").json()
    assert {hit["body"] for hit in same["hits"]} == {"Marlock Town Council"}
    counted = client.get("/api/facets", params={"q": "burglary Harrowby"}).json()
    assert {item["value"]: item["papers"] for item in counted["years"]} == {"2024": 2}


def test_papers_and_what_is_in_them(client: TestClient) -> None:
    listed = client.get("/api/papers", params={"top": 2}).json()
    assert listed["total"] == len(SERIES)
    assert len(listed["papers"]) == 2
    assert not any("/" in name for paper in listed["papers"] for name in (paper["file"], *paper["also_as"]))
    doc_id = SERIES[0].document.doc_id
    paper = client.get(f"/api/papers/{doc_id}").json()
    assert paper["title"] == "Minutes of the panel"
    assert paper["sha256"] == SERIES[0].document.source.sha256
    assert client.get(f"/api/papers/{doc_id}/pages/1").json()["text"] == SERIES[0].document.text
    assert client.get(f"/api/papers/{doc_id}/pages").json()["pages"][0]["furniture"] == "WENMARK"
    numbers = [p["number"] for p in client.get(f"/api/papers/{doc_id}/paragraphs").json()["paragraphs"]]
    assert numbers == ["1", "2"]
    assert {m["value"] for m in client.get(f"/api/papers/{doc_id}/mentions").json()["mentions"]} == {"Jane Smith", "1817951"}
    assert client.get(f"/api/papers/{doc_id}/findings").json()["findings"][0]["kind"] == "decision"


def test_a_quote_by_its_own_words(client: TestClient) -> None:
    document = SERIES[0].document
    path, _, _ = permalink(document, document.paragraphs[1].span).partition("?")
    found = client.get(path.replace("/cite/", "/api/quotes/")).json()
    assert found["state"] == "moved"
    assert found["place"]["text"] == document.quote(document.paragraphs[1].span).rstrip(".")
    span = document.paragraphs[1].span
    cited = client.get("/api/citation", params={"paper": document.doc_id, "at": f"{span.start}-{span.end}", "accessed": "2026-11-28"}).json()
    assert cited["plain"].startswith("“The precept rose to £1,817,951 for the year.” (Minutes of the panel, WPCP 5 Mar 2024")
    assert cited["oscola"].endswith("accessed 28 November 2026")
    assert cited["quote"] == document.quote(span)


# ---------------------------------------------------------------- errors and limits

DOC = SERIES[0].document.doc_id


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/ask", 400, "missing_parameter"),
        ("/api/ask?question=", 400, "missing_parameter"),
        ("/api/ask?question=who&from=March", 400, "query"),
        ("/api/ask?question=who&from=2025&to=2024", 400, "query"),
        ("/api/ask?question=who&amount_min=lots", 400, "query"),
        ("/api/ask?question=who&paper=../../etc", 400, "wrong_value"),
        ("/api/ask?question=who&kind=colour", 400, "wrong_value"),
        ("/api/pack?question=who&kind=minutes", 400, "wrong_value"),
        ("/api/ask?question=who&callback=alert(1)", 400, "unknown_parameter"),
        (f"/api/ask?question={'x' * 3000}", 400, "query"),
        (f"/api/ask?question={'x' * 9000}", 400, "too_long"),
        ("/api/ask?question=who" + "&body=a" * 100, 400, "too_long"),
        ("/api/search?q=who&top=0", 400, "wrong_value"),
        ("/api/search?q=who&top=101", 400, "wrong_value"),
        ("/api/search?q=who&top=-1", 400, "wrong_value"),
        ("/api/search?q=who&top=1e9", 400, "wrong_value"),
        ("/api/search?q=who&format=xml", 400, "wrong_value"),
        ("/api/search?q=person:Nobody", 400, "query"),
        ("/api/register?kind=wish", 400, "query"),
        ("/api/register?from=yesterday", 400, "query"),
        ("/api/papers/0123456789abcdef", 404, "not_found"),
        ("/api/papers/..%2f..%2fmain.db", 404, "not_found"),
        (f"/api/papers/{DOC}/pages/2", 404, "not_found"),
        (f"/api/papers/{DOC}/pages/0", 404, "not_found"),
        (f"/api/papers/{DOC}/secrets", 404, "not_found"),
        (f"/api/citation?paper={DOC}&at=9-3", 404, "not_found"),
        (f"/api/citation?paper={DOC}&at=0-99999", 404, "not_found"),
        ("/api/pack", 400, "missing_parameter"),
        ("/api/threads/zzzz", 404, "not_found"),
        (f"/api/quotes/{DOC}/5-0123456789zz", 404, "not_found"),
        ("/api", 404, "not_found"),
        ("/api/", 404, "not_found"),
        ("/api/nowhere", 404, "not_found"),
        ("/feed/nowhere", 404, "not_found"),
        ("/feed/search", 400, "missing_parameter"),
    ],
)
def test_errors_are_typed(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, kind)
    assert "\n" not in answer.json()["error"]["message"]
    assert answer.headers["content-type"] == "application/json"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    answer = getattr(client, method)("/api/papers")
    assert answer.status_code == 405
    assert answer.json()["error"]["type"] == "method_not_allowed"
    assert answer.headers["allow"] == "GET, HEAD"


def test_another_site_is_refused_in_the_same_form(client: TestClient) -> None:
    answer = client.get("/api/papers", headers={"Origin": "http://evil.example"})
    assert (answer.status_code, answer.json()["error"]["type"]) == (403, "refused")


def test_no_archive_is_a_typed_error_without_a_path(tmp_path: Path) -> None:
    answer = make_client(tmp_path / "none").get("/api/papers")
    assert (answer.status_code, answer.json()["error"]["type"]) == (503, "unavailable")
    assert str(tmp_path) not in answer.text


def test_an_error_nobody_foresaw_tells_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object, **more: object) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("ui.shelf.Shelf.answer", fail)
    answer = client.get("/api/ask?question=who")
    assert (answer.status_code, answer.json()["error"]["type"]) == (500, "failed")
    assert "hunter2" not in answer.text


@pytest.mark.parametrize("text", ["<script>alert(1)</script> precept", "precept ' OR 1=1 --", "precept \u202e\u0000\u200b", "title:x AND (a OR b)^3 ~", "precept " * 200])
def test_odd_queries_are_words(client: TestClient, text: str) -> None:
    for path in ("/api/search", "/feed/search"):
        answer = client.get(path, params={"q": text})
        assert answer.status_code == 200
    assert ElementTree.fromstring(answer.content).tag == f"{ATOM}feed"


# ---------------------------------------------------------------- the description


def test_the_description_names_every_route_and_parameter(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["servers"] == [{"url": "http://papers.example"}]
    plain = {re.sub(r":\w+(?=\})", "", path) for path, _ in ROUTES} - {"/api/openapi.json"}
    assert set(described["paths"]) == plain
    for path, _, parameters, _, _ in PATHS:
        address = path.replace("{doc_id}", DOC).replace("{page_no}", "1").replace("{quote}", "5-0123456789ab").replace("{thread_id}", "abcd")
        for name, *_ in parameters:
            answer = client.get(f"{address}?{name}=1")
            assert "unknown_parameter" not in answer.text, f"{path} does not know {name}"
    assert make_description()["servers"] == []


# ---------------------------------------------------------------- tables


def test_tables_as_csv(client: TestClient) -> None:
    for path, columns in (("/api/search?q=precept&format=csv", "label"), ("/api/register?format=csv", "citation"), ("/api/papers?format=csv", "sha256")):
        answer = client.get(path)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith("attachment; ")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows
        assert all(row[columns] for row in rows)


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=HYPERLINK(\"http://evil.example\")", "'=HYPERLINK(\"http://evil.example\")"), ("+44 1642", "'+44 1642"), ("-5", "'-5"), ("@x", "'@x"), (-5, "-5"), ("5% = 3", "5% = 3"), (["a", "b"], "a; b"), (None, "")],
)
def test_no_cell_is_run_by_a_spreadsheet(value: object, cell: str) -> None:
    assert next(iter(csv.DictReader(io.StringIO(to_csv([{"a": value}], ["a"]).lstrip("\ufeff")))))["a"] == cell


# ---------------------------------------------------------------- feeds


def test_a_feed_of_a_search(client: TestClient, series_dir: Path) -> None:
    answer = client.get("/feed/search", params={"q": "burglary Harrowby", "from": "2024"})
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert f"urn:panelpapers:paper:{SERIES[1].document.doc_id}" in ids
    assert feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == "http://papers.example/search?q=burglary+Harrowby&from=2024-01-01"
    for entry in entries:
        found = entry.find(f"{ATOM}link")
        assert found is not None
        target = client.get((found.get("href") or "").removeprefix("http://papers.example"), follow_redirects=False)
        assert target.status_code == 302


def test_a_feed_of_the_register_by_the_address_of_its_page(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/feed/register?by=Marlock&kind=decision&state=").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == ["Marlock Town Council"]
    assert "Decision: The clerk Omar Reid" in (entries[0].findtext(f"{ATOM}title") or "")


def test_no_text_of_a_paper_breaks_a_feed() -> None:
    hostile = "</title><script>x</script> & \x00 \x1b \ud800 \u202e ]]>"
    entry = FeedEntry("k", hostile, 'http://papers.example/"><x', "2024-01-01T00:00:00+00:00", hostile, hostile)
    feed = ElementTree.fromstring(to_atom(hostile, "http://papers.example/?a=1&b=2", "http://papers.example/", [entry]).encode("utf-8"))
    assert len(list(feed.iter())) == 16
    assert "</title><script>x</script> &" in (feed.findtext(f"{ATOM}entry/{ATOM}title") or "")


def test_public_address_of_the_settings(series_dir: Path) -> None:
    found = make_client(series_dir, public_url="https://papers.wenmark.example").get("/api/papers").json()
    assert found["papers"][0]["link"].startswith("https://papers.wenmark.example/paper?doc=")


# ---------------------------------------------------------------- evidence packs


def open_pack(content: bytes) -> zipfile.ZipFile:
    pack = zipfile.ZipFile(io.BytesIO(content))
    assert pack.testzip() is None
    for line in pack.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(pack.read(name)).hexdigest() == digest
    return pack


def test_the_pack_of_an_answer(archive_dir: Path) -> None:
    client = make_client(archive_dir)
    question = "What did the new cycle patrol in Tolsey cost in its first year?"
    answer = client.get("/api/pack", params={"question": question})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="evidence.zip"'
    pack = open_pack(answer.content)
    told = json.loads(pack.read("evidence.json"))
    assert told["question"] == question
    assert "£48,250" in told["answer"]
    cited = told["citations"][0]
    assert cited["quote"] in QUOTE
    assert cited["link"].startswith("http://papers.example/cite/")
    with Archive.open(archive_dir) as archive:
        source = archive.paper(cited["doc_id"])
        plain = archive.page_image(cited["doc_id"], cited["page_no"])
        regions = archive.search(Query(QUOTE)).hits and archive.find_regions(cited["doc_id"], archive.document(cited["doc_id"]).paragraphs[0].span)
    assert told["sources"] == [
        {"file": source.file, "sha256": source.sha256, "title": source.title, "body": source.body, "meeting_date": source.meeting_date,
         "status": source.status, "doc_id": source.doc_id}
    ]  # fmt: skip
    assert regions
    assert plain is not None
    drawn = Image.open(io.BytesIO(pack.read(cited["pages"][0])))
    before = Image.open(io.BytesIO(plain)).convert("RGB")
    assert drawn.size == before.size
    yellow = sum(number for number, colour in drawn.getcolors(1 << 24) or [] if colour == (255, 226, 92))
    assert 0.002 * drawn.width * drawn.height < yellow < 0.1 * drawn.width * drawn.height
    assert not any(colour == (255, 226, 92) for _, colour in before.getcolors(1 << 24) or [])
    page = pack.read("evidence.html").decode()
    assert source.sha256 in page
    assert f'src="{cited["pages"][0]}"' in page
    assert "<mark" in page


def test_the_pack_of_a_refusal_and_of_a_quote(archive_dir: Path) -> None:
    client = make_client(archive_dir)
    refused = open_pack(client.get("/api/pack", params={"question": "Which airline sponsors the marathon in Lisbon?"}).content)
    told = json.loads(refused.read("evidence.json"))
    assert told["refused"] is True
    assert told["searched"]
    assert "Nearest passages (not an answer)" in refused.read("evidence.html").decode()
    with Archive.open(archive_dir) as archive:
        doc_id = next(paper.doc_id for paper in archive.papers() if paper.file.startswith("patrols"))
        start = archive.document(doc_id).text.index(QUOTE)
    quoted = open_pack(client.get("/api/pack", params={"paper": doc_id, "at": f"{start}-{start + len(QUOTE)}"}).content)
    assert json.loads(quoted.read("evidence.json"))["citations"][0]["quote"] == QUOTE
    assert len([name for name in quoted.namelist() if name.endswith(".png")]) == 1


def test_nothing_of_a_hostile_paper_acts_in_a_pack(archive_dir: Path) -> None:
    client = make_client(archive_dir)
    with Archive.open(archive_dir) as archive:
        doc_id = next(paper.doc_id for paper in archive.papers() if "hostile" in paper.file)
        text = archive.document(doc_id).text
    at = text.index("The lantern festival")
    pack = open_pack(client.get("/api/pack", params={"paper": doc_id, "at": f"{at}-{len(text.rstrip())}"}).content)
    assert all(re.fullmatch(r"evidence\.(html|json)|SHA256SUMS|pages/[A-Za-z0-9.-]+\.png", name) for name in pack.namelist())
    page = pack.read("evidence.html").decode()
    assert "<script" not in page
    assert "<form" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert "window.stolen" in page


def test_the_question_is_told_as_it_was_asked(client: TestClient) -> None:
    question = "What rose? <b>&\u202e" + "é"
    pack = open_pack(client.get(f"/api/pack?question={quote(question)}").content)
    assert "<b>" not in pack.read("evidence.html").decode().split("<main>")[1].split("</h1>")[0]
