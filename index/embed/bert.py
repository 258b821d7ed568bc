"""The forward pass of a BERT encoder (Devlin et al., 2018) on numpy: no deep-learning framework to import.

Starting a search costs a fraction of a second instead of the five to ten that torch and transformers take to import,
and batches are not padded: the tokens of all texts go through the linear layers as one matrix, attention runs text by
text. The tests hold it to the reference implementation (cosine above 0.9999).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
BLOCK = 64
"""Rows of the widest layer worked on at a time, so that they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one layer, transposed for ``x @ w``; query, key and value side by side."""

    qkv: Matrix
    qkv_bias: Matrix
    out: Matrix
    out_bias: Matrix
    norm: tuple[Matrix, Matrix]
    up: Matrix
    up_bias: Matrix
    down: Matrix
    down_bias: Matrix
    norm_after: tuple[Matrix, Matrix]


class BertEncoder:
    """Reads ``config.json`` and ``model.safetensors`` of ``folder``. Stateless after that: threads may share one."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file

        config = json.loads((folder / "config.json").read_text("utf-8"))
        if config["hidden_act"] != "gelu" or config.get("position_embedding_type", "absolute") != "absolute":
            raise ValueError(f"{folder}: only BERT with gelu and absolute positions can be run")
        weights = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        self._norm = _norm_of(weights, "embeddings.LayerNorm")
        self._layers = [_layer_of(weights, f"encoder.layer.{n}.") for n in range(config["num_hidden_layers"])]

    def encode(self, token_ids: Sequence[Sequence[int]]) -> list[Matrix]:
        """Last hidden states, one (tokens, dim) matrix a text; ``token_ids`` with special tokens, none empty."""
        lengths = [len(ids) for ids in token_ids]
        ends = np.cumsum(lengths)
        bounds = list(zip(ends - lengths, ends, strict=True))
        x = self._words[np.concatenate([np.asarray(ids, np.int64) for ids in token_ids])]
        x = x + np.concatenate([self._places[:length] for length in lengths])
        x = self._normalise(x, self._norm)
        for layer in self._layers:
            attended = self._attend(x @ layer.qkv + layer.qkv_bias, bounds) @ layer.out
            attended += layer.out_bias
            x = self._normalise(attended + x, layer.norm)
            down = np.empty_like(x)
            for at in range(0, len(x), BLOCK):
                up = x[at : at + BLOCK] @ layer.up
                up += layer.up_bias
                np.matmul(_gelu(up), layer.down, out=down[at : at + BLOCK])
            down += layer.down_bias
            x = self._normalise(down + x, layer.norm_after)
        return [x[start:end] for start, end in bounds]

    def _attend(self, qkv: Matrix, bounds: Sequence[tuple[int, int]]) -> Matrix:
        dim = qkv.shape[1] // 3
        size = dim // self._heads
        found = np.empty((len(qkv), dim), np.float32)
        scale = np.float32(1 / np.sqrt(size))
        for start, end in bounds:
            # (3, heads, tokens, size)
            q, k, v = qkv[start:end].reshape(end - start, 3, self._heads, size).transpose(1, 2, 0, 3)
            scores = (q * scale) @ k.transpose(0, 2, 1)
            scores -= scores.max(-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(-1, keepdims=True)
            found[start:end] = (scores @ v).transpose(1, 0, 2).reshape(end - start, dim)
        return found

    def _normalise(self, x: Matrix, norm: tuple[Matrix, Matrix]) -> Matrix:
        x = x - x.mean(-1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1]
        x /= np.sqrt(spread + self._epsilon)
        x *= norm[0]
        x += norm[1]
        return x


def _gelu(x: Matrix) -> Matrix:
    """x · Φ(x), with erf after Abramowitz and Stegun, formula 7.1.26 (error below 1.5e-7). Overwrites nothing."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = t * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= t
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    np.exp(z, out=z)
    tail *= z  # erfc(|x| / √2)
    tail *= np.float32(0.5)
    return np.where(x >= 0, x - x * tail, x * tail)


def _norm_of(weights: dict[str, Matrix], name: str) -> tuple[Matrix, Matrix]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _layer_of(weights: dict[str, Matrix], name: str) -> Layer:
    def linear(part: str) -> tuple[Matrix, Matrix]:
        return np.ascontiguousarray(weights[f"{name}{part}.weight"].T), weights[f"{name}{part}.bias"]

    qkv = [linear(f"attention.self.{part}") for part in ("query", "key", "value")]
    return Layer(
        np.ascontiguousarray(np.concatenate([weight for weight, _ in qkv], 1)),
        np.concatenate([bias for _, bias in qkv]),
        *linear("attention.output.dense"),
        _norm_of(weights, f"{name}attention.output.LayerNorm"),
        *linear("intermediate.dense"),
        *linear("output.dense"),
        _norm_of(weights, f"{name}output.LayerNorm"),
    )
