"""Actions: printed "Action" lines and columns, action logs, and sentences that give somebody a task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.cues import ACTIONS
from ingest.extract.directory import Directory
from ingest.extract.lines import Line, Match, Wording
from ingest.extract.owners import read_owner_label
from ingest.records import Cell, Document, Table
from ingest.spans import Span

# "Action: Clerk to write", "ACTION – AD", "Actions: …", "30. Action the Chair was invited"
ACTION_LABEL = re.compile(
    r"^\W*(?:\d{1,3}[.)]\s*)?(?:AGREED |Agreed |NEW |Outstanding |OUTSTANDING )?(?:ACTIONS?|Actions?)\b(?: (?:points?|items?|required|from [^:]{3,40}|by|for|on|[0-9]+[.0-9]*))?\s*(?P<mark>[:;–—-]|(?=\s))\s*(?P<rest>.*)$", re.S
)
# "… is still missing a slate - Action : AD to arrange", "will be put back – Action AD"
INLINE_ACTION = re.compile(r"[-–—.(;]\s*(?:ACTION|Action)s?\s*(?:by\s*)?[:–-]?\s*(?P<rest>[A-Z][^.\n]{0,160})\)?\s*\.?$")
DUE_LINE = re.compile(r"^\W*(?:Due|Deadline|Target date|By when|Timescale|Complete by)\s*[:–-]\s*\S", re.I)
# what the update of an action log says of a task that is over
_DONE = re.compile(r"\b(?:complete[d]?|done|closed|discharged|no further action|actioned|resolved|removed from list|cancelled)\b", re.I)
_OPEN_AGAIN = re.compile(r"\b(?:on-?going|outstanding|awaiting|in progress|not (?:yet )?(?:complete|done|started)|carried forward|still|to action|pending)\b", re.I)
_TASK_HEAD = re.compile(r"^(?:agreed )?(?:action|actions|task|what|item|description|action point|action required|action/decision)s?\b", re.I)
_OWNER_HEAD = re.compile(r"^(?:owner|who|by whom|lead|responsible|responsibility|action by|assigned to|officer|person responsible|action owner|by|name|initials)\b", re.I)
_DUE_HEAD = re.compile(r"^(?:due|by when|when|deadline|date due|target|timescale|due date|completion)\b", re.I)
_UPDATE_HEAD = re.compile(r"^(?:update|status|progress|outcome|comments?|result|rag)\b", re.I)
_NOT_A_TASK = re.compile(r"^\W*(?:points?|log|list|sheet|plan|tracker|by whom|owner|update|no|item|column|required)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A row of an action log: the task, who has it, when it is due and how it stands, as spans."""

    task: Span
    owner: str | None
    due: Span | None
    done: bool


def find_action(line: Line, wording: Wording) -> Match | None:
    """A task in a sentence; a printed "Action" label comes first, whatever words follow it."""
    label = ACTION_LABEL.match(line.text)
    if label and len(label.group("rest").split()) >= 3 and not _NOT_A_TASK.match(label.group("rest")):
        rest = label.group("rest")
        if label.group("mark") or re.match(r"(?:that|the|that|[A-Z])", rest):
            return Match("decision" if _is_noting(rest) else "action", "action_label", label.start("rest"), label.start("rest") + _cue_width(rest), "noted" if _is_noting(rest) else None)
    inline = INLINE_ACTION.search(line.text)
    if inline:
        return Match("action", "action_inline", inline.start("rest"), inline.end("rest"))
    return wording.find(ACTIONS, line)


def _cue_width(rest: str) -> int:
    """How far the subject of an action line reaches: up to its verb."""
    verb = re.search(r"\b(?:to|will|should|is|was|were|be|would|must)\b", rest)
    return verb.end() if verb else min(len(rest), 60)


def _is_noting(rest: str) -> bool:
    """"Action – that the report be noted" decides; it asks for nothing."""
    return bool(re.search(r"\b(?:be|was|were|is|are)\s+(?:duly |formally )?(?:noted|received|approved|agreed|accepted)\W*$", rest.strip(), re.I))


def read_label_owner(directory: Directory, text: str) -> tuple[str, bool] | None:
    """The owner of a line that holds nothing else: "ACTION: AD", "Action Inspector Fenn", "AD/PF", "ST"."""
    label = ACTION_LABEL.match(text)
    if label:
        rest = label.group("rest").strip()
        return read_owner_label(directory, rest) if rest and len(rest.split()) <= 6 else None
    bare = text.strip()
    if len(bare) <= 14 and re.fullmatch(r"[A-Z][A-Za-z]{1,4}(?:\s?[/,&]\s?[A-Z][A-Za-z]{1,4}\s?)*/?|ALL|All", bare):
        pieces = re.split(r"\s?[/,&]\s?", bare.rstrip("/"))
        if all(piece == piece.upper() or directory.lookup(piece) is not None for piece in pieces):
            return read_owner_label(directory, bare.rstrip("/"))
    return None


# ---------------------------------------------------------------- tables

def read_log(document: Document, table: Table, directory: Directory) -> tuple[LogEntry, ...] | None:
    """Entries of an action log, or None when the table is not one (no column for tasks with one for owners)."""
    heads = _find_heads(table)
    if heads is None:
        return None
    at, columns = heads
    entries = []
    for row in table.rows[at + 1 :]:
        cells = {cell.column: cell for cell in row}
        task = cells.get(columns["task"])
        if task is None or len(task.text.split()) < 3:
            continue
        owner_cell, update = cells.get(columns.get("owner", -1)), cells.get(columns.get("update", -1))
        due = cells.get(columns.get("due", -1))
        owner = read_owner_label(directory, owner_cell.text) if owner_cell and owner_cell.text.strip() else None
        printed = owner[0] if owner else (owner_cell.text.strip() or None if owner_cell else None)
        state = f"{update.text if update else ''} "
        entries.append(LogEntry(task.span, printed, due.span if due and due.text.strip() else None, is_done(state)))
    return tuple(entries)


def is_done(state: str) -> bool:
    return bool(_DONE.search(state)) and not _OPEN_AGAIN.search(state)


def _find_heads(table: Table) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(table.rows[:2]):
        columns: dict[str, int] = {}
        for cell in row:
            name = _head_name(cell)
            if name and name not in columns:
                columns[name] = cell.column
        if "task" in columns and ("owner" in columns or "update" in columns):
            return number, columns
    return None


def _head_name(cell: Cell) -> str | None:
    text = cell.text.strip()
    for name, pattern in (("owner", _OWNER_HEAD), ("update", _UPDATE_HEAD), ("due", _DUE_HEAD), ("task", _TASK_HEAD)):
        if pattern.match(text) and len(text) < 30:
            return name
    return None
