"""The evaluation as a reader sees it: figures, by kind and difficulty, gains and losses against a baseline."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Column
from rich.table import Table as Grid
from rich.text import Text

from evaluate.calibrate import Outcome, find_interval
from evaluate.run import Result, figures_by, is_good, read_verdicts, to_figures, to_groups

GROUP_FIGURES = (
    ("recall@5", "recall@5"), ("mrr@10", "mrr@10"), ("accuracy_and_cited", "right, cited"), ("precision_when_answering", "precision"),
    ("cited_when_right", "cited"), ("refusal_recall", "refused"),
)  # fmt: skip
"""Figures of a kind or a difficulty: finding, answering, citing, refusing."""


def show_report(result: Result, *, baseline: Path | None, console: Console) -> None:
    console.print("; ".join(f"{name}: {value}" for name, value in result.settings.items()))
    grid = Grid("figure", "value")
    for name, value in to_figures(result.verdicts).items():
        grid.add_row(name, "–" if value is None else f"{value:.4f}")
    times = sorted(result.milliseconds)
    if times:
        grid.add_row("ask p50 / p95 (ms)", f"{times[len(times) // 2]:.0f} / {times[min(len(times) - 1, int(0.95 * len(times)))]:.0f}")
    console.print(grid)
    groups = Grid(Column("group", no_wrap=True), "of", "well done", *(shown for _, shown in GROUP_FIGURES))
    for by in (lambda v: v.kind, lambda v: v.difficulty):
        done = to_groups(result.verdicts, by)
        for name, figures in figures_by(result.verdicts, by).items():
            cells = ("–" if figures[key] is None else f"{figures[key]:.2f}" for key, _ in GROUP_FIGURES)
            groups.add_row(name, str(figures["questions"]), str(done[name][0]), *cells)
        groups.add_section()
    console.print(groups)
    if baseline is not None:
        show_changes(result, baseline, console)


def show_changes(result: Result, baseline: Path, console: Console) -> None:
    """Every question won or lost since the baseline, so that a change shows what it cost."""
    before = read_verdicts(baseline)
    known = [verdict for verdict in result.verdicts if verdict.question_id in before]
    gains = [v for v in known if is_good(v) and not is_good(before[v.question_id])]
    losses = [v for v in known if not is_good(v) and is_good(before[v.question_id])]
    console.print(f"against {baseline.name}: {len(gains)} won, {len(losses)} lost, {len(result.verdicts) - len(known)} new")
    for sign, changed in (("+", gains), ("-", losses)):
        for verdict in changed:
            earlier = before[verdict.question_id].outcome
            console.print(Text(f"{sign} {verdict.question_id} {verdict.question}  ({earlier} → {verdict.outcome})"))


STEPS_SHOWN = 15


def show_curve(outcome: Outcome, console: Console) -> None:
    """The share answered against precision, thinned out, with the threshold that was chosen."""
    grid = Grid("threshold", "answered", "precision", "refusal recall", "answers")
    every = max(1, len(outcome.curve) // STEPS_SHOWN)
    for number, step in enumerate(outcome.curve):
        if number % every == 0 or step == outcome.chosen:
            mark = " *" if step == outcome.chosen else ""
            grid.add_row(f"{step.threshold:.3f}{mark}", f"{step.answered:.3f}", f"{step.precision:.3f}", f"{step.refusal_recall:.3f}", str(step.count))
    console.print(grid)
    low, high = find_interval(outcome.chosen.precision, outcome.chosen.count)
    console.print(
        f"* chosen: {outcome.chosen.answered:.0%} of the questions answered, {outcome.chosen.precision:.0%} of the answers right "
        f"(with {outcome.chosen.count} answers anything between {low:.0%} and {high:.0%} would show that), on questions the fit had not seen"
    )
