"""What `register`, `thread`, `figures` and `people` print; their options, and the rows of their JSON Lines and CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from index.errors import QueryError
from ledger.docx_report import mark_inferred, write_docx
from ledger.records import STATUSES, Entry, Place
from ledger.register import KINDS, RegisterFilters, read_register
from ledger.response_clock import read_clock
from ui.wording import OUTSTANDING, OWED, say_status, say_writer, to_kinds, to_statuses

if TYPE_CHECKING:
    from answer.records import WriterReport
    from index.archive import Archive

Row = dict[str, Any]
Clean = Callable[[str], str]
WIDE = 120
"""Columns of a screen from which the register is a table."""
COLUMNS = (
    "id", "thread", "kind", "made_on", "quote", "owner", "owner_inferred", "due", "due_text", "due_inferred", "status",
    "status_inferred", "topic", "outcome", "vote", "mover", "seconder", "body", "file", "page_no", "paragraph_number",
    "citation", "also_cited",
)  # fmt: skip


def register_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Filters and forms of `register`; :func:`show_register` takes them."""
    day = r"YYYY, YYYY-MM or YYYY-MM-DD"
    for option in reversed(
        (
            click.option("--kind", "kinds", multiple=True, type=click.Choice((*KINDS, OWED)), help="May be repeated; owed: promises and actions."),
            click.option("--owner", default="", help="Words of the owner's name or office."),
            click.option("--body", default="", help="Words of the body's name."),
            click.option("--from", "made_from", metavar="DAY", help=f"Made on or after ({day})."),
            click.option("--to", "made_to", metavar="DAY", help="Made on or before."),
            click.option("--due-from", metavar="DAY", help="Due on or after."),
            click.option("--due-to", metavar="DAY", help="Due on or before."),
            click.option("--status", "statuses", multiple=True, type=click.Choice((*STATUSES, OUTSTANDING)), help="May be repeated; outstanding: all that is not done."),
            click.option("--words", default="", help="Words of the quote, topic or owner; all must be there."),
            click.option("--json", "as_json", is_flag=True, help="JSON Lines."),
            click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values, with headings."),
            click.option("--docx", type=click.Path(path_type=Path, dir_okay=False), help="Write a cited Word document."),
        )
    ):
        command = option(command)
    return command


def cite_in(archive: Archive) -> Callable[[Place], str]:
    """Label of a place in the members' form: "WPCP 5 Mar 2024, para 2.2, p.2"."""
    from answer.cite import find_meeting_date, to_label

    def cite(place: Place) -> str:
        document = archive.document(place.doc_id)
        page = document.page_at(place.span.start)
        paragraph = document.paragraph_at(place.span.start)
        number = paragraph.cited_number if paragraph is not None else None
        label = to_label(document, place.span.start, number, page.page_no if page is not None else None)
        return label if find_meeting_date(document, place.span.start) else f"{label} [{document.file}]"

    return cite


def show_register(archive: Archive, out: Console, clean: Clean, options: dict[str, Any]) -> None:
    """Table, CSV or JSON Lines on the screen, or a Word document."""
    docx, as_json, as_csv = options.pop("docx"), options.pop("as_json"), options.pop("as_csv")
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    filters = RegisterFilters(**given | {"kinds": to_kinds(given["kinds"]), "statuses": to_statuses(given["statuses"])})
    register = read_register(archive, filters)
    cite = cite_in(archive)
    if docx is not None:
        write_docx(register, docx, cite, title="Register of decisions and promises", limits=limits_of(filters))
        out.print(Text(clean(f"{docx}: {len(register.entries):,} rows, {register.coverage}")))
    elif as_json or as_csv:
        write_table([entry_row(entry, cite) for entry in register.entries], as_csv=as_csv)
    else:
        if out.width < WIDE:
            for entry in register.entries:
                show_entry(entry, out, clean, cite)
            out.print(f"{len(register.entries):,} rows; {register.coverage}")
            return
        grid = Grid("made on", "kind", "what", "owner", "due", "status", "source", "thread")
        for entry in register.entries:
            owner, due = mark_inferred(entry.owner, entry.owner_inferred), mark_inferred(entry.due, entry.due_inferred)
            more = f" and {len(entry.also_at)} more" if entry.also_at else ""
            cells = (entry.made_on or "–", entry.kind, entry.quote, owner, due, mark_inferred(say_status(entry.status), entry.status_inferred))
            grid.add_row(*(Text(clean(cell)) for cell in (*cells, cite(entry.place) + more, entry.thread_id or "")))
        out.print(grid)
        out.print(f"{len(register.entries):,} rows; {register.coverage}")


