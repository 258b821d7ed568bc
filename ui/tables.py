"""Rows as comma-separated values that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """With headings, also where there are no rows. Begins with the mark by which Excel knows UTF-8.

    A cell that a spreadsheet would run as a formula is quoted with an apostrophe (OWASP, CSV injection).
    """
    names = list(columns)
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=names, extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe_cell(row.get(name)) for name in names})
    return "\ufeff" + written.getvalue()


def safe_cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(item) for item in value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
