"""The papers cut into statements: a sentence of prose or a row of a table, with the stems that say what it is about."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from index.store.words import find_words, stem
from ingest.extract.sentences import find_sentences
from ingest.records import Document
from ingest.spans import Span
from ledger.wording import CODE

# Words that say nothing of a topic: function words, words of meetings and of promising, offices, months.
_PLAIN_TEXT = """
    a about above after again against all also although am an and any are as at be because been before being below
    between both but by can cannot could did do does doing done down during each either else ever every few first
    for from further get give given go had has have having he her here hers him his how however i if in into is it
    its itself just last later less let like made make many may me might more most much must my neither next no nor
    not now of off on once one only or other others our out over own per put said same say second see set several
    shall she should since so some still such take taken than that the their them then there these they thing this
    those three through to too two under until up upon us used very was way we well were what when where whether
    which while who whom whose why will with within without would yet you your
    able according agenda agree agreed also annual appendix approve approved ask asked asks attend attached because
    begin beginning bring brought called chair chairman come comes coming consider considered copy councillor
    councillors cllr date dear discuss discussed due expect expected find following follow forward give given hope
    include included including information inform informed item kind know looked matter matters
    meet meeting meetings member members minute minutes month months mr mrs ms dr need needs
    note noted number numbers offer page paper papers paragraph part people place point present previous
    provide provided question questions raise raised receive received recommend
    recommendation recommendations record recorded regard remain reported request requested
    required resolved respond return say sent show shown speak start started state
    stated statement subject take tell thank thanks think told total turn undertake undertaking undertook
    update updated use view week weeks welcome wish work wrote written year years yearly
    action actions promise promised commitment commitments committed decision decisions
    commissioner commissioners chief constable deputy assistant officer officers panel committee council councils
    board clerk executive director manager police crime force service office constabulary
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter day days today am pm
    cost costs quote quotes quotation fund funds funding money available area local various several relevant possible
    north south east west public village parish town community accordingly applications application
    four five six seven eight nine ten
    acknowledge acknowledged add added adds advise advised clarify clarified comment commented confirm confirmed current currently
    explain explained express expressed highlight highlighted mention mentioned new noting outline outlined propose proposed query
    queried recent recently refer referred reply replied response responding earlier suggest suggested
"""
PLAIN = frozenset(stem(word) for word in _PLAIN_TEXT.split())
"""Verbs of tasks as well: that somebody is to investigate or arrange tells nothing of what."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MIN_WORDS = 4
_HEADINGS_IN_A_RUN = 2
_TIED, _FEWEST_TIED = 0.6, 4
"""Words are tied when this share of the paragraphs of the commoner one, four at least, have the other."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``about``: stems of the sentence itself; ``around``: of its paragraph and heading, without ``about``."""

    number: int
    doc_id: str
    span: Span
    paragraph_id: int
    part_id: int
    date: str | None
    about: frozenset[str]
    around: frozenset[str]
    in_table: bool
    codes: frozenset[str] = frozenset()
    """Numbers of recommendations in the headings over it: "R4: a published target"."""
    over: frozenset[str] = frozenset()
    """Stems of the headings over it."""


@lru_cache(maxsize=4096)
def topic_stems(text: str) -> frozenset[str]:
    """Stems that tell what ``text`` is about; figures only from three digits, and no years."""
    found = set()
    for _, _, word in find_words(text):
        if word[0].isdigit():
            if len(word) >= 3 and word.isdigit() and not _YEAR.fullmatch(word):
                found.add(word)
        elif len(word) > 2:
            term = stem(word)
            if term not in PLAIN:
                found.add(term)
    return frozenset(found)


def print_stems(text: str, stems: Collection[str]) -> dict[str, str]:
    """For each of ``stems`` the word of ``text`` that has it, as printed but in small letters; a stem that no word has stays as it is."""
    said = {stem: stem for stem in stems}
    for start, end, word in reversed(list(find_words(text))):
        for term in topic_stems(word) & said.keys():
            said[term] = text[start:end].casefold()
    return said


def name_stems(text: str) -> frozenset[str]:
    """Stems of words with a capital that open no sentence: names of bodies, places and people."""
    return frozenset().union(*(topic_stems(match.group()) for match in re.finditer(r"(?<=[a-z,;’'] )(?:[A-Z][\w’'-]+ ?(?:(?:of|and|the) (?=[A-Z]))?)+", text)))


