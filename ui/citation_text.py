"""A citation as text to take away: plain, Markdown, and in the manner of OSCOLA. Nothing of the papers' text acts as markup."""

from __future__ import annotations

import re

from answer.records import Citation
from ingest.records import Document

FORMS = ("plain", "markdown", "oscola")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~$&])")
_LONG_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def to_plain(citation: Citation) -> str:
    """“The precept rose by 2%.” (Precept Report, PCP 13 Nov 2018, para 2.2, p.2)"""
    return f"“{_one_line(citation.quote)}” ({_one_line(citation.title)}, {_one_line(citation.label)})"


def to_markdown(citation: Citation, url: str = "") -> str:
    """A quotation with its source below; the label is a link where ``url`` is given."""
    label = escape_markdown(citation.label)
    source = f"[{label}](<{url}>)" if url else label
    quoted = "\n".join(f"> {escape_markdown(line)}" for line in citation.quote.splitlines() if line.strip())
    return f"{quoted}\n>\n> — *{escape_markdown(_one_line(citation.title))}*, {source}"


def to_oscola(citation: Citation, document: Document, url: str = "", accessed: str = "") -> str:
    """Author, ‘Title’ (date) para, page <address> accessed day.

    After the Oxford University Standard for the Citation of Legal Authorities (4th edn, 3.4.8 and 3.1.4): no full stops
    in abbreviations, single quotation marks, "accessed" with the day (``accessed`` is ISO). What is not known is left out.
    """
    author = f"{_one_line(document.body)}, " if document.body else ""
    day = to_long_date(citation.meeting_date)
    place = f" para {citation.paragraph_number}" if citation.paragraph_number else ""
    page = f"{',' if place else ''} p {citation.page_no}" if citation.page_no is not None else ""
    read = f" accessed {to_long_date(accessed)}" if url and accessed else ""
    return f"{author}‘{_one_line(citation.title)}’{f' ({day})' if day else ''}{place}{page}{f' <{url}>' if url else ''}{read}"


def to_long_date(day: str | None) -> str:
    """``2018-11-13`` → ``13 November 2018``, ``2019-11`` → ``November 2019``; an interval as it stands in short form."""
    if not day:
        return ""
    if "/" in day:
        return " – ".join(to_long_date(part) for part in day.split("/", 1))
    bits = day.split("-")
    if len(bits) == 1:
        return day
    month = _LONG_MONTHS[int(bits[1])]
    return f"{month} {bits[0]}" if len(bits) == 2 else f"{int(bits[2])} {month} {bits[0]}"


def escape_markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


__all__ = ["FORMS", "escape_markdown", "to_long_date", "to_markdown", "to_oscola", "to_plain"]
