"""Named bodies: known ones, names that end in the word for a body, "Ministry of …", and spaCy's guesses sifted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_bodies import BODIES, GENERIC, HEADS, NOT_BODIES, OF_HEADS
from ingest.tag.gazetteer_people import GIVEN_NAMES
from ingest.tag.gazetteer_places import PLACES

SP = r"[ \u00a0]"
_CAP = r"(?:[A-Z0-9][\w’'&.-]*[\w’']|[A-Z])"
_LINK = rf"(?:{SP}+(?:and|&|of|for|the|in|on|with|to){SP}+(?:the{SP}+)?|,?{SP}+|{SP}*&{SP}*|-)"
KNOWN = re.compile(
    r"(?<![\w@/.&-])(?:" + "|".join(re.escape(name).replace(r"\ ", SP + "+") for name in sorted(BODIES, key=len, reverse=True)) + r")(?![\w@&]|\.\w|-[A-Za-z])"
)
HEAD = re.compile(rf"(?<![\w@/.])(?:{'|'.join(sorted(map(re.escape, HEADS), key=len, reverse=True))})(?![\w@])(?!\.[a-z])")
OF_NAME = re.compile(
    rf"(?<![\w-])(?:{_CAP}{SP}+)?(?P<head>{'|'.join(OF_HEADS)}){SP}+(?:of|for|on){SP}+(?:the{SP}+)?(?P<rest>{_CAP}(?:(?:{SP}+(?:and|&|of|for){SP}+(?:the{SP}+)?|,{SP}+(?=(?:[A-Z]\w+,?{SP}+)+(?:and|&){SP})|{SP}+){_CAP})*)"
)
# "Strategic Road Safety group": two capitalised words or more before a lower-case head.
LOWER_NAME = re.compile(rf"(?<![\w-])(?P<words>[A-Z][\w’'-]*(?:{SP}(?:and|&|of){SP}[A-Z][\w’'-]*|{SP}[A-Z][\w’'-]*)+){SP}(?:group|network|forum|partnership|committee|consortium|alliance|taskforce|hospital)(?![\w-])|(?<![\w-])(?P<single>(?:Audit|Ethics|Finance|Planning|Scrutiny|Standards|Police|Estates|Communications){SP}(?:committee|authority|team)(?![\w-]))")
RUN_BEFORE = re.compile(
    rf"{_CAP}(?:(?:,{SP}+|{SP}+)(?:(?:and|&|of|for|the|in|on|to|at){SP}+)*{_CAP})*{SP}+(?:(?:and|&|of|for|the|in){SP}+)*$"
)
# "Directorate of Conduct and Culture (DCC)": the short form in brackets after a spelled-out name.
DEFINED = re.compile(r"\([‘'\"“]?(?:the[ \u00a0]|hereafter[ \u00a0])?[‘'\"“]?(?P<short>[A-Z][A-Za-z&]{1,9})[’'\"”]?\)")
_CONNECTORS = frozenset({"and", "&", "of", "for", "the", "in", "on", "to", "at", "with"})
_PERSON_STOP = frozenset("Mr Mrs Ms Miss Dr Sir Cllr Councillor Councillors Cllrs PCC PCSO Chair Chairman Clerk Inspector Sergeant Superintendent Commissioner Constable Mayor".split())
_POST_HEADS = frozenset("Officer Manager Constable Commissioner Executive Director Chair Chairman Clerk Mayor Leader Head Inspector Superintendent Secretary Minister Lead Supervisor Coordinator".split())
_SENTENCE_STARTS = frozenset(
    """The A An This That These Those In On At By For From With To Of As If When While Where Since After Before During Following Both Each Every Our Their His Her Its My Your All Any Some No Not
    Also And But Or So However Currently Recently Once Until Although Because Both Between Following Further Local Existing New Present Apologies Action Resolved RESOLVED AGREED Agreed Source Via Dear Email Note Notes Contact Commitment Visit
    Commissioned Police’s How What Why Who Whose Which Whether Does Do Did Is Are Was Were Has Have Had Can Could Will Would Should May Might Must Using Via Under Over Across Through Within Without Including
    January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Include Please See Visit Then There Here Additional Other Another Several Many Most More Such Only Even Just Now Today Members Dear Report Update Thanks Welcome Meeting Meetings Minutes Agenda Item Chair Force
    I We You He She It They My Two Three Four Five Six Seven Eight Nine Ten Reports Questions Re Ref""".split()
) - {"Working", "New", "Local"}


_LONG_PLACES = "|".join(sorted((re.escape(place).replace(r"\ ", SP) for place in PLACES), key=len, reverse=True))
PLACED = re.compile(rf"(?<![\w-])(?:{_LONG_PLACES}){SP}+(?P<body>OPCC|OPFCC|PCP|CCG|ICB|CSP|CPS|YOT|police|OPCCs)(?![\w@-]|{SP}+(?:officer|station|area|force|headquarters|service))")
INSPECTORATE = re.compile(
    rf"(?:(?:Her|His){SP}Majesty[’']s|HM){SP}(?:Inspectorate{SP}of{SP}(?:Constabulary(?:(?:,|{SP}and|{SP}&){SP}Fire{SP}(?:and|&){SP}Rescue(?:{SP}Services?)?)?|Prisons|Probation)|"
    rf"Prison{SP}(?:and|&){SP}Probation{SP}Service|Prison{SP}Service|Courts?{SP}(?:and|&){SP}Tribunals?{SP}Service|Revenue{SP}(?:and|&){SP}Customs|Passport{SP}Office|Land{SP}Registry|Treasury|Coastguard)"
)
# "TCC", "NYCC", "SBC": councils are known by letters that end in CC, BC, DC or TC wherever they write minutes.
COUNCIL_LETTERS = re.compile(r"(?<![\w@/.&-])(?P<letters>[A-Z]{1,3}(?:CC|BC|DC)|[A-Z]{2}TC)(?:[ ](?:Highways|Planning|Planners|Education|Transport)(?![ ][A-Z]))?(?![\w@&-]|\.\w)")
NOT_COUNCILS = frozenset("BBC ABC PCC DCC ACC CBC PDC UNFCCC PFCC OPCC VCC TCDC LDC ADC DPCC OPFCC BCC RCC IPCC CCC NPCC".split())
COMPANY_CUE = re.compile(rf"\b[Tt]he{SP}+(?P<name>[A-Z][a-z]+(?:{SP}[A-Z][a-z]+)?){SP}+(?:company|charity|firm)\b")


def known_bodies(text: str) -> Iterator[Candidate]:
    """Bodies of the gazetteer, "<place> OPCC", inspectorates, and councils by their letters."""
    for match in PLACED.finditer(text):
        printed = _spaces(match.group())
        body = match["body"]
        value = printed.replace("police", "Police") if body == "police" else BODIES.get(body, printed)
        yield Candidate(match.start(), match.end(), "ORG", value, weight=70)
    for match in INSPECTORATE.finditer(text):
        printed = _spaces(match.group())
        yield Candidate(match.start(), match.end(), "ORG", BODIES["HMICFRS"] if "Fire" in printed else printed, weight=70)
    for match in COUNCIL_LETTERS.finditer(text):
        if match["letters"] not in NOT_COUNCILS:
            yield Candidate(match.start(), match.end(), "ORG", match.group(), weight=61)
    for match in COMPANY_CUE.finditer(text):
        if not any(word in GENERIC or word in NOT_BODIES for word in match["name"].split()):
            yield Candidate(match.start("name"), match.end("name"), "ORG", _spaces(match["name"]), weight=61)
    for match in KNOWN.finditer(text):
        printed = re.sub(r"\s+", " ", match.group())
        yield Candidate(match.start(), match.end(), "ORG", BODIES[printed], weight=68)


def named_bodies(text: str) -> Iterator[Candidate]:
    """Bodies by the shape of their names."""
    for match in HEAD.finditer(text):
        found = _name_ending_at(text, match)
        if found is not None:
            yield found
    for match in LOWER_NAME.finditer(text):
        if match["single"]:
            yield Candidate(match.start(), match.end(), "ORG", _spaces(match.group()), weight=61)
            continue
        words = match["words"].split()
        while words and words[0] in _SENTENCE_STARTS:
            words = words[1:]
        named = [word for word in words if word not in _CONNECTORS and word not in GENERIC]
        if len(words) < 2 or not named or words[0] in ("and", "of", "&") or any(word in _POST_HEADS or word in _PERSON_STOP or word == "Police" for word in words):
            continue
        start = match.end("words") - len(match["words"][match["words"].rfind(" ".join(words)) :]) if " ".join(words) in match["words"] else match.start("words")
        yield Candidate(start, match.end(), "ORG", _spaces(text[start : match.end()]), weight=61)
    for match in OF_NAME.finditer(text):
        rest = match["rest"]
        end = match.end()
        cut = _cut_after(rest)
        if cut is not None:
            end = match.start("rest") + cut
        if end <= match.start("rest"):
            continue
        start = match.start()
        first = text[start : match.start("head")].strip()
        if first in _SENTENCE_STARTS or first in _PERSON_STOP or (first and first not in ("Royal", "National", "British", "Local", "Metropolitan", "Imperial", "Open", "Welsh", "Scottish", "European", "International", "Joint", "Yorkshire", "Cleveland") and not first.isalpha()):
            start = match.start("head")
        if match["head"] == "Office" and text[match.start("rest") : end] in ("Police", "Council", "Government"):
            continue
        if match["head"] in ("Office",) and rest.startswith(("Chief", "Mr", "Leader")):
            continue
        end -= len(text[start:end]) - len(text[start:end].rstrip("’'"))
        yield Candidate(start, end, "ORG", _spaces(text[start:end]), weight=66)


def _spaces(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def _cut_after(rest: str) -> int | None:
    """Where the right side of "Ministry of Justice …" runs into something else."""
    cut = re.search(rf"{SP}+(?:and{SP}+)?(?:(?:the{SP}+)?(?:{'|'.join(OF_HEADS)}|Mr|Mrs|Ms|Dr|Cllr|Councillor|PCC|Chief|Police|Head|Director|Minister|Secretary|Chair)\b|[A-Z]\.?{SP}[A-Z][a-z])", rest)
    end = cut.start() if cut else None
    placed = re.search(rf"{SP}for{SP}(?:{_LONG_PLACES})(?!\w)", rest[:end])
    if placed is not None:
        end = placed.start()  # "Office of the Police and Crime Commissioner for Wenmark"
    if rest.startswith(("Justice", "Defence")):
        return 7
    for match in re.finditer(rf"{SP}([A-Z][a-z]+){SP}[A-Z]", rest[:end]):
        if match[1] in GIVEN_NAMES:
            return match.start()
    return end


def _name_ending_at(text: str, head: re.Match[str]) -> Candidate | None:
    """The capitalised run before a head word, cut back to what belongs to the name; None for a class or a bare head."""
    window_start = max(0, head.start() - 110)
    line = max(text.rfind("\n", window_start, head.start()), text.rfind("\t", window_start, head.start()))
    if line >= 0:
        window_start = line + 1
    window = text[window_start : head.start()]
    run = RUN_BEFORE.search(window)
    if run is None:
        return None
    tokens = [(m.group(), window_start + run.start() + m.start(), window_start + run.start() + m.end()) for m in re.finditer(r"[^\s,]+", run.group())]
    kept: list[tuple[str, int, int]] = []
    word = head.group()
    for token, a, b in reversed(tokens):
        numbered = re.match(r"(?:\d+|[A-Za-z])[.)](?=[A-Z][a-z])", token)
        if numbered is not None:  # "1.Housing Directorate": the number of the item stuck to its name
            token, a = token[numbered.end() :], a + numbered.end()
        gap = text[b : kept[-1][1]] if kept else text[b : head.start()]
        if "," in gap and not _list_in_name(token, kept):
            break
        if token in ("of", "for", "in", "on", "to", "at", "with", "the") and not _links_name(text, a):
            break
        if token in _PERSON_STOP or token in _POST_HEADS:
            if token in ("Commissioner",) and word == "Panel":
                pass
            break
        if kept and token in HEADS and token not in ("Police", "Trust", "University", "College", "School", "Church", "Hospital", "Group", "Service", "Services", "Unit", "Bank", "Union", "Society", "Club", "Council", "Party", "Board", "Academy"):
            break
        if token in ("Police", "Council", "University", "Trust", "School", "Board", "Services", "Service", "Group", "Party", "Bank") and kept and kept[-1][0] in _CONNECTORS and kept[-1][0] in ("and", "&") and token != "Police":
            break
        if token in ("and", "&") and not kept and word in _SINGLE_HEADS:
            break
        if token in ("and", "&") and (left := re.search(rf"(\w+){SP}+$", text[max(0, a - 30) : a])) is not None and left[1] in _UNIT_ENDS:
            break
        if token == "and" and kept and word in _SINGLE_HEADS and kept[-1][0] not in ("Sons", "Partners", "Technology"):
            left = re.search(rf"(\w+){SP}+$", text[max(0, a - 30) : a])
            if left is None or left[1] not in PLACES:
                break
        if token == "Police" and kept and kept[-1][0] in ("and", "&") and not (len(kept) > 1 and kept[-2][0] in ("Crime", "Fire", "Community")):
            break
        if re.search(r"['’]s?$", token) and token.rstrip("s").rstrip("'’") not in ("Children", "Women", "Men", "People", "Victims", "King", "Queen", "Majesty", "St", "Farmers", "Chiefs", "Commissioner") and word not in ("School", "Church", "Hospital", "College", "Club"):
            break
        if re.fullmatch(r"[\d.]+", token) and not kept:
            break
        if re.fullmatch(r"\d[\d.]*", token):
            break
        if token in _SENTENCE_STARTS:
            break
        kept.append((token, a, b))
        if numbered is not None:
            break
    while kept and (kept[-1][0] in _CONNECTORS or kept[-1][0] in ("The",)):
        kept.pop()
    if not kept:
        return None
    if len(kept) > 2 and kept[-1][0].isupper() and spelled_out(" ".join([*(token for token, _, _ in reversed(kept[:-1])), word]), kept[-1][0]):
        kept.pop()  # a list of abbreviations: "TFA Tolsey Fire Authority"
    words = [token for token, _, _ in reversed(kept)]
    named = [token for token in words if token not in _CONNECTORS]
    if all(token in GENERIC for token in named) and not _fixed_class(words, word):
        return None
    if word in ("Services", "Councils") and all(token in GENERIC or token in NOT_BODIES or token in ("Youth", "Offending", "Trading", "Mental") for token in named):
        return None
    start, end = kept[-1][1], head.end()
    if word in ("Police", "Constabulary"):
        if not _place_like(named):
            return None
        after = re.match(rf"{SP}([A-Z][a-z]+)", text[end : end + 24])
        if after is not None and not any(token in PLACES for token in named) and after[1] not in _AFTER_FORCE and after[1] not in GIVEN_NAMES:
            return None  # "Provisional Police Grant Settlement"
        # only the place belongs to the force's name: "Following Wenmark Police …"
        while len(kept) > 1 and kept[-1][0] not in PLACES and any(token in PLACES for token, _, _ in kept[:-1]) and f"{kept[-1][0]} {kept[-2][0]}" not in PLACES:
            kept.pop()
        for i, (token, _, _) in enumerate(kept):
            if token in _CONNECTORS and not all(other in PLACES or other in _CONNECTORS for other, _, _ in kept):
                kept = kept[:i]  # "LAs and Wenmark Police" is two bodies, "Avon and Somerset Police" one
                break
        if not kept:
            return None
        start = kept[-1][1]
    if re.match(rf"{SP}+(?:[Ll]eads?|[Ll]eaders?|Manager|Secretary|Coordinator|Co-ordinator|Analyst|Director)\b", text[end : end + 16]) and word not in ("Police", "Council", "Constabulary", "Trust", "Company", "Ltd", "Limited", "University"):
        return None  # the post covers the unit: "Contact Team Leader"
    follow = re.match(rf"{SP}+(?:Officers?\b|Station\b|Headquarters\b|HQ\b|Manager|Chair\b|Secretary\b|Member)", text[end : end + 16])
    if word == "Police" and re.match(rf"{SP}+(?:and|&){SP}+(?:Crime{SP}+Panel)", text[end : end + 20]):
        return None
    if word == "Police" and re.match(rf"{SP}+(?:Authority|Federation|Service|Board|Panel|Commissioner|and{SP}+Crime|&{SP}+Crime|Property{SP}+Act|Cadet)", text[end : end + 14]):
        return None
    if follow and re.match(rf"{SP}+(?:Officer|Station)", follow.group()):
        of_unit = word in ("Service", "Services", "Group", "Team", "Unit", "School", "Health")
        if of_unit or (word == "Police" and "Station" in follow.group()):
            return None  # "Probation Service Officer" is a post, "Harrowby Police Station" a building
    suffix = re.match(rf"{SP}+(?:\([A-Z][\w ]+\){SP}+)?(?:Ltd|Limited|LLP|CIC|plc|PLC)\b\.?", text[end : end + 12])
    if suffix:
        end += len(suffix.group())
    return Candidate(start, end, "ORG", _spaces(text[start:end]), weight=64)


def _list_in_name(token: str, kept: list[tuple[str, int, int]]) -> bool:
    """A comma inside one name: "Housing, Transport and Planning Committee", "Durham, Wear Valley … Company"."""
    words = [word for word, _, _ in kept]
    if (words and words[-1] in PLACES) or " ".join(reversed(words[-2:])) in PLACES:
        return token in PLACES
    return ("and" in words[-2:] or "&" in words[-2:]) and token in NOT_BODIES


# Heads of one body each: "Tolsey Public Health and Harrowby University" is two.
_SINGLE_HEADS = frozenset("University School College Hospital Company Ltd Limited Bank Club Academy Constabulary".split())
_AFTER_FORCE = frozenset("Headquarters Chief Deputy Assistant Inspector Superintendent Sergeant Constable Commander Temporary Acting Head Director PCC Team Legal Estates".split())
_UNIT_ENDS = frozenset("Centre Unit Team Board Office Ltd Limited Network".split())
_NAME_LINKS = frozenset(OF_HEADS) | {"Friends", "Church", "House", "Isle", "Vale", "Forest", "Campaign", "Council", "School", "Order", "Daughters", "Sons", "Riding", "Borough", "City", "County", "Port", "Board"}


def _links_name(text: str, start: int) -> bool:
    """Whether an "of", "for" or "the" is inside a name: after "University", not after "Members" or "Report"."""
    before = re.search(rf"(\w+)(?:{SP}+(?:of|for|in))?{SP}+$", text[max(0, start - 30) : start])
    return before is not None and before[1] in _NAME_LINKS


def _fixed_class(words: list[str], head: str) -> bool:
    name = " ".join(words)
    return (name, head) in {
        ("Police", "Authority"), ("Programme", "Board"), ("Police and Crime", "Panel"), ("Police & Crime", "Panel"), ("Community Safety", "Partnership"), ("Youth Offending", "Team"), ("Fire", "Authority"),
    }  # fmt: skip


def _place_like(named: list[str]) -> bool:
    return any(token in PLACES or (token not in GENERIC and token not in NOT_BODIES) for token in named) and named[-1] not in ("Crime", "Force")


# ---------------------------------------------------------------- what the paper itself shows


def defined_short_forms(text: str) -> dict[str, tuple[str, int]]:
    """Short forms that the text spells out: {"DCC": ("Directorate of Conduct and Culture", offset of the long form)}."""
    found: dict[str, tuple[str, int]] = {}
    for match in DEFINED.finditer(text):
        short = match["short"]
        if short in found or (short.upper() != short and sum(map(str.isupper, short)) < 2):
            continue
        before_start = max(0, match.start() - 120)
        before = re.split(r"[\n\t]", text[before_start : match.start()])[-1].rstrip()
        long = spelled_out(before, short)
        if long is not None:
            found[short] = (long.strip(), match.start())
    return found


def spelled_out(before: str, short: str) -> str | None:
    """The last words of ``before`` whose initials are ``short``; small words may be skipped; None if they do not fit."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if letters and letters[-1] == "s" and short[-1] == "s":
        letters = letters[:-1]
    words = [(m.group(), m.start()) for m in re.finditer(r"[A-Za-z][\w’']*", before)]
    position = len(words) - 1
    index = len(letters) - 1
    start = None
    while index >= 0 and position >= 0:
        word, offset = words[position]
        if word[0].lower() == letters[index]:
            start = offset
            index -= 1
        elif word.lower() not in _CONNECTORS:
            return None
        position -= 1
    return before[start:] if index < 0 and start is not None else None


