"""Atom feeds (RFC 4287): what is new under a search or under a filter of the register."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
# characters that XML 1.0 cannot hold at all, and those that turn round what stands beside them
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """``key`` stays the same for as long as the thing told of does; ``updated`` is an ISO date and time; ``text`` is plain."""

    key: str
    title: str
    link: str
    updated: str
    text: str
    author: str = ""


def to_atom(title: str, own: str, page: str, entries: Iterable[FeedEntry], *, never: str = "1970-01-01T00:00:00+00:00") -> str:
    """The feed at ``own`` that belongs to the page ``page`` (both whole addresses), newest entry first."""
    listed = sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)
    updated = listed[0].updated if listed else never
    written = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title><id>{_text(own)}</id><updated>{_text(updated)}</updated>",
        f'<link rel="self" href={_attribute(own)}/><link rel="alternate" href={_attribute(page)}/>',
        "<author><name>Panel Papers</name></author>",
    ]
    for entry in listed:
        author = f"<author><name>{_text(entry.author)}</name></author>" if entry.author else ""
        written.append(
            f"<entry><title>{_text(entry.title)}</title><id>urn:panelpapers:{_text(entry.key)}</id><updated>{_text(entry.updated)}</updated>"
            f'<link rel="alternate" href={_attribute(entry.link)}/>{author}<content type="text">{_text(entry.text)}</content></entry>'
        )
    return "\n".join([*written, "</feed>\n"])


def _text(value: str) -> str:
    return escape(_UNFIT.sub("\ufffd", value))


def _attribute(value: str) -> str:
    return quoteattr(_UNFIT.sub("\ufffd", value))
