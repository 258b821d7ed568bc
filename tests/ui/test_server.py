"""Routes and headers, without a browser and without Streamlit."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from index import Archive
from tests.index.papers import make_reading
from ui import links
from ui.links import permalink, quote_address
from ui.server import inline_script_hashes, make_middleware, make_routes, security_headers
from ui.settings import Settings, read_settings


def make_client(archive: Path, *, staff: bool = False) -> TestClient:
    """The routes and the guard around a stand-in for Streamlit's own upload route."""
    upload = Route("/_stcore/upload_file/{rest:path}", lambda request: PlainTextResponse("kept"), methods=["PUT"])
    app = Starlette(routes=[*make_routes(), upload], middleware=make_middleware(Settings(archive, staff=staff)))
    return TestClient(app, base_url="http://localhost:8501" if staff else "http://papers.example")


@pytest.mark.parametrize("path", ["/health", "/assets/app.js", "/papers/0123456789abcdef/pages/1.png", "/nowhere"])
def test_every_response_carries_the_headers(tmp_path: Path, path: str) -> None:
    headers = make_client(tmp_path / "none").get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_health_says_what_is_wrong(tmp_path: Path) -> None:
    answer = make_client(tmp_path / "none").get("/health")
    assert answer.status_code == 503
    assert "panelpapers add" in answer.json()["reason"]


@pytest.mark.parametrize(
    "path",
    [
        "/papers/0123456789abcdef/pages/0.png",
        "/papers/0123456789abcdef/pages/-1.png",
        "/papers/ABCDEF0123456789/pages/1.png",
        "/papers/..%2f..%2fetc/pages/1.png",
        "/papers/0123456789abcdef/../../main.db",
        "/cite/0123456789abcdef/1-zz",
        "/cite/0123456789abcdef/http:%2f%2fevil.example",
        "/assets/../server.py",
        "/assets/%2e%2e%2fserver.py",
        "/assets/app.css",
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
    ],
)
def test_nothing_else_is_served(tmp_path: Path, path: str) -> None:
    assert make_client(tmp_path).get(path).status_code == 404


def test_a_short_address_leads_to_the_words(tmp_path: Path) -> None:
    reading = make_reading("fees.txt", ["Members noted the accounts.", "The fee is £40 an hour."])
    with Archive.open(tmp_path / "archive", create=True, embedder="hashing") as archive:
        archive.put(reading)
    client = make_client(tmp_path / "archive")
    short = permalink(reading.document, reading.document.paragraphs[1].span)
    answer = client.get(short, follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == quote_address(reading.document, reading.document.paragraphs[1].span)
    with Archive.open(tmp_path / "archive", read_only=False) as archive:
        archive.put(make_reading("fees.txt", ["A new opening.", "The fee is £40 an hour."]))
    moved = client.get(short, follow_redirects=False)
    assert f"doc={reading.document.doc_id}" in moved.headers["location"]  # the page says that the paper was replaced


def test_another_site_cannot_drive_the_app(tmp_path: Path) -> None:
    client = make_client(tmp_path / "none")
    assert client.get("/assets/icon.svg", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.get("/assets/icon.svg", headers={"origin": "http://papers.example"}).status_code == 200


@pytest.mark.parametrize(("staff", "status"), [(False, 403), (True, 200)])
def test_uploading_is_for_staff(tmp_path: Path, staff: bool, status: int) -> None:
    assert make_client(tmp_path, staff=staff).put("/_stcore/upload_file/a/b", content=b"x").status_code == status


def test_hash_of_an_inline_script() -> None:
    page = "<script>\n1\n</script><script src='x'></script>"
    assert inline_script_hashes(page) == ["'sha256-PBL+VNcqg2ezLpeQ7yj8J15XmnKAnnIb2qth9B/WTJ4='"]
    assert len(inline_script_hashes(page)) == 1
    assert "style-src 'self' 'unsafe-inline'" in security_headers()["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("arguments", "environ", "archive", "staff"),
    [
        ([], {}, "archive", False),
        (["--archive", "here"], {"PANELPAPERS_ARCHIVE": "there"}, "here", False),
        (["--archive=here", "--staff"], {}, "here", True),
        ([], {"PANELPAPERS_ARCHIVE": "there", "PANELPAPERS_STAFF": "1"}, "there", True),
        ([], {"PANELPAPERS_STAFF": "0"}, "archive", False),
        (["--archive"], {}, "archive", False),
    ],
)
def test_settings(arguments: list[str], environ: dict[str, str], archive: str, staff: bool) -> None:
    settings = read_settings(arguments, environ)
    assert settings.archive == Path(archive).absolute()
    assert settings.staff is staff


@pytest.mark.parametrize("path", links.PAGES)
def test_every_page_bears_the_app_s_name_and_knows_where_the_app_lives(tmp_path: Path, path: str) -> None:
    """The browser then has no reason to look for the server below the page's own address."""
    page = make_client(tmp_path / "none").get(path)
    assert page.status_code == 200
    assert "<title>Panel Papers</title>" in page.text
    assert page.text.index("/assets/base.js") < page.text.index("<script type=\"module\"")
