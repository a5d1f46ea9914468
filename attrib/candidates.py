"""Brings together what the tagger proposes and what the tree says: one candidate link for every cue of either.

Each candidate carries the evidence for it as numbers, from which :mod:`attrib.linking` decides.
"""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from attrib import lexicon
from attrib.cues import Cue, cue_at
from attrib.links import Link, read_link
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.proposals import Proposal, Range
from attrib.quotations import Quotation
from attrib.report import Span, frozen
from attrib.sight import TAGS, Sight
from attrib.speech import quoted_share

_CONTENT_TAGS = [TAGS.index("B-content"), TAGS.index("I-content")]
_SOURCE_TAGS = [TAGS.index("B-source"), TAGS.index("I-source")]
_CUE_TAGS = [TAGS.index("B-cue"), TAGS.index("I-cue")]
_FRAMES = ("that", "to", "object", "of", "for", "as", "belief", "noun", "adverb", "according", "quoting", "attitude")
_UPOS = ("VERB", "AUX", "NOUN", "ADP", "ADV", "ADJ", "PUNCT")
_SURE = 0.5


@frozen
class Candidate:
    """A link that may be one, the word of its cue and those of its content (as indices of the text's words), and the
    evidence, one number for each of :data:`FEATURES`."""

    link: Link
    cue: int
    words: frozenset[int]
    evidence: tuple[float, ...]


FEATURES = (
    "proposed", "cue probability", "source probability", "content probability", "content peak",
    "read", "contents agree", "sources agree", "read has source",
    "in lexicon", *(f"frame {frame}" for frame in _FRAMES), *(f"cue {upos}" for upos in _UPOS),
    "tagged content", "tagged source", "tagged cue",
    "sourced", "pronoun source", "source before cue", "source distance", "source apart",
    "content before cue", "content distance", "content apart", "new paragraph",
    "quoted", "length", "fragments", "negated", "cue in quotation",
    "nested", "contested", "holds cues",
)  # fmt: skip
"""What the evidence says, in order."""


def find_candidates(
    parse: Parse,
    sight: Sight,
    proposals: Sequence[Proposal],
    cues: Sequence[Cue],
    quotations: Sequence[Quotation],
) -> tuple[Candidate, ...]:
    """The candidates of a text in the order of their cues."""
    return _Meeting(parse, sight, quotations).candidates(proposals, cues)


@frozen
class _Pair:
    """A cue with the link that the tree shows, the tagger's proposal, or both; and the link made of them."""

    cue: Cue
    read: Link | None
    proposal: Proposal | None
    link: Link
    words: frozenset[int]


