"""What the tagger sees of a text: probabilities, before anything is decided."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""What a word may be by itself: outside, or the beginning or the inside of a span."""

CUE, CUE_GOES_ON = TAGS.index("B-cue"), TAGS.index("I-cue")

ROLES = ("none", "source", "content")
"""What a word may be for one cue."""

LEAST_CUE = 0.15
"""The probability from which a word is looked at as a cue."""

ATTITUDES, GUIDELINES = VIEWS = ("attitudes", "guidelines")
"""Whose attributions: PolNeAR's, with wishes, beliefs and support, or the annotation guidelines'."""


class SeenCue(NamedTuple):
    """A candidate cue: its words ``first`` to ``last`` (inclusive), and ``roles``, the probabilities that each word
    from ``start`` on is none of its, its source, its content: shape (words, 3). The cue is among the words. ``within``
    says that it was seen when another's content was read by itself."""

    first: int
    last: int
    start: int
    roles: NDArray[np.float32]
    within: bool = False


class Sight(NamedTuple):
    """What the tagger sees of a text.

    ``tags`` holds probabilities, shape (words, tags); ``cues`` the candidates with the roles they give to the words of
    their windows.
    """

    tags: NDArray[np.float32]
    cues: tuple[SeenCue, ...]
