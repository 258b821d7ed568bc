"""Register: every decision, action, recommendation and promise, filtered and counted, each with its place in a paper."""

from __future__ import annotations

from answer.whole import day_before
from index.errors import QueryError
from ledger.records import STATUSES, Entry, Place
from ledger.register import KINDS, RegisterFilters, read_register
from ui import links
from ui.citation import place_link_at
from ui.filter_form import choice_field
from ui.markup import Html, h, join
from ui.shelf import Shelf
from ui.take_away import register_files
from ui.theme import chip, draw_main, problem
from ui.wording import OBLIGATIONS, OUTSTANDING, OWED, count, day, say_status, to_kinds, to_statuses

PER_PAGE = 50
_TEXTS = (("words", "Words"), ("owner", "Owner"), ("by", "Body"))
_LEAD = "Every decision, action, recommendation and promise that was read in the papers, and what later papers say became of it."
_SHORT_WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("All", {}),
    ("Outstanding", {"state": OUTSTANDING}),
    ("Promises and actions", {"kind": OWED}),
    ("Decisions", {"kind": "decision"}),
    ("Recommendations", {"kind": "recommendation"}),
)
_ORDERS = (("", "Newest first"), ("oldest", "Oldest first"), ("due", "By due date"))
_DAYS = (("from", "Made from"), ("to", "Made up to"), ("duefrom", "Due from"), ("dueto", "Due up to"))


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?kind=&state=&owner=&by=&words=&from=&to=&duefrom=&dueto=&order=&p=``."""
    title = join(h("h1", "Register"), h("p", _LEAD, class_="pp-lead"))
    try:
        filters = to_register_filters(parameters)
        register = shelf.keep(("register", filters), lambda: read_register(shelf.archive, filters))
    except QueryError as error:
        draw_main(title, register_form({}), problem(error), css="pp-wide")
        return
    page = min(links.whole_number(parameters, "p", 1), max((len(register.entries) - 1) // PER_PAGE + 1, 1))
    said = f"{count(len(register.entries), 'row')}; {register.coverage}"
    given = {name: links.first(parameters, name) for name in (*(name for name, _ in (*_TEXTS, *_DAYS)), "kind", "state")}
    order = links.first(parameters, "order")
    draw_main(
        title,
        tabs(given, order, day_before(max((paper.meeting_date or "" for paper in shelf.keep("papers", shelf.archive.papers)), default=""))),
        register_form(given, order),
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        listing(shelf, in_order(register.entries, order), page),
        pager({**given, "order": order}, page, len(register.entries)),
        register_files(given.items()),
        css="pp-wide",
    )


def to_register_filters(parameters: links.Parameters) -> RegisterFilters:
    """Filters of a URL; :func:`ledger.register.check_filters` says what is wrong with them."""
    state, kind = links.first(parameters, "state"), links.first(parameters, "kind")
    return RegisterFilters(
        kinds=to_kinds([kind]),
        owner=links.first(parameters, "owner")[:200],
        body=links.first(parameters, "by")[:200],
        made_from=links.first(parameters, "from") or None,
        made_to=links.first(parameters, "to") or None,
        due_from=links.first(parameters, "duefrom") or None,
        due_to=links.first(parameters, "dueto") or None,
        statuses=to_statuses([state]),
        words=links.first(parameters, "words")[:200],
    )


def in_order(entries: tuple[Entry, ...], order: str) -> tuple[Entry, ...]:
    """As asked for; what has no day comes last."""
    if order == "oldest":
        return entries
    if order == "due":
        return tuple(sorted(entries, key=lambda entry: (entry.due is None, entry.due or "")))
    return tuple(sorted(entries, key=lambda entry: entry.made_on or "", reverse=True))


def tabs(given: dict[str, str], order: str, latest: str | None) -> Html:
    """What is mostly looked for, a click away, and the order. ``latest``: day before the latest paper, by which a date is past."""
    ways_to = [*_SHORT_WAYS[:2], *([("Past their date", {"state": OUTSTANDING, "dueto": latest})] if latest else []), *_SHORT_WAYS[2:]]
    set_ = {name: value for name, value in given.items() if value}
    ways = [_tab(name, [*wanted.items(), ("order", order)], current=set_ == wanted) for name, wanted in ways_to]
    orders = [_tab(name, [*given.items(), ("order", value)], current=order == value) for value, name in _ORDERS]
    return h(
        "div",
        h("nav", h("ul", *ways), aria_label="Parts of the register", class_="pp-tabs"),
        h("nav", h("ul", *orders), aria_label="Order", class_="pp-orders"),
        class_="pp-tab-line",
    )


def _tab(name: str, parameters: list[tuple[str, str]], *, current: bool) -> Html:
    address = links.address(links.REGISTER, parameters)
    return h("li", h("a", name, href=address, target="_self", aria_current="true" if current else None, data_focus="#pp-result"))


def register_form(given: dict[str, str], order: str = "") -> Html:
    kinds = [*((kind, OBLIGATIONS[kind]) for kind in KINDS), (OWED, "Promise or action")]  # type: ignore[index]
    states: list[tuple[str, str]] = [(OUTSTANDING, "Outstanding"), *((status, (say_status(status) or "").capitalize()) for status in STATUSES)]
    return h(
        "form",
        h(
            "div",
            *(_field(label, name, given.get(name, "")) for name, label in _TEXTS),
            choice_field("Kind", "kind", kinds, given.get("kind", ""), "register", "Any kind"),
            choice_field("Status", "state", states, given.get("state", ""), "register", "Any status"),
            class_="pp-fields",
        ),
        h(
            "details",
            h("summary", "Days on which it was made or is due"),
            h("div", *(_field(label, name, given.get(name, ""), example="2024, 2024-03 or 2024-03-31") for name, label in _DAYS), class_="pp-fields"),
            open=any(given.get(name) for name, _ in _DAYS),
        ),
        h("input", type="hidden", name="order", value=order) if order else None,
        h("button", "Show", type="submit", class_="pp-button"),
        action=links.REGISTER,
        method="get",
        role="search",
        aria_label="Narrow the register",
        class_="pp-form",
        data_focus="#pp-result",
    )


def _field(label: str, name: str, value: str, *, example: str | None = None) -> Html:
    return h(
        "div",
        h("label", label, for_=f"register-{name}"),
        h("input", type="text", id=f"register-{name}", name=name, value=value, maxlength=200, autocomplete="off", placeholder=example),
        class_="pp-field",
    )


def listing(shelf: Shelf, entries: tuple[Entry, ...], page: int) -> Html:
    if not entries:
        return h("p", h("a", "Show the whole register", href=links.REGISTER, target="_self"))
    shown = entries[(page - 1) * PER_PAGE : page * PER_PAGE]
    head = h("tr", *(h("th", name, scope="col") for name in ("Made", "What", "Owner", "Due", "Status", "Source")))
    return h("div", h("table", h("thead", head), h("tbody", *(row(shelf, entry) for entry in shown)), class_="pp-list"), class_="pp-scroll")


def row(shelf: Shelf, entry: Entry) -> Html:
    what = join(chip(OBLIGATIONS[entry.kind]), h("blockquote", entry.quote))
    if entry.thread_id is not None:
        address = links.address(links.THREAD, [("id", entry.thread_id)])
        what = join(what, h("a", "What became of it", href=address, target="_self", aria_label=f"What became of: {entry.quote[:80]}"))
    return h(
        "tr",
        h("td", day(entry.made_on) or "no date", class_="pp-date"),
        h("td", what),
        told("Owner", entry.owner, entry.owner_inferred),
        told("Due", day(entry.due), entry.due_inferred),
        told("Status", say_status(entry.status), entry.status_inferred),
        h("td", place_link(shelf, entry.place), *(join(h("br"), place_link(shelf, place)) for place in entry.also_at)),
    )


def told(name: str, value: str | None, is_inferred: bool, css: str = "") -> Html:
    """A cell; on a phone, where the head of its column is gone, ``name`` stands before it, and nothing where there is nothing."""
    return h("td", inferred(value, is_inferred), data_label=name, class_=f"{css}{'' if value else ' pp-nothing'}".strip() or None)


def inferred(value: str | None, is_inferred: bool) -> Html:
    """A value, marked where no paper prints it."""
    if not value:
        return join("–")
    return join(value, h("span", " (inferred)", class_="pp-quiet") if is_inferred else None)


def place_link(shelf: Shelf, place: Place) -> Html:
    """The citation of a place, in the members' form, as a link that opens the paper there."""
    return place_link_at(shelf.archive, place.doc_id, place.span)


def pager(given: dict[str, str], page: int, rows: int) -> Html | None:
    pages = (rows - 1) // PER_PAGE + 1
    if pages <= 1:
        return None

    def step(number: int, words: str) -> Html:
        return h("a", words, href=links.address(links.REGISTER, [*given.items(), ("p", number)]), target="_self", data_focus="#pp-result")

    back = step(page - 1, "← Previous") if page > 1 else None
    onward = step(page + 1, "Next →") if page < pages else None
    return h("nav", back, h("span", f"Page {page} of {pages}"), onward, class_="pp-pager", aria_label="Pages of the register")
