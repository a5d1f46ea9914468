"""What a mention says of its source by itself: its name, what kind of source it is, how far it is identified."""

from __future__ import annotations

import re

from attrib import lexicon
from attrib.mentions import DEFINITE, INDEFINITE, Mention, case_of
from attrib.names import MANY, is_medium, name_at_head, name_of, type_of_name
from attrib.parse import Parse, Sentence, Word
from attrib.report import Identification, SourceType, frozen
from attrib.segmentation import readable
from attrib.titles import TITLES, is_person, is_title

PEOPLE = frozenset({SourceType.PERSON, SourceType.GROUP})
"""The kinds of source that may see and be told, and pass on by word of mouth."""

_PERSONAL = {
    "he": SourceType.PERSON, "she": SourceType.PERSON, "i": SourceType.PERSON, "him": SourceType.PERSON,
    "her": SourceType.PERSON, "his": SourceType.PERSON, "who": SourceType.PERSON, "they": SourceType.GROUP,
    "them": SourceType.GROUP, "their": SourceType.GROUP, "we": SourceType.GROUP, "it": SourceType.ORGANIZATION,
    "its": SourceType.ORGANIZATION,
}  # fmt: skip
_TITLE_RELATIONS = {"compound", "amod", "nsubj", "flat", "appos", "obl", "nmod"}
NAMELESS = {"anonymous", "unnamed", "unidentified", "undisclosed", "anonymity"}
_BOUNDED = {"local", "national", "official", "federal", "state"}
_EITHER = {"owner", "partner", "sponsor", "backer", "shareholder", "investor", "bidder", "buyer"}
"""What people are and bodies too."""

_KNOWLEDGE = {"knowledge", "information", "insight", "understanding", "access"}
"""What "with" ties to nobody: "people with knowledge of the talks"."""

_HOMES = {"branch", "city", "constituency", "region", "tank", "territory", "town", "village"}
"""What people belong to besides bodies, by the last word of what it is called ("think tank")."""

_RANKS = {"vice", "deputy", "assistant", "associate", "acting", "chief", "senior", "former", "additional", "executive"}
"""What goes before a title and is no body, whatever the parser takes it for."""

_HANDFULS = {"band", "couple", "crowd", "dozen", "group", "handful", "majority", "number", "pair", "score"}
"""What several people are counted by; "group" alone is a body."""

_IN_OFFICE = {"authority", "authorities", "prosecutor"}
"""Who speaks for an office that could be found, though nobody is told apart."""

_LOTS = {"bereaved", "elderly", "homeless", "pregnant", "retired", "unemployed", "widowed"}

_BELONGING = {"", "of", "with", "from", "in", "at", "for", "'s", "’s", "within"}


@frozen
class Description:
    """What a mention tells: ``name`` (tokens of a proper name without titles, may be empty), ``noun`` (the lemma of
    its head noun, may be empty), ``type``, ``identification``, and the body it belongs to."""

    name: tuple[str, ...]
    noun: str
    type: SourceType
    identification: Identification
    affiliation: str | None


def describe(parse: Parse, mention: Mention) -> Description:
    """The description that a mention gives of itself, with no other sentence in view."""
    s = parse.sentences[mention.sentence]
    head = s.words[mention.head]
    inside = [i for i, w in enumerate(s.words) if mention.span.start <= w.start and w.end <= mention.span.end]
    pronoun = _PERSONAL.get(head.text.lower()) if head.upos in {"PRON", "DET"} else None
    name = name_of(s, mention.head) if pronoun is None else ()
    if pronoun is not None:
        kind, identification = pronoun, Identification.ANONYMOUS
    elif name:
        definite = any(s.words[c].text.lower() == "the" for c in s.dependents(mention.head, "det"))
        kind, identification = _type_with_title(name, _title(s, inside), definite), Identification.NAMED
        if head.upos == "NOUN" and _type_of_noun(s, mention.head) is SourceType.OUTLET:  # "the AFP news agency"
            kind = SourceType.OUTLET
    else:
        kind = _type_of_noun(s, mention.head)
        identification = _identification(s, mention.head, inside, kind)
    return Description(
        name=name,
        noun="" if pronoun is not None or (name and head.upos == "PROPN") else head.lemma.lower(),
        type=kind,
        identification=identification,
        affiliation=None if pronoun is not None else _affiliation(parse, s, mention.head),
    )


def _type_with_title(name: tuple[str, ...], title: SourceType | None, definite: bool) -> SourceType:
    """What kind of source a name belongs to, by its words and by the titles beside it; people take no article."""
    kind = type_of_name(name)
    if definite and kind is SourceType.UNKNOWN and title is None:
        return SourceType.ORGANIZATION
    if title is SourceType.PERSON or (title is None and kind is SourceType.UNKNOWN and len(name) > 1):
        return SourceType.PERSON
    return title if kind is SourceType.UNKNOWN and title is not None else kind


def _title(s: Sentence, inside: list[int]) -> SourceType | None:
    """What kind of source the common nouns and titles of a mention speak of."""
    for i in inside:
        word = s.words[i]
        kind = None if word.lemma.lower() in _EITHER else lexicon.roles().get(word.lemma.lower())
        if word.text.lower().strip(".") in TITLES:
            return SourceType.PERSON
        common = word.upos == "NOUN" or kind is SourceType.PERSON or is_medium(s, i)
        if kind is not None and word.base_relation in _TITLE_RELATIONS and common:
            return kind
    return None


