"""Trains the classifiers of directness and confidence of hops, and measures them by cross-validation.

Features come from the automatic extraction, labels from the annotators: the probabilities know the extraction's own
errors. Articles are kept whole: none is in training and test at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attrib.chains import chain_directness
from attrib.directness import (
    QUOTED,
    VALUES,
    LinkFeatures,
    LinkModel,
    directness_vectors,
    expected_directness,
    level_probabilities,
)
from attrib.provenance import ChainJudges, ResolvedChain, trace
from attrib.report import Form, Level
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.training.gold import GoldClaim, match, words_in
from attrib.training.linking import meet, to_npz
from attrib.training.polnear import GoldAttribution
from attrib.training.reading import FOLDS, Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASS = {Form.DIRECT: 0, Form.MIXED: 1, Form.INDIRECT: 2}
_NOBODY = len(VALUES) - 1


class Example(NamedTuple):
    """One chain that was found: the fold of its article, its links' features, whether each is right, the class of each
    (for a chain that the annotators have too), and the directness from 0 to 4 that they gave it."""

    fold: int
    links: tuple[LinkFeatures, ...]
    right: tuple[bool, ...]
    classes: tuple[int, ...] | None
    directness: int | None


def examples(readings: Sequence[Reading], judges: Sequence[ChainJudges], *, attitudes: bool) -> list[Example]:
    """Every chain found in the articles, held against the annotation; the judges of an article's fold decide."""
    found: list[Example] = []
    for reading in readings:
        traced, _ = trace(
            reading.parse, reading.quotations, reading.sight, judges[reading.fold],
            publisher=reading.publisher, attitudes=attitudes,
        )  # fmt: skip
        pairs = match(reading.text, [c.content for c in reading.links], [t.chain.content for t in traced])
        gold = {j: i for i, j in pairs}
        for j, chain in enumerate(traced):
            i = gold.get(j)
            claim = reading.claims[i] if i is not None and reading.claims else None
            found.append(_example(reading, chain, None if i is None else reading.links[i], claim))
    return found


def _example(reading: Reading, traced: ResolvedChain, link: GoldAttribution | None, claim: GoldClaim | None) -> Example:
    links = traced.features
    if link is None:
        return Example(reading.fold, links, (False,) * len(links), None, None)
    last = len(traced.sources) - 1
    if claim is None:
        own = traced.sources[-1].mention
        right = meet([own] if own else [], link.source)
        return Example(reading.fold, links, (right,) * len(links), None, None)
    rights = tuple(
        _agrees(reading.text, source.mention, claim.chain[0 if i < last else -1].source)
        and (i == last or len(claim.chain) > 1)
        for i, source in enumerate(traced.sources)
    )
    origin = _NOBODY if claim.level is Level.HEARSAY else _CLASS[claim.form]
    classes = (*(_CLASS[Form.INDIRECT] for _ in range(last)), origin) if len(claim.chain) == last + 1 else None
    return Example(reading.fold, links, rights, classes, claim.directness)


def _agrees(text: str, a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return bool(words_in(text, [a]) & words_in(text, [b]))


def fit(guidelines: Sequence[Example], attitudes: Sequence[Example]) -> bytes:
    """The classifiers, fitted, as the bytes of an ``npz`` file: directness, and confidence in either view."""
    forms = _logistic().fit(*_directness_data(guidelines))
    arrays = [("directness_coef", forms.coef_), ("directness_intercept", forms.intercept_)]
    for view, data in ((GUIDELINES, guidelines), (ATTITUDES, attitudes)):
        sure = _logistic().fit(
            np.stack([link.vector() for e in data for link in e.links]), np.array([r for e in data for r in e.right])
        )
        arrays += [(f"{view}_coef", sure.coef_), (f"{view}_intercept", sure.intercept_)]
    return to_npz(arrays)


def _logistic() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=5000)


def _boosting() -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(max_depth=3, max_iter=30, min_samples_leaf=20, random_state=0)


