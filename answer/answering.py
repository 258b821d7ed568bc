"""Question → Answer: read, find evidence, write, judge the confidence, cite, pass the gate, or refuse."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from answer.calibrate import confidence_features, load_coefficients
from answer.calibration import Calibration, find_calibration
from answer.cite import make_citation, split_at_pages
from answer.compose import Draft, write_draft
from answer.compose.glosses import Glosses
from answer.compose.holders import write_holders
from answer.compose.register import describe_nothing, write_whole
from answer.compose.roles import write_roles
from answer.conflicts import add_conflicts, find_conflicts_of
from answer.gate import check_sentences, find_missing
from answer.llm.base import Writer
from answer.llm.reword import reword
from answer.mismatch import find_mismatch
from answer.office import find_holders
from answer.premise import find_false_premise
from answer.question import KIND_NAMES, Kind, Question, check_kind, read_question
from answer.rank import score
from answer.records import Answer, Citation, Refusal, Sentence, join_text
from answer.refuse import describe_searched, make_refusal
from answer.roles import find_roles
from answer.search import Findings
from answer.sides import find_all_evidence
from answer.unmet import describe_unmet, is_unfounded
from answer.whole import Whole, find_whole
from index.records import Filters, Stage, Trace

HITS_SHOWN = 25
CONFIDENCE_OF_A_LIST = 0.9
"""Of a draft that is sure: a list of the meeting that is asked about was found; what remains is that it was read wrongly."""


NO_FILTERS = Filters()


FROM_PAPER = "answered from the paper of"
REGISTERED = ("list", "count", "decision", "commitment")
"""Kinds of answer that the register can give."""


def answer_question(
    archive: Any, question: str, filters: Filters = NO_FILTERS, writer: Writer | None = None, *, kind: str | None = None
) -> Answer:
    """Answer from the papers of ``archive`` (an :class:`index.Archive`) in their own words, or refuse with a reason.

    ``writer`` may word the answer anew; what passes no check is left out, and without one the words stay the papers'.
    ``kind`` (of :data:`answer.question.KINDS`) is that of the answer wanted, in place of the one that is read in the question.

    :raises QueryError: there is no such kind.
    """
    answer = find_answer(archive, question, filters, kind=check_kind(kind))
    return answer if writer is None else reword(answer, writer)


def find_answer(
    archive: Any, question: str, filters: Filters = NO_FILTERS, *, calibration: Calibration | None = None, kind: Kind | None = None
) -> Answer:
    """The extractive answer: nothing but the papers' own words, or a refusal.

    ``calibration`` says from which confidence on; that of the archive, or what is shipped, where it is None.
    """
    started = time.perf_counter()
    text, respelt = archive.respell(question)
    answer = _find_answer(archive, read_question(text, kind=kind), filters, calibration, started)
    if kind is not None:
        answer = replace(answer, kind=kind)
    if not respelt:
        return answer
    said = ", ".join(f"“{written}” read as “{read}”" for written, read in respelt)
    return replace(answer, question=question, understood=(*answer.understood, ("spelling", said)))


def _find_answer(archive: Any, read: Question, filters: Filters, calibration: Calibration | None, started: float) -> Answer:
    coefficients = load_coefficients()
    if calibration is None:
        calibration = find_calibration(archive, coefficients["threshold"].get("answer", 0.5))
    findings = find_all_evidence(archive, read, filters, coefficients)
    whole = None if read.changed and read.kind not in REGISTERED else find_whole(archive, read, findings.scope, findings.papers)
    if whole is not None and (whole.request.whole or _leads_to(findings, whole)):
        best = findings.ranked[0].unit if findings.ranked else None
        answer = finish_answer(archive, findings, write_whole(archive, whole, best), filters, 1.0, started) if whole.entries else None
        if answer is None:
            return _refuse(findings, filters, 0.0, started, message=describe_nothing(whole))
        limits = whole.limits if filters.is_empty() else None
        return replace(_answered_from(answer, "the register"), listed=limits)
    holders = None if read.changed else find_holders(archive, read, findings.papers)
    if holders is not None:
        answer = finish_answer(archive, findings, write_holders(archive, holders), filters, CONFIDENCE_OF_A_LIST, started)
        if answer is not None:
            return _answered_from(answer, "who held which office")
    roles = None if read.changed or holders is not None else find_roles(archive, read, findings.papers)
    if roles is not None:
        answer = finish_answer(archive, findings, write_roles(archive, roles), filters, CONFIDENCE_OF_A_LIST, started)
        if answer is not None:
            return _answered_from(answer, "offices printed beside the name")
    premise = find_false_premise(archive, read, findings.scope, findings.papers)
    if premise:
        return _refuse(findings, filters, 0.0, started, message=premise)
    # a question of stop words only asks for nothing
    founded = bool(read.terms and findings.ranked) and not is_unfounded(findings)
    draft = write_draft(archive, findings) if founded else None
    mismatch = find_mismatch(read, draft) if draft is not None else None
    if mismatch is not None:
        return _refuse(findings, filters, 0.0, started, note=mismatch)
    confidence = calibration.adjust(find_confidence(findings, coefficients["confidence"])) if draft is not None else 0.0
    if draft is not None and draft.sure:
        confidence = max(confidence, CONFIDENCE_OF_A_LIST)
    if draft is None or confidence < calibration.threshold:
        return _refuse(findings, filters, confidence, started)
    answer = finish_answer(archive, findings, draft, filters, confidence, started)
    return answer if answer is not None else _refuse(findings, filters, confidence, started)


def _answered_from(answer: Answer, source: str) -> Answer:
    """Of the ledger and not of one paper, as the reader is told."""
    return replace(answer, understood=(*(pair for pair in answer.understood if pair[0] != FROM_PAPER), ("answered from", source)))


def _leads_to(findings: Findings, whole: Whole) -> bool:
    """For one thing the register is taken where the best evidence is one of its rows: it has the others that belong to it."""
    best = findings.ranked[0].unit if findings.ranked else None
    return best is not None and any(row.place.doc_id == best.doc_id and row.place.span.overlaps(best.span) for row in whole.entries)


def find_confidence(findings: Findings, weights: dict[str, float]) -> float:
    """Probability that the best evidence answers the question, by the fitted model; of several sides that of the least sure one."""
    from math import exp

    if findings.sides:
        return min(find_confidence(side, weights) for side in findings.sides)
    value = score(confidence_features(findings), weights)
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, value))))


def finish_answer(
    archive: Any, findings: Findings, draft: Draft, filters: Filters, confidence: float, started: float
) -> Answer | None:
    """Cite the draft and pass it through the gate; None where no sentence is left. ``started`` is of ``time.perf_counter``."""
    citations: list[Citation] = []
    drafted: list[Sentence] = []
    for piece in draft.pieces:
        document = archive.document(piece.doc_id)
        numbers = []
        for span in split_at_pages(document, piece.span):
            numbers.append(len(citations))
            citations.append(make_citation(archive, piece.doc_id, span))
        drafted.append(Sentence(f"{piece.lead} {piece.text}".strip(), tuple(numbers)))
    kept, failed = check_sentences(drafted, citations)
    if not kept:
        return None
    caveats = [*draft.caveats, *(str(failure) for failure in failed)]
    short = draft.short
    if short is not None and short not in ("Yes", "No") and not draft.counted:
        backing = [citations[n] for at in draft.short_from if at < len(drafted) for n in drafted[at].citations]
        if drafted[0] not in kept or find_missing(short, backing):
            caveats.append(f"Left out, because its source does not show it: {short}")
            short = None
    glosses = Glosses()
    glossed = [
        replace(sentence, text=glosses.gloss(sentence.text, archive.mentions_within(piece.doc_id, piece.span), citations[sentence.citations[0]].meeting_date))
        for piece, sentence in zip(draft.pieces, drafted, strict=True)
        if sentence in kept
    ]
    if short in glosses.names:
        short = f"{short} [{glosses.names[short]}]"
    sentences, citations = _renumber(glossed, citations)
    text = join_text(short, [sentence.text for sentence in sentences])
    conflicts, cited = add_conflicts(archive, citations, find_conflicts_of)
    return Answer(
        question=findings.question.text,
        text=text,
        short=short,
        sentences=sentences,
        citations=cited,
        hits=findings.hits[:HITS_SHOWN],
        caveats=tuple(caveats),
        conflicts=conflicts,
        inferred=(*draft.inferred, *glosses.notes()),
        understood=describe_reading(findings),
        confidence=confidence,
        trace=_trace(findings, started),
        filters=filters,
    )


def _renumber(kept: Sequence[Sentence], citations: list[Citation]) -> tuple[tuple[Sentence, ...], list[Citation]]:
    """Only citations of kept sentences remain."""
    used = sorted({number for sentence in kept for number in sentence.citations})
    place = {number: at for at, number in enumerate(used)}
    return (
        tuple(Sentence(s.text, tuple(place[number] for number in s.citations)) for s in kept),
        [citations[number] for number in used],
    )


def _refuse(findings: Findings, filters: Filters, confidence: float, started: float, *, message: str = "", note: str = "") -> Answer:
    """``message`` says in full why there is nothing, where that is known; ``note`` what the nearest is instead."""
    refusal: Refusal = Refusal("not_in_papers", message, describe_searched(findings.papers)) if message else make_refusal(
        findings.question, findings.scope, findings.papers, note=note or describe_unmet(findings),
        days=(*(item.day for item in findings.ranked), *(hit.meeting_date for hit in findings.hits)),
    )  # fmt: skip
    return Answer(
        question=findings.question.text,
        text=None,
        short=None,
        sentences=(),
        citations=(),
        hits=findings.hits[:HITS_SHOWN],
        understood=describe_reading(findings),
        refusal=refusal,
        confidence=confidence,
        trace=_trace(findings, started),
        filters=filters,
    )


def _trace(findings: Findings, started: float) -> Trace:
    rest = (time.perf_counter() - started) * 1000 - sum(stage.milliseconds for stage in findings.stages)
    return Trace((*findings.stages, Stage("write", max(0.0, rest), 0)))


def describe_reading(findings: Findings) -> tuple[tuple[str, str], ...]:
    """How the question was read, for the reader to change."""
    question: Question = findings.question
    pairs: list[tuple[str, str]] = [("kind", KIND_NAMES[question.kind])]
    if question.periods:
        pairs.append(("period", ", ".join(p.text for p in question.periods)))
    if findings.scope.bodies:
        pairs.append(("body", ", ".join(findings.scope.bodies[:3])))
    if question.names:
        pairs.append(("names", ", ".join(question.names)))
    if not question.periods and findings.ranked and findings.ranked[0].day:
        pairs.append((FROM_PAPER, findings.ranked[0].day or ""))
    return tuple(pairs)
