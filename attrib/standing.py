"""Where a mention stands and what it is called, as far as that alone tells whom it takes up."""

from __future__ import annotations

from attrib import lexicon
from attrib.antecedents import is_possible, since
from attrib.asked import Asked
from attrib.entities import Entity
from attrib.mentions import RELATIVE
from attrib.parse import Parse, Sentence
from attrib.report import SourceType
from attrib.roles import MANY_ARE, TOLD_OF

SOON = 3
"""How many sentences ago who is called by a new description may have been met."""

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


def topics(s: Sentence) -> list[int]:
    """The heads of what a sentence's main clause is about: its subjects, and what stands first: "for a resident, X"."""
    roots = (i for i, word in enumerate(s.words) if word.head is None)
    return [*subjects(s), *(c for i in roots for c in s.dependents(i, "obl") if c < i)]


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


def may_be_new(asked: Asked) -> bool:
    """Whether a description may give a person a new look who has just been named: "the 40-year-old official"."""
    return asked.personal and asked.noun not in TOLD_OF


def takes_up(asked: Asked, entity: Entity) -> bool:
    """Whether a description that is new to the text may well be of a source with a name that spoke just before."""
    if entity.bearer is None or entity.type not in asked.wanted or since(asked, entity) > SOON:
        return False
    if asked.noun not in MANY_ARE and not asked.names_beside <= {word.strip("()") for word in entity.words}:
        return False
    if may_be_new(asked):
        agrees = is_possible(asked, entity) and not asked.clashes(entity.gender)
        return entity.type is SourceType.PERSON and agrees
    if asked.plural or entity.type in {SourceType.UNKNOWN, SourceType.PERSON}:
        return False
    words = {word.lower() for word in entity.bearer.name}
    other = words & lexicon.body_words() - {asked.noun}
    return asked.noun in _ANY_BODY or (asked.noun in _SOME_BODY and not other)
