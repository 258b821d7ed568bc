"""Errors of the archive; see :mod:`ingest.errors` for the base of the tree."""

from __future__ import annotations

from ingest.errors import PanelPapersError


class ArchiveError(PanelPapersError):
    """Base of what the archive raises."""


class StoreError(ArchiveError):
    """The files of the archive could not be read or written."""


class ArchiveNotFoundError(StoreError):
    """There is no archive in that folder."""


class SchemaVersionError(StoreError):
    """The archive was written by a newer (or unknown) version of the program."""


class EmbedderMismatchError(StoreError):
    """The archive's vectors were made by another embedder, other weights or another dimension."""


class ArchiveLockedError(StoreError):
    """Another process is writing to the archive."""


class QueryError(ArchiveError):
    """The query or a filter makes no sense; the message says what would."""


class BackendUnavailableError(ArchiveError):
    """A back end did not answer: the only error worth retrying."""
