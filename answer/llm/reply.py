"""A model's text → sentences with the numbers of the evidence that each one names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.extract.sentences import find_sentences
from ingest.spans import Span

LONGEST_REPLY = 4000
"""Characters that are read; an answer of three sentences has a few hundred."""
MOST_SENTENCES = 8

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKS = r"\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]"
_MARKS_AFTER_STOP = re.compile(rf"([.!?]+[\"”’']?)((?:[ \t]*{_MARKS})+)(?!\S)")
# a model that copies the passages as it was given them: "[2] (PCP 5 Mar 2024, para 2.2) The depot …"
_COPIED = re.compile(rf"(?m)^[ \t]*({_MARKS})[ \t]*(?:\([^()\n]*\)[ \t]*)?(\S[^\n]*)$")
_MARK = re.compile(_MARKS)
_MARKDOWN = re.compile(r"(?m)^\s*(?:[-*•>]|#{1,6}|\d{1,2}[.)])\s+|\*\*|__|`+")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as drafted, without its marks; ``numbers`` as the model wrote them, not yet checked."""

    text: str
    numbers: tuple[int, ...]


def read_reply(reply: str) -> tuple[Drafted, ...]:
    """Sentences of the reply, at most :data:`MOST_SENTENCES`; "The grant was £400. [2]" and "The grant was £400 [2]." are one."""
    text = _THINKING.sub(" ", reply)[:LONGEST_REPLY]
    text = "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = _MARKDOWN.sub("", text)
    text = _COPIED.sub(lambda m: f"{m.group(2).rstrip(' .')} {m.group(1)}." if _MARK.sub("", m.group(2)).strip() else m.group(), text)
    text = _MARKS_AFTER_STOP.sub(r"\2\1", text)
    found = []
    for span in find_sentences(text, Span(0, len(text))):
        said = text[span.start : span.end]
        numbers = [int(digits) for mark in _MARK.findall(said) for digits in re.findall(r"\d+", mark)]
        words = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(_MARK.sub(" ", said).split()))
        if re.search(r"\w", words):
            found.append(Drafted(words, tuple(dict.fromkeys(numbers))))
    return tuple(found[:MOST_SENTENCES])
