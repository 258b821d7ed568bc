"""One row an obligation: what a paper prints twice is kept once."""

from __future__ import annotations

import re

from ingest.extract.lines import Row


def drop_repeats(rows: list[Row], text: str = "") -> list[Row]:
    """One row an obligation: the same words again (a motion, then its resolution) and tasks listed again at the end.

    Of equal wording the resolution is kept, else the first. A task of an action log or a closing list that repeats a
    row above it (three fifths of its content words, and all owners it names) is dropped. A table is compared with the
    whole paragraphs of the rows above it, because it gathers in one line what they say in several; ``text`` is the
    paper's.
    """
    kept: dict[str, Row] = {}
    for row in rows:
        key = re.sub(r"\W+", "", re.sub(r"^\W*\(?\w{1,3}[.)]\s", "", row.line.text)).lower()
        have = kept.get(key)
        if have is None or (row.cue == "resolved" and have.cue != "resolved" and len(row.line.text.split()) > 5):
            kept[key] = row
        elif len(row.line.text.split()) <= 5:  # "Approved." stands for another thing each time
            kept[f"{key}{row.span.start}"] = row
    unique = sorted(kept.values(), key=lambda row: row.span.start)
    words = [_content_words(row.line.text) for row in unique]
    paragraphs: dict[int, frozenset[str]] = {}

    def around(row: Row) -> frozenset[str]:
        key = row.line.paragraph.paragraph_id
        if key not in paragraphs:
            span = row.line.paragraph.span
            paragraphs[key] = _content_words(text[span.start : span.end]) if row.line.paragraph.kind != "table" else frozenset()
        return paragraphs[key]

    result: list[Row] = []
    for number, row in enumerate(unique):
        listed = row.line.paragraph.kind == "table"
        again = row.cue in ("action_log", "person_to", "person_will", "to_be_done", "asked_to") and any(
            unique[other].kind in ("action", "decision", "commitment")
            and unique[other].line.paragraph.paragraph_id != row.line.paragraph.paragraph_id
            and len(words[number] & (words[other] | around(unique[other]) if listed else words[other])) >= 0.6 * max(3, len(words[number]))
            for other in range(number)
        )
        if not again:
            result.append(row)
    return result


_SMALL = frozenset("the a an to of in on for and or with by at from as be is are was were will would should that this it its their his her re any all has have had not if so then than also agreed action clerk".split())


def _content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry the task: five letters, without small words and numbers of items."""
    return frozenset(word[:5] for word in re.findall(r"[a-z]{2,}", text.lower()) if word not in _SMALL)
