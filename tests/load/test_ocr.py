"""What surrounds text recognition: skew, rules of a picture, numbers put right, boxes put back, a fake engine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from ingest.load.ocr import OcrWord
from ingest.load.pdf_ocr import find_picture_rules, find_skew, patch_lines, read_picture, repair_numbers
from ingest.load.records import RawWord
from ingest.spans import BBox, Span


def sheet(width: int = 850, height: int = 1100) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (width, height), 255)
    return picture, ImageDraw.Draw(picture)


@pytest.mark.parametrize("angle", [-3.0, -1.2, 1.2, 3.0])
def test_skew_is_found(angle: float) -> None:
    picture, pen = sheet()
    for y in range(120, 980, 26):
        pen.rectangle((100, y, 750, y + 9), fill=0)
    turned = picture.rotate(angle, fillcolor=255)
    assert abs(find_skew(turned) + angle) <= 0.2


def test_a_level_or_empty_page_has_no_skew() -> None:
    picture, pen = sheet()
    assert find_skew(picture) == 0.0
    for y in range(120, 980, 26):
        pen.rectangle((100, y, 750, y + 9), fill=0)
    assert find_skew(picture) == 0.0


@pytest.mark.parametrize(
    ("first_words", "expected"),
    [
        (["2.1", "22", "2.3"], {1: "2.2"}),
        (["2.1", "22", "23"], {1: "2.2", 2: "2.3"}),
        (["31", "3.2"], {0: "3.1"}),
        (["2.1", "24", "2.3"], {}),
        (["In", "22", "of"], {}),
        (["10.9", "1010", "10.11"], {1: "10.10"}),
    ],
)
def test_numbers_are_put_right_by_their_sequence(first_words: list[str], expected: dict[int, str]) -> None:
    assert repair_numbers(first_words) == expected


def test_rules_of_a_picture() -> None:
    picture, pen = sheet()
    pen.rectangle((100, 200, 600, 203), fill=0)
    pen.rectangle((100, 200, 103, 500), fill=0)
    pen.text((300, 300), "no rule")
    rules = find_picture_rules(picture, 2.0)
    assert all(abs(x1 - x0 - 250) <= 4 for x0, x1, _ in rules.across)
    assert all(abs(y - 101) < 2 for _, _, y in rules.across)
    assert rules.down
    assert all(abs(y1 - y0 - 150) <= 4 for y0, y1, _ in rules.down)


class FakeEngine:
    """Reads one word, and only where the picture stands as it should."""

    name = "fake"

    def __init__(self, turn: int) -> None:
        self.turn = turn

    def find_turn(self, picture: Image.Image, dpi: int, seconds: float) -> int | None:
        return self.turn

    def read(self, picture: Image.Image, dpi: int, seconds: float) -> list[OcrWord]:
        box = picture.point(lambda tone: 255 if tone < 128 else 0).getbbox()
        assert box is not None
        upright = box[2] - box[0] > box[3] - box[1]
        words = "The Wenmark Panel met in Tolsey and agreed that the budget be approved".split() if upright else ["|"]
        return [OcrWord(word, *map(float, box), 95.0 if upright else 10.0, 0, 0) for word in words]


@pytest.mark.parametrize("turn", [90, 270])
def test_boxes_of_a_turned_page_are_put_back(turn: int) -> None:
    picture, pen = sheet()
    pen.rectangle((600, 300, 650, 900), fill=0)  # a line of print on its side
    read = read_picture(FakeEngine(turn), picture, 2.0, scanned=False)
    assert read.text.startswith("The Wenmark Panel")
    box = read.words[0].bbox
    assert (round(box.x0), round(box.top), round(box.x1), round(box.bottom)) == (300, 150, 326, 450)


def test_a_garbled_line_takes_the_words_read_in_its_place() -> None:
    text = "The Panel met.\n&RPPLVVLRQHU VSRNH.\nIt closed."
    words = tuple(
        RawWord(Span(start, end), BBox(50, top, 90, top + 10), 10, False)
        for start, end, top in ((0, 3, 100), (15, 27, 120), (35, 37, 140))
    )
    picture, pen = sheet()
    pen.rectangle((100, 240, 700, 260), fill=0)
    read = read_picture(FakeEngine(0), picture, 2.0, scanned=False)
    placed = tuple(RawWord(w.span, BBox(50, 121, 90, 129), 10, False) for w in read.words)
    patched = patch_lines(text, words, (1,), replace(read, words=placed))
    assert patched is not None
    lines = patched[0].split("\n")
    assert (lines[0], lines[2]) == ("The Panel met.", "It closed.")
    assert lines[1].startswith("The Wenmark Panel met")
    assert [patched[0][w.span.start : w.span.end] for w in patched[1]][-1] == "It"
