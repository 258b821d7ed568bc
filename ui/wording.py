"""How the app words what the records hold: days, kinds of paper, states of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answer.question import Kind
from answer.records import WriterReport
from ingest.records import DocType, Label, ObligationKind, PaperStatus
from ledger.records import Status

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DOC_TYPES: dict[DocType, str] = {
    "minutes": "Minutes",
    "agenda": "Agenda",
    "report": "Report",
    "performance_report": "Performance report",
    "letter": "Letter",
    "decision": "Decision",
    "accounts": "Accounts",
    "newsletter": "Newsletter",
    "notice": "Notice",
    "other": "Other",
}
STATUSES: dict[PaperStatus, str] = {
    "draft": "Draft",
    "approved": "Approved",
    "signed": "Signed",
    "amended": "Amended",
    "unknown": "",
}
TAGS: dict[Label, str] = {
    "PERSON": "People",
    "ORG": "Organisations",
    "ROLE": "Roles",
    "GPE": "Places",
    "DATE": "Dates",
    "MONEY": "Amounts",
    "PERCENT": "Percentages",
}
OBLIGATIONS: dict[ObligationKind, str] = {
    "decision": "Decision",
    "action": "Action",
    "recommendation": "Recommendation",
    "commitment": "Promise",
}
OUTSTANDING, OWED = "outstanding", "owed"
"""In place of a status: any of those that are not done; in place of a kind: what somebody has to do."""
STATUSES_OUTSTANDING: tuple[Status, ...] = ("overdue", "open", "never mentioned again")
KINDS_OWED: tuple[ObligationKind, ...] = ("commitment", "action")
STATUSES_SHOWN = {
    "never mentioned again": "no later mention found",
    "overdue": "past its date, no report found",
}
"""Statuses that rest on finding nothing are worded as that: links to later papers are made with precision first, so
some are missed, and a reader must not quote "never mentioned again" on their strength."""
REFUSALS = {
    "not_in_papers": "The papers do not say",
    "paper_missing": "That paper is not in the archive",
    "paper_unreadable": "The paper could not be read",
}
ANSWER_KINDS: dict[Kind, str] = {
    "fact": "a fact",
    "amount": "an amount",
    "count": "a number",
    "percent": "a percentage",
    "date": "a date",
    "person_role": "a person",
    "yes_no": "yes or no",
    "list": "a list",
    "decision": "a decision",
    "commitment": "a promise",
    "comparison": "a comparison",
    "timeline": "steps in time",
    "meaning": "what it stands for",
}
"""Kinds of answer to choose from, by their short names, the commonest first."""
TEXT_LAYERS = {
    "good": "read",
    "ocr": "by text recognition",
    "garbled": "garbled",
    "none": "unreadable",
}


def day(iso: str | None) -> str:
    """"18 Sep 2018" of "2018-09-18"; "Nov 2019" and "2019" for less; both ends of an interval; else as it came."""
    if not iso:
        return ""
    if "/" in iso:
        start, _, end = iso.partition("/")
        return f"{day(start)} – {day(end)}"
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return iso
    named = [parts[0]] if len(parts) == 1 else [MONTHS[int(parts[1]) - 1], parts[0]]
    return " ".join([str(int(parts[2])), *named] if len(parts) == 3 else named)


def days_within(text: str) -> str:
    """"5 papers from 2018-02-06" → "5 papers from 6 Feb 2018"."""
    return re.sub(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])", lambda match: day(match.group()), text)


def count(number: int, one: str, many: str | None = None) -> str:
    """"1 paper", "1,204 papers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def pounds(amount: float, sign: str = "£") -> str:
    return f"{sign}{amount:,.2f}".removesuffix(".00")


def coverage(text_layers: dict[str, int], pages: int, *, paged: bool) -> str:
    """How much of a paper was read: "6 pages", "6 pages: 4 read, 2 by text recognition"."""
    if not paged:
        return "no pages (text read)"
    other = {layer: number for layer, number in text_layers.items() if layer != "good" and number}
    if not other:
        return count(pages, "page")
    known = [f"{text_layers[layer]:,} {TEXT_LAYERS[layer]}" for layer in TEXT_LAYERS if text_layers.get(layer)]
    return f"{count(pages, 'page')}: {', '.join(known)}"


def say_status(status: str | None) -> str | None:
    return None if status is None else STATUSES_SHOWN.get(status, status)


def to_statuses(values: Iterable[str]) -> tuple[str, ...]:
    """Those of the ledger, "outstanding" spelled out."""
    return tuple(status for value in values if value for status in (STATUSES_OUTSTANDING if value == OUTSTANDING else (value,)))


def to_kinds(values: Iterable[str]) -> tuple[str, ...]:
    """Those of the register, "owed" spelled out."""
    return tuple(kind for value in values if value for kind in (KINDS_OWED if value == OWED else (value,)))


def say_writer(report: WriterReport) -> str:
    """Whose words an answer is in, where a language model was asked to word it."""
    if report.worded:
        return f"Worded by a language model ({report.name}) and checked against the quotes, which are the papers’ own words."
    return f"In the papers’ own words: the language model that was asked to word it ({report.name}) is not used, because {report.problem}."
