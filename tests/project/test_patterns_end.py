"""No pattern that reads the text of papers runs away on text that is made to be cut in many ways.

Long words in capitals ("ABC-ABC-ABC-") once kept a reader of `add` busy with the minutes of one council until it was killed. Every pattern at
the top of a module of ``ingest`` is tried; one that has not ended after seconds of processor time grows with the length out of all measure.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType

import pytest

import ingest

PIECES = (
    "ABC-", "ABCDEFGH", "A ", "Aa ", "A-", "Aaa Bbb ", "A. ", "A.", "a ", "1 ", "1,", "1.", "1/", "£1,000 ", "and ", "of the ", "and the Chief ", "Cllr A B, ", "Mr A Bbbb and ",
    ", ", "; ", "- ", "\t", "\n", " \n", "(a) ", "A & B ", "12 May ", "2019/20 ", "will be ", "agreed to ", "’s ", "A’a", "&", "| ", "\u00a0", "Chief Constable ", "to ",
)  # fmt: skip
LENGTH = 600
SECONDS = 5.0
"""Of processor time for all pieces together."""


def find_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    seen: set[str] = set()
    for module in pkgutil.walk_packages(ingest.__path__, "ingest."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in (value,) if isinstance(value, re.Pattern) else value if isinstance(value, list | tuple) else ():
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str) and one.pattern not in seen:
                    seen.add(one.pattern)
                    yield f"{module.name}.{name}", one


class RanAway(Exception):
    pass


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise RanAway


PATTERNS = list(find_patterns())


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 200


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[f"{number}-{name}" for number, (name, _) in enumerate(PATTERNS)])
def test_a_pattern_ends(name: str, pattern: re.Pattern[str]) -> None:
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        for piece in PIECES:
            pattern.search(f"{(piece * LENGTH)[:LENGTH]}!")
    except RanAway:
        pytest.fail(f"{name} does not end on {piece!r} said again and again")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
