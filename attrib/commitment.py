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
    "conceivable", "doubtful", "likely", "plausible", "possible", "probable", "thinkable", "uncertain", "unlikely",
}  # fmt: skip
_THOUGHTS = {
    "assumption", "belief", "chance", "danger", "doubt", "expectation", "fear", "guess", "hope", "impression",
    "likelihood", "possibility", "prospect", "risk", "suspicion",
}  # fmt: skip
_BINDING = {"should", "must", "ought", "shall"}


class CommitmentModel:
    """The trained classifier, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes):
        self._arrays = read_arrays(data)

    @cached_property
    def _classifier(self) -> Any:
        return classifier(self._arrays["coef"], self._arrays["intercept"])

    def judge(self, parse: Parse, link: Link) -> Commitment:
        """What the source of a link does with its content."""
        row = commitment_evidence(parse, link)[np.newaxis]
        return COMMITMENTS[int(self._arrays["classes"][self._classifier.predict(row)[0]])]


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
    if base is Commitment.QUESTIONED and _infinitive(link):
        base = Commitment.WANTED
    if "named" in cue.entry.frames and not _asks_for(sentence, cue.word):
        base = Commitment.ASSERTED if base is Commitment.WANTED else base  # "called it a mistake"
    if cue.negated:
        if base is Commitment.DENIED:
            return Commitment.ASSERTED
        if base in {Commitment.ASSERTED, Commitment.HEDGED}:
            return Commitment.DENIED
    if base is Commitment.ASSERTED:
        if _to_act(sentence, cue.word) and cue.entry.lemma in {"tell", "warn", "remind"}:
            return Commitment.WANTED
        if _modal(sentence, cue.word):
            return Commitment.HEDGED
        return inner or base
    return base


def _infinitive(link: Link) -> bool:
    return bool(link.content) and link.content[0].text.lower().startswith("to ")


def _asks_for(sentence: Sentence, i: int) -> bool:
    return any(case_of(sentence, c) in {"for", "on"} for c in sentence.dependents(i, "obl"))


def _to_act(sentence: Sentence, i: int) -> bool:
    return any(
        sentence.words[m].lemma.lower() == "to"
        for c in sentence.dependents(i, "xcomp")
        for m in sentence.dependents(c, "mark")
    )


def _modal(sentence: Sentence, i: int) -> bool:
    return any(sentence.words[c].lemma.lower() in _WEAK for c in sentence.dependents(i, "aux", "advmod"))


def _weakened(parse: Parse, link: Link) -> Commitment | None:
    """What the modal verbs of the content's first clause make of it."""
    span = link.content[0]
    n = parse.sentence_after(span.start)
    if n is None:
        return None
    sentence = parse.sentences[n]
    inside = {i for i, w in enumerate(sentence.words) if span.start <= w.start and w.end <= span.end}
    for top in sorted(i for i in inside if sentence.words[i].head not in inside):
        lemmas = {sentence.words[c].lemma.lower() for c in sentence.dependents(top, "aux", "advmod")}
        if lemmas & _WEAK or sentence.words[top].lemma.lower() in _UNSURE:
            return Commitment.HEDGED
        if _thinks(sentence, top) or _thought(sentence, top):
            return Commitment.HEDGED
        held = lexicon.cues().get((sentence.words[top].lemma.lower(), "VERB"))
        if held is not None and "belief" in held.frames and sentence.dependents(top, "aux:pass"):
            return Commitment.HEDGED
        if sentence.words[top].has("Mood=Imp") and not sentence.dependents(top, "nsubj") and not _calls(sentence, top):
            return Commitment.WANTED
        if lemmas & _BINDING:
            return Commitment.WANTED
    return None


def _calls(sentence: Sentence, i: int) -> bool:
    """Whether an imperative only calls for attention: "Look, we are ready"."""
    behind = sentence.words[i + 1].text if i + 1 < len(sentence.words) else ""
    return sentence.words[i].lemma.lower() in {"look", "listen", "see"} and behind == ","


def _thinks(sentence: Sentence, i: int) -> bool:
    """Whether a content is what its source thinks: "said she believed that it was so"."""
    held = lexicon.cues().get((sentence.words[i].lemma.lower(), "VERB"))
    pronoun = any(sentence.words[c].upos == "PRON" for c in sentence.dependents(i, "nsubj"))
    hedging = held is not None and held.commitment is Commitment.HEDGED
    return hedging and pronoun and bool(sentence.dependents(i, "ccomp"))


def _thought(sentence: Sentence, i: int) -> bool:
    """Whether a content is a thought by its noun, within or before it: "the hope that", "saw a possibility that"."""
    governor = sentence.words[i].head if sentence.words[i].base_relation in {"acl", "ccomp"} else None
    nouns = {
        sentence.words[k].lemma.lower() for k in (i, governor) if k is not None and sentence.words[k].upos == "NOUN"
    }
    return bool(nouns & _THOUGHTS)
