"""How much one file may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one file. The defaults admit a 2,000-page pack and stop a decompression bomb.

    ``file_bytes``
        size of the file on disk; more raises TooLargeError before anything is parsed.
    ``unpacked_bytes`` / ``unpacked_ratio``
        declared size of all members of a DOCX or ODT together, and that size divided by the size of
        the file (checked only above 1 MiB unpacked).
    ``pages``
        pages of a PDF; more raises TooLargeError.
    ``seconds``
        wall-clock and CPU seconds for the whole file; more raises TimeLimitError.
    ``page_seconds``
        wall-clock seconds without a finished page (OCR of a page may take four calls of its program);
        the page is then given up with a warning.
    ``memory_bytes``
        address space of the child process (RLIMIT_AS).
    ``image_dpi`` / ``image_pixels``
        resolution of stored page images, and the most pixels one may have.
    ``ocr_dpi`` / ``ocr_pixels``
        the same for the picture handed to OCR, which is not kept.
    ``ocr_pages``
        pages of one file that may go to OCR; the rest carry a warning.
    ``output_bytes``
        largest file the child may write, and the most it may send back.
    """

    file_bytes: int = 256 * MIB
    unpacked_bytes: int = 512 * MIB
    unpacked_ratio: int = 200
    pages: int = 3000
    seconds: float = 1800.0
    page_seconds: float = 300.0
    memory_bytes: int = 3072 * MIB
    open_files: int = 256
    image_dpi: float = 120.0
    image_pixels: int = 2_500_000
    ocr_dpi: float = 300.0
    ocr_pixels: int = 12_000_000
    ocr_pages: int = 400
    output_bytes: int = 512 * MIB


DEFAULT_LIMITS = Limits()
