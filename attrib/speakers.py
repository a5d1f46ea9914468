"""Resolves the mentions of sources to the source entities of the document.

A source may be met by its full name, a surname, a title, a description or a pronoun. Mentions are taken in the order
of the text. One that holds a name is of the name's bearer; for any other a trained ranker weighs everybody that it may
take up. A mention may found an entity of its own, and a pronoun may stay unresolved.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from attrib import lexicon
from attrib.antecedents import Options, Ranker, is_possible, since, weigh_options
from attrib.asked import Asked, surely_person
from attrib.bearers import Bearer, Bearers
from attrib.entities import Entity
from attrib.mentions import RELATIVE, Mention, noun_phrase
from attrib.parse import Parse, Sentence
from attrib.quotations import Outermost
from attrib.report import SourceType
from attrib.standing import governing, introduced, kind_words, may_be_new, subjects, takes_up, topics
from attrib.titles import is_title

NAMES_BEFORE, NAMES_AFTER, SOURCES_BEFORE, CALLED_ALIKE = 40, 12, 12, 3
"""How many names and sources around a mention, and sources of the same noun, may be what it takes up."""

PERSON_BACK, OTHERS_BACK = 8, 2
"""How many sentences back the subject may be that "she" takes up, or "they", if nothing else explains it."""

SILENT = Outermost(())
"""The quotations of a text without any."""

Choose = Callable[[Options], Entity | None]
"""What says whom a mention takes up, if anybody."""


class Speakers(NamedTuple):
    """The sources of a document in the order of their first mention, whose each mention is (one that stays unresolved
    has no entity), and everybody whom the document names."""

    entities: tuple[Entity, ...]
    of: Mapping[Mention, Entity]
    named: tuple[Bearer, ...]


def resolve(
    parse: Parse,
    mentions: Iterable[Mention],
    outlets: Collection[Mention],
    bearers: Bearers,
    ranker: Ranker,
    quoted: Collection[Mention] = (),
    quotations: Outermost = SILENT,
) -> Speakers:
    """Whom each mention of a source stands for.

    ``outlets`` are mentions known to be of news media by what they do in the text, ``quoted`` those of whom another
    source passes on.
    """
    resolver = Resolver(parse, bearers, quoted, quotations)
    found: dict[Mention, Entity] = {}
    for mention in in_order(mentions):
        entity = resolver.take(mention, ranker.choose)
        if entity is not None:
            entity.relays |= mention in outlets
            found[mention] = entity
    return Speakers(tuple(resolver.entities), found, bearers.everybody)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions as they stand in the text, each once."""
    return sorted(set(mentions), key=lambda m: (m.span.start, m.span.end, m.sentence, m.head))


