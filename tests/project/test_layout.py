"""The layout keeps its promises: generic names resolve here, modules stay small, the documents speak the truth."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ingest", "index", "ledger", "answer", "evaluate", "ui", "cli")


@pytest.mark.parametrize("name", ROOMS)
def test_generic_names_resolve_inside_the_project(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


@pytest.mark.parametrize("path", sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_hides_more_than_one_thing(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 500, f"{path.name} is too long: split it"


def test_every_make_target_of_the_readme_exists() -> None:
    named = set(re.findall(r"`?make ([a-z-]+)`?", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def test_every_command_is_in_the_readme() -> None:
    usage = subprocess.run([sys.executable, "-m", "panelpapers", "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  ([a-z]+)  ", usage.split("Commands:")[1], re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands
    assert [c for c in commands if f"panelpapers {c}" not in readme] == []


def test_the_lock_pins_with_hashes() -> None:
    """torch alone has no hash: its builds differ from machine to machine."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)( \\)?$", lock, re.MULTILINE)
    assert len(pins) > 50
    assert [name for name, _, continued in pins if not continued] == []
    assert not any(name == "torch" for name, _, _ in pins)
    locked = {name.lower().replace("_", "-"): pin for name, pin, _ in pins}
    for source in ("requirements.in", "requirements-dev.in"):
        for name, pin in re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)$", (ROOT / source).read_text(encoding="utf-8"), re.MULTILINE):
            if name != "torch":
                assert locked.get(name.lower()) == pin, f"{name} of {source} is not in the lock"


@pytest.mark.parametrize("face", ["app.py", "panelpapers.py"])
def test_the_faces_leave_engines_to_their_rooms(face: str) -> None:
    """import-linter checks packages; the two single files are checked here."""
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse((ROOT / face).read_text(encoding="utf-8")))
        for alias in (node.names if isinstance(node, ast.Import) else [])
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(ast.parse((ROOT / face).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    assert names & {"sqlite3", "tantivy", "faiss", "pypdf", "pypdfium2", "pdfplumber", "spacy"} == set()
    assert face == "app.py" or "streamlit" not in names
