"""Editor's insertions in square brackets: the year of a day that is printed without one, the name behind initials.

"On 3rd September [2018] plans were announced", "HD [Hilda Dunmore] nominated": read aloud at another meeting, the printed
words alone do not say which year or who. What is inserted is inferred from the paper and said to be so; the quote that is
cited stays as printed. Insertions are made after the gate, which has to see the paper's words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.records import Mention

_DAY = re.compile(r"(?i)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+[a-z]{3,9}\.?|[a-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?")
_INITIALS = re.compile(r"[A-Z]{2,4}")


@dataclass(slots=True)
class Glosses:
    """Makes the insertions of one answer: each set of initials is resolved where it first stands."""

    names: dict[str, str] = field(default_factory=dict)
    years: bool = False

    def gloss(self, text: str, mentions: Sequence[Mention], day: str | None) -> str:
        """``text`` of a quote with what its ``mentions`` (in the order of the quote) leave out; ``day`` is the ISO day of its meeting."""
        at = 0
        for mention in mentions:
            printed = " ".join(mention.text.split())
            place = re.compile(rf"(?<!\w){re.escape(printed)}(?!\w)").search(text, at)
            if place is None:
                continue
            at = place.end()
            said = self._find(printed, mention, day)
            # a list of names explains its own initials: "Hilda Dunmore, Chair (HD)"
            if said and said not in text and not (text[place.start() - 1 : place.start()] == "(" and text[at : at + 1] == ")"):
                text = f"{text[:at]} [{said}]{text[at:]}"
                at += len(said) + 3
        return text

    def _find(self, printed: str, mention: Mention, day: str | None) -> str:
        value = mention.value or ""
        dated = mention.label == "DATE" and mention.inferred and _DAY.fullmatch(printed) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        # a year that the paper's own date does not show is left to the reader
        if dated and (day or "").startswith(value[:4]):
            self.years = True
            return value[:4]
        if mention.label == "PERSON" and _INITIALS.fullmatch(printed) and printed not in self.names and len(value.split()) > 1:
            self.names[printed] = value
            return value
        return ""

    def notes(self) -> tuple[str, ...]:
        """What the reader is told of the insertions."""
        years = ("a year in [brackets] is not printed there; it follows from the paper’s date",) if self.years else ()
        return (*years, *(f"“{initials}” is {name}, by the names that the paper lists" for initials, name in self.names.items()))
