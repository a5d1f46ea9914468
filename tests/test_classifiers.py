"""Trained classifiers answer as scikit-learn answers from the same arrays, and without it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from attrib.classifiers import Classifier, softmax

FINITE = st.floats(-50, 50, width=32)


@st.composite
def judged(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Coefficients and intercepts of a classifier of two classes or more, and rows of features to be judged."""
    rows, features, of_classes = (draw(st.integers(1, 5)) for _ in range(3))
    coef = draw(arrays(np.float64, (1 if of_classes == 2 else of_classes, features), elements=FINITE))
    intercept = draw(arrays(np.float64, len(coef), elements=FINITE))
    return coef, intercept, draw(arrays(np.float64, (rows, features), elements=FINITE))


@given(judged())
def test_it_answers_as_scikit_learn(
    case: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
) -> None:
    coef, intercept, rows = case
    fitted = LogisticRegression()
    fitted.classes_ = np.arange(max(len(intercept), 2))
    fitted.coef_, fitted.intercept_, fitted.n_features_in_ = coef, intercept, coef.shape[1]
    found, expected = Classifier(coef, intercept).probabilities(rows), fitted.predict_proba(rows)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert [Classifier(coef, intercept).decide(row) for row in rows] == found.argmax(axis=1).tolist()


def test_scores_of_any_size_give_probabilities() -> None:
    found = softmax(np.array([[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4]]))
    np.testing.assert_allclose(found, [[1.0, 0.0, 0.0], [1 / 3] * 3])
    np.testing.assert_allclose(softmax(np.array([[-1e4], [0.0]])), [[1.0, 0.0], [0.5, 0.5]])


def test_a_text_is_scored_without_importing_scikit_learn() -> None:
    """Its import would take longer than loading all models."""
    program = """
import sys, attrib
assert attrib.score("Police said on Monday that Ada Lind had left. She denied it.").claims
print(*sorted({"sklearn", "scipy"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not done.stdout.split()
