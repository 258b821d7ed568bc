"""Judging one answer against one gold question. The rules are those of docs/evaluation.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evaluate.compare import holds_words, overlap, same_number, to_days, to_numbers, to_words

READ_WORDS = 60
"""A reader looks at the start: the answer must stand within its first words …"""
READ_WORDS_LONG = 140
"""… of which a list, a comparison or a timeline may need more."""
LONG_KINDS = frozenset({"list", "comparison", "timeline"})
HIT = 0.5
"""A passage or quote counts when it holds half of the evidence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``outcome``: right, wrong, uncited (right words, other evidence), refused_rightly, refused_wrongly, answered_wrongly."""

    question_id: str
    question: str
    kind: str
    difficulty: str
    outcome: str
    rank: int | None
    """Place of the first hit that holds the evidence, from 1."""
    numbers_backed: bool
    answer: str | None
    verbatim: bool = True
    """Every quote stands in its paper at the place that the citation names."""
    page_right: bool | None = None
    paragraph_right: bool | None = None
    """Of the citations that hold the evidence; None where there is none, or the gold question does not say."""


def judge(gold: dict[str, Any], given: dict[str, Any], *, verbatim: bool = True) -> Verdict:
    """``gold`` is a row of a gold file, ``given`` a row as `panelpapers ask --batch` writes it; ``verbatim`` is the caller's to find out."""
    answered = not given["refused"] and bool(given["answer"])
    evidence = gold.get("evidence") or []
    quotes = given.get("citations") or []
    cited = any(_stands_in(quote["quote"], quote["file"], item) for quote in quotes for item in evidence)
    if not gold["answerable"]:
        outcome = "answered_wrongly" if answered else "refused_rightly"
    elif not answered:
        outcome = "refused_wrongly"
    elif not is_right(gold, given["answer"]):
        outcome = "wrong"
    else:
        outcome = "right" if cited else "uncited"
    return Verdict(
        question_id=str(gold["id"]),
        question=gold["question"],
        kind=f"unanswerable: {gold['subkind']}" if gold.get("subkind") else gold.get("kind") or "fact",
        difficulty=gold.get("difficulty") or "unrated",
        outcome=outcome,
        rank=_first_hit(evidence, given.get("hits") or []),
        numbers_backed=not answered or _numbers_backed(given["answer"], quotes),
        answer=given["answer"] if answered else None,
        verbatim=verbatim,
        page_right=_place_right(evidence, quotes, "page", "page_no") if answered else None,
        paragraph_right=_place_right(evidence, quotes, "paragraph", "paragraph_number") if answered else None,
    )


def _place_right(evidence: list[dict[str, Any]], citations: list[dict[str, Any]], wanted: str, given: str) -> bool | None:
    """Whether the citations that hold the evidence name its page (or paragraph number), in whichever paper they quote it from."""
    found = []
    for citation in citations:
        item = next((e for e in evidence if _stands_in(citation["quote"], citation["file"], e)), None)
        if item is None or citation.get(given) is None:
            continue
        places = [place for place in (item, *(item.get("also_at") or ())) if _stem(place["file"]) == _stem(citation["file"])]
        known = {str(place[wanted]).rstrip(".") for place in places if place.get(wanted)}
        if known:
            found.append(str(citation[given]).rstrip(".") in known)
    return all(found) if found else None


def is_right(gold: dict[str, Any], answer: str) -> bool:
    """An accepted wording, the value, or every required item stands within the words a reader looks at."""
    limit = READ_WORDS_LONG if gold.get("kind") in LONG_KINDS else READ_WORDS
    text = " ".join(answer.split()[:limit])
    words = to_words(text)
    if required := gold.get("required"):
        return all(holds_words(words, to_words(item)) or _holds_figure(text, item) for item in required)
    if any(holds_words(words, to_words(variant)) for variant in gold.get("answers") or []):
        return True
    value = gold.get("value")
    if value in ("yes", "no"):
        return words[:1] == [value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return any(same_number(value, number) for number in to_numbers(text))
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value in to_days(text)
    return False


def _holds_figure(text: str, item: str) -> bool:
    """A required "12,800" stands in "£12,800.00" too; whoever wants the sign or the unit writes it."""
    return re.fullmatch(r"\d[\d,]*(?:\.\d+)?", item) is not None and any(same_number(to_numbers(item)[0], number) for number in to_numbers(text))


def _stem(name: str) -> str:
    """The same paper may have been added as PDF or as text."""
    return re.sub(r"\.(txt|md|pdf|docx|odt|html?)$", "", name)


def _stands_in(text: str, file: str, evidence: dict[str, Any]) -> bool:
    places = {_stem(place["file"]) for place in (evidence, *(evidence.get("also_at") or ()))}
    return _stem(file) in places and max(overlap(text, evidence["quote"]), overlap(evidence["quote"], text)) >= HIT


def _first_hit(evidence: list[dict[str, Any]], hits: list[dict[str, Any]]) -> int | None:
    for rank, hit in enumerate(hits, 1):
        for item in evidence:
            places = {_stem(place["file"]) for place in (item, *(item.get("also_at") or ()))}
            if _stem(hit["file"]) in places and overlap(hit["text"], item["quote"]) >= HIT:
                return rank
    return None


def _numbers_backed(answer: str, citations: list[dict[str, Any]]) -> bool:
    shown = " ".join(str(c.get(key) or "") for c in citations for key in ("quote", "title", "meeting_date", "section", "paragraph_number"))
    backing = to_numbers(shown)
    return all(any(same_number(number, other) for other in backing) for number in to_numbers(answer))
