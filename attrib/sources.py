"""What a mention says of its source by itself: its name, what kind of source it is, how far it is identified."""

from __future__ import annotations

from attrib import lexicon
from attrib.mentions import Mention
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
_OUTLET_ENDINGS = ("news", "wire", "press", "times", "tv", "radio", "media", "daily", "herald", "online", ".com")
_NAMELESS = {"anonymous", "unnamed", "unidentified", "undisclosed", "anonymity"}
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
    lower = head.text.lower()
    if head.upos in {"PRON", "DET"} and lower in _PERSONAL:
        return _described((), "", _PERSONAL[lower], Identification.ANONYMOUS, None)
    name = name_of(s, mention.head)
    noun = "" if head.upos == "PROPN" and name else head.lemma.lower()
    affiliation = _affiliation(parse, s, mention.head)
    if name and _is_name_of_head(s, mention.head):
        kind = type_of_name(name)
        title = _title(s, inside)
        if title is SourceType.PERSON or (title is None and kind is SourceType.UNKNOWN and len(name) > 1):
            kind = SourceType.PERSON
        elif kind is SourceType.UNKNOWN and title is not None:
            kind = title
        return _described(name, noun, kind, Identification.NAMED, affiliation)
    kind = _type_of_noun(s, mention.head)
    return _described((), noun, kind, _identification(s, mention.head, inside, kind), affiliation)


def _described(
    name: tuple[str, ...], noun: str, kind: SourceType, identification: Identification, affiliation: str | None
) -> Description:
    return Description(name=name, noun=noun, type=kind, identification=identification, affiliation=affiliation)


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
    joins = s.words[i].text.lower() in {"-", "of", "al", "bin", "von", "van", "de", "el", "and", "&", "the"}
    tight = s.words[i].text in {"-", "&"} or s.words[i].text.lower() in {"of", "al", "bin", "von", "van", "de", "el"}
    return joins and tight and 0 < i < len(s.words) - 1 and s.words[i - 1].upos == s.words[i + 1].upos == "PROPN"


def _is_name_of_head(s: Sentence, head: int) -> bool:
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
    if any(word in lexicon.body_words() or _title_type(word) == SourceType.ORGANIZATION for word in words):
        return SourceType.ORGANIZATION
    if any(_title_type(word) == SourceType.DOCUMENT for word in words[-1:]):
        return SourceType.DOCUMENT
    if len(name) == 1 and name[0].isupper() and len(name[0]) > 1:
        return SourceType.ORGANIZATION
    return SourceType.UNKNOWN


def _title_type(word: str) -> SourceType | None:
    return lexicon.roles().get(word)


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
    if kind is None:
        return SourceType.GROUP if word.has("Number=Plur") else SourceType.UNKNOWN
    return kind


def _identification(s: Sentence, head: int, inside: list[int], kind: SourceType) -> Identification:
    lemmas = {s.words[i].lemma.lower() for i in inside}
    if lemmas & _NAMELESS or ("condition" in lemmas and "anonymity" in lemmas):
        return Identification.ANONYMOUS
    modifiers = s.dependents(head, "nmod", "compound", "acl")
    local = {s.words[c].lemma.lower() for c in s.dependents(head, "amod")} & {
        "local",
        "national",
        "official",
        "senior",
        "federal",
    }
    proper = any(
        s.words[i].upos == "PROPN" or (s.words[i].text[:1].isupper() and i > 0) for i in inside if i != inside[0]
    )
    if (
        proper
        or any(s.words[c].upos in {"NOUN", "PROPN", "PRON"} for c in modifiers)
        or (local and kind in {SourceType.OUTLET, SourceType.GROUP})
    ):
        return Identification.DESCRIBED
    definite = not any(s.words[c].text.lower() in _INDEFINITE for c in s.dependents(head, "det", "nummod", "amod"))
    has_article = bool(s.dependents(head, "det"))
    if kind in {SourceType.ORGANIZATION, SourceType.DOCUMENT, SourceType.OUTLET}:
        return (
            Identification.DESCRIBED
            if definite and (has_article or kind is SourceType.ORGANIZATION)
            else Identification.ANONYMOUS
        )
    if s.words[head].lemma.lower() in {"authority", "authorities"} or (
        has_article and definite and kind is not SourceType.UNKNOWN
    ):
        return Identification.DESCRIBED
    return Identification.ANONYMOUS


def _affiliation(parse: Parse, s: Sentence, head: int) -> str | None:
    """The body that a mention belongs to: "with the Syrian opposition", "the ministry's", "Treasury"."""
    for c in s.dependents(head, "nmod", "compound"):
        word = s.words[c]
        case = next((s.words[k].lemma.lower() for k in s.dependents(c, "case")), "")
        if word.upos not in {"PROPN", "NOUN"} or case not in {
            "",
            "of",
            "with",
            "from",
            "in",
            "at",
            "for",
            "'s",
            "’s",
            "within",
            "close",
        }:
            continue
        if word.relation == "compound" and not (
            word.upos == "PROPN" or lexicon.roles().get(word.lemma.lower()) == "organization"
        ):
            continue
        own = {k for k in s.dependents(c, "case", "punct")}
        indices = [i for i in s.subtree(c, without=own) if s.words[i].upos != "PUNCT"]
        return parse.text[s.words[indices[0]].start : s.words[indices[-1]].end]
    return None
