"""Trained classifiers of scikit-learn, kept as plain arrays: loading one runs no foreign code."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray


def read_arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of an ``npz`` file by name."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def classifier(coef: NDArray[np.float64], intercept: NDArray[np.float64]) -> Any:
    """A fitted logistic regression from its coefficients; its classes are numbered from 0."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.classes_ = np.arange(max(len(intercept), 2))
    model.coef_, model.intercept_ = coef, intercept
    model.n_features_in_ = coef.shape[1]
    return model
