"""One person, one name: the fullest form of a name in the same paper.

A short form is joined to a full name only where exactly one full name of the paper fits: "B Coppel" to "Barry
Coppel", "Coppel" or "Mr Coppel" to the one Coppel, "Andy" to the one Andy, "NO" to the "Nick Owens (NO)" of the
list of those present. Two that fit, or none, leave the name as printed: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property


def tidy(name: str) -> str:
    """The name with single spaces and without full stops after initials; capitals softened ("B J LANGLEY" → "B J Langley")."""
    name = re.sub(r"\s+", " ", name.replace("\u00a0", " ")).strip()
    name = re.sub(r"\b([A-Z])\.\s*", r"\1 ", name).strip()
    words = [word.title() if len(word) > 2 and word.isupper() else word for word in name.split()]
    return " ".join(words)


def _key(word: str) -> str:
    return re.sub(r"[’'`]", "'", word).casefold()


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (len(word) == 2 and word.isupper())


class NameBook:
    """Names of one paper. ``fullest(printed)`` gives the fullest form; ``initials`` are those the paper defines."""

    def __init__(self, printed: Iterable[str], initials: Mapping[str, str] | None = None) -> None:
        self._initials = dict(initials or {})
        self._printed = list(dict.fromkeys(tidy(name) for name in [*printed, *self._initials.values()]))

    @cached_property
    def _full(self) -> list[list[str]]:
        """Names with a given name or initials and a surname, split into words; most complete form of each."""
        names = [name.split() for name in self._printed if len(name.split()) >= 2]
        spelled = [words for words in names if not _is_initial(words[0])]
        return spelled + [words for words in names if _is_initial(words[0])]

    def fullest(self, printed: str) -> str:
        if printed in self._initials:
            return self._initials[printed]
        name = tidy(printed)
        words = name.split()
        if len(words) == 1:
            return self._by_one_word(words[0]) or name
        if _is_initial(words[0]):
            return self._by_initials(words) or name
        return self._by_extension(words) or name

    def _surname_matches(self, surname: str) -> list[list[str]]:
        wanted = _key(surname)
        exact = [words for words in self._full if _key(words[-1]) == wanted]
        return exact or [words for words in self._full if _near(_key(words[-1]), wanted)]

    def _by_one_word(self, word: str) -> str | None:
        by_surname = _one(self._surname_matches(word))
        if by_surname is not None:
            return by_surname
        if any(_key(words[-1]) == _key(word) for words in self._full):
            return None
        named = [words for words in self._full if _key(words[0]) == _key(word) and not _is_initial(words[0])]
        return _one(named) if len({_key(words[-1]) for words in named}) == 1 else None

    def _by_initials(self, words: list[str]) -> str | None:
        letters = [word for word in words[:-1] if _is_initial(word)]
        fitting = [
            full
            for full in self._surname_matches(words[-1])
            if full[0][0] == letters[0][0] and (not _is_initial(full[0]) or len(full) > len(words))
        ]
        return _one(fitting)

    def _by_extension(self, words: list[str]) -> str | None:
        """ "Anna Frost" to "Anna Maria Frost" or "Anna M Frost", when only one such longer form is printed."""
        longer = [
            full for full in self._full
            if len(full) > len(words) and _key(full[0]) == _key(words[0]) and _key(full[-1]) == _key(words[-1])
        ]  # fmt: skip
        return _one(longer)


def _one(names: list[list[str]]) -> str | None:
    """The single person among ``names``: forms that extend one another count as one; None for none or several people."""
    if not names:
        return None
    best = max(names, key=lambda words: (not _is_initial(words[0]), len(words), sum(map(len, words))))
    if all(_same_person(best, other) for other in names):
        return " ".join(best)
    return None


def _same_person(full: list[str], other: list[str]) -> bool:
    first, second = full[0], other[0]
    if _is_initial(second) or _is_initial(first):
        return first[0] == second[0]
    return _key(first) == _key(second)


def _near(a: str, b: str) -> bool:
    """Long surnames that differ by one letter or two swapped ones ("kerfield-brynes", "kerfield-byrnes")."""
    if min(len(a), len(b)) < 8 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if len(a) == len(b):
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) == 1:
            return True
        return len(different) == 2 and different[1] == different[0] + 1 and a[different[0]] == b[different[1]] and a[different[1]] == b[different[0]]
    shorter, longer = sorted((a, b), key=len)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
