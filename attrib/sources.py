"""What a mention says of its source by itself: its name, what kind of source it is, how far it is identified."""

from __future__ import annotations

from attrib import lexicon
from attrib.mentions import Mention, case_of
from attrib.parse import Parse, Sentence
from attrib.report import Identification, SourceType, frozen

_PERSONAL = {
    "he": SourceType.PERSON, "she": SourceType.PERSON, "i": SourceType.PERSON, "him": SourceType.PERSON,
    "her": SourceType.PERSON, "his": SourceType.PERSON, "who": SourceType.PERSON, "they": SourceType.GROUP,
    "them": SourceType.GROUP, "their": SourceType.GROUP, "we": SourceType.GROUP, "it": SourceType.ORGANIZATION,
    "its": SourceType.ORGANIZATION,
}  # fmt: skip
_TITLES = frozenset(
    "mr mrs ms dr prof sir dame lord lady rev hon gen col lt sgt capt sen gov rep "
    "mr. mrs. ms. dr. prof. rev. gen. col. lt. sgt. capt. sen. gov. rep.".split()
)
_TITLE_RELATIONS = {"compound", "amod", "nsubj", "flat", "appos", "obl", "nmod"}
_PARTICLES = {"-", "&", "of", "al", "bin", "von", "van", "de", "el"}
_OUTLET_ENDINGS = ("news", "wire", "press", "times", "tv", "radio", "media", "daily", "herald", "online", ".com")
_NAMELESS = {"anonymous", "unnamed", "unidentified", "undisclosed", "anonymity"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_BOUNDED = {"local", "national", "official", "federal", "state"}
_BELONGING = {"", "of", "with", "from", "in", "at", "for", "'s", "’s", "within"}
_INDEFINITE = {"a", "an", "some", "several", "many", "few", "one", "another", "other", "most", "two", "three"}


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
    name = name_of(s, mention.head) if pronoun is None and _bears_name(s, mention.head) else ()
    if pronoun is not None:
        kind, identification = pronoun, Identification.ANONYMOUS
    elif name:
        kind, identification = _type_with_title(name, _title(s, inside)), Identification.NAMED
    else:
        kind = _type_of_noun(s, mention.head)
        identification = _identification(s, mention.head, inside, kind)
    return Description(
        name=name,
        noun="" if pronoun is not None or head.upos == "PROPN" else head.lemma.lower(),
        type=kind,
        identification=identification,
        affiliation=None if pronoun is not None else _affiliation(parse, s, mention.head),
    )


def _type_with_title(name: tuple[str, ...], title: SourceType | None) -> SourceType:
    """What kind of source a name belongs to, by its words and by the titles beside it."""
    kind = type_of_name(name)
    if title is SourceType.PERSON or (title is None and kind is SourceType.UNKNOWN and len(name) > 1):
        return SourceType.PERSON
    return title if kind is SourceType.UNKNOWN and title is not None else kind


def name_of(s: Sentence, head: int) -> tuple[str, ...]:
    """The proper name at ``head``, or set beside it ("the spokesman John Smith"), without titles."""
    candidates = [head, *(c for c in s.dependents(head, "appos", "flat") if s.words[c].upos == "PROPN")]
    for i in reversed(candidates):
        if s.words[i].upos != "PROPN":
            continue
        first = last = i
        while first > 0 and _in_name(s, first - 1):
            first -= 1
        while last + 1 < len(s.words) and _in_name(s, last + 1):
            last += 1
        words = [w.text for w in s.words[first : last + 1]]
        while len(words) > 1 and (words[0].lower() in _TITLES or lexicon.roles().get(words[0].lower()) == "person"):
            words.pop(0)
        while words and words[-1] in {"'s", "’s", "'", "’"}:
            words.pop()
        if words:
            return tuple(words)
    return ()


def _in_name(s: Sentence, i: int) -> bool:
    """Whether a word carries a name on: a proper noun, or a hyphen or particle between two."""
    if s.words[i].upos == "PROPN":
        return True
    between = 0 < i < len(s.words) - 1 and s.words[i - 1].upos == s.words[i + 1].upos == "PROPN"
    return between and s.words[i].text.lower() in _PARTICLES


def _bears_name(s: Sentence, head: int) -> bool:
    """Whether a mention with a name in it is called by that name, and not just belongs to it."""
    return s.words[head].upos == "PROPN" or any(s.words[c].upos == "PROPN" for c in s.dependents(head, "appos", "flat"))


def type_of_name(name: tuple[str, ...]) -> SourceType:
    """What kind of source a proper name belongs to, by the words in it; unknown if they do not tell."""
    words = [word.lower().strip(".") for word in name]
    if (
        words[-1] in lexicon.outlet_words()
        or words[-1].endswith(_OUTLET_ENDINGS)
        or words[0] in lexicon.outlet_words() - {"star", "sun", "press", "media"}
    ):
        return SourceType.OUTLET
    roles = lexicon.roles()
    if any(word in lexicon.body_words() or roles.get(word) is SourceType.ORGANIZATION for word in words):
        return SourceType.ORGANIZATION
    if roles.get(words[-1]) is SourceType.DOCUMENT:
        return SourceType.DOCUMENT
    if len(name) == 1 and name[0].isupper() and len(name[0]) > 1:
        return SourceType.ORGANIZATION
    return SourceType.UNKNOWN


def _title(s: Sentence, inside: list[int]) -> SourceType | None:
    """What kind of source the common nouns and titles of a mention speak of."""
    for i in inside:
        word = s.words[i]
        kind = lexicon.roles().get(word.lemma.lower())
        if word.text.lower() in _TITLES:
            return SourceType.PERSON
        if kind is not None and word.base_relation in _TITLE_RELATIONS and (word.upos == "NOUN" or kind == "person"):
            return kind
    return None


def _type_of_noun(s: Sentence, head: int) -> SourceType:
    word = s.words[head]
    lemma, text = word.lemma.lower(), word.text.lower()
    kind = lexicon.roles().get(text) or lexicon.roles().get(lemma)
    if kind is None:
        suffix = next((k for k in ("man", "woman", "person", "er", "or", "ist", "ian") if lemma.endswith(k)), None)
        kind = SourceType.PERSON if suffix and word.upos == "NOUN" else None
    if kind is SourceType.PERSON and (word.has("Number=Plur") or s.dependents(head, "conj")):
        return SourceType.GROUP
    return kind or SourceType.UNKNOWN


def _identification(s: Sentence, head: int, inside: list[int], kind: SourceType) -> Identification:
    """How far a description without a name can be checked."""
    lemmas = {s.words[i].lemma.lower() for i in inside}
    if lemmas & _NAMELESS or {"condition", "anonymity"} <= lemmas:
        return Identification.ANONYMOUS
    if _tied(s, head, inside) or (lemmas & _BOUNDED and kind in {SourceType.OUTLET, SourceType.GROUP}):
        return Identification.DESCRIBED
    determiners = {s.words[c].text.lower() for c in s.dependents(head, "det", "nummod", "amod")}
    definite = bool(determiners & _DEFINITE) and s.words[head].lemma.lower() != "source"
    body = kind is SourceType.ORGANIZATION or s.words[head].lemma.lower() in {"authority", "authorities"}
    checkable = definite or (body and not determiners & _INDEFINITE)
    return Identification.DESCRIBED if checkable else Identification.ANONYMOUS


def _tied(s: Sentence, head: int, inside: list[int]) -> bool:
    """Whether a description is tied to a body, a place or a person: "a Treasury spokesman", "residents of the town"."""
    modifiers = s.dependents(head, "nmod", "compound", "acl")
    return any(s.words[c].upos in {"NOUN", "PROPN", "PRON"} for c in modifiers) or any(
        s.words[i].upos == "PROPN" or s.words[i].text[:1].isupper() for i in inside[1:]
    )


def _affiliation(parse: Parse, s: Sentence, head: int) -> str | None:
    """The body that a mention belongs to: "with the Syrian opposition", "the ministry's", "Treasury"."""
    for c in s.dependents(head, "nmod", "compound"):
        word = s.words[c]
        if word.upos not in {"PROPN", "NOUN"} or case_of(s, c) not in _BELONGING:
            continue
        body = word.upos == "PROPN" or lexicon.roles().get(word.lemma.lower()) is SourceType.ORGANIZATION
        if word.relation == "compound" and not body:
            continue
        indices = [i for i in s.subtree(c, without=s.dependents(c, "case", "punct")) if s.words[i].upos != "PUNCT"]
        return parse.text[s.words[indices[0]].start : s.words[indices[-1]].end]
    return None
