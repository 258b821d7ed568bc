"""Yes or No first, and only where the evidence says so; else the sentence alone."""

from __future__ import annotations

import re
from typing import Any

from answer.compose.direction import asks_direction, find_direction_verdict
from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, Piece, find_support, fit, show_quote, to_pieces
from answer.cues import NEGATIONS, OPEN_WORDS
from answer.search import Findings
from answer.words import fold
from ingest.extract.outcome import OUTCOME, find_outcome, find_vote_lines

_PUT_TO_VOTE = re.compile(r"\b(?:back|support|approve|pass|carry|carried|adopt|agree|accept|endorse)(?:ed|s|d|ing)?\b")
# a vote says what all of them did, and nothing of one of them
_TOGETHER = re.compile(r"^(?:was|were|is|are|has|have|had)\b|\b(?:members|councillors|council|panel|committee|board|cabinet|meeting|trustees|governors|they)\b")
_ONE_OF_THEM = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Commissioner|Chair|Leader)\b")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def write_yes_no(archive: Any, findings: Findings) -> Draft:
    """The verdict from the best passage, or from what came of it where the passage only puts it to the meeting."""
    pieces = to_pieces(archive, findings, find_support(archive, findings))
    said = pieces[0].text
    best = findings.ranked[0].unit
    document = archive.document(best.doc_id)
    asked = fold(findings.question.text)
    verdict: str | None
    if findings.question.changed and OPEN_WORDS & set(asked.split()[:1]):
        return Draft(None, fit(pieces, WORDS_OF_AN_ANSWER))  # neither "Yes" nor "No" answers "How much …", whatever the reader has chosen
    if _PUT_TO_VOTE.search(asked) and _TOGETHER.search(asked) and not _ONE_OF_THEM.search(findings.question.text):
        lines = find_vote_lines(document, best.span)
        if lines is not None and lines.carried is not None:
            verdict = "Yes" if lines.carried else "No"
            counted = [Piece(best.doc_id, span, show_quote(document.quote(span))) for span in lines.spans]
            return Draft(verdict, fit([pieces[0], *counted], 2 * WORDS_OF_AN_ANSWER, verdict))
    outcome = find_outcome(document, best.span)
    if outcome is not None:
        came = Piece(best.doc_id, outcome, show_quote(document.quote(outcome)))
        verdict = find_verdict(findings.question.text, came.text)
        others = [piece for piece in pieces[1:] if piece.doc_id != best.doc_id or not piece.span.overlaps(outcome)]
        return Draft(verdict, fit([pieces[0], came, *others], WORDS_OF_AN_ANSWER, verdict))
    # "4. Declarations of interest." and then "None declared.": the answer is in what follows the heading
    if len(pieces) > 1 and pieces[1].doc_id == pieces[0].doc_id and 0 <= pieces[1].span.start - pieces[0].span.end <= 3 and len(said.split()) <= 10:
        said = f"{said} {pieces[1].text}"
    verdict = find_verdict(findings.question.text, said)
    if verdict == "Yes" and _PUT_TO_VOTE.search(asked) and not OUTCOME.search(said):
        # somebody spoke of it, which is not to agree to it
        return Draft(None, fit(pieces, WORDS_OF_AN_ANSWER))
    return Draft(verdict, fit(pieces, WORDS_OF_AN_ANSWER, verdict))


_NOT_A_DENIAL = re.compile(r"\bnot (?:to be confused|only|just|least|withstanding)\b|\bno(?:t)? (?:less|fewer|more) than\b|\bno\. \d")


_PRESENCE = re.compile(r"\b(?:attend\w*|present|turn(?:ed)? up|come|there)\b|\bat the (?:\w+ ){0,4}(?:meeting|session|agm)\b")
_APOLOGY = re.compile(r"\bapolog(?:y|ies)\b")
"""Who sent an apology was not there."""

_INITIALS = re.compile(r"\bNO(?=\s[a-z]|/)")
"""Of somebody whose initials they are, as action lists have them: "NO to write to the bank"."""
_LITTLE = re.compile(r"\b(?:little|scant|hardly any|insufficient)(?: or no)? (?:\w+ )?(?:evidence|impact|effect|change|progress|difference|support|improvement)\b")
"""Denials without a word of denial: "there is little evidence of any effect"."""


def find_verdict(question: str, evidence: str) -> str | None:
    """ "Yes" or "No" by the negations of both: "Was it not approved?" against "it was not approved" is a yes.

    A question for "any" is denied by one "none", however often the passage says no otherwise. Whether something went up or down
    is told by words of that way or the other alone: None where there are none, or both.
    """
    if asks_direction(question):
        same = find_direction_verdict(question, evidence)
        return None if same is None else "Yes" if same != _is_negative(question) else "No"
    if _PRESENCE.search(fold(question)) and _APOLOGY.search(fold(evidence)):
        return "No"
    asked = _is_negative(question)
    said = _is_negative(evidence)
    return "No" if asked != said else "Yes"


def _is_negative(text: str) -> bool:
    folded = _NOT_A_DENIAL.sub(" ", fold(text if text.isupper() else _INITIALS.sub(" ", text)))
    if _LITTLE.search(folded):
        return True
    words = _WORD.findall(folded)
    return any(word in NEGATIONS for word in words)
