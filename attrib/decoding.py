"""Reads trees off Stanza's graph parser with less work: the trees are those of its own ``predict``.

The spanning-tree algorithm runs only where the likeliest heads are no tree: heads that are a tree with one root are the
best such tree. Relations are scored for the arcs of the tree alone, not for every pair of words, and no sentence is
padded to the longest.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from numpy.typing import NDArray

ARCS_AT_ONCE = 512
"""Arcs whose relations are scored together."""


def hasten(parser: Any) -> None:
    """Lets a loaded ``GraphParser`` predict in this way; any other parser stays as it is."""
    from stanza.models.depparse.model import GraphParser

    if type(parser) is GraphParser and not parser.args.get("use_arc_embedding"):
        parser.predict = functools.partial(predict, parser)


@torch.inference_mode()
def predict(parser: Any, *batch: Any, resolve_head_constraints: bool = False) -> list[list[list[Any]]]:
    """For each sentence of Stanza's batch, for each word its head (0 for the root) and its relation."""
    from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
    from stanza.models.depparse.head_constraints import (
        find_head_constraint_violations,
        resolve_head_constraint_violations,
    )

    lengths: list[int] = batch[12]  # with the root, which is word 0
    padded = parser.embed(*batch)
    sentences = [padded[i, :length] for i, length in enumerate(lengths)]
    scores = arc_scores(parser, sentences)
    trees = [best_tree(each) for each in scores]
    heads = torch.cat([states[tree[1:]] for states, tree in zip(sentences, trees, strict=True)])
    relations = _relations(parser.deprel, torch.cat([states[1:] for states in sentences]), heads)
    vocab = parser.vocab["deprel"]
    predicted = []
    for states, arcs, tree, found in zip(
        sentences, scores, trees, torch.split(relations, [length - 1 for length in lengths]), strict=True
    ):
        names = vocab.unmap((found + VOCAB_PREFIX_SIZE).tolist())
        if resolve_head_constraints and find_head_constraint_violations(tree, names):
            every = functional.log_softmax(parser.deprel(states[None], states[None])[0], 2).numpy()
            tree, mended = resolve_head_constraint_violations(arcs, every, tree, vocab)
            names = vocab.unmap([relation + VOCAB_PREFIX_SIZE for relation in mended])
        predicted.append([[head, name] for head, name in zip(tree[1:], names, strict=True)])
    return predicted


def arc_scores(parser: Any, sentences: Sequence[torch.Tensor]) -> list[NDArray[np.float32]]:
    """For each sentence, from the states of its root and words, the logarithm of how likely each is the head of each.

    Arrays of shape (words + 1, words + 1), dependents by heads.
    """
    states = torch.cat(list(sentences))
    lengths = [len(each) for each in sentences]
    pairs = [_pairs(scorer, states, lengths) for scorer in _scorers(parser)]
    found = []
    for length, score, *others in zip(lengths, *pairs, strict=True):
        offset = torch.arange(length) - torch.arange(length)[:, None]
        rest = iter(others)
        if parser.args["linearization"]:
            score = score + functional.logsigmoid(next(rest) * offset.sign())
        if parser.args["distance"]:
            score = score - torch.log((offset.abs() - 1 - functional.softplus(next(rest))) ** 2 / 2 + 1)
        score.fill_diagonal_(-torch.inf)
        found.append(functional.log_softmax(score, 1).numpy())
    return found


def _scorers(parser: Any) -> list[Any]:
    """The biaffine scorers that have a say in which word is whose head."""
    return [parser.unlabeled, *(getattr(parser, name) for name in ("linearization", "distance") if parser.args[name])]


def _pairs(scorer: Any, states: torch.Tensor, lengths: Sequence[int]) -> list[torch.Tensor]:
    """What a biaffine scorer with one output says of every pair of words within a sentence."""
    dependents, heads = _sides(scorer, states, states)
    bilinear = scorer.scorer.W_bilin
    weighed = dependents @ bilinear.weight.squeeze(2)
    parts = (torch.split(side, list(lengths)) for side in (weighed, heads))
    return [a @ b.T + bilinear.bias for a, b in zip(*parts, strict=True)]


def _relations(scorer: Any, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
    """The likeliest relation of each dependent to its head, from the states of both."""
    bilinear = scorer.scorer.W_bilin
    weight = bilinear.weight.flatten(1)
    found = []
    for start in range(0, len(dependents), ARCS_AT_ONCE):
        arcs = slice(start, start + ARCS_AT_ONCE)
        a, b = _sides(scorer, dependents[arcs], heads[arcs])
        weighed = (a @ weight).unflatten(1, (b.size(1), -1))
        found.append((torch.bmm(b[:, None], weighed)[:, 0] + bilinear.bias).argmax(1))
    return torch.cat(found)


def _sides(scorer: Any, dependents: torch.Tensor, heads: torch.Tensor) -> list[torch.Tensor]:
    """Dependents and heads as a biaffine scorer multiplies them: hidden, and a one for the bias."""
    hidden = (scorer.hidden_func(layer(x)) for layer, x in ((scorer.W1, dependents), (scorer.W2, heads)))
    return [torch.cat([each, each.new_ones(len(each), 1)], 1) for each in hidden]


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The head of every word in the best tree with one root; the head of the root, word 0, is itself."""
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1 and not ends_above(heads).any():
        return heads
    found: NDArray[np.int64] = chuliu_edmonds_one_root(scores)
    return found


def ends_above(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each word ends that goes up from head to head more often than there are words: at the root, 0, or in a
    circle."""
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return reached
