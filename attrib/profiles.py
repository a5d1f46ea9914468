"""Says of a resolved source what kind it is and how far it is identified, with two trained classifiers.

The rules' own opinions are among the features; names of media and offices never seen before are judged by what the
document says of them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.anonymity import is_anybody, is_human, is_of_unknown_origin, is_secret
from attrib.antecedents import Ranker
from attrib.bearers import Bearer
from attrib.classifiers import Classifier, read_arrays
from attrib.entities import Entity
from attrib.mentions import ANYBODY, DEFINITE, INDEFINITE, Mention, case_of
from attrib.namekinds import NameKind, NameModel
from attrib.names import BODIES, type_of_name
from attrib.parse import Parse, Sentence
from attrib.report import Identification, SourceEntity, SourceType
from attrib.roles import is_another
from attrib.sources import NAMELESS, is_body, is_checkable
from attrib.titles import is_person, is_title

FILE = "sources.npz"

TYPES, IDENTIFICATIONS = tuple(SourceType), tuple(Identification)

_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ion", "ment", "cy", "ity", "ry", "s")
_SHY = {SourceType.PERSON, SourceType.GROUP, SourceType.UNKNOWN}
_SOURCES = {"source", "sources"}
_OWNERS = {"her", "his"}
_BELONGING = frozenset("belong head live manage own reside represent run serve study teach train work".split())


class SourceJudge:
    """What is learned of sources: whom a mention takes up, and what kind of source an entity is; ``names`` says what
    bears a name."""

    def __init__(self, data: bytes, names: NameModel):
        self.names = names
        self._arrays = read_arrays(data)

    @cached_property
    def ranker(self) -> Ranker:
        """The judge of whom a mention without a name takes up."""
        return Ranker(self._arrays)

    @cached_property
    def _type(self) -> Classifier:
        return Classifier(self._arrays["type_coef"], self._arrays["type_intercept"])

    @cached_property
    def _identification(self) -> Classifier:
        return Classifier(self._arrays["identification_coef"], self._arrays["identification_intercept"])

    def describe(self, parse: Parse, entities: Sequence[Entity], bearers: Iterable[Bearer]) -> tuple[SourceEntity, ...]:
        """The entities as a report has them, in order; ``bearers`` are all whom the text names."""
        names = _Names(parse, bearers)
        return tuple(self._described(parse, i, entity, names) for i, entity in enumerate(entities))

    def _described(self, parse: Parse, i: int, entity: Entity, names: _Names) -> SourceEntity:
        row = profile(parse, entity)
        kind = _listed(entity) or _told(entity, TYPES[int(self._arrays["type_classes"][self._type.decide(row)])])
        return SourceEntity(
            id=i, name=entity.name, type=kind, identification=self._identified(parse, entity, row, kind, names),
            affiliation=entity.affiliation, mentions=tuple(m.span for m in entity.mentions),
        )  # fmt: skip

    def _identified(
        self, parse: Parse, entity: Entity, row: NDArray[np.float64], kind: SourceType, names: _Names
    ) -> Identification:
        """How far a source is identified: what the text says outright stands before what the classifier thinks."""
        if entity.named:
            return Identification.NAMED
        # a paper, or a body, is no less known for the names that it keeps to itself
        if kind in _SHY and any(is_secret(parse, phrase) for phrase in entity.phrases):
            return Identification.ANONYMOUS
        if any(is_of_unknown_origin(parse, phrase) for phrase in entity.phrases):
            return Identification.ANONYMOUS
        if entity.phrases and all(is_anybody(parse, phrase) for phrase in entity.phrases):
            return Identification.ANONYMOUS
        if _belongs(parse, entity) or any(_has_place(parse, phrase) for phrase in entity.phrases):
            return Identification.DESCRIBED
        nameless = all(_is_nameless(parse, phrase, kind) for phrase in entity.phrases)
        nameless &= not names.may_name(entity, kind)
        nameless |= bool(entity.phrases) and all(_brings_in(parse, phrase) for phrase in entity.phrases)
        likely = self._identification.probabilities(row[np.newaxis])[0]
        ranked = (IDENTIFICATIONS[int(self._arrays["identification_classes"][k])] for k in np.argsort(-likely))
        return next(found for found in ranked if not (nameless and found is Identification.NAMED))


def _listed(entity: Entity) -> SourceType | None:
    """What an entity without a name is that is called by nothing but nouns for documents; a medium if it passes on
    what others say."""
    if entity.named or {d.type for d in entity.descriptions} != {SourceType.DOCUMENT}:
        return None
    return SourceType.OUTLET if entity.relays else SourceType.DOCUMENT


def _told(entity: Entity, likely: SourceType) -> SourceType:
    """What kind of source an entity is for which ``likely`` was chosen: a title, a label, a pronoun, or a noun of media
    tells people from bodies, and media from other bodies."""
    told = entity.bearer.told if entity.bearer is not None else None
    if told is NameKind.PERSON:
        return SourceType.PERSON if likely in BODIES else likely
    medium = SourceType.OUTLET in map(lexicon.roles().get, entity.nouns)  # "KSPA, the state news agency"
    if medium and likely is SourceType.ORGANIZATION:
        return SourceType.OUTLET
    known = likely in BODIES and (likely is not SourceType.OUTLET or medium or entity.relays)
    return SourceType.ORGANIZATION if told is NameKind.BODY and not known else likely


def _belongs(parse: Parse, entity: Entity) -> bool:
    """Whether sources are told by the body that they are of: "sources with the opposition", "a Foreign Ministry
    source"; not "government sources", nor "an unnamed source at the bank"."""
    heads = [(parse.sentences[phrase.sentence], phrase.head) for phrase in entity.phrases]
    if entity.affiliation is None or any(s.words[head].lemma.lower() != "source" for s, head in heads):
        return False
    hidden = any(word.lower() in NAMELESS for phrase in entity.phrases for word in phrase.span.text.split())
    return not hidden and any(_tells_body(s, c) for s, head in heads for c in s.dependents(head, "nmod", "compound"))


