"""A mention without a name: what it says of whom it takes up, and what can be taken up at all."""

from __future__ import annotations

from functools import cached_property

from attrib.bearers import Bearer, Bearers, gender_of
from attrib.entities import PRONOUNS, Entity, pronoun_of
from attrib.mentions import DEFINITE, INDEFINITE, Mention, noun_phrase
from attrib.namekinds import NameKind
from attrib.parse import Parse
from attrib.quotations import Outermost
from attrib.report import SourceType
from attrib.sources import describe
from attrib.titles import is_title

CERTAIN = 0.8
"""From how likely on a name is a person's or a body's beyond doubt."""

SHORT = 30
"""How long a title or a scare quote may be that is no speech, in code points."""

SINGLE = frozenset({SourceType.PERSON, SourceType.UNKNOWN})
_BODY = frozenset({SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.DOCUMENT, SourceType.UNKNOWN})
_MANY = frozenset({SourceType.GROUP, SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.UNKNOWN})
_SUBJECTS = {
    "he": frozenset({SourceType.PERSON}), "she": frozenset({SourceType.PERSON}),
    "it": _BODY - {SourceType.UNKNOWN}, "they": frozenset({SourceType.GROUP, SourceType.PERSON}),
}  # fmt: skip
"""What kinds of subjects a pronoun takes up that nothing else explains."""

_OTHERS = frozenset({"another", "further", "other", "separate"})
_OURS = {"we", "us", "our"}


