"""Which printed word stands behind which word of the canonical text.

Both sides are squashed (NFKC, casefold, letters, digits and currency signs only), so that other
spaces, hyphens and ligatures do not matter. Three passes: the longest common sequence of whole
words; words left over, looked up near their neighbours (another reading order); and, between two
matched words, single characters (other word breaks).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from ingest.load.pdf_glyphs import PrintedWord
from ingest.load.records import RawWord
from ingest.spans import BBox, Span

_TOKEN = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def _squash_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join(c for c in folded if c.isalnum() or c in "£$%€")


@lru_cache(maxsize=1 << 15)
def squash(text: str) -> str:
    """Letters, digits and £$%€ of ``text``, NFKC and casefolded, nothing else."""
    return "".join(map(_squash_character, text))


def find_tokens(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the words (runs without white space) of ``text``."""
    return [match.span() for match in _TOKEN.finditer(text)]


def token_f1(ours: str, theirs: str) -> float:
    """F1 of the two bags of squashed words; 1.0 where both are empty."""
    left: dict[str, int] = defaultdict(int)
    right: dict[str, int] = defaultdict(int)
    for word in ours.split():
        left[squash(word)] += 1
    for word in theirs.split():
        right[squash(word)] += 1
    left.pop("", None)
    right.pop("", None)
    total = sum(left.values()) + sum(right.values())
    if not total:
        return 1.0
    return 2 * sum(min(count, right.get(word, 0)) for word, count in left.items()) / total


def _match_words(ours: Sequence[str], theirs: Sequence[str]) -> list[int | None]:
    """Index into ``theirs`` for each of ``ours``: common sequence first, then the nearest equal word."""
    partner: list[int | None] = [None] * len(ours)
    used = [False] * len(theirs)
    for code in Indel.opcodes(ours, theirs):
        if code.tag == "equal":
            for step in range(code.src_end - code.src_start):
                partner[code.src_start + step] = code.dest_start + step
                used[code.dest_start + step] = True
    free: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(theirs):
        if not used[at]:
            free[word].append(at)
    if not free:
        return partner
    before = -1
    for at, word in enumerate(ours):
        if partner[at] is None and free.get(word):
            places = free[word]
            nearest = min(places, key=lambda place: abs(place - before - 1))
            # A short word on its own is no evidence of where it stands.
            if len(word) >= 3 or abs(nearest - before - 1) <= 2:
                places.remove(nearest)
                partner[at] = nearest
        found = partner[at]
        if found is not None:
            before = found
    return partner


def _characters(words: Sequence[PrintedWord], first: int, last: int) -> tuple[str, list[tuple[int, int]]]:
    """Squashed characters of the printed words ``first..last``, and (word, glyph) for each."""
    text: list[str] = []
    origin: list[tuple[int, int]] = []
    for number in range(first, last):
        for position, glyph in enumerate(words[number].glyphs):
            for character in _squash_character(glyph.text):
                text.append(character)
                origin.append((number, position))
    return "".join(text), origin


def align_words(
    text: str, printed: Sequence[PrintedWord], cuts: list[tuple[int, str]] | None = None
) -> tuple[RawWord, ...]:
    """The words of ``text`` that are found on the page, in text order, each with the box of its glyphs.

    ``cuts`` collects places (offset, white space) where ``text`` runs two printed words together that stand
    on different lines or clearly apart ("138" for 1, 3 and 8 of a column), and, with "" for the white space,
    places where ``text`` has a space within one printed word ("effectiven ess").
    """
    tokens = find_tokens(text)
    ours = [squash(text[a:b]) or text[a:b] for a, b in tokens]
    theirs = [squash(word.text) or word.text for word in printed]
    partner = _match_words(ours, theirs)
    _match_bullets(text, tokens, partner, printed)
    taken = {at for at in partner if at is not None}
    if cuts is not None:
        cuts.extend(_find_torn_marks(text, tokens, partner, printed))
    boxes: list[tuple[BBox, float, bool] | None] = [None] * len(tokens)
    for at, found in enumerate(partner):
        if found is not None:
            word = printed[found]
            boxes[at] = (word.bbox, word.size, word.bold)
    at = 0
    while at < len(tokens):
        if partner[at] is not None:
            at += 1
            continue
        end = at
        while end < len(tokens) and partner[end] is None:
            end += 1
        _fill_gap(at, end, ours, partner, printed, taken, boxes, tokens, text, cuts)
        at = end
    return tuple(
        RawWord(Span(a, b), box[0], round(box[1], 2), box[2])
        for (a, b), box in zip(tokens, boxes, strict=True)
        if box is not None
    )


def _fill_gap(
    start: int,
    end: int,
    ours: Sequence[str],
    partner: Sequence[int | None],
    printed: Sequence[PrintedWord],
    taken: set[int],
    boxes: list[tuple[BBox, float, bool] | None],
    tokens: Sequence[tuple[int, int]],
    text_of_page: str,
    cuts: list[tuple[int, str]] | None,
) -> None:
    """Align the characters of the words ``start..end`` with those printed between their matched neighbours."""
    left = partner[start - 1] if start else -1
    right = partner[end] if end < len(partner) else len(printed)
    candidates = []
    if left is not None:
        last = left + 1
        while last < len(printed) and last not in taken:
            last += 1
        candidates.append((left + 1, last))
    if right is not None:
        first = right
        while first > 0 and first - 1 not in taken:
            first -= 1
        candidates.append((first, right))
    wanted = "".join(ours[start:end])
    for first, last in dict.fromkeys(candidates):
        if first >= last:
            continue
        text, origin = _characters(printed, first, last)
        if not text or len(text) > 20_000:
            continue
        place: list[tuple[int, int] | None] = [None] * len(wanted)
        for code in Indel.opcodes(wanted, text):
            if code.tag == "equal":
                for step in range(code.src_end - code.src_start):
                    place[code.src_start + step] = origin[code.dest_start + step]
        if cuts is not None:
            cuts.extend(_find_torn_words(text_of_page, tokens[start:end], ours[start:end], place, printed))
        offset = 0
        for at in range(start, end):
            found = [spot for spot in place[offset : offset + len(ours[at])] if spot is not None]
            offset += len(ours[at])
            if boxes[at] is None and found and 2 * len(found) > len(ours[at]):
                boxes[at] = _box_of(found, printed)
                token = text_of_page[tokens[at][0] : tokens[at][1]]
                # Offsets are sure only where each character squashes to one.
                if cuts is not None and len(found) == len(ours[at]) == len(token):
                    cuts.extend((tokens[at][0] + step, gap) for step, gap in _find_cuts(found, printed))