class _Meeting:
    """One text, with what tagger and tree say of it."""

    def __init__(self, parse: Parse, sight: Sight, quotations: Sequence[Quotation]):
        self.parse, self.sight = parse, sight
        self._starts = [word.start for word in parse.words]
        self._outer = [q for q in quotations if q.depth == 0]
        self._quotation_starts = [q.start for q in self._outer]

    def candidates(self, proposals: Sequence[Proposal], cues: Sequence[Cue]) -> tuple[Candidate, ...]:
        """See :func:`find_candidates`."""
        by_place = {(cue.sentence, cue.word): cue for cue in cues}
        proposed = {}
        for proposal in proposals:
            cue = self._cue(proposal.cue, by_place)
            by_place.setdefault((cue.sentence, cue.word), cue)
            proposed[cue.sentence, cue.word] = proposal
        pairs = []
        for place in sorted(by_place):
            pair = self._pair(by_place[place], proposed.get(place), by_place)
            if pair is not None:
                pairs.append(pair)
        passed_on = {
            (hop.cue.sentence, hop.cue.word)
            for pair in pairs
            for hop in pair.link.hops
            if hop.cue is not None and hop.cue is not pair.cue
        }
        pairs = [pair for pair in pairs if (pair.cue.sentence, pair.cue.word) not in passed_on]
        return tuple(self._weighed(pairs))

    def _cue(self, words: Range, known: Mapping[tuple[int, int], Cue]) -> Cue:
        """The cue of the tagger's words: the one of the lexicon that is among them, or one made of their head."""
        places = self.parse.places[words[0] : words[1]]
        for place in places:
            if place in known:
                return known[place]
        n = places[0][0]
        inside = [i for m, i in places if m == n]
        sentence = self.parse.sentences[n]
        head = next((i for i in inside if sentence.words[i].head not in inside), inside[0])
        return cue_at(self.parse, n, head, (inside[0], inside[-1]))

    def _pair(self, cue: Cue, proposal: Proposal | None, cues: Mapping[tuple[int, int], Cue]) -> _Pair | None:
        """The cue with its reading and its proposal, none if neither finds a content."""
        read = read_link(self.parse, cue, cues, self._near(cue.sentence))
        if proposal is None:
            if not read.content:
                return None
            return _Pair(cue=cue, read=read, proposal=None, link=read, words=self._indices(read.content))
        source = self._mention(proposal.source)
        hops = read.hops
        if source is not None or read.source is None or proposal.cue_probability > _SURE:
            hops = tuple(dataclasses.replace(hop, source=source) if hop.cue is cue else hop for hop in hops)
        content = tuple(self._span(r) for r in proposal.content)
        return _Pair(
            cue=cue,
            read=read if read.content else None,
            proposal=proposal,
            link=dataclasses.replace(read, content=content, hops=hops),
            words=frozenset(k for a, b in proposal.content for k in range(a, b)),
        )

    def _near(self, n: int) -> Sequence[Quotation]:
        """The outermost quotations that touch a sentence or stand right before it."""
        sentence = self.parse.sentences[n]
        first = max(bisect_left(self._quotation_starts, sentence.start) - 1, 0)
        return self._outer[first : bisect_left(self._quotation_starts, sentence.end)]

    def _span(self, words: Range) -> Span:
        start, end = self.parse.words[words[0]].start, self.parse.words[words[1] - 1].end
        return Span(start=start, end=end, text=self.parse.text[start:end])

    def _indices(self, spans: Iterable[Span]) -> frozenset[int]:
        """The words that begin inside some spans."""
        return frozenset(
            k for s in spans for k in range(bisect_left(self._starts, s.start), bisect_left(self._starts, s.end))
        )

    def _mention(self, words: Range | None) -> Mention | None:
        """The noun phrase of some words: those of their last sentence, around the word that governs the others."""
        if words is None:
            return None
        n = self.parse.places[words[1] - 1][0]
        first = max(words[0], self.parse.firsts[n])
        inside = [self.parse.places[k][1] for k in range(first, words[1])]
        sentence = self.parse.sentences[n]
        head = next((i for i in inside if sentence.words[i].head not in inside), inside[-1])
        return Mention(sentence=n, head=head, span=self._span((first, words[1])))

    # -- evidence ----------------------------------------------------------------------------------------------

    def _weighed(self, pairs: Sequence[_Pair]) -> Iterator[Candidate]:
        cover = _Cover(len(self.parse.words))
        for k, pair in enumerate(pairs):
            cover.add(k, pair.words, _strength(pair))
        at = [self.parse.firsts[pair.cue.sentence] + pair.cue.word for pair in pairs]
        sorted_cues = sorted(at)
        for k, pair in enumerate(pairs):
            held = sum(1 for a, b in _ranges(pair.words) for _ in range(bisect_left(sorted_cues, a), bisect_left(sorted_cues, b)))
            evidence = (
                *self._agreement(pair),
                *_kind(pair),
                *self._tagged(pair, at[k]),
                *self._place(pair, at[k]),
                *self._form(pair),
                cover.strongest_other(k, [at[k]]),
                cover.strongest_other(k, pair.words),
                math.log1p(held),
            )
            yield Candidate(link=pair.link, cue=at[k], words=pair.words, evidence=tuple(map(float, evidence)))

    def _agreement(self, pair: _Pair) -> Iterator[float]:
        p, read = pair.proposal, pair.read
        at = self.parse.firsts[pair.cue.sentence] + pair.cue.word
        yield p is not None
        yield p.cue_probability if p else float(self.sight.tags[at, _CUE_TAGS].sum())
        yield p.source_probability if p else 0.0
        yield p.content_probability if p else 0.0
        yield p.content_peak if p else 0.0
        yield read is not None
        shown = self._indices(read.content) if read else frozenset()
        yield len(shown & pair.words) / max(len(shown | pair.words), 1)
        source = pair.link.source
        yield read is not None and _same(source, read.source)
        yield read is not None and read.source is not None

    def _tagged(self, pair: _Pair, at: int) -> Iterator[float]:
        tags, source = self.sight.tags, pair.link.source
        yield tags[sorted(pair.words)][:, _CONTENT_TAGS].sum(axis=1).mean()
        inside = sorted(self._indices([source.span])) if source else []
        yield tags[inside][:, _SOURCE_TAGS].sum(axis=1).mean() if inside else 0.0
        yield tags[at, _CUE_TAGS].sum()

    def _place(self, pair: _Pair, at: int) -> Iterator[float]:
        source, n = pair.link.source, pair.cue.sentence
        yield source is not None
        head = self.parse.firsts[source.sentence] + source.head if source else at
        yield source is not None and self.parse.words[head].upos == "PRON"
        yield source is not None and head < at
        yield math.log1p(abs(head - at)) / 3
        yield min(abs(source.sentence - n), 3) / 3 if source else 0.0
        first, last = min(pair.words), max(pair.words)
        yield last < at
        yield math.log1p(min(abs(first - at), abs(last - at))) / 3
        near = min((first, last), key=lambda k: abs(k - at))
        yield min(abs(self.parse.places[near][0] - n), 3) / 3
        start, end = sorted((self.parse.words[near].start, self.parse.words[at].start))
        yield "\n" in self.parse.text[start:end]

    def _form(self, pair: _Pair) -> Iterator[float]:
        share, words = quoted_share(self.parse.text, pair.link.content, self.quotations_over(pair.link.content))
        cue = pair.cue.span
        yield share
        yield math.log1p(words) / 4
        yield min(len(pair.link.content), 4) / 4
        yield pair.cue.negated
        yield bool(self.quotations_over([cue]))

    def quotations_over(self, spans: Sequence[Span]) -> Sequence[Quotation]:
        """The outermost quotations that overlap what lies between the first and the last of some spans."""
        first = max(bisect_left(self._quotation_starts, spans[0].start) - 1, 0)
        found = self._outer[first : bisect_left(self._quotation_starts, spans[-1].end)]
        return [q for q in found if q.end > spans[0].start]


