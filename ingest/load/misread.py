"""Fonts that lie about a few characters: spaces that come out as marks, ligatures as capitals or brackets, bullets as letters.

Each repair works on a whole page and only where the page shows the fault several times over.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.load.legible import word_cost

# "The!Cookhouse", "Annual'Report": a mark where a space belongs. Contractions and names (it's, O'Neill) are none.
_BANG = re.compile(r"(?<=[\w,.;:)])!(?=[\w(£])")
_QUOTE = re.compile(r"(?<=[A-Za-z0-9,.;:)])'(?!(?:s|t|d|m|ll|re|ve|em)\b)(?=[\w(])")
_AFTER = re.compile(r"(?:(?<=[\w.,;:)])|(?<=^))[!']+(?= |$)", re.MULTILINE)
_FEWEST = 5

# "meeTng", "Elec[ons": one sign for a ligature of the font.
_LIGATURE_WORD = re.compile(r"\b[A-Z]?[a-z]+(?:[A-Z\[\]{}|~^@#\\](?=[a-z]))[a-z]+\b")
_SIGN = re.compile(r"(?<=[a-z])[A-Z\[\]{}|~^@#\\](?=[a-z])")
_LIGATURES = ("ti", "tt", "ft", "fi", "fl", "ff", "tf", "ffi", "tti")
_NAMES = re.compile(r"^(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Von|Ap|Ab|St|[a-z])[A-Z]")
_GAIN = 0.5

_LINE_BULLET = re.compile(r"^([\ue000-\uf8ff§ØüÜ▫❖✓✔➢►▸■□◆])\s+(?=\S)", re.MULTILINE)
_LETTER_BULLET = re.compile(r"^([xovqnl])\s+(?=[A-Za-z£(‘“\"])", re.MULTILINE)


def repair_spaces(text: str) -> str:
    """Marks that stand between words in place of spaces, on a page that has at least five of them."""
    for mark, other in ((_BANG, 0.15), (_QUOTE, 0.15)):
        found = len(mark.findall(text))
        if found >= _FEWEST and found >= other * len(text.split()):
            text = _AFTER.sub("", mark.sub(" ", text))
            # The same fonts have their hyphen as "D": "5.30pmD6.30pm".
            text = re.sub(r"(?<=[\da-z])D(?=\d)", "-", re.sub(r"(?<= )D(?= )", "–", text))
    return text


def repair_ligatures(text: str) -> str:
    """Signs within words that read better as a ligature, on a page where at least three words have them."""
    words = Counter(word for word in _LIGATURE_WORD.findall(text) if not _NAMES.match(word))
    spelt = {word: _spell(word) for word in words if len(_SIGN.findall(word)) <= 2}
    sure = {word: (better, ligature) for word, (better, ligature, gain) in spelt.items() if gain >= _GAIN}
    if len(sure) < 2 or len(spelt) < 3:
        return text
    # What a sign stands for is the same all over the font: a doubtful word follows the sure ones.
    usual = {(_SIGN.findall(word)[0], ligature) for word, (_, ligature) in sure.items()}
    better = {word: found for word, (found, _) in sure.items()}
    for word, (found, ligature, gain) in spelt.items():
        if word not in better and gain > 0 and (_SIGN.findall(word)[0], ligature) in usual:
            better[word] = found
    if len(better) < max(3, 0.6 * len(words)):
        return text
    return _LIGATURE_WORD.sub(lambda match: better.get(match.group(), match.group()), text)


def _spell(word: str) -> tuple[str, str, float]:
    """The word with its sign as the most usual ligature, that ligature, and how much better it reads in bits a letter."""
    plain = word_cost(_SIGN.sub(lambda sign: sign.group().lower(), word))
    cost, ligature = min((word_cost(_SIGN.sub(ligature, word)), ligature) for ligature in _LIGATURES)
    return _SIGN.sub(ligature, word), ligature, plain - cost


def repair_bullets(text: str) -> str:
    """List marks that come out as letters or private signs at the start of lines."""
    text = _LINE_BULLET.sub("• ", text)
    letters = Counter(_LETTER_BULLET.findall(text))
    for letter, count in letters.items():
        if count >= 2:
            text = re.sub(rf"^{letter}\s+(?=[A-Za-z£(‘“\"])", "• ", text, flags=re.MULTILINE)
    return text


def repair_page(text: str) -> str:
    return repair_bullets(repair_ligatures(repair_spaces(text)))