def is_body_name(name: str) -> bool:
    """Whether a spelled-out name is that of a body: it ends in a word for one, or has "Directorate of", "Office for"."""
    words = name.split()
    if name in BODIES.values() or words[-1] in HEADS:
        return True
    return words[-1] not in NOT_BODIES - {"Ethics", "Justice", "Policing", "Education", "Transport", "Health", "Environment"} and any(
        head in OF_HEADS and link in ("of", "for") for head, link in itertools.pairwise(words)
    )


# "Minimum Revenue Provision", "Service Improvements": what ends like this is a thing done, not a body.
_ABSTRACT = re.compile(r"(?:tion|ment|ance|ence|ness|ism|ic|ist)s?$|it(?:y|ies)$|ings?$|^\w$|^None$")


def sift_guess(text: str, start: int, end: int, lower_words: Container[str]) -> Candidate | None:
    """spaCy's ORG cut to the name, or None where it is a scheme, a meeting, a heading, a class or an acronym not known."""
    name = text[start:end]
    while (lead := re.match(r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Ee]ach)[ \u00a0]+", name)) is not None:
        start += lead.end()
        name = text[start:end]
    name = re.sub(r"(?:['’]s|[\s,.:;–-]+)$", "", name)
    end = start + len(name)
    unit = re.match(rf"{SP}(?:team|group|unit|network|department|service|practice|committee|board|forum)\b", text[end : end + 12])
    if unit is not None and " " in name and not any(word in _POST_HEADS or word == "Police" for word in name.split()):
        end += len(unit.group())  # "Rural Crime Response team"
        return Candidate(start, end, "ORG", _spaces(text[start:end]), weight=61)
    if name.endswith(", Co") and text[end : end + 1] == ".":
        return None  # "Tolsey, Co. Wenmark"
    if not name or not name[0].isupper() or "\t" in name or "@" in name or "http" in name or "www" in name:
        return None
    words = name.split()
    if len(words) == 1:
        return None
    if words[-1] in NOT_BODIES or any(word in _PERSON_STOP or word in _POST_HEADS for word in words):
        return None
    if any(char.isdigit() for char in name) or ":" in name or "•" in name or " – " in name or " - " in name:
        return None
    if _ABSTRACT.search(words[-1]) and words[-1] not in HEADS:
        return None
    if words[0] in ("Fund", "Report", "Minutes", "Head", "Members", "Notes", "Draft"):
        return None
    neutral = {*HEADS, "Groups", "Teams", "Units", "Authorities", "Boards", "Committees", "Partnerships", "Companies", "Schools"}
    if all(word in NOT_BODIES or word in GENERIC or word in _CONNECTORS or word in neutral for word in words):
        return None
    if words[-1] in ("Groups", "Teams", "Units", "Authorities", "Boards", "Committees", "Companies", "Schools", "Parties", "Agencies", "Bodies"):
        return None
    if name.isupper() and len(words) > 1:
        return None
    plain = [word for word in words if word not in _CONNECTORS]
    if all(word in NOT_BODIES or word in GENERIC or word.lower() in lower_words for word in plain) and not any(word in HEADS for word in words):
        return None  # "Outcome Based Budgeting": words that the paper also writes small
    return Candidate(start, end, "ORG", _spaces(name), weight=40)
