"""Weighs whom a mention without a name takes up: what speaks for each source or name nearby, and a trained ranker."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.asked import CERTAIN, SINGLE, Asked
from attrib.classifiers import Classifier
from attrib.entities import Entity
from attrib.mentions import DEFINITE
from attrib.namekinds import NameKind
from attrib.names import BODIES, type_of_name
from attrib.report import SourceType
from attrib.roles import is_another

FAR = 50
"""The distance, in sentences, of what is not there."""

LEAD = 3
"""The sentences in which a report brings in who matters, often before it names them."""

LOOKED_BACK = 12
"""Namings that are looked through for one outside quotations."""

_THINGS = frozenset({SourceType.OUTLET, SourceType.DOCUMENT})

FEATURES = (
    "bias",
    # how long ago it was met
    "distance", "same sentence", "sentence before", "same paragraph", "met as subject", "recency", "most recent",
    "only ahead", "soon ahead",
    # what it is to the document
    "spoke last", "spoke", "silence", "hardly silent", "times met", "times in all", "met in the lead",
    # whether the two agree
    "wanted type", "same type", "same gender", "other gender", "same number", "same words",
    "called so", "called so, definite", "called likewise", "noun in its name", "noun in its name, definite",
    "words in common",
    # what it is
    "no type", "a person", "has a name", *(f"name of {kind.name}" for kind in NameKind),
    # what asks
    "definite", "indefinite", "first person",
)  # fmt: skip
"""What the columns say of a mention and an entity that it may take up."""

GROUPS = ("pronoun of a person", "other pronoun", "description")
"""The kinds of mentions; each has columns of its own."""


class Options(NamedTuple):
    """Whom a mention may take up, and what speaks for each: shape (options, features of each group)."""

    entities: tuple[Entity, ...]
    evidence: NDArray[np.float64]
    pronoun: bool


def weigh_options(asked: Asked, entities: Sequence[Entity], last: Entity | None) -> Options:
    """What speaks for each of the entities that a mention can stand for; ``last`` is who spoke last."""
    seen = [s for entity in entities if (s := _Seen(asked, entity)).possible]
    order = [s.since for s in seen if s.fits]
    evidence = np.zeros((len(seen), len(GROUPS), len(FEATURES)))
    for row, s in zip(evidence, seen, strict=True):
        row[asked.group] = s.features(order, last)
    return Options(
        tuple(s.entity for s in seen), evidence.reshape(len(seen), len(GROUPS) * len(FEATURES)), asked.pronoun != ""
    )


def is_possible(asked: Asked, entity: Entity) -> bool:
    """Whether number, gender, kind and role let a mention stand for an entity at all."""
    return _Seen(asked, entity).possible


def since(asked: Asked, entity: Entity) -> int:
    """How many sentences ago an entity was met."""
    return asked.mention.sentence - _Seen(asked, entity).sentence


class Ranker:
    """The trained judge of whom a mention without a name takes up, from arrays of an ``npz`` file."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float64]]):
        self._classifier = Classifier(arrays["coef"], arrays["intercept"])
        self._least = {True: float(arrays["least_pronoun"]), False: float(arrays["least_noun"])}

    def choose(self, options: Options) -> Entity | None:
        """The likeliest option, none if none is likely enough."""
        if not options.entities:
            return None
        p = self._classifier.probabilities(options.evidence)[:, 1]
        best = int(p.argmax())
        return options.entities[best] if p[best] >= self._least[options.pronoun] else None


