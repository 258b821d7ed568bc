"""Fit the coefficients of the answer room on gold questions, by cross-validation, and show what they bring.

    python benchmarks/fit_answers.py ARCHIVE=QUESTIONS.jsonl [ARCHIVE=QUESTIONS.jsonl …] [--half even|odd] [--write]

Prints, from five folds by question, how often the right unit is ranked first, and the share of questions answered
against precision. ``--write`` stores the coefficients fitted on all questions in ``answer/data/coefficients.json``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from answer.answering import CONFIDENCE_OF_A_LIST, finish_answer  # noqa: E402
from answer.calibrate import (  # noqa: E402
    CONFIDENCE_FEATURES,
    confidence_features,
    fit_logistic,
    fit_ranking,
    load_coefficients,
)
from answer.compose import write_draft  # noqa: E402
from answer.export import citation_row  # noqa: E402
from answer.question import read_question  # noqa: E402
from answer.rank import UNIT_FEATURES, score  # noqa: E402
from answer.search import Findings, Ranked  # noqa: E402
from answer.sides import find_all_evidence  # noqa: E402
from answer.unmet import is_unfounded  # noqa: E402
from evaluate.judge import _stands_in, is_right  # noqa: E402
from index.records import Filters  # noqa: E402

FOLDS = 5
MOST_FITTED = 100
"""Units of a question that the weights are fitted on: those far down teach nothing more."""
PRIOR = {
    "cover": 1.0, "cover_context": 1.5, "cover_around": 0.7, "cover_names": 0.3, "cover_best": 2.0, "missing_rare": -0.5,
    "pairs": 0.3, "cosine": 0.5, "maxsim": 2.0, "soft": 3.0, "soft_best": 5.0, "beside": 0.0, "passage_cosine": 4.0,
    "passage_lexical": 1.0, "passage_rank": 0.5, "passage_rerank": 2.0, "passage_scope": 1.0, "expected": 1.8, "expected_near": 0.6, "figures": 1.2, "period_text": 0.6,
    "period_paper": 1.0, "period_conflict": -1.0, "year_text": 1.5, "year_paper": -0.7, "body": 1.0, "body_conflict": -1.0, "is_row": 0.8, "is_list": -0.3,
    "is_heading": -1.5, "short": -0.2, "long": 0.0, "list_wanted": 1.5, "cue": 0.6, "newest": 0.1, "opens_list": -0.6,
    "fragment": -0.5, "names_list": 0.0, "list_unwanted": -1.0, "duty": 0.8, "attendance": -1.0, "reader": 2.0,
}  # fmt: skip
CONFIDENCE_PRIOR = {
    "margin": 0.3, "cover_best": 0.8, "soft_best": 2.0, "cover_names": 0.5, "maxsim": 1.5, "passage_cosine": 0.5,
    "passage_rank": 0.8, "passage_rerank": 1.0, "expected": 0.3, "expected_near": 0.5, "figures": 1.0, "period_conflict": -0.5, "body_conflict": -1.0,
    "why": -1.5, "several": -1.5, "absent_names": -3.0, "period_miss": -2.0, "other_period": -1.5, "head_fit": 0.8,
    "lacks_expected": -2.0, "action_kind": -0.5, "office_missing": -1.5, "missing_rare": -0.5, "least_met": 0.8, "unmet": -2.0, "absent_unmet": -2.0, "reader": 1.5, "reader_highest": 0.5,
}  # fmt: skip
"""Where the weights start: what a reader would expect of each feature, before any question is seen."""
COEFFICIENTS = ROOT / "answer" / "data" / "coefficients.json"


@dataclass
class Case:
    archive: Any
    gold: dict[str, Any]
    findings: Findings
    labels: np.ndarray
    """1 for each unit (as first ranked) that holds the evidence and the answer."""
    fold: int


def collect(archive: Any, rows: Iterable[dict[str, Any]], weights: dict[str, dict[str, float]]) -> list[Case]:
    cases = []
    for gold in rows:
        findings = find_all_evidence(archive, read_question(archive.respell(gold["question"])[0]), Filters(), weights)
        fold = zlib.crc32(str(gold["id"]).encode()) % FOLDS
        cases.append(Case(archive, gold, findings, label_units(gold, findings.ranked), fold))
    return cases


def label_units(gold: dict[str, Any], ranked: tuple[Ranked, ...]) -> np.ndarray:
    evidence = gold.get("evidence") or []
    holds = np.array([any(_stands_in(r.unit.text, r.hit.file, e) for e in evidence) for r in ranked], float)
    if not gold["answerable"] or not len(ranked):
        return np.zeros(len(ranked))
    says = np.array([_says(gold, r) for r in ranked], float)
    both = holds * says
    return both if both.any() else holds


def _says(gold: dict[str, Any], item: Ranked) -> bool:
    if gold.get("value") in ("yes", "no") or gold.get("required") or gold.get("by_evidence"):
        return True
    return is_right({**gold, "kind": "list"}, item.unit.text)


def rerank(findings: Findings, weights: dict[str, float]) -> Findings:
    ranked = [replace(item, score=score(item.features, weights)) for item in findings.ranked]
    ranked.sort(key=lambda item: (-item.score, item.unit.key))
    return replace(findings, ranked=tuple(ranked), sides=tuple(rerank(side, weights) for side in findings.sides))


def fit_units(cases: list[Case], penalty: float, *, unread: bool = False) -> dict[str, float]:
    """Weights of the ranking; ``unread``: of the first one, before anything was read."""
    names = [name for name in UNIT_FEATURES if not (unread and name == "reader")]
    most = MOST_FITTED
    groups = [
        (np.array([[r.features[name] for name in names] for r in case.findings.ranked[:most]]), case.labels[:most])
        for case in cases
        if case.gold["answerable"] and len(case.findings.ranked) > 1 and not case.findings.sides
    ]
    fitted = fit_ranking(groups, np.array([PRIOR.get(name, 0.0) for name in names]), penalty=penalty)
    return {name: round(float(value), 4) for name, value in zip(names, fitted, strict=True)}


@dataclass
class Outcome:
    case: Case
    features: list[dict[str, float]]
    """Of each side of a comparison, or one."""
    right: bool
    cited: bool
    first: bool
    third: bool
    drafted: bool
    sure: bool

    def find_confidence(self, weights: dict[str, float]) -> float:
        if not self.drafted:
            return -1.0
        least = min(float(1 / (1 + np.exp(-score(features, weights)))) for features in self.features)
        return max(least, CONFIDENCE_OF_A_LIST) if self.sure else least


def answer_all(cases: list[Case], unit_weights: dict[str, float]) -> list[Outcome]:
    outcomes = []
    for case in cases:
        findings = rerank(case.findings, unit_weights)
        draft = None if is_unfounded(findings) else write_draft(case.archive, findings)
        answer = finish_answer(case.archive, findings, draft, Filters(), 1.0, 0.0) if draft else None
        evidence = case.gold.get("evidence") or []
        cited = bool(answer and any(_stands_in(c["quote"], c["file"], e) for c in map(citation_row, answer.citations) for e in evidence))
        right = bool(answer and answer.text and case.gold["answerable"] and is_right(case.gold, answer.text))
        if case.gold.get("by_evidence"):
            # questions of corpus/reading have no wording of an answer: quoting first what answers is right
            first = [citation_row(answer.citations[n]) for n in answer.sentences[0].citations] if answer else []
            right = any(_stands_in(c["quote"], c["file"], e) for c in first for e in evidence)
        labels = label_units(case.gold, findings.ranked)
        outcomes.append(
            Outcome(
                case, [confidence_features(one) for one in findings.sides or (findings,)], right, cited, bool(labels[:1].any()), bool(labels[:3].any()),
                answer is not None, bool(draft and draft.sure),
            )
        )
    return outcomes


def fit_confidence(outcomes: list[Outcome], penalty: float) -> dict[str, float]:
    outcomes = [o for o in outcomes if o.drafted and not o.sure and len(o.features) == 1]
    rows = np.array([[o.features[0][name] for name in CONFIDENCE_FEATURES] for o in outcomes])
    fitted = fit_logistic(rows, np.array([float(o.right) for o in outcomes]), np.array([CONFIDENCE_PRIOR.get(n, 0.0) for n in CONFIDENCE_FEATURES]), penalty=penalty)
    weights = {name: round(float(v), 4) for name, v in zip((*CONFIDENCE_FEATURES, "intercept"), fitted, strict=True)}
    return weights


def show(outcomes: list[Outcome], confidences: list[float], name: str) -> None:
    answerable = [o for o in outcomes if o.case.gold["answerable"]]
    print(f"\n{name}: {len(outcomes)} questions, {len(answerable)} answerable")
    print(f"  right unit first {np.mean([o.first for o in answerable]):.3f}, among three {np.mean([o.third for o in answerable]):.3f}")
    print(f"  right if all were answered {np.mean([o.right for o in answerable]):.3f}, and cited {np.mean([o.right and o.cited for o in answerable]):.3f}")
    print("  threshold  answered  precision  accuracy_and_cited  refusal_recall")
    for threshold in (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        kept = [o for o, c in zip(outcomes, confidences, strict=True) if c >= threshold]
        refused = [o for o, c in zip(outcomes, confidences, strict=True) if c < threshold]
        unanswerable = len(outcomes) - len(answerable)
        print(
            f"  {threshold:9.2f}  {len(kept) / len(outcomes):8.3f}  {np.mean([o.right for o in kept]) if kept else 0:9.3f}"
            f"  {sum(o.right and o.cited for o in kept) / max(1, len(answerable)):18.3f}"
            f"  {sum(not o.case.gold['answerable'] for o in refused) / max(1, unanswerable):14.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", help="ARCHIVE=QUESTIONS.jsonl")
    parser.add_argument("--half", choices=["even", "odd"], help="only questions whose number is even or odd")
    parser.add_argument("--unit-penalty", type=float, default=20.0)
    parser.add_argument("--confidence-penalty", type=float, default=60.0)
    parser.add_argument("--keep-unit-weights", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", help="write questions, top unit and right unit here")
    args = parser.parse_args()
    current = load_coefficients()
    cases: list[Case] = []
    spans: list[tuple[str, int]] = []
    for item in args.sets:
        place, _, gold = item.partition("=")
        rows = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines() if line.strip()]
        if args.half:
            rows = [r for r in rows if int(re.sub(r"\D", "", str(r["id"])) or 0) % 2 == (args.half == "odd")]
        cases += collect(open_archive(place), rows, current)
        spans.append((gold, len(cases)))
    run_folds(cases, spans, args, current)


def open_archive(place: str) -> Any:
    from index import Archive

    return Archive.open(Path(place))


def run_folds(cases: list[Case], spans: list[tuple[str, int]], args: argparse.Namespace, current: dict[str, dict[str, float]]) -> None:
    outcomes: dict[int, Outcome] = {}
    for fold in range(FOLDS):
        weights = current["unit"] if args.keep_unit_weights else fit_units([c for c in cases if c.fold != fold], args.unit_penalty)
        for case, outcome in zip((c for c in cases if c.fold == fold), answer_all([c for c in cases if c.fold == fold], weights), strict=True):
            outcomes[id(case)] = outcome
    held_out = [outcomes[id(case)] for case in cases]
    confidence: dict[int, float] = {}
    for fold in range(FOLDS):
        weights = fit_confidence([o for o in held_out if o.case.fold != fold], args.confidence_penalty)
        for o in held_out:
            if o.case.fold == fold:
                confidence[id(o)] = o.find_confidence(weights)
    start = 0
    for name, end in spans:
        part = held_out[start:end]
        show(part, [confidence[id(o)] for o in part], name)
        start = end
    show(held_out, [confidence[id(o)] for o in held_out], "all")
    unit = current["unit"] if args.keep_unit_weights else fit_units(cases, args.unit_penalty)
    first = current["first"] if args.keep_unit_weights else fit_units(cases, args.unit_penalty, unread=True)
    print("\nunit", json.dumps(unit))
    model = fit_confidence(held_out, args.confidence_penalty)
    print("confidence", json.dumps(model))
    if args.misses:
        with open(args.misses, "w", encoding="utf-8") as out:
            for o in held_out:
                findings = rerank(o.case.findings, unit)
                row = {
                    "id": o.case.gold["id"], "kind": o.case.gold["kind"], "read_as": findings.question.kind, "question": o.case.gold["question"],
                    "right": o.right, "cited": o.cited, "confidence": round(float(confidence[id(o)]), 3), "want": (o.case.gold.get("answers") or [])[:2],
                    "evidence": [(e["file"], e["quote"][:150]) for e in (o.case.gold.get("evidence") or [])[:2]],
                    "top": [(r.hit.file, r.unit.kind, r.unit.text[:160]) for r in findings.ranked[:3]],
                }  # fmt: skip
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    if args.write:
        COEFFICIENTS.write_text(
            json.dumps({"first": first, "unit": unit, "confidence": model, "threshold": current["threshold"]}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
