"""Who is staff: a header counts from the proxy's address alone, a cookie only as the login signed it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from ui.identity import HEADER, staff_asks, staff_looks
from ui.server import make_middleware
from ui.settings import Settings, SettingsError, read_settings

PROXIED = {"PANELPAPERS_PROXY_HEADER": "X-Remote-User", "PANELPAPERS_PROXY_ADDRESS": "10.1.2.3, 192.168.7.0/28", "PANELPAPERS_STAFF_USERS": "clerk, ada@wenmark.example"}
LOGIN = {"PANELPAPERS_STAFF_LOGIN": "1", "PANELPAPERS_STAFF_USERS": "Ada@Wenmark.example"}


def ask(environ: dict[str, str], peer: str, headers: list[tuple[str, str]] | dict[str, str], *, url: str = "http://papers.example") -> bool:
    """Whether a request from ``peer`` is taken for one of staff; route and page must agree."""

    def who(request: Request) -> JSONResponse:
        return JSONResponse([staff_asks(request.scope), staff_looks(request.headers.get(HEADER))])

    app = Starlette(routes=[Route("/who", who)], middleware=make_middleware(read_settings([], environ)))
    route, page = TestClient(app, base_url=url, client=(peer, 50000)).get("/who", headers=headers).json()
    assert route is page
    return route


@pytest.fixture(autouse=True)
def as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `panelpapers serve` starts the app."""
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")


@pytest.mark.parametrize(
    ("peer", "headers", "staff"),
    [
        ("10.1.2.3", {"X-Remote-User": "clerk"}, True),
        ("10.1.2.3", {"X-Remote-User": "Clerk"}, True),
        ("192.168.7.9", {"x-remote-user": "ada@wenmark.example"}, True),
        ("::ffff:10.1.2.3", {"X-Remote-User": "clerk"}, True),
        ("10.1.2.3", {"X-Remote-User": "clerk", "X-Forwarded-For": "203.0.113.9"}, True),
        # signed in, but not staff
        ("10.1.2.3", {"X-Remote-User": "visitor"}, False),
        ("10.1.2.3", {"X-Remote-User": ""}, False),
        ("10.1.2.3", {}, False),
        ("10.1.2.3", {"X-Remote-User": "*"}, False),
        # not from the proxy
        ("203.0.113.9", {"X-Remote-User": "clerk"}, False),
        ("127.0.0.1", {"X-Remote-User": "clerk"}, False),
        ("192.168.7.16", {"X-Remote-User": "clerk"}, False),
        ("203.0.113.9", {"X-Remote-User": "clerk", "X-Forwarded-For": "10.1.2.3", "Forwarded": "for=10.1.2.3", "X-Real-IP": "10.1.2.3"}, False),
        ("testclient", {"X-Remote-User": "clerk"}, False),
        # the client's own header came through beside the proxy's
        ("10.1.2.3", [("X-Remote-User", "clerk"), ("X-Remote-User", "visitor")], False),
        # what the guard itself would write
        ("203.0.113.9", {"X-Panelpapers-Staff": "1"}, False),
        ("10.1.2.3", {"X-Panelpapers-Staff": "1"}, False),
    ],
)
def test_the_header_of_a_proxy(peer: str, headers: list[tuple[str, str]] | dict[str, str], staff: bool) -> None:
    assert ask(PROXIED, peer, headers) is staff


def test_the_header_counts_for_nothing_where_it_is_not_set_up() -> None:
    assert not ask({}, "10.1.2.3", {"X-Remote-User": "clerk"})


def test_no_address_out_of_a_header_is_taken_for_the_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Started in another way, the web server puts X-Forwarded-For in the peer's place before the guard sees it."""
    monkeypatch.delenv("FORWARDED_ALLOW_IPS")
    assert not ask(PROXIED, "10.1.2.3", {"X-Remote-User": "clerk", "X-Forwarded-For": "10.1.2.3"})
    assert ask(PROXIED, "10.1.2.3", {"X-Remote-User": "clerk"})


