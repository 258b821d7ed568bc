"""The same measure across papers: value, unit, period, actual or forecast, and where two papers do not agree.

Figures are read from sentences ("on that day the force had 1,468 officers") and from the rows of tables (label, heading of
the column, cell). Two figures are of one measure when their labels and units agree; of one period when the periods end on
the same day.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from index.store.words import find_words, stem
from ingest.extract.sentences import find_sentences
from ingest.records import Document, Mention, Table
from ingest.spans import Span
from ledger.papers import PaperSource, find_groups, keep, paper_date, summaries
from ledger.records import Place

Relation = Literal["changed over time", "restated", "two papers disagree"]
_COUNT = re.compile(r"(?<![\d.,£/:])(?P<value>\d{1,3}(?:,\d{3})+|\d{2,6})(?![\d,/:]|\.\d|%|st\b|nd\b|rd\b|th\b)\s+(?P<noun>(?:[a-z][a-z’'-]+\s+){0,2}?[a-z][a-z’'-]+s)\b")
_CELL = re.compile(r"^\(?[£€$+–-]?\s?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>%|k|m)?\)?$")
_FORECAST = re.compile(r"\b(?:forecast|will|would|expected|planned|plans?|target|budget(?:ed)?|estimate[sd]?|projected|proposed|should|to be|aims?|intend)\b", re.I)
_RESTATED = re.compile(r"\b(?:restated|revised|corrected|correction|given as|previously (?:given|reported|published)|instead of|not \d)\b", re.I)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PERIOD = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?\s+(?P<year>20\d\d)|(?P<from>20\d\d)\s?[/–-]\s?(?P<to>\d\d)\b|\b(?P<only>20\d\d)\b"
)
_DAY_MONTH = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\b(?!\s+20\d\d)")
_PLAIN = frozenset(stem(word) for word in "the a an of in on at to by for from with and or is was were are be been had has have that this these those it its all more than about over nearly some there they he she we i which who as per each number total figure figures day last end year month quarter first next up".split())
_LABEL_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as printed, in full units (pounds, people). ``ends``: last day of its period, ISO; ``ends_inferred``: the paper's own day.

    ``unit``: "£", "€", "$", "%" or the thing counted; ``measure``: stems of its label.
    """

    value: float
    printed: str
    unit: str
    label: str
    measure: frozenset[str]
    ends: str | None
    ends_inferred: bool
    forecast: bool
    date: str | None
    place: Place
    quote: str
    in_table: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures of one measure for one period with different values; ``why`` says how they were told apart."""

    relation: Relation
    one: Figure
    two: Figure
    why: str


def find_figures(archive: PaperSource, words: str) -> tuple[Figure, ...]:
    """Figures whose label or sentence has every word (compared by stem), by the day their period ends."""
    wanted = {stem(word) for _, _, word in find_words(words)} - _PLAIN
    found = [figure for figure in all_figures(archive) if wanted and wanted <= figure.measure]
    if not found:
        found = [figure for figure in all_figures(archive) if wanted and wanted <= {stem(word) for _, _, word in find_words(figure.quote)}]
    return tuple(sorted(found, key=lambda figure: (figure.ends or figure.date or "", figure.date or "", figure.place)))


def all_figures(archive: PaperSource) -> tuple[Figure, ...]:
    """Every figure of the archive, paper by paper."""
    return tuple(figure for doc_id in summaries(archive) for figure in paper_figures(archive, doc_id))


def paper_figures(archive: PaperSource, doc_id: str) -> tuple[Figure, ...]:
    """The figures of one paper, read once for each state of the archive."""
    held: dict[str, tuple[Figure, ...]] = keep(archive, "figures", dict)
    if doc_id not in held:
        held[doc_id] = tuple(read_figures(archive.document(doc_id), archive.mentions(doc_id), paper_date(archive, doc_id)))
    return held[doc_id]


# ---------------------------------------------------------------- reading


def read_figures(document: Document, mentions: tuple[Mention, ...], date: str | None) -> list[Figure]:
    """The figures of one paper, of tables and of sentences."""
    found: list[Figure] = []
    tables = {table.paragraph_id: table for table in document.tables}
    for paragraph in document.paragraphs:
        if paragraph.kind in ("letterhead", "signature", "heading"):
            continue
        table = tables.get(paragraph.paragraph_id)
        if table is not None:
            found += _read_table(document, table, date)
            continue
        for span in find_sentences(document.text, paragraph.span):
            inside = [mention for mention in mentions if span.start <= mention.span.start and mention.span.end <= span.end]
            found += _read_sentence(document, span, inside, date)
    return found


SIGNS = "£€$"


def find_sign(printed: str) -> str:
    """Sign of the currency of an amount as printed; pounds where none is."""
    return next((sign for sign in SIGNS[1:] if sign in printed), SIGNS[0])


def _read_sentence(document: Document, span: Span, mentions: list[Mention], date: str | None) -> list[Figure]:
    text = document.quote(span)
    days = [(mention.span.start - span.start, mention.value.split("/")[-1]) for mention in mentions if mention.label == "DATE" and mention.value]
    taken = [mention.span for mention in mentions if mention.label in ("DATE", "MONEY", "PERCENT")]
    raw: list[tuple[int, float, str, str]] = []
    for mention in mentions:
        if mention.label in ("MONEY", "PERCENT") and mention.value:
            try:
                raw.append((mention.span.start - span.start, float(mention.value), mention.text, find_sign(mention.text) if mention.label == "MONEY" else "%"))
            except ValueError:
                continue
    for match in _COUNT.finditer(text):
        here = Span(span.start + match.start("value"), span.start + match.end("value"))
        noun = match.group("noun").split()[-1]
        if not any(here.overlaps(other) for other in taken) and not re.fullmatch(r"20\d\d", match.group("value")):
            raw.append((match.start(), float(match.group("value").replace(",", "")), match.group("value"), stem(noun.casefold())))
    figures = []
    measure = _stems(text)
    for at, value, printed, unit in raw:
        near = min(days, key=lambda day: abs(day[0] - at), default=None)
        ends = _last_day(near[1]) if near else date
        place = Place(document.doc_id, span)
        figures.append(Figure(value, printed, unit, text, measure, ends, near is None, bool(_FORECAST.search(text)) or bool(near and date and (ends or "") > date), date, place, text, False))
    return figures


def _read_table(document: Document, table: Table, date: str | None) -> list[Figure]:
    heads: dict[int, str] = defaultdict(str)
    for row in table.rows[: table.header_rows]:
        for cell in row:
            heads[cell.column] = f"{heads[cell.column]} {cell.text}".strip()
    body = table.rows[table.header_rows :]
    width = max((len(row) for row in body), default=0)
    if table.header_rows == 0 and table.caption:  # the headings were printed above the table's rule
        periods = list(_PERIOD.finditer(table.caption))
        if len(periods) == width - 1:
            heads.update({column + 1: match.group() for column, match in enumerate(periods)})
    figures = []
    for row in body:
        if len(row) < 2 or not re.search(r"[A-Za-z]{3}", row[0].text):
            continue
        label = re.sub(r"\s+", " ", row[0].text)
        for cell in row[1:]:
            match = _CELL.match(cell.text.strip())
            head = heads.get(cell.column, "")
            if match is None or re.search(r"\b(?:change|diff\w*|variance|row|no\.?|target|ref)\b|%\s*change", head, re.I):
                continue
            ends = _period_end(head) or None
            fixed = _DAY_MONTH.search(label)
            if ends and fixed and (month := _month(fixed.group("month"))):
                year = int(ends[:4]) if f"{month:02d}" <= ends[5:7] else int(ends[:4]) - 1
                ends = f"{year}-{month:02d}-{_fit(int(fixed.group('day')), year, month):02d}"
            signed = f"{cell.text} {table.unit or ''}"
            money = re.search(r"[£€$]", cell.text) or (table.multiplier or 1) > 1
            unit = "%" if match.group("unit") == "%" or "%" in head else find_sign(signed) if money else ""
            value = float(match.group("value").replace(",", "")) * (table.multiplier or 1 if unit in SIGNS else 1)
            whole = Span(row[0].span.start, row[-1].span.end)
            named = f"{label} – {head}" if head and not _PERIOD.fullmatch(head.strip()) else label
            measure = _stems(re.sub(r"\([^)]*\)", " ", _DAY_MONTH.sub(" ", _PERIOD.sub(" ", named))))
            forecast = bool(_FORECAST.search(f"{head} {label}")) or bool(ends and date and ends > date)
            figures.append(Figure(value, cell.text.strip(), unit, named, measure, ends or date, ends is None, forecast, date, Place(document.doc_id, whole), document.quote(whole), True))
    return figures


def _stems(text: str) -> frozenset[str]:
    return frozenset(term for _, _, word in find_words(text) if not word[0].isdigit() and (term := stem(word)) not in _PLAIN and len(term) > 1)


def _period_end(head: str) -> str | None:
    match = _PERIOD.search(head)
    if match is None:
        return None
    if match.group("from"):  # a financial year ends in March
        return f"{int(match.group('from')) + 1}-03-31" if (int(match.group("from")) + 1) % 100 == int(match.group("to")) else None
    if match.group("only"):
        return f"{match.group('only')}-12-31"
    month, year = _month(match.group("month")), int(match.group("year"))
    if month is None:
        return None
    day = _fit(int(match.group("day") or 31), year, month)
    return f"{year}-{month:02d}-{day:02d}"


def _month(name: str) -> int | None:
    short = name[:3].lower()
    return _MONTH_NAMES.index(short) + 1 if short in _MONTH_NAMES else None


def _fit(day: int, year: int, month: int) -> int:
    return max(1, min(day, calendar.monthrange(year, month)[1]))


def _last_day(value: str) -> str:
    parts = value.split("-")
    if len(parts) == 1:
        return f"{parts[0]}-12-31"
    return f"{value}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02d}" if len(parts) == 2 else value


# ---------------------------------------------------------------- comparing


def compare(one: Figure, two: Figure) -> Disagreement | None:
    """What two figures of one measure in two papers are to each other; None when they agree or are of two measures."""
    if one.place.doc_id == two.place.doc_id or one.unit != two.unit or one.value == two.value or one.forecast != two.forecast:
        return None
    if not is_same_measure(one, two):
        return None
    if (one.date or "") > (two.date or ""):
        one, two = two, one
    if one.ends is None or two.ends is None or one.ends_inferred or two.ends_inferred:
        return None
    if one.forecast and one.date != two.date:
        return Disagreement("changed over time", one, two, f"both look ahead to {one.ends}, from {one.date or 'no date'} and {two.date or 'no date'}")
    if one.ends != two.ends:
        return Disagreement("changed over time", one, two, f"periods end on {one.ends} and {two.ends}")
    if _RESTATED.search(two.quote):
        return Disagreement("restated", one, two, f"the later paper says so; both periods end on {one.ends}")
    return Disagreement("two papers disagree", one, two, f"both periods end on {one.ends}")


def is_same_measure(one: Figure, two: Figure) -> bool:
    """Labels of tables must be equal but for what is in brackets; sentences must share most of their words."""
    if one.in_table != two.in_table or not one.measure or not two.measure:
        return False
    if one.in_table:
        return one.measure == two.measure
    shared = len(one.measure & two.measure)
    return shared >= 4 and shared / max(len(one.measure), len(two.measure)) >= _LABEL_SHARE


def find_disagreements(archive: PaperSource, group: int | None = None) -> tuple[Disagreement, ...]:
    """Pairs of papers of one body (of ``group`` alone when one is given) that give one measure of one period two values;
    restated ones are told apart.

    A later paper that repeats an earlier one's figure beside its own (last year's column) is where these show. Values
    that differ only by rounding are no disagreement.
    """
    groups = find_groups(archive)
    if group is None:
        found = [told for number in sorted(set(groups.values())) for told in find_disagreements(archive, number)]
        return tuple(sorted(found, key=lambda item: (item.one.date or "", item.one.place)))
    held: dict[int, tuple[Disagreement, ...]] = keep(archive, "disagreements", dict)
    if group not in held:
        held[group] = _disagree([figure for doc_id, number in groups.items() if number == group for figure in paper_figures(archive, doc_id)])
    return held[group]


def _disagree(figures: list[Figure]) -> tuple[Disagreement, ...]:
    alike: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    quotes: dict[str, set[str]] = defaultdict(set)
    values: dict[tuple[str, frozenset[str]], set[float]] = defaultdict(set)
    for figure in figures:
        quotes[figure.place.doc_id].add(figure.quote)
        values[(figure.place.doc_id, figure.measure)].add(figure.value)
        if not figure.ends_inferred:
            alike[(figure.unit, figure.ends)].append(figure)
    found: dict[tuple[str, str, frozenset[str], str | None], Disagreement] = {}
    for same in alike.values():
        if len(same) > 2_000:
            continue
        for one, two in combinations(same, 2):
            said = compare(one, two)
            if said is None or said.relation == "changed over time" or is_rounded(one, two) or _says_both(values, one, two):
                continue
            if any(_RESTATED.search(quote) and said.one.printed in quote for quote in quotes[said.two.place.doc_id]):
                said = replace(said, relation="restated", why=f"the later paper says that the earlier figure was restated; both periods end on {said.one.ends}")
            pair = sorted((said.one.printed, said.two.printed))
            found.setdefault((pair[0], pair[1], said.one.measure, said.one.ends), said)
    return tuple(sorted(found.values(), key=lambda item: (item.one.date or "", item.one.place)))


def is_rounded(one: Figure, two: Figure) -> bool:
    """One value is the other rounded to its last printed digit: 45.2 and 45, 1.25m and 1.3m."""
    big, small = max(one.value, two.value), min(one.value, two.value)
    return small > 0 and (big - small) / big < 0.006 and {len(re.sub(r"\D", "", one.printed)), len(re.sub(r"\D", "", two.printed))} != {len(re.sub(r"\D", "", one.printed))}


def _says_both(said: dict[tuple[str, frozenset[str]], set[float]], one: Figure, two: Figure) -> bool:
    """One paper has both values under that label (another place, another part of the table): nothing to compare.

    Two rows of three figures or more that have none in common are of other periods, whatever their headings say.
    """
    if one.quote == two.quote:
        return True
    if one.in_table:
        first, second = ({cell for cell in figure.quote.split("\t")[1:] if re.fullmatch(r"£?\d[\d,.]*", cell.strip())} for figure in (one, two))
        if min(len(first), len(second)) >= 3 and not first & second:
            return True
    return two.value in said[(one.place.doc_id, one.measure)] or one.value in said[(two.place.doc_id, two.measure)]
