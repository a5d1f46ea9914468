"""Resolves the mentions of sources to the source entities of the document.

A source may be met by its full name, a surname, a title, a description or a pronoun. Mentions are taken in the order
of the text. One that holds a name is of the name's bearer; for any other a trained ranker weighs everybody that it may
take up. A mention may found an entity of its own, and a pronoun may stay unresolved.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.bearers import Bearer, Bearers, gender_of
from attrib.classifiers import classifier
from attrib.mentions import Mention, noun_phrase
from attrib.names import is_title
from attrib.parse import Parse
from attrib.report import SourceType
from attrib.sources import Description, describe

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "i": "i", "me": "i", "my": "i",
    "they": "they", "them": "they", "their": "they", "we": "they", "us": "they", "our": "they", "it": "it", "its": "it",
}  # fmt: skip
"""The pronouns that can be resolved, and the one that each is a form of."""


def pronoun_of(parse: Parse, mention: Mention) -> str:
    """The pronoun that a mention is, as :data:`PRONOUNS` has it; empty if it is none."""
    word = parse.sentences[mention.sentence].words[mention.head]
    return PRONOUNS.get(word.text.lower(), "") if word.upos in {"PRON", "DET"} else ""


NAMES_BEFORE, NAMES_AFTER, SOURCES_BEFORE = 40, 12, 12
"""How many names and sources around a mention may be what it takes up."""

FAR = 50
"""The distance, in sentences, of what is not there."""

MOST_DESCRIPTIONS = 40
"""Descriptions of an entity that are kept; later ones tell little, and a long text has thousands."""

_SINGLE = frozenset({SourceType.PERSON, SourceType.UNKNOWN})
_BODY = frozenset({SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT, SourceType.UNKNOWN})
_MANY = frozenset({SourceType.GROUP, SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.UNKNOWN})
_DEFINITE = {"the", "this", "that", "these", "those", "both"}
_INDEFINITE = {"a", "an", "some", "another", "other", "several", "many", "one", "two", "three"}


@dataclasses.dataclass(eq=False)
class Entity:
    """A source in the making: who bears its name (several that speak together), how it was described, its mentions."""

    members: tuple[Bearer, ...] = ()
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    descriptions: list[Description] = dataclasses.field(default_factory=list)
    pronouns: set[str] = dataclasses.field(default_factory=set)
    phrases: list[Mention] = dataclasses.field(default_factory=list)
    words: set[str] = dataclasses.field(default_factory=set)
    texts: set[str] = dataclasses.field(default_factory=set)
    gender: str = ""
    plural: bool = False
    relays: bool = False

    @property
    def bearer(self) -> Bearer | None:
        """Who bears its name, if it has one and is alone."""
        return self.members[0] if len(self.members) == 1 else None

    @property
    def named(self) -> bool:
        """Whether the document has its name."""
        return bool(self.members)

    @property
    def name(self) -> str:
        """Its name, or else its fullest description, or nothing."""
        spans = (phrase.span.text for phrase in self.phrases)
        return " and ".join(" ".join(b.name) for b in self.members) or max(spans, key=len, default="")

    @property
    def nouns(self) -> frozenset[str]:
        """What the document calls it besides its name."""
        own = frozenset(d.noun for d in self.descriptions if d.noun)
        return own | self.bearer.nouns if self.bearer else own

    @property
    def type(self) -> SourceType:
        """What kind of source it seems to be, by its name and its descriptions."""
        if len(self.members) > 1:
            return SourceType.GROUP
        kinds = [d.type for d in self.descriptions if d.type is not SourceType.UNKNOWN]
        if self.bearer is None:
            return kinds[0] if kinds else SourceType.UNKNOWN
        kind = self.bearer.type
        if kind is SourceType.UNKNOWN:
            kind = next(iter(kinds), SourceType.UNKNOWN)
        if kind is SourceType.UNKNOWN and (len(self.bearer.name) > 1 or self.gender):
            return SourceType.PERSON
        return kind

    @property
    def affiliation(self) -> str | None:
        """The body that it belongs to, if a mention says so."""
        return next((d.affiliation for d in self.descriptions if d.affiliation), None)


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """Whom a mention may take up, and what speaks for each: shape (options, features)."""

    entities: tuple[Entity, ...]
    evidence: NDArray[np.float64]
    pronoun: bool


class Resolver:
    """The entities of a document so far."""

    def __init__(self, parse: Parse, bearers: Bearers):
        self.parse = parse
        self.bearers = bearers
        self.entities: list[Entity] = []
        self._of_members: dict[tuple[int, ...], Entity] = {}
        self._lately: OrderedDict[int, Entity] = OrderedDict()
        self._by_noun: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_words: dict[str, Entity] = {}

    # -- what a mention may be -----------------------------------------------------------------------------------

    def standing_for(self, mention: Mention) -> Mention | None:
        """The mention itself, or the noun that it stands for as a relative pronoun; none if that cannot be found."""
        s = self.parse.sentences[mention.sentence]
        word = s.words[mention.head]
        lower = mention.span.text.lower()
        if lower in {"who", "which", "whom"} or (lower == "that" and word.has("PronType=Rel")):
            for i in s.ancestors(mention.head):
                head = s.words[i].head
                if s.words[i].relation == "acl:relcl" and head is not None:
                    return noun_phrase(self.parse, mention.sentence, head)
            return None
        return mention

    def named(self, mention: Mention) -> Entity | None:
        """The entity of the bearer whose name a mention holds, new if it was none yet; none if it holds no name."""
        bearer = self._at_end(mention) or self.bearers.of_phrase(self.parse, mention.sentence, mention.head)
        if bearer is None:
            return None
        s = self.parse.sentences[mention.sentence]
        others = [
            self.bearers.at(mention.sentence, c)
            for c in s.dependents(mention.head, "conj")
            if s.words[c].upos == "PROPN" and s.words[c].end <= mention.span.end
        ]
        return self._entity(*dict.fromkeys([bearer, *(b for b in others if b is not None)]))

    def _at_end(self, mention: Mention) -> Bearer | None:
        """Whose name ends a mention that begins with the bearer's role, wherever the parser hung the name."""
        s = self.parse.sentences[mention.sentence]
        inside = self.parse.within(mention.span.start, mention.span.end)
        last = self.parse.places[inside[-1]][1] if inside else mention.head
        bearer = self.bearers.at(mention.sentence, last)
        first = last
        while first > 0 and self.bearers.at(mention.sentence, first - 1) is bearer:
            first -= 1
        noun = s.words[mention.head].lemma.lower()
        if bearer is None or last == mention.head or s.words[first].start <= mention.span.start:
            return None
        titled = is_title(s.words[first - 1].text) or (first == mention.head + 1 and noun in lexicon.roles())
        tied = [w.upos for w in s.words[mention.head : first] if w.upos != "DET"][-1:] == ["ADP"]
        person = is_title(noun) and bearer.type in _SINGLE and len(bearer.name) > 1 and last > mention.head
        return bearer if titled or (person and not tied) else None

    def _entity(self, *members: Bearer) -> Entity:
        known = self._of_members.get(tuple(map(id, members)))
        return known or Entity(members, gender=members[0].gender if len(members) == 1 else "")

    def options(self, mention: Mention) -> Options:
        """Everybody near a mention without a name whom it may take up."""
        asked = _Asked(self.parse, mention)
        found: dict[int, Entity] = {}
        for naming in self.bearers.near(mention.span.start, NAMES_BEFORE, NAMES_AFTER):
            bearer = self.bearers.at(naming.sentence, naming.last)
            if bearer is not None and id(bearer) not in found:
                found[id(bearer)] = self._entity(bearer)
        noun = asked.description.noun
        for bearer in self.bearers.by_noun(noun) if noun else ():
            found[id(bearer)] = self._entity(bearer)
        sources = [*list(self._lately.values())[-SOURCES_BEFORE:], *self._by_noun[noun][-3:]]
        for entity in sources:
            found[id(entity.bearer or entity)] = entity
        entities = tuple(found.values())
        return Options(entities, self._evidence(asked, entities), asked.pronoun != "")

    def _evidence(self, asked: _Asked, entities: Sequence[Entity]) -> NDArray[np.float64]:
        """What speaks for each entity; shape (entities, features)."""
        last = next(reversed(self._lately.values()), None)
        seen = [_Seen(asked, entity) for entity in entities]
        order = sorted((s.since for s in seen if s.fits), reverse=True)
        rows = [s.features(order, entity is last) for s, entity in zip(seen, entities, strict=True)]
        return np.array(rows, dtype=np.float64).reshape(len(rows), WIDTH)

    def described_alike(self, mention: Mention) -> Entity | None:
        """The entity that was described in the very same words."""
        return self._by_words.get(mention.span.text.lower())

    # -- what it is ----------------------------------------------------------------------------------------------

    def settle(self, mention: Mention, entity: Entity, target: Mention) -> None:
        """Let a mention, which stands for ``target`` or is it, be of an entity."""
        if not entity.mentions:
            self.entities.append(entity)
            if entity.named:
                self._of_members[tuple(map(id, entity.members))] = entity
        entity.mentions.append(mention)
        text = mention.span.text.lower()
        entity.texts.add(text)
        entity.words.update(text.split())
        self._lately[id(entity)] = entity
        self._lately.move_to_end(id(entity))
        pronoun = pronoun_of(self.parse, target)
        if pronoun:
            entity.gender = entity.gender or gender_of(frozenset({pronoun}))
            entity.pronouns.add(pronoun)
            return
        description = describe(self.parse, target)
        if not entity.descriptions and not entity.named:
            entity.plural = self.parse.sentences[target.sentence].words[target.head].has("Number=Plur")
        if len(entity.descriptions) < MOST_DESCRIPTIONS:
            entity.descriptions.append(description)
            entity.phrases.append(target)
        entity.gender = entity.gender or gender_of(frozenset({description.noun}))
        if description.noun:
            self._by_noun[description.noun].append(entity)
        if not description.name:
            self._by_words.setdefault(target.span.text.lower(), entity)


