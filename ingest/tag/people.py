"""People: names after a title, initials before a surname, given names, and spaCy's guesses cut to the name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from ingest.tag.candidates import Candidate
from ingest.tag.gazetteer_bodies import HEADS as BODY_HEADS
from ingest.tag.gazetteer_people import (
    COURTESY,
    GIVEN_NAMES,
    LETTERS_AFTER,
    NOT_NAMES,
    POSTS_BEFORE_NAMES,
    WORDLIKE_GIVEN_NAMES,
)
from ingest.tag.gazetteer_places import PLACES

SP = r"[ \u00a0]"
_TOKEN = r"(?:(?:Mac|Mc|O['’]|D['’]|De|Le|La|Fitz|St\.?[ ]|(?:Ó|Ní|Uí|Nic)[ ])?[A-ZÀ-Ý][a-zà-ÿ]+(?:['’][A-Za-z][a-z]+)?(?:-(?:O['’]|Mc|Mac)?[A-Z][a-zà-ÿ]+)*)"
_INITIAL = r"[A-Z](?:\.|(?=[ \u00a0]))"
_INITIALS = rf"(?:{_INITIAL}{SP}?){{1,3}}"
_PARTICLE = r"(?:van der|van den|van|von|de la|de|der|del|di|da|du|le|la|ap)"
_UPPER = r"(?:[A-Z][A-Z'’-]{2,})"
_NAME = rf"(?:{_INITIALS}{SP}*{_TOKEN}|{_TOKEN}(?:{SP}+{_INITIAL})?(?:{SP}+(?:{_PARTICLE}{SP}+)?{_TOKEN}){{0,3}}|{_INITIALS}{SP}*{_UPPER}|{_UPPER})"


def either(words: Iterable[str]) -> str:
    """Alternatives of a pattern, the longest first."""
    return "|".join(sorted((re.escape(word).replace(r"\ ", SP) for word in words), key=len, reverse=True))


TITLED = re.compile(rf"(?<![\w@/-])(?P<title>{either(COURTESY)}|{either(POSTS_BEFORE_NAMES)})\.?{SP}*(?:\d{{2,5}}{SP}+)?(?<=[ \u00a0.])(?P<name>{_NAME})(?!\w)")
# Two of one surname are told apart by a letter in brackets: "Councillors Dale (A), Dale (B) and Orde".
WHICH = re.compile(rf"{SP}*\([A-Z]{{1,2}}\.?\)")
MORE = re.compile(rf"{SP}*(?:,|and|&|,{SP}*and){SP}*(?:(?:{either(COURTESY)}|{either(POSTS_BEFORE_NAMES)})\.?{SP}+)?(?P<name>{_INITIALS}{SP}*{_TOKEN}|{_TOKEN}(?:{SP}+{_TOKEN})?)(?!\w)(?P<which>{SP}*\([A-Z]{{1,2}}\.?\))?(?={SP}*(?:[,.;)&\n\t]|$|and\b|were\b|have\b|had\b|agreed\b|declared\b|gave\b|for\b|to\b|sent\b|with\b|who\b))")
INITIAL_NAME = re.compile(rf"(?<![\w@.'’&/-])(?P<name>(?:[A-Z](?:\.{SP}?|{SP}+)){{1,3}}{_TOKEN}(?:{SP}+{_TOKEN})?)(?![\w@])")
GIVEN = re.compile(rf"(?<![\w@/.'’-])(?P<given>{either(GIVEN_NAMES)})(?:-[A-Z][a-z]+)?(?P<rest>(?:{SP}+[A-Z]\.?(?={SP}))?(?:{SP}+(?:{_PARTICLE}{SP}+)?{_TOKEN}){{1,3}})(?!\w)")
WORDLIKE = re.compile(rf"(?<![\w@/.'’-])(?P<given>{either(WORDLIKE_GIVEN_NAMES)})(?P<rest>{SP}+{_TOKEN})(?!\w)")
DEAR = re.compile(rf"\bDear{SP}+(?:(?:{either(COURTESY)})\.?{SP}+)?(?P<name>{_TOKEN}(?:{SP}+{_TOKEN})?)(?={SP}*[,\n]|$)")
DEFINED_INITIALS = re.compile(rf"(?P<name>{_TOKEN}(?:{SP}+[A-Z]\.?)?(?:{SP}+(?:{_PARTICLE}{SP}+)?{_TOKEN}){{1,3}}){SP}*(?:[,–-]{SP}*[^()\n]{{0,40}})?\((?P<initials>[A-Z]{{2,4}})\)")
STOP = NOT_NAMES | frozenset(BODY_HEADS)


# Surnames that are words for places and things too, and given names that streets and halls are called after.
_WORD_SURNAMES = frozenset("Lane Hall Hill Wood Green Court Church Bridge Street Field Park West North Young Price Bond Banks Little Day English Marsh Farm House Pond Fox New Good Close Fair Hunt Carter Rivers Welfare".split()) - {"Welfare"}
_NAMESAKES = frozenset("Albert George James Elizabeth Charles Edward William Victoria Alexandra Henry Arthur Margaret Alfred Stephen Thomas Mary Peter John Andrew Paul Florence".split())


def _is_surname(before: str, word: str) -> bool:
    """ "Lane" after "Mike" is a surname; after "Albert", or after nothing, it is a street."""
    return word in _WORD_SURNAMES and before in GIVEN_NAMES and before not in _NAMESAKES


def _letters_off(text: str, start: int, end: int) -> int:
    """End of the name without letters after it ("Simon Hart BA, Solicitor") and words that are no name."""
    while True:
        last = re.search(r"[ \u00a0]+([^ \u00a0]+)$", text[start:end])
        if last is None:
            return end
        word = last[1].strip(".,")
        if _is_surname(text[start : start + last.start()].strip(), word):
            return end
        if word in LETTERS_AFTER or word in STOP:
            end = start + last.start()
            continue
        return end


def _cut_at_stop(text: str, start: int, end: int) -> int:
    """End before the first word that cannot be part of a name ("Anna Frost Chief Constable" → "Anna Frost")."""
    for match in re.finditer(r"[^ \u00a0]+", text[start:end]):
        if match.start() and _is_surname(text[start : start + match.start()].strip(), match.group().strip(".,")):
            continue
        if match.start() and (match.group().strip(".,") in STOP or match.group().strip(".,") in LETTERS_AFTER):
            return start + len(text[start : start + match.start()].rstrip(" \u00a0"))
    return end


def _split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Letterheads print names side by side: "Anna Frost Peter Lang" is two people."""
    words = [(start + m.start(), start + m.end(), m.group()) for m in re.finditer(r"[^ \u00a0]+", text[start:end])]
    if len(words) < 4:
        return [(start, end)]
    for i in range(2, len(words) - 1):
        if words[i][2] in GIVEN_NAMES and (words[0][2] in GIVEN_NAMES or (len(words) == 4 and words[1][2] not in GIVEN_NAMES)):
            return [(start, words[i - 1][1]), *_split_names(text, words[i][0], end)]
    return [(start, end)]


