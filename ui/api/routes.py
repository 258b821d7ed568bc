"""The table of routes, and errors as JSON: {"error": {"type": "query", "message": "…"}}."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from index.errors import QueryError, StoreError
from ingest.errors import PanelPapersError
from ui.api import answers, ledger, papers, taking
from ui.api.openapi import describe
from ui.api.requests import ApiError, to_json

log = logging.getLogger("panelpapers.api")
AT_ONCE = 4
"""Requests that are worked on at the same time: beyond that the pages of readers would wait."""
PATIENCE = 20.0
"""Seconds a request waits for its turn."""

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
"""Taken up, so that all but the first two are refused as JSON."""

Answering = Callable[[Request], Response]
_turns = threading.BoundedSemaphore(AT_ONCE)

ROUTES: tuple[tuple[str, Answering], ...] = (
    ("/api/ask", answers.ask),
    ("/api/search", answers.search),
    ("/api/facets", answers.facets),
    ("/api/papers", papers.papers),
    ("/api/papers/{doc_id:str}", papers.paper),
    ("/api/papers/{doc_id:str}/pages", papers.pages),
    ("/api/papers/{doc_id:str}/pages/{page_no:int}", papers.pages),
    ("/api/papers/{doc_id:str}/paragraphs", papers.paragraphs),
    ("/api/papers/{doc_id:str}/mentions", papers.mentions),
    ("/api/papers/{doc_id:str}/findings", papers.findings),
    ("/api/quotes/{doc_id:str}/{quote:str}", papers.quote),
    ("/api/register", ledger.register),
    ("/api/threads/{thread_id:str}", ledger.thread),
    ("/api/citation", taking.citation),
    ("/api/pack", taking.pack),
    ("/api/openapi.json", describe),
    ("/feed/search", taking.search_feed),
    ("/feed/register", taking.register_feed),
)


def make_api_routes() -> list[Route]:
    """All of them answer GET alone; whatever else lies under /api and /feed is a typed 404."""
    table = [*ROUTES, *((path, nowhere) for path in ("/api", "/api/{rest:path}", "/feed/{rest:path}"))]
    return [Route(path, typed(answer), methods=METHODS) for path, answer in table]


def nowhere(request: Request) -> Response:
    raise ApiError("not_found", "There is nothing here; /api/openapi.json tells what there is.", 404)


def typed(answer: Answering) -> Callable[[Request], object]:
    """``answer`` in a thread, in its turn, with every error as JSON."""

    def work(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return error("method_not_allowed", "This can only be read: GET.", 405)
        if not _turns.acquire(timeout=PATIENCE):
            return error("busy", "Too many requests are being worked on; try again in a moment.", 503)
        try:
            return answer(request)
        except ApiError as problem:
            return error(problem.kind, str(problem), problem.status)
        except QueryError as problem:
            return error("query", str(problem), 400)
        except StoreError as problem:
            log.warning("%s", problem)
            return error("unavailable", "The archive cannot be read at the moment.", 503)
        except PanelPapersError as problem:
            log.warning("%s", problem)
            return error("failed", "The archive could not answer this.", 500)
        except Exception:
            log.exception("a request of the API failed")
            return error("failed", "Something went wrong; it has been noted.", 500)
        finally:
            _turns.release()

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(work, request)

    return endpoint


def error(kind: str, message: str, status: int) -> Response:
    made = to_json({"error": {"type": kind, "message": message}}, status)
    if status == 405:
        made.headers["Allow"] = "GET, HEAD"
    if status == 503:
        made.headers["Retry-After"] = "5"
    return made
