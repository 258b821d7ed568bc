"""The archive of papers: the one place that wires store, indexes and embedder together."""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import numpy as np

from index.doctor import Finding, find_faults
from index.embed import DEFAULT, EMBEDDERS, Embedder, make_embedder
from index.errors import ArchiveNotFoundError, EmbedderMismatchError, QueryError, StoreError
from index.records import NO_FILTERS, Filters, FoundAmount, Hit, PaperCount, PaperSummary, Query, SearchResult
from index.regions import to_regions
from index.rerank.maxsim import to_codes
from index.retrieve import search
from index.retrieve.hybrid import find_terms, to_hit
from index.retrieve.matching import find_matching
from index.retrieve.operators import read_operators
from index.retrieve.query import clean_query
from index.retrieve.spelling import respell
from index.store import rows
from index.store.base import Embedded, Ids, Vector
from index.store.facets import count_facets
from index.store.filters import check_filters
from index.store.level import COMMIT_EVERY, LevelIndexes
from index.store.lock import WriterLock
from index.store.matching import count_by_paper, find_amounts, find_mentions, find_names, order_by_day
from index.store.sqlite import SqliteStore, readable_errors
from ingest.extract.exempt import find_exempt_notice
from ingest.records import Document, Mention, Obligation, Passage, Reading, Word
from ingest.spans import Region, Span

log = logging.getLogger("panelpapers.archive")
CACHED_CHARACTERS = max(10_000_000, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 400)
"""Of the papers kept in memory, some 20 bytes each, so that they take a twentieth of it: a question looks into a hundred papers, and reading one
anew takes 1 to 4 ms."""
DATABASE = "main.db"


