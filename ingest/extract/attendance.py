"""Who was there: the lists under "Present", "In attendance", "Apologies", "Invited" and their like.

A list is found by its label (table ``LABELS``), which stands at the start of a line or of a table cell, and runs on
the label's own line and over the lines after it as long as these read as people. Several labels side by side are the
heads of columns. People under a label get its status; the name is as printed, or fuller where another list of the
same paper prints the same person in full ("B Orde" in one set of minutes, "Bryony Orde" in another).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.extract.names import HONORIFICS, SENTENCE_WORDS, find_name
from ingest.extract.people_lists import Listed, read_people
from ingest.records import Attendee, Document, Part
from ingest.spans import Span

Status = Literal["present", "apologies", "in attendance", "substitute", "invited", "absent"]

# (label, status). Longer labels first. Each is followed by a colon, a dash, the end of the line, or a name.
LABELS: tuple[tuple[str, Status], ...] = (
    (r"present in the chair", "present"),
    (r"in the chair", "present"),
    (r"(?:also|others?|officers|officials|staff|councillors|members|guests|those)\s+(?:in attendance|attending|attendees)(?:\s+(?:virtually|online|remotely|via teams))?", "in attendance"),
    (r"(?:also|others|officers|officials|staff|guests)\s+present", "in attendance"),
    (r"in attendance(?:\s*(?:were|virtually|online|remotely|\([^)]*\)))?", "in attendance"),
    (r"other attendees", "in attendance"),
    (r"(?:[a-z]+\s)?(?:members|councillors|cllrs|trustees|directors|governors|board members|committee members|panel members|members of the (?:[a-z]+ ){1,3}|those)\s*(?:who were\s+)?present(?:\s+were)?", "present"),
    (r"(?:(?:non-?\s?)?voting\s+(?:members|directors)|present,?\s+(?:non-?\s?)?voting)", "present"),
    (r"present(?:\s+(?:were|at the meeting|via (?:teams|zoom)|\([^)]*\)))?", "present"),
    (r"(?:attendees|attendance|attended by|attended|attending|participants)(?: at the [\w\s]{3,40} (?:event|meeting|conference))?(?:\s+(?:included|were))?", "present"),
    (r"panel", "present"),
    (r"(?:official|officer|guest|observer|secretariat|visitor|invited guest|guest speaker)s?", "in attendance"),
    (r"members? of the (?:public|press)(?: and press)?(?: present)?|public(?: and press)?(?: present)?", "in attendance"),
    (r"by invitation|invited|invitees", "invited"),
    (r"apologies(?:\s+for\s+(?:absence|non[- ]attendance))?(?:\s+(?:were\s+)?(?:received|given|noted|submitted|tendered|sent))*(?:\s+(?:from|by|on behalf of))?(?!,?\s+and\b)", "apologies"),
    (r"(?:not present|absent|absence|absentees)", "absent"),
    (r"substitutes?(?:\s+members?)?(?:\s+present)?|substitutions?", "substitute"),
)
_LABEL = re.compile(
    r"(?:\(?\d{1,4}(?:[./]\d{1,3})*[.)]?\s+)?(?:\*\*)?(?:"
    + "|".join(f"(?P<l{n}>{pattern})" for n, (pattern, _) in enumerate(LABELS))
    + r")(?:\*\*)?\s*(?P<mark>[:;]|[-–—](?=\s|$)|$|(?=\t)|(?=\s))(?:\*\*)?",
    re.I,
)
# "Apologies were received from A, B and C": a sentence that is a list.
_APOLOGIES_SENTENCE = re.compile(
    r"\bapologies(?:\s+for\s+(?:absence|non[- ]attendance|lateness))?[^.:;\n]{0,60}?\b(?:from|by|on behalf of)\s*:?\s+", re.I
)
# A second list on the same line: "… Orde and Fenn. In attendance: Ann Dale", "… Fenn. Members of the public – Mr Orde".
_INLINE_LABEL = re.compile(
    r"(?<=[.;)])\s+(?P<label>(?:also |others? )?(?:in attendance|present|attending)|apologies(?: for absence)?(?: received)?(?: from)?|"
    r"members of the public|officers?|guests?|observers?|substitutes?)\s*(?::|[-–—]|were\b)\s*",
    re.I,
)
_STOP = re.compile(r"\(?(?:\d{1,4}(?:[./]\d{1,3})*[.)]?|[a-z][.)]|[ivx]{1,4}[.)])\s|(?i:agenda|minutes|action|welcome|item)\b")
_NEAR = 6000  # characters after the start of a part within which a bare label opens a list


@dataclass(frozen=True, slots=True)
class _List:
    """One list: the label's status and the spans of its lines or cells."""

    status: Status
    label: str
    pieces: tuple[Span, ...]