def _type_of_noun(s: Sentence, head: int) -> SourceType:
    word = s.words[head]
    lemma, text = re.sub(r"^(?:ex|vice)-", "", word.lemma.lower()), word.text.lower()
    if lemma in _HANDFULS and any(_is_several(s, c) for c in s.dependents(head, "nmod")):
        return SourceType.GROUP
    roles = lexicon.roles()  # a news agency is a medium, an agency is not
    beside = [f"{lemma} {s.words[c].lemma.lower()}" for c in s.dependents(head, "compound")]
    several = MANY.fullmatch(word.text)
    keys = (*beside, text, lemma, *([several.group(1).lower()] if several else []))
    kind = next((roles[key] for key in keys if key in roles), None)
    if kind is None and word.upos == "NOUN" and (is_person(lemma) or _is_human(s, head)):
        kind = SourceType.PERSON
    if kind is SourceType.PERSON and (word.has("Number=Plur") or s.dependents(head, "conj")):
        return SourceType.GROUP
    return kind or SourceType.UNKNOWN


def _is_several(s: Sentence, i: int) -> bool:
    """Whether a phrase says of what people a group is: "(a group) of parents"."""
    return case_of(s, i) == "of" and s.words[i].has("Number=Plur") and _type_of_noun(s, i) is SourceType.GROUP


def _is_human(s: Sentence, head: int) -> bool:
    """Whether what stands beside a noun is said of people only: "who", an age, a lot in life."""
    if any(s.words[c].lemma.lower() in _LOTS or s.words[c].text.endswith("-old") for c in s.dependents(head, "amod")):
        return True
    if s.words[head].lemma.lower() == "old" and s.dependents(head, "compound"):  # "the 40-year-old"
        return True
    return any(
        s.words[k].text.lower() in {"who", "whom"} and s.words[k].base_relation in {"nsubj", "obj", "obl"}
        for c in s.dependents(head, "acl")
        for k in s.children[c]
    )


def _identification(s: Sentence, head: int, inside: list[int], kind: SourceType) -> Identification:
    """How far a description without a name can be checked."""
    lemmas = {s.words[i].lemma.lower() for i in inside}
    if lemmas & NAMELESS or {"condition", "anonymity"} <= lemmas:
        return Identification.ANONYMOUS
    if _tied(s, head, inside) or (lemmas & _BOUNDED and kind in {SourceType.OUTLET, SourceType.GROUP}):
        return Identification.DESCRIBED
    determiners = {s.words[c].text.lower() for c in s.dependents(head, "det", "nummod", "amod")}
    definite = bool(determiners & DEFINITE) and s.words[head].lemma.lower() != "source"
    body = kind is SourceType.ORGANIZATION or s.words[head].lemma.lower() in _IN_OFFICE
    checkable = definite or (body and not determiners & INDEFINITE)
    return Identification.DESCRIBED if checkable else Identification.ANONYMOUS


def _tied(s: Sentence, head: int, inside: list[int]) -> bool:
    """Whether a description is tied to a body, a place or a person: "a Treasury spokesman", "residents of the town"."""
    modifiers = s.dependents(head, "nmod", "compound", "acl")
    bound = (c for c in modifiers if s.words[c].upos in {"NOUN", "PROPN", "PRON"})
    return any(s.words[c].lemma.lower() not in _KNOWLEDGE for c in bound) or any(
        s.words[i].upos == "PROPN" or s.words[i].text[:1].isupper() for i in inside[1:]
    )


def is_checkable(s: Sentence, i: int) -> bool:
    """Whether what ties a description to something tells where to look for it: a name, or what people belong to;
    not what somebody only knows of."""
    if s.words[i].lemma.lower() in _KNOWLEDGE or s.words[i].upos == "ADJ":
        return False
    return any(s.words[k].upos == "PROPN" or is_body(s.words[k]) for k in s.subtree(i))


def _affiliation(parse: Parse, s: Sentence, head: int) -> str | None:
    """The body that a mention belongs to: "with the Syrian opposition", "the ministry's", "Treasury".

    Of somebody with a name, also what an apposition says, "Leyla Aksoy, the ministry's spokeswoman", and what stands
    before a title, "Treasury secretary Ada Lind".  What is part of the name itself is no body that it belongs to.
    """
    first, last = name_at_head(s, head) or (0, -1)
    titles = [c for c in s.dependents(head, "compound", "nmod") if _is_title(s.words[c])]
    for holder in (head, *titles, *s.dependents(head, "appos")):
        for c in s.dependents(holder, "nmod", "compound"):
            word = s.words[c]
            if word.upos not in {"PROPN", "NOUN"} or case_of(s, c) not in _BELONGING or first <= c <= last:
                continue
            if not _is_title(word) and (word.upos == "PROPN" or is_body(word)):
                found = _body(s, c)
                if found and s.words[found[0]].text.lower() not in _RANKS:
                    return readable(parse.text[s.words[found[0]].start : s.words[found[-1]].end])
    return None


def is_body(word: Word) -> bool:
    """Whether a common noun names what people belong to; "who" is no health organization."""
    if word.upos == "PRON":
        return False
    lemma = word.lemma.lower()
    known = lexicon.roles().get(lemma) is SourceType.ORGANIZATION or lemma in lexicon.body_words()
    return known or lemma in _HOMES


def _body(s: Sentence, head: int) -> list[int]:
    """The words of a body around its head: before a bracket, and before a person's name that the parser took in."""
    indices = s.subtree(head, without=s.dependents(head, "case", "punct"))
    if s.dependents(head, "flat") and any(s.words[i].upos == "PROPN" for i in s.dependents(head, "compound")):
        indices = [i for i in indices if i < head]
    if not indices:
        return []
    end = next((i for i in range(indices[0], indices[-1]) if s.words[i].text == "("), indices[-1] + 1)
    return [i for i in indices if i < end and s.words[i].upos != "PUNCT"]


def _is_title(word: Word) -> bool:
    """Whether a word in front of a name says what its bearer is."""
    return word.relation == "nmod:desc" or (word.relation == "compound" and is_title(word.text))
