"""Trains the network that proposes attributions, on PolNeAR and on the worldwide corpus.

Windows of both corpora are shuffled together, each judged in the view that its annotators had. The schedule is in
epochs, the same on every machine; a checkpoint holds all that is needed to go on with the very next batch.
"""

from __future__ import annotations

import os
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import nn

from attrib.encoder import load_encoder
from attrib.proposals import Range
from attrib.report import Span
from attrib.sight import ROLES, TAGS, VIEWS
from attrib.store import ModelStore
from attrib.tagger import AttributionTagger, Batch, read_apart
from attrib.training.average import Average
from attrib.training.gold import GoldClaim
from attrib.training.polnear import GoldAttribution
from attrib.training.stages import has_bfloat16
from attrib.windows import LONGEST, Text, Window, cut

ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARMUP = 0.06
PIECES_A_BATCH = 2600
ROLE_WEIGHT = 3.0
SAVED_EVERY = 300.0
IGNORED = -100


class Annotated(NamedTuple):
    """A text with what its annotators saw: the view they had, a tag for every word, and for each cue its first word
    and the role of every word for it."""

    text: Text
    view: str
    tags: NDArray[np.int64]
    cues: list[tuple[int, NDArray[np.int64]]]


def of_polnear(attributions: Sequence[GoldAttribution]) -> tuple[list[GoldAttribution], list[tuple[Span, ...]]]:
    """The cues of PolNeAR's attributions, and the contents that have none."""
    cues = [a for a in attributions if a.cue]
    return cues, [a.content for a in attributions if not a.cue]


def of_claims(claims: Sequence[GoldClaim]) -> tuple[list[GoldAttribution], list[tuple[Span, ...]]]:
    """The cues along the chains of claims, and the contents that came without any.

    A cue's content is that of the claims whose chains end soonest behind it: its own, or the one it passes on.
    """
    behind: dict[Span, int] = {}
    found: dict[Span, list[tuple[Span, ...]]] = {}
    sources: dict[Span, tuple[Span, ...]] = {}
    for claim in claims:
        for rest, hop in enumerate(reversed(claim.chain)):
            if hop.cue is None:
                continue
            if rest < behind.get(hop.cue, len(claim.chain)):
                behind[hop.cue], found[hop.cue] = rest, []
            if rest == behind[hop.cue]:
                found[hop.cue].append(claim.content)
                sources[hop.cue] = () if hop.source is None else (hop.source,)
    cues = [
        GoldAttribution(source=sources[cue], cue=(cue,), content=tuple(s for c in found[cue] for s in c))
        for cue in found
    ]
    return cues, [claim.content for claim in claims if all(hop.cue is None for hop in claim.chain)]


def annotate(
    text: Text,
    spans: Sequence[tuple[int, int]],
    view: str,
    cues: Sequence[GoldAttribution],
    loose: Sequence[tuple[Span, ...]] = (),
) -> Annotated:
    """The labels of a text's words; ``loose`` are contents that have no cue."""
    starts = np.array([start for start, _ in spans])
    ends = np.array([end for _, end in spans])
    tags = np.zeros(len(spans), dtype=np.int64)

    def words(span: Span) -> slice:
        return slice(int(np.searchsorted(ends, span.start, "right")), int(np.searchsorted(starts, span.end)))

    def mark(kind: str, fragments: Sequence[Span]) -> None:
        for fragment in fragments:
            at = words(fragment)
            tags[at] = TAGS.index(f"I-{kind}")
            tags[at.start : min(at.start + 1, at.stop)] = TAGS.index(f"B-{kind}")

    for content in sorted([*(gold.content for gold in cues), *loose], key=_length, reverse=True):
        mark("content", content)
    for gold in cues:
        mark("source", gold.source)
    labelled = []
    for gold in cues:
        mark("cue", gold.cue)
        if not gold.cue or words(gold.cue[0]).start == len(spans):
            continue
        roles = np.zeros(len(spans), dtype=np.int64)
        for role in ("content", "source"):
            for fragment in getattr(gold, role):
                roles[words(fragment)] = ROLES.index(role)
        labelled.append((words(gold.cue[0]).start, roles))
    return Annotated(text, view, tags, labelled)


def contents_of(spans: Sequence[tuple[int, int]], text: str, claims: Sequence[GoldClaim]) -> list[Range]:
    """The words of the fragments of contents that the tagger would read by themselves, without a leading "that"."""
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    found = set()
    for fragment in (fragment for claim in claims for fragment in claim.content):
        first, last = bisect_right(ends, fragment.start), bisect_left(starts, fragment.end)
        if first < last:
            found.add((first + (text[slice(*spans[first])].lower() == "that"), last))
    return list(read_apart(found))


def _length(content: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in content)


