"""Trains the classifier that decides links, from candidates held against the annotation."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.candidates import Candidate, find_candidates
from attrib.cues import find_cues
from attrib.evidence import weigh_candidates
from attrib.linking import LinkJudge
from attrib.proposals import propose
from attrib.quotations import Outermost
from attrib.report import Span
from attrib.training.gold import words_in
from attrib.training.polnear import GoldAttribution
from attrib.training.reading import ALWAYS, Reading

Arrays = Mapping[str, NDArray[np.float64]]

STRENGTH = 0.02
"""The inverse strength of regularisation, over features scaled to unit variance."""

INDIFFERENT = 0.005
"""Thresholds whose F1 is that close to the best count as best too. The lowest of them is taken: a link that is right in
part is worth more than none."""


class Examples(NamedTuple):
    """The evidence for some candidates (candidates, features), whether each is right, the fold of its article, and
    how many links the annotators have in all, those of articles that are learned from in any case not counted."""

    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    fold: NDArray[np.int64]
    wanted: int


def examples(readings: Sequence[Reading], *, attitudes: bool) -> Examples:
    """The candidates of some articles, held against their annotation."""
    evidence, right, folds = [], [], []
    for reading in readings:
        outermost = Outermost(reading.quotations)
        cues = find_cues(reading.parse, attitudes=attitudes)
        candidates = find_candidates(reading.parse, propose(reading.parse, reading.sight), cues, outermost)
        evidence.append(weigh_candidates(reading.parse, reading.sight, candidates, outermost))
        right += [_is_right(reading.text, candidate, reading.links) for candidate in candidates]
        folds += [reading.fold] * len(candidates)
    wanted = sum(len(reading.links) for reading in readings if reading.fold != ALWAYS)
    return Examples(np.concatenate(evidence), np.array(right), np.array(folds), wanted)


def _is_right(text: str, candidate: Candidate, gold: Sequence[GoldAttribution]) -> bool:
    """Whether a candidate has the content of an annotated link (Jaccard of words at least one half), and words of its
    source and of its cue."""
    link = candidate.link
    words = words_in(text, link.content)
    source = [] if link.source is None else [link.source.span]
    for wanted in gold:
        content = words_in(text, wanted.content)
        alike = words & content and 2 * len(words & content) >= len(words | content)
        if alike and meet(source, wanted.source) and meet([candidate.cue.span], wanted.cue):
            return True
    return False


def meet(found: Sequence[Span], wanted: Sequence[Span]) -> bool:
    """Whether some spans overlap others, or both are none."""
    if not found or not wanted:
        return not found and not wanted
    return any(a.start < b.end and b.start < a.end for a in found for b in wanted)


def fit(data: Examples) -> Arrays:
    """The arrays of a classifier, with the threshold that gives the best F1 on articles it was not fitted to."""
    p = np.full(len(data.right), np.nan)
    for fold in set(data.fold) - {ALWAYS}:
        inside = data.fold == fold
        p[inside] = judge_of(_fit(without(data, fold))).probabilities(data.evidence[inside])
    order = np.argsort(-p)[: np.count_nonzero(data.fold != ALWAYS)]
    f1 = 2 * np.cumsum(data.right[order]) / (np.arange(1, len(order) + 1) + data.wanted)
    return {**_fit(data), "threshold": p[order][f1 >= f1.max() - INDIFFERENT].min()}


def without(data: Examples, fold: int) -> Examples:
    """The examples that are not of a fold; what is wanted shrinks in proportion."""
    kept = data.fold != fold
    share = np.count_nonzero(kept & (data.fold != ALWAYS)) / np.count_nonzero(data.fold != ALWAYS)
    return Examples(data.evidence[kept], data.right[kept], data.fold[kept], round(data.wanted * share))


def _fit(data: Examples) -> Arrays:
    from sklearn.linear_model import LogisticRegression

    mean, scale = data.evidence.mean(axis=0), data.evidence.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((data.evidence - mean) / scale, data.right)
    coef = model.coef_ / scale
    return {"coef": coef, "intercept": model.intercept_ - coef @ mean}


def judge_of(arrays: Arrays) -> LinkJudge:
    """The classifier that some arrays describe."""
    return LinkJudge(dump({"only": arrays}), "only")


def dump(by_view: Mapping[str, Arrays]) -> bytes:
    """The classifiers of some views, as the bytes of an ``npz`` file."""
    return to_npz((f"{view}.{name}", array) for view, arrays in by_view.items() for name, array in arrays.items())


def to_npz(arrays: Iterable[tuple[str, NDArray[np.float64]]]) -> bytes:
    """Named arrays as the bytes of an ``npz`` file."""
    file = io.BytesIO()
    named: dict[str, NDArray[np.float64]] = dict(arrays)
    np.savez_compressed(file, allow_pickle=False, **named)
    return file.getvalue()
