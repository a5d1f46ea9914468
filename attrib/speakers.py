"""Resolves the mentions of sources to the source entities of the document.

A source may be met by its full name, a surname, a title, a description or a pronoun. Mentions are taken in the order
of the text; each joins an entity that it can stand for, or founds one. Two people with one surname and different
first names are never joined.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Sequence

from attrib.mentions import Mention, noun_phrase
from attrib.parse import Parse, Sentence
from attrib.report import Identification, SourceEntity, SourceType, frozen
from attrib.sources import Description, describe, name_of, type_of_name

_PRONOUNS = {
    "he": (SourceType.PERSON,), "him": (SourceType.PERSON,), "his": (SourceType.PERSON,),
    "she": (SourceType.PERSON,), "her": (SourceType.PERSON,), "i": (SourceType.PERSON,),
    "they": (SourceType.GROUP, SourceType.ORGANIZATION), "them": (SourceType.GROUP, SourceType.ORGANIZATION),
    "their": (SourceType.GROUP, SourceType.ORGANIZATION),
    "it": (SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT),
    "its": (SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT),
}  # fmt: skip
_FEMALE = {
    "she",
    "her",
    "mrs",
    "ms",
    "spokeswoman",
    "chairwoman",
    "woman",
    "mother",
    "sister",
    "daughter",
    "wife",
    "queen",
}
_MALE = {"he", "him", "his", "mr", "spokesman", "chairman", "man", "father", "brother", "son", "husband", "king"}
_BESIDE = {"appos", "compound", "flat"}
FARTHEST = 8
"""Sentences within which a pronoun or a definite noun takes something up."""

_DEFINITE = {"the", "this", "that", "these", "those"}


@dataclasses.dataclass(eq=False)
class _Entity:
    """An entity in the making; ``nouns`` are what the document calls it besides its name."""

    name: tuple[str, ...]
    nouns: frozenset[str]
    type: SourceType
    identification: Identification
    affiliation: str | None
    gender: str
    mentions: list[Mention] = dataclasses.field(default_factory=list)


@frozen
class _Named:
    """A proper name somewhere in the document: where, its tokens, the nouns that go with it, whether a subject."""

    sentence: int
    start: int
    name: tuple[str, ...]
    nouns: frozenset[str]
    subject: bool

    @property
    def type(self) -> SourceType:
        """What kind of source the name belongs to, as far as the name and its nouns tell."""
        kind = type_of_name(self.name)
        person = kind is SourceType.UNKNOWN and (len(self.name) > 1 or bool(_gender(self.nouns)))
        return SourceType.PERSON if person else kind


def resolve(
    parse: Parse, mentions: Sequence[Mention], outlets: Collection[Mention] = ()
) -> tuple[tuple[SourceEntity, ...], dict[Mention, int]]:
    """The source entities of a document, and the entity of each mention; one that stays unresolved has none.

    ``outlets`` are mentions known to be of news media by what they do in the text.
    """
    resolver = _Resolver(parse)
    order = sorted(set(mentions), key=lambda m: (m.span.start, m.span.end))
    found = {mention: resolver.take(mention) for mention in order}
    for mention in outlets:
        entity = found.get(mention)
        if entity is not None:
            entity.type = SourceType.OUTLET
    ids = {id(entity): i for i, entity in enumerate(resolver.entities)}
    entities = tuple(_finish(i, entity) for i, entity in enumerate(resolver.entities))
    return entities, {mention: ids[id(entity)] for mention, entity in found.items() if entity is not None}


class _Resolver:
    """The entities of a document so far, found by name, by noun and by how lately they were mentioned."""

    def __init__(self, parse: Parse):
        self.parse = parse
        self.entities: list[_Entity] = []
        self._names = _names(parse)
        self._starts = [named.start for named in self._names]
        self._same_name: defaultdict[str, list[_Named]] = defaultdict(list)
        for named in self._names:
            for key in _keys(named.name):
                self._same_name[key].append(named)
        self._by_name: defaultdict[str, list[_Entity]] = defaultdict(list)
        self._by_noun: defaultdict[str, list[_Entity]] = defaultdict(list)
        self._by_words: dict[str, _Entity] = {}
        self._lately: OrderedDict[int, _Entity] = OrderedDict()

    def take(self, mention: Mention) -> _Entity | None:
        """The entity of the next mention, a new one if it can be none of those before; none if it stays open."""
        entity = self._entity(mention)
        if entity is not None:
            entity.mentions.append(mention)
            self._lately[id(entity)] = entity
            self._lately.move_to_end(id(entity))
        return entity

    def _entity(self, mention: Mention) -> _Entity | None:
        word = self.parse.sentences[mention.sentence].words[mention.head]
        lower = word.text.lower()
        if word.upos in {"PRON", "DET"} and mention.span.text.lower() == lower:
            if word.has("PronType=Rel") or lower in {"who", "which"}:
                antecedent = self._antecedent(mention)
                return None if antecedent is None else self._entity(antecedent)
            if lower in _PRONOUNS:
                return self._pronoun(mention, lower)
        description = describe(self.parse, mention)
        return self._named(description) if description.name else self._described(description, mention)

    def _antecedent(self, mention: Mention) -> Mention | None:
        """What a relative pronoun stands for: the noun that its clause hangs on."""
        sentence = self.parse.sentences[mention.sentence]
        for i in sentence.ancestors(mention.head):
            head = sentence.words[i].head
            if sentence.words[i].relation == "acl:relcl" and head is not None:
                return noun_phrase(self.parse, mention.sentence, head)
        return None

    def _found(self, entity: _Entity) -> _Entity:
        self.entities.append(entity)
        for key in _keys(entity.name):
            self._by_name[key].append(entity)
        for noun in entity.nouns:
            self._by_noun[noun].append(entity)
        return entity

    # -- pronouns ----------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, lower: str) -> _Entity | None:
        """The nearest before it, of sources and other named people, that a pronoun can stand for."""
        wanted = _PRONOUNS[lower]
        gender = _gender(frozenset({lower}))
        source = self._latest_source(mention, wanted, gender)
        named = self._latest_person(mention) if wanted[0] is SourceType.PERSON else None
        if named is not None:
            nearness = named.sentence - mention.sentence + (0.4 if named.subject else -0.6)
            if source is None or nearness > source[0]:
                entity = self._of_name(named.name) or self._found(self._person(named))
                if not (gender and entity.gender and entity.gender != gender):
                    source = nearness, entity
        if source is None or source[0] < -FARTHEST:
            return None
        source[1].gender = source[1].gender or gender
        return source[1]

    def _latest_source(
        self, mention: Mention, wanted: Sequence[SourceType], gender: str
    ) -> tuple[float, _Entity] | None:
        for entity in reversed(self._lately.values()):
            distance = mention.sentence - entity.mentions[-1].sentence
            if distance > FARTHEST:
                return None
            if entity.type in wanted and not (gender and entity.gender and entity.gender != gender):
                return 0.5 - distance, entity
        return None

    def _latest_person(self, mention: Mention) -> _Named | None:
        for k in range(bisect_left(self._starts, mention.span.start) - 1, -1, -1):
            named = self._names[k]
            if mention.sentence - named.sentence > FARTHEST:
                return None
            if named.type is SourceType.PERSON:
                return named
        return None

    # -- names -------------------------------------------------------------------------------------------------

    def _of_name(self, name: tuple[str, ...]) -> _Entity | None:
        """The entity that a name can stand for."""
        known = (e for key in _keys(name) for e in reversed(self._by_name[key]) if _can_be(e.name, name))
        return next(known, None)

    def _full(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """The longest name in the document that this one is short for, if there is only one."""
        longer = {
            n.name
            for key in _keys(name)
            for n in self._same_name[key]
            if len(n.name) > len(name) and _can_be(n.name, name)
        }
        firsts = {n[0] for n in longer}
        return max(sorted(longer), key=len) if longer and (len(firsts) == 1 or len(name) > 1) else name

    def _nouns(self, name: tuple[str, ...]) -> frozenset[str]:
        """The nouns that the document uses of a name: titles and appositions."""
        return frozenset[str]().union(
            *(n.nouns for key in _keys(name) for n in self._same_name[key] if _can_be(n.name, name))
        )

    def _person(self, named: _Named) -> _Entity:
        """Somebody whom the text names, not yet among the sources."""
        name = self._full(named.name)
        return _Entity(
            name=name, nouns=self._nouns(name), type=named.type, identification=Identification.NAMED,
            affiliation=None, gender=_gender(named.nouns),
        )  # fmt: skip

    def _named(self, description: Description) -> _Entity:
        name = self._full(description.name)
        known = self._of_name(name)
        if known is not None:
            known.name = max(known.name, name, key=len)
            return known
        nouns = self._nouns(name) | ({description.noun} if description.noun else set())
        kind = description.type if description.type is not SourceType.UNKNOWN else type_of_name(name)
        if kind is SourceType.UNKNOWN:
            kind = SourceType.PERSON if len(name) > 1 or _gender(nouns) else SourceType.ORGANIZATION
        return self._found(
            _Entity(
                name=name,
                nouns=nouns,
                type=kind,
                identification=Identification.NAMED,
                affiliation=description.affiliation,
                gender=_gender(nouns),
            )
        )

    # -- descriptions ------------------------------------------------------------------------------------------

    def _described(self, description: Description, mention: Mention) -> _Entity:
        sentence = self.parse.sentences[mention.sentence]
        definite = any(sentence.words[c].text.lower() in _DEFINITE for c in sentence.dependents(mention.head, "det"))
        words = mention.span.text.lower()
        known = self._of_noun(description, mention) if definite else None
        known = known or self._by_words.get(words)
        if known is not None:
            return known
        kind = description.type
        if kind is SourceType.UNKNOWN and description.noun:  # who is reported to speak is somebody
            kind = SourceType.GROUP if sentence.words[mention.head].has("Number=Plur") else SourceType.PERSON
        self._by_words[words] = self._found(
            _Entity(
                name=(),
                nouns=frozenset({description.noun} - {""}),
                type=kind,
                identification=description.identification,
                affiliation=description.affiliation,
                gender=_gender(frozenset({description.noun})),
            )
        )
        return self._by_words[words]

    def _of_noun(self, description: Description, mention: Mention) -> _Entity | None:
        """The source, or the somebody named before, that "the minister" or "the sources" takes up."""
        for entity in reversed(self._by_noun[description.noun]):
            if description.affiliation is None or entity.affiliation == description.affiliation:
                return entity
        if description.affiliation is None:
            for k in range(bisect_left(self._starts, mention.span.start) - 1, -1, -1):
                named = self._names[k]
                if mention.sentence - named.sentence > FARTHEST:
                    return None
                if description.noun in named.nouns:
                    return self._of_name(named.name) or self._found(self._person(named))
        return None


def _finish(i: int, entity: _Entity) -> SourceEntity:
    """The entity as the report has it: by its name, or else by its fullest description."""
    spans = [m.span.text for m in entity.mentions if m.span.text.lower() not in _PRONOUNS]
    return SourceEntity(
        id=i, name=" ".join(entity.name).replace(" - ", "-") or max(spans, key=len, default=""), type=entity.type,
        identification=entity.identification, affiliation=entity.affiliation,
        mentions=tuple(m.span for m in entity.mentions),
    )  # fmt: skip


def _keys(name: tuple[str, ...]) -> tuple[str, ...]:
    """What names that may belong to one source have in common: the last word, or the initials of a longer one."""
    if not name:
        return ()
    initials = "".join(word[0] for word in name if word[0].isupper()).lower()
    return (name[-1].lower(), initials) if len(name) > 2 else (name[-1].lower(),)


def _can_be(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name can be short for the other: the same last word, and no first names that differ; or initials."""
    short, long = sorted((a, b), key=len)
    if short[-1].lower() == long[-1].lower():
        return {x.lower() for x in short} <= {x.lower() for x in long}
    return len(short) == 1 and short[0].isupper() and short[0].lower() in _keys(long)[1:]


