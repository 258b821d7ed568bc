"""Printed paragraph numbers, held by sequence.

A label at the start of a line ("2.4", "14.", "39/20", "08.23.06", "(b)", "iv.", "2386", "Item No. 3") is a paragraph number
only where it continues one: the next of its kind is at most three higher, a sequence starts at 1, or two or
more labels of one kind follow each other. So "1.5 million people" or "17.5.16" at the start of a line is none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_STEP = 3
MAX_OPEN_RUNS = 12
"""Sequences that a label may continue: those last added to."""
RUNNING = 20
"""From here on the first number of a paper's sequence carries on from another paper's."""
MAX_ITEM_DISTANCE = 60
"""Lines or blocks between two lettered items of one list."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
FEWEST_OF_SERIES = 6
"""Numbers that look like years and are those of minutes come in runs of this many or more."""

MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# What follows a figure that is a date or an amount and no label: "29 November", "12 months", "50 per cent".
NOT_A_LABEL = re.compile(
    rf"^(?:(?:{MONTHS})\b|(?:st|nd|rd|th)\b|per\b|%|pm\b|am\b|[ap]\.\s?m\b|noon\b|(?:million|billion|thousand|hundred)\b)",
    re.IGNORECASE,
)
# "7.1 August figures" is a number all the same: no day is written so.
NOT_DOTTED = re.compile(r"^(?:per\b|%|pm\b|am\b|[ap]\.\s?m\b|(?:million|billion|thousand|hundred)\b)", re.IGNORECASE)
# After a bare figure only, and in small letters: "12 months", "5 members"; but "4 Minutes of the meeting".
COUNTED = re.compile(r"^[a-z]")
DATE_LABEL = re.compile(r"^(?:[0-3]?\d)[./](?:[01]?\d)[./](?:\d{2}|\d{4})$")

