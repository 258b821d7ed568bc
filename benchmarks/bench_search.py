"""p50 and p95 of search over an archive, by stage, one query after another in one thread.

    python benchmarks/bench_search.py --archive DIR [--questions Q.jsonl] [--limit 200]

Questions are the ``question`` of each line; without a file they are made of the archive's own headings and titles.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from index.archive import Archive  # noqa: E402
from index.errors import QueryError  # noqa: E402
from index.records import Query  # noqa: E402


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
        questions = read_questions(given.questions, archive)[: given.limit]
        start = time.perf_counter()
        archive.search(Query(questions[0] if questions else "first"))
        first = time.perf_counter() - start
        times: list[float] = []
        stages: dict[str, list[float]] = defaultdict(list)
        for question in questions:
            start = time.perf_counter()
            try:
                result = archive.search(Query(question))
            except QueryError:
                continue
            times.append((time.perf_counter() - start) * 1000)
            for stage in result.trace.stages:
                stages[stage.name].append(stage.milliseconds)
    print(f"{len(papers)} papers, {sum(p.passages for p in papers)} passages, {len(times)} queries")
    print(f"opened in {opened * 1000:.0f} ms, first search {first * 1000:.0f} ms (loads the embedder)")
    print(f"search p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms")
    whole = sum(sum(values) for values in stages.values()) or 1.0
    for name, values in stages.items():
        print(f"  {name:8} p50 {percentile(values, 0.5):7.1f}  p95 {percentile(values, 0.95):7.1f}  {sum(values) / whole:5.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
