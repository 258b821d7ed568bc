"""Words: a tantivy index, rebuildable from the truth.

One marker document holds the sequence that the index covers; it is written in the same commit as the passages, so
that after a ``kill -9`` the two agree. A reader of an index that is behind keeps the missing passages in a second
index in memory (``folder`` None) beside it, see ``index/archive.py``.

Text is cut into words here, not by tantivy: "£1,817,951" is one word and the same as "1817951", "3rd" is "3",
"per cent" is "%". User text never reaches a query parser: each word becomes one term.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import tantivy

from index.errors import StoreError
from index.records import Filters
from index.store.base import Clause, IndexedPassage
from index.store.filters import find_days, fold

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|%")
HEAP = 64_000_000
TEXT_FIELDS = (("text", 1.0), ("heading", 0.5), ("title", 0.3))
"""Searched fields and their weights; see benchmarks/ for how they were chosen."""
MARKER = -1
MAX_TERMS = 64


def find_words(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of each word of ``text``, folded but not stemmed."""
    return [(match.start(), match.end(), _fold_word(match.group())) for match in WORD.finditer(text)]


@lru_cache(maxsize=65536)
def _fold_word(printed: str) -> str:
    word = printed.lower().replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    return word.removesuffix("'s")


_ANALYZER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    .filter(tantivy.Filter.lowercase())
    .filter(tantivy.Filter.ascii_fold())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The term under which the index knows a word."""
    terms = _ANALYZER.analyze(word)
    return terms[0] if terms else word


@lru_cache(maxsize=65536)
def to_term(printed: str) -> str:
    """The term of one word as it is printed."""
    return stem(_fold_word(printed))


def to_terms(text: str) -> list[str]:
    return [stem(word) for _, _, word in find_words(text)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=False, indexed=True, fast=True)
    for name, _ in TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    for name in ("doc", "body", "doc_type", "person", "organisation"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("first_day", indexed=True, fast=False)
    builder.add_integer_field("last_day", indexed=True, fast=False)
    builder.add_float_field("amount", indexed=True, fast=False)
    builder.add_integer_field("sequence", stored=True, indexed=True, fast=True)
    return builder.build()


def _day(iso: str) -> int:
    return int(iso.replace("-", ""))


class TantivyWords:
    """:class:`index.store.base.WordIndex` in ``folder``, or in memory when that is None."""

    def __init__(self, folder: Path | None, *, writable: bool = True) -> None:
        """:raises StoreError: the folder cannot be written. A broken index starts empty, with sequence 0."""
        self._folder = folder
        self._writable = writable
        self._schema = _schema()
        self._writer: tantivy.IndexWriter | None = None
        self._guard = threading.Lock()
        self.recovered = ""
        """What was found broken at opening, '' when nothing was."""
        self._open()

    def _open(self) -> None:
        if self._folder is None:
            self._index = self._make(None)
        else:
            try:
                exists = tantivy.Index.exists(str(self._folder)) if self._folder.is_dir() else False
                if exists:
                    self._index = tantivy.Index.open(str(self._folder))
                    self._index.register_tokenizer("whitespace", _whitespace())
                    self._index.reload()
                    self._read_sequence()
                    return
            except (ValueError, OSError) as error:
                self.recovered = f"the index of words was unusable ({error})"
            if not self._writable:
                self._index = self._make(None)
            else:
                shutil.rmtree(self._folder, ignore_errors=True)
                try:
                    self._folder.mkdir(parents=True, exist_ok=True)
                    self._index = self._make(self._folder)
                except (ValueError, OSError) as error:
                    raise StoreError(f"{self._folder}: {error}; check that you may write to the folder") from error
        self._sequence = 0

    def _make(self, folder: Path | None) -> tantivy.Index:
        made = tantivy.Index(self._schema) if folder is None else tantivy.Index(self._schema, str(folder), reuse=False)
        made.register_tokenizer("whitespace", _whitespace())
        return made

    def _read_sequence(self) -> None:
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.term_query(self._schema, "id", MARKER), 2).hits
        sequences = searcher.fast_field_values("sequence", [address for _, address in found])
        self._sequence = max((int(s) for s in sequences if s is not None), default=0)

    @property
    def sequence(self) -> int:
        return self._sequence

    def refresh(self) -> None:
        """See what another process has committed."""
        with self._errors():
            self._index.reload()
            self._read_sequence()

    def __len__(self) -> int:
        return self._index.searcher().num_docs - (1 if self._sequence else 0)

    # ------------------------------------------------------------ writing

    def _errors(self) -> _TantivyErrors:
        return _TantivyErrors(self._folder)

    def _get_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP if self._folder else 15_000_000, 1)
            if self._folder is not None:
                # a writer that was killed leaves files that no commit names, and the next would trip over them
                self._writer.garbage_collect_files()
        return self._writer

    def put(self, passages: Sequence[IndexedPassage]) -> None:
        with self._guard, self._errors():
            writer = self._get_writer()
            for passage in passages:
                writer.add_document(_to_tantivy(passage))

    def delete(self, ids: Iterable[int]) -> None:
        with self._guard, self._errors():
            writer = self._get_writer()
            for number in ids:
                writer.delete_documents_by_term("id", int(number))

    def commit(self, sequence: int) -> None:
        with self._guard, self._errors():
            writer = self._get_writer()
            writer.delete_documents_by_term("id", MARKER)
            marker = tantivy.Document()
            marker.add_integer("id", MARKER)
            marker.add_integer("sequence", sequence)
            writer.add_document(marker)
            writer.commit()
            self._index.reload()
            self._sequence = sequence

    def clear(self) -> None:
        self.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._open()

    def close(self) -> None:
        with self._guard:
            writer, self._writer = self._writer, None
            if writer is not None:
                with contextlib.suppress(ValueError, OSError):  # what was not committed is replayed from the truth
                    writer.rollback()
                    writer.wait_merging_threads()

    # ------------------------------------------------------------ searching

    def known(self, word: str) -> bool:
        """Whether some passage's text holds this word (stemmed)."""
        searcher = self._index.searcher()
        return any(searcher.doc_freq(name, stem(word)) for name, _ in TEXT_FIELDS)

    def count(self, word: str) -> int:
        """Passages whose text holds this word (stemmed)."""
        return self._index.searcher().doc_freq("text", stem(word))

    def find_holding(self, words: Sequence[str], needed: int, phrases: Sequence[str], without: Sequence[str], filters: Filters) -> list[int]:
        """Ids of the passages with at least ``needed`` of ``words`` in their text or heading, every phrase and nothing of ``without``.

        Words of a phrase stand in their order, in any inflection: the caller reads the text to make sure of the form.
        """
        query, musts = tantivy.Query, [(tantivy.Occur.Must, query) for query in self._to_queries(filters)]
        terms = dict.fromkeys(stem(word) for text in words for _, _, word in find_words(text))
        either = [
            (tantivy.Occur.Should, query.boolean_query([(tantivy.Occur.Should, query.term_query(self._schema, name, term)) for name in ("text", "heading")]))
            for term in list(terms)[:MAX_TERMS]
        ]
        if either and needed > 0:
            musts.append((tantivy.Occur.Must, query.boolean_query(either, minimum_number_should_match=min(needed, len(either)))))
        musts += [(tantivy.Occur.Must, self._phrase(phrase)) for phrase in phrases]
        musts = musts or [(tantivy.Occur.Must, query.all_query())]
        musts += [(tantivy.Occur.MustNot, self._phrase(phrase)) for phrase in without]
        with self._errors():
            searcher = self._index.searcher()
            found = searcher.search(query.boolean_query(musts), 1_000_000, count=False).hits
            ids = searcher.fast_field_values("id", [address for _, address in found])
        return sorted(int(number) for number in ids if number is not None and number != MARKER)

    def _phrase(self, phrase: str) -> tantivy.Query:
        terms: list[str | tuple[int, str]] = [*to_terms(phrase)]
        if not terms:
            return tantivy.Query.empty_query()
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, "text", terms[0])
        return tantivy.Query.phrase_query(self._schema, "text", terms)

    def search_words(self, clauses: Sequence[Clause], filters: Filters, limit: int) -> list[tuple[int, float]]:
        should: list[tuple[tantivy.Occur, tantivy.Query]] = []
        seen: set[str] = set()
        for clause in clauses:
            for _, _, word in find_words(clause.text):
                term = stem(word)
                if term in seen or len(seen) >= MAX_TERMS:
                    continue
                seen.add(term)
                fuzzy = clause.fuzzy and not self.known(word)
                for name, weight in TEXT_FIELDS:
                    query = self._fuzzy(name, term) if fuzzy else tantivy.Query.term_query(self._schema, name, term)
                    should.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight * clause.boost)))
        if not should or limit <= 0:
            return []
        musts = [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in self._to_queries(filters)]
        query = tantivy.Query.boolean_query(should)
        if musts:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *musts])
        with self._errors():
            searcher = self._index.searcher()
            found = searcher.search(query, limit, count=False).hits
            ids = searcher.fast_field_values("id", [address for _, address in found])
        return [(int(number), score) for number, (score, _) in zip(ids, found, strict=True) if number is not None]

    def find_ids(self, filters: Filters, limit: int = 1_000_000) -> list[int]:
        """Ids of the passages that the filters leave, as this index sees it."""
        queries = self._to_queries(filters)
        musts = [(tantivy.Occur.Must, query) for query in queries] or [(tantivy.Occur.Must, tantivy.Query.all_query())]
        with self._errors():
            searcher = self._index.searcher()
            found = searcher.search(tantivy.Query.boolean_query(musts), limit, count=False).hits
            ids = searcher.fast_field_values("id", [address for _, address in found])
        return sorted(int(number) for number in ids if number is not None and number != MARKER)

    def all_ids(self) -> list[int]:
        return self.find_ids(Filters())

    def _fuzzy(self, name: str, term: str) -> tantivy.Query:
        if len(term) < 4 or term[0].isdigit():
            return tantivy.Query.term_query(self._schema, name, term)
        return tantivy.Query.fuzzy_term_query(self._schema, name, term, distance=1 if len(term) < 8 else 2)

    def _to_queries(self, filters: Filters) -> list[tantivy.Query]:
        """The conditions of :func:`index.store.filters.to_sql`, each as a query."""
        query, schema, queries = tantivy.Query, self._schema, []
        if filters.meeting_from:
            first = find_days(filters.meeting_from)[0] or filters.meeting_from
            queries.append(query.range_query(schema, "last_day", tantivy.FieldType.Integer, lower_bound=_day(first)))
        if filters.meeting_to:
            last = find_days(filters.meeting_to)[1] or filters.meeting_to
            queries.append(query.range_query(schema, "first_day", tantivy.FieldType.Integer, upper_bound=_day(last)))
        for name, wanted in (
            ("body", tuple(fold(body) for body in filters.bodies)),
            ("doc_type", filters.doc_types),
            ("doc", filters.doc_ids),
            ("person", tuple(fold(person) for person in filters.people)),
            ("organisation", tuple(fold(organisation) for organisation in filters.organisations)),
        ):
            if wanted:
                queries.append(query.term_set_query(schema, name, list(wanted)))
        if filters.amount_min is not None or filters.amount_max is not None:
            queries.append(
                query.range_query(
                    schema, "amount", tantivy.FieldType.Float,
                    lower_bound=filters.amount_min, upper_bound=filters.amount_max,
                )
            )
        return queries


class _TantivyErrors:
    """Turns tantivy's errors into a :class:`StoreError`."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (ValueError, OSError)):
            full = "no space is left on the disk; free some and try again" if "No space" in str(error) else "run `panelpapers rebuild`"
            raise StoreError(f"{self._folder or 'words in memory'}: {error}; {full} (the papers themselves are whole)") from error


def _whitespace() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _to_tantivy(passage: IndexedPassage) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", passage.id)
    for name, text in (("text", passage.text), ("heading", passage.heading), ("title", passage.title)):
        document.add_text(name, " ".join(to_terms(text)))
    document.add_text("doc", passage.doc_id)
    document.add_text("doc_type", passage.doc_type)
    if passage.body:
        document.add_text("body", passage.body)
    for name in passage.people:
        document.add_text("person", name)
    for name in passage.organisations:
        document.add_text("organisation", name)
    if passage.first_day and passage.last_day:
        document.add_integer("first_day", _day(passage.first_day))
        document.add_integer("last_day", _day(passage.last_day))
    for pounds in passage.amounts:
        document.add_float("amount", pounds)
    return document
