"""The optional writer: a language model may word an answer, and nothing that it says is shown unchecked.

    answer ──prompt──▶ endpoint ──reply──▶ sentences ──check (cite, gate, support)──▶ reworded answer, or the answer as it was

Off unless an address is set. The extractive answer is made first and stands whatever happens here.
"""

from __future__ import annotations

from answer.llm.base import Evidence, Writer
from answer.llm.endpoint import EndpointWriter
from answer.llm.reword import reword
from answer.llm.settings import WriterSettings, make_writer, read_writer_settings

__all__ = ["EndpointWriter", "Evidence", "Writer", "WriterSettings", "make_writer", "read_writer_settings", "reword"]