def _match_bullets(
    text: str, tokens: Sequence[tuple[int, int]], partner: list[int | None], printed: Sequence[PrintedWord]
) -> None:
    """A list mark has been repaired in the text only: its partner is the lone sign before the next word's partner."""
    used = set(partner)
    for at in range(len(tokens) - 1):
        following = partner[at + 1]
        if partner[at] is None and text[tokens[at][0] : tokens[at][1]] == "•" and following:
            before = printed[following - 1]
            if following - 1 not in used and len(before.text) <= 1:
                partner[at] = following - 1
                used.add(following - 1)


def _same_line(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    return "\n" not in text[left[1] : right[0]]


def _find_torn_marks(
    text: str, tokens: Sequence[tuple[int, int]], partner: Sequence[int | None], printed: Sequence[PrintedWord]
) -> list[tuple[int, str]]:
    """Punctuation that stands apart in the text and at its word in print: “nudging ” for “nudging”."""
    joins = []
    for at, (start, end) in enumerate(tokens):
        mark = text[start:end]
        if partner[at] is not None or squash(mark) or mark == "•":
            continue
        before = partner[at - 1] if at else None
        after = partner[at + 1] if at + 1 < len(tokens) else None
        if (
            before is not None
            and _same_line(text, tokens[at - 1], (start, end))
            and printed[before].text.endswith(mark)
            and not text[: tokens[at - 1][1]].endswith(mark)
        ):
            joins.append((tokens[at - 1][1], ""))
        elif (
            after is not None
            and _same_line(text, (start, end), tokens[at + 1])
            and printed[after].text.startswith(mark)
            and not text[tokens[at + 1][0] :].startswith(mark)
        ):
            joins.append((end, ""))
    return joins


def _find_torn_words(
    text: str,
    tokens: Sequence[tuple[int, int]],
    ours: Sequence[str],
    place: Sequence[tuple[int, int] | None],
    printed: Sequence[PrintedWord],
) -> list[tuple[int, str]]:
    """Neighbouring words of the text that are one word in print, its letters set without a gap."""
    joins = []
    offset = 0
    for at in range(len(tokens) - 1):
        offset += len(ours[at])
        one, other = place[offset - 1], place[offset] if offset < len(place) else None
        if one is None or other is None or one[0] != other[0] or other[1] <= one[1]:
            continue
        word = printed[one[0]]
        gap = word.glyphs[other[1]].x0 - word.glyphs[one[1]].x1
        if gap < 0.1 * max(word.size, 1.0) and _same_line(text, tokens[at], tokens[at + 1]):
            joins.append((tokens[at][1], ""))
    return joins


def _find_cuts(spots: Sequence[tuple[int, int]], printed: Sequence[PrintedWord]) -> list[tuple[int, str]]:
    """Where a word goes over to another printed word that is not its neighbour on the line."""
    cuts = []
    for step, (one, other) in enumerate(pairwise(spots), 1):
        if one[0] == other[0]:
            continue
        left, right = printed[one[0]], printed[other[0]]
        if one[1] != len(left.glyphs) - 1 or other[1] != 0:
            continue  # letters picked from here and there: no evidence
        a, b = left.glyphs[one[1]], right.glyphs[other[1]]
        em = max(left.size, right.size, 1.0)
        if abs((a.top + a.bottom) - (b.top + b.bottom)) / 2 > 0.6 * em:
            cuts.append((step, "\n"))
        elif b.x0 - a.x1 > 0.6 * em:
            cuts.append((step, " "))
    return cuts


def insert_cuts(text: str, cuts: Sequence[tuple[int, str]]) -> str:
    """``text`` with white space put in at each place, or, where it is "", the white space there taken out."""
    for at, gap in sorted(set(cuts), reverse=True):
        text = text[:at] + gap + (text[at:] if gap else text[at:].lstrip(" "))
    return text


def _box_of(spots: Sequence[tuple[int, int]], printed: Sequence[PrintedWord]) -> tuple[BBox, float, bool]:
    """Box round the given glyphs; where they stand on two lines, round those of the line that holds most."""
    first = printed[spots[0][0]]
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for spot in spots:
        lines[printed[spot[0]].line].append(spot)
    chosen = max(lines.values(), key=len)
    glyphs = [printed[word].glyphs[glyph] for word, glyph in chosen]
    owner = printed[chosen[0][0]]
    if abs(owner.angle) < 0.02:
        top, bottom = owner.bbox.top, owner.bbox.bottom
    else:
        top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    box = BBox(min(g.x0 for g in glyphs), top, max(g.x1 for g in glyphs), bottom)
    return box, first.size, first.bold
