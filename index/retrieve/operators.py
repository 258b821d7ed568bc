"""Operators that a reader may type between the words, as on other search pages.

    "exact phrase"          the words in this order and form
    -word  -"two words"     not in the passage
    person:Brook            a person named in the passage; person:"Ada Brook"
    org:HMICFRS             an organisation named in the passage
    body:Wenmark            whose paper it is
    type:minutes            kind of paper
    after:2019-01           meetings from the first day of January 2019 on; after:2019, after:2019-01-15
    before:2019-06          meetings before the first day of June 2019
    over:5k  under:£1.2m    an amount of money in the passage

Only the search box reads them: a question is a sentence, and its quotation marks and hyphens mean nothing more.
What is no operator ("drug-related", "-5%", "note:") is words, as before. Nothing here reaches a query parser or a
statement either: the result is a :class:`index.records.Query`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from index.errors import QueryError
from index.records import NO_FILTERS, Filters, Query
from ingest.records import DocType

QUOTES = str.maketrans("“”„‟«»", '""""""')
MOST_OPERATORS = 20
_TOKEN = re.compile(
    r"""(?<![^\s(])
    (?: (?P<not>-) (?: "(?P<not_phrase>[^"]*)" | (?P<not_word>[^\W\d_][^\s"]*) )
      | (?P<name>person|org|organisation|body|type|kind|after|from|before|over|under) : (?: "(?P<quoted>[^"]*)" | (?P<bare>[^\s"]+) )
      | "(?P<phrase>[^"]*)"
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(0?[1-9]|1[0-2])(?:-(0?[1-9]|[12]\d|3[01]))?)?")
_POUNDS = re.compile(r"£?([\d,]{1,15}(?:\.\d{1,3})?)([km]?)")

FindNames = Callable[[str, str], tuple[str, ...]]
"""(PERSON, ORG or BODY; words) → the names in the archive that hold all these words, in the form that a filter takes."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart; names are not looked up yet."""

    words: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    """(operator, its words) in the order in which they were typed, the operator in lower case."""


def take_apart(text: str) -> Typed:
    """
    >>> take_apart('knife crime "stop and search" -drugs person:Brook after:2019-01')
    Typed(words='knife crime', phrases=('stop and search',), without=('drugs',), named=(('person', 'Brook'), ('after', '2019-01')))
    """
    phrases: list[str] = []
    without: list[str] = []
    named: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        said = " ".join((match["not_phrase"] or match["not_word"] or match["quoted"] or match["bare"] or match["phrase"] or "").split())
        if not any(letter.isalnum() for letter in said) or len(phrases) + len(without) + len(named) >= MOST_OPERATORS:
            return " "
        if match["not"]:
            without.append(said)
        elif match["name"]:
            named.append((match["name"].lower(), said))
        else:
            phrases.append(said)
        return " "

    rest = _TOKEN.sub(take, text.translate(QUOTES))
    return Typed(" ".join(rest.replace('"', " ").split()), tuple(phrases), tuple(without), tuple(named))


def write_again(typed: Typed) -> str:
    """What was typed without its named operators, for when they have become filters.

    >>> write_again(Typed("knife crime", ("stop and search",), ("drugs", "two words"), (("person", "Brook"),)))
    'knife crime "stop and search" -drugs -"two words"'
    """
    left_out = [f'-"{said}"' if " " in said else f"-{said}" for said in typed.without]
    return " ".join([typed.words, *(f'"{phrase}"' for phrase in typed.phrases), *left_out]).strip()


def read_operators(text: str, find_names: FindNames, filters: Filters = NO_FILTERS, top_k: int = 20) -> Query:
    """The query that was typed, its operators added to ``filters`` (which narrow as before).

    :raises QueryError: a day, an amount or a kind of paper that cannot be read, or a name that is not in the archive;
        the message says what to write.
    """
    typed = take_apart(text)
    people, organisations, bodies, kinds = list(filters.people), list(filters.organisations), list(filters.bodies), list(filters.doc_types)
    said = []
    for name, value in typed.named:
        if name == "person":
            people += _look_up(find_names, "PERSON", value, "nobody", "person")
            said.append(value)
        elif name in ("org", "organisation"):
            organisations += _look_up(find_names, "ORG", value, "no organisation", "org")
            said.append(value)
        elif name == "body":
            bodies += _look_up(find_names, "BODY", value, "no body", "body")
        elif name in ("type", "kind"):
            kinds.append(_to_kind(value))
        elif name in ("after", "from"):
            filters = replace(filters, meeting_from=max(filters.meeting_from or "", _first_day(value, name)))
        elif name == "before":
            last = (max(date.fromisoformat(_first_day(value, name)), date(2, 1, 1)) - timedelta(days=1)).isoformat()
            filters = replace(filters, meeting_to=min(filters.meeting_to or last, last))
        elif name == "over":
            filters = replace(filters, amount_min=max(filters.amount_min or 0.0, _to_pounds(value, name)))
        else:
            pounds = _to_pounds(value, name)
            filters = replace(filters, amount_max=pounds if filters.amount_max is None else min(filters.amount_max, pounds))
    filters = replace(
        filters, people=tuple(dict.fromkeys(people)), organisations=tuple(dict.fromkeys(organisations)),
        bodies=tuple(dict.fromkeys(bodies)), doc_types=tuple(dict.fromkeys(kinds)),
    )  # fmt: skip
    # The meaning of what is asked lies in the phrases too; a name alone is looked for by its own words.
    words = " ".join([typed.words, *typed.phrases]).strip() or " ".join(said)
    return Query(words, filters, top_k, typed.phrases, typed.without)


def _look_up(find_names: FindNames, label: str, value: str, nobody: str, operator: str) -> tuple[str, ...]:
    found = find_names(label, value)
    if not found:
        raise QueryError(f"{operator}:{value[:60]} – {nobody} of that name is in the papers; try a part of the name, or leave it out")
    return found


def _to_kind(value: str) -> DocType:
    wanted = value.lower().replace(" ", "_").replace("-", "_")
    kinds: tuple[DocType, ...] = get_args(DocType)
    found = [kind for kind in kinds if kind in (wanted, wanted.removesuffix("s"), f"{wanted}s")]
    if not found:
        raise QueryError(f"type:{value[:40]} – no such kind of paper; write one of {', '.join(kinds)}")
    return found[0]


def _first_day(value: str, operator: str) -> str:
    match = _DAY.fullmatch(value)
    try:
        year, month, day = match.groups() if match is not None else (None, None, None)
        return date(int(year or "?"), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        raise QueryError(f"{operator}:{value[:40]} – not a date; write {operator}:2019, {operator}:2019-03 or {operator}:2019-03-31") from None


def _to_pounds(value: str, operator: str) -> float:
    match = _POUNDS.fullmatch(value.lower())
    if match is None or not match[1].strip(","):
        raise QueryError(f"{operator}:{value[:40]} – not an amount; write {operator}:5000, {operator}:5k or {operator}:1.2m")
    return float(match[1].replace(",", "")) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2]]
