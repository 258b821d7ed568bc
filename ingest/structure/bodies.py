"""Whose paper it is: the council, panel, board or committee, by its full name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import DocType
from ingest.structure.head import HeadLine, natural_case

NOUN = (
    r"(?:Sub-?Committee|Committee|Council|Panel|Board|Cabinet|Forum|Assembly|Authority|Trustees|User Group|Working Group|"
    r"Working Party|Steering Group|Commission|Partnership|Parish Meeting)"
)
# "Council Chamber", "Cabinet Office", "Board Room", "Council Tax": no body is meant.
NOT_BODY = r"(?!['’]?s?\s+(?:Chambers?|Offices?|House|Room|Rooms|Tax|Buildings?|Officers?|Website|Member for|Leader|Meeting Room|Secretary|Standing)\b)"
# "Wenmark Police, Fire and Crime Panel", "Tolsey, Marlock and Hale Police and Crime Panel": commas within a name
_PLACES = r"(?:[A-Z][\w’'-]+(?:(?:, (?=[A-Z])|,? (?:and|&) (?:the )?| (?:of|upon) (?:the )?| )(?=[A-Z]))){1,8}"
CRIME_PANEL = re.compile(rf"\b(?!Police\b){_PLACES}(?<=\s)Police(?:,? (?:and |& )?Fire(?: and Rescue)?)?,? (?:and|&) Crime Panel\b")
NAME = re.compile(
    rf"(?:\b[A-Z][\w’'.-]*(?:\s(?:&|and|of|for|the|with|on|in|upon)(?=\s))*\s(?:(?:&|and|of|for|the)\s)*){{0,8}}\b{NOUN}\b{NOT_BODY}(?:\s+\([A-Z]{{2,6}}\))?"
)
FRIENDS = re.compile(r"\bFriends of (?:the )?(?:[A-Z][\w’'-]+\s?)+")
DISTRICT = re.compile(r"\b(?:Municipal|Metropolitan) District of (?:(?!(?:Held|Meeting|On|In|At)\b)[A-Z][\w’'-]+\s?)+")
# An office that is held by one person and writes papers of its own.
OFFICE = re.compile(
    r"(?:(?:the )?Office of the )?(?:Mayor['’]s Office for Policing (?:and|&) Crime|"
    r"Police(?:,? (?:Fire|Crime))? (?:and|&) Crime Commissioner(?:['’]s Office)?(?:\s+for\s+(?:the\s+)?(?P<area>[A-Z][\w’'-]+(?:(?: (?:and|&|of|the))* [A-Z][\w’'-]+){0,4}))?)"
)
# "Wenmark Police and Crime Commissioner", "Office of the Tolsey and Hale Police, Fire and Crime Commissioner"
OFFICE_AFTER_AREA = re.compile(
    r"(?:(?:the )?Office of the )?(?P<area>(?!(?:The|Your|Our|Office|Deputy|Former|Acting|Police)\b)[A-Z][\w’'-]+(?:(?: (?:and|&|of|upon|the))* [A-Z][\w’'-]+){0,3}) "
    r"(?P<office>Police(?:,? (?:Fire|Crime))? (?:and|&) Crime Commissioner)(?:['’]s Office)?"
)
# Bodies of several councils together: the council that hosts one is not its parent.
JOINT = re.compile(
    r"\bPolice(?:, Fire)? (?:and|&) Crime Panel\b|\bJoint\b|\bPartnership\b|\bCombined Authority\b|\bFire (?:and Rescue )?Authority\b",
    re.IGNORECASE,
)
HOST = re.compile(r"^(?:host|lead|administering) (?:authority|council)\b", re.IGNORECASE)
# Papers that an office sends out over its own name.
ISSUED = frozenset(["decision", "letter", "newsletter", "accounts", "other", "report", "performance_report"])
# Words before the name that are not part of it: "Minutes of the …", "To the Chair and Members of the …".
LEAD = re.compile(
    r"^(?:(?:the|this|that|a|an|to|of|for|from|by|and|in|at|draft|final|closed|approved|minutes|notes|agenda|agendas?|summons|notice|report|reports|"
    r"(?:open|public)(?=\s+(?:board|meeting|council|committee))|"
    r"meetings?|annual|ordinary|extraordinary|special|adjourned|resumed|online|on-line|hybrid|virtual|inaugural|emergency|general|monthly|quarterly|members?|chair|chairman|chairperson|councillors?|all|each|every|"
    r"dear|present|cllrs?|leader|clerk|officer|signed|held|attendance|decision|record|proposed|budget|planning(?=\s+(?:meeting|of))|mayor)\b[\s,:–-]*)+",
    re.IGNORECASE,
)
# "West Tolsey Annual Parish Meeting", "May Annual Parish Meeting", "Tolsey Town Council agenda": the kind of meeting or paper is no part of the name
KIND_OF_MEETING = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?=(?:Annual|Ordinary|Special)\b)|\b(?:Annual|Ordinary|Special|Extraordinary)\s+(?=Parish Meeting)|\s+(?:agendas?|minutes|papers|summons|notices?)$",
    re.IGNORECASE,
)
# "Details of the Council", "As Chair of the Panel": what is said of the body, before its name
SAID_OF = re.compile(r"^(?:(?:as|details|membership|role|duties|functions|constitution|composition|powers|enter|your|our)\b[\s,:–-]*(?:of|the|chair|name)?[\s,:–-]*)+(?:of the |of |the )?", re.IGNORECASE)
# Bodies that inspect or regulate others are named at the head of papers that are not theirs.
REGULATOR = re.compile(
    r"\b(?:Care Quality Commission|Electoral Commission|Charity Commission|Audit Commission|Boundary Commission|Competition (?:and|&) Markets Authority|Financial Conduct Authority|Gambling Commission|Equality (?:and|&) Human Rights Commission|Information Commission)\b",
    re.IGNORECASE,
)
GENERIC_FIRST = frozenset(
    [
        "parish",
        "town",
        "community",
        "county",
        "city",
        "district",
        "borough",
        "police",
        "council",
        "cabinet",
        "board",
        "committee",
        "panel",
        "joint",
        "trustees",
        "full",
    ]
)
WHOLE_COUNCIL = re.compile(
    r"^(?:(?:full|county|parish|town|community|city|district|borough|metropolitan)\s+)*council$", re.IGNORECASE
)
# "Election Results for Tolsey Town Council", "Data Strategy of the Wenmark Board": what the paper is, before whose it is.
SUBJECT = re.compile(
    r"^.*\b(?:Results?|Reports?|Strategy|Plan|Policy|Statement|Review|Accounts|Budget|Elections?|Register|Standing Orders)\b[^,]*?\b(?:for|of|to|by)\s+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
LONG_LINE = 160
# Which council is meant they do not say; "Enter name of authority here" is the blank of a form.
NOBODY = frozenset(["council", "full council", "our council", "authority", "enter authority"])
CAPITAL_RUN = re.compile(r"\b[A-Z][A-Z’'&-]+(?:\s+[A-Z&][A-Z’'&-]*)+\b")


def find_names(text: str) -> list[str]:
    names = [re.sub(r"\s+", " ", match.group()).strip() for match in DISTRICT.finditer(text)]
    text = re.sub(r"[ \t]+", " ", text)
    panels = list(CRIME_PANEL.finditer(text))
    matches = sorted([*panels, *(m for m in NAME.finditer(text) if not any(p.start() < m.end() and m.start() < p.end() for p in panels))], key=lambda m: m.start())
    for match in matches:
        name = LEAD.sub("", SUBJECT.sub("", match.group())).strip(" ,–-")
        name = SAID_OF.sub("", KIND_OF_MEETING.sub("", re.sub(r"\s+\([A-Z]{2,6}\)$", "", name)))
        name = re.sub(r"^[A-Z][a-z]+['’]s (?=[A-Z])", "", name)
        if re.fullmatch(r"(?:local|public|the) (?:authority|authorities|bodies)", name, re.IGNORECASE):
            continue
        if name and not re.fullmatch(r"(?:sub-?\s?)?(?:committee|group|board|panel|forum)", name, re.IGNORECASE):
            names.append(name)
    return names


def _from_title_field(head: Sequence[HeadLine]) -> str | None:
    """ "Title of meeting: Wenmark Libraries Ltd – Board meeting" names the body in a form."""
    for line in head:
        if line.label.startswith(("title of", "name of", "committee")):
            text = re.sub(
                r"\b(?:annual general |annual |extraordinary )?(?:meeting|agm|minutes)\b\W*$",
                "",
                line.text,
                flags=re.IGNORECASE,
            )
            text = re.sub(r"\s+[-–]\s+", " ", text).strip(" ,.–-")
            if re.search(rf"\b{NOUN}\b|\b(?:IPS|Ltd|Limited|CIO|Trust|Society|Association)\b", text):
                return text
    return None


def find_office(head: Sequence[HeadLine], doc_type: DocType, paper: str) -> str | None:
    """The office over whose name a paper goes out, where it is not written for a meeting of some body."""
    if doc_type not in ISSUED:
        return None
    if doc_type not in {"letter", "decision"} and any(
        _is_addressed(line) for line in head[:20] if not line.numbered and not line.item
    ):
        return None
    for rank, line in enumerate(head[:14]):
        if line.item or line.numbered or len(line.text) > 2 * LONG_LINE:
            continue
        if rank < 2 and CRIME_PANEL.fullmatch(natural_case(line.text, paper)):
            return None
        own = OFFICE_AFTER_AREA.fullmatch(natural_case(line.text, paper)) if rank < 3 else None
        if own is not None:
            return f"{own['office']} for {own['area']}"
        following = head[rank + 1].text if rank + 1 < len(head) else ""
        joined = f"{line.text} {following}" if following.startswith("for ") else line.text
        text = CAPITAL_RUN.sub(lambda match: natural_case(match.group(), paper), joined)
        match = OFFICE.search(text)
        if match is None:
            continue
        if (
            not line.letterhead
            and match.start() > 0
            and not re.search(r"(?:[,:–|·-]|\b(?:by|from|your))\s*(?:the )?$", text[: match.start()])
        ):
            continue
        name = re.sub(r"^(?:the )?Office of the ", "", match.group(), flags=re.IGNORECASE)
        name = re.sub(r"Commissioner['’]s Office", "Commissioner", name)
        return name if match["area"] else _with_area(name, paper)
    return None


def _is_addressed(line: HeadLine) -> bool:
    """ "To: Wenmark Police and Crime Panel", "for the meeting of the Panel on …"."""
    if line.label in {"to", "report to", "report of", "report by", "committee", "meeting", "name of committee"}:
        return (
            bool(find_names(line.text))
            or re.search(r"\b(?:panel|committee|board|council)\b", line.text, re.IGNORECASE) is not None
        )
    return (
        re.search(
            r"\b(?:report to|meeting of) (?:the )?[\w ]{0,60}\b(?:panel|committee|board|council)\b",
            line.text,
            re.IGNORECASE,
        )
        is not None
    )


def _area(paper: str) -> str | None:
    """The police area of the paper: the place that its Commissioner is named after."""
    areas = Counter(match["area"] for match in OFFICE.finditer(paper) if match["area"])
    if not areas:
        areas = Counter(re.sub(r"['’]s$", "", match["area"]) for match in OFFICE_AFTER_AREA.finditer(paper))
    return areas.most_common(1)[0][0] if areas else None


def _with_area(name: str, paper: str) -> str:
    area = _area(paper)
    return f"{name} for {area}" if area else name


def find_body(head: Sequence[HeadLine], paper: str) -> str | None:
    """Full name of the body, a committee after its council ("Wenmark County Council Cabinet"); None where none is named."""
    field = _from_title_field(head)
    if field is not None:
        return KIND_OF_MEETING.sub("", field)
    scores: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for rank, line in enumerate(head):
        text = CAPITAL_RUN.sub(lambda match: natural_case(match.group(), paper), natural_case(line.text, paper))
        if len(text) > 400 or line.item or line.cells > (3 if rank < 4 else 2):
            continue
        friends = FRIENDS.search(text)
        if friends is not None and rank < 8 and (line.bold or line.capitals or rank < 3):
            return re.sub(r"\s+(?:Meeting|Minutes|Agenda|AGM|Annual).*$", "", friends.group()).strip()
        for name in find_names(text):
            if len(name.split()) > 10 or (REGULATOR.search(name) and not (line.letterhead and rank < 3)):
                continue
            key = name.lower()
            shown.setdefault(key, name)
            weight = 1.0 + (2.0 if line.bold or line.capitals else 0.0) + (2.0 if rank < 8 else 0.0)
            if re.search(
                r"\b(?:meeting|minutes|members|summoned|to) (?:of )?(?:the )?$", text[: text.find(name)].lower()
            ):
                weight += 3.0
            if line.label in {"to", "committee", "report to", "name of committee", "meeting"}:
                weight += 6.0
            if line.contact or len(text) > LONG_LINE:
                weight -= 2.0
            if line.letterhead and HOST.match(text):
                weight += 4.0
            if re.search(
                r"\b(?:supported|funded|issued|provided|published) by (?:the )?$", text[: text.find(name)].lower()
            ):
                weight -= 4.0
            scores[key] += int(weight * 10)
    if not scores:
        return None
    full = [key for key in scores if key.split()[0] not in GENERIC_FIRST and len(key.split()) >= 2]
    short = [key for key in scores if key not in full]
    best = max(full, key=lambda key: scores[key], default=None)
    if best is None:
        top = max(short, key=lambda key: scores[key])
        name = _fuller(shown[top], paper)
        return None if name.lower() in NOBODY else name
    parent = shown[best]
    committee = max(
        (key for key in short if not WHOLE_COUNCIL.match(key) and not parent.lower().endswith(key) and not re.search(r"\bmeeting\b", key)),
        key=lambda key: scores[key],
        default=None,
    )
    if committee is not None and "council" in best and scores[committee] >= 30:
        return f"{parent} {shown[committee]}"
    if best.split()[-1] in {"council", "authority"} and not JOINT.search(best):
        other = max(
            (
                key
                for key in full
                if key != best
                and key.split()[-1] in {"committee", "sub-committee", "cabinet", "panel"}
                and best not in key
            ),
            key=lambda key: scores[key],
            default=None,
        )
        if other is not None and scores[other] >= 0.6 * scores[best]:
            return shown[other] if JOINT.search(other) else f"{parent} {shown[other]}"
    return parent


def spell_out(name: str) -> str:
    """The one spelling under which a body goes, however a paper prints it.

    >>> spell_out("Police & Crime Commissioner for Wenmark")
    'Police and Crime Commissioner for Wenmark'
    """
    return re.sub(r"\s*&\s*", " and ", name)


def _fuller(name: str, paper: str) -> str:
    """The paper's own longer form of a name that begins with a class: "Police and Crime Panel" of which place?"""
    longer: Counter[str] = Counter()
    capitals = "\n".join(natural_case(line, "") for line in paper.split("\n") if line.isupper() and len(line) < 120)
    for match in re.finditer(rf"\b((?:[A-Z][\w’'-]+ ){{1,3}}){re.escape(name)}\b", f"{paper}\n{capitals}"):
        lead = LEAD.sub("", match.group(1))
        if lead.strip():
            longer[f"{lead}{name}"] += 1
    if longer:
        return longer.most_common(1)[0][0]
    area = _area(paper) if name.lower() == "police and crime panel" else None
    return f"{area} {name}" if area else name
