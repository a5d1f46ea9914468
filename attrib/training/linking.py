"""Trains the classifier that decides links, from candidates held against the annotation."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.candidates import Candidate
from attrib.linking import LinkJudge
from attrib.report import Span
from attrib.training.gold import words_in

HIDDEN = (48,)
PENALTY = 0.3
FOLDS = 5


class Examples(NamedTuple):
    """The evidence for some candidates (candidates, features), whether each is right, and the number of its text."""

    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    text: NDArray[np.int64]


class Gold(NamedTuple):
    """What a link should be: its source and its cue, either may be empty, and its content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def is_right(text: str, candidate: Candidate, gold: Sequence[Gold]) -> bool:
    """Whether a candidate has the content of an annotated link (Jaccard of words at least one half), and words of its
    source and its cue."""
    link = candidate.link
    words = words_in(text, link.content)
    for wanted in gold:
        content = words_in(text, wanted.content)
        if 2 * len(words & content) >= len(words | content) and words & content:
            source = [] if link.source is None else [link.source.span]
            cue = [] if link.cue is None else [link.cue.span]
            if _meets(source, wanted.source) and _meets(cue, wanted.cue):
                return True
    return False


def _meets(found: Sequence[Span], wanted: Sequence[Span]) -> bool:
    if not found or not wanted:
        return not found and not wanted
    return any(a.start < b.end and b.start < a.end for a in found for b in wanted)


def fit(examples: Examples, seed: int = 1) -> dict[str, NDArray[np.float64]]:
    """The arrays of a classifier, with the threshold that finds most links best on texts it was not fitted to."""
    arrays = _fit(examples, seed)
    arrays["threshold"] = np.array(best_threshold(held_out(examples, seed), examples.right))
    return arrays


def _fit(examples: Examples, seed: int) -> dict[str, NDArray[np.float64]]:
    from sklearn.neural_network import MLPClassifier

    mean, scale = examples.evidence.mean(axis=0), examples.evidence.std(axis=0)
    scale[scale == 0] = 1.0
    model = MLPClassifier(HIDDEN, alpha=PENALTY, max_iter=120, learning_rate_init=2e-3, random_state=seed)
    model.fit((examples.evidence - mean) / scale, examples.right)
    arrays = {"mean": mean, "scale": scale, "layers": np.array(len(model.coefs_))}
    for k, (coef, intercept) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        arrays |= {f"coef{k}": coef, f"intercept{k}": intercept}
    return arrays


def held_out(examples: Examples, seed: int = 1) -> NDArray[np.float64]:
    """For each example the probability by a classifier fitted to the other folds' texts."""
    found = np.zeros(len(examples.right))
    for fold in range(FOLDS):
        inside = examples.text % FOLDS == fold
        rest = Examples(examples.evidence[~inside], examples.right[~inside], examples.text[~inside])
        found[inside] = judge_of(_fit(rest, seed) | {"threshold": np.array(0.5)}).probabilities(
            examples.evidence[inside]
        )
    return found


def judge_of(arrays: Mapping[str, NDArray[np.float64]]) -> LinkJudge:
    """The classifier that some arrays describe."""
    return LinkJudge(dump({"only": arrays}), "only")


def dump(by_view: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> bytes:
    """The classifiers of all views, as the bytes of an ``npz`` file."""
    file = io.BytesIO()
    np.savez(file, **{f"{view}.{name}": array for view, arrays in by_view.items() for name, array in arrays.items()})
    return file.getvalue()


def best_threshold(p: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The probability from which taking candidates gives the best F1."""
    order = np.argsort(-p)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(p) + 1) + right.sum())
    return float(p[order][np.argmax(f1)])
