"""People on one stretch of a list: "Cllrs Orde (Chair), Fenn and Castle, Mrs Ann Dale, Clerk" → four people.

The layouts (all invented here, each seen often in real minutes):

* one person a line: ``Ann Dale (AD) CLERK`` or ``Ann Dale – Head of Finance, Tolsey Council``
* a comma list, roles after names or in brackets, a plural role for all before it
* the office first, the person in brackets: ``Head of Finance (Ms A. Dale), Engineer (Mr P. Fenn)``
* lines run together by the text layer: ``Ann Dale – Clerk Paul Fenn – Chief Executive, Tolsey Council``
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.names import (
    BODY_WORDS,
    INITIALS,
    ORG_WORDS,
    POST_NOMINALS,
    ROLE_WORDS,
    PrintedName,
    find_name,
    is_office,
)
from ingest.spans import Span


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list as printed; ``name`` is empty where only an office is printed ("the Clerk")."""

    name: str
    role: str | None
    organisation: str | None
    initials: str | None
    span: Span


_OFFICE_THEN_NAME = re.compile(
    r"\(\s*((?:Mr|Mrs|Ms|Miss|Dr|Cllr|Prof|Rev)\.?\s[^()]{3,40}|[A-Z]\.\s?(?:[A-Z]\.\s?)*[A-Z][^()\s]+)\s*\)"
)
_PLURAL_ROLE = re.compile(r"(?:all\s+)?(?:Parish |Town |Community |Borough )?(Councillors|Cllrs|Members|Trustees|Directors|Governors)\W*$", re.I)
_RUNNING_TITLE = re.compile(r"(?:Town |County |District |Borough )?(?:Cllrs|Councillors|Councilors|Clrs)\b\.?\s*", re.I)
_THE_OFFICE = re.compile(r"(?:and\s+)?the\s+((?:[A-Z][\w’'-]*\s?){1,4}|clerk|chairman)$", re.I)
_LIST_MARK = re.compile(r"[\s•●▪◦·*\uf0b7\uf0a7–—-]*(?:\(?[0-9ivx]{1,3}[.)]\s+)?")
_DASH = re.compile(r"\s+[-–—]\s*|\s*[–—]\s*|(?<=[a-z])-\s")


# "Mr & Mrs Paul Fenn", "Mr Paul and Mrs Ann Fenn": two people, one surname.
_COUPLE = re.compile(
    r"(?P<his>Mr|Dr|Sir|Cllr)\.?(?:\s(?P<first>[A-Z][a-z]+))?\s(?:&|and)\s(?P<hers>Mrs|Dr|Ms|Lady|Cllr)\.?\s(?P<name>(?:[A-Z][\w.]*\s)?(?P<surname>[A-Z][\w’'-]+))"
)


def read_people(text: str, start: int, end: int) -> tuple[Listed, ...]:
    """People in ``text[start:end]`` in order; empty when it is not a list of people."""
    people: list[Listed] = []
    for line_start, line_end in _lines(text, start, end):
        offices_first = list(_OFFICE_THEN_NAME.finditer(text, line_start, line_end))
        if offices_first and _offices_lead(text, line_start, offices_first):
            people += _read_offices_first(text, line_start, offices_first)
            continue
        for piece_start, piece_end in _entries(text, line_start, line_end):
            people += _read_entry(text, piece_start, piece_end)
    return tuple(_clean(person) for person in people)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.compile(r"[^\n\t]+").finditer(text, start, end):
        mark = _LIST_MARK.match(text, match.start(), match.end())
        line_start = mark.end() if mark else match.start()
        if line_start < match.end():
            yield line_start, match.end()


# ---------------------------------------------------------------- the office first

def _offices_lead(text: str, start: int, names: list[re.Match[str]]) -> bool:
    before = text[start : names[0].start()]
    return is_office(before) and find_name(before.split(",")[0]) is None


