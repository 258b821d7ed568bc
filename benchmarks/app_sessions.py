"""Readers by the dozen, without browsers: each speaks to the app as a browser tab does, over its own connection.

A session opens the app and then acts every ``think`` seconds on average (half to one and a half times that): it asks a
question that nobody has asked yet, steps to the next citation of its answer, searches for words, or opens a paper; the
picture of the page that a browser would show is fetched with it. An act takes from the moment it is sent until the
page is drawn to its end.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote_plus

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MIX = (("question", 25), ("citation", 25), ("search", 30), ("paper", 20))
"""Acts and their shares: a reader looks at an answer longer than at anything else, and seldom asks twice in a row."""
PICTURE = re.compile(r"/papers/[0-9a-f]+/pages/\d+\.png")
WENT_WRONG = ('class="pp-notice pp-notice-problem"', "Something went wrong")
PATIENCE = 60.0
"""Seconds until an act counts as failed."""


@dataclass
class Load:
    """What the sessions do, and what came of it: ``times`` in milliseconds by act."""

    url: str
    questions: Iterator[str]
    words: list[str]
    papers: list[str]
    only_questions: bool = False
    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


async def run_sessions(load: Load, sessions: int, think: float, seconds: float) -> None:
    """All the sessions at once, each for ``seconds``; they arrive over the first ``think`` seconds."""
    async with httpx.AsyncClient(base_url=load.url, timeout=PATIENCE, limits=httpx.Limits(max_connections=sessions)) as web:
        await asyncio.gather(*(_session(load, web, random.Random(number), think, seconds) for number in range(sessions)))


async def run_alone(load: Load, rounds: int, processor_seconds: Callable[[], float]) -> dict[str, list[float]]:
    """One reader who does ``rounds`` of every act, one after the other: the processor seconds that each one took, by act."""
    used: dict[str, list[float]] = {}
    stream = load.url.replace("http", "ws", 1) + "/_stcore/stream"
    chance = random.Random(1)
    origin = websockets.Origin(load.url)
    async with (
        httpx.AsyncClient(base_url=load.url, timeout=PATIENCE) as web,
        websockets.connect(stream, subprotocols=[websockets.Subprotocol("streamlit")], origin=origin, max_size=None) as socket,
    ):
        for _ in range(rounds):
            asked = quote_plus(next(load.questions))
            for act, page, query in (
                ("question", "", f"q={asked}&cite=1"),
                ("citation", "", f"q={asked}&cite=2"),
                ("search", "search", f"q={quote_plus(chance.choice(load.words))}"),
                ("paper", "paper", f"doc={chance.choice(load.papers)}"),
            ):
                before = processor_seconds()
                await _act(load, web, socket, act, page, query)
                used.setdefault(act, []).append(processor_seconds() - before)
    return used


async def _session(load: Load, web: httpx.AsyncClient, chance: random.Random, think: float, seconds: float) -> None:
    await asyncio.sleep(chance.uniform(0, think))
    end = time.monotonic() + seconds
    stream = load.url.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        async with websockets.connect(stream, subprotocols=[websockets.Subprotocol("streamlit")], origin=websockets.Origin(load.url), max_size=None) as socket:
            await _act(load, web, socket, "first page", "", "")
            question, cite = "", 0
            while time.monotonic() < end:
                await asyncio.sleep(think * chance.uniform(0.5, 1.5))
                act = "question" if load.only_questions else chance.choices([name for name, _ in MIX], [share for _, share in MIX])[0]
                if act == "question" or (act == "citation" and not question):
                    act, question, cite = "question", next(load.questions), 1
                    await _act(load, web, socket, act, "", f"q={quote_plus(question)}")
                elif act == "citation":
                    cite += 1
                    await _act(load, web, socket, act, "", f"q={quote_plus(question)}&cite={cite}")
                elif act == "search":
                    await _act(load, web, socket, act, "search", f"q={quote_plus(chance.choice(load.words))}")
                else:
                    await _act(load, web, socket, act, "paper", f"doc={chance.choice(load.papers)}")
    except (OSError, TimeoutError, websockets.WebSocketException, httpx.HTTPError) as error:
        load.errors.append(f"{type(error).__name__}: {error}")


async def _act(load: Load, web: httpx.AsyncClient, socket: websockets.ClientConnection, act: str, page: str, query: str) -> None:
    """Draw one page; its time is kept, and so is whatever went wrong on it."""
    wanted = BackMsg()
    wanted.rerun_script.query_string = query
    wanted.rerun_script.page_name = page
    start = time.perf_counter()
    await socket.send(wanted.SerializeToString())
    drawn = await asyncio.wait_for(_drawn(socket), PATIENCE)
    pictures = PICTURE.findall(drawn)
    if pictures:
        answer = await web.get(pictures[0])
        if answer.status_code != 200:
            load.errors.append(f"{act}: picture {answer.status_code}")
    load.times.setdefault(act, []).append((time.perf_counter() - start) * 1000)
    load.errors += [f"{act} {query[:80]}: {sign}" for sign in WENT_WRONG if sign in drawn]
    if 'id="main"' not in drawn:
        load.errors.append(f"{act} {query[:80]}: no page was drawn")


async def _drawn(socket: websockets.ClientConnection) -> str:
    """The HTML of all that the script sends until it has finished."""
    parts = []
    async for message in socket:
        told = ForwardMsg()
        told.ParseFromString(message if isinstance(message, bytes) else message.encode())
        kind = told.WhichOneof("type")
        if kind == "delta" and told.delta.new_element.WhichOneof("type") == "html":
            parts.append(told.delta.new_element.html.body)
        elif kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            break
    return "\n".join(parts)
