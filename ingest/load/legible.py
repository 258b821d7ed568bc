"""Is a line of a text layer language at all? By how usual its letter pairs are in English.

A font may come without a proper map from glyphs to characters; its words then come out as other letters
("&RXQFLO" for "Council", all shifted by 29), as signs, or as nothing, while the picture is perfect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ORDER = "^abcdefghijklmnopqrstuvwxyz"
# -log2 of the probability of a letter after another, in English papers of public bodies, rounded and capped at 15,
# one hexadecimal digit each; rows by the first letter, columns by the second, "^" for a word's edge.
_COSTS = (
    "f35355565487545448543784f9c"
    "5b64596575b735286e342768a6c"
    "6467c1fd957f34b4ce4694cef3f"
    "53e6b3ca43f45bc2ca6935edf6f"
    "14a96387a3ae8795b966c678f8f"
    "2595357787ea553868345b6767f"
    "15fad44ff3ff7ce2ef4a65fff7f"
    "14a8a3a844fc7855cf3596ddf6f"
    "33abb1cdf4f88984ef7867daf7f"
    "86835576b9f934237d533c5fafa"
    "73bbc2cea8bcecc27ecaa2eceec"
    "17c7728893fe786b9fa4aecaf9f"
    "23985399d3fa37b39f76667bf5f"
    "4347b1de73fdc4745f66b4fcf9f"
    "25d43473a5b88765bca4367af8f"
    "36857937968954264f355356a8f"
    "53c763a866cd35b24f2655eae7f"
    "7beccdeeeaeedbdbc8adb0eeeee"
    "24966297b3f676637f644669f5f"
    "15a5939c54f686b55bb434e9f8f"
    "24b9b3bb23ff78a38f4566b8f5c"
    "85455496f5e8352a4f333fdfebf"
    "73fbf1ffc2ffdde5efccfafefaf"
    "33c5b3be32fb7e539f768eb5fbf"
    "4595f28f94fcaccb3fcf19dfaff"
    "06a79579a7fb77758f96afcadef"
    "539bb2b393bb79929bb9b7bbb86"
)
_COST = {
    a + b: int(_COSTS[i * len(_ORDER) + j], 16) for i, a in enumerate(_ORDER) for j, b in enumerate(_ORDER)
}
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\w@\w|https?:|www\.|\.(?:uk|com|org|gov|net|pdf|aspx?)\b|/.*/|_", re.IGNORECASE)
_LEADERS = re.compile(r"[._…·\-–—=*]{3,}|…+")
_RULE = re.compile(r"^(.)\1*$")
_STRANGE = 6.6  # mean cost of a pair: English words of six letters and more stay below it but for one in a thousand
_STRANGE_SHORT = 7.2  # "rhythm" is 7.0
_CONTROL_SHARE = 0.08
_SHARE = 0.3  # share of illegible characters from which a page counts as garbled throughout


def word_cost(word: str) -> float:
    """Mean cost in bits of the letter pairs of ``word``, its edges included; letters outside a-z cost 8."""
    marked = f"^{word.casefold()}^"
    pairs = [marked[at : at + 2] for at in range(len(marked) - 1)]
    return sum(_COST.get(pair, 8) for pair in pairs) / len(pairs)


@lru_cache(maxsize=1 << 16)
def is_illegible(token: str) -> bool:
    """No word, number, name, code or address: letters that do not follow one another, or signs in a heap."""
    token = _LEADERS.sub("", token).strip("()[]{}<>“”‘’\"'.,:;!?*•–—-")
    if len(token) < 4 or _ADDRESS.search(token):
        return False
    runs = _LETTERS.findall(token)
    letters = sum(map(len, runs))
    digits = sum(c.isdigit() for c in token)
    signs = len(token) - letters - digits
    if "\ufffd" in token and token.count("\ufffd") * 3 >= len(token):
        return True
    if letters == 0:
        return digits == 0 and signs >= 5 and not _RULE.match(token) and len(set(token)) >= 3
    if signs > letters + digits and signs >= 5 and len(set(token)) >= 4:
        return True
    longest = max(runs, key=len)
    if len(longest) < 6:
        return False
    # Another alphabet is no gibberish; the table knows nothing of it.
    if sum(not c.isascii() for c in longest) > 0.3 * len(longest):
        return False
    # Capitals alone may be initials of an office; eight and more of them are not.
    if longest.isupper() and longest == token and len(longest) < 8:
        return False
    return word_cost(longest) > (_STRANGE if len(longest) > 6 else _STRANGE_SHORT)


@dataclass(frozen=True, slots=True)
class Legibility:
    """``share``: illegible characters among all that are no spaces; ``lines``: numbers of lines that hold some."""

    share: float
    lines: tuple[int, ...]

    @property
    def garbled(self) -> bool:
        return self.share >= _SHARE

    @property
    def spotted(self) -> bool:
        """Legible on the whole, but for a few lines."""
        return not self.garbled and bool(self.lines)


def measure_legibility(text: str, *, control: float = 0.0) -> Legibility:
    """Legibility of a page; ``control`` is the share of control characters in its raw text, which no sound layer has."""
    if control > _CONTROL_SHARE:
        return Legibility(1.0, ())
    total = bad = 0
    lines: list[int] = []
    for number, line in enumerate(text.split("\n")):
        tokens = line.split()
        wrong = sum(len(token) for token in tokens if is_illegible(token))
        total += sum(map(len, tokens))
        bad += wrong
        if wrong >= 6:
            lines.append(number)
    return Legibility(bad / total if total else 0.0, tuple(lines))
