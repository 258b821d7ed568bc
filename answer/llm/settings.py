"""Where the writer is, from the environment. Without an address and a model there is no writer.

    PANELPAPERS_WRITER_URL     base address of an OpenAI-compatible service, e.g. http://127.0.0.1:8080/v1
    PANELPAPERS_WRITER_MODEL   name of the model there
    PANELPAPERS_WRITER_KEY     key, if the service wants one; or PANELPAPERS_WRITER_KEY_FILE, a file that holds it
    PANELPAPERS_WRITER_SECONDS longest wait for a draft (20)
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from answer.llm.base import Writer
from ingest.errors import PanelPapersError

SECONDS = 20.0
"""A reader has the extractive answer's quotes to wait for; longer than this a draft is not worth it."""


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """``seconds`` is the longest wait for a whole draft. The key is kept out of every printed form."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """True for this machine itself."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_writer_settings(environment: Mapping[str, str] = os.environ) -> WriterSettings | None:
    """Settings of the environment; None when no address is set.

    Raises PanelPapersError when they make no sense: no model, no http address, a key that would go out in the clear.
    """
    url = environment.get("PANELPAPERS_WRITER_URL", "").strip().rstrip("/")
    if not url:
        return None
    model = environment.get("PANELPAPERS_WRITER_MODEL", "").strip()
    if not model:
        raise PanelPapersError("PANELPAPERS_WRITER_URL is set without PANELPAPERS_WRITER_MODEL; name the model, or unset the address")
    settings = WriterSettings(url, model, _read_key(environment), _read_seconds(environment))
    check_address(settings)
    return settings


def check_address(settings: WriterSettings) -> None:
    """Raises PanelPapersError for an address that is not http(s), holds a password, or would carry a key unencrypted."""
    try:
        parts = urlsplit(settings.base_url)
        well_formed = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        well_formed = False
    if not well_formed:
        raise PanelPapersError("PANELPAPERS_WRITER_URL must look like http://127.0.0.1:8080/v1 or https://host/v1")
    if parts.username or parts.password:
        raise PanelPapersError("PANELPAPERS_WRITER_URL holds a name or a password; put the key in PANELPAPERS_WRITER_KEY")
    if settings.key and parts.scheme == "http" and not settings.is_local:
        raise PanelPapersError("PANELPAPERS_WRITER_URL is http:// on another machine: the key would be readable on the way; use https://")


def _read_key(environment: Mapping[str, str]) -> str:
    key = environment.get("PANELPAPERS_WRITER_KEY", "").strip()
    file = environment.get("PANELPAPERS_WRITER_KEY_FILE", "").strip()
    if not key and file:
        try:
            key = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise PanelPapersError(f"PANELPAPERS_WRITER_KEY_FILE: {file} cannot be read") from None
    if not key.isascii() or not key.isprintable() or " " in key:
        raise PanelPapersError("the writer's key holds characters that no key has")
    return key


def _read_seconds(environment: Mapping[str, str]) -> float:
    given = environment.get("PANELPAPERS_WRITER_SECONDS", "").strip()
    try:
        seconds = float(given) if given else SECONDS
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise PanelPapersError("PANELPAPERS_WRITER_SECONDS must be a number of seconds up to 600")
    return seconds


def make_writer(settings: WriterSettings | None, *, restricted: bool = False) -> Writer | None:
    """The writer for these settings; None for none. httpx is loaded here and not before.

    ``restricted``: restricted papers can be read; their words go to no writer on another machine.
    """
    if settings is None or (restricted and not settings.is_local):
        return None
    from answer.llm.endpoint import EndpointWriter

    return EndpointWriter(settings)
