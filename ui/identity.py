"""Who is asking: the public, or staff. Decided once for every request, in :class:`ui.server.Guard`.

Two ways, both off by default (:mod:`ui.settings`):

* a reverse proxy that people sign in to puts their name into a header. The header counts only when the connection comes
  from the proxy's own address, and only once in a request: anybody else can write a header.
* Streamlit's own login (OIDC). Its cookie is signed with a secret of this app and names the address it was made for.

What was decided goes to the routes in the request's scope and to the pages as a header under a secret that is new with
every start; whatever a client sends under that name is thrown away.
"""

from __future__ import annotations

import ipaddress
import json
import os
import secrets
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui.settings import Settings

HEADER = "x-panelpapers-staff"
_PROOF = secrets.token_urlsafe(32)
_IN_SCOPE = "panelpapers.staff"


def mark_scope(scope: Scope, settings: Settings) -> bool:
    """Write into ``scope`` whether staff are asking, after taking out whatever the client claims; and return it."""
    staff = settings.staff or is_staff(find_user(scope, settings), settings)
    scope[_IN_SCOPE] = staff
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != HEADER.encode()]
    if staff:
        headers.append((HEADER.encode(), _PROOF.encode()))
    scope["headers"] = headers
    return staff


def staff_asks(scope: Scope) -> bool:
    """For a route: what :func:`mark_scope` found; False where it was never asked."""
    return scope.get(_IN_SCOPE) is True


def staff_looks(header: str | None) -> bool:
    """For a page: whether ``header``, the value of :data:`HEADER` that came with its connection, was put there by the guard."""
    return header is not None and secrets.compare_digest(header.encode(), _PROOF.encode())


def is_own_host(host: str, settings: Settings) -> bool:
    """Whether ``host`` (of a request) can only mean this app: an address, a name without a dot, or that of the settings.

    Where whoever reaches the port is staff, a page of another site could make its own name mean this machine after it
    was loaded (DNS rebinding) and act in the name of whoever sits here; its requests still carry that name.
    """
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ipaddress.ip_address(name)
        return True
    except ValueError:
        return "." not in name or name == urlsplit(settings.public_url).hostname


def is_staff(user: str | None, settings: Settings) -> bool:
    """Whether that user is one of ``settings.staff_users``; nobody is staff without having signed in."""
    return bool(user) and ("*" in settings.staff_users or str(user).casefold() in settings.staff_users)


def find_user(scope: Scope, settings: Settings) -> str | None:
    """The name under which whoever asks has signed in; None for the public."""
    return _user_of_proxy(scope, settings) or _user_of_login(scope, settings)


def _user_of_proxy(scope: Scope, settings: Settings) -> str | None:
    if not settings.proxy_header or not _comes_from_proxy(scope, settings):
        return None
    given = Headers(scope=scope).getlist(settings.proxy_header)
    # two of them: the client's own has come through beside the proxy's, and which is which cannot be told
    return given[0].strip() or None if len(given) == 1 else None


def _comes_from_proxy(scope: Scope, settings: Settings) -> bool:
    """Whether the peer of the connection is a proxy of the settings.

    The web server replaces the peer's address by what X-Forwarded-For says when the peer is one that it trusts (this
    machine, by default), and then the address can be anybody's invention. `panelpapers serve` switches that off; where it
    is on, a request with that header is nobody's.
    """
    if os.environ.get("FORWARDED_ALLOW_IPS") != "" and "x-forwarded-for" in Headers(scope=scope):
        return False
    client = scope.get("client")
    try:
        address: Any = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address.version == network.version and address in network for network in settings.proxies)


def _user_of_login(scope: Scope, settings: Settings) -> str | None:
    """The e-mail address in the cookie of Streamlit's login, if it is whole, in time and made for this host."""
    if not settings.login:
        return None
    connection = HTTPConnection(scope)
    cookie = starlette_websocket._get_signed_cookie_with_chunks(dict(connection.cookies), USER_COOKIE_NAME)
    try:
        user = json.loads(cookie.decode()) if cookie else {}
    except ValueError:
        return None
    host = connection.headers.get("host", "").lower()
    if not isinstance(user, dict) or user.get("is_logged_in") is not True or user.get("email_verified") is False:
        return None
    if urlsplit(str(user.get("origin", ""))).netloc.lower() != host:
        return None
    email = user.get("email")
    return email.strip() or None if isinstance(email, str) else None
