"""Trains the ranker that says whom a mention without a name takes up, on the annotated names of sources.

It meets each annotated mention as if those before it had been resolved rightly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attrib.antecedents import Options
from attrib.bearers import Bearers
from attrib.entities import Entity
from attrib.mentions import Mention
from attrib.namekinds import NameModel
from attrib.parse import Parse
from attrib.quotations import Outermost
from attrib.report import Span
from attrib.speakers import Resolver, in_order
from attrib.training.gold import WORD
from attrib.training.reading import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

REGULARITY = 0.3
LEAST_PRONOUN, LEAST_NOUN = 0.15, 0.4
"""How likely the best option must be for a pronoun and for a description to take it up."""


class Question(NamedTuple):
    """A mention without a name: the fold of its article, whom it may take up, and which of them are right."""

    fold: int
    pronoun: bool
    evidence: NDArray[np.float64]
    right: NDArray[np.bool_]


def questions(readings: Sequence[Reading], names: NameModel) -> list[Question]:
    """All annotated mentions without a name, each met as if those before it had been resolved rightly."""
    return [question for reading in readings for question in _questions(reading, names)]


def _questions(reading: Reading, model: NameModel) -> list[Question]:
    resolver = Resolver(reading.parse, Bearers(reading.parse, model), quotations=Outermost(reading.quotations))
    hops = ((mention_of(reading.parse, hop.source), hop.name) for c in reading.claims for hop in c.chain if hop.source)
    names = {mention: name for mention, name in hops if mention is not None and name}
    known: defaultdict[str, list[Entity]] = defaultdict(list)
    asked: list[Question] = []
    for mention in in_order(names):
        name = names[mention]

        def choose(options: Options, name: str = name) -> Entity:
            fits = [e in known[name] or _called(e, name) for e in options.entities]
            asked.append(Question(reading.fold, options.pronoun, options.evidence, np.array(fits, dtype=bool)))
            right = (e for e, fit in zip(options.entities, fits, strict=True) if fit)
            return next(right, None) or next(iter(known[name]), None) or Entity()

        entity = resolver.take(mention, choose)
        if entity is not None:
            known[name].append(entity)
    return asked


def mention_of(parse: Parse, span: Span) -> Mention | None:
    """The mention that an annotated span is; none if it begins inside a word."""
    words = parse.within(span.start, span.end)
    if not words or parse.words[words[0]].start != span.start:
        return None
    n = parse.places[words[0]][0]
    places = [i for m, i in (parse.places[k] for k in words) if m == n]
    sentence = parse.sentences[n].words
    heads = [i for i in places if sentence[i].head not in places]
    nominal = [i for i in heads if sentence[i].upos in {"NOUN", "PROPN", "PRON", "DET", "NUM"}]
    return Mention(sentence=n, head=(nominal or heads)[0], span=span)


def _called(entity: Entity, name: str) -> bool:
    """Whether an entity bears an annotated name."""
    if entity.bearer is None:
        return False
    words, own = WORD.findall(name.lower()), WORD.findall(" ".join(entity.bearer.name).lower())
    alike = set(own) <= set(words) or set(words) <= set(own)
    return bool(words and own) and words[-1] == own[-1] and alike and 3 * len(own) >= len(words)


def fit_ranker(data: Sequence[Question]) -> list[tuple[str, NDArray[np.float64]]]:
    """The ranker's arrays by name."""
    from sklearn.linear_model import LogisticRegression

    asked = [q for q in data if len(q.right)]
    model = LogisticRegression(C=REGULARITY, max_iter=5000).fit(
        np.concatenate([q.evidence for q in asked]), np.concatenate([q.right for q in asked])
    )
    return [
        ("coef", model.coef_), ("intercept", model.intercept_),
        ("least_pronoun", np.array(LEAST_PRONOUN)), ("least_noun", np.array(LEAST_NOUN)),
    ]  # fmt: skip
