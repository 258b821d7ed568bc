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
def add(paths: tuple[Path, ...], archive_dir: Path, workers: int | None, no_ocr: bool, progress_json: bool) -> None:
    """Add papers: files, or folders with all that is in them. One bad paper never stops the rest."""
    from dataclasses import asdict

    from index.adding import add_paths

    with open_archive(archive_dir, write=True, create=True) as archive:
        if progress_json:

            def tell(outcome: FileOutcome, done: int, total: int) -> None:
                row = asdict(outcome) | {"done": done, "total": total}
                click.echo(json.dumps(row, ensure_ascii=False))
                sys.stdout.flush()

            outcomes = add_paths(archive, paths, workers=workers, on_progress=tell, ocr=not no_ocr)
        else:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
            with Progress(*columns, console=err, transient=True) as progress:
                task = progress.add_task("looking for papers", total=None)

                def tell(outcome: FileOutcome, done: int, total: int) -> None:
                    progress.update(task, completed=done, total=total, description=printable(Path(outcome.path).name)[:60])

                outcomes = add_paths(archive, paths, workers=workers, on_progress=tell, ocr=not no_ocr)
            show_outcomes(outcomes)
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


@main.command()
@click.argument("papers", nargs=-1, required=True)
@archive_option
def remove(papers: tuple[str, ...], archive_dir: Path) -> None:
    """Remove papers, by path, file name or id as `list` shows them."""
    with open_archive(archive_dir, write=True) as archive:
        for paper in papers:
            gone = archive.remove(paper)
            out.print(Text(printable(f"removed {gone.file} ({gone.title})")))


@main.command(name="list")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of a table.")
@filter_options
def list_papers(archive_dir: Path, as_json: bool, **options: Any) -> None:
    """The papers of the archive, newest meeting first."""
    from dataclasses import asdict

    with open_archive(archive_dir) as archive:
        papers = archive.papers(take_filters(options))
    if as_json:
        write_rows([asdict(paper) for paper in papers], None)
        return
    grid = Grid("meeting", "body", "title", "type", "status", "pages", "unread", "file", "id")
    for paper in papers:
        unread = paper.text_layers.get("none", 0) + paper.text_layers.get("garbled", 0)
        names = ", ".join(path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths)
        date = paper.meeting_date or paper.published_on or "–"
        cells = [date, paper.body or "–", paper.title, paper.doc_type, paper.status, str(paper.pages) if paper.paged else "–"]
        grid.add_row(*(Text(printable(cell)) for cell in (*cells, str(unread or ""), names, paper.doc_id)))
    out.print(grid)
