"""Words of the text and words of the print: matched in another order, with other breaks, and mended by each other."""

from __future__ import annotations

import pytest

from ingest.load.pdf_align import align_words, insert_cuts, squash, token_f1
from ingest.load.pdf_glyphs import Glyph, PrintedWord
from ingest.spans import BBox


def printed(*lines: str, step: float = 20) -> list[PrintedWord]:
    """Words of lines set in a font whose letters are 6 points wide."""
    words = []
    for number, line in enumerate(lines):
        top, x = 100 + step * number, 50.0
        for word in line.split(" "):
            glyphs = [Glyph(c, x + 6 * i, top, x + 6 * i + 6, top + 10) for i, c in enumerate(word)]
            words.append(PrintedWord(word, BBox(x, top, x + 6 * len(word), top + 10), 10, False, glyphs=glyphs, line=number))
            x += 6 * len(word) + 6
    return words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The Panel met", ("The Panel met",)),
        ("right one\nleft two", ("left two", "right one")),
        ("co-operate fully", ("co-operate fully",)),
        ("ThePanel met", ("The Panel met",)),
        ("Th e Panel met", ("The Panel met",)),
    ],
)
def test_every_word_finds_its_box(text: str, lines: tuple[str, ...]) -> None:
    words = align_words(text, printed(*lines))
    assert [text[w.span.start : w.span.end] for w in words] == text.split()


def test_a_word_that_is_not_printed_is_skipped() -> None:
    words = align_words("The secret Panel", printed("The Panel"))
    assert len(words) == 2


def test_the_box_is_that_of_the_right_occurrence() -> None:
    words = align_words("the cost of the fleet", printed("the cost", "of the fleet"))
    assert [w.bbox.top for w in words] == [100, 100, 120, 120, 120]


@pytest.mark.parametrize(
    ("text", "lines", "mended"),
    [
        ("138\n12", ("1", "3", "8", "12"), "1\n3\n8\n12"),
        ("the effectiven ess of", ("the effectiveness of",), "the effectiveness of"),
        ("“nudging ” works", ("“nudging” works",), "“nudging” works"),
        ("a long -\nterm view", ("a long-", "term view"), "a long-\nterm view"),
        ("The Panel met", ("The Panel met",), "The Panel met"),
        ("• Fleet\n• Estate", ("o Fleet", "o Estate"), "• Fleet\n• Estate"),
    ],
)
def test_text_and_print_mend_each_other(text: str, lines: tuple[str, ...], mended: str) -> None:
    cuts: list[tuple[int, str]] = []
    align_words(text, printed(*lines), cuts)
    assert insert_cuts(text, cuts) == mended


def test_squash_and_f1() -> None:
    assert squash("Of\ufb01cers’ £1,200 (12.5%)") == "officers£1200125%"
    assert token_f1("The Panel", "the panel!") == 1.0
    assert token_f1("", "") == 1.0
    assert token_f1("ThePanel", "The Panel") == 0.0
