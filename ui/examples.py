"""Questions to start from, made of what this archive holds."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from index import Archive
from index.records import NO_FILTERS, PaperSummary
from ingest.records import Document
from ui.shelf import Shelf
from ui.wording import day

CHECKED = "examples that are answered"
MOST_EXAMPLES = 5
MOST_TRIED = 16
PAPERS_READ = 12

# Headings that every paper has say nothing about what this archive is about ("Purpose of the report", "Apologies").
_EVERYWHERE = re.compile(
    r"purpose|background|introduction|recommend|conclusion|summary|apolog|minutes|agenda|appendi|contact|report|overview"
    r"|declaration|interest|any other|date of|next meeting|implication|consultation|contents|update|present|attendance"
    r"|welcome|question|general|other|item|part|financial|legal|risk|matters arising|exclusion|public|press|chair"
    # a letterhead is no subject
    r"|council\b|commissioner\b|commissioners\b|panel\b|committee\b|authority\b|constabulary\b|police$|police and crime"
    # nor is an outcome: "Not accepted", "Agreed in part"
    r"|^(?:not|my|our|the|to|how|what|why|where)\b|\brequired|consideration|accept|agreed|approved|noted|resolved|rejected|deferred"
    r"|headquarters|telephone|introduced|table \d|page",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[A-Z][A-Za-z’'&,\- ]{7,44}")


def examples_of(shelf: Shelf) -> tuple[str, ...]:
    """Those that are known to be answered, once that has been found out (:func:`check_examples`)."""
    known: tuple[str, ...] | None = shelf.keep(CHECKED, lambda: None) if shelf.has(CHECKED) else None
    return known if known is not None else shelf.keep("examples", lambda: find_questions(shelf.archive)[:MOST_EXAMPLES])


def check_examples(shelf: Shelf) -> tuple[str, ...]:
    """Asks the questions, some seconds of work, and keeps those that the papers answer: a first click must not end in a refusal."""

    def ask() -> tuple[str, ...]:
        answered = (question for question in find_questions(shelf.archive)[:MOST_TRIED] if not shelf.answer(question, NO_FILTERS).refused)
        return tuple(itertools.islice(answered, MOST_EXAMPLES))

    return shelf.keep(CHECKED, ask)


def find_questions(archive: Archive) -> tuple[str, ...]:
    """Questions from the newest papers, one of a kind from each in turn."""
    kinds: dict[str, list[str]] = {"decision": [], "people": [], "promise": [], "topic": []}
    papers = archive.papers()
    named = is_mixed(papers)
    for paper in _spread(papers):
        document = archive.document(paper.doc_id)
        when = day(document.meeting_date)
        if not when or (named and not document.body):
            continue
        where = f" at {document.body}" if named else ""
        heading = find_subject(document)
        if heading:
            kinds["topic"].append(f"What was reported about {heading}{where} on {when}?")
        if any(part.attendance for part in document.parts):
            kinds["people"].append(f"Who was present at the meeting{f' of {document.body}' if named else ''} on {when}?")
        found = {owed.kind for _, owed in archive.obligations(paper.doc_id) if owed.made_on in (None, document.meeting_date)}
        if "decision" in found:
            kinds["decision"].append(f"What decisions were taken{where} on {when}?")
        if found & {"commitment", "action"}:
            kinds["promise"].append(f"What promises were made{where} on {when}?")
    examples: dict[str, None] = {}
    for turn in range(max(map(len, kinds.values()))):
        for place, questions in enumerate(kinds.values()):
            # Each kind starts from another meeting, so that the examples show the whole period.
            if turn < len(questions):
                examples[questions[(turn * len(kinds) + place) % len(questions)]] = None
    return tuple(examples)


def is_mixed(papers: tuple[PaperSummary, ...]) -> bool:
    """No body has two thirds of the papers, so that a day alone does not say whose meeting is meant."""
    counts = Counter(paper.body for paper in papers)
    return bool(counts) and 3 * counts.most_common(1)[0][1] < 2 * len(papers)


def _spread(papers: tuple[PaperSummary, ...]) -> list[PaperSummary]:
    """At most ``PAPERS_READ`` dated papers, evenly over the whole period, newest first."""
    dated = [paper for paper in papers if paper.meeting_date and paper.passages]
    step = max(len(dated) // PAPERS_READ, 1)
    return dated[::step][:PAPERS_READ]


def find_subject(document: Document) -> str | None:
    """A heading that names a subject, as it would stand within a sentence."""
    for section in document.sections:
        words = section.heading.strip(" :.–-")
        if _HEADING.fullmatch(words) and 2 <= len(words.split()) <= 6 and not words.isupper() and not _EVERYWHERE.search(words):
            return _within_sentence(words, document.text)
    return None


def _within_sentence(heading: str, text: str) -> str:
    """"Neighbourhood policing" → "neighbourhood policing"; names and short forms keep their capitals: ``text`` never has them in small letters."""
    words = heading.split()
    others = [word for word in words[1:] if len(word) > 3]
    common = re.search(rf"\b{re.escape(words[0].lower())}\b", text) is not None
    if common and others and all(word[0].islower() for word in others) and not words[0][1:2].isupper():
        return heading[0].lower() + heading[1:]
    return heading
