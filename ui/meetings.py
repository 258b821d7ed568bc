"""Meetings: the papers of each, who was there, wording changed between draft and approved minutes, later corrections."""

from __future__ import annotations

from ledger.meetings import Change, Correction, Meeting, find_meetings
from ledger.records import Place
from ui import links
from ui.markup import Html, h, join
from ui.register import place_link
from ui.shelf import Shelf
from ui.theme import draw_main, notice
from ui.wording import STATUSES, count, day

PER_PAGE = 30
MOST_CHANGES = 60


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?find=&p=``, newest meeting first; ``find``: words of the body or a date."""
    meetings = shelf.keep("meetings", lambda: find_meetings(shelf.archive))
    find = links.first(parameters, "find")[:200]
    found = [meeting for meeting in reversed(meetings) if all(word in f"{meeting.body or ''} {meeting.date} {day(meeting.date)}".casefold() for word in find.casefold().split())]
    pages = max((len(found) - 1) // PER_PAGE + 1, 1)
    page = min(links.whole_number(parameters, "p", 1), pages)
    said = f"{count(len(found), 'meeting')} with minutes{' found' if find else ''}, newest first"
    shown = [entry(shelf, meeting) for meeting in found[(page - 1) * PER_PAGE : page * PER_PAGE]]
    steps = [step(find, number, number == page) for number in range(1, pages + 1)]
    draw_main(
        h("h1", "Meetings"),
        find_form(find),
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        *(shown or [notice("No minutes of such a meeting are in the archive.")]),
        h("nav", *steps, class_="pp-pager", aria_label="Pages of the list") if pages > 1 else None,
        css="pp-wide",
    )


def step(find: str, number: int, current: bool) -> Html:
    if current:
        return h("strong", str(number))
    return h("a", str(number), href=links.address(links.MEETINGS, [("find", find), ("p", number)]), target="_self", aria_label=f"Page {number}")


def find_form(find: str) -> Html:
    return h(
        "form",
        h("label", "Find a meeting by body or date", for_="pp-meeting"),
        h(
            "div",
            h("input", type="search", id="pp-meeting", name="find", value=find, maxlength=200, autocomplete="off"),
            h("button", "Find", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        action=links.MEETINGS,
        method="get",
        role="search",
        aria_label="Find a meeting",
        class_="pp-form",
        data_focus="#pp-result",
    )


def entry(shelf: Shelf, meeting: Meeting) -> Html:
    versions = [
        h(
            "li",
            h("a", shelf.archive.document(minutes.doc_id).title, href=links.paper_address(minutes.doc_id, at=None), target="_self"),
            f" ({STATUSES[minutes.status].lower()})" if STATUSES[minutes.status] else "",
        )
        for minutes in meeting.minutes
    ]
    held = {minutes.doc_id for minutes in meeting.minutes}
    others = [
        h("li", h("a", shelf.archive.document(doc_id).title, href=links.paper_address(doc_id), target="_self")) for doc_id in meeting.papers if doc_id not in held
    ]
    changes = h("details", h("summary", f"{count(len(meeting.changes), 'sentence')} changed after the draft"), h("ol", *(change_entry(shelf, change) for change in meeting.changes[:MOST_CHANGES])))
    return h(
        "section",
        h("h3", day(meeting.date), h("span", f" · {meeting.body}", class_="pp-quiet") if meeting.body else None),
        h("ul", *versions, *others),
        attendance(shelf, meeting),
        changes if meeting.changes else None,
        h("h4", "Corrected at the next meeting") if meeting.corrections else None,
        h("ul", *(correction_entry(shelf, correction) for correction in meeting.corrections)) if meeting.corrections else None,
    )


def attendance(shelf: Shelf, meeting: Meeting) -> Html | None:
    """Names by how they took part, with a link to the list."""
    if not meeting.attendance or meeting.attendance_in is None:
        return None
    groups: dict[str, list[str]] = {}
    for person in sorted(meeting.attendance, key=lambda one: one.status in ("apologies", "absent")):
        groups.setdefault(person.status, []).append(f"{person.name} ({person.role})" if person.role else person.name)
    first = Place(meeting.attendance_in, meeting.attendance[0].span)
    said = "; ".join(f"{count(len(names), 'person', 'people')} {status}" if status != "apologies" else f"{len(names)} with apologies" for status, names in groups.items())
    return h("details", h("summary", said), *(h("p", h("strong", f"{status.capitalize()}: "), ", ".join(names)) for status, names in groups.items()), h("p", place_link(shelf, first)))


def change_entry(shelf: Shelf, change: Change) -> Html:
    return h("li", _side(shelf, "Draft", change.draft), _side(shelf, "Approved", change.approved))


def correction_entry(shelf: Shelf, correction: Correction) -> Html:
    found = _side(shelf, "It corrects", correction.corrects) if correction.corrects is not None else h("p", "The passage was not found in the papers here.", class_="pp-quiet")
    return h("li", _side(shelf, "Said", correction.said), found)


def _side(shelf: Shelf, name: str, place: Place | None) -> Html:
    if place is None:
        return h("p", f"{name}: nothing like it", class_="pp-quiet")
    words = shelf.archive.document(place.doc_id).quote(place.span)
    return join(h("p", f"{name}: ", place_link(shelf, place)), h("blockquote", words))
