"""Trying to get at a restricted paper over the network, in every way there is: by address, by question, by count."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from index import Archive
from ingest.chunk import find_passages
from ingest.load import load_file
from ingest.records import Mention, Obligation, Reading
from ingest.spans import Span
from ingest.structure import build_document
from tests.ui.conftest import PROJECT, put_untagged, wait_for
from tests.ui.papers import BODY, HEAD, make_minutes, make_patrol_report, make_pdf
from ui.api.openapi import PATHS
from ui.links import permalink, quote_address
from ui.server import make_middleware, make_routes
from ui.settings import Settings, read_settings

LET = "2.1 RESOLVED that the zebrawood hall (ZWH) at Harrowby be let to Quillon Estates for £777,123 a year."
TELLTALES = ("ebrawood", "Quillon", "777,123", "777123", "exempt-2031")
QUESTION = "To whom is the zebrawood hall at Harrowby let, and for how much?"


def make_exempt(folder: Path) -> Path:
    return make_pdf(
        folder / "exempt-2031-07-01.pdf", "Letting of the Zebrawood Hall", "Tuesday 1 July 2031",
        [(HEAD, "2. The hall"), (BODY, LET)], footer="NOT FOR PUBLICATION by virtue of paragraph 3",
    )  # fmt: skip


class Exempt:
    """The paper as the tests know it who have it: its id and its places."""

    def __init__(self, home: Path, path: Path) -> None:
        self.home = home
        document = build_document(load_file(path))
        start = document.text.index("RESOLVED")
        span = Span(start, document.text.index(" a year.") + 8)
        amount = document.text.index("£777,123")
        firm = document.text.index("Quillon Estates")
        mentions = (
            Mention(Span(firm, firm + 15), "ORG", "Quillon Estates", "Quillon Estates"),
            Mention(Span(amount, amount + 8), "MONEY", "£777,123", "777123"),
        )
        with Archive.open(home, create=True, embedder="hashing") as archive:
            found = Obligation("decision", span, 0, made_on="2031-07-01", cue="resolved")
            archive.put(Reading(document, mentions, (found,), find_passages(document, archive.embedder.count_tokens)))
            assert archive.paper(document.doc_id).restricted_because.startswith("printed on it: NOT FOR PUBLICATION")
        self.document, self.span = document, span


@pytest.fixture(scope="module")
def exempt(tmp_path_factory: pytest.TempPathFactory) -> Exempt:
    folder, home = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("shelf") / "archive"
    with Archive.open(home, create=True, embedder="hashing") as archive:
        for path in (make_patrol_report(folder), make_minutes(folder)):
            put_untagged(archive, path)
    return Exempt(home, make_exempt(folder))


def make_client(settings: Settings, peer: str = "203.0.113.9") -> TestClient:
    app = Starlette(routes=make_routes(), middleware=make_middleware(settings))
    return TestClient(app, base_url="http://papers.example", client=(peer, 50000))


def tells(content: bytes, asked: str = "") -> list[str]:
    """Which telltales are in a response, looking into packs; not those that the address itself says, which are echoed."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            content = b"".join(name.encode() + (b"" if name.endswith(".png") else pack.read(name)) for name in pack.namelist())
    text = content.decode("utf-8", "replace")
    return [word for word in TELLTALES if word in text and word not in unquote(asked)]


