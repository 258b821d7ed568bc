"""Filters as a reader sees them: fields, facets with counts, and chips to take a filter away again."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.records import Filters
from ui.links import from_filters, toggled
from ui.markup import Html, h, join
from ui.wording import DOC_TYPES, day, pounds

SHOWN_AT_FIRST = 6

AddressOf = Callable[[Filters], str]


def hidden_fields(filters: Filters, *, without: tuple[str, ...] = ()) -> Html:
    """Filters carried along by a form that does not show them."""
    return join(
        *(
            h("input", type="hidden", name=name, value=value)
            for name, value in from_filters(filters)
            if value is not None and name not in without
        )
    )


def period_fields(filters: Filters, prefix: str) -> Html:
    """From and to, as fields of a form; ``prefix`` keeps ids apart."""
    return h(
        "div",
        _field("Meetings from", f"{prefix}-from", "from", filters.meeting_from, kind="date"),
        _field("to", f"{prefix}-to", "to", filters.meeting_to, kind="date"),
        class_="pp-pair",
    )


def amount_fields(filters: Filters, prefix: str) -> Html:
    low = "" if filters.amount_min is None else f"{filters.amount_min:.2f}".removesuffix(".00")
    high = "" if filters.amount_max is None else f"{filters.amount_max:.2f}".removesuffix(".00")
    return h(
        "div",
        _field("Amounts from £", f"{prefix}-min", "min", low, mode="decimal", example="5000, 5k, 1.2m"),
        _field("to £", f"{prefix}-max", "max", high, mode="decimal"),
        class_="pp-pair",
    )


def choice_field(label: str, name: str, options: list[tuple[str, str]], chosen: str, prefix: str, any_word: str) -> Html:
    """A select with one value or none."""
    return h(
        "div",
        h("label", label, for_=f"{prefix}-{name}"),
        h(
            "select",
            h("option", any_word, value=""),
            *(h("option", shown, value=value, selected=value == chosen) for value, shown in options),
            id=f"{prefix}-{name}",
            name=name,
        ),
        class_="pp-field",
    )


def chips(filters: Filters, address_of: AddressOf) -> Html | None:
    """One chip for each filter that is set; a click takes it away."""
    entries: list[tuple[str, Filters]] = []
    if filters.meeting_from or filters.meeting_to:
        entries.append((period_words(filters), replace(filters, meeting_from=None, meeting_to=None)))
    entries += [(value, toggled(filters, "bodies", value)) for value in filters.bodies]
    entries += [(_doc_type(value), toggled(filters, "doc_types", value)) for value in filters.doc_types]
    entries += [(value, toggled(filters, "people", value)) for value in filters.people]
    entries += [(value, toggled(filters, "organisations", value)) for value in filters.organisations]
    if filters.amount_min is not None or filters.amount_max is not None:
        entries.append((amount_words(filters), replace(filters, amount_min=None, amount_max=None)))
    if filters.doc_ids:
        entries.append(("One paper", replace(filters, doc_ids=())))
    if not entries:
        return None
    items = [
        h(
            "li",
            h(
                "a",
                words,
                h("span", "×", aria_hidden="true"),
                h("span", " (remove this filter)", class_="pp-hidden"),
                href=address_of(without),
                target="_self",
                class_="pp-chip pp-chip-link",
            ),
        )
        for words, without in entries
    ]
    if len(entries) > 1:
        items.append(h("li", h("a", "Clear all", href=address_of(Filters()), target="_self")))
    return h("ul", *items, class_="pp-chips", aria_label="Filters in force")


def period_words(filters: Filters) -> str:
    start, end = day(filters.meeting_from), day(filters.meeting_to)
    if start and end:
        return f"{start} – {end}"
    return f"from {start}" if start else f"up to {end}"


def amount_words(filters: Filters) -> str:
    """"£1,000 to under £10,000", "£5,000 or more", "up to £250"; a bound of 99 pence is that of a band."""
    low = None if filters.amount_min is None else pounds(filters.amount_min)
    high = filters.amount_max
    most = None if high is None else f"under {pounds(round(high + 0.01))}" if f"{high:.2f}".endswith("9.99") else f"up to {pounds(high)}"
    if low and most:
        return f"{low} to {most.removeprefix('up to ')}"
    return f"{low} or more" if low else most or ""


def facet_panel(facets: dict[str, tuple[tuple[str, int], ...]], filters: Filters, address_of: AddressOf) -> Html:
    """Values with the number of papers that have them; each is a link that sets or unsets the filter."""
    years = [Choice(year, number, *_period(filters, f"{year}-01-01", f"{year}-12-31")) for year, number in sorted(facets.get("years", ()), reverse=True)]
    months = [Choice(day(month), number, *_period(filters, *_days_of(month))) for month, number in sorted(facets.get("months", ()), reverse=True) if len(month) == 7]
    # Months of one year are at hand, those of many years behind a click.
    groups = [_facet("Year", years, address_of), _facet("Month", months, address_of, at_first=12 if len(years) == 1 else 0)]
    for name, field, title in (("bodies", "bodies", "Body"), ("doc_types", "doc_types", "Kind of paper"), ("people", "people", "People"), ("organisations", "organisations", "Organisations")):
        groups.append(
            _facet(
                title,
                [
                    Choice(_doc_type(value) if name == "doc_types" else value, number, value in getattr(filters, field), toggled(filters, field, value))
                    for value, number in facets.get(name, ())
                ],
                address_of,
            )
        )
    groups.append(_facet("Amounts", [Choice(*_band(filters, value, number)) for value, number in facets.get("amounts", ())], address_of))
    return join(*groups)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many papers have it, whether it is in force, and the filters once it is clicked."""

    shown: str
    papers: int
    chosen: bool
    changed: Filters