def _read_offices_first(text: str, start: int, names: list[re.Match[str]]) -> Iterator[Listed]:
    at = start
    for match in names:
        role = re.sub(r"\s+", " ", text[at : match.start()]).strip(" ,;.&")
        role = re.sub(r"^and\s+", "", role)
        found = find_name(match.group(1))
        if found:
            offset = match.start(1)
            yield Listed(found.name, role or None, None, None, Span(offset + found.start, offset + found.end))
        at = match.end()


# ---------------------------------------------------------------- lines run together

def _entries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a line into entries "Name – role, body" where several were run together; else the line itself."""
    line = text[start:end]
    cuts = {0}
    for pattern in (
        # "… Tolsey Council Ann Dale – Clerk", also with a glued dash: "Ann Dale -Clerk"
        re.compile(r"(?<![,(/])\s((?:[A-Z]\.?\s|(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Sir)\.?\s)?[A-Z][\w’'.-]*\s[A-Z][\w’'-]+)\s*(?:\s-|[–—]|-\s)"),
        # "… Tolsey Council A Dale, Clerk"
        re.compile(r"(?<![,(/&])\s([A-Z]\.?\s[A-Z][a-z][\w’'-]+),"),
    ):
        found = [m for m in pattern.finditer(line) if not _office_like(m.group(1)) and not line[: m.start()].rstrip().endswith((" and", " of", " for", "&", " the"))]
        opening = re.match(r"[^,–—]{3,40}?\s*(?:\s-|[–—]|-\s)|[A-Z]\.?\s[A-Z][a-z][\w’'-]+,", line)
        if found and opening:
            cuts |= {m.start(1) for m in found}
            break
    else:
        cuts |= _cuts_between_names(line)
    ordered = [*sorted(cuts), len(line)]
    return [(start + a, start + b) for a, b in itertools.pairwise(ordered) if line[a:b].strip()]


def _cuts_between_names(line: str) -> set[int]:
    """Where one name follows another without a mark: "Ann Dale (AD) CLERK Paul Fenn", "Mrs A Dale Mr P Fenn", "Ann Dale Paul Fenn"."""
    if re.search(r"[,;–—]|\s-\s|\band\b|&", line) or len(line) > 400:
        return set()
    cuts = {m.end() for m in re.finditer(r"(?<=[)\]])\s+(?:[A-Z]{4,}\s+)?(?=[A-Z][A-Za-z]*\.?\s[A-Z])", line)}
    cuts |= {m.start(1) for m in re.finditer(r"(?<=\w)\s((?:Mr|Mrs|Ms|Miss|Dr|Cllr|Maj|Rev|Sir|Professor)\.?\s[A-Z])", line) if not re.search(r"\b(?:Professor|Sir|Dr|Cllr|Chairman|Rev|Lord)\s?$", line[: m.start(1)])}
    ordered = [0, *sorted(cuts), len(line)]
    for start, end in itertools.pairwise(ordered):
        words = list(re.finditer(r"\S+", re.sub(r"[(\[].*$", lambda m: " " * len(m.group()), line[start:end])))
        plain = all(re.fullmatch(r"[A-Z][a-z][\w’'-]*", word.group()) for word in words)
        if plain and len(words) in (4, 6) and not any(_office_like(word.group()) for word in words):
            cuts |= {start + words[n].start() for n in range(2, len(words), 2)}
    return cuts


def _office_like(name: str) -> bool:
    words = re.findall(r"[\w’'-]+", name.lower())
    return any(word in ROLE_WORDS or word in BODY_WORDS for word in words)


# ---------------------------------------------------------------- one entry

def _read_entry(text: str, start: int, end: int) -> list[Listed]:
    dash = _DASH.search(_outside_brackets(text[start:end]) and text[:start] + _outside_brackets(text[start:end]), start, end)
    if dash:
        first = find_name(_outside_brackets(text[start : dash.start()]))
        if first and "," not in text[start : dash.start()]:
            return _read_dashed(text, start, dash, end)
    return _read_commas(text, start, end)


def _read_dashed(text: str, start: int, dash: re.Match[str], end: int) -> list[Listed]:
    """``Name – role, body``; what follows may start the next entry of a comma list ("A – Clerk, B – Engineer")."""
    people = [person for person in _read_chunk(text, start, dash.start(), None, True) if person.name]
    if not people:
        return []
    rest_start, rest_end = dash.end(), end
    for comma in re.finditer(r"[,;]\s*(?:and\s+)?", text[rest_start:rest_end]):
        after = rest_start + comma.end()
        following = _DASH.search(text, after, rest_end)
        if following and "," not in text[after : following.start()]:
            name = find_name(text[after : following.start()])
            if name and not _office_like(text[after : following.start()]):
                tail = _read_entry(text, after, rest_end)
                return [_with_office(people[0], text[rest_start : rest_start + comma.start()]), *tail]
    return [_with_office(people[0], text[rest_start:rest_end])]


def _clean(person: Listed) -> Listed:
    """Roles without the dashes and commas that separated them."""
    tidy = [value.strip(" ,;:-–—") or None if value else None for value in (person.role, person.organisation)]
    return replace(person, role=tidy[0], organisation=tidy[1])


def _with_office(person: Listed, office: str) -> Listed:
    office = re.sub(r"\s+", " ", office).strip(" ,;.-–—")
    if not office:
        return person
    role, organisation = _split_office(office)
    return replace(person, role=(person.role and role and f"{role}") or role or person.role, organisation=organisation or person.organisation)


def _split_office(office: str) -> tuple[str | None, str | None]:
    """"Head of Estates, Tolsey Council" → role and body; a body alone has no role."""
    head, comma, tail = office.rpartition(",")
    if comma and _is_body(tail):
        return head.strip() or None, tail.strip()
    if _is_body(office) and not _has_role(office):
        return None, office
    return office, None


def _has_role(text: str) -> bool:
    return any(word in ROLE_WORDS for word in re.findall(r"[\w’'-]+", text.lower()))


def _is_body(text: str) -> bool:
    words = re.findall(r"[\w’'-]+", text)
    if not words or _has_role(text):
        return False
    return any(word.lower() in ORG_WORDS for word in words) or bool(re.fullmatch(r"[A-Z][A-Z&]{1,5}", words[0]))


# ---------------------------------------------------------------- comma lists

def _read_commas(text: str, start: int, end: int) -> list[Listed]:
    people: list[Listed] = []
    running_title: str | None = None
    first = True
    for chunk_start, chunk_end in _chunks(text, start, end):
        chunk = text[chunk_start:chunk_end]
        bare = _outside_brackets(chunk).strip(" .")
        if _PLURAL_ROLE.fullmatch(bare) and people:
            role = bare.rstrip("s") if bare.lower().startswith(("councillor", "member", "trustee", "director", "governor")) else bare
            people = [person if person.role else replace(person, role=role) for person in people]
            continue
        title = _RUNNING_TITLE.match(bare)
        if title and len(bare) > title.end():
            running_title = re.sub(r"s\.?$", "", title.group().strip())
        elif text[start:chunk_start].rstrip().endswith(";") and re.match(r"(?:Mr|Mrs|Ms|Miss|Dr)\b", bare):
            running_title = None  # "Councillors Dale and Fenn; Mrs Ida Orde (co-opted)"
        found = _read_chunk(text, chunk_start, chunk_end, running_title, first)
        if found:
            if running_title and not title and any(p.role not in (None, running_title) for p in found):
                running_title = None if _own_title(bare) else running_title
            people += found
            first = False
            continue
        if people and bare and bare.lower().replace(".", "") not in POST_NOMINALS:
            people[-1] = _add_office(people[-1], bare)
    return people


def _own_title(bare: str) -> bool:
    return bool(re.match(r"(?:County|District|Mr|Mrs|Ms|Dr|Miss|the)\b", bare))


def _add_office(person: Listed, office: str) -> Listed:
    role, organisation = _split_office(office)
    if organisation and not role:
        return replace(person, organisation=person.organisation or organisation)
    if person.role and role:
        titles = ("cllr", "councillor", "county cllr")
        if person.role.lower() in titles:
            return replace(person, role=role)
        return replace(person, role=f"{person.role}, {role}")
    return replace(person, role=role)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Top-level pieces between commas, semicolons, "and", "&" before a name, and stops after a bracket or a word."""
    depth, at, position = 0, start, start
    cut = re.compile(r"\s*[,;]\s*(?:and\s+)?(?:from\s+(?=[A-Z]))?|\s+and\s+(?:from\s+(?=[A-Z]))?|\s+(?:&|plus|together with|along with)\s+(?=[A-Zt])|(?<=[A-Za-z)])[.:]\s+(?=[A-Z])")
    while position < end:
        char = text[position]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        if depth == 0:
            match = cut.match(text, position, end)
            if match and _cuts_here(text, at, match, end):
                if text[at:position].strip():
                    yield at, position
                at = position = match.end()
                continue
        position += 1
    if text[at:end].strip():
        yield at, end


