"""People: who is named in the papers, under which forms of the name, in which offices, and every mention."""

from __future__ import annotations

from ledger.people import Person, find_people
from ui import links
from ui.markup import Html, h, join
from ui.register import place_link
from ui.shelf import Shelf
from ui.theme import draw_main, notice
from ui.wording import count, day

PER_PAGE = 100
MOST_PLACES = 200


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?find=&who=&p=``: the list, or one person."""
    people = shelf.keep("people", lambda: find_people(shelf.archive))
    who = links.first(parameters, "who")[:200]
    chosen = [person for person in people if person.name == who]
    if chosen:
        draw_main(h("h1", who), *(one_person(shelf, person) for person in chosen), back(), css="pp-narrow")
        return
    find = links.first(parameters, "find")[:200]
    found = [person for person in people if all(word in _held(person) for word in find.casefold().split())]
    said = f"{count(len(found), 'person', 'people')}{' found' if find else ''}, most mentioned first"
    page = min(links.whole_number(parameters, "p", 1), max((len(found) - 1) // PER_PAGE + 1, 1))
    draw_main(h("h1", "People"), find_form(find), h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said), listing(found, page), pager(find, page, len(found)), css="pp-wide")


def _held(person: Person) -> str:
    return " ".join([person.name, *(form for form, _ in person.forms), *(office.role for office in person.offices), *person.bodies]).casefold()


def find_form(find: str) -> Html:
    return h(
        "form",
        h("label", "Find somebody by name, office or body", for_="pp-who"),
        h(
            "div",
            h("input", type="search", id="pp-who", name="find", value=find, maxlength=200, autocomplete="off"),
            h("button", "Find", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        action=links.PEOPLE,
        method="get",
        role="search",
        aria_label="Find somebody",
        class_="pp-form",
        data_focus="#pp-result",
    )


def listing(found: list[Person], page: int) -> Html:
    if not found:
        return notice("Nobody of that name is named in full in the papers.")
    head = h("tr", *(h("th", name, scope="col") for name in ("Name", "Offices (inferred from the papers' days)", "Body", "Mentions")))
    rows = [
        h(
            "tr",
            h("td", h("a", person.name, href=links.address(links.PEOPLE, [("who", person.name)]), target="_self")),
            h("td", *(h("div", words) for words in offices_of(person)[:4])),
            h("td", ", ".join(person.bodies[:2])),
            h("td", f"{count(len(person.places), 'mention')} in {count(person.papers, 'paper')}"),
        )
        for person in found[(page - 1) * PER_PAGE : page * PER_PAGE]
    ]
    return h("div", h("table", h("thead", head), h("tbody", *rows), class_="pp-list"), class_="pp-scroll")


def offices_of(person: Person) -> list[str]:
    """Each office once, whatever the letters it is printed in ("CHAIR", "chair"), from its first paper to its last."""
    days: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    for office in person.offices:
        key = office.role.casefold()
        days.setdefault(key, []).extend(day for day in (office.first, office.last) if day)
        if roles.get(key, "").isupper() or key not in roles:
            roles[key] = office.role
    shown = {key: role.capitalize() if role.isupper() and len(role) > 4 else role[:1].upper() + role[1:] for key, role in roles.items()}
    return [office_words(shown[key], min(found, default=None), max(found, default=None)) for key, found in days.items()]


def office_words(role: str, first: str | None, last: str | None) -> str:
    """"Treasurer, 5 Mar 2024 – 3 Dec 2024": the days of the first and the last paper that say so."""
    if not first or first == last:
        return f"{role}, {day(first)}" if first else role
    return f"{role}, {day(first)} – {day(last)}"


def one_person(shelf: Shelf, person: Person) -> Html:
    forms = ", ".join(f"{form} ({number})" for form, number in person.forms[:12])
    offices = [
        h("li", office_words(office.role, office.first, office.last), " ", place_link(shelf, office.places[0])) for office in person.offices
    ]
    places = [h("li", place_link(shelf, place)) for place in person.places[:MOST_PLACES]]
    more = h("p", f"The first {MOST_PLACES} of {len(person.places):,}.", class_="pp-quiet") if len(person.places) > MOST_PLACES else None
    return join(
        h("p", f"Printed as: {forms}"),
        h("p", ", ".join(person.bodies), class_="pp-quiet") if person.bodies else None,
        h("h2", "Offices"),
        h("p", "From the first to the last paper that says so: when an office began or ended is inferred.", class_="pp-quiet"),
        h("ul", *offices) if offices else h("p", "No paper names an office beside the name."),
        h("h2", f"{count(len(person.places), 'mention')} in {count(person.papers, 'paper')}"),
        h("ol", *places),
        more,
    )


def back() -> Html:
    return h("p", h("a", "Everybody", href=links.PEOPLE, target="_self"))


def pager(find: str, page: int, total: int) -> Html | None:
    pages = (total - 1) // PER_PAGE + 1
    if pages <= 1:
        return None
    steps = [h("strong" if number == page else "a", str(number), href=None if number == page else links.address(links.PEOPLE, [("find", find), ("p", number)]), target=None if number == page else "_self") for number in range(1, pages + 1)]
    return h("nav", *steps, class_="pp-pager", aria_label="Pages of the list")
