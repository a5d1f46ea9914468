"""Decides which candidates are links, with a trained classifier, and keeps them apart.

The classifier is a logistic regression of scikit-learn for each view, kept as plain arrays, so that loading it runs
no foreign code.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from attrib.candidates import Candidate
from attrib.classifiers import Classifier, read_arrays
from attrib.cues import Cue, answers
from attrib.framing import takes_up
from attrib.links import Link
from attrib.proposals import Range

FILE = "linking.npz"

ANSWERING = 0.15
"""The probability from which a candidate is a link that only takes up what was said: the tagger hardly sees those."""

SAME = 0.7
"""The share of words (Jaccard) from which two contents count as one."""


class LinkJudge:
    """The classifier of one view, from the arrays of an ``npz`` file."""

    def __init__(self, data: bytes, view: str):
        self._arrays = {
            name.removeprefix(f"{view}."): array
            for name, array in read_arrays(data).items()
            if name.startswith(f"{view}.")
        }

    @property
    def threshold(self) -> float:
        """The probability from which a candidate is taken for a link."""
        return float(self._arrays["threshold"])

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier(self._arrays["coef"], self._arrays["intercept"])

    def judge(self, evidence: NDArray[np.float64]) -> list[float]:
        """How likely each candidate is a link, in [0, 1]; none depends on the others. Shape (candidates, features)."""
        return [round(float(self.probabilities(row[np.newaxis])[0]), 4) for row in evidence]

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same, unrounded."""
        return self._classifier.probabilities(evidence)[:, 1]


def decide(candidates: Sequence[Candidate], evidence: NDArray[np.float64], judge: LinkJudge) -> tuple[Link, ...]:
    """The candidates that are links, each with its likelihood; of two with one content the likelier, or one link of
    both where one passes the other on."""
    likely = [
        (p, candidate)
        for p, candidate in zip(judge.judge(evidence), candidates, strict=True)
        if p >= (ANSWERING if _answers(candidate) else judge.threshold)
    ]
    holders: dict[int, list[Candidate]] = {}
    kept: dict[int, Link] = {}
    deciding: dict[int, Candidate] = {}
    for p, candidate in sorted(likely, key=lambda each: -each[0]):
        hops = tuple(dataclasses.replace(hop, likelihood=p) for hop in candidate.link.hops)
        link = dataclasses.replace(candidate.link, hops=hops)
        near = {rival.place: rival for k in candidate.words for rival in holders.get(k, ())}
        rivals = [place for place, rival in near.items() if _same_content(candidate, rival)]
        if rivals:
            kept[rivals[0]] = _passed_on(kept[rivals[0]], link) or kept[rivals[0]]
            continue
        for k in candidate.words:
            holders.setdefault(k, []).append(candidate)
        kept[candidate.place] = link
        deciding[candidate.place] = candidate
    links = [_without_others(kept[place], candidate, holders) for place, candidate in deciding.items()]
    return tuple(sorted(links, key=lambda link: (link.content[0].start, -link.content[-1].end)))


def _answers(candidate: Candidate) -> bool:
    """Whether it says of what was said before that it is so, or that it is not: "confirmed this", "denied it"."""
    cue, link = candidate.cue, candidate.link
    return (
        link.source is not None
        and not cue.negated
        and answers(cue)
        and takes_up(" ".join(span.text for span in link.content)) is not None
    )


def _without_others(link: Link, candidate: Candidate, holders: Mapping[int, Sequence[Candidate]]) -> Link:
    """The link without the fragments of its content that are rather another's who stands beside it."""
    own = candidate.proposal
    if own is None or len(own.content) < 2:
        return link
    content = tuple(
        span
        for span, words, p in zip(link.content, own.content, own.fragment_probabilities, strict=True)
        if not any(_claims(rival, words, p) for rival in _beside(candidate, words, holders))
    )
    return dataclasses.replace(link, content=content) if content else link


def _beside(candidate: Candidate, words: Range, holders: Mapping[int, Sequence[Candidate]]) -> Iterator[Candidate]:
    """The other candidates that hold some of the words and stand side by side with this one."""
    found = {rival.place: rival for k in range(*words) for rival in holders.get(k, ())}
    for rival in found.values():
        if rival is not candidate and not candidate.holds(rival.place) and not rival.holds(candidate.place):
            yield rival


def _claims(rival: Candidate, words: Range, p: float) -> bool:
    """Whether most of some words are a rival's content, and more surely so than with probability ``p``."""
    if rival.proposal is None:
        return False
    return any(
        min(b, words[1]) - max(a, words[0]) > SAME * (words[1] - words[0]) and sure > p
        for (a, b), sure in zip(rival.proposal.content, rival.proposal.fragment_probabilities, strict=True)
    )


def _same_content(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates stand side by side on one content; one that reports the other does not."""
    if b.holds(a.place) or a.holds(b.place):
        return False
    return len(a.words & b.words) > SAME * len(a.words | b.words)


def _passed_on(kept: Link, other: Link) -> Link | None:
    """One link of two that share a content, if one passes the other's source on; otherwise none.

    "Citing" brings the source behind it; "quoted by" and "according to" bring one that stands in front, unless the
    other has the last word: "According to sources, it rained, reports the daily".
    """
    if kept.sentence != other.sentence or kept.source is None or other.source is None or len(other.hops) > 1:
        return None
    if _is_named_by(kept, other) or _is_named_by(other, kept):
        return None
    for passing in (other, kept):
        cue, source = passing.cue, passing.source
        if cue is None or source is None or not cue.entry.frames & {"quoting", "according"}:
            continue
        behind = cue.span.text.lower().endswith("ing") and source.span.start > cue.span.start
        behind = behind or _has_last_word(other if passing is kept else kept, cue)
        outer_first = (kept, other) if (passing is other) == behind else (other, kept)
        hops = tuple(hop for link in outer_first for hop in link.hops)
        return dataclasses.replace(kept, hops=hops)
    return None


def _is_named_by(link: Link, other: Link) -> bool:
    """Whether the cue of a link is a word of the other's source: "According to the agency's estimates"."""
    cue, source = link.cue, other.source
    return cue is not None and source is not None and source.span.start <= cue.span.start < source.span.end


def _has_last_word(link: Link, opening: Cue) -> bool:
    """Whether the cue of a link stands behind its content, and another in front of it."""
    content = link.content
    return link.cue is not None and opening.span.end <= content[0].start and link.cue.span.start >= content[-1].end
