"""Offices, posts and ranks.

Three layers: titles that are roles by themselves (``TITLES``: "PCC", "Chief Constable", "Cllr"); titles built from
capitalised words before a head ("Early Intervention Co-ordinator", "Chief Finance Officer") with a remit behind
("Head of Conduct and Culture", "Cabinet Member for Education"); and lower-case singular posts ("project
manager"). A place, body or other role after "of" or "for" stays outside the role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_people import GIVEN_NAMES
from ingest.tag.gazetteer_places import PLACES
from ingest.tag.gazetteer_roles import (
    ACRONYM_ROLES,
    CLASS_WORDS,
    FULL_TITLES,
    HEADS,
    HEADS_NEEDING_WORDS,
    LOWER_POSTS,
    NOT_ALONE,
    NOT_MODIFIERS,
    QUALIFIERS,
    REMIT_TITLES,
    RUN_BREAKS,
    STOP_ROLES,
    TITLES,
)
from ingest.tag.places import GAZETTEER

SP = r"[ \u00a0]"
_CAP = r"[A-Z][\w’'&-]*"


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", SP + "+") for name in sorted(names, key=len, reverse=True))


_QUALIFIER = rf"(?:(?:{_alternatives(QUALIFIERS)})(?:{SP}+|-))"
TITLE = re.compile(rf"(?<![\w@/.])(?<!\w-){_QUALIFIER}*(?:{_alternatives(TITLES)})(?![\w@]|[.](?:\w|uk))(?!-(?!led|elect\b)[a-z])")
ACRONYM = re.compile(rf"(?<![\w@/.&])(?<!\w-)(?:{_alternatives(ACRONYM_ROLES)})(?![\w@&]|\.\w|-[A-Z])")
HEAD = re.compile(rf"\b(?:{_alternatives(HEADS)})s?\b")
REMIT = re.compile(
    rf"(?<!\w)(?<!\w-){_QUALIFIER}*(?:{_alternatives(REMIT_TITLES)})s?{SP}+(?:of|for)(?:{SP}+the)?{SP}+"
    rf"(?P<remit>{_CAP}(?:(?:{SP}*,{SP}+|{SP}+)(?:(?:and|&|of){SP}+(?:the{SP}+)?)?{_CAP})*)"
)
LOWER = re.compile(rf"(?<![\w-])(?:(?:acting|temporary|assistant|deputy|senior|interim){SP}|(?:(?:hate|rural|cyber|wildlife|knife){SP}crime|domestic{SP}abuse|roads{SP}policing|neighbourhood|custody|response){SP})?(?:{_alternatives(LOWER_POSTS)}|(?:district|county|parish|town|community){SP}council{SP}representative)(?![\w-])")
# possessive: each word takes all that it can and gives nothing back, or "ABC-ABC-ABC-" is cut in every way there is before it fails
BEFORE = re.compile(rf"(?!$)((?:(?:{_CAP}|and|&|of)(?:,?{SP})++)*+(?:{_CAP}|and|&|of)?)$")
_CONNECTED = re.compile(rf"{SP}+(?:and|&){SP}+")
FOR_REMIT = re.compile(rf"{SP}+for{SP}+(?P<remit>{_CAP}(?:(?:,{SP}+|{SP}+)(?:(?:and|&){SP}+)?{_CAP})*)")

JOINED_POSTS = re.compile(r"(?:Chief Executive|Clerk|Treasurer)(?: Officer)?[ ](?:and|&)[ ](?:Monitoring Officer|Head of Paid Service|Returning Officer)")


def full_title(printed: str) -> str:
    """Full form of a title: "PCCs" → "Police and Crime Commissioner", "T/DCC" → "Temporary Deputy Chief Constable"."""
    text = re.sub(r"\s+", " ", printed.replace("’", "'")).strip()
    if text in FULL_TITLES:
        return FULL_TITLES[text]
    text = text.replace(" & ", " and ")
    if text in FULL_TITLES:
        return FULL_TITLES[text]
    return text


def find_roles(text: str) -> Iterator[Candidate]:
    """ROLE with the full title as value."""
    for match in ACRONYM.finditer(text):
        if match.group() in ("CC", "PC", "DS", "DC", "DI", "SC", "TDC", "PS", "CI", "CFO", "MP", "AC") and not _acronym_fits(text, match):
            continue
        yield _role(text, match.start(), match.end(), 70)
    for match in TITLE.finditer(text):
        if not _is_stopped(text, match.start(), match.end()):
            yield _role(text, match.start(), match.end(), 72)
    for match in JOINED_POSTS.finditer(text):
        yield _role(text, match.start(), match.end(), 78)
    for match in REMIT.finditer(text):
        end = _remit_end(text, match)
        if end is not None and not _is_stopped(text, match.start(), end):
            yield _role(text, match.start(), end, 76)
    for match in HEAD.finditer(text):
        found = _built(text, match)
        if found is not None:
            yield found
    for match in LOWER.finditer(text):
        yield _role(text, match.start(), match.end(), 60)


def _role(text: str, start: int, end: int, weight: int) -> Candidate:
    return Candidate(start, end, "ROLE", full_title(text[start:end]), weight=weight)


def _acronym_fits(text: str, match: re.Match[str]) -> bool:
    """Short letters are a rank only before a name ("PC Hall", "DI Khan") or, for MP and CFO, anywhere."""
    if match.group() in ("MP", "CFO"):
        return True
    return re.match(rf"{SP}+(?:\d{{2,5}}{SP}+)?[A-Z][a-z]+", text[match.end() : match.end() + 30]) is not None and not re.match(
        rf"{SP}+(?:Council|Meeting|Agenda|Minutes|The|Chair|Clerk)", text[match.end() : match.end() + 12]
    )


def _is_stopped(text: str, start: int, end: int) -> bool:
    """Longer names that only contain a title: "Office of the Police and Crime Commissioner", "Mayor's Charity" stay theirs by weight;
    here what is no role at all: "Chair Lift", "Cabinet Office"."""
    window = text[start : end + 24]
    return STOP_ROLES.match(window) is not None or text[start:end] in NOT_ALONE


def _remit_end(text: str, match: re.Match[str]) -> int | None:
    """End of "Head of Conduct and Culture": the remit unless it begins with a place; cut before another name."""
    remit, start = match["remit"], match.start("remit")
    place = GAZETTEER.match(text, start)
    if place is not None and place.end() >= start + len(remit.split(",")[0].split(" and ")[0]):
        return None
    cut = re.search(r",[ \u00a0]+(?![A-Z][a-z]+(?:,| and | & )[ \u00a0]*)|[ \u00a0]and[ \u00a0]the\b|[ \u00a0](?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Miss|PCC)\b", remit)
    if cut is not None:
        remit = remit[: cut.start()]
    return start + len(remit.rstrip(" ,"))


def _built(text: str, match: re.Match[str]) -> Candidate | None:
    """A head word with the capitalised words before it, and "for …" behind it ("Officer for Rural and Road Safety")."""
    head = match.group()
    singular = head.removesuffix("s") if head not in HEADS else head
    before = BEFORE.search(text[max(0, match.start() - 80) : match.start()])
    words: list[str] = []
    start = match.start()
    if before is not None and before.end(1) == len(text[max(0, match.start() - 80) : match.start()]):
        run = before[1]
        run_start = match.start() - len(run)
        words, start = _trim_run(text, run, run_start)
    end = match.end()
    after = re.match(rf"{SP}+([A-Z][\w-]+)", text[end : end + 30])
    if after is not None and (after[1] in HEADS or after[1].removesuffix("s") in HEADS or after[1] in ("Chief", "Constable", "Commissioner", "Directors", "Officers")):
        return None  # the later head covers more: "Probation Service Officer"
    if not words and singular in HEADS_NEEDING_WORDS:
        return None
    if head != singular and (not words or set(words) <= CLASS_WORDS):
        return None  # "Police Officers" is a class of staff
    remit = FOR_REMIT.match(text, end)
    if remit is not None and GAZETTEER.match(text, remit.start("remit")) is None and singular in ("Officer", "Manager", "Lead", "Coordinator", "Co-ordinator", "Adviser", "Advisor", "Director"):
        cut = re.search(r",", remit["remit"])
        end = remit.start("remit") + (cut.start() if cut else len(remit["remit"]))
    if _is_stopped(text, start, end):
        return None
    return _role(text, start, end, 71)


def _trim_run(text: str, run: str, run_start: int) -> tuple[list[str], int]:
    """Words of a title before its head, the run cut after what cannot belong to it."""
    tokens = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\s,]+", run)]
    kept: list[tuple[str, int, int]] = []
    for token, a, b in reversed(tokens):
        between = run[b : kept[-1][1]] if kept else run[b:]
        if "," in between:
            break
        word = token.strip("’'")
        if token in GIVEN_NAMES or token in RUN_BREAKS:
            break
        if token == "Police" and a and (token_before := re.search(rf"(\w+){SP}+$", run[:a])) and token_before[1][0].isupper():
            break  # "Wenmark Police Assistant …": the force is a body of its own
        if token in NOT_MODIFIERS or (re.search(r"['’]s$", token) and token.rstrip("s").rstrip("'’") not in ("Commissioner", "Children", "Mayor")):
            break
        if token.isupper() and len(token) > 4 and not any(t.isupper() for t, _, _ in kept):
            break
        kept.append((token, a, b))
        if not word:
            break
    while kept and kept[-1][0] in ("and", "&", "of", "The", "A", "An"):
        kept.pop()
    # "Clerk and Responsible Finance Officer": an "and" that joins two posts ends the run
    for i, (token, _, _) in enumerate(kept):
        if token in ("and", "&") and i + 1 < len(kept):
            left = kept[i + 1][0]
            if left in HEADS or left in ("Clerk", "Chair", "Chairman", "Executive", "Constable", "Commissioner", "Council", "Police", "Mayor", "Leader", "Department", "Directorate", "Team", "Unit"):
                kept = kept[:i]
                break
        if token == "of":
            kept = kept[:i]
            break
    while kept and kept[-1][0] in ("and", "&", "of"):
        kept.pop()
    for size in (3, 2, 1):
        lead = " ".join(t for t, _, _ in reversed(kept[-size:]))
        if len(kept) > size and lead in PLACES:
            kept = kept[:-size]  # "North East Regional Director": the place is named for itself
            break
    if not kept:
        return [], run_start + len(run)
    return [t for t, _, _ in reversed(kept)], run_start + kept[-1][1]
