"""What a source is reported to do with a content: assert, hedge, deny, question or want it.

The lexicon, negation and modal verbs, read off the tree, make up a rule's opinion; a trained classifier weighs it with
what it is made of.
"""

from __future__ import annotations

import zlib
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.certainty import BINDING, WEAK, excludes, is_denied, marks_of, told_of_itself
from attrib.classifiers import Classifier, read_arrays
from attrib.cues import Cue
from attrib.links import Link
from attrib.mentions import case_of
from attrib.parse import Parse, Sentence
from attrib.report import Commitment, SourceType

FILE = "commitment.npz"

COMMITMENTS = tuple(Commitment)

_TELLING = {Commitment.ASSERTED, Commitment.HEDGED, Commitment.QUESTIONED}
"""What a content tells of itself more surely than its cue does."""

_MANDATIVE = {"advise", "ask", "demand", "insist", "propose", "recommend", "request", "suggest", "urge"}
_SHARES = {"half", "handful", "majority", "minority", "number", "part", "percent", "quarter", "rest", "third"}
"""What several people may be."""

_FRAMES = ("that", "to", "object", "of", "for", "on", "as", "named", "belief", "noun", "raising", "adverb", "according",
           "quoting", "attitude")  # fmt: skip
_UPOS = ("VERB", "AUX", "NOUN", "ADJ", "ADP")
_MODALS = ("will", "would", "can", "need", "not", "no", "likely", "if")
WEIGHT = 5.0
"""How large the rule's opinion stands beside the rest: what it rests on is too rare to be learned from examples."""

_OPENING = 12
"""Words at the beginning of a content in which its modal verbs stand."""

_LEMMAS = 96
"""Columns that the lemmas of cues are hashed to."""

_OF_CUE = len(_FRAMES) + len(_UPOS) + 8 + _LEMMAS
_QUESTION = ("how ", "if ", "what ", "when ", "where ", "whether ", "which ", "who ", "whom ", "why ")


class CommitmentModel:
    """The trained classifier, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes):
        self._arrays = read_arrays(data)

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier(self._arrays["coef"], self._arrays["intercept"])

    def judge(self, parse: Parse, link: Link) -> Commitment:
        """What the source of a link does with its content: the classifier's answer, but a single sentence that itself
        tells how far it is held for true (possible, a question, beyond doubt) is believed."""
        if link.cue is not None and _leaves_open(parse.sentences[link.cue.sentence], link.cue):
            return Commitment.HEDGED
        if link.cue is not None and _finds_none(parse.sentences[link.cue.sentence], link):
            return Commitment.DENIED
        if link.cue is not None and _names(parse.sentences[link.cue.sentence], link.cue):
            return _by_rule(parse, link)
        inner = told_of_itself(parse, link)
        if inner in _TELLING and inner is _by_rule(parse, link) and _is_plain(parse, link):
            return inner
        row = commitment_evidence(parse, link)
        return COMMITMENTS[int(self._arrays["classes"][self._classifier.decide(row)])]


def _leaves_open(sentence: Sentence, cue: Cue) -> bool:
    """Whether a source says neither that something is so nor that it is not: "did not rule out", "cannot confirm", "did
    not deny"."""
    unable = any(sentence.words[c].lemma.lower() in {"can", "could"} for c in sentence.dependents(cue.word, "aux"))
    asserts = cue.entry.commitment is Commitment.ASSERTED and cue.entry.upos == "VERB"
    denies = cue.entry.commitment is Commitment.DENIED
    return cue.negated and (excludes(sentence, cue.word) or denies or (unable and asserts))


def _finds_none(sentence: Sentence, link: Link) -> bool:
    """Whether a content hangs on a noun before it of which there is none: "saw no indication | that it had burned"."""
    words, content = sentence.words, link.content[0]
    tops = (
        i
        for i, word in enumerate(words)
        if content.start <= word.start < content.end and "that" in marks_of(sentence, i)
    )
    nouns = (words[i].head for i in tops if words[i].base_relation in {"acl", "ccomp"})
    return any(
        noun is not None
        and words[noun].upos == "NOUN"
        and words[noun].start < content.start
        and is_denied(sentence, noun)
        for noun in nouns
    )


