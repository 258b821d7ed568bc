"""Taking a paper out of the archive, for staff, who say so twice. Another process writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import streamlit as st

from index.records import PaperSummary
from ui.markup import h
from ui.settings import Settings
from ui.theme import notice
from ui.wording import day

PROJECT = Path(__file__).resolve().parents[1]


def draw(settings: Settings, papers: tuple[PaperSummary, ...]) -> None:
    """Below the form that adds papers."""
    names = {paper.doc_id: f"{paper.title or paper.file} ({day(paper.meeting_date) or 'no date'}, {paper.file})" for paper in papers}
    st.html(h("h2", "Remove a paper"))
    chosen = st.selectbox("Paper to remove", list(names), index=None, format_func=names.__getitem__, placeholder="Choose a paper")
    sure = st.checkbox("I want this paper and its citations to go", disabled=chosen is None)
    if st.button("Remove from the archive", disabled=not (chosen and sure)) and chosen:
        command = [sys.executable, "-m", "panelpapers", "remove", "--archive", str(settings.archive), chosen]
        ended = subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        if ended.returncode == 0:
            st.rerun()
        st.html(notice(to_reason(ended.stderr.splitlines()), kind="problem"))


def to_reason(lines: list[str]) -> str:
    """The program's own last line, without its name in front."""
    said = [line.strip() for line in lines if line.strip()]
    return said[-1].removeprefix("panelpapers: ") if said else "The program ended early; please try again."