class _Cover:
    """For each word the two strongest candidates whose contents hold it."""

    def __init__(self, words: int):
        self._owner = np.full(words, -1, dtype=np.int64)
        self._best = np.zeros(words)
        self._second = np.zeros(words)

    def add(self, k: int, words: Iterable[int], strength: float) -> None:
        """Enter a candidate."""
        at = np.fromiter(words, dtype=np.int64)
        wins = strength > self._best[at]
        self._second[at] = np.where(wins, self._best[at], np.maximum(self._second[at], strength))
        self._owner[at[wins]], self._best[at[wins]] = k, strength

    def strongest_other(self, k: int, words: Iterable[int]) -> float:
        """The mean over words of the strength of the strongest other candidate that holds them."""
        at = np.fromiter(words, dtype=np.int64)
        return float(np.where(self._owner[at] == k, self._second[at], self._best[at]).mean())


def _strength(pair: _Pair) -> float:
    p = pair.proposal
    return p.cue_probability * p.content_probability if p else 0.05


def _kind(pair: _Pair) -> Iterator[float]:
    frames = pair.cue.entry.frames
    yield (pair.cue.entry.lemma, "VERB" if pair.cue.entry.upos == "AUX" else pair.cue.entry.upos) in lexicon.cues()
    yield from (frame in frames for frame in _FRAMES)
    yield from (pair.cue.entry.upos == upos for upos in _UPOS)


def _same(a: Mention | None, b: Mention | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.sentence == b.sentence and (
        a.span.start <= b.span.start < a.span.end or b.span.start <= a.span.start < b.span.end
    )


def _ranges(words: Iterable[int]) -> Iterator[Range]:
    """The runs of consecutive numbers among some."""
    run: list[int] = []
    for k in sorted(words):
        if run and k == run[1]:
            run[1] = k + 1
        else:
            if run:
                yield run[0], run[1]
            run = [k, k + 1]
    if run:
        yield run[0], run[1]
