"""What the ledger follows across papers; :mod:`ui.console` prints it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.base import archive_option, main, open_archive, out, printable, restricted_option
from ledger.conflict_records import KINDS_OF_CONFLICT
from ui.console import register_options, show_conflicts, show_figures, show_people, show_register, show_thread


@main.command()
@archive_option
@restricted_option
@register_options
def register(archive_dir: Path, restricted: bool, **options: Any) -> None:
    """Every decision, action, recommendation and promise, with owner, due date, status and citation."""
    with open_archive(archive_dir, restricted=restricted) as archive:
        show_register(archive, out, printable, options)


@main.command()
@click.argument("thread_id")
@archive_option
@restricted_option
def thread(thread_id: str, archive_dir: Path, restricted: bool) -> None:
    """Where a promise was made, where it came up again, and what became of it (ids: `panelpapers register`)."""
    with open_archive(archive_dir, restricted=restricted) as archive:
        show_thread(archive, out, printable, thread_id)


@main.command()
@click.argument("words", required=False, default="")
@archive_option
@restricted_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def figures(words: str, archive_dir: Path, restricted: bool, as_json: bool) -> None:
    """A measure across papers; without words, where two papers give one measure of one period two values."""
    with open_archive(archive_dir, restricted=restricted) as archive:
        show_figures(archive, out, printable, words, as_json)


@main.command()
@click.argument("find", required=False, default="")
@archive_option
@restricted_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def people(find: str, archive_dir: Path, restricted: bool, as_json: bool) -> None:
    """Who is named in the papers: forms of the name, offices by date, mentions."""
    with open_archive(archive_dir, restricted=restricted) as archive:
        show_people(archive, out, printable, find, as_json)


@main.command()
@click.argument("words", required=False, default="")
@archive_option
@restricted_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS_OF_CONFLICT), help="May be repeated.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def conflicts(words: str, archive_dir: Path, restricted: bool, kinds: tuple[str, ...], as_json: bool) -> None:
    """Where papers give one thing two figures or dates, and figures and dates that cannot be right (WORDS narrow it)."""
    with open_archive(archive_dir, restricted=restricted) as archive:
        show_conflicts(archive, out, printable, words, kinds, as_json)
