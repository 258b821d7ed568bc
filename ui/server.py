"""What the app serves beside its pages, and the headers that every response carries.

* ``/papers/<doc_id>/pages/<n>.png``: the page image made at ingest (the app itself never parses a paper);
* the pages themselves, as the shell that Streamlit fills (see ``page_shell``);
* ``/assets/app.js``, ``/assets/icon.svg``: the app's own files;
* ``/cite/<doc_id>/<quote>``: a short address for footnotes; leads to the paper page at those words;
* ``/api/…``, ``/feed/…``: for programs (:mod:`ui.api`);
* ``/health``: for a monitor; 200 when the archive opens, 503 with a reason when not.

These routes bypass the pages, so whatever a page would refuse must be refused in :class:`Guard` as well.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

from index.errors import StoreError
from ingest.errors import PanelPapersError
from ui import links
from ui.api import make_api_routes
from ui.api.requests import archive_of
from ui.api.routes import error
from ui.identity import is_own_host, mark_scope, staff_asks
from ui.landing import land, landing_address
from ui.settings import Settings
from ui.shelf import open_shelf

STATIC = Path(__file__).parent / "static"
MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}

_PAGE_IMAGE = re.compile(r"/papers/(?P<doc_id>[0-9a-f]{8,64})/pages/(?P<page_no>[1-9]\d{0,5})\.png")
_CITATION = re.compile(r"/cite/[0-9a-f]{8,64}/[1-9]\d{0,6}-[0-9a-f]{12}")


def page_image(request: Request) -> Response:
    """PNG of one page; 404 when the paper, the page or its image is not there."""
    doc_id, page_no = request.path_params["doc_id"], int(request.path_params["page_no"])
    try:
        image = archive_of(request).page_image(doc_id, page_no)
    except StoreError as error:
        return PlainTextResponse(str(error), status_code=503)
    except PanelPapersError:
        image = None
    if image is None:
        return PlainTextResponse("There is no such page.", status_code=404)
    tag = f'"{hashlib.sha256(image).hexdigest()[:32]}"'
    # what staff see is asked for anew each time: nobody who sits down at their machine after them finds it in its cache
    keep = "no-store" if staff_asks(request.scope) else "private, max-age=600"
    headers = {"ETag": tag, "Cache-Control": keep}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(image, media_type="image/png", headers=headers)


def cite(request: Request) -> Response:
    """302 to the paper page, where the words stand now; the page says what became of them."""
    given = {name: request.query_params.getlist(name) for name in ("at", "para")}
    given |= {"doc": [request.path_params["doc_id"]], "quote": [request.path_params["quote"]]}
    try:
        archive = archive_of(request)
        target = landing_address(land(archive, given), archive, given)
    except PanelPapersError as error:
        return PlainTextResponse(str(error), status_code=503)
    return RedirectResponse(target, status_code=302, headers={"Cache-Control": "no-store"})


def asset(request: Request) -> Response:
    """A file of ui/static, by name; there are no folders below it."""
    name = request.path_params["name"]
    file = STATIC / name
    if "/" in name or "\\" in name or file.suffix not in MEDIA_TYPES or not file.is_file():
        return PlainTextResponse("There is no such file.", status_code=404)
    headers = {"Cache-Control": "no-cache"}
    return Response(file.read_bytes(), headers=headers, media_type=MEDIA_TYPES[file.suffix])


def health(request: Request) -> Response:
    """{"status": "ok", "papers": 43, "sequence": 51}."""
    settings: Settings = request.app.state.panelpapers
    try:
        shelf = open_shelf(settings.archive)  # the public's numbers, whoever asks: this is for a monitor
        papers = shelf.keep("papers", lambda: shelf.archive.papers())
    except PanelPapersError as error:
        return JSONResponse({"status": "unavailable", "reason": str(error)}, status_code=503)
    return JSONResponse({"status": "ok", "papers": len(papers), "sequence": shelf.sequence})


def page_shell(request: Request) -> Response:
    """The page that Streamlit fills: its own, under this app's name and sign, and told where the app lives (base.js)."""
    shell = _streamlit_page()
    for theirs, ours in (
        ("<title>Streamlit</title>", "<title>Panel Papers</title>"),
        ('href="./favicon.png"', 'href="/assets/icon.png"'),
        ("<head>", '<head><script src="/assets/base.js"></script>'),
    ):
        shell = shell.replace(theirs, ours, 1)
    return HTMLResponse(shell, headers={"Cache-Control": "no-cache"})


def keep_to_this_machine() -> None:
    """Streamlit asks an outside service for this machine's public address, to print it at start and to compare
    it with the origin of a request; :class:`Guard` compares origins itself, so the question is never asked."""
    net_util.get_external_ip = lambda: None


def make_routes() -> list[Route]:
    return [
        Route("/papers/{doc_id:str}/pages/{page_no:int}.png", page_image, methods=["GET"]),
        Route("/cite/{doc_id:str}/{quote:str}", cite, methods=["GET"]),
        Route("/assets/{name:str}", asset, methods=["GET"]),
        Route("/health", health, methods=["GET"]),
        *(Route(path, page_shell, methods=["GET"]) for path in links.PAGES),
        *make_api_routes(),
    ]


class Guard:
    """Refuses what no page of the app asks for, and puts the security headers on every response."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        scope["app"].state.panelpapers = self.settings
        staff = mark_scope(scope, self.settings)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                del headers["server"]
            await send(message)

        refusal = self.refuse(scope, staff=staff)
        if refusal is not None and scope["type"] == "http":
            await refusal(scope, receive, send_with_headers)
        elif refusal is not None:
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope, receive, send_with_headers)

    def refuse(self, scope: Scope, *, staff: bool = False) -> Response | None:
        """The response to a request that goes no further; None lets it pass.

        A page or a form of another site must not drive the app in a reader's name: a request that names an
        origin must come from this app's own host. Uploading is for staff only, whatever the page shows.
        """
        headers = Headers(scope=scope)
        path: str = scope["path"]

        def no(message: str, status: int) -> Response:
            if path.startswith(("/api", "/feed")):
                return error("refused", message, status)
            return PlainTextResponse(message, status_code=status)

        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
            return no("This request comes from another site.", 403)
        if self.settings.staff and not is_own_host(headers.get("host", ""), self.settings):
            return no("Name this host in PANELPAPERS_URL to use it as staff.", 403)
        if scope["type"] != "http":
            return None
        if path.startswith("/papers/") and _PAGE_IMAGE.fullmatch(path) is None:
            return no("There is no such page.", 404)
        if path.startswith("/cite/") and _CITATION.fullmatch(path) is None:
            return no("This is no address of a quote.", 404)
        if path.startswith("/_stcore/upload_file") and not staff:
            return no("Adding papers is switched off here.", 403)
        if path.startswith(("/_stcore/agent", "/_stcore/metrics")):
            return no("Not offered here.", 404)
        return None


def make_middleware(settings: Settings) -> list[Middleware]:
    return [Middleware(Guard, settings=settings)]


def security_headers() -> dict[str, str]:
    """Headers of every response. The policy lets nothing load from, or be sent to, anywhere but this app.

    Streamlit's page has one inline script, allowed by its hash; its styles are written at run time
    (``'unsafe-inline'`` for styles only), and a few of its icons are ``data:`` fonts and images.
    """
    scripts = " ".join(["'self'", *inline_script_hashes(_streamlit_page())])
    policy = "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


def inline_script_hashes(page: str) -> list[str]:
    """CSP sources ("'sha256-…'") of the scripts written out in ``page``."""
    bodies = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in bodies]


def _streamlit_page() -> str:
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
