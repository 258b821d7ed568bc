"""Sign-in for staff, where Streamlit's own login is switched on; behind a proxy people sign in there."""

from __future__ import annotations

import streamlit as st

from ui.markup import h
from ui.settings import Settings
from ui.theme import draw_main, notice


def draw(settings: Settings) -> None:
    """The page at /sign-in. ``settings.staff`` says what :mod:`ui.identity` decided about whoever looks."""
    title = h("h1", "Staff")
    if not settings.login:
        draw_main(title, notice("There is no sign-in here. Everything that this app shows is public."), css="pp-narrow")
        return
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        draw_main(title, h("p", "Members of staff sign in to see restricted papers and to add papers."), css="pp-narrow")
        st.button("Sign in", on_click=st.login, type="primary")
        return
    said = "You can see restricted papers, and add and remove papers." if settings.staff else "You are not on the list of staff: you see what the public sees."
    draw_main(title, h("p", f"Signed in as {user.get('email') or 'somebody without an e-mail address'}. {said}"), css="pp-narrow")
    st.button("Sign out", on_click=st.logout)
