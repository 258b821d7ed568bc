"""Who speaks in a paper: reported speech ("she said that she would …") and papers in the first person ("I will …")."""

from __future__ import annotations

import re

# "Ms Fenn said that", "He told us that", "she undertook to": what follows with "would" is a promise told by another
_TOLD = re.compile(
    r"\b(?:[A-Z][\w’'-]+|[Ss]he|[Hh]e|[Tt]hey) (?:also |then |again )?(?:said|told (?:us|members|the [A-Z]?[a-z]+)|undertook|promised|pledged|replied|explained|confirmed|mentioned|added|answered|offered|assured)\b"
)
_WOULD = re.compile(r"\bwould\b")
_PRESENT = re.compile(r"\b(?:will|shall|is to|are to)\b")
# "I will pay for …" at the start of a sentence or item
_IN_PERSON = re.compile(r"(?:^|[.;:•]\s+|\n)(?:\d[\d.]*\s+|•\s+)?(?:I|We) will\b")
_FEWEST_IN_PERSON = 3
# "In March he told the Panel that …", "At the May meeting she promised": an earlier promise told again, no new one
_TOLD_AGAIN = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:In|On|At|Since)\b[^,.;]{0,40}?\b(?:January|February|March|April|May|June|July|August|September|October|November|December|meeting|20\d\d)\b[^.;]{0,60}?\b(?:told|said|promised|undertook|pledged|assured)\b"
)


def tells_speech(before: str, text: str) -> bool:
    """``text`` reports what somebody said, by its own words or those ``before`` it in its paragraph.

    Only sentences with "would" are told so: in a report in the present tense everything else keeps its own rules.
    """
    return bool(_WOULD.search(text)) and not _TOLD_AGAIN.search(text) and not _PRESENT.search(text) and bool(_TOLD.search(f"{before} {text}"))


def speaks_in_person(text: str) -> bool:
    """A plan or newsletter in which somebody promises in the first person, three times at least."""
    found = _IN_PERSON.finditer(text)
    return sum(1 for _ in zip(range(_FEWEST_IN_PERSON), found, strict=False)) == _FEWEST_IN_PERSON
