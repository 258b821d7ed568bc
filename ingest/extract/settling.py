"""Short sentences that settle what stands before them: "RESOLVED accordingly.", "This was agreed." and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.lines import PERSON_MARK, Line

# Sentences that settle what was asked or moved just before them.
_ACCORDINGLY = re.compile(r"^\W*(?:and )?(?:it was )?(?:so resolved|(?:resolved|agreed|decided|carried) accordingly)\W*$", re.I)
_THIS_AGREED = re.compile(r"^\W*(?:this|it|that|these|the (?:suggestion|proposal|request)) (?:was|were) (?:unanimously |also |then |duly )?(?:agreed|accepted|approved)\W*$", re.I)
_HE_AGREED = re.compile(rf"^\W*(?P<who>(?:[Tt]he )?{PERSON_MARK}+) agreed(?: to (?:this|do so|do this|that))?\W*$")
_ASKED = re.compile(r"\b(?:asked|requested|suggested|proposed|sought|pressed)\b(?! (?:why|how|what|when|where|who|whether|if)\b)", re.I)
MOVED_THAT = re.compile(r"\b(?:moved|proposed)\b[^.]{0,120}\bthat\b", re.I)
_LONGEST = 6  # words


@dataclass(frozen=True, slots=True)
class Settling:
    """How a short sentence settles: by the motion before it, or by somebody's word (then ``who`` ends their name)."""

    by_motion: bool
    who: int | None = None


def read_settling(text: str, marked: str, before: Line | None) -> Settling | None:
    """What ``text`` does to the sentence before; ``marked`` is ``text`` with people marked. None for other sentences.

    "The Clerk agreed" is a promise only where ``before`` asked for something.
    """
    if len(text.split()) > _LONGEST:
        return None
    if _ACCORDINGLY.match(text):
        return Settling(True)
    if before is None:
        return None
    if _THIS_AGREED.match(text):
        return Settling(False)
    promised = _HE_AGREED.match(marked)
    if promised and _ASKED.search(before.text):
        return Settling(False, promised.end("who"))
    return None