def _has_place(parse: Parse, mention: Mention) -> bool:
    """Whether a clause tells where somebody belongs, of whom only that is told: "a man who works for the ministry"."""
    s = parse.sentences[mention.sentence]
    clauses = s.dependents(mention.head, "acl")
    return is_human(s.words[mention.head]) and any(
        s.words[c].lemma.lower() in _BELONGING and is_checkable(s, c) for c in clauses
    )


def _tells_body(s: Sentence, i: int) -> bool:
    """Whether what a noun is tied to is a body that could be found, and no place that it is only in."""
    word = s.words[i]
    if word.base_relation == "compound":
        return word.upos == "PROPN"
    return word.upos != "ADJ" and (is_body(word) or (word.upos == "PROPN" and case_of(s, i) != "in"))


def _is_nameless(parse: Parse, mention: Mention, kind: SourceType) -> bool:
    """Whether a mention is all in small letters, but for an office at its head ("the Prime Minister") and what tells
    where a body is ("the Lima-based agency"); of a person only the head tells, since other capitals are of what he
    belongs to: "Ada Lind's lawyer", "a Treasury spokesman"."""
    words = parse.sentences[mention.sentence].words
    head = words[mention.head]
    inside = (w for w in words if mention.span.start < w.start < mention.span.end and not w.text.endswith("-based"))
    office = is_title(head.text) and mention.span.start < head.start  # "King" alone is a name
    return (head.upos != "PROPN" or office) and (
        kind is SourceType.PERSON or not any(w.text[0].isupper() for w in inside)
    )


def _brings_in(parse: Parse, mention: Mention) -> bool:
    """Whether a mention brings in somebody whom no name before it can be for: "a doctor", "two in three"."""
    head = parse.sentences[mention.sentence].words[mention.head]
    first = mention.span.text.split()[0].lower()
    return head.upos != "PROPN" and (
        head.upos == "NUM" or first in INDEFINITE | ANYBODY or first.rstrip("%").replace(".", "").isdecimal()
    )


class _Names:
    """The proper names of a text, as far as they tell whether a phrase without one may still name somebody."""

    def __init__(self, parse: Parse, bearers: Iterable[Bearer]):
        self._parse = parse
        full = [bearer for bearer in bearers if len(bearer.name) > 1]
        self._any, self._people = bool(full), [bearer for bearer in full if _may_be_person(bearer)]
        self._words = {word.text.lower() for s in parse.sentences for word in s.words if word.upos == "PROPN"}

    def may_name(self, entity: Entity, kind: SourceType) -> bool:
        """Whether the phrases of a source may have a name of the text.

        "The minister" may be known by the full name of a person in other sentences who is not told to be something
        else, and "her lawyer" by any but the one that is hers; "the council" only by a name that calls it a council.
        """
        heads = [self._sentence(phrase).words[phrase.head].lemma.lower() for phrase in entity.phrases]
        if kind not in {SourceType.PERSON, SourceType.UNKNOWN}:
            return self._any and not self._words.isdisjoint(heads)
        others = (
            bearer
            for bearer in self._people
            if not any(is_person(noun) and is_another(noun, bearer.nouns) for noun in heads)
            and not any(_stands_beside(bearer, self._sentence(phrase)) for phrase in entity.phrases)
        )
        owned = any(self._is_owned(phrase) for phrase in entity.phrases)
        return len(list(islice(others, owned + 1))) > owned

    def _is_owned(self, phrase: Mention) -> bool:
        """Whether a phrase says by a pronoun whose somebody is: "her lawyer"."""
        s = self._sentence(phrase)
        return any(s.words[c].text.lower() in _OWNERS for c in s.dependents(phrase.head, "nmod:poss"))

    def _sentence(self, phrase: Mention) -> Sentence:
        return self._parse.sentences[phrase.sentence]


