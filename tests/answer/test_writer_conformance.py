"""What every writer must do, and what must not happen to an answer whatever a writer does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from answer import answer_question
from answer.llm import EndpointWriter, Evidence, Writer, WriterSettings
from index.errors import BackendUnavailableError
from tests.answer.fake_service import Service, serve
from tests.answer.papers import JUNE, MARCH, MemoryArchive

ARCHIVE = MemoryArchive([MARCH, JUNE])
QUESTION = "How much did the new custody block at Harrowby cost?"
EVIDENCE = (Evidence(1, "PCP 5 Mar 2024, para 2.1", "The depot cost £400."), Evidence(2, "PCP 5 Mar 2024, para 2.2", "It opened in May."))
MISBEHAVING = (
    "silent", "dripping", "dripping_head", "broken", "locked", "elsewhere", "page", "empty", "nothing", "no_choice", "nested", "bytes",
    "huge", "cut",
)  # fmt: skip


class FixedWriter:
    """A writer without a service."""

    name = "fixed"

    def __init__(self, text: str) -> None:
        self.text = text

    def draft(self, question: str, evidence: Sequence[Evidence]) -> str:
        if not self.text.strip():
            raise BackendUnavailableError("fixed gave no text")
        return self.text


@pytest.fixture
def service() -> Iterator[Service]:
    with serve() as running:
        yield running


def writers(service: Service, text: str) -> list[Writer]:
    service.text = text
    return [FixedWriter(text), EndpointWriter(WriterSettings(service.url, "some-model"))]


def test_a_draft_is_the_text_of_the_model(service: Service) -> None:
    for writer in writers(service, "The depot cost £400. [1]"):
        assert writer.draft(QUESTION, EVIDENCE) == "The depot cost £400. [1]"
        assert writer.name


def test_no_text_is_the_one_error_of_a_writer(service: Service) -> None:
    for writer in writers(service, "  "):
        with pytest.raises(BackendUnavailableError):
            writer.draft(QUESTION, EVIDENCE)


@pytest.mark.parametrize("manner", MISBEHAVING)
def test_whatever_the_service_does_the_answer_stands(service: Service, manner: str) -> None:
    service.manner = manner
    writer = EndpointWriter(WriterSettings(service.url, "some-model", key="secret-key", seconds=0.6))
    with pytest.raises(BackendUnavailableError) as raised:
        writer.draft(QUESTION, EVIDENCE)
    assert "secret-key" not in str(raised.value)
    plain = answer_question(ARCHIVE, QUESTION)
    answer = answer_question(ARCHIVE, QUESTION, writer=writer)
    assert answer.writer is not None
    assert not answer.writer.worded
    assert answer.writer.problem
    assert replace(answer, writer=None, trace=plain.trace) == plain


def test_nobody_listens(service: Service) -> None:
    writer = EndpointWriter(WriterSettings("http://127.0.0.1:9/v1", "some-model", seconds=2))
    with pytest.raises(BackendUnavailableError):
        writer.draft(QUESTION, EVIDENCE)


def test_what_is_sent(service: Service) -> None:
    service.text = "Nothing. [1]"
    EndpointWriter(WriterSettings(service.url, "some-model", key="secret-key")).draft(QUESTION, EVIDENCE)
    path, headers, body = service.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer secret-key"
    assert (body["model"], body["temperature"], body["stream"]) == ("some-model", 0, False)
    assert "[1] (PCP 5 Mar 2024, para 2.1) The depot cost £400." in body["messages"][1]["content"]


def test_without_a_key_none_is_sent(service: Service) -> None:
    service.text = "Nothing. [1]"
    EndpointWriter(WriterSettings(service.url, "some-model")).draft(QUESTION, EVIDENCE)
    assert "authorization" not in service.asked[0][1]


def test_a_redirect_is_not_followed(service: Service) -> None:
    service.manner = "elsewhere"
    with pytest.raises(BackendUnavailableError, match="status 307"):
        EndpointWriter(WriterSettings(service.url, "some-model", key="secret-key")).draft(QUESTION, EVIDENCE)
    assert [path for path, _, _ in service.asked] == ["/v1/chat/completions"]


def test_a_refusal_is_never_worded(service: Service) -> None:
    service.text = "The station runs four lifeboats. [1]"
    writer = EndpointWriter(WriterSettings(service.url, "some-model"))
    answer = answer_question(ARCHIVE, "How many lifeboats does the Eastmoor coastguard station run?", writer=writer)
    assert answer.refused
    assert answer.writer is None
    assert not service.asked
