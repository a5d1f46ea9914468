"""Resolves the mentions of sources to the source entities of the document.

A source may be met by its full name, a surname, a title, a description or a pronoun. Mentions are taken in the order
of the text; each joins an entity that it can stand for, or founds one. Two people with one surname and different
first names are never joined.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from attrib.links import Mention
from attrib.parse import Parse
from attrib.report import Identification, SourceEntity, SourceType
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
_DEFINITE = {"the", "this", "that", "these", "those"}


@dataclasses.dataclass
class _Entity:
    """An entity in the making."""

    name: tuple[str, ...]
    noun: str
    type: SourceType
    identification: Identification
    affiliation: str | None
    gender: str
    mentions: list[Mention]


@dataclasses.dataclass(frozen=True)
class _Named:
    """A proper name somewhere in the document: where, its tokens, the nouns that go with it, whether a subject."""

    sentence: int
    start: int
    name: tuple[str, ...]
    nouns: frozenset[str]
    subject: bool


def resolve(parse: Parse, mentions: Sequence[Mention]) -> tuple[tuple[SourceEntity, ...], dict[Mention, int]]:
    """The source entities of a document, and the entity of each mention; one that stays unresolved has none."""
    return _Resolver(parse).run(mentions)


class _Resolver:
    def __init__(self, parse: Parse):
        self.parse = parse
        self.names = _names(parse)
        self.entities: list[_Entity] = []

    def run(self, mentions: Sequence[Mention]) -> tuple[tuple[SourceEntity, ...], dict[Mention, int]]:
        found: dict[Mention, int] = {}
        for mention in sorted(set(mentions), key=lambda m: (m.span.start, m.span.end)):
            entity = self._entity(mention)
            if entity is not None:
                entity.mentions.append(mention)
                found[mention] = self.entities.index(entity)
        return tuple(self._finish(i, entity) for i, entity in enumerate(self.entities)), found

    def _entity(self, mention: Mention) -> _Entity | None:
        sentence = self.parse.sentences[mention.sentence]
        word = sentence.words[mention.head]
        lower = word.text.lower()
        if word.upos in {"PRON", "DET"} and mention.span.text.lower() == lower:
            if word.has("PronType=Rel") or lower in {"who", "which"}:
                antecedent = self._antecedent(mention)
                return None if antecedent is None else self._entity(antecedent)
            if lower in _PRONOUNS:
                return self._pronoun(mention, lower)
        description = describe(self.parse, mention)
        if description.name:
            return self._named(description, mention)
        return self._noun(description, mention)

    def _antecedent(self, mention: Mention) -> Mention | None:
        """What a relative pronoun stands for: the noun that its clause hangs on."""
        sentence = self.parse.sentences[mention.sentence]
        for i in sentence.ancestors(mention.head):
            if sentence.words[i].relation == "acl:relcl":
                from attrib.links import mention as phrase

                head = sentence.words[i].head
                return None if head is None else phrase(self.parse, mention.sentence, head)
        return None

    def _pronoun(self, mention: Mention, lower: str) -> _Entity | None:
        """The entity that a pronoun stands for: the nearest before it that fits, of sources and other named people."""
        wanted = _PRONOUNS[lower]
        gender = "f" if lower in _FEMALE else "m" if lower in _MALE else ""
        best: tuple[float, _Entity] | None = None
        for entity in self.entities:
            if entity.type not in wanted or (gender and entity.gender and entity.gender != gender):
                continue
            last = max(
                (m for m in entity.mentions if m.span.start < mention.span.start),
                key=lambda m: m.span.start,
                default=None,
            )
            if last is not None:
                distance = mention.sentence - last.sentence
                score = -distance + 0.5
                best = max(best or (score, entity), (score, entity), key=lambda x: x[0])
        if wanted[0] is SourceType.PERSON:
            for named in reversed(self.names):
                if named.start >= mention.span.start or _kind(named) is not SourceType.PERSON:
                    continue
                score = named.sentence - mention.sentence + (0.4 if named.subject else -0.6)
                if best is None or score > best[0]:
                    entity_ = self._by_name(named.name) or self._found_named(named)
                    if not (gender and entity_.gender and entity_.gender != gender):
                        best = (score, entity_)
                break
        if best is None or best[0] < -6:
            return None
        entity = best[1]
        if not any(entity is known for known in self.entities):
            self.entities.append(entity)
        entity.gender = entity.gender or gender
        return entity

    def _found_named(self, named: _Named) -> _Entity:
        """An entity, not yet among the sources, of somebody whom the text names."""
        return _Entity(
            name=self._full(named.name), noun="", type=_kind(named), identification=Identification.NAMED,
            affiliation=None, gender=_gender(named.nouns), mentions=[],
        )  # fmt: skip

    def _by_name(self, name: tuple[str, ...]) -> _Entity | None:
        for entity in reversed(self.entities):
            if entity.name and _same_name(entity.name, name):
                return entity
        return None

    def _full(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """The longest name in the document that this one is short for, if there is only one."""
        longer = {n.name for n in self.names if len(n.name) > len(name) and _same_name(n.name, name)}
        firsts = {n[0] for n in longer}
        return max(longer, key=len) if longer and (len(firsts) == 1 or len(name) > 1) else name

    def _named(self, description: Description, mention: Mention) -> _Entity:
        name = self._full(description.name)
        kind = description.type
        nouns = frozenset[str]().union(*(n.nouns for n in self.names if _same_name(n.name, name)))
        if kind is SourceType.UNKNOWN:
            kind = type_of_name(name)
        if kind is SourceType.UNKNOWN:
            kind = SourceType.PERSON if len(name) > 1 or _gender(nouns) else SourceType.ORGANIZATION
        entity = self._by_name(name)
        if entity is None:
            entity = _Entity(
                name=name, noun=description.noun, type=kind, identification=Identification.NAMED,
                affiliation=description.affiliation, gender=_gender(nouns | {description.noun}), mentions=[],
            )  # fmt: skip
            self.entities.append(entity)
        elif len(name) > len(entity.name):
            entity.name = name
        return entity

    def _noun(self, description: Description, mention: Mention) -> _Entity:
        sentence = self.parse.sentences[mention.sentence]
        determiners = {sentence.words[c].text.lower() for c in sentence.dependents(mention.head, "det")}
        if determiners & _DEFINITE or not determiners:
            known = [e for e in self.entities if description.noun and description.noun in {e.noun, *self._nouns(e)}]
            bare = not description.affiliation
            for entity in reversed(known):
                if (bare or entity.affiliation == description.affiliation) and (determiners & _DEFINITE):
                    return entity
            if determiners & _DEFINITE and bare:
                for named in reversed(self.names):
                    if description.noun in named.nouns and named.start < mention.span.start:
                        entity = self._by_name(named.name) or self._found_named(named)
                        if not any(entity is known_ for known_ in self.entities):
                            self.entities.append(entity)
                        return entity
        for entity in self.entities:
            if (
                not entity.name
                and entity.mentions
                and entity.mentions[0].span.text.lower() == mention.span.text.lower()
            ):
                return entity
        entity = _Entity(
            name=(), noun=description.noun, type=description.type, identification=description.identification,
            affiliation=description.affiliation, gender=_gender(frozenset({description.noun})), mentions=[],
        )  # fmt: skip
        self.entities.append(entity)
        return entity

    def _nouns(self, entity: _Entity) -> frozenset[str]:
        """The nouns that the document uses of a named entity: titles and appositions."""
        if not entity.name:
            return frozenset()
        return frozenset[str]().union(*(n.nouns for n in self.names if _same_name(n.name, entity.name)))

    def _finish(self, i: int, entity: _Entity) -> SourceEntity:
        text = " ".join(entity.name).replace(" - ", "-")
        if not text:
            spans = [m.span.text for m in entity.mentions if m.span.text.lower() not in _PRONOUNS]
            text = max(spans, key=len, default="")
        return SourceEntity(
            id=i, name=text, type=entity.type, identification=entity.identification, affiliation=entity.affiliation,
            mentions=tuple(m.span for m in entity.mentions),
        )  # fmt: skip


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name can be short for the other: same last word, and no first names that differ."""
    short, long = sorted((a, b), key=len)
    if short[-1].lower() == long[-1].lower():
        return {x.lower() for x in short} <= {x.lower() for x in long}
    return (
        len(short) == 1
        and len(long) > 1
        and short[0].isupper()
        and short[0] == "".join(w[0] for w in long if w[0].isupper())
    )