class _Asked:
    """A mention without a name, as the ranker sees it."""

    def __init__(self, parse: Parse, mention: Mention):
        s = parse.sentences[mention.sentence]
        head = s.words[mention.head]
        self.mention = mention
        self.pronoun = pronoun_of(parse, mention)
        self.description = describe(parse, mention)
        self.gender = gender_of(frozenset({self.pronoun, self.description.noun}))
        determiners = {s.words[c].text.lower() for c in s.dependents(mention.head, "det", "nummod", "amod")}
        self.definite = bool(determiners & _DEFINITE)
        self.indefinite = bool(determiners & _INDEFINITE)
        self.plural = head.has("Number=Plur") or self.pronoun == "they"
        self.words = {w.lower() for w in mention.span.text.split()} - _DEFINITE
        self.paragraph = parse.text.rfind("\n", 0, mention.span.start)

    @cached_property
    def wanted(self) -> frozenset[SourceType]:
        """The kinds of sources that it can stand for."""
        if self.pronoun:
            return {"it": _BODY, "they": _MANY}.get(self.pronoun, _SINGLE)
        kind = self.description.type
        if kind is SourceType.GROUP or (self.plural and kind is SourceType.UNKNOWN):
            return _MANY
        if kind is SourceType.UNKNOWN:
            return frozenset(SourceType)
        return frozenset({kind, SourceType.UNKNOWN}) | (_BODY if kind in _BODY else _SINGLE)


