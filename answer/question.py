"""What is asked: the kind of answer, the period, the meeting, the people and the figures that a question names.

The reading is shown to the reader (``Answer.understood``) and never decides alone that there is no answer:
a question read wrongly must still find its passage.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from answer.cues import (
    EXPECTED_LABELS,
    KIND_RULES,
    LETTERED,
    LIST_RULES,
    MEANING,
    MONEY_WORDS,
    OFFICE_WORDS,
    OPEN_WORDS,
    PERSON_VERBS,
    SYNONYMS,
    WHICH_AGENT,
    YES_NO_OPENERS,
)
from answer.period import MONTHS, Period, find_periods, find_spans
from answer.words import find_tokens, fold, is_stop_word, stem
from index.errors import QueryError

Kind = Literal[
    "fact",
    "person_role",
    "amount",
    "count",
    "percent",
    "date",
    "yes_no",
    "list",
    "decision",
    "commitment",
    "comparison",
    "timeline",
    "meaning",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_NAMES: dict[Kind, str] = {
    "fact": "a fact",
    "person_role": "a person or an office",
    "amount": "an amount of money",
    "count": "a number",
    "percent": "a percentage",
    "date": "a date",
    "yes_no": "yes or no",
    "list": "a list",
    "decision": "a decision",
    "commitment": "a promise or an action",
    "comparison": "a comparison",
    "timeline": "steps in time",
    "meaning": "what an abbreviation stands for",
}


SEVERAL = ("comparison", "timeline")
"""Kinds that are answered from several passages."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question. ``near`` are stems of words used for the same thing."""

    text: str
    stem: str
    near: frozenset[str] = frozenset()
    name: bool = False
    """Capitalised inside the question, or an abbreviation: names must be met by the papers, other words may be paraphrased."""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. ``expects`` are labels of which one must stand in the evidence (empty: anything)."""

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    periods: tuple[Period, ...] = ()
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    abbreviation: str | None = None
    expects: frozenset[str] = frozenset()
    wants_last_meeting: bool = False
    changed: bool = False
    """Whoever asks wants another kind of answer than the words ask for."""

    @property
    def is_list(self) -> bool:
        return self.kind in ("list", "comparison", "timeline")


@lru_cache(maxsize=1)
def _near_words() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for group in SYNONYMS:
        stems = {stem(word) for phrase in group for word in phrase.split()}
        for word in stems:
            near.setdefault(word, set()).update(stems - {word})
    return {word: frozenset(others) for word, others in near.items()}


def check_kind(value: str | None) -> Kind | None:
    """One of :data:`KINDS`; None for none. Raises QueryError for anything else."""
    for kind in KINDS:
        if value == kind:
            return kind
    if value:
        raise QueryError(f"“{value[:40]}” is not a kind of answer; there are: {', '.join(KINDS)}.")
    return None


def read_question(text: str, *, one_side: bool = False, kind: Kind | None = None) -> Question:
    """Read a question, a line of keywords, or a question with misspellings. Never fails: an empty text is a fact without terms.

    ``one_side``: the text is one side of a comparison or one step of several, and is read as asking for that alone.
    ``kind`` is that of the answer wanted, whatever the words ask for.
    """
    text = " ".join(text.split())[:2000]
    folded = fold(text).strip(" ?!.")
    abbreviation = _find_abbreviation(folded, text)
    asking = find_main_clause(text)
    read: Kind = "meaning" if abbreviation else find_kind(asking, one_side=one_side)
    changed = kind is not None and kind != read
    kind = kind or read
    if changed:
        abbreviation = find_short_form(text) if kind == "meaning" else None
    periods = find_periods(text)
    names = find_names(text)
    return Question(
        text=text,
        kind=kind,
        terms=find_terms(text),
        periods=periods,
        names=names,
        figures=_find_figures(text),
        abbreviation=abbreviation,
        expects=EXPECTED_LABELS[kind] if changed and kind in EXPECTED_LABELS else _find_expected(kind, fold(asking).strip(" ?!.")),
        changed=changed,
        wants_last_meeting=bool(re.search(r"\b(?:last|latest|most recent|previous) (?:\w+ )?(?:meeting|minutes|report|paper)\b", folded)),
    )


_INVERTED = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)"
_CLAUSE_BEFORE = re.compile(
    rf"^(?:(?:when|where)(?!(?:ver)?\s+{_INVERTED}\b)|if|while|as|after|before|once|since|although|in|at|of|by|during|following|according to|under|on|for|with)\b[^?]*?,\s+"
    rf"(?=(?:what|who|whom|whose|which|how|why|when|where|{_INVERTED})\b)",
    re.IGNORECASE,
)


def find_main_clause(text: str) -> str:
    """What is asked, without the clause that says of what time or case.

    >>> find_main_clause("When the draft was debated, what shortfall worried the Chair?")
    'what shortfall worried the Chair?'

    What only names a list or a table before may tell what kind of thing is asked for ("In the cost list, what do the scans come to?"), and is kept
    where the rest does not tell.
    """
    before = _CLAUSE_BEFORE.match(text)
    if before is None:
        return text
    main = text[before.end() :]
    return text if find_kind(main) == "fact" and not _OF_TIME_OR_CASE.match(text) else main


_OF_TIME_OR_CASE = re.compile(r"(?:when|where|if|while|as|after|before|once|since|although)\b", re.IGNORECASE)


def find_kind(text: str, *, one_side: bool = False) -> Kind:
    """Kind of answer wanted; the wording tables are in :mod:`answer.cues`. ``one_side`` leaves out those of several passages."""
    folded = fold(text).strip(" ?!.")
    words = folded.split()
    if not words:
        return "fact"
    opens_yes_no = words[0] in YES_NO_OPENERS and not OPEN_WORDS & set(words[1:3])
    rules = [rule for rule in KIND_RULES if not one_side or rule[0] not in SEVERAL]
    for kind, pattern in rules:
        if kind in SEVERAL and re.search(pattern, folded):
            return kind  # type: ignore[return-value]
    if opens_yes_no and (words[0] != "any" or len(words) > 3):
        return "yes_no"
    for pattern in LIST_RULES:
        if re.search(pattern, folded):
            return "list"
    if not one_side and _names_two_periods(text):
        return "comparison"
    for kind, pattern in rules:
        if words[0] in ("who", "who's", "whose") and kind != "person_role":
            continue
        if re.search(pattern, folded):
            return kind  # type: ignore[return-value]
    return "fact"


def _names_two_periods(text: str) -> bool:
    """ "… for 2021-22 and for 2022/23", "… at the 2013 and 2014 meetings": two years of one kind, joined."""
    periods = [period for period in find_periods(text) if period.start]
    return any(
        a.kind == b.kind and re.search(re.escape(a.text) + r"\b.{0,40}\band\b.{0,40}" + re.escape(b.text), text)
        for a, b in itertools.pairwise(periods)
    )


def find_terms(text: str) -> tuple[Term, ...]:
    """Content words without stop words and without the words of periods, each stem once, in order."""
    covered = find_spans(text)
    near = _near_words()
    terms: dict[str, Term] = {}
    tokens = find_tokens(text)
    for at, token in enumerate(tokens):
        if any(start <= token.start < end for start, end in covered):
            continue
        if len(token.text) == 1 and token.text.isupper() and at and fold(tokens[at - 1].text) in LETTERED:
            terms.setdefault(token.stem, Term(token.text, token.stem, frozenset(), True, False))
            continue
        if is_stop_word(token.text) or (len(token.text) == 1 and not token.text.isdigit()):
            continue
        if fold(token.text) in MONTHS and token.text[0].isupper():
            continue
        figure = token.text[0] in "£0123456789"
        name = not figure and ((token.text[0].isupper() and at > 0) or (token.text.isupper() and len(token.text) > 1))
        if token.stem not in terms:
            terms[token.stem] = Term(token.text, token.stem, near.get(token.stem, frozenset()), name, figure)
    return tuple(terms.values())


def find_names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words, without the question word that opens it and without months: "Wenmark Police", "Joan Orde"."""
    found: list[str] = []
    covered = find_spans(text)
    for match in re.finditer(
        r"\b[A-Z][\w’'&.-]*(?:\s+(?:(?:of|and|for|the|de|upon|in|&|cum)\s+)?[A-Z][\w’'&.-]*)*", text
    ):
        words = match.group().split()
        if match.start() == 0 or text[: match.start()].rstrip()[-1:] in "?.!":
            while words and (fold(words[0]).strip("'’s.") in OPEN_WORDS | YES_NO_OPENERS or is_stop_word(words[0])):
                words = words[1:]
            if words and match.start() == 0 and len(words) == 1 and not words[0].isupper():
                words = words if re.search(r"[’']s$", words[0]) else []
        cut = next((at for at, word in enumerate(words) if fold(word).strip(".") in MONTHS), len(words))
        words = words[:cut]
        while words and words[-1].islower():
            words = words[:-1]
        name = re.sub(r"[’']s?$", "", " ".join(words).strip(" .,'’"))
        if any(start <= match.start() < end for start, end in covered) and not words:
            continue
        if len(name) > 1 and name not in found:
            found.append(name)
    return tuple(found)


