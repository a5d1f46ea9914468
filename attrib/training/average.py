"""The running average of weights in training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import torch

DECAY, SLOW = 0.999, 0.9997
"""What a step leaves of the average. With :data:`DECAY` early steps leave less, so that where the weights began is soon
forgotten; with :data:`SLOW` trained weights that were gone on from keep a share."""


class Average:
    """The exponential moving average of some weights (Polyak and Juditsky 1992), trained before or not."""

    def __init__(self, weights: Iterable[torch.nn.Parameter], *, trained: bool = False):
        self._trained = trained
        self._weights: list[torch.Tensor] = list(weights)
        self.values = [w.detach().clone() for w in self._weights]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the weights as they are after ``step`` steps."""
        left = SLOW if self._trained else min(DECAY, step / (step + 9))
        torch._foreach_lerp_(self.values, self._weights, 1 - left)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Put the average in the place of the weights for a while."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    def settle(self) -> None:
        """Put the average in the place of the weights for good."""
        self._swap()

    @torch.no_grad()
    def _swap(self) -> None:
        for weight, value in zip(self._weights, self.values, strict=True):
            kept = weight.clone()
            weight.copy_(value)
            value.copy_(kept)