def train_tagger(
    articles: Sequence[Annotated],
    start: ModelStore | AttributionTagger,
    checkpoint: Path,
    *,
    epochs: int,
    seed: int = 1,
    rate: float = 1.0,
) -> AttributionTagger:
    """The network after ``epochs`` passes over the articles, begun with the parser's encoder or with another network.

    Goes on from ``checkpoint`` if it is there. ``rate`` scales the rates of learning.
    """
    torch.manual_seed(seed)
    network = AttributionTagger(load_encoder(start).encoder) if isinstance(start, ModelStore) else start
    network.encoder.reduced = has_bfloat16()
    for name, weights in network.named_parameters():
        weights.requires_grad = "word_embeddings" not in name
    slow = [w for n, w in network.named_parameters() if n.startswith("encoder.") and w.requires_grad]
    fast = [w for n, w in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "rate": rate * ENCODER_RATE}, {"params": fast, "rate": rate * HEAD_RATE}],
        lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    average = Average(slow + fast)
    done = _restore(checkpoint, network, optimizer, average) if checkpoint.exists() else 0
    network.train()
    total = sum(len(_batches(articles, seed, epoch)) for epoch in range(epochs))
    saved = time.perf_counter()
    step = 0
    for epoch in range(epochs):
        for batch in _batches(articles, seed, epoch):
            step += 1
            if step <= done:
                continue
            factor = min(1.0, step / (WARMUP * total)) * max(0.01, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * factor
            loss = _loss(network, batch)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(slow + fast, 1.0)
            optimizer.step()
            average.update(step)
            if step % 20 == 0:
                print(f"step {step} of {total} loss {loss.item():.4f}", flush=True)
            if time.perf_counter() - saved > SAVED_EVERY or step == total:
                _save(checkpoint, network, optimizer, average, step)
                saved = time.perf_counter()
    average.settle()
    return network.eval()


def _batches(articles: Sequence[Annotated], seed: int, epoch: int) -> list[list[tuple[Annotated, Window]]]:
    """The windows of one epoch, of similar length side by side, in an order that seed and epoch determine."""
    rng = random.Random(f"{seed}-{epoch}")
    windows = []
    for article in articles:
        shift = rng.randrange(60) if len(article.tags) > 200 else 0
        for window in cut(article.text, longest=LONGEST, advance=LONGEST - 20, start=shift):
            windows.append((article, window))
    windows.sort(key=lambda each: len(each[1].pieces) + rng.uniform(-8, 8))
    groups: list[list[tuple[Annotated, Window]]] = [[]]
    for each in windows:
        if groups[-1] and len(each[1].pieces) * (len(groups[-1]) + 1) > PIECES_A_BATCH:
            groups.append([])
        groups[-1].append(each)
    rng.shuffle(groups)
    return groups


def _loss(network: AttributionTagger, group: Sequence[tuple[Annotated, Window]]) -> torch.Tensor:
    """Mean cross-entropy of the words' tags, and of the words' roles for the annotated cues."""
    batch = Batch.of([w for _, w in group], [a.text.sentence[w.first : w.last] for a, w in group])
    states = network.read(batch.pieces, batch.inside, batch.mask, batch.place)
    views = torch.tensor([VIEWS.index(a.view) for a, _ in group])
    rows = torch.arange(len(group))
    tags = torch.full(batch.place.shape, IGNORED)
    where: list[tuple[int, int]] = []
    wanted: list[NDArray[np.int64]] = []
    for i, (article, w) in enumerate(group):
        tags[i, : w.last - w.first] = torch.from_numpy(article.tags[w.first : w.last])
        for cue, roles in article.cues:
            if w.first <= cue < w.last:
                where.append((i, cue - w.first))
                wanted.append(roles[w.first : w.last])
    scores = network.tag_scores(states)[rows, :, views]
    loss = F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    if where:
        window, cue_at = torch.tensor(where).T
        roles_wanted = torch.full((len(where), batch.place.size(1)), IGNORED)
        for k, row in enumerate(wanted):
            roles_wanted[k, : len(row)] = torch.from_numpy(row)
        found = network.role_scores(states, batch.sentence, window, cue_at)
        found = found[torch.arange(len(where)), :, views[window]]
        loss = loss + ROLE_WEIGHT * F.cross_entropy(found.flatten(0, 1), roles_wanted.flatten(), ignore_index=IGNORED)
    return loss


def _save(
    path: Path, network: AttributionTagger, optimizer: torch.optim.Optimizer, average: Average, step: int
) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average.values,
            "step": step,
            "random": torch.get_rng_state(),
        },
        part,
    )
    os.replace(part, path)


def _restore(path: Path, network: AttributionTagger, optimizer: torch.optim.Optimizer, average: Average) -> int:
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    average.values = saved["average"]
    torch.set_rng_state(saved["random"])
    return int(saved["step"])