def cookie(user: dict[str, object], *, secret: str | None = None) -> dict[str, str]:
    value = create_signed_value(secret or get_cookie_secret(), "_streamlit_user", json.dumps(user)).decode()
    return {"Cookie": f"_streamlit_user={value}"}


ADA = {"is_logged_in": True, "email": "ada@wenmark.example", "origin": "http://papers.example"}


@pytest.mark.parametrize(
    ("user", "staff"),
    [
        (ADA, True),
        (ADA | {"email_verified": True}, True),
        (ADA | {"email_verified": False}, False),
        (ADA | {"email": "tom@wenmark.example"}, False),
        (ADA | {"email": ["ada@wenmark.example"]}, False),
        (ADA | {"is_logged_in": False}, False),
        (ADA | {"is_logged_in": "yes"}, False),
        (ADA | {"origin": "http://evil.example"}, False),
        ({"email": "ada@wenmark.example"}, False),
    ],
)
def test_the_cookie_of_the_login(user: dict[str, object], staff: bool) -> None:
    assert ask(LOGIN, "203.0.113.9", cookie(user)) is staff


def test_a_cookie_that_the_login_did_not_sign() -> None:
    assert not ask(LOGIN, "203.0.113.9", cookie(ADA, secret="guessed"))
    assert not ask(LOGIN, "203.0.113.9", {"Cookie": "_streamlit_user=" + json.dumps(ADA).replace('"', "'")})
    assert not ask({}, "203.0.113.9", cookie(ADA))  # not set up


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"PANELPAPERS_PROXY_HEADER": "X-Remote-User", "PANELPAPERS_STAFF_USERS": "*"}, "PANELPAPERS_PROXY_ADDRESS"),
        ({"PANELPAPERS_PROXY_ADDRESS": "10.0.0.1"}, "PANELPAPERS_PROXY_HEADER"),
        (PROXIED | {"PANELPAPERS_PROXY_ADDRESS": "proxy.example"}, "is no address"),
        (PROXIED | {"PANELPAPERS_PROXY_ADDRESS": "0.0.0.0/0"}, "every address"),
        (PROXIED | {"PANELPAPERS_PROXY_ADDRESS": "::/0"}, "every address"),
        (PROXIED | {"PANELPAPERS_STAFF_USERS": " , "}, "PANELPAPERS_STAFF_USERS"),
        (PROXIED | {"PANELPAPERS_PROXY_HEADER": "X Remote"}, "not the name of a header"),
        ({"PANELPAPERS_STAFF_LOGIN": "on"}, "PANELPAPERS_STAFF_USERS"),
        ({"PANELPAPERS_URL": "papers.example"}, "no web address"),
        ({"PANELPAPERS_URL": "javascript:alert(1)"}, "no web address"),
    ],
)
def test_settings_that_would_let_anybody_in_are_refused(environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read_settings([], environ)


def test_off_by_default(tmp_path: Path) -> None:
    settings = read_settings([], {})
    assert (settings.staff, settings.login, settings.proxy_header, settings.staff_users) == (False, False, "", frozenset())
    assert settings == Settings(Path("archive").absolute())


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8501", 200),
        ("127.0.0.1:8501", 200),
        ("[::1]:8501", 200),
        ("10.0.0.7", 200),
        ("desk-7:8501", 200),
        ("papers.wenmark.example", 200),
        ("rebound.evil.example:8501", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
    ],
)
def test_a_name_that_was_made_to_mean_this_machine_is_not_staff(host: str, status: int) -> None:
    """Where whoever reaches the port is staff; the public's pages may be read under any name."""
    environ = {"PANELPAPERS_STAFF": "1", "PANELPAPERS_URL": "https://papers.wenmark.example"}
    for given, wanted in ((environ, status), ({}, 200)):
        app = Starlette(routes=[Route("/who", lambda request: JSONResponse(True))], middleware=make_middleware(read_settings([], given)))
        assert TestClient(app, base_url=f"http://{host}").get("/who").status_code == wanted