class Archive:
    """An archive that is open. Threads may share one; one process at a time may write (``read_only=False``).

    ``recovered`` says what an unfinished earlier run had left to be mended at opening, '' when nothing.
    """

    def __init__(self, path: Path, store: SqliteStore, indexes: LevelIndexes, embedder: Embedder, lock: WriterLock | None) -> None:
        self.path = path
        self.embedder = embedder
        self.recovered = ""
        self._store = store
        self._indexes = indexes
        self._lock = lock
        self._guard = threading.Lock()
        self._documents: OrderedDict[tuple[str, int], Document] = OrderedDict()
        self._papers: tuple[int, tuple[PaperSummary, ...]] | None = None
        self._characters = 0
        self._uncommitted = 0

    # ------------------------------------------------------------ opening and closing

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        read_only: bool = True,
        embedder: Embedder | str | None = None,
        restricted: bool = False,
    ) -> Archive:
        """Open the archive in the folder ``path``; ``create`` makes it when there is none (and so is never read-only).

        Without ``restricted`` the archive is that of the public: papers marked restricted are not in it, whatever is
        asked of it (:mod:`index.store.access`). A writer sees all.

        ``embedder``: the one to use (an object or a name of ``index.embed.EMBEDDERS``); None takes the recorded one.

        :raises ArchiveNotFoundError: no archive is there.
        :raises ArchiveLockedError: writing was asked for and another process is writing.
        :raises SchemaVersionError: it was written by a newer program.
        :raises EmbedderMismatchError: its vectors come from another embedder, other weights or another dimension.
        :raises StoreError: the files cannot be read, or are not an archive.
        """
        path = Path(path)
        writable = create or not read_only
        mended = "" if writable else cls._mend(path, embedder)
        database = path / DATABASE
        if not database.exists() and not create:
            raise ArchiveNotFoundError(f"{path}: no archive there; `panelpapers add --archive {path} FILES` makes one")
        lock = None
        if writable:
            with readable_errors(path):
                path.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(path / "LOCK")
        store: SqliteStore | None = None
        try:
            store = SqliteStore(database, create=create, writable=writable, restricted=restricted)
            chosen = _choose_embedder(store, embedder, path)
            indexes = LevelIndexes(store, path, chosen.dim, writable=writable)
            archive = cls(path, store, indexes, chosen, lock)
            archive._recover()
            archive.recovered = archive.recovered or mended
            return archive
        except BaseException:
            if store is not None:
                store.close()
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def _mend(cls, path: Path, embedder: Embedder | str | None) -> str:
        """Before reading: level what a killed writer left behind, if no other process is writing; say what it was."""
        try:
            if not (path / DATABASE).exists() or not LevelIndexes.lags(path / DATABASE, path):
                return ""
            with cls.open(path, read_only=False, embedder=embedder) as archive:
                return archive.recovered
        except StoreError:  # a writer is at work, the folder may not be written, or opening will say what is wrong
            return ""

    def _recover(self) -> None:
        found = list(self._indexes.recovered)
        if self._indexes.lag > 0:
            found.append(f"{self._indexes.lag} finished changes were not in the index of words yet")
        if self._lock is not None:
            self._indexes.write_level()
            self.recovered = "; ".join(found) + "; brought level with the papers" if found else ""
        else:
            self.recovered = "; ".join(found) + "; searched from memory meanwhile" if found else ""
        if self.recovered:
            log.info("%s: %s", self.path, self.recovered)

    def close(self) -> None:
        """Bring the indexes level (when writing) and let go of the files; may be called twice."""
        try:
            if self._lock is not None and self._uncommitted:
                self.commit()
        finally:
            self._indexes.close()
            self._store.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def shows_restricted(self) -> bool:
        """Whether papers marked restricted are in it; whatever is kept from one archive must not be shown from the other."""
        return self._store.restricted

    @property
    def sequence(self) -> int:
        """Number of changes so far: a cache key for everything that is derived from the archive."""
        return self._store.sequence()

    # ------------------------------------------------------------ writing

    def put(
        self, reading: Reading, *, embedded: Embedded | None = None, again: bool = False, restricted: bool = False
    ) -> str:
        """Store a paper in one transaction: 'added', 'unchanged', 'replaced' or 'duplicate'.

        Known bytes are 'unchanged' under the same path and 'duplicate' under another (the paper is then shown under
        both names); new bytes under a known path are 'replaced'. ``again`` stores known bytes anew, as read now.
        ``restricted`` marks it; a paper is marked besides when it takes the place of a restricted one, and when it says
        itself that it is exempt (:mod:`ingest.extract.exempt`), unless staff have opened these bytes to the public.
        ``embedded``: what :meth:`embed_texts` made of :meth:`embedding_texts`; None computes it here.

        :raises StoreError: opened for reading only, the disk is full, or the files cannot be written. The archive
            then holds what it held before.
        """
        self.require_writer()
        source = reading.document.source
        named = self._store.name_of(source.path)
        if named is not None and named[1] == source.sha256 and not again:
            return "unchanged"
        if embedded is None:
            embedded = self.embed_texts(self.embedding_texts(reading))
        notice = find_exempt_notice(reading.document)
        printed = notice.quote if notice is not None else None
        outcome = self._store.put(reading, embedded, again=again, restricted=restricted, notice=printed)
        self._uncommitted += len(reading.passages) + 1
        if self._uncommitted >= COMMIT_EVERY:
            self.commit()
        return outcome

    def embed_texts(self, texts: list[str]) -> Embedded:
        """Vectors and token codes; those of texts that the archive already holds are not computed again."""
        hashes = tuple(rows.hash_text(text) for text in texts)
        known = self._store.known_vectors(hashes)
        missing = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        if missing:
            vectors, tokens = self.embedder.embed_with_tokens(list(missing.values()))
            known.update({key: (vectors[n], to_codes(tokens[n])) for n, key in enumerate(missing)})
        found = np.stack([known[key][0] for key in hashes]) if texts else np.zeros((0, self.embedder.dim), np.float32)
        return Embedded(found, tuple(known[key][1] for key in hashes), hashes)

    def embedding_texts(self, reading: Reading) -> list[str]:
        from ingest.chunk import embedding_text

        return [embedding_text(reading.document, passage) for passage in reading.passages]

    def add_name(self, path: str, doc_id: str) -> str:
        """Give a paper that is in the archive one more name: 'duplicate', 'unchanged', or 'replaced' for a name moved."""
        self.require_writer()
        return self._store.add_name(path, doc_id)

    def remove(self, doc_id_or_path: str) -> PaperSummary:
        """Remove a paper by doc_id (or its first 6 digits or more), path or file name, and return what it was.

        A path of a paper that has several names removes that name only.

        :raises QueryError: no paper, or more than one, goes by that name.
        :raises StoreError: opened for reading only, or the files cannot be written.
        """
        self.require_writer()
        paper = self.find_paper(doc_id_or_path)
        path = rows.to_name_key(doc_id_or_path)
        if len(paper.paths) > 1 and self._store.name_of(path) is not None:
            self._store.delete_name(path)
        else:
            self._store.delete(paper.doc_id)
        self.commit()
        return paper

    def restrict(self, doc_id_or_path: str, reason: str = "marked by staff", *, commit: bool = True) -> PaperSummary:
        """Mark a paper as restricted, for good: the mark is of its bytes. Returns the paper as it is now.

        The index of words is made anew for it (4 s of CPU for 22,000 passages): for many papers leave ``commit`` off and
        call :meth:`commit` once. The public does not see the paper from the moment this returns, either way.

        :raises QueryError: no paper, or more than one, goes by that name.
        :raises StoreError: opened for reading only, or the files cannot be written.
        """
        return self._set_restricted(doc_id_or_path, True, reason, commit)

    def unrestrict(self, doc_id_or_path: str, reason: str = "opened by staff", *, commit: bool = True) -> PaperSummary:
        """Open a paper to the public, whatever is printed on it; raises as :meth:`restrict`."""
        return self._set_restricted(doc_id_or_path, False, reason, commit)

    def _set_restricted(self, name: str, restricted: bool, reason: str, commit: bool) -> PaperSummary:
        self.require_writer()
        paper = self.find_paper(name)
        if self._store.set_restricted(paper.doc_id, restricted, reason):
            self._uncommitted += 1
        if commit and self._uncommitted:
            self.commit()
        return self.paper(paper.doc_id)

    def commit(self) -> None:
        """Bring the index files level with the papers stored so far. A paper is safe before this."""
        self.require_writer()
        self._indexes.write_level()
        self._uncommitted = 0

    def rebuild(self) -> None:
        """Make ``words/`` and ``vectors/`` anew from the truth."""
        self.require_writer()
        self._indexes.rebuild()
        self._uncommitted = 0

    def require_writer(self) -> None:
        """:raises StoreError: opened for reading only."""
        if self._lock is None:
            raise StoreError(f"{self.path}: opened for reading only; open it with read_only=False")

    # ------------------------------------------------------------ papers

    def has_bytes(self, sha256: str) -> str | None:
        """doc_id of the paper with these bytes."""
        return self._store.has_bytes(sha256)

    def path_bytes(self, path: str) -> tuple[str, str] | None:
        """(doc_id, sha256) of the paper last added under that path."""
        return self._store.name_of(path)

    def papers(self, filters: Filters = NO_FILTERS) -> tuple[PaperSummary, ...]:
        """Papers with some passage that the filters leave, newest meeting first, undated last.

        :raises QueryError: the filters make no sense.
        """
        check_filters(filters)
        if not filters.is_empty() or self._lock is not None:
            return self._store.papers(filters)
        sequence, kept = self._store.sequence(), self._papers
        if kept is None or kept[0] != sequence:
            kept = self._papers = (sequence, self._store.papers(filters))
        return kept[1]

    def paper(self, doc_id: str) -> PaperSummary:
        """:raises QueryError: no paper has that doc_id."""
        found = self._store.papers(doc_id=doc_id)
        if not found:
            raise QueryError(f"no paper {doc_id} in the archive; see `panelpapers list`")
        return found[0]

    def follow(self, doc_id: str) -> str | None:
        """The paper that an old link to ``doc_id`` means now: itself, or what goes by a name it had; None when neither is there."""
        if self._store.papers(doc_id=doc_id):
            return doc_id
        return self._store.successor(doc_id)

    def find_paper(self, name: str) -> PaperSummary:
        """A paper by doc_id, by the first six digits of it or more, by path, or by file name.

        :raises QueryError: none, or more than one.
        """
        named = self._store.name_of(name)
        if named is not None:
            return self.paper(named[0])
        papers = self._store.papers()
        found = [paper for paper in papers if paper.doc_id == name]
        found = found or [p for p in papers if any(name in (given, given.replace("\\", "/").rsplit("/", 1)[-1]) for given in p.paths)]
        if not found and len(name) >= 6:
            found = [paper for paper in papers if paper.doc_id.startswith(name.lower())]
        if len(found) == 1:
            return found[0]
        if not found:
            raise QueryError(f"no paper is called {name!r}; see `panelpapers list`")
        raise QueryError(f"{len(found)} papers are called {name!r}; name one by its id: {', '.join(p.doc_id for p in found)}")

    def document(self, doc_id: str) -> Document:
        """The paper as read, without page images and words (ask for those page by page). The last ones are kept.

        :raises QueryError: no paper has that doc_id.
        """
        key = (doc_id, self._store.sequence())
        with self._guard:
            if key in self._documents:
                self._documents.move_to_end(key)
                return self._documents[key]
        document = self._store.document(doc_id)
        if document is None:
            raise QueryError(f"no paper {doc_id} in the archive; see `panelpapers list`")
        with self._guard:
            if key not in self._documents:
                self._documents[key] = document
                self._characters += len(document.text)
            while self._characters > CACHED_CHARACTERS and len(self._documents) > 1:
                self._characters -= len(self._documents.popitem(last=False)[1].text)
        return document

    def mentions(self, doc_id: str) -> tuple[Mention, ...]:
        return self._store.mentions(doc_id)

    def mentions_within(self, doc_id: str, span: Span) -> tuple[Mention, ...]:
        return self._store.mentions(doc_id, span)

    def find_mentions(self, label: str, value: str) -> tuple[tuple[str, Mention], ...]:
        """(doc_id, mention) of every mention with that normalised value, paper by paper as they stand."""
        return find_mentions(self._store, label, value)

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]:
        """(doc_id, obligation) of one paper or of all."""
        return self._store.obligations(doc_id)

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        return self._store.passages(doc_id)

    def passage_vectors(self, doc_id: str) -> tuple[tuple[Span, ...], Vector]:
        """Spans of a paper's passages, in order, and their stored vectors, one L2-normalised row each."""
        return self._store.passage_vectors(doc_id)

    def passage_codes(self, doc_id: str, passage_ids: Iterable[str]) -> dict[str, bytes]:
        """Codes (:func:`index.rerank.maxsim.to_codes`) of the tokens of the text that was embedded, for passages of one paper."""
        return self._store.passage_codes(doc_id, passage_ids)

    def page_image(self, doc_id: str, page_no: int) -> bytes | None:
        """PNG of the page at ingest; None where it was not rendered."""
        return self._store.page_image(doc_id, page_no)

    def page_words(self, doc_id: str, page_no: int) -> tuple[Word, ...]:
        return rows.unpack_words(self._store.page_words(doc_id, page_no))

    def find_regions(self, doc_id: str, span: Span) -> tuple[Region, ...]:
        """Boxes that cover the words of ``span`` on the page images: one a line of print, over page breaks too."""
        pages = [page.page_no for page in self.document(doc_id).pages if page.span.overlaps(span)]
        return to_regions(((number, self.page_words(doc_id, number)) for number in pages), span)

    # ------------------------------------------------------------ searching

    def search(self, query: Query) -> SearchResult:
        """The best ``query.top_k`` passages that the filters leave, best first, with the trace of how they came about.

        :raises QueryError: the query has no words, or the filters make no sense.
        """
        return search(self._store, self._indexes, self.embedder, query)

    def respell(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """``text`` with misspelt words as the archive spells them, and (as written, as read) of each. Words with a capital are names, and stay."""
        return respell(self._store, self._indexes, self.embedder, text)

    def passage_counts(self, words: tuple[str, ...]) -> tuple[dict[str, int], int]:
        """How many passages hold each word (in any inflection), and how many passages there are."""
        self._indexes.level()
        return {word: self._indexes.count_word(word) for word in words}, self._indexes.count()

    def facets(self, filters: Filters = NO_FILTERS, query: Query | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many papers each value would leave: bodies, doc_types, years, months, amounts, people, organisations; most first.

        With ``query`` (its filters count, not ``filters``), only papers with a passage that matches it.

        :raises QueryError: the filters make no sense, or the query has no words.
        """
        if query is not None:
            return count_facets(self._store, query.filters, self._matching(query))
        check_filters(filters)
        return count_facets(self._store, filters)

    # ------------------------------------------------------------ all that matches, see index/retrieve/matching.py

    def read_query(self, text: str, filters: Filters = NO_FILTERS, top_k: int = 20) -> Query:
        """What was typed, with its operators ("exact phrase", -not, person:, after:2019-01 …; ``index/retrieve/operators.py``).

        :raises QueryError: an operator that cannot be read, or a name that no paper has.
        """
        return read_operators(text, lambda label, words: find_names(self._store, label, words), filters, top_k)

    def _matching(self, query: Query) -> Ids:
        return find_matching(self._store, self._indexes, query)

    def find_all(self, query: Query, *, offset: int = 0) -> tuple[int, tuple[Hit, ...]]:
        """How many passages match, and ``query.top_k`` of them from ``offset`` on, newest meeting first.

        :raises QueryError: the query has no words, or the filters make no sense.
        """
        ordered = order_by_day(self._store, self._matching(query))
        terms = find_terms(clean_query(query))
        some = ordered[offset : offset + query.top_k]
        stored = self._store.get(some)
        return len(ordered), tuple(to_hit(stored[n], offset + at, 0.0, {}, terms) for at, n in enumerate(some, 1) if n in stored)

    def count_by_paper(self, query: Query) -> tuple[PaperCount, ...]:
        """Passages that match, by paper and day, oldest first. :raises QueryError: as :meth:`find_all`."""
        return count_by_paper(self._store, self._matching(query))

    def find_amounts(self, query: Query) -> tuple[FoundAmount, ...]:
        """Amounts in the passages that match, oldest first. :raises QueryError: as :meth:`find_all`."""
        return find_amounts(self._store, self._matching(query))

    def short_forms(self) -> tuple[tuple[str, str, int], ...]:
        """(short form, long form, papers) as the papers spell them out themselves, most papers first."""
        return self._store.short_forms()

    # ------------------------------------------------------------ health

    def check(self) -> tuple[Finding, ...]:
        """What is wrong with the archive and what mends it; empty when all is well."""
        if self._lock is not None:
            self.commit()
        return find_faults(self.path, self._store, self._indexes, self.embedder)


def _choose_embedder(store: SqliteStore, asked: Embedder | str | None, path: Path) -> Embedder:
    """The embedder asked for or recorded; records it in a new archive.

    :raises EmbedderMismatchError: it is not the one that made the archive's vectors.
    """
    name = store.meta("embedder")
    if asked is None and name is not None and name not in EMBEDDERS:
        raise EmbedderMismatchError(f"{path}: made with the embedder {name!r}, which this program does not have; add the papers to a new archive")
    chosen = make_embedder(asked or name or DEFAULT) if asked is None or isinstance(asked, str) else asked
    if name is None:
        store.set_meta(embedder=chosen.name, dim=chosen.dim, weights_sha256=chosen.weights_sha256)
        return chosen
    recorded = (name, store.meta("dim"), store.meta("weights_sha256"))
    if recorded != (chosen.name, str(chosen.dim), chosen.weights_sha256):
        raise EmbedderMismatchError(
            f"{path}: made with {recorded[0]} ({recorded[1]} dimensions, weights {str(recorded[2])[:12]}…), not "
            f"{chosen.name} ({chosen.dim}, {chosen.weights_sha256[:12]}…); use that embedder or add the papers to a new archive"
        )
    return chosen