def addresses(exempt: Exempt) -> list[str]:
    """Every route with the paper's own id, span, words and names in every parameter that it takes."""
    doc_id, at = exempt.document.doc_id, f"{exempt.span.start}-{exempt.span.end}"
    values = {
        "question": [QUESTION], "q": [QUESTION, '"zebrawood hall"', "ZWH", "org:Quillon hall", "hall after:2031"], "paper": [doc_id], "at": [at],
        "organisation": ["Quillon Estates"], "amount_min": ["777000"], "amount_max": ["778000"], "from": ["2031-07-01"], "to": ["2031-07-01"],
        "body": ["Wenmark Police and Crime Panel"], "words": ["zebrawood"], "owner": ["Quillon"], "order": ["date"], "format": ["csv"], "para": ["2.1"],
    }  # fmt: skip
    made = [
        f"/papers/{doc_id}/pages/1.png", permalink(exempt.document, exempt.span), f"/cite/{doc_id}/5-0123456789ab", "/health",
        f"/api/papers/{doc_id}?x=1", f"/api/papers/{doc_id[:8]}", f"/api/papers/{doc_id.upper()}", "/api/papers/exempt-2031-07-01.pdf",
    ]  # fmt: skip
    for path, _, parameters, needed, _ in PATHS:
        key = permalink(exempt.document, exempt.span).split("/")[3].split("?")[0]
        base = path.replace("{doc_id}", doc_id).replace("{page_no}", "1").replace("{quote}", key).replace("{thread_id}", "0000")
        known = [name for name, *_ in parameters]
        fixed = "&".join(f"{name}={quote(values[name][0])}" for name in known if name in needed)
        made.append(f"{base}?{fixed}")
        for name in known:
            for value in values.get(name, ()):
                others = "&".join(f"{other}={quote(values[other][0])}" for other in known if other in needed and other != name)
                made.append(f"{base}?{name}={quote(value)}&{others}")
    made.append(f"/api/pack?paper={doc_id}&at={at}")
    return made


def test_no_address_shows_it_to_the_public(exempt: Exempt) -> None:
    client = make_client(Settings(exempt.home))
    tried = addresses(exempt)
    assert len(tried) > 80
    for address in tried:
        answer = client.get(address, follow_redirects=False)
        assert tells(answer.content, address) == [], address
        assert not answer.headers.get("content-type", "").startswith("image/"), address
        # what echoes its id is the id of the question, never a link that works
        assert tells(answer.headers.get("location", "").encode()) == [], address
    assert client.get("/health").json()["papers"] == 2
    assert client.get("/api/papers").json()["total"] == 2
    assert client.get(f"/api/search?q={quote('zebrawood')}").json()["matching"] == 0


