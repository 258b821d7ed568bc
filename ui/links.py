"""Addresses: what a page shows is in its URL, so that it can be sent to a colleague and found again.

    /?q=…&cite=2&page=3&from=…&by=…     a question, with the citation that is open beside the answer, or another page of its paper
    /?q=…&asks=amount                   the same, asking for another kind of answer than was read in it
    /search?q=…&from=…&person=…&p=2      words, filters and page of results (&order=date; &view=meetings, &view=amounts: charts)
    /paper?doc=…&at=120-184&lit=…&page=3 a paper opened at a span, or at a page
    /paper?doc=…&quote=98-…&at=…&para=2.2 the same, found again by the quote's own words (index/quotes.py)
    /paper?doc=…&para=2.2&part=2         a paper opened at a paragraph (of its second part)
    /cite/<doc>/<quote>?at=…&para=…      for other people's papers: leads to the address above
    /papers?find=…                       the list
    /register?kind=…&owner=…&state=…     decisions and promises
    /thread?id=…                         a promise and what became of it
    /figures?q=…                         a measure across papers
    /people?find=…&who=…                 who is named where
    /sign-in                             for staff
    /meetings?find=…                     the papers of each meeting

Parameter names are short and differ from every property of ``document`` and of a form element, because
the browser side removes form fields whose names would shadow those ("body" is one: hence "by").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from index.errors import QueryError
from index.quotes import make_key
from index.records import NO_FILTERS, Filters
from ingest.records import Document
from ingest.spans import Span
from ledger.register import RegisterFilters
from ui.wording import KINDS_OWED, OUTSTANDING, OWED, STATUSES_OUTSTANDING

CITE, SIGN_IN = "/cite", "/sign-in"
ASK, SEARCH, PAPER, PAPERS = "/", "/search", "/paper", "/papers"
REGISTER, THREAD, FIGURES, PEOPLE, MEETINGS = "/register", "/thread", "/figures", "/people", "/meetings"
PAGES = (ASK, SEARCH, PAPER, PAPERS, REGISTER, THREAD, FIGURES, PEOPLE, MEETINGS, SIGN_IN)

Parameters = Mapping[str, Sequence[str]]

_DOC_ID = re.compile(r"[0-9a-f]{8,64}")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
MOST_LIT = 40
"""More lit words than this make an address too long to send."""


def address(path: str, parameters: Iterable[tuple[str, str | int | float | None]] = ()) -> str:
    """``path`` with those parameters that have a value."""
    given = [(name, str(value)) for name, value in parameters if value not in (None, "")]
    return f"{path}?{urlencode(given)}" if given else path


def first(parameters: Parameters, name: str) -> str:
    """First value of ``name``, stripped; empty when absent."""
    values = parameters.get(name) or ("",)
    return values[0].strip()


def whole_number(parameters: Parameters, name: str, default: int) -> int:
    """``name`` as a number of at least 1, else ``default``."""
    value = first(parameters, name)
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 9 else default


def to_spans(value: str) -> tuple[Span, ...]:
    """Spans of "120-184,200-210"; whatever is not a span is passed over."""
    spans = []
    for start, end in _SPAN.findall(value):
        if int(start) < int(end):
            spans.append(Span(int(start), int(end)))
    return tuple(spans[:MOST_LIT])


def from_spans(spans: Iterable[Span]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in list(spans)[:MOST_LIT])


def is_doc_id(value: str) -> bool:
    return _DOC_ID.fullmatch(value) is not None


# ---- filters


def to_filters(parameters: Parameters) -> Filters:
    """Filters of a URL.

    Raises QueryError (one line for the reader) for a day or an amount that cannot be read, or a period that
    ends before it begins.
    """
    day_from, day_to = _to_day(first(parameters, "from"), last=False), _to_day(first(parameters, "to"), last=True)
    if day_from and day_to and day_from > day_to:
        raise QueryError(f"The period ends before it begins ({day_from} to {day_to}): swap the two dates.")
    low, high = _to_pounds(first(parameters, "min")), _to_pounds(first(parameters, "max"))
    if low is not None and high is not None and low > high:
        raise QueryError("The smallest amount is larger than the largest: swap the two amounts.")
    return Filters(
        meeting_from=day_from,
        meeting_to=day_to,
        bodies=_several(parameters, "by"),
        doc_types=_several(parameters, "kind"),
        people=_several(parameters, "person"),
        organisations=_several(parameters, "org"),
        amount_min=low,
        amount_max=high,
        doc_ids=tuple(value for value in _several(parameters, "in") if is_doc_id(value)),
    )


def from_filters(filters: Filters) -> list[tuple[str, str | int | float | None]]:
    """Parameters of ``filters``, in a fixed order: the same filters always give the same address."""
    return [
        ("from", filters.meeting_from),
        ("to", filters.meeting_to),
        *(("by", value) for value in filters.bodies),
        *(("kind", value) for value in filters.doc_types),
        *(("person", value) for value in filters.people),
        *(("org", value) for value in filters.organisations),
        ("min", _plain_number(filters.amount_min)),
        ("max", _plain_number(filters.amount_max)),
        *(("in", value) for value in filters.doc_ids),
    ]


def toggled(filters: Filters, field: str, value: str) -> Filters:
    """``filters`` with ``value`` added to the tuple ``field``, or taken out where it is in already."""
    present: tuple[str, ...] = getattr(filters, field)
    changed = tuple(item for item in present if item != value) if value in present else (*present, value)
    return replace(filters, **{field: changed})  # type: ignore[arg-type]


def _several(parameters: Parameters, name: str) -> tuple[str, ...]:
    seen = dict.fromkeys(value.strip()[:200] for value in parameters.get(name) or () if value.strip())
    return tuple(seen)[:20]


def _to_day(value: str, *, last: bool) -> str | None:
    """ISO day; "2019" and "2019-03" become the first or last day of that year or month."""
    if not value:
        return None
    match = _DAY.fullmatch(value)
    if match is None:
        raise QueryError(f"“{value[:40]}” is not a date: write 2019, 2019-03 or 2019-03-31.")
    year, month, day = match.groups()
    if last:
        return f"{year}-{month or '12'}-{day or '31'}"
    return f"{year}-{month or '01'}-{day or '01'}"


def _to_pounds(value: str) -> float | None:
    """Pounds of "5000", "£5,000", "5k" or "1.2m"."""
    if not value:
        return None
    match = re.fullmatch(r"£?\s*([\d,]{1,15}(?:\.\d{1,3})?)\s*([km]?)", value.lower())
    if match is None or not match.group(1).strip(","):
        raise QueryError(f"“{value[:40]}” is not an amount: write 5000, 5k or 1.2m.")
    return float(match.group(1).replace(",", "")) * {"": 1, "k": 1_000, "m": 1_000_000}[match.group(2)]


def _plain_number(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}".removesuffix(".00")


# ---- pages


def ask_address(question: str, filters: Filters = NO_FILTERS, cite: int | None = None, page: int | None = None, *, kind: str | None = None) -> str:
    """``page``: another page of the cited paper than that of the quote; ``kind`` of answer, where it was chosen ("kind" is that of papers)."""
    return address(ASK, [("q", question), *from_filters(filters), ("asks", kind), ("cite", cite), ("page", page)])


def search_address(text: str, filters: Filters = NO_FILTERS, page: int = 1, *, order: str = "", view: str = "") -> str:
    """``order`` is "date" or empty (by relevance), ``view`` "meetings", "amounts" or empty (the passages)."""
    return address(SEARCH, [("q", text), *from_filters(filters), ("order", order), ("view", view), ("p", page if page > 1 else None)])


def paper_address(
    doc_id: str,
    *,
    at: Span | None = None,
    lit: Sequence[Span] = (),
    page: int | None = None,
    tags: Sequence[str] = (),
    quote: str = "",
    number: str | None = None,
    follow: bool = False,
) -> str:
    """A paper at ``at`` (lit, unless ``lit`` names the words to light instead) or at ``page``.

    ``quote`` (:func:`index.quotes.make_key`) and ``number`` of the paragraph let the link find its words again; ``follow``
    shows what became of the paper's promises elsewhere.
    """
    return address(
        PAPER,
        [
            ("doc", doc_id),
            ("at", f"{at.start}-{at.end}" if at is not None else None),
            ("lit", from_spans(lit)),
            ("page", page),
            ("tags", ",".join(tags)),
            ("quote", quote),
            ("para", number),
            ("follow", "yes" if follow else None),
        ],
    )


def quote_address(document: Document, span: Span, *, lit: Sequence[Span] = (), tags: Sequence[str] = (), follow: bool = False) -> str:
    """A paper at a quote, by an address that survives a new reading or a new file; the one to give away."""
    paragraph = document.paragraph_at(span.start)
    number = paragraph.cited_number if paragraph is not None else None
    return paper_address(document.doc_id, at=span, lit=lit, tags=tags, quote=make_key(document.quote(span)), number=number, follow=follow)


def permalink(document: Document, span: Span) -> str:
    """A short address of a quote for a footnote or a feed; it leads to :func:`quote_address` of where the words stand then."""
    paragraph = document.paragraph_at(span.start)
    number = paragraph.cited_number if paragraph is not None else None
    key = make_key(document.quote(span))
    if not key:
        return paper_address(document.doc_id, at=span)
    return address(f"{CITE}/{document.doc_id}/{key}", [("at", f"{span.start}-{span.end}"), ("para", number)])


def pack_address(question: str, filters: Filters = NO_FILTERS, kind: str | None = None) -> str:
    """The evidence pack of a question's answer: a ZIP to keep (``download`` belongs on such a link)."""
    named = [("type" if name == "kind" else name, value) for name, value in from_filters(filters)]  # there "kind" is that of the answer
    return address("/api/pack", [("question", question), *named, ("kind", kind)])


