"""Filters as a reader sees them: fields, facets with counts, and chips to take a filter away again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
    low = None if filters.amount_min is None else pounds(filters.amount_min)
    high = None if filters.amount_max is None else pounds(filters.amount_max)
    if low and high:
        return f"{low} – {high}"
    return f"{low} or more" if low else f"up to {high}"


def facet_panel(facets: dict[str, tuple[tuple[str, int], ...]], filters: Filters, address_of: AddressOf) -> Html:
    """Values with the number of papers that have them; each is a link that sets or unsets the filter."""
    groups = []
    for name, field, title in (
        ("years", "", "Year"),
        ("bodies", "bodies", "Body"),
        ("doc_types", "doc_types", "Kind of paper"),
        ("people", "people", "People"),
        ("organisations", "organisations", "Organisations"),
    ):
        values = facets.get(name, ())
        if name == "years":
            entries = [(year, number, *_year(filters, year)) for year, number in sorted(values, reverse=True)]
        else:
            entries = [
                (value, number, value in getattr(filters, field), toggled(filters, field, value))
                for value, number in values
            ]
        if entries:
            groups.append(_facet(title, name, entries, address_of))
    return join(*groups)


def _facet(title: str, name: str, entries: list[tuple[str, int, bool, Filters]], address_of: AddressOf) -> Html:
    items = []
    for value, number, chosen, changed in entries:
        shown = _doc_type(value) if name == "doc_types" else value
        items.append(
            h(
                "li",
                h(
                    "a",
                    h("span", "✓ " if chosen else "", shown),
                    h("span", f"{number:,}", class_="pp-count"),
                    h("span", f" {'paper' if number == 1 else 'papers'}{', chosen' if chosen else ''}", class_="pp-hidden"),
                    href=address_of(changed),
                    target="_self",
                    aria_current="true" if chosen else None,
                ),
            )
        )
    first, rest = items[:SHOWN_AT_FIRST], items[SHOWN_AT_FIRST:]
    more = (
        h("details", h("summary", f"{len(rest)} more", h("span", f" in {title}", class_="pp-hidden")), h("ul", *rest))
        if rest
        else None
    )
    return h("section", h("h3", title), h("ul", *first), more, class_="pp-facet")


def _year(filters: Filters, year: str) -> tuple[bool, Filters]:
    start, end = f"{year}-01-01", f"{year}-12-31"
    if filters.meeting_from == start and filters.meeting_to == end:
        return True, replace(filters, meeting_from=None, meeting_to=None)
    return False, replace(filters, meeting_from=start, meeting_to=end)


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
