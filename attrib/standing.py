"""Where a mention stands and what it is called, as far as that alone tells whom it takes up."""

from __future__ import annotations

from functools import cache

from attrib import lexicon
from attrib.antecedents import since
from attrib.asked import Asked
from attrib.entities import Entity
from attrib.mentions import RELATIVE
from attrib.names import is_person, is_title
from attrib.parse import Parse, Sentence
from attrib.report import SourceType

SOON = 3
"""How many sentences ago who is called by a new description may have been met."""

_TOLD_OF = frozenset("suspect victim defendant accused complainant man woman boy girl source witness".split())
"""Whom a story tells of: "the suspect" need not be who spoke last."""

_MANY_ARE = frozenset("official leader lawmaker legislator politician member".split())
"""What a body has many of: "the Velmora director" is one person, who need not be the one who spoke."""

_AT_WILL = (
    _MANY_ARE
    | _TOLD_OF
    | frozenset("academic activist boss businessman campaigner chief executive expert head player star veteran".split())
)
"""What somebody may be called besides what the text has told that he is."""

_COURTESY = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady madam".split())
"""Titles that tell no role."""

_ANY_BODY = frozenset("company firm group organization organisation body institution".split())
_SOME_BODY = frozenset("agency association party airline newspaper".split())
"""What many bodies may be called, and what only those whose names do not say that they are something else."""

_HANGING = {"acl", "advcl", "ccomp", "xcomp", "conj", "obj", "obl", "nmod", "appos"}
_BESIDE = ("nmod", "conj", "appos")


def governing(s: Sentence, i: int) -> list[int]:
    """The heads of whom a subject's clause hangs from, nearest first: subjects above it, and whom a relative clause
    tells of."""
    found: list[int] = []
    below = i
    for n, above in enumerate(s.ancestors(i)):
        hung = s.words[below].base_relation
        if n and hung not in _HANGING:
            break
        if n and s.words[above].upos == "PROPN":
            found.append(above)
        if n and hung == "acl":
            found += [c for c in s.dependents(above, *_BESIDE) if s.words[c].upos == "PROPN" and c < below]
        if n:
            found += [c for c in s.dependents(above, "nsubj") if s.words[c].text.lower() not in RELATIVE]
        below = above
    return found


def subjects(s: Sentence) -> list[int]:
    """The heads of the subjects of a sentence's main clause."""
    return [c for i, word in enumerate(s.words) if word.head is None for c in s.dependents(i, "nsubj")]


def introduced(parse: Parse) -> dict[str, int]:
    """For each noun, by its lemma, where the text first brings in somebody by it: "a suspect"."""
    found: dict[str, int] = {}
    for s in parse.sentences:
        for i, word in enumerate(s.words):
            determiners = {s.words[c].lemma.lower() for c in s.dependents(i, "det")}
            if determiners & {"a", "an", "another"}:
                found.setdefault(word.lemma.lower(), word.start)
    return found


def kind_words(name: tuple[str, ...]) -> set[str]:
    """What may be the noun in a body's name, in lower case: "Court" of "Halden Court", "Bank" of "Bank of Velmora"."""
    lower = [word.lower() for word in name]
    tied = next((k for k, word in enumerate(lower) if k and word in {"of", "for"}), len(lower))
    return {lower[-1], lower[tied - 1]}


def is_somebody_else(asked: Asked, entity: Entity) -> bool:
    """Whether a description calls somebody what a person is not of whom the text has told a role ("the minister", after
    a lawyer has spoken), or ties him to what nobody has heard of yet: "the skipper of a passing trawler"."""
    word = asked.sentence.words[asked.mention.head]
    common = word.upos == "NOUN" or (is_title(word.text) and not word.text.isupper())
    if not (common and asked.definite and asked.personal) or entity.bearer is None:
        return False
    known = {noun.rpartition("-")[2] for noun in entity.nouns}
    noun = asked.noun.rpartition("-")[2]  # an ex-minister may be called minister
    if noun in known:
        return False
    roles = {role for role in known if is_person(role)} - _AT_WILL - _COURTESY
    return asked.tied_anew or (bool(roles) and noun not in _AT_WILL and not roles & _called_alike(noun))


@cache
def _called_alike(noun: str) -> frozenset[str]:
    """What somebody may be called as well who is called by a noun: an attorney is a lawyer."""
    return frozenset().union(*(group for group in lexicon.synonyms() if noun in group))


def may_be_new(asked: Asked) -> bool:
    """Whether a description may give a person a new look who has just been named: "the 40-year-old official"."""
    return asked.personal and asked.noun not in _TOLD_OF


def takes_up(asked: Asked, entity: Entity) -> bool:
    """Whether a description that is new to the text may well be of a source with a name that spoke just before."""
    if entity.bearer is None or entity.type not in asked.wanted or since(asked, entity) > SOON:
        return False
    if asked.noun not in _MANY_ARE and not asked.names_beside <= {word.strip("()") for word in entity.words}:
        return False
    if may_be_new(asked):
        return entity.type is SourceType.PERSON and not (
            asked.clashes(entity.gender) or is_somebody_else(asked, entity)
        )
    if asked.plural or entity.type in {SourceType.UNKNOWN, SourceType.PERSON}:
        return False
    words = {word.lower() for word in entity.bearer.name}
    other = words & lexicon.body_words() - {asked.noun}
    return asked.noun in _ANY_BODY or (asked.noun in _SOME_BODY and not other)
