"""A source in the making: what the document has told of it so far."""

from __future__ import annotations

import dataclasses

from attrib.bearers import Bearer, gender_of
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.report import SourceType
from attrib.segmentation import readable
from attrib.sources import Description, describe

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "i": "i", "me": "i", "my": "i",
    "they": "they", "them": "they", "their": "they", "we": "they", "us": "they", "our": "they", "it": "it", "its": "it",
}  # fmt: skip
"""The pronouns that can be resolved, and the one that each is a form of."""

MOST_DESCRIPTIONS = 40
"""Descriptions of an entity that are kept; later ones tell little, and a long text has thousands."""


def pronoun_of(parse: Parse, mention: Mention) -> str:
    """The pronoun that a mention is, as :data:`PRONOUNS` has it; empty if it is none."""
    word = parse.sentences[mention.sentence].words[mention.head]
    return PRONOUNS.get(word.text.lower(), "") if word.upos in {"PRON", "DET"} else ""


@dataclasses.dataclass(eq=False)
class Entity:
    """A source: who bears its name (several that speak together, nobody if it has none), and its mentions in order.

    ``phrases`` are the mentions that are no pronouns, with a description of each; ``pronouns`` the others; ``texts``
    and ``words`` what the mentions are made of, in lower case. ``plural`` tells whether the first phrase is;
    ``relays`` whether the entity passes on what others say.
    """

    members: tuple[Bearer, ...] = ()
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    phrases: list[Mention] = dataclasses.field(default_factory=list)
    descriptions: list[Description] = dataclasses.field(default_factory=list)
    pronouns: set[str] = dataclasses.field(default_factory=set)
    words: set[str] = dataclasses.field(default_factory=set)
    texts: set[str] = dataclasses.field(default_factory=set)
    gender: str = ""
    plural: bool = False
    relays: bool = False

    def take(self, parse: Parse, mention: Mention, target: Mention) -> Description | None:
        """Add a mention, which stands for ``target`` or is it; the description is the target's, none of a pronoun."""
        text = mention.span.text.lower()
        self.mentions.append(mention)
        self.texts.add(text)
        self.words.update(text.split())
        pronoun = pronoun_of(parse, target)
        if pronoun:
            self.gender = self.gender or gender_of(frozenset({pronoun}))
            self.pronouns.add(pronoun)
            return None
        description = describe(parse, target)
        if not self.descriptions and not self.named:
            self.plural = parse.sentences[target.sentence].words[target.head].has("Number=Plur")
        if len(self.descriptions) < MOST_DESCRIPTIONS:
            self.descriptions.append(description)
            self.phrases.append(target)
        self.gender = self.gender or gender_of(frozenset({description.noun}))
        return description

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
        phrases = (phrase.span.text for phrase in self.phrases)
        return readable(" and ".join(" ".join(b.name) for b in self.members) or max(phrases, key=len, default=""))

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
        described = (d.type for d in self.descriptions if d.type is not SourceType.UNKNOWN)
        kind = self.bearer.type if self.bearer else SourceType.UNKNOWN
        if kind is SourceType.UNKNOWN:
            kind = next(described, SourceType.UNKNOWN)
        if kind is SourceType.UNKNOWN and self.bearer and (len(self.bearer.name) > 1 or self.gender):
            return SourceType.PERSON
        return kind

    @property
    def affiliation(self) -> str | None:
        """The body that it belongs to, if a mention says so."""
        return next((d.affiliation for d in self.descriptions if d.affiliation), None)
