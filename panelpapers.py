"""The command line: the face beside ``app.py``. Its commands are in the room ``cli``."""

from __future__ import annotations

from cli import main, printable

__all__ = ["main", "printable"]

if __name__ == "__main__":
    main()
