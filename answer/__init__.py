"""Questions answered in the papers' own words, every sentence cited; or refused with a reason."""

from __future__ import annotations

from answer.answering import answer_question

__all__ = ["answer_question"]
