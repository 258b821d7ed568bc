"""Who has to do it: the owner named in a sentence, by the fullest name and role that the paper prints ("Ann Dale, Clerk").

What the sentence itself does not say (who "I" is, whom "they" means) is marked as inferred.
"""

from __future__ import annotations

import re

from ingest.extract.decisions import SUBJUNCTIVE
from ingest.extract.directory import Directory
from ingest.extract.names import find_name, is_office, names_office
from ingest.records import Document
from ingest.spans import Span

_SPLIT = re.compile(r"\s*(?:/|&|,|;|\band\b|\bwith\b)\s*")
_BODY = re.compile(
    r"\b((?:[A-Z][\w&’'-]*\s(?:(?:and|of|for|the|&)\s)?){0,6}(?:Council|Police|Force|Board|Panel|Committee|Group|Team|Trust|Authority|Office|Agency|Service|Services|Department|Directorate|Society|Foundation|Association|Partnership|University|Company|Highways|Cabinet|Government|Ministers?|Bank|Club|Hall|School|Church|Charity)|[A-Z]{2,7}|working group|sub-group|task and finish group|(?:local |public )(?:authorities|bodies)|departments|officers|contractors?|trustees|councillors|members)\b"
)


# "18/00123/F Mill House": the letter of a planning reference is nobody's initial
_REFERENCE = re.compile(r"\b[A-Z]{0,2}/?\d{2,4}/\d{3,5}/[A-Z]{1,5}\b")
_CONTACT = re.compile(r"\s*(?:\S+@\S+|\b0\d{2,4}[ \d]{6,}\b).*$|,?\s+\d{1,2}\.\s.*$|\s{3,}.*$", re.S)
_NOBODY = re.compile(r"^\W*\d|\b20\d\d\b|^[\W\d]*$")
# labels after which "All" means all members; in prose ("All of them are to be …") it means things
_FOR_ALL = frozenset({"action_label", "action_inline", "action_owner", "action_log", "person_to", "person_will"})


# "new Board will", "frequently government bodies": words round a body that are not of its name
_ROUND_NAME = re.compile(r"^(?:(?:how|that|whether|frequently|often|new|also|then|all|some|many|most|other) )+(?=\S)|\s+(?:may|might|will|would|shall|should|must|can|could|needs?|has|have|is|are)$", re.I)
_SEVERAL = re.compile(r"^(?:Cllrs|Councillors|Messrs|Drs)\.? (?=[A-Z])")


def tidy_owner(owner: str | None, cue: str) -> str | None:
    """The name without telephone numbers, addresses and the next item's number; None where no name is left.

    "Cllrs Ann and Paul Dale" prints a first name with the title of both: it is dropped where the full name stands beside it.
    """
    if owner is None:
        return None
    name = _CONTACT.sub("", owner).strip(" ,;")
    if cue in ("must", "benefit_from", "asked_body", "suggested", "will", "planned", "under_way"):
        name = _ROUND_NAME.sub("", name)
    if _NOBODY.search(name) or (name.casefold() == "all" and cue not in _FOR_ALL):
        return None
    parts = [_SEVERAL.sub("", part) for part in name.split("; ")]
    kept = [part for n, part in enumerate(parts) if not any(part != other and f"{other} ".startswith(f"{part} ") for m, other in enumerate(parts) if m != n)]
    return "; ".join(dict.fromkeys(kept)) or None