def _kind(named: _Named) -> SourceType:
    kind = type_of_name(named.name)
    if kind is SourceType.UNKNOWN and (len(named.name) > 1 or _gender(named.nouns)):
        return SourceType.PERSON
    return kind


def _gender(nouns: frozenset[str]) -> str:
    lower = {n.strip(".").lower() for n in nouns}
    return "f" if lower & _FEMALE else "m" if lower & _MALE else ""


def _names(parse: Parse) -> list[_Named]:
    """Every proper name of the document, in order."""
    found = []
    for n, sentence in enumerate(parse.sentences):
        last = -1
        for i, word in enumerate(sentence.words):
            if word.upos != "PROPN" or i <= last:
                continue
            name = name_of(sentence, i)
            j = i
            while j + 1 < len(sentence.words) and sentence.words[j + 1].upos == "PROPN":
                j += 1
            last = j
            nouns, is_subject = set(), False
            for k in range(i, j + 1):
                governor = sentence.words[k].head
                is_subject |= sentence.words[k].base_relation == "nsubj"
                around = [*sentence.children[k], *([governor] if governor is not None else [])]
                nouns |= {
                    sentence.words[c].lemma.lower()
                    for c in around
                    if sentence.words[c].upos in {"NOUN", "PROPN"}
                    and (
                        sentence.words[c].base_relation in {"appos", "compound", "flat"}
                        or sentence.words[k].base_relation in {"appos", "flat"}
                    )
                }
            if i > 0 and sentence.words[i - 1].upos == "NOUN":
                nouns.add(sentence.words[i - 1].lemma.lower())
            nouns |= {sentence.words[k].text.lower().strip(".") for k in range(i, j + 1)} - {x.lower() for x in name}
            if name:
                found.append(_Named(n, word.start, name, frozenset(nouns), is_subject))
    return found
