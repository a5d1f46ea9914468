"""What speaks for and against each candidate link, as numbers that a classifier can weigh."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from attrib import lexicon
from attrib.candidates import Candidate
from attrib.mentions import Mention
from attrib.parse import Parse
from attrib.quotations import Outermost
from attrib.report import Span
from attrib.sight import TAGS, Sight
from attrib.speech import joined, quoted_share

_TAGS_OF = {
    role: [TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")] for role in ("content", "source", "cue")
}  # fmt: skip
_FRAMES = ("that", "to", "object", "of", "for", "as", "belief", "noun", "adverb", "according", "quoting", "attitude")
_UPOS = ("VERB", "AUX", "NOUN", "ADP", "ADV", "ADJ", "PUNCT")
_READING_ALONE = 0.05
"""How strong a candidate is, beside others, that the tagger does not propose."""

FEATURES = (
    # what the tagger says of the proposal
    "proposed", "cue probability", "source probability", "content probability", "content peak",
    "cue odds", "source odds", "content odds",
    # whether the tree agrees
    "read", "contents agree", "sources agree", "read has source",
    # what kind of cue it is
    "in lexicon", *(f"frame {frame}" for frame in _FRAMES), *(f"cue {upos}" for upos in _UPOS),
    "factive", "doubtful",
    # what the tagger says of each word by itself
    "tagged content", "tagged source", "tagged cue",
    # how source, cue and content stand to each other
    "sourced", "pronoun source", "source before cue", "source distance", "source apart",
    "content before cue", "content distance", "content apart", "new paragraph",
    # the content
    "quoted", "length", "fragments", "negated", "cue in quotation", "silent",
    # the neighbours
    "nested", "contested", "holds cues", "within",
)  # fmt: skip
"""What the columns of the evidence say."""


def weigh_candidates(
    parse: Parse, sight: Sight, candidates: Sequence[Candidate], quotations: Outermost
) -> NDArray[np.float64]:
    """The evidence for each candidate, shape (candidates, features), each number of the order of one."""
    cover = _Cover(len(parse.words))
    for k, candidate in enumerate(candidates):
        cover.add(k, candidate.words, _strength(candidate))
    places = sorted(candidate.place for candidate in candidates)
    evidence = np.zeros((len(candidates), len(FEATURES)))
    for k, candidate in enumerate(candidates):
        evidence[k] = [
            *_proposed(sight, candidate),
            *_agreement(candidate),
            *_kind(candidate),
            *_tagged(parse, sight, candidate),
            *_geometry(parse, candidate),
            *_form(parse, candidate, quotations),
            cover.strongest_other(k, [candidate.place]),
            cover.strongest_other(k, candidate.words),
            math.log1p(sum(bisect_left(places, b) - bisect_left(places, a) for a, b in _runs(candidate.words))),
            candidate.proposal is not None and candidate.proposal.within,
        ]
    return evidence


def _proposed(sight: Sight, candidate: Candidate) -> Iterator[float]:
    p = candidate.proposal
    yield p is not None
    if p is None:
        yield float(sight.tags[candidate.place, _TAGS_OF["cue"]].sum())
        yield from (0.0,) * 6
        return
    probabilities = (p.cue_probability, p.source_probability, p.content_probability)
    yield from probabilities
    yield p.content_peak
    yield from map(_odds, probabilities)


def _agreement(candidate: Candidate) -> Iterator[float]:
    read = candidate.read
    yield read is not None
    if read is None:
        yield from (0.0,) * 3
        return
    yield _overlap(read.content, candidate.link.content)
    yield _same(candidate.link.source, read.source)
    yield read.source is not None


def _kind(candidate: Candidate) -> Iterator[float]:
    entry = candidate.cue.entry
    yield (entry.lemma, "VERB" if entry.upos == "AUX" else entry.upos) in lexicon.cues()
    yield from (frame in entry.frames for frame in _FRAMES)
    yield from (entry.upos == upos for upos in _UPOS)
    yield from (entry.factivity == factivity for factivity in ("factive", "doubtful"))


def _tagged(parse: Parse, sight: Sight, candidate: Candidate) -> Iterator[float]:
    source = candidate.link.source
    inside = parse.within(source.span.start, source.span.end) if source else range(0)
    for role, words in (("content", sorted(candidate.words)), ("source", inside), ("cue", [candidate.place])):
        yield float(sight.tags[list(words)][:, _TAGS_OF[role]].sum(axis=1).mean()) if len(words) else 0.0


def _geometry(parse: Parse, candidate: Candidate) -> Iterator[float]:
    source, n, at = candidate.link.source, candidate.cue.sentence, candidate.place
    head = parse.firsts[source.sentence] + source.head if source else at
    yield source is not None
    yield source is not None and parse.words[head].upos == "PRON"
    yield head < at
    yield math.log1p(abs(head - at)) / 3
    yield min(abs(source.sentence - n), 3) / 3 if source else 0.0
    near = min(candidate.words, key=lambda k: abs(k - at))
    yield max(candidate.words) < at
    yield math.log1p(abs(near - at)) / 3
    yield min(abs(parse.places[near][0] - n), 3) / 3
    start, end = sorted((parse.words[near].start, parse.words[at].start))
    yield "\n" in parse.text[start:end]


def _form(parse: Parse, candidate: Candidate, quotations: Outermost) -> Iterator[float]:
    content, cue = candidate.link.content, candidate.cue
    share, words = quoted_share(parse.text, content, quotations)
    yield share
    yield math.log1p(words) / 4
    yield min(len(content), 4) / 4
    yield cue.negated
    yield bool(quotations.over(cue.span.start, cue.span.end))
    yield candidate.link.silent


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


def _strength(candidate: Candidate) -> float:
    p = candidate.proposal
    return p.cue_probability * p.content_probability if p else _READING_ALONE


def _odds(p: float) -> float:
    """The logarithm of the odds, bounded."""
    bounded = min(max(p, 0.02), 0.98)
    return math.log(bounded / (1 - bounded))


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """The share of characters that two contents have in common (Jaccard)."""
    # the words of one token can all stand on the whole of it, and so be in two fragments
    one, other = (joined((span.start, span.end) for span in content) for content in (a, b))
    common = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in one for y in other)
    return common / (sum(end - start for start, end in (*one, *other)) - common)


def _same(a: Mention | None, b: Mention | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.span.start < b.span.end and b.span.start < a.span.end


def _runs(words: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs of consecutive numbers among some, the ends exclusive."""
    start = end = None
    for k in sorted(words):
        if k != end:
            if start is not None and end is not None:
                yield start, end
            start = k
        end = k + 1
    if start is not None and end is not None:
        yield start, end
