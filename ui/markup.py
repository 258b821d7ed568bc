"""HTML that cannot be broken by the words of a paper.

Every page is put together from :func:`h`, which escapes each child and each attribute that is not already
:class:`Html`. Document text, file names and queries enter as plain ``str`` and can therefore only ever come
out as text; the one thing inserted after escaping is ``<mark>`` (:func:`marked`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.spans import Span

VOID_TAGS = frozenset({"img", "input", "br", "hr"})

# Characters that change the order of what follows on screen ("right-to-left override" makes "fdp.exe" of
# "exe.pdf"), and control characters: shown as a replacement sign, never obeyed. Joiners (U+200C, U+200D) stay,
# as scripts and emoji need them.
_DISORDERLY = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Signs without width: they can only hide something (a zero-width space inside a name), so they are dropped.
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


class Html(str):
    """Markup that is safe to show: made by this module only."""

    __slots__ = ()


def tame(text: str) -> str:
    """``text`` without characters that reorder or hide what stands beside them."""
    return _INVISIBLE.sub("", _DISORDERLY.sub("\ufffd", text))


def escape(text: str) -> Html:
    """``text`` as HTML text or attribute value, tamed."""
    return text if isinstance(text, Html) else Html(html.escape(tame(text), quote=True))


def join(*parts: str | None, separator: str = "") -> Html:
    """Parts in a row; plain strings are escaped, None is left out."""
    return Html(escape(separator).join(escape(part) for part in parts if part is not None))


def h(tag: str, *children: str | None, **attributes: str | int | float | bool | None) -> Html:
    """One element. ``class_`` → ``class``, ``aria_label`` → ``aria-label``; None and False leave an attribute out.

    Raises ValueError for a link that is not to this app itself ("/…" or "#…"): nothing a page shows can lead
    a reader, or the browser, elsewhere.
    """
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        if name in {"href", "src", "action"} and not is_own_address(str(value)):
            raise ValueError(f"{name} must stay within the app, got {value!r}")
        written.append(f" {name}" if value is True else f' {name}="{escape(str(value))}"')
    opening = f"<{tag}{''.join(written)}>"
    if tag in VOID_TAGS:
        return Html(opening)
    return Html(f"{opening}{join(*children)}</{tag}>")


def is_own_address(address: str) -> bool:
    """True for "/search?q=…" and "#main"; False for "//host", "javascript:…", "data:…"."""
    return address.startswith("#") or (address.startswith("/") and not address.startswith(("//", "/\\")))


@dataclass(frozen=True, slots=True)
class Wrap:
    """A stretch of the text to be wrapped: ``tag`` with ``css`` class and hover ``title``."""

    span: Span
    tag: str
    css: str
    title: str | None = None


def marked(text: str, within: Span, wraps: Iterable[Wrap]) -> Html:
    """``text[within]`` escaped, with every wrap's part of it enclosed. Wraps may overlap; earlier ones enclose later ones."""
    pieces = [wrap for wrap in wraps if wrap.span.overlaps(within)]
    cuts = {within.start, within.end}
    for wrap in pieces:
        cuts.add(max(wrap.span.start, within.start))
        cuts.add(min(wrap.span.end, within.end))
    ordered = sorted(cuts)
    written: list[str] = []
    for start, end in pairwise(ordered):
        piece = escape(text[start:end])
        for wrap in reversed(pieces):
            if wrap.span.start <= start and end <= wrap.span.end:
                piece = h(wrap.tag, piece, class_=wrap.css or None, title=wrap.title)
        written.append(piece)
    return Html("".join(written))


def lit(text: str, within: Span, spans: Sequence[Span]) -> Html:
    """``text[within]`` with ``spans`` in ``<mark>``."""
    return marked(text, within, [Wrap(span, "mark", "pp-mark") for span in spans])
