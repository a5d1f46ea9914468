"""How directly each link brings its source's words, and how surely the link is one: trained, calibrated classifiers.

Both are logistic regressions over the same features of the automatic extraction, trained on human annotation by
:mod:`attrib.training.hops`. They are kept as plain arrays, so that loading them runs no foreign code.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from attrib.classifiers import classifier, read_arrays
from attrib.report import Form, Identification, SourceType, frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "links.npz"

RHO = 0.9
"""What every further hop leaves of a chain's directness."""

VALUES = (1.0, 0.75, 0.5, 0.0)
"""The directness of a link that is verbatim, partial, a paraphrase, or answered for by nobody: level / 4."""

_FRAMES = ("that", "to", "object", "belief", "of", "for", "as", "quoting", "noun", "adverb", "according")


@frozen
class LinkFeatures:
    """What the classifiers see of one hop of a chain."""

    form: Form
    quoted: float
    frames: frozenset[str]
    sourced: bool
    elided: bool
    type: SourceType
    identification: Identification
    relayed: bool
    depth: int
    words: int
    fragments: int
    likelihood: float | None

    def vector(self) -> NDArray[np.float64]:
        """The features as numbers, each of the order of one."""
        return np.array(
            [
                *(self.form is form for form in Form),
                self.quoted,
                *(frame in self.frames for frame in _FRAMES),
                not self.frames,
                self.sourced,
                self.elided,
                *(self.type is kind for kind in SourceType),
                *(self.identification is x for x in Identification),
                self.relayed,
                min(self.depth, 3) / 3,
                math.log1p(self.words) / 4,
                min(self.fragments, 4) / 4,
                self.likelihood is None,
                0.0 if self.likelihood is None else self.likelihood,
                0.0 if self.likelihood is None else _logit(self.likelihood) / 4,
            ],
            dtype=np.float64,
        )


def _logit(p: float) -> float:
    bounded = min(max(p, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


class LinkModel:
    """The two classifiers, from the arrays of an ``npz`` file; how sure a link is depends on the view."""

    def __init__(self, data: bytes, view: str):
        self._view = view
        self._arrays = read_arrays(data)

    @cached_property
    def _directness(self) -> Any:
        return classifier(self._arrays["directness_coef"], self._arrays["directness_intercept"])

    @cached_property
    def _confidence(self) -> Any:
        return classifier(self._arrays[f"{self._view}_coef"], self._arrays[f"{self._view}_intercept"])

    def judge(self, links: Sequence[LinkFeatures]) -> list[tuple[float, float]]:
        """For each link its directness and its confidence, both in [0, 1]; none depends on the others."""
        return self.judge_vectors(np.stack([link.vector() for link in links])) if links else []

    def judge_vectors(self, x: NDArray[np.float64]) -> list[tuple[float, float]]:
        """The same for feature vectors, shape (links, features)."""
        direct = self._directness.predict_proba(x)
        sure = self._confidence.predict_proba(x)[:, 1]
        return [
            (round(float(sum(p * v for p, v in zip(row, VALUES, strict=True))), 4), round(float(c), 4))
            for row, c in zip(direct, sure, strict=True)
        ]


def chain_directness(links: Sequence[float]) -> float:
    """The directness of a chain in [0, 1]: the product over its links, times :data:`RHO` for each hop but the first."""
    return math.prod(links) * RHO ** (len(links) - 1)
