"""What the app is told when it starts: which archive, and whether staff work is on.

``streamlit run app.py -- --archive DIR [--staff]``, or ``PANELPAPERS_ARCHIVE=DIR`` and ``PANELPAPERS_STAFF=1``
in the environment; the command line wins. Without either, the folder ``archive`` of the working directory is
opened for reading only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UPLOAD_LIMIT_MB = 200
"""Most a single uploaded file may weigh; ``server.maxUploadSize`` of .streamlit/config.toml says the same."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``archive`` is absolute. ``staff`` shows upload and remove; without it the app only reads."""

    archive: Path
    staff: bool = False
    upload_limit_mb: int = UPLOAD_LIMIT_MB


def read_settings(arguments: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``arguments`` (without the program name) and ``environ``; those of this process by default."""
    arguments = sys.argv[1:] if arguments is None else arguments
    environ = os.environ if environ is None else environ
    folder = environ.get("PANELPAPERS_ARCHIVE") or "archive"
    staff = environ.get("PANELPAPERS_STAFF", "").strip().lower() in {"1", "true", "yes", "on"}
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        if argument == "--archive" and position + 1 < len(arguments):
            position += 1
            folder = arguments[position]
        elif argument.startswith("--archive="):
            folder = argument.partition("=")[2]
        elif argument == "--staff":
            staff = True
        position += 1
    return Settings(archive=Path(folder).expanduser().absolute(), staff=staff)