LABEL = re.compile(
    r"""^(?:
        (?P<item>(?:agenda\s+)?item\s+(?:n(?:o|r|umber)\.?\s*)?(?P<itemno>\d{1,3}))[:.)–-]?(?=\s|$)
      | (?P<slash>\d{1,4}/\d{2,4})[.:]?(?=\s|$)
      | (?P<dotted>\d{1,4}(?:\.\d{1,3}){1,4})[.:)]?(?=\s|$)
      | \((?P<bracket>\d{1,3})\)(?=\s|$)
      | (?P<plain>\d{1,4})(?P<plainend>[.):]?)(?:(?=\s|$)|(?<=[.)])(?=[A-Z]))
      | (?P<letter>\(?(?P<letterno>[a-z])[.)])(?=\s|$)
      | (?P<roman>\(?(?P<romanno>[ivx]{1,6})[.)])(?=\s|$)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

ITEM_WORDS = re.compile(r"^(?:agenda\s+)?item\s+(?:n(?:o|r|umber)\.?\s*)?", re.IGNORECASE)
"""What stands before the figure of an item of an agenda ("Agenda Item No. 3"); it is cited by the figure."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Entry:
    """Start of a line: its text, left edge in points (None unknown) and whether a paragraph may begin there."""

    text: str
    left: float | None = None
    free: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate: ``printed`` as on the page, ``key`` names its sequence and ``value`` its place in it."""

    position: int
    printed: str
    key: tuple[str, ...]
    value: int
    depth: int
    left: float | None
    rest: str
    free: bool


def roman_value(text: str) -> int | None:
    total = 0
    values = [ROMAN[letter] for letter in text.lower() if letter in ROMAN]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total or None


def read_labels(position: int, entry: Entry) -> list[Label]:
    """Every way to read the start of the line as a label ("i." is a letter or a Roman number)."""
    match = LABEL.match(entry.text)
    if match is None:
        return []
    printed = match.group()
    rest = entry.text[match.end() :].lstrip()
    labels: list[Label] = []

    def add(key: tuple[str, ...], value: int, depth: int) -> None:
        labels.append(Label(position, printed, key, value, depth, entry.left, rest, entry.free))

    if match["item"]:
        if printed[0].isupper():
            add(("item",), int(match["itemno"]), 1)
    elif match["slash"]:
        number, year = match["slash"].split("/")
        if int(number) and not NOT_A_LABEL.match(rest):
            add(("slash", year), int(number), 1)
    elif match["dotted"]:
        parts = match["dotted"].split(".")
        if not NOT_DOTTED.match(rest):
            add(("dotted", *parts[:-1]), int(parts[-1]), len(parts))
    elif match["bracket"]:
        add(("bracket",), int(match["bracket"]), 9)
    elif match["plain"]:
        bare = match["plainend"] == ""
        if not NOT_A_LABEL.match(rest) and not (bare and COUNTED.match(rest)):
            add(("plain", ")" if match["plainend"] == ")" else "."), int(match["plain"]), 1)
    else:
        letter, numeral = match["letterno"], match["romanno"]
        bracket = re.sub(r"[A-Za-z]", "", printed)
        if letter:
            case = "upper" if letter.isupper() else "lower"
            add(("letter", bracket, case), ord(letter.lower()) - 96, 9)
            numeral = letter if letter.lower() in ROMAN else None
        if numeral:
            value = roman_value(numeral)
            if value:
                add(("roman", bracket, "upper" if numeral.isupper() else "lower"), value, 9)
    return labels


@dataclass(frozen=True, slots=True)
class Numbers:
    """``labels`` by position of the entry; ``nested`` are those of a list ("1.", "2)") within a numbered paragraph."""

    labels: dict[int, Label]
    nested: frozenset[int]


def find_numbers(entries: Sequence[Entry]) -> Numbers:
    """The labels that hold as printed numbers."""
    chains: dict[tuple[str, ...], list[list[Label]]] = {}
    for position, entry in enumerate(entries):
        for label in read_labels(position, entry):
            _append(chains.setdefault(label.key, []), label)
    found: dict[int, Label] = {}
    strength: dict[int, int] = {}
    plain: list[list[Label]] = []
    for key, runs in chains.items():
        kept = [run for run in runs if _holds(run)]
        for run in kept:
            for label in run:
                if len(run) > strength.get(label.position, 0):
                    found[label.position] = label
                    strength[label.position] = len(run)
        if key[0] == "plain":
            plain.extend(kept)
    nested = {
        label.position
        for run in plain
        if any(_lies_within(run, outer) for outer in plain if outer is not run)
        for label in run
    }
    return Numbers(found, frozenset(nested))


def _lies_within(run: Sequence[Label], outer: Sequence[Label]) -> bool:
    """The run starts at 1 and stands whole between two neighbours of the other ("5." … 1. 2. 3. … "6.").

    Minutes numbered on from meeting to meeting ("271." … "283.") hold their lists after the last of them too: no
    new sequence starts at 1 below it. A list in another style ("1)") is within three numbers or more only.
    """
    if run[0].value != 1 or (run[0].key != outer[0].key and len(outer) < 3):
        return False
    if (
        len(outer) >= 3
        and outer[0].value >= RUNNING
        and run[0].position > outer[-1].position
        and run[-1].value < outer[0].value
    ):
        return True
    return any(
        left.position < run[0].position and run[-1].position < right.position
        for left, right in itertools.pairwise(outer)
    )


def _append(runs: list[list[Label]], label: Label) -> None:
    """Put the label at the end of the run that it continues best, or start a new run with it."""
    best: tuple[int, int] | None = None
    for number in range(max(0, len(runs) - MAX_OPEN_RUNS), len(runs)):
        last = runs[number][-1]
        step = label.value - last.value
        if not 1 <= step <= MAX_STEP or not _aligned(last, label):
            continue
        if label.depth == 9 and label.position - last.position > MAX_ITEM_DISTANCE:
            continue
        if best is None or (step, -number) < best:
            best = (step, -number)
    if best is None:
        runs.append([label])
    else:
        # Moved to the end, so that the numbers of minutes stay in reach however many lists stand between two of them.
        runs.append([*runs.pop(-best[1]), label])


def _aligned(last: Label, label: Label) -> bool:
    if last.left is None or label.left is None or label.free:
        return True
    return abs(last.left - label.left) <= 8.0


def _are_years(run: Sequence[Label]) -> bool:
    """ "2021", "2022" at the starts of lines: a table or list by years, or the ends of sentences; no minutes of a long series."""
    if not all(FIRST_YEAR <= label.value <= LAST_YEAR for label in run):
        return False
    pointed = sum(not label.printed[-1].isdigit() for label in run)
    return len(run) < FEWEST_OF_SERIES or 2 * pointed < len(run) or any(b.value - a.value != 1 for a, b in itertools.pairwise(run))


def _holds(run: Sequence[Label]) -> bool:
    first = run[0]
    kind = first.key[0]
    if kind == "plain" and _are_years(run):
        return False
    if kind == "item":
        return len(run) >= 2
    if kind == "dotted":
        if len(first.key) == 3 and len(run) == 1 and DATE_LABEL.match(first.printed.rstrip(".:)")):
            return False
        return len(run) >= 2 or (first.value <= 1 and _opens(first))
    if kind == "slash":
        return len(run) >= 2
    if kind == "plain" and all(label.printed.isdigit() for label in run):
        return len(run) >= 3 and all(_opens(label) for label in run)
    if kind in {"letter", "roman", "bracket"}:
        return len(run) >= 2 and first.value == 1
    return len(run) >= 2 or (first.value == 1 and first.free and _opens(first))


def _opens(label: Label) -> bool:
    """What follows looks like the start of a paragraph, not like the middle of a sentence."""
    return not label.rest or not label.rest[0].islower()
