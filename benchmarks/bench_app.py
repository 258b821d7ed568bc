"""How fast the app is for those who use it: reports, and asserts nothing.

    python -m benchmarks.bench_app --archive DIR [--questions Q.jsonl] [--only cold,browser,acts,sessions] [--every-act-a-question]

``cold`` starts the app anew, three times: until it answers at all, until a browser shows the first page, and until the
first question of the API is answered. ``browser`` types questions into a real Chromium (Debian's, by Playwright) and
times Enter to the answer on the screen, and to the picture of its page. ``acts`` has one reader do one thing after
another, and shows what each kind costs in processor time. ``sessions`` lets 50 readers act every 15
seconds (:mod:`benchmarks.app_sessions`). The machine's load is printed with each, as it disturbs the figures.

Questions are the ``question`` of each line; without a file they are made of the archive's own headings and titles.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.app_sessions import Load, run_alone, run_sessions  # noqa: E402
from benchmarks.bench_search import percentile, read_questions  # noqa: E402
from index import Archive  # noqa: E402
from ledger.conflicts import save_conflicts  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
STARTS = 3
PATIENCE_MS = 120_000

# Resolves once another result than the one on the page is painted, and once its page's picture has come.
WATCH = """() => {
  const old = document.querySelector('#pp-result');
  const shown = () => { const now = document.querySelector('#pp-result'); return now && now !== old && !document.querySelector('.pp-waiting'); };
  const painted = (done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  window.benchShown = new Promise((done) => {
    const observer = new MutationObserver(() => { if (shown()) { observer.disconnect(); painted(done); } });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  window.benchLoaded = window.benchShown
    .then(() => Promise.all([...document.querySelectorAll('.pp-page img')].map((image) => image.decode().catch(() => null))))
    .then(() => new Promise(painted));
  return performance.now();
}"""


@dataclass(frozen=True, slots=True)
class App:
    """``started``: ``time.perf_counter`` of the start of its process."""

    url: str
    pid: int
    started: float

    def processor_seconds(self) -> float:
        """Seconds of processor time that the process has used so far; unlike the others, this figure does not depend on who else is at work."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def has_worker(self) -> bool:
        """Whether the process of its own is still at work that makes the ledger ready."""
        return any(path.read_text(encoding="ascii").strip() for path in Path(f"/proc/{self.pid}/task").glob("*/children"))


@contextmanager
def running_app(archive: Path) -> Iterator[App]:
    """The app in a process of its own, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PANELPAPERS_")} | {"PANELPAPERS_ARCHIVE": str(archive.absolute())}
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        while child.poll() is None:
            try:
                if httpx.get(f"{url}/health", timeout=30).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.05)
        else:
            raise SystemExit(f"the app did not start on {archive}; try `panelpapers doctor --archive {archive}`")
        yield App(url, child.pid, started)
    finally:
        child.terminate()
        child.wait(timeout=20)


def wait_until_warm(app: App, question: str) -> None:
    """Returns once what the app makes ready at its start is ready (:mod:`ui.warming`): once it has been at rest for some seconds."""
    httpx.get(f"{app.url}/api/ask", params={"question": question}, timeout=600).raise_for_status()
    started, before = time.perf_counter(), app.processor_seconds()
    while time.perf_counter() - started < MOST_WARMING:
        time.sleep(REST)
        now = app.processor_seconds()
        if now - before < AT_REST * REST and not app.has_worker():
            break
        before = now
    print(f"  made ready {time.perf_counter() - app.started:.0f} s after the start, with {app.processor_seconds():.0f} s of processor time", flush=True)


MOST_WARMING = 900.0
REST, AT_REST = 4.0, 0.05
"""Seconds, and the share of a core below which the app is at rest."""


def load_of_machine() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def time_cold(archive: Path, browser: Any, question: str) -> None:
    answering, first, api = [], [], []
    for _ in range(STARTS):
        with running_app(archive) as app:
            answering.append(time.perf_counter() - app.started)
            page = browser.new_page()
            page.goto(app.url)
            page.wait_for_selector("#main", timeout=PATIENCE_MS)
            first.append(time.perf_counter() - app.started)
            page.close()
        with running_app(archive) as app:
            start = time.perf_counter()
            httpx.get(f"{app.url}/api/ask", params={"question": question}, timeout=120).raise_for_status()
            api.append(time.perf_counter() - start)
    print(f"cold, {STARTS} starts, {load_of_machine()}")
    for name, times in (("process answers", answering), ("first page in a browser", first), ("first API question, sent at once", api)):
        print(f"  {name:34} {', '.join(f'{seconds:.1f}' for seconds in times)} s")


def time_browser(archive: Path, browser: Any, questions: list[str]) -> None:
    with running_app(archive) as app:
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        page.goto(app.url)
        page.wait_for_selector("#pp-question", timeout=PATIENCE_MS)
        while not page.evaluate("window.panelPapers === true"):  # app.js, without which Enter is a new line
            page.wait_for_timeout(20)
        shown, loaded = [], []
        for number, question in enumerate(questions):
            page.fill("#pp-question", question)
            start = page.evaluate(WATCH)
            page.press("#pp-question", "Enter")
            shown.append(page.evaluate("window.benchShown") - start)
            loaded.append(page.evaluate("window.benchLoaded") - start)
            if number == 0:
                print(f"browser, {len(questions)} questions, {load_of_machine()}; the first, into an app just started: {shown.pop():.0f} ms", flush=True)
                loaded.pop()
                wait_until_warm(app, question)
                used = app.processor_seconds()
        used = (app.processor_seconds() - used) / max(len(shown), 1)
        page.close()
    for name, times in (("Enter to answer", shown), ("Enter to the picture of its page", loaded)):
        print(f"  {name:34} p50 {percentile(times, 0.5):5.0f}  p95 {percentile(times, 0.95):5.0f}  most {max(times, default=0):5.0f} ms")
    print(f"  {used:.2f} s of processor time a question in the app; {load_of_machine()} at the end")


def time_acts(archive: Path, questions: list[str], given: argparse.Namespace) -> None:
    papers, words = read_what_to_open(archive)
    with running_app(archive) as app:
        wait_until_warm(app, questions[0])
        load = Load(app.url, itertools.cycle(questions[1:] or questions), words, papers)
        used = asyncio.run(run_alone(load, given.limit, app.processor_seconds))
    print(f"acts of one reader, {load_of_machine()} at the end")
    for act, seconds in used.items():
        times = load.times[act]
        print(
            f"  {act:12} {len(seconds):5}  processor {sum(seconds) / len(seconds):.3f} s, p95 {percentile(seconds, 0.95):.2f} s;"
            f"  drawn in p50 {percentile(times, 0.5):5.0f}  p95 {percentile(times, 0.95):5.0f} ms"
        )


def read_what_to_open(archive: Path) -> tuple[list[str], list[str]]:
    """(papers, words to search for) of the archive, the words in an order drawn by chance."""
    with Archive.open(archive) as opened:
        papers = [paper.doc_id for paper in opened.papers()]
        words = [section.heading for doc_id in papers for section in opened.document(doc_id).sections[:4] if 2 <= len(section.heading.split()) <= 6]
    random.Random(1).shuffle(words)
    return papers, words


def time_sessions(archive: Path, questions: list[str], given: argparse.Namespace) -> None:
    papers, words = read_what_to_open(archive)
    with running_app(archive) as app:
        wait_until_warm(app, questions[0])
        used = app.processor_seconds()
        load = Load(app.url, itertools.cycle(questions[1:] or questions), words, papers, given.every_act_a_question)
        print(f"sessions: {given.sessions}, think time {given.think:.0f} s, {given.seconds:.0f} s, {load_of_machine()} at the start")
        asyncio.run(run_sessions(load, given.sessions, given.think, given.seconds))
        used = app.processor_seconds() - used
    every = [value for times in load.times.values() for value in times]
    for name, times in [("all", every), *load.times.items()]:
        print(f"  {name:12} {len(times):5}  p50 {percentile(times, 0.5):5.0f}  p95 {percentile(times, 0.95):5.0f}  most {max(times, default=0):5.0f} ms")
    print(f"  {len(load.errors)} errors; {used / max(len(every), 1):.2f} s of processor time an act in the app; {load_of_machine()} at the end")
    for error in load.errors[:10]:
        print(f"    {error}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--only", default="cold,browser,acts,sessions", help="Parts, separated by commas.")
    parser.add_argument("--limit", type=int, default=60, help="Questions typed into the browser, and rounds of one reader's acts.")
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--think", type=float, default=15.0, help="Seconds between two acts of a session, on average.")
    parser.add_argument("--seconds", type=float, default=90.0, help="How long a session lasts.")
    parser.add_argument("--every-act-a-question", action="store_true", help="Sessions do nothing but ask what nobody has asked yet.")
    given = parser.parse_args()
    parts = set(given.only.split(","))
    with Archive.open(given.archive) as archive:
        save_conflicts(archive)  # as `add` leaves them: an archive filled by another version has none
        questions = read_questions(given.questions, archive)
        print(f"{len(archive.papers())} papers, {len(questions)} questions")
    random.Random(0).shuffle(questions)
    if parts & {"cold", "browser"}:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            if "cold" in parts:
                time_cold(given.archive, browser, questions[0])
            if "browser" in parts:
                time_browser(given.archive, browser, questions[: given.limit])
            browser.close()
    if "acts" in parts:
        time_acts(given.archive, questions, given)
    if "sessions" in parts:
        time_sessions(given.archive, questions, given)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