def _person(text: str, start: int, end: int, weight: int) -> Iterator[Candidate]:
    end = _letters_off(text, start, _cut_at_stop(text, start, end))
    for a, b in _split_names(text, start, end):
        name = text[a:b]
        if len(name.rstrip(".")) < 2:
            continue
        if (name and name.split()[0].strip(".,") not in STOP | {"The"}) or re.match(r"[A-Z]\.?[ ]", name):
            yield Candidate(a, b, "PERSON", None, weight=weight)


def find_people(text: str) -> Iterator[Candidate]:
    """PERSON by rules. The value stays open: the whole paper decides it (``names.NameBook``)."""
    for match in TITLED.finditer(text):
        title = match["title"].rstrip(".")
        name = match["name"]
        first = re.split(r"[ \u00a0]", name)[0].strip(".,")
        if first in STOP or (name.isupper() and not re.match(r"(?:[A-Z]\.?[ ])", name) and title not in ("Mr", "Mrs", "Ms", "Miss", "Dr", "MR", "MRS", "MS", "MISS", "DR", "Cllr", "CLLR")):
            continue
        if title in ("Judge", "Commander", "Commissioner", "Constable", "Mayor", "Justice", "Major", "Father", "Lady", "Lord", "Canon", "Hon") and first not in GIVEN_NAMES and " " not in name and first in PLACES:
            continue
        if title in ("Major", "Justice", "Father", "Canon", "Mayor", "Hon", "Captain", "Baron", "PC", "CC", "Lord", "Lady", "Chief Constable", "Commissioner", "PCC") and first not in GIVEN_NAMES and len(name.split()) == 1 and title in ("Major", "Justice", "Father", "Canon", "Hon", "Baron"):
            continue
        yield from _person(text, match.start("name"), match.end("name"), 75)
        position = match.end()
        if title.lower().startswith(("cllrs", "councillors", "messrs")):
            which = WHICH.match(text, position)
            position = which.end() if which else position
            while (more := MORE.match(text, position)) is not None:
                yield from _person(text, more.start("name"), more.end("name"), 70)
                position = more.end()
    for match in DEAR.finditer(text):
        yield from _person(text, match.start("name"), match.end("name"), 70)
    for match in GIVEN.finditer(text):
        yield from _given(text, match, 65)
    for match in WORDLIKE.finditer(text):
        surname = match["rest"].strip()
        if surname not in STOP and surname not in PLACES and not surname.endswith(("ing", "ed")):
            yield from _given(text, match, 56)
    for match in INITIAL_NAME.finditer(text):
        yield from _initialled(text, match)


