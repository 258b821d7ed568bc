"""What kind of paper it is, by the words of its head and, less, of its file name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import DocType
from ingest.structure.bodies import CRIME_PANEL
from ingest.structure.dates import find_dates
from ingest.structure.head import HeadLine, is_place, natural_case, opens_meeting

# (kind, words, weight in a title line). A line's weight falls with its place; a file name counts like a late line.
CUES: tuple[tuple[DocType, re.Pattern[str], float], ...] = (
    # the page of a meeting on a council's site, once its minutes are out
    ("minutes", re.compile(r"^\W*agenda and minutes\b", re.IGNORECASE), 7.0),
    (
        "agenda",
        re.compile(
            r"^\W*agenda\b(?!\s+item(?:\s+(?:no\.?\s*)?\d|\s*[:–-]))|^.{0,50}\b(?:meeting|council|committee|board|panel|cabinet|forum|assembly|trustees|agm|draft|supplementary|\d{4})\b.{0,40}\bagenda\W*$|\byou are (?:hereby )?(?:summoned|invited|requested to attend)\b|\bthe agenda is (?:as )?(?:set out|below|attached|enclosed)|\bappended agenda\b|\bsummons\b|\bagenda for\b",
            re.IGNORECASE,
        ),
        5.0,
    ),
    (
        "minutes",
        re.compile(
            r"\bminutes (?:and|of|from)\b|(?<!\d )\bminutes\W*$|^\W*(?:draft |open )?minutes\b|^notes of (?:the|a) meeting\b|\bboard minutes\b|\bminutes\W{1,3}\d",
            re.IGNORECASE,
        ),
        5.0,
    ),
    (
        "performance_report",
        re.compile(
            r"^(?:\W*\w+\W+){0,2}performance (?:monitoring |management )?report\b|^\W*performance monitoring\b",
            re.IGNORECASE,
        ),
        4.0,
    ),
    ("newsletter", re.compile(r"\bnewsletter\b|\bissue \d+\b", re.IGNORECASE), 4.0),
    (
        "accounts",
        re.compile(
            r"\b(?:statement of accounts|bank reconciliation|accounting statements?|income and expenditure account|summary of accounts|annual (?:return|accounts)|transactions over|expenditure over|payments over|cash ?sheet)\b",
            re.IGNORECASE,
        ),
        4.0,
    ),
    (
        "decision",
        re.compile(
            r"\b(?:record of (?:a |the )?decision|decision (?:notice|record)|proposed record of decision)\b",
            re.IGNORECASE,
        ),
        5.0,
    ),
    (
        "notice",
        re.compile(r"^\W*(?:formal |public |statutory )?notice\b|\bnotice of\b|\bpublic notice\b", re.IGNORECASE),
        4.0,
    ),
    ("report", re.compile(r"\breport\b", re.IGNORECASE), 2.0),
)
NAME_CUES: tuple[tuple[DocType, re.Pattern[str]], ...] = (
    ("agenda", re.compile(r"\bagenda\b", re.IGNORECASE)),
    ("minutes", re.compile(r"\bminutes?\b", re.IGNORECASE)),
    ("performance_report", re.compile(r"\bperformance report\b", re.IGNORECASE)),
    ("newsletter", re.compile(r"\bnewsletter\b", re.IGNORECASE)),
    (
        "accounts",
        re.compile(
            r"\baccounts?\b|\breconciliation\b|\bexpenditure\b|\btransactions\b|\bpayments\b|\bannual return\b",
            re.IGNORECASE,
        ),
    ),
    ("decision", re.compile(r"\bdecision\b|\bprod\b", re.IGNORECASE)),
    ("notice", re.compile(r"\bnotice\b", re.IGNORECASE)),
    ("letter", re.compile(r"\bletter\b", re.IGNORECASE)),
    ("report", re.compile(r"\breport\b", re.IGNORECASE)),
)
# "To: The Chair and Members, Wenmark Police and Crime Panel": what is laid before a meeting and names no kind.
ADDRESSED = re.compile(r"\b(?:panel|committee|board|cabinet|forum|assembly|authority)\b", re.IGNORECASE)
# What a meeting did, as its minutes print it.
_ITEM_NUMBER = r"^\W*(?:\d[\d.()]*\s+)?"
RESOLVED = re.compile(rf"{_ITEM_NUMBER}(?:(?:UNANIMOUSLY )?RESOLVED|Resolved|AGREED)\b")
OUTCOME = re.compile(
    rf"{_ITEM_NUMBER}(?:The )?(?:Panel|Committee|Board|Council|Cabinet|Members|Chair(?:man)?) (?:then |also )?(?:noted|agreed|heard|considered|received|resolved|asked|thanked|welcomed|thought|endorsed|approved|voted)\b"
)
# How minutes tell what was said, where no resolution is printed.
REPORTED = re.compile(
    r"\b(?:PCC|PCVC|PFCC|Commissioner|Chair(?:man|woman)?|Panel|Members?|Committee|Board|Chief Constable|(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][\w’'-]+)(?: (?:then|also|again))? "
    r"(?:said|asked|replied|told|explained|assured|thanked|agreed|noted|undertook|answered|reported|advised|confirmed|stressed|wondered|welcomed|heard|learned|wanted)\b"
)
FEWEST_REPORTED = 2
# Sent to members between meetings.
NOTE = re.compile(r"^(?:briefing|information|members['’]?) note\b|^(?:memo|memorandum|e-?mail)\b", re.IGNORECASE)


def _undated(text: str) -> str:
    """Without the day at the end: "Tolsey Forum – Agenda 24.06.10"."""
    dates = [date for date in find_dates(text) if date.is_day]
    return text[: dates[-1].start].rstrip(" –-,") if dates and not text[dates[-1].end :].strip() and dates[-1].start else text


def find_kind(head: Sequence[HeadLine], file_name: str) -> DocType:
    scores: Counter[DocType] = Counter()
    own = [line for line in head if not line.item and not line.contact]
    for rank, line in enumerate(own[:24]):
        if line.numbered and rank > 2:
            break
        fade = max(0.4, 1.0 - 0.04 * rank)
        loud = 1.5 if line.bold or line.capitals else 1.0
        short = 1.0 if len(line.text) <= 140 else 0.4
        text = _undated(line.text)
        for kind, cue, weight in CUES:
            if cue.search(text):
                scores[kind] = max(scores[kind], int(100 * weight * fade * loud * short))
    if any(re.match(r"dear\b", line.text, re.IGNORECASE) and len(line.text) < 60 for line in head):
        scores["letter"] += 500
    present = next(
        (
            rank
            for rank, line in enumerate(head[:24])
            if re.match(r"(?:members )?present\b|attendees\b|in attendance\b", line.text, re.IGNORECASE)
        ),
        None,
    )
    if present is not None:
        scores["minutes"] += 350
    if any(opens_meeting(line.text, names_body=True) or is_place(line.text) for line in head[:6]) and _tells_outcome(head):
        scores["minutes"] += 350
    if any(_is_name(line.text) for line in head[:3]) and sum(len(REPORTED.findall(line.text)) for line in head) >= FEWEST_REPORTED:
        scores["minutes"] += 250
    name = re.sub(r"[_\-+.]", " ", file_name)
    for kind, cue in NAME_CUES:
        if cue.search(name):
            scores[kind] += 300
            break
    note = any(NOTE.search(line.text) for line in own[:4])
    if not note and any(line.label in {"to", "report to"} and ADDRESSED.search(line.text) for line in own[:20]):
        scores["report"] += 100
    if not scores:
        return "other"
    kind, score = scores.most_common(1)[0]
    return kind if score >= 75 else "other"


def _tells_outcome(head: Sequence[HeadLine]) -> bool:
    """Whether a resolution is printed, or two lines tell what the meeting did."""
    return any(RESOLVED.search(line.text) for line in head) or sum(bool(OUTCOME.search(line.text)) for line in head) > 1


def _is_name(text: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    return CRIME_PANEL.fullmatch(natural_case(text, "")) is not None
