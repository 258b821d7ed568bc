"""One file in, one :class:`~ingest.records.Reading` out. Knows no database, no network and no screen."""
