"""Which format a file is in, by its content; the suffix only settles text against Markdown."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

Format = Literal["pdf", "docx", "odt", "html", "text", "markdown"]

MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "text": "text/plain",
    "markdown": "text/markdown",
}

# First bytes of formats that cannot be read, with the name to tell the reader.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file; save it as DOCX or PDF"),
    (b"{\\rtf", "a Rich Text file; save it as DOCX or PDF"),
    (b"\x89PNG", "a PNG picture; print it to PDF first"),
    (b"\xff\xd8\xff", "a JPEG picture; print it to PDF first"),
    (b"GIF8", "a GIF picture; print it to PDF first"),
    (b"II*\x00", "a TIFF picture; print it to PDF first"),
    (b"MM\x00*", "a TIFF picture; print it to PDF first"),
    (b"%!PS", "a PostScript file; convert it to PDF first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|p|div|h[1-6]|table|ul|ol|article|main)[\s>/]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*\S.*\*\*\s*$|\|.*\|\s*$|---\s*$|\[[^\]]+\]\([^)]+\))", re.MULTILINE)


def find_format(head: bytes, path: Path, file_bytes: Path | None = None) -> tuple[Format | None, str]:
    """Format of a file whose first bytes (64 KiB will do) are ``head``; else None and what it seems to be.

    ``file_bytes`` is where the content lies, for a look into zip members; ``path`` only gives the suffix.
    """
    if b"%PDF-" in head[:1024] or (head.lstrip()[:5] == b"%PDF-"):
        return "pdf", ""
    if head[:4] == b"PK\x03\x04":
        return _find_zip_format(file_bytes or path)
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            return None, name
    start = head[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head[:8192].decode("utf-16", "replace").encode()
    elif b"\x00" in head:
        if _looks_utf16(head):
            start = head[:8192].decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", "replace").encode()
        else:
            return None, "a binary file of an unknown kind"
    suffix = path.suffix.casefold()
    stripped = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if stripped[:1] == b"<" and _HTML.search(start[:2048]):
        return "html", ""
    if suffix in {".html", ".htm", ".xhtml"} and _HTML.search(head):
        return "html", ""
    if stripped[:5] == b"<?xml":
        return None, "an XML file; save it as PDF, DOCX or HTML"
    if suffix in {".md", ".markdown"}:
        return "markdown", ""
    text = start.decode("utf-8", "replace")
    if suffix not in {".txt", ".text"} and len(_MARKDOWN.findall(text)) >= 3:
        return "markdown", ""
    control = sum(1 for byte in start if byte < 9 or 13 < byte < 32)
    if control > 0.02 * len(start):
        return None, "a binary file of an unknown kind"
    return "text", ""


def _looks_utf16(head: bytes) -> bool:
    """Every other byte of Latin text in UTF-16 is zero."""
    even, odd = head[0:2048:2], head[1:2048:2]
    return max(even.count(0), odd.count(0)) > 0.7 * max(1, len(odd)) and min(even.count(0), odd.count(0)) < 0.1 * max(
        1, len(odd)
    )


def _find_zip_format(path: Path) -> tuple[Format | None, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:5000])
            if "word/document.xml" in names:
                return "docx", ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace")
                if "opendocument.text" in kind:
                    return "odt", ""
                if "opendocument" in kind:
                    return None, "an OpenDocument file other than a text; save it as PDF"
            if any(name.startswith("xl/") for name in names):
                return None, "an Excel workbook; print it to PDF first"
            if any(name.startswith("ppt/") for name in names):
                return None, "a PowerPoint file; print it to PDF first"
            if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
                return "docx", ""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError):
        return None, "a damaged zip archive; fetch it again"
    return None, "a zip archive; unpack it first"
