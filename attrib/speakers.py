"""Resolves the mentions of sources to the source entities of the document.

A source may be met by its full name, a surname, a title, a description or a pronoun. Mentions are taken in the order
of the text. One that holds a name is of the name's bearer; for any other a trained ranker weighs everybody that it may
take up. A mention may found an entity of its own, and a pronoun may stay unresolved.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import takewhile
from typing import NamedTuple

from attrib import lexicon
from attrib.antecedents import Asked, Options, Ranker, weigh_options
from attrib.bearers import Bearer, Bearers
from attrib.entities import Entity
from attrib.mentions import RELATIVE, Mention, noun_phrase
from attrib.names import is_title
from attrib.parse import Parse, Sentence
from attrib.report import SourceType

NAMES_BEFORE, NAMES_AFTER, SOURCES_BEFORE, CALLED_ALIKE = 40, 12, 12, 3
"""How many names and sources around a mention, and sources of the same noun, may be what it takes up."""

Choose = Callable[[Options], Entity | None]
"""What says whom a mention takes up, if anybody."""


class Speakers(NamedTuple):
    """The sources of a document in the order of their first mention, and whose each mention is; one that stays
    unresolved has no entity."""

    entities: tuple[Entity, ...]
    of: Mapping[Mention, Entity]


def resolve(
    parse: Parse, mentions: Iterable[Mention], outlets: Collection[Mention], bearers: Bearers, ranker: Ranker
) -> Speakers:
    """Whom each mention of a source stands for.

    ``outlets`` are mentions known to be of news media by what they do in the text.
    """
    resolver = Resolver(parse, bearers)
    found: dict[Mention, Entity] = {}
    for mention in in_order(mentions):
        entity = resolver.take(mention, ranker.choose)
        if entity is not None:
            entity.relays |= mention in outlets
            found[mention] = entity
    return Speakers(tuple(resolver.entities), found)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions as they stand in the text, each once."""
    return sorted(set(mentions), key=lambda m: (m.span.start, m.span.end))


class Resolver:
    """The entities of a document so far; mentions are taken in their order."""

    def __init__(self, parse: Parse, bearers: Bearers):
        self.entities: list[Entity] = []
        self._parse = parse
        self._bearers = bearers
        self._of_members: dict[tuple[int, ...], Entity] = {}
        self._lately: OrderedDict[int, Entity] = OrderedDict()
        self._by_noun: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_words: dict[str, Entity] = {}

    def take(self, mention: Mention, choose: Choose) -> Entity | None:
        """The entity of the next mention, chosen by ``choose`` if it holds no name; none if it stays unresolved."""
        target = self._target(mention)
        if target is None:
            return None
        entity = self._named(target)
        if entity is None:
            options = self._options(target)
            entity = choose(options)
            if entity is None and not options.pronoun:
                entity = self._by_words.get(target.span.text.lower()) or Entity()
        if entity is not None:
            self._settle(mention, entity, target)
        return entity

    def _target(self, mention: Mention) -> Mention | None:
        """The mention itself, or the noun that it stands for as a relative pronoun; none if that cannot be found."""
        s = self._parse.sentences[mention.sentence]
        lower = mention.span.text.lower()
        relative = lower in RELATIVE and (lower != "that" or s.words[mention.head].has("PronType=Rel"))
        if not relative:
            return mention
        for i in s.ancestors(mention.head):
            head = s.words[i].head
            if s.words[i].relation == "acl:relcl" and head is not None:
                return noun_phrase(self._parse, mention.sentence, head)
        return None

    def _named(self, mention: Mention) -> Entity | None:
        """The entity of whose name a mention holds, new if it was none yet; none if it holds no name."""
        n, s = mention.sentence, self._parse.sentences[mention.sentence]
        bearer = self._titled(mention) or self._bearers.of_phrase(self._parse, n, mention.head)
        if bearer is None:
            return None
        beside = [c for c in s.dependents(mention.head, "conj") if s.words[c].upos == "PROPN"]
        others = [self._bearers.at(n, c) for c in beside if s.words[c].end <= mention.span.end]
        return self._entity(*dict.fromkeys([bearer, *(b for b in others if b is not None)]))

    def _titled(self, mention: Mention) -> Bearer | None:
        """Whose name ends a mention right behind a title or a role, wherever the parser hung the name."""
        s = self._parse.sentences[mention.sentence]
        inside = self._parse.within(mention.span.start, mention.span.end)
        last = self._parse.places[inside[-1]][1] if inside else mention.head
        bearer = self._bearers.at(mention.sentence, last)
        if bearer is None or last == mention.head:
            return None
        first = last
        while first > 0 and self._bearers.at(mention.sentence, first - 1) is bearer:
            first -= 1
        if s.words[first].start <= mention.span.start:
            return None
        k = _said_before(s, first)
        before, above = s.words[k], [k, *takewhile(lambda i: i != mention.head, s.ancestors(k))]
        if any(s.words[i].base_relation == "acl" for i in above):  # "residents interviewed by the daily Le Monde"
            return None
        if is_title(before.text) and s.words[mention.head].upos != "PROPN":  # "a spokesman for President Ada Lind"
            behind = [i for i in (*above, *range(first, last + 1)) if i > mention.head]
            return None if any(s.dependents(i, "case") for i in behind) else bearer
        person = bearer.type is SourceType.PERSON and before.upos in {"NOUN", "PROPN"}
        return bearer if person or is_title(before.text) or before.lemma.lower() in lexicon.roles() else None

    def _entity(self, *members: Bearer) -> Entity:
        known = self._of_members.get(tuple(map(id, members)))
        return known or Entity(members, gender=members[0].gender if len(members) == 1 else "")

    def _options(self, mention: Mention) -> Options:
        """Everybody whom a mention without a name may take up."""
        asked = Asked(self._parse, mention)
        near = self._bearers.near(mention.span.start, NAMES_BEFORE, NAMES_AFTER)
        bearers = [*near, *(self._bearers.by_noun(asked.noun) if asked.noun else ())]
        found = {id(bearer): self._entity(bearer) for bearer in bearers}
        alike = self._by_noun[asked.noun][-CALLED_ALIKE:]
        for entity in (*list(self._lately.values())[-SOURCES_BEFORE:], *alike):
            found[id(entity.bearer or entity)] = entity
        return weigh_options(asked, tuple(found.values()), next(reversed(self._lately.values()), None))

    def _settle(self, mention: Mention, entity: Entity, target: Mention) -> None:
        if not entity.mentions:
            self.entities.append(entity)
            if entity.named:
                self._of_members[tuple(map(id, entity.members))] = entity
        self._lately[id(entity)] = entity
        self._lately.move_to_end(id(entity))
        description = entity.take(self._parse, mention, target)
        if description is not None and description.noun:
            self._by_noun[description.noun].append(entity)
        if description is not None and not description.name:
            self._by_words.setdefault(target.span.text.lower(), entity)


def _said_before(s: Sentence, first: int) -> int:
    """The word before a name, over a short form in brackets or a comma behind a title: "director (DG) Ada Lind"."""
    k = first - 1
    if s.words[k].text == ")" and k > 2 and s.words[k - 2].text == "(":
        return k - 3
    return k - 1 if k > 0 and s.words[k].text == "," and is_title(s.words[k - 1].text) else k