def find_attendance(document: Document) -> Document:
    """``document`` with ``Part.attendance`` filled for every part that has lists of people; a name once a part."""
    found: list[list[Attendee]] = []
    for part in document.parts:
        found.append(_drop_repeats([person for part_list in _find_lists(document.text, part) for person in _read_list(document.text, part_list)]))
    known = [person.name for people in found for person in people]
    parts = tuple(
        replace(part, attendance=tuple(replace(person, name=_fullest(person.name, known)) for person in people))
        for part, people in zip(document.parts, found, strict=True)
    )
    return replace(document, parts=parts)


# ---------------------------------------------------------------- finding the lists

def _lines(text: str, span: Span) -> Iterator[Span]:
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        yield Span(match.start(), match.end())


def _cells(text: str, line: Span) -> list[Span]:
    cells, at = [], line.start
    for match in re.compile(r"\t|$").finditer(text, line.start, line.end):
        cells.append(Span(at, max(at, match.start())))
        at = match.end()
    if at < line.end:
        cells.append(Span(at, line.end))
    return cells


def _match_label(text: str, span: Span) -> tuple[Status, str, int] | None:
    """Status, label and where the list begins, when ``text[span]`` opens with a label."""
    start = span.start
    while start < span.end and text[start] in " •*_#|":
        start += 1
    match = _LABEL.match(text[start : span.end])
    if match is None:
        return None
    number = _label_number(match)
    label, status = match.group(f"l{number}"), LABELS[number][1]
    after = start + match.end()
    rest = text[after : span.end].strip(" :;-–—*\t")
    mark = match.group("mark")
    if rest and not mark and text[after:after + 1] != "\t":
        # "Present Cllrs Orde, Fenn": no colon, so the rest must be people and the label one that stands alone
        if label.lower() in ("panel", "public", "attended", "official", "officer", "guest", "absence", "in the chair", "attendance"):
            return None
        if not _reads_as_people(text, Span(after, span.end), status):
            return None
    return status, label, after


def _label_number(match: re.Match[str]) -> int:
    return next(number for number in range(len(LABELS)) if match.group(f"l{number}") is not None)


def _find_lists(text: str, part: Part) -> Iterator[_List]:
    lines = list(_lines(text, part.span))
    yield from _read_marked_rows(text, part, lines)
    position = 0
    while position < len(lines):
        line = lines[position]
        near = line.start - part.span.start < _NEAR
        cells = _cells(text, line)
        labelled = [_match_label(text, cell) for cell in cells]
        if sum(label is not None for label in labelled) >= 2:
            lists, position = _read_columns(text, lines, position, labelled)
            yield from lists
            continue
        run_on = _read_labels_run_on(text, line) if len(cells) == 1 else []
        if len(run_on) >= 2:
            lists, position = _read_mixed_lines(text, lines, position + 1, run_on)
            yield from lists
            continue
        if labelled and labelled[0] is not None:
            status, label, after = labelled[0]
            rest = Span(min(after, line.end), line.end)
            strong = status == "apologies" or text[after - 1 : after] in (":", ";", "-", "–", "—") or not text[after : line.end].strip()
            if not (near or strong):
                position += 1
                continue
            pieces, following = _read_on(text, lines, position, rest, status)
            if pieces:
                position = following
                yield from _split_inline(text, _List(status, label, tuple(pieces)))
                continue
        sentence = _APOLOGIES_SENTENCE.search(text, line.start, line.end)
        if sentence and (near or sentence.start() - line.start < 12):
            stop = _sentence_end(text, sentence.end(), line.end)
            piece = Span(sentence.end(), stop)
            if _reads_as_people(text, piece, "apologies"):
                yield _List("apologies", "apologies", (piece,))
        position += 1