def _is_plain(parse: Parse, link: Link) -> bool:
    """Whether a content is of one sentence, and its cue does not take it for true ("acknowledged the risk that")."""
    start, end = link.content[0].start, link.content[-1].end
    n = parse.sentence_after(start)
    factive = link.cue is not None and link.cue.entry.factivity == "factive"
    return n is not None and end <= parse.sentences[n].end and not factive


def commitment_evidence(parse: Parse, link: Link) -> NDArray[np.float64]:
    """What the classifier weighs: the rule's opinion, the cue, and the words of the content; one number each."""
    cue = link.cue
    content = [word for span in link.content for k in parse.within(span.start, span.end) for word in [parse.words[k]]]
    first = content[0].lemma.lower() if content else ""
    lemmas = {word.lemma.lower() for word in content[:_OPENING]}
    opinion, inner = _by_rule(parse, link), told_of_itself(parse, link)
    row = [
        *(WEIGHT * (opinion is x) for x in COMMITMENTS),
        *(inner is x for x in COMMITMENTS),
        *(cue is not None and cue.entry.commitment is x for x in COMMITMENTS),
        cue is None,
        cue is not None and cue.negated,
        first == "to",
        bool(lemmas & WEAK),
        bool(lemmas & BINDING),
        *(modal in lemmas for modal in _MODALS),
        "?" in {word.text for word in content[-2:]},
        bool(content) and content[0].has("Mood=Imp"),
    ]
    if cue is None:
        return np.array([*row, *[0.0] * _OF_CUE], dtype=np.float64)
    sentence = parse.sentences[cue.sentence]
    entry, word = cue.entry, sentence.words[cue.word]
    hashed = np.zeros(_LEMMAS)
    hashed[zlib.crc32(entry.lemma.encode()) % _LEMMAS] = 1.0
    row += [
        *(frame in entry.frames for frame in _FRAMES),
        *(entry.upos == upos for upos in _UPOS),
        *(entry.factivity == factivity for factivity in ("factive", "doubtful")),
        _asks_for(sentence, cue.word),
        _to_act(sentence, cue.word),
        _modal(sentence, cue.word),
        bool(sentence.dependents(cue.word, "aux:pass")),
        word.has("VerbForm=Part"),
        any(sentence.words[c].lemma == "would" for c in sentence.dependents(cue.word, "aux")),
        *hashed,
    ]
    return np.array(row, dtype=np.float64)


def _by_rule(parse: Parse, link: Link) -> Commitment:
    """The commitment of a link's cue to its content, after negation and the modal verbs of the content."""
    inner = told_of_itself(parse, link)
    cue = link.cue
    if cue is None:
        return inner or Commitment.ASSERTED
    base = cue.entry.commitment
    sentence = parse.sentences[cue.sentence]
    if base is Commitment.QUESTIONED and (_infinitive(sentence, link) or _asks_for(sentence, cue.word)):
        base = Commitment.WANTED
    if "named" in cue.entry.frames and not _asks_for(sentence, cue.word):
        base = Commitment.ASSERTED if base is Commitment.WANTED else base  # "called it a mistake"
    if cue.negated:
        if base is Commitment.DENIED:
            return Commitment.HEDGED
        if base in {Commitment.ASSERTED, Commitment.HEDGED}:
            return Commitment.DENIED
    if _mandates(sentence, cue):
        return Commitment.WANTED
    if base is Commitment.ASSERTED:
        if _bids(sentence, cue):
            return Commitment.WANTED
        if _modal(sentence, cue.word):
            return Commitment.HEDGED
        return inner or base
    return base


def _infinitive(sentence: Sentence, link: Link) -> bool:
    """Whether a content is an act, with or without who is to do it: "asked to leave", "asked them to leave"."""
    span = link.content[0]
    if link.cue is None or span.text.lower().startswith("to "):
        return link.cue is not None
    acts = (c for c in sentence.dependents(link.cue.word, "xcomp", "ccomp") if sentence.words[c].has("VerbForm=Inf"))
    return not span.text.lower().startswith(_QUESTION) and any(
        span.start <= sentence.words[c].start < span.end and marks_of(sentence, c) == {"to"} for c in acts
    )


