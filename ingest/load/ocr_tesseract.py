"""Tesseract by its command line, one thread; pictures go in as PGM, words come out as TSV."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from PIL import Image

from ingest.load.ocr import OcrFailed, OcrWord

_TURN = re.compile(r"Rotate:\s*(\d+)")
_SURE = re.compile(r"Orientation confidence:\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Back end for Debian's ``tesseract-ocr`` with ``tesseract-ocr-eng``; ``osd`` data is used where present."""

    program: str
    name: str = "tesseract"

    @classmethod
    def find(cls) -> Tesseract | None:
        program = shutil.which("tesseract")
        return cls(program) if program else None

    def _run(self, picture: Image.Image, dpi: int, seconds: float, *arguments: str) -> str:
        data = io.BytesIO()
        picture.convert("L").save(data, "PPM")
        try:
            done = subprocess.run(
                [self.program, "stdin", "stdout", "--dpi", str(dpi), *arguments],
                input=data.getvalue(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise OcrFailed(str(error)) from error
        if done.returncode != 0:
            raise OcrFailed(f"tesseract ended with status {done.returncode}")
        return done.stdout.decode("utf-8", "replace")

    def find_turn(self, picture: Image.Image, dpi: int, seconds: float) -> int | None:
        try:
            report = self._run(picture, dpi, seconds, "--psm", "0", "-l", "osd")
        except OcrFailed:
            return None
        turn, sure = _TURN.search(report), _SURE.search(report)
        if not turn or not sure or float(sure.group(1)) < 1.0:
            return None
        return int(turn.group(1)) % 360

    def read(self, picture: Image.Image, dpi: int, seconds: float) -> list[OcrWord]:
        # Sauvola's local threshold keeps pale grey headings, which one threshold for the page loses.
        table = self._run(picture, dpi, seconds, "--psm", "3", "-l", "eng", "-c", "thresholding_method=2", "tsv")
        words: list[OcrWord] = []
        line = -1
        where: tuple[str, ...] = ()
        for row in table.split("\n")[1:]:
            fields = row.split("\t")
            if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
                continue
            if tuple(fields[1:5]) != where:
                where = tuple(fields[1:5])
                line += 1
            left, top, width, height = (float(value) for value in fields[6:10])
            block = int(fields[2])
            words.append(
                OcrWord(fields[11].strip(), left, top, left + width, top + height, float(fields[10]), line, block)
            )
        return words
