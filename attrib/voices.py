"""Whom the tagger takes for the source of a cue: the noun phrase of the words it saw, if the tree lets them speak."""

from __future__ import annotations

import dataclasses

from attrib import lexicon
from attrib.clauses import Clause
from attrib.cues import Cue
from attrib.hearers import is_told
from attrib.links import Link, is_hearsay
from attrib.mentions import (
    RELATIVE,
    Mention,
    case_of,
    noun_phrase,
    with_bracket,
    with_name,
    without_apposition,
    without_rest,
)
from attrib.parse import Parse, Sentence
from attrib.proposals import Range
from attrib.report import Commitment
from attrib.speech import span_of
from attrib.titles import is_person

_GENITIVE = {"'s", "’s", "'", "’"}
_PERSONAL = {"i", "he", "she", "we", "they"}
_NEVER_FIRST = {"SCONJ", "CCONJ", "ADP", "PUNCT"}
_NEVER_LAST = {"DET", "ADP", "CCONJ"}


def voice_of(parse: Parse, words: Range | None, clause: Clause, read: Link) -> Mention | None:
    """The mention of a cue's source from the words that the tagger saw, none where the tree shows that it is not his
    who speaks; ``read`` is the tree's reading of the cue."""
    if words is None or "adverb" in clause.frames:  # whose "reportedly" it is no subject tells
        return None
    source = _with_clause(parse, _whole(parse, _mention(parse, words, clause.cue), clause.cue), read.source)
    silent = (
        is_told(clause, source)
        or is_hearsay(parse.sentences[source.sentence].words[source.head], clause.word)
        or _said_of_another(parse, read, source)
        or _is_addressed(parse, read, source)
        or _reports_above(parse, read, source)
        or _holds_another(parse, read, source)
        or _denies(clause, source)
    )
    return None if silent else source


def shows_source(parse: Parse, read: Link) -> bool:
    """Whether the tree's source is a subject or an owner of the cue that no tagger can talk away."""
    source, cue = read.source, read.cue
    if source is None or cue is None or source.sentence != cue.sentence:
        return False
    s = parse.sentences[source.sentence]
    word = s.words[source.head]
    if source.head > cue.word:  # "Warning that prices would rise, the mayor left"
        participle = s.words[cue.word]
        fronted = participle.base_relation == "advcl" and participle.text.lower().endswith("ing")
        return fronted and participle.head is not None and source.head in s.dependents(participle.head, "nsubj")
    if word.upos == "PRON":  # "They met and advised us to go"
        return word.text.lower() in _PERSONAL and cue.entry.upos == "VERB"
    # "the agent had the impression that", "the agent's claim that": what he thinks or says is a noun
    holds = cue.entry.upos == "NOUN" and (word.base_relation == "nsubj" or _owner(parse, read) is not None)
    return word.upos in {"NOUN", "PROPN"} and (cue.entry.upos == "VERB" or holds)


