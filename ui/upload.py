"""Adding and removing papers, for staff. Reading a paper happens in another process, never in the app's own.

An uploaded file is kept under ``ARCHIVE/uploads/`` by a safe form of its name; a second file of that name takes
the first one's place, and so does the paper. Then ``panelpapers add --progress-json`` reads the files and says
line by line what became of each.
"""

from __future__ import annotations

import json
import os
import re
import selectors
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import streamlit as st

from index.records import PaperSummary
from ui import keeping
from ui.keeping import to_reason
from ui.links import is_doc_id, paper_address
from ui.markup import Html, h
from ui.settings import Settings
from ui.theme import notice
from ui.wording import count

PROJECT = Path(__file__).resolve().parents[1]
UPLOADS = "uploads"
SUFFIXES = ("pdf", "docx", "odt", "html", "htm", "txt", "md")
LONGEST_NAME = 120
OUTCOMES = {
    "added": "Added",
    "unchanged": "Already there",
    "replaced": "Took the place of the earlier file",
    "duplicate": "Same paper under another name",
    "failed": "Could not be added",
}


def draw(settings: Settings, papers: tuple[PaperSummary, ...]) -> None:
    """The staff part of the Papers page."""
    st.html(h("h2", "Add papers", id="pp-add"))
    kinds = f"PDF, DOCX, ODT, HTML, text or Markdown, up to {settings.upload_limit_mb} MB each"
    with st.form("add-papers", clear_on_submit=True):
        chosen = st.file_uploader(
            f"Files: {kinds}", type=list(SUFFIXES), accept_multiple_files=True, max_upload_size=settings.upload_limit_mb, key="files"
        )
        folder = st.file_uploader(
            "Or a whole folder, with the folders in it", type=list(SUFFIXES), accept_multiple_files="directory",
            max_upload_size=settings.upload_limit_mb, key="folder",
        )  # fmt: skip
        files = [*chosen, *folder]
        hidden = st.checkbox("Restricted: the public never sees these papers")
        wanted = st.form_submit_button("Add to the archive", type="primary")
    if wanted and files:
        paths = [keep_upload(settings.archive, file.name, file) for file in files]
        st.session_state["outcomes"] = add_with_progress(settings.archive, paths, restricted=hidden)
        st.rerun()
    elif wanted:
        st.html(notice("Choose one or more files first."))
    outcomes: list[dict[str, Any]] = st.session_state.pop("outcomes", [])
    if outcomes:
        st.html(outcome_table(outcomes))
    if papers:
        keeping.draw(settings, papers)


def safe_name(name: str) -> str:
    """A file name that stays in its folder and says what it is: letters, digits, space, dot, hyphen, brackets.

    "../../etc/passwd" becomes "passwd", "a\\u202efdp.exe" loses its override, an empty rest becomes "paper".
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = re.sub(r"[^\w .()\-]", "_", name)
    name = re.sub(r"\s+", " ", name).strip().rstrip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    stem = stem.encode("utf-8")[: LONGEST_NAME - len(suffix) - 1].decode("utf-8", "ignore").strip(" .") or "paper"
    return f"{stem}.{suffix}" if suffix else stem


def keep_upload(archive: Path, name: str, content: BinaryIO) -> Path:
    """Write an upload to the archive's folder; the file is whole or not there."""
    folder = archive / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / safe_name(name)
    partial = target.with_name(f".{target.name}.partial")
    content.seek(0)
    with partial.open("wb") as file:
        while block := content.read(1 << 20):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    return target


def add_with_progress(archive: Path, paths: list[Path], *, restricted: bool = False) -> list[dict[str, Any]]:
    """Run ``panelpapers add`` with a bar; the outcome of each file. Leaving the page stops it between two papers."""
    bar = st.progress(0.0, text="Reading the files")
    stop = st.empty()
    stop.button("Stop", key="stop-adding")
    outcomes: list[dict[str, Any]] = []
    done, total = 0, len(paths)
    for row in run_add(archive, paths, restricted=restricted):
        if row is None:
            bar.progress(done / max(total, 1), text=f"{done} of {count(total, 'file')} read")
            continue
        outcomes.append(row)
        done, total = int(row.get("done", done + 1)), int(row.get("total", total))
        bar.progress(min(done / max(total, 1), 1.0), text=f"{done} of {count(total, 'file')} read")
    bar.empty()
    stop.empty()
    return outcomes


def run_add(archive: Path, paths: list[Path], *, restricted: bool = False) -> Iterator[dict[str, Any] | None]:
    """Rows of ``panelpapers add --progress-json``, and None twice a second while nothing is reported.

    The last row is a failure of the whole run, where there was one ({"outcome": "failed", "reason": …}). The
    child is ended when the caller stops listening.
    """
    command = [sys.executable, "-m", "panelpapers", "add", "--archive", str(archive), "--progress-json", *(["--restricted"] if restricted else []), "--"]
    # Messages go to a file: nobody reads them before the end, and a full pipe would hold the child up.
    messages = tempfile.TemporaryFile()  # noqa: SIM115 (closed below)
    child = subprocess.Popen(
        [*command, *map(str, paths)], cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=messages
    )
    assert child.stdout is not None
    failed = False
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            waiting = b""
            while True:
                if not selector.select(timeout=0.5):
                    yield None
                    continue
                block = os.read(child.stdout.fileno(), 1 << 16)
                if not block:
                    break
                *lines, waiting = (waiting + block).split(b"\n")
                for line in lines:
                    row = _to_row(line)
                    if row is not None:
                        failed = failed or row.get("outcome") == "failed"
                        yield row
        status = child.wait()
        messages.seek(0)
        reason = messages.read().decode("utf-8", "replace").strip().splitlines()
        if status != 0 and not failed:
            yield {"path": "", "outcome": "failed", "reason": to_reason(reason)}
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        child.stdout.close()
        messages.close()


def outcome_table(outcomes: list[dict[str, Any]]) -> Html:
    """What became of each file, failures first."""
    ordered = sorted(outcomes, key=lambda row: row.get("outcome") != "failed")
    rows = [
        h(
            "tr",
            h("td", _opened(row)),
            h("td", OUTCOMES.get(str(row.get("outcome")), str(row.get("outcome")))),
            h("td", str(row.get("pages") or "")),
            h("td", _bare_reason(row) or (f"Restricted: {row['restricted']}" if row.get("restricted") else "")),
        )
        for row in ordered
    ]
    failures = sum(1 for row in outcomes if row.get("outcome") == "failed")
    said = f"{len(outcomes) - failures} of {len(outcomes)} files are in the archive" if failures else f"{count(len(outcomes), 'file is', 'files are')} in the archive"
    return h(
        "div",
        h("h3", said, data_announce=said),
        h("table", h("tr", *(h("th", name, scope="col") for name in ("File", "Outcome", "Pages", "Reason"))), *rows),
        class_="pp-scroll",
    )


def _opened(row: dict[str, Any]) -> str:
    """The file's name, as a link to its paper where there is one."""
    doc_id = str(row.get("doc_id") or "")
    return h("a", _file_name(row), href=paper_address(doc_id), target="_self") if is_doc_id(doc_id) else _file_name(row)


def _to_row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and "outcome" in row else None


def _file_name(row: dict[str, Any]) -> str:
    return str(row.get("path") or "all files").replace("\\", "/").rsplit("/", 1)[-1]


def _bare_reason(row: dict[str, Any]) -> str:
    """The reason without the folder of the server in front of it."""
    reason, path = str(row.get("reason") or ""), str(row.get("path") or "")
    return reason.removeprefix(f"{path}: ").replace(path, _file_name(row)) if path else reason
