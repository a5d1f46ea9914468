"""How a source knows, by what the text around its claim says of it: it was there, it saw it, or it was told.

A clause tells it of its subject, and so it counts only if that is the source: what is said of the source ("a driver who
was at the scene"), what goes with its cue ("said, having been told by a colleague"), what it says of itself ("said she
saw", "I was there"), and what stands beside ("He had been told by two players, he added").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrib import lexicon
from attrib.access import Access, access_of, names_record
from attrib.links import LinkHop
from attrib.mentions import case_of, marked
from attrib.parse import Parse, Sentence
from attrib.report import Hop, Identification, SourceType, Span
from attrib.sources import PEOPLE

_THIRD = {"he", "she", "they"}
_PERSONAL = {"who", "i", "we", *_THIRD}
_FIRST = {"i", "we", "me", "us"}
_TELLING_WHEN = {"after", "before", "since", "until", "while"}
"""What a clause begins with that tells when something was said, and not how it is known."""

_PERCEIVING = {"attend", "film", "observe", "photograph", "see", "survive", "watch", "witness"}
_LOOKING = {"across", "down", "in", "inside", "on", "out", "over"}
_PROSPECTS = frozenset(
    "benefit chance decline decrease demand drop fall growth improvement increase interest need opportunity point "
    "potential progress reason rise surge way".split()
)
"""What one sees without looking: "saw no reason", "saw growth in exports"."""

_MEDIA = {"facebook", "internet", "media", "news", "newspaper", "paper", "radio", "television", "tv"}
_HEARING = {"hear", "learn"}
_TELLING = {"brief", "inform", "tell"}
_STORIES = {"account", "claim", "information", "news", "report", "rumor", "rumour", "story", "tale", "word"}

_HERE = frozenset(
    "aboard alongside backstage inside nearby onboard opposite outside present there underground upstairs".split()
)
_AWAY = {"ahead", "away", "back", "behind", "below", "down", "off"}
_NEAR = {"car", "desk", "door", "foot", "house", "meter", "metre", "pace", "row", "seat", "step", "table", "yard"}
"""What is still near if one is a few of them away."""

_AT = {"aboard", "among", "at", "beside", "by", "in", "inside", "near", "on", "outside"}
_BESIDE = {"above", "across", "behind", "below", "beneath", "between", "close", "next", "opposite", "through", "under"}
"""Prepositions of place: after any verb, and only after one of staying somewhere."""

_POSTS = {"board", "duty", "guard", "shift", "stage", "watch"}
"""Where one is without an article: "on duty"."""

_STAYING = {"crouch", "hide", "kneel", "lie", "queue", "shelter", "sit", "stand", "wait"}
_PASSING = {"cycle", "drive", "pass", "ride", "run", "walk"}
_PARTAKING = {"assist", "participate"}
_TREATING = {"bury", "escape", "examine", "flee", "rescue", "treat"}
"""What one does in an event, or to those and in what it befell: "who treated the wounded"."""

_SUFFERING = {"hurt", "injure", "strand", "trap", "wound"}
_KEEPING = {"keep", "maintain"}
_READING_FROM = {"quote", "read"}
_ANYWHERE = frozenset(
    "act expect govern head hope lead live look plan reside rule run serve study think try represent wonder".split()
)
"""What one does wherever one is, or for years: "who was leading the ministry at the time" was not there."""

_SITES = frozenset(
    "archives bank camp center centre chamber church club college consulate court embassy headquarters hospital lab "
    "laboratory market mission office palace plant precinct school university".split()
)
"""Bodies that are places too: one may be in a court, but not in a cabinet."""


def read_access(parse: Parse, found: LinkHop, hop: Hop, speech: Sequence[Span] = ()) -> Access:
    """How the source of a hop knows, by the clauses around source and cue, by its quoted words, or else by its own.

    ``speech`` are the contents that the same source is given nearby, its own one among them.
    """
    for s, i in _accounts(parse, found, hop, speech):
        access = _shown_by(s, i)
        if access is not None:
            return access
    return Access.RECORD if _on_record(parse, found) else access_of(hop)


def _accounts(parse: Parse, found: LinkHop, hop: Hop, speech: Sequence[Span]) -> Iterator[tuple[Sentence, int]]:
    """The heads of clauses that may say how the source of a hop knows, each with its sentence."""
    people, names = hop.source.type in PEOPLE, _names(hop)
    if found.source is not None:
        s = parse.sentences[found.source.sentence]
        said_of = list(_said_of(s, found.source.span, found.source.head))
        relative = [i for i in said_of if _has_subject(s, i, {"who"})]
        people |= bool(relative) and hop.source.type not in {SourceType.ORGANIZATION, SourceType.OUTLET}
        yield from ((s, i) for i in (said_of if people else relative))
        if people:  # "who said he had been there himself"
            yield from ((s, i) for c in said_of for i in _of_oneself(s, c))
    if people and found.cue is not None and found.cue.entry.upos == "VERB":
        s, cue = parse.sentences[found.cue.sentence], found.cue.word
        yield from ((s, i) for i in _beside(s, cue, names))
        yield from _around(parse, found.cue.sentence, names)
    if people:
        yield from _spoken(parse, speech)


def _said_of(s: Sentence, span: Span, head: int) -> Iterator[int]:
    """The clauses that hang on a source or an apposition of it: "a driver who was there and saw it"."""
    apposed = s.dependents(head, "appos")
    for i, word in enumerate(s.words):
        if span.start <= word.start < span.end or i in apposed:
            yield from _with_conjuncts(s, s.dependents(i, "acl"))


def _beside(s: Sentence, cue: int, names: set[str]) -> Iterator[int]:
    """The clauses that go with a cue and speak of its source."""
    adverbial = s.dependents(cue, "advcl")
    yield from (i for i in adverbial if not s.dependents(i, "nsubj") and not _tells_when(s, i))
    for c in (cue, *adverbial, *s.dependents(cue, "conj")):  # "said she saw", "said ..., adding that she had seen it"
        yield from _of_oneself(s, c)
    for i, word in enumerate(s.words):
        retold = word.lemma.lower() == "what" and word.head == cue  # "recounted what he had seen"
        if retold or word.lemma.lower() == "something":  # "..., something she had watched"
            yield from (c for c in s.dependents(i, "acl") if _has_subject(s, c, _PERSONAL) or _others_told(s, c))
        elif word.base_relation == "advcl" and marked(s, i, "as") and _has_subject(s, i, _PERSONAL):
            yield i  # "..., as he saw himself"
    if s.words[cue].base_relation == "parataxis":  # "Ada Lind watched, she said, how"
        above = s.words[cue].head
        if above is not None and _has_subject(s, above, _PERSONAL | names):
            yield above


def _tells_when(s: Sentence, i: int) -> bool:
    return any(marked(s, i, mark) for mark in _TELLING_WHEN)


def _of_oneself(s: Sentence, i: int) -> Iterator[int]:
    """Clauses that a verb of saying governs and that speak of the one who says so, by a pronoun."""
    for c in _with_conjuncts(s, s.dependents(i, "ccomp", "parataxis")):
        if _has_subject(s, c, _PERSONAL) or _others_told(s, c):
            yield c


def _with_conjuncts(s: Sentence, clauses: Sequence[int]) -> Iterator[int]:
    for i in clauses:
        yield i
        yield from (c for c in s.dependents(i, "conj") if s.words[c].upos != "NOUN")


def _around(parse: Parse, n: int, names: set[str]) -> Iterator[tuple[Sentence, int]]:
    """The clauses of the sentences around a claim that speak of its source: main ones of the next by a pronoun ("He had
    been told by two players, he added"), of the one before by its name, and what hangs on that there."""
    if n + 1 < len(parse.sentences):
        s = parse.sentences[n + 1]
        for i in _roots(s):
            if s.words[0].upos == "PRON" and _has_subject(s, i, _THIRD):
                yield s, i
                yield from ((s, c) for c in _of_oneself(s, i))
    if n:
        s = parse.sentences[n - 1]
        yield from ((s, i) for i in _roots(s) if _has_subject(s, i, names))
        for k, word in enumerate(s.words):
            if word.upos == "PROPN" and word.text.lower() in names:  # "said Ada Lind, who was there. She said"
                span = Span(start=word.start, end=word.end, text=word.text)
                yield from ((s, i) for i in _said_of(s, span, k))


def _roots(s: Sentence) -> list[int]:
    return [i for i, word in enumerate(s.words) if word.head is None]


def _names(hop: Hop) -> set[str]:
    """The words of a source's own name, in lower case."""
    if hop.source.identification is not Identification.NAMED:
        return set()
    return {word.lower() for word in (hop.source.name or "").split() if word[0].isupper()}


def _spoken(parse: Parse, speech: Sequence[Span]) -> Iterator[tuple[Sentence, int]]:
    """The clauses in which a source speaks of itself in the first person: "I was there", "my son told me"."""
    for span in speech:
        for place in parse.within(span.start, span.end):
            word = parse.words[place]
            oneself = word.upos == "PRON" and word.text.lower() in _FIRST
            if word.head is not None and oneself and word.base_relation in {"nsubj", "iobj", "obj"}:
                s = parse.sentences[parse.places[place][0]]
                yield from ((s, i) for i in _with_conjuncts(s, [word.head]))


def _has_subject(s: Sentence, i: int, words: set[str]) -> bool:
    return any(s.words[c].text.lower() in words for c in s.dependents(i, "nsubj"))


def _on_record(parse: Parse, found: LinkHop) -> bool:
    """Whether a source speaks through a record: "noted in its log that"."""
    if found.cue is None or found.cue.entry.upos != "VERB":
        return False
    s = parse.sentences[found.cue.sentence]
    media = (c for c in s.dependents(found.cue.word, "obl", "obj") if case_of(s, c) == "in")
    return any(names_record(_noun(s, c)) for c in media)


def _shown_by(s: Sentence, i: int) -> Access | None:
    """What the clause of a word tells of how its subject knows, if anything: of what came about, and is over, or of
    what its subject keeps."""
    if _holds_record(s, i):
        return Access.RECORD
    word, beside = s.words[i], [s.words[c] for c in s.children[i]]
    over = any(w.has("Tense=Past") or w.has("VerbForm=Part") for w in (word, *beside) if w.upos in {"VERB", "AUX"})
    able = word.lemma.lower() in _PERCEIVING and any(w.text.lower() == "could" for w in beside)
    open_ended = any((w.xpos == "MD" and not able) or w.lemma.lower() in {"not", "never"} for w in beside)
    if open_ended or _goes_on(s, i) or not (over or able):
        return None
    if _was_told(s, i):
        return Access.TOLD
    subjects = s.dependents(i, "nsubj")
    if _suffered(s, i):
        return Access.WITNESSED
    if _passive(s, i) or any(s.words[c].upos not in {"PRON", "PROPN"} for c in subjects):
        return None
    return Access.WITNESSED if _perceived(s, i) or _was_there(s, i) or _took_part(s, i) else None


def _goes_on(s: Sentence, i: int) -> bool:
    """Whether a clause tells of the present ("we are seeing"), or of many times ("we have seen")."""
    word = s.words[i]
    auxiliaries = [s.words[c] for c in s.dependents(i, "aux", "cop")]
    present = {w.lemma.lower() for w in auxiliaries if w.has("Tense=Pres") and w.has("VerbForm=Fin")}
    if "be" in present and (s.dependents(i, "cop") or word.text.lower().endswith("ing")):
        return True
    return "have" in present and word.lemma.lower() in _PERCEIVING and _has_subject(s, i, {"we"})


def _passive(s: Sentence, i: int) -> bool:
    """Whether something is done to the subject of a clause, or of a participle ("seen by the daily")."""
    if any(s.words[c].relation == "aux:pass" for c in s.children[i]):
        return True
    word = s.words[i]
    bare = word.relation != "acl:relcl" and word.base_relation in {"acl", "advcl"} and not s.dependents(i, "aux", "cop")
    return bare and word.has("VerbForm=Part") and word.has("Tense=Past")


def _perceived(s: Sentence, i: int) -> bool:
    """Whether the subject of a clause saw or heard something, and not on a screen or in the papers."""
    lemma = s.words[i].lemma.lower()
    objects = [s.words[c].lemma.lower() for c in s.dependents(i, "obj")]
    around = [s.words[c] for c in s.children[i]]
    if any(s.words[c].lemma.lower() in _MEDIA or case_of(s, c) == "as" for c in s.dependents(i, "obl", "xcomp")):
        return False
    if lemma == "look":
        return any(w.lemma.lower() in _LOOKING for w in around)
    if lemma == "hear":  # "heard a blast"
        sounds = [c for c in s.dependents(i, "obj") if s.words[c].upos == "NOUN" and not _is_story(s, c)]
        return bool(sounds) and not any(case_of(s, c) in {"from", "of", "about"} for c in s.dependents(i, "obl"))
    return lemma in _PERCEIVING and _PROSPECTS.isdisjoint(objects)


def _is_story(s: Sentence, i: int) -> bool:
    return s.words[i].lemma.lower() in _STORIES


def _was_told(s: Sentence, i: int) -> bool:
    """Whether a clause says that the source was told, as its subject or as its object ("what friends had told him")."""
    lemma = s.words[i].lemma.lower()
    sources = [case_of(s, c) for c in s.dependents(i, "obl")]
    if lemma in _TELLING and not s.dependents(i, "xcomp"):
        return _passive(s, i) or _others_told(s, i)
    if lemma in {"have", "know"}:  # "had the story from", "had it from", "knew from"
        second_hand = any(_is_story(s, c) or s.words[c].lemma.lower() == "it" for c in s.dependents(i, "obj"))
        return "from" in sources if lemma == "know" else second_hand
    return lemma in _HEARING and not _perceived(s, i)


def _others_told(s: Sentence, i: int) -> bool:
    """Whether it is the source that others told something: "what neighbours had told them"."""
    hearers = {s.words[c].text.lower() for c in s.dependents(i, "obj", "iobj")}
    telling = s.words[i].lemma.lower() in _TELLING and not _has_subject(s, i, _PERSONAL)
    return telling and not {"me", "us", "him", "her", "them"}.isdisjoint(hearers)


def _took_part(s: Sentence, i: int) -> bool:
    """Whether the subject of a clause had a part in some certain event: "who took part in the raid"."""
    lemma = s.words[i].lemma.lower()
    taking = lemma == "take" and any(s.words[c].lemma.lower() == "part" for c in s.dependents(i, "obj"))
    relation = "obl" if taking or lemma in _PARTAKING else "obj"
    return (relation == "obl" or lemma in _TREATING) and any(_is_certain(s, c) for c in s.dependents(i, relation))


def _suffered(s: Sentence, i: int) -> bool:
    """Whether an event befell the subject of a clause, or caught it in some place: "who was hurt in the fall"."""
    if s.words[i].lemma.lower() not in _SUFFERING or not _passive(s, i):
        return False
    return any(case_of(s, c) in _AT and _is_certain(s, c) for c in s.dependents(i, "obl"))


def _is_certain(s: Sentence, i: int) -> bool:
    """Whether a phrase speaks of something that the reader is taken to know of: "the raid", "Friday's raid"."""
    return any(s.words[c].lemma.lower() == "the" or s.words[c].relation == "nmod:poss" for c in s.children[i])


def _holds_record(s: Sentence, i: int) -> bool:
    """Whether the subject of a clause keeps a record, or reads from one: "who keeps the log"."""
    lemma = s.words[i].lemma.lower()
    held = s.dependents(i, "obj") if lemma in _KEEPING else []
    if lemma in _READING_FROM:
        held = [c for c in s.dependents(i, "obl") if case_of(s, c) == "from"]
    return any(names_record(_noun(s, c)) and _is_certain(s, c) for c in held)


def _noun(s: Sentence, i: int) -> list[str]:
    """A noun in lower case behind the words that go with it."""
    return [s.words[k].text.lower() for k in (*s.dependents(i, "compound", "amod", "nmod:poss"), i)]


def _was_there(s: Sentence, i: int) -> bool:
    """Whether a clause says that its subject was where it happened: "there", "at the scene", "passing by"."""
    if any(s.words[c].has("Tense=Pres") and s.words[c].has("VerbForm=Fin") for c in s.dependents(i, "aux")):
        return False  # "has been in the trade for years"
    word, lemma = s.words[i], s.words[i].lemma.lower()
    if s.dependents(i, "cop"):
        return _placed(s, i, _AT)
    if lemma == "happen":  # "who happened to be there"
        return any(_placed(s, c, _AT) or _passes(s, c) for c in s.dependents(i, "xcomp"))
    if lemma in _STAYING:
        return any(_placed(s, c, _AT | _BESIDE) for c in s.dependents(i, "obl", "advmod"))
    if _passes(s, i):
        return True
    going_on = word.text.lower().endswith("ing") and lemma not in _ANYWHERE
    return going_on and not _in_capacity(s, i) and _at_the_time(s, i)


def _passes(s: Sentence, i: int) -> bool:
    beside = {s.words[c].lemma.lower() for c in s.children[i]}
    across = any(case_of(s, c) in {"past", "through"} and _is_certain(s, c) for c in s.dependents(i, "obl"))
    return s.words[i].lemma.lower() in _PASSING and (across or not beside.isdisjoint({"by", "past"}))


def _in_capacity(s: Sentence, i: int) -> bool:
    """Whether somebody does something for a living: "was working as a cook"."""
    return any(case_of(s, c) in {"as", "for"} for c in s.dependents(i, "obl"))


def _at_the_time(s: Sentence, i: int) -> bool:
    """Whether a clause tells what went on when something happened."""
    if any(s.words[c].lemma.lower() == "time" and case_of(s, c) == "at" for c in s.dependents(i, "obl")):
        return True
    return any(s.words[k].lemma.lower() == "when" for c in s.dependents(i, "advcl") for k in s.children[c])


def _placed(s: Sentence, i: int, prepositions: set[str]) -> bool:
    """Whether a word names a certain place near what happened: "in talks" and "in office" are none, nor "abroad"."""
    word, lemma = s.words[i], s.words[i].lemma.lower()
    if lemma in _AWAY:
        measures = [c for c in s.children[i] if s.words[c].lemma.lower() in _NEAR]
        return any(s.dependents(c, "nummod", "amod") for c in measures)
    case = next((s.words[c].lemma.lower() for c in s.children[i] if s.words[c].lemma.lower() in prepositions), "")
    if not case:
        return lemma in _HERE and not s.dependents(i, "case")
    if word.upos == "PRON":
        return case in {"behind", "beside", "near", "next", "opposite"}
    known = lexicon.roles().get(lemma)
    if lemma in lexicon.nowhere() or (known is SourceType.ORGANIZATION and lemma not in _SITES):
        return False
    if word.upos == "PROPN" and case == "in":
        return False
    certain = {s.words[c].lemma.lower() for c in s.dependents(i, "det", "nmod:poss")}
    elsewhere = {s.words[c].lemma.lower() for c in s.dependents(i, "det", "amod")} & {"another", "different", "other"}
    return lemma in _POSTS or (bool(certain) and not elsewhere)
