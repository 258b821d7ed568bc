"""Who has to do it: the people of a paper as a directory, and the owner named in a sentence.

Papers name the same person as "Ann Dale", "Mrs Dale", "AD", "Ann" or "the Clerk". The directory is read from the
attendance lists (own part first), from initials printed after a name ("Ann Dale (AD)"), from letterheads ("Chief
Executive: Ann Dale") and signatures, and gives back the fullest name with the role: "Ann Dale, Clerk". What the
sentence itself does not say (who "I" is, whom "they" means) is marked as inferred.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.extract.names import HONORIFICS, ORG_WORDS, find_name, is_office
from ingest.records import Attendee, Document, Part
from ingest.spans import Span

# Offices that stand for one person in a paper, as they are written in running text.
OFFICES = (
    "(?:Assistant |Deputy |Town |Parish |Minutes )?Clerk(?: to the (?:Board|Council|Committee|Governors))?|(?:Vice[- ]?)?Chair(?:man|person|woman)?(?! of the meeting)|"
    "(?:Hon(?:orary|\\.)? )?(?:Secretary|Treasurer)|RFO|Responsible Financial Officer|Secretariat|PCC|Police (?:and|&) Crime Commissioner|"
    "(?:Deputy |Assistant |Temporary |T/)?Chief (?:Constable|Executive|Finance Officer|Officer)|DCC|ACC|Monitoring Officer|Commissioner|Mayor|Leader|"
    "Panel members|(?:[A-Z][a-z]+ ){0,2}(?:Officer|Manager|Director|Engineer|Administrator|Superintendent|Inspector)s?(?: for [A-Z][\\w&’' -]{2,40}?)?|"
    "(?:County |District |Borough |Town |Parish )?Cllrs?\\.? (?:[A-Z][\\w’'-]+|all)|Councillors? [A-Z][\\w’'-]+|PCSO(?: [A-Z][\\w’'-]+)?|[Aa]ll [Cc]ouncillors|All Councillors|Trustees|Members"
)
_SHORT_ROLES = {"pcc": "police and crime commissioner", "dcc": "deputy chief constable", "acc": "assistant chief constable", "rfo": "responsible financial officer", "commissioner": "police and crime commissioner", "chair": "chairman", "chairperson": "chairman"}
_INITIALS_AFTER = re.compile(r"(?:\s*\([^()]{2,40}\))?\s*\(\s*([A-Z][A-Za-z]{1,5})\s*\)|\s*[\[(](?:[A-Za-z ]+?[- ]+)([A-Z]{2,4})[\])]")
_NAMED_INITIALS = re.compile(r"\b([A-Z][a-zà-ÿ]+(?:\s[A-Z]\.?)?\s[A-Z][\w’'-]+)\s\(([A-Z]{2,4}[a-z]{0,3})\)")
# "Commissioner: Chief Executive (Monitoring Officer): Ann Dale Paul Fenn BA, Solicitor Tel:"
_LETTERHEAD_RUN = re.compile(
    r"(?P<offices>(?:(?:Temporary |Acting |Deputy |Assistant )?[A-Z][a-z]+(?: (?:[A-Z][a-z]+|and|&|of|for|to|the)){0,6}(?: \([^)]{3,60}\))?: ){1,5})"
    r"(?P<names>(?:[A-Z][\w’',-]* ){2,14}?)(?=Tel\b|Email|E-mail|Website|Report\b|[A-Z][a-z]+(?: [A-Z&][a-z]*){0,4}(?: \([^)]*\))?:)"
)
_EXPLAINED = re.compile(r"\b((?:[A-Z][\w&’'-]*\s(?:(?:and|of|for|the|&)\s)?){1,6}[A-Z][\w’'-]*)\s\(([A-Z]{2,7})\)")
_REPORT_OF = re.compile(
    r"\b(?:[Rr]eport (?:prepared|written|compiled) by|[Rr]eport (?:of|by|from)(?=[^\n]{3,80}\sto\s(?:the\s)?(?:Chair|Members|[A-Z])))(?: the)? "
    r"((?:(?:Office|office) of the )?[A-Z][\w&’'-]*(?:\s(?:[A-Z][\w&’'-]*|and|&|of|for|the)){0,9}?)(?=\s+to\s+|\.|\n|,|$)",
    re.M,
)
_LETTERHEAD = re.compile(r"^([A-Z][\w&()’'-]*(?:\s(?:[A-Z(][\w&()’'-]*|and|&|of|for|the)){0,8})\s?:\s([A-Z][a-z]+\s[A-Z][\w’'-]+)(?=\s*(?:$|[A-Z]{2}|BA|MA|,|Tel))", re.M)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the paper: the fullest name, the role as printed, and the forms by which the text may call them."""

    name: str
    role: str | None
    initials: str | None = None

    @property
    def label(self) -> str:
        """Name and role in one string: "Ann Dale, Clerk"; never brackets, which readers of the register drop."""
        role = re.sub(r"\s*\([^)]*\)?", "", self.role or "").strip(" ,")
        if not self.name:
            return role
        return f"{self.name}, {role}" if role and role.lower() not in ("present",) else self.name


