"""Fit the weights by which later paragraphs are taken for steps of a promise; writes ledger/link_weights.py.

    panelpapers add corpus/papers --archive DIR
    python benchmarks/fit_threads.py DIR [--write]

A candidate of a promise whose words are a "made" step of a gold thread is right when it stands in the paragraph of one of
that thread's steps, or of the other places that speak of it ("also_said"). Promises that no gold thread begins with only
compete for paragraphs. The figures printed are of folds: a thread is judged by weights that were fitted without it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from score_threads import GOLD, Spot, gold_spots, made_words, spot_of
from sklearn.linear_model import LogisticRegression

from index.archive import Archive
from ingest.spans import Span
from ledger.candidates import find_candidates
from ledger.link_weights import FEATURES
from ledger.papers import find_groups, read_family
from ledger.promises import is_promise, join_promises, to_promise
from ledger.register import plain_entries

TARGET = Path(__file__).resolve().parents[1] / "ledger" / "link_weights.py"
FOLDS, STRENGTH = 6, 0.5
RULES = [FEATURES.index(name) for name in ("owner", "heading")]
"""Signs of which the rules of ledger.links make use, and the model none: the owner would take the weight of the day from it,
and a heading tells little among the reports of one panel, and much among the minutes of a parish.
"""


def read_candidates(archive: Archive) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs, whether right, and the number of the gold thread, of every candidate of a promise that gold has."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    names = {paper.file: paper.doc_id for paper in archive.papers()}
    begun: dict[str, list[tuple[Span, int]]] = {}
    said: list[set[Spot]] = []
    for number, row in enumerate(gold):
        later = [step for step in row["steps"] if step["step"] != "made"] + row.get("also_said", [])
        said.append(set().union(*(gold_spots(archive, names, step) for step in later)))
        for doc_id, span in made_words(archive, names, row):
            begun.setdefault(doc_id, []).append((span, number))
    signs, right, threads = [], [], []
    groups = find_groups(archive)
    for group in sorted(set(groups.values())):
        family = read_family(archive, group)
        entries = [entry for entry in plain_entries(archive) if groups[entry.place.doc_id] == group and is_promise(entry)]
        rows = join_promises(archive, family, entries)
        promises = [to_promise(archive, some) for some in rows]
        kept = [(some, promise) for some, promise in zip(rows, promises, strict=True) if promise is not None]
        owners: list[set[int]] = []
        for some, _ in kept:
            places = [place for row in some for place in (row.entry.place, *row.entry.also_at)]
            owners.append({number for place in places for span, number in begun.get(place.doc_id, ()) if span.overlaps(place.span)})
        for candidate in find_candidates(family.units, [promise for _, promise in kept]):
            if candidate.unit.in_table and not candidate.shared and not any(candidate.signs[FEATURES.index(name)] for name in ("minute", "code")):
                continue  # rows of a log that print the promise's day and owner alone are for the rules of ledger.links
            for number in owners[candidate.promise]:
                spot = spot_of(archive.document(candidate.unit.doc_id), candidate.unit.statements[0].span.start)
                signs.append(candidate.signs)
                right.append(spot in said[number])
                threads.append(number)
    return np.array(signs), np.array(right), np.array(threads)


def fit(signs: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights in the units of the signs, and the bias."""
    signs = signs.copy()
    signs[:, RULES] = 0.0
    middle, spread = signs.mean(0), signs.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=4000).fit((signs - middle) / spread, right)
    weights = model.coef_[0] / spread
    weights[RULES] = 0.0
    return weights, float(model.intercept_[0] - (weights * middle).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with Archive.open(arguments.archive) as archive:
        signs, right, threads = read_candidates(archive)
    held_out = np.zeros(len(right))
    order = {number: n % FOLDS for n, number in enumerate(sorted(set(threads.tolist())))}
    fold = np.array([order[number] for number in threads.tolist()])
    for n in range(FOLDS):
        weights, bias = fit(signs[fold != n], right[fold != n])
        held_out[fold == n] = 1 / (1 + np.exp(-(signs[fold == n] @ weights + bias)))
    print(f"{len(right)} candidates, {int(right.sum())} right")
    for bar in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        taken = held_out >= bar
        print(f"bar {bar}: precision {right[taken].mean():.3f}, recall {right[taken].sum() / right.sum():.3f}, {int(taken.sum())} taken")
    weights, bias = fit(signs, right)
    lines = [f'    "{name}": {value:.3f},' for name, value in zip(FEATURES, weights, strict=True)]
    print("\n".join(lines), f"\nbias {bias:.3f}")
    if arguments.write:
        text = TARGET.read_text(encoding="utf-8")
        head = text[: text.index("WEIGHTS")]
        TARGET.write_text(f"{head}WEIGHTS: dict[str, float] = {{\n" + "\n".join(lines) + f"\n}}\nBIAS = {bias:.3f}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
