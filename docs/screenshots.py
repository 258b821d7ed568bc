"""Retake the pictures of the app in docs/images from an archive.

    python docs/screenshots.py --archive ARCHIVE [--question "…"] [--words "…"] [--out docs/images]

Starts the app on a free port, opens each page in Debian's chromium, desktop and phone, light and dark, and
writes PNG files. The archive decides what is on the pictures: take one of papers that may be shown.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
DESKTOP, PHONE = {"width": 1360, "height": 850}, {"width": 390, "height": 844}


def start_app(archive: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The app as staff see it on a free port, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PANELPAPERS_ARCHIVE": str(archive.absolute()), "PANELPAPERS_STAFF": "1"}
    child = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return child, url
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    child.terminate()
    raise SystemExit(f"the app did not start on {archive}; try `panelpapers doctor --archive {archive}`")


def take(browser: Any, url: str, out: Path, name: str, path: str, *, size: dict[str, int], scheme: str, wait: str) -> str:
    """One picture; the address that the app showed in the end."""
    context = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=1, locale="en-GB")
    page = context.new_page()
    page.goto(url + path)
    page.wait_for_selector("#main", timeout=120_000)
    page.wait_for_selector(wait, timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=str(out / f"{name}.png"))
    address = page.url.removeprefix(url)
    link = page.locator(".pp-viewer-foot a, .pp-hit a, .pp-list a[href^='/thread?']").first
    if link.count():
        address = link.get_attribute("href")
    context.close()
    print(f"{name}.png  {path}")
    return address


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "images")
    parser.add_argument("--question", default="How much a year is the next Lantern Victim Care contract worth?")
    parser.add_argument("--unanswered", default="What does a ticket to the moon cost?")
    parser.add_argument("--words", default="precept")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    ask, search = f"/?q={quote_plus(chosen.question)}", f"/search?q={quote_plus(chosen.words)}"
    child, url = start_app(chosen.archive)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())

            def shoot(name: str, path: str, wait: str = "h1", size: dict[str, int] = DESKTOP, scheme: str = "light") -> str:
                return take(browser, url, chosen.out, name, path, size=size, scheme=scheme, wait=wait)

            shoot("start", "/")
            permalink = shoot("ask", ask, "#pp-result")
            shoot("ask-dark", ask, "#pp-result", scheme="dark")
            shoot("ask-phone", ask, "#pp-result", PHONE)
            shoot("ask-refused", f"/?q={quote_plus(chosen.unanswered)}", "#pp-result")
            shoot("search", search, "#pp-result")
            shoot("search-phone", search, "#pp-result", PHONE)
            shoot("search-by-meeting", f"{search}&view=meetings", ".pp-columns")
            shoot("search-amounts", f"{search}&view=amounts", "#pp-result")
            if permalink.startswith("/paper?"):
                shoot("paper", f"{permalink}&tags=DATE,MONEY,ORG", ".pp-text")
                shoot("paper-dark", permalink, ".pp-text", scheme="dark")
                shoot("paper-phone", permalink, ".pp-text", PHONE)
            shoot("papers", "/papers")
            shoot("papers-coverage", "/papers?view=coverage")
            shoot("papers-add", "/papers?view=add", ".st-key-staff")
            shoot("register", "/register", "#pp-result")
            thread = shoot("thread", "/register?state=done&order=oldest", "#pp-result")  # one that came to something; its own picture follows
            if thread.startswith("/thread?"):
                shoot("thread", thread)
            shoot("meetings", "/meetings", "#pp-result")
            shoot("figures", f"/figures?q={quote_plus(chosen.words)}")
            shoot("people", "/people", "#pp-result")
            browser.close()
    finally:
        child.terminate()
        child.wait(timeout=20)


if __name__ == "__main__":
    main()