def _given(text: str, match: re.Match[str], weight: int) -> Iterator[Candidate]:
    first = match["rest"].split()[0].strip(".,")
    if (first in STOP and not _is_surname(match["given"], first)) or (first in PLACES and len(match["rest"].split()) == 1 and first not in ("Washington", "York", "Lincoln", "Kent", "Derby", "Preston", "Bolton", "Barry", "Lancaster", "Halifax", "Chester", "Durham", "Stafford", "Warwick", "Bedford", "Hastings", "Richmond", "Stroud", "Clare", "Wells", "Selby", "Beverley", "Newport", "Perth", "Boston")):
        return
    yield from _person(text, match.start(), match.end(), weight)


# "Appendix P Flexible Use": the letter is that of an annex and no initial.
LETTERED = re.compile(r"(?:\b(?:Annex|Appendix|Section|Part|Plan|Option|Type|Class|Grade|Block|Group|Schedule|Module|Phase|Level|Zone|Area|Table|Figure|Road|Category|Vitamin|Hepatitis|Company|Unit|Item|Form|Team|Division|Site)|\d)[ ]$")


def _initialled(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    name = match["name"]
    words = re.findall(r"[^ \u00a0.]+", name)
    surname = words[-1]
    if surname in STOP or (surname in PLACES and surname not in ("Washington", "York", "Lincoln", "Kent", "Preston", "Bolton", "Barry")) or len(words) < 2:
        return
    before = text[max(0, match.start() - 12) : match.start()]
    dotted = name[1:2] == "."
    if words[0] in ("A", "I") and not dotted and not re.search(r"(?:[,;:(\t\n]|and|&|by|Mr|Mrs|Ms|Cllr|^)[ ]?$", before):
        return
    if words[0] in ("A", "I") and not dotted:
        # "A Fairer Deal" at the start of a line is no name; "A Khan" in a list of names is
        listed = re.match(r"[ \u00a0]*(?:[,;()\t\n–-]|$|and\b|&)", text[match.end() : match.end() + 5])
        if listed is None or surname.lower().endswith(("ing", "er", "ed", "ion", "al")):
            return
    if LETTERED.search(before):
        return
    if re.match(r"[ \u00a0]+(?:Road|Street|Lane|Avenue|Close|House|Farm|Ltd|Limited|Council|Trust|School|Programme|Scheme|Plan)\b", text[match.end() : match.end() + 12]):
        return
    yield from _person(text, match.start("name"), match.end("name"), 62)


def sift_guess(text: str, start: int, end: int, lower_words: Container[str] = ()) -> Iterator[Candidate]:
    """spaCy's PERSON without titles, letters after it, and words that belong to no name."""
    name = text[start:end]
    while (lead := re.match(rf"(?:{either(COURTESY)}|{either(POSTS_BEFORE_NAMES)})\.?[ \u00a0]+", name)) is not None:
        start += lead.end()
        name = text[start:end]
    name = re.sub(r"(?:['’]s|[\s,.:;–(-]+)$", "", name)
    end = _letters_off(text, start, _cut_at_stop(text, start, start + len(name)))
    name = text[start:end]
    words = name.split()
    if re.match(r"[A-Z]\b", name) and LETTERED.search(text[max(0, start - 12) : start]):
        return
    if len(words) < 2 or any(char.isdigit() or char in "@_/•\t\n|&:;*" for char in name) or len(words) > 4:
        return
    if not all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in words) or name.isupper():
        return
    if any(word.strip(".,") in STOP for word in words) or (any(word in PLACES for word in words[:-1]) and words[0] not in GIVEN_NAMES):
        return
    if words[0] not in GIVEN_NAMES and any(word.lower() in lower_words for word in words):
        return  # "Scrutiny Questions": a word that the paper also writes small
    if name in PLACES or any(len(word) > 1 and word.isupper() for word in words):
        return
    if "," in name or (words[-1] in PLACES and words[0] not in GIVEN_NAMES):
        return
    for a, b in _split_names(text, start, end):
        yield Candidate(a, b, "PERSON", None, weight=55)
