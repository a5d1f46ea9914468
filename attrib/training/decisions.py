"""Fits the classifiers that decide (links, sources, commitment, hops), each also without every fold.

The tagger has learned from most of PolNeAR and from the worldwide corpus; the classifiers have to know it as it is on
texts that it has not seen. They learn from the articles of PolNeAR that were kept from it, and from the worldwide
corpus as five other taggers see it, each trained without the articles that it is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attrib.adapter import Parser, load_stages
from attrib.commitment import CommitmentModel
from attrib.directness import LinkModel
from attrib.encoder import load_encoder
from attrib.errors import DataNotFoundError
from attrib.linking import LinkJudge
from attrib.namekinds import NameModel
from attrib.profiles import SourceJudge
from attrib.provenance import ChainJudges
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore
from attrib.tagger import TaggerModel, load_tagger, tagger_of_bytes
from attrib.training import hops, linking
from attrib.training.chains import LearnedChains, learn_chains
from attrib.training.gold import read_articles
from attrib.training.linking import Examples
from attrib.training.names import fit_names, read_names
from attrib.training.reading import ALWAYS, FOLDS, Reading, read_attributed, read_claims_of
from attrib.training.synthetic import synthesize
from attrib.training.tagger_recipe import fold_file, kept_from_tagger

SYNTHETIC = 40
"""Articles of synthetic chains."""


class Learned(NamedTuple):
    """What was learned from: the articles in each view, their candidates, and the judges fitted without each fold."""

    attitudes: list[Reading]
    guidelines: list[Reading]
    examples: Mapping[str, Examples]
    judges: Mapping[str, tuple[LinkJudge, ...]]
    names: bytes
    chains: LearnedChains


def learn(data: Path, work: Path, models: Path, *, skip_broken: bool = False) -> Learned:
    """Read the corpora as the models in a folder and the taggers in ``work`` see them, and fit the folds' judges.

    Raises :class:`DataNotFoundError` for what is missing and :class:`InputValueError` for a broken annotation, unless
    told to skip it.
    """
    store = ModelStore(models)
    encoder = load_encoder(store)
    parser = Parser(load_stages(store, encoder))

    @cache
    def tagger_of(fold: int) -> TaggerModel:
        path = fold_file(work, fold)
        if not path.is_file():
            raise DataNotFoundError(f"{path} is missing: `attrib train tagger` makes a tagger for each fold")
        return TaggerModel(tagger_of_bytes(encoder.encoder, path.read_bytes()), encoder.tokenizer, GUIDELINES)

    held = kept_from_tagger(data / "polnear" / "train", skip_broken=skip_broken)
    articles = read_articles(data / "worldwide")
    named = read_names(data / "ner" / "worldwide", without={article.name for article in articles})
    attitudes = read_attributed(held, parser, load_tagger(store, encoder, ATTITUDES))
    guidelines = read_claims_of(articles, parser, tagger_of)
    made = synthesize(attitudes, SYNTHETIC, seed=1)
    shipped = load_tagger(store, encoder, GUIDELINES)
    synthetic = [r._replace(fold=ALWAYS) for r in read_claims_of(made, parser, lambda _: shipped)]
    return fit_judges(attitudes, guidelines, synthetic, fit_names(named))


def fit_judges(attitudes: list[Reading], guidelines: list[Reading], synthetic: list[Reading], names: bytes) -> Learned:
    """The judges of links for each view and of chains, each fitted without one of the folds.

    Chains of two hops are rare: ``synthetic`` articles have more, for the judges of links in the guidelines' view.
    """
    examples = {
        ATTITUDES: linking.examples(attitudes, attitudes=True),
        GUIDELINES: linking.examples([*guidelines, *synthetic], attitudes=False),
    }
    judges = {
        view: tuple(linking.judge_of(linking.fit(linking.without(found, fold))) for fold in range(FOLDS))
        for view, found in examples.items()
    }
    chains = learn_chains(guidelines, judges[GUIDELINES].__getitem__, NameModel(names))
    return Learned(attitudes, guidelines, examples, judges, names, chains)


def chain_judges(learned: Learned, fold: int) -> ChainJudges:
    """The judges in the guidelines' view that do not know a fold."""
    return ChainJudges(learned.judges[GUIDELINES][fold], *learned.chains.folds[fold])


def hop_examples(learned: Learned) -> tuple[list[hops.Example], list[hops.Example]]:
    """The hops of either view, guidelines first, as judges that do not know the articles decide."""
    whole = (
        SourceJudge(learned.chains.sources, NameModel(learned.names)),
        CommitmentModel(learned.chains.commitment),
    )
    guidelines = [chain_judges(learned, fold) for fold in range(FOLDS)]
    attitudes = [ChainJudges(links, *whole) for links in learned.judges[ATTITUDES]]
    return (
        hops.examples(learned.guidelines, guidelines, attitudes=False),
        hops.examples(learned.attitudes, attitudes, attitudes=True),
    )


def hop_model(learned: Learned, fold: int, examples: tuple[list[hops.Example], list[hops.Example]]) -> LinkModel:
    """The classifiers of hops in the guidelines' view, fitted without a fold."""
    guidelines, attitudes = examples
    return LinkModel(hops.fit([e for e in guidelines if e.fold != fold], attitudes), GUIDELINES)
