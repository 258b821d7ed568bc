"""A few rounds of ``benchmarks/kill_rounds.py``: 50 of them are run before a release."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "kill_rounds.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kill_rounds", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kill_rounds"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    tally = load_script().run_rounds(tmp_path / "archive", rounds=4, seed=3)
    assert tally.rounds == 4
    assert tally.faults == []