def _may_be_person(bearer: Bearer) -> bool:
    """Whether a name is a person's, or may be as soon as a body's or a place's."""
    person, *others = (bearer.likely[kind] for kind in (NameKind.PERSON, NameKind.BODY, NameKind.PLACE))
    told = type_of_name(bearer.name) is not SourceType.UNKNOWN
    return bearer.type is SourceType.PERSON or not (told or max(others) > person)


def _stands_beside(bearer: Bearer, s: Sentence) -> bool:
    """Whether a sentence has somebody's name in it, so that its other phrases are of others."""
    return bisect_left(bearer.starts, s.words[0].start) < bisect_left(bearer.starts, s.words[-1].end)


def profile(parse: Parse, entity: Entity) -> NDArray[np.float64]:
    """What is known of an entity: by its name, by the nouns beside it, and by its mentions."""
    phrases = entity.phrases or entity.mentions
    own = [d.noun for d in entity.descriptions if d.noun]
    rows = [
        *_of_name(entity),
        *_roles(own),
        *_roles(sorted(entity.nouns)),
        *(float(any(d.type is kind for d in entity.descriptions)) for kind in TYPES),
        *(float(entity.type is kind) for kind in TYPES),
        *(float(any(d.identification is x for d in entity.descriptions)) for x in IDENTIFICATIONS),
        float(bool(entity.gender)),
        *(float(p in entity.pronouns) for p in ("he", "she", "i", "they", "it")),
        float(entity.relays),
        math.log1p(len(entity.mentions)),
        float(entity.affiliation is not None),
        *_of_phrase(parse, phrases[0]),
        *_of_phrase(parse, max(phrases, key=lambda m: len(m.span.text))),
        *(float(bool(own) and own[0].endswith(ending)) for ending in _ENDINGS),
    ]
    return np.array(rows, dtype=np.float64)


def _of_name(entity: Entity) -> list[float]:
    name = entity.bearer.name if entity.bearer else ()
    kind = type_of_name(name) if name else None
    nouns = entity.bearer.nouns if entity.bearer else frozenset()
    return [
        float(bool(name)),
        float(len(entity.members) > 1),
        float(len(name) == 1),
        float(len(name) == 2),
        float(len(name) > 3),
        float(len(name) == 1 and name[0].isupper()),
        float("of" in name or "for" in name),
        float(bool(name) and name[-1].lower().endswith("s")),
        *(float(kind is x) for x in TYPES),
        *(entity.bearer.likely if entity.bearer else (0.0,) * len(NameKind)),
        float(any(map(is_title, nouns))),
        float(entity.bearer is not None and entity.bearer.definite),
        float(entity.bearer is not None and any(n.subject for n in entity.bearer.namings)),
        math.log1p(len(entity.bearer.namings)) if entity.bearer else 0.0,
    ]


def _roles(nouns: Sequence[str]) -> list[float]:
    kinds = {lexicon.roles().get(noun) or (SourceType.PERSON if is_person(noun) else None) for noun in nouns}
    return [float(kind in kinds) for kind in TYPES]


def _of_phrase(parse: Parse, mention: Mention) -> list[float]:
    s = parse.sentences[mention.sentence]
    head = s.words[mention.head]
    inside = [i for i, w in enumerate(s.words) if mention.span.start <= w.start and w.end <= mention.span.end]
    lower = {s.words[i].text.lower() for i in inside}
    tied = any(
        s.words[k].text[:1].isupper()
        for c in s.dependents(mention.head, "nmod", "compound")
        for k in s.subtree(c)
        if k in inside and (s.words[c].upos == "PROPN" or s.words[c].relation != "compound")
    )
    modifiers = [s.words[c].base_relation for c in s.children[mention.head] if c in inside]
    return [
        float(head.has("Number=Plur")),
        float(head.upos == "PROPN"),
        float(head.upos == "NOUN"),
        float(head.upos in {"PRON", "DET"}),
        float(head.upos in {"NUM", "ADJ"}),
        float(bool(lower & DEFINITE)),
        float(bool(lower & INDEFINITE)),
        float(bool(lower & NAMELESS)),
        float(bool(lower & _SOURCES)),
        2.0 * float(bool(lower & _SOURCES) and tied and not lower & NAMELESS),
        2.0 * float(tied and not lower & NAMELESS),
        *(float(r in modifiers) for r in ("nmod", "compound", "amod", "acl", "nummod", "conj", "appos", "flat", "det")),
        float(any(s.words[i].upos == "PROPN" for i in inside if i != mention.head)),
        float(any(s.words[i].text[:1].isupper() for i in inside[1:])),
        float(any(s.words[i].relation == "nmod:poss" for i in inside)),
        float(len(inside) == 1),
        math.log1p(len(inside)),
    ]
