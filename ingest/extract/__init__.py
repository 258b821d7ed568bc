"""What a paper settles, asks for and promises, and who was there."""

from ingest.extract.attendance import find_attendance
from ingest.extract.obligations import extract_obligations

__all__ = ["extract_obligations", "find_attendance"]
