"""Initials that stand for people: defined by a list of those present, or told by where minutes print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_bodies import BODIES
from ingest.tag.gazetteer_people import GIVEN_NAMES, NOT_NAMES, WORDLIKE_GIVEN_NAMES
from ingest.tag.gazetteer_roles import ACRONYM_ROLES
from ingest.tag.organisations import COUNCIL_LETTERS
from ingest.tag.people import DEFINED_INITIALS, STOP, either

# "Prop: CR 2nd: KD", "proposed by NO, seconded by JH": what follows is a person however few letters it has.
CUED = re.compile(
    r"(?<![\w-])(?:(?i:proposed|seconded|prop|sec)(?:\s+by)?\s*[.:–-]?|2nd\s*:?)\s*(?P<initials>[A-Z]{2,3})(?![\w&./-])"
)
NOT_INITIALS = frozenset("PC ALL THE NIL TBC TBA VAT IT HE WE BY OF".split()) | frozenset(ACRONYM_ROLES)


def defined_initials(text: str) -> dict[str, str]:
    """Initials that a list of those present gives: "Nick Owens (NO)" → {"NO": "Nick Owens"}; only where the letters fit."""
    found: dict[str, str] = {}
    for match in DEFINED_INITIALS.finditer(text):
        words = [word for word in re.split(r"[ \u00a0-]+", match["name"]) if word not in STOP and word[0].isupper()]
        letters = "".join(word[0] for word in words)
        initials = match["initials"]
        if len(words) >= 2 and words[0] in GIVEN_NAMES | WORDLIKE_GIVEN_NAMES and (letters == initials or (letters[0] + letters[-1]) == initials):
            name = re.sub(r"\s+", " ", match["name"])
            if any(word in STOP for word in re.split(r"[ \u00a0]+", name)):
                continue
            found.setdefault(initials, name)
    return found


def known_initials(text: str, people: Iterable[str]) -> dict[str, str]:
    """Initials of movers and seconders that fit exactly one of the ``people``, names of those present."""
    cued = {match["initials"] for match in CUED.finditer(text)} - NOT_INITIALS
    found: dict[str, str] = {}
    for letters in cued:
        fitting = [name for name in people if letters in _letters_of(name)]
        if len(set(fitting)) == 1 and letters not in BODIES:
            found[letters] = fitting[0]
    return found


def _letters_of(name: str) -> set[str]:
    """ "M Kerford Byrne" may sign MKB and MB."""
    words = [word for word in re.split(r"[\s.-]+", name) if word[:1].isupper() and word not in NOT_NAMES]
    letters = "".join(word[0] for word in words)
    return {letters, letters[:1] + letters[-1:]} if len(words) >= 2 else set()


def find_initials(text: str, initials: Iterable[str]) -> Iterator[Candidate]:
    """PERSON for initials that the paper defines."""
    wanted = sorted(initials, key=len, reverse=True)
    if not wanted:
        return
    for match in re.finditer(rf"(?<![\w&/.-])(?:{either(wanted)})(?![\w&]|\.\w)", text):
        yield Candidate(match.start(), match.end(), "PERSON", None, weight=63)


def find_cued(text: str, defined: Mapping[str, str]) -> Iterator[Candidate]:
    """PERSON for initials of movers and seconders that nothing in the paper spells out."""
    for match in CUED.finditer(text):
        letters = match["initials"]
        if letters not in defined and letters not in NOT_INITIALS and letters not in BODIES and not COUNCIL_LETTERS.match(letters):
            yield Candidate(match.start("initials"), match.end("initials"), "PERSON", None, weight=63)
