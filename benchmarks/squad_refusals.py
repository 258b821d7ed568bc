"""The refusal curve on questions of SQuAD 2.0, half of which their articles do not answer.

    python benchmarks/squad_refusals.py DEV.json [--every 10] [--archive DIR]

Each article becomes one paper of a throw-away archive (kept in ``--archive``, if given), so that every question is asked of all
of them, as a reader asks. Right: the first 60 words of the answer hold one of the accepted answers. Nothing is fitted here, and
the articles are no papers of a panel: this shows how the refusal carries over, not how good an answer is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from answer.answering import find_answer  # noqa: E402
from answer.calibration import Calibration  # noqa: E402
from answer.words import fold  # noqa: E402
from index import Archive  # noqa: E402

WORDS_READ = 60
THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def write_papers(data: dict[str, Any], folder: Path) -> None:
    for number, article in enumerate(data["data"]):
        text = "\n\n".join(paragraph["context"] for paragraph in article["paragraphs"])
        (folder / f"{number:02d}.md").write_text(f"# {article['title'].replace('_', ' ')}\n\n{text}\n", encoding="utf-8")


def find_questions(data: dict[str, Any], every: int) -> list[tuple[str, tuple[str, ...]]]:
    """(question, accepted answers; none where it cannot be answered)."""
    found = [
        (qa["question"], () if qa["is_impossible"] else tuple(dict.fromkeys(answer["text"] for answer in qa["answers"])))
        for article in data["data"]
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]
    return found[::every]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=10, help="ask one question in this many")
    parser.add_argument("--archive", type=Path, help="keep the archive here, and use it if it is there")
    args = parser.parse_args()
    data = json.loads(args.data.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        place = args.archive or Path(scratch) / "archive"
        if not place.exists():
            papers = Path(scratch) / "papers"
            papers.mkdir()
            write_papers(data, papers)
            subprocess.run([sys.executable, "-m", "panelpapers", "add", str(papers), "--archive", str(place)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        questions = find_questions(data, args.every)
        rows: list[tuple[float, bool, bool]] = []
        start = time.perf_counter()
        with Archive.open(place) as archive:
            for text, accepted in questions:
                answer = find_answer(archive, text, calibration=Calibration(threshold=0.0))
                shown = " ".join(fold(" ".join((answer.text or "").split()[:WORDS_READ])).split())
                right = any(" ".join(fold(a).split()) in shown for a in accepted)
                rows.append((answer.confidence if answer.text else -1.0, bool(accepted), right))
        print(f"{len(rows)} questions, {sum(known for _, known, _ in rows)} answerable, {(time.perf_counter() - start) / len(rows):.2f} s each")
    show(rows)


def show(rows: list[tuple[float, bool, bool]]) -> None:
    """``rows``: confidence, whether it can be answered, whether the answer is right."""
    known = sum(1 for _, answerable, _ in rows if answerable)
    print("threshold  answered  precision  right of the answerable  refused of the unanswerable")
    for threshold in THRESHOLDS:
        kept = [row for row in rows if row[0] >= threshold]
        right = sum(ok for _, _, ok in kept)
        refused = sum(1 for confidence, answerable, _ in rows if not answerable and confidence < threshold)
        print(
            f"{threshold:9.2f}  {len(kept) / len(rows):8.3f}  {right / max(1, len(kept)):9.3f}  {right / max(1, known):23.3f}  {refused / max(1, len(rows) - known):27.3f}"
        )


if __name__ == "__main__":
    main()
