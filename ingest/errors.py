"""Every error that the program raises on purpose, as one tree.

The two faces (command line and app) catch :class:`PanelPapersError` and show ``str(error)``:
one line that says what is wrong and what to do next. Anything else that escapes is a bug.
"""

from __future__ import annotations

from pathlib import Path


class PanelPapersError(Exception):
    """Base of all errors that are shown to the user as one line."""


class IngestError(PanelPapersError):
    """A file could not become a paper. ``path`` names it, ``reason`` says why and what to do."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = Path(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[IngestError], tuple[Path, str]]:
        return (type(self), (self.path, self.reason))


class UnsupportedFormatError(IngestError):
    """The content is none of the formats that can be read."""


class UnreadableFileError(IngestError):
    """The file is missing, empty, truncated or broken."""


class EncryptedFileError(IngestError):
    """A password is needed."""


class NoTextError(IngestError):
    """The file opens, but holds no words and none could be recognised."""


class TooLargeError(IngestError):
    """More pages, bytes or memory than the limits allow."""


class TimeLimitError(IngestError):
    """Reading took longer than the limit."""


class MissingExtraError(PanelPapersError):
    """An optional package or program is absent; the message names what to install."""


class QuoteMismatchError(PanelPapersError):
    """A quote differs from ``document.text[span]``: a bug, never swallowed."""
