"""Trains what is learned of chains: who their sources are, of what kind, and what they do with a content.

Kinds and commitment are learned from the chains that the automatic stages find, by the annotation of the claims that
they match; those stages have the ranker of each fold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attrib.antecedents import Ranker
from attrib.chains import Chain
from attrib.commitment import COMMITMENTS, CommitmentModel, commitment_evidence
from attrib.linking import LinkJudge
from attrib.namekinds import NameModel
from attrib.profiles import IDENTIFICATIONS, TYPES, SourceJudge, profile
from attrib.provenance import follow
from attrib.speakers import Speakers
from attrib.training.gold import GoldClaim, GoldHop, match
from attrib.training.linking import to_npz
from attrib.training.reading import FOLDS, Reading
from attrib.training.speakers import fit_ranker, questions

if TYPE_CHECKING:
    from numpy.typing import NDArray

Arrays = list[tuple[str, "NDArray[np.float64]"]]

REGULARITY = 0.3


class Found(NamedTuple):
    """A chain that was found, and the annotated claim that it is."""

    reading: Reading
    chain: Chain
    speakers: Speakers
    claim: GoldClaim


class Labelled(NamedTuple):
    """What a classifier sees, the class that the annotators give it, and the fold of its article."""

    fold: int
    row: NDArray[np.float64]
    label: int


class LearnedChains(NamedTuple):
    """The judges of sources and of commitment, as the bytes of ``npz`` files, and without each of the folds."""

    sources: bytes
    commitment: bytes
    folds: tuple[tuple[SourceJudge, CommitmentModel], ...]


def learn_chains(readings: Sequence[Reading], links_of: Callable[[int], LinkJudge], names: NameModel) -> LearnedChains:
    """Learn from articles whose links are decided by the judge of each fold."""
    asked = questions(readings, names)
    rankers = [fit_ranker([q for q in asked if q.fold != fold]) for fold in range(FOLDS)]
    found = list(_found(readings, links_of, [Ranker(dict(arrays)) for arrays in rankers].__getitem__, names))
    types = list(_sources(found, lambda hop: TYPES.index(hop.type)))
    identifications = list(_sources(found, lambda hop: IDENTIFICATIONS.index(hop.identification)))
    commitments = [
        Labelled(r.fold, commitment_evidence(r.parse, chain.link), COMMITMENTS.index(claim.commitment))
        for r, chain, _, claim in found
    ]

    def sources(ranker: Arrays, fold: int | None) -> bytes:
        return to_npz([*ranker, *_fit(types, fold, "type_"), *_fit(identifications, fold, "identification_")])

    folds = tuple(
        (SourceJudge(sources(ranker, fold), names), CommitmentModel(to_npz(_fit(commitments, fold))))
        for fold, ranker in enumerate(rankers)
    )
    return LearnedChains(sources(fit_ranker(asked), None), to_npz(_fit(commitments, None)), folds)


def _found(
    readings: Sequence[Reading],
    links_of: Callable[[int], LinkJudge],
    ranker_of: Callable[[int], Ranker],
    names: NameModel,
) -> Iterator[Found]:
    for reading in readings:
        chains, speakers = follow(
            reading.parse, reading.quotations, reading.sight, links_of(reading.fold), ranker_of(reading.fold), names,
            publisher=reading.publisher,
        )  # fmt: skip
        pairs = match(reading.text, [claim.content for claim in reading.claims], [chain.content for chain in chains])
        for i, j in pairs:
            yield Found(reading, chains[j], speakers, reading.claims[i])


def _sources(found: Sequence[Found], label: Callable[[GoldHop], int]) -> Iterator[Labelled]:
    """The sources of all hops that the annotators have too."""
    for reading, chain, speakers, claim in found:
        if len(claim.chain) != len(chain.hops):
            continue
        for hop, own in zip(claim.chain, chain.hops, strict=True):
            entity = None if own.source is None else speakers.of.get(own.source)
            if entity is not None:
                yield Labelled(reading.fold, profile(reading.parse, entity), label(hop))


def _fit(data: Sequence[Labelled], fold: int | None, prefix: str = "") -> Arrays:
    """The arrays of a classifier, fitted without a fold."""
    from sklearn.linear_model import LogisticRegression

    kept = [each for each in data if each.fold != fold]
    model = LogisticRegression(C=REGULARITY, max_iter=5000).fit(
        np.stack([each.row for each in kept]), [each.label for each in kept]
    )
    arrays = {"coef": model.coef_, "intercept": model.intercept_, "classes": model.classes_}
    return [(prefix + name, array) for name, array in arrays.items()]
