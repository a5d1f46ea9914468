"""Whether a text says outright that a source goes without a name, or says of it no more than that it is somebody."""

from __future__ import annotations

import re

from attrib import lexicon
from attrib.mentions import ANYBODY, DEFINITE, Mention, case_of
from attrib.parse import Parse, Sentence, Word
from attrib.report import SourceType
from attrib.sources import is_body, is_checkable
from attrib.standing import subjects

_OWN = r"(?:his|her|their) \s+ (?:\w+ \s+)? (?:names?|identit\w+)"
_SECRECY = re.compile(
    rf"""\b(?:
    anonym(?:ity|ous|ously)
    # "asked not to be named", "would not give his name", "who has not been identified"
    | (?:\w*n['’]t|not|cannot|never|without|declin\w+|refus\w+|reluctant|unwilling) (?:\s+\w+){{0,3}}? \s+
      (?:
        be(?:ing)? \s+ (?:\w+ly \s+)? (?:named | identified | quoted \s+ by \s+ name)
        | been \s+ (?:named|identified) (?! \s+ (?:as|by|for|in|to) \b)
        | (?:nam|identify)\w* \s+ (?:him|her|them)sel(?:f|ves)
        | (?:disclos|divulg|giv|provid|reveal|shar|stat|tell|us|want)\w* \s+ {_OWN}
      )
    # "asked that her name not be used", "whose identity is being withheld"
    | (?:{_OWN} | whose \s+ (?:names?|identit\w+)) (?:\s+\w+){{0,3}}? \s+ (?:not \s+ be(?:en)? | withheld | kept)
    | gave \s+ no \s+ names? | giving \s+ no \s+ names?
    | with(?:held|hold\w*) \s+ {_OWN}
    # "was not authorised to speak"
    | not \s+ (?:been \s+)? (?:authori[sz]ed|allowed|permitted|cleared) \s+ to
      \s+ (?:brief|comment|disclose|discuss|speak|talk)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Wordings in which somebody is said to go without a name."""

_ORIGIN = re.compile(
    r"\b(?:unknown|unstated|undisclosed|uncertain|unclear|unverified|doubtful) (?:origin|provenance|authorship)\b",
    re.IGNORECASE,
)
"""What is said of papers that might be anybody's."""

_OF_ONESELF = {"advcl", "advmod", "conj", "obl", "xcomp", "nmod", "amod"}
"""How what somebody does or asks for besides speaking hangs on the verb of speaking."""

_HUMAN = frozenset("person people man woman men women individual guy".split())
"""What says of somebody no more than that it is a human being."""

_OF_KNOWING = frozenset(
    "ask aware brief close decline familiar hear inform insist involve know privy read refuse request review speak "
    "talk tell want".split()
)
"""What a clause has in it that says of somebody only that he knows something, or how he spoke."""

_SEVERAL = frozenset("some many several few most others".split())
"""What says of people no more than about how many they are, unless "of" says of whom."""


def is_secret(parse: Parse, mention: Mention) -> bool:
    """Whether a sentence says of whom it mentions, and of nobody else, that he is not to be named, or else the next one
    whose subject takes him up."""
    s = parse.sentences[mention.sentence]
    if _is_said_of(_SECRECY, parse, s, mention.head):
        return True
    if mention.sentence + 1 >= len(parse.sentences):
        return False
    noun, after = s.words[mention.head].lemma.lower(), parse.sentences[mention.sentence + 1]
    return any(_is_said_of(_SECRECY, parse, after, i) for i in subjects(after) if _takes_up(after, i, noun))


def is_of_unknown_origin(parse: Parse, mention: Mention) -> bool:
    """Whether a sentence says of a paper that nobody knows whose it is."""
    return _is_said_of(_ORIGIN, parse, parse.sentences[mention.sentence], mention.head)


def is_human(word: Word) -> bool:
    """Whether a word says of somebody no more than that it is a human being: "someone", "a man"."""
    return word.text.lower() in ANYBODY or word.lemma.lower() in _HUMAN


def is_anybody(parse: Parse, mention: Mention) -> bool:
    """Whether a mention may be of anybody: a word for a human being, or reports, tied to no place and no body that has
    a name or could be found: "someone in the know", "a person at the scene", "media reports"; not "a woman from Lima",
    "some of the nurses", "local media reports"."""
    s = parse.sentences[mention.sentence]
    word = s.words[mention.head]
    ties = s.dependents(mention.head, "nmod", "compound", "amod", "acl", "appos")
    settled = any(s.words[c].text.lower() in DEFINITE for c in s.dependents(mention.head, "det"))
    human = is_human(word) and not settled
    unsigned = word.text.lower() == "reports" and not settled and _is_of_media(s, mention.head)
    several = word.text.lower() in _SEVERAL and not any(case_of(s, c) == "of" for c in ties)
    if word.lemma.lower() == "source":  # "a source in Lima" need not belong to anything there
        where = [c for c in ties if s.words[c].upos != "ADJ"]
        bodies = any(c < mention.head for c in where) or any(is_body(s.words[k]) for c in where for k in s.subtree(c))
        return {case_of(s, c) for c in where} - {""} == {"in"} and not bodies
    return (human or unsigned or several) and not any(is_checkable(s, c) or _was_somewhere(s, c) for c in ties)


def _was_somewhere(s: Sentence, i: int) -> bool:
    """Whether a relative clause puts somebody where few can have been: "who was in the room", "who saw the fire"; not
    "who was briefed on the plan"."""
    certain = any(s.words[k].lemma.lower() == "the" and s.words[k].relation == "det" for k in s.subtree(i))
    lemmas = {s.words[k].lemma.lower() for k in s.subtree(i)}
    return s.words[i].relation == "acl:relcl" and certain and lemmas.isdisjoint(_OF_KNOWING)


def _is_of_media(s: Sentence, head: int) -> bool:
    """Whether nothing stands before a noun but words for news media: "media reports", "reports"."""
    before = s.dependents(head, "amod", "compound")
    return all(lexicon.roles().get(s.words[c].text.lower()) is SourceType.OUTLET for c in before)


def _takes_up(s: Sentence, i: int, noun: str) -> bool:
    """Whether a subject is a pronoun of people, or a noun again with "the" in front."""
    again = s.words[i].lemma.lower() == noun and any(s.words[c].text.lower() == "the" for c in s.dependents(i, "det"))
    return again or s.words[i].text.lower() in {"he", "she", "they"}


def _is_said_of(wordings: re.Pattern[str], parse: Parse, s: Sentence, head: int) -> bool:
    """Whether a sentence has one of some wordings, said of the phrase with a head."""
    governor = s.words[head].head
    return any(
        _speaks_of(s, i, head, governor)
        for found in wordings.finditer(parse.text, s.start, s.end)
        for i, word in enumerate(s.words)
        if found.start() <= word.start < found.end()
    )


def _speaks_of(s: Sentence, i: int, head: int, governor: int | None) -> bool:
    """Whether a word is said of a phrase, or goes with the verb that the phrase is the subject of."""
    below = i
    for above in s.ancestors(i):
        if above == head:
            return True
        if above == governor:
            return s.words[head].base_relation == "nsubj" and s.words[below].base_relation in _OF_ONESELF
        below = above
    return False
