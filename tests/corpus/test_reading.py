"""The excerpts that the reader is trained on are whole: each question points at units that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "corpus" / "reading").glob("*.jsonl"))
KEYS = {"series", "paper", "body", "date", "heading", "units", "asked", "not_said"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_blocks_are_whole(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        block = json.loads(line)
        where = f"{block['series']} {block['date']}"
        assert set(block) == KEYS, where
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", block["date"]), where
        assert all(unit.strip() for unit in block["units"]), where
        for question, answers, _ in block["asked"]:
            assert question.strip(), where
            assert answers, where
            assert set(answers) <= set(range(len(block["units"]))), where
        both = {question for question, _, _ in block["asked"]} & {question for question, _ in block["not_said"]}
        assert not both, where


def test_there_is_enough_to_learn_from() -> None:
    blocks = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(blocks) >= 700
    assert sum(len(block["asked"]) for block in blocks) >= 5000
    assert sum(len(block["not_said"]) for block in blocks) >= 3000
