"""Names of a sentence held against a passage: whole, in their order, in the forms in which papers print one name.

    "Councillor Orde", "Cllr Orde", "Joan Orde", "J. Orde"    stand in    "Councillor Joan Orde (Chair)"
    "Lena Fisk"                                               stands in   "Fisk, Lena"
    "PCP"                                                     stands in   "Police and Crime Panel"
    "John Orde"                                               not in      "Joan Orde and John Smith"
    "Barry Orde"                                              not in      "Mr B Orde": a first name that is not printed is no backing
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from answer.cues import GENERIC_BODY_WORDS, OFFICE_WORDS
from answer.period import MONTHS
from answer.values import WEEKDAYS
from answer.words import STOP_WORDS, find_initials, fold, number_of, stem

_RUN = re.compile(r"\b[A-Z][\w’'-]*\.?(?:\s+(?:[A-Z][\w’'-]*\.?))*")
_TOKEN = re.compile(r"[^\W\d_][\w]*(?:[’'][^\W\d_]+)?\.?|[,;:()]")
_OPENING = frozenset(
    """yes no however although though while also additionally furthermore moreover overall finally therefore thus following
    item minute minutes based both whether if when according regarding within since despite unfortunately currently nearly almost about around
    between during including using see note question passage""".split()
)
"""Words that open a sentence and name nothing."""
_DAY_WORDS = frozenset(WEEKDAYS) | frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
_COMMON = frozenset(stem(word) for word in GENERIC_BODY_WORDS | OFFICE_WORDS) | frozenset(
    stem(word) for word in "mr mrs ms miss dr sir dame lord lady rev revd prof hon band item para paragraph section appendix page".split()
)
"""Words of offices and bodies: they must stand in the passage, in any case of letters and any place."""


@dataclass(frozen=True, slots=True)
class Name:
    """``opens``: its first word opens a sentence, so that its capital says nothing."""

    text: str
    opens: bool = False


TITLE = (
    r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Revd?|Cllrs?|Councillors?"
    r"|PCSO|W?PC|D[CS]|DC?I|Sgt|Sergeant|(?:Ch(?:ief)? )?Insp(?:ector)?|(?:(?:Ch(?:ief)?|Det(?:ective)?) )?Sup(?:erintenden)?t|Constable|Garda)\.?\s+)"
)
"""A title printed before a name, as a regular expression."""
_TITLE_BEFORE = re.compile(rf"(?<!\w){TITLE}+$")


def find_title_start(text: str, at: int) -> int:
    """Where a name that begins at ``at`` begins with the title printed before it ("Mrs C Vane"); ``at`` where there is none."""
    title = _TITLE_BEFORE.search(text, max(0, at - 60), at)
    return title.start() if title else at


def find_names(text: str) -> tuple[Name, ...]:
    """Runs of capitalised words; a word that opens a sentence counts unless it is one of those that name nothing."""
    found = []
    for match in _RUN.finditer(text):
        words = match.group().split()
        before = text[: match.start()].rstrip()
        opens = not before or before[-1] in ".?!:;•“‘\"'|("
        if opens and (fold(words[0]).strip(".") in STOP_WORDS | _OPENING or number_of(words[0].strip(".")) is not None):
            words, opens = words[1:], False
        words = [w.rstrip(".") if len(w.rstrip(".")) > 1 else w for w in words]
        words = [w for w in words if fold(w) not in MONTHS and fold(w) not in _DAY_WORDS and w not in ("Yes", "No", "I", "A")]
        if words and any(len(w.rstrip(".")) > 1 for w in words):
            found.append(Name(" ".join(words), opens))
    return tuple(found)


def stands_in(name: Name, passage: str) -> bool:
    """True when every part of ``name`` stands in ``passage`` in one of the forms above; a word that opens, in any case of letters."""
    tokens = _tokens(passage)
    if all(_part_stands(part, tokens) for part in _parts(name.text)) or _abbreviates(name.text, passage):
        return True
    first, _, rest = name.text.partition(" ")
    # "Sickness at Harrowby": the paper has "sickness"; the capital of "John Orde" is the name's own
    if not name.opens or stem(first) not in {stem(token) for token in tokens if not rest or token[:1].islower()}:
        return False
    return all(_part_stands(part, tokens) for part in _parts(rest))


def _parts(name: str) -> list[list[str]]:
    """ "Harrowby Councillor Joan Orde" → [["Harrowby"], ["Councillor"], ["Joan", "Orde"]]: common words apart."""
    parts: list[list[str]] = []
    own: list[str] = []
    for word in re.findall(r"[^\W\d_]\w*(?:[’'][^\W\d_]+)?", name):
        if stem(word) in _COMMON:
            if own:
                parts.append(own)
                own = []
            parts.append([word])
        elif fold(word) not in STOP_WORDS or word.isupper():
            own.append(word)
    return [*parts, own] if own else parts


@lru_cache(maxsize=512)
def _tokens(passage: str) -> tuple[str, ...]:
    return tuple(match.group().rstrip(".") if len(match.group()) > 2 else match.group() for match in _TOKEN.finditer(passage))


def _part_stands(part: list[str], tokens: tuple[str, ...]) -> bool:
    if len(part) == 1 and stem(part[0]) in _COMMON:
        return any(stem(token) == stem(part[0]) for token in tokens)
    size = len(part)
    for at in range(len(tokens)):
        if not _same(part[0], tokens[at], initial=size > 1):
            continue
        if size == 1 or _follows(part[1:], tokens, at + 1):
            return True
    if size == 2:  # "Fisk, Lena"
        return any(
            tokens[at + 1] == "," and _same(part[1], tokens[at], initial=False) and _same(part[0], tokens[at + 2], initial=True)
            for at in range(len(tokens) - 2)
        )
    return False


def _follows(rest: list[str], tokens: tuple[str, ...], at: int) -> bool:
    """The rest of a name from token ``at``, over initials and small words that the sentence leaves out ("Joan M. Orde")."""
    for number, word in enumerate(rest):
        skipped = 0
        while at < len(tokens) and not _same(word, tokens[at], initial=number < len(rest) - 1):
            if skipped == 2 or not (len(tokens[at].strip(".")) == 1 or _names_nothing(tokens[at])):
                return False
            at, skipped = at + 1, skipped + 1
        if at >= len(tokens):
            return False
        at += 1
    return True


def _names_nothing(word: str) -> bool:
    return fold(word) in STOP_WORDS or fold(word) in MONTHS


def _same(said: str, printed: str, *, initial: bool) -> bool:
    """One word of a name. ``initial``: "J." stands for "Joan". What is said with a capital is printed with one ("Co-ordinator" has a part without)."""
    if said[:1].isupper() and not printed[:1].isupper():
        return False
    said, printed = _plain(said), _plain(printed)
    return said == printed or (initial and len(said) == 1 and printed.startswith(said))


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", fold(word))
    bare = re.sub(r"'s$|(?<=s)'$", "", "".join(c for c in bare if not unicodedata.combining(c))).replace("'", "").strip(".")
    return bare.removesuffix("s") if len(bare) > 4 and not bare.endswith("ss") else bare


def _abbreviates(name: str, passage: str) -> bool:
    """Three or more capitals that are the initials of capitalised words in a row."""
    if not re.fullmatch(r"[A-Z]{3,8}", name):
        return False
    runs = re.findall(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|in|&)\s+)*[A-Z][\w’'-]*)+", passage)
    return any(name in find_initials(run) for run in runs)