def _asks_for(sentence: Sentence, i: int) -> bool:
    """Whether what a word asks for follows a preposition: "called for talks", "called for raising wages"."""
    return any(case_of(sentence, c) in {"for", "on"} for c in sentence.dependents(i, "obl")) or any(
        "for" in marks_of(sentence, c) for c in sentence.dependents(i, "advcl", "xcomp")
    )


def _names(sentence: Sentence, cue: Cue) -> bool:
    """Whether a word of asking says what somebody calls something: "called it a mistake", not "called a
    strike"."""
    asks = "named" in cue.entry.frames and cue.entry.commitment is Commitment.WANTED
    called = sentence.dependents(cue.word, "obj", "nsubj:pass", "xcomp")
    return asks and len(called) > 1 and not (_asks_for(sentence, cue.word) or _to_act(sentence, cue.word))


def _to_act(sentence: Sentence, i: int) -> bool:
    return any("to" in marks_of(sentence, c) for c in sentence.dependents(i, "xcomp"))


def _bids(sentence: Sentence, cue: Cue) -> bool:
    """Whether a word of saying tells somebody to do something: "warned them to stay", not "found it to be"."""
    if cue.entry.upos != "VERB" or cue.entry.frames & {"to", "belief"}:
        return False
    if cue.entry.lemma in {"say", "report"} and sentence.dependents(cue.word, "aux:pass"):
        return False  # "is said to be"
    acts = [c for c in sentence.dependents(cue.word, "xcomp") if "to" in marks_of(sentence, c)]
    return any(
        sentence.words[c].lemma.lower() not in {"be", "have"} and not sentence.dependents(c, "cop", "aux") for c in acts
    )


def _mandates(sentence: Sentence, cue: Cue) -> bool:
    """Whether the subjunctive tells that an act is wanted: "insisted that he go", "suggested that the sale be off"."""
    teams = cue.entry.lemma != "suggest"  # "the poll suggests that the team play well"
    clauses = sentence.dependents(cue.word, "ccomp") if cue.entry.lemma in _MANDATIVE else []
    return any(_is_subjunctive(sentence, c, teams=teams) for c in clauses)


def _is_subjunctive(sentence: Sentence, i: int, *, teams: bool) -> bool:
    """Whether a clause has "be", or behind "that" a verb without its "-s", where that cannot be its past."""
    words = sentence.words
    beside = [k for k in sentence.dependents(i, "aux", "cop") if words[k].text.lower() != "not"]
    if marks_of(sentence, i) - {"that"} or len(beside) > 1:
        return False
    if beside:
        return words[beside[0]].text.lower() == "be"
    bare = words[i].text.lower() == words[i].lemma.lower() and words[i].lemma.lower() not in lexicon.UNCHANGED
    subjects = sentence.dependents(i, "nsubj")
    told = words[i].upos == "VERB" and bool(marks_of(sentence, i))  # "insisted he go" may be spoken
    return bare and told and any(_is_singular(sentence, k, teams=teams) for k in subjects)


def _is_singular(sentence: Sentence, i: int, *, teams: bool) -> bool:
    """Whether a subject takes a verb in "-s"; ``teams`` and other bodies do not everywhere."""
    word = sentence.words[i]
    kind = lexicon.roles().get(word.lemma.lower())
    several = word.has("Number=Plur") or bool(sentence.dependents(i, "conj")) or word.lemma.lower() in _SHARES
    several = several or kind is SourceType.GROUP or (kind is SourceType.ORGANIZATION and not teams)
    return (word.upos in {"NOUN", "PROPN"} and not several) or word.text.lower() in {"he", "she", "it"}


def _modal(sentence: Sentence, i: int) -> bool:
    return any(sentence.words[c].lemma.lower() in WEAK for c in sentence.dependents(i, "aux", "advmod"))
