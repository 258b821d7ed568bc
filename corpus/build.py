"""Builds the sample papers and their manifest from ``sources/``.

    python corpus/build.py            writes papers/ and manifest.json
    python corpus/build.py --only X   writes only the papers whose name contains X, and no manifest

The bytes depend on the sources and on the versions of reportlab, python-docx and (for the scan) PDFium and Pillow.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

from flowing import docx_bytes, html_bytes, markdown_bytes
from markup import Paper, read_source
from scan import scan_pdf
from typeset import typeset_pdf

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
PAPERS = HERE / "papers"


def source_paths() -> list[Path]:
    """Every source that makes a file of its own (templates and bound-in pieces have no ``file`` key)."""
    return [path for path in sorted(SOURCES.glob("*.md")) if "\nfile: " in path.read_text(encoding="utf-8")[:2000]]


def build_paper(path: Path) -> tuple[Paper, bytes, int | None]:
    """One paper: its source, the bytes of its file, its number of pages (None for formats without pages)."""
    paper = read_source(path)
    form = paper.meta["format"]
    if form == "docx":
        return paper, fixed_zip(docx_bytes(paper)), None
    if form == "html":
        return paper, html_bytes(paper), None
    if form == "md":
        return paper, markdown_bytes(paper), None
    pdf = typeset_pdf(paper, SOURCES)
    return paper, scan_pdf(pdf, paper.meta["title"]) if form == "scan" else pdf, count_pages(pdf)


def count_pages(pdf: bytes) -> int:
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def fixed_zip(data: bytes) -> bytes:
    """The same archive with one fixed time stamp, so that two builds give the same bytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, datetime(2024, 9, 17).timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item))
    return into.getvalue()


def manifest_row(paper: Paper, data: bytes, pages: int | None) -> dict[str, object]:
    meta = paper.meta
    return {
        "file": meta["file"], "title": meta["title"], "body": meta["body"], "doc_type": meta["type"],
        "meeting_date": meta.get("date"), "published_on": meta.get("published"), "status": meta.get("status", "unknown"),
        "format": meta["format"], "pages": pages, "sha256": hashlib.sha256(data).hexdigest(), "shows": meta["shows"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    only = parser.parse_args().only
    PAPERS.mkdir(exist_ok=True)
    rows = []
    for path in source_paths():
        if only not in path.name:
            continue
        paper, data, pages = build_paper(path)
        (PAPERS / paper.meta["file"]).write_bytes(data)
        rows.append(manifest_row(paper, data, pages))
        print(f"{paper.meta['file']:70} {pages or '':>3} {len(data):>9,}")
    if not only:
        rows.sort(key=lambda row: (str(row["meeting_date"] or row["published_on"]), str(row["file"])))
        (HERE / "manifest.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{len(rows)} papers, {sum(int(str(row['pages'] or 0)) for row in rows)} pages")


__all__ = ["build_paper", "source_paths"]

if __name__ == "__main__":
    main()
