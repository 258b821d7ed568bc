"""Marking a paper as restricted, and opening one to the public: for staff, beside adding and removing."""

from __future__ import annotations

import subprocess
import sys

import streamlit as st

from index.records import PaperSummary
from ui.markup import h
from ui.settings import Settings
from ui.theme import notice
from ui.upload import PROJECT, to_reason
from ui.wording import day


def draw(settings: Settings, papers: tuple[PaperSummary, ...]) -> None:
    """``papers`` are those that staff see. The program does the work, as for adding: the app itself never writes."""
    st.html(h("h2", "Restrict a paper, or open it"))
    st.html(h("p", "The public cannot find a restricted paper in any way: not in search, answers, counts, pages or feeds."))
    by_id = {paper.doc_id: paper for paper in papers}
    chosen = st.selectbox("Paper to restrict or open", list(by_id), index=None, format_func=lambda doc_id: name_of(by_id[doc_id]), placeholder="Choose a paper")
    if chosen is None:
        return
    paper = by_id[chosen]
    if paper.restricted:
        st.html(notice(f"Restricted: {paper.restricted_because}."))
        label, command = "Open to the public", "unrestrict"
        sure = st.checkbox("I have read the paper and it may be published")
    else:
        label, command, sure = "Mark as restricted", "restrict", True
    if st.button(label, disabled=not sure):
        arguments = [sys.executable, "-m", "panelpapers", command, "--archive", str(settings.archive), chosen]
        ended = subprocess.run(arguments, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        if ended.returncode == 0:
            st.rerun()
        st.html(notice(to_reason(ended.stderr.splitlines()), kind="problem"))


def name_of(paper: PaperSummary) -> str:
    """The paper in a list of choices; a restricted one says so in words."""
    return f"{'Restricted: ' if paper.restricted else ''}{paper.title or paper.file} ({day(paper.meeting_date) or 'no date'}, {paper.file})"
