"""A text cut wherever a claim, a source, a cue or the author's own voice begins or ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum, auto
from itertools import pairwise

from attrib.report import Report, Span, frozen


@frozen
class Segment:
    """A stretch of the text over which nothing begins or ends.

    ``claims`` are the ids of the claims it is content of, the shortest claim first; ``sources`` and ``cues`` those of
    the claims whose chains have it as a source or as a cue; ``voice``: the author speaks; ``begins`` are the claims
    that begin here.
    """

    start: int
    end: int
    claims: tuple[int, ...]
    sources: tuple[int, ...]
    cues: tuple[int, ...]
    voice: bool
    begins: tuple[int, ...]


class _Role(Enum):
    """What a span is to a claim."""

    CONTENT = auto()
    SOURCE = auto()
    CUE = auto()
    VOICE = auto()


_Part = tuple[_Role, int]


def cut(report: Report) -> Iterator[Segment]:
    """The segments of a report's text in order, all of it, in time proportional to what is written."""
    starting: defaultdict[int, list[_Part]] = defaultdict(list)
    ending: defaultdict[int, list[_Part]] = defaultdict(list)
    for span, part in _parts(report):
        if span.start < span.end:
            starting[span.start].append(part)
            ending[span.end].append(part)
    begins: defaultdict[int, list[int]] = defaultdict(list)
    length: dict[int, tuple[int, int]] = {}
    for claim in report.claims:
        length[claim.id] = (sum(span.end - span.start for span in claim.content), claim.id)
        if claim.content:
            begins[min(span.start for span in claim.content)].append(claim.id)
    edges = sorted({0, report.length, *starting, *ending, *begins})
    if report.length in begins:
        edges.append(report.length)
    active: Counter[_Part] = Counter()
    for start, end in pairwise(edges if len(edges) > 1 else (0, 0)):
        active.subtract(ending[start])
        active.update(starting[start])
        active = +active
        ids: dict[_Role, list[int]] = {role: [] for role in _Role}
        for role, id in active:
            ids[role].append(id)
        yield Segment(
            start=start,
            end=end,
            claims=tuple(sorted(ids[_Role.CONTENT], key=length.__getitem__)),
            sources=tuple(sorted(ids[_Role.SOURCE])),
            cues=tuple(sorted(ids[_Role.CUE])),
            voice=bool(ids[_Role.VOICE]),
            begins=tuple(begins.get(start, ())),
        )


def _parts(report: Report) -> Iterator[tuple[Span, _Part]]:
    for claim in report.claims:
        for span in claim.content:
            yield span, (_Role.CONTENT, claim.id)
        for hop in claim.chain:
            if hop.source.mention:
                yield hop.source.mention, (_Role.SOURCE, claim.id)
            if hop.cue:
                yield hop.cue, (_Role.CUE, claim.id)
    for span in report.author_voice:
        yield span, (_Role.VOICE, 0)