def test_it_is_answered_as_a_paper_that_never_was(exempt: Exempt) -> None:
    """Not only refused: refused in the same words, so that nobody learns that there is something to refuse."""
    client = make_client(Settings(exempt.home))
    doc_id, never = exempt.document.doc_id, "0123456789abcdef"
    for path in ("/api/papers/{}", "/api/papers/{}/pages/1", "/papers/{}/pages/1.png", "/api/citation?paper={}&at=1-9", "/api/pack?paper={}&at=1-9",
                 "/api/quotes/{}/5-0123456789ab", "/api/search?q=hall&paper={}"):  # fmt: skip
        there, nowhere = client.get(path.format(doc_id)), client.get(path.format(never))
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content), path


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Remote-User": "clerk"},
        {"X-Remote-User": "clerk", "X-Forwarded-For": "10.1.2.3", "X-Real-IP": "10.1.2.3", "Forwarded": "for=10.1.2.3"},
        {"X-Panelpapers-Staff": "true"},
        {"Cookie": "_streamlit_user=eyJpc19sb2dnZWRfaW4iOnRydWV9"},
        {"Authorization": "Bearer clerk"},
    ],
)
def test_nobody_becomes_staff_by_saying_so(exempt: Exempt, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    proxied = {"PANELPAPERS_PROXY_HEADER": "X-Remote-User", "PANELPAPERS_PROXY_ADDRESS": "10.1.2.3", "PANELPAPERS_STAFF_USERS": "clerk", "PANELPAPERS_STAFF_LOGIN": "1"}
    client = make_client(replace(read_settings([], proxied), archive=exempt.home))
    for address in (f"/papers/{exempt.document.doc_id}/pages/1.png", f"/api/papers/{exempt.document.doc_id}", f"/api/search?q={quote(QUESTION)}"):
        answer = client.get(address, headers=headers)
        assert tells(answer.content, address) == []
        assert answer.status_code in (200, 404)


def test_staff_see_it_and_the_public_right_after_them_does_not(exempt: Exempt, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process, one sequence: nothing that was worked out for staff is kept for others."""
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    proxied = {"PANELPAPERS_PROXY_HEADER": "X-Remote-User", "PANELPAPERS_PROXY_ADDRESS": "10.1.2.3", "PANELPAPERS_STAFF_USERS": "clerk"}
    settings = replace(read_settings([], proxied), archive=exempt.home)
    staff, public = make_client(settings, "10.1.2.3"), make_client(settings)
    staff.headers["X-Remote-User"] = "clerk"
    doc_id = exempt.document.doc_id
    shown = 0
    for address in addresses(exempt):
        seen, answer = staff.get(address, follow_redirects=False), public.get(address, follow_redirects=False)
        shown += bool(tells(seen.content, address)) or seen.headers.get("content-type") == "image/png"
        assert tells(answer.content, address) == [], address
    assert shown > 30
    image = staff.get(f"/papers/{doc_id}/pages/1.png")
    assert image.headers["cache-control"] == "no-store"
    refused = public.get(f"/papers/{doc_id}/pages/1.png", headers={"If-None-Match": image.headers["etag"]})
    assert refused.status_code == 404
    assert staff.get("/api/papers").json()["total"] == 3


# ---------------------------------------------------------------- the pages, in a real browser


@pytest.fixture(scope="module")
def proxied_url(exempt: Exempt, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real app, with this machine as its proxy: a browser that sends the header is one of staff."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("log") / "app.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PANELPAPERS_")}
    environment |= {"PANELPAPERS_PROXY_HEADER": "X-Remote-User", "PANELPAPERS_PROXY_ADDRESS": "127.0.0.1", "PANELPAPERS_STAFF_USERS": "clerk"}
    command = [sys.executable, "-m", "panelpapers", "serve", "--archive", str(exempt.home), "--port", str(port), "--no-browser"]
    with log.open("wb") as output:
        child = subprocess.Popen(command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, child, log, seconds=120)
            yield url
        finally:
            child.terminate()
            child.wait(timeout=20)


@pytest.mark.browser
def test_pages_show_it_to_staff_alone(exempt: Exempt, browser: Any, proxied_url: str) -> None:
    paths = [
        quote_address(exempt.document, exempt.span), f"/paper?doc={exempt.document.doc_id}", f"/?q={quote(QUESTION)}", f"/search?q={quote(QUESTION)}",
        f"/search?q=hall&in={exempt.document.doc_id}", "/papers", "/papers?find=exempt", "/register", "/register?words=zebrawood", "/people", "/meetings", "/figures?q=hall",
    ]  # fmt: skip
    shown = {}
    for who, headers in (("staff", {"X-Remote-User": "clerk"}), ("public", {"X-Remote-User": "visitor"})):
        context = browser.new_context(extra_http_headers=headers)
        page = context.new_page()
        for path in paths:
            page.goto(proxied_url + path)
            page.wait_for_selector("#main", timeout=120_000)
            page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=120_000)
            page.wait_for_timeout(1_000)  # a page that is worked out shows a first state before
            shown[who, path] = tells(page.locator("#main").inner_text().encode(), path)
            if who == "public":
                assert shown[who, path] == [], path
                assert "Add papers" not in page.locator("body").inner_text()
        context.close()
    assert sum(bool(words) for (who, _), words in shown.items() if who == "staff") >= 7, shown
    # and without a browser: the socket of the pages carries nothing of it to the public either
    assert httpx.get(f"{proxied_url}/papers/{exempt.document.doc_id}/pages/1.png").status_code == 404
    assert httpx.get(f"{proxied_url}/papers/{exempt.document.doc_id}/pages/1.png", headers={"X-Remote-User": "clerk"}).status_code == 200
    assert re.search("Not offered|switched off", httpx.put(f"{proxied_url}/_stcore/upload_file/a/b", content=b"x").text)
