"""Places: a gazetteer of the United Kingdom and Ireland, places that a paper's own bodies are named after, and spaCy's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_places import AMBIGUOUS_PLACES, PLACES

_NAMES = sorted(PLACES, key=len, reverse=True)
GAZETTEER = re.compile(r"(?<![\w@/.-])(?:" + "|".join(re.escape(name).replace(r"\ ", r"[ \u00a0]") for name in _NAMES) + r")(?![\w@]|-[a-z])")
FULL_NAMES = {"UK": "United Kingdom", "U.K.": "United Kingdom", "USA": "United States", "US": "United States", "U.S.": "United States", "EU": "European Union", "NI": "Northern Ireland"}

# A place name right before one of these is part of a name that is not a place ("Wenmark Divert scheme", "Derby Road").
_THING_AFTER = re.compile(
    r"[ \u00a0](?:Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Terrace|House|Court|Square|Hill|Park|Cup|Festival|Day|Programme|Project|Plan|"
    r"Scheme|Strategy|Fund|Report|Review|Inquiry|Declaration|Agreement|Act|Bridge|Gardens?|Farm|Arms|Inn|Hotel|Times|Gazette|Post|Echo|Herald|News|Cottage|Barn|Mews|Row|View|Wood|Woods)\b"
)
_NAME_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Cllr|Councillor|Cllrs|PCSO|Inspector|Sergeant|Superintendent)\.?[ ]|\b[A-Z]\.?[ ])$")


def find_places(text: str, known: Iterable[str] = ()) -> Iterator[Candidate]:
    """GPE from the gazetteer and from ``known``, names that the paper itself shows to be places."""
    for match in GAZETTEER.finditer(text):
        if _is_place(text, match.start(), match.end(), match.group()):
            name = re.sub(r"\s+", " ", match.group())
            yield Candidate(match.start(), match.end(), "GPE", FULL_NAMES.get(name, name), weight=45)
    names = sorted({name for name in known if len(name) > 2 and name not in PLACES}, key=len, reverse=True)
    if names:
        pattern = re.compile(r"(?<![\w@/.-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w@]|-[a-z])")
        for match in pattern.finditer(text):
            if _is_place(text, match.start(), match.end(), match.group()):
                yield Candidate(match.start(), match.end(), "GPE", match.group(), weight=44)


def _is_place(text: str, start: int, end: int, name: str) -> bool:
    if _THING_AFTER.match(text, end) or _NAME_BEFORE.search(text[max(0, start - 18) : start]):
        return False
    if name in AMBIGUOUS_PLACES:
        before = re.search(r"([\w'’,]+)[ \u00a0]$", text[max(0, start - 20) : start])
        return before is not None and before[1].lower().rstrip(",") in (
            "in", "at", "near", "from", "to", "of", "around", "across", "between", "and", "through", "via", "within", "outside", "towards", "for",
        )  # fmt: skip
    return True
