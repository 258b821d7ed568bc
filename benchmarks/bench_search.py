"""p50 and p95 of search and of ask over an archive, by stage, one question after another in one thread.

    python benchmarks/bench_search.py --archive DIR [--questions Q.jsonl] [--limit 200]

Questions are the ``question`` of each line; without a file they are made of the archive's own headings and titles.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from answer.answering import find_answer  # noqa: E402
from index.archive import Archive  # noqa: E402
from index.errors import QueryError  # noqa: E402
from index.records import Query, Trace  # noqa: E402
from ledger.ready import make_ready  # noqa: E402


def read_questions(path: Path | None, archive: Archive) -> list[str]:
    if path is not None:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line)["question"] for line in lines if line.strip()]
    return [
        f"What was said about {section.heading} in {paper.title}?"
        for paper in archive.papers()
        for section in archive.document(paper.doc_id).sections[:3]
    ]


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else 0.0


def time_all(name: str, questions: list[str], act: Callable[[str], Trace | None]) -> None:
    """``act`` is done for each question in turn; one without a trace is not counted."""
    times: list[float] = []
    stages: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        start = time.perf_counter()
        trace = act(question)
        if trace is not None:
            times.append((time.perf_counter() - start) * 1000)
            for stage in trace.stages:
                stages[stage.name].append(stage.milliseconds)
    print(f"{name} p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms, {len(times)} questions")
    whole = sum(sum(values) for values in stages.values()) or 1.0
    for stage_name, values in stages.items():
        print(f"  {stage_name:8} p50 {percentile(values, 0.5):7.1f}  p95 {percentile(values, 0.95):7.1f}  {sum(values) / whole:5.0%}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    given = parser.parse_args()
    start = time.perf_counter()
    with Archive.open(given.archive) as archive:
        opened = time.perf_counter() - start
        papers = archive.papers()
        questions = read_questions(given.questions, archive)
        random.Random(0).shuffle(questions)
        questions = questions[: given.limit]
        print(f"{len(papers)} papers, {sum(p.passages for p in papers)} passages; opened in {opened * 1000:.0f} ms")
        make_ready(archive)  # as the app does at its start

        def search(question: str) -> Trace | None:
            try:
                return archive.search(Query(question)).trace
            except QueryError:
                return None

        for name, act in (("search", search), ("ask", lambda question: find_answer(archive, question).trace)):
            start = time.perf_counter()
            act(questions[0] if questions else "first")
            print(f"first {name} {(time.perf_counter() - start) * 1000:.0f} ms (the first of all loads the embedder)")
            time_all(name, questions, act)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
