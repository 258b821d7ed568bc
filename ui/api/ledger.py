"""The register and its threads."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from index import Archive
from index.errors import QueryError
from ledger.commitments import find_thread
from ledger.records import Entry, Place, Register
from ledger.register import RegisterFilters, read_register
from ui.api.requests import ApiError, Given, shelf_of, site_of, to_file, to_json
from ui.console import COLUMNS, cite_in, entry_row
from ui.links import is_doc_id, permalink
from ui.shelf import Shelf
from ui.tables import to_csv
from ui.wording import to_kinds, to_statuses

PARAMETERS = ("kind", "owner", "body", "from", "to", "due_from", "due_to", "status", "words", "paper")
# the names in the address of the register's page
PAGE_NAMES = {"by": "body", "state": "status", "duefrom": "due_from", "dueto": "due_to"}


def take_filters(given: Given) -> RegisterFilters:
    """:raises ApiError: an id that is none; :func:`ledger.register.read_register` checks the rest."""
    values = given.values
    for short, name in PAGE_NAMES.items():
        values.setdefault(name, []).extend(value for value in values.pop(short, []) if value)
    papers = tuple(values.get("paper", ()))
    if not all(is_doc_id(doc_id) for doc_id in papers):
        raise ApiError("wrong_value", "paper must be an id as /api/papers shows it.")
    return RegisterFilters(
        kinds=to_kinds(values.get("kind", ())),
        owner=given.first("owner")[:200],
        body=given.first("body")[:200],
        made_from=given.first("from") or None,
        made_to=given.first("to") or None,
        due_from=given.first("due_from") or None,
        due_to=given.first("due_to") or None,
        statuses=to_statuses(values.get("status", ())),
        words=given.first("words")[:200],
        doc_ids=papers,
    )


def read_filtered(shelf: Shelf, given: Given) -> Register:
    filters = take_filters(given)
    return shelf.keep(("register", filters), lambda: read_register(shelf.archive, filters))


def register(request: Request) -> Response:
    """Rows of `panelpapers register --json`, with an address each, and over how many papers they are complete."""
    given = Given(request, *PARAMETERS, *PAGE_NAMES, "top", "offset", "format", "p")
    form = given.one_of("format", ("json", "csv"))
    shelf = shelf_of(request)
    found = read_filtered(shelf, given)
    rows = [entry_object(shelf.archive, entry, site_of(request)) for entry in found.entries]
    if form == "csv":
        return to_file(to_csv(rows, (*COLUMNS, "link")), "register.csv", "text/csv; charset=utf-8")
    start = given.number("offset", 1, 1_000_000) - 1
    coverage = {"papers": found.coverage.papers, "unreadable": found.coverage.unreadable, "said": str(found.coverage)}
    return to_json({"rows": rows[start : start + given.number("top", 1_000, 10_000)], "total": len(rows), "coverage": coverage})


def entry_object(archive: Archive, entry: Entry, site: str = "") -> dict[str, Any]:
    return entry_row(entry, cite_in(archive)) | {"link": site + permalink(archive.document(entry.place.doc_id), entry.place.span)}


def thread(request: Request) -> Response:
    """A promise and what became of it, each step with its citation and address."""
    Given(request)
    archive = shelf_of(request).archive
    try:
        found = find_thread(archive, request.path_params["thread_id"][:64])
    except QueryError:
        found = None
    if found is None:
        raise ApiError("not_found", "There is no such thread; /api/register shows the ids.", 404)
    cite, site = cite_in(archive), site_of(request)

    def place_object(place: Place) -> dict[str, Any]:
        return {"doc_id": place.doc_id, "start": place.span.start, "end": place.span.end, "citation": cite(place),
                "link": site + permalink(archive.document(place.doc_id), place.span)}  # fmt: skip

    row = asdict(found) | {"entry_ids": list(found.entry_ids)}
    row["steps"] = [
        {"kind": step.kind, "date": step.date, "quote": step.quote, "why": step.why, "new_due": step.new_due,
         **place_object(step.place), "also_at": [place_object(place) for place in step.also_at]}
        for step in found.steps
    ]  # fmt: skip
    return to_json(row)
