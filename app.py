"""The app: navigation and wiring only.

    panelpapers serve --archive DIR          (what `make run` does)
    streamlit run app.py -- --archive DIR [--staff]
    PANELPAPERS_ARCHIVE=DIR streamlit run app.py        (all settings: ui/settings.py)

One file, two lives. Streamlit finds ``app`` below and serves it with uvicorn: imported under its own name, this
file makes the ASGI application, with the routes and headers of :mod:`ui.server`. For each page that somebody
opens, Streamlit runs the same file as ``__main__``, which draws the page. Start it from the project's folder, or
its theme and its privacy settings (.streamlit/config.toml) are looked for in vain.

Behind a reverse proxy: pass the Host header on, and name the public host with ``--browser.serverAddress``; docs/serving.md
has an example with staff who sign in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from ui import ask, figures, meetings, paper, papers, people, register, search, sign_in, thread
from ui.identity import HEADER, staff_looks
from ui.links import ASK, FIGURES, MEETINGS, PAPER, PAPERS, PEOPLE, REGISTER, SEARCH, SIGN_IN, THREAD, Parameters, first
from ui.opening import describe, draw_trouble, find_shelf, show_script_error
from ui.server import keep_to_this_machine, make_middleware, make_routes
from ui.settings import read_settings
from ui.shelf import Shelf
from ui.theme import draw_frame
from ui.warming import keep_warm, note_page


def draw_page() -> None:
    """Open the archive, find out which page is asked for, draw it."""
    settings = read_settings()
    settings = replace(settings, staff=staff_looks(st.context.headers.get(HEADER)))
    shelf, trouble = find_shelf(settings)
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}

    def ask_page() -> None:
        draw_frame(first(parameters, "q")[:80] or "Ask", ASK, describe(shelf))
        if shelf is None:
            draw_trouble("Ask the papers", trouble)
        else:
            ask.draw(shelf, parameters)

    def search_page() -> None:
        words = first(parameters, "q")[:80]
        draw_frame(f"{words} – Search" if words else "Search", SEARCH, describe(shelf))
        if shelf is None:
            draw_trouble("Search the papers", trouble)
        else:
            search.draw(shelf, parameters)

    def paper_page() -> None:
        draw_frame(paper.title_of(shelf, parameters), PAPER, describe(shelf))
        if shelf is None:
            draw_trouble("Paper", trouble)
        else:
            paper.draw(shelf, parameters)

    def papers_page() -> None:
        draw_frame("Papers", PAPERS, describe(shelf))
        papers.draw(shelf, parameters, settings, trouble)

    def sign_in_page() -> None:
        draw_frame("Staff", SIGN_IN, describe(shelf))
        sign_in.draw(settings)

    def thread_page() -> None:
        draw_frame(thread.title_of(shelf, parameters), THREAD, describe(shelf))
        if shelf is None:
            draw_trouble("Thread", trouble)
        else:
            thread.draw(shelf, parameters)

    def ledger_page(name: str, path: str, draw: Callable[[Shelf, Parameters], None]) -> Callable[[], None]:
        def page() -> None:
            draw_frame(name, path, describe(shelf))
            if shelf is None:
                draw_trouble(name, trouble)
            else:
                draw(shelf, parameters)

        return page

    st.navigation(
        [
            st.Page(ask_page, title="Ask", url_path="ask", default=True),
            st.Page(search_page, title="Search", url_path="search"),
            st.Page(paper_page, title="Paper", url_path="paper"),
            st.Page(papers_page, title="Papers", url_path="papers"),
            st.Page(sign_in_page, title="Staff", url_path="sign-in"),
            st.Page(ledger_page("Register", REGISTER, register.draw), title="Register", url_path="register"),
            st.Page(thread_page, title="Thread", url_path="thread"),
            st.Page(ledger_page("Meetings", MEETINGS, meetings.draw), title="Meetings", url_path="meetings"),
            st.Page(ledger_page("Figures", FIGURES, figures.draw), title="Figures", url_path="figures"),
            st.Page(ledger_page("People", PEOPLE, people.draw), title="People", url_path="people"),
        ],
        position="hidden",
    ).run()
    note_page()


if __name__ == "__main__":
    draw_page()
else:
    keep_to_this_machine()
    served = read_settings()
    keep_warm(served.archive, restricted=served.staff)
    app = st.App(
        __file__,
        routes=make_routes(),
        middleware=make_middleware(served),
        on_script_error=show_script_error,
    )
