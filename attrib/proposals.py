"""Reads attributions off what the tagger sees: each candidate cue with the words of its source and of its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from attrib.parse import Parse, Word
from attrib.report import frozen
from attrib.sight import CUE, ROLES, SeenCue, Sight

_SOURCE, _CONTENT = ROLES.index("source"), ROLES.index("content")
_SURE, _POSSIBLE = 0.5, 0.25
_MARKS = frozenset("\"“”‘’'«»`") | {"``", "''"}

_DASHES = {"-", "–", "—", "--"}

Range = tuple[int, int]
"""Words of a text, the end exclusive."""


@frozen
class Proposal:
    """A cue with its source and the fragments of its content, as ranges of the text's words, and how sure each is.

    ``cue_probability`` is the tagger's that a cue begins there; ``content_probability`` and ``source_probability`` are
    means over the words, ``content_peak`` the highest over the content's; ``fragment_probabilities`` has one for each
    fragment. ``within`` says that the tagger saw it only when it read another's content by itself.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    cue_probability: float
    source_probability: float
    content_probability: float
    content_peak: float
    fragment_probabilities: tuple[float, ...]
    within: bool = False


def propose(parse: Parse, sight: Sight) -> tuple[Proposal, ...]:
    """The proposals of a text in the order of their cues, one for each candidate cue that has some content."""
    dateline = np.array([s.words[-1].text in _DASHES for s in parse.sentences for _ in s.words], dtype=bool)
    found = (_proposal(parse, cue, float(sight.tags[cue.first, CUE]), dateline) for cue in sight.cues)
    return tuple(sorted((p for p in found if p is not None), key=lambda p: p.cue))


def _proposal(parse: Parse, cue: SeenCue, probability: float, dateline: NDArray[np.bool_]) -> Proposal | None:
    roles = cue.roles.copy()
    own = slice(cue.first - cue.start, cue.last + 1 - cue.start)
    roles[own] = 0.0
    words = parse.words[cue.start : cue.start + len(roles)]
    roles[dateline[cue.start : cue.start + len(roles)]] = 0.0
    content = list(_content(words, roles, own))
    if not content:
        return None
    p = np.concatenate([roles[a:b, _CONTENT] for a, b in content])
    source = _source(words, roles)
    return Proposal(
        cue=(cue.first, cue.last + 1),
        source=None if source is None else (source[0] + cue.start, source[1] + cue.start),
        content=tuple((a + cue.start, b + cue.start) for a, b in content),
        cue_probability=probability,
        source_probability=float(roles[source[0] : source[1], _SOURCE].mean()) if source else 0.0,
        content_probability=float(p.mean()),
        content_peak=float(p.max()),
        fragment_probabilities=tuple(float(roles[a:b, _CONTENT].mean()) for a, b in content),
        within=cue.within,
    )


def _content(words: Sequence[Word], roles: NDArray[np.float32], cue: slice) -> Iterator[Range]:
    """Runs of words that are more likely content than not, over marks between them, without marks at their edges."""
    likely = roles[:, _CONTENT] > _SURE
    runs: list[list[int]] = []
    for a, b in _runs(likely):
        gap = range(runs[-1][1], a) if runs else range(0)
        if runs and not (gap.start < cue.stop and cue.start < gap.stop) and all(
            words[k].upos == "PUNCT" or roles[k, _CONTENT] > _POSSIBLE for k in gap
        ):  # fmt: skip
            runs[-1][1] = b
        else:
            runs.append([a, b])
    for a, b in runs:
        while a < b and words[a].upos == "PUNCT" and words[a].text not in _MARKS:
            a += 1
        while a < b and words[b - 1].upos == "PUNCT" and words[b - 1].text not in _MARKS:
            b -= 1
        if any(word.upos != "PUNCT" for word in words[a:b]):
            yield a, b


def _source(words: Sequence[Word], roles: NDArray[np.float32]) -> Range | None:
    """The run of words with most evidence of being the source."""
    p = roles[:, _SOURCE]
    best: Range | None = None
    weight = 0.0
    for a, b in _runs(p > _POSSIBLE):
        if p[a:b].max() > _SURE and p[a:b].sum() > weight:
            best, weight = (a, b), float(p[a:b].sum())
    if best is None:
        return None
    a, b = best
    while b - a > 1 and words[b - 1].upos == "PUNCT" and words[b - 1].text in {",", ";", ":", "–", "—"}:
        b -= 1
    while b - a > 1 and words[a].upos == "PUNCT":
        a += 1
    return a, b


def _runs(mask: NDArray[np.bool_]) -> Iterator[Range]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
