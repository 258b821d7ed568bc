"""Seam for text recognition: what a back end must give, and the lazy choice of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PIL import Image


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A recognised word: box in pixels of the picture given, confidence 0..100, line number in reading order.

    ``block`` changes where the engine saw another block of text.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: int
    block: int


class OcrEngine(Protocol):
    """A back end for text recognition. It must not touch the network."""

    @property
    def name(self) -> str: ...

    def read(self, picture: Image.Image, dpi: int, seconds: float) -> list[OcrWord]:
        """Words of an 8-bit grey picture of upright lines, in reading order; empty where there are none.

        Raises:
            OcrFailed: the engine broke down or took longer than ``seconds``.
        """
        ...

    def find_turn(self, picture: Image.Image, dpi: int, seconds: float) -> int | None:
        """Degrees (0, 90, 180, 270) by which to turn the picture clockwise to set it upright, None where unknown."""
        ...


class OcrFailed(Exception):
    """The engine broke down on one picture; the page keeps what it has, with a warning."""


def find_engine() -> OcrEngine | None:
    """The installed back end, or None where there is none."""
    from ingest.load.ocr_tesseract import Tesseract

    return Tesseract.find()