def quote_pack_address(doc_id: str, span: Span) -> str:
    """The evidence pack of one quote."""
    return address("/api/pack", [("paper", doc_id), ("at", f"{span.start}-{span.end}")])


def search_file_address(text: str, filters: Filters = NO_FILTERS, *, form: str = "csv", order: str = "relevance") -> str:
    """The first hundred hits as ``csv`` or ``json``."""
    return address("/api/search", [("q", text), *from_filters(filters), ("top", 100), ("order", order), ("format", form)])


def search_feed_address(text: str, filters: Filters = NO_FILTERS) -> str:
    return address("/feed/search", [("q", text), *from_filters(filters)])


def register_address(limits: RegisterFilters) -> str:
    """The register's page with those limits, as far as its form has them: one kind, one status or all that is outstanding."""
    state = OUTSTANDING if set(limits.statuses) == set(STATUSES_OUTSTANDING) else "".join(limits.statuses[:1])
    owed = set(limits.kinds) == set(KINDS_OWED)
    return address(
        REGISTER,
        [
            ("words", limits.words), ("owner", limits.owner), ("by", limits.body), ("kind", OWED if owed else "".join(limits.kinds[:1])), ("state", state),
            ("from", limits.made_from), ("to", limits.made_to), ("duefrom", limits.due_from), ("dueto", limits.due_to),
        ],
    )  # fmt: skip


def register_file_address(given: Iterable[tuple[str, str]], *, form: str = "csv") -> str:
    """The rows of the register's page with those parameters as ``csv`` or ``json``."""
    return address("/api/register", [*given, ("format", form)])


def register_feed_address(given: Iterable[tuple[str, str]]) -> str:
    return address("/feed/register", given)


def image_address(doc_id: str, page_no: int) -> str:
    return f"/papers/{doc_id}/pages/{page_no}.png"
