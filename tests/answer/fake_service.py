"""A service on loopback that speaks the chat completions API, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Service:
    """``manner`` says how it behaves; ``asked`` keeps the bodies and headers of the calls it got."""

    url: str = ""
    manner: str = "well"
    text: str = ""
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def completion(text: object) -> bytes:
    return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}).encode()


@contextmanager
def serve() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            getattr(self, f"answer_{service.manner}")()

        def send(self, body: bytes, status: int = 200, media_type: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def answer_well(self) -> None:
            self.send(completion(service.text))

        def answer_silent(self) -> None:
            service.stop.wait(30)

        def answer_dripping(self) -> None:
            """A byte now and then, so that no time-out of a socket strikes."""
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            while not service.stop.wait(0.05):
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return

        def answer_dripping_head(self) -> None:
            while not service.stop.wait(0.05):
                try:
                    self.wfile.write(b"H")
                    self.wfile.flush()
                except OSError:
                    return

        def answer_broken(self) -> None:
            self.send(b'{"error": {"message": "out of memory"}}', 500)

        def answer_locked(self) -> None:
            self.send(b'{"error": {"message": "bad key"}}', 401)

        def answer_elsewhere(self) -> None:
            self.send_response(307)
            self.send_header("Location", f"{service.url}/stolen")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def answer_page(self) -> None:
            self.send(b"<html><body>Sign in</body></html>", media_type="text/html")

        def answer_empty(self) -> None:
            self.send(completion("  "))

        def answer_nothing(self) -> None:
            self.send(completion(None))

        def answer_no_choice(self) -> None:
            self.send(b'{"choices": []}')

        def answer_nested(self) -> None:
            self.send(b"[" * 100_000)

        def answer_bytes(self) -> None:
            self.send(b"\xff\xfe\x00garbage")

        def answer_huge(self) -> None:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(2000):
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return

        def answer_cut(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(completion("half")[:20])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.stop.set()
        server.shutdown()
        server.server_close()