class MonotoneBoosting:
    """Gradient boosting for which more in quotation marks, or a source that is stated, never means less direct.

    Constraints are to be had for two classes only, so one model tells for each step of the scale which side of it a
    link is on (Frank and Hall 2001, A simple approach to ordinal classification).
    """

    def fit(self, x: NDArray[np.float64], y: NDArray[np.int64]) -> MonotoneBoosting:
        """Fit on features and classes, 0 being the most direct."""
        from sklearn.ensemble import HistGradientBoostingClassifier

        rows = self._ordered(x)
        signs = [-1, -1] + [0] * (rows.shape[1] - 2)
        self._steps = [
            HistGradientBoostingClassifier(
                max_depth=3, max_iter=30, min_samples_leaf=20, random_state=0, monotonic_cst=signs
            ).fit(rows, y >= step)
            for step in range(1, len(VALUES))
        ]
        return self

    def predict_proba(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """How likely each row is to be of each class, shape (rows, 4)."""
        rows = self._ordered(x)
        beyond = np.minimum.accumulate([step.predict_proba(rows)[:, 1] for step in self._steps], axis=0)
        ones, zeros = np.ones(len(rows)), np.zeros(len(rows))
        found: NDArray[np.float64] = -np.diff([ones, *beyond, zeros], axis=0).T
        return found

    @staticmethod
    def _ordered(x: NDArray[np.float64]) -> NDArray[np.float64]:
        """The features with the step of the quoted share as one number."""
        steps = len(QUOTED) + 1
        return np.column_stack([x[:, :steps].argmax(axis=1), x[:, steps:]])


def _directness_data(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    known = [e for e in examples if e.classes is not None]
    return directness_vectors([link for e in known for link in e.links]), np.array(
        [c for e in known for c in e.classes or ()]
    )


def cross_validate(guidelines: Sequence[Example], attitudes: Sequence[Example]) -> dict[str, float]:
    """Figures over the folds of the worldwide corpus: how well confidence is calibrated, and directness as shipped."""
    sure: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        model = LinkModel(fit([e for e in guidelines if e.fold != fold], attitudes), GUIDELINES)
        for example in (e for e in guidelines if e.fold == fold):
            sure += [c for _, c in model.judge(example.links)]
            right += example.right
    return {
        "hops": len(right),
        "hops right": float(np.mean(right)),
        "confidence ECE": expected_calibration_error(np.array(sure), np.array(right)),
        **directness_figures(guidelines),
    }


def compare_directness(guidelines: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The figures of directness, cross-validated: as shipped, by other classifiers, without each group of features."""
    groups = {name: len(values) for name, values in guidelines[0].links[0].groups().items()}
    compared = {
        "as shipped": directness_figures(guidelines),
        "gradient boosting": directness_figures(guidelines, _boosting),
        "monotone gradient boosting": directness_figures(guidelines, MonotoneBoosting),
    }
    start = 0
    for name, size in groups.items():
        without = np.delete(np.arange(sum(groups.values())), slice(start, start + size))
        compared[f"without {name}"] = directness_figures(guidelines, _logistic, without)
        start += size
    return compared


class Judged(NamedTuple):
    """The claims that are matched, judged without their fold: the probabilities of the levels, shape (claims, 5), the
    directness, and the level that the annotators gave, from 0 to 4."""

    levels: NDArray[np.float64]
    directness: NDArray[np.float64]
    wanted: NDArray[np.int64]


def judge_directness(
    examples: Sequence[Example],
    make: Callable[[], Any] = _logistic,
    columns: NDArray[np.int64] | slice = slice(None),
) -> Judged:
    """Judge every claim with a classifier made and fitted without its fold; ``columns`` are the features it sees."""
    wanted: list[int] = []
    scores: list[float] = []
    levels: list[NDArray[np.float64]] = []
    for fold in range(FOLDS):
        x, y = _directness_data([e for e in examples if e.fold != fold])
        model = make().fit(x[:, columns], y)
        for example in (e for e in examples if e.fold == fold and e.directness is not None):
            classes = model.predict_proba(directness_vectors(example.links)[:, columns])
            wanted.append(example.directness or 0)
            scores.append(chain_directness([expected_directness(row) for row in classes]))
            levels.append(level_probabilities(classes))
    return Judged(np.array(levels), np.array(scores), np.array(wanted))


def directness_figures(
    examples: Sequence[Example],
    make: Callable[[], Any] = _logistic,
    columns: NDArray[np.int64] | slice = slice(None),
) -> dict[str, float]:
    """How well a classifier tells the levels of the claims that are matched."""
    from scipy.stats import spearmanr
    from sklearn.metrics import cohen_kappa_score

    p, scores, gold = judge_directness(examples, make, columns)
    best = p.argmax(axis=1)
    return {
        "claims": len(gold),
        "level accuracy": float((best == gold).mean()),
        "level kappa": float(cohen_kappa_score(gold, best, weights="quadratic")),
        "level ECE": expected_calibration_error(p.max(axis=1), best == gold),
        "level Brier": float(((p - np.eye(p.shape[1])[gold]) ** 2).sum(axis=1).mean()),
        "directness Spearman": float(spearmanr(scores, gold).statistic),
    }


def expected_calibration_error(p: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """The mean distance of confidence and accuracy over bins of equal width, weighted by size (Guo et al. 2017)."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(abs(p[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in np.unique(place))
    )