# The last cell of a row that tells whether somebody came: "Cllr Ann Dale | Tolsey Council | Apologies".
_MARKS: tuple[tuple[str, Status], ...] = (
    (r"present|attended|yes|in person|online|remote(?:ly)?|✓|✔|p", "present"), (r"apolog(?:y|ies)(?: (?:sent|given|received))?|apols?\.?|ap", "apologies"),
    (r"in attendance", "in attendance"), (r"absent|did not attend|no|x|✗", "absent"), (r"substitute[d]?", "substitute"),
)
_FEWEST_MARKED = 3


def _read_marked_rows(text: str, part: Part, lines: list[Span]) -> list[_List]:
    """Rows of a table of attendance, a person each, whose last cell is the status; none where fewer than three are."""
    found: list[_List] = []
    for line in lines:
        if line.start - part.span.start > _NEAR:
            break
        cells = [cell for cell in _cells(text, line) if text[cell.start : cell.end].strip()]
        if len(cells) < 2:
            continue
        mark = text[cells[-1].start : cells[-1].end].strip().lower()
        status = next((status for pattern, status in _MARKS if re.fullmatch(pattern, mark)), None)
        if status is not None and len(read_people(text, cells[0].start, cells[0].end)) == 1:
            found.append(_List(status, "attendance", (Span(line.start, cells[-2].end),)))
    return found if len(found) >= _FEWEST_MARKED else []


def _read_on(text: str, lines: list[Span], position: int, rest: Span, status: Status) -> tuple[list[Span], int]:
    """The label's own line and the lines after it that go on with people; and the next line to look at."""
    pieces: list[Span] = []
    if text[rest.start : rest.end].strip(" :;-–—*\t."):
        if status == "apologies":
            rest = Span(rest.start, _sentence_end(text, rest.start, rest.end))
        elif not _reads_as_people(text, rest, status):
            # "Also present: PC Ann Dale who reported that …": the list ends where the sentence begins
            told = re.compile(r",?\s(?:who|which|whose|to (?=[a-z])|attended|was|were|from [a-z])\b|\.\s").search(text, rest.start, rest.end)
            rest = Span(rest.start, told.start()) if told else rest
        if not _reads_as_people(text, rest, status):
            return [], position + 1
        pieces.append(rest)
        own_line = True
    else:
        own_line = False
    position += 1
    while position < len(lines):
        line = lines[position]
        if any(_match_label(text, cell) for cell in _cells(text, line)):
            break
        body = text[line.start : line.end]
        unfinished = own_line and text[pieces[-1].start : pieces[-1].end].rstrip().endswith((",", " and", "&", ";"))
        if own_line and not (unfinished or _one_person(body) or len(read_people(text, line.start, line.end)) > 1):
            break
        if body.startswith("\t") and pieces and len(body) < 60 and not any(word in SENTENCE_WORDS for word in body.split()):
            position += 1  # the rest of a cell of the row before ("Borough Council")
            continue
        if not _reads_as_people(text, line, status) or (_STOP.match(body) and not _one_person(body)):
            break
        pieces.append(line)
        position += 1
    return pieces, position


