"""The canonical text of a page: pypdf's, repaired, unless PDFium's reads better."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.load.glyph_codes import repair_glyph_codes
from ingest.load.legible import is_illegible
from ingest.load.misread import repair_page
from ingest.load.pdf_align import token_f1
from ingest.load.pdf_repair import repair_characters

_AGREE = 0.9  # token F1 of the two engines below which one of them has garbled the page
_LONGEST = 24  # letters; a longer token is mostly two words that lost their space


@dataclass(frozen=True, slots=True)
class PageText:
    """``engine`` is pypdf or pdfium; ``decoded`` counts characters that were glyph numbers."""

    text: str
    engine: str
    decoded: int
    agreement: float
    control: float = 0.0
    """Share of control characters in the raw text, where none could be decoded."""


_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")


def _control_share(raw: str, decoded: int) -> float:
    return 0.0 if decoded or not raw else len(_CONTROLS.findall(raw)) / len(raw)


def repair_text(raw: str) -> tuple[str, int]:
    """Raw text of an engine with all repairs, and the number of characters decoded from glyph numbers."""
    text, decoded = repair_glyph_codes(raw)
    return repair_page(repair_characters(text)), decoded


def _quality(text: str) -> float:
    """Share of characters in words of sane length and legible letters."""
    total = good = 0
    singles = 0
    tokens = text.split()
    for token in tokens:
        total += len(token)
        singles += len(token) == 1 and token.isalpha() and token not in "aAIO"
        if (len(token) <= _LONGEST or not token.isalpha()) and not is_illegible(token):
            good += len(token)
    if not total:
        return 0.0
    # Letters spaced out ("P a g e") are no better than words run together.
    return good / total - singles / len(tokens)


def choose_text(pypdf_raw: str | None, pdfium_raw: str) -> PageText:
    """The better text of a page; pypdf's where the two agree."""
    theirs, their_decoded = repair_text(pdfium_raw)
    if pypdf_raw is None:
        return PageText(theirs, "pdfium", their_decoded, 0.0, _control_share(pdfium_raw, their_decoded))
    ours, our_decoded = repair_text(pypdf_raw)
    agreement = token_f1(ours, theirs)
    control = _control_share(pypdf_raw, our_decoded)
    if agreement >= _AGREE or not theirs.strip():
        return PageText(ours, "pypdf", our_decoded, agreement, control)
    if ours.strip() and (our_decoded > their_decoded or _quality(ours) > _quality(theirs) + 0.02):
        return PageText(ours, "pypdf", our_decoded, agreement, control)
    return PageText(theirs, "pdfium", their_decoded, agreement, control)
