"""Papers into the archive, out of it, and the list of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table as Grid
from rich.text import Text

from cli.base import archive_option, err, filter_options, main, open_archive, out, printable, take_filters, write_rows

if TYPE_CHECKING:
    from index.records import FileOutcome


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@archive_option
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="Papers read at once; default: number of cores.")
@click.option("--no-ocr", is_flag=True, help="Do not recognise pages without a text layer.")
@click.option("--progress-json", is_flag=True, help="One JSON object a file instead of bar and table.")
@click.option("--restricted", is_flag=True, help="Mark the papers as restricted: the public never sees them.")
def add(
    paths: tuple[Path, ...], archive_dir: Path, workers: int | None, no_ocr: bool, progress_json: bool, restricted: bool
) -> None:
    """Add papers: files, or folders with all that is in them. One bad paper never stops the rest.

    A paper that says at its head that it is exempt or not for publication is marked as restricted; `unrestrict`
    opens it to the public.
    """
    from dataclasses import asdict

    from index.adding import add_paths
    from ledger.conflicts import save_conflicts

    with open_archive(archive_dir, write=True, create=True) as archive:
        before = archive.sequence
        if progress_json:

            def tell(outcome: FileOutcome, done: int, total: int) -> None:
                row = asdict(outcome) | {"done": done, "total": total}
                click.echo(json.dumps(row, ensure_ascii=False))
                sys.stdout.flush()

            outcomes = add_paths(archive, paths, workers=workers, on_progress=tell, ocr=not no_ocr, restricted=restricted)
        else:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
            with Progress(*columns, console=err, transient=True) as progress:
                task = progress.add_task("looking for papers", total=None)

                def tell(outcome: FileOutcome, done: int, total: int) -> None:
                    progress.update(task, completed=done, total=total, description=printable(Path(outcome.path).name)[:60])

                outcomes = add_paths(archive, paths, workers=workers, on_progress=tell, ocr=not no_ocr, restricted=restricted)
            show_outcomes(outcomes)
        if archive.sequence != before:
            save_conflicts(archive)  # so that the first answer need not wait for them
    if any(outcome.outcome == "failed" for outcome in outcomes):
        raise click.exceptions.Exit(1)


def show_outcomes(outcomes: tuple[FileOutcome, ...]) -> None:
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome.outcome] = counts.get(outcome.outcome, 0) + 1
    grid = Grid("outcome", "files", "pages", "pages with warnings")
    for name in ("added", "replaced", "unchanged", "duplicate", "failed"):
        if name in counts:
            of = [o for o in outcomes if o.outcome == name]
            grid.add_row(name, str(len(of)), str(sum(o.pages for o in of)), str(sum(o.warnings for o in of)))
    out.print(grid)
    for outcome in outcomes:
        if outcome.outcome == "failed":
            err.print(Text(printable(f"failed: {outcome.path}: {outcome.reason}")))
        elif outcome.restricted:
            out.print(Text(printable(f"restricted: {outcome.path}: {outcome.restricted}")))


@main.command()
@click.argument("papers", nargs=-1, required=True)
@archive_option
def remove(papers: tuple[str, ...], archive_dir: Path) -> None:
    """Remove papers, by path, file name or id as `list` shows them."""
    with open_archive(archive_dir, write=True) as archive:
        for paper in papers:
            gone = archive.remove(paper)
            out.print(Text(printable(f"removed {gone.file} ({gone.title})")))


@main.command()
@click.argument("papers", nargs=-1)
@archive_option
@click.option("--reason", default="marked by staff", show_default=True, help="Why; staff see it with the paper.")
@click.option("--suggest", is_flag=True, help="Change nothing: list the papers in which an exempt notice is printed.")
def restrict(papers: tuple[str, ...], archive_dir: Path, reason: str, suggest: bool) -> None:
    """Mark papers as restricted (exempt, Part II): the public cannot find them in any way. The mark stays with the bytes."""
    if bool(papers) == suggest:
        raise click.UsageError("give papers to mark, or --suggest")
    if suggest:
        show_suggestions(archive_dir)
        return
    with open_archive(archive_dir, write=True) as archive:
        for paper in papers:
            marked = archive.restrict(paper, reason, commit=False)
            out.print(Text(printable(f"restricted {marked.file} ({marked.title})")))


def show_suggestions(archive_dir: Path) -> None:
    from ingest.extract.exempt import find_exempt_notices

    grid = Grid("paper", "restricted", "page", "printed there", "id")
    with open_archive(archive_dir, restricted=True) as archive:
        for paper in archive.papers():
            for notice in find_exempt_notices(archive.document(paper.doc_id)):
                page = str(notice.page_no) if notice.page_no else "–"
                cells = (paper.file, "yes" if paper.restricted else "no", page, notice.quote, paper.doc_id)
                grid.add_row(*(Text(printable(cell)) for cell in cells))
    out.print(grid if grid.row_count else "no paper has an exempt notice at its head or at the top of a page")


@main.command()
@click.argument("papers", nargs=-1, required=True)
@archive_option
@click.option("--reason", default="opened by staff", show_default=True, help="Why.")
def unrestrict(papers: tuple[str, ...], archive_dir: Path, reason: str) -> None:
    """Open papers to the public, whatever is printed on them."""
    with open_archive(archive_dir, write=True) as archive:
        for paper in papers:
            opened = archive.unrestrict(paper, reason, commit=False)
            out.print(Text(printable(f"public {opened.file} ({opened.title})")))


@main.command(name="list")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of a table.")
@filter_options
def list_papers(archive_dir: Path, as_json: bool, **options: Any) -> None:
    """The papers of the archive, newest meeting first, those marked as restricted included."""
    from dataclasses import asdict

    with open_archive(archive_dir, restricted=True) as archive:
        papers = archive.papers(take_filters(options))
    if as_json:
        write_rows([asdict(paper) for paper in papers], None)
        return
    grid = Grid("meeting", "body", "title", "type", "status", "pages", "unread", "restricted", "file", "id")
    for paper in papers:
        unread = paper.text_layers.get("none", 0) + paper.text_layers.get("garbled", 0)
        names = ", ".join(path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths)
        date = paper.meeting_date or paper.published_on or "–"
        cells = [date, paper.body or "–", paper.title, paper.doc_type, paper.status, str(paper.pages) if paper.paged else "–"]
        grid.add_row(*(Text(printable(cell)) for cell in (*cells, str(unread or ""), "yes" if paper.restricted else "", names, paper.doc_id)))
    out.print(grid)