def _read_columns(text: str, lines: list[Span], position: int, labelled: list[tuple[Status, str, int] | None]) -> tuple[list[_List], int]:
    """Lists side by side: labels in one row, people in the cells below each."""
    columns: dict[int, list[Span]] = {n: [] for n, label in enumerate(labelled) if label is not None}
    heads = {n: label for n, label in enumerate(labelled) if label is not None}
    cells = _cells(text, lines[position])
    for n, (_, _, after) in heads.items():
        if text[after : cells[n].end].strip():
            columns[n].append(Span(after, cells[n].end))
    position += 1
    done: list[_List] = []
    while position < len(lines):
        cells = _cells(text, lines[position])
        if len(cells) > len(labelled) + 1:
            break
        used = False
        for n, cell in enumerate(cells):
            column = n if n in columns else max((c for c in columns if c <= n), default=None)
            if column is None or not text[cell.start : cell.end].strip():
                continue
            label = _match_label(text, cell)
            if label is not None:
                done.append(_List(heads[column][0], heads[column][1], tuple(columns[column])))
                heads[column], columns[column] = label, []
                if text[label[2] : cell.end].strip():
                    columns[column].append(Span(label[2], cell.end))
                used = True
            elif _reads_as_people(text, cell, heads[column][0]) and not _STOP.match(text[cell.start : cell.end]):
                columns[column].append(cell)
                used = True
        if not used:
            break
        position += 1
    done += [_List(heads[n][0], heads[n][1], tuple(pieces)) for n, pieces in columns.items()]
    return [one for one in done if one.pieces], position


# "Attendees Apologies", "Present In attendance Apologies": heads of columns that came out as one line
_HEAD = r"(attendees|present|in attendance|also present|apologies|invited|officials|officers|observers)"
_BARE_LABELS = re.compile(rf"{_HEAD}\s+{_HEAD}(?:\s+{_HEAD})?", re.I)


def _read_labels_run_on(text: str, line: Span) -> list[tuple[Status, str]]:
    """Labels side by side whose columns the text layer ran together: "Present: Members of the Public: Apologies:"."""
    found: list[tuple[Status, str]] = []
    bare = _BARE_LABELS.fullmatch(text[line.start : line.end].strip())
    if bare is not None:
        return [(LABELS[_label_number(one)][1], name) for name in bare.groups() if name and (one := _LABEL.match(name))]
    pieces = [piece for piece in re.split(r"(?<=:)\s+|(?<=:)$", text[line.start : line.end].strip()) if piece]
    for piece in pieces:
        match = _LABEL.fullmatch(piece) if piece.endswith((":", ";")) else None
        if match is None:
            return []
        number = _label_number(match)
        found.append((LABELS[number][1], match.group(f"l{number}")))
    return found


def _read_mixed_lines(text: str, lines: list[Span], position: int, labels: list[tuple[Status, str]]) -> tuple[list[_List], int]:
    """Lines across columns that are no longer apart: the n-th person of a line stands under the n-th label."""
    found: list[_List] = []
    while position < len(lines):
        line = lines[position]
        body = text[line.start : line.end]
        if _STOP.match(body) or any(_match_label(text, cell) for cell in _cells(text, line)):
            break
        people = read_people(text, line.start, line.end)
        empty = re.search(r"\b(?:There were )?[Nn]o (?:members|apologies|public)\b|\bThere were no\b", body)
        if empty:  # the other column says that nobody came
            people = read_people(text, line.start, line.start + empty.start())
        if not people or not (empty or _reads_as_people(text, line, "present")):
            break
        for number, person in enumerate(people):
            status, label = labels[min(number, len(labels) - 1)]
            after = people[number + 1].span.start if number + 1 < len(people) else line.end
            found.append(_List(status, label, (Span(person.span.start, max(after, person.span.end)),)))
        position += 1
    return found, position


