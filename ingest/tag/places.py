"""Places: a gazetteer of the United Kingdom and Ireland, places that a paper's own bodies are named after, and spaCy's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_people import GIVEN_NAMES
from ingest.tag.gazetteer_places import AMBIGUOUS_PLACES, PLACES

_NAMES = sorted(PLACES, key=len, reverse=True)
GAZETTEER = re.compile(r"(?<![\w@/.-])(?:" + "|".join(re.escape(name).replace(r"\ ", r"[ \u00a0]") for name in _NAMES) + r")(?![\w@]|-[a-z])")
FULL_NAMES = {"UK": "United Kingdom", "U.K.": "United Kingdom", "USA": "United States", "US": "United States", "U.S.": "United States", "EU": "European Union", "NI": "Northern Ireland"}

# A place name right before one of these is part of a name that is not a place ("Wenmark Divert scheme", "Derby Road").
_THING_AFTER = re.compile(
    r"[ \u00a0](?:Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Terrace|House|Court|Square|Hill|Park|Cup|Festival|Day|Programme|Project|Plan|"
    r"Scheme|Strategy|Fund|Report|Review|Inquiry|Declaration|Agreement|Act|Bridge|Gardens?|Farm|Arms|Inn|Hotel|Times|Gazette|Post|Echo|Herald|News|Cottage|Barn|Mews|Row|View|Wood|Woods)\b"
)
_NAME_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Cllr|Councillor|Cllrs|PCSO|Inspector|Sergeant|Superintendent)\.?[ ]|(?<![\w.])[B-HJ-Z]\.?[ ]|(?:Fund|Bank|University|Church|Bishop|Campaign|Friends|Museum|Duke|Duchess|Prince|Princess|Earl)[ ](?:of|for)[ ])$")


_NEXT = re.compile(r"[ \u00a0]([A-Z][\w’'-]*)((?:[ \u00a0](?:[A-Z][\w’'-]*|and|&))*)")
# A capitalised word after a place makes another name of it, except a facility ("Harrowby Fire Station") or an office.
_FACILITIES = re.compile(r"(?:^|[ \u00a0])(?:Station|Hall|Library|Hospital|Museum|Cathedral|Castle|Prison|Centre|Wide|Area|County|Region|Town|Harbour|Airport|Beach|Cemetery|Pavilion|Custody|Magistrates|Crown|Custody|Court)s?(?:[ \u00a0]|$)")


def _makes_other_name(text: str, end: int) -> bool:
    follow = _NEXT.match(text, end)
    if follow is None or _FACILITIES.search(follow[1] + follow[2]):
        return False
    return follow[1] not in _OFFICE_WORDS and follow[1] not in GIVEN_NAMES and follow[1] not in PLACES


_OFFICE_WORDS = frozenset(
    """PCC PCCs Chief Chair Chairman Mayor Councillor Cllr Cllrs Councillors MP MPs Commander Inspector Superintendent Police Council Borough The A An In On At We They It This That He She I OPCC Fire Members Leader
    Deputy Head Director Labour Conservative Liberal Independent Commissioner January February March April May June July August September October November December Tel Email Mr Mrs Ms Dr""".split()
)


_SIDE = re.compile(r"(?<![\w-])(?:North|South|East|West|Central|Mid|Greater|Inner|Outer|Upper|Lower)[ \u00a0]$")


def find_places(text: str, known: Iterable[str] = ()) -> Iterator[Candidate]:
    """GPE from the gazetteer and from ``known``, names that the paper itself shows to be places."""
    for match in GAZETTEER.finditer(text):
        if is_place(text, match.start(), match.end(), match.group()):
            name = re.sub(r"\s+", " ", match.group())
            start = match.start()
            side = _SIDE.search(text[max(0, start - 9) : start])
            if side is not None:  # "South Northants", "Central London"
                start -= len(side.group())
                name = re.sub(r"\s+", " ", text[start : match.end()])
            yield Candidate(start, match.end(), "GPE", FULL_NAMES.get(name, name), weight=45)
    names = sorted({name for name in known if len(name) > 2 and name not in PLACES}, key=len, reverse=True)
    if names:
        pattern = re.compile(r"(?<![\w@/.-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w@]|-[a-z])")
        for match in pattern.finditer(text):
            if is_place(text, match.start(), match.end(), match.group()):
                yield Candidate(match.start(), match.end(), "GPE", match.group(), weight=44)


def is_place(text: str, start: int, end: int, name: str) -> bool:
    """Whether a place name stands for the place here, and not in the name of a street, a person or a scheme."""
    if _THING_AFTER.match(text, end) or _NAME_BEFORE.search(text[max(0, start - 18) : start]):
        return False
    if _makes_other_name(text, end):
        return False
    if name in AMBIGUOUS_PLACES:
        before = re.search(r"([\w'’,]+)[ \u00a0]$", text[max(0, start - 20) : start])
        return before is not None and before[1].lower().rstrip(",") in (
            "in", "at", "near", "from", "to", "of", "around", "across", "between", "and", "through", "via", "within", "outside", "towards", "for",
        )  # fmt: skip
    return True
