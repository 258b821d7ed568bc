"""The description of the API (OpenAPI 3.1), made of one table; a test holds it against the routes."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from answer.question import KINDS
from ledger.records import STATUSES
from ledger.register import KINDS as OBLIGATIONS
from ui.api.requests import MOST_ROWS, Given, site_of, to_json
from ui.shelf import LONGEST_QUERY
from ui.wording import OUTSTANDING, OWED

Parameter = tuple[str, str, dict[str, Any]]

DAY = {"type": "string", "examples": ["2024", "2024-03", "2024-03-31"]}
TEXT = {"type": "string", "maxLength": 200}
SEVERAL = {"type": "array", "items": TEXT}
WORDS: Parameter = ("q", "Words; the signs of the search box count: \"exact phrase\", -not, person:, after:2024-01.", {"type": "string", "maxLength": LONGEST_QUERY})
FORMAT: Parameter = ("format", "csv is a file to keep.", {"type": "string", "enum": ["json", "csv"], "default": "json"})
OFFSET: Parameter = ("offset", "The first row, counted from 1.", {"type": "integer", "minimum": 1, "default": 1})
AT: Parameter = ("at", "Start and end of the words in the paper's text.", {"type": "string", "pattern": r"^\d+-\d+$"})


def top(default: int, most: int) -> Parameter:
    return ("top", "How many rows.", {"type": "integer", "minimum": 1, "maximum": most, "default": default})


FILTERS: tuple[Parameter, ...] = (
    ("from", "Meetings on or after.", DAY),
    ("to", "Meetings on or before.", DAY),
    ("body", "Whose paper it is, as /api/facets names it.", SEVERAL),
    ("type", "Kind of paper: minutes, report, …", SEVERAL),
    ("person", "A person named in the passage.", SEVERAL),
    ("organisation", "An organisation named in the passage.", SEVERAL),
    ("amount_min", "Some amount in the passage is at least this: 5000, 5k, 1.2m.", TEXT),
    ("amount_max", "… and at most this.", TEXT),
    ("paper", "Ids of papers.", SEVERAL),
)
ROWS: tuple[Parameter, ...] = (
    ("kind", "May be repeated.", {"type": "array", "items": {"type": "string", "enum": [*OBLIGATIONS, OWED]}}),
    ("owner", "Words of the owner's name or office.", TEXT),
    ("body", "Words of the body's name.", TEXT),
    ("from", "Made on or after.", DAY),
    ("to", "Made on or before.", DAY),
    ("due_from", "Due on or after.", DAY),
    ("due_to", "Due on or before.", DAY),
    ("status", "May be repeated.", {"type": "array", "items": {"type": "string", "enum": [*STATUSES, OUTSTANDING]}}),
    ("words", "Words of the quote, topic or owner; all must be there.", TEXT),
    ("paper", "Ids of papers.", SEVERAL),
)
QUESTION: Parameter = ("question", "In a sentence.", {"type": "string", "maxLength": LONGEST_QUERY})
ANSWER: Parameter = ("kind", "Kind of answer wanted; by default that which is read in the question.", {"type": "string", "enum": list(KINDS)})

PATHS: tuple[tuple[str, str, tuple[Parameter, ...], frozenset[str], tuple[str, ...]], ...] = (
    ("/api/ask", "A cited answer in the papers' own words, or a refusal with its reason: the row of `panelpapers ask --json`.", (QUESTION, ANSWER, *FILTERS), frozenset({"question"}), ("application/json",)),
    ("/api/search", "Passages, the best first or in order of date.", (WORDS, top(20, MOST_ROWS), OFFSET, ("order", "", {"type": "string", "enum": ["relevance", "date"], "default": "relevance"}), FORMAT, *FILTERS), frozenset({"q"}), ("application/json", "text/csv")),
    ("/api/facets", "How many papers each filter would leave.", (WORDS, *FILTERS), frozenset(), ("application/json",)),
    ("/api/papers", "The papers, newest meeting first.", (top(100, 1_000), OFFSET, FORMAT, *FILTERS), frozenset(), ("application/json", "text/csv")),
    ("/api/papers/{doc_id}", "One paper: dates, status, headings, paragraph numbers, attendance, how well it was read.", (), frozenset(), ("application/json",)),
    ("/api/papers/{doc_id}/pages", "Its text page by page, with tables, running headers and footers.", (), frozenset(), ("application/json",)),
    ("/api/papers/{doc_id}/pages/{page_no}", "One page.", (), frozenset(), ("application/json",)),
    ("/api/papers/{doc_id}/paragraphs", "Its paragraphs with number, page and lasting address.", (), frozenset(), ("application/json",)),
    ("/api/papers/{doc_id}/mentions", "People, organisations, roles, places, dates and amounts in it.", (), frozenset(), ("application/json",)),
    ("/api/papers/{doc_id}/findings", "Decisions, actions, recommendations and promises in it.", (), frozenset(), ("application/json",)),
    ("/api/quotes/{doc_id}/{quote}", "Where the words of a lasting address stand now: same, moved, replaced, changed.", (("para", "Number of the paragraph.", TEXT),), frozenset(), ("application/json",)),
    ("/api/register", "Every decision, action, recommendation and promise: the rows of `panelpapers register --json`.", (*ROWS, top(1_000, 10_000), OFFSET, FORMAT), frozenset(), ("application/json", "text/csv")),
    ("/api/threads/{thread_id}", "What became of a promise.", (), frozenset(), ("application/json",)),
    ("/api/citation", "A quote as plain text, Markdown, in the manner of OSCOLA, and as a row.", (("paper", "Id of the paper.", TEXT), AT, ("accessed", "Day for the OSCOLA form.", DAY)), frozenset({"paper", "at"}), ("application/json",)),
    ("/api/pack", "The evidence pack of a question, or of one quote (paper and at): a ZIP.", (QUESTION, ANSWER, AT, *FILTERS), frozenset(), ("application/zip",)),
    ("/feed/search", "Atom feed of the papers that a search finds.", (WORDS, *FILTERS), frozenset({"q"}), ("application/atom+xml",)),
    ("/feed/register", "Atom feed of rows of the register.", ROWS, frozenset(), ("application/atom+xml",)),
)  # fmt: skip

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["type", "message"],
            "properties": {
                "type": {
                    "type": "string",
                    "enum": ["refused", "query", "missing_parameter", "unknown_parameter", "wrong_value", "too_long", "not_found", "method_not_allowed", "busy", "unavailable", "failed"],
                },
                "message": {"type": "string"},
            },
        }
    },
}


def describe(request: Request) -> Response:
    Given(request)
    return to_json(make_description(site_of(request)))


def make_description(site: str = "") -> dict[str, Any]:
    try:
        number = version("panelpapers")
    except PackageNotFoundError:
        number = "0"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Panel Papers",
            "version": number,
            "description": "What a police and crime panel was told, decided and promised, each with a citation. Read only; no sign-in is needed.",
        },
        "servers": [{"url": site}] if site else [],
        "paths": {path: {"get": _operation(path, said, given, needed, kinds)} for path, said, given, needed, kinds in PATHS},
        "components": {"schemas": {"Error": ERROR}},
    }


def _operation(path: str, said: str, given: tuple[Parameter, ...], needed: frozenset[str], kinds: tuple[str, ...]) -> dict[str, Any]:
    parts = [piece[1:-1] for piece in path.split("/") if piece.startswith("{")]
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if name == "page_no" else "string"}} for name in parts
    ]
    parameters += [{"name": name, "in": "query", "required": name in needed, "description": told, "schema": schema} for name, told, schema in given]
    wrong = {"description": "What is wrong, typed.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {
        "summary": said,
        "operationId": path.strip("/").replace("/", "_").replace("{", "").replace("}", ""),
        "parameters": parameters,
        "responses": {"200": {"description": said, "content": {kind: {} for kind in kinds}}, "default": wrong},
    }
