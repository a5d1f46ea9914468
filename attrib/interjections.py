"""Tags that interrupt another's: in "The captain insists, his lawyer said, that it is so" the lawyer passes him on."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import islice

from attrib.candidates import Candidate
from attrib.links import Link
from attrib.parse import Parse
from attrib.report import Span

Place = tuple[int, int]
"""The sentence of a cue, and its word."""


def interject(parse: Parse, links: Sequence[Link], candidates: Sequence[Candidate]) -> tuple[Link, ...]:
    """The links, where one interrupts another: the interrupted one reports what stands behind both, and the other that
    it does."""
    read = {(candidate.cue.sentence, candidate.cue.word): candidate.link for candidate in candidates}
    uncued = [link for link in links if link.cue is None]
    found: dict[Place, Link] = {(link.sentence, link.cue.word): link for link in links if link.cue is not None}
    for place, link in list(found.items()):
        other = _interrupted(parse, link, read)
        if other is None:
            continue
        at, (begun, told) = other
        if at not in found:
            hops = tuple(dataclasses.replace(hop, likelihood=link.hops[0].likelihood) for hop in begun.hops)
            found[at] = dataclasses.replace(begun, hops=hops)
        found[at] = dataclasses.replace(found[at], content=link.content[-1:])
        found[place] = dataclasses.replace(link, content=(told, link.content[-1]))
    return (*uncued, *found.values())


def _interrupted(parse: Parse, link: Link, read: Mapping[Place, Link]) -> tuple[Place, tuple[Link, Span]] | None:
    """The clause of reporting that a link interrupts, between commas and before "that": place, link and span."""
    if link.cue is None or link.source is None or link.source.sentence != link.sentence:
        return None
    s, content = parse.sentences[link.sentence], link.content[-1]
    start, end = min(link.cue.span.start, link.source.span.start), max(link.cue.span.end, link.source.span.end)
    first = next(i for i, word in enumerate(s.words) if word.start >= start)
    that = next((i for i, word in enumerate(s.words) if word.start >= content.start), None)
    if that is None or content.start < end or s.words[that].text.lower() != "that":
        return None
    if first < 2 or s.words[first - 1].text != "," or s.words[that - 1].text != ",":
        return None
    for i in islice(s.ancestors(link.cue.word), 2):
        begun = read.get((link.sentence, i))
        if begun is None or begun.cue is None or begun.source is None or "that" not in begun.cue.entry.frames:
            continue
        at, last = begun.source.span.start, s.words[first - 2].end
        if at < begun.cue.span.start < start and begun.source.sentence == link.sentence:
            return (link.sentence, i), (begun, Span(start=at, end=last, text=parse.text[at:last]))
    return None