def _find_figures(text: str) -> tuple[str, ...]:
    """Figures that are no part of a period: "£2.149m", "option 3", "7,500"."""
    covered = find_spans(text)
    return tuple(
        m.group()
        for m in re.finditer(r"£\s?\d[\d,.]*\d?\s?(?:k|m|bn|million|thousand|billion)?\b|\b\d[\d,.]*\d%?|\b\d+%?", text)
        if not any(start <= m.start() < end for start, end in covered)
    )


def _find_abbreviation(folded: str, text: str) -> str | None:
    match = MEANING.search(folded)
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    if is_stop_word(word):
        return None
    printed = re.search(rf"(?i)\b{re.escape(word)}\b", text)
    said = printed.group() if printed else word
    # "what does resilience mean": a word in lower case of more than six letters is no abbreviation
    if said.islower() and len(said) > 6:
        return None
    return said.upper() if said.islower() else said


def find_short_form(text: str) -> str | None:
    """The first word of capitals, "HMICFRS" or "CSEW", if there is one."""
    match = re.search(r"\b[A-Z][A-Z&0-9]{1,9}\b", text)
    return match.group() if match and not text.isupper() else None


_OFFICE = r"\b(?:" + "|".join(sorted(OFFICE_WORDS)) + r")\b"
"""A question that names the office asks for the person who holds it."""