class _Seen:
    """One entity from where a mention stands."""

    def __init__(self, asked: _Asked, entity: Entity):
        self.asked, self.entity = asked, entity
        mention = asked.mention
        namings = entity.bearer.namings if entity.bearer else []
        known = bisect_left(entity.bearer.starts, mention.span.start) if entity.bearer else 0
        # mentions are taken in order: all of the entity's stand before
        latest = [(m.span.start, m.sentence, False) for m in entity.mentions[-1:]]
        latest += [(n.start, n.sentence, n.subject) for n in namings[max(known - 1, 0) : known]]
        self.since, self.sentence, self.subject = max(latest, default=(-1, -1, False))
        self.count = len(entity.mentions) + known
        self.total = len(entity.mentions) + len(namings)
        firsts = [n.sentence for n in namings[:1]] + [m.sentence for m in entity.mentions[:1]]
        self.first = min(firsts, default=FAR)
        self.silence = mention.sentence - entity.mentions[-1].sentence if entity.mentions else FAR
        self.distance = mention.sentence - self.sentence if latest else FAR
        self.ahead = namings[known].sentence - mention.sentence if known < len(namings) else FAR
        self.names = {word.lower() for b in entity.members for word in b.name}
        self.type = entity.type
        self.fits = bool(latest) and self.type in asked.wanted and not self.clash

    @property
    def clash(self) -> bool:
        """Whether the genders differ."""
        gender = self.entity.gender
        return bool(gender and self.asked.gender and gender != self.asked.gender)

    def features(self, order: Sequence[int], last: bool) -> list[float]:
        """The features, each for pronouns of people, for other pronouns, and for descriptions."""
        asked, entity = self.asked, self.entity
        nouns = entity.nouns
        noun = asked.description.noun
        own = entity.words | nouns
        rank = sum(since > self.since for since in order) if self.since >= 0 else len(order)
        plural = self.type is SourceType.GROUP or entity.plural
        base = [
            1.0,
            float(np.log1p(self.distance)),
            float(self.distance == 0),
            float(self.distance == 1),
            float(self.subject),
            1.0 / (1 + rank),
            float(rank == 0 and self.fits),
            float(last),
            float(bool(entity.mentions)),
            float(np.log1p(self.count)),
            float(self.type in asked.wanted),
            float(self.type is SourceType.UNKNOWN),
            float(bool(entity.gender) and entity.gender == asked.gender),
            float(self.clash),
            float(bool(noun) and noun in nouns),
            float(asked.description.type is self.type and self.type is not SourceType.UNKNOWN),
            float(entity.bearer is not None),
            float(self.since < 0),
            float(self.since < 0 and self.ahead <= 2),
            float(asked.plural == plural),
            float(len(asked.words & own - {noun})),
            float(self.since > asked.paragraph),
            float(asked.definite),
            float(asked.indefinite),
            float(bool(noun) and noun in nouns and asked.definite),
            float(bool(noun) and any(noun in n or n in noun for n in nouns)),
            float(self.type is SourceType.PERSON),
            float(asked.pronoun == "i"),
            *(entity.bearer.likely[:4] if entity.bearer else (0.0,) * 4),
            float(np.log1p(self.total)),
            float(self.first < 3),
            float(np.log1p(self.silence)),
            float(self.silence <= 1),
            float(bool(noun) and noun in self.names),
            float(asked.mention.span.text.lower() in entity.texts),
            float(bool(noun) and noun in self.names and asked.definite),
        ]
        group = 0 if asked.pronoun in {"he", "she", "i"} else 1 if asked.pronoun else 2
        return [x if k == group else 0.0 for k in range(3) for x in base]