def find_owner(directory: Directory, sentence: str, cue_start: int, cue_end: int, cue: str = "") -> tuple[str, bool] | None:
    """The owner in ``sentence``, whose cue stands at ``[cue_start, cue_end)``.

    Under a label ("RESOLVED: …", "Action: …") it is who "should", "to" or "will" do it, or who is named in a closing
    bracket; in prose the person or body nearest before the verb, else after "by". Returns the fullest name and role,
    and whether it had to be inferred; None where nobody is named.
    """
    sentence = _REFERENCE.sub(lambda match: "·" * len(match.group()), sentence)
    if cue in _LABEL_CUES:
        return _find_task_owner(directory, sentence, cue)
    if cue in ("suggested", "asked_body", "must"):
        asked = _find_addressee(directory, sentence, cue_start, cue_end, cue)
        if asked is not None:
            return asked
    if cue in _SPOKEN_CUES and _SAID_BY_PRONOUN.search(sentence[max(0, cue_start - 4) : cue_end]):
        people = list(re.finditer(directory.pattern, sentence[:cue_start]))
        return _inferred(directory, people[0].group()) if people else None
    before, after = sentence[:cue_end], sentence[cue_end:]
    if directory.author is not None and _SPEAKER_OPENS.match(sentence):
        return directory.author.label, True
    if _PASSIVE.search(sentence[cue_start:cue_end]):
        agent = _agent_after(directory, after)
        if agent is not None:
            return agent
    first_person = list(_FIRST_PERSON.finditer(before))
    people = [m for m in re.finditer(directory.pattern, before) if cue not in _PROSE_CUES or not _OBJECT_BEFORE.search(before[: m.start()])]
    bodies = [m for m in _bodies_in(before) if cue not in _PROSE_CUES or not _OBJECT_BEFORE.search(before[: m.start()])]
    nearest = max([m.end() for m in people + bodies if m.end() <= cue_start + 1 or cue_start == 0] or [-1])
    if first_person and directory.author is not None and (cue in _FIRST_PERSON_CUES or first_person[-1].start() > nearest):
        return directory.author.label, True
    if bodies and _THEY_DO.search(sentence[:cue_end]):
        return _body_name(directory, bodies[-1].group(1)), False  # "Fenn of Tolsey Highways called and they will mend it"
    if people and (not bodies or people[-1].end() >= bodies[-1].start() - 3 or people[-1].start() >= cue_start):
        last = people[-1]
        group = [last.group()]
        position = len(people) - 2
        while position >= 0 and re.fullmatch(r"\s*(?:,|and|&|/|, and)\s*(?:the\s+)?", before[people[position].end() : people[position + 1].start()]):
            group.insert(0, people[position].group())
            position -= 1
        return _join(directory, group)
    if bodies:
        return _body_name(directory, bodies[-1].group(1)), False
    if directory.author is not None and re.search(r"\b(?:[Mm]y|[Oo]ur)\b", before):
        return directory.author.label, True  # "In our reply a joint plan will be put forward …"
    agent = _agent_after(directory, after)
    if agent is not None:
        return agent
    if cue == "asked_to":
        subject = re.search(r"([A-Z][\w’'&-]*(?:\s(?:and|of|for|the|&|[A-Z][\w’'&-]*|[a-z]+s))*)\s*$", sentence[:cue_start])
        if subject and subject.group(1).lower() not in ("it", "he", "she", "they", "this"):
            return _body_name(directory, subject.group(1)), False
    if re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", sentence) and directory.author is not None:
        return directory.author.label, True
    return None


# cues of reported speech, where "she" is whoever was speaking
_SPOKEN_CUES = frozenset({"would", "would_by", "undertook", "intended", "agreed_to", "offered", "person_will", "will"})
_THEY_DO = re.compile(r"\b[Tt]hey(?: also| then| now)? (?:will|would|are|shall)\b[^.;]{0,20}$")
_PROSE_CUES = frozenset({"would", "would_by", "will", "planned", "under_way"})
# who is told, and whose questions they were, does nothing: "the queries raised by Members would be answered"
_OBJECT_BEFORE = re.compile(r"\b(?:by|from|informed|told|advised|thanked|reminded|asked|assured|to|with|of)\s+(?:the\s+)?$", re.I)
_SAID_BY_PRONOUN = re.compile(r"(?:^|[\s(])(?:[Ss]he|[Hh]e)\b")


def _inferred(directory: Directory, printed: str) -> tuple[str, bool] | None:
    found = directory.resolve(printed)
    return (found[0], True) if found else None


