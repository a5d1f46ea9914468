"""What a source is reported to do with a content: assert, hedge, deny, question or want it.

The lexicon, negation and modal verbs, read off the tree, make up a rule's opinion; a trained classifier weighs it with
what it is made of.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.classifiers import classifier, read_arrays
from attrib.cues import Cue, negated
from attrib.links import Link
from attrib.mentions import case_of
from attrib.parse import Parse, Sentence
from attrib.report import Commitment

FILE = "commitment.npz"

COMMITMENTS = tuple(Commitment)

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
_WEAK = {"may", "might", "could", "possibly", "perhaps", "probably", "likely", "apparently", "allegedly", "potentially"}
_UNSURE = {
    "conceivable", "doubtful", "likely", "plausible", "possible", "probable", "thinkable", "uncertain", "unclear",
    "unlikely",
}  # fmt: skip
_THOUGHTS = {
    "assumption", "belief", "chance", "danger", "doubt", "expectation", "fear", "guess", "hope", "impression",
    "likelihood", "possibility", "prospect", "risk", "suspicion",
}  # fmt: skip
_BINDING = {"should", "must", "ought", "shall"}
_SEEMING = {"seem", "appear"}
_EXCLUDING = {"discount", "exclude", "rule"}
_SHOWING = {"indicate", "imply", "suggest", "signal", "hint"}
"""What also things do that think nothing."""

_WISHES = {"want", "hope", "wish"}
_ABILITIES = {"hear", "smell", "feel", "taste", "afford"}
"""Verbs before which "could" tells of a past ability."""

_QUESTION = ("how ", "if ", "what ", "when ", "where ", "whether ", "which ", "who ", "whom ", "why ")
_SPEAKERS = {"i", "we", "he", "she", "they", "it"}


class CommitmentModel:
    """The trained classifier, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes):
        self._arrays = read_arrays(data)

    @cached_property
    def _classifier(self) -> Any:
        return classifier(self._arrays["coef"], self._arrays["intercept"])

    def judge(self, parse: Parse, link: Link) -> Commitment:
        """What the source of a link does with its content: the classifier's answer, but a single sentence that is only
        held possible is hedged."""
        row = commitment_evidence(parse, link)
        hedged = COMMITMENTS.index(Commitment.HEDGED)
        if row[hedged] and row[len(COMMITMENTS) + hedged] and _is_plain(parse, link):  # to the cue and to the content
            return Commitment.HEDGED
        return COMMITMENTS[int(self._arrays["classes"][self._classifier.predict(row[np.newaxis])[0]])]


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
    opinion, inner = _by_rule(parse, link), _weakened(parse, link)
    row = [
        *(WEIGHT * (opinion is x) for x in COMMITMENTS),
        *(inner is x for x in COMMITMENTS),
        *(cue is not None and cue.entry.commitment is x for x in COMMITMENTS),
        cue is None,
        cue is not None and cue.negated,
        first == "to",
        bool(lemmas & _WEAK),
        bool(lemmas & _BINDING),
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
    inner = _weakened(parse, link)
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
            return Commitment.ASSERTED
        if base in {Commitment.ASSERTED, Commitment.HEDGED}:
            return Commitment.DENIED
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
        span.start <= sentence.words[c].start < span.end and _marks(sentence, c) == {"to"} for c in acts
    )


def _asks_for(sentence: Sentence, i: int) -> bool:
    """Whether what a word asks for follows a preposition: "called for talks", "called for raising wages"."""
    return any(case_of(sentence, c) in {"for", "on"} for c in sentence.dependents(i, "obl")) or any(
        "for" in _marks(sentence, c) for c in sentence.dependents(i, "advcl", "xcomp")
    )


def _marks(sentence: Sentence, i: int) -> set[str]:
    return {sentence.words[m].lemma.lower() for m in sentence.dependents(i, "mark")}


def _to_act(sentence: Sentence, i: int) -> bool:
    return any("to" in _marks(sentence, c) for c in sentence.dependents(i, "xcomp"))


def _bids(sentence: Sentence, cue: Cue) -> bool:
    """Whether a word of saying tells somebody to do something: "warned them to stay", not "found it to be"."""
    if cue.entry.upos != "VERB" or cue.entry.frames & {"to", "belief"}:
        return False
    if cue.entry.lemma in {"say", "report"} and sentence.dependents(cue.word, "aux:pass"):
        return False  # "is said to be"
    acts = [c for c in sentence.dependents(cue.word, "xcomp") if "to" in _marks(sentence, c)]
    return any(
        sentence.words[c].lemma.lower() not in {"be", "have"} and not sentence.dependents(c, "cop", "aux") for c in acts
    )


def _modal(sentence: Sentence, i: int) -> bool:
    return any(sentence.words[c].lemma.lower() in _WEAK for c in sentence.dependents(i, "aux", "advmod"))


def _weakened(parse: Parse, link: Link) -> Commitment | None:
    """What the modal verbs of the content's first clause make of it."""
    n = parse.sentence_after(link.content[0].start)
    if n is None:
        return None
    sentence = parse.sentences[n]
    for span in link.content[:2]:
        inside = {i for i, w in enumerate(sentence.words) if span.start <= w.start and w.end <= span.end}
        tops = sorted(i for i in inside if sentence.words[i].head not in inside)
        found = next(filter(None, (_of_clause(sentence, top) for top in tops)), None)
        # a subject may be set apart from its predicate: "Prices, he said, may fall"
        if found is not None or any(sentence.dependents(top, "nsubj", "aux") for top in tops):
            return found
    return None


