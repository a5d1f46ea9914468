"""What a source is reported to do with a content: assert, hedge, deny, question or want it."""

from __future__ import annotations

from attrib import lexicon
from attrib.links import Link
from attrib.mentions import case_of
from attrib.parse import Parse, Sentence
from attrib.report import Commitment

_WEAK = {"may", "might", "could", "possibly", "perhaps", "probably", "likely", "apparently", "allegedly", "potentially"}
_BINDING = {"should", "must", "ought", "shall"}


def commitment_of(parse: Parse, link: Link) -> Commitment:
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
        if lemmas & _WEAK or sentence.words[top].lemma.lower() in {"likely", "possible", "unlikely"}:
            return Commitment.HEDGED
        held = lexicon.cues().get((sentence.words[top].lemma.lower(), "VERB"))
        if held is not None and "belief" in held.frames and sentence.dependents(top, "aux:pass"):
            return Commitment.HEDGED
        if sentence.words[top].has("Mood=Imp") and not sentence.dependents(top, "nsubj"):
            return Commitment.WANTED
        if lemmas & _BINDING:
            return Commitment.WANTED
    return None
