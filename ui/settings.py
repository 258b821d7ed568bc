"""What the app is told when it starts: which archive, whether staff work is on, and how staff are known.

``streamlit run app.py -- --archive DIR [--staff]``, or the environment; the command line wins. Without either, the
folder ``archive`` of the working directory is opened for reading only, as the public sees it.

    PANELPAPERS_ARCHIVE        the folder
    PANELPAPERS_STAFF          1: whoever reaches this port is staff (a desk, or a port of its own behind a firewall)
    PANELPAPERS_STAFF_LOGIN    1: staff sign in by OIDC (Streamlit's own login; ``[auth]`` of .streamlit/secrets.toml)
    PANELPAPERS_PROXY_HEADER   name of the header in which a reverse proxy puts who has signed in there
    PANELPAPERS_PROXY_ADDRESS  addresses or networks of that proxy, separated by commas; the header counts from nowhere else
    PANELPAPERS_STAFF_USERS    who is staff: names as the proxy gives them, or e-mail addresses, separated by commas; * is
                               everybody who has signed in
    PANELPAPERS_URL            the public address, for links in feeds and evidence packs (https://papers.example)
"""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ingest.errors import PanelPapersError

UPLOAD_LIMIT_MB = 200
"""Most a single uploaded file may weigh; ``server.maxUploadSize`` of .streamlit/config.toml says the same."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class SettingsError(PanelPapersError):
    """A setting that makes no sense, or would let in whom it should not; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``archive`` is absolute. ``staff``: whoever asks is staff, who see restricted papers, upload and remove.

    For all others :mod:`ui.identity` decides by ``login`` or by ``proxy_header``, which counts from ``proxies`` alone.
    ``staff_users`` are casefolded; ``public_url`` is without a slash at its end, '' when not given.
    """

    archive: Path
    staff: bool = False
    upload_limit_mb: int = UPLOAD_LIMIT_MB
    login: bool = False
    proxy_header: str = ""
    proxies: tuple[Network, ...] = ()
    staff_users: frozenset[str] = frozenset()
    public_url: str = ""


def read_settings(arguments: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``arguments`` (without the program name) and ``environ``; those of this process by default.

    :raises SettingsError: a header without its proxy's address, a sign-in that makes nobody staff, or no address.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    environ = os.environ if environ is None else environ
    folder = environ.get("PANELPAPERS_ARCHIVE") or "archive"
    staff = _is_on(environ, "PANELPAPERS_STAFF")
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        if argument == "--archive" and position + 1 < len(arguments):
            position += 1
            folder = arguments[position]
        elif argument.startswith("--archive="):
            folder = argument.partition("=")[2]
        elif argument == "--staff":
            staff = True
        position += 1
    settings = Settings(
        archive=Path(folder).expanduser().absolute(),
        staff=staff,
        login=_is_on(environ, "PANELPAPERS_STAFF_LOGIN"),
        proxy_header=environ.get("PANELPAPERS_PROXY_HEADER", "").strip().lower(),
        proxies=tuple(_to_network(text) for text in _several(environ, "PANELPAPERS_PROXY_ADDRESS")),
        staff_users=frozenset(name.casefold() for name in _several(environ, "PANELPAPERS_STAFF_USERS")),
        public_url=_to_url(environ.get("PANELPAPERS_URL", "").strip()),
    )
    check_settings(settings)
    return settings


def check_settings(settings: Settings) -> None:
    """:raises SettingsError: see :func:`read_settings`."""
    if settings.proxy_header and not re.fullmatch(r"[a-z0-9-]+", settings.proxy_header):
        raise SettingsError(f"PANELPAPERS_PROXY_HEADER: {settings.proxy_header!r} is not the name of a header; write one like X-Remote-User")
    if settings.proxy_header and not settings.proxies:
        raise SettingsError("PANELPAPERS_PROXY_HEADER needs PANELPAPERS_PROXY_ADDRESS: anybody could send the header otherwise")
    if settings.proxies and not settings.proxy_header:
        raise SettingsError("PANELPAPERS_PROXY_ADDRESS is of no use without PANELPAPERS_PROXY_HEADER; name the header or leave both out")
    if (settings.proxy_header or settings.login) and not settings.staff_users:
        raise SettingsError("PANELPAPERS_STAFF_USERS must say who of those who sign in is staff (* for everybody)")


def _is_on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _several(environ: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def _to_network(text: str) -> Network:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise SettingsError(f"PANELPAPERS_PROXY_ADDRESS: {text!r} is no address; write one like 10.0.0.5 or 10.0.0.0/28") from None
    if network.prefixlen == 0:
        raise SettingsError(f"PANELPAPERS_PROXY_ADDRESS: {text} is every address there is; name the proxy's own")
    return network


def _to_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise SettingsError(f"PANELPAPERS_URL: {text!r} is no web address; write one like https://papers.example")
    return text.rstrip("/")