@dataclass(slots=True)
class Directory:
    """The people of one part of a paper and the patterns that find them in a sentence."""

    people: list[Person] = field(default_factory=list)
    by_form: dict[str, Person] = field(default_factory=dict)
    author: Person | None = None
    body: str | None = None
    bodies: dict[str, str] = field(default_factory=dict)
    """Short forms of bodies and the full names that the paper prints for them: "BCC", "the Force"."""
    pattern: str = ""

    def add(self, person: Person, *forms: str) -> None:
        self.people.append(person)
        for form in forms:
            if form:
                self.by_form.setdefault(form, person)

    def compile(self) -> None:
        """Fills ``pattern``: an alternation of every form by which somebody may be called."""
        forms = sorted((form for form in self.by_form if len(form) > 1), key=len, reverse=True)
        people = "|".join(re.escape(form) for form in forms)
        title = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Insp|Inspector|Chief Superintendent|Superintendent|Supt|PCSO|PC|Prof(?:essor)?|Sir)\.? )"
        named = rf"{title}(?:[A-Z]\.? ){{0,2}}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|[A-HJ-UW-Z]\.? (?!The|This|That|World|Day|Board|It|An?|Council)[A-Z][a-z][\w’'-]+"
        self.pattern = rf"(?<![\w-])(?=[A-Za])(?:(?:{people})|{named}|{OFFICES}|ALL|All)(?![\w’'-])" if people else rf"(?<![\w-])(?=[A-Za])(?:{named}|{OFFICES}|ALL)(?![\w’'-])"

    def resolve(self, printed: str) -> tuple[str, bool] | None:
        """Fullest name and role for a printed form, and whether it was inferred; None when nobody is meant."""
        form = re.sub(r"\s+", " ", printed).strip(" .,;:-–—()")
        form = re.sub(r"^(?:the|The)\s+", "", form)
        if not form:
            return None
        found = self._lookup(form)
        if found is not None:
            label = found.label
            return (label if _shares_word(label, form) or form.isupper() else f"{label}, {form}"), found.name.lower() not in form.lower() and not form.isupper()
        return form, False

    def _lookup(self, form: str) -> Person | None:
        bare = re.sub(r"^(?:(?:{}|cllr|councillor|county cllr|pcso)\.?\s+)+".format("|".join(HONORIFICS)), "", form, flags=re.I)
        for key in (form, bare, form.upper() if len(form) <= 4 else form):
            if key in self.by_form:
                return self.by_form[key]
        if re.search(r"\bto (?!the\b)", form):
            return None  # "Clerk to write …" is a task, not an office
        lowered = _SHORT_ROLES.get(form.lower(), form.lower())
        for person in self.people:
            role = (person.role or "").lower()
            if role and (role == lowered or _office_key(role) == _office_key(lowered)):
                return person
        folded = bare.lower()
        fits = [p for p in self.people if p.initials and p.initials.lower() == folded] or [
            p for p in self.people if p.name.lower().split()[-1:] == [folded.split()[-1]] and p.name
        ]
        if len({p.name for p in fits}) == 1 and (len(bare.split()) == 1 or bare.split()[0][0] == fits[0].name[0]):
            return fits[0]
        return None


