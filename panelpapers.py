"""The command line: the face beside ``app.py``.

Every command works on one archive folder (``--archive``, or the environment variable
``PANELPAPERS_ARCHIVE``, or ``./archive``). Exit codes: 0 done, 1 something failed (one line on
standard error says what to do), 2 the command was used wrongly. Heavy parts are imported by the
command that needs them, so that ``--help`` and usage errors answer at once.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from index.errors import QueryError
from ingest.errors import PanelPapersError
from ui.console import register_options, show_figures, show_people, show_register, show_thread

if TYPE_CHECKING:
    from index.archive import Archive
    from index.records import FileOutcome, Filters, Hit

out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)

archive_option = click.option(
    "--archive",
    "archive_dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("archive"),
    envvar="PANELPAPERS_ARCHIVE",
    show_default=True,
    help="Folder of the archive.",
)


def printable(text: str) -> str:
    """Text of a paper made safe for a terminal: control and bidirectional override characters become spaces."""
    return "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text)


class CleanErrors(click.Group):
    """Shows a :class:`PanelPapersError` as one line and exits with 1; a full disk and a broken pipe likewise."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PanelPapersError as error:
            click.echo(f"panelpapers: {printable(str(error))}", err=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            click.echo(f"panelpapers: {printable(str(error))}", err=True)
        except KeyboardInterrupt:
            click.echo("panelpapers: interrupted; what was reported as added is in the archive", err=True)
        ctx.exit(1)


@click.group(cls=CleanErrors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="panelpapers")
def main() -> None:
    """Find what a police and crime panel was told, decided and promised, cited to the words."""


def read_batch(path: Path, *, needs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of a JSON Lines file; every row must be an object with the keys in ``needs``."""
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise PanelPapersError(f"{path}, line {number}: not JSON ({error}); write one JSON object a line") from None
            if not isinstance(row, dict) or any(key not in row for key in needs):
                raise PanelPapersError(f"{path}, line {number}: needs an object with {', '.join(needs)}")
            rows.append(row)
    return rows


def write_rows(rows: Iterator[dict[str, Any]] | list[dict[str, Any]], path: Path | None) -> int:
    """JSON Lines to a file (written beside it first, so that an interrupted run leaves no half file) or to the screen."""
    if path is None:
        return _write_lines(rows, sys.stdout)
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as target:
        count = _write_lines(rows, target)
    partial.replace(path)
    return count


def _write_lines(rows: Iterator[dict[str, Any]] | list[dict[str, Any]], target: TextIO) -> int:
    count = 0
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def run_batch(batch: Path, out_path: Path | None, answer: Callable[[str], dict[str, Any]]) -> None:
    """One row a question; a question that makes no sense gets a refusal with the error, and the batch goes on."""

    def rows() -> Iterator[dict[str, Any]]:
        for row in read_batch(batch, needs=("id", "question")):
            try:
                found = answer(str(row["question"]))
            except QueryError as error:
                found = {"refused": True, "reason": "not_in_papers", "answer": None, "sentences": [], "citations": []}
                found |= {"hits": [], "caveats": [str(error)]}
            yield found | {"id": row["id"]}

    write_rows(rows(), out_path)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    day = click.DateTime(formats=["%Y-%m-%d"])
    for option in reversed(
        (
            click.option("--from", "meeting_from", type=day, help="Meetings on or after this day (YYYY-MM-DD)."),
            click.option("--to", "meeting_to", type=day, help="Meetings on or before this day."),
            click.option("--body", "bodies", multiple=True, help="Body whose paper it is; may be repeated."),
            click.option("--type", "doc_types", multiple=True, help="minutes, report, letter, …; may be repeated."),
            click.option("--person", "people", multiple=True, help="A person named in the passage; may be repeated."),
            click.option("--organisation", "organisations", multiple=True, help="An organisation named in the passage."),
            click.option("--amount-min", type=float, help="Some amount in the passage is at least this many pounds."),
            click.option("--amount-max", type=float, help="… and at most this many."),
        )
    ):
        command = option(command)
    return command


def take_filters(options: dict[str, Any]) -> Filters:
    """Pops the options of :func:`filter_options` out of ``options``."""
    from index.records import Filters

    def iso(name: str) -> str | None:
        value = options.pop(name)
        return value.strftime("%Y-%m-%d") if value else None

    return Filters(
        meeting_from=iso("meeting_from"),
        meeting_to=iso("meeting_to"),
        bodies=tuple(options.pop("bodies")),
        doc_types=tuple(options.pop("doc_types")),
        people=tuple(options.pop("people")),
        organisations=tuple(options.pop("organisations")),
        amount_min=options.pop("amount_min"),
        amount_max=options.pop("amount_max"),
    )


def open_archive(path: Path, *, write: bool = False, create: bool = False) -> Archive:
    from index.archive import Archive

    return Archive.open(path, create=create, read_only=not write)


# ---------------------------------------------------------------- filling the archive


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


# ---------------------------------------------------------------- looking things up


@main.command()
@click.argument("query", required=False)
@archive_option
@click.option("--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help='JSON Lines of {"id","question"}.')
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the batch's hits.")
@click.option("--top", "top_k", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--explain", is_flag=True, help="Show how the hits came about, stage by stage.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
@filter_options
def search(
    query: str | None, archive_dir: Path, batch: Path | None, out_path: Path | None, top_k: int, explain: bool, as_json: bool, **options: Any
) -> None:
    """Find passages; every hit with paper, meeting date, section, paragraph number and page."""
    from index.export import hit_row
    from index.records import Query

    filters = take_filters(options)
    if (query is None) == (batch is None):
        raise click.UsageError("give either a query or --batch FILE")
    with open_archive(archive_dir) as archive:
        if batch is not None:
            run_batch(batch, out_path, lambda q: {"hits": [hit_row(h) for h in archive.search(Query(q, filters, top_k)).hits]})
            return
        result = archive.search(Query(query or "", filters, top_k))
    if as_json:
        write_rows([hit_row(hit) for hit in result.hits], out_path)
    else:
        for hit in result.hits:
            show_hit(hit, explain)
        if not result.hits:
            out.print("nothing found; try fewer words or wider filters")
    if explain:
        show_trace(result.trace)


def show_hit(hit: Hit, explain: bool = False) -> None:
    place = [hit.title, hit.meeting_date or "no date"]
    place += [f"para {hit.paragraph_number}"] if hit.paragraph_number else []
    place += [f"p.{hit.page_no}"] if hit.page_no else []
    line = Text(printable(f"{hit.rank}. {', '.join(place)}  [{hit.file}]"), style="bold")
    if explain:
        line.append("  " + "  ".join(f"{name} {value:.3f}" for name, value in hit.scores.items()), style="dim")
    out.print(line)
    if hit.section:
        out.print(Text(printable("   " + hit.section), style="italic"))
    body = Text(printable(hit.text))
    for span in hit.matched:
        start = span.start - hit.passage.span.start
        body.stylize("bold yellow", start, start + len(span))
    body.truncate(700, overflow="ellipsis")
    out.print(body)
    out.print()


def show_trace(trace: Any) -> None:
    grid = Grid("stage", "ms", "share", "candidates", "note")
    total = trace.milliseconds or 1.0
    for stage in trace.stages:
        share = f"{100 * stage.milliseconds / total:.0f}%"
        grid.add_row(stage.name, f"{stage.milliseconds:.1f}", share, str(stage.candidates), Text(printable(stage.note)))
    err.print(grid)


@main.command()
@click.argument("question", required=False)
@archive_option
@click.option("--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help='JSON Lines of {"id","question"}.')
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the batch's answers.")
@click.option("--explain", is_flag=True, help="Show how the question was understood and each stage's share of the time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@filter_options
def ask(
    question: str | None, archive_dir: Path, batch: Path | None, out_path: Path | None, explain: bool, as_json: bool, **options: Any
) -> None:
    """Answer a question in the papers' own words, every sentence cited; or say why the papers do not answer it."""
    from answer import answer_question
    from answer.export import answer_row

    filters = take_filters(options)
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question or --batch FILE")
    with open_archive(archive_dir) as archive:
        if batch is not None:
            run_batch(batch, out_path, lambda q: answer_row(answer_question(archive, q, filters), ""))
            return
        answer = answer_question(archive, question or "", filters)
    if as_json:
        write_rows([answer_row(answer, "1")], out_path)
        return
    if answer.refusal is not None:
        out.print(Text(printable(answer.refusal.message), style="bold"))
        out.print(Text(printable(answer.refusal.searched)))
        out.print("Nearest passages (not an answer):\n")
        for hit in answer.hits[:3]:
            show_hit(hit)
    else:
        if answer.short:
            out.print(Text(printable(answer.short), style="bold"))
        for sentence in answer.sentences:
            marks = "".join(f" [{i + 1}]" for i in sentence.citations)
            out.print(Text(printable(f"{sentence.text}{marks}")))
        out.print()
        for number, citation in enumerate(answer.citations, 1):
            out.print(Text(printable(f"[{number}] {citation.label}, {citation.file}: “{citation.quote}”")))
    for caveat in (*answer.caveats, *(f"inferred: {note}" for note in answer.inferred)):
        out.print(Text(printable("! " + caveat), style="yellow"))
    if explain:
        for name, value in answer.understood:
            err.print(Text(printable(f"{name}: {value}")))
        show_trace(answer.trace)


@main.command()
@click.option("--batch", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help='JSON Lines of {"id","text","date"?}.')
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the tags; default: the screen.")
def tag(batch: Path, out_path: Path | None) -> None:
    """Tag people, organisations, roles, places, dates, amounts and percentages in single paragraphs."""
    from ingest.tag.batch import tag_rows

    write_rows(tag_rows(read_batch(batch, needs=("id", "text"))), out_path)


@main.command()
@click.argument("what", type=click.Choice(["register", "papers", "pages", "mentions"]))
@archive_option
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; default: the screen.")
def export(what: str, archive_dir: Path, out_path: Path | None) -> None:
    """Write all decisions and promises, papers, page texts or tags of the archive as JSON Lines."""
    from index.export import export_rows

    with open_archive(archive_dir) as archive:
        write_rows(export_rows(archive, what), out_path)


@main.command()
@archive_option
@register_options
def register(archive_dir: Path, **options: Any) -> None:
    """Every decision, action, recommendation and promise, with owner, due date, status and citation."""
    with open_archive(archive_dir) as archive:
        show_register(archive, out, printable, options)


@main.command()
@click.argument("thread_id")
@archive_option
def thread(thread_id: str, archive_dir: Path) -> None:
    """Where a promise was made, where it came up again, and what became of it (ids: `panelpapers register`)."""
    with open_archive(archive_dir) as archive:
        show_thread(archive, out, printable, thread_id)


@main.command()
@click.argument("words", required=False, default="")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def figures(words: str, archive_dir: Path, as_json: bool) -> None:
    """A measure across papers; without words, where two papers give one measure of one period two values."""
    with open_archive(archive_dir) as archive:
        show_figures(archive, out, printable, words, as_json)


@main.command()
@click.argument("find", required=False, default="")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def people(find: str, archive_dir: Path, as_json: bool) -> None:
    """Who is named in the papers: forms of the name, offices by date, mentions."""
    with open_archive(archive_dir) as archive:
        show_people(archive, out, printable, find, as_json)


# ---------------------------------------------------------------- keeping the archive


@main.command()
@archive_option
def doctor(archive_dir: Path) -> None:
    """Check the archive and say what to do about each finding. Exit code 1 when something is wrong."""
    with open_archive(archive_dir) as archive:
        findings = archive.check()
    grid = Grid("check", "severity", "finding", "what to do")
    for finding in findings:
        grid.add_row(*(Text(printable(str(cell))) for cell in (finding.check, finding.severity, finding.message, finding.remedy)))
    if findings:
        out.print(grid)
    else:
        out.print("nothing wrong")
    if any(finding.severity == "error" for finding in findings):
        raise click.exceptions.Exit(1)


@main.command()
@archive_option
def rebuild(archive_dir: Path) -> None:
    """Make the word and vector indexes anew from the stored papers."""
    with open_archive(archive_dir, write=True) as archive:
        archive.rebuild()
    out.print("word and vector indexes rebuilt")


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@archive_option
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Earlier result to list gains and losses against.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Write this run's result, to be a baseline later.")
def evaluate(gold: Path, archive_dir: Path, baseline: Path | None, save: Path | None) -> None:
    """Score the archive's answers on questions of your own (JSON Lines; the format is in docs/evaluation.md)."""
    from evaluate.report import show_report
    from evaluate.run import run_questions

    with open_archive(archive_dir) as archive:
        result = run_questions(archive, read_batch(gold, needs=("id", "question", "answerable")), gold_name=gold.name)
    show_report(result, baseline=baseline, console=out)
    if save is not None:
        result.write(save)


@main.command()
@archive_option
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--staff", is_flag=True, help="Allow adding and removing papers from the app.")
@click.option("--no-browser", is_flag=True, help="Serve only; open no browser window.")
def serve(archive_dir: Path, port: int, address: str, staff: bool, no_browser: bool) -> None:
    """Serve the app, and open it in a browser where there is a screen."""
    app = Path(__file__).resolve().parent / "app.py"
    environment = os.environ | {"PANELPAPERS_ARCHIVE": str(archive_dir.resolve()), "PANELPAPERS_STAFF": "1" if staff else "0"}
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    headless = "true" if no_browser or not screen else "false"
    arguments = ["streamlit", "run", str(app), "--server.port", str(port), "--server.address", address]
    arguments += ["--server.headless", headless, "--server.showEmailPrompt", "false"]
    os.chdir(app.parent)  # Streamlit reads .streamlit/config.toml from the working directory
    os.execve(sys.executable, [sys.executable, "-m", *arguments], environment)


if __name__ == "__main__":
    main()
