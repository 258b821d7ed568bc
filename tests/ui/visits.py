"""A reader's browser: a tab in a profile of its own, with a list of all that it asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

WAIT = 60_000
QUESTION = "How much did the cycle patrol in Tolsey cost?"


class Visit:
    """A browser tab in a profile of its own that keeps a list of every address it asked for."""

    def __init__(self, browser: Any, url: str, **settings: Any) -> None:
        self.url = url
        self.context = browser.new_context(**({"viewport": {"width": 1360, "height": 900}} | settings))
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.wait_for_selector("#main", timeout=WAIT)
        wait_until(self.page, "window.panelPapers === true")  # app.js, without which Enter is a new line

    def foreign_requests(self) -> list[str]:
        """Addresses outside the app; data: and blob: never leave the browser."""
        here = urlsplit(self.url).netloc
        return [
            address
            for address in self.requests
            if urlsplit(address).scheme not in {"data", "blob"} and urlsplit(address).netloc != here
        ]


def wait_until(page: Any, expression: str, timeout: int = WAIT) -> None:
    """Until ``expression`` holds in the page. Playwright's own waiting needs eval within the page, which its policy forbids."""
    for _ in range(timeout // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {expression}")