def _gender(nouns: frozenset[str]) -> str:
    lower = {n.strip(".").lower() for n in nouns}
    return "f" if lower & _FEMALE else "m" if lower & _MALE else ""


def _names(parse: Parse) -> list[_Named]:
    """Every proper name of the document, in order."""
    found = []
    for n, sentence in enumerate(parse.sentences):
        last = -1
        for i, word in enumerate(sentence.words):
            if word.upos == "PROPN" and i > last:
                last = i
                while last + 1 < len(sentence.words) and sentence.words[last + 1].upos == "PROPN":
                    last += 1
                name = name_of(sentence, i)
                if name:
                    found.append(_named_at(n, sentence, i, last, name))
    return found


def _named_at(n: int, sentence: Sentence, first: int, last: int, name: tuple[str, ...]) -> _Named:
    words = sentence.words
    run = range(first, last + 1)
    nouns = {words[k].text.lower().strip(".") for k in run} - {x.lower() for x in name}
    for k in run:
        around = [c for c in sentence.children[k] if words[c].base_relation in _BESIDE]
        governor = words[k].head
        if governor is not None and words[k].base_relation in {"appos", "flat"}:
            around.append(governor)
        nouns |= {words[c].lemma.lower() for c in around if words[c].upos in {"NOUN", "PROPN"}}
    if first and words[first - 1].upos == "NOUN":
        nouns.add(words[first - 1].lemma.lower())
    return _Named(
        sentence=n, start=words[first].start, name=name, nouns=frozenset(nouns),
        subject=any(words[k].base_relation == "nsubj" for k in run),
    )  # fmt: skip