def show_entry(entry: Entry, out: Console, clean: Clean, cite: Callable[[Place], str]) -> None:
    """One row over three lines, for a screen too narrow for the table."""
    owner, due = mark_inferred(entry.owner, entry.owner_inferred), mark_inferred(entry.due, entry.due_inferred)
    head = f"{entry.made_on or 'no date'}  {entry.kind}  owner: {owner}  due: {due}"
    status = f"  {mark_inferred(say_status(entry.status), entry.status_inferred)}" if entry.status else ""
    out.print(Text(clean(head + status), style="bold"))
    out.print(Text(clean(f"“{entry.quote}”")))
    out.print(Text(clean(f"[{'; '.join(cite(place) for place in (entry.place, *entry.also_at))}]  thread {entry.thread_id or '–'}"), style="dim"))


def limits_of(filters: RegisterFilters) -> list[str]:
    """The filters in words, for the head of a document."""
    said = []
    for name, value in asdict(filters).items():
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            said.append(f"{name.replace('_', ' ').removesuffix('s').capitalize()}: {shown}.")
    return said


def entry_row(entry: Entry, cite: Callable[[Place], str]) -> Row:
    """One row of the register as plain values, in the order of :data:`COLUMNS`."""
    row = {name: getattr(entry, name, None) for name in COLUMNS}
    row |= {"id": entry.entry_id, "thread": entry.thread_id, "citation": cite(entry.place)}
    row["also_cited"] = "; ".join(cite(place) for place in entry.also_at)
    return row


def write_table(rows: Iterable[Row], *, as_csv: bool) -> None:
    """Rows of equal keys to the screen. A cell that a spreadsheet would run as a formula is quoted with an apostrophe (OWASP, CSV injection)."""
    import json

    rows = list(rows)
    if not as_csv:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({name: f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value for name, value in row.items()})


def show_thread(archive: Archive, out: Console, clean: Clean, thread_id: str) -> None:
    """Where a promise was made and what became of it, each step cited.

    :raises QueryError: no thread, or several, go by that id.
    """
    from ledger.commitments import find_thread

    thread = find_thread(archive, thread_id)
    if thread is None:
        raise QueryError(f"no thread is called {thread_id!r}; `panelpapers register` shows the ids in its last column")
    cite = cite_in(archive)
    out.print(Text(clean(f"{thread.topic}  [{thread.thread_id}]"), style="bold"))
    status = f"{say_status(thread.status)} ({'inferred' if thread.status_inferred else 'read from the papers'})"
    over = f"; {thread.later} of the same body that are later" if thread.status == "never mentioned again" else ""
    out.print(Text(clean(f"status: {status}{over}; latest paper {thread.as_of or 'undated'}")))
    out.print(Text(clean(f"owner: {mark_inferred(thread.owner, thread.owner_inferred)}; due: {mark_inferred(thread.due, thread.due_inferred)}")))
    clock = read_clock(thread)
    if clock is not None:
        out.print(Text(clean(f"{clock} (inferred)")))
    for step in thread.steps:
        changed = f", new date {step.new_due}" if step.new_due else ""
        out.print(Text(clean(f"\n{step.date or 'no date'}  {step.kind}{changed}"), style="bold"))
        out.print(Text(clean(f"“{step.quote}”")))
        out.print(Text(clean(f"[{'; '.join(cite(place) for place in (step.place, *step.also_at))}]" + (f"  {step.why}" if step.why else "")), style="dim"))


