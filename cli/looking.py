"""Looking things up: passages, answers, tags, exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table as Grid
from rich.text import Text

from cli.base import (
    archive_option,
    err,
    filter_options,
    main,
    open_archive,
    out,
    printable,
    read_batch,
    restricted_option,
    run_batch,
    take_filters,
    write_rows,
)
from ui.console import show_writer

if TYPE_CHECKING:
    from index.records import Hit


@main.command()
@click.argument("query", required=False)
@archive_option
@click.option("--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help='JSON Lines of {"id","question"}.')
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the batch's hits.")
@click.option("--top", "top_k", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--explain", is_flag=True, help="Show how the hits came about, stage by stage.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values, with headings.")
@restricted_option
@filter_options
def search(
    query: str | None, archive_dir: Path, batch: Path | None, out_path: Path | None, top_k: int, explain: bool, as_json: bool,
    as_csv: bool, restricted: bool, **options: Any
) -> None:
    """Find passages; every hit with paper, meeting date, section, paragraph number and page.

    QUERY may hold "exact phrase", -not, person:, org:, body:, type:, after:2019-01, before:, over:5k, under:.
    """
    from index.export import hit_row
    from index.records import Query

    filters = take_filters(options)
    if (query is None) == (batch is None):
        raise click.UsageError("give either a query or --batch FILE")
    with open_archive(archive_dir, restricted=restricted) as archive:
        if batch is not None:
            run_batch(batch, out_path, lambda q: {"hits": [hit_row(h) for h in archive.search(Query(q, filters, top_k)).hits]})
            return
        result = archive.search(archive.read_query(query or "", filters, top_k))
        if as_csv:
            from ui.api.answers import HIT_COLUMNS, hit_object
            from ui.tables import to_csv

            click.echo(to_csv((hit_object(archive, hit) for hit in result.hits), HIT_COLUMNS), nl=False)
            return
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


KINDS_OF_ANSWER = "fact, person_role, amount, count, percent, date, yes_no, list, decision, commitment, comparison, timeline, meaning"


@main.command()
@click.argument("question", required=False)
@archive_option
@click.option("--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help='JSON Lines of {"id","question"}.')
@click.option("--out", "out_path", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the batch's answers.")
@click.option("--kind", metavar="KIND", help=f"Kind of answer wanted, in place of that read in the question: {KINDS_OF_ANSWER}.")
@click.option("--explain", is_flag=True, help="Show how the question was understood and each stage's share of the time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@click.option("--no-writer", is_flag=True, help="The papers' own words, even where a writer is set up (PANELPAPERS_WRITER_URL).")
@click.option("--pack", type=click.Path(path_type=Path, dir_okay=False), help="Write an evidence pack (ZIP) besides: answer, quotes, pages, sources.")
@restricted_option
@filter_options
def ask(
    question: str | None, archive_dir: Path, batch: Path | None, out_path: Path | None, kind: str | None, explain: bool, as_json: bool,
    no_writer: bool, pack: Path | None, restricted: bool, **options: Any
) -> None:
    """Answer a question in the papers' own words, every sentence cited; or say why the papers do not answer it."""
    from answer import answer_question
    from answer.export import answer_row
    from answer.llm import make_writer, read_writer_settings
    from answer.question import KINDS

    if kind is not None and kind not in KINDS:
        raise click.BadParameter(f"choose from {', '.join(KINDS)}.", param_hint="--kind")
    filters = take_filters(options)
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question or --batch FILE")
    writer = None if no_writer else make_writer(read_writer_settings(), restricted=restricted)
    with open_archive(archive_dir, restricted=restricted) as archive:
        if batch is not None:
            run_batch(batch, out_path, lambda q: answer_row(answer_question(archive, q, filters, writer, kind=kind), ""))
            return
        answer = answer_question(archive, question or "", filters, writer, kind=kind)
        if pack is not None:
            from ui.pack import make_answer_pack

            pack.write_bytes(make_answer_pack(archive, answer))
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
    for conflict in answer.conflicts:
        marks = "".join(f" [{i + 1}]" for i in conflict.citations)
        out.print(Text(printable(f"! {conflict.text}{marks} (worked out, not printed)"), style="yellow"))
    for caveat in (*answer.caveats, *(f"inferred: {note}" for note in answer.inferred)):
        out.print(Text(printable("! " + caveat), style="yellow"))
    if answer.writer is not None:
        show_writer(answer.writer, out, printable)
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
@restricted_option
def export(what: str, archive_dir: Path, out_path: Path | None, restricted: bool) -> None:
    """Write all decisions and promises, papers, page texts or tags of the archive as JSON Lines."""
    from index.export import export_rows
    from ledger.export import export_register

    with open_archive(archive_dir, restricted=restricted) as archive:
        write_rows(export_register(archive) if what == "register" else export_rows(archive, what), out_path)