class Asked:
    """A mention without a name, as the ranker sees it; ``inside`` tells whether it is part of what somebody says,
    ``apart`` whether it says that it is another than those before: "other studies"."""

    def __init__(self, parse: Parse, mention: Mention, quotations: Outermost):
        self.sentence = s = parse.sentences[mention.sentence]
        self.mention = mention
        self.pronoun = pronoun_of(parse, mention)
        description = describe(parse, mention)
        self.noun, self.type = description.noun, description.type
        self.gender = gender_of(frozenset({self.pronoun, self.noun}))
        determiners = {s.words[c].text.lower() for c in s.dependents(mention.head, "det", "nummod", "amod")}
        self.definite = bool(determiners & DEFINITE)
        self.indefinite = bool(determiners & INDEFINITE)
        self.apart = self.noun != "" and bool(determiners & _OTHERS)
        self.plural = s.words[mention.head].has("Number=Plur") or self.pronoun == "they"
        self.text = mention.span.text.lower()
        self.paragraph = parse.text.rfind("\n", 0, mention.span.start)
        self._parse, self._quotations = parse, quotations
        self.inside = self.spoken(mention.span.start)

    @property
    def group(self) -> int:
        """Which of the ranker's groups of mentions it is of."""
        return 0 if self.pronoun in {"he", "she", "i"} else 1 if self.pronoun else 2

    @cached_property
    def wanted(self) -> frozenset[SourceType]:
        """The kinds of sources that it can stand for."""
        if self.pronoun:
            return {"it": _BODY, "they": _MANY}.get(self.pronoun, SINGLE)
        if self.type is SourceType.GROUP or (self.plural and self.type is SourceType.UNKNOWN):
            return _MANY
        if self.type is SourceType.UNKNOWN:
            return frozenset(SourceType)
        return _BODY if self.type in _BODY else SINGLE

    @property
    def reaches_out(self) -> bool:
        """Whether it takes up nobody who is only spoken of in a quotation: "she", in the author's own words."""
        return self.group == 0 and not self.inside

    def spoken(self, start: int) -> bool:
        """Whether a place of the text is inside what somebody is quoted with, scare quotes and titles left out."""
        around = self._quotations.over(start, start + 1)
        return any(q.start < start and q.end - q.start > SHORT for q in around)

    @property
    def personal(self) -> bool:
        """Whether it describes one person: by its noun, or by an age."""
        s = self.sentence
        aged = any(s.words[c].lemma.lower().endswith("old") for c in s.dependents(self.mention.head, "amod"))
        by_age = aged and "year" in self.text and self.type is SourceType.UNKNOWN
        return not self.plural and (by_age or self.type is SourceType.PERSON)

    @property
    def names_beside(self) -> set[str]:
        """The names in front of its noun, in lower case: of "the Velmora chief" only Velmora's is one."""
        s = self.sentence
        return {s.words[c].text.lower() for c in s.dependents(self.mention.head, "compound")}

    @property
    def by_role(self) -> bool:
        """Whether it is one certain person by a role or a title that is no abbreviation: "the minister"."""
        word = self.sentence.words[self.mention.head]
        common = word.upos == "NOUN" or (is_title(word.text) and not word.text.isupper())
        return common and (self.definite or bool(self.owners)) and self.personal

    @property
    def owners(self) -> list[str]:
        """Whose it is, in lower case: "his" of "his wife", "company" of "the company's director"."""
        s = self.sentence
        return [s.words[c].text.lower() for c in s.dependents(self.mention.head, "nmod:poss", "det:poss")]

    def may_be_of(self, owner: Entity) -> bool:
        """Whether it describes somebody by a source that it may belong to, and so is not that source: "his wife"."""
        called = owner.nouns | {word.lower() for bearer in owner.members for word in bearer.name}
        person = owner.type is SourceType.PERSON and not owner.plural
        return any(
            word in called or (person and PRONOUNS.get(word) in {"he", "she"} and _agree(word, owner.gender))
            for word in self.owners
        )

    @property
    def tied(self) -> bool:
        """Whether a word beside its noun tells whose or of what: "the victim's father", "the opposition leader"."""
        s = self.sentence
        return bool(self.owners) or any(s.words[c].upos == "NOUN" for c in s.dependents(self.mention.head, "compound"))

    @property
    def tied_anew(self) -> bool:
        """Whether it is told apart by what has not been told of before: "of a passing trawler"."""
        s = self.sentence
        tied = s.dependents(self.mention.head, "nmod")
        return any(s.words[d].has("Definite=Ind") for c in tied for d in s.dependents(c, "det"))

    @property
    def bare(self) -> bool:
        """Whether "the" and no more than adjectives and names stand beside its noun: "the Velmora chief"."""
        s = self.sentence
        compounds = s.dependents(self.mention.head, "compound")
        return self.definite and self._alone and all(s.words[c].upos == "PROPN" for c in compounds)

    @property
    def plain(self) -> bool:
        """Whether "the" and no more than adjectives stand beside its noun."""
        return self.definite and self._alone and not self.sentence.dependents(self.mention.head, "compound")

    @property
    def _alone(self) -> bool:
        return not self.pronoun and not self.sentence.dependents(self.mention.head, "nmod", "acl", "appos", "conj")

    @property
    def head(self) -> str:
        """Its head as it stands, in lower case."""
        return self.sentence.words[self.mention.head].text.lower()

    def clashes(self, gender: str) -> bool:
        """Whether it speaks of a woman and ``gender`` is a man's, or the other way round."""
        return bool(gender and self.gender and gender != self.gender)

    def can_be_subject(self, sentence: int, head: int, bearers: Bearers) -> bool:
        """Whether a pronoun can stand for a subject with this head: one before it, of its number, gender and kind."""
        s = self._parse.sentences[sentence]
        word = s.words[head]
        if word.start > self.mention.span.start or self.spoken(word.start) != self.inside or self.text in _OURS:
            return False
        many = word.has("Number=Plur") or bool(s.dependents(head, "conj"))
        if word.upos not in {"NOUN", "PROPN"} or many != (self.pronoun == "they"):
            return False
        bearer = bearers.of_phrase(self._parse, sentence, head)
        described = describe(self._parse, noun_phrase(self._parse, sentence, head))
        gender = bearer.gender if bearer is not None else gender_of(frozenset({described.noun}))
        kind = bearer.type if bearer is not None else described.type
        return kind in _SUBJECTS.get(self.pronoun, ()) and not self.clashes(gender)


def surely_person(bearer: Bearer) -> bool:
    """Whether a name is a person's beyond doubt."""
    return bearer.type is SourceType.PERSON and bool(bearer.likely[NameKind.PERSON] > CERTAIN)


def _agree(pronoun: str, gender: str) -> bool:
    """Whether a pronoun may stand for somebody of a gender, or of an unknown one."""
    return not gender or gender_of(frozenset({pronoun})) == gender
