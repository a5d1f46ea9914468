"""Finds the words that signal an attribution, in the parse and by the lexicon."""

from __future__ import annotations

import dataclasses
import re
from functools import cache

from attrib import lexicon
from attrib.lexicon import Entry
from attrib.parse import Parse, Sentence
from attrib.report import Commitment, Span, frozen

_ASSENTING = frozenset("acknowledge admit affirm concede confirm corroborate reaffirm reiterate repeat".split())
_UNKNOWN = {"VERB": frozenset({"that"}), "NOUN": frozenset({"noun"})}
"""The frames of a cue that the lexicon does not know, by its part of speech."""


@frozen
class Cue:
    """A reporting word in its sentence: which word of which sentence, the span it covers with its particle, its entry
    in the lexicon, and whether it is negated ("did not say")."""

    sentence: int
    word: int
    span: Span
    entry: Entry
    negated: bool


def find_cues(parse: Parse, *, attitudes: bool = False) -> tuple[Cue, ...]:
    """All cues of a text in order, whether or not something is reported with them; attitudes only if asked for."""
    found = []
    for n, sentence in enumerate(parse.sentences):
        ghosts = _pseudo(parse.text, sentence)
        for i, word in enumerate(sentence.words):
            entry = _entry(sentence, i)
            if entry is not None and not attitudes:
                entry = _without_attitudes(entry)
            if entry is not None and not any(start <= word.start < end for start, end in ghosts):
                start, end = _extent(sentence, i)
                span = Span(start=start, end=end, text=parse.text[start:end])
                found.append(Cue(sentence=n, word=i, span=span, entry=entry, negated=negated(sentence, i)))
    return tuple(found)


def cue_at(parse: Parse, n: int, word: int, extent: tuple[int, int]) -> Cue:
    """The cue at a word of sentence ``n`` over the words ``extent`` (first and last), be it in the lexicon or not."""
    sentence = parse.sentences[n]
    head = sentence.words[word]
    start, end = sentence.words[extent[0]].start, sentence.words[extent[1]].end
    entry = (
        _entry(sentence, word)
        or _mistaken(sentence, word)
        or Entry(
            lemma=head.lemma.lower(),
            upos=head.upos,
            frames=_UNKNOWN.get(head.upos, frozenset()),
            commitment=Commitment.ASSERTED,
        )
    )
    span = Span(start=start, end=end, text=parse.text[start:end])
    return Cue(sentence=n, word=word, span=span, entry=entry, negated=negated(sentence, word))


def _entry(sentence: Sentence, i: int) -> Entry | None:
    word = sentence.words[i]
    if word.text.lower() == "according":
        follows = sentence.words[i + 1].text.lower() if i + 1 < len(sentence.words) else ""
        return lexicon.cues()["according", "ADP"] if follows == "to" and not _conforms(sentence, i) else None
    upos = "VERB" if word.upos == "AUX" else word.upos
    lemma = word.lemma.lower()  # a lemmatizer that has not met a verb may lose its last letter
    return lexicon.cues().get((lemma, upos)) or lexicon.cues().get((f"{lemma}e", upos))


def _mistaken(sentence: Sentence, i: int) -> Entry | None:
    """The entry of a verb that the parser took for a noun: "the books | state that"."""
    word = sentence.words[i]
    if word.upos != "NOUN" or word.base_relation == "obj" or sentence.dependents(i, "det", "amod", "nmod"):
        return None
    entry = lexicon.cues().get((word.lemma.lower(), "VERB"))
    return entry if entry is not None and "that" in entry.frames else None


def _conforms(sentence: Sentence, i: int) -> bool:
    """Whether "according to" speaks of what something keeps to, and not of who says so."""
    head = sentence.words[i].head
    if head is None or sentence.words[head].upos == "PROPN":  # a paper may be called the Standard
        return False
    return sentence.words[head].lemma.lower() in lexicon.measures()


def _without_attitudes(entry: Entry) -> Entry | None:
    """The entry as the guidelines have it, none if it only tells an attitude."""
    if "attitude" in entry.frames:
        return None
    return (
        dataclasses.replace(entry, frames=entry.frames - lexicon.ATTITUDES)
        if entry.frames & lexicon.ATTITUDES
        else entry
    )


def _extent(sentence: Sentence, i: int) -> tuple[int, int]:
    """The span of a cue: the word itself, and the particle or the second half of "according to" behind it."""
    words = sentence.words
    last = i
    if i + 1 < len(words) and (
        words[i].text.lower() == "according" or (words[i + 1].head == i and words[i + 1].relation == "compound:prt")
    ):
        last = i + 1
    return words[i].start, words[last].end


def negated(sentence: Sentence, i: int) -> bool:
    """Whether a word is denied in its own clause; "told him | never to | go" denies nothing."""
    return any(
        sentence.words[c].lemma.lower() in {"not", "n't", "never", "neither"}
        for c in sentence.dependents(i, "advmod")
        if c < i or sentence.words[c + 1 : c + 2] == () or sentence.words[c + 1].text.lower() != "to"
    )


def answers(cue: Cue) -> bool:
    """Whether a cue may say of what was said before that it is so, or that it is not: "confirmed this", "denied it"."""
    return cue.entry.commitment is Commitment.DENIED or cue.entry.lemma in _ASSENTING


def adds_on(s: Sentence, i: int) -> bool:
    """Whether a word is a participle of saying without a subject of its own ("adding")."""
    word = s.words[i]
    entry = lexicon.cues().get((word.lemma.lower(), "VERB"))
    return (
        entry is not None
        and "that" in entry.frames
        and word.text.lower().endswith("ing")
        and not s.dependents(i, "nsubj")
    )


def is_pseudo(parse: Parse, n: int, word: int) -> bool:
    """Whether a word stands in a phrase that only looks like a report."""
    sentence = parse.sentences[n]
    at = sentence.words[word].start
    if sentence.words[word].text.lower() == "according" and _conforms(sentence, word):
        return True
    return any(start <= at < end for start, end in _pseudo(parse.text, sentence))


def _pseudo(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The spans of phrases that only look like a report."""
    return [found.span() for found in _pseudo_cues().finditer(text, sentence.start, sentence.end)]


@cache
def _pseudo_cues() -> re.Pattern[str]:
    """All such phrases as whole words, the longest first."""
    phrases = sorted(lexicon.pseudo_cues(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
