"""What a drafted sentence must pass before a reader sees it.

1. It names evidence, and only evidence that exists (``answer.cite`` made the citation).
2. The gate (``answer.gate``): every figure, date and name stands in the quotes it names.
3. Support: hardly a content word is its own, no denial is added or lost, no word that turns the meaning
   ("approved", "rose") is new, and it has no address of a site or a mailbox that the quotes have not.

A sentence that passes can still be wrong in ways that none of this sees (who did what to whom, in the quote's own
words). That is why the writer is off by default and the quotes stand beside what it wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.cues import SYNONYMS
from answer.gate import find_missing
from answer.llm.cues import DENYING, TURNING
from answer.llm.reply import Drafted
from answer.records import Citation
from answer.words import find_stems, find_tokens, fold, is_stop_word, number_of, stem
from ingest.extract.sentences import find_sentences
from ingest.spans import Span

LONGEST_SENTENCE = 60
"""Words."""
NEW_WORDS = 0.2
"""Share of a sentence's content words that may be its own; one word always may."""

_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|org|net|uk|io|gov)\b\S*")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def find_faults(drafted: Drafted, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Why the sentence must not be shown; empty when it may be. ``citations`` are all of the answer, number 1 first."""
    if not drafted.numbers:
        return ("it names no passage",)
    unknown = [number for number in drafted.numbers if not 1 <= number <= len(citations)]
    if unknown:
        return (f"there is no passage {unknown[0]}",)
    if len(drafted.text.split()) > LONGEST_SENTENCE:
        return (f"it is longer than {LONGEST_SENTENCE} words",)
    cited = [citations[number - 1] for number in drafted.numbers]
    missing = find_missing(drafted.text, cited)
    if missing:
        return (f"its passage does not show {', '.join(missing)}",)
    return find_unsupported(drafted.text, "\n".join(citation.quote for citation in cited))


def find_unsupported(said: str, quotes: str) -> tuple[str, ...]:
    """Rule 3 above: what ``said`` has that ``quotes`` do not carry."""
    addresses = [found for found in _ADDRESS.findall(said) if found.rstrip(".,;") not in quotes]
    if addresses:
        return (f"its passage does not show {addresses[0]}",)
    have = frozenset(find_stems(quotes))
    for row, carriers in _turning_rows():
        used = row & frozenset(find_stems(said))
        if used and not (row | carriers) & have:
            return (f"its passage does not say “{_printed(said, used)}”",)
    if _denies(said) != _denies(_nearest_sentences(said, quotes)):
        return ("it adds or drops a denial",)
    near = _near()
    # figures are the gate's business, which reads "4 per cent" and "4%" as one
    words = {t.stem: t.text for t in find_tokens(said) if not is_stop_word(t.text) and not _is_figure(t.text)}
    new = [text for key, text in words.items() if key not in have and not near.get(key, frozenset()) & have]
    if len(new) > max(1, int(NEW_WORDS * len(words))) or (words and len(new) == len(words)):
        return (f"its passage does not say {', '.join(f'“{word}”' for word in new[:3])}",)
    return ()


_UNITS = frozenset("per cent percent percentage thousand million billion pounds".split())


def _is_figure(word: str) -> bool:
    return word[0] in "£0123456789" or fold(word) in _UNITS or number_of(word) is not None


@lru_cache(maxsize=1)
def _turning_rows() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(map(stem, words.split())), frozenset(map(stem, carriers.split()))) for words, carriers in TURNING)


@lru_cache(maxsize=1)
def _near() -> dict[str, frozenset[str]]:
    near: dict[str, frozenset[str]] = {}
    for group in SYNONYMS:
        stems = frozenset(stem(word) for phrase in group for word in phrase.split())
        for word in stems:
            near[word] = near.get(word, frozenset()) | stems
    return near


def _printed(text: str, stems: frozenset[str]) -> str:
    return next(token.text for token in find_tokens(text) if token.stem in stems)


def _denies(text: str) -> bool:
    return any(word in DENYING for word in _WORD.findall(fold(text)))


def _nearest_sentences(said: str, quotes: str) -> str:
    """The sentence of the quotes that shares most words with ``said``; several where they share the same number."""
    wanted = {t.stem for t in find_tokens(said) if not is_stop_word(t.text)}
    sentences = [quotes[s.start : s.end] for s in find_sentences(quotes, Span(0, len(quotes)))]
    shared = [len(wanted & set(find_stems(sentence))) for sentence in sentences]
    return " ".join(s for s, n in zip(sentences, shared, strict=True) if n == max(shared, default=0))