WIDTH = 3 * 39
"""The number of features of a mention and an entity that it may take up."""


def in_order(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions as they stand in the text, each once."""
    yield from sorted(set(mentions), key=lambda m: (m.span.start, m.span.end))


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


class Speakers(NamedTuple):
    """The sources of a document in the order of their first mention, and whose each mention is; one that stays
    unresolved has no entity."""

    entities: tuple[Entity, ...]
    of: Mapping[Mention, Entity]


def resolve(
    parse: Parse, mentions: Sequence[Mention], outlets: Collection[Mention], bearers: Bearers, ranker: Ranker
) -> Speakers:
    """Whom each mention of a source stands for.

    ``outlets`` are mentions known to be of news media by what they do in the text.
    """
    resolver = Resolver(parse, bearers)
    found: dict[Mention, Entity] = {}
    for mention in in_order(mentions):
        target = resolver.standing_for(mention)
        if target is None:
            continue
        entity = resolver.named(target)
        if entity is None:
            options = resolver.options(target)
            entity = ranker.choose(options)
            if entity is None and not options.pronoun:
                entity = resolver.described_alike(target) or Entity()
        if entity is not None:
            resolver.settle(mention, entity, target)
            entity.relays |= mention in outlets
            found[mention] = entity
    return Speakers(tuple(resolver.entities), found)
