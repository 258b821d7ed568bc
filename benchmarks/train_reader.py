"""Train the reader of ``index/rerank/reader.py`` on the invented excerpts of ``corpus/reading/``.

    python benchmarks/train_reader.py [--epochs 6] [--holdout 8] [--write FILE]

Each line of the data is an excerpt ("block") with its units and the questions that they answer or only seem to. Blocks are cut into
passages as ingest cuts papers, embedded, and turned into the codes that an archive keeps; of the embedder nothing is
trained. One block in ``--holdout`` (by the name of its series) is kept aside: the figures printed after each epoch are of
those. About an hour on one processor core for a thousand excerpts; nothing is fetched. The weights that ship were made without the
files named `*-12` (decision 10).

Loss: the share of the right units in a softmax over all units of a few passages and a null ("none of these"), which is the
right one for questions that are not answered.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import re
import sys
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from index.embed.minilm import MiniLM  # noqa: E402
from index.rerank.base import PassageTokens  # noqa: E402
from index.rerank.maxsim import rotation, to_bits, to_codes  # noqa: E402
from index.rerank.reader import QUESTION_TOKENS, VECTOR, Batch, ReaderNet  # noqa: E402

PERIOD = re.compile(
    r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|quarter|last|this|previous|latest"
    r"|spring|summer|autumn|winter)\b", re.I)  # fmt: skip
WORDS_OF_A_PASSAGE = (60, 110)
RIVALS = 2
CUTS = 2
"""Ways in which each block is cut into passages."""


@dataclass
class Piece:
    """A passage: ``first`` is the number of its first unit in the block."""

    block: int
    first: int
    text: str
    spans: list[tuple[int, int]]
    tokens: PassageTokens | None = None
    vector: Any = None


@dataclass
class Example:
    text: str
    block: int
    answers: frozenset[int]
    held_out: bool
    kind: str
    tokens: torch.Tensor = field(default_factory=lambda: torch.zeros(0))
    vector: Any = None
    own_best: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    siblings: list[int] = field(default_factory=list)


def read_blocks(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(paths) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def cut_block(block: dict[str, Any], number: int, rng: random.Random) -> list[Piece]:
    pieces: list[Piece] = []
    units = block["units"]
    title = block["paper"] if rng.random() < 0.5 or block["body"] in block["paper"] else f"{block['paper']}, {block['body']}"
    at = 0
    while at < len(units):
        room = rng.randint(*WORDS_OF_A_PASSAGE)
        end, words = at, 0
        while end < len(units) and (end == at or words + len(units[end].split()) <= room):
            words += len(units[end].split())
            end += 1
        heading = " ".join(block["heading"].split()[-24:])
        text, spans = f"{heading}\n", []
        for unit in units[at:end]:
            spans.append((len(text), len(text) + len(unit)))
            text += unit + rng.choice((" ", "\n"))
        pieces.append(Piece(number, at, f"{text.rstrip()}\n{' '.join(title.split()[:22])}, {block['date']}", spans))
        at = end
    return pieces


def embed_pieces(embedder: MiniLM, pieces: list[Piece]) -> None:
    order = sorted(range(len(pieces)), key=lambda n: len(pieces[n].text))
    for at in range(0, len(order), 32):
        some = [pieces[n] for n in order[at : at + 32]]
        vectors, tokens = embedder.embed_with_tokens([piece.text for piece in some])
        for piece, vector, rows in zip(some, vectors, tokens, strict=True):
            places = embedder.find_tokens(piece.text)[: len(rows)]
            ranges = []
            for start, end in piece.spans:
                inside = [n for n, (a, b) in enumerate(places) if a < end and b > start]
                ranges.append((inside[0], inside[-1] + 1) if inside else (0, 0))
            covered = np.zeros(len(rows), bool)
            for first, last in ranges:
                covered[first:last] = True
            signs = 2.0 * to_bits(to_codes(rows), VECTOR) - 1.0
            piece.tokens = PassageTokens(signs.astype(np.float32), ~covered, tuple(ranges))
            piece.vector = vector


def embed_questions(embedder: MiniLM, examples: list[Example]) -> None:
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].text))
    for at in range(0, len(order), 64):
        some = [examples[n] for n in order[at : at + 64]]
        vectors, tokens = embedder.embed_with_tokens([example.text for example in some])
        for example, vector, rows in zip(some, vectors, tokens, strict=True):
            example.vector = vector
            example.tokens = torch.from_numpy((rows[:QUESTION_TOKENS] @ rotation(VECTOR)).astype(np.float32))


def make_examples(blocks: list[dict[str, Any]], holdout: int) -> list[Example]:
    found = []
    for number, block in enumerate(blocks):
        held = zlib.crc32(block["series"].encode()) % holdout == 0
        found += [Example(q, number, frozenset(answers), held, kind) for q, answers, kind in block["asked"]]
        found += [Example(q, number, frozenset(), held, trap) for q, trap in block["not_said"]]
    return found


def choose_rivals(blocks: list[dict[str, Any]], examples: list[Example], pieces: list[Piece]) -> None:
    """For each question the passages of other papers that look most like an answer, and those of its series where it names a period."""
    vectors = np.stack([piece.vector for piece in pieces])
    series = np.array([zlib.crc32(blocks[piece.block]["series"].encode()) for piece in pieces])
    block_of = np.array([piece.block for piece in pieces])
    for at in range(0, len(examples), 256):
        some = examples[at : at + 256]
        near = vectors @ np.stack([example.vector for example in some]).T
        for column, example in enumerate(some):
            own = zlib.crc32(blocks[example.block]["series"].encode())
            order = np.argsort(-near[:, column])
            strangers = [int(n) for n in order[:100] if series[n] != own][:40]
            related = order[series[order] == own]
            siblings = [int(n) for n in related if block_of[n] != example.block][:3]
            example.others = strangers
            if siblings and example.answers and PERIOD.search(example.text):
                example.siblings = siblings
            example.own_best = [int(n) for n in related if block_of[n] == example.block]


def pick(example: Example, pieces: list[Piece], cuts: dict[int, list[list[int]]], rng: random.Random) -> list[int]:
    """The passage that answers (or seems to), another of the same paper or series, and rivals as a search would bring them."""
    own = rng.choice(cuts[example.block])
    if example.answers:
        wanted = rng.choice(sorted(example.answers))
        first = next(n for n in own if pieces[n].first <= wanted < pieces[n].first + len(pieces[n].spans))
    else:
        first = example.own_best[0] if rng.random() < 0.6 else rng.choice(own)
    near = [n for n in own if n != first]
    if example.siblings and (not near or rng.random() < 0.5):
        near = example.siblings
    chosen = [first, *([rng.choice(near)] if near else [])]
    return chosen + rng.sample(example.others, min(RIVALS, len(example.others)))


def label(example: Example, pieces: list[Piece], chosen: list[int]) -> list[float]:
    return [
        float(pieces[n].block == example.block and pieces[n].first + at in example.answers) for n in chosen for at in range(len(pieces[n].spans))
    ]


def run(net: ReaderNet, pairs: list[tuple[torch.Tensor, PassageTokens]], groups: int = 2) -> torch.Tensor:
    """Scores of all units in order; passages of one length are run together, so that little is padded."""
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n][0]) + len(pairs[n][1].signs))
    found: dict[int, torch.Tensor] = {}
    size = math.ceil(len(order) / groups)
    for at in range(0, len(order), size):
        some = order[at : at + size]
        batch = Batch([pairs[n] for n in some])
        scores = net(batch)
        for row, n in enumerate(some):
            found[n] = scores[batch.row == row]
    return torch.cat([found[n] for n in range(len(pairs))])


def find_loss(scores: torch.Tensor, labels: list[list[float]]) -> torch.Tensor:
    losses, at = [], 0
    for right in labels:
        own = scores[at : at + len(right)]
        at += len(right)
        target = torch.tensor(right)
        everything = torch.logsumexp(torch.cat([own, torch.zeros(1)]), 0)
        wanted = torch.logsumexp(own[target > 0], 0) if float(target.sum()) else torch.zeros(())
        losses.append(everything - wanted + 0.3 * F.binary_cross_entropy_with_logits(own, target))
    return torch.stack(losses).mean()


def test(net: ReaderNet, examples: list[Example], pieces: list[Piece], cuts: dict[int, list[list[int]]]) -> str:
    net.eval()
    first = reciprocal = 0.0
    asked, other, null_right = [], [], 0
    with torch.inference_mode():
        for at in range(0, len(examples), 8):
            some = examples[at : at + 8]
            chosen = [cuts[e.block][0] for e in some]
            scores = run(net, [(e.tokens, pieces[n].tokens) for e, own in zip(some, chosen, strict=True) for n in own]).numpy()  # type: ignore[misc]
            begin = 0
            for e, own in zip(some, chosen, strict=True):
                right = np.array(label(e, pieces, own))
                values = scores[begin : begin + len(right)]
                begin += len(right)
                null_right += (values.max() > 0) == bool(e.answers)
                if e.answers:
                    rank = next(n for n, i in enumerate(np.argsort(-values), 1) if right[i])
                    first += rank == 1
                    reciprocal += 1 / rank
                    asked.append(values.max())
                else:
                    other.append(values.max())
    net.train()
    auc = np.mean([a > b for a in asked for b in other])
    n = len(asked)
    return f"first {first / n:.3f} mrr {reciprocal / n:.3f} auc {auc:.3f} answered or not {null_right / len(examples):.3f} ({n} asked, {len(other)} not)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT / "corpus" / "reading")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--holdout", type=int, default=8, help="one series in this many is kept aside; 0: none")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=20180918)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--embedded", type=Path, help="keep the embedded passages here for the next run over the same data")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    blocks = read_blocks(args.data.glob("*.jsonl"))
    examples = make_examples(blocks, args.holdout or 1 << 30)
    pieces: list[Piece] = []
    cuts: dict[int, list[list[int]]] = {}
    for number, block in enumerate(blocks):
        for _ in range(CUTS):
            made = cut_block(block, number, rng)
            cuts.setdefault(number, []).append(list(range(len(pieces), len(pieces) + len(made))))
            pieces += made
    start = time.time()
    if args.embedded and args.embedded.exists():
        pieces, examples = pickle.loads(args.embedded.read_bytes())
    else:
        embedder = MiniLM()
        embed_pieces(embedder, pieces)
        embed_questions(embedder, examples)
        if args.embedded:
            args.embedded.write_bytes(pickle.dumps((pieces, examples)))
    choose_rivals(blocks, examples, pieces)
    print(f"{len(blocks)} blocks, {len(examples)} questions, {len(pieces)} passages; embedded in {time.time() - start:.0f} s", flush=True)
    held = [e for e in examples if e.held_out]
    train = [e for e in examples if not e.held_out]
    net = ReaderNet()
    if args.start:
        from safetensors.torch import load_file

        net.load_state_dict({name: value.float() for name, value in load_file(str(args.start)).items()})
    print(f"{sum(p.numel() for p in net.parameters())} parameters", test(net, held, pieces, cuts) if held else "", flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=0.05, betas=(0.9, 0.98))
    steps = args.epochs * math.ceil(len(train) / args.batch)
    done = 0
    for epoch in range(args.epochs):
        rng.shuffle(train)
        start, total = time.time(), 0.0
        for at in range(0, len(train), args.batch):
            some = train[at : at + args.batch]
            chosen = [pick(e, pieces, cuts, rng) for e in some]
            pairs = [(e.tokens, pieces[n].tokens) for e, own in zip(some, chosen, strict=True) for n in own]
            loss = find_loss(run(net, pairs, 3), [label(e, pieces, own) for e, own in zip(some, chosen, strict=True)])
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min(1.0, (done + 1) / 200) * (0.5 * (1 + math.cos(math.pi * done / steps)) + 0.01)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            done += 1
            total += float(loss.detach())
            if done % 100 == 0:
                print(f"  {done}/{steps} loss {total / (at // args.batch + 1):.3f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1} loss {total / math.ceil(len(train) / args.batch):.3f} {time.time() - start:.0f} s", test(net, held, pieces, cuts) if held else "", flush=True)
        if args.write:
            from safetensors.torch import save_file

            save_file({name: value.detach().to(torch.float16).contiguous() for name, value in net.state_dict().items()}, str(args.write))


if __name__ == "__main__":
    main()
