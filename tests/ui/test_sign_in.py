"""Signing in by OIDC in a real browser: a provider, Streamlit's own login, and the restricted paper behind it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from tests.index.papers import SERIES, make_reading
from tests.ui.conftest import PROJECT, wait_for
from tests.ui.oidc_provider import CLIENT, run_provider

pytestmark = pytest.mark.browser
SECRET = make_reading("exempt.txt", ["The zebrawood lease was let to Quillon Estates."], title="Zebrawood lease")
WAIT = 120_000


@pytest.mark.parametrize(("email", "staff"), [("Ada@wenmark.example", True), ("tom@wenmark.example", False)])
def test_signing_in_opens_the_restricted_paper_to_staff_alone(tmp_path: Path, browser: Any, email: str, staff: bool) -> None:
    with Archive.open(tmp_path / "archive", create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        archive.put(SECRET, restricted=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    secrets, log = tmp_path / "secrets.toml", tmp_path / "app.log"
    with run_provider(email) as metadata:
        secrets.write_text(
            f'[auth]\nredirect_uri = "{url}/oauth2callback"\ncookie_secret = "{os.urandom(24).hex()}"\nclient_id = "{CLIENT}"\n'
            f'client_secret = "not-checked"\nserver_metadata_url = "{metadata}"\n',
            encoding="utf-8",
        )
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PANELPAPERS_")}
        environment |= {"PANELPAPERS_STAFF_LOGIN": "1", "PANELPAPERS_STAFF_USERS": "ada@wenmark.example"}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--secrets.files", str(secrets)]
        with log.open("wb") as output:
            child = subprocess.Popen(
                [*command, "--", "--archive", str(tmp_path / "archive")], cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}", child, log, seconds=120)
            context = browser.new_context()
            page = context.new_page()
            paper = f"{url}/paper?doc={SECRET.document.doc_id}"

            def shown() -> bool:
                page.goto(paper)
                page.wait_for_selector("#main h1", timeout=WAIT)
                return "Quillon" in page.locator("#main").inner_text()

            assert not shown()
            page.goto(f"{url}/sign-in")
            page.get_by_role("button", name="Sign in").click(timeout=WAIT)
            page.wait_for_url(f"{url}/", timeout=WAIT)
            page.goto(f"{url}/sign-in")
            page.get_by_text("Signed in as").wait_for(timeout=WAIT)
            assert ("You can see restricted papers" in page.locator("#main").inner_text()) is staff
            assert shown() is staff
            assert (context.request.get(f"{url}/api/papers/{SECRET.document.doc_id}").status == 200) is staff
            page.goto(f"{url}/sign-in")
            page.get_by_role("button", name="Sign out").click(timeout=WAIT)
            page.wait_for_url(f"{url}/", timeout=WAIT)
            assert not shown()
            context.close()
        finally:
            child.terminate()
            child.wait(timeout=20)
