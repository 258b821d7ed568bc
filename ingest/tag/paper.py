"""All rules over the text of one paper, then overlaps, then what only the whole paper can tell: full names, short forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ingest.records import Mention
from ingest.spans import Span
from ingest.tag import organisations, people
from ingest.tag.candidates import Candidate
from ingest.tag.dates import find_dates
from ingest.tag.gazetteer_bodies import BODIES
from ingest.tag.gazetteer_places import PLACES
from ingest.tag.initials import defined_initials, find_cued, find_initials, known_initials
from ingest.tag.model import guess_names
from ingest.tag.money import find_amounts
from ingest.tag.names import NameBook
from ingest.tag.percent import find_percentages
from ingest.tag.pieces import cut_pieces
from ingest.tag.places import find_places, is_place
from ingest.tag.resolve import settle
from ingest.tag.roles import find_roles

Guesses = list[tuple[int, int, str]]
"""The model's entities in one piece: (start, end, label)."""

_CONTACT = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+|[\w.+\\-]+@[\w.\\-]+\w|<a href=[^>]*>")
_PLACE_CUE = re.compile(r"\b(?:in|at|near|from|to|around|across|outside|towards|of|within|between|via|into|and)[ \u00a0]$|,[ \u00a0]$")
_LOWER_WORD = re.compile(r"(?<![\w’'])[a-z]{3,}")
_SIDES = frozenset("North South East West Upper Lower Great Little Old New Mid".split())
_PLACE_BODY = re.compile(
    r"(?P<place>[A-Z][a-z'’-]+(?:-(?:on|upon|by|in|under|le|the)-[A-Z][a-z]+|[ ][A-Z][a-z]+)?)[ ](?:(?:Borough|County|District|City|Town|Parish|Community|Metropolitan Borough)?[ ]?Council|Village Hall|Town Hall|Parish Meeting)\b"
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the rules say of one paper, before the model is asked: ``pieces`` are the (offset, text) it should read."""

    text: str
    candidates: tuple[Candidate, ...]
    pieces: tuple[tuple[int, str], ...]
    initials: dict[str, str]
    bodies: dict[str, str]


def tag_paper(
    text: str,
    anchor: date | None = None,
    *,
    anchor_at: Callable[[int], date | None] | None = None,
    extra: Iterable[Candidate] = (),
    people_known: Iterable[str] = (),
) -> tuple[Mention, ...]:
    """Mentions of ``text``, sorted, without overlaps.

    ``anchor`` is the paper's date for inferring years; ``anchor_at`` overrides it by place; ``extra`` are candidates
    from elsewhere (table amounts); ``people_known`` are names known to be people (attendance lists).
    """
    people_known = tuple(people_known)
    proposals = propose(text, anchor, anchor_at=anchor_at, extra=extra, people_known=people_known)
    return settle_paper(proposals, guess_names(piece for _, piece in proposals.pieces), people_known)


def propose(
    text: str,
    anchor: date | None = None,
    *,
    anchor_at: Callable[[int], date | None] | None = None,
    extra: Iterable[Candidate] = (),
    people_known: Iterable[str] = (),
) -> Proposals:
    """Candidates of all rules, and the pieces in which they leave a capitalised word unexplained."""
    found = [*extra, *find_amounts(text), *find_percentages(text), *find_dates(text, anchor, anchor_at)]
    found += find_roles(text)
    found += people.find_people(text)
    initials = known_initials(text, people_known) | defined_initials(text)
    found += find_initials(text, initials)
    found += find_cued(text, initials)
    found += organisations.known_bodies(text)
    found += organisations.named_bodies(text)
    found += find_places(text, _places_of_bodies(text))
    short_forms = {short: long for short, (long, _) in organisations.defined_short_forms(text).items()}
    bodies = {short: long for short, long in short_forms.items() if short in BODIES or organisations.is_body_name(long)}
    found += _short_bodies(text, bodies)
    contacts = [match.span() for match in _CONTACT.finditer(text)]
    kept = tuple(candidate for candidate in found if not _touches(candidate, contacts))
    explained = [(c.start, c.end) for c in settle(kept)]
    return Proposals(text, kept, tuple(cut_pieces(text, explained)), initials, bodies)


def settle_paper(
    proposals: Proposals, guesses: Iterable[Guesses], people_known: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """Rules and guesses settled into mentions, each with its value; ``guesses`` go with ``proposals.pieces``."""
    text = proposals.text
    settled = settle([*proposals.candidates, *_guesses(proposals, guesses)])
    book = NameBook([*people_known, *(text[c.start : c.end] for c in settled if c.label == "PERSON")], proposals.initials)
    return tuple(_mention(text, candidate, book, proposals.bodies) for candidate in settled)


def _touches(candidate: Candidate, spans: list[tuple[int, int]]) -> bool:
    return any(start < candidate.end and candidate.start < end for start, end in spans)


def _places_of_bodies(text: str) -> set[str]:
    """Places that councils of the paper are named after: "Harrowby Borough Council" makes Harrowby a place."""
    found = set()
    lower_words = set(_LOWER_WORD.findall(text))  # "the Full Council" is no council of a place Full
    for match in _PLACE_BODY.finditer(text):
        place = match["place"]
        first, last = place.split()[0], place.split()[-1]
        sided = first in _SIDES and first != last  # "West Tolsey Village Hall"
        if place in PLACES or (first in people.NOT_NAMES and not sided) or last in people.NOT_NAMES or place.lower() in lower_words:
            continue
        found.add(place)
    return found


def _guesses(proposals: Proposals, guesses: Iterable[Guesses]) -> Iterator[Candidate]:
    text = proposals.text
    lower_words = set(_LOWER_WORD.findall(text))
    contacts = [match.span() for match in _CONTACT.finditer(text)]
    found = _sifted(text, proposals.pieces, guesses, lower_words)
    yield from (candidate for candidate in found if not _touches(candidate, contacts))


def _sifted(
    text: str, pieces: Iterable[tuple[int, str]], guesses: Iterable[Guesses], lower_words: set[str]
) -> Iterator[Candidate]:
    for (offset, _), entities in zip(pieces, guesses, strict=True):
        for start, end, label in entities:
            start, end = start + offset, end + offset
            if label == "PERSON":
                yield from people.sift_guess(text, start, end, lower_words)
            elif label == "ORG":
                found = organisations.sift_guess(text, start, end, lower_words)
                if found is not None:
                    yield found
            elif label == "GPE":
                name = re.sub(r"^(?:[Tt]he )|['’]s$", "", text[start:end])
                if name.lower() in lower_words:
                    continue  # "Full", "Advisory", "Where": a word that the paper also writes small
                if re.fullmatch(r"[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|on|upon|in|by|le|the))*", name) and name.split()[-1] not in people.NOT_NAMES:
                    start += text[start:end].find(name)
                    if _PLACE_CUE.search(text[max(0, start - 12) : start]) and is_place(text, start, start + len(name), name):
                        yield Candidate(start, start + len(name), "GPE", name, weight=42)


def _short_bodies(text: str, bodies: dict[str, str]) -> Iterator[Candidate]:
    wanted = [short for short in bodies if short not in BODIES]
    if not wanted:
        return
    pattern = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w@/.&-])(?:{pattern})(?![\w@&]|\.\w|-[A-Za-z])", text):
        yield Candidate(match.start(), match.end(), "ORG", bodies[match.group()], weight=67)
    for long in set(bodies.values()):
        for match in re.finditer(rf"(?<!\w){re.escape(long)}(?!\w)", text):
            yield Candidate(match.start(), match.end(), "ORG", long, weight=66)


def _mention(text: str, candidate: Candidate, book: NameBook, bodies: dict[str, str]) -> Mention:
    printed = text[candidate.start : candidate.end]
    value, inferred = candidate.value, candidate.inferred
    if candidate.label == "PERSON":
        value = book.fullest(printed)
        inferred = value != re.sub(r"\s+", " ", printed)
    elif candidate.label == "ORG" and printed in bodies:
        value = bodies[printed]
    return Mention(Span(candidate.start, candidate.end), candidate.label, printed, value, inferred)
