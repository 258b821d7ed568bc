"""Votes, proposers and seconders, wherever they are printed: in the sentence, on lines of their own, or before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.directory import Directory

_NAME = r"(?:(?-i:(?:the )?(?:(?:County |District |Borough )?(?:Cllr|Councillor|Clr|Mr|Mrs|Ms|Miss|Dr|Sir|Mayor)s?\.? ?)*[A-Z][\w’'.-]*(?: (?:\([A-Z]\)|[A-Z][\w’'-]+)){0,2}))"
# "Proposed by Cllr Orde, seconded by Cllr Fenn", "Prop: BO 2nd: PF", "Proposed: Cllr Orde Seconded: Cllr Fenn"
_BY_LABEL = re.compile(
    rf"\b(?:Proposed|Proposer|Prop|Moved|Mover|On the proposal of|On the motion of)\b\.?(?: by)?\s*[:;-]?\s*(?P<mover>{_NAME})\W{{0,4}}\s*(?:and\s+)?(?:was\s+)?(?:Seconded|Seconder|Sec|2nd|2nded|Secd)\b\.?(?: by)?\s*[:;-]?\s*(?P<seconder>{_NAME})",
    re.I,
)
# "Cllr Orde proposed and Cllr Fenn seconded", "Mr Orde moved, Mrs Fenn seconded"
_IN_PROSE = re.compile(rf"(?P<mover>{_NAME}) (?:formally )?(?:proposed|moved)\b[^.;]{{0,80}}?\b(?P<seconder>{_NAME}),? (?:formally )?seconded\b")
_LABEL_ALONE = re.compile(rf"^\W*(?P<role>Proposed|Prop|Moved|Seconded|Sec|2nd)\b\.?(?: by)?\s*[:;-]?\s*(?P<name>{_NAME})\W*$", re.I)
# "12 for, 4 against, 1 abstention", "by 5 votes to 3", "For (12) … Against (42) … Abstain (7)"
_COUNTS = re.compile(r"\bfor\W{0,4}(\d{1,3})\b.{0,3000}?\bagainst\W{0,4}(\d{1,3})\b(?:.{0,3000}?\babst(?:ain(?:ed)?|entions?)\W{0,4}(\d{1,3})\b)?", re.I | re.S)
_COUNTS_FIRST = re.compile(r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|all) (?:votes? |members? )?(?:in favour|for)\b\W+(?:and )?(\d{1,3}|none|no|one|two|three|four|five|six|seven|eight) (?:votes? )?against\b(?:\W+(?:and |with )?(\d{1,3}|one|two|three|four|no) (?:abstentions?|abstained|abstaining))?", re.I)
_VOTES_TO = re.compile(r"\bby (\d{1,3}) votes? to (\d{1,3})\b(?:[^.]{0,30}?(\d{1,3}) abstentions?)?", re.I)
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\b(?:all agreed|nem\.? con)", re.I)


@dataclass(frozen=True, slots=True)
class Vote:
    vote: str | None = None
    mover: str | None = None
    seconder: str | None = None

    def __bool__(self) -> bool:
        return bool(self.vote or self.mover or self.seconder)


def read_vote(directory: Directory, text: str) -> Vote:
    """What ``text`` prints of a vote: counts as "12 for, 4 against, 1 abstain", or "unanimous"; mover and seconder."""
    named = _BY_LABEL.search(text) or _IN_PROSE.search(text)
    mover = _name(directory, named.group("mover")) if named else None
    seconder = _name(directory, named.group("seconder")) if named else None
    return Vote(_read_counts(text), mover, seconder)


def read_label_alone(directory: Directory, text: str) -> Vote:
    """A line that only names the proposer or the seconder; empty otherwise."""
    match = _LABEL_ALONE.match(text)
    if not match:
        return Vote()
    name = _name(directory, match.group("name"))
    return Vote(None, None, name) if match.group("role").lower() in ("seconded", "sec", "2nd") else Vote(None, name, None)


def is_vote_line(text: str) -> bool:
    """The line holds nothing but proposer and seconder: "Prop: BO; 2nd: PF"."""
    match = _BY_LABEL.search(text)
    return match is not None and len(text.strip()) - (match.end() - match.start()) < 12


def _read_counts(text: str) -> str | None:
    first = _COUNTS_FIRST.search(text) or _VOTES_TO.search(text) or _COUNTS.search(text)
    if first:
        counts = [first.group(1), first.group(2), first.group(3)]
        names = ("for", "against", "abstain")
        return ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True) if count is not None)
    return "unanimous" if _UNANIMOUS.search(text) else None


def _name(directory: Directory, printed: str) -> str | None:
    resolved = directory.resolve(printed)
    return resolved[0] if resolved else None
