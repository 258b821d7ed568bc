"""The grammar of a person's name on a list: titles, initials, name words, and what is not a name.

Used for lists of people (``attendance``) and for owners of tasks (``owners``); names in running text are the
business of ``ingest.tag``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Before a name, and no part of it.
_HONORIFICS_TEXT = """
    mr mrs ms miss mx dr sir dame prof professor rev revd reverend canon fr father sr sister hon maj major capt
    captain col colonel lt
"""
HONORIFICS = frozenset(_HONORIFICS_TEXT.split())
# Kept when only one name word follows: "Baroness Orde" is the name, "Lord Peter Orde" is Peter Orde.
PEERAGE = frozenset(["lord", "lady", "baroness", "baron", "viscount", "earl", "countess"])
# Titles of office printed before a name; they are the role, at least until a fuller one is printed after it.
_RANK = r"(?:(?:Temporary|Temp|Acting|Deputy|Assistant|Detective|Chief|Honorary|T/|A/)\.?\s?)*"
TITLE = re.compile(
    r"(?:"
    r"(?:County|District|Borough|Town|Parish|City|Community|Ward|Independent)?\s?(?:Cllrs?|Clrs?|Cmhlr|Clir|Councill?ors?|Councilors?)\b\.?"
    r"|(?:Vice[ -]?|Deputy )?(?:Chair(?:man|woman|person)?|Mayor|President|Leader|Cathaoirleach|Convenor)\b"
    r"|" + _RANK + r"(?:Constable|Superintendent|Supt|Inspector|Insp|Sergeant|Sgt|Commander|Commissioner)\b\.?"
    r"|(?:PCSO|CSO|PC|PS|DC|DS|DI|DCI|ACC|DCC|PCC|WPC|TD|MP|MEP|MS|MSP|AM)\b"
    r"|Police (?:and|&) Crime Commissioner|Ald(?:erman)?\b\.?|Deputy(?= [A-Z])|Clerk\b|RFO\b|Members?\b"
    r")"
)
# After a name, and no part of it.
_POST_NOMINALS_TEXT = """
    obe mbe cbe kcb qc kc jp dl ba bsc ma msc phd mp td mep msp dso tc phd frs fca solicitor esq
"""
POST_NOMINALS = frozenset(_POST_NOMINALS_TEXT.split())
_PARTICLES_TEXT = """
    de la le du van von der den di da uí ui ní ni nic mac ó o bin al el st
"""
PARTICLES = frozenset(_PARTICLES_TEXT.split())

# A chunk with one of these is an office, not a name ("Head of Estates", "Minutes Secretary", "member of the public").
_ROLE_WORDS_TEXT = """
    accountant administrator adviser advisor analyst architect assistant auditor apprentice ambassador
    cathaoirleach chair chairman chairwoman chairperson champion chief clerk co-ordinator coordinator commander
    commissioner consultant constable convenor coroner councillor councillors cllr cllrs counsel deputy director
    editor engineer executive facilitator governor head inspector intern journalist lead leader liaise liaison
    librarian lieutenant locum manager mayor member members minister observer observers officer officers
    operator organiser owner partner pcc pcso planner police-officer portfolio practitioner president principal
    producer public resident residents representative rfo scientist secretariat secretary sergeant solicitor
    specialist spokesman spokesperson staff superintendent supervisor surveyor technician trainee treasurer
    trustee trustees vice-chair vice-chairman vice-president warden worker apologies substitute observer press
    correspondent interim acting temporary
"""
ROLE_WORDS = frozenset(_ROLE_WORDS_TEXT.split())
# A chunk with one of these names an organisation ("Marlock Borough Council", "Office of …").
_ORG_WORDS_TEXT = """
    academy agency alliance ambulance assembly association authority bank brigade bureau church coastguard
    college commission committee company constabulary council department directorate enterprise federation forum
    foundation government hospital inspectorate institute ministry museum network nhs office opcc organisation
    organization panel partnership plc police school service services society team trust union university ltd
    limited group centre library libraries board
"""
ORG_WORDS = frozenset(_ORG_WORDS_TEXT.split())
# These stand in the names of departments, remits and bodies, and are not surnames on a list.
_REMIT_WORDS_TEXT = """
    borough cabinet charity community corporation county district division education england environment finance
    fire force fund hall health highways home house housing justice learning limited municipal parish parks
    planning policy probation properties research rescue road safety scheme scrutiny strategy support town
    transport treasury village ward water works performance quality review standards ethics resources operations
    development engagement consultation governance democratic corporate communications economic adult children
    people growth regeneration infrastructure procurement legal property estates unit programme programmes
    project projects relationships assurance technology digital information data risk
"""
REMIT_WORDS = frozenset(_REMIT_WORDS_TEXT.split())
BODY_WORDS = ORG_WORDS | REMIT_WORDS
# Words that never stand in a list of names: they show that a line is a sentence.
_SENTENCE_WORDS_TEXT = """
    was were had has have is are be been being will would shall should may can could did does do welcomed opened
    reported noted agreed resolved asked said stated proposed seconded declared confirmed received advised
    explained that which this these there their it its if because item agenda minutes meeting held following
    discussed considered approved given took taken requested thanked suggested raised provided presented
    attended chaired