def _facet(title: str, choices: list[Choice], address_of: AddressOf, *, at_first: int = SHOWN_AT_FIRST) -> Html | None:
    if not choices:
        return None
    items = [
        h(
            "li",
            h(
                "a",
                h("span", "✓ " if choice.chosen else "", choice.shown),
                h("span", f"{choice.papers:,}", class_="pp-count"),
                h("span", f" {'paper' if choice.papers == 1 else 'papers'}{', chosen' if choice.chosen else ''}", class_="pp-hidden"),
                href=address_of(choice.changed),
                target="_self",
                aria_current="true" if choice.chosen else None,
            ),
        )
        for choice in choices
    ]
    first, rest = items[:at_first], items[at_first:]
    more = (
        h("details", h("summary", f"{len(rest)} {'more' if first else title.lower() + 's'}", h("span", f" in {title}", class_="pp-hidden") if first else None), h("ul", *rest))
        if rest
        else None
    )
    return h("section", h("h3", title), h("ul", *first) if first else None, more, class_="pp-facet")


def _period(filters: Filters, start: str, end: str) -> tuple[bool, Filters]:
    if filters.meeting_from == start and filters.meeting_to == end:
        return True, replace(filters, meeting_from=None, meeting_to=None)
    return False, replace(filters, meeting_from=start, meeting_to=end)


def _days_of(month: str) -> tuple[str, str]:
    """
    >>> _days_of("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    year, number = int(month[:4]), int(month[5:7])
    return f"{month}-01", f"{month}-{calendar.monthrange(year, number)[1]:02d}"


def _band(filters: Filters, value: str, number: int) -> tuple[str, int, bool, Filters]:
    """A band "1000-10000" of pounds: the upper bound belongs to the next band."""
    low, high = (float(bound) if bound else None for bound in value.split("-"))
    most = None if high is None else high - 0.01
    if (filters.amount_min or 0, filters.amount_max) == (low, most):
        return amount_words(filters), number, True, replace(filters, amount_min=None, amount_max=None)
    changed = replace(filters, amount_min=low or None, amount_max=most)
    return amount_words(changed), number, False, changed


def _doc_type(value: str) -> str:
    return dict(DOC_TYPES).get(value, value)  # type: ignore[call-overload]


def _field(
    label: str, identity: str, name: str, value: str | None, *, kind: str = "text", mode: str | None = None,
    example: str | None = None,
) -> Html:
    return h(
        "div",
        h("label", label, for_=identity),
        h("input", type=kind, id=identity, name=name, value=value or "", inputmode=mode, placeholder=example),
        class_="pp-field",
    )
