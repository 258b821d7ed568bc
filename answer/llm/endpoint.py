"""A writer behind any service that speaks the chat completions API (llama.cpp, vLLM, Ollama, a hosted one)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from typing import Any

from answer.llm.base import Evidence
from answer.llm.prompt import to_messages
from answer.llm.settings import WriterSettings, check_address
from index.errors import BackendUnavailableError

MOST_BYTES = 256 * 1024
"""Of a reply; a draft of a few sentences has some kilobytes with everything around it."""
MOST_TOKENS = 300


class EndpointWriter:
    """Keeps no connection between drafts, follows no redirect, and sends the key to ``settings.base_url`` only."""

    def __init__(self, settings: WriterSettings) -> None:
        check_address(settings)
        self._settings = settings

    @property
    def name(self) -> str:
        return f"{self._settings.model} at {self._settings.host}"

    def draft(self, question: str, evidence: Sequence[Evidence]) -> str:
        """See :meth:`answer.llm.base.Writer.draft`.

        The call runs in a thread of its own: a service that sends a byte now and then keeps every time-out of a
        socket from striking, and must not keep the reader.
        """
        outcome: list[str | BackendUnavailableError] = []

        def call() -> None:
            try:
                outcome.append(self._ask(to_messages(question, evidence)))
            except BackendUnavailableError as error:
                outcome.append(error)

        thread = threading.Thread(target=call, name="writer", daemon=True)
        thread.start()
        thread.join(self._settings.seconds)
        if not outcome:
            raise BackendUnavailableError(f"{self.name} did not answer within {self._settings.seconds:g} seconds")
        if isinstance(outcome[0], BackendUnavailableError):
            raise outcome[0]
        return outcome[0]

    def _ask(self, messages: list[dict[str, str]]) -> str:
        import httpx

        settings = self._settings
        until = time.monotonic() + settings.seconds
        body = {"model": settings.model, "messages": messages, "temperature": 0, "max_tokens": MOST_TOKENS, "stream": False}
        headers = {"Accept": "application/json"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        timeout = httpx.Timeout(settings.seconds, connect=min(5.0, settings.seconds))
        try:
            # a proxy of the environment is for the outside world, not for this machine
            with (
                httpx.Client(timeout=timeout, follow_redirects=False, trust_env=not settings.is_local) as client,
                client.stream("POST", f"{settings.base_url.rstrip('/')}/chat/completions", json=body, headers=headers) as response,
            ):
                if response.status_code != 200:
                    raise BackendUnavailableError(f"{self.name} answered with status {response.status_code}")
                held = bytearray()
                for piece in response.iter_bytes(65536):
                    held += piece
                    if len(held) > MOST_BYTES:
                        raise BackendUnavailableError(f"{self.name} sent more than {MOST_BYTES // 1024} kB")
                    if time.monotonic() > until:
                        raise BackendUnavailableError(f"{self.name} did not answer within {settings.seconds:g} seconds")
        except httpx.TimeoutException:
            raise BackendUnavailableError(f"{self.name} did not answer within {settings.seconds:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise BackendUnavailableError(f"{self.name} could not be asked ({type(error).__name__})") from None
        return self._read(bytes(held))

    def _read(self, held: bytes) -> str:
        """The text of the first choice."""
        try:
            found: Any = json.loads(held)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise BackendUnavailableError(f"{self.name} sent something that is no chat completion") from None
        if not isinstance(found, str) or not found.strip():
            raise BackendUnavailableError(f"{self.name} gave no text")
        return found
