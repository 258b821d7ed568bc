"""An answer as a row of the `ask` batch format (JSON Lines)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from answer.records import Answer, Citation
from index.export import hit_row


def answer_row(answer: Answer, row_id: str) -> dict[str, Any]:
    """The row for one answer. The short answer is the first sentence and carries the first quote's citations."""
    sentences: list[dict[str, Any]] = []
    if answer.short and answer.sentences and not _is_said(answer.short, answer.sentences[0].text):
        sentences.append({"text": answer.short, "citations": list(answer.sentences[0].citations)})
    sentences += [{"text": sentence.text, "citations": list(sentence.citations)} for sentence in answer.sentences]
    return {
        "id": row_id,
        "refused": answer.refused,
        "reason": answer.refusal.reason if answer.refusal else None,
        "answer": answer.text,
        "sentences": sentences,
        "citations": [citation_row(citation) for citation in answer.citations],
        "hits": [hit_row(hit) for hit in answer.hits],
        "caveats": list(answer.caveats),
        **({"conflicts": [{"text": c.text, "citations": list(c.citations)} for c in answer.conflicts]} if answer.conflicts else {}),
        "inferred": list(answer.inferred),
        "understood": [list(pair) for pair in answer.understood],
        **({"kind": answer.kind} if answer.kind else {}),
        "confidence": round(answer.confidence, 4),
        **({"writer": asdict(answer.writer)} if answer.writer else {}),
        **({"message": answer.refusal.message, "searched": answer.refusal.searched} if answer.refusal else {}),
    }


def citation_row(citation: Citation) -> dict[str, Any]:
    return {
        "file": citation.file,
        "doc_id": citation.doc_id,
        "title": citation.title,
        "meeting_date": citation.meeting_date,
        "page_no": citation.page_no,
        "paragraph_number": citation.paragraph_number,
        "section": citation.section,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "label": citation.label,
    }


def _is_said(short: str, sentence: str) -> bool:
    return sentence.startswith(short)
