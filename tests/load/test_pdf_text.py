"""Text layers that lie: each repair with what it must mend and what it must leave alone."""

from __future__ import annotations

import pytest

from ingest.load.glyph_codes import repair_glyph_codes
from ingest.load.legible import is_illegible, measure_legibility
from ingest.load.misread import repair_bullets, repair_ligatures, repair_page, repair_spaces
from ingest.load.pdf_repair import repair_characters
from ingest.load.pdf_text import choose_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("of\ufb01cer", "officer"),
        ("e\ufb00ective", "effective"),
        ("opera\u7400\u6900onal", "operational"),
        ("o\u6600\ucf00cer", "officer"),
        ("北京 office", "北京 office"),
        ("\uf0b7 Fleet", "• Fleet"),
        ("a\u00a0b\u2003c", "a b c"),
        ("The reser\u00adve", "The reserve"),
        ("a reser\u00ad\nve", "a reser-\nve"),
        ("a reser\x02\nve", "a reser-\nve"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("the Panel\x92s view", "the Panel’s view"),
        ("\ud800broken", "\ufffdbroken"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("£1,200   due", "£1,200 due"),
    ],
)
def test_characters(raw: str, expected: str) -> None:
    assert repair_characters(raw) == expected


def shifted(text: str) -> str:
    """As a font without a character map has it: the numbers of the glyphs."""
    special = {"£": "\x85", "’": "\xb6"}
    return "".join(special.get(c) or (chr(ord(c) - 29) if c != "\n" else c) for c in text)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("", "The Panel considered the police budget for Harrowby and Tolsey", ""),
        ("The Clerk renewed ", "the Council’s registration at a cost of £52.00", " in March."),
        ("", "Members welcomed the report\nand thanked the officers for their help", ""),
        ("Date: ", "Saturday 21 October at 7.30 pm in the Village Hall", ""),
    ],
)
def test_glyph_numbers_are_decoded(before: str, text: str, after: str) -> None:
    repaired, count = repair_glyph_codes(before + shifted(text) + after)
    assert repaired == before + text + after
    assert count > 0


@pytest.mark.parametrize(
    "text",
    [
        "The Panel met at Tolsey. Costs were £1,200 (see 18/01492/TCA) – www.wenmark.example/papers.",
        "HMICFRS, CIPFA and the NPCC were consulted; AT&T was not.",
        "#-,0#-1).+)'.($-1 ($&$,0)+%$( \x01\x1c\x1f\x01 +-.\x1c, -# -#$(\x1c",  # numbered in an order of its own
    ],
)
def test_sound_or_undecodable_text_is_left_alone(text: str) -> None:
    assert repair_glyph_codes(text) == (text, 0)


@pytest.mark.parametrize("token", ["&RXQFLO¶V", "VXSSRUWHG", "WKHFRPPXQLW\\", "������", "#$%&*+@!", ")+-!#$%&"])
def test_illegible(token: str) -> None:
    assert is_illegible(token)


@pytest.mark.parametrize(
    "token",
    [
        "Council’s", "strengths", "HMICFRS", "18/01492/TCA", "clerk@wenmark.example", "£1,817,951", "(£66m),", "…………",
        "Signed.............", "e.g.", "(b)(i)", "Llanfihangel", "Cathaoirleach", "w/c", "A/Senior", "rhythm", "(“ICE”)",
        "комитета", "董事会议事规则和程序", "Neuadd", "Haushaltsangelegenheiten",
    ],
)  # fmt: skip
def test_legible(token: str) -> None:
    assert not is_illegible(token)


def test_a_page_of_control_characters_is_garbled() -> None:
    assert measure_legibility("abc def", control=0.3).garbled
    assert not measure_legibility("The Panel met.", control=0.0).garbled
    spotted = measure_legibility("The Panel met at Tolsey to hear the Commissioner.\nThe &RPPLVVLRQHU was there.")
    assert spotted.spotted
    assert spotted.lines == (1,)


def test_marks_in_place_of_spaces() -> None:
    text = "Annual'General'Meeting\nThe!Cookhouse\nof!the!Board,!Ann!Ivory,!the!General!Manager\nThe'Panel's'view'of'it'was'noted.'"
    assert repair_spaces(text) == (
        "Annual General Meeting\nThe Cookhouse\nof the Board, Ann Ivory, the General Manager\nThe Panel's view of it was noted."
    )


@pytest.mark.parametrize("text", ["It's the Panel's view! Don't ask O'Neill.", "Stop! Thief! Now!"])
def test_ordinary_marks_stay(text: str) -> None:
    assert repair_spaces(text) == text


def test_ligatures_read_as_capitals_or_brackets() -> None:
    text = "The meeTng noted correcUons to the naTonal posiTon. Elec[ons follow."
    assert repair_ligatures(text) == "The meeting noted corrections to the national position. Elections follow."


@pytest.mark.parametrize("text", ["Mr McDonald and Mrs DeVere met PowerPoint users", "an iPad, an eMail and YouTube"])
def test_capitals_within_names_stay(text: str) -> None:
    assert repair_ligatures(text) == text


def test_list_marks_that_come_out_as_letters() -> None:
    assert repair_bullets("x fleet\nx estate\nend") == "• fleet\n• estate\nend"
    assert repair_bullets("x marks the spot") == "x marks the spot"
    assert repair_page("\ue001 fleet") == "• fleet"


@pytest.mark.parametrize(
    ("pypdf", "pdfium", "engine"),
    [
        ("The Panel met at Tolsey today", "The Panel met at Tolsey today", "pypdf"),
        ("ThePanelmetatTolseytodayandheardthereport it was long", "The Panel met at Tolsey today and heard the report it was long", "pdfium"),
        ("T h e P a n e l m e t a t T o l s e y", "The Panel met at Tolsey", "pdfium"),
        (None, "The Panel met", "pdfium"),
        ("The Panel met at Tolsey", "", "pypdf"),
        (shifted("The Panel met at Tolsey today and heard the report"), shifted("The Panel met").replace("\x03", ""), "pypdf"),
    ],
)  # fmt: skip
def test_the_better_text_is_taken(pypdf: str | None, pdfium: str, engine: str) -> None:
    assert choose_text(pypdf, pdfium).engine == engine