class Resolver:
    """The entities of a document so far; mentions are taken in their order."""

    def __init__(
        self, parse: Parse, bearers: Bearers, quoted: Collection[Mention] = (), quotations: Outermost = SILENT
    ):
        self.entities: list[Entity] = []
        self._parse = parse
        self._bearers = bearers
        self._quoted = quoted
        self._quotations = quotations
        self._of_members: dict[tuple[int, ...], Entity] = {}
        self._last: Entity | None = None
        self._lately: OrderedDict[int, Entity] = OrderedDict()
        self._passed_on: set[Entity] = set()
        self._by_noun: defaultdict[str, dict[int, Entity]] = defaultdict(dict)
        self._by_words: dict[str, Entity] = {}

    def take(self, mention: Mention, choose: Choose) -> Entity | None:
        """The entity of the next mention, chosen by ``choose`` if it holds no name; none if it stays unresolved."""
        target = self._target(mention)
        if target is None:
            return None
        entity = self._whose(target, choose)
        if entity is None:
            target = self._subject_before(target)
            entity = None if target is None else self._whose(target, choose)
        if entity is not None and target is not None:
            self._settle(mention, entity, target)
        return entity

    def _whose(self, target: Mention, choose: Choose) -> Entity | None:
        """Whom a phrase names or takes up, somebody new if it describes one; none for a pronoun that stays open."""
        named = self._named(target)
        if named is not None:
            return named
        asked = Asked(self._parse, target, self._quotations)
        if asked.pronoun:
            return self._governing(asked) or choose(self._options(asked))
        chosen = choose(self._options(asked)) or self._by_words.get(asked.text)
        return chosen or self._called_anew(asked) or self._called_by_kind(asked) or Entity()

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
                above = s.words[head].head
                if s.words[head].base_relation == "appos" and above is not None and s.words[above].upos == "PROPN":
                    head = above  # "Lima and Quito, the two capitals, | which"
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
        if s.words[last].base_relation == "conj" and s.words[mention.head].text[0].isupper():
            return None  # "Mr Lind and | Mr Holt", not "the minister and mayor | Holt"
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

    def _governing(self, asked: Asked) -> Entity | None:
        """Who "he" or "she" is by the place: the one person that its clause hangs from, or, if it hangs from nothing,
        whom the sentence before has brought in."""
        if asked.pronoun not in {"he", "she"}:
            return None
        above = governing(asked.sentence, asked.mention.head)
        if not above:
            return self._brought_in(asked)
        people = [self._person(asked, asked.mention.sentence, head) for head in above]
        found = {tuple(map(id, entity.members)): entity for entity in people if entity is not None}
        if not found and all(asked.sentence.words[head].upos == "PRON" for head in above):
            return self._brought_in(asked)
        return next(iter(found.values())) if len(found) == 1 else None

    def _brought_in(self, asked: Asked) -> Entity | None:
        """The person that the sentence before is about, if the text names it there since anybody spoke."""
        n = asked.mention.sentence - 1
        spoke = self._last.mentions[-1].span.start if self._last is not None else -1
        if n < 0:
            return None
        for head in topics(self._parse.sentences[n]):
            entity = self._person(asked, n, head)
            if entity is not None and entity.bearer is not None and entity.bearer.starts[0] > spoke:
                return entity
        return None

    def _person(self, asked: Asked, sentence: int, head: int) -> Entity | None:
        """The person whom a phrase before a mention names, if that can take it up."""
        bearer = self._bearers.of_phrase(self._parse, sentence, head)
        start = self._parse.sentences[sentence].words[head].start
        if bearer is None or not surely_person(bearer) or start > asked.mention.span.start:
            return None
        entity = self._entity(bearer)
        apart = asked.spoken(start) != asked.inside or asked.clashes(entity.gender)
        return None if apart or not is_possible(asked, entity) else entity

    def _subject_before(self, mention: Mention) -> Mention | None:
        """The nearest subject that an open pronoun can stand for, whether or not it has spoken."""
        asked = Asked(self._parse, mention, self._quotations)
        n = mention.sentence
        back = PERSON_BACK if asked.gender else OTHERS_BACK
        places = [(n, head) for head in governing(asked.sentence, mention.head)]
        places += [
            (k, head) for k in range(n - 1, max(n - back, 0) - 1, -1) for head in subjects(self._parse.sentences[k])
        ]
        found = (place for place in places if asked.can_be_subject(*place, self._bearers))
        return next((noun_phrase(self._parse, *place) for place in found), None)

    def _is_told_of(self, asked: Asked) -> bool:
        """Whether the text has brought in somebody by a description's noun: "a suspect", and then "the suspect"."""
        return self._introduced.get(asked.noun, asked.mention.span.start) < asked.mention.span.start

    @cached_property
    def _introduced(self) -> Mapping[str, int]:
        return introduced(self._parse)

    def _called_anew(self, asked: Asked) -> Entity | None:
        """Whom a description new to the text calls so, if it fits who was just named or spoke: "the official"."""
        if not asked.bare or self._is_told_of(asked) or asked.noun in self._by_noun:
            return None
        lately = islice(reversed(self._lately.values()), SOURCES_BEFORE)
        spoke = (entity for entity in lately if entity not in self._passed_on and takes_up(asked, entity))
        return (self._brought_in(asked) if may_be_new(asked) else None) or next(spoke, None)

    def _called_by_kind(self, asked: Asked) -> Entity | None:
        """The body whose name says what a description calls it: "the council" for the Halden City Council.

        Where several do, it is one that has just been named.
        """
        if not asked.plain or self._is_told_of(asked):
            return None
        near = self._bearers.near(asked.mention.span.start, NAMES_BEFORE, 0)
        bodies = [b for b in near if len(b.name) > 1 and b.type is not SourceType.PERSON]
        called = [self._entity(b) for b in dict.fromkeys(reversed(bodies)) if asked.head in kind_words(b.name)]
        alone = len(called) == 1 or (called and since(asked, called[0]) <= 1)
        return called[0] if alone else None

    def _options(self, asked: Asked) -> Options:
        """Everybody whom a mention without a name may take up."""
        near = self._bearers.near(asked.mention.span.start, NAMES_BEFORE, NAMES_AFTER)
        bearers = [*near, *(self._bearers.by_noun(asked.noun) if asked.noun else ())]
        found = {id(bearer): self._entity(bearer) for bearer in bearers}
        alike = islice(reversed(self._by_noun.get(asked.noun, {}).values()), CALLED_ALIKE)
        lately = islice(reversed(self._lately.values()), SOURCES_BEFORE)
        for entity in (*reversed(list(lately)), *reversed(list(alike))):
            found[id(entity.bearer or entity)] = entity
        return weigh_options(asked, tuple(found.values()), self._last)

    def _settle(self, mention: Mention, entity: Entity, target: Mention) -> None:
        if not entity.mentions:
            self.entities.append(entity)
            if entity.named:
                self._of_members[tuple(map(id, entity.members))] = entity
        self._lately[id(entity)] = entity
        self._lately.move_to_end(id(entity))
        if self._last is None or mention not in self._quoted:
            self._last = entity
            self._passed_on.discard(entity)
        elif entity is not self._last:
            self._passed_on.add(entity)  # who is only passed on is not who speaks next
        description = entity.take(self._parse, mention, target)
        if description is not None and description.noun:
            self._by_noun[description.noun].pop(id(entity), None)
            self._by_noun[description.noun][id(entity)] = entity
        if description is not None and not description.name:
            self._by_words.setdefault(target.span.text.lower(), entity)


def _said_before(s: Sentence, first: int) -> int:
    """The word before a name, over a short form in brackets or a comma behind a title: "director (DG) Ada Lind"."""
    k = first - 1
    if s.words[k].text == ")" and k > 2 and s.words[k - 2].text == "(":
        return k - 3
    return k - 1 if k > 0 and s.words[k].text == "," and is_title(s.words[k - 1].text) else k
