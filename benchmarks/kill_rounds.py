"""Kill a writer at random moments and see that the archive never loses an acknowledged paper and never needs mending.

    python benchmarks/kill_rounds.py --rounds 50

Each round starts a process that adds new papers and replaces old ones, one line on its standard output for each that
``Archive.put`` has acknowledged, and kills it with SIGKILL after a random time. Then the archive is opened and:
every acknowledged paper is there with its acknowledged text, no paper is there that was not being written, a
reader finds its words and `check()` finds nothing. Papers are invented and embedded by hashed words.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from index.archive import Archive  # noqa: E402
from index.records import Query  # noqa: E402
from tests.index.papers import make_reading  # noqa: E402

PAPERS = 12
"""Names in turn: later versions replace earlier ones."""


def write_papers(home: Path, first: int) -> None:
    """Put version after version until killed, an acknowledgement a line: name, version."""
    with Archive.open(home, create=True, embedder="hashing") as archive:
        version = first
        while True:
            name = f"paper{version % PAPERS}.txt"
            archive.put(make_version(name, version))
            print(name, version, flush=True)
            version += 1
            if version % 5 == 0:
                archive.commit()


def make_version(name: str, version: int):  # type: ignore[no-untyped-def]
    lines = [f"Version v{version}x of {name} in Harrowby."]
    lines += [f"Paragraph {n} of it speaks of matter m{version * 31 + n}x in Tolsey." for n in range(25)]
    return make_reading(name, lines, title=f"Paper {version}")


@dataclass(slots=True)
class Tally:
    rounds: int = 0
    acknowledged: int = 0
    recovered: int = 0
    faults: list[str] = field(default_factory=list)


def run_round(home: Path, acknowledged: dict[str, int], tally: Tally, chance: random.Random) -> None:
    first = max(acknowledged.values(), default=-1) + 2  # the version being written when killed may be there
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), "--write", str(home), "--first", str(first)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    # half of the kills come while it opens and writes its first papers, the others later
    line = process.stdout.readline() if chance.random() < 0.8 else ""
    time.sleep(chance.random() * chance.choice((0.05, 0.3, 1.0)))
    process.send_signal(signal.SIGKILL)
    lines = [line, *process.stdout.read().splitlines()]
    process.wait()
    for said in lines:
        parts = said.split()
        if len(parts) == 2:  # a line cut off by the kill acknowledges nothing
            acknowledged[parts[0]] = int(parts[1])
            tally.acknowledged += 1
    if not (home / "main.db").exists():
        return
    look(home, acknowledged, first, tally)


def look(home: Path, acknowledged: dict[str, int], first: int, tally: Tally) -> None:
    try:
        with Archive.open(home, embedder="hashing") as archive:
            tally.recovered += bool(archive.recovered)
            papers = {paper.file: paper for paper in archive.papers()}
            newest = max([*acknowledged.values(), first - 1])
            for name, version in list(acknowledged.items()):
                if name not in papers:
                    tally.faults.append(f"{name} version {version} was acknowledged and is gone")
                    continue
                found = int(papers[name].title.split()[-1])
                # the next version may be stored without its acknowledgement having been read
                if found != version and found not in (newest + 1, first):
                    tally.faults.append(f"{name}: version {version} was acknowledged, {found} is there")
                acknowledged[name] = found
                if archive.document(papers[name].doc_id).text != make_version(name, found).document.text:
                    tally.faults.append(f"{name}: the text of version {found} has changed")
                hits = archive.search(Query(f"v{found}x")).hits
                if not any(hit.file == name for hit in hits):
                    tally.faults.append(f"{name}: version {found} is not found by its words")
            tally.faults += [f"{fault.check}: {fault.message}" for fault in archive.check()]
    except Exception as error:  # whatever it is, it is what the benchmark looks for
        tally.faults.append(f"opening: {type(error).__name__}: {error}")


def run_rounds(home: Path, rounds: int, seed: int = 1) -> Tally:
    chance, tally = random.Random(seed), Tally()
    acknowledged: dict[str, int] = {}
    for _ in range(rounds):
        run_round(home, acknowledged, tally, chance)
        tally.rounds += 1
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    if given.write:
        write_papers(given.write, given.first)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tally = run_rounds(Path(folder) / "archive", given.rounds, given.seed)
    print(
        f"{tally.rounds} rounds, {tally.acknowledged} papers acknowledged, {tally.recovered} openings brought the "
        f"indexes level, {len(tally.faults)} faults"
    )
    for fault in tally.faults[:20]:
        print(" ", fault)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
