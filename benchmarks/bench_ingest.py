"""Pages per second of every ingest stage, of the whole `add`, and of adding again what is already there.

    python -m benchmarks.bench_ingest [FOLDER …] [--sample N]

Default folder: the sample corpus. The stages are timed in one process, one after the other, over ``--sample`` papers;
the whole is `add` as users run it, as many papers at once as there are cores.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from index.adding import add_paths
from index.archive import Archive
from ingest.chunk import find_passages
from ingest.errors import IngestError
from ingest.extract import extract_obligations, find_attendance
from ingest.load import load_file
from ingest.records import Reading
from ingest.structure import build_document
from ingest.tag import tag_document

ROOT = Path(__file__).resolve().parents[1]


def time_stages(files: list[Path]) -> None:
    seconds: Counter[str] = Counter()
    pages = failed = 0

    def lap(stage: str, since: float) -> float:
        now = time.perf_counter()
        seconds[stage] += now - since
        return now

    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive", create=True) as archive:
        archive.embedder.embed_query("warm")
        if files:
            tag_document(build_document(load_file(files[0])))  # loads the language model outside the clock
        for file in files:
            now = time.perf_counter()
            try:
                raw = load_file(file)
            except IngestError:
                failed += 1
                continue
            stages = [(stage, spent) for stage, spent in raw.seconds if stage != "total"]
            inside = sum(spent for _, spent in stages)
            for stage, spent in stages:
                seconds[f"load: {stage}"] += spent
            now = lap("load: child process", now)
            seconds["load: child process"] -= inside
            document = find_attendance(build_document(raw))
            now = lap("structure", now)
            mentions = tag_document(document)
            now = lap("tag", now)
            obligations = extract_obligations(document, mentions)
            now = lap("extract", now)
            passages = find_passages(document, archive.embedder.count_tokens)
            now = lap("chunk", now)
            reading = Reading(document, mentions, obligations, passages)
            embedded = archive.embed_texts(archive.embedding_texts(reading))
            now = lap("embed", now)
            archive.put(reading, embedded=embedded)
            lap("store", now)
            pages += len(document.pages)
    total = sum(seconds.values())
    print(f"{len(files)} papers, {pages} pages, {failed} failed; {total:.1f} s in one process, {pages / total:.1f} pages/s")
    for stage, spent in seconds.most_common():
        print(f"  {stage:24} {spent:8.1f} s  {100 * spent / total:5.1f} %  {pages / spent if spent > 0.005 else float('inf'):8.1f} pages/s")


def time_whole(folders: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as place:
        for label in ("add", "add again"):
            with Archive.open(Path(place) / "archive", create=True) as archive:
                started = time.perf_counter()
                outcomes = add_paths(archive, tuple(folders))
                spent = time.perf_counter() - started
                pages = sum(paper.pages for paper in archive.papers())
            counts = Counter(outcome.outcome for outcome in outcomes)
            print(f"{label}: {len(outcomes)} files ({dict(counts)}), {spent:.1f} s, {pages / spent:.1f} pages/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus" / "papers"])
    parser.add_argument("--sample", type=int, default=40, help="papers timed stage by stage")
    arguments = parser.parse_args()
    files = sorted(file for folder in arguments.folders for file in folder.rglob("*") if file.is_file())
    step = max(1, len(files) // arguments.sample)
    time_stages(files[::step][: arguments.sample])
    time_whole(arguments.folders)


if __name__ == "__main__":
    main()
