"""Weighs whom a mention without a name takes up: what speaks for each source or name nearby, and a trained ranker."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib.bearers import gender_of
from attrib.classifiers import classifier
from attrib.entities import Entity, pronoun_of
from attrib.mentions import DEFINITE, INDEFINITE, Mention
from attrib.namekinds import NameKind
from attrib.parse import Parse
from attrib.report import SourceType
from attrib.sources import describe

FAR = 50
"""The distance, in sentences, of what is not there."""

_SINGLE = frozenset({SourceType.PERSON, SourceType.UNKNOWN})
_BODY = frozenset({SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT, SourceType.UNKNOWN})
_MANY = frozenset({SourceType.GROUP, SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.UNKNOWN})

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
    """What speaks for each of some entities; ``last`` is who spoke last.

    "A senior official" brings somebody in, and is no person whose name the reader has met.
    """
    seen = [_Seen(asked, entity) for entity in entities]
    if asked.indefinite and not asked.plural:
        seen = [s for s in seen if s.since < 0 or not s.entity.named or s.type is not SourceType.PERSON]
    order = [s.since for s in seen if s.fits]
    evidence = np.zeros((len(seen), len(GROUPS), len(FEATURES)))
    for row, s in zip(evidence, seen, strict=True):
        row[asked.group] = s.features(order, last)
    return Options(
        tuple(s.entity for s in seen), evidence.reshape(len(seen), len(GROUPS) * len(FEATURES)), asked.pronoun != ""
    )


class Ranker:
    """The trained judge of whom a mention without a name takes up, from arrays of an ``npz`` file."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float64]]):
        self._classifier = classifier(arrays["coef"], arrays["intercept"])
        self._least = {True: float(arrays["least_pronoun"]), False: float(arrays["least_noun"])}

    def choose(self, options: Options) -> Entity | None:
        """The likeliest option, none if none is likely enough."""
        if not options.entities:
            return None
        p = self._classifier.predict_proba(options.evidence)[:, 1]
        best = int(p.argmax())
        return options.entities[best] if p[best] >= self._least[options.pronoun] else None


class Asked:
    """A mention without a name, as the ranker sees it."""

    def __init__(self, parse: Parse, mention: Mention):
        s = parse.sentences[mention.sentence]
        self.mention = mention
        self.pronoun = pronoun_of(parse, mention)
        description = describe(parse, mention)
        self.noun, self.type = description.noun, description.type
        self.gender = gender_of(frozenset({self.pronoun, self.noun}))
        determiners = {s.words[c].text.lower() for c in s.dependents(mention.head, "det", "nummod", "amod")}
        self.definite = bool(determiners & DEFINITE)
        self.indefinite = bool(determiners & INDEFINITE)
        self.plural = s.words[mention.head].has("Number=Plur") or self.pronoun == "they"
        self.text = mention.span.text.lower()
        self.paragraph = parse.text.rfind("\n", 0, mention.span.start)

    @property
    def group(self) -> int:
        """Which of :data:`GROUPS` it is of."""
        return 0 if self.pronoun in {"he", "she", "i"} else 1 if self.pronoun else 2

    @cached_property
    def wanted(self) -> frozenset[SourceType]:
        """The kinds of sources that it can stand for."""
        if self.pronoun:
            return {"it": _BODY, "they": _MANY}.get(self.pronoun, _SINGLE)
        if self.type is SourceType.GROUP or (self.plural and self.type is SourceType.UNKNOWN):
            return _MANY
        if self.type is SourceType.UNKNOWN:
            return frozenset(SourceType)
        return _BODY if self.type in _BODY else _SINGLE


class _Seen:
    """One entity from where a mention stands."""

    def __init__(self, asked: Asked, entity: Entity):
        self.asked, self.entity = asked, entity
        self.namings = entity.bearer.namings if entity.bearer else []
        self.known = bisect_left(entity.bearer.starts, asked.mention.span.start) if entity.bearer else 0
        # mentions are taken in order: all of the entity's stand before
        latest = [(m.span.start, m.sentence, False) for m in entity.mentions[-1:]]
        latest += [(n.start, n.sentence, n.subject) for n in self.namings[max(self.known - 1, 0) : self.known]]
        self.since, self.sentence, self.subject = max(latest, default=(-1, -1, False))
        self.type = entity.type
        self.clash = bool(entity.gender and asked.gender and entity.gender != asked.gender)
        self.fits = bool(latest) and self.type in asked.wanted and not self.clash

    def features(self, order: Sequence[int], last: Entity | None) -> list[float]:
        """The columns of :data:`FEATURES`; ``order`` tells where those that fit were last met."""
        asked, entity, n = self.asked, self.entity, self.asked.mention.sentence
        met = self.since >= 0
        distance = n - self.sentence if met else FAR
        ahead = self.namings[self.known].sentence - n if self.known < len(self.namings) else FAR
        silence = n - entity.mentions[-1].sentence if entity.mentions else FAR
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
            first < 3,
            self.type in asked.wanted, asked.type is self.type is not SourceType.UNKNOWN,
            bool(entity.gender) and entity.gender == asked.gender, self.clash,
            asked.plural == (self.type is SourceType.GROUP or entity.plural), asked.text in entity.texts,
            called, called and asked.definite, bool(noun) and any(noun in x or x in noun for x in nouns),
            in_name, in_name and asked.definite, len(common & entity.words | common & nouns),
            self.type is SourceType.UNKNOWN, self.type is SourceType.PERSON, entity.bearer is not None,
            *(entity.bearer.likely if entity.bearer else (0.0,) * len(NameKind)),
            asked.definite, asked.indefinite, asked.pronoun == "i",
        ]  # fmt: skip
