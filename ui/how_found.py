"""How a question was read, each part of it changeable by one click, and how its answer was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.cues import OPEN_WORDS
from answer.period import Period
from answer.question import KIND_NAMES, Kind, find_short_form, read_question
from answer.records import Answer
from answer.scope import find_scope
from answer.whole import limit_register
from index.errors import QueryError
from index.records import Filters, PaperSummary
from ledger.holders import is_office
from ledger.register import read_register
from ui import links
from ui.markup import Html, h, join
from ui.shelf import Shelf
from ui.wording import ANSWER_KINDS, count, day, days_within

_PREPOSITION = r"\b(?:in|on|at|for|during|since|until|till|of|by|from|to|within)\s+"
# "promised on 6 Feb 2018" loses its "on" with the day, "the year to March 2019" its article
_BEFORE = r"(?:\b(?:in|on|at|for|during|since|until|till|of|by|from|to|within|as\s+of)\s+)?(?:\b(?:the|late|early|mid)[\s-]+)?"


def reading(shelf: Shelf, answer: Answer) -> Html | None:
    """One line a part: what was understood, and links that ask the same otherwise."""
    question = read_question(answer.question)
    known = dict(answer.understood)
    lines: list[tuple[str, str | Html, list[Html]]] = []
    if known.get("kind"):
        said = known["kind"]
        lines.append(("Asks for", f"{said} (your choice)" if answer.kind else said, kind_changes(answer, said)))
    for period in question.periods:
        lines.append(("Period", period_words(period), period_changes(answer, period)))
    if known.get("body"):
        lines.append(("Body", known["body"], body_changes(answer, known["body"])))
    for name in question.names:
        lines.append(("Name", name, name_changes(shelf, answer, name)))
    if known.get("spelling"):
        lines.append(("Spelling", known["spelling"], []))
    if known.get("answered from"):
        at = [_change("these rows there", links.register_address(answer.listed))] if answer.listed is not None else []
        lines.append(("Taken from", known["answered from"], at))
    met = known.get("answered from the paper of", "")
    if met and not answer.refused:
        lines.append(("Paper of", day(met), meeting_changes(shelf, answer, met)))
    if not lines:
        return None
    return h(
        "section",
        h("h3", "How the question was read"),
        h(
            "dl",
            *(join(h("dt", name), h("dd", h("span", value), *(join(" ", change) for change in changes))) for name, value, changes in lines),
            class_="pp-facts pp-reading",
        ),
        class_="pp-read",
    )


def again(answer: Answer, question: str = "", filters: Filters | None = None) -> str:
    """The address of the same question with something changed; the kind of answer that was chosen stays."""
    return links.ask_address(question or answer.question, answer.filters if filters is None else filters, kind=answer.kind)


def kind_changes(answer: Answer, said: str) -> list[Html]:
    """Every other kind of answer, and that which was read in the question where another was chosen."""
    changes = []
    if answer.kind:
        changes.append(_change("as the question was read", links.ask_address(answer.question, answer.filters)))
    offered = [kind for kind in ANSWER_KINDS if KIND_NAMES[kind] != said and can_ask(answer.question, kind)]
    choices = (h("a", ANSWER_KINDS[kind], href=links.ask_address(answer.question, answer.filters, kind=kind), target="_self", data_focus="#pp-result") for kind in offered)
    changes.append(h("span", h("span", "Ask for ", class_="pp-quiet"), join(*choices, separator=" · "), class_="pp-kinds"))
    return changes


def can_ask(question: str, kind: Kind) -> bool:
    """Nobody asks "How much …" for a yes or a no, nor for the long form of what is no abbreviation."""
    if kind == "yes_no":
        return not OPEN_WORDS & set(question.casefold().split()[:1])
    return kind != "meaning" or find_short_form(question) is not None


def period_words(period: Period) -> str:
    if not period.start:
        return f"{period.text} of any year"
    whole = day(period.start) if period.start == period.end else f"{day(period.start)} – {day(period.end)}"
    return whole if whole == period.text else f"{period.text} ({whole})"


def period_changes(answer: Answer, period: Period) -> list[Html]:
    changes, filters = [], answer.filters
    if period.start and (filters.meeting_from, filters.meeting_to) != (period.start, period.end):
        only = replace(filters, meeting_from=period.start, meeting_to=period.end)
        changes.append(_change("only papers of then", again(answer, filters=only)))
    shorter = without_words(answer.question, period.text)
    if shorter:
        changes.append(_change("any period", again(answer, shorter)))
    return changes


def body_changes(answer: Answer, bodies: str) -> list[Html]:
    names = tuple(bodies.split(", "))
    if answer.filters.bodies == names or len(names) > 1:
        return []
    return [_change("only papers of this body", again(answer, filters=replace(answer.filters, bodies=names)))]


def name_changes(shelf: Shelf, answer: Answer, name: str) -> list[Html]:
    """Only passages with that name, where the archive knows it as a person's or an organisation's; or without it."""
    changes, question, filters = [], answer.question, answer.filters
    for sign, field in (("person", "people"), ("org", "organisations")):
        # "the Commissioner" is one person, not every organisation with the word in its name
        if getattr(filters, field) or (sign == "org" and is_office(name)):
            continue
        try:
            found = getattr(shelf.archive.read_query(f'x {sign}:"{name}"').filters, field)
        except QueryError:
            continue
        changes.append(_change(f"only passages that name {'this person' if sign == 'person' else 'this organisation'}", again(answer, filters=replace(filters, **{field: found}))))
        break
    shorter = without_words(question, name)
    if shorter and hangs_on(question, name):
        changes.append(_change("without this name", again(answer, shorter)))
    elif shorter:  # no question any more, but words to search for
        changes.append(_change("search without this name", links.search_address(shorter, filters)))
    return changes


def hangs_on(question: str, name: str) -> bool:
    """``name`` follows a preposition and ends its phrase, so that the question is still one without it.

    >>> hangs_on("What was promised by Ada Thorne?", "Ada Thorne"), hangs_on("What did Ada Thorne promise?", "Ada Thorne")
    (True, False)
    """
    return bool(re.search(rf"{_PREPOSITION}(?:the\s+)?{re.escape(name)}(?=\s*(?:[?.!,;]|$|{_PREPOSITION}))", question, re.IGNORECASE))


def meeting_changes(shelf: Shelf, answer: Answer, met: str) -> list[Html]:
    """The same question of the meeting before and the one after, and of all."""
    filters = answer.filters
    changes = [
        _change(f"ask the same of {day(other)}", again(answer, filters=replace(filters, meeting_from=other, meeting_to=other)))
        for other in neighbours(shelf.keep("papers", lambda: shelf.archive.papers()), met)
    ]
    if filters.meeting_from or filters.meeting_to:
        changes.append(_change("any meeting", again(answer, filters=replace(filters, meeting_from=None, meeting_to=None))))
    return changes


def neighbours(papers: Sequence[PaperSummary], met: str) -> list[str]:
    """Days of the meetings just before and just after ``met``, of the bodies that met then."""
    bodies = {paper.body for paper in papers if paper.meeting_date == met}
    days = sorted({paper.meeting_date for paper in papers if paper.meeting_date and len(paper.meeting_date) == 10 and (paper.body in bodies or not bodies)})
    before, after = [one for one in days if one < met], [one for one in days if one > met]
    return [*before[-1:], *after[:1]]


def without_words(question: str, words: str) -> str | None:
    """The question without ``words`` and the preposition before them; None where nothing that can be asked is left.

    >>> without_words("What was promised on 6 Feb 2018?", "6 Feb 2018")
    'What was promised?'
    """
    shorter = re.sub(rf"{_BEFORE}{re.escape(words)}(?:['’]s)?", " ", question, count=1, flags=re.IGNORECASE)
    shorter = re.sub(r"\s+([?.!,;])", r"\1", " ".join(shorter.split())).strip(" ,;")
    if shorter == question or len(re.findall(r"[^\W\d_]{2,}", shorter)) < 2:
        return None
    return shorter


def _change(words: str, address: str) -> Html:
    return h("a", words, href=address, target="_self", class_="pp-change", data_focus="#pp-result")


def register_rows(shelf: Shelf, answer: Answer) -> Html | None:
    """The way to the rows of the register that have the words of a refused question about decisions or promises, where there are any."""
    if not answer.filters.is_empty():
        return None
    question = read_question(answer.question)
    limits = limit_register(question, find_scope(question, shelf.keep("papers", shelf.archive.papers), answer.filters))
    if limits is None:
        return None
    rows = len(shelf.keep(("register", limits), lambda: read_register(shelf.archive, limits)).entries)
    if not rows:
        return None
    return h("p", h("a", f"{count(rows, 'row')} of the register with these words", href=links.register_address(limits), target="_self"))


def how_found(answer: Answer) -> Html:
    """What was done, step by step, for whoever wants to check."""
    stages = [
        h("tr", h("th", stage.name, scope="row"), h("td", f"{stage.candidates:,}"), h("td", f"{stage.milliseconds:.0f} ms"), h("td", days_within(stage.note)))
        for stage in answer.trace.stages
    ]
    table = h(
        "div",
        h("table", h("caption", "Steps of the search"), h("tr", *(h("th", name, scope="col") for name in ("Step", "Candidates", "Time", "Remark"))), *stages),
        class_="pp-scroll",
        tabindex=0,
        role="region",
        aria_label="Steps of the search",
    )
    return h(
        "details",
        h("summary", "How this was found"),
        table if stages else None,
        h("p", f"{len(answer.hits)} passages were compared; the sentences that fit best were taken from them, and each was held against its source.", class_="pp-quiet") if answer.hits else None,
        class_="pp-how",
    )
