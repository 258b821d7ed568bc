"""Recommendations: what is asked of the panel, of Government or of another body, and not settled in the paper."""

from __future__ import annotations

import re

from ingest.extract.cues import RECOMMENDATIONS
from ingest.extract.lines import Line, Match, Wording
from ingest.records import Table

_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s*)?(?:officer )?recommendations?\b(?! (?:of|from|to) )", re.I)
_ASK = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s*)?(?:\(?[a-z]{1,3}[.)]\s*)?(?:that|to|members|the (?:panel|board|committee|council|cabinet))\b", re.I)


# "views on how services should be paid for", "whether a fee should be introduced": a question, not an answer
_ASKED_ABOUT = re.compile(
    r"(?<!^)\b(?:whether|how|what|why|which)\b(?:(?!\b(?:is|are|was|were|has|have|had|to|that|includes?)\b)[^,.;:()–]){0,70}?\b(?:must|should|needs?|ought)\b[^,.;:]{0,30}$", re.I
)


def find_recommendation(line: Line, wording: Wording, heading: str | None) -> Match | None:
    """A recommendation of the sentence, or of an item under the heading "Recommendations" of a report."""
    if heading is not None and not line.minutes and _HEADING.match(heading) and _ASK.match(line.text):
        return Match("recommendation", "under_heading", 0, len(line.text))
    match = wording.find(RECOMMENDATIONS, line)
    if match is not None and match.cue in ("must", "benefit_from") and _ASKED_ABOUT.search(line.text[: match.end]):
        return None
    return match


def opens_recommendations(text: str) -> bool:
    """A lead such as "we recommend the following conditions:"."""
    return bool(re.search(r"\brecommend(?:ed|s|ations?)?\b[^.]*:\s*$", text, re.I)) or bool(
        re.search(r"\b(?:asked|invited|urged) the (?:panel|board|committee|council)\b[^.]*:\s*$", text, re.I)
    )


def recommendation_column(table: Table) -> int | None:
    """The column of a table headed "Recommendation" whose cells ask for something ("That the council adopt …")."""
    for row in table.rows[:1]:
        for cell in row:
            if re.fullmatch(r"\W*(?:the )?recommendations?\W*", cell.text, re.I):
                asked = [other for below in table.rows[1:] for other in below if other.column == cell.column and _ASK.match(other.text)]
                return cell.column if asked else None
    return None
