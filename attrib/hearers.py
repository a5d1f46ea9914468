"""Whom a source speaks to: who is told something, who asked."""

from __future__ import annotations

from collections.abc import Iterator

from attrib import lexicon
from attrib.clauses import Clause
from attrib.mentions import Mention, case_of
from attrib.report import Commitment, SourceType
from attrib.sources import describe

_WRITINGS = {"e-mail", "email", "letter", "message", "note"}
_ASKING = {"interview", "contact", "reach", "poll", "survey", "question"}
_OCCASIONS = {"interview", "speak", "talk"}
_PUBLISHED = {"broadcast", "documentary", "podcast", "program", "programme", "report", "story"}
"""What a medium makes in which others speak: "in a report by the broadcaster"."""


def audience(clause: Clause) -> Mention | None:
    """Whom the source of a clause speaks to: the object of "told", the one after "to", whom a letter goes to, by whom
    the source was asked."""
    return clause.mention(next(_audiences(clause), None))


def _audiences(clause: Clause) -> Iterator[int]:
    s, i, entry = clause.sentence, clause.i, clause.cue.entry
    if "audience" in clause.frames and not clause.passive:
        yield from s.dependents(i, "iobj", "obj") or _named_behind(clause)
    if "that" in clause.frames and (entry.lemma, entry.upos) in lexicon.cues():
        for c in s.dependents(i, "obl", "advcl"):
            if s.words[c].upos in {"NOUN", "PROPN"} and case_of(s, c) == "to":
                yield c
    for c in s.dependents(i, "obl"):
        if s.words[c].lemma.lower() in _WRITINGS:  # "wrote in a letter to the weekly"
            yield from (d for d in s.dependents(c, "nmod") if case_of(s, d) == "to")
    for c in () if clause.speaker is None else s.dependents(clause.speaker, "acl"):
        if s.words[c].lemma.lower() in _ASKING:  # "residents interviewed by the daily said"
            yield from (d for d in s.dependents(c, "obl") if case_of(s, d) == "by")


def _named_behind(clause: Clause) -> list[int]:
    """The head of a name right behind a cue where another clause begins behind it, whatever the parser took it for:
    "told | Radio Lima | she was late"."""
    words, first = clause.sentence.words, clause.i + 1
    end = first
    while end < len(words) and words[end].upos == "PROPN":
        end += 1
    if end == first or end == len(words) or words[end].upos not in {"PRON", "DET", "SCONJ"}:
        return []
    return [next(k for k in range(first, end) if words[k].head not in range(first, end))]


def is_told(clause: Clause, mention: Mention) -> bool:
    """Whether a mention is the subject of a passive of telling or asking, and so who hears: "residents were warned"."""
    frames = clause.frames
    asks = clause.cue.entry.commitment in {Commitment.WANTED, Commitment.QUESTIONED}
    if not clause.passive or "quoting" in frames or not (frames & {"audience"} or asks):
        return False
    subjects = clause.sentence.dependents(clause.i, "nsubj")
    return mention.sentence == clause.cue.sentence and mention.head in subjects


def interviewer(clause: Clause) -> Mention | None:
    """Who asked the source of a clause: "in an interview with the daily", "speaking to the agency"."""
    s, i = clause.sentence, clause.i
    beside = [] if clause.speaker is None else s.dependents(clause.speaker, "nmod", "acl")
    if clause.word.base_relation == "advcl" and clause.word.head is not None:
        beside.append(clause.word.head)  # "spoke to the agency, saying that"
    # "making the remarks in an interview with the agency, he said that"
    beside += [o for c in s.dependents(i, "advcl") for o in s.dependents(c, "obl")]
    for c in [*s.dependents(i, "obl", "advcl"), *beside]:
        occasion = s.words[c].lemma.lower()
        published = occasion in _PUBLISHED and case_of(s, c) in {"in", "on", "during"}
        if occasion not in _OCCASIONS and not published:
            continue
        # the phrase behind "interview" often hangs on the verb
        for d in (*s.dependents(c, "nmod", "obl"), *(d for d in s.dependents(i, "obl") if d > c)):
            asker = clause.mention(d)
            # one gives an interview to the press, and speaks to anybody
            press = occasion == "interview" or (asker and describe(clause.parse, asker).type is SourceType.OUTLET)
            # the parser may hang "with" on the second word of a name
            introduced = {case_of(s, d), s.words[s.subtree(d)[0]].lemma.lower()}
            if introduced & ({"by", "on"} if published else {"with", "to"}) and press:
                return asker
    return None
