"""When an archive answers: the shipped threshold, or one measured on the archive's own questions.

``panelpapers calibrate`` (:mod:`evaluate.calibrate`) writes ``answering.json`` into the archive's folder: how far the model's
confidence is off on these papers (a scale and an offset of its log odds, as in Platt 1999) and from which confidence on an answer is
given. The file is of one set of shipped coefficients; after a new release it is passed over until the archive is calibrated again.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

FILE = "answering.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """An answer is given where ``adjust(confidence)`` is at least ``threshold``. ``questions`` is 0 for what is shipped."""

    threshold: float
    scale: float = 1.0
    offset: float = 0.0
    questions: int = 0
    precision: float | None = None
    """Share of the answers that were right, as measured, held out."""
    coefficients: str = ""
    """Of which shipped coefficients it is: the start of their sha256."""

    def adjust(self, confidence: float) -> float:
        """The model's probability made that of this archive; 0 and 1 stay what they are."""
        if confidence <= 0.0 or confidence >= 1.0:
            return confidence
        odds = self.scale * math.log(confidence / (1.0 - confidence)) + self.offset
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))

    def describe(self) -> str:
        if not self.questions:
            return f"shipped, threshold {self.threshold:.2f}"
        return f"of this archive, on {self.questions} questions, threshold {self.threshold:.2f}"


def find_calibration(archive: Any, shipped_threshold: float) -> Calibration:
    """The archive's own, where it has one that fits the shipped coefficients; else what is shipped."""
    home = getattr(archive, "path", None)
    own = None
    if home is not None:
        file = Path(str(home)) / FILE
        try:
            own = _read(str(file), file.stat().st_mtime_ns)
        except OSError:
            own = None
    return own if own is not None and own.coefficients == name_coefficients() else Calibration(shipped_threshold)


@lru_cache(maxsize=64)
def _read(file: str, _changed: int) -> Calibration | None:
    """What the file says; None where it is no such file."""
    try:
        row = json.loads(Path(file).read_text(encoding="utf-8"))
        found = Calibration(
            float(row["threshold"]), float(row["scale"]), float(row["offset"]), int(row["questions"]), row.get("precision"), str(row["coefficients"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if 0.0 <= found.threshold <= 1.0 and math.isfinite(found.scale) and found.scale > 0 and math.isfinite(found.offset) else None


def write_calibration(folder: Path, calibration: Calibration) -> Path:
    """Put in place whole, so that a reader never sees half a file. Raises OSError where the folder cannot be written."""
    target = folder / FILE
    partial = target.with_name(target.name + ".partial")
    partial.write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")
    partial.replace(target)
    return target


@lru_cache(maxsize=1)
def name_coefficients() -> str:
    """The start of the sha256 of the shipped coefficients."""
    return hashlib.sha256((files("answer") / "data" / "coefficients.json").read_bytes()).hexdigest()[:16]
