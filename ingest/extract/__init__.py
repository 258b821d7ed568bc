"""What a paper settles, asks for and promises, and who was there."""

from ingest.extract.attendance import find_attendance

__all__ = ["find_attendance"]
