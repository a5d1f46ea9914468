"""Trains the classifiers of directness and confidence of hops, and measures them by cross-validation.

Features come from the automatic extraction, labels from the annotators: the probabilities know the extraction's own
errors. Articles are kept whole: none is in training and test at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attrib.directness import VALUES, LinkModel, chain_directness
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
    links: NDArray[np.float64]
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
    vectors = np.stack([features.vector() for features in traced.features])
    if link is None:
        return Example(reading.fold, vectors, (False,) * len(vectors), None, None)
    last = len(traced.sources) - 1
    if claim is None:
        own = traced.sources[-1].mention
        right = meet([own] if own else [], link.source)
        return Example(reading.fold, vectors, (right,) * len(vectors), None, None)
    rights = tuple(
        _agrees(reading.text, source.mention, claim.chain[0 if i < last else -1].source)
        and (i == last or len(claim.chain) > 1)
        for i, source in enumerate(traced.sources)
    )
    origin = _NOBODY if len(claim.chain) == 1 and claim.level is Level.HEARSAY else _CLASS[claim.form]
    classes = (*(_CLASS[Form.INDIRECT] for _ in range(last)), origin) if len(claim.chain) == last + 1 else None
    return Example(reading.fold, vectors, rights, classes, claim.directness)


def _agrees(text: str, a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return bool(words_in(text, [a]) & words_in(text, [b]))


def fit(guidelines: Sequence[Example], attitudes: Sequence[Example]) -> bytes:
    """The classifiers, fitted, as the bytes of an ``npz`` file: directness, and confidence in either view."""
    from sklearn.linear_model import LogisticRegression

    known = [e for e in guidelines if e.classes is not None]
    forms = LogisticRegression(max_iter=5000).fit(
        np.concatenate([e.links for e in known]), np.array([c for e in known for c in e.classes or ()])
    )
    arrays = [("directness_coef", forms.coef_), ("directness_intercept", forms.intercept_)]
    for view, data in ((GUIDELINES, guidelines), (ATTITUDES, attitudes)):
        sure = LogisticRegression(max_iter=5000).fit(
            np.concatenate([e.links for e in data]), np.array([r for e in data for r in e.right])
        )
        arrays += [(f"{view}_coef", sure.coef_), (f"{view}_intercept", sure.intercept_)]
    return to_npz(arrays)


def cross_validate(guidelines: Sequence[Example], attitudes: Sequence[Example]) -> dict[str, float]:
    """Figures over the folds of the worldwide corpus: how well directness ranks and confidence is calibrated."""
    from scipy.stats import spearmanr

    wanted: list[int] = []
    scores: list[float] = []
    sure: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        model = LinkModel(fit([e for e in guidelines if e.fold != fold], attitudes), GUIDELINES)
        for example in (e for e in guidelines if e.fold == fold):
            judged = model.judge_vectors(example.links)
            sure += [c for _, c in judged]
            right += example.right
            if example.directness is not None:
                wanted.append(example.directness)
                scores.append(chain_directness([d for d, _ in judged]))
    return {
        "hops": len(right),
        "hops right": float(np.mean(right)),
        "confidence ECE": expected_calibration_error(np.array(sure), np.array(right)),
        "claims": len(wanted),
        "directness Spearman": float(spearmanr(scores, wanted).statistic),
    }


def expected_calibration_error(p: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """The mean distance of confidence and accuracy over bins of equal width, weighted by size (Guo et al. 2017)."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(abs(p[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in np.unique(place))
    )