def _cuts_here(text: str, at: int, match: re.Match[str], end: int) -> bool:
    before, after = text[at : match.start()], text[match.end() : end]
    mark = re.sub(r"\s+from$", "", match.group().strip())
    if mark.startswith(".") or mark.startswith(":"):
        last = re.search(r"([A-Za-z]+)$", before)
        return not ((last and len(last.group(1)) == 1) or (last and last.group(1).lower() in ("mr", "mrs", "ms", "dr", "cllr", "cllrs", "rev", "prof", "st", "hon", "insp", "supt", "sgt", "cmhlr")))
    if mark in ("and", "&"):
        # "Standards and Scrutiny Manager" is one office; "Mr & Mrs A. Orde" is one entry here
        if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?(?:\s[A-Z][a-z]+)?$", before) and _COUPLE.match(before.lstrip() + " & " + after):
            return False
        next_chunk = re.split(r",|;|\sand\s|\s&\s|\(| [-–] |(?<=[a-z])\.\s", after, maxsplit=1)[0].strip(" .")
        if _THE_OFFICE.match(next_chunk):
            return True
        return find_name(next_chunk, lone_surname=find_name(_outside_brackets(before).strip(), lone_surname=True) is not None) is not None
    return True


def _read_chunk(text: str, start: int, end: int, running_title: str | None, first: bool) -> list[Listed]:
    """The person of one chunk, with what its brackets say; empty when the chunk is an office or a body."""
    chunk = text[start:end]
    bare = _outside_brackets(chunk)
    presiding = _IN_THE_CHAIR.search(bare)
    head = (bare[: presiding.start()] if presiding else bare).rstrip(" .,")
    the_office = _THE_OFFICE.match(head.strip())
    if the_office and is_office(the_office.group(1)):
        role = the_office.group(1).strip()
        at = start + chunk.find(role)
        return [_with_brackets(Listed("", role[0].upper() + role[1:], None, None, Span(at, at + len(role))), chunk)]
    couple = _COUPLE.fullmatch(head.strip())
    if couple:
        return list(_read_couple(couple, start + len(head) - len(head.lstrip())))
    alone = running_title is not None or ("(" in chunk and _has_role(chunk[chunk.find("(") :]) and not first)
    found = find_name(head, lone_surname=alone)
    trailing_role = None
    if found is None:
        # "Ann Dale (AD) CLERK": an office after the name, without a comma
        tail = re.search(r"\s((?:VICE[- ])?[A-Z]{4,}(?:\s[A-Z]{3,})*|Chair(?:man|person)?|Clerk|Secretary|Treasurer)\s*$", head)
        if tail and is_office(tail.group(1)):
            found = find_name(head[: tail.start()], lone_surname=running_title is not None)
            trailing_role = tail.group(1).strip() if found else None
    if found is None and first:
        found = _name_after_office(head)
    if found is None:
        return []
    role = trailing_role or found.title or (running_title if len(found.name.split()) <= 3 else None)
    role = re.sub(r"\b(Cllr|Councillor)s\b", r"\1", role) if role else None
    if presiding:
        role = f"{role}, in the chair" if role else "in the chair"
    person = Listed(found.name, role, None, None, Span(start + found.start, start + found.end))
    return [_with_brackets(person, chunk)]


