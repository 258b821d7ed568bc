"""The MCP server as an assistant meets it: started by its command line, spoken to over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from index import Archive
from ingest.records import Obligation
from tests.index.papers import SERIES, make_reading

PROJECT = Path(__file__).resolve().parents[2]
SECRET = make_reading("exempt.txt", ["The zebrawood lease was let to Quillon Estates for £777,123."], title="Zebrawood lease")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp") / "archive"
    with Archive.open(folder, create=True, embedder="hashing") as archive:
        for reading in SERIES:
            archive.put(reading)
        found = Obligation("decision", SECRET.document.paragraphs[0].span, 0, cue="resolved")
        archive.put(replace(SECRET, obligations=(found,)), restricted=True)
    return folder


def talk(shelf: Path, say: Callable[[ClientSession], Awaitable[Any]], *options: str) -> Any:
    """What ``say`` returns after speaking to a server of its own."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "panelpapers", "mcp", "--archive", str(shelf), *options], cwd=str(PROJECT),
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip

    async def run() -> Any:
        async with stdio_client(command) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            return await say(session)

    # in a thread of its own: the browser tests of the same process leave a loop running in theirs
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


def call(shelf: Path, calls: list[tuple[str, dict[str, Any]]], *options: str) -> list[Any]:
    async def say(session: ClientSession) -> list[Any]:
        return [await session.call_tool(name, given) for name, given in calls]

    return talk(shelf, say, *options)


def test_the_tools_and_their_citations(shelf: Path) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("ask", {"question": "How much did the precept rise to?"}),
        ("search", {"words": "burglary in Harrowby", "top": 2}),
        ("search", {"words": '"rose by a fifth"', "order": "date"}),
        ("paper", {"name": "2024-03.txt"}),
        ("register", {"kinds": ["decision"], "body": "Marlock"}),
        ("paper", {"name": "nowhere.txt"}),
        ("search", {"words": "   "}),
        ("register", {"made_from": "yesterday"}),
    ]

    async def say(session: ClientSession) -> tuple[list[str], list[Any]]:
        tools = [tool.name for tool in (await session.list_tools()).tools]
        return tools, [await session.call_tool(name, given) for name, given in calls]

    tools, results = talk(shelf, say)
    assert tools == ["ask", "search", "paper", "register"]
    assert [result.is_error for result in results] == [False] * 5 + [True] * 3
    told = [json.loads(result.content[0].text) for result in results[:5]]
    assert told[0]["refused"] or told[0]["answer"].startswith("£1,817,951")
    assert told[2]["matching"] == 1
    assert told[3]["title"] == "Minutes of the panel"
    assert told[4]["total"] == 1
    texts = {reading.document.doc_id: reading.document.text for reading in SERIES}
    for result in told:
        assert result["citations"] or result.get("refused")
        for citation in result["citations"]:
            assert texts[citation["doc_id"]][citation["start"] : citation["end"]] == citation["quote"]
            assert citation["label"]
            assert citation["link"].startswith("/cite/")
    assert "no paper is called" in results[5].content[0].text
    assert "is not a date" in results[7].content[0].text


def test_a_restricted_paper_is_only_there_when_asked_for(shelf: Path) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("ask", {"question": "To whom was the zebrawood lease let?"}),
        ("search", {"words": "zebrawood lease Quillon Estates"}),
        ("search", {"words": "zebrawood", "order": "date"}),
        ("paper", {"name": "exempt.txt"}),
        ("paper", {"name": SECRET.document.doc_id}),
        ("register", {"words": "zebrawood"}),
        ("register", {}),
    ]
    for result in call(shelf, calls):
        assert "Quillon" not in result.content[0].text.replace("zebrawood lease Quillon Estates", "")
        assert "777,123" not in result.content[0].text
    shown = call(shelf, calls, "--restricted")
    assert all("777,123" in shown[number].content[0].text for number in (1, 2, 3, 4, 5, 6))
