"""Running gold questions over an archive: settings, verdicts and figures, kept as one JSON file."""

from __future__ import annotations

import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from answer import answer_question
from answer.calibrate import load_coefficients
from answer.calibration import find_calibration, name_coefficients
from answer.export import answer_row
from evaluate.judge import Verdict, judge
from index.archive import Archive
from ingest.errors import PanelPapersError


@dataclass(frozen=True, slots=True)
class Result:
    """``settings`` say what was measured (questions, papers, embedder, versions); ``verdicts`` are in the order asked."""

    settings: dict[str, Any]
    verdicts: tuple[Verdict, ...]
    milliseconds: tuple[float, ...]

    def write(self, path: Path) -> None:
        rows = {
            "settings": self.settings,
            "figures": to_figures(self.verdicts),
            "by_kind": figures_by(self.verdicts, lambda v: v.kind),
            "by_difficulty": figures_by(self.verdicts, lambda v: v.difficulty),
            "verdicts": [asdict(v) for v in self.verdicts],
        }
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def run_questions(archive: Archive, gold: Sequence[dict[str, Any]], *, gold_name: str) -> Result:
    verdicts, times = [], []
    for row in gold:
        started = time.perf_counter()
        answer = answer_question(archive, str(row["question"]))
        times.append(1000 * (time.perf_counter() - started))
        verbatim = all(archive.document(c.doc_id).quote(c.span) == c.quote for c in answer.citations)
        verdicts.append(judge(row, answer_row(answer, str(row["id"])), verbatim=verbatim))
    settings = {
        "gold": gold_name,
        "questions": len(gold),
        "papers": len(archive.papers()),
        "embedder": archive.embedder.name,
        "calibration": find_calibration(archive, load_coefficients()["threshold"].get("answer", 0.5)).describe(),
        "coefficients": name_coefficients(),
        "version": version("panelpapers"),
        "python": platform.python_version(),
    }
    return Result(settings, tuple(verdicts), tuple(times))


def read_verdicts(path: Path) -> dict[str, Verdict]:
    """Verdicts of an earlier run by question id. Raises PanelPapersError when the file is no such result."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["verdicts"]
        return {row["question_id"]: Verdict(**row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PanelPapersError(f"{path}: not a saved evaluation ({error}); make one with --save") from None


def to_figures(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Shares over all verdicts; None where there is nothing to divide by."""
    outcomes = Counter(v.outcome for v in verdicts)
    answerable = [v for v in verdicts if not _unanswerable(v)]
    answered = [v for v in verdicts if not v.outcome.startswith("refused")]
    right = outcomes["right"] + outcomes["uncited"]

    def share(part: int, whole: int) -> float | None:
        return round(part / whole, 4) if whole else None

    def recall(k: int) -> float | None:
        return share(sum(v.rank is not None and v.rank <= k for v in answerable), len(answerable))

    def of_known(known: list[bool | None]) -> float | None:
        return share(sum(value is True for value in known), sum(value is not None for value in known))

    reciprocal = sum(1 / v.rank for v in answerable if v.rank is not None and v.rank <= 10)
    return {
        "accuracy_and_cited": share(outcomes["right"], len(answerable)),
        "precision_when_answering": share(right, len(answered)),
        "answered": share(len(answered), len(verdicts)),
        "refusal_recall": share(outcomes["refused_rightly"], len(verdicts) - len(answerable)),
        "refusal_precision": share(outcomes["refused_rightly"], outcomes["refused_rightly"] + outcomes["refused_wrongly"]),
        "cited_when_right": share(outcomes["right"], right),
        "citations_verbatim": share(sum(v.verbatim for v in answered), len(answered)),
        "numbers_backed": share(sum(v.numbers_backed for v in answered), len(answered)),
        "page_right": of_known([v.page_right for v in verdicts]),
        "paragraph_right": of_known([v.paragraph_right for v in verdicts]),
        "recall@1": recall(1),
        "recall@5": recall(5),
        "recall@20": recall(20),
        "mrr@10": round(reciprocal / len(answerable), 4) if answerable else None,
    }


def figures_by(verdicts: Sequence[Verdict], by: Callable[[Verdict], str]) -> dict[str, dict[str, Any]]:
    """All figures of each group, with the number of its questions."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(by(verdict), []).append(verdict)
    return {name: {"questions": len(groups[name]), **to_figures(groups[name])} for name in sorted(groups)}


def to_groups(verdicts: Sequence[Verdict], by: Callable[[Verdict], str]) -> dict[str, tuple[int, int]]:
    """``{group: (well done, all)}``: well done is right and cited, or rightly refused."""
    groups: dict[str, tuple[int, int]] = {}
    for verdict in verdicts:
        done, count = groups.get(by(verdict), (0, 0))
        groups[by(verdict)] = (done + is_good(verdict), count + 1)
    return dict(sorted(groups.items()))


def is_good(verdict: Verdict) -> bool:
    return verdict.outcome in ("right", "refused_rightly")


def _unanswerable(verdict: Verdict) -> bool:
    return verdict.outcome in ("refused_rightly", "answered_wrongly")
