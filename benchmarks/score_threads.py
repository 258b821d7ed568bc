"""Score the threads of an archive of the sample papers against corpus/gold/threads.jsonl.

    panelpapers add corpus/papers --archive DIR
    python benchmarks/score_threads.py DIR [--show]

A gold thread is found when a thread of the ledger was begun in the words of one of its "made" steps (a paragraph may make
two promises, each with a thread of its own). A later
step is right when it stands in the paragraph of a gold step of that thread; precision is over the steps of the threads
found, recall over all gold steps, and once more over those of the threads found. A place that speaks of the promise without
being a step of its own ("also_said" of the gold: the same news in other words) is right for precision and not asked for. "Accepted" and "closed" of the gold
are steps like others. ``--show`` lists what is wrong and what is missed.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from index.archive import Archive
from ingest.records import Document
from ingest.spans import Span
from ledger.commitments import all_threads
from ledger.records import Place, Step, Thread

GOLD = Path(__file__).resolve().parents[1] / "corpus" / "gold" / "threads.jsonl"
KINDS = {"accepted": "reported back", "closed": "done"}

Spot = tuple[str, int]
"""doc_id and paragraph, or for a table row -1 - start."""


def find_spot(document: Document, quote: str) -> Spot | None:
    """The paragraph in which ``quote`` begins, whatever white space separates its words."""
    found = find_quote(document, quote)
    return spot_of(document, found.start) if found else None


def find_quote(document: Document, quote: str) -> Span | None:
    words = [re.escape(word) for word in quote.split()]
    found = re.search(r"\s+".join(words), document.text)
    return Span(found.start(), found.end()) if found else None


def spot_of(document: Document, offset: int) -> Spot | None:
    for table in document.tables:
        for row in table.rows:
            if row and row[0].span.start <= offset < max(cell.span.end for cell in row):
                return document.doc_id, -1 - row[0].span.start
    paragraph = document.paragraph_at(offset)
    return (document.doc_id, paragraph.paragraph_id) if paragraph is not None else None


def gold_spots(archive: Archive, names: dict[str, str], step: dict[str, Any]) -> set[Spot]:
    files = [step["file"], *(other["file"] for other in step.get("also_at", ()))]
    spots = {find_spot(archive.document(names[file]), step["quote"]) for file in files if file in names}
    return {spot for spot in spots if spot is not None}


def made_words(archive: Archive, names: dict[str, str], row: dict[str, Any]) -> list[tuple[str, Span]]:
    """The paper and the place of each "made" step, copies too."""
    found = []
    for step in row["steps"]:
        for file in [step["file"], *(other["file"] for other in step.get("also_at", ()))] if step["step"] == "made" else ():
            span = find_quote(archive.document(names[file]), step["quote"]) if file in names else None
            found += [(names[file], span)] if span is not None else []
    return found


def step_spots(archive: Archive, step: Step) -> set[Spot]:
    places: tuple[Place, ...] = (step.place, *step.also_at)
    spots = {spot_of(archive.document(place.doc_id), place.span.start) for place in places}
    return {spot for spot in spots if spot is not None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    with Archive.open(arguments.archive) as archive:
        score(archive, [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()], show=arguments.show)


def score(archive: Archive, gold: list[dict[str, Any]], *, show: bool) -> None:
    names = {paper.file: paper.doc_id for paper in archive.papers()}
    threads = all_threads(archive)
    begun: dict[str, list[tuple[Span, Thread]]] = {}
    for thread in threads:
        for step in thread.steps:
            if step.kind == "made":
                for place in (step.place, *step.also_at):
                    begun.setdefault(place.doc_id, []).append((place.span, thread))
    found = right = speaks = said = steps_all = steps_met = kind_right = steps_of_found = status_right = missing = 0
    for row in gold:
        made = [gold_spots(archive, names, step) for step in row["steps"] if step["step"] == "made"]
        later = [(step, gold_spots(archive, names, step)) for step in row["steps"] if step["step"] != "made"]
        missing += sum(1 for _, spots in later if not spots)
        later = [(step, spots) for step, spots in later if spots]
        if not any(made):
            continue
        steps_all += len(later)
        own = {thread.thread_id: thread for doc_id, words in made_words(archive, names, row) for span, thread in begun.get(doc_id, ()) if span.overlaps(words)}
        if not own:
            if show:
                print(f"{row['id']} not begun: {row['steps'][0]['quote'][:90]}")
            continue
        found += 1
        steps_of_found += len(later)
        # several threads begun in those words: the one whose later steps fit best
        thread = max(own.values(), key=lambda t: _hits(archive, t, later))
        status_right += thread.status == row["status"]
        met: set[int] = set()
        known = set().union(*made)
        also = set().union(*(gold_spots(archive, names, place) for place in row.get("also_said", ())))
        for step in thread.steps:
            if step.kind == "made" or step_spots(archive, step) & known:
                continue
            said += 1
            fits = [n for n, (_, spots) in enumerate(later) if spots & step_spots(archive, step)]
            right += bool(fits)
            speaks += bool(fits) or bool(step_spots(archive, step) & also)
            met |= set(fits)
            kind_right += any(KINDS.get(later[n][0]["step"], later[n][0]["step"]) == step.kind for n in fits)
            if show and not fits and not step_spots(archive, step) & also:
                print(f"{row['id']} wrong {step.kind} {step.date}: {step.quote[:110]!r} ({step.why})")
        steps_met += len(met)
        if show:
            if thread.status != row["status"]:
                print(f"{row['id']} status {thread.status!r}, gold {row['status']!r}")
            for n, (step, _) in enumerate(later):
                if n not in met:
                    print(f"{row['id']} missed {step['step']} {step['file']}: {step['quote'][:110]!r}")
    print(f"threads: {len(threads)} in the ledger, {len(gold)} gold, {found} of them begun in the ledger")
    print(f"steps: precision {_ratio(speaks, said)} (of gold steps alone {_ratio(right, said)}), recall {_ratio(steps_met, steps_all)} ({_ratio(steps_met, steps_of_found)} in threads begun), kind right {_ratio(kind_right, right)}")
    print(f"status right: {_ratio(status_right, found)} of threads begun, {_ratio(status_right, len(gold))} of all; gold steps not in the archive: {missing}")


def _hits(archive: Archive, thread: Thread, later: list[tuple[dict[str, Any], set[Spot]]]) -> int:
    spots = set().union(*(step_spots(archive, step) for step in thread.steps))
    return sum(1 for _, wanted in later if wanted & spots)


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "none"


if __name__ == "__main__":
    main()
