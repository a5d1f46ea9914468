"""For scikit-learn: texts in, a table of how they are sourced out."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from attrib.errors import InputTypeError, InputValueError
from attrib.report import Claim, Report, Share


class ScoresMany(Protocol):
    """What is asked of a scorer: what :class:`attrib.Scorer` does."""

    def score_many(
        self, texts: Iterable[str], *, n_jobs: int | None = None, publisher: str | None = None
    ) -> Iterator[Report]:
        """The reports of the texts, in order."""


SHARES = (
    "named", "described", "anonymous", "direct", "mixed", "indirect", "relayed", "single_origin", "disputed",
    "unsourced",
)  # fmt: skip
"""The counts of a report's summary that are also given as shares of its claims."""

_MEANS: Mapping[str, Callable[[Claim], float]] = {
    "mean_directness": lambda claim: claim.directness,
    "mean_credibility": lambda claim: claim.credibility,
    "mean_confidence": lambda claim: claim.confidence,
    "mean_hops": lambda claim: len(claim.chain),
    "mean_independent_origins": lambda claim: claim.independent_origins,
}

FEATURES: tuple[str, ...] = (
    "claims",
    "hops",
    *(f"{name}_count" for name in SHARES),
    *(f"{name}_share" for name in SHARES),
    "author_voice",
    *_MEANS,
)
"""The columns of :class:`AttributionFeatures`, in their order."""


class AttributionFeatures(TransformerMixin, BaseEstimator):
    """Turns texts into counts, shares and means of their reports, one row a text and one column a feature.

    ``X`` is a sequence of ``str``, or an array or data frame with one column of them.  The columns are ``FEATURES``:
    how many claims and hops; of what :class:`attrib.Summary` counts, counts and shares of the claims; the share of the
    text in the author's own voice; means over the claims.  Shares and means of a text without claims are 0.
    Credibility is not a probability of truth, and neither is any feature.

    ``scorer`` is an :class:`attrib.Scorer` or whatever has its ``score_many``; by default the library's own, which
    reads its models with the first text.  ``n_jobs`` and ``publisher`` are handed on to it.  Nothing is learned:
    ``fit`` only checks its input, and need not be called.

    Raises :class:`~attrib.errors.InputTypeError` for what holds no strings, and
    :class:`~attrib.errors.InputValueError` for more than one column.

    >>> from attrib.sklearn import AttributionFeatures
    >>> features = AttributionFeatures()
    >>> texts = ["The pier will close, Mayor Ida Roth said.", "It rained all week."]
    >>> [str(name) for name in features.get_feature_names_out()[:3]]
    ['claims', 'hops', 'named_count']
    >>> features.transform(texts)[:, :3].tolist()
    [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]
    """

    def __init__(self, scorer: ScoresMany | None = None, n_jobs: int | None = None, publisher: str | None = None):
        self.scorer = scorer
        self.n_jobs = n_jobs
        self.publisher = publisher

    def fit(self, X: Any, y: Any = None) -> AttributionFeatures:
        """Checks that ``X`` holds texts; ``y`` is not looked at."""
        _texts(X)
        return self

    def transform(self, X: Any) -> Any:
        """The features of each text, as an array of floats of shape (texts, features)."""
        texts = _texts(X)
        reports = self._scorer().score_many(texts, n_jobs=self.n_jobs, publisher=self.publisher)
        rows = [_features(report) for report in reports]
        return np.array(rows, dtype=np.float64).reshape(len(texts), len(FEATURES))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The names of the columns; what the column of texts is called is not looked at."""
        return np.asarray(FEATURES, dtype=object)

    def _scorer(self) -> ScoresMany:
        if self.scorer is not None:
            return self.scorer
        from attrib import scorer

        return scorer

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.no_validation = True
        return tags


def _texts(X: Any) -> Sequence[str]:
    """The texts of a sequence, or of the one column of an array or data frame."""
    if isinstance(X, (str, bytes)):
        raise InputTypeError(f"X: expected a sequence of texts, got one {type(X).__name__}")
    if isinstance(X, Iterable) and not hasattr(X, "__len__"):
        X = list(X)
    column = np.asarray(X, dtype=object)
    if column.ndim == 2 and column.shape[1] == 1:
        column = column[:, 0]
    if column.ndim != 1:
        raise InputValueError(f"X: expected one column of texts, got the shape {column.shape}")
    for i, text in enumerate(column):
        if not isinstance(text, str):
            raise InputTypeError(f"X[{i}]: expected a str, got {type(text).__name__}")
    return [str(text) for text in column]


def _features(report: Report) -> Sequence[float]:
    summary = report.summary
    shares: list[Share] = [getattr(summary, name) for name in SHARES]
    claims = report.claims
    return [
        summary.claims,
        summary.hops,
        *(share.count for share in shares),
        *(share.share for share in shares),
        summary.author_voice,
        *(statistics.fmean(map(mean, claims)) if claims else 0.0 for mean in _MEANS.values()),
    ]