def _split_inline(text: str, found: _List) -> Iterator[_List]:
    """Cuts a list at labels in the middle of a line."""
    for piece in found.pieces:
        status, label, at = found.status, found.label, piece.start
        for match in _INLINE_LABEL.finditer(text, piece.start, piece.end):
            yield _List(status, label, (Span(at, match.start()),))
            inner = _match_label(text, Span(match.start("label"), piece.end))
            status, label = (inner[0], inner[1]) if inner else (status, match.group("label"))
            at = match.end()
        yield _List(status, label, (Span(at, piece.end),))


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = re.compile(r"(?<=[a-z)]{2})\.(?=\s|$)").search(text, start, end)
    return stop.start() if stop else end


def _reads_as_people(text: str, span: Span, status: Status) -> bool:
    body = text[span.start : span.end]
    words = re.findall(r"[\w’'-]+", body)
    if not words or len(body) > 6000:
        return False
    bad = sum(word in SENTENCE_WORDS for word in words)
    people = read_people(text, span.start, span.end)
    if status == "apologies" and len(people) == 0:
        people = tuple(read_people("Cllrs " + body, 0, len(body) + 6)) if len(words) < 4 and body[:1].isupper() else ()
    if not people:
        return False
    return bad <= len(people) // 4


def _one_person(body: str) -> bool:
    return len(body) < 90 and len(read_people(body, 0, len(body))) == 1


# ---------------------------------------------------------------- reading one list

def _read_list(text: str, found: _List) -> Iterator[Attendee]:
    public = re.match(r"(?:members? of the )?(public|press)", found.label, re.I)
    for piece in found.pieces:
        for person in _people_of(text, piece):
            role = person.role
            if public and role is None:
                role = f"member of the {public.group(1).lower()}"
            if found.label.lower().endswith("in the chair"):
                role = f"{role}, in the chair" if role else "in the chair"
            yield Attendee(person.name, role, person.organisation, found.status, person.span)


def _people_of(text: str, piece: Span) -> tuple[Listed, ...]:
    """People of a line; in a row of a table the cells after the name are the role and the organisation."""
    cells = [cell for cell in _cells(text, piece) if text[cell.start : cell.end].strip()]
    if len(cells) < 2:
        return read_people(text, piece.start, piece.end)
    people: list[Listed] = []
    for cell in cells:
        here = read_people(text, cell.start, cell.end)
        if here and (not people or find_name(text[cell.start : cell.end].split(",")[0].split("(")[0]) is not None):
            people += here
        elif people:
            words = text[cell.start : cell.end].strip()
            joined = f"{people[-1].name or 'Ann Dale'}, {words}"
            again = read_people(joined, 0, len(joined))
            if again:
                people[-1] = replace(people[-1], role=again[0].role or people[-1].role, organisation=again[0].organisation or people[-1].organisation)
    return tuple(people)


def _drop_repeats(people: list[Attendee]) -> list[Attendee]:
    """One row a person: the first list that names them wins, a fuller role or body is taken from a repeat."""
    kept: dict[tuple[str, str | None], Attendee] = {}
    for person in people:
        key = (_key(person.name), None if person.name else person.role)
        have = kept.get(key)
        if have is None:
            kept[key] = person
        else:
            kept[key] = replace(have, role=have.role or person.role, organisation=have.organisation or person.organisation)
    return list(kept.values())


def _key(name: str) -> str:
    return re.sub(r"[^a-zà-ÿ]", "", name.lower())


def _fullest(name: str, known: list[str]) -> str:
    """"B Orde" → "Bryony Orde", where exactly one fuller name on the lists of this paper fits."""
    words = re.findall(r"[\w’'-]+", name)
    if len(words) != 2 or len(words[0]) != 1:
        return name
    fits = {other for other in known if (parts := other.split()) and len(parts) == 2 and len(parts[0]) > 2 and parts[0].lower() not in HONORIFICS and parts[0][0] == words[0] and parts[1].lower() == words[1].lower()}
    return fits.pop() if len(fits) == 1 else name
