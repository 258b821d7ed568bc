"""Characters that a PDF text layer gets wrong in known ways, put right without touching anything else."""

from __future__ import annotations

import re

# Ghostscript shifts the letters of a ligature eight bits up ("opera琀椀onal": U+7400 U+6900 for "ti"), and adds
# the last two of a ligature of three ("o昀케cer": U+6600, then 0x66 + 0x69 = 0xCF, so U+CF00, for "ffi").
_SHIFTED = {chr(ord(letter) << 8): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
_SHIFTED |= {"\ucf00": "fi", "\ud200": "fl"}
_SHIFTED_RUN = re.compile("(?:(?<=[A-Za-z])[" + "".join(_SHIFTED) + "]+|[" + "".join(_SHIFTED) + "]+(?=[a-z]))")

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Symbol and Wingdings bullets in the private use area, and the heavier of the public ones.
_BULLETS = dict.fromkeys(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf071\uf06c\uf06e\uf075\uf0de\uf0e0\uf02d\u2023\u25cf\u25aa\u25a0\u2043\u27a2", "•"
)
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
_INVISIBLE = (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060)


def _windows_character(code: int) -> str | None:
    """What byte ``code`` is in Windows-1252: a text layer that keeps the byte as a C1 control means that."""
    return bytes([code]).decode("cp1252", "ignore") or None


_TABLE: dict[int, str | None] = dict.fromkeys(_INVISIBLE)
_TABLE |= {code: _windows_character(code) for code in range(0x80, 0xA0)}
_TABLE |= {ord(key): value for table in (_LIGATURES, _BULLETS, _SPACES) for key, value in table.items()}
_TABLE |= {0x2028: "\n", 0x2029: "\n"}
_LINE_END_HYPHEN = re.compile("(?<=\\w)[\u00ad\u0002][ \t]*(?=\n|$)")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANK_RUNS = re.compile(r"[ \t]+")


def repair_characters(text: str) -> str:
    """Ligatures spelt out, bullets as ``•``, control characters and soft hyphens dropped, line ends ``\\n``.

    Letters are never guessed here; white space inside a line becomes single spaces.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _LINE_END_HYPHEN.sub("-", text)
    text = _SURROGATES.sub("\ufffd", text).translate(_TABLE)
    text = _SHIFTED_RUN.sub(lambda run: "".join(_SHIFTED[c] for c in run.group()), text)
    return "\n".join(_BLANK_RUNS.sub(" ", line).strip() for line in text.split("\n"))
