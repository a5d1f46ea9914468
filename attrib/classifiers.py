"""Trained classifiers of scikit-learn, kept as plain arrays: loading one runs no foreign code.

They are asked by a formula of their own, since importing scikit-learn takes longer than loading all models.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray


def read_arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of an ``npz`` file by name."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


class Classifier:
    """A fitted logistic regression from its arrays: ``coef`` of shape (classes, features) and ``intercept``, shape
    (classes,), as scikit-learn's ``LogisticRegression`` has them; of two classes only the second has a row."""

    def __init__(self, coef: NDArray[np.floating[Any]], intercept: NDArray[np.floating[Any]]):
        self._coef, self._intercept = coef, intercept

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """How likely each row is of each class, shape (rows, classes), from rows of features."""
        return softmax(rows @ self._coef.T + self._intercept)

    def decide(self, row: NDArray[np.float64]) -> int:
        """The likeliest class of one row of features."""
        return int(self.probabilities(row[np.newaxis])[0].argmax())


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities, shape (rows, classes), from scores of that shape, or from one score a row: that of the second of
    two classes, against zero for the first."""
    if scores.shape[1] == 1:
        scores = np.hstack([np.zeros_like(scores), scores])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return found
