"""The frame of every page: style, header with navigation, footer, notices."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ingest.errors import PanelPapersError
from ui import links
from ui.markup import Html, h, join

STATIC = Path(__file__).parent / "static"
NAME = "Panel Papers"
NAVIGATION = (("Ask", links.ASK), ("Search", links.SEARCH), ("Register", links.REGISTER), ("Meetings", links.MEETINGS), ("Figures", links.FIGURES), ("People", links.PEOPLE), ("Papers", links.PAPERS))


def draw_frame(title: str | None, current: str, about: str = "") -> None:
    """Title of the browser tab, style, and the header. ``about`` says what is in the archive ("43 papers, 2016–2020")."""
    st.set_page_config(
        page_title=f"{title} – {NAME}" if title else NAME, page_icon=str(STATIC / "icon.png"), layout="wide"
    )
    st.html(STATIC / "app.css")
    # A constant, not made of anything a reader or a paper wrote; the policy allows scripts of this app only.
    st.html('<script src="/assets/app.js"></script>', unsafe_allow_javascript=True)
    st.html(header(current, about))


def header(current: str, about: str = "") -> Html:
    entries = [
        h("li", h("a", label, href=path, target="_self", aria_current="page" if path == current else None))
        for label, path in NAVIGATION
    ]
    return h(
        "header",
        h("a", "Skip to content", href="#main", class_="pp-skip"),
        h(
            "a",
            h("img", src="/assets/icon.svg", alt="", width=28, height=28),
            h("span", NAME),
            href="/",
            target="_self",
            class_="pp-brand",
        ),
        h("nav", h("ul", *entries), aria_label="Pages"),
        h("p", about, class_="pp-about") if about else None,
        class_="pp-header",
    )


def draw_main(*parts: str | None, css: str = "", place: DeltaGenerator | None = None) -> None:
    """The page's own content, within the <main> that Streamlit makes; ``place`` is an st.empty() to fill anew."""
    (place or st).html(h("div", *parts, id="main", class_=f"pp-main {css}".strip()))


def notice(message: str, *, kind: str = "note", more: Html | None = None) -> Html:
    """One calm line. ``kind`` is note, warning or problem; a problem is announced."""
    return h(
        "div",
        h("p", message),
        more,
        class_=f"pp-notice pp-notice-{kind}",
        data_announce=message if kind == "problem" else None,
    )


def problem(error: PanelPapersError) -> Html:
    """An error of the program, as its one line."""
    return notice(str(error), kind="problem")


def chip(text: str, css: str = "") -> Html:
    return h("span", text, class_=f"pp-chip {css}".strip())


def facts(pairs: list[tuple[str, str | None]]) -> Html:
    """A definition list of what is known; pairs without a value are left out."""
    return h("dl", *(join(h("dt", name), h("dd", value)) for name, value in pairs if value), class_="pp-facts")
