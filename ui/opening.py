"""Opening the archive for a page, and what is shown when that fails."""

from __future__ import annotations

import logging

import streamlit as st

from ingest.errors import PanelPapersError
from ui.markup import h
from ui.papers import years
from ui.settings import Settings
from ui.shelf import Shelf, open_shelf
from ui.theme import draw_main, notice, problem
from ui.wording import count

log = logging.getLogger("panelpapers.app")


def find_shelf(settings: Settings) -> tuple[Shelf | None, PanelPapersError | None]:
    """The open archive, or why it does not open."""
    try:
        return open_shelf(settings.archive, restricted=settings.staff), None
    except PanelPapersError as error:
        log.warning("%s", error)
        return None, error


def describe(shelf: Shelf | None) -> str:
    """"43 papers, 2016–2020", for the header."""
    if shelf is None:
        return ""
    papers = shelf.keep("papers", lambda: shelf.archive.papers())
    return ", ".join(part for part in (count(len(papers), "paper"), years(papers)) if part)


def draw_trouble(title: str, trouble: PanelPapersError | None) -> None:
    """The page when there is no archive to read: one line that says what to do."""
    lead = h("p", "There is no archive that can be read here. Whoever looks after this app can mend it:", class_="pp-lead")
    reason = problem(trouble or PanelPapersError("The archive could not be opened."))
    draw_main(h("h1", title), lead, reason, css="pp-narrow")


def show_script_error(error: Exception) -> bool:
    """An error nobody foresaw: logged in full, shown as one calm line. True keeps Streamlit's own display away."""
    log.error("a page could not be drawn", exc_info=error)
    message = str(error) if isinstance(error, PanelPapersError) else (
        "Something went wrong while drawing this page. It has been noted; going back or asking again may help."
    )
    st.html(h("div", notice(message, kind="problem"), id="main", class_="pp-main pp-narrow"))
    return True
