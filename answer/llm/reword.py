"""An extractive answer, worded anew by a writer where every sentence of the wording passes the checks.

A refusal is never reworded, the short answer stays as it was, and a wording that leaves out the best passage is not used. When nothing of the draft is left, or the writer does
not answer, the answer is what it was, with a report of what happened.
"""

from __future__ import annotations

from dataclasses import replace

from answer.llm.base import Evidence, Writer
from answer.llm.check import find_faults
from answer.llm.reply import read_reply
from answer.records import Answer, Sentence, WriterReport, join_text
from index.errors import BackendUnavailableError


def reword(answer: Answer, writer: Writer) -> Answer:
    """``answer`` with the writer's sentences that pass in place of its own; ``writer`` in the result says what was dropped and why."""
    if answer.refused or not answer.sentences:
        return answer
    # citations of conflicts come after those of the sentences, and are no evidence for the answer
    citations = answer.citations[: 1 + max(number for sentence in answer.sentences for number in sentence.citations)]
    evidence = [Evidence(number, citation.label, citation.quote) for number, citation in enumerate(citations, 1)]
    try:
        reply = writer.draft(answer.question, evidence)
    except BackendUnavailableError as error:
        return replace(answer, writer=WriterReport(writer.name, problem=str(error)))
    kept: list[Sentence] = []
    dropped: list[str] = []
    for drafted in read_reply(reply):
        faults = find_faults(drafted, citations)
        if faults:
            dropped.append(f"{drafted.text} ({'; '.join(faults)})")
        elif all(drafted.text != sentence.text for sentence in kept):
            kept.append(Sentence(drafted.text, tuple(number - 1 for number in drafted.numbers)))
    best = set(answer.sentences[0].citations)
    if kept and not any(best & set(sentence.citations) for sentence in kept):
        dropped += [f"{sentence.text} (the draft leaves out the passage that answers best)" for sentence in kept]
        kept = []
    if not kept:
        problem = "nothing of the draft passed the checks" if dropped else "the draft was empty"
        return replace(answer, writer=WriterReport(writer.name, dropped=tuple(dropped), problem=problem))
    return replace(
        answer,
        text=join_text(answer.short, [sentence.text for sentence in kept]),
        sentences=tuple(kept),
        writer=WriterReport(writer.name, worded=True, dropped=tuple(dropped)),
    )
