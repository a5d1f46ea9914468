"""How directly each link brings its source's words, and how surely the link is one: trained, calibrated classifiers.

Both are logistic regressions over features of the automatic extraction, trained on human annotation by
:mod:`attrib.training.hops`. They are kept as plain arrays, so that loading them runs no foreign code.

Directness is judged by steps and kinds alone, never by a length or a likelihood, which another name in the text would
move: consistent renaming leaves it as it was to the last digit.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from attrib.classifiers import Classifier, read_arrays
from attrib.report import Form, Identification, SourceType, frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "links.npz"

VALUES = (1.0, 0.75, 0.5, 0.0)
"""The directness of a link that is verbatim, partial, a paraphrase, or answered for by nobody: level / 4."""

QUOTED = (0.001, 0.1, 0.3, 0.6, 0.85, 0.97)
"""Where one step of the share of a content that stands in quotation marks ends and the next begins."""

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

    def groups(self) -> dict[str, list[float]]:
        """What directness is judged by, in groups, as numbers of 0 and 1."""
        originates, anonymous = not self.relayed, self.identification is Identification.ANONYMOUS
        step = bisect.bisect_right(QUOTED, self.quoted)
        return {
            "quoted share": [float(step == k) for k in range(len(QUOTED) + 1)],
            "source": [float(self.sourced), float(self.elided)],
            "place": [
                float(self.relayed),
                *(float(self.depth >= k) for k in (1, 2)),
                float(originates and self.depth > 0 and anonymous),
            ],
        }

    def vector(self) -> NDArray[np.float64]:
        """What confidence is judged by, as numbers of the order of one."""
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
    def _directness(self) -> Classifier:
        return Classifier(self._arrays["directness_coef"], self._arrays["directness_intercept"])

    @cached_property
    def _confidence(self) -> Classifier:
        return Classifier(self._arrays[f"{self._view}_coef"], self._arrays[f"{self._view}_intercept"])

    def judge(self, links: Sequence[LinkFeatures]) -> list[tuple[float, float]]:
        """For each link its directness and its confidence, both in [0, 1]; none depends on the others."""
        return [
            (expected_directness(row), self._sure(link)) for link, row in zip(links, self.classes(links), strict=True)
        ]

    def _sure(self, link: LinkFeatures) -> float:
        return round(float(self._confidence.probabilities(link.vector()[None])[0, 1]), 4)

    def classes(self, links: Sequence[LinkFeatures]) -> NDArray[np.float64]:
        """How likely each link is to be of each class of :data:`VALUES`, shape (links, 4); rows sum to one."""
        # One by one: the last bit of a product of matrices depends on how many rows it has.
        rows = [self._directness.probabilities(row[None])[0] for row in directness_vectors(links)]
        return np.array(rows).reshape(-1, len(VALUES))


def directness_vectors(links: Sequence[LinkFeatures]) -> NDArray[np.float64]:
    """What the directness of links is judged by, shape (links, features)."""
    return np.array([[x for group in link.groups().values() for x in group] for link in links])


def expected_directness(classes: NDArray[np.float64]) -> float:
    """The directness that the probabilities of the four classes amount to, in steps of .01: finer is noise."""
    return round(float(sum(p * v for p, v in zip(classes, VALUES, strict=True))), 2)


def level_probabilities(classes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely a chain is to be of each level, from 0 (hearsay) to 4 (verbatim), given the classes of its links.

    By the table of levels: the class of the one link decides where there is one; of two, whether anybody answers for
    the last; three or more are hearsay.
    """
    verbatim, partial, paraphrase, nobody = classes[-1]
    if len(classes) == 1:
        return np.array([nobody, 0.0, paraphrase, partial, verbatim])
    known = 1 - nobody if len(classes) == 2 else 0.0
    return np.array([1 - known, known, 0.0, 0.0, 0.0])
