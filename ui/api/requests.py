"""Parameters of a request: each known, none too long, and what is wrong with them said in one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from answer.question import KINDS
from index import Archive
from index.records import Filters
from ingest.errors import PanelPapersError
from ui import links
from ui.identity import staff_asks
from ui.settings import Settings
from ui.shelf import Shelf, open_shelf

LONGEST_QUERY_STRING = 8_000
MOST_VALUES = 60
MOST_ROWS = 100

# The names of the command line; the shorter ones of the pages' addresses do as well, so that an address can be turned into a feed.
FILTERS = {
    "from": "from", "to": "to", "body": "by", "type": "kind", "person": "person", "organisation": "org",
    "amount_min": "min", "amount_max": "max", "paper": "in",
}  # fmt: skip
ASKING = ("question", "kind")
"""What a question is asked with, besides the filters: beside a question ``kind`` is that of the answer, as on the command line."""
ALIASES = {short: name for name, short in FILTERS.items() if short != name}


class ApiError(PanelPapersError):
    """``kind`` is stable and for programs, ``status`` the HTTP status; the message is one line for people."""

    def __init__(self, kind: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.kind = kind
        self.status = status


class Given:
    """The parameters of one request; :meth:`check` refuses those that the route does not know.

    :raises ApiError: too long, too many, or unknown.
    """

    def __init__(self, request: Request, *known: str, filters: bool = False) -> None:
        text = request.url.query
        if len(text) > LONGEST_QUERY_STRING:
            raise ApiError("too_long", f"The parameters are {len(text):,} characters long; {LONGEST_QUERY_STRING:,} is the most.")
        self.values: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            self.values.setdefault(ALIASES.get(name, name) if filters and name not in known else name, []).append(value)
        allowed = {*known, *(FILTERS if filters else ())}
        for name in self.values:
            if name not in allowed:
                raise ApiError("unknown_parameter", f"There is no parameter {name[:40]!r} here; there are: {', '.join(sorted(allowed)) or 'none'}.")
        if sum(len(values) for values in self.values.values()) > MOST_VALUES:
            raise ApiError("too_long", f"More than {MOST_VALUES} values.")

    def first(self, name: str) -> str:
        return links.first(self.values, name)

    def needed(self, name: str) -> str:
        """:raises ApiError: the parameter is not given."""
        value = self.first(name)
        if not value:
            raise ApiError("missing_parameter", f"The parameter {name!r} is missing.")
        return value

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """The value, by default the first of ``choices``. :raises ApiError: any other."""
        value = self.first(name) or choices[0]
        if value not in choices:
            raise ApiError("wrong_value", f"{name} must be one of {', '.join(choices)}.")
        return value

    def kind(self) -> str:
        """Kind of answer wanted, empty for that which is read in the question. :raises ApiError: there is no such kind."""
        value = self.first("kind")
        if value and value not in KINDS:
            raise ApiError("wrong_value", f"kind must be one of {', '.join(KINDS)}; the kind of paper is called type.")
        return value

    def number(self, name: str, default: int, most: int = MOST_ROWS) -> int:
        """A whole number from 1 to ``most``. :raises ApiError: any other."""
        value = self.first(name)
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= most and len(value) < 9):
            raise ApiError("wrong_value", f"{name} must be a whole number from 1 to {most:,}.")
        return int(value)

    def filters(self) -> Filters:
        """:raises QueryError: a date or an amount that cannot be read. :raises ApiError: an id that is none."""
        for doc_id in self.values.get("paper", ()):
            if not links.is_doc_id(doc_id):
                raise ApiError("wrong_value", "paper must be an id as /api/papers shows it.")
        return links.to_filters({FILTERS[name]: values for name, values in self.values.items() if name in FILTERS})


def shelf_of(request: Request) -> Shelf:
    """The shelf for whoever asks; raises the errors of :func:`ui.shelf.open_shelf`."""
    settings: Settings = request.app.state.panelpapers
    return open_shelf(settings.archive, restricted=staff_asks(request.scope))


def archive_of(request: Request) -> Archive:
    return shelf_of(request).archive


def site_of(request: Request) -> str:
    """The app's own address, "https://papers.example", for links that are taken away."""
    settings: Settings = request.app.state.panelpapers
    return settings.public_url or f"{request.url.scheme}://{request.url.netloc}"


def to_json(value: Any, status: int = 200) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # a lone surrogate out of a broken paper cannot be sent
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json", headers={"Cache-Control": "no-store"})


def to_file(content: bytes | str, name: str, media_type: str) -> Response:
    """Something to keep: never shown by the browser as a page of this app."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)