def cut_paper(document: Document, first_number: int = 0, date: str | None = None) -> tuple[Statement, ...]:
    """The statements of a paper in order, of ``date`` where neither part nor paper has a day; headings, letterheads and signatures only lend their words to what stands under them."""
    statements: list[Statement] = []
    last: int | None = None
    tables = {table.paragraph_id: table for table in document.tables}
    dates = {part.part_id: part.date for part in document.parts}
    over, codes = frozenset[str](), frozenset[str]()
    run: list[str] = []
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            run.append(document.quote(paragraph.span))
            continue
        if paragraph.kind in ("letterhead", "signature"):
            continue
        section = document.section_of(paragraph)
        if section is None:
            over, codes = frozenset(), frozenset()
        elif run or section.section_id != last:
            # a heading right under another ("R4: a published target", "Accepted.") leaves both over the text
            lines = [*run[-_HEADINGS_IN_A_RUN:], section.heading]
            over = frozenset().union(*map(topic_stems, lines))
            codes = frozenset(code for line in lines for code in CODE.findall(line))
        last = section.section_id if section is not None else None
        run = []
        table = tables.get(paragraph.paragraph_id)
        if table is not None:
            spans = [Span(row[0].span.start, row[-1].span.end) for row in table.rows if row and row[0].span.start < row[-1].span.end]
        else:
            spans = list(find_sentences(document.text, paragraph.span))
        stems = [topic_stems(document.quote(span)) for span in spans]
        # sentences cover all words of their paragraph; the rows of a table have only the heading round them
        whole = over if table is not None else over.union(*stems)
        for span, about in zip(spans, stems, strict=True):
            if len(document.quote(span).split()) < _MIN_WORDS:
                continue
            statements.append(
                Statement(
                    first_number + len(statements), document.doc_id, span, paragraph.paragraph_id, paragraph.part_id,
                    dates.get(paragraph.part_id) or document.meeting_date or document.published_on or date,
                    about, whole - about, table is not None, codes, over,
                )
            )  # fmt: skip
    return tuple(statements)


@dataclass(slots=True)
class Rarity:
    """How much a stem tells: the logarithm of how few paragraphs have it (inverse document frequency, Spärck Jones 1972)."""

    paragraphs: int
    counts: Counter[str]
    postings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)
    places: dict[str, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set), repr=False)
    _weights: dict[str, float] = field(default_factory=dict, repr=False)
    _totals: dict[int, float] = field(default_factory=dict, repr=False)

    @classmethod
    def over(cls, statements: Iterable[Statement]) -> Rarity:
        counts: Counter[str] = Counter()
        seen: set[tuple[str, int]] = set()
        rarity = cls(0, counts)
        for statement in statements:
            key = (statement.doc_id, statement.paragraph_id)
            for term in statement.about:
                rarity.postings[term].append(statement.number)
            if key not in seen:
                seen.add(key)
                rarity.paragraphs += 1
                counts.update(statement.about | statement.around)
                for term in statement.about | statement.around:
                    rarity.places[term].add(key)
        return rarity

    def weigh(self, term: str) -> float:
        weight = self._weights.get(term)
        if weight is None:
            weight = self._weights[term] = math.log((self.paragraphs + 1) / (self.counts[term] + 0.5)) if self.paragraphs else 0.0
        return weight

    def weight_of(self, statement: Statement) -> float:
        """The weight of all that one of its statements is about."""
        total = self._totals.get(statement.number)
        if total is None:
            total = self._totals[statement.number] = self.total(statement.about)
        return total

    def total(self, terms: Iterable[str]) -> float:
        return sum(self.weigh(term) for term in terms)

    def weigh_together(self, terms: Iterable[str]) -> dict[str, float]:
        """Weights of stems that are looked for together; one that hardly ever stands without a rarer one of them
        ("community speed watch") adds little to it and weighs a fifth.
        """
        weights: dict[str, float] = {}
        for term in sorted(terms, key=lambda t: (self.counts[t], t)):
            own = self.places.get(term, set())
            tied = any(len(own & self.places.get(other, set())) >= _TIED * len(own) for other in weights if weights[other] >= 1.0) if len(own) >= _FEWEST_TIED else False
            weights[term] = self.weigh(term) * (0.2 if tied else 1.0)
        return weights
