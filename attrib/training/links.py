"""Trains the classifiers of directness and confidence on the worldwide corpus, and measures them by cross-validation.

Features come from the automatic extraction, labels from the annotators: the probabilities know the extraction's own
errors. Articles are kept whole: none is in training and test at once.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attrib.adapter import Parser
from attrib.directness import VALUES, LinkModel, chain_directness
from attrib.provenance import ResolvedChain, trace
from attrib.report import Form, Level
from attrib.store import MANIFEST
from attrib.training.cards import fingerprint
from attrib.training.gold import GoldArticle, GoldClaim, match, read_worldwide, words_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
_CLASS = {Form.DIRECT: 0, Form.MIXED: 1, Form.INDIRECT: 2}
_NOBODY = len(VALUES) - 1


class Example(NamedTuple):
    """One chain that was found: its article, its links' features, whether each is right, the class of each (for a
    chain that the annotators have too), and the directness from 0 to 4 that they gave it."""

    article: int
    links: NDArray[np.float64]
    right: tuple[bool, ...]
    classes: tuple[int, ...] | None
    directness: int | None


def examples(articles: list[GoldArticle], parser: Parser) -> list[Example]:
    """Every chain found in the articles, held against the annotation."""
    found = []
    for k, article in enumerate(articles):
        traced, _ = trace(parser.parse([article.text])[0], publisher=article.publisher)
        pairs = match(article.text, [c.content for c in article.claims], [t.chain.content for t in traced])
        gold = {j: article.claims[i] for i, j in pairs}
        found += [_example(k, article.text, chain, gold.get(j)) for j, chain in enumerate(traced)]
    return found


def _example(k: int, text: str, traced: ResolvedChain, gold: GoldClaim | None) -> Example:
    links = np.stack([features.vector() for features in traced.features])
    if gold is None:
        return Example(k, links, (False,) * len(links), None, None)
    last = len(traced.sources) - 1
    right = tuple(
        _agrees(text, source.mention, gold.chain[0 if i < last else -1].source) and (i == last or len(gold.chain) > 1)
        for i, source in enumerate(traced.sources)
    )
    origin = _NOBODY if len(gold.chain) == 1 and gold.level is Level.HEARSAY else _CLASS[gold.form]
    classes = (*(_CLASS[Form.INDIRECT] for _ in range(last)), origin) if len(gold.chain) == last + 1 else None
    return Example(k, links, right, classes, gold.directness)


def _agrees(text: str, a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return bool(words_in(text, [a]) & words_in(text, [b]))


def fit(data: list[Example]) -> bytes:
    """The two classifiers, fitted, as the bytes of an ``npz`` file."""
    from sklearn.linear_model import LogisticRegression

    x = np.concatenate([e.links for e in data])
    sure = LogisticRegression(max_iter=5000).fit(x, np.array([r for e in data for r in e.right]))
    known = [e for e in data if e.classes is not None]
    forms = LogisticRegression(max_iter=5000).fit(
        np.concatenate([e.links for e in known]), np.array([c for e in known for c in e.classes or ()])
    )
    file = io.BytesIO()
    np.savez(
        file,
        directness_coef=forms.coef_,
        directness_intercept=forms.intercept_,
        confidence_coef=sure.coef_,
        confidence_intercept=sure.intercept_,
    )
    return file.getvalue()


def cross_validate(data: list[Example]) -> dict[str, float]:
    """Figures over five folds by article: how well directness ranks, how well confidence is calibrated."""
    from scipy.stats import spearmanr

    wanted: list[int] = []
    scores: list[float] = []
    sure: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        model = LinkModel(fit([e for e in data if e.article % FOLDS != fold]))
        for example in (e for e in data if e.article % FOLDS == fold):
            judged = model.judge_vectors(example.links)
            sure += [c for _, c in judged]
            right += example.right
            if example.directness is not None:
                wanted.append(example.directness)
                scores.append(chain_directness([d for d, _ in judged]))
    return {
        "links": len(right),
        "links right": float(np.mean(right)),
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


def train_links(data: Path, out: Path, parser: Parser) -> dict[str, float]:
    """Write ``links.npz``, its card and its line of the manifest to ``out``; return the cross-validated figures."""
    found = examples(read_worldwide(data / "worldwide"), parser)
    figures = {name: round(value, 4) for name, value in cross_validate(found).items()}
    (out / "links.npz").write_bytes(fit(found))
    (out / "links.md").write_text(_CARD.format(figures=_rows(figures)), encoding="utf-8")
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["links.npz"] = {
        **fingerprint(out / "links.npz"),
        "recipe": "attrib train links --data DIR --out models",
        "data": [_DATA],
        "licence": "annotations made for this project; no licence is stated for the texts, which cannot be read back",
        "dev": figures,
    }
    manifest["files"] = dict(sorted(manifest["files"].items()))
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return figures


def _rows(figures: dict[str, float]) -> str:
    return "\n".join(f"| {name} | {value:g} |" for name, value in figures.items())


_DATA = "150 newswire articles of the English Worldwide Newswire corpus (Shan et al. 2023), annotated for this project"
_CARD = f"""# Directness and confidence of links

Two logistic regressions of scikit-learn over the same features of the automatic extraction: how directly one link of a
chain brings its source's words (verbatim, in part, as a paraphrase, answered for by nobody), and how likely the link is
to be right. Kept as arrays of coefficients; loading them runs no foreign code.

## Made from

- {_DATA}

    attrib train links --data DIR --out models

## Figures

Five folds by article, over what the automatic extraction finds in the raw text; ECE is the expected calibration error
over ten bins of equal width.

| figure | value |
| --- | --: |
{{figures}}

## Limits

- The probabilities are honest about the extraction that they were trained with: whoever replaces the parser or the
  rules trains them again.
- Newswire in English. A claim that the extraction misses has no probability at all.
"""