def _of_clause(sentence: Sentence, top: int) -> Commitment | None:
    """What the modal verbs and the predicate of a clause make of it."""
    word = sentence.words[top]
    lemma, subjects = word.lemma.lower(), sentence.dependents(top, "nsubj")
    beside = {sentence.words[c].lemma.lower() for c in sentence.dependents(top, "aux", "advmod")}
    weak = beside & _WEAK
    if weak - {"could"} or (weak and not _able(sentence, top)) or lemma in _UNSURE:
        return Commitment.HEDGED
    if lemma in _SEEMING and sentence.dependents(top, "xcomp"):
        return Commitment.HEDGED
    if (lemma in _EXCLUDING and negated(sentence, top)) or _supposes(sentence, top):
        return Commitment.HEDGED
    thinks = _thinks(sentence, top)
    if thinks is not None or _thought(sentence, top):
        return thinks or Commitment.HEDGED
    held = lexicon.cues().get((lemma, "VERB"))
    if held is not None and "belief" in held.frames and sentence.dependents(top, "aux:pass"):
        return Commitment.HEDGED
    if word.has("Mood=Imp") and not subjects and not _calls(sentence, top):
        return Commitment.WANTED
    if beside & _BINDING and "have" not in beside:  # "should have left" is no act to come
        return Commitment.WANTED
    return None


def _able(sentence: Sentence, i: int) -> bool:
    """Whether "could" tells what somebody was able to do, or was not: "could smell", "could not study"."""
    words = sentence.words
    none = any(words[c].lemma.lower() in {"nobody", "nothing"} for c in sentence.dependents(i, "nsubj"))
    return none or negated(sentence, i) or words[i].lemma.lower() in _ABILITIES


def _calls(sentence: Sentence, i: int) -> bool:
    """Whether an imperative only calls for attention: "Look, we are ready"."""
    behind = sentence.words[i + 1].text if i + 1 < len(sentence.words) else ""
    return sentence.words[i].lemma.lower() in {"look", "listen", "see"} and behind == ","


def _thinks(sentence: Sentence, i: int) -> Commitment | None:
    """What a content is that is a thought or a wish of its source: "said she believed that it was so", "hoped"."""
    lemma = sentence.words[i].lemma.lower()
    speaker = any(sentence.words[c].text.lower() in _SPEAKERS for c in sentence.dependents(i, "nsubj"))
    acts = [c for c in sentence.dependents(i, "xcomp") if "to" in _marks(sentence, c)]
    if not speaker or not (acts or sentence.dependents(i, "ccomp")):
        return None
    if lemma in _WISHES:
        says = any((sentence.words[c].lemma.lower(), "VERB") in lexicon.cues() for c in acts)  # "I want to say"
        return None if says else Commitment.WANTED
    held = lexicon.cues().get((lemma, sentence.words[i].upos))
    hedging = held is not None and held.commitment is Commitment.HEDGED and lemma not in _SHOWING
    return Commitment.HEDGED if hedging else None


def _supposes(sentence: Sentence, i: int) -> bool:
    """Whether the speaker takes a little of a clause back: "it will break, I suppose"."""
    return any(
        sentence.words[c].text.lower() in {"i", "we"}
        for verb in sentence.dependents(i, "parataxis")
        if verb > i and not sentence.dependents(verb, "ccomp", "obj") and not negated(sentence, verb)
        if (held := lexicon.cues().get((sentence.words[verb].lemma.lower(), "VERB"))) is not None
        and held.commitment is Commitment.HEDGED
        for c in sentence.dependents(verb, "nsubj")
    )


def _thought(sentence: Sentence, i: int) -> bool:
    """Whether a content is a thought by its noun, within or before it: "the hope that", "saw a possibility that"."""
    word = sentence.words[i]
    subjects = sentence.dependents(i, "nsubj")
    own = any(sentence.words[c].text.lower() in _SPEAKERS for c in (*subjects, *sentence.dependents(i, "expl")))
    weighed = [*(c for c in subjects if c > i), *(sentence.dependents(i, "obj") if own else ())]
    if not negated(sentence, i) and any(_is_open(sentence, c) for c in weighed):
        return True
    if word.upos == "NOUN" and word.lemma.lower() in _THOUGHTS:
        return bool(sentence.dependents(i, "acl", "ccomp")) and not case_of(sentence, i)
    governor = word.head if word.base_relation in {"acl", "ccomp"} else None
    return (
        governor is not None
        and sentence.words[governor].lemma.lower() in _THOUGHTS
        and sentence.words[governor].upos == "NOUN"
    )


def _is_open(sentence: Sentence, i: int) -> bool:
    """Whether a noun says of a clause that it is thought: "(there is) a chance that", not "no chance that"."""
    denied = any(sentence.words[c].lemma.lower() in {"no", "little"} for c in sentence.dependents(i, "det", "amod"))
    clauses = (c for c in sentence.dependents(i, "acl", "ccomp") if "that" in _marks(sentence, c))
    return sentence.words[i].lemma.lower() in _THOUGHTS and not denied and next(clauses, None) is not None
