"""Brings together what the tagger proposes and what the tree says: one candidate link for every cue of either."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import chain

from attrib.acts import is_act
from attrib.clauses import Clause
from attrib.closings import closing
from attrib.cues import Cue, cue_at, is_pseudo
from attrib.fitting import fitted, outside_source, proposed_for
from attrib.links import Link, LinkHop, read_link
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.proposals import Proposal, Range
from attrib.quotations import Outermost
from attrib.report import Span, frozen
from attrib.voices import shows_source, voice_of

_SURE = 0.5


@frozen
class Candidate:
    """A link that may be one, and what it was made of: the tree's reading of its cue, the tagger's proposal, or both.

    ``place`` is the cue's word and ``stretches`` are the content's, as indices of the text's words.
    """

    cue: Cue
    place: int
    link: Link
    stretches: tuple[range, ...]
    read: Link | None
    proposal: Proposal | None

    @property
    def words(self) -> frozenset[int]:
        """The words of the content. They are not kept: in a long text that nests reports they would fill the memory."""
        return frozenset(chain.from_iterable(self.stretches))

    def holds(self, word: int) -> bool:
        """Whether a word is in the content."""
        return any(word in stretch for stretch in self.stretches)


def find_candidates(
    parse: Parse, proposals: Sequence[Proposal], cues: Sequence[Cue], quotations: Outermost
) -> tuple[Candidate, ...]:
    """The candidates of a text in the order of their cues.

    A cue with which another link passes its source on ("reported, citing ...") is no candidate of its own.
    """
    by_place = {(cue.sentence, cue.word): cue for cue in cues}
    proposed = {}
    for proposal in proposals:
        cue = _cue(parse, proposal.cue, by_place)
        if is_pseudo(parse, cue.sentence, cue.word):
            continue
        by_place.setdefault((cue.sentence, cue.word), cue)
        proposed[cue.sentence, cue.word] = proposal
    found = []
    for place in sorted(by_place):
        candidate = _candidate(parse, by_place[place], proposed, by_place, quotations)
        if candidate is not None:
            found.append(candidate)
    passed_on = {
        (hop.cue.sentence, hop.cue.word)
        for candidate in found
        for hop in candidate.link.hops
        if hop.cue is not None and hop.cue is not candidate.cue and "adverb" not in hop.cue.entry.frames
    }
    return tuple(c for c in found if (c.cue.sentence, c.cue.word) not in passed_on)


def _cue(parse: Parse, words: Range, known: Mapping[tuple[int, int], Cue]) -> Cue:
    """The cue of the tagger's words: the one of the lexicon that is among them, or one made of their head."""
    places = parse.places[words[0] : words[1]]
    for place in places:
        if place in known:
            return known[place]
    n = places[0][0]
    inside = [i for m, i in places if m == n]
    return cue_at(parse, n, parse.sentences[n].head_of(inside), (inside[0], inside[-1]))


def _candidate(
    parse: Parse,
    cue: Cue,
    proposed: Mapping[tuple[int, int], Proposal],
    cues: Mapping[tuple[int, int], Cue],
    quotations: Outermost,
) -> Candidate | None:
    """The candidate of a cue, none if neither tree nor tagger find a content, or if it is a plain intention."""
    clause = Clause(parse, cue)
    if clause.plain_intention() or is_act(clause):
        return None
    sentence = parse.sentences[cue.sentence]
    read = read_link(parse, cue, cues, quotations.near(sentence.start, sentence.end))
    place = parse.firsts[cue.sentence] + cue.word
    proposal = proposed_for(parse, proposed, cue, read)
    if proposal is None:
        if not read.content:
            return None
        stretches = tuple(parse.within(span.start, span.end) for span in read.content)
        return Candidate(cue=cue, place=place, link=read, stretches=stretches, read=read, proposal=None)
    proposal = outside_source(parse, proposal, read)
    source = voice_of(parse, proposal.source, clause, read)
    tag = closing(clause)
    if tag is not None:
        content = tag.grown(proposal.content)
        surest = proposal.fragment_probabilities[: len(content)]
        source = tag.source
        proposal = dataclasses.replace(proposal, content=content, fragment_probabilities=surest)
    hops = read.hops
    unsourced = proposal.cue_probability > _SURE and len(hops) == 1 and not shows_source(parse, read)
    # "was told by a guard": no network has to say who speaks
    teller = clause.passive and "audience" in clause.frames and clause.speaker is not None
    if (source is not None or unsourced) and not teller and not _passes_on(read, cue, source):
        hops = tuple(dataclasses.replace(hop, source=source) if hop.cue is cue else hop for hop in hops)
    own = next((hop.source for hop in hops if hop.cue is cue), None)
    proposal = fitted(parse, proposal, read, own, seen=hops is not read.hops)
    hops = tuple(_without_hearer(parse, hop, read.audience) for hop in hops)
    return Candidate(
        cue=cue,
        place=place,
        link=dataclasses.replace(read, content=tuple(parse.span(*words) for words in proposal.content), hops=hops),
        stretches=tuple(range(a, b) for a, b in proposal.content),
        read=read if read.content else None,
        proposal=proposal,
    )


def _without_hearer(parse: Parse, hop: LinkHop, hearer: Mention | None) -> LinkHop:
    """The hop with its source cut before whom it speaks to: "said the mayor of Lima | to the daily"."""
    source = hop.source
    if source is None or hearer is None or not source.span.start < hearer.span.start < source.span.end:
        return hop
    before = parse.within(source.span.start, hearer.span.start)
    if parse.words[before[-1]].text.lower() != "to" or parse.places[before[-1]][1] <= source.head:
        return hop
    text = parse.text[source.span.start : parse.words[before[-1]].start].rstrip()
    span = Span(start=source.span.start, end=source.span.start + len(text), text=text)
    return dataclasses.replace(hop, source=dataclasses.replace(source, span=span))


def _passes_on(read: Link, cue: Cue, source: Mention | None) -> bool:
    """Whether a source is that of another hop than the cue's own: who quotes, not who is quoted."""
    others = [hop.source for hop in read.hops if hop.cue is not cue and hop.source is not None]
    return source is not None and any(
        other.span.start < source.span.end and source.span.start < other.span.end for other in others
    )
