"""What every command shares: the group, its errors, screens, options, and JSON Lines in and out.

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

from index.errors import QueryError
from ingest.errors import PanelPapersError

if TYPE_CHECKING:
    from index.archive import Archive
    from index.records import Filters

out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

archive_option = click.option(
    "--archive",
    "archive_dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("archive"),
    envvar="PANELPAPERS_ARCHIVE",
    show_default=True,
    help="Folder of the archive.",
)

restricted_option = click.option(
    "--restricted", is_flag=True, help="Also papers marked restricted; without it the archive is that of the public."
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


def open_archive(path: Path, *, write: bool = False, create: bool = False, restricted: bool = False) -> Archive:
    """The archive as the public sees it, unless ``restricted`` (or ``write``: a writer sees all)."""
    from index.archive import Archive

    return Archive.open(path, create=create, read_only=not write, restricted=restricted)
