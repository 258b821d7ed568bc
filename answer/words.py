"""Words of questions and papers made comparable: tokens, light stems, number words, nearness of spelling.

The stemmer only strips inflection (plural, -ed, -ing, -ly, possessive): the papers' own vocabulary is
small, and a heavier stemmer joins words that members keep apart ("policy" and "police").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"£?\d+(?:[.,/:]\d+)*[a-z%]*|[^\W\d_]{1,4}\d{1,4}(?![\w%])|[^\W\d_]+(?:['’][^\W\d_]+)*", re.IGNORECASE)

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but
    by can could did do does doing done down during each either else ever every for from further get gets getting give
    given gives go goes going gone got had has have having he her here hers him his how however i if in into is it its
    itself just let make makes many me might more most much must my no nor not now of off on once one only onto or other
    our ours out over own per please s say says said same shall she should show since so some such t tell than that the
    their theirs them then there these they this those though through to too under until up upon us use used very via
    was we were what when where whether which while who whom whose why will with within without would yet you your
    yours according happened happen name named there's who's what's it's""".split()
)
"""Words that carry no content in a question ("what did they say about …")."""

NUMBER_WORDS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "dozen": 12,
    "once": 1,
    "twice": 2,
    "nil": 0,
    "none": 0,
}

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text it came from."""

    text: str
    stem: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, one form of quotes and dashes."""
    return unicodedata.normalize("NFKC", text).translate(_PLAIN).lower()


def squash(text: str) -> str:
    """Letters, digits and money signs only, so that spaces, line breaks and hyphens do not count."""
    return re.sub(r"[^a-z0-9£%$€]", "", fold(text))


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "paid": "pay",
    "spent": "spend",
    "met": "meet",
    "held": "hold",
    "gave": "give",
    "chose": "choose",
    "chosen": "choose",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "risen": "rise",
    "sold": "sell",
    "bought": "buy",
    "told": "tell",
    "sent": "send",
    "wrote": "write",
    "written": "write",
    "took": "take",
    "taken": "take",
    "won": "win",
    "lost": "lose",
    "loss": "lose",
    "losses": "lose",
    "led": "lead",
    "ran": "run",
    "grew": "grow",
    "growth": "grow",
    "grown": "grow",
    "went": "go",
    "brought": "bring",
    "built": "build",
    "began": "begin",
    "begun": "begin",
    "monies": "money",
    "police": "police",
    "budgeted": "budget",
    "crisis": "crisis",
    "this": "this",
    "minutes": "minute",
    "polic": "police",
    "used": "use",
    "using": "use",
    "decision": "decide",
    "decid": "decide",
    "payment": "pay",
    "expenditure": "spend",
    "councillors": "councillor",
    "cllr": "councillor",
    "cllrs": "councillor",
    "clr": "councillor",
    "govt": "government",
    "mtg": "meet",
    "dept": "department",
    "pct": "%",
}
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """``meetings`` → ``meet``, ``costs``/``costed``/``costing`` → ``cost``, ``agreed`` → ``agree``, ``Wenmark's`` → ``wenmark``."""
    word = fold(word).replace(".", "") if not word[:1].isdigit() and word[:1] != "£" else fold(word)
    if word[:1] in "£0123456789":
        return re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word))
    if word.endswith("'s") or word.endswith("s'"):
        word = word[:-2] if word.endswith("'s") else word[:-1]
    word = word.replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing") and re.search(r"[aeiouy]", word[:-3]):
        word = _undouble(word[:-3])
    elif len(word) > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith("eed"):
        word = word[:-1]
    elif len(word) > 4 and word.endswith("ed") and re.search(r"[aeiouy]", word[:-2]):
        word = _undouble(word[:-2])
    if len(word) > 6 and word.endswith("ly"):
        word = word[:-2]
    # a final e is dropped so that "charge" meets "charg(ing)", "fee" and "see" stay
    if len(word) > 4 and word.endswith("e") and not word.endswith(("ee", "oe")):
        word = word[:-1]
    return _IRREGULAR.get(word, word)


def _undouble(word: str) -> str:
    return word[:-1] if _DOUBLED.search(word) and len(word) > 3 else word


def find_tokens(text: str) -> tuple[Token, ...]:
    """Words and figures in order, with stems and offsets into ``text``."""
    return tuple(Token(m.group(), stem(m.group()), m.start(), m.end()) for m in TOKEN.finditer(text))


def find_stems(text: str) -> tuple[str, ...]:
    return tuple(stem(m.group()) for m in TOKEN.finditer(text))


def is_stop_word(word: str) -> bool:
    return fold(word) in STOP_WORDS


def number_of(word: str) -> int | None:
    """``twelve`` → 12, ``twenty-five`` → 25; None for anything that is no number word."""
    folded = fold(word)
    if folded in NUMBER_WORDS:
        return NUMBER_WORDS[folded]
    tens, dash, ones = folded.partition("-")
    if dash and NUMBER_WORDS.get(tens, 0) >= 20 and 0 < NUMBER_WORDS.get(ones, 0) < 10:
        return NUMBER_WORDS[tens] + NUMBER_WORDS[ones]
    return None


_ONES = [word for word, value in sorted(NUMBER_WORDS.items(), key=lambda item: item[1]) if value <= 20 and word not in ("once", "twice", "nil", "none", "dozen")]
_TENS = {value: word for word, value in NUMBER_WORDS.items() if value in range(20, 100, 10)}


def say_number(number: int) -> str:
    """``3`` → ``three``, ``25`` → ``twenty-five``; digits from a hundred."""
    if 0 <= number <= 20:
        return _ONES[number]
    if 20 < number < 100:
        tens, ones = number - number % 10, number % 10
        return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]
    return f"{number:,}"


def share_of_prefix(a: str, b: str) -> float:
    """How far two stems agree from the start, 0 to 1: derived forms ("consult", "consultation") share most of the shorter."""
    if a[:1] != b[:1]:
        return 0.0
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    return common / max(len(a), len(b)) if common >= 5 and common >= min(len(a), len(b)) - 1 else 0.0


def find_initials(name: str) -> str:
    """``Police and Crime Panel`` → ``PCP``: first letters of the capitalised words."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z][\w'’-]*", name) if word[0].isupper())


def iter_ngrams(items: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    for at in range(len(items) - size + 1):
        yield items[at : at + size]
