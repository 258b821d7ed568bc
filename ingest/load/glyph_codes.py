"""Text layers that hold glyph numbers in place of characters, turned back into characters.

A font embedded without a character map leaves the numbers of its glyphs. The TrueType core fonts number
them in one order: the printable ASCII characters from 3 (so "&RXQFLO" is "Council", each letter 29 too
low, the space a U+0003 and the digits control characters), then the Mac OS Roman set from 98, without its
no-break space (so 133 is the pound sign and 182 the closing quote).
"""

from __future__ import annotations

import re

from ingest.load.legible import is_illegible, word_cost

_FIRST, _ASCII_END, _NO_BREAK = 3, 98, 172
_CONTROL = re.compile(r"[\x04-\x08\x0b\x0c\x0e-\x1f]")
_PLAIN_END = re.compile(r"(?<=[\x13-\x1c])[.,;:)]+$")
_TOKEN = re.compile("[^ \n\r\t\x03]+|\x03+")
_LETTERS = re.compile(r"[^\W\d_]+")
_READABLE = 5.6  # mean cost of letter pairs up to which decoded text counts as language
_MOSTLY = 0.3


def decode_glyph(character: str) -> str:
    """The character that glyph number ``ord(character)`` shows in the order above; itself where out of range."""
    code = ord(character)
    if code < _FIRST:
        return ""
    if code < _ASCII_END:
        return chr(code + 29)
    if code < 226:
        byte = code + 30 if code < _NO_BREAK else code + 31
        if byte < 256:
            return bytes([byte]).decode("mac_roman")
    return character


def decode_text(text: str) -> str:
    """All characters decoded, but for hyphens and closing marks that come from a sound font in between.

    A hyphen is "J" when decoded; it stays one where the letters round it then make better words.
    """
    end = _PLAIN_END.search(text)
    head = text[: end.start()] if end else text
    decoded = "".join(map(decode_glyph, head))
    if "-" in head:
        hyphened = "".join("-" if c == "-" else decode_glyph(c) for c in head)
        if _cost(hyphened) < _cost(decoded):
            decoded = hyphened
    return decoded + (end.group() if end else "")


def _decode_controls(token: str) -> str:
    """Only what cannot be a printed character decoded: the end of a run in a sound font ("RESOLVED" + U+001D)."""
    return "".join(decode_glyph(c) if _CONTROL.match(c) else c for c in token)


def _cost(text: str) -> float:
    """Mean letter-pair cost over the words of ``text``, weighed by length; 9 where there are none."""
    runs = [run for run in _LETTERS.findall(text) if len(run) > 1]
    letters = sum(map(len, runs))
    return sum(word_cost(run) * len(run) for run in runs) / letters if letters else 9.0


def is_shifted(token: str) -> bool:
    """Sure on its own: control codes that decode to language or to a figure, or gibberish that decodes to language."""
    if token[0] == "\x03":
        return True
    control = _CONTROL.search(token)
    if not control and not is_illegible(token):
        return False
    decoded = decode_text(token)
    if control:
        plain = sum(c.isalnum() or c.isspace() or c in "£.,:;'’‘“”()-–/&%!?" for c in decoded)
        return plain >= 0.9 * len(decoded) and (_cost(decoded) <= _READABLE or not _LETTERS.search(decoded))
    return _cost(decoded) <= _READABLE


def _best(token: str) -> str:
    decoded = decode_text(token)
    if not _CONTROL.search(token):
        return decoded
    if all(c.isdigit() or _CONTROL.match(c) for c in token):
        # "4" in a sound font and U+0011 for its full stop: a number, not the letter 29 further on.
        return _decode_controls(token)
    if _LETTERS.search(token):
        partly = _decode_controls(token)
        if _cost(partly) < _cost(decoded):
            return partly
    return decoded


def _beside_space(text: str, match: re.Match[str]) -> bool:
    """Does the number of the space (3) stand right before or after the token?"""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    return "\x03" in (before, text[match.end() : match.end() + 1])


def repair_glyph_codes(text: str) -> tuple[str, int]:
    """Raw text with shifted runs decoded, and the number of characters so repaired.

    Raw means: control characters still in place. A page that is shifted for the most part gives its short
    words the benefit of the doubt as well.
    """
    tokens = list(_TOKEN.finditer(text))
    sure = [is_shifted(match.group()) for match in tokens]
    linked = [number for number, match in enumerate(tokens) if match.group()[0] != "\x03" and _beside_space(text, match)]
    if linked and not any(sure[number] for number in linked):
        # Words too short to tell alone, but parted by the number of the space.
        raw = " ".join(tokens[number].group() for number in linked)
        if _cost(" ".join(decode_text(tokens[number].group()) for number in linked)) + 1.0 < _cost(raw):
            for number in linked:
                sure[number] = True
    words = [(match.group(), yes) for match, yes in zip(tokens, sure, strict=True) if match.group()[0] != "\x03"]
    decodable = sum(len(token) for token, yes in words if yes)
    other = sum(len(token) for token, yes in words if not yes and (_CONTROL.search(token) or is_illegible(token)))
    if not decodable or other > decodable:
        # Nothing shifted, or a font that numbers its glyphs in an order of its own: that is work for OCR.
        return text, 0
    total = sum(len(match.group()) for match in tokens)
    mostly = sum(len(m.group()) for m, yes in zip(tokens, sure, strict=True) if yes) >= _MOSTLY * total
    pieces: list[str] = []
    end = repaired = 0
    for number, match in enumerate(tokens):
        token = match.group()
        neighbours = (number and sure[number - 1]) or (number + 1 < len(sure) and sure[number + 1])
        better = _best(token)
        # A glyph-number space beside it says that the word is in that font too.
        beside = _beside_space(text, match)
        gain = _cost(token) - _cost(better)
        yes = sure[number] or (
            bool(_LETTERS.search(better)) and (gain > -1.5 if beside else (mostly or neighbours) and gain > 0.5)
        )
        pieces.append(text[end : match.start()])
        pieces.append(better if yes else _decode_controls(token) if neighbours else token)
        repaired += len(token) if yes else 0
        end = match.end()
    pieces.append(text[end:])
    return "".join(pieces), repaired
