"""The people of a paper as a directory: every form by which somebody may be called, and the fullest name and role.

Papers name the same person as "Ann Dale", "Mrs Dale", "AD", "Ann" or "the Clerk". The directory is read from the
attendance lists (own part first), from initials printed after a name ("Ann Dale (AD)"), from letterheads ("Chief
Executive: Ann Dale") and signatures.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.extract.names import HONORIFICS, ORG_WORDS, find_name, names_office
from ingest.records import Attendee, Document, Mention, Part

# Offices that stand for one person in a paper, as they are written in running text.
OFFICES = (
    "(?:Assistant |Deputy |Town |Parish |Minutes )?Clerk(?: to the (?:Board|Council|Committee|Governors))?|(?:Vice[- ]?)?Chair(?:man|person|woman)?(?! of the meeting)|"
    "(?:Hon(?:orary|\\.)? )?(?:Secretary|Treasurer)|RFO|Responsible Financial Officer|Secretariat|PCC|Police (?:and|&) Crime Commissioner|"
    "(?:(?:Temporary|Acting|Interim) )?(?:Deputy |Assistant |T/)?Chief (?:Constable|Executive|Finance Officer|Officer)|DCC|ACC|Monitoring Officer|(?:Deputy |Assistant )?Commissioner|Deputy (?:PCC|Police (?:and|&) Crime Commissioner)|Mayor|Leader|"
    "Panel members|(?:[A-Z][a-z]+ ){0,2}(?:Officer|Manager|Director|Engineer|Administrator|Superintendent|Inspector)s?(?: for [A-Z][\\w&’' -]{2,40}?)?|"
    "(?:County |District |Borough |Town |Parish )?Cllrs?\\.? (?:[A-Z][\\w’'-]+|all)|Councillors? [A-Z][\\w’'-]+|PCSO(?: [A-Z][\\w’'-]+)?|[Aa]ll [Cc]ouncillors|All Councillors|Trustees|Members"
)
_SHORT_ROLES = {"pcc": "police and crime commissioner", "dcc": "deputy chief constable", "acc": "assistant chief constable", "rfo": "responsible financial officer", "commissioner": "police and crime commissioner", "deputy commissioner": "deputy police and crime commissioner", "deputy pcc": "deputy police and crime commissioner", "chair": "chairman", "chairperson": "chairman"}
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
        # a forename before another surname is somebody else: "Ann" of Ann Dale in "Ann Webb"
        people = "|".join(re.escape(form) + ("" if " " in form or form.isupper() else r"(?!\s[A-Z][a-z])") for form in forms)
        title = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Insp|Inspector|Chief Superintendent|Superintendent|Supt|PCSO|PC|Prof(?:essor)?|Sir)\.? )"
        named = rf"{title}(?:[A-Z]\.? ){{0,2}}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|[A-HJ-UW-Z]\.? (?!The|This|That|World|Day|Board|It|An?|Council)[A-Z][a-z][\w’'-]+"
        self.pattern = rf"(?<![\w-])(?=[A-Za])(?:(?:{people})|{named}|{OFFICES}|ALL|All)(?![\w’'-])" if people else rf"(?<![\w-])(?=[A-Za])(?:{named}|{OFFICES}|ALL)(?![\w’'-])"

    def resolve(self, printed: str) -> tuple[str, bool] | None:
        """Fullest name and role for a printed form, and whether it was inferred; None when nobody is meant."""
        form = re.sub(r"\s+", " ", printed).strip(" .,;:-–—()")
        form = re.sub(r"^(?:the|The)\s+", "", form)
        if not form:
            return None
        found = self.lookup(form)
        if found is not None:
            label = found.label
            return (label if _shares_word(label, form) or form.isupper() else f"{label}, {form}"), found.name.lower() not in form.lower() and not form.isupper()
        return form, False

    def lookup(self, form: str) -> Person | None:
        bare = re.sub(r"^(?:(?:{}|cllr|councillor|county cllr|pcso)\.?\s+)+".format("|".join(HONORIFICS)), "", form, flags=re.I)
        for key in (form, bare, form.upper() if len(form) <= 4 else form):
            if key in self.by_form:
                return self.by_form[key]
        if re.search(r"\bto (?!the\b)", form):
            return None  # "Clerk to write …" is a task, not an office
        lowered = _SHORT_ROLES.get(form.lower(), form.lower())
        holder = self._holder(lowered)
        if holder is not None:
            return holder
        folded = bare.lower()
        fits = [p for p in self.people if p.initials and p.initials.lower() == folded] or [
            p for p in self.people if p.name.lower().split()[-1:] == [folded.split()[-1]] and p.name
        ]
        if len({p.name for p in fits}) == 1 and (len(bare.split()) == 1 or bare.split()[0][0] == fits[0].name[0]):
            return fits[0]
        return None

    def _holder(self, office: str) -> Person | None:
        """Who holds an office: its whole role is meant first ("Clerk"), then one of several ("Chief Executive and
        Monitoring Officer", "Councillor, Chair"), then an acting holder ("Temporary Deputy Chief Constable").
        """
        wanted = _office_key(office)
        if not wanted:
            return None
        for read in (lambda role: [role], lambda role: re.split(r",\s*|\s+and\s+|\s*/\s*", role), lambda role: [_ACTING.sub("", role)]):
            for person in self.people:
                role = (person.role or "").lower()
                if role and any(one == office or _office_key(one) == wanted for one in read(role)):
                    return person
        return None


_ACTING = re.compile(r"^(?:temporary|acting|interim|t/)\s*")


def _office_key(role: str) -> str:
    role = role.replace("&", "and").replace("chairperson", "chairman").replace("chairwoman", "chairman")
    role = re.sub(r"\bchair\b", "chairman", role)
    role = re.sub(r"\b(?:for|of|to) .*$", "", role)
    return re.sub(r"[^a-z]", "", role)


def _shares_word(a: str, b: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", a.lower())) & set(re.findall(r"[a-z]+", b.lower())))


def read_directory(document: Document, part: Part, mentions: tuple[Mention, ...] = ()) -> Directory:
    """The people of ``part``: its own lists, then those of the other parts, initials, letterhead, signature, and the
    persons tagged in the text.
    """
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
        if name and names_office(role):
            directory.add(Person(name.name, re.sub(r"\s*\(.*", "", role)), name.name)
    for person in _read_letterhead(text):
        directory.add(person, person.name)
    directory.author = _find_author(document, directory.people)
    if directory.author is not None:
        directory.add(directory.author, directory.author.name)
    for mention in mentions:
        tagged = mention.label == "PERSON" and mention.value is not None and part.span.contains(mention.span)
        if tagged and len(mention.text.split()) >= 2 and not _ITEM_MARK.match(mention.text) and mention.text not in directory.by_form:
            directory.add(Person(mention.value or mention.text, None), mention.text)
    directory.body = document.body
    directory.bodies = _read_bodies(text)
    if document.body:
        short = "".join(word[0] for word in re.findall(r"\b[A-Z]\w+", document.body))
        if len(short) >= 3:
            directory.bodies.setdefault(short.lower(), document.body)
    directory.compile()
    return directory


# "V World Music Day": the number of an item, not an initial
_ITEM_MARK = re.compile(r"[IVXivx]{1,4}\s")


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
        if name is not None and first.kind != "item" and names_office(office) and re.search(r"[a-z]{3}", office) and len(name.name.split()) >= 2:
            found = Person(name.name, office)
    if found is None:
        for line in lines[-4:]:
            whole = document.quote(line.span).strip()
            both = re.fullmatch(r"([A-Z][a-z]+\s[A-Z][\w’'-]+)[,\s]+((?:[A-Z][\w&’'-]*\s?|and\s|of\s|for\s|the\s|&\s){2,12})", whole)
            if both and names_office(both.group(2)) and find_name(both.group(1)):
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
        offices = [one for one in offices if names_office(one)]
        names = re.sub(r"\b(?:BA|BSc|MA|MBA|LLB|OBE|QPM|CBE|MBE),?|,\s*(?:Solicitor|Barrister)\b", " ", match.group("names"))
        words = names.split()
        if len(words) == 2 * len(offices):
            for number, office in enumerate(offices):
                found.append(Person(" ".join(words[2 * number : 2 * number + 2]), office))
    return found