# "2.3 I have set up a group and aim to …", "With partners, we will …"
_SPEAKER_OPENS = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:[A-Z][\w ’']{0,40}, )?(?:I|[Ww]e)\b")
_PASSIVE = re.compile(r"\b(?:be|being|been)\b")


# what follows these words has a subject of its own: "… to ensure that homes are built by Fenn Ltd"
_OTHER_CLAUSE = re.compile(r"\b(?:to ensure|so that|in order|which|who|whose|that|because|while)\b")


def _agent_after(directory: Directory, after: str) -> tuple[str, bool] | None:
    """"… will be delivered by Tolsey Trust", "are being considered through the Gold Group"."""
    by_whom = re.search(r"^[^.;]{0,90}?\b(?:by|through) (?:the )?(?=[A-Z])", after)
    if by_whom is None or _OTHER_CLAUSE.search(by_whom.group()):
        return None
    tail = after[by_whom.end() :]
    person = re.match(directory.pattern, tail)
    if person:
        return directory.resolve(person.group())
    body = re.match(r"[A-Z][\w’'&-]*(?:\s(?:of|and|for|the|[A-Z][\w’'&-]*))*", tail)
    if body is None or _MONTH.match(body.group()):
        return None
    name = re.sub(r"(?:\s(?:of|and|for|the))+$", "", body.group())
    if names_office(name):
        beside = _names_beside(directory, tail[body.start() + len(name) :])
        if beside:
            return _join(directory, beside)
    return _body_name(directory, name), False


def _names_beside(directory: Directory, tail: str) -> list[str]:
    """Who holds an office that stands just before ``tail``: ", Ann Dale and the Panel's Clerk, Paul Fenn"."""
    first = re.match(rf",?\s*({directory.pattern})", tail)
    if first is None:
        return []
    second = re.match(rf"\s*(?:,|and|&)\s+(?:[^.;]{{1,60}},\s*)?({directory.pattern})", tail[first.end() :])
    return [first.group(1), second.group(1)] if second else [first.group(1)]


_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Christmas|Easter|Power|Zoom|Monday|Tuesday|Wednesday|Thursday|Friday)\b")
_LABEL_CUES = frozenset({"resolved", "resolved_task", "action_label", "agreed", "approved", "noted", "motion", "elected", "minutes", "action_inline", "asked_that", "deferred"})
_FIRST_PERSON_CUES = frozenset({"first_person", "committed", "urged", "offered", "recommended"})
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)\b(?:[’']\w+)?")
_NO_BODY = frozenset({"RESOLVED", "ACTION", "NO", "VAT", "PC", "PCs", "AGM", "TBC", "AOB", "MHz", "PM", "AM", "OK", "NB", "RE", "PS"})
_TASK_AFTER = re.compile(
    r"\s*(?:/\s?[A-Z][\w&]{1,9}\s*)?(?:,[^,]{3,60},\s*)?(?:\([^)]{2,40}\)\s*)?(?:should|to (?!be (?:noted|approved))|will|shall|must|would|(?:is|are) to|(?:be|was|were|are) (?:asked|instructed|authorised|requested|invited)|who (?:will|would))\b"
)
# "Action: Office staff to send …", "Outstanding action: A small group of members will …"
_ACTION_SUBJECT = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,8}?[Aa](?:ction|CTION)s?[^:–-]*[:–-]\s*(?:the |The |A |a )?((?:[\w’'&/.-]+ ){0,7}?[\w’'&/.-]+) (?:to|will|should)\b"
)
_APPOINTED_AFTER = re.compile(r"\s*(?:is|are|be|was|were|should be) (?:\w+ )?(?:appointed|nominated|elected|identified)\b")
_ORDERED_BEFORE = re.compile(r"\b(?:instruct|ask|authorise|request|invite|delegate[^.]{0,60} to|agreed for|signed by|set up (?:online )?by|made by|arranged by)\s+(?:the\s+)?$")


def _find_task_owner(directory: Directory, sentence: str, cue: str) -> tuple[str, bool] | None:
    named = None
    if cue == "action_inline":
        label = re.search(r"(?:ACTION|Action)s?\s*(?:by\s*)?[:–-]?\s*([^.]+?)\W*$", sentence)
        named = read_owner_label(directory, label.group(1)) if label else None
        if named is not None:
            return named
    closing = re.search(r"\(([^()]{2,60})\)[\W\d]*$", sentence)
    if closing and cue in ("action_label", "action_inline"):
        inside = re.split(r"\s[-–]\s", closing.group(1))[0].strip()
        named = read_owner_label(directory, inside) or ((inside, False) if is_office(inside) else None)
    if cue in ("action_label", "action_inline"):
        subject = _ACTION_SUBJECT.match(sentence)
        nobody = subject is None or re.match(r"^(?:that|the information|further|it|work|action|actions)\b", subject.group(1), re.I)
        if subject is not None and not nobody and not re.search(directory.pattern, subject.group(1)):
            return _and_named((_body_name(directory, subject.group(1)), False), named)
    for wanted in (_TASK_AFTER, _APPOINTED_AFTER, *([SUBJUNCTIVE] if cue == "resolved_task" else [])):
        owner = _group_before(directory, sentence, wanted)
        if owner is not None:
            return _and_named(owner, named)
    if named is not None:
        return named
    if cue == "resolved":
        # an item of a list of representatives: "Marlock Hall Committee – Cllr Ann Dale"
        holder = re.search(r"\s[-–]\s(?P<names>[^.]{3,90})$", sentence)
        if holder:
            people = [m.group() for m in re.finditer(directory.pattern, holder.group("names"))]
            if people:
                return _join(directory, people)
    if cue == "asked_that":
        agent = re.search(r"\b(?:is|are|be) [a-z]+ed\b(?= by )", sentence)
        named = _agent_after(directory, sentence[agent.end() :]) if agent else None
        if named is not None:
            return named
        after = re.search(r"\bthat (?:the )?", sentence)
        body = re.match(r"(?:[A-Z][\w’'&-]*\s?)+", sentence[after.end() :]) if after else None
        if body:
            return _body_name(directory, body.group().strip()), False
    if cue == "agreed":
        agreed = re.search(r"\b((?:the |this |The |This )?(?:[\w’'-]+ ){0,5}(?:group|committee|board|panel|council|team|sub-group))\b[^.]{0,20} (?:agreed|should)\b", sentence)
        if agreed:
            return re.sub(r"^(?:[Tt]he|[Tt]his)\s+", "", agreed.group(1)), False
    return None


def _find_addressee(directory: Directory, sentence: str, cue_start: int, cue_end: int, cue: str) -> tuple[str, bool] | None:
    """Of whom something is asked: "Dale suggested that Fenn look …" → Fenn; "Public bodies must …" → Public bodies."""
    if cue == "must" or (cue == "asked_body" and cue_start == 0):
        subject = re.search(r"((?:[\w’'-]+ ){0,2}[\w’'-]+) (?:must|should|needs? to|ought to)\b", sentence[: cue_end + 12])
        if subject is None:
            return None
        words = re.sub(r"^.*\b(?:that|and|the|but|if|how|why|in)\s+", "", subject.group(1), flags=re.I)
        return (_body_name(directory, words), False) if words and len(words) > 2 and words.lower() not in ("it", "there", "this") else None
    after = sentence[cue_end:]
    person = re.match(rf"\s*(?:the\s+)?({directory.pattern})", after)
    if person:
        return directory.resolve(person.group(1))
    body = re.match(r"\s*(?:the\s+)?((?:[A-Z][\w’'&-]*\s?)+)", after)
    if body:
        return _body_name(directory, body.group(1).strip()), False
    if cue == "asked_body":
        inside = re.search(r"\b(?:the |all )?([Pp]anel|[Bb]oard|[Cc]ommittee|[Cc]ouncil|[Mm]embers|[Gg]overnment|[Dd]epartments|[Cc]ouncillors)\b", sentence[cue_start:cue_end])
        return (inside.group(1), False) if inside else None
    return None


def _group_before(directory: Directory, sentence: str, wanted: re.Pattern[str]) -> tuple[str, bool] | None:
    """People before the words of a task ("Dale and Fenn to …") or after those of an order ("instruct the Clerk")."""
    people = list(re.finditer(directory.pattern, sentence))
    for number, person in enumerate(people):
        if not wanted.match(sentence, person.end()) and not _ORDERED_BEFORE.search(sentence[: person.start()]):
            continue
        group = [person.group()]
        position = number - 1
        while position >= 0 and re.fullmatch(r"\s*(?:,|and|&|/|, and)\s*(?:the\s+)?", sentence[people[position].end() : people[position + 1].start()]):
            group.insert(0, people[position].group())
            position -= 1
        return _join(directory, group)
    return None


def _and_named(owner: tuple[str, bool], named: tuple[str, bool] | None) -> tuple[str, bool]:
    """The subject of an action line and whoever its closing bracket names: "the Council (Ann Dale)"."""
    if named is None or set(re.findall(r"\w+", named[0].lower())) <= set(re.findall(r"\w+", owner[0].lower())):
        return owner
    return f"{owner[0]}; {named[0]}", owner[1] or named[1]


def _body_name(directory: Directory, printed: str) -> str:
    """The full name of a body where the paper explains the short one: "BCC" and "the Force"."""
    bare = re.sub(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\.? (?:[A-Z][\w’'-]+ ){1,2}of )?(?:(?:the|The)\s+)?", "", printed).strip()
    full = directory.bodies.get(bare.lower())
    if full is None or full.lower() == bare.lower():
        return bare
    return f"{full}, {bare}" if bare.isupper() else full


def _bodies_in(text: str) -> list[re.Match[str]]:
    return [m for m in _BODY.finditer(text) if m.group(1) not in _NO_BODY and not re.fullmatch(r"[IVXLC]+", m.group(1))]


def find_subject_before(directory: Directory, before: str, sentence: str) -> tuple[str, bool] | None:
    """Whom "they" or "she" means: the last person or body before; without a pronoun, whoever opens the paragraph.

    Always inferred.
    """
    people = list(re.finditer(directory.pattern, before))
    bodies = _bodies_in(before)
    if re.match(r"^\W*(?:[Ss]he|[Hh]e)\b", sentence) and people:
        return _inferred(directory, _speaker(directory, before) or people[-1].group())
    if not _PRONOUN.match(sentence):
        speaker = _speaker(directory, before)
        if speaker is not None:
            return _inferred(directory, speaker)
        opening = [m for m in people if m.start() < 30]
        found = directory.resolve(opening[0].group()) if opening else None
        return (found[0], True) if found else None
    they = re.match(r"^\W*They\b", sentence) is not None
    if people and (not bodies or (people[-1].end() >= bodies[-1].start() and not they)):
        found = directory.resolve(people[-1].group())
        return (found[0], True) if found else None
    return (_body_name(directory, bodies[-1].group(1)), True) if bodies else None


def _speaker(directory: Directory, before: str) -> str | None:
    """Who spoke last: the person before the last "said", "reported", "replied" …"""
    said = list(re.finditer(rf"({directory.pattern})(?: \([^)]*\))?,? (?:{_SAYING})\b", before))
    # "The Clerk to the Panel said": of two people side by side the first speaks
    said = [one for one in said if not re.search(r"\b(?:for|of|to|by|with|from)\s+(?:the\s+)?$", before[: one.start()])]
    return said[-1].group(1) if said else None


_SAYING = "(?:also |then )?(?:said|reported|replied|explained|told|stated|advised|confirmed|answered|added|informed|introduced|presented|updated|outlined|announced|described|gave)"
_PRONOUN = re.compile(r"^\W*(?:[A-Z][a-z]+, )?(?:[Ss]he|[Hh]e|[Tt]hey|[Ii]t|[Tt]his|[Tt]hese|[Aa]greed)\b")


def _join(directory: Directory, printed: list[str]) -> tuple[str, bool] | None:
    resolved = [directory.resolve(one) for one in printed]
    kept = [one for one in resolved if one is not None]
    if not kept:
        return None
    return "; ".join(name for name, _ in kept), any(inferred for _, inferred in kept)


def read_owner_label(directory: Directory, printed: str) -> tuple[str, bool] | None:
    """An owner printed by itself: "AD", "AD/PF", "Clerk", "Superintendent Fenn", "ALL"; None when it is not one."""
    printed = printed.strip(" .,:;-–—()")
    if not printed or len(printed) > 60:
        return None
    pieces = [piece for piece in _SPLIT.split(printed) if piece.strip()]
    if not pieces or len(pieces) > 6:
        return None
    if not all(_is_owner_word(directory, piece) for piece in pieces):
        return None
    return _join(directory, pieces)


def _is_owner_word(directory: Directory, piece: str) -> bool:
    piece = piece.strip()
    if directory.lookup(piece) is not None:
        return True
    if re.fullmatch(r"[A-Z]{2,4}|ALL|All|[Aa]ll|TRUSTEES|[A-Z][a-z]?[A-Z][a-z]{0,3}", piece) and piece not in ("NO", "AGM", "VAT", "AOB", "N/A", "TBC", "TBA", "PDF", "MP"):
        return True
    if re.fullmatch(directory.pattern or r"(?!)", piece) is not None:
        return True
    return find_name(piece) is not None and len(piece.split()) <= 4


def attendance_spans(document: Document) -> list[Span]:
    """Spans of the lists of people: lines there are never obligations."""
    return [person.span for part in document.parts for person in part.attendance]