"""
SENTENCE_WORDS = frozenset(_SENTENCE_WORDS_TEXT.split())

# Words of the two tables above that are common surnames too: "Peter Hall", "Mrs C Head".
_SURNAMES_TOO_TEXT = """
    hall ward parks church head banks house waters parish abbot bishop marshall field clerk road school
"""
SURNAMES_TOO = frozenset(_SURNAMES_TOO_TEXT.split())

_WORD = r"(?:[A-ZÀ-ÞŁŠŽ](?:[’'][A-ZÀ-Þ])?[a-zß-ÿłšž]*(?:(?:[-’'])[A-ZÀ-Þa-zß-ÿ][a-zß-ÿ]+|(?<=Mc|Ma)[A-Z][a-z]+|(?<=[a-z])[A-Z][a-z]+)*)"
_INITIAL = r"(?:[A-Z]\.?(?=\s|$|[A-Z]\.)|(?:[A-Z]\.){2,4}|(?:[A-Z]){2,3}(?=\s[A-Z][a-z]))"
NAME_TOKEN = re.compile(rf"{_INITIAL}|{_WORD}")
INITIALS = re.compile(r"[A-Z]{1,4}[a-z]{0,3}[A-Z]?")


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name found in a string: where it starts and ends there, and the title printed before it."""

    start: int
    end: int
    name: str
    title: str | None


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'/&-]+", text.lower())


def is_office(text: str) -> bool:
    """An office, body or department rather than a name: "Chief Finance Officer", "Tolsey Town Council"."""
    words = words_of(text)
    if any(word.replace("’", "'").removesuffix("'s") in ROLE_WORDS or word in BODY_WORDS for word in words):
        return True
    bare = text.strip(" .")
    return bool(re.fullmatch(r"[A-Z]{2,6}s?", bare)) or bare.lower().startswith(("in the chair", "on behalf", "for "))


def names_office(text: str) -> bool:
    """An office that one person holds, not a body or a remit: "Chief Executive", but not "Spend Data"."""
    return any(word in ROLE_WORDS for word in words_of(text))


def find_name(text: str, *, lone_surname: bool = False) -> PrintedName | None:
    """The one name that ``text`` consists of, after titles and before letters after a name; None if it is not a name.

    ``lone_surname`` allows a single name word ("Cllrs Orde, Fenn and Castle").
    """
    position, titles, honoured, peer = 0, [], False, None
    while True:
        gap = re.compile(r"[\s.,*•-]*").match(text, position)
        position = gap.end() if gap else position
        title = TITLE.match(text, position)
        if title and title.end() < len(text.rstrip(" .")):
            titles.append(title.group().strip())
            position = title.end()
            continue
        honour = re.compile(r"(?:the\s+)?([A-Za-z]+)\b\.?", re.I).match(text, position)
        if honour and honour.group(1).lower() in HONORIFICS | {"hon", "rt", "right", "honourable"} and honour.group(1)[0].isupper():
            honoured = True
            position = honour.end()
            continue
        if honour and honour.group(1).lower() in PEERAGE and honour.group(1)[0].isupper() and peer is None:
            peer = (honour.start(1), honour.group(1))
            position = honour.end()
            continue
        break
    start = position
    tokens: list[str] = []
    end = position
    while position < len(text):
        token = NAME_TOKEN.match(text, position)
        word = token.group() if token else ""
        if not token:
            particle = re.compile(r"([a-zíÍóú]+)\s+(?=[A-Z])").match(text, position)
            if not particle or particle.group(1) not in PARTICLES or not tokens:
                break
            position = particle.end()
            continue
        if word.lower().strip(".") in POST_NOMINALS and tokens:
            break
        tokens.append(word)
        end = token.end()
        gap = re.compile(r"\s*").match(text, end)
        position = gap.end() if gap else end
    rest = re.sub(r"\b(?:{})\b".format("|".join(POST_NOMINALS)), "", text[end:].lower())
    if not tokens or re.search(r"[a-zà-ÿ0-9£@]", rest):
        return None
    surname = tokens[-1].strip(".")
    if len(surname) < 2 or (surname.isupper() and len(surname) < 4):
        return None
    full = [token for token in tokens if token.strip(".")]
    if not honoured and any(_is_lexicon_word(token, place) for place, token in enumerate(full)):
        return None
    if len(full) > 5 or any(token.lower() in SENTENCE_WORDS and token not in ("Will", "May") for token in full):
        return None
    if len(full) == 1 and not (titles or honoured or peer or lone_surname):
        return None
    if peer and len(full) == 1:
        start = peer[0]
    name = re.sub(r"\s+", " ", text[start:end]).strip(" .")
    return PrintedName(start, end, name, " ".join(titles) or None)


def _is_lexicon_word(token: str, place: int) -> bool:
    """The word belongs to offices or bodies; surnames that are such words pass where a name word stands before them."""
    word = token.lower().replace("’", "'").removesuffix("'s")
    if place > 0 and word in SURNAMES_TOO:
        return False
    return len(token) > 2 and (word in ROLE_WORDS or word in BODY_WORDS)