def show_figures(archive: Archive, out: Console, clean: Clean, words: str, as_json: bool) -> None:
    """A measure across the papers, or, without words, where two papers give one measure of one period two values."""
    from ledger.figures import Figure, find_disagreements, find_figures

    cite = cite_in(archive)

    def row(figure: Figure) -> Row:
        return {
            "period_ends": figure.ends, "period_inferred": figure.ends_inferred, "figure": figure.printed, "value": figure.value, "unit": figure.unit,
            "forecast": figure.forecast, "label": figure.label, "quote": figure.quote, "citation": cite(figure.place),
        }  # fmt: skip

    if not words:
        for told in find_disagreements(archive):
            if as_json:
                write_table([{"relation": told.relation, "why": told.why, "one": row(told.one), "two": row(told.two)}], as_csv=False)
                continue
            out.print(Text(clean(f"{told.relation}: {told.one.printed} and {told.two.printed} ({told.why})"), style="bold"))
            for figure in (told.one, told.two):
                out.print(Text(clean(f"  “{figure.quote}” [{cite(figure.place)}]")))
        return
    found = find_figures(archive, words)
    if as_json:
        write_table([row(figure) for figure in found], as_csv=False)
        return
    for figure in found:
        ends = mark_inferred(figure.ends, figure.ends_inferred)
        out.print(Text(clean(f"{ends}  {figure.printed}{'  forecast, plan or target' if figure.forecast else ''}"), style="bold"))
        out.print(Text(clean(f"“{figure.quote}” [{cite(figure.place)}]")))
    out.print(f"{len(found):,} figures")


def show_conflicts(archive: Archive, out: Console, clean: Clean, words: str, kinds: tuple[str, ...], as_json: bool) -> None:
    """Each conflict with every place cited; ``words`` must all stand in its quotations or in what is said of it."""
    from ledger.conflicts import find_conflicts, save_conflicts

    save_conflicts(archive)  # an archive that was filled by another version has none kept yet
    cite = cite_in(archive)
    shown = 0
    for conflict in find_conflicts(archive):
        quotes = [archive.document(place.doc_id).quote(place.span) for place in conflict.places]
        held = " ".join([conflict.why, *quotes]).casefold()
        if (kinds and conflict.kind not in kinds) or not all(word in held for word in words.casefold().split()):
            continue
        shown += 1
        cited = [{"quote": quote, "citation": cite(place)} for quote, place in zip(quotes, conflict.places, strict=True)]
        if as_json:
            write_table([{"kind": conflict.kind, "why": conflict.why, "values": list(conflict.values), "inferred": True, "places": cited}], as_csv=False)
            continue
        out.print(Text(clean(f"{conflict.kind}: {conflict.why} (inferred)"), style="bold"))
        for place in cited:
            out.print(Text(clean(f"  “{place['quote']}” [{place['citation']}]")))
    if not as_json:
        out.print(f"{shown:,} conflict{'' if shown == 1 else 's'}")


def show_people(archive: Archive, out: Console, clean: Clean, find: str, as_json: bool) -> None:
    """Everybody named in full, with forms of the name, offices by date and number of mentions; all mentions when few are found."""
    from ledger.people import find_people

    cite = cite_in(archive)
    people = find_people(archive)
    found = [p for p in people if all(word in " ".join([p.name, *(form for form, _ in p.forms), *(o.role for o in p.offices)]).casefold() for word in find.casefold().split())]
    for person in found:
        offices = [{"office": o.role, "first": o.first, "last": o.last, "inferred": o.inferred, "citation": cite(o.places[0])} for o in person.offices]
        if as_json:
            forms = [form for form, _ in person.forms]
            row: Row = {"name": person.name, "forms": forms, "bodies": list(person.bodies), "offices": offices, "papers": person.papers}
            write_table([row | {"mentions": [cite(place) for place in person.places]}], as_csv=False)
            continue
        out.print(Text(clean(f"{person.name}: {len(person.places)} mentions in {person.papers} papers"), style="bold"))
        for office in offices:
            out.print(Text(clean(f"  {office['office']}, {office['first'] or 'no date'} to {office['last'] or 'no date'} (inferred) [{office['citation']}]")))
        if len(found) <= 3:
            for place in person.places:
                out.print(Text(clean(f"  [{cite(place)}]"), style="dim"))
    if not as_json:
        out.print(f"{len(found):,} people")


def show_writer(report: WriterReport, out: Console, clean: Clean) -> None:
    """Whose words the reader has read, and what of a draft was left out."""
    out.print(Text(clean(say_writer(report)), style="yellow"))
    for dropped in report.dropped:
        out.print(Text(clean(f"  left out of the draft: {dropped}"), style="dim"))
