"""Raw pages or blocks → a :class:`~ingest.records.Document` with structure: the whole of it is :func:`build_document`."""

from ingest.structure.build import build_document

__all__ = ["build_document"]
