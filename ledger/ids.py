"""Ids of register rows, and so of threads, that outlive another reading of the same papers.

An id is made of what a row says, not of where it stands: its kind, its day and the letters and digits of its words. A
paper added again, cut anew or read with better rules keeps the ids of all rows whose words stayed. Rows that say the same
on the same day ("RESOLVED accordingly.") are told apart by body, file and order.

    >>> make_id("action", "2024-03-05", "ACTION: Clerk to write to the bank") == make_id("action", "2024-03-05", "Action – Clerk to write to\\nthe bank")
    True
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.quotes import make_key
from ledger.records import Entry, Place

LENGTH = 8
"""Hexadecimal digits of an id."""


def make_id(kind: str, made_on: str | None, quote: str) -> str:
    """The id of a row that nothing else of its day says in the same words: eight hexadecimal digits."""
    return _hash(kind, made_on or "", make_key(quote))


def name_rows(entries: Sequence[Entry]) -> list[Entry]:
    """The rows in their order, each with an id of its own."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        alike[make_id(entry.kind, entry.made_on, entry.quote)].append(number)
    named = list(entries)
    for plain, numbers in alike.items():
        if len(numbers) == 1:
            named[numbers[0]] = replace(entries[numbers[0]], entry_id=plain)
            continue
        seen: dict[tuple[str, str], int] = defaultdict(int)
        for number in sorted(numbers, key=lambda n: (entries[n].file, entries[n].place)):
            entry = entries[number]
            seen[(entry.body or "", entry.file)] += 1
            told_apart = _hash(plain, entry.body or "", entry.file, str(seen[(entry.body or "", entry.file)]))
            named[number] = replace(entry, entry_id=told_apart)
    return named


def former_id(place: Place) -> str:
    """The id that a row at that place had when ids were made of places."""
    return hashlib.sha256(f"{place.doc_id}:{place.span.start}-{place.span.end}".encode()).hexdigest()[:LENGTH]


def follow_id(entries: Iterable[Entry], old: str) -> str | None:
    """The id today of the row that ``old`` once named: by its place, or by words that other rows have since; None where that is not plain."""
    rows = tuple(entries)
    found = [row.entry_id for row in rows if any(former_id(place) == old for place in (row.place, *row.also_at))]
    found = found or [row.entry_id for row in rows if make_id(row.kind, row.made_on, row.quote) == old]
    return found[0] if len(found) == 1 else None


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]