_IN_THE_CHAIR = re.compile(r"\s+(?:in the [Cc]hair|presiding)\W*$")


def _read_couple(couple: re.Match[str], offset: int) -> Iterator[Listed]:
    surname, first = couple.group("surname"), couple.group("first")
    name = couple.group("name").strip()
    one_name = name == surname
    at = offset + couple.start("name")
    span = Span(at, at + len(couple.group("name").rstrip()))
    if first:
        yield Listed(f"{first} {surname}", None, None, None, span)
        yield Listed(f"{couple.group('hers')} {surname}" if one_name else name, None, None, None, span)
    else:
        yield Listed(f"{couple.group('his')} {surname}" if one_name else name, None, None, None, span)
        yield Listed(f"{couple.group('hers')} {surname}", None, None, None, span)


def _name_after_office(head: str) -> PrintedName | None:
    """"Lord Lieutenant of Wenmark Paul Fenn", "Chief Constable Ann Dale": the last two words are the name."""
    tail = re.search(r"(?:^|\s)((?:[A-Z]\.?\s)?[A-Z][\w’'-]+\s[A-Z][\w’'-]+)$", head)
    if not tail or _office_like(tail.group(1)) or not _has_role(head[: tail.start(1)]):
        return None
    found = find_name(tail.group(1))
    if found is None:
        return None
    return replace(found, start=found.start + tail.start(1), end=found.end + tail.start(1), title=head[: tail.start(1)].strip())


