"""Text cut into pieces for the name model: no bullets, paragraph numbers, tabs or letterhead labels in them.

Without the cut the model reads "• Anna Frost", "Tel: 01234" and the cells of a row as one name (94 of 122 names
exact on whole lines, 102 on pieces).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_CUT = re.compile(r"[\n\t\u2028]+|[ \u00a0]{3,}|(?<=[a-z\d)”\"’'][.;!?])[ \u00a0]+(?=[A-Z(“\"‘])|:[ \u00a0]+(?=[A-Z])|[ \u00a0]+[–—][ \u00a0]+")
_LEAD = re.compile(r"^(?:[\s•●▪◦·\uf0b7\uf0a7\uf0d8*#>|–—-]+|\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]\s+|\d+(?:\.\d+)+\.?\s+|\d{1,3}/\d{2}\s+)+")
_CONTACT = re.compile(r"https?://|www\.|\S@\S")
_CAPITAL = re.compile(r"(?<![.\w])[A-Z][\w’'&-]*")


def cut_pieces(text: str, known: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, str]]:
    """(offset, piece) for each piece that may hold a name: more than a capital at its start, not all capitals.

    ``known`` are sorted spans that rules have already named; a piece whose other words have no capital is left out.
    """
    position = 0
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match is not None else len(text)
        piece = text[position:end]
        offset = position
        if match is not None:
            position = match.end()
        lead = _LEAD.match(piece)
        if lead is not None:
            offset += lead.end()
            piece = piece[lead.end() :]
        piece = piece.rstrip()
        if len(piece) < 4 or piece.isupper():
            continue
        capitals = _CAPITAL.findall(piece)
        named = len(capitals) >= 2 or (capitals and (not piece[0].isupper() or len(piece.split()) <= 3))
        if named and (not known or _has_unknown(piece, offset, known)):
            yield offset, piece


_COMMON_CAPITALS = frozenset(
    """The This That These Those There It In On At As An If We He She They His Her Its Our For From With And But Or To Of By Force Panel Members Council Board Committee Government Police Plan
    All Any Some No Not Each Both When Where While Since After Before During Following Also However Further Work Report Officers Meeting Agenda Minutes Item Budget""".split()
)


def _has_unknown(piece: str, offset: int, known: Sequence[tuple[int, int]]) -> bool:
    """Whether a capitalised word of the piece lies outside what is known and is not an everyday one."""
    for match in _CAPITAL.finditer(piece):
        if match.group() in _COMMON_CAPITALS or match.start() == 0:
            continue
        start = offset + match.start()
        place = bisect_right(known, (start, 1 << 60)) - 1
        if place < 0 or known[place][1] <= start:
            return True
    first = _CAPITAL.match(piece)
    return first is not None and len(piece.split()) <= 3 and first.group() not in _COMMON_CAPITALS
