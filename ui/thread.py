"""Thread: a promise, where it was made, each place where the papers speak of it again, and how it stands."""

from __future__ import annotations

from ledger.commitments import all_threads, find_thread
from ledger.records import Step, Thread
from ledger.response_clock import read_clock
from ui import links
from ui.markup import Html, h
from ui.register import inferred, place_link
from ui.shelf import Shelf
from ui.theme import chip, draw_main, notice
from ui.wording import OBLIGATIONS, day, say_status


def title_of(shelf: Shelf | None, parameters: links.Parameters) -> str:
    """For the browser's tab."""
    thread = look_up(shelf, parameters) if shelf is not None else None
    return thread.topic[:80] if thread is not None else "Thread"


def look_up(shelf: Shelf, parameters: links.Parameters) -> Thread | None:
    shelf.keep("threads", lambda: all_threads(shelf.archive))
    return find_thread(shelf.archive, links.first(parameters, "id")[:64])


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?id=``."""
    thread = look_up(shelf, parameters)
    back = h("p", h("a", "To the register", href=links.REGISTER, target="_self"))
    if thread is None:
        draw_main(h("h1", "Thread"), notice("No promise has that number: choose one in the register."), back, css="pp-narrow")
        return
    draw_main(
        h("h1", thread.topic[:1].upper(), thread.topic[1:]),
        facts_of(thread),
        h("h2", "In the papers", class_="pp-eyebrow"),
        h("ol", *(step_entry(shelf, step) for step in thread.steps), class_="pp-steps-list"),
        back,
        css="pp-narrow",
    )


def facts_of(thread: Thread) -> Html:
    """Status first, and on what it rests."""
    rests = "inferred" if thread.status_inferred else "read from the papers"
    over = f"; {thread.later} of the same body with a later date" if thread.status == "never mentioned again" else ""
    pairs: list[tuple[str, Html | str]] = [
        ("Status", f"{say_status(thread.status)} ({rests}){over}".capitalize()),
        ("Kind", OBLIGATIONS[thread.kind]),
        ("Owner", inferred(thread.owner, thread.owner_inferred)),
        ("Due", inferred(day(thread.due), thread.due_inferred)),
        ("Latest paper", day(thread.as_of) or "undated"),
    ]
    clock = read_clock(thread)
    if clock is not None:
        pairs.append(("Answer", inferred(str(clock).capitalize(), True)))
    return h("dl", *(cell for name, value in pairs for cell in (h("dt", name), h("dd", value))), class_="pp-facts")


def step_entry(shelf: Shelf, step: Step) -> Html:
    changed = f" – new date {day(step.new_due)}" if step.new_due else ""
    return h(
        "li",
        h("p", h("strong", day(step.date) or "no date"), " ", chip(step.kind.capitalize()), changed),
        h("blockquote", step.quote),
        h("p", place_link(shelf, step.place), *(h("span", " · ", place_link(shelf, place)) for place in step.also_at)),
        h("p", f"Linked because: {step.why}", class_="pp-quiet") if step.why else None,
    )
