"""The child process that parses one file: ``python -m ingest.load.worker`` with a JSON request on stdin.

Answers on its standard output, one JSON object a line: ``{"sha256": …}`` of the bytes it read,
``{"pages": n}``, ``{"begin": k}`` and ``{"page": …}`` for each page, ``{"blocks": […]}`` for flowing formats, and ``{"end": …}`` or
``{"error": class, "reason": …}`` last. Pictures are written as ``<page>.png`` into the private folder
named in the request. Limits are set before any parser is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

_BATCH = 200


def _set_limits(request: dict[str, Any]) -> None:
    def lower(kind: int, value: int) -> None:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))

    limits = request["limits"]
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_AS, int(limits["memory_bytes"]))
    lower(resource.RLIMIT_CPU, int(limits["seconds"]) + 5)
    lower(resource.RLIMIT_NOFILE, int(limits["open_files"]))
    lower(resource.RLIMIT_FSIZE, int(limits["output_bytes"]))


def main() -> int:
    # Native libraries may print: what they print goes to stderr, the answer to a private descriptor.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.readline())
    _set_limits(request)

    from ingest.errors import IngestError

    def say(value: dict[str, Any]) -> None:
        json.dump(value, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")
        out.flush()

    try:
        _read(request, say)
    except IngestError as error:
        say({"error": type(error).__name__, "reason": error.reason})
    except OSError as error:
        say({"error": "UnreadableFileError", "reason": f"cannot be read ({error.strerror}); check the file and the disk"})
    except MemoryError:
        say({"error": "TooLargeError", "reason": "needs more memory than the limit; split the file"})
    return 0


def _fingerprint(path: Path) -> str:
    from ingest.errors import UnreadableFileError

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableFileError(path, "the file vanished while it was read; add it again") from error
    return digest.hexdigest()


def _read(request: dict[str, Any], say: Any) -> None:
    from ingest.load.limits import Limits

    limits = Limits(**request["limits"])
    path = Path(request["path"])
    say({"sha256": _fingerprint(path)})
    if request["format"] == "pdf":
        _read_pdf(path, limits, request, say)
    else:
        _read_flow(path, request["format"], limits, say)


def _read_flow(path: Path, kind: str, limits: Any, say: Any) -> None:
    from ingest.load.wire import block_to_wire

    start = time.perf_counter()
    if kind == "docx":
        from ingest.load.flow_docx import read_docx

        flow = read_docx(path, limits)
    elif kind == "odt":
        from ingest.load.flow_odt import read_odt

        flow = read_odt(path, limits)
    else:
        from ingest.load.flow_html import read_html

        flow = read_html(path)
    for at in range(0, len(flow.blocks), _BATCH):
        say({"blocks": [block_to_wire(block) for block in flow.blocks[at : at + _BATCH]]})
    took = time.perf_counter() - start
    say({"end": {"title": flow.title, "furniture": "\n".join(flow.furniture), "seconds": {"parse": took}}})


def _read_pdf(path: Path, limits: Any, request: dict[str, Any], say: Any) -> None:
    from ingest.load.pdf import PdfFile
    from ingest.load.wire import page_to_wire

    pdf = PdfFile(path, limits, with_pdfium=request["with_pdfium"], ocr=request["ocr"])
    folder = Path(request["folder"])
    say({"pages": pdf.page_count})
    alone = frozenset(request["alone"])
    for number in range(int(request["first"]), pdf.page_count + 1):
        say({"begin": number})
        page = pdf.read_page(number, with_pdfium=number not in alone)
        if page.image is not None:
            (folder / f"{number}.png").write_bytes(page.image)
        say({"page": page_to_wire(page)})
    say({"end": {"title": pdf.title(), "seconds": pdf.clock.seconds}})


if __name__ == "__main__":
    sys.exit(main())