def _said_of_another(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether a mention stands in what is said of the tree's source: "people who stood | below it | said"."""
    subject = read.source
    if subject is None or subject.sentence != source.sentence or subject.head >= source.head:
        return False
    s = parse.sentences[source.sentence]
    relative = [
        c
        for c in s.dependents(subject.head, "acl")
        if s.words[c].has("VerbForm=Part") or any(s.words[k].lemma in RELATIVE for k in s.children[c])
    ]
    inside = source.span.start > s.words[subject.head].start
    return inside and any(c == source.head or c in s.ancestors(source.head) for c in relative)


def _is_addressed(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether a mention is to whom somebody speaks: "the mayor admitted to | the weekly | that"."""
    hearer = read.audience
    same = hearer is not None and (hearer.sentence, hearer.head) == (source.sentence, source.head)
    return same and case_of(parse.sentences[source.sentence], source.head) == "to"


def _reports_above(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether a mention is who reports that the tree's source said so, and no source of the cue: "The agency wrote that
    the minister had said"."""
    subject = read.source
    if subject is None or read.cue is None or subject.sentence != source.sentence or not shows_source(parse, read):
        return False
    s = parse.sentences[read.cue.sentence]
    above = (i for i in s.ancestors(read.cue.word) if i < subject.head)
    own = subject.head in s.dependents(read.cue.word, "nsubj") and source.head < subject.head
    return own and any(source.head in s.dependents(i, "nsubj") for i in above)


def _holds_another(parse: Parse, read: Link, source: Mention) -> bool:
    """Whether the cue is a noun that the tree gives to another: "The mayor rejected | the guard's claim that"."""
    owner = _owner(parse, read)
    return owner is not None and not (owner.span.start < source.span.end and source.span.start < owner.span.end)


def _denies(clause: Clause, source: Mention) -> bool:
    """Whether a mention is who denies what the cue, a noun, says of nobody: "The mill dismissed | suggestions that"."""
    s, i = clause.sentence, clause.i
    verb = s.words[i].head
    if s.words[i].upos != "NOUN" or verb is None or i not in s.dependents(verb, "obj"):
        return False
    entry = lexicon.cues().get((s.words[verb].lemma.lower(), s.words[verb].upos))
    denies = entry is not None and entry.commitment is Commitment.DENIED
    return denies and source.sentence == clause.cue.sentence and source.head in s.dependents(verb, "nsubj")


def _owner(parse: Parse, read: Link) -> Mention | None:
    """The tree's source where it is a noun in the genitive before the cue."""
    source, cue = read.source, read.cue
    if source is None or cue is None or source.sentence != cue.sentence:
        return None
    word = parse.sentences[source.sentence].words[source.head]
    possesses = word.relation == "nmod:poss" and word.head == cue.word and word.upos in {"NOUN", "PROPN"}
    return source if possesses else None


def _mention(parse: Parse, words: Range, cue: Cue) -> Mention:
    """The noun phrase of some words: those of their last sentence, around the word that governs the others."""
    n = parse.places[words[1] - 1][0]
    first = max(words[0], parse.firsts[n])
    last = parse.words[words[1] - 1]
    if words[1] - first > 1 and last.text.lower() in RELATIVE and last.head != cue.word:
        words = (words[0], words[1] - 1)
    while first + 1 < words[1] and _leads_to(parse, first, words[1]):
        first += 1
    if parse.words[words[1] - 1].text in _GENITIVE:  # "Lima's" alone speaks for nobody: "Lima's mayor"
        owners = [word for word in parse.words[first : words[1]] if word.relation == "nmod:poss"]
        owned = owners[-1].head if owners else None
        if owned is not None and parse.places[words[1] - 1][1] < owned < cue.word:
            return noun_phrase(parse, n, owned)
    s, offset = parse.sentences[n], parse.firsts[n]
    head = s.head_of([parse.places[k][1] for k in range(first, words[1])])
    named = with_name(s, without_rest(s, head, words[1] - 1 - offset))
    end = without_apposition(s, first - offset, with_bracket(s, first - offset, named))
    words = (words[0], end + 1 + offset)
    if parse.words[words[1] - 1].upos in _NEVER_LAST:  # "the keeper of the | north light"
        return noun_phrase(parse, n, head)
    return Mention(sentence=n, head=head, span=parse.span(first, words[1]))


def _leads_to(parse: Parse, first: int, stop: int) -> bool:
    """Whether a word stands before a mention and is no part of it: "| Later | the mayor", not "| nearly | forty"."""
    word, (n, _) = parse.words[first], parse.places[first]
    if word.upos == "ADV":
        return word.head is None or not first < parse.firsts[n] + word.head < stop
    return word.upos in _NEVER_FIRST


def _whole(parse: Parse, mention: Mention, cue: Cue) -> Mention:
    """The mention with its article, title and first name, and with the noun that it only says more of: "| a | guard",
    "| Ada | Lind", "| documents | seen by the daily", "| the head of | the choir"."""
    s, head = parse.sentences[mention.sentence], mention.head
    while (governor := _noun_above(s, head)) is not None:
        head = governor
    words, offset = parse.within(mention.span.start, mention.span.end), parse.firsts[mention.sentence]
    first = words.start - offset
    if head != mention.head:
        span = noun_phrase(parse, mention.sentence, head).span
        begin = parse.within(span.start, span.end).start - offset
    else:
        begin = first
        while begin and s.words[begin - 1].head == head and s.words[begin - 1].relation in {"det", "nmod:desc"}:
            begin -= 1
    if begin >= first or (mention.sentence == cue.sentence and begin <= cue.word < first):
        return mention
    return Mention(sentence=mention.sentence, head=head, span=parse.span(offset + begin, words.stop))


def _with_clause(parse: Parse, mention: Mention, read: Mention | None) -> Mention:
    """The mention with the relative clause that follows it without a comma, which the tree has: "an official | who
    asked not to be named"."""
    if read is None or (read.sentence, read.head) != (mention.sentence, mention.head):
        return mention
    behind = parse.within(mention.span.end, read.span.end)
    if not behind or parse.words[behind[0]].text.lower() not in RELATIVE:
        return mention
    start, end = min(mention.span.start, read.span.start), read.span.end
    return dataclasses.replace(mention, span=span_of(parse.text, start, end))


def _noun_above(s: Sentence, i: int) -> int | None:
    """The noun before a word that the word cannot stand without: the first of its name, that of a clause or a
    participle that the word is in ("| a map given to | the police"), or a person whose body it is."""
    if s.words[i].base_relation == "flat":
        return s.words[i].head
    participle = s.words[i].head if s.words[i].base_relation == "obl" else i
    if participle is None:
        return None
    word, governor = s.words[participle], s.words[participle].head
    if governor is None or governor >= i or s.words[governor].upos != "NOUN":
        return None
    of_person = case_of(s, i) == "of" and is_person(s.words[governor].lemma.lower())
    says_more = word.relation == "acl" or (word.base_relation == "acl" and participle == i)
    return governor if says_more or (word.base_relation == "nmod" and of_person) else None