def _office_key(role: str) -> str:
    role = role.replace("&", "and").replace("chairperson", "chairman").replace("chairwoman", "chairman")
    role = re.sub(r"\bchair\b", "chairman", role)
    role = re.sub(r"\b(?:for|of|to) .*$", "", role)
    return re.sub(r"[^a-z]", "", role)


def _shares_word(a: str, b: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", a.lower())) & set(re.findall(r"[a-z]+", b.lower())))


def read_directory(document: Document, part: Part) -> Directory:
    """The people of ``part``: its own lists, then those of the other parts, initials, letterhead and signature."""
    directory = Directory()
    text = document.text
    lists = [part, *(other for other in document.parts if other is not part)]
    for one in lists:
        for attendee in one.attendance:
            directory.add(_person(text, attendee), *_forms(text, attendee, own=one is part))
    _drop_shared_forenames(directory)
    for match in _NAMED_INITIALS.finditer(text):
        if _initials_fit(match.group(2), match.group(1)) and match.group(2) not in directory.by_form:
            known = directory.by_form.get(match.group(1)) or Person(match.group(1), None, match.group(2))
            directory.add(known, match.group(2), match.group(1))
    for match in _LETTERHEAD.finditer(text, 0, min(len(text), 4000)):
        role = re.sub(r"\s+", " ", match.group(1)).strip()
        name = find_name(match.group(2))
        if name and is_office(role):
            directory.add(Person(name.name, re.sub(r"\s*\(.*", "", role)), name.name)
    for person in _read_letterhead(text):
        directory.add(person, person.name)
    directory.author = _find_author(document, directory.people)
    if directory.author is not None:
        directory.add(directory.author, directory.author.name)
    directory.body = document.body
    directory.bodies = _read_bodies(text)
    if document.body:
        short = "".join(word[0] for word in re.findall(r"\b[A-Z]\w+", document.body))
        if len(short) >= 3:
            directory.bodies.setdefault(short.lower(), document.body)
    directory.compile()
    return directory


def _person(text: str, attendee: Attendee) -> Person:
    role = attendee.role or attendee.organisation
    return Person(attendee.name, role, _initials(text, attendee))


def _initials(text: str, attendee: Attendee) -> str | None:
    after = _INITIALS_AFTER.match(text, attendee.span.end, min(len(text), attendee.span.end + 70))
    if after:
        printed = after.group(1) or after.group(2)
        if _initials_fit(printed, attendee.name):
            return printed
    words = re.findall(r"[A-Za-zÀ-ÿ]+", attendee.name)
    computed = "".join(word[0].upper() for word in words)
    return computed if len(words) >= 2 and computed not in _NOT_INITIALS else None


# abbreviations of the field that are nobody's initials unless printed as such: parish council, county council …
_NOT_INITIALS = frozenset("PC CC DC TC BC MP MC AM PM IT HR TV OK NB AGM VAT PS RE CDC ED GP MD".split())


def _initials_fit(initials: str, name: str) -> bool:
    letters = [word[0].upper() for word in re.findall(r"[A-Za-zÀ-ÿ]+", name)]
    return bool(letters) and initials[0].upper() == letters[0] and all(c in letters for c in initials if c.isupper())


def _forms(text: str, attendee: Attendee, *, own: bool) -> list[str]:
    words = attendee.name.split()
    forms = [attendee.name]
    initials = _initials(text, attendee)
    if initials:
        forms.append(initials)
        if any(c.islower() for c in initials):
            forms.append(initials[0] + initials[1:].lower())
    if len(words) >= 2:
        forms.append(f"{words[0][0]} {words[-1]}")
        forms.append(f"{words[0][0]}. {words[-1]}")
        if own:
            forms.append(words[-1])
            if len(words[0]) > 2:
                forms.append(words[0])
    return forms


def _drop_shared_forenames(directory: Directory) -> None:
    """A forename or surname that two people share names nobody."""
    for position in (0, -1):
        seen: dict[str, set[str]] = {}
        for person in directory.people:
            words = person.name.split()
            if len(words) >= 2:
                seen.setdefault(words[position], set()).add(person.name)
        for word, names in seen.items():
            if len(names) > 1:
                directory.by_form.pop(word, None)


def _read_bodies(text: str) -> dict[str, str]:
    """Short names of bodies as this paper explains them, and "the Force" where it names one police force most."""
    found = {"opcc": "Office of the Police and Crime Commissioner"}
    for match in _EXPLAINED.finditer(text):
        name, short = match.group(1).strip(), match.group(2)
        if short[0] == name[0] and any(word.lower() in ORG_WORDS for word in name.split()):
            found.setdefault(short.lower(), re.sub(r"^(?:The|And|In|At|By|For)\s+", "", name))
    forces = Counter(match.group() for match in re.finditer(r"\b(?:[A-Z][a-z]+ ){1,2}(?:Police|Constabulary)\b(?! (?:and|&|Headquarters|Station|Community|Force))", text))
    if forces:
        force = re.sub(r"^(?:The|And|In|At|By|For|From|To|With)\s+", "", forces.most_common(1)[0][0])
        found.setdefault("force", force)
        found.setdefault("the force", force)
    return found


def _find_author(document: Document, people: list[Person]) -> Person | None:
    """Who signs a report or letter: a name alone on a line with an office on the next, at the end of the first part.

    A scanned signature reads badly; where the letterhead names the holder of that office, the letterhead is believed.
    """
    lines = [p for p in document.paragraphs if p.part_id == 0]
    found: Person | None = None
    for first, second in itertools.pairwise(lines):
        name_text, office = document.quote(first.span).strip(), document.quote(second.span).strip()
        if len(name_text) > 40 or len(office) > 90 or ":" in office:
            continue
        name = find_name(name_text)
        if name is not None and is_office(office) and re.search(r"[a-z]{3}", office) and len(name.name.split()) >= 2:
            found = Person(name.name, office)
    if found is None:
        for line in lines[-4:]:
            whole = document.quote(line.span).strip()
            both = re.fullmatch(r"([A-Z][a-z]+\s[A-Z][\w’'-]+)[,\s]+((?:[A-Z][\w&’'-]*\s?|and\s|of\s|for\s|the\s|&\s){2,12})", whole)
            if both and is_office(both.group(2)) and find_name(both.group(1)):
                found = Person(both.group(1), both.group(2).strip())
    if found is not None:
        for person in people:
            if person.role and found.role and _office_key(person.role.lower()) == _office_key(found.role.lower()):
                return Person(person.name, found.role)
        return found
    by = _REPORT_OF.search(document.text[:6000])
    if by is None:
        return None
    office = re.sub(r"\s+", " ", by.group(1)).strip(" .,")
    for person in people:
        if person.role and _office_key(person.role.lower()) == _office_key(office.lower()):
            return Person(person.name, office)
    return Person("", office)


def _read_letterhead(text: str) -> list[Person]:
    """Offices and their holders at the top of a paper, also where a text layer gives all offices first, then all names:
    "Commissioner: Chief Constable: Ann Dale Paul Fenn BA Tel: …".
    """
    head = re.sub(r"\s+", " ", text[:2500])
    found: list[Person] = []
    for match in _LETTERHEAD_RUN.finditer(head):
        offices = [re.sub(r"\s*\([^)]*\)", "", one).strip() for one in match.group("offices").split(":") if one.strip()]
        offices = [one for one in offices if is_office(one)]
        names = re.sub(r"\b(?:BA|BSc|MA|MBA|LLB|OBE|QPM|CBE|MBE),?|,\s*(?:Solicitor|Barrister)\b", " ", match.group("names"))
        words = names.split()
        if len(words) == 2 * len(offices):
            for number, office in enumerate(offices):
                found.append(Person(" ".join(words[2 * number : 2 * number + 2]), office))
    return found


# ---------------------------------------------------------------- the owner of one sentence

_SPLIT = re.compile(r"\s*(?:/|&|,|;|\band\b|\bwith\b)\s*")
_BODY = re.compile(
    r"\b((?:[A-Z][\w&’'-]*\s(?:(?:and|of|for|the|&)\s)?){0,6}(?:Council|Police|Force|Board|Panel|Committee|Group|Team|Trust|Authority|Office|Agency|Service|Services|Department|Directorate|Society|Foundation|Association|Partnership|University|Company|Highways|Cabinet|Government|Ministers?|Bank|Club|Hall|School|Church|Charity)|[A-Z]{2,7}|working group|sub-group|task and finish group|(?:local |public )(?:authorities|bodies)|departments|officers|contractors?|trustees|councillors|members)\b"
)


def find_owner(directory: Directory, sentence: str, cue_start: int, cue_end: int, cue: str = "") -> tuple[str, bool] | None:
    """The owner in ``sentence``, whose cue stands at ``[cue_start, cue_end)``.

    Under a label ("RESOLVED: …", "Action: …") it is who "should", "to" or "will" do it, or who is named in a closing
    bracket; in prose the person or body nearest before the verb, else after "by". Returns the fullest name and role,
    and whether it had to be inferred; None where nobody is named.
    """
    if cue in _LABEL_CUES:
        return _find_task_owner(directory, sentence, cue)
    before, after = sentence[:cue_end], sentence[cue_end:]
    if directory.author is not None and _SPEAKER_OPENS.match(sentence):
        return directory.author.label, True
    if _PASSIVE.search(sentence[cue_start:cue_end]):
        agent = _agent_after(directory, after)
        if agent is not None:
            return agent
    first_person = list(_FIRST_PERSON.finditer(before))
    people = list(re.finditer(directory.pattern, before))
    bodies = _bodies_in(before)
    nearest = max([m.end() for m in people + bodies if m.end() <= cue_start + 1 or cue_start == 0] or [-1])
    if first_person and directory.author is not None and (cue in _FIRST_PERSON_CUES or first_person[-1].start() > nearest):
        return directory.author.label, True
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
    agent = _agent_after(directory, after)
    if agent is not None:
        return agent
    if re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", sentence) and directory.author is not None:
        return directory.author.label, True
    return None


# "2.3 I have set up a group and aim to …", "With partners, we will …"
_SPEAKER_OPENS = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:[A-Z][\w ’']{0,40}, )?(?:I|[Ww]e)\b")
_PASSIVE = re.compile(r"\b(?:be|being|been)\b")


def _agent_after(directory: Directory, after: str) -> tuple[str, bool] | None:
    """"… will be delivered by Tolsey Trust", "are being considered through the Gold Group"."""
    by_whom = re.search(r"^[^.;]{0,90}?\b(?:by|through) (?:the )?(?=[A-Z])", after)
    if by_whom is None:
        return None
    tail = after[by_whom.end() :]
    person = re.match(directory.pattern, tail)
    if person:
        return directory.resolve(person.group())
    body = re.match(r"[A-Z][\w’'&-]*(?:\s(?:of|and|for|the|[A-Z][\w’'&-]*))*", tail)
    if body is None or _MONTH.match(body.group()):
        return None
    name = re.sub(r"(?:\s(?:of|and|for|the))+$", "", body.group())
    return _body_name(directory, name), False


_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Christmas|Easter|Power|Zoom|Monday|Tuesday|Wednesday|Thursday|Friday)\b")
_LABEL_CUES = frozenset({"resolved", "resolved_task", "action_label", "agreed", "approved", "noted", "motion", "elected", "minutes", "action_inline", "asked_that", "deferred"})
_FIRST_PERSON_CUES = frozenset({"first_person", "committed", "urged", "offered", "recommended"})
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)\b(?:[’']\w+)?")
_NO_BODY = frozenset({"RESOLVED", "ACTION", "NO", "VAT", "PC", "PCs", "AGM", "TBC", "AOB", "MHz", "PM", "AM", "OK", "NB", "RE", "PS"})
_TASK_AFTER = re.compile(
    r"\s*(?:,[^,]{3,60},\s*)?(?:\([^)]{2,40}\)\s*)?(?:should|to (?!be (?:noted|approved))|will|shall|must|would|(?:is|are) to|be (?:asked|instructed|authorised|requested|invited)|who (?:will|would))\b"
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
    for wanted in (_TASK_AFTER, _APPOINTED_AFTER):
        owner = _group_before(directory, sentence, wanted)
        if owner is not None:
            return _and_named(owner, named)
    if cue in ("action_label", "action_inline"):
        subject = re.match(r"^\W*(?:(?:[\w’'-]+ ){0,8}?[Aa](?:ction|CTION)s?[^:–-]*[:–-]\s*)?(?:the |The |A |a )?((?:[\w’'&/.-]+ ){0,7}?[\w’'&/.-]+) (?:to|will|should)\b", sentence)
        if subject and not re.match(r"^(?:that|the information|further|it|work|action|actions)\b", subject.group(1), re.I):
            return _and_named((_body_name(directory, subject.group(1)), False), named)
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
        after = re.search(r"\bthat (?:the )?", sentence)
        body = re.match(r"(?:[A-Z][\w’'&-]*\s?)+", sentence[after.end() :]) if after else None
        if body:
            return _body_name(directory, body.group().strip()), False
    if cue == "agreed":
        agreed = re.search(r"\b((?:the |this |The |This )?(?:[\w’'-]+ ){0,5}(?:group|committee|board|panel|council|team|sub-group))\b[^.]{0,20} (?:agreed|should)\b", sentence)
        if agreed:
            return re.sub(r"^(?:[Tt]he|[Tt]his)\s+", "", agreed.group(1)), False
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
    bare = re.sub(r"^(?:the|The)\s+", "", printed).strip()
    return directory.bodies.get(bare.lower(), bare)


def _bodies_in(text: str) -> list[re.Match[str]]:
    return [m for m in _BODY.finditer(text) if m.group(1) not in _NO_BODY and not re.fullmatch(r"[IVXLC]+", m.group(1))]


def find_subject_before(directory: Directory, before: str, sentence: str) -> tuple[str, bool] | None:
    """Whom "they" or "she" means: the last person or body before; without a pronoun, whoever opens the paragraph.

    Always inferred.
    """
    people = list(re.finditer(directory.pattern, before))
    bodies = _bodies_in(before)
    if not _PRONOUN.match(sentence):
        opening = [m for m in people if m.start() < 30]
        found = directory.resolve(opening[0].group()) if opening else None
        return (found[0], True) if found else None
    if people and (not bodies or people[-1].end() >= bodies[-1].start()):
        found = directory.resolve(people[-1].group())
        return (found[0], True) if found else None
    return (_body_name(directory, bodies[-1].group(1)), True) if bodies else None


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
    if directory._lookup(piece) is not None:
        return True
    if re.fullmatch(r"[A-Z]{2,4}|ALL|All|[Aa]ll|TRUSTEES|[A-Z][a-z]?[A-Z][a-z]{0,3}", piece) and piece not in ("NO", "AGM", "VAT", "AOB", "N/A", "TBC", "TBA", "PDF", "MP"):
        return True
    if re.fullmatch(directory.pattern or r"(?!)", piece) is not None:
        return True
    return find_name(piece) is not None and len(piece.split()) <= 4


def attendance_spans(document: Document) -> list[Span]:
    """Spans of the lists of people: lines there are never obligations."""
    return [person.span for part in document.parts for person in part.attendance]