def _with_brackets(person: Listed, chunk: str) -> Listed:
    for bracket in re.findall(r"[(\[]([^()\[\]]*)[)\]]", chunk):
        inside = re.sub(r"\s+", " ", bracket).strip(" .")
        parts = re.split(r"\s*[-–,]\s*", inside)
        if not inside:
            continue
        if INITIALS.fullmatch(inside) and _could_be_initials(inside, person.name):
            person = replace(person, initials=inside)
            continue
        # "(Chairman NO)", "(Clerk- BM)": an office and the initials used below
        last = re.search(r"[\s-]+([A-Z]{2,4}[a-z]{0,2})$", inside)
        if last and _could_be_initials(last.group(1), person.name) and len(inside.split()) <= 4:
            person = replace(person, initials=last.group(1))
            inside = inside[: last.start()].strip(" -")
            parts = [inside]
        if _has_role(inside) or inside.lower().startswith(("in the chair", "from ", "until ", "for item", "part")):
            role, organisation = _split_office(inside) if len(parts) > 1 else (inside, None)
            title = person.role if person.role and person.role.lower() not in inside.lower() and len(person.role) < 15 else None
            person = replace(person, role=f"{title}, {role}" if title and role else role, organisation=organisation or person.organisation)
        elif re.fullmatch(r"[A-Z]\.?", inside):  # "Orde (B)" beside "Orde (J)"
            person = replace(person, name=f"{person.name} ({inside})")
        elif re.search(r"[A-Za-z]{2}", inside):
            person = replace(person, organisation=person.organisation or inside)
    return person


def _could_be_initials(initials: str, name: str) -> bool:
    """Initials of the name, in order: "AD" and "ADa" of Ann Dale, "MJ" of Mary Orde-Jones."""
    letters = [word[0] for word in re.findall(r"[A-Za-zÀ-ÿ]+", name)]
    capitals = [char for char in initials if char.isupper()]
    if not letters or not capitals or capitals[0] != letters[0].upper():
        return False
    return len(initials) <= 5 and all(char in [letter.upper() for letter in letters] for char in capitals)


def _outside_brackets(text: str) -> str:
    """``text`` with bracketed pieces blanked, so that offsets stay."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]?", lambda match: " " * len(match.group()), text)
