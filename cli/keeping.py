"""Keeping the archive sound, scoring it, serving it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.table import Table as Grid
from rich.text import Text

from cli.base import archive_option, main, open_archive, out, printable, read_batch, restricted_option

APP = Path(__file__).resolve().parent.parent / "app.py"


@main.command()
@archive_option
def doctor(archive_dir: Path) -> None:
    """Check the archive and say what to do about each finding. Exit code 1 when something is wrong."""
    with open_archive(archive_dir, restricted=True) as archive:
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
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@archive_option
@click.option("--precision", type=click.FloatRange(0.5, 1.0), default=0.9, show_default=True, help="Share of the answers that must be right.")
@click.option("--dry-run", is_flag=True, help="Show the curve and change nothing.")
def calibrate(gold: Path, archive_dir: Path, precision: float, dry_run: bool) -> None:
    """Measure on your own questions how sure this archive must be to answer, and keep that in the archive."""
    from answer.calibration import write_calibration
    from evaluate.calibrate import calibrate as measure
    from evaluate.report import show_curve

    with open_archive(archive_dir) as archive:
        outcome = measure(archive, read_batch(gold, needs=("id", "question", "answerable")), precision=precision)
    show_curve(outcome, out)
    if not dry_run:
        out.print(f"kept in {write_calibration(archive_dir, outcome.calibration)}; delete that file to go back to what is shipped")


@main.command()
@archive_option
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--staff", is_flag=True, help="Whoever reaches this port is staff: restricted papers, adding and removing.")
@click.option("--no-browser", is_flag=True, help="Serve only; open no browser window.")
def serve(archive_dir: Path, port: int, address: str, staff: bool, no_browser: bool) -> None:
    """Serve the app and its API, and open it in a browser where there is a screen.

    Staff who sign in (by OIDC, or at a reverse proxy) are set up in the environment; docs/serving.md says how.
    """
    from ui.settings import read_settings

    environment = os.environ | {"PANELPAPERS_ARCHIVE": str(archive_dir.resolve()), "PANELPAPERS_STAFF": "1" if staff else "0"}
    # the web server shall not take an address out of a header for that of the peer, see ui/identity.py
    environment["FORWARDED_ALLOW_IPS"] = ""
    read_settings([], environment)
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    headless = "true" if no_browser or not screen else "false"
    arguments = ["streamlit", "run", str(APP), "--server.port", str(port), "--server.address", address]
    arguments += ["--server.headless", headless, "--server.showEmailPrompt", "false"]
    os.chdir(APP.parent)  # Streamlit reads .streamlit/config.toml from the working directory
    os.execve(sys.executable, [sys.executable, "-m", *arguments], environment)


@main.command()
@archive_option
@restricted_option
@click.option("--url", default="", help="Address under which the app is served, for whole links (https://papers.example).")
def mcp(archive_dir: Path, restricted: bool, url: str) -> None:
    """Serve an assistant over the Model Context Protocol (standard input and output): ask, search, paper, register."""
    from ui.mcp_server import make_server

    with open_archive(archive_dir, restricted=restricted):
        pass  # what is wrong with it is said before the assistant waits for an answer
    make_server(archive_dir.resolve(), restricted=restricted, site=url.rstrip("/")).run("stdio")
