"""An OpenID provider for tests, in this process: everybody who comes is signed in as the address it was made with."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT = "panelpapers-test"


@contextmanager
def run_provider(email: str) -> Iterator[str]:
    """The address of its metadata, while it runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    issuer = f"http://127.0.0.1:{port}"
    key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
    nonces: dict[str, str] = {}

    def metadata(request: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
            }
        )  # fmt: skip

    def authorize(request: Request) -> RedirectResponse:
        given = request.query_params
        nonces["code-1"] = given.get("nonce", "")
        return RedirectResponse(f"{given['redirect_uri']}?{urlencode({'code': 'code-1', 'state': given['state']})}", 302)

    async def token(request: Request) -> JSONResponse:
        form = await request.form()
        now = int(time.time())
        claims = {"iss": issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600, "email": email, "email_verified": True}
        signed = jwt.encode({"alg": "RS256", "kid": "test"}, claims | {"nonce": nonces[str(form["code"])]}, key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

    def keys(request: Request) -> JSONResponse:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", metadata), Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]), Route("/keys", keys),
        ]
    )  # fmt: skip
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"{issuer}/.well-known/openid-configuration"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