class _Seen:
    """One entity from where a mention stands."""

    def __init__(self, asked: Asked, entity: Entity):
        self.asked, self.entity = asked, entity
        self.namings = entity.bearer.namings if entity.bearer else []
        self.known = bisect_left(entity.bearer.starts, asked.mention.span.start) if entity.bearer else 0
        met = [(m.span.start, m.sentence, False) for m in entity.mentions[-1:]]  # they all stand before
        before = self.namings[max(self.known - LOOKED_BACK, 0) : self.known]
        met += [(n.start, n.sentence, n.subject) for n in before]
        told = [place for place in met if not asked.reaches_out or not asked.spoken(place[0])]
        self.only_spoken = bool(met) and not told
        self.since, self.sentence, self.subject = max(told, default=(-1, -1, False))
        self.type = entity.type
        self.clash = asked.clashes(entity.gender)
        self.fits = bool(told) and self.type in asked.wanted and not self.clash

    @property
    def possible(self) -> bool:
        """Whether number, gender, kind and role let the mention stand for it at all."""
        if self.asked.pronoun in {"he", "she"}:
            return not (self.clash or self.only_spoken or self._is_no_person)
        if self.asked.pronoun == "it":
            many = self.entity.plural and self.type is not SourceType.ORGANIZATION
            return self.type is not SourceType.PERSON and not many
        if self.asked.pronoun == "they" and self.type is SourceType.DOCUMENT:
            return False
        if self._is_called_otherwise or self.asked.apart:
            return False
        return not self.asked.indefinite or self.asked.plural or self._may_be_brought_in

    @property
    def _is_no_person(self) -> bool:
        entity, bearer = self.entity, self.entity.bearer
        if bearer is not None:
            body = type_of_name(bearer.name) in BODIES or bearer.likely[NameKind.BODY] > CERTAIN
            return bool(body) or self.type in _THINGS
        return entity.named or entity.plural or self.type not in SINGLE

    @property
    def _is_called_otherwise(self) -> bool:
        """Whether the mention calls one by a role that is another's, whose it may be ("his wife"), or tied to what is
        new ("the skipper of a tug")."""
        asked, entity = self.asked, self.entity
        if asked.noun in entity.nouns:
            return False
        if asked.may_be_of(entity):
            return True
        if entity.plural or not asked.by_role:
            return False
        another = is_another(asked.noun, entity.nouns, tied=asked.tied)
        return another or (asked.tied_anew and entity.bearer is not None)

    @property
    def _may_be_brought_in(self) -> bool:
        """Whether it may be whom "a senior official" brings in: told of before in these words, or named only later."""
        if self.since >= 0:
            own = self.asked.text
            told = (phrase.span.text.lower() for phrase in self.entity.phrases)
            return not self.entity.named and any(p.startswith(own) or set(p.split()) <= set(own.split()) for p in told)
        return self.asked.noun in self.entity.nouns or self.asked.mention.sentence < LEAD

    def features(self, order: Sequence[int], last: Entity | None) -> list[float]:
        """The columns of :data:`FEATURES`; ``order`` tells where those that fit were last met."""
        asked, entity, n = self.asked, self.entity, self.asked.mention.sentence
        met = self.since >= 0
        distance = max(n - self.sentence, 0) if met else FAR
        ahead = self.namings[self.known].sentence - n if self.known < len(self.namings) else FAR
        silence = max(n - entity.mentions[-1].sentence, 0) if entity.mentions else FAR
        first = min([x.sentence for x in self.namings[:1]] + [x.sentence for x in entity.mentions[:1]], default=FAR)
        rank = sum(since > self.since for since in order) if met else len(order)
        nouns, noun = entity.nouns, asked.noun
        names = {word.lower() for bearer in entity.members for word in bearer.name}
        called, in_name = bool(noun) and noun in nouns, bool(noun) and noun in names
        common = set(asked.text.split()) - DEFINITE - {noun}
        return [
            1.0,
            math.log1p(distance), distance == 0, distance == 1, self.since > asked.paragraph, self.subject,
            1 / (1 + rank), rank == 0 and self.fits, not met, not met and ahead <= 2,
            entity is last, bool(entity.mentions), math.log1p(silence), silence <= 1,
            math.log1p(len(entity.mentions) + self.known), math.log1p(len(entity.mentions) + len(self.namings)),
            first < LEAD,
            self.type in asked.wanted, asked.type is self.type is not SourceType.UNKNOWN,
            bool(entity.gender) and entity.gender == asked.gender, self.clash,
            asked.plural == (self.type is SourceType.GROUP or entity.plural), asked.text in entity.texts,
            called, called and asked.definite, bool(noun) and any(noun in x or x in noun for x in nouns),
            in_name, in_name and asked.definite, len(common & entity.words | common & nouns),
            self.type is SourceType.UNKNOWN, self.type is SourceType.PERSON, entity.bearer is not None,
            *(entity.bearer.likely if entity.bearer else (0.0,) * len(NameKind)),
            asked.definite, asked.indefinite, asked.pronoun == "i",
        ]  # fmt: skip
