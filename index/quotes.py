"""A quote's own name, by which a link finds it again after the paper was read anew, cut anew or replaced.

    >>> make_key("The precept rose by 2%.")
    '18-f59aa3a02149'

The number of letters and digits and a hash of them: case, spaces, hyphens and line ends do not count, so that another
reading of the same page has the same key, while another word or another figure has not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, Protocol

from ingest.records import Document
from ingest.spans import Span

KEY = re.compile(r"([1-9]\d{0,6})-([0-9a-f]{12})")
_WORD = re.compile(r"[^\W_]+|[£$€%]")

State = Literal["same", "moved", "replaced", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where an old link to a quote leads now.

    ``state``: "same", the words stand where they stood; "moved", elsewhere in the paper; "replaced", in the paper that
    took its place; "changed", nowhere, and ``span`` is the paragraph of the number that the link names, None where there is
    none; "gone", the paper is not in the archive (or not for this reader) and ``doc_id`` is the old one.
    """

    doc_id: str
    span: Span | None
    state: State


class PaperSource(Protocol):
    def follow(self, doc_id: str) -> str | None: ...

    def document(self, doc_id: str) -> Document: ...


def make_key(text: str) -> str:
    """The key of a quote; empty for a text without a letter or a digit."""
    squashed = "".join(_fold(word) for word in _WORD.findall(text))
    return f"{len(squashed)}-{_hash(squashed)}" if squashed else ""


def find_quote(text: str, key: str, near: int = 0) -> Span | None:
    """Where the words of ``key`` stand in ``text``, the place nearest to ``near``; None where they stand nowhere."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    length, wanted = int(match[1]), match[2]
    words = [(found.start(), found.end(), _fold(found.group())) for found in _WORD.finditer(text)]
    squashed = "".join(word for _, _, word in words)
    starts, at = [], 0
    for _, _, word in words:
        starts.append(at)
        at += len(word)
    found = [number for number, start in enumerate(starts) if start + length <= at and _hash(squashed[start : start + length]) == wanted]
    if not found:
        return None
    number = min(found, key=lambda n: abs(words[n][0] - near))
    stop = starts[number] + length
    last = bisect_right(starts, stop - 1) - 1
    first_letter, last_letter, word = words[last]
    whole = stop - starts[last] == len(word) or len(word) != last_letter - first_letter
    return Span(words[number][0], last_letter if whole else first_letter + stop - starts[last])


def find_landing(
    archive: PaperSource, doc_id: str, key: str, *, at: Span | None = None, number: str | None = None
) -> Landing:
    """Follow a link to the quote ``key`` of ``doc_id`` that stood at ``at`` in the paragraph ``number``."""
    now = archive.follow(doc_id)
    if now is None:
        return Landing(doc_id, None, "gone")
    document = archive.document(now)
    if now == doc_id and at is not None and at.end <= len(document.text) and make_key(document.quote(at)) == key:
        return Landing(now, at, "same")
    near = at.start if at is not None else 0
    span = find_quote(document.text, key, near)
    if span is not None:
        return Landing(now, span, "moved" if now == doc_id else "replaced")
    paragraphs = [p.span for p in document.paragraphs if number and p.cited_number == number and p.kind != "heading"]
    return Landing(now, min(paragraphs, key=lambda span: abs(span.start - near), default=None), "changed")


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()


def _hash(squashed: str) -> str:
    return hashlib.sha256(squashed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
