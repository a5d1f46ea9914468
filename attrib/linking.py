"""Decides which candidates are links, with a trained classifier, and keeps them apart.

The classifier is a small perceptron of scikit-learn for each view, kept as plain arrays, so that loading it runs no
foreign code.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attrib.candidates import FEATURES, Candidate
from attrib.links import Link

FILE = "linking.npz"

SAME = 0.7
"""The share of words (Jaccard) from which two contents count as one."""


class LinkJudge:
    """The classifier of one view, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes, view: str):
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            self._arrays = {
                name.removeprefix(f"{view}."): arrays[name] for name in arrays.files if name.startswith(f"{view}.")
            }

    @property
    def threshold(self) -> float:
        """The probability from which a candidate is taken for a link."""
        return float(self._arrays["threshold"])

    @cached_property
    def _classifier(self) -> Any:
        """The fitted scikit-learn classifier that the arrays describe."""
        from sklearn.neural_network import MLPClassifier

        layers = int(self._arrays["layers"])
        model = MLPClassifier()
        model.coefs_ = [self._arrays[f"coef{k}"] for k in range(layers)]
        model.intercepts_ = [self._arrays[f"intercept{k}"] for k in range(layers)]
        model.n_layers_, model.n_outputs_ = layers + 1, 1
        model.out_activation_, model.classes_ = "logistic", np.arange(2)
        model.n_features_in_ = len(FEATURES)
        return model

    def judge(self, candidates: Sequence[Candidate]) -> list[float]:
        """How likely each candidate is a link, in [0, 1]; none depends on the others."""
        return [
            float(round(self.probabilities(np.array([candidate.evidence]))[0], 4)) for candidate in candidates
        ]

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same for rows of evidence, shape (candidates, features), unrounded."""
        scaled = (evidence - self._arrays["mean"]) / self._arrays["scale"]
        found: NDArray[np.float64] = self._classifier.predict_proba(scaled)[:, 1]
        return found


def decide(candidates: Sequence[Candidate], judge: LinkJudge) -> tuple[Link, ...]:
    """The candidates that are links, each with its confidence; of two with one content the likelier."""
    likely = [
        (p, candidate)
        for p, candidate in zip(judge.judge(candidates), candidates, strict=True)
        if p >= judge.threshold
    ]
    holders: dict[int, list[Candidate]] = {}
    kept = []
    for p, candidate in sorted(likely, key=lambda each: -each[0]):
        rivals = {rival.cue: rival for k in candidate.words for rival in holders.get(k, ())}
        if any(_same_content(candidate, rival) for rival in rivals.values()):
            continue
        for k in candidate.words:
            holders.setdefault(k, []).append(candidate)
        kept.append(dataclasses.replace(candidate.link, confidence=p))
    return tuple(sorted(kept, key=lambda link: (link.content[0].start, -link.content[-1].end)))


def _same_content(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates stand side by side on one content; one that reports the other does not."""
    if a.cue in b.words or b.cue in a.words:
        return False
    return len(a.words & b.words) > SAME * len(a.words | b.words)
