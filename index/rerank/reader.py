"""A small reader: which sentence of this passage answers this question, if any?

It reads token vectors that the embedder has already made, as the archive keeps them (one bit a dimension, ``maxsim.py``), so
that nothing but the question is embedded when a question is asked:

    project     question and passage tokens, 384 → 128 dimensions
    attend      a few layers over both; each head may add the tokens' cosine, times a learned weight, to its attention
    pool        the tokens of each unit (a sentence, an item, a row) to one vector
    score       log-odds that the unit answers, against a null of 0: "none of these"

The cosines let it start from what the embedder knows of likeness, which a few thousand questions could not teach. Trained by
``benchmarks/train_reader.py`` on the excerpts of ``corpus/reading``.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from index.errors import StoreError
from index.rerank.base import PassageTokens
from index.rerank.maxsim import rotation

VECTOR = 384
WIDTH = 128
HEADS = 4
LAYERS = 3
LONGEST = 320
"""Tokens of question and passage together."""
QUESTION_TOKENS = 60
QUESTION, TEXT, FRAME = 0, 1, 2
FACTS = 4
BATCH = 6
"""Passages at a time, those of like length together: more of them are padded to the longest, fewer cost more calls."""
WEIGHTS = "reader.safetensors"


class Batch:
    """Questions with one passage each, padded: what :class:`ReaderNet` takes.

    ``vectors`` (rows, tokens, 384), ``kinds`` (rows, tokens), ``padding`` (rows, tokens; True where nothing stands), ``near``
    (rows, tokens, tokens) cosines of question with passage tokens and back, ``units`` (all units, tokens; True inside),
    ``row`` (all units,) which passage a unit is of, ``facts`` (all units, 4).
    """

    def __init__(self, pairs: Sequence[tuple[torch.Tensor, PassageTokens]]) -> None:
        """``pairs``: (tokens of the question, rotated, (tokens, 384)) and the passage."""
        sizes = [(len(q), min(len(p.signs), LONGEST - len(q))) for q, p in pairs]
        longest = max(a + b for a, b in sizes)
        rows = len(pairs)
        self.vectors = torch.zeros((rows, longest, VECTOR))
        self.kinds = torch.zeros((rows, longest), dtype=torch.long)
        self.places = torch.zeros((rows, longest), dtype=torch.long)
        self.padding = torch.ones((rows, longest), dtype=torch.bool)
        self.near = torch.zeros((rows, longest, longest))
        units, row_of, facts = [], [], []
        for row, ((asked, passage), (a, b)) in enumerate(zip(pairs, sizes, strict=True)):
            signs = torch.from_numpy(passage.signs[:b]) / VECTOR**0.5
            self.vectors[row, :a] = asked
            self.vectors[row, a : a + b] = signs
            framed = torch.from_numpy(passage.frame[:b])
            self.kinds[row, a : a + b] = torch.where(framed, FRAME, TEXT)
            self.places[row, :a] = torch.arange(a)
            self.places[row, a : a + b] = torch.arange(a, a + b)
            self.padding[row, : a + b] = False
            near = asked @ signs.T * (np.pi / 2) ** 0.5
            self.near[row, :a, a : a + b] = near
            self.near[row, a : a + b, :a] = near.T
            best_frame = near[:, framed].max(1).values if bool(framed.any()) else torch.zeros(a)
            mean = F.normalize(asked.mean(0), dim=0)
            for start, end in passage.units:
                end = min(end, b)
                inside = torch.zeros(longest, dtype=torch.bool)
                if end <= start:
                    units.append(inside)
                    row_of.append(row)
                    facts.append(torch.zeros(FACTS))
                    continue
                inside[a + start : a + end] = True
                own = near[:, start:end].max(1).values
                whole = near.max(1).values
                centre = F.normalize(signs[start:end].mean(0), dim=0)
                units.append(inside)
                row_of.append(row)
                facts.append(torch.stack([own.mean(), torch.maximum(own, best_frame).mean(), (own - whole).mean(), centre @ mean]))
        self.units = torch.stack(units)
        self.row = torch.tensor(row_of)
        self.facts = torch.stack(facts)


class Layer(nn.Module):
    """Pre-norm attention with a bias of cosines, then two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.into = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(3 * WIDTH, WIDTH)
        self.likeness = nn.Parameter(torch.linspace(0.0, 6.0, HEADS))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, near: torch.Tensor, closed: torch.Tensor) -> torch.Tensor:
        rows, tokens, _ = x.shape
        q, k, v = (part.view(rows, tokens, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.into(self.norm1(x)).chunk(3, -1))
        bias = near[:, None] * self.likeness[None, :, None, None] + closed[:, None, None, :]
        read = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = x + self.drop(self.out(read.transpose(1, 2).reshape(rows, tokens, WIDTH)))
        found: torch.Tensor = x + self.drop(self.narrow(F.gelu(self.wide(self.norm2(x)))))
        return found


class ReaderNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(VECTOR, WIDTH)
        self.kind = nn.Embedding(3, WIDTH)
        self.place = nn.Embedding(LONGEST, WIDTH)
        self.best = nn.Linear(1, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.weigh = nn.Linear(WIDTH, 1)
        self.hidden = nn.Linear(3 * WIDTH + FACTS, WIDTH)
        self.score = nn.Linear(WIDTH, 1)
        self.direct = nn.Linear(FACTS, 1)
        self.drop = nn.Dropout(0.1)
        nn.init.normal_(self.place.weight, std=0.02)
        nn.init.normal_(self.kind.weight, std=0.02)

    def forward(self, batch: Batch) -> torch.Tensor:
        """(all units,) log-odds."""
        x = self.project(batch.vectors * VECTOR**0.25) + self.kind(batch.kinds) + self.place(batch.places)
        x = self.drop(x + self.best(batch.near.amax(-1, keepdim=True)))
        closed = torch.zeros(batch.padding.shape).masked_fill(batch.padding, -1e4)
        for layer in self.layers:
            x = layer(x, batch.near, closed)
        x = self.norm(x)
        asked = (batch.kinds == QUESTION) & ~batch.padding
        question = (x * asked[..., None]).sum(1) / asked.sum(1, keepdim=True).clamp(min=1)
        logits = self.weigh(x).squeeze(-1)[batch.row].masked_fill(~batch.units, -1e4)
        states = x[batch.row]
        pooled = torch.einsum("ut,utd->ud", logits.float().softmax(-1).to(states.dtype), states)
        highest = states.masked_fill(~batch.units[..., None], -1e4).amax(1).clamp(min=-10)
        joined = torch.cat([pooled, highest, question[batch.row], batch.facts.to(pooled.dtype)], -1)
        found: torch.Tensor = self.score(self.drop(F.gelu(self.hidden(joined)))).squeeze(-1) + self.direct(batch.facts.to(pooled.dtype)).squeeze(-1)
        return found


class Reader:
    """Scores units of passages for a question; loads on first use. Threads may share one."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._net: ReaderNet | None = None

    def score(self, question: NDArray[np.float32], passages: Sequence[PassageTokens]) -> list[NDArray[np.float32]]:
        """For each passage one log-odds a unit. ``question`` is (tokens, 384), rows of length 1.

        :raises StoreError: the weights are absent or not those of this program.
        """
        net = self._load()
        asked = torch.from_numpy((question[:QUESTION_TOKENS] @ rotation(VECTOR)).astype(np.float32))
        found: list[NDArray[np.float32]] = [np.zeros(len(p.units), np.float32) for p in passages]
        if not len(asked):
            return found
        some = [n for n, p in enumerate(passages) if p.units and len(p.signs)]
        some.sort(key=lambda n: len(passages[n].signs))
        with torch.inference_mode():
            for at in range(0, len(some), BATCH):
                chosen = some[at : at + BATCH]
                batch = Batch([(asked, passages[n]) for n in chosen])
                scores = net(batch).numpy()
                for row, n in enumerate(chosen):
                    found[n] = scores[batch.row.numpy() == row]
        return found

    def _load(self) -> ReaderNet:
        with self._guard:
            if self._net is None:
                from safetensors.torch import load

                net = ReaderNet()
                try:
                    data = (files("index.rerank") / "data" / WEIGHTS).read_bytes()
                    net.load_state_dict({name: value.float() for name, value in load(data).items()})
                except (OSError, RuntimeError) as error:
                    raise StoreError(f"the reader's weights cannot be read ({error}); install the program again") from error
                self._net = net.eval()
            return self._net
