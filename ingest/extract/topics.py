"""What a row is about, in a few words: the heading it stands under, or the words after its verb."""

from __future__ import annotations

import re

from ingest.extract.lines import Row
from ingest.records import Document

# Headings that name a kind of item and no subject ("3. Matters arising").
_GENERIC = re.compile(
    r"^\W*(?:matters arising|any other business|aob|correspondence|updates?|reports?|decisions?|actions?|recommendations?|other|general|planning(?: applications?)?|finance|minutes|"
    r"clerk[’']?s report|public (?:participation|forum|questions?)|present|agenda|items? \d*|resolved|for (?:\(\d+\))?|against.*|abstain.*|draft|commitment)\W*$",
    re.I,
)
_LEAD = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s*)?(?:\(?(?:[a-z]|[ivx]{1,4})[.)]\s*)?(?:(?:commitment|action|actions|recommendation|resolved|agreed)\b\s*(?:unanimously\s*)?[:–—-]*\s*)?(?:it (?:was|has been) (?:agreed|resolved|noted|recommended)\s*)?(?:that|to)?\s*(?:the\s+)?",
    re.I,
)
_WORDS = 9


def find_topic(document: Document, row: Row) -> str | None:
    """A short phrase for lists: at most nine words of the text or a heading, never invented."""
    section = document.section_of(row.line.paragraph)
    heading = re.sub(r"\s+", " ", section.heading).strip(" .:–-") if section is not None else ""
    if row.kind == "decision" and heading and not _GENERIC.match(heading) and len(heading.split()) <= 12 and row.cue != "printed_commitment":
        return heading
    text = row.line.text[row.cue_end :] if row.cue in ("resolved", "agreed", "person_to", "person_will", "agreed_to", "asked_to", "will", "would") else row.line.text
    text = _LEAD.sub("", re.sub(r"\s+", " ", text)).strip(" .,:;–-“”\"")
    if len(text.split()) < 2:
        text = _LEAD.sub("", re.sub(r"\s+", " ", row.line.text)).strip(" .,:;–-“”\"")
    words = re.split(r"(?<=\w)[;:.](?:\s|$)|,\s(?:and|which|but)\s", text, maxsplit=1)[0].split()
    if not words:
        return heading or None
    return " ".join(words[:_WORDS]).rstrip(" ,;:-–") or heading or None