def _find_expected(kind: str, folded: str) -> frozenset[str]:
    if kind in EXPECTED_LABELS:
        if kind == "person_role" and re.search(
            r"\bwhich (?:authority|council|company|charity|organisation|firm|force|university|body|department|town|area)\b", folded
        ):
            return frozenset({"ORG", "GPE"})
        if kind == "count" and set(folded.split()) & MONEY_WORDS and "how many" not in folded:
            return frozenset({"NUMBER", "MONEY"})
        if kind == "person_role" and re.search(r"\bwhose\b", folded):
            return frozenset({"PERSON", "ROLE", "ORG"})
        named = re.search(_OFFICE, folded) or (folded.startswith("who") and PERSON_VERBS.search(folded))
        if kind == "person_role" and named and not re.search(r"\b(?:which|what) ", folded):
            return frozenset({"PERSON"})
        return EXPECTED_LABELS[kind]
    if kind in ("fact", "list", "commitment", "decision"):
        if re.search(r"^(?:where|in which (?:town|village|city|area))|\bwhere\b|\bwhich (?:town|village|city|place|area|county)\b", folded):
            return frozenset({"GPE", "ORG"})
        if re.search(
            r"\b(?:which|what) (?:\w+ ){0,2}(?:authority|council|company|charity|organisation|organization|firm|force|university|body|department|provider|supplier|agency|contractor|school|bank)\b",
            folded,
        ):
            return frozenset({"ORG", "GPE"})
        if re.search(r"\b(?:rise|fall|increase|decrease|drop|reduction|growth|loss|change) (?:in|of|to)\b|\brate\b|\bforecast\b|\bturnout\b", folded):
            return frozenset({"PERCENT", "NUMBER", "MONEY"})
        if re.search(r"^who\b", folded) or WHICH_AGENT.search(folded):
            return frozenset({"PERSON", "ROLE", "ORG"})
    return frozenset()


