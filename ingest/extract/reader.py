"""Reads one part of a paper, paragraph by paragraph, into rows.

A paragraph may be

* a label that belongs to the row before it ("ACTION: AD", "Prop: BO 2nd: PF", "Due: March"): it completes that row;
* an item of a list opened by a lead ("RESOLVED:", "the following were elected:", "Actions:"): a row of the lead's kind;
* prose: each sentence is tried as decision, action, recommendation and commitment, in that order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.actions import ACTION_LABEL, DUE_LINE, find_action, read_label_owner, read_log
from ingest.extract.clauses import split_report, split_resolution
from ingest.extract.commitments import find_commitment
from ingest.extract.decisions import (
    find_decision,
    gives_task,
    is_bare,
    names_holders,
    opens_list,
    read_outcome,
    split_enumeration,
)
from ingest.extract.directory import Directory
from ingest.extract.leads import CAPTION, ITEM, NO_REQUEST, PLAN_LEAD, PROMISE_LEAD, PROMISED_ITEM, Lead, only_leads
from ingest.extract.lines import Line, Match, Row, Wording
from ingest.extract.owners import find_owner
from ingest.extract.recommendations import find_recommendation, opens_recommendations, recommendation_column
from ingest.extract.sentences import find_sentences
from ingest.extract.settling import MOVED_THAT, read_settling
from ingest.extract.speech import speaks_in_person, tells_speech
from ingest.extract.votes import is_vote_line, read_label_alone, read_vote
from ingest.records import Document, ObligationKind, Paragraph, Part
from ingest.spans import Span

# What stands beside initials in a column of owners is their task only when it speaks of something still to do.
_AHEAD = re.compile(r"\b(?:to|will|would|should|must|needs?|could|can|may|shall|please|await\w*|outstanding|missing|wanted|required)\b", re.I)
# A question is no task: "Mr Fenn asked why members should pay", "queried whether the work was under way".
_QUESTION = re.compile(
    r"\b(?:asked|queried|enquired|inquired|wondered|questioned|asking)\b(?: [\w’'-]+){0,5}? (?:why|whether|how|if|what|when|who|where|which)\b", re.I
)
_OPEN_TO_QUESTION = frozenset(
    {"person_will", "must", "benefit_from", "outstanding", "under_way", "work_to_do", "to_be_done", "responsibility", "planned", "will", "would", "would_by"}
)
# "Mr Orde proposed, and Mrs Fenn seconded the following amendment:": what follows is only put to the vote
_MOTION_LEAD = re.compile(
    r"\b(?:proposed|moved|seconded)\b[^.]{0,120}\b(?:following|motion|amendment)\b[^.]{0,60}:\W*$|\b(?:is|are) (?:asked|invited|recommended|requested) to (?:agree|consider|note|approve)\b",
    re.I,
)
# Somebody outside asks for money.
_APPLIES = re.compile(r"\b(?:is|are|was|were) (?:seeking|requesting|applying for) (?:funding|a grant|£|financial|sponsorship)|\bgrant application (?:from|for)\b|\bhad? applied for (?:a )?(?:grant|funding)\b", re.I)
# "The notes of the following meetings were approved", and each meeting in a line below: "ii. 4 May 2031", "Panel – 4 May 2031"
_FOLLOWING = re.compile(r"\bfollowing (?:[\w-]+ ){0,3}?(?:meetings?|minutes|notes)\b", re.I)
_MEETING_DAY = re.compile(r"^\W*(?:\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+)?(?:[A-Z][\w’'&-]+(?: [\w’'&-]+){0,5}\W{1,3})?(?:held on |of )?(?:(?:Mon|Tues|Wednes|Thurs|Fri)day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}\W*(?:and)?\W*$")
_QUIET = frozenset({"letterhead", "signature"})
# Kinds of paper in which sentences are read; in all others only printed labels count.
_SPOKEN = frozenset({"minutes", "report", "performance_report", "letter", "decision"})
_LABEL_WORDS = re.compile(r"RESOLVED|\bA(?:ction|CTION)|[Cc]ommitment|[Rr]ecommend|RECOMMEND|[Pp]ledge")
_LABELLED_CUES = frozenset(
    {"resolved", "resolved_task", "action_label", "action_inline", "printed_commitment", "recommended"}
)


def _place(line: Line) -> tuple[int | None, int | None]:
    """The section of a line, or its paragraph where the paper has no headings."""
    section = line.paragraph.section_id
    return section, None if section is not None else line.paragraph.paragraph_id


def _is_asked(text: str, start: int) -> bool:
    """The words at ``start`` belong to a question told before them, and to no clause of their own after it."""
    question = _QUESTION.search(text[: start + 40])
    return question is not None and not re.search(r"[;,]|\bso\b|\bbut\b", text[question.end() : max(question.end(), start)])


def is_minutes(document: Document, part: Part) -> bool:
    """The part is in the reported speech of minutes: by its own kind, or as the only part of a paper that is minutes."""
    return part.kind == "minutes" or (document.doc_type == "minutes" and len(document.parts) == 1)


def _owned_task(line: Line, owner: tuple[str, bool]) -> Row:
    """A whole line as the task of an owner who is printed beside or below it; ``owner``: (name, whether inferred)."""
    name, inferred = owner
    return Row("action", line.span, line, "action_owner", 0, len(line.text), owner=name, owner_inferred=inferred)


class PartReader:
    """Reads one part: keeps the open list and the rows so far, because labels complete rows that stand before them."""

    def __init__(self, document: Document, part: Part, directory: Directory, lists: list[Span]) -> None:
        self.document = document
        self.part = part
        self.directory = directory
        self.lists = lists
        self.wording = Wording(directory)
        self.minutes = is_minutes(document, part)
        text = document.text[part.span.start : part.span.end]
        self.spoken = self.minutes or part.kind in _SPOKEN or document.doc_type in _SPOKEN or speaks_in_person(text)
        self.rows: list[Row] = []
        self.lead: Lead | None = None
        self.before: Line | None = None
        self.motion = False
        self.moved: Line | None = None
        self.applicant: tuple[int | None, int | None] | None = None
        """Where somebody outside asks for money: what "will" be done there is that applicant's plan."""
        self.tables = {table.paragraph_id: table for table in document.tables}

    def read(self) -> list[Row]:
        """Every row of the part in the order of the text."""
        for paragraph in self.document.paragraphs:
            if paragraph.part_id == self.part.part_id and paragraph.kind not in _QUIET:
                self._read_paragraph(paragraph)
        return self.rows

    # ------------------------------------------------------------ paragraphs

    def _read_paragraph(self, paragraph: Paragraph) -> None:
        text = self.document.quote(paragraph.span)
        if not text.strip():
            return
        if paragraph.paragraph_id in self.tables:
            self._read_table(paragraph)
            return
        if self._in_list(paragraph.span) or self._completes_last(text, paragraph) or self._names_minutes(text, paragraph):
            return
        if paragraph.kind == "heading" and not self._heading_speaks(text, paragraph):
            self.lead = None
            self.before = None
            self.motion = self.motion and not re.match(r"^\d", text)
            return
        if self.lead is not None and self._read_item(paragraph, text):
            return
        for sentence in find_sentences(self.document.text, paragraph.span):
            for clause in self._clauses(sentence, paragraph):
                self._read_sentence(self._line(clause, paragraph))

    def _clauses(self, sentence: Span, paragraph: Paragraph) -> tuple[Span, ...]:
        if self.minutes:
            return split_resolution(self.document.text, sentence, self.wording)
        if not self.spoken:
            return (sentence,)
        return split_report(self.document.text, sentence, lambda piece: self._classify(self._line(piece, paragraph)))

    def _line(self, span: Span, paragraph: Paragraph) -> Line:
        text = self.document.text
        reported = self.minutes or tells_speech(text[paragraph.span.start : span.start], text[span.start : span.end])
        return Line(text[span.start : span.end], span, paragraph, self.part, reported)

    def _in_list(self, span: Span) -> bool:
        return any(span.overlaps(one) for one in self.lists)

    def _heading_speaks(self, text: str, paragraph: Paragraph) -> bool:
        """Lines set like headings that are resolutions, actions or printed commitments; sentences in bold too."""
        if re.match(r"^\W*(?:Commitment|Pledge)s?\b", text) or (ACTION_LABEL.match(text) and len(text.split()) > 3):
            return True
        if self.lead is not None and re.match(r"^\W*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s)", text):
            return True
        if len(text.split()) < 2 or re.match(r"^\d+(?:\.\d+)*\.?\s+\w+(?:\s\w+)?\.?$", text):
            return False
        match = self._classify(self._line(paragraph.span, paragraph)) if self.minutes else None
        return (
            match is not None
            and match.kind in ("decision", "action")
            and match.cue not in ("under_way", "outstanding", "work_to_do")
        )

    def _completes_last(self, text: str, paragraph: Paragraph) -> bool:
        """A line that only names an owner, a due date, a proposer or a vote; it is stored on the row before it."""
        if DUE_LINE.match(text) and len(text) < 90:
            if self.rows:
                self.rows[-1].due_span = paragraph.span
            return True
        if is_vote_line(text) or (read_label_alone(self.directory, text) and len(text) < 70):
            vote = read_vote(self.directory, text) or read_label_alone(self.directory, text)
            if self.rows and self.rows[-1].line.paragraph.paragraph_id >= paragraph.paragraph_id - 2:
                row = self.rows[-1]
                row.vote, row.mover, row.seconder = (
                    vote.vote or row.vote,
                    vote.mover or row.mover,
                    vote.seconder or row.seconder,
                )
            return True
        owner = read_label_owner(self.directory, text)
        if owner is None:
            return False
        self._own_last(owner, labelled=bool(ACTION_LABEL.match(text)))
        return True

    def _names_minutes(self, text: str, paragraph: Paragraph) -> bool:
        """"i. 4 May 2031" under "The notes of the following meetings were approved" says which: it goes to that row."""
        row = self.rows[-1] if self.rows else None
        if row is None or row.cue != "minutes" or not _FOLLOWING.search(row.line.text) or not _MEETING_DAY.match(text):
            return False
        last = self.document.paragraph_at(row.span.end - 1)
        if last is None or paragraph.paragraph_id != last.paragraph_id + 1:
            return False
        row.span = Span(row.span.start, paragraph.span.start + len(text.rstrip()))
        return True

    def _own_last(self, owner: tuple[str, bool], *, labelled: bool) -> None:
        """Gives the owner to the last row of the paragraph before; without one its last sentence becomes an action."""
        before = self.before
        if before is None:
            return
        if self.rows and self.rows[-1].line.paragraph.paragraph_id == before.paragraph.paragraph_id:
            for row in self.rows[-1:]:
                if row.owner is None or labelled:
                    row.owner, row.owner_inferred = owner
            return
        if not self.minutes and not labelled:
            return
        if len(before.text.split()) >= 3 and _AHEAD.search(before.text) and not self.wording.is_never(before.text):
            self.rows.append(_owned_task(before, owner))

    # ------------------------------------------------------------ lists

    def _read_item(self, paragraph: Paragraph, text: str) -> bool:
        lead = self.lead
        assert lead is not None
        looks = bool(ITEM.match(text)) or paragraph.kind == "item"
        if (
            paragraph.kind == "heading"
            and re.match(r"^\W*\d", text)
            and not re.search(r"\b(?:that|to|agree|note|approve)\b", text, re.I)
        ):
            self.lead = None  # the next numbered heading
            return False
        holder = (
            lead.holders
            and len(text) < 110
            and bool(re.search(r"\s[-–]\s|:\s", text))
            and re.search(self.directory.pattern, text)
        )
        if not looks and not holder and not (lead.bare and lead.items == 0):
            if len(text) < 60 and not text.rstrip().endswith(".") and lead.items and lead.bare:
                return True  # a caption between items ("Revenue budget") leaves the list open
            self.lead = None
            return False
        if lead.bare and lead.items == 0 and not looks and CAPTION.match(text):
            return True  # a caption before the first item ("Revenue budget")
        if lead.cue == "asked_body" and NO_REQUEST.match(text):
            return False
        if lead.kind == "commitment" and not PROMISED_ITEM.match(text):
            return False
        if lead.cue == "planned_steps" and re.match(r"^\W*\d{1,3}(?:\.\d+)*\.?\s+[A-Z]", text):
            self.lead = None  # the next numbered paragraph
            return False
        settles = re.match(r"^\W*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s*)?(?:That|To|Agree|Note|Approve)\b", text)
        if lead.kind == "decision" and not (lead.bare or holder or settles):
            lead.items += 1
            return False
        if lead.bare and lead.items == 0 and text.rstrip().endswith(":"):
            return True  # the resolution begins with words of its own: "Council, having regard to …, agrees:"
        lead.items += 1
        if len(re.sub(r"^\W*\(?\w{1,4}[.)]\s*", "", text).split()) < 2:
            return False
        if lead.row is not None:
            self.rows = [row for row in self.rows if row is not lead.row]
            lead.row = None
        for piece in self._item_pieces(paragraph.span):
            line = self._line(piece, paragraph)
            kind: ObligationKind = lead.kind
            if kind == "decision" and not holder and gives_task(line.text, self.wording):
                kind = "action"
            self._add(
                line,
                Match(
                    kind, lead.cue, 0, min(len(line.text), 80), read_outcome(line.text) if kind == "decision" else None
                ),
            )
            self.before = line
            if lead.owner is not None:
                self.rows[-1].owner, self.rows[-1].owner_inferred = lead.owner
        if lead.bare and lead.items == 1 and re.match(r"^\W*[“\"].*[”\"]\W*$", text, re.S):
            self.lead = None  # the whole resolution in quotation marks
        return True

    def _item_pieces(self, span: Span) -> tuple[Span, ...]:
        """One item, or several that the text layer ran together: "(j) The strategy … (k) The plan …"."""
        return split_enumeration(self.document.text[span.start : span.end], span) or (self._trimmed(span),)

    def _trimmed(self, span: Span) -> Span:
        text = self.document.text[span.start : span.end]
        return Span(span.start, span.start + len(text.rstrip()))

    # ------------------------------------------------------------ sentences

    def _read_sentence(self, line: Line) -> None:
        if self._in_list(line.span):
            return
        owner = read_label_owner(self.directory, line.text)
        if owner is not None and self.before is not None:
            self._own_last(owner, labelled=bool(ACTION_LABEL.match(line.text)))
            return
        if DUE_LINE.match(line.text) and self.rows:
            self.rows[-1].due_span = line.span
            return
        if self._settle_before(line):
            return
        if self.spoken and PLAN_LEAD.match(line.text):
            self.lead = Lead("action", "planned_steps", True, False)
            self.before = line
            return
        match = self._classify(line)
        if self.minutes and _APPLIES.search(line.text):
            self.applicant = _place(line)
        if match is not None and match.cue in ("will", "planned") and self.applicant == _place(line):
            match = None
        if self.motion and match is not None:
            if match.cue not in ("resolved", "resolved_task", "motion"):
                match = None  # the words of a motion are not yet a decision
            else:
                self.motion = False
        if self.minutes and _MOTION_LEAD.search(line.text):
            self.motion = True
        if self.minutes and MOVED_THAT.search(line.text):
            self.moved = line
        if match is not None:
            pieces = split_enumeration(line.text, line.span) if match.cue.startswith("resolved") else ()
            if pieces:
                for piece in pieces:
                    part_line = self._line(piece, line.paragraph)
                    kind: ObligationKind = "action" if gives_task(part_line.text, self.wording) else "decision"
                    self._add(
                        part_line,
                        replace(
                            match,
                            kind=kind,
                            start=0,
                            end=min(len(part_line.text), 80),
                            outcome=read_outcome(part_line.text),
                        ),
                    )
            elif not is_bare(line.text) and not only_leads(line.text, match):
                self._add(line, match)
            self._open_list(line, match)
            if self.lead is not None and (match.cue == "elected" or self.lead.kind == "commitment") and self.rows and self.rows[-1].line is line:
                self.lead.row = self.rows[-1]
        self.before = line

    def _settle_before(self, line: Line) -> bool:
        """A short sentence that settles what stands before it makes that the row, and ends it where both stand in one
        paragraph.
        """
        settling = read_settling(line.text, self.wording.marked(line.text), self.before) if self.minutes else None
        settled = self.moved if settling is not None and settling.by_motion else self.before
        if settling is None or settled is None:
            return False
        same = settled.paragraph.paragraph_id == line.paragraph.paragraph_id
        if not (same or settling.by_motion):
            return False
        self.moved, self.motion = None, False
        self.rows = [row for row in self.rows if row.line.span != settled.span]
        if same and not settling.by_motion:
            settled = self._line(Span(settled.span.start, line.span.end), settled.paragraph)
        if settling.who is None:
            self.rows.append(Row("decision", settled.span, settled, "agreed", outcome="agreed"))
        else:
            owner, inferred = self.directory.resolve(line.text[: settling.who]) or (None, False)
            self.rows.append(Row("commitment", settled.span, settled, "agreed_to", owner=owner, owner_inferred=inferred))
        self.before = line
        return True

    def _open_list(self, line: Line, match: Match) -> None:
        text = line.text
        if (
            match.kind in ("decision", "action")
            and match.cue in ("resolved", "agreed", "elected", "motion", "corrected")
            and opens_list(text)
        ):
            self.lead = Lead(
                "decision",
                match.cue,
                is_bare(text)
                or match.cue == "corrected"
                or bool(re.search(r"\b(?:that|to|following motion|agree the following)\s*[:-]+\s*$", text, re.I)),
                names_holders(text),
            )
        elif match.kind == "recommendation" and (
            opens_recommendations(text) or re.search(r"recommend(?:s|ed)? (?:that|to)\W*$", text, re.I)
        ):
            self.lead = Lead("recommendation", match.cue, True, False, owner=self._recommender(line))
        elif match.cue == "action_label" and text.rstrip().endswith(":"):
            self.lead = Lead("action", match.cue, True, False)
        elif match.kind == "commitment" and PROMISE_LEAD.search(text):
            owner = find_owner(self.directory, text, match.start, match.end, match.cue)
            self.lead = Lead("commitment", match.cue, False, False, owner=owner)

    def _recommender(self, line: Line) -> tuple[str, bool] | None:
        """Who asks for what is listed under "we recommend the following:": the author of a paper in the first person."""
        author = self.directory.author
        said = re.search(r"\b(?:I|[Ww]e)\b(?: would| also| therefore| strongly)* recommend\b", line.text)
        return (author.label, True) if author is not None and said and not self.minutes else None

    def _classify(self, line: Line) -> Match | None:
        text = line.text
        if is_bare(text) and re.search(r"resolved", text, re.I):
            return Match("decision", "resolved", 0, len(text))
        if len(text.split()) < 2 or len(text) > 2500:
            return None
        if not self.spoken and not _LABEL_WORDS.search(text):
            return None
        if self.minutes and text.startswith("that ") and gives_task(text, self.wording):
            return Match("action", "resolved_task", 0, min(len(text), 80))
        if text.lstrip().lower().startswith(("commitment:", "commitment –", "commitment -", "pledge:")):
            return find_commitment(line, self.wording)
        if (
            ACTION_LABEL.match(text)
            and (match := find_action(line, self.wording)) is not None
            and match.cue == "action_label"
        ):
            return match
        if self.wording.is_never(text):
            return None
        heading = self._heading(line.paragraph)
        match = (
            find_decision(line, self.wording, heading)
            or find_action(line, self.wording)
            or find_recommendation(line, self.wording, heading)
            or find_commitment(line, self.wording)
        )
        if match is not None and match.cue in _OPEN_TO_QUESTION and _is_asked(text, match.start):
            return None
        if (
            match is not None
            and not self.spoken
            and (
                match.cue not in _LABELLED_CUES
                or (match.cue == "resolved" and "RESOLVED" not in text)
                or text.rstrip().endswith("?")
            )
        ):
            return None
        return match

    def _heading(self, paragraph: Paragraph) -> str | None:
        section = self.document.section_of(paragraph)
        return section.heading if section is not None else None

    def _add(self, line: Line, match: Match) -> None:
        self.rows.append(Row(match.kind, line.span, line, match.cue, match.start, match.end, match.outcome))

    # ------------------------------------------------------------ tables

    def _read_table(self, paragraph: Paragraph) -> None:
        table = self.tables[paragraph.paragraph_id]
        entries = read_log(self.document, table, self.directory)
        if entries is not None:
            for entry in entries:
                if not entry.done:
                    line = self._line(entry.task, paragraph)
                    row = Row(
                        "action",
                        entry.task,
                        line,
                        "action_log",
                        0,
                        len(line.text),
                        owner=entry.owner,
                        due_span=entry.due,
                    )
                    self.rows.append(row)
            self.before = None
            return
        column = recommendation_column(table)
        for cells in table.rows:
            self.before = None
            asked = next((cell for cell in cells if cell.column == column and len(cell.text.split()) >= 4), None)
            if asked is not None:
                line = self._line(asked.span, paragraph)
                self._add(line, Match("recommendation", "under_heading", 0, len(line.text)))
                continue
            rows_before = len(self.rows)
            for cell in cells:
                owner = read_label_owner(self.directory, cell.text) if cell.column > 0 else None
                if owner is not None and self.before is not None:
                    if len(self.rows) > rows_before and self.rows[-1].owner is None:
                        self.rows[-1].owner, self.rows[-1].owner_inferred = owner
                    elif len(self.rows) == rows_before:
                        self._own_cell(owner, self.before)
                elif len(cell.text.split()) >= 4:
                    for sentence in find_sentences(self.document.text, cell.span):
                        self._read_sentence(self._line(sentence, paragraph))

    def _own_cell(self, owner: tuple[str, bool], before: Line) -> None:
        """A row of a table with an owner in its last column and no task words: its last sentence is the task."""
        if self.minutes and len(before.text.split()) >= 4 and _AHEAD.search(before.text) and not self.wording.is_never(before.text):
            self.rows.append(_owned_task(before, owner))
